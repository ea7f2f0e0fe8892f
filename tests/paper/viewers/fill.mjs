// pdf.js, the reader inside Firefox, fills every field of every PDF of the sample and saves it. Any finding fails the run.
//
// 1. Every field gets an answer of its own; then every answer is changed or taken back, as people do.
// 2. What was filled is what pdf.js and pypdf read back, accents and line breaks too.
// 3. Every widget draws its answer: so all places of a shared field show the same, and no box is marked that should not be.
// 4. Copies harmed on purpose, before and after filling, are found out.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { AnnotationMode, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { byName, open, widgets } from './fields.mjs';

const here = dirname(fileURLToPath(import.meta.url));

// An answer that no other field has, as long as the field allows, with the letters Spanish needs.
function text(kind, number, maxLen) {
  const long = `${number.toString(36)}ñáÉíóúü¿¡Ñ`;
  if (kind === 'lines') return `${long}\notra línea ${number}`;
  return kind === 'short' ? long.slice(0, maxLen) : `${long} Peña Núñez`;
}

// By name: the text, or the state that is on ('' for none).
function answers(fields, again) {
  const given = {};
  let number = 0;
  for (const [name, all] of fields) {
    number += 1;
    const [{ kind, maxLen }] = all;
    if (kind === 'check') given[name] = again ? '' : all[0].state;
    else if (kind === 'radio') given[name] = all[(number + (again ? 1 : 0)) % all.length].state;
    else given[name] = again && number % 2 ? '' : text(kind, number + (again ? 500 : 0), maxLen);
  }
  return given;
}

// As pdf.js's page layer does when someone types or clicks: each widget of the name gets the value.
async function fill(document, fields, given) {
  for (const [name, all] of fields) {
    for (const { id, kind, state } of all) {
      document.annotationStorage.setValue(id, { value: kind === 'check' || kind === 'radio' ? state === given[name] : given[name] });
    }
  }
  return document.saveDocument();
}

// What each widget draws: the letters, and how many shapes.
async function drawn(document) {
  const looks = new Map();
  for (let number = 1; number <= document.numPages; number += 1) {
    const list = await (await document.getPage(number)).getOperatorList({ annotationMode: AnnotationMode.ENABLE });
    let now = null;
    list.fnArray.forEach((fn, at) => {
      const args = list.argsArray[at];
      if (fn === OPS.beginAnnotation) looks.set(args[0], now = { letters: '', shapes: 0 });
      else if (fn === OPS.endAnnotation) now = null;
      else if (now && fn === OPS.showText) now.letters += args[0].map((glyph) => glyph.unicode ?? '').join('');
      else if (now && fn === OPS.constructPath) now.shapes += 1;
    });
  }
  return looks;
}

const bare = (value) => value.replace(/\s+/g, '');
const even = (value) => value.replace(/\r\n?/g, '\n');

// A PDF that cannot be filled as it should.
function ready(fields) {
  const found = [];
  for (const [name, all] of fields) {
    if (all.some((widget) => widget.locked)) found.push(`${name}: locked or hidden`);
    if (all.some((widget) => widget.kind !== all[0].kind)) found.push(`${name}: widgets of several kinds`);
    if (all[0].kind === 'check' && all.length > 1) found.push(`${name}: one box in several places`);
    const states = all.map((widget) => widget.state);
    if (['check', 'radio'].includes(all[0].kind) && (states.some((state) => !state) || new Set(states).size < states.length)) found.push(`${name}: states ${states}`);
  }
  return found;
}

// What a saved PDF holds otherwise than it was filled.
async function judge(bytes, given) {
  const document = await open(bytes);
  const all = await widgets(document);
  const looks = await drawn(document);
  await document.destroy();
  const found = [];
  if (new Set(all.map((widget) => widget.name)).size !== Object.keys(given).length) found.push('fields are gone or new');
  for (const widget of all) {
    const { name, kind, page, state } = widget;
    const wanted = given[name];
    const look = looks.get(widget.id) ?? { letters: '', shapes: 0 };
    if (kind === 'check' || kind === 'radio') {
      const value = widget.value === 'Off' || widget.value === null ? '' : widget.value;
      if (value !== wanted) found.push(`${name}: pdf.js reads ${value}, not ${wanted}`);
      if ((look.shapes > 0) !== (state === wanted)) found.push(`${name}, page ${page}, ${state}: draws ${look.shapes} shapes, and ${wanted} is on`);
    } else {
      if (even(widget.value) !== wanted) found.push(`${name}: pdf.js reads ${JSON.stringify(widget.value)}, not ${JSON.stringify(wanted)}`);
      if (bare(look.letters) !== bare(wanted)) found.push(`${name}, page ${page}: shows ${JSON.stringify(look.letters)}, not ${JSON.stringify(wanted)}`);
    }
  }
  return found;
}

// What another reader reads otherwise; `read` is of pdf.py.
function compare(read, given) {
  const found = [];
  for (const [name, wanted] of Object.entries(given)) {
    const { value, states } = read[name] ?? { value: 'no field', states: [] };
    if (states.length === 0) {
      if (even(value) !== wanted) found.push(`${name}: pypdf reads ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`);
      continue;
    }
    const state = `/${wanted || 'Off'}`;
    if (value !== state) found.push(`${name}: pypdf reads ${value}, not ${state}`);
    const on = states.filter((each) => each !== '/Off');
    if (on.join() !== (wanted ? state : '')) found.push(`${name}: pypdf sees ${on} on, not ${state}`);
  }
  return found;
}

// One PDF: filled, filled again. Gives what was found and what pypdf has to confirm.
async function both(file, target) {
  const rounds = [];
  const found = [];
  const kinds = {};
  let bytes = file;
  for (const again of [false, true]) {
    const document = await open(bytes);
    const fields = byName(await widgets(document));
    if (!again) {
      found.push(...ready(fields));
      for (const [{ kind }, ...twins] of fields.values()) {
        kinds[kind] = (kinds[kind] ?? 0) + 1;
        if (twins.length && kind !== 'radio') kinds.shared = (kinds.shared ?? 0) + 1;
      }
    }
    const given = answers(fields, again);
    bytes = await fill(document, fields, given);
    await document.destroy();
    found.push(...await judge(bytes, given));
    const saved = `${target}-${again ? 2 : 1}.pdf`;
    writeFileSync(saved, bytes);
    rounds.push({ saved, given });
  }
  return { file, found, kinds, rounds };
}

async function main() {
  const work = resolve(process.argv[2]);
  const python = (...args) => execFileSync(join(work, 'venv/bin/python'), [join(here, 'pdf.py'), ...args], { maxBuffer: 1 << 28, encoding: 'utf8' });
  const filled = join(work, 'filled');
  rmSync(filled, { recursive: true, force: true });
  mkdirSync(filled, { recursive: true });
  let checks = 0;
  let failed = 0;
  const check = (ok, what) => {
    checks += 1;
    if (!ok) {
      failed += 1;
      console.log('FAILED', what);
    }
  };

  const folder = (...path) => readdirSync(join(work, ...path), { recursive: true }).filter((name) => name.endsWith('.pdf')).map((name) => join(work, ...path, name));
  const files = [...folder('site'), ...folder('print')].filter((file) => !file.split(sep).includes('handouts')).sort();
  check(files.length > 40, `only ${files.length} PDFs`);

  const tasks = files.map((file) => ({ file, target: join(filled, relative(work, file).replaceAll(sep, '_').replace(/\.pdf$/, '')) }));
  const results = [];
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, () => new Promise((done, fail) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: 'fill' });
    const next = () => { const task = tasks.shift(); if (task) worker.postMessage(task); else worker.terminate().then(done); };
    worker.on('message', (result) => { results.push(result); next(); });
    worker.on('error', fail);
    next();
  })));
  check(results.length === files.length, `${results.length} of ${files.length} PDFs were tried`);

  const read = JSON.parse(python('read', ...results.flatMap(({ rounds }) => rounds.map(({ saved }) => saved))));
  const kinds = {};
  for (const { file, found, rounds, kinds: own } of results) {
    const name = relative(work, file);
    for (const what of found) check(false, `${name}: ${what}`);
    check(rounds.length === 2, `${name}: filled ${rounds.length} times, not twice`);
    for (const { saved, given } of rounds) {
      check(Object.keys(given).length > 0, `${name}: nothing to fill in`);
      for (const what of compare(read[saved], given)) check(false, `${name}: ${what}`);
      // Each field is read by two readers.
      checks += 2 * Object.keys(given).length;
    }
    for (const [kind, count] of Object.entries(own)) kinds[kind] = (kinds[kind] ?? 0) + count;
  }
  for (const kind of ['line', 'short', 'lines', 'check', 'radio', 'shared']) check(kinds[kind] > 0, `no field of the sample is of the kind ${kind}`);

  // Harm is found, and called by its name.
  const sample = results.find((result) => ['line', 'lines', 'check', 'radio', 'shared'].every((kind) => result.kinds[kind]));
  check(sample, 'no PDF has fields of every kind to harm');
  if (sample) {
    const broken = join(filled, 'broken.pdf');
    for (const [how, sign] of [['locked', 'locked'], ['hidden', 'hidden'], ['one_answer_twice', 'states'], ['box_without_mark', 'draws']]) {
      python('harm', how, sample.file, broken);
      const { found } = await both(broken, join(filled, 'broken'));
      check(found.some((what) => what.includes(sign)), `${how} is not found: ${found}`);
    }
    const [{ saved, given }] = sample.rounds;
    for (const [how, sign] of [['other_value', 'reads'], ['accent_lost', 'reads'], ['twin_left_empty', 'shows'], ['answer_not_marked', 'draws']]) {
      python('harm', how, saved, broken);
      const found = await judge(broken, given);
      check(found.some((what) => what.includes(sign)), `pdf.js does not find ${how}: ${found}`);
      if (how === 'twin_left_empty') continue; // pypdf reads values, not looks.
      const other = compare(JSON.parse(python('read', broken))[broken], given);
      check(other.length > 0, `pypdf does not find ${how}`);
    }
  }
  console.log(`pdf.js filled ${files.length} PDFs twice: ${Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  console.log(`${checks} checks, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

if (isMainThread) await main();
else if (workerData === 'fill') {
  parentPort.on('message', async ({ file, target }) => {
    const failed = (error) => ({ file, found: [String(error)], kinds: {}, rounds: [] });
    parentPort.postMessage(await both(file, target).catch(failed));
  });
}
