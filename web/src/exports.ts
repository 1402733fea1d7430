// What leaves the page: the readout as JSON; its table comes from the engine.
import type { ReadoutDocument } from 'readout';

export const toJson = (document: ReadoutDocument): string => `${JSON.stringify(document, null, 2)}\n`;

export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
