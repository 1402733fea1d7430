// Why a card was found, why a sentence gave nothing, and the rule editor: errors, what the article gains and loses, the time it takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cards, openPage, openTab, paste, screens, seed } from './browser.mjs';

const article = 'Luis Ortega met President Ana Ruiz in Vienna on Monday. Norway opposed Sweden in the vote.\n\nThe sea was calm.';

const field = (page) => page.getByRole('textbox', { name: 'The rule' });

async function openRule(page, name) {
  await page.getByRole('button', { name: /^Rules/ }).click();
  await page.getByLabel('Rule', { exact: true }).selectOption(name);
  await holds(page, `rule ${name} {`);
}

const holds = (page, words) =>
  page.waitForFunction((wanted) => document.querySelector('.rule-field textarea')?.value.includes(wanted), words);

async function rewrite(page, from, to) {
  const text = await field(page).inputValue();
  assert.ok(text.includes(from), `${from} in ${text}`);
  await field(page).fill(text.replaceAll(from, to));
}

test('a card tells the rule in the words of its author, and who found its captures', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await openTab(page, /Meetings/);
  const why = cards(page).first().locator('.why');
  await why.getByText('How it was found').click();
  await why.getByText('It reads').waitFor();
  assert.match(await why.innerText(), /rules\/\w+\.rules:\d+/);
  const link = why.locator('.rule-link').first();
  const name = await link.innerText();
  await link.click();
  await holds(page, `rule ${name} {`);
});

test('a sentence that gave nothing tells which rules came near, from the list and from the text', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await openTab(page, /Meetings/);
  const silent = page.locator('.silent');
  await silent.getByRole('button', { name: /The sea was calm/ }).click();
  await silent.getByText(/No rule for meetings or positions comes near|Expected/).first().waitFor();
  assert.match((await page.locator('.reader .is-evidence').allTextContents()).join(''), /The sea was calm/);
  await page.keyboard.press('Escape');
  assert.equal(await silent.locator('[aria-current]').count(), 0);
  await page.locator('.reader p', { hasText: 'The sea was calm' }).click({ position: { x: 30, y: 10 } });
  await silent.locator('[aria-current]').waitFor();
});

test('a sentence without a result shows what came near, where it stopped, and the rule', async (t) => {
  const page = await openPage(t);
  await paste(page, 'Norwegian Foreign Minister Ingrid Solheim has bet with Peruvian President Luis Ortega in Lima.');
  await openTab(page, /Positions/);
  await page.locator('.silent-sentence').first().click();
  const miss = page.locator('.miss').first();
  await miss.waitFor();
  assert.match(await miss.innerText(), /% there[\s\S]*Solheim has bet[\s\S]*Expected .+\./);
  const rule = await miss.locator('.rule-link').first().innerText();
  await miss.locator('.rule-link').first().click();
  await holds(page, `rule ${rule} {`);
});

test('an edit of a rule changes the cards at once, and tells what is gained and lost', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await openRule(page, 'meet.with');
  await rewrite(page, '\n  match ', '\n  match "never" ');
  const lost = page.locator('.change.is-lost', { hasText: 'Ortega' }).or(page.locator('.change.is-changed', { hasText: 'Ortega' }));
  await lost.first().waitFor();
  await page.getByText(/Compiled in \d+ ms, read in \d+ ms/).waitFor();
  await page.getByRole('button', { name: 'Undo all edits' }).click();
  await page.getByText(/Nothing is stored/).waitFor();
  assert.equal(await page.locator('.change').count(), 0);
  assert.doesNotMatch(await field(page).inputValue(), /match "never"/);
  await page.getByRole('button', { name: 'Close the rules' }).click();
  await openTab(page, /Meetings/);
  assert.match(await cards(page).first().innerText(), /Ortega/);
});

test('a new rule written into the field is in use', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await openRule(page, 'meet.with');
  const text = await field(page).inputValue();
  await field(page).fill(`${text}

rule sea.calm {
  match c:"sea" "was" w:"calm"
  emit position { holder: $c  cue: $w  content: $c  act: assert }
  yes "The sea was calm."
  no "The sea was rough."
}`);
  await page.locator('.change.is-gained', { hasText: 'sea' }).waitFor();
});

test('an error is told with its line and what to do, and the rules stay as they were', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await openRule(page, 'meet.with');
  await rewrite(page, 'emit meeting {', 'emit meeting { colour: red ');
  const problem = page.locator('.problem.is-error');
  await problem.waitFor();
  assert.match(await problem.innerText(), /R010 <meeting> has no field called colour\s*line \d+/);
  assert.equal(await page.locator('.line.wrong').count(), 1);
  assert.match(await page.locator('.line.wrong').innerText(), /colour: red/);
  await page.getByText(/read with the rules as they were before this error/).waitFor();
  await rewrite(page, ' colour: red ', '');
  await page.getByText(/The article gains and loses nothing|Nothing is stored/).waitFor();
});

test('the editor is there on a phone', async (t) => {
  const page = await openPage(t, screens.phone);
  await paste(page, seed);
  await openRule(page, 'meet.with');
  const box = await field(page).boundingBox();
  assert.ok(box.width > 300 && box.x >= 0 && box.x + box.width <= 390);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});
