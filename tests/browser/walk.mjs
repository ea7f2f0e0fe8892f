// Walks whole sites from the home page, link by link, in a browser: the sample under a sub-path, and the sample opened from a
// disk. Whatever a page loads or leads to must be there: pages, headings, pictures, styles, fonts, PDFs. No request leaves the
// site, and every page that the sitemap names is reached. At the end a site with planted mistakes shows that the walk can fail.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const anteroom = process.env.ANTEROOM ?? ['release', 'debug'].map((mode) => join(project, 'target', mode, 'anteroom')).find(existsSync);
const folder = mkdtempSync(join(tmpdir(), 'anteroom-walk-'));
const began = Date.now();

let passed = 0;
const failures = [];
function check(what, ok, detail = '') {
  if (ok) passed += 1;
  else {
    failures.push(`${what}${detail ? `: ${detail}` : ''}`);
    console.log(`FAILED ${failures.at(-1)}`);
  }
}

const site = join(folder, 'site');
for (const part of ['content', 'themes', '.anteroom/blobs']) {
  if (existsSync(join(project, part))) cpSync(join(project, part), join(site, part), { recursive: true });
}
function build(out, ...more) {
  const run = spawnSync(anteroom, ['build', '--quiet', '--site', site, '--out', out, '--as-of', '2026-11-23', ...more], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${run.error ?? ''}${run.stderr}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

// What a page holds that leads or loads: run in the page.
const look = () => ({
  ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
  links: [...document.querySelectorAll('a[href], area[href]')].map((e) => e.href),
  // What the browser may not have asked for yet, or only on other screens.
  loads: [
    ...[...document.querySelectorAll('img[src], source[src], script[src], iframe[src], video[src], audio[src]')].map((e) => e.src),
    ...[...document.querySelectorAll('[srcset]')].flatMap((e) => e.getAttribute('srcset').split(',').map((one) => new URL(one.trim().split(/\s+/)[0], document.baseURI).href)),
    ...[...document.querySelectorAll('link[href]')].filter((e) => !/canonical|alternate/.test(e.rel)).map((e) => e.href),
  ],
  sheets: document.styleSheets.length,
  // "Sans Before" and "Serif Before" stand in until a font has come: they are the machine's own, and it need not have any of them.
  fonts: [...document.fonts].filter((font) => font.status === 'error' && !/ Before"?$/.test(font.family)).map((font) => font.family),
  title: document.title,
});

// Goes from `start` to everything that is linked under `base`; `there` says of an address that is no page whether it is there.
// Gives what was seen and what is wrong.
async function walk(start, base, there) {
  const wrong = [];
  const pages = new Map();
  const files = new Set();
  const anchors = [];
  const waiting = [start];
  const known = new Set(waiting);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  let at = start;
  page.on('request', (r) => { if (!r.url().startsWith(base) && !r.url().startsWith('data:')) wrong.push(`${at} asks for ${r.url()}`); });
  page.on('requestfailed', (r) => { if (!/ERR_ABORTED/.test(r.failure()?.errorText ?? '')) wrong.push(`${at}: ${r.url()} ${r.failure()?.errorText}`); });
  page.on('response', (r) => { if (r.status() >= 400 && r.url() !== at) wrong.push(`${at} loads ${r.url()}: ${r.status()}`); });
  page.on('pageerror', (e) => wrong.push(`${at}: ${e}`));
  const isPage = (url) => /(\/|\.html)$/.test(new URL(url).pathname);
  while (waiting.length > 0) {
    at = waiting.shift();
    const answer = await page.goto(at, { waitUntil: 'load' }).catch((error) => ({ status: () => String(error).split('\n')[0] }));
    const status = answer?.status?.() ?? 200;
    if (typeof status === 'string' || status >= 400) {
      wrong.push(`${at}: ${status}`);
      continue;
    }
    await page.evaluate(() => document.fonts.ready);
    const seen = await page.evaluate(look);
    pages.set(at, seen);
    if (!seen.title || seen.sheets === 0) wrong.push(`${at} has no ${seen.title ? 'stylesheet' : 'title'}`);
    for (const font of seen.fonts) wrong.push(`${at} could not load the font ${font}`);
    for (const link of [...seen.links, ...seen.loads]) {
      if (/^(tel|sms|mailto|data):/.test(link)) continue;
      const [bare, anchor] = link.split('#');
      if (!link.startsWith(base)) {
        // Links may leave the site; what a page loads may not. Same host beside the sub-path is a link gone wrong.
        if (seen.loads.includes(link) || new URL(link).origin === new URL(base).origin) wrong.push(`${at} leads out of the site: ${link}`);
        continue;
      }
      if (anchor && isPage(bare)) anchors.push([at, bare, decodeURIComponent(anchor)]);
      if (known.has(bare)) continue;
      known.add(bare);
      if (isPage(bare)) waiting.push(bare);
      else {
        files.add(bare);
        if (!(await there(bare))) wrong.push(`${at} leads to ${bare}, which is not there`);
      }
    }
  }
  for (const [from, to, anchor] of anchors) {
    const target = pages.get(to);
    if (target && !target.ids.includes(anchor)) wrong.push(`${from} leads to ${to}#${anchor}, which is not there`);
  }
  await page.context().close();
  return { pages, files, anchors, wrong: [...new Set(wrong)] };
}

// Addresses in the sitemaps of a site, without its own address.
function sitemap(root, url) {
  const locations = (file) => [...readFileSync(join(root, file), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => m[1]);
  const all = locations('sitemap.xml').flatMap((loc) => (loc.endsWith('.xml') ? locations(loc.slice(url.length + 1)) : [loc]));
  return all.map((loc) => loc.slice(url.length));
}
const htmls = (root) => readdirSync(root, { recursive: true }).filter((name) => name.endsWith('.html'));
const sends = (root, name) => readFileSync(join(root, name), 'utf8').includes('http-equiv="refresh"');
// Pages that nothing leads to, rightly: what a host shows for an address that is not there.
const UNLINKED = ['404.html'];

// A site as its host would serve it under a sub-path; everything else on the host is not there.
async function under(name) {
  const web = join(folder, name);
  const url = 'https://www.example.com/practices/elm';
  build(join(web, 'practices/elm'), '--base-url', url);
  cpSync(join(web, 'practices/elm/_headers'), join(web, '_headers'));
  writeFileSync(join(web, '404.html'), '<!doctype html><title>Not here</title>');
  const server = await serve(web);
  const base = `${server.base}/practices/elm/`;
  const there = async (address) => (await fetch(address, { method: 'GET' }).then(async (r) => { await r.arrayBuffer(); return r.status; })) === 200;
  const walked = await walk(base, base, there);
  server.close();
  return { ...walked, root: join(web, 'practices/elm'), url, base };
}
{
  const { pages, files, anchors, wrong, root, url, base } = await under('web');
  check('everything is there under a sub-path', wrong.length === 0, `${wrong.length}: ${wrong.slice(0, 12).join('; ')}`);
  const listed = sitemap(root, url);
  const missed = listed.filter((path) => !pages.has(`${base}${path.slice(1)}`) && !files.has(`${base}${path.slice(1)}`));
  check('the sitemap is long enough to mean something', listed.length > 100, String(listed.length));
  check('every page of the sitemap is reached from the home page', missed.length === 0, missed.join(', '));
  const unreached = htmls(root).filter((name) => !UNLINKED.includes(name) && !sends(root, name) && !pages.has(base + encodeURI(name.replace(/(^|\/)index\.html$/, '$1'))));
  check('every page of the output is reached', unreached.length === 0, unreached.join(', '));
  check('PDFs and headings were among what is led to', [...files].filter((f) => f.endsWith('.pdf')).length > 50 && anchors.length > 100, `${files.size} files, ${anchors.length} headings`);
  console.log(`${Math.round((Date.now() - began) / 1000)} s  under a sub-path: ${pages.size} pages, ${files.size} files, ${anchors.length} links to headings`);
}
{
  const root = join(folder, 'disk');
  build(root, '--relative');
  const base = pathToFileURL(`${root}/`).href;
  const there = async (address) => statSync(fileURLToPath(address), { throwIfNoEntry: false })?.isFile() ?? false;
  const { pages, files, anchors, wrong } = await walk(`${base}index.html`, base, there);
  check('everything is there from a disk', wrong.length === 0, `${wrong.length}: ${wrong.slice(0, 12).join('; ')}`);
  const unreached = htmls(root).filter((name) => !UNLINKED.includes(name) && !sends(root, name) && !pages.has(base + encodeURI(name)));
  check('every page is reached from a disk', unreached.length === 0 && pages.size > 100, `${pages.size} reached; not ${unreached.join(', ')}`);
  check('PDFs and headings were among what is led to, from a disk', [...files].filter((f) => f.endsWith('.pdf')).length > 50 && anchors.length > 100, `${files.size} files`);
  const folders = [...pages.values()].flatMap((page) => page.links).filter((link) => link.startsWith(base) && link.split('#')[0].endsWith('/'));
  check('no link leads to a folder, which a disk shows as a list', folders.length === 0, folders.slice(0, 5).join(', '));
  console.log(`${Math.round((Date.now() - began) / 1000)} s  from a disk: ${pages.size} pages, ${files.size} files, ${anchors.length} links to headings`);
}
{
  // The walk sees each kind of mistake.
  const web = join(folder, 'broken');
  mkdirSync(join(web, 'a'), { recursive: true });
  const html = (body, head = '') => `<!doctype html><html lang="en"><title>T</title><link rel="stylesheet" href="/s.css">${head}<body>${body}`;
  writeFileSync(join(web, '_headers'), '/*\n  X-Content-Type-Options: nosniff\n');
  writeFileSync(join(web, 's.css'), '@font-face { font-family: X; src: url(x.woff2) } body { font-family: X }');
  writeFileSync(join(web, '404.html'), html('no'));
  writeFileSync(join(web, 'index.html'), html('<a href="/a/#gone">a</a> <a href="/gone/">b</a> <a href="/gone.pdf">c</a> <img src="/gone.png" alt="">', '<link rel="icon" href="/gone.svg">'));
  writeFileSync(join(web, 'a/index.html'), html('<p>x'));
  const server = await serve(web);
  const there = async (address) => (await fetch(address)).status === 200;
  const { wrong } = await walk(`${server.base}/`, `${server.base}/`, there);
  server.close();
  for (const planted of ['/a/#gone', '/gone/: 404', '/gone.pdf', '/gone.png', '/gone.svg', 'x.woff2']) {
    check(`the walk finds a planted mistake: ${planted}`, wrong.some((words) => words.includes(planted)), wrong.join('; '));
  }
}

await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} checks of the walk passed, ${failures.length} failed`);
process.exit(failures.length > 0 || passed < 15 ? 1 : 0);
