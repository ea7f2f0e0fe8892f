// Tries `anteroom serve` in a browser as an owner does: a file is saved, and the page changes under their eyes without losing
// its place; a mistake is drawn over the page and goes when it is mended; styles change without a reload; a tab in the
// background gives its connection back; no policy is broken.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import axe from 'axe-core';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.ANTEROOM ?? join(project, 'target/release/anteroom');
const site = mkdtempSync(join(tmpdir(), 'preview-'));
cpSync(join(project, 'content'), join(site, 'content'), { recursive: true });

let passed = 0;
const failures = [];
function check(what, ok, detail = '') {
  if (ok) passed += 1;
  else {
    failures.push(`${what}${detail ? `: ${detail}` : ''}`);
    console.log(`FAILED ${failures.at(-1)}`);
  }
}

const child = spawn(program, ['serve', '--site', site, '--port', '4900', '--color', 'never'], { stdio: ['ignore', 'ignore', 'pipe'] });
let said = '';
const base = await new Promise((done, failed) => {
  child.stderr.on('data', (chunk) => {
    said += chunk;
    const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
    if (found) done(found[0]);
  });
  child.on('exit', () => failed(new Error(`it ended: ${said}`)));
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 700 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => { if (!request.url().startsWith(base)) complaints.push(request.url()); });
  let loads = 0;
  page.on('load', () => { loads += 1; });
  const about = join(site, 'content/pages/about.md');
  const original = readFileSync(about, 'utf8');
  const put = (path, text) => { writeFileSync(`${path}~`, text); renameSync(`${path}~`, path); };
  const scroll = () => page.evaluate(() => Math.round(scrollY));
  const within = async (what, fits) => {
    const until = Date.now() + 60000;
    while (Date.now() < until) {
      if (await fits().catch(() => false)) return check(what, true);
      await new Promise((next) => setTimeout(next, 20));
    }
    check(what, false, said.slice(-400));
  };
  const text = (selector) => page.locator(selector).innerText({ timeout: 2000 });

  await page.goto(`${base}/about/`, { waitUntil: 'networkidle' });
  // A page that did not change stays as it is, whatever else does.
  loads = 0;
  put(join(site, 'content/pages/accessibility.md'), `${readFileSync(join(site, 'content/pages/accessibility.md'), 'utf8')}\nMore.\n`);
  await page.waitForTimeout(600);
  check('another page changed: this one is not loaded again', loads === 0);

  await page.evaluate(() => scrollTo(0, 900));
  const place = await scroll();
  check('the page is long enough to have a place', place > 600, String(place));
  put(about, `${original}\nSaved just now.\n`);
  await within('what was saved is shown', async () => (await text('main')).includes('Saved just now.'));
  await within('the place is kept', async () => Math.abs((await scroll()) - place) < 4);

  // Styles come in without a reload, and what was typed elsewhere stays.
  await page.goto(`${base}/forms/adult-intake/`, { waitUntil: 'networkidle' });
  const field = page.locator('main input[type="text"]').first();
  await field.fill('Ada');
  loads = 0;
  mkdirSync(join(site, 'themes/calm/assets'), { recursive: true });
  const css = readFileSync(join(project, 'themes/calm/assets/calm.css'), 'utf8');
  put(join(site, 'themes/calm/assets/calm.css'), `${css}\n@layer last { body { outline: 7px solid rgb(1, 2, 3) } }\n`);
  await within('new styles are shown', () => page.evaluate(() => getComputedStyle(document.body).outlineWidth === '7px'));
  check('without loading the page again', loads === 0 && (await field.inputValue()) === 'Ada', `${loads} loads`);
  await field.fill('');
  rmSync(join(site, 'themes'), { recursive: true });
  await within('the old styles are back', () => page.evaluate(() => getComputedStyle(document.body).outlineWidth !== '7px'));

  // A mistake is drawn over the last good page, can be read with a screen reader and closed with a key, and goes by itself.
  await page.goto(`${base}/about/`, { waitUntil: 'networkidle' });
  put(about, original.replace(/^title: .*$/m, 'title: ['));
  const panel = page.locator('#anteroom-problems section');
  await within('the mistake is shown', async () => (await panel.innerText({ timeout: 2000 })).includes('content/pages/about.md:2:8'));
  check('over the last good page', (await text('h1')).length > 3 && (await text('main')).includes('Saved just now.'));
  const words = await panel.innerText();
  check('with what to do', /1 error/.test(words) && /never closed/.test(words) && /add "\]"/.test(words), words);
  await page.evaluate(axe.source);
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    const found = await page.evaluate(() => window.axe.run({ include: [['#anteroom-problems']] }, { resultTypes: ['violations'] }));
    check(`axe finds nothing in it, ${scheme}`, found.violations.length === 0, found.violations.map((v) => v.id).join(', '));
  }
  await page.keyboard.press('Escape');
  check('Escape closes it', !(await panel.isVisible()));
  await page.locator('#anteroom-problems button.pill').click();
  check('a button opens it again', await panel.isVisible());
  put(about, `${original}\nMended.\n`);
  await within('it goes when the mistake is mended', async () => (await text('main')).includes('Mended.') && !(await panel.isVisible().catch(() => false)));

  // A theme's mistake that shows only when a page is drawn. What was just saved has to have been drawn whole to count as good.
  await page.waitForTimeout(1000);
  mkdirSync(join(site, 'themes/calm/templates'), { recursive: true });
  put(join(site, 'themes/calm/templates/page.html'), '{% extends "calm/page.html" %}{% block main %}{{ nothing.there }}{% endblock %}');
  await within('a mistake in a template is shown', async () => (await panel.innerText({ timeout: 2000 })).includes('themes/calm/templates/page.html:1:'));
  check('and the last good page stays', (await text('main')).includes('Mended.'));
  rmSync(join(site, 'themes'), { recursive: true });
  await within('and goes', async () => !(await panel.isVisible()));

  // A form's PDF says how long it is as soon as it has been made.
  await page.goto(`${base}/forms/adult-intake/`);
  await within('the PDF says how long it is', async () => /PDF, \d+ pages?, \d+ KB/.test(await page.content()));

  // Ten tabs: a browser has six connections for a site.
  const tabs = [];
  for (let n = 0; n < 10; n += 1) {
    const tab = await context.newPage();
    await tab.goto(`${base}/fees/`, { timeout: 10000 }).then(() => check(`tab ${n + 1} opens`, true), (error) => check(`tab ${n + 1} opens`, false, error.message));
    // A tab behind another is hidden; a headless browser has to be told.
    await tab.evaluate(() => {
      Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    tabs.push(tab);
  }
  await Promise.all(tabs.map((tab) => tab.close()));
  check('no complaint of the browser, nothing from elsewhere', complaints.length === 0, complaints.join('\n'));
} finally {
  await browser.close();
  child.removeAllListeners('exit');
  child.kill('SIGINT');
  rmSync(site, { recursive: true, force: true });
}
console.log(`${passed} checks of the preview passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
