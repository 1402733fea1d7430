// The page's side of the worker. Entry point: EngineClient. Only the answer to the newest request is ever reported; a
// request that comes while the worker loads or is busy waits, and replaces one that waits already.
import type { Diagnostic, ReadoutDocument } from 'readout';
import type { ActorsFile, ExtractRequest, FromWorker } from './protocol';

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

  constructor(events: EngineEvents) {
    this.#events = events;
    this.#worker = this.#start();
  }

  extract(text: string, published: string): void {
    const request: ExtractRequest = { type: 'extract', id: ++this.#lastId, text, published };
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
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'readout' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#receive(data);
    });
    if (this.#actors) worker.postMessage({ type: 'actors', file: this.#actors });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#events.failed(event.message || 'The engine could not be loaded.');
    });
    return worker;
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
    const request = this.#running;
    if (!request || message.id !== request.id) return;
    const next = this.#settle();
    if (message.type === 'error' && message.fatal) {
      this.#worker.terminate();
      this.#worker = this.#start();
    }
    if (request.id === this.#lastId) {
      if (message.type === 'result') this.#events.result(request, message.document, message.milliseconds);
      else this.#events.error(message.message);
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
