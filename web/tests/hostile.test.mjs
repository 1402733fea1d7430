// Text that nobody writes and somebody pastes: the page gives a document or a clear message, and stays usable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cards, enter, exported, openPage, openTab, seed, settled } from './browser.mjs';

const sentence = 'Norwegian Foreign Minister Ingrid Solheim met Chilean Foreign Minister Tomas Fuentes in Oslo.';

const texts = {
  'white space': ' \t \u00a0 .',
  'one letter': 'a',
  'only emoji': '😀👩‍👩‍👧‍👦🇰🇿🏳️‍🌈',
  'right to left': 'التقى وزير الخارجية بنظيره في مسقط. שר החוץ נפגש עם עמיתו.',
  'NUL and controls': `a\0b\u0001\u001f\u007f\ufeff ${sentence}`,
  'lone surrogates': `\ud800 x \udc00 ${sentence} \ud83d`,
  'markup': `<script>alert(1)</script><img src=x onerror=alert(1)> ${sentence}`,
  'combining marks': `Z̸̢̛a̷l̶g̵o̴${'\u0301'.repeat(500)}.\n${sentence}`,
  'unbalanced quotes': `“‘"'«„ ${sentence} ”””’’»`.repeat(20),
};

for (const [name, text] of Object.entries(texts)) {
  test(`reads ${name}`, async (t) => {
    const page = await openPage(t);
    await enter(page, text);
    const readout = await exported(page);
    assert.equal(readout.document.length, text.length);
    if (!text.includes(sentence)) return;
    const wellFormed = text.replace(/\p{Surrogate}/gu, '\ufffd');
    for (const actor of readout.actors) for (const m of actor.mentions) assert.equal(wellFormed.slice(m.start, m.end), m.text);
    await openTab(page, /Actors/);
    await cards(page).locator('.name', { hasText: 'Solheim' }).first().waitFor();
  });
}

test('nothing at all is not read', async (t) => {
  const page = await openPage(t);
  await page.getByRole('heading', { name: 'What you will see here' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Export' }).isDisabled());
});

test('an engine that cannot be loaded is told, and tried again', async (t) => {
  let broken = true;
  const prepare = (context) => context.route(/\.pack$/, (route) => (broken ? route.fulfill({ status: 404 }) : route.continue()));
  const page = await openPage(t, { serviceWorkers: 'block' }, { prepare, expected: /404|Service Worker registration blocked/ });
  await page.getByRole('heading', { name: 'The engine did not start' }).waitFor();
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await enter(page, sentence);
  await openTab(page, /Actors/);
  await cards(page).locator('.name', { hasText: 'Solheim' }).first().waitFor();
});

/** The longest time in which the page did not answer, while `work` ran. */
async function longestPause(page, work) {
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    window.ticking = setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
    }, 10);
  });
  await work();
  return page.evaluate(() => {
    clearInterval(window.ticking);
    return window.longest;
  });
}

const pasteAnywhere = (page, text) => page.evaluate((words) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', words);
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
}, text);

test('one megabyte of one letter leaves the page usable', { timeout: 180_000 }, async (t) => {
  const page = await openPage(t);
  await enter(page, sentence);
  const pause = await longestPause(page, async () => {
    await pasteAnywhere(page, 'a'.repeat(1_000_000));
    await settled(page);
  });
  t.diagnostic(`longest pause ${Math.round(pause)} ms`);
  await page.getByRole('button', { name: 'New article' }).click();
  await enter(page, sentence);
  await openTab(page, /Actors/);
  await cards(page).locator('.name', { hasText: 'Solheim' }).first().waitFor();
});

test('a very long article stays responsive', { timeout: 180_000 }, async (t) => {
  const page = await openPage(t);
  await enter(page, sentence);
  const long = `${seed}\n`.repeat(60);
  const pause = await longestPause(page, async () => {
    await pasteAnywhere(page, long);
    await settled(page);
    await page.locator('.reader .on-actor').first().waitFor();
  });
  t.diagnostic(`${long.length} characters, longest pause ${Math.round(pause)} ms`);
  assert.ok(pause < 3000, `the page did not answer for ${Math.round(pause)} ms`);
  const choosing = await longestPause(page, async () => {
    await cards(page).nth(30).locator('.card-cover').click({ position: { x: 8, y: 8 } });
    const evidence = page.locator('.reader .is-evidence').first();
    await evidence.waitFor();
    const top = await evidence.evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top > 0 && top < 900, `the evidence lies at ${top}`);
  });
  t.diagnostic(`choosing a card: longest pause ${Math.round(choosing)} ms`);
  assert.ok(choosing < 1500);
});
