// Tries the built sample site (../../public) as its visitors meet it. Any finding fails the run.
//
// 1. The Nu HTML checker reads every page: no error, no warning.
// 2. Every page is opened in Chromium in light and dark, on a desktop and a phone: axe-core finds nothing, the page does not
//    scroll sideways, the policy blocks nothing, no request leaves the site, no cookie is set, there is one h1.
// 3. A form is filled in: conditions, clearing, what is not sent. Once more without JavaScript, and in print.
// 4. The directory is narrowed, the keyboard reaches the skip link.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import axe from 'axe-core';
import vnu from 'vnu-jar';
import { serve } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../public');
let passed = 0;
const failures = [];
function check(what, ok, detail = '') {
  if (ok) passed += 1;
  else {
    failures.push(`${what}${detail ? `: ${detail}` : ''}`);
    console.log(`FAILED ${failures.at(-1)}`);
  }
}

function pages(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pages(path);
    return entry.name.endsWith('.html') ? [`/${relative(root, path).split(sep).join('/').replace(/index\.html$/, '')}`] : [];
  });
}

if (!existsSync(join(root, 'index.html'))) throw new Error('build the sample site first: cargo run --release -- build');
const files = pages();
// Pages that only send on to another are validated, but a browser does not stay on them.
const all = files.filter((path) => !readFileSync(join(root, path.endsWith('/') ? `${path}index.html` : path), 'utf8').includes('http-equiv="refresh"'));

const server = await serve(root);

// 1. Validity; over HTTP, because 'self' in a policy means nothing to a file.
const nu = spawn('java', [
  '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-Dnu.validator.client.allow-forbidden-hosts=true',
  '-jar', vnu, '--format', 'json', '--exit-zero-always', '--stdout', ...files.map((path) => server.base + encodeURI(path)),
]);
let report = '';
nu.stdout.on('data', (chunk) => { report += chunk; });
nu.stderr.on('data', (chunk) => process.stderr.write(chunk));
await new Promise((done) => nu.on('close', done));
const messages = JSON.parse(report).messages;
const said = new Map();
for (const m of messages) said.set(m.message, [...(said.get(m.message) ?? []), `${new URL(m.url).pathname}:${m.lastLine}`]);
check(`Nu HTML checker on ${files.length} pages`, messages.length === 0, [...said].map(([text, places]) => `\n    ${text} (${places.length}x, ${places[0]})`).join(''));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.offsite = [];
  page.blocked = [];
  page.on('request', (r) => { if (!r.url().startsWith(server.base)) page.offsite.push(r.url()); });
  page.on('console', (m) => { if (m.type() === 'error' && !/404 \(Not Found\)/.test(m.text())) page.blocked.push(m.text()); });
  page.on('pageerror', (e) => page.blocked.push(String(e)));
  return page;
}

// 2. Every page, in the ways it is met
const ways = [
  ['desktop, light', { colorScheme: 'light' }],
  ['desktop, dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 } }],
  ['narrow, as at 400 % zoom', { viewport: { width: 320, height: 640 } }],
  ['forced colors', { forcedColors: 'active', reducedMotion: 'reduce' }],
];
for (const [way, options] of ways) {
  const page = await open(options);
  for (const path of all) {
    await page.goto(server.base + path);
    // In forced colors the visitor's system picks the colors, and contrast is its own affair.
    // The policy forbids strangers' scripts, axe too: it is put in from outside the page.
    const result = await page.evaluate(`${axe.source};axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: ${!options.forcedColors} } } })`);
    check(`axe, ${way}, ${path}`, result.violations.length === 0, result.violations.map((v) => `${v.id} (${v.nodes.length}x): ${v.nodes[0].html.slice(0, 160)}`).join('; '));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`no scrolling sideways, ${way}, ${path}`, wide <= 0, `${wide} px too wide`);
    check(`one h1, ${path}`, (await page.locator('h1').count()) === 1);
  }
  check(`no request leaves the site, ${way}`, page.offsite.length === 0, page.offsite.join(', '));
  check(`nothing is blocked or broken, ${way}`, page.blocked.length === 0, [...new Set(page.blocked)].join('; '));
  check(`no cookie, ${way}`, (await page.context().cookies()).length === 0);
  await page.context().close();
}

// 3. A form on screen
{
  const page = await open();
  await page.goto(`${server.base}/forms/adult-intake/`);
  check('a form has no form element and no submit button', (await page.locator('form, [type=submit]').count()) === 0);
  check('inputs other than radios have no name', (await page.locator('input:not([type=radio])[name], textarea[name], select[name]').count()) === 0);
  const conditional = page.locator('[data-when]');
  const hidden = await conditional.evaluateAll((all) => all.filter((e) => !e.checkVisibility()).length);
  check('conditions hide what does not count yet', hidden > 0);
  const target = await conditional.evaluateAll((all) => {
    for (const element of all) {
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
    const gone = await conditional.evaluateAll((all) => all.filter((e) => !e.checkVisibility()).length);
    check('on paper every question stands', gone === 0, `${gone} hidden`);
    check('on paper conditions are in words', (await page.getByText(/^If \d+ is Yes/).first().isVisible()));
  }
  check('nothing was sent', page.offsite.length === 0);
  await page.context().close();

  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(`${server.base}/forms/adult-intake/`);
  const gone = await plain.locator('[data-when]').evaluateAll((all) => all.filter((e) => !e.checkVisibility()).length).catch(() => -1);
  if (gone >= 0) check('without JavaScript every question stands', gone === 0);
  check('without JavaScript conditions are in words', await plain.getByText(/^If \d+ is Yes/).first().isVisible());
  check('without JavaScript no button does nothing', (await plain.locator('button:visible').count()) === 0);
  await plain.context().close();
}

// 4. Keyboard and the first screen of a phone
{
  const page = await open();
  await page.goto(`${server.base}/`);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
  check('the first Tab reaches the skip link', first.startsWith('#'), first);
  check('what has focus can be seen', await page.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); return r.width > 0 && r.top >= 0; }));
  await page.context().close();
  const phone = await open({ viewport: { width: 390, height: 844 } });
  await phone.goto(`${server.base}/`);
  for (const [what, locator] of [['the name', phone.locator('h1')], ['the price', phone.getByText('$180').first()], ['Help now', phone.getByRole('link', { name: 'Help now' }).first()]]) {
    const box = await locator.boundingBox();
    check(`a phone's first screen shows ${what}`, box !== null && box.y + box.height <= 844, JSON.stringify(box));
  }
  await phone.context().close();
}

// 5. Weight of the first page
{
  const page = await open();
  let bytes = 0;
  page.on('response', async (r) => { bytes += (await r.body().catch(() => Buffer.alloc(0))).length; });
  await page.goto(`${server.base}/`, { waitUntil: 'networkidle' });
  console.log(`home page: ${Math.round(bytes / 1000)} KB uncompressed`);
  await page.context().close();
}

await browser.close();
server.close();
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
