// What leaves the page: the readout as JSON; its table comes from the engine.
import type { ReadoutDocument } from 'readout';

export const toJson = (document: ReadoutDocument): string => `${JSON.stringify(document, null, 2)}\n`;

export const download = (name: string, type: string, content: string): void => save(name, new Blob([content], { type }));

export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
