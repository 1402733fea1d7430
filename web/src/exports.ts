// What leaves the page: the readout as JSON, and its positions as CSV.
import type { ReadoutDocument } from 'readout';
import { holderName } from './words';

export const toJson = (document: ReadoutDocument): string => `${JSON.stringify(document, null, 2)}\n`;

/** A cell that a spreadsheet would take for a formula is led by an apostrophe. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function positionsToCsv(document: ReadoutDocument): string {
  const nameOf = (id: string): string => document.actors.find((actor) => actor.id === id)?.name ?? id;
  const dateOf = (id: string | null): string => document.dates.find((date) => date.id === id)?.value ?? '';
  const head = ['id', 'holder', 'act', 'stance', 'negated', 'certainty', 'target', 'cue', 'content', 'quote', 'date', 'reporters',
    'plover', 'cameo', 'confidence', 'rule', 'start', 'end'];
  const rows = document.positions.map((p) => [
    p.id, holderName(document, p), p.act, p.stance, String(p.negated), p.certainty, p.target.map(nameOf).join('; '), p.cue.text,
    p.content.text, p.quote, dateOf(p.date), p.reporters.map(nameOf).join('; '), p.codes.plover.event ?? '', p.codes.cameo ?? '',
    String(p.confidence), p.rule, String(p.evidence.spans[0]?.[0] ?? ''), String(p.evidence.spans.at(-1)?.[1] ?? ''),
  ]);
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
