// The reader's own actors: loaded or dropped, kept on this device, taken away, and told about where they are wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cards, exported, openPage, openTab, paste, settled } from './browser.mjs';

const article = 'Qelvar Istvan met the head of Orbanta Trading in Oslo on Friday. "We agree," Qelvar Istvan said.';
const list = 'name,aliases,type,country,id\nQelvar Istvan,,person,NOR,Q4711\nOrbanta Trading,Orbanta,organization,SWE,W-2\n';
const file = (name, content) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
const menu = (page) => page.getByRole('button', { name: /My actors|Actors: see errors/ });

async function load(page, name, content) {
  await menu(page).click();
  await page.getByLabel('Load a list').setInputFiles(file(name, content));
}

const idsIn = async (page) => Object.fromEntries(
  (await exported(page)).actors.filter((actor) => actor.external_id).map((actor) => [actor.name, actor.external_id]));

test('a list gives its ids, outlives a reload, and can be taken away', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await load(page, 'mine.csv', list);
  await page.getByRole('button', { name: 'Remove mine.csv' }).waitFor();
  await page.keyboard.press('Escape');
  await openTab(page, /Actors/);
  await cards(page).filter({ hasText: 'Q4711' }).first().waitFor();
  assert.deepEqual(await idsIn(page), { 'Qelvar Istvan': 'Q4711', 'Orbanta Trading': 'W-2' });

  await page.reload();
  await settled(page);
  await openTab(page, /Actors/);
  await cards(page).filter({ hasText: 'Q4711' }).first().waitFor();

  await menu(page).click();
  await page.getByRole('button', { name: 'Remove mine.csv' }).click();
  await cards(page).filter({ hasText: 'Q4711' }).first().waitFor({ state: 'detached' });
  assert.equal((await exported(page)).actors.some((actor) => actor.external_id), false);
});

test('a list with an error is told about with its line, and not taken', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await load(page, 'wrong.csv', 'name,type\nQelvar Istvan,persom\n');
  const problems = page.locator('.menu-problems');
  await problems.waitFor();
  assert.match(await problems.innerText(), /Line 2: there is no type "persom".*did you mean person\?/s);
  assert.equal(await page.getByRole('button', { name: /Remove/ }).count(), 0);
});

test('a list can be dropped on the page', async (t) => {
  const page = await openPage(t);
  await paste(page, article);
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], 'dropped.csv', { type: 'text/csv' }));
    document.querySelector('.results').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, list);
  await openTab(page, /Actors/);
  await cards(page).filter({ hasText: 'W-2' }).first().waitFor();
});
