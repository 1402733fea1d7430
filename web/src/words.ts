// The words in which the page speaks of acts, statuses and types. One place, so that cards, filters and exports agree.
import type {
  Act, Actor, ActorType, MeetingFormat, MeetingStatus, Position, ReadoutDocument, RoleStatus, Stance, StanceCell, TimeExpression,
} from 'readout';

/** What the holder does, as the verb of a sentence; with its negation. */
const verbs: Record<Act, [plain: string, negated: string]> = {
  assert: ['says', 'does not say'],
  support: ['supports', 'does not support'],
  criticise: ['criticises', 'does not criticise'],
  accuse: ['accuses', 'does not accuse'],
  demand: ['demands', 'does not demand'],
  offer: ['offers', 'does not offer'],
  commit: ['commits', 'does not commit'],
  agree: ['agrees', 'does not agree'],
  reject: ['rejects', 'does not reject'],
  deny: ['denies', 'does not deny'],
  threaten: ['threatens', 'does not threaten'],
  concede: ['concedes', 'does not concede'],
};

export const verbOf = (position: Position): string => verbs[position.act]?.[position.negated ? 1 : 0] ?? position.act;

export const actLabel = (act: Act): string => verbs[act]?.[0] ?? act;

export const stanceLabel: Record<Stance, string> = { pro: 'in favour', con: 'against', neutral: 'neutral' };

/** Where somebody stands on an issue, by all that he says of it. */
export const sideLabel: Record<StanceCell['stance'], string> = { pro: 'for', con: 'against', neutral: 'neutral', mixed: 'for and against' };

/** The sign that stands before a stance, so that colour is not all that tells it. */
export const stanceSign: Record<StanceCell['stance'], string> = { pro: '▲', con: '▼', neutral: '●', mixed: '◆' };

export const statusLabel: Record<MeetingStatus, string> = {
  held: 'Held', ongoing: 'Ongoing', planned: 'Planned', proposed: 'Proposed', postponed: 'Postponed',
  cancelled: 'Cancelled', refused: 'Refused', denied: 'Denied',
};

export const formatLabel: Record<MeetingFormat, string> = {
  in_person: 'In person', call: 'Call', visit: 'Visit', multilateral: 'Multilateral', unspecified: 'Meeting',
};

export const typeLabel: Record<ActorType, [one: string, many: string]> = {
  person: ['Person', 'People'],
  country: ['Country', 'Countries'],
  organization: ['Organization', 'Organizations'],
  group: ['Group', 'Groups'],
};

const sectors: Record<string, string> = {
  GOV: 'Government', MIL: 'Military', LEG: 'Legislature', JUD: 'Judiciary', PTY: 'Party', OPP: 'Opposition',
  REB: 'Rebels', SPY: 'Intelligence', COP: 'Police', BUS: 'Business', JRN: 'Media', IGO: 'Intergovernmental',
  NGO: 'Non-governmental', CVL: 'Civil society', ELI: 'Elites', REF: 'Refugees',
};

export const sectorLabel = (sector: string): string => sectors[sector] ?? sector;

const roleStatus: Record<RoleStatus, string> = {
  current: '', former: 'former ', acting: 'acting ', designate: 'designated ',
};

/** "former President of Kazakhstan", or null where the text gives no role. */
export function roleOf(actor: Actor): string | null {
  const role = actor.roles[0];
  if (!role) return null;
  const prefix = role.title.toLowerCase().startsWith(roleStatus[role.status]?.trim() || ' ') ? '' : roleStatus[role.status];
  const of = role.of && !role.title.includes(role.of) ? `, ${role.of}` : '';
  const words = `${prefix ?? ''}${role.title}${of}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A TIMEX3 value in words where it is a day or a month; else the value itself. */
export function valueInWords(value: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(value);
  if (!parts) return value;
  const date = new Date(0);
  date.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1));
  if (Number.isNaN(date.getTime())) return value;
  return (parts[3] ? day : month).format(date);
}

export const dateInWords = (date: TimeExpression): string =>
  /^\d{4}-\d{2}(-\d{2})?$/.test(date.value) ? valueInWords(date.value) : date.text;

/** TIMEX3 writes X where the text and the date of publication leave something open. */
export const isOpen = (date: TimeExpression): boolean =>
  (date.type === 'DATE' || date.type === 'TIME') && date.value.includes('X');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** "A, B and C". */
export function listed(names: string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** Who holds a position, also where the text leaves it to a description. */
export function holderName(document: ReadoutDocument, position: Position): string {
  const actor = document.actors.find((candidate) => candidate.id === position.holder);
  return actor?.name ?? (position.source.text.trim() || 'Unnamed source');
}

const particles = new Set(['the', 'of', 'a', 'an', 'and', 'al', 'bin', 'van', 'von', 'de', 'der', 'for']);

export function initials(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => word && !particles.has(word.toLowerCase()));
  const letters = (words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]]).map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}
