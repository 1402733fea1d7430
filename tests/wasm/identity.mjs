// The npm package in Node: its JSON for each article, and the dumps of the language layer, must be, byte for byte, what the native
// command writes. Of JSON lines, an article each, the tags, lemmas and trees are compared (the CoNLL-U dump).
// Usage: node identity.mjs PACKAGE_FOLDER READOUT ARTICLE|FILE.jsonl...
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, command, ...articles] = process.argv.slice(2);
if (articles.length === 0) throw new Error('no articles given');

const { createReadout } = await import(pathToFileURL(resolve(folder, 'readout.mjs')).href);
const readout = await createReadout({
  wasm: readFileSync(resolve(folder, 'readout-core.wasm')),
  grammar: readFileSync(resolve(folder, 'en.pack')),
});

let differences = 0;

function compare(what, native, wasm) {
  if (native === wasm) return;
  differences += 1;
  const at = [...native].findIndex((character, index) => character !== wasm[index]);
  console.error(`${what} differs at ${at}:\n  native ${native.slice(at - 60, at + 60)}\n  wasm   ${String(wasm).slice(at - 60, at + 60)}`);
}

function run(article, ...options) {
  const words = ['extract', ...(options.includes('--from') ? [] : ['--from', 'text']), ...options, article];
  return execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 30 });
}

let count = 0;

/** One run of the command for all articles of a file. */
function compareLines(file) {
  const native = run(file, '--from', 'jsonl', '--dump', 'conllu').split(/^(?=# newdoc)/mu);
  const texts = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).text);
  if (native.length !== texts.length) throw new Error(`${file}: ${texts.length} articles, ${native.length} dumps`);
  texts.forEach((text, i) => compare(`${file}:${i + 1}`, native[i].replace(/^# newdoc id = .*$/mu, '# newdoc'), readout.dump(text, 'conllu')));
  count += texts.length;
}

for (const article of articles) {
  if (article.endsWith('.jsonl')) {
    compareLines(article);
    continue;
  }
  count += 1;
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(article));
  for (const offsets of ['utf16', 'codepoint', 'utf8']) {
    const published = '2024-07-11';
    const native = run(article, '--format', 'jsonl', '--offsets', offsets, '--published', published);
    compare(`${article} (${offsets})`, native, `${readout.extractJson(text, { id: article, published, offsets })}\n`);
  }
  for (const dump of ['tokens', 'quotes', 'chunks', 'clauses'])
    compare(`${article} (${dump})`, run(article, '--dump', dump), readout.dump(text, dump));
  const conllu = run(article, '--dump', 'conllu').replace(/^# newdoc id = .*$/mu, '# newdoc');
  compare(`${article} (conllu)`, conllu, readout.dump(text, 'conllu'));
}
readout.dispose();
console.log(`${count} articles, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
