// Everything that the page and its worker say to each other. Types only.
import type { Diagnostic, Explanation, ReadoutDocument } from 'readout';

/** How dates are read: what they are counted from ("YYYY-MM-DD" or empty), and whether 4/5/2024 is in May. */
export interface DateSettings {
  published: string;
  dayFirst: boolean;
}

/** Page to worker: read this article. `id` grows with every request. */
export interface ExtractRequest {
  type: 'extract';
  id: number;
  text: string;
  dates: DateSettings;
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

/** Files of the grammar, path to content. */
export type Files = Record<string, string>;

/** Page to worker: the meetings and positions of this article as CSV. Its answer is `table`. */
export interface TableRequest {
  type: 'table';
  id: number;
  text: string;
  dates: DateSettings;
}

/** Page to worker: why did this part of the text give what it gave? Its answer is `explained`. */
export interface ExplainRequest {
  type: 'explain';
  id: number;
  text: string;
  dates: DateSettings;
  start: number;
  end: number;
}

/** Page to worker: read from now on with these files in the place of the grammar's own; none: with the grammar as it came. Its answer is `edited`. */
export interface EditRequest {
  type: 'edit';
  id: number;
  files: Files;
}

/** Page to worker: the rule files of the grammar as it came. Its answer is `sources`. */
export interface SourcesRequest {
  type: 'sources';
  id: number;
}

export type ToWorker = ExtractRequest | ActorsRequest | ExplainRequest | TableRequest | EditRequest | SourcesRequest;

export type Answer =
  | { type: 'explained'; id: number; explanation: Explanation }
  | { type: 'table'; id: number; csv: string }
  | { type: 'edited'; id: number; diagnostics: Diagnostic[]; milliseconds: number }
  | { type: 'sources'; id: number; files: Files };

export type FromWorker =
  | { type: 'ready'; version: string }
  | { type: 'failed'; message: string }
  | { type: 'actors'; file: ActorsFile | null; diagnostics: Diagnostic[] }
  | { type: 'result'; id: number; document: ReadoutDocument; milliseconds: number }
  | { type: 'error'; id: number; message: string; fatal: boolean }
  | Answer;
