// The npm package as its users meet it: every failure is a value, offsets are those of JavaScript strings, nothing leaks.
// Usage: READOUT_PACKAGE=folder node --test tests/wasm/api.test.mjs (default: build/wasm)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = resolve(process.env.READOUT_PACKAGE ?? fileURLToPath(new URL('../../build/wasm', import.meta.url)));
const { createReadout, ReadoutError } = await import(pathToFileURL(resolve(folder, 'readout.mjs')).href);
const readout = await createReadout();
const sentence = 'Norwegian Foreign Minister Ingrid Solheim met Chilean Foreign Minister Tomas Fuentes in Oslo.';

const mentionsOf = (document) => document.actors.flatMap((actor) => actor.mentions);

test('gives a readout/1 object whose offsets are UTF-16', () => {
  const text = `😀 Zoë ṽ\n${sentence}`;
  const result = readout.extract(text, { id: 'x', title: 'T', published: '2025-03-14' });
  assert.equal(result.schema, 'readout/1');
  assert.deepEqual(
    [result.document.id, result.document.title, result.document.published, result.document.offsets, result.document.length],
    ['x', 'T', '2025-03-14', 'utf16', text.length],
  );
  assert.ok(mentionsOf(result).length > 0);
  for (const mention of mentionsOf(result)) assert.equal(text.slice(mention.start, mention.end), mention.text);
});

test('takes lone surrogates as U+FFFD, in the text and in every option', () => {
  const text = `\udc00 \ud800\n${sentence}`;
  const result = readout.extract(text, { id: 'a\ud800b', title: '\udc00' });
  assert.equal(result.document.length, text.length);
  assert.equal(result.document.id, 'a\ufffdb');
  for (const mention of mentionsOf(result)) assert.equal(text.slice(mention.start, mention.end), mention.text);
});

test('csv gives a row for each meeting and position', () => {
  const rows = readout.csv(`😀 ${sentence}`, { id: 'x' }).trimEnd().split('\r\n');
  const { meetings, positions } = readout.extract(sentence);
  assert.equal(rows.length, 1 + meetings.length + positions.length);
  assert.match(rows[1], /^x,,meeting,m1,Ingrid Solheim; Tomas Fuentes,NOR; CHL,/);
  assert.match(rows[1], /,0,96,😀 Norwegian/);
  assert.equal(readout.csv(null).error.code, 'argument');
});

test("one's own actors win and bring their ids, until they are taken away", async () => {
  const own = await createReadout({ actors: 'name,type,id\nIngrid Solheim,person,Q1\n' });
  const idOf = () => own.extract(sentence).actors.find((actor) => actor.name === 'Ingrid Solheim').external_id;
  assert.equal(idOf(), 'Q1');
  const wrong = own.setActors('[{"name": "Ingrid Solheim", "type": "persn"}]', 'mine.json');
  assert.deepEqual(wrong.map((d) => [d.severity, d.code, d.file, d.line]), [['error', 'U005', 'mine.json', 1]]);
  assert.equal(idOf(), 'Q1');
  assert.deepEqual(own.setActors('[{"name": "Ingrid Solheim", "type": "person", "id": "Q2"}]'), []);
  assert.equal(idOf(), 'Q2');
  assert.deepEqual(own.setActors('').map(({ code, severity }) => [code, severity]), [['U001', 'error']]);
  assert.equal(idOf(), 'Q2');
  assert.deepEqual(own.setActors(null), []);
  assert.equal(idOf(), undefined);
  assert.equal(own.setActors(3).error.code, 'argument');
  own.dispose();
  assert.equal(own.setActors(null).error.code, 'disposed');
  await assert.rejects(createReadout({ actors: 'nothing' }), (error) => error instanceof ReadoutError && error.code === 'actors' && error.diagnostics.length === 1);
});

test('extractJson gives the string that extract parses', () => {
  const json = readout.extractJson(sentence);
  assert.deepEqual(JSON.parse(json), readout.extract(sentence));
  assert.deepEqual(JSON.parse(readout.extractJson(sentence, { pretty: true })), readout.extract(sentence));
});

test('reads the empty text, NUL and five megabytes of one letter', () => {
  for (const text of ['', '\0', 'a'.repeat(5_000_000)]) assert.equal(readout.extract(text).document.length, text.length);
});

test('memory does not grow with the number of texts', () => {
  const sizeAfter = (count) => {
    for (let i = 0; i < count; i += 1) readout.extractJson(sentence.repeat(20));
    return process.memoryUsage().arrayBuffers;
  };
  const before = sizeAfter(50);
  assert.ok(sizeAfter(300) - before < 4_000_000);
});

test('what is not a string is an error value', () => {
  for (const text of [undefined, null, 3, {}]) assert.equal(readout.extract(text).error.code, 'argument');
});

test('a date of publication that is none is a warning', () => {
  assert.ok(readout.extract(sentence, { published: 'yesterday' }).diagnostics.warnings.length > 0);
});

test('check compiles the grammar with files replaced, and keeps nothing of it', () => {
  assert.deepEqual(readout.check().filter((d) => d.severity === 'error'), []);
  const wrong = readout.check({ 'rules/dates.rules': 'rule {{{ \ud800' });
  assert.ok(wrong.some((d) => d.severity === 'error' && d.file === 'rules/dates.rules' && d.line === 1 && d.message));
  assert.ok(readout.check({ 'manifest.json': '{' })[0].code);
  assert.deepEqual(readout.check().filter((d) => d.severity === 'error'), []);
  assert.equal(readout.extract(sentence).schema, 'readout/1');
});

test('a damaged or missing grammar or module is told by createReadout', async () => {
  const pack = readFileSync(resolve(folder, 'en.pack'));
  const damaged = Uint8Array.from(pack);
  damaged[damaged.length >> 1] ^= 0xff;
  for (const grammar of [damaged, pack.subarray(0, 1000), new Uint8Array(), new TextEncoder().encode('not a pack')]) {
    await assert.rejects(createReadout({ grammar }), (error) => error instanceof ReadoutError && error.code === 'grammar' && error.diagnostics.length > 0);
  }
  await assert.rejects(createReadout({ wasm: new Uint8Array([1, 2, 3]) }), { code: 'wasm' });
  await assert.rejects(createReadout({ grammar: pathToFileURL(resolve(folder, 'none.pack')) }), { code: 'load' });
});

test('after dispose every call is an error value', async () => {
  const other = await createReadout();
  other.dispose();
  other.dispose();
  assert.equal(other.extract(sentence).error.code, 'disposed');
  assert.equal(other.check().error.code, 'disposed');
  assert.equal(readout.extract(sentence).schema, 'readout/1');
});

test('explains a result, and what is missing where there is none', () => {
  const text = `😀 ${sentence} Norway opposed Chile.`;
  const explanation = readout.explain(text, { start: 3, end: 4 });
  assert.equal(explanation.schema, 'readout-explain/1');
  assert.equal(explanation.sentences.length, 1);
  const meeting = explanation.sentences[0].results.find((result) => result.kind === 'meeting');
  assert.deepEqual(meeting.ids, ['m1']);
  for (const { start, end, text: words } of meeting.captures) assert.equal(text.slice(start, end), words);
  const [silent] = readout.explain(text, { start: text.length - 2, end: text.length }).sentences;
  const miss = silent.near_misses.find((near) => near.kind === 'meeting');
  assert.match(miss.message, /^expected /);
  assert.equal(text.slice(miss.at.start, miss.at.end), miss.saw ?? '');
  assert.equal(readout.explain(7).error.code, 'argument');
});

test('an edit is in use until the next one; an edit with an error changes nothing', () => {
  const sources = readout.sources();
  const path = Object.keys(sources).find((name) => name.endsWith('meetings.rules'));
  assert.match(sources[path], /\brule /);
  const before = readout.extractJson(sentence);
  assert.deepEqual(readout.edit({ [path]: sources[path] }), []);
  assert.deepEqual(JSON.parse(readout.extractJson(sentence)).meetings, JSON.parse(before).meetings);
  const broken = readout.edit({ [path]: 'rule broken {' });
  assert.ok(broken.some((diagnostic) => diagnostic.severity === 'error' && diagnostic.line === 1));
  assert.equal(readout.extract(sentence).meetings.length, JSON.parse(before).meetings.length);
  assert.deepEqual(readout.edit({ 'rules/none.rules': '' }).map(({ code }) => code), ['M005']);
  assert.deepEqual(readout.edit(), []);
  assert.equal(readout.extractJson(sentence), before);
});
