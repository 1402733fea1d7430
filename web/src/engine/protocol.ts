// Everything that the page and its worker say to each other. Types only.
import type { ReadoutDocument } from 'readout';

/** Page to worker: read this article. `id` grows with every request. */
export interface ExtractRequest {
  type: 'extract';
  id: number;
  text: string;
  published: string;
}

export type ToWorker = ExtractRequest;

export type FromWorker =
  | { type: 'ready'; version: string }
  | { type: 'failed'; message: string }
  | { type: 'result'; id: number; document: ReadoutDocument; milliseconds: number }
  | { type: 'error'; id: number; message: string; fatal: boolean };
