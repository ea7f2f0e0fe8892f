// Chromium's own PDF viewer shows the fields of the sample's PDFs and fills them. Any finding fails the run.
//
// A form, a person's packet and a Spanish form in large print are opened over HTTP, with the site's own headers. On as many pages
// as it takes to meet each kind of field, a field is clicked or reached with Tab and filled, and pictures of before and
// after are compared: new ink in the field and its twins, nothing else changed anywhere. Letters with accents, the limit
// of dates, new lines and taking back an answer are tried too. Copies harmed on purpose are found out.
//
// Boxes and circles are clicked: this viewer does not answer to Space in any PDF.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { chromium } from 'playwright-core';
import { serve } from '../../browser/server.mjs';
import { byName, open, widgets } from './fields.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const work = resolve(process.argv[2]);
const site = join(work, 'site');
const KINDS = ['line', 'short', 'lines', 'check', 'radio', 'tab', 'shared'];
const SCALE = 96 / 72;
// Two whole pages, for the twins of a shared field on the next one, and not the head of a third.
const WIDTH = 1000;
const view = ([, height]) => ({ width: WIDTH, height: Math.ceil(2 * height * SCALE) + 22 });

// ---- pictures -----------------------------------------------------------------------------------------------------
async function decode(png) {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
}

// Waits until the viewer has drawn: two pictures alike, and what is awaited is there. After five seconds the last one serves.
async function still(page, awaited = () => true) {
  let last = await page.screenshot();
  for (const end = Date.now() + 5000; Date.now() < end;) {
    await page.waitForTimeout(120);
    const now = await page.screenshot();
    // Decoding costs more than the picture: only one that may serve.
    if (now.equals(last)) {
      const pixels = await decode(now);
      if (awaited(pixels)) return pixels;
    }
    last = now;
  }
  return decode(last);
}

const WHITE = 0xffffffff;
const dark = (pixel) => [0, 8, 16].every((shift) => (pixel >> shift & 255) < 128);
const far = (a, b) => [0, 8, 16].some((shift) => Math.abs((a >> shift & 255) - (b >> shift & 255)) > 12);

function* inside({ left, top, right, bottom }, grown = 0) {
  for (let y = Math.floor(top - grown); y < bottom + grown; y += 1) {
    for (let x = Math.floor(left - grown); x < right + grown; x += 1) yield y * WIDTH + x;
  }
}

// Where there is ink now that was not there before.
function ink(box, before, after) {
  return [...inside(box)].filter((at) => dark(after[at]) && !dark(before[at]));
}

function changed(before, after, boxes) {
  const allowed = new Set(boxes.flatMap((box) => [...inside(box, 2)]));
  let count = 0;
  after.forEach((pixel, at) => { if (pixel !== before[at] && !allowed.has(at) && far(pixel, before[at])) count += 1; });
  return count;
}

// The viewer tints each field that can be filled in: so it knows the field, and its place is where we think.
function tinted(pixels, { box: { left, top, right, bottom } }) {
  const dots = [...inside({ left: left + 3, top: top + 3, right: right - 3, bottom: bottom - 3 })];
  return dots.filter((at) => pixels[at] !== WHITE).length > dots.length * 0.7;
}

// ---- the viewer ---------------------------------------------------------------------------------------------------
// The pages that are wholly in view: runs of white as long as a page, down the left margin where nothing is printed.
function sheets(pixels, [width, height]) {
  const left = Math.round((WIDTH - width * SCALE) / 2);
  const found = [];
  for (let y = 0, start = -1; y <= pixels.length / WIDTH; y += 1) {
    const white = pixels[y * WIDTH + left + 6] === WHITE;
    if (white && start < 0) start = y;
    if (!white && start >= 0) {
      if (Math.abs(y - start - height * SCALE) < 3) found.push({ left, top: start });
      start = -1;
    }
  }
  return found;
}

// Opens a PDF at a page; gives the widgets in view with their place on the screen.
async function show(browser, url, all, number) {
  const [{ size }] = all;
  const context = await browser.newContext({ viewport: view(size) });
  const page = await context.newPage();
  await page.goto(`${url}#toolbar=0&navpanes=0&zoom=100&page=${number}`);
  const place = (pixels) => {
    const seen = sheets(pixels, size);
    // The end of the document cannot be scrolled to the top.
    const first = seen.length > all.pages - number ? all.pages - seen.length + 1 : number;
    return all.flatMap((widget) => {
      const sheet = seen[widget.page - first];
      if (!sheet) return [];
      const [left, bottom, right, top] = widget.rect;
      const box = { left: sheet.left + left * SCALE, top: sheet.top + (size[1] - top) * SCALE, right: sheet.left + right * SCALE, bottom: sheet.top + (size[1] - bottom) * SCALE };
      return [{ ...widget, box }];
    });
  };
  // A page is white before it is drawn: that is no picture of it yet.
  const drawn = (pixels) => {
    const placed = place(pixels);
    return placed.length > 0 && placed.every((widget) => tinted(pixels, widget));
  };
  const pixels = await still(page, drawn);
  const inView = place(pixels);
  const seen = sheets(pixels, size);
  if (inView.length === 0) throw new Error(`${url}: the viewer shows no page with fields`);
  const corner = { x: seen[0].left + 6, y: seen[0].top + 6 };
  return {
    page, inView, pixels,
    click: ({ box }) => page.mouse.click((box.left + box.right) / 2, (box.top + box.bottom) / 2),
    // A value counts, and twins show it, when the field is left.
    leave: () => page.mouse.click(corner.x, corner.y),
    close: () => context.close(),
  };
}

// ---- trying -------------------------------------------------------------------------------------------------------
// Dark dots that count as ink; less may be the edge of something.
const LEAST = 12;
const LETTERS = ['ñ', 'É', '¿'];

// Does something, leaves the field and looks: ink in each of `boxes`, nothing else changed but in `also`.
async function act(viewer, before, what, widgetsFilled, action, findings, also = []) {
  await action();
  await viewer.leave();
  const after = await still(viewer.page, (now) => widgetsFilled.every(({ box }) => ink(box, before, now).length >= LEAST));
  for (const { box, name, page } of widgetsFilled) {
    const count = ink(box, before, after).length;
    findings.push([count >= LEAST, `${what}: ${name}, page ${page}, shows nothing of it (${count} dark dots)`]);
  }
  const strayed = changed(before, after, [...widgetsFilled, ...also].map(({ box }) => box));
  findings.push([strayed === 0, `${what}: ${widgetsFilled[0].name} changes ${strayed} dots elsewhere`]);
  return after;
}

// Tries the fields `chosen` (by kind) that the viewer shows. Gives findings: whether it is well, and what is not.
async function trial(viewer, chosen, letters = LETTERS) {
  const { page, inView, pixels } = viewer;
  const findings = [];
  for (const { box, name, page: number } of inView) {
    findings.push([tinted(pixels, { box }), `${name}, page ${number}: not shown as a field`]);
  }
  const twins = ({ name, kind }) => inView.filter((other) => other.name === name && kind !== 'radio');
  const type = (text) => page.keyboard.type(text);
  const replace = async (text) => { await page.keyboard.press('Control+A'); await page.keyboard.press('Delete'); await type(text); };
  let now = pixels;
  for (const [kind, widget] of Object.entries(chosen)) {
    const boxes = twins(widget);
    const enter = () => viewer.click(widget);
    const before = now;
    if (kind === 'line' || kind === 'shared') {
      now = await act(viewer, before, 'typing', boxes, async () => { await enter(); await type('Hola-12'); }, findings);
      // A field that takes nothing need not be asked again.
      if (findings.some(([ok]) => !ok)) continue;
      const looks = [];
      for (const letter of letters) {
        now = await act(viewer, before, `typing ${letter}`, boxes, async () => { await enter(); await replace(letter.repeat(6)); }, findings);
        looks.push(ink(widget.box, before, now).join());
      }
      // A font without them would show the same empty box for each.
      findings.push([new Set(looks).size === looks.length, `${widget.name}: other letters, the same picture`]);
    } else if (kind === 'tab') {
      now = await act(viewer, before, 'typing after Tab', boxes, async () => { await viewer.click(widget.before); await page.keyboard.press('Tab'); await type('Hola-12'); }, findings);
    } else if (kind === 'short') {
      now = await act(viewer, before, 'typing', boxes, async () => { await enter(); await type('8'.repeat(widget.maxLen)); }, findings);
      await enter();
      await page.keyboard.press('End');
      await type('8');
      await viewer.leave();
      // Nothing is awaited here: a slow viewer must not pass for one that refuses.
      await page.waitForTimeout(500);
      const more = await still(page);
      findings.push([changed(now, more, []) === 0, `${widget.name}: takes more than ${widget.maxLen} letters`]);
      now = more;
    } else if (kind === 'lines') {
      now = await act(viewer, before, 'typing', boxes, async () => { await enter(); await type('HHHH'); await page.keyboard.press('Enter'); await type('HHHH'); }, findings);
      const rows = [...new Set(ink(widget.box, before, now).map((at) => Math.floor(at / WIDTH)))].sort((a, b) => a - b);
      const gaps = rows.filter((row, at) => at > 0 && row - rows[at - 1] > 3).length;
      findings.push([gaps === 1, `${widget.name}: two lines look like ${gaps + 1}`]);
    } else if (kind === 'check') {
      now = await act(viewer, before, 'clicking', boxes, enter, findings);
      await enter();
      await viewer.leave();
      const again = await still(page, (after) => changed(before, after, []) === 0);
      findings.push([changed(before, again, []) === 0, `${widget.name}: cannot be taken back`]);
      now = again;
    } else {
      const [one, other] = inView.filter(({ name }) => name === widget.name);
      const first = await act(viewer, before, 'clicking', [one], () => viewer.click(one), findings);
      now = await act(viewer, first, 'clicking another', [other], () => viewer.click(other), findings, [one]);
      findings.push([ink(one.box, before, now).length === 0, `${one.name}: two answers at once`]);
    }
  }
  return findings;
}

// What to try on the page that is `number`, of the kinds still wanted.
function choose(inView, number, wanted) {
  const fields = byName(inView);
  const chosen = {};
  const taken = new Set();
  const own = inView.filter(({ page }) => page === number);
  const text = ({ kind }) => kind === 'line' || kind === 'lines';
  const pick = (kind, widget) => {
    if (!widget || !wanted.has(kind)) return;
    chosen[kind] = widget;
    taken.add(widget.name);
  };
  const free = ({ name }) => !taken.has(name);
  const single = ({ name }) => fields.get(name).length === 1;
  pick('shared', own.find((widget) => widget.kind === 'line' && !single(widget)));
  pick('short', own.find((widget) => widget.kind === 'short'));
  for (const kind of ['line', 'lines', 'check']) pick(kind, own.find((widget) => widget.kind === kind && free(widget) && single(widget)));
  pick('radio', own.find((widget) => widget.kind === 'radio' && fields.get(widget.name).length > 1));
  const at = own.findIndex((widget, i) => i > 0 && text(widget) && text(own[i - 1]) && free(widget) && free(own[i - 1]) && single(widget));
  if (at > 0) pick('tab', { ...own[at], before: own[at - 1] });
  return chosen;
}

async function fields(file) {
  const document = await open(file);
  const all = await widgets(document);
  all.pages = document.numPages;
  await document.destroy();
  return all;
}

// ---- the run ------------------------------------------------------------------------------------------------------
let checks = 0;
let failed = 0;
function check(ok, what) {
  checks += 1;
  if (!ok) {
    failed += 1;
    console.log('FAILED', what);
  }
}

// The last argument wins; the old headless mode has no PDF viewer.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// Of each folder, the PDF with the most kinds of fields: the sample may be rewritten.
async function richest(folder, wanted, fits) {
  let best = null;
  for (const name of readdirSync(join(site, folder)).filter((each) => each.endsWith('.pdf') && fits(each)).sort()) {
    const all = await fields(join(site, folder, name));
    const kinds = new Set(all.map(({ kind }) => kind));
    for (const same of byName(all).values()) if (same.length > 1 && same[0].kind === 'line') kinds.add('shared');
    if (!best || kinds.size > best.kinds.size) best = { path: `/${folder}/${name}`, all, kinds };
  }
  check(best && wanted.every((kind) => best.kinds.has(kind)), `${folder}: no PDF with ${wanted}`);
  return best;
}

// The practice's paper and the other one, plain and large print.
const large = (name) => name.includes('-large-print');
const a4 = (name) => name.endsWith('-a4.pdf');
const plain = ['line', 'short', 'lines', 'check', 'radio'];
const tried = [
  await richest('forms', plain, (name) => !large(name) && !a4(name)),
  await richest('packets', [...plain, 'shared'], (name) => !a4(name)),
  await richest('es/forms', plain, (name) => large(name) && a4(name)),
];

const server = await serve(site);
for (const { path, all, kinds } of tried) {
  const wanted = new Set(KINDS.filter((kind) => kind === 'tab' || kinds.has(kind)));
  for (let number = 1; number <= all.pages && wanted.size > 0; number += 1) {
    const own = all.filter(({ page }) => page === number);
    const promising = [...wanted].some((kind) => own.some((widget) => widget.kind === kind || ['tab', 'shared'].includes(kind)));
    if (!promising) continue;
    const viewer = await show(browser, server.base + path, all, number);
    const chosen = choose(viewer.inView, number, wanted);
    for (const [ok, what] of await trial(viewer, chosen)) check(ok, `${path}: ${what}`);
    for (const kind of Object.keys(chosen)) wanted.delete(kind);
    await viewer.close();
  }
  check(wanted.size === 0, `${path}: nothing to try of ${[...wanted]}`);
  console.log(`filled ${path} in Chromium ${browser.version()}`);
}
server.close();

// Harm is found, and called by its name.
const harmed = join(work, 'harmed');
mkdirSync(harmed, { recursive: true });
for (const name of ['_headers', '404.html']) copyFileSync(join(site, name), join(harmed, name));
const bad = await serve(harmed);
const { path: source, all } = tried[0];
for (const [how, kind, sign] of [
  ['locked', 'line', 'shows nothing'], ['hidden', 'line', 'not shown'], ['joined', 'line', 'dots elsewhere'], ['unlimited', 'short', 'takes more'],
  ['one_line', 'lines', 'look like'], ['no_way_back', 'check', 'taken back'], ['answers_apart', 'radio', 'two answers'], ['', 'line', 'the same picture'],
]) {
  const file = `${how || 'whole'}.pdf`;
  let name = all.find((each) => each.kind === kind).name;
  if (how) name = execFileSync(join(work, 'venv/bin/python'), [join(here, 'pdf.py'), 'harm', how, join(site, source), join(harmed, file)], { encoding: 'utf8' }).trim();
  else copyFileSync(join(site, source), join(harmed, file));
  // The places are those of the PDF before the harm: what a person would see and click.
  const widget = all.find((each) => each.name === name);
  const viewer = await show(browser, `${bad.base}/${file}`, all, widget.page);
  const findings = await trial(viewer, { [kind]: viewer.inView.find((each) => each.id === widget.id) }, how ? LETTERS : ['n', 'n', 'n']);
  const found = findings.filter(([ok]) => !ok).map(([, what]) => what);
  check(found.some((what) => what.includes(sign)), `${how || 'one letter thrice'} is not found: ${found}`);
  await viewer.close();
}
bad.close();
await browser.close();
console.log(`${checks} checks, ${failed} failed`);
process.exit(failed ? 1 : 0);
