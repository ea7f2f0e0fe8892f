// Tries the built sample site (../../public) as its visitors meet it, then the second theme and sites at the edges: one line of
// content, and forty people with long names. Any finding fails the run. `node run.mjs screens` only draws the pictures;
// `node run.mjs only /about/ /fees/` looks at these pages alone; `node run.mjs lighthouse` has Lighthouse judge every page, or those
// that are named after it, which takes minutes.
//
// What each check reads is said where it stands; each part ends by counting what it looked at, so that a check of nothing fails.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import lighthouse from 'lighthouse';
import vnu from 'vnu-jar';
import { serve } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const project = resolve(here, '../..');
const root = join(project, 'public');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let passed = 0;
const failures = [];
function check(what, ok, detail = '') {
  if (ok) passed += 1;
  else {
    failures.push(`${what}${detail ? `: ${detail}` : ''}`);
    console.log(`FAILED ${failures.at(-1)}`);
  }
}
const began = Date.now();
const part = (name) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${name}`);

function pages(folder, from = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pages(path, from);
    return entry.name.endsWith('.html') ? [`/${relative(from, path).split(sep).join('/').replace(/index\.html$/, '')}`] : [];
  });
}
const file = (folder, path) => join(folder, path.endsWith('/') ? `${path}index.html` : path);
// Pages that only send on to another are validated, but a browser does not stay on them.
const stays = (folder, path) => !readFileSync(file(folder, path), 'utf8').includes('http-equiv="refresh"');

if (!existsSync(join(root, 'index.html'))) throw new Error('build the sample site first: cargo run --release -- build');
const only = process.argv[2] === 'only' ? process.argv.slice(3) : null;
const byLighthouse = process.argv[2] === 'lighthouse';
const files = pages(root).filter((path) => !only || only.includes(path));
const all = files.filter((path) => stays(root, path));
// One page of each kind.
const kinds = {
  home: '/', 'help-now': '/help-now/', article: '/articles/what-to-expect/', 'article-sensitive': '/articles/leaving-an-abusive-relationship/',
  articles: '/articles/', topics: '/topics/', topic: '/topics/getting-started/', people: '/providers/', 'people-narrowed': '/providers/specialty/anxiety/',
  person: '/providers/amara-osei/', form: '/forms/adult-intake/', 'form-instrument': '/forms/phq-9/', forms: '/forms/', packet: '/packets/couple/',
  fees: '/fees/', contact: '/contact/', glossary: '/glossary/', page: '/about/', search: '/search/', 'not-found': '/404.html', spanish: '/es/', 'spanish-form': '/es/forms/adult-intake/',
};
if (!only) for (const [kind, path] of Object.entries(kinds)) check(`the sample has a page "${kind}" at ${path}`, all.includes(path));

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const server = await serve(root);

// Keeps an eye on everything that may not happen on any page.
async function open(base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(() => {
    window.seen = { shift: 0, violations: [] };
    new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.seen.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('securitypolicyviolation', (e) => window.seen.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  const page = await context.newPage();
  page.offsite = [];
  page.blocked = [];
  page.on('request', (r) => { if (!r.url().startsWith(base)) page.offsite.push(r.url()); });
  page.on('console', (m) => { if (m.type() === 'error' && !/404 \(Not Found\)/.test(m.text())) page.blocked.push(m.text()); });
  page.on('pageerror', (e) => page.blocked.push(String(e)));
  return page;
}

// Two at a time, as many as there are processors to count on.
async function share(list, work) {
  const queue = [...list];
  await Promise.all([0, 1].map(async () => { while (queue.length) await work(queue.shift()); }));
}

if (process.argv[2] === 'screens') {
  await screens();
  await browser.close();
  server.close();
  process.exit(0);
}

if (byLighthouse) {
  const named = process.argv.slice(3);
  part('Lighthouse, every page');
  await judge(all.filter((path) => named.length === 0 || named.includes(path)).map((path) => [path, path]));
  await browser.close();
  server.close();
  part(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
}

// The Nu HTML checker, over HTTP, because 'self' in a policy means nothing to a file: no error, no warning.
async function nu(name, base, paths) {
  const child = spawn('java', [
    '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-Dnu.validator.client.allow-forbidden-hosts=true',
    // A busy machine takes longer than five seconds over the first page.
    '-Dnu.validator.servlet.connection-timeout=60000', '-Dnu.validator.servlet.socket-timeout=60000',
    '-jar', vnu, '--format', 'json', '--exit-zero-always', '--stdout', ...paths.map((path) => base + encodeURI(path)),
  ]);
  let report = '';
  child.stdout.on('data', (chunk) => { report += chunk; });
  child.stderr.on('data', (chunk) => process.stderr.write(chunk));
  await new Promise((done) => child.on('close', done));
  const said = new Map();
  for (const m of JSON.parse(report).messages) said.set(m.message, [...(said.get(m.message) ?? []), `${m.url ? new URL(m.url).pathname : '?'}:${m.lastLine}`]);
  check(`Nu HTML checker, ${name}, ${paths.length} pages`, said.size === 0, [...said].map(([text, places]) => `\n    ${text} (${places.length}x, ${places[0]})`).join(''));
}

const rules = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Ids of form fields hold dots; telephone numbers are kept whole by the stylesheet; the rest is a matter of taste or of the owner's words.
    // Nu wants a heading in every section, so that a table that scrolls is a div with a role.
    'valid-id': ['error', { relaxed: true }], 'tel-non-breaking': 'off', 'prefer-native-element': ['error', { exclude: ['region'] }],
    'no-trailing-whitespace': 'off', 'long-title': 'off', 'doctype-style': 'off', 'attribute-boolean-style': 'off', 'void-style': 'off',
  },
});
async function validate(name, folder, paths) {
  const said = new Map();
  for (const path of paths) {
    for (const result of (await rules.validateFile(file(folder, path))).results) {
      for (const m of result.messages) said.set(`${m.ruleId}: ${m.message}`, `${path}:${m.line}`);
    }
  }
  check(`html-validate, ${name}, ${paths.length} pages`, said.size === 0, [...said].slice(0, 10).map(([text, place]) => `\n    ${text} (${place})`).join(''));
}

// Every page as it is met: axe in each way, width, headings, policy, requests, cookies, stores, shift. It is loaded once on a
// desktop and once on a phone; colors and zoom then change under it, as they do for visitors.
const SCREENS = [
  ['desktop', { width: 1280, height: 900 }, [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['forced colors', { colorScheme: 'light', forcedColors: 'active' }],
    ['200 % zoom', { colorScheme: 'light' }, { width: 640, height: 450 }],
    ['400 % zoom', { colorScheme: 'light' }, { width: 320, height: 256 }],
  ]],
  ['phone', { width: 390, height: 844 }, [
    ['light', { colorScheme: 'light' }],
    ['dark, less motion', { colorScheme: 'dark', reducedMotion: 'reduce' }],
  ]],
];
async function visit(name, base, paths) {
  for (const [screen, viewport, ways] of SCREENS) {
    let looked = 0;
    await share([paths.filter((_, i) => i % 2), paths.filter((_, i) => !(i % 2))], async (some) => {
      const page = await open(base, { viewport });
      for (const path of some) {
        const where = `${name}, ${screen}, ${path}`;
        await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' });
        await page.setViewportSize(viewport);
        await page.goto(base + path);
        const about = await page.evaluate(() => ({
          h1: document.querySelectorAll('h1').length, shift: window.seen.shift, violations: window.seen.violations,
          stores: localStorage.length + sessionStorage.length + document.cookie.length,
        }));
        check(`one h1, ${where}`, about.h1 === 1);
        check(`nothing moves while it loads, ${where}`, about.shift < 0.001, String(about.shift));
        check(`the policy is kept, ${where}`, about.violations.length === 0, about.violations.join(', '));
        check(`nothing is stored, ${where}`, about.stores === 0);
        // The policy forbids strangers' scripts, axe too: it is put in from outside the page.
        await page.evaluate(axe.source);
        for (const [way, media, size] of ways) {
          await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference', ...media });
          await page.setViewportSize(size ?? viewport);
          // In the dark only colors are other ones: what axe says of the rest it has said in the light. In forced colors the visitor's
          // system picks the colors, and contrast is its own affair; zoom changes no color.
          const dark = media.colorScheme === 'dark';
          const rules = dark ? "runOnly: ['color-contrast', 'link-in-text-block']" : `rules: { 'color-contrast': { enabled: ${!media.forcedColors && !size} } }`;
          const found = await page.evaluate(`axe.run(document, { resultTypes: ['violations'], ${rules} })`);
          check(`axe, ${where}, ${way}`, found.violations.length === 0 && found.passes.length > (dark ? 0 : 10), found.violations.map((v) => `${v.id} (${v.nodes.length}x): ${v.nodes[0].html.slice(0, 160)}`).join('; '));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          check(`no scrolling sideways, ${where}, ${way}`, wide <= 0, `${wide} px too wide`);
        }
        looked += 1;
      }
      check(`no request leaves the site, ${name}, ${screen}`, page.offsite.length === 0, page.offsite.join(', '));
      check(`nothing is blocked or broken, ${name}, ${screen}`, page.blocked.length === 0, [...new Set(page.blocked)].join('; '));
      check(`no cookie, ${name}, ${screen}`, (await page.context().cookies()).length === 0);
      await page.context().close();
    });
    check(`every page was looked at, ${name}, ${screen}`, looked === paths.length && looked > 0, `${looked} of ${paths.length}`);
  }
}

part(`${files.length} pages: validity`);
await Promise.all([nu('sample', server.base, files), validate('sample', root, files)]);
part('every page: axe, width, policy, requests, shift');
await visit('sample', server.base, all);

part('every page: keyboard');
await share([all.filter((_, i) => i % 2), all.filter((_, i) => !(i % 2))], async (some) => {
  const page = await open(server.base);
  for (const path of some) await keyboard(page, path);
  await page.context().close();
});
{
  const phone = await open(server.base, { viewport: { width: 390, height: 844 } });
  for (const path of only ?? Object.values(kinds)) await keyboard(phone, path);
  await phone.context().close();
}

// Tab goes to everything that can be used, and what has the focus stands on the screen, uncovered, with a mark that is not there
// without the focus.
async function keyboard(page, path) {
  await page.goto(server.base + path);
  const wanted = await page.evaluate(() => {
    const groups = new Set();
    let n = 0;
    for (const e of document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex="0"]')) {
      if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled) continue;
      // Of a group of radio buttons Tab reaches one; arrows reach the others.
      if (e.type === 'radio') { if (groups.has(e.name)) continue; groups.add(e.name); }
      n += 1;
      e.dataset.wanted = '';
    }
    const look = (e) => { const s = getComputedStyle(e); return `${s.outlineStyle} ${s.outlineWidth} ${s.boxShadow}`; };
    window.reached = new Set();
    window.bad = [];
    document.querySelectorAll('[data-wanted]').forEach((e) => { e.before = look(e); });
    window.step = () => {
      const e = document.activeElement;
      if (!e || e === document.body) return false;
      const name = e.type === 'radio' ? `radio ${e.name}` : e;
      if (window.reached.has(name)) return false;
      window.reached.add(name);
      const r = e.getBoundingClientRect();
      const what = e.outerHTML.slice(0, 90);
      if (r.width < 1 || r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth) window.bad.push(`not on the screen: ${what}`);
      // A link may break over two lines: any of its boxes will do.
      else if (![...e.getClientRects()].some((b) => { const at = document.elementFromPoint(b.left + b.width / 2, Math.min(Math.max(b.top + b.height / 2, 1), innerHeight - 1)); return at && (e.contains(at) || at.contains(e)); })) window.bad.push(`covered: ${what}`);
      const s = getComputedStyle(e);
      if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 || look(e) === e.before) window.bad.push(`focus cannot be seen: ${what}`);
      return true;
    };
    return n;
  });
  let steps = 0;
  let more = true;
  while (more && steps < wanted + 5) {
    await page.keyboard.press('Tab');
    more = await page.evaluate(() => window.step());
    steps += 1;
  }
  const { reached, bad } = await page.evaluate(() => ({ reached: window.reached.size, bad: window.bad }));
  check(`the keyboard reaches everything, ${path}`, reached >= wanted && wanted > 3, `${reached} of ${wanted}`);
  check(`what has the focus can be seen, ${path}`, bad.length === 0, bad.slice(0, 3).join('; '));
}

if (only) {
  await browser.close();
  server.close();
  part(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
}

part('late fonts');
{
  const slow = await open(server.base, { viewport: { width: 390, height: 844 } });
  let fonts = 0;
  await slow.context().route('**/*.woff2', async (route) => { fonts += 1; await new Promise((done) => setTimeout(done, 400)); await route.continue(); });
  for (const [kind, path] of Object.entries(kinds)) {
    await slow.goto(server.base + path);
    const shift = await slow.evaluate(() => document.fonts.ready.then(() => new Promise((done) => setTimeout(() => done(window.seen.shift), 50))));
    check(`nothing moves when fonts come late, ${kind}`, shift < 0.001, String(shift));
  }
  check('fonts did come late', fonts > 0);
  await slow.context().close();
}

part('pages that come in pieces');
{
  // A slow connection brings a page bit by bit, and the browser shows what it has. Columns that wait for the last of them would jump.
  const { base, close } = await serve(root, { piece: 4000, pause: 40 });
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    const page = await open(base, { viewport });
    for (const [kind, path] of Object.entries(kinds)) {
      await page.goto(base + path);
      const shift = await page.evaluate(() => new Promise((done) => setTimeout(() => done(window.seen.shift), 50)));
      check(`little moves while a page comes in pieces, ${viewport.width} px, ${kind}`, shift < 0.01, String(shift));
    }
    await page.context().close();
  }
  close();
}

part('policy, forms, directory, first screens');
{
  // The policy is in force: what it forbids does not run. Without this the checks above could pass on a site without a policy.
  const page = await open(server.base);
  await page.goto(`${server.base}/`);
  const ran = await page.evaluate(() => new Promise((done) => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const picture = new Image();
    picture.onload = () => done('a picture from elsewhere was shown');
    picture.onerror = () => done(window.ran ? 'an inline script ran' : '');
    picture.src = 'https://elsewhere.example/x.png';
  }));
  check('the policy is in force', ran === '' && (await page.evaluate(() => window.seen.violations.length)) >= 2, ran);
  const moved = await page.evaluate(() => new Promise((done) => {
    document.querySelector('main').style.marginTop = '200px';
    requestAnimationFrame(() => setTimeout(() => done(window.seen.shift), 100));
  }));
  check('a shift would be noticed', moved > 0.01, String(moved));
  await page.context().close();
}

{
  const page = await open(server.base);
  await page.goto(`${server.base}/forms/adult-intake/`);
  check('a form has no form element and no submit button', (await page.locator('form, [type=submit]').count()) === 0);
  check('inputs other than radios have no name', (await page.locator('input:not([type=radio])[name], textarea[name], select[name]').count()) === 0);
  const conditional = page.locator('[data-when]');
  const hidden = await conditional.evaluateAll((list) => list.filter((e) => !e.checkVisibility()).length);
  check('conditions hide what does not count yet', hidden > 0);
  const target = await conditional.evaluateAll((list) => {
    for (const element of list) {
      const when = JSON.parse(element.dataset.when);
      const test = (when.all ?? when.any)[0];
      if (test.op === 'is' && test.value === 'yes' && (when.all ?? when.any).length === 1) {
        element.id ||= 'the-conditional';
        return { id: element.id, field: test.field };
      }
    }
    return null;
  });
  check('the sample has a question that counts if another is Yes', target !== null);
  if (target) {
    const wrapper = page.locator(`[data-field="${target.field}"]`);
    await wrapper.locator('input[type=radio]').first().check();
    check('answering Yes shows the question', await page.locator(`[id="${target.id}"]`).isVisible());
    await page.emulateMedia({ media: 'print' });
    const gone = await conditional.evaluateAll((list) => list.filter((e) => !e.checkVisibility()).length);
    check('on paper every question stands', gone === 0, `${gone} hidden`);
    check('on paper conditions are in words', (await page.getByText(/^If \d+ is “Yes”/).first().isVisible()));
    check('on paper there is no navigation', (await page.locator('nav:visible, button:visible').count()) === 0);
  }
  check('nothing was sent', page.offsite.length === 0);
  await page.context().close();
}

{
  const plain = await open(server.base, { javaScriptEnabled: false });
  let looked = 0;
  for (const [kind, path] of Object.entries(kinds)) {
    await plain.goto(server.base + path);
    check(`without JavaScript nothing waits for it, ${kind}`, (await plain.locator('main').innerText()).length > 40);
    // The menu's buttons are the browser's own popover.
    check(`without JavaScript no button does nothing, ${kind}`, (await plain.locator('button:visible:not([popovertarget])').count()) === 0);
    looked += 1;
  }
  check('every kind was looked at without JavaScript', looked === Object.keys(kinds).length);
  await plain.goto(`${server.base}/forms/adult-intake/`);
  const when = plain.locator('.when');
  const shown = await when.count();
  let visible = 0;
  for (let i = 0; i < shown; i += 1) if (await when.nth(i).isVisible()) visible += 1;
  check('without JavaScript every question and its condition stand', shown > 0 && visible === shown, `${visible} of ${shown}`);
  await plain.goto(`${server.base}/providers/`);
  const link = plain.locator('a[data-facet="population:couples"]');
  check('without JavaScript the directory narrows by links', (await link.count()) === 1);
  await plain.goto(server.base + (await link.getAttribute('href')));
  const by = await plain.locator('.person').count();
  await plain.context().close();

  const page = await open(server.base);
  await page.goto(`${server.base}/providers/`);
  const total = await page.locator('.person:visible').count();
  await page.locator('button', { hasText: 'Couples' }).click();
  const narrowed = await page.locator('.person:visible').count();
  check('with JavaScript it narrows at once, to the same people', narrowed === by && by > 0 && by < total, `${narrowed} of ${total}; ${by} without`);
  check('and says how many fit', /\d|One/.test(await page.locator('[data-count]').innerText()));
  await page.locator('[data-filter-clear] button').click();
  check('and shows everyone again', (await page.locator('.person:visible').count()) === total);
  await page.context().close();
}

{
  const page = await open(server.base);
  await page.goto(`${server.base}/`);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
  check('the first Tab reaches the skip link', first.startsWith('#'), first);
  await page.context().close();
  const phone = await open(server.base, { viewport: { width: 390, height: 844 } });
  const on = async (what, path, locator) => {
    if (!phone.url().endsWith(path)) await phone.goto(server.base + path);
    const box = await locator.first().boundingBox();
    check(`a phone's first screen shows ${what}`, box !== null && box.y + box.height <= 844, JSON.stringify(box));
  };
  await on('the name', '/', phone.locator('h1'));
  await on('the price', '/', phone.getByText('$180'));
  await on('Help now', '/', phone.getByRole('link', { name: 'Help now' }));
  await on('whom to call in an emergency', '/help-now/', phone.locator('main a[href="tel:911"]'));
  await on('whom to call in a crisis', '/help-now/', phone.locator('main a[href="tel:988"]'));
  await on('the telephone number', '/contact/', phone.locator('main a[href^="tel:"]'));
  await phone.getByRole('button', { name: 'Menu' }).click();
  check('the menu of a phone opens', await phone.locator('#t-menu a').first().isVisible());
  await phone.keyboard.press('Escape');
  check('and Escape closes it', !(await phone.locator('#t-menu a').first().isVisible()));
  await phone.context().close();
}

// Definitions stand in the margin of wide windows, beside the text and not in it, and are not read out.
{
  const page = await open(server.base);
  const withTerms = all.filter((path) => readFileSync(file(root, path), 'utf8').includes('class="term"'));
  let notes = 0;
  for (const path of withTerms) {
    await page.goto(server.base + path);
    for (const width of [390, 1240, 1280, 1366, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const { shown, wide } = await page.evaluate(() => ({
        shown: [...document.querySelectorAll('.sheet > .text .term')].filter((e) => !e.closest('td, th') && getComputedStyle(e, '::after').float !== 'none').length,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      check(`notes stand in the margin of wide windows only, ${path}, ${width}`, width >= 1280 || shown === 0, String(shown));
      check(`notes need no scrolling sideways, ${path}, ${width}`, wide <= 0, String(wide));
      if (width === 1280) {
        notes += shown;
        for (const term of await page.locator('.sheet > .text .term').all()) {
          const words = await term.innerText();
          const tree = await term.ariaSnapshot();
          check(`a note is not read out, ${path}, ${words}`, !tree.includes((await term.getAttribute('data-note')).slice(0, 20)), tree);
        }
      }
    }
  }
  check('the sample has notes in its margins', notes > 5, String(notes));
  await page.context().close();
}

// What a first visit loads, as hosts send it: text compressed, fonts as they are.
part('sizes');
{
  const page = await open(server.base);
  const loaded = new Map();
  page.on('response', (r) => loaded.set(new URL(r.url()).pathname, r.body().catch(() => Buffer.alloc(0))));
  await page.goto(`${server.base}/`, { waitUntil: 'networkidle' });
  const sizes = {};
  for (const [path, body] of loaded) {
    const type = /\.(css|js|woff2)$/.exec(path)?.[1] ?? (path === '/' ? 'html' : 'other');
    const bytes = await body;
    sizes[type] = (sizes[type] ?? 0) + (/woff2/.test(type) ? bytes : gzipSync(bytes)).length;
  }
  const sum = Object.values(sizes).reduce((a, b) => a + b, 0);
  console.log(`        home page: ${sum} bytes (${Object.entries(sizes).map(([type, n]) => `${type} ${n}`).join(', ')})`);
  check('the stylesheet is under 20 KB', sizes.css > 0 && sizes.css < 20_000, String(sizes.css));
  check('the script is under 10 KB', sizes.js > 0 && sizes.js < 10_000, String(sizes.js));
  check('the home page is at most 100 KB', sizes.html > 0 && sizes.woff2 > 0 && sum <= 100_000, String(sum));
  await page.context().close();
}

// Other sites with these themes, built here. Links to paperwork would make them slow: they have none.
part('other sites');
const shop = mkdtempSync(join(tmpdir(), 'anteroom-browser-'));
const anteroom = ['release', 'debug'].map((mode) => join(project, 'target', mode, 'anteroom')).find(existsSync);
if (!anteroom) throw new Error('build the program first: cargo build --release');
function site(name, fill) {
  const folder = join(shop, name);
  mkdirSync(join(folder, 'content/providers'), { recursive: true });
  cpSync(join(project, 'themes'), join(folder, 'themes'), { recursive: true });
  fill(join(folder, 'content'));
  const run = spawnSync(anteroom, ['build', '--quiet', '--site', folder, '--out', join(folder, 'public'), '--as-of', '2026-11-23'], { encoding: 'utf8' });
  check(`${name} builds`, run.status === 0, run.stdout + run.stderr);
  return join(folder, 'public');
}
// The whole sample in a theme other than its own.
const wears = (theme) => (content) => {
  cpSync(join(project, 'content'), content, { recursive: true });
  const practice = join(content, 'practice.yaml');
  const words = readFileSync(practice, 'utf8');
  if (!words.includes('theme: calm')) throw new Error('the sample no longer says theme: calm');
  writeFileSync(practice, words.replace('theme: calm', `theme: ${theme}`).replace('  accent: "#2b3f87"\n', ''));
};
const forty = (content) => {
  const names = ['Li', 'Okonkwo-Featherstonehaugh', 'Sánchez-Villanueva de la Concepción y Albuquerque', 'Wolfeschlegelsteinhausenbergerdorff'];
  writeFileSync(join(content, 'practice.yaml'), 'name: "The Northwestern Springfield Center for Integrative Counseling"\nphone: "(555) 555-0142"\nlook: {accent: "#ffd23f"}\n');
  for (let i = 0; i < 40; i += 1) {
    writeFileSync(join(content, 'providers', `p${i}.yaml`), [
      `name: "${String.fromCharCode(65 + (i % 26))}. ${names[i % 4]}"`, 'credentials: [PhD, LCSW]', 'role: licensed clinical professional counselor',
      `accepting_clients: ${['yes', 'waitlist', 'no'][i % 3]}`, `specialties: [anxiety, "${['grief', 'sleep', 'chronic illness and pain', 'school'][i % 4]}"]`, 'populations: [individual, couples]', '',
    ].join('\n'));
  }
};
for (const [name, fill] of [
  ['the second theme', wears('shore')],
  ['one line of content', (content) => writeFileSync(join(content, 'practice.yaml'), 'name: My practice\n')],
  ['forty people with long names', forty],
]) {
  part(name);
  const folder = site(name.replaceAll(' ', '-'), fill);
  if (!existsSync(join(folder, 'index.html'))) continue;
  const every = pages(folder);
  const other = await serve(folder);
  const kept = every.filter((path) => stays(folder, path));
  await Promise.all([nu(name, other.base, every), validate(name, folder, every)]);
  const some = kept.filter((path) => every.length < 20 || Object.values(kinds).includes(path) || /\/p[0-3]\//.test(path));
  check(`${name} has its pages`, some.length > 1, String(some.length));
  await visit(name, other.base, some);
  other.close();
}

// Kinds that differ from another only in their text are left out, for time.
part('Lighthouse');
await judge(Object.entries(kinds).filter(([id]) => !['article-sensitive', 'people-narrowed', 'form-instrument', 'spanish-form'].includes(id)));

// Lighthouse, on its usual phone: 100 in everything, but for speed. What it says of each page, and what is not perfect.
async function judge(list) {
  const port = await new Promise((done) => { const s = createServer().listen(0, () => { const { port: free } = s.address(); s.close(() => done(free)); }); });
  const other = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, `--remote-debugging-port=${port}`] });
  let judged = 0;
  for (const [name, path] of list) {
    const scores = {};
    let missed = [];
    let figures = '';
    // A busy machine can cost a point of performance: the better of two.
    for (let turn = 0; turn < 2 && (turn === 0 || scores.performance < 100); turn += 1) {
      const { lhr } = await lighthouse(server.base + encodeURI(path), { port, output: 'json', logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
      for (const [id, category] of Object.entries(lhr.categories)) scores[id] = Math.max(scores[id] ?? 0, Math.round(category.score * 100));
      missed = Object.values(lhr.categories).flatMap((c) => c.auditRefs).filter((a) => a.weight > 0 && lhr.audits[a.id].score !== null && lhr.audits[a.id].score < 0.9).map((a) => a.id);
      // An audit that could not be made has no number, and its category no points.
      const of = (id) => Math.round(lhr.audits[id].numericValue ?? NaN);
      figures = `first paint ${of('first-contentful-paint')} ms, largest ${of('largest-contentful-paint')} ms, blocked ${of('total-blocking-time')} ms, shift ${(lhr.audits['cumulative-layout-shift'].numericValue ?? NaN).toFixed(3)}, ${Math.round(of('total-byte-weight') / 1000)} KB`;
    }
    judged += 1;
    console.log(`        ${name.padEnd(18)} ${Object.values(scores).join(' ')}  ${figures}`);
    // The page for wrong addresses and the search page ask search engines to leave them out, for which Lighthouse takes points.
    // How quick a page is depends on how busy this machine is: what is wrong with the page itself costs more than ten points.
    const least = (id) => (id === 'performance' ? 90 : 100);
    const low = Object.entries(scores).filter(([id, score]) => score < least(id) && !(/\/(404\.html|search\/)$/.test(path) && id === 'seo'));
    check(`Lighthouse, ${name}`, low.length === 0 && Object.keys(scores).length === 4, `${JSON.stringify(scores)} ${missed.join(', ')}`);
  }
  check('Lighthouse judged something', judged > 0);
  await other.close();
}

part('pictures');
await screens();

// Every kind of page in light, dark, on a phone and on paper, to be looked at: ../../target/screens.
async function screens() {
  const folder = join(project, 'target/screens');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ways = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, phone: { viewport: { width: 390, height: 844 } } };
  await share(Object.entries(ways), async ([way, options]) => {
    const page = await open(server.base, options);
    for (const [kind, path] of Object.entries(kinds)) {
      await page.goto(server.base + path);
      // Pictures further down wait to be seen.
      await page.evaluate(() => Promise.all([document.fonts.ready, ...[...document.images].map((image) => { image.loading = 'eager'; return image.decode(); })]));
      await page.screenshot({ path: join(folder, `${kind}-${way}.png`), fullPage: true });
      if (way === 'light') await page.pdf({ path: join(folder, `${kind}-print.pdf`), format: 'Letter' });
    }
    await page.context().close();
  });
  if (spawnSync('pdftoppm', ['-v']).status === 0) {
    for (const kind of Object.keys(kinds)) spawnSync('pdftoppm', ['-r', '60', '-png', join(folder, `${kind}-print.pdf`), join(folder, `${kind}-print`)]);
  }
  check('a picture of every kind of page in every way', readdirSync(folder).filter((name) => /-(light|dark|phone)\.png$|\.pdf$/.test(name)).length === Object.keys(kinds).length * 4);
}

await browser.close();
server.close();
rmSync(shop, { recursive: true, force: true });
part(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
