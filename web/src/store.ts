// What outlives a reload. Settings stay on this device; the article only for as long as the tab is open.
import type { ActorsFile } from './engine/protocol';

export type Theme = 'auto' | 'light' | 'dark';

export interface Draft {
  text: string;
  published: string;
}

const longestDraft = 400_000;
const longestActors = 2_000_000;

/** Storage may be switched off or full: then nothing is kept, and nothing breaks. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function loadTheme(): Theme {
  const theme = attempt(() => localStorage.getItem('readout.theme'));
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

export function saveTheme(theme: Theme): void {
  attempt(() => localStorage.setItem('readout.theme', theme));
}

export const loadDayFirst = (): boolean => attempt(() => localStorage.getItem('readout.dayFirst')) === 'yes';

export function saveDayFirst(dayFirst: boolean): void {
  attempt(() => localStorage.setItem('readout.dayFirst', dayFirst ? 'yes' : 'no'));
}

/** The reader's own actors stay on this device until he takes them away. */
export function loadActors(): ActorsFile | null {
  const file: unknown = attempt(() => JSON.parse(localStorage.getItem('readout.actors') ?? 'null'));
  if (typeof file !== 'object' || file === null || !('name' in file) || !('content' in file)) return null;
  return { name: String(file.name), content: String(file.content) };
}

export function saveActors(file: ActorsFile | null): void {
  attempt(() => {
    if (!file || file.content.length > longestActors) localStorage.removeItem('readout.actors');
    else localStorage.setItem('readout.actors', JSON.stringify(file));
  });
}

export function loadDraft(): Draft | null {
  const draft: unknown = attempt(() => JSON.parse(sessionStorage.getItem('readout.draft') ?? 'null'));
  if (typeof draft !== 'object' || draft === null || !('text' in draft) || !('published' in draft)) return null;
  return { text: String(draft.text), published: String(draft.published) };
}

export function saveDraft(draft: Draft): void {
  attempt(() => {
    if (!draft.text || draft.text.length > longestDraft) sessionStorage.removeItem('readout.draft');
    else sessionStorage.setItem('readout.draft', JSON.stringify(draft));
  });
}
