// What every test of the page shares: the built page on a server of its own, a browser, and an eye on console and network.
// Entry point: openPage.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../tools/static_server.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const executablePath = process.env.READOUT_CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const seed = readFileSync(new URL('../../tests/articles/seed.txt', import.meta.url), 'utf8');

export const screens = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

let server;
let browser;

before(async () => {
  assert.ok(existsSync(`${dist}/index.html`), 'build the page first: npm run build');
  server = await startServer(dist);
  browser = await chromium.launch({ executablePath, args: flags });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Starts and stops the page's server; for what must happen while there is no network at all. */
export const stopServer = () => server.close();

/**
 * Opens the page in a context of its own; fails the test at its end if the console or the network saw anything wrong but what
 * is `expected`. `prepare` is called with the context before anything is loaded.
 */
export async function openPage(test, options = {}, { expected = /^$/, prepare = () => {} } = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...screens.desktop, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  const wrong = [];
  await context.route((url) => !url.href.startsWith(server.url), (route) => {
    wrong.push(`request to ${route.request().url()}`);
    return route.abort();
  });
  context.setDefaultTimeout(10_000);
  await prepare(context);
  const page = await context.newPage();
  page.on('console', (message) => {
    // The browser asks for the tab's icon when it likes, also after a test has stopped the server.
    if (message.location().url.endsWith('/icon.svg')) return;
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`uncaught: ${error.message}`));
  test.after(async () => {
    await context.close();
    assert.deepEqual(wrong.filter((line) => !expected.test(line)), []);
  });
  await page.goto(server.url);
  return page;
}

/** Puts the text on the clipboard and pastes it, as a reader would. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.getByRole('textbox', { name: 'Article text' }).click();
  await page.keyboard.press('Control+V');
  await settled(page);
}

/** Types over the whole text at once; keeps what a clipboard would not, such as lone surrogates. */
export async function enter(page, text) {
  const edit = page.getByRole('button', { name: 'Edit', exact: true });
  if (await edit.isVisible()) await edit.click();
  await page.getByRole('textbox', { name: 'Article text' }).evaluate((field, words) => {
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
  await settled(page);
}

/** Waits until the newest text has been read. */
export async function settled(page) {
  await page.locator('.facts', { hasText: /read in/ }).waitFor({ timeout: 60_000 });
}

export const openTab = (page, name) => page.getByRole('tab', { name }).click();

export const cards = (page) => page.locator('.results .card');

/** What the page exports. */
export async function exported(page) {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download JSON' }).click()]);
  return JSON.parse(readFileSync(await download.path(), 'utf8'));
}
