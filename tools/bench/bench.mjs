// Drives the benchmark: the native program, the WebAssembly module here and in Chromium, and wink-nlp, one run of each in turn.
// Usage: node bench.mjs ROOT [--compilation] [--runs N] [FILE...]; tools/bench/run builds and installs what it needs.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

const parts = ['split', 'tags', 'lemmas', 'quotes', 'layer', 'syntax', 'parsed', 'extract'];
const names = {
  split: 'tokens + sentences', tags: 'tags', lemmas: 'lemmas', quotes: 'quotes', layer: 'all of these', syntax: 'syntax, all parsed',
  parsed: 'layer, all parsed', extract: 'whole extract',
};

/** Of how a grammar becomes an engine: what each is called, and the milliseconds that are wanted native and in a browser. */
const compilations = {
  compile: ['all compiled from source', 150, 400], pack: ['a pack loaded', 10, NaN], edit: ['one rule file edited', NaN, NaN],
  again: ['edited, and an article', NaN, 100],
};

function readArguments([root, ...words]) {
  const only = words.indexOf('--compilation');
  if (only >= 0) words.splice(only, 1);
  const at = words.indexOf('--runs');
  const runs = at < 0 ? 9 : Number(words.splice(at, 2)[1]);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs needs a number');
  return { root, runs, files: words, measured: only < 0 ? parts : [] };
}

function readArticles(root, files) {
  if (files.length > 0) return files.flatMap(readFile);
  const folder = join(root, 'tests/articles');
  const articles = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return Array.from({ length: 50 }, () => articles).flat();
}

function readFile(path) {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.jsonl') ? text.split('\n').filter(Boolean).map((line) => JSON.parse(line).text) : [text];
}

/** Every file of the grammar, as grammar_of (compilation.hpp) reads them. */
function readGrammar(folder) {
  const parts = [];
  for (const path of readdirSync(folder, { recursive: true }).sort()) {
    if (!statSync(join(folder, path)).isFile()) continue;
    const name = Buffer.from(path.replaceAll('\\', '/')), content = readFileSync(join(folder, path)), lengths = Buffer.alloc(8);
    lengths.writeUInt32LE(name.length, 0);
    lengths.writeUInt32LE(content.length, 4);
    parts.push(lengths, name, content);
  }
  return Buffer.concat(parts);
}

/** The native program: a line in, the seconds of that part out. */
async function startNative(root, file) {
  const child = spawn(join(root, 'build/release/tools/bench/readout_bench'), [join(root, 'grammars/en'), file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => Number((await lines.next()).value);
  const tokens = await answer();
  return { tokens, run: (part) => (child.stdin.write(`${part}\n`), answer()), stop: () => child.stdin.end() };
}

/** Loads the module; runs as it is in Node and in the page, so it uses nothing from outside. */
async function loadModule(createModule, wasmBinary, grammar, articles) {
  const module = await createModule({ wasmBinary });
  const put = (bytes) => {
    const address = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, address);
    return [address, bytes.length];
  };
  const bench = new module.Bench();
  const problem = bench.load(...put(grammar), ...put(articles));
  if (problem) throw new Error(problem);
  return bench;
}

async function startNode(root, grammar, articles) {
  const folder = join(root, 'build/wasm');
  const { default: createModule } = await import(pathToFileURL(join(folder, 'tools/bench/readout-bench.mjs')).href);
  const bench = await loadModule(
    createModule, readFileSync(join(folder, 'tools/bench/readout-bench.wasm')), grammar, articles);
  return { run: async (part) => bench.run(part), stop: () => bench.delete() };
}

/** A page of its own server, which loads the same module. */
async function startChromium(root, grammar, articles) {
  const folder = join(root, 'build/wasm');
  const files = {
    '/': ['text/html', '<!doctype html><title>bench</title>'],
    '/readout-bench.mjs': ['text/javascript', readFileSync(join(folder, 'tools/bench/readout-bench.mjs'))],
    '/readout-bench.wasm': ['application/wasm', readFileSync(join(folder, 'tools/bench/readout-bench.wasm'))],
    '/grammar': ['application/octet-stream', grammar],
    '/articles': ['application/octet-stream', articles],
  };
  const server = createServer((request, response) => {
    const file = files[request.url];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = process.env.READOUT_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(`(async () => {
    ${loadModule}
    const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
    const { default: createModule } = await import('/readout-bench.mjs');
    globalThis.bench = await loadModule(createModule, await bytes('/readout-bench.wasm'), await bytes('/grammar'), await bytes('/articles'));
  })()`);
  return {
    run: (part) => page.evaluate((name) => globalThis.bench.run(name), part),
    stop: async () => { await browser.close(); server.close(); },
  };
}

/** What wink-nlp has of the same parts; it makes lemmas from its tags when asked for them, so the whole layer is tags with lemmas. */
function startWink(texts) {
  const pipes = { split: ['sbd'], layer: ['sbd', 'pos'] };
  const engines = Object.fromEntries(Object.entries(pipes).map(([part, pipe]) => [part, winkNLP(model, pipe)]));
  const run = async (part) => {
    const nlp = engines[part];
    if (!nlp) return NaN;
    const start = performance.now();
    for (const text of texts) {
      const tokens = nlp.readDoc(text).tokens();
      if (part === 'split') tokens.out();
      else {
        tokens.out(nlp.its.lemma);
        tokens.out(nlp.its.pos);
      }
    }
    return (performance.now() - start) / 1000;
  };
  return { run, stop: () => {} };
}

const wink = 'wink-nlp (Node)';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const million = (tokens, seconds) => (Number.isNaN(seconds) ? '-' : (tokens / seconds / 1e6).toFixed(3));

function print(systems, seconds, tokens, runs) {
  const width = 20;
  const row = (cells) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(width))).join(''));
  console.log(`${tokens} tokens, median of ${runs} runs in turn, ${cpus()[0].model}, Node ${process.version}\n`);
  row(['million tokens/s', ...systems]);
  for (const part of parts) row([names[part], ...systems.map((s) => million(tokens, median(seconds[s][part])))]);
  console.log();
  row(['times as fast as', ...systems]);
  const ratio = (s, part, base) => (median(seconds[base][part]) / median(seconds[s][part])).toFixed(2);
  for (const part of ['split', 'layer']) row([`wink-nlp: ${names[part]}`.slice(0, 22), ...systems.map((s) => ratio(s, part, wink))]);
  for (const part of parts) row([`native: ${names[part]}`.slice(0, 22), ...systems.map((s) => ratio(s, part, 'native').replace('NaN', '-'))]);
}

function printCompilations(systems, seconds) {
  const width = 20;
  console.log(`\n${'milliseconds'.padEnd(26)}${systems.map((s) => s.padStart(width)).join('')}   wanted (native, Chromium)`);
  for (const [part, [name, native, browser]] of Object.entries(compilations)) {
    const times = systems.map((s) => (median(seconds[s][part]) * 1000).toFixed(1).padStart(width)).join('');
    const wanted = [native, browser].map((limit) => (Number.isNaN(limit) ? '-' : `< ${limit}`)).join(', ');
    console.log(`${name.padEnd(26)}${times}   ${wanted}`);
  }
}

async function main() {
  const { root, runs, files, measured } = readArguments(process.argv.slice(2));
  const texts = readArticles(root, files);
  const folder = mkdtempSync(join(tmpdir(), `${basename(root)}-bench-`));
  const file = join(folder, 'articles');
  writeFileSync(file, texts.join('\x1E'));
  const articles = readFileSync(file);
  const grammar = readGrammar(join(root, 'grammars/en'));
  const systems = {
    native: await startNative(root, file),
    'wasm (Node)': await startNode(root, grammar, articles),
    'wasm (Chromium)': await startChromium(root, grammar, articles),
    [wink]: startWink(texts),
  };
  const seconds = {};
  for (const name of Object.keys(systems)) seconds[name] = Object.fromEntries([...measured, ...Object.keys(compilations)].map((part) => [part, []]));
  for (let run = -1; run < runs; ++run) { // the first one warms up
    for (const part of [...measured, ...Object.keys(compilations)])
      for (const [name, system] of Object.entries(systems)) {
        if (part in compilations && name === wink) continue;
        const time = await system.run(part);
        if (run >= 0) seconds[name][part].push(time);
      }
  }
  if (measured.length > 0) print(Object.keys(systems), seconds, systems.native.tokens, runs);
  printCompilations(Object.keys(systems).filter((name) => name !== wink), seconds);
  for (const system of Object.values(systems)) await system.stop();
  rmSync(folder, { recursive: true });
}

await main();
