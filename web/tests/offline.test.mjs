// After the first load the page needs no network, and at no time any other host.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cards, enter, openPage, openTab, paste, seed, settled, stopServer } from './browser.mjs';

test('its policy allows nothing from elsewhere', () => {
  const html = readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8');
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
  assert.doesNotMatch(html, /<style|style="|<script>/);
});

test('works with the server gone', async (t) => {
  const page = await openPage(t);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
    }
  });
  await stopServer();
  await page.context().setOffline(true);
  await page.reload();
  await paste(page, seed);
  await openTab(page, /Actors/);
  await cards(page).locator('.name', { hasText: 'Tokayev' }).first().waitFor();
  await enter(page, 'Swiss Foreign Minister Claire Aubert met the German chancellor in Bern.');
  await settled(page);
  await cards(page).locator('.name', { hasText: 'Aubert' }).first().waitFor();
});
