// Everything that the page and its worker say to each other. Types only.
import type { Diagnostic, ReadoutDocument } from 'readout';

/** Page to worker: read this article. `id` grows with every request. */
export interface ExtractRequest {
  type: 'extract';
  id: number;
  text: string;
  published: string;
}

/** The reader's own actors: a file of CSV or JSON. */
export interface ActorsFile {
  name: string;
  content: string;
}

/** Page to worker: lay these actors over the grammar, or none. Holds for the requests after it. */
export interface ActorsRequest {
  type: 'actors';
  file: ActorsFile | null;
}

export type ToWorker = ExtractRequest | ActorsRequest;

export type FromWorker =
  | { type: 'ready'; version: string }
  | { type: 'failed'; message: string }
  | { type: 'actors'; file: ActorsFile | null; diagnostics: Diagnostic[] }
  | { type: 'result'; id: number; document: ReadoutDocument; milliseconds: number }
  | { type: 'error'; id: number; message: string; fatal: boolean };
