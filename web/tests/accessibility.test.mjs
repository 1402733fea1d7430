// axe finds nothing: on desktop and phone, in light and dark, in every state of the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { cards, enter, openPage, openTab, paste, screens, seed } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function check(page, state) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | ')}`);
  });
  assert.deepEqual(violations, [], state);
}

for (const [screen, options] of Object.entries(screens)) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${screen}, ${colorScheme}`, { timeout: 120_000 }, async (t) => {
      const page = await openPage(t, { ...options, colorScheme });
      await check(page, 'empty');
      await paste(page, seed);
      await check(page, 'text');
      for (const tab of [/Positions/, /Meetings/, /Actors/, /Places/]) {
        await openTab(page, tab);
        await check(page, `${tab}`);
      }
      await openTab(page, /Positions/);
      await cards(page).first().getByText('How it was found').click();
      await check(page, 'rule');
      await cards(page).first().locator('.card-cover').click({ position: { x: 8, y: 8 } });
      await check(page, 'selected position');
      if (screen === 'phone') await page.getByRole('button', { name: 'Close', exact: true }).click();
      await page.locator('.reader .on-actor').first().click();
      await check(page, 'selected actor');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export' }).click();
      await check(page, 'menu');
      await page.keyboard.press('Escape');
      await openTab(page, /Positions/);
      await page.locator('.silent-sentence').first().click();
      await page.locator('.misses, .silent li .hint').first().waitFor();
      await check(page, 'near misses');
      await page.getByRole('button', { name: /^Rules/ }).click();
      await page.getByRole('textbox', { name: 'The rule' }).waitFor();
      await check(page, 'rules');
      await page.getByRole('button', { name: 'Close the rules' }).click();
      if (screen === 'phone') await openTab(page, /Text/);
      await enter(page, 'It rained.');
      await check(page, 'nothing found');
    });
  }
}
