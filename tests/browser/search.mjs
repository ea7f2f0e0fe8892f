// Tries the search page in a browser: on the built sample (../../public), under a sub-path, from a disk, without JavaScript, and
// where its index is out of reach. No request leaves the site, no word that is typed is in any request, and no policy is broken.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import axe from 'axe-core';
import { serve } from './server.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const root = process.env.PUBLIC ?? join(project, 'public');
const anteroom = process.env.ANTEROOM ?? ['release', 'debug'].map((mode) => join(project, 'target', mode, 'anteroom')).find(existsSync);
if (!existsSync(join(root, 'search/index/pagefind-entry.json'))) throw new Error('build the sample site first: cargo run --release -- build');

let passed = 0;
const failures = [];
function check(what, ok, detail = '') {
  if (ok) passed += 1;
  else {
    failures.push(`${what}${detail ? `: ${detail}` : ''}`);
    console.log(`FAILED ${failures.at(-1)}`);
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

async function open(base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  const page = await context.newPage();
  Object.assign(page, { asked: [], errors: [] });
  context.on('request', (r) => page.asked.push(r.url()));
  page.on('console', (m) => { if (m.type() === 'error') page.errors.push(m.text()); });
  page.on('pageerror', (e) => page.errors.push(String(e)));
  // Shows what is found for some words, and waits until it is there.
  page.find = async (words) => {
    await page.getByRole('searchbox').fill(words);
    await page.waitForFunction((text) => new URLSearchParams(location.hash.slice(1)).get('q') === text && !document.querySelector('[aria-busy]'), words);
    return page.found();
  };
  page.found = () => page.evaluate(() => [...document.querySelectorAll('[data-search-found] > li')].map((item) => ({
    title: item.querySelector('a').textContent, url: item.querySelector('a').getAttribute('href'), text: item.innerText,
    marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent.toLowerCase()),
  })));
  page.status = () => page.locator('[data-search-status]').innerText();
  page.clean = async (what) => {
    check(`no policy is broken, ${what}`, (await page.evaluate(() => window.violations)).length === 0, JSON.stringify(await page.evaluate(() => window.violations)));
    check(`nothing is blocked or broken, ${what}`, page.errors.length === 0, page.errors.join('; '));
    check(`no request leaves the site, ${what}`, page.asked.every((url) => url.startsWith(base)), page.asked.filter((url) => !url.startsWith(base)).join(', '));
  };
  return page;
}
const axes = async (page, what) => {
  await page.evaluate(axe.source);
  const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  check(`axe, ${what}`, found.violations.length === 0 && found.passes.length > 10, found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`).join('; '));
};

const server = await serve(root);
{
  const page = await open(server.base);
  const answer = await page.goto(`${server.base}/search/`);
  const home = await page.context().request.get(`${server.base}/`);
  check('the search page may compile its program', answer.headers()['content-security-policy'].includes("'wasm-unsafe-eval'"));
  check('other pages may not', !home.headers()['content-security-policy'].includes('wasm') && !(await home.text()).includes('wasm'));
  check('nothing of the index is fetched before it is wanted', !page.asked.some((url) => url.includes('/index/')), page.asked.join(', '));
  check('everything is listed at first', await page.locator('[data-search-list] a').count() > 20 && await page.locator('[data-search-list]').isVisible());
  await axes(page, 'before a word');

  let found = await page.find('what to exp');
  check('the beginning of a word finds the page', found[0]?.url === '/articles/what-to-expect/', JSON.stringify(found.slice(0, 3)));
  check('the words are marked', found[0]?.marks.includes('expect') && found[0].marks.includes('what'), JSON.stringify(found[0]?.marks));
  check('how many is said', /^\d+ pages? found\.$/.test(await page.status()) && await page.getByRole('status').count() === 1, await page.status());
  check('the list gives way', !(await page.locator('[data-search-list]').isVisible()));
  await axes(page, 'with pages found');
  found = await page.find('amara');
  check('a person comes before what they wrote', found[0]?.url === '/providers/amara-osei/', JSON.stringify(found.slice(0, 3).map((f) => f.url)));
  found = await page.find('sleep');
  check('a word in a title weighs more than one in a text', /sleep/i.test(found[0]?.title ?? ''), JSON.stringify(found.slice(0, 4).map((f) => f.title)));
  const first = found[0]?.url;

  // Back from a page that was found comes to what was found; Back once more to what was looked for before.
  await page.keyboard.press('Enter');
  await page.find('fees');
  await page.keyboard.press('Tab');
  check('Tab leads from the box to the first page found', await page.evaluate(() => document.activeElement === document.querySelector('[data-search-found] a')));
  check('what has the focus can be seen', await page.evaluate(() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2));
  const target = (await page.found())[0].url;
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === new URL(target, server.base).pathname);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('[data-search-found] li'));
  check('Back shows again what was found', await page.getByRole('searchbox').inputValue() === 'fees' && (await page.found())[0].url === target);
  await page.goBack();
  await page.waitForFunction((url) => document.querySelector('[data-search-found] a')?.getAttribute('href') === url, first);
  check('and what was looked for before', await page.getByRole('searchbox').inputValue() === 'sleep');

  await page.goto(`${server.base}/search/?q=sleep`);
  await page.waitForFunction(() => document.querySelector('[data-search-found] li'));
  check('an address can be shared', (await page.found())[0].url === first && new URL(page.url()).search === '' && new URL(page.url()).hash === '#q=sleep', page.url());
  const shared = await open(server.base);
  await shared.goto(`${server.base}/search/#q=sleep`);
  await shared.waitForFunction(() => document.querySelector('[data-search-found] li'));
  check('so can one with #q=', (await shared.found())[0].url === first);
  await shared.clean('a shared address');
  await shared.context().close();

  await page.find('zzxqv');
  check('nothing found says so and helps on', (await page.status()) === 'Nothing found.' && await page.locator('[data-search-none]').isVisible() && await page.locator('[data-search-list]').isVisible());
  await axes(page, 'with nothing found');
  const help = page.locator('.crisis-box');
  check('no help for a crisis where nobody asked', !(await help.isVisible()));
  for (const [words, wanted] of [['kill myself', true], ['Suicid', true], ['I don’t want to live', true], ['overdose', true], ['quiero morir', true], ['how to help myself', false], ['skills', false], ['living with grief', false]]) {
    await page.find(words);
    check(`help for a crisis ${wanted ? 'first' : 'not'}: ${words}`, (await help.isVisible()) === wanted);
    if (wanted) {
      const above = await page.evaluate(() => document.querySelector('.crisis-box').compareDocumentPosition(document.querySelector('[data-search-found]')) & Node.DOCUMENT_POSITION_FOLLOWING);
      check(`it is said, and a number can be called: ${words}`, above && (await page.status()).startsWith('Help for a crisis comes first.') && await help.locator('a[href^="tel:"]').count() > 1, await page.status());
    }
  }
  await page.find('kill myself');
  await axes(page, 'with help for a crisis');
  await page.getByRole('searchbox').fill('');
  await page.waitForFunction(() => !document.querySelector('[data-search-list]').hidden && !location.hash);
  check('an empty box shows the list again', (await page.status()) === '' && !(await help.isVisible()));

  // What is typed is text.
  for (const words of ['<img src=x onerror=alert(1)>', '"quoted words"', '&lt;b&gt; <mark>', 'a', '%00%', 'constructor __proto__']) {
    await page.getByRole('searchbox').fill(words);
    await page.waitForTimeout(250);
  }
  check('what is typed makes no element', await page.locator('main img, main b').count() === 0);
  const words = page.asked.filter((url) => /\/(search\/index|search)\//.test(url)).map((url) => decodeURIComponent(new URL(url).pathname + new URL(url).search));
  check('no request holds a word that was typed', words.length > 5 && !words.some((url) => /amara|fees|zzxqv|myself|overdose|morir|onerror/i.test(url)), words.filter((url) => /\?/.test(url)).join(', '));
  check('nothing is stored', await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length) === 0);
  await page.clean('sample');
  await page.context().close();
}

// Accents need not be typed.
{
  const page = await open(server.base, { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await page.goto(`${server.base}/es/search/`);
  const titles = async (words) => (await page.find(words)).map((f) => f.url);
  const [plain, accented] = [await titles('sesion'), await titles('sesión')];
  // Whoever types the accent gets the pages that have it a little sooner.
  check('Spanish is found without its accents', plain.length > 4 && plain.filter((url) => accented.includes(url)).length > 4 && plain.every((url) => url.startsWith('/es/')), `${plain} / ${accented}`);
  const found = await page.find('sesion');
  check('and marked with them', found.some((f) => f.marks.some((mark) => mark.includes('sesión') || mark.includes('sesiones'))), JSON.stringify(found[0]));
  check('in Spanish it says how many', /^Se encontr/.test(await page.status()), await page.status());
  await page.find('me quiero morir');
  check('help for a crisis in Spanish', await page.locator('.crisis-box').isVisible());
  const help = await page.locator('.help-now').boundingBox();
  check('Help now is on the first screen of a phone', help && help.x >= 0 && help.x + help.width <= 390 && help.y + help.height <= 844, JSON.stringify(help));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check('no scrolling sideways', wide <= 0, String(wide));
  await axes(page, 'Spanish, dark, on a phone');
  await page.clean('Spanish');
  await page.context().close();
}

// Without JavaScript, and without what the box needs, everything is listed.
{
  const page = await open(server.base, { javaScriptEnabled: false });
  await page.goto(`${server.base}/search/`);
  check('without JavaScript there is no box', !(await page.getByRole('searchbox').isVisible()));
  const hrefs = await page.locator('[data-search-list] a').evaluateAll((links) => links.map((a) => a.getAttribute('href'))).catch(() => null);
  const html = readFileSync(join(root, 'search/index.html'), 'utf8');
  for (const path of ['/articles/what-to-expect/', '/topics/getting-started/', '/providers/amara-osei/', '/forms/adult-intake/', '/packets/couple/', '/fees/', '/glossary/']) {
    check(`the list has ${path}`, (hrefs ?? []).includes(path) || html.includes(`<a href="${path}">`));
  }
  await page.context().close();
  const broken = await open(server.base);
  await broken.context().route('**/search/index/**', (route) => route.abort());
  await broken.goto(`${server.base}/search/`);
  await broken.getByRole('searchbox').fill('kill myself');
  const helped = await broken.locator('.crisis-box').waitFor({ timeout: 5000 }).then(() => true, () => false);
  await broken.waitForFunction(() => /does not work/.test(document.querySelector('[data-search-status]').textContent));
  check('without its index it says so, helps, and lists everything', helped && await broken.locator('[data-search-list]').isVisible());
  await broken.context().close();
}
server.close();

// Under a sub-path, with many pages; and from a disk.
const shop = mkdtempSync(join(tmpdir(), 'anteroom-search-'));
{
  const site = join(shop, 'site');
  mkdirSync(join(site, 'content/articles'), { recursive: true });
  cpSync(join(project, 'themes'), join(site, 'themes'), { recursive: true });
  writeFileSync(join(site, 'content/practice.yaml'), 'name: Elm\nurl: https://www.example.com\n');
  for (let i = 0; i < 25; i += 1) writeFileSync(join(site, `content/articles/walk-${i}.md`), `---\ntitle: Walk ${i}\ntopics: [walking]\n---\nWalking number ${i}: x < y & "z" &lt;b&gt;.\n`);
  const build = (out, ...more) => {
    const run = spawnSync(anteroom, ['build', '--quiet', '--site', site, '--out', out, '--as-of', '2026-11-23', ...more], { encoding: 'utf8' });
    check(`it builds ${more.join(' ')}`, run.status === 0, run.stderr);
  };
  writeFileSync(join(site, 'content/articles/rest.md'), '---\ntitle: Rest\n---\nSitting by a lake.\n');
  build(join(shop, 'web/x/y'), '--base-url', 'https://www.example.com/x/y/');
  cpSync(join(shop, 'web/x/y/_headers'), join(shop, 'web/_headers'));
  cpSync(join(shop, 'web/x/y/404.html'), join(shop, 'web/404.html'));
  const under = await serve(join(shop, 'web'));
  const page = await open(under.base);
  await page.goto(`${under.base}/x/y/search/`);
  const found = await page.find('walking');
  check('under a sub-path', found.length === 10 && found.every((f) => f.url.startsWith('/x/y/')), JSON.stringify(found.slice(0, 2)));
  check('a text\'s own signs stay what they are', found.some((f) => f.text.includes('x < y & “z” <b>')), found[0]?.text);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-search-found] > li').length === 20);
  check('more are shown, and the focus is on the first of them', await page.evaluate(() => document.activeElement === document.querySelectorAll('[data-search-found] a')[10]));
  const some = await page.find('lake walking');
  check('where no page has all of the words, some are enough, and that is said', some.some((f) => f.title === 'Rest') && some.length > 5 && /^No page has all of these words\. \d+ pages found\.$/.test(await page.status()), await page.status());
  const where = await page.locator('[data-search-found] a').first().evaluate((a) => a.pathname);
  check('what is found is there', (await page.context().request.get(under.base + where)).status() === 200, where);
  await page.clean('sub-path');

  // A page that is still open when the site is published anew: the pieces of the index that it began with are gone.
  const rest = join(site, 'content/articles/rest.md');
  for (const [words, what] of [['trombones', 'a new word'], ['walking', 'an old one, whose index is another now']]) {
    writeFileSync(rest, `---\ntitle: Rest\n---\nSitting by a lake, with ${words} and ${words}.\n`);
    build(join(shop, 'web/x/y'), '--base-url', 'https://www.example.com/x/y/');
    const now = await page.find(words === 'walking' ? 'walking lake' : words);
    check(`a page that is still open finds ${what}`, now[0]?.title === 'Rest' && /^1 page found\.$/.test(await page.status()), `${await page.status()} ${JSON.stringify(now[0])}`);
  }
  under.close();
  await page.context().close();

  build(join(shop, 'disk'), '--relative');
  const disk = await open('file:');
  await disk.goto(pathToFileURL(join(shop, 'disk/search/index.html')).href);
  check('from a disk everything is listed, without a box', await disk.getByRole('searchbox').count() === 0 && await disk.locator('[data-search-list] a').count() >= 26);
  await disk.locator('[data-search-list] a', { hasText: 'Walk 7' }).first().click();
  check('and its links lead somewhere', (await disk.title()).startsWith('Walk 7'));
  check('no request leaves the disk', disk.asked.every((url) => url.startsWith('file:')), disk.asked.join(', '));
}

await browser.close();
rmSync(shop, { recursive: true, force: true });
console.log(`search: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
