// What the page does for its reader, on the seed article: results, evidence, marks, rules, filters, export.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cards, enter, exported, openPage, openTab, paste, screens, seed, settled } from './browser.mjs';

const people = ['Mirzoyan', 'Bayramov', 'Blinken', 'Badalyan', 'Tokayev', 'Fidan', 'Pashinyan'];

const isInView = (locator) => locator.evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0 && box.height > 0;
});

test('shows the seven people of the seed article', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await openTab(page, /Actors/);
  for (const name of people) {
    assert.ok(await cards(page).locator('.name', { hasText: name }).count() >= 1, name);
  }
});

test('shows the Washington meeting with its three ministers', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await openTab(page, /Meetings/);
  const meeting = cards(page).filter({ hasText: 'Washington' }).filter({ hasText: 'Mirzoyan' }).first();
  await meeting.waitFor();
  for (const name of ['Mirzoyan', 'Bayramov', 'Blinken']) assert.match(await meeting.locator('.name').innerText(), new RegExp(name));
  assert.equal(await meeting.locator('.status').innerText(), 'Held');
});

test('shows what Tokayev offers', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await openTab(page, /Positions/);
  const offer = cards(page).filter({ has: page.locator('.name', { hasText: 'Tokayev' }) }).filter({ hasText: 'offers' });
  await offer.first().waitFor();
  assert.match((await offer.allInnerTexts()).join(' '), /neutral platform for negotiations/);
});

test('a card leads to its evidence in the text', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  const card = cards(page).filter({ has: page.locator('.name', { hasText: 'Tokayev' }) }).filter({ hasText: 'offers' }).first();
  await card.locator('.card-cover').click({ position: { x: 8, y: 8 } });
  const evidence = page.locator('.reader .is-evidence').first();
  await evidence.waitFor();
  assert.ok(await isInView(evidence));
  assert.match((await page.locator('.reader .is-evidence').allTextContents()).join(''), /readiness to serve as a mediator|neutral platform for negotiations/);
  assert.equal(await card.getAttribute('aria-current'), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.reader .is-evidence').count(), 0);
});

test('a mark leads to its card', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await page.locator('.reader .on-actor', { hasText: 'Fidan' }).first().click();
  const card = page.locator('.results .card[aria-current=true]');
  await card.waitFor();
  assert.match(await card.locator('.name').innerText(), /Fidan/);
  assert.ok(await isInView(card));
});

test('marks can be reached and chosen with the keyboard alone', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await page.locator('.reader [role=button][tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('.results .card[aria-current=true]').waitFor();
  assert.equal(await page.locator('.reader [role=button][tabindex="0"]').count(), 1);
  await page.getByRole('tab', { selected: true }).focus();
  const before = await page.getByRole('tab', { selected: true }).innerText();
  await page.keyboard.press('ArrowLeft');
  assert.notEqual(await page.getByRole('tab', { selected: true }).innerText(), before);
});

test('a card tells the rule that found it', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  const card = cards(page).first();
  await card.getByText('How it was found').click();
  assert.match(await card.locator('.why dd code').innerText(), /\S/);
  assert.match(await card.locator('.why').innerText(), /Confidence\s+\d+%/);
});

test('filters narrow the positions by actor and by act', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  const all = await cards(page).count();
  await page.getByLabel('Actor', { exact: true }).selectOption({ label: 'Kassym-Jomart Tokayev' });
  const his = await cards(page).count();
  assert.ok(his > 0 && his < all);
  for (const name of await cards(page).locator('.name').allInnerTexts()) assert.match(name, /Tokayev/);
  await page.getByRole('button', { name: 'Show everyone' }).click();
  await page.getByRole('group', { name: 'Act' }).getByRole('button', { name: /offers/ }).click();
  assert.ok(await cards(page).count() < all);
});

test('the legend hides and shows a layer', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  assert.ok(await page.locator('.reader .on-actor').count() > 0);
  const actors = page.getByRole('group', { name: /Marks/ }).getByRole('button', { name: 'Actors' });
  await actors.click();
  assert.equal(await page.locator('.reader .on-actor').count(), 0);
  assert.equal(await actors.getAttribute('aria-pressed'), 'false');
  await actors.click();
  assert.ok(await page.locator('.reader .on-actor').count() > 0);
});

test('exports the readout as JSON and its events as CSV; offsets are those of the text', async (t) => {
  const page = await openPage(t);
  await paste(page, `😀 ${seed}`);
  const readout = await exported(page);
  assert.equal(readout.schema, 'readout/1');
  assert.equal(readout.document.offsets, 'utf16');
  const text = `😀 ${seed}`;
  for (const actor of readout.actors) for (const m of actor.mentions) assert.equal(text.slice(m.start, m.end), m.text);
  await page.getByRole('button', { name: /Export|Downloaded/ }).click();
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), readout);
  await page.getByRole('button', { name: /Export|Copied/ }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /CSV/ }).click()]);
  const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
  assert.match(lines[0], /^document,published,kind,id,actors,/);
  const rows = lines.slice(1).filter((line) => /^,[^,]*,(meeting|position),/.test(line));
  assert.equal(rows.length, readout.meetings.length + readout.positions.length);
});

test('stances go by issue, and a row shows the words of its positions one after another', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  const { stances, positions, actors } = await exported(page);
  await page.getByRole('tab', { name: /^Stances/ }).click();
  assert.equal(await page.locator('.stance-row').count(), stances.length);
  const { holder, issue } = await page.evaluate(() => {
    const row = [...document.querySelectorAll('.stance-row')].find((candidate) => /\d positions/.test(candidate.textContent));
    return { holder: row.querySelector('.stance-holder').textContent, issue: row.closest('.issue').getAttribute('aria-label') };
  });
  const nameOf = (id) => actors.find((actor) => actor.id === id)?.name;
  const cell = stances.find((one) => nameOf(one.holder) === holder && (one.target ? nameOf(one.target) : one.topic) === issue);
  assert.ok(cell.positions.length > 1);
  const row = page.getByRole('region', { name: issue, exact: true }).locator('.stance-row').filter({ hasText: holder });
  for (const id of cell.positions) {
    await row.click();
    const cue = positions.find((position) => position.id === id).cue.text;
    await page.locator('.reader .is-cue').first().waitFor();
    assert.equal((await page.locator('.reader .is-cue').allTextContents()).join(''), cue);
    assert.ok(await isInView(page.locator('.reader .is-evidence').first()));
  }
  assert.equal(await row.getAttribute('aria-current'), 'true');
});

test('numeric dates are read with the day first where the reader says so, also after a reload', async (t) => {
  const page = await openPage(t);
  await paste(page, 'Peru and Chile met on 4/5/2024 in Lima.');
  assert.equal((await exported(page)).dates[0].value, '2024-04-05');
  await page.getByRole('tab', { name: /^Places/ }).click();
  await page.getByRole('button', { name: 'the day first' }).click();
  await page.waitForTimeout(600);
  await settled(page);
  assert.equal((await exported(page)).dates[0].value, '2024-05-04');
  await page.reload();
  await settled(page);
  assert.equal((await exported(page)).dates[0].value, '2024-05-04');
});

test('the date of publication reaches the engine', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await page.getByLabel('Published').fill('2024-07-11');
  await page.waitForTimeout(600);
  await settled(page);
  assert.equal((await exported(page)).document.published, '2024-07-11');
});

test('a date line in the text is used, and offered as the date of publication', async (t) => {
  const page = await openPage(t);
  await paste(page, 'Ministers agree on grain\n\nJuly 12, 2024\n\nNorwegian Foreign Minister Ingrid Solheim met Chilean Foreign Minister Tomas Fuentes in Oslo on Monday.');
  assert.equal((await exported(page)).document.published, '2024-07-12');
  await page.getByRole('button', { name: '12 July 2024?' }).click();
  assert.equal(await page.getByLabel('Published').inputValue(), '2024-07-12');
});

for (const [name, screen] of [['a phone', screens.phone], ['a small window', { viewport: { width: 1000, height: 700 } }]]) {
  test(`the offered date and what stands beside it fit on ${name}`, async (t) => {
    const page = await openPage(t, screen);
    await paste(page, 'July 12, 2024\n\nNorwegian Foreign Minister Ingrid Solheim met Chilean Foreign Minister Tomas Fuentes in Oslo on Monday.');
    const offer = page.getByRole('button', { name: '12 July 2024?' });
    await offer.waitFor();
    const beyond = await page.locator('.text-pane').evaluate((pane) => {
      const right = pane.getBoundingClientRect().right;
      return [...pane.querySelectorAll('.toolbar > *')].filter((part) => part.getBoundingClientRect().right > right).map((part) => part.textContent);
    });
    assert.deepEqual(beyond, []);
    assert.ok(await offer.evaluate((button) => button.scrollWidth <= button.clientWidth), 'the offer is cut');
  });
}

test('results follow the text as it is typed, and never those of an older text', async (t) => {
  const page = await openPage(t);
  const field = page.getByRole('textbox', { name: 'Article text' });
  await field.click();
  const typed = 'Norwegian Foreign Minister Ingrid Solheim met Chilean Foreign Minister Tomas Fuentes in Oslo.';
  await page.keyboard.type(typed);
  assert.equal(await field.inputValue(), typed);
  await settled(page);
  await openTab(page, /Actors/);
  await cards(page).locator('.name', { hasText: 'Solheim' }).first().waitFor();
  for (const name of ['Alpha', 'Beta', 'Gamma']) {
    await field.evaluate((element, words) => {
      element.value = words;
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, `Norwegian Foreign Minister Ingrid ${name} said on Monday that talks would continue.`);
  }
  await cards(page).locator('.name', { hasText: 'Gamma' }).first().waitFor();
  assert.equal(await cards(page).locator('.name', { hasText: /Solheim|Alpha|Beta/ }).count(), 0);
});

test('each example gives results', async (t) => {
  const page = await openPage(t);
  for (const name of ['News report', 'Official readout', 'Headlines']) {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await settled(page);
    await openTab(page, /Actors/);
    assert.ok(await cards(page).count() > 0, name);
    await page.getByRole('button', { name: 'New article' }).click();
  }
});

test('what is said behind a name and a colon does not begin with the colon', async (t) => {
  const page = await openPage(t);
  await paste(page, 'FOREIGN MINISTER SOLHEIM: We support the plan.\n\nFOREIGN MINISTER OKORO: The talks went well.');
  await openTab(page, /Positions/);
  await cards(page).filter({ hasText: 'The talks went well' }).first().waitFor();
  assert.deepEqual((await cards(page).locator('.cue').allInnerTexts()).map((words) => words.trim()), ['support']);
});

test('a text without anything to find says so, and an emptied one starts anew', async (t) => {
  const page = await openPage(t);
  await enter(page, 'It rained.');
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
  await page.getByRole('button', { name: 'New article' }).click();
  await page.getByRole('heading', { name: 'What you will see here' }).waitFor();
});

test('text pasted beside the fields is a new article', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Swiss Foreign Minister Claire Aubert arrived in Bern.\r\nShe smiled.');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await page.locator('.reader', { hasText: 'Claire Aubert arrived' }).waitFor();
  assert.equal(await page.locator('.reader p').count(), 2);
});

test('article and theme outlive a reload', async (t) => {
  const page = await openPage(t);
  await paste(page, seed);
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('button', { name: /^Theme: light/ }).click();
  await page.locator('html[data-theme="dark"]').waitFor();
  await page.reload();
  await settled(page);
  assert.match(await page.locator('.reader').innerText(), /^A session in Washington/);
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

test('on a phone, card and text are one tap apart', async (t) => {
  const page = await openPage(t, screens.phone);
  await paste(page, seed);
  await page.getByRole('tab', { name: /Positions/ }).tap();
  await cards(page).first().locator('.card-cover').tap({ position: { x: 8, y: 8 } });
  const evidence = page.locator('.reader .is-evidence').first();
  await evidence.waitFor();
  assert.ok(await isInView(evidence));
  const peek = page.getByRole('complementary', { name: 'Selected' });
  await peek.waitFor();
  await peek.getByRole('button', { name: 'Close' }).tap();
  await page.locator('.reader .on-actor', { hasText: 'Blinken' }).first().tap();
  assert.match(await peek.locator('.name').innerText(), /Blinken/);
  await peek.getByRole('button', { name: 'Show in the list' }).tap();
  assert.match(await page.locator('.results .card[aria-current=true] .name').innerText(), /Blinken/);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} pixels too wide`);
});
