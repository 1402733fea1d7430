// A grammar of the reader's own: loaded from files or a ZIP, dropped, told about where it is wrong, saved, and left again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cards, openPage, openTab, paste } from './browser.mjs';

const article = 'Luis Ortega met President Ana Ruiz in Vienna on Monday. Norway opposed Sweden in the vote.\n\nThe sea was calm.';
const rulesOf = (name) => readFileSync(new URL(`../../grammars/en/rules/${name}.rules`, import.meta.url), 'utf8');
const file = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

const seaRule = `

rule sea.calm {
  match c:"sea" "was" w:"calm"
  emit position { holder: $c  cue: $w  content: $c  act: assert }
  yes "The sea was calm." { act: "assert" }
  no "The sea was rough."
}
`;

async function openRules(t) {
  const page = await openPage(t);
  await paste(page, article);
  await page.getByRole('button', { name: /^Rules/ }).click();
  await page.getByRole('textbox', { name: 'The rule' }).waitFor();
  return page;
}

const load = (page, ...files) => page.getByLabel('Load files').setInputFiles(files);

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save', exact: true }).click()]);
  return readFileSync(await download.path());
}

const drop = (page, where, name, bytes) => page.evaluate(([selector, called, content]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(content)], called));
  document.querySelector(selector).dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}, [where, name, [...bytes]]);

test('a rule file is laid over the grammar by its name, can be saved, dropped again as a ZIP, and left', async (t) => {
  const page = await openRules(t);
  await load(page, file('meetings.rules', rulesOf('meetings') + seaRule));
  await page.locator('.in-use', { hasText: 'meetings.rules is in use: 1 file' }).waitFor();
  await page.locator('.change.is-gained', { hasText: 'sea' }).waitFor();
  await page.getByLabel('Rule', { exact: true }).selectOption('sea.calm');

  const archive = await saved(page);
  await page.getByRole('button', { name: 'Back to the built-in grammar' }).click();
  await page.getByText(/Nothing is stored/).waitFor();
  assert.equal(await page.locator('.in-use').count(), 0);
  assert.equal(await page.locator('option[value="sea.calm"]').count(), 0);
  await page.getByRole('button', { name: 'Close the rules' }).click();

  await drop(page, '.reader', 'grammar.zip', archive);
  await page.locator('.in-use', { hasText: 'grammar.zip is in use: 1 file' }).waitFor();
  assert.match(await page.locator('.in-use').innerText(), /rules\/meetings\.rules/);
  await page.locator('.change.is-gained', { hasText: 'sea' }).waitFor();
});

test('the saved grammar as it came is recognised as the built-in one', async (t) => {
  const page = await openRules(t);
  await load(page, file('same.zip', await saved(page)));
  await page.getByRole('alert').filter({ hasText: 'same.zip is the built-in grammar' }).waitFor();
});

test('a file with an error is told about with its place, and the grammar stays as it was', async (t) => {
  const page = await openRules(t);
  await load(page, file('meetings.rules', `${rulesOf('meetings')}\nrule broken {\n`));
  await page.getByRole('alert').filter({ hasText: 'meetings.rules was not loaded' }).waitFor();
  assert.match(await page.locator('.problem.is-error').first().innerText(), /rules\/meetings\.rules:\d+/);
  await page.getByText(/read with the rules as they were before these files/).waitFor();
  await page.getByRole('button', { name: 'Close the rules' }).click();
  await openTab(page, /Meetings/);
  assert.match(await cards(page).first().innerText(), /Ortega/);
});

test('a renamed `let` that other files use is told about where it is used, and undone', async (t) => {
  const page = await openRules(t);
  const renamed = rulesOf('cues').replace(/^let finite\b/m, 'let finite_verb');
  await load(page, file('cues.rules', renamed));
  const problems = page.locator('.problem.is-error');
  await problems.first().waitFor();
  const told = (await problems.allInnerTexts()).join('\n');
  assert.match(told, /there is no .let finite/);
  assert.match(told, /rules\/(?!cues)\w+\.rules:\d+/);
  await page.getByRole('button', { name: 'Undo all edits' }).click();
  await page.getByText(/Nothing is stored/).waitFor();
  assert.equal(await problems.count(), 0);
});

test('what is no grammar is told about', async (t) => {
  const page = await openRules(t);
  const alert = page.getByRole('alert');
  await drop(page, '.rules', 'damaged.zip', [80, 75, 3, 4, 0, 0]);
  await alert.filter({ hasText: 'damaged.zip was not loaded. This is no ZIP file' }).waitFor();
  await load(page, file('notes.txt', 'Nothing.'));
  await alert.filter({ hasText: 'notes.txt was not loaded. There is no rule file' }).waitFor();
  await drop(page, '.rules', 'latin.rules', [0x72, 0xe9, 0x0a]);
  await alert.filter({ hasText: 'latin.rules is not UTF-8 text' }).waitFor();
  await load(page, file('manifest.json', '{"name": "mine", "extends": "../en"}'));
  await alert.filter({ hasText: 'extends another grammar' }).waitFor();
});
