// The page's side of the worker. Entry point: EngineClient. Only the answer to the newest request is ever reported; a
// request that comes while the worker loads or is busy waits, and replaces one that waits already. Questions (`ask`) are each
// answered, after what the worker is at; an edit of the grammar is made again in every fresh worker.
import type { Diagnostic, ReadoutDocument } from 'readout';
import type { ActorsFile, Answer, DateSettings, EditRequest, ExplainRequest, ExtractRequest, Files, FromWorker, SourcesRequest, TableRequest } from './protocol';

export interface EngineEvents {
  ready(version: string): void;
  /** The engine cannot be had at all. */
  failed(message: string): void;
  result(request: ExtractRequest, document: ReadoutDocument, milliseconds: number): void;
  /** This text could not be read. */
  error(message: string): void;
  /** The actors are laid over the grammar, unless a diagnostic is an error. */
  actors(file: ActorsFile | null, diagnostics: Diagnostic[]): void;
}

type Question = Omit<ExplainRequest, 'id'> | Omit<TableRequest, 'id'> | Omit<EditRequest, 'id'> | Omit<SourcesRequest, 'id'>;
type AnswerTo<Q extends Question> = Extract<Answer, { type: { explain: 'explained'; table: 'table'; edit: 'edited'; sources: 'sources' }[Q['type']] }>;

/** A worker that is still at an outdated text after this long is replaced. */
const patience = 1500;

export class EngineClient {
  #worker: Worker;
  #events: EngineEvents;
  #ready = false;
  #lastId = 0;
  #running: ExtractRequest | null = null;
  #waiting: ExtractRequest | null = null;
  #impatience: ReturnType<typeof setTimeout> | undefined;
  #actors: ActorsFile | null = null;
  #lastQuestion = 0;
  #questions = new Map<number, { question: Question; resolve: (answer: never) => void; reject: (cause: Error) => void }>();
  #files: Files = {};

  constructor(events: EngineEvents) {
    this.#events = events;
    this.#worker = this.#start();
  }

  extract(text: string, dates: DateSettings): void {
    const request: ExtractRequest = { type: 'extract', id: ++this.#lastId, text, dates };
    if (this.#ready && !this.#running) {
      this.#run(request);
      return;
    }
    this.#waiting = request;
    if (this.#running) this.#impatience ??= setTimeout(() => this.restart(), patience);
  }

  /** Lays the reader's own actors over the grammar, for every text from now on. */
  setActors(file: ActorsFile | null): void {
    this.#worker.postMessage({ type: 'actors', file });
  }

  /** Rejected where the worker fails, or is replaced before it answers. */
  ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>> {
    const id = -(++this.#lastQuestion);  // never that of an extract request
    return new Promise((resolve, reject) => {
      this.#questions.set(id, { question, resolve, reject });
      this.#worker.postMessage({ ...question, id });
    });
  }

  /** Forgets what is under way: its answer will not be reported. */
  cancel(): void {
    this.#lastId += 1;
    this.#waiting = null;
  }

  /** A fresh worker, which takes up the newest request. */
  restart(): void {
    const request = this.#waiting ?? this.#running;
    this.#worker.terminate();
    this.#settle();
    this.#waiting = request?.id === this.#lastId ? request : null;
    this.#worker = this.#start();
  }

  #start(): Worker {
    this.#ready = false;
    for (const { reject } of this.#questions.values()) reject(new Error('The engine was started again.'));
    this.#questions.clear();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'readout' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#receive(data);
    });
    if (this.#actors) worker.postMessage({ type: 'actors', file: this.#actors });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#events.failed(event.message || 'The engine could not be loaded.');
    });
    if (Object.keys(this.#files).length) worker.postMessage({ type: 'edit', id: 0, files: this.#files });
    return worker;
  }

  #answer(message: Exclude<FromWorker, { type: 'ready' | 'failed' | 'actors' }>): void {
    const asked = this.#questions.get(message.id);
    this.#questions.delete(message.id);
    if (message.type === 'edited' && asked?.question.type === 'edit' && message.diagnostics.every(({ severity }) => severity !== 'error'))
      this.#files = asked.question.files;
    if (message.type === 'error') {
      asked?.reject(new Error(message.message));
      if (message.fatal) this.restart();
    } else asked?.resolve(message as never);
  }

  #run(request: ExtractRequest): void {
    this.#running = request;
    this.#worker.postMessage(request);
  }

  #settle(): ExtractRequest | null {
    const next = this.#waiting;
    clearTimeout(this.#impatience);
    this.#impatience = undefined;
    this.#running = this.#waiting = null;
    return next;
  }

  #receive(message: FromWorker): void {
    if (message.type === 'ready') return this.#begin(message.version);
    if (message.type === 'failed') return this.#events.failed(message.message);
    if (message.type === 'actors') return this.#takeActors(message.file, message.diagnostics);
    if (message.id <= 0) return this.#answer(message);
    const request = this.#running;
    if (!request || message.id !== request.id) return;
    const next = this.#settle();
    if (message.type === 'error' && message.fatal) {
      this.#worker.terminate();
      this.#worker = this.#start();
    }
    if (request.id === this.#lastId) {
      if (message.type === 'result') this.#events.result(request, message.document, message.milliseconds);
      else if (message.type === 'error') this.#events.error(message.message);
    }
    if (next && this.#ready) this.#run(next);
    else this.#waiting = next;
  }

  #takeActors(file: ActorsFile | null, diagnostics: Diagnostic[]): void {
    if (diagnostics.every((diagnostic) => diagnostic.severity !== 'error')) this.#actors = file;
    this.#events.actors(file, diagnostics);
  }

  #begin(version: string): void {
    this.#ready = true;
    this.#events.ready(version);
    const next = this.#settle();
    if (next) this.#run(next);
  }
}
