// Readout for JavaScript: browser, worker and Node. Entry point: createReadout. The types are in readout.d.mts.
//
// Text is written straight into the module's memory and the result read straight out of it. Memory growth replaces
// HEAPU8, so it is taken afresh after every call into the module.
import createModule from './readout-core.mjs';

/** Only in Node; a name in a variable keeps bundlers from looking for it. */
const nodeFiles = 'node:fs/promises';

const loneSurrogates = /\p{Surrogate}/gu;

/** The same string without lone surrogates; U+FFFD has their UTF-16 length, so offsets stay true. */
const wellFormed = (value) => String(value ?? '').replace(loneSurrogates, '\uFFFD');

const failure = (code, message) => ({ error: { code, message } });

export class ReadoutError extends Error {
  constructor(code, message, diagnostics = []) {
    super(message);
    this.name = 'ReadoutError';
    this.code = code;
    this.diagnostics = diagnostics;
  }
}

/** Bytes from a buffer, a Response, a URL or a promise of one of them. */
async function bytesOf(source) {
  const given = await source;
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (typeof Response !== 'undefined' && given instanceof Response) return bodyOf(given, given.url);
  const url = new URL(given, import.meta.url);
  if (url.protocol !== 'file:') return bodyOf(await fetch(url), url);
  const { readFile } = await import(/* @vite-ignore */ nodeFiles);
  return new Uint8Array(await readFile(url));
}

async function bodyOf(response, url) {
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function load(what, source) {
  try {
    return await bytesOf(source);
  } catch (cause) {
    throw new ReadoutError('load', `The ${what} could not be loaded: ${cause.message}`);
  }
}

async function instantiate(wasmBinary) {
  try {
    return await createModule({ wasmBinary, printErr: () => {} });
  } catch (cause) {
    throw new ReadoutError('wasm', `The WebAssembly module could not be started: ${cause.message ?? cause}`);
  }
}

/** Calls `use(address, size)` with a copy of `bytes` in the module's memory. */
function withBytes(module, bytes, use) {
  const address = module._malloc(bytes.length || 1);
  if (!address) throw new RangeError('out of memory');
  try {
    module.HEAPU8.set(bytes, address);
    return use(address, bytes.length);
  } finally {
    module._free(address);
  }
}

/** Calls `use(address, size)` with `text` as UTF-8 in the module's memory. encodeInto makes lone surrogates U+FFFD. */
function withText(module, text, use) {
  const capacity = text.length * 3;
  const address = module._malloc(capacity || 1);
  if (!address) throw new RangeError('out of memory');
  try {
    const { written } = new TextEncoder().encodeInto(text, module.HEAPU8.subarray(address, address + capacity));
    return use(address, written);
  } finally {
    module._free(address);
  }
}

export async function createReadout(options = {}) {
  const [wasm, grammar] = await Promise.all([
    load('WebAssembly module', options.wasm ?? new URL('./readout-core.wasm', import.meta.url)),
    load('grammar', options.grammar ?? new URL('./en.pack', import.meta.url)),
  ]);
  const module = await instantiate(wasm);
  const session = new module.Session();
  const diagnostics = withBytes(module, grammar, (address, size) => session.load(address, size));
  const fatal = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (fatal) {
    session.delete();
    throw new ReadoutError('grammar', `The grammar does not compile: ${fatal.message}`, diagnostics);
  }
  const readout = new Readout(module, session);
  if (options.actors !== undefined) useActors(readout, options.actors);
  return readout;
}

function useActors(readout, actors) {
  const told = readout.setActors(actors);
  const wrong = Array.isArray(told) ? told.find((diagnostic) => diagnostic.severity === 'error') : told.error;
  if (!wrong) return;
  readout.dispose();
  throw new ReadoutError('actors', `The actors cannot be read: ${wrong.message}`, Array.isArray(told) ? told : []);
}

class Readout {
  #module;
  #session;

  constructor(module, session) {
    this.#module = module;
    this.#session = session;
    this.version = module.version();
  }

  extract(text, options = {}) {
    const json = this.extractJson(text, options);
    return typeof json === 'string' ? JSON.parse(json) : json;
  }

  extractJson(text, options = {}) {
    return this.#read('extract', text, options, (address, size, values) => this.#session.extract(address, size, values));
  }

  csv(text, options = {}) {
    return this.#read('csv', text, options, (address, size, values) => this.#session.csv(address, size, values));
  }

  dump(text, what) {
    return this.#read('dump', text, {}, (address, size) => this.#session.dump(address, size, wellFormed(what)));
  }

  explain(text, options = {}) {
    const { start = 0, end = text?.length } = options;
    const json = this.#read('explain', text, options, (address, size, values) => this.#session.explain(address, size, values, start, end));
    return typeof json === 'string' ? JSON.parse(json) : json;
  }

  setActors(content, name = 'actors') {
    if (!this.#session) return failure('disposed', 'This Readout has been disposed of.');
    if (content !== null && typeof content !== 'string') return failure('argument', 'setActors() takes a string or null.');
    return this.#guard(() => withText(this.#module, wellFormed(content), (address, size) =>
      this.#session.actors(address, size, wellFormed(name), content !== null)));
  }

  check(rules = {}) {
    if (!this.#session) return failure('disposed', 'This Readout has been disposed of.');
    const paths = Object.keys(rules);
    return this.#guard(() =>
      this.#session.check(paths.map(wellFormed), paths.map((path) => wellFormed(rules[path]))));
  }

  edit(rules = {}) {
    if (!this.#session) return failure('disposed', 'This Readout has been disposed of.');
    const paths = Object.keys(rules);
    return this.#guard(() =>
      this.#session.edit(paths.map(wellFormed), paths.map((path) => wellFormed(rules[path]))));
  }

  sources() {
    if (!this.#session) return failure('disposed', 'This Readout has been disposed of.');
    const list = this.#session.sources();
    return Object.fromEntries(list.flatMap((item, i) => (i % 2 ? [] : [[item, list[i + 1]]])));
  }

  dispose() {
    this.#session?.delete();
    this.#session = null;
  }

  /** What `work` writes for the text, as a string; `name` is the method that asks. */
  #read(name, text, options, work) {
    if (!this.#session) return failure('disposed', 'This Readout has been disposed of.');
    if (typeof text !== 'string') return failure('argument', `${name}() takes a string.`);
    const values = {
      id: wellFormed(options.id),
      title: wellFormed(options.title),
      published: wellFormed(options.published),
      pretty: Boolean(options.pretty),
      dayFirst: Boolean(options.dayFirst),
      offsets: options.offsets ?? 'utf16',
    };
    return this.#guard(() => withText(this.#module, text, (address, size) => {
      const result = work(address, size, values);
      if (result.error) return failure('engine', result.error);
      const json = new TextDecoder().decode(this.#module.HEAPU8.subarray(result.address, result.address + result.size));
      this.#session.release();
      return json;
    }));
  }

  /** A trap (out of stack or memory) leaves the module's memory in doubt: report it and use the module no more. */
  #guard(work) {
    try {
      return work();
    } catch (cause) {
      this.#session = null;
      return failure('trap', String(cause?.message ?? cause));
    }
  }
}
