// The fields of a PDF as pdf.js sees them. A kind that nobody has taught the checks stops them: it must not go untried.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const FONTS = fileURLToPath(new URL('../../standard_fonts/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')));

export function open(data) {
  const bytes = typeof data === 'string' ? readFileSync(data) : data;
  // pdf.js keeps the bytes it is given: a copy, so that the caller's stay.
  return getDocument({ data: new Uint8Array(bytes), standardFontDataUrl: FONTS, verbosity: VerbosityLevel.ERRORS }).promise;
}

function kind(a) {
  if (a.fieldType === 'Tx' && !a.comb && !a.password) return a.multiLine ? 'lines' : a.maxLen ? 'short' : 'line';
  if (a.fieldType === 'Btn' && a.checkBox) return 'check';
  if (a.fieldType === 'Btn' && a.radioButton) return 'radio';
  throw new Error(`${a.fieldName}: a field of type ${a.fieldType}, flags ${a.fieldFlags}: teach the checks to fill it`);
}

export async function widgets(document) {
  const found = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [left, bottom, right, top] = page.view;
    for (const a of await page.getAnnotations()) {
      if (a.subtype !== 'Widget') continue;
      found.push({
        id: a.id, name: a.fieldName, kind: kind(a), page: number, size: [right - left, top - bottom],
        rect: a.rect, tip: a.alternativeText, value: a.fieldValue, state: a.buttonValue ?? a.exportValue,
        maxLen: a.maxLen, locked: Boolean(a.readOnly || a.hidden || a.annotationFlags & 0b1000010),
      });
    }
  }
  return found;
}

// By name, in the order of the first widget of each.
export function byName(all) {
  const fields = new Map();
  for (const widget of all) fields.set(widget.name, [...(fields.get(widget.name) ?? []), widget]);
  return fields;
}
