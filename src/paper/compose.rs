//! From a form to what its sheet shows, with a place for everything that can be filled in.
//!
//! Numbers, words and conditions come from the form's web page ([`form_page`]), so that page and paper cannot differ. As
//! there, only sections and fields are looked at: what staff score cannot reach a client's sheet from here.

use super::blocks::{self, Block, Run};
use super::sheet::{AnswerPart, Draw, FieldPart, FormPart, LabelledSlot, RowPart, SectionPart};
use super::slots::{Slot, SlotKind, Slots};
use crate::model::form::Form;
use crate::model::form::field::{Field, FieldKind, Signature, Width};
use crate::model::practice::right_to_left;
use crate::render::Voice;
use crate::render::form_page;
use crate::render::shared::Shared;
use crate::render::view::{FieldView, FormView, OptionView};

/// Units of a whole line.
const LINE: u8 = 12;

/// So many ruled lines, 9 mm apart, fit on a page under their question.
const LINES_A_PART: u32 = 18;

/// Characters of a date as people write it: 12/31/2026.
const DATE_CHARACTERS: u32 = 10;

/// A form as it is printed for a client.
pub struct Composer<'a> {
    /// The page's language: words, dates, practice.
    pub shared: &'a Shared,
    /// Large print: every field has a line of its own.
    pub large: bool,
    /// The practice's own language, for what stands beside a translation.
    pub first: &'a Shared,
    /// Goes before the names of all fields but shared ones, in a packet of several forms.
    pub prefix: String,
}

impl Composer<'_> {
    /// Composes a form. `original` is the default language's version where its questions and answers are printed beside.
    pub fn form(&self, form: &Form, original: Option<&Form>, slots: &mut Slots) -> FormPart {
        let voice = self.shared.plain_voice();
        let view = form_page::view(form, &voice, Vec::new());
        let original = original.map(|form| form_page::view(form, &self.first.plain_voice(), Vec::new()));
        let sections =
            if form.metadata_only { Vec::new() } else { self.sections(form, original.as_ref(), &view, slots) };
        FormPart {
            lang: self.shared.language.clone(),
            dir: direction(&self.shared.language),
            mark: None,
            title: form.title.clone(),
            version: view.version.as_ref().map(|date| voice.word("version-of", &[("date", &date.text)])),
            edition: view.version.as_ref().map(|date| date.iso.clone()),
            purpose: form.purpose.clone(),
            facts: self.facts(&view),
            short: view.short_html.iter().map(|html| self.runs(html)).collect(),
            instructions: view.instructions_html.as_deref().map(|html| self.blocks(html)).unwrap_or_default(),
            crisis: view.crisis,
            notice: form.metadata_only.then(|| self.shared.word("metadata-only")),
            sections,
            licence: form.licence.clone(),
            source: view.source_html.as_deref().map(|html| self.runs(html)).unwrap_or_default(),
            returns: returns(self.shared),
        }
    }

    fn facts(&self, view: &FormView) -> Option<String> {
        use crate::render::strings::Argument::Number;
        let count = |key, n: u32| self.shared.words(key, &[("n", Number(f64::from(n)))]);
        let questions = u32::try_from(view.questions).unwrap_or(u32::MAX);
        let facts: Vec<String> = (questions > 0)
            .then(|| count("questions-count", questions))
            .into_iter()
            .chain(view.minutes.map(|n| count("about-minutes", n)))
            .collect();
        (!facts.is_empty()).then(|| facts.join(", "))
    }

    /// HTML of ours as blocks.
    pub(super) fn blocks(&self, html: &str) -> Vec<Block> {
        blocks::of_html(html, self.shared.view.url.as_deref())
    }

    fn runs(&self, html: &str) -> Vec<Run> {
        blocks::runs_of_html(html, self.shared.view.url.as_deref())
    }

    fn sections(
        &self,
        form: &Form,
        original: Option<&FormView>,
        view: &FormView,
        slots: &mut Slots,
    ) -> Vec<SectionPart> {
        let mut parts = Vec::new();
        for (index, (section, view)) in form.sections.iter().zip(&view.sections).enumerate() {
            let original = original.and_then(|form| form.sections.get(index));
            for copy in 1..=view.copies {
                let number = copy.to_string();
                let several = view.repeat && view.copies > 1;
                let copy_words = || {
                    let total = view.copies.to_string();
                    self.shared.plain_voice().word("copy-number", &[("n", &number), ("total", &total)])
                };
                let mut cells = Vec::new();
                for (index, (field, view)) in section.fields.iter().zip(&view.fields).enumerate() {
                    let first = original.and_then(|section| section.fields.get(index));
                    let suffix = if copy > 1 { format!("_{copy}") } else { String::new() };
                    cells.push(self.field(field, first, view, &suffix, slots));
                }
                parts.push(SectionPart {
                    title: view.title.clone(),
                    copy: several.then(copy_words),
                    when: view.when.as_ref().map(|when| when.text.clone()),
                    text: view
                        .text_html
                        .as_deref()
                        .filter(|_| copy == 1)
                        .map(|html| self.blocks(html))
                        .unwrap_or_default(),
                    keep: section.keep_together,
                    page_break: section.page_break,
                    rows: rows(cells),
                });
            }
        }
        parts
    }

    /// A field as its page shows it, with its places.
    pub(super) fn field(
        &self,
        field: &Field,
        original: Option<&FieldView>,
        view: &FieldView,
        suffix: &str,
        slots: &mut Slots,
    ) -> FieldPart {
        let mut place = Place { composer: self, field, view, original, suffix, slots };
        let draw = place.draw();
        let units = if self.large { LINE } else { units(field, &draw) };
        FieldPart {
            draw,
            units,
            number: view.number,
            label: if field.label.is_empty() { Vec::new() } else { self.runs(&view.label_html) },
            original: original.and_then(|original| other(&original.label, &view.label)),
            help: view.help_html.as_deref().map(|html| self.blocks(html)).unwrap_or_default(),
            required: view.required,
            when: view.when.as_ref().map(|when| when.text.clone()),
            // A matrix says it beneath the very row.
            crisis: view.crisis && view.items.iter().all(|item| !item.crisis),
        }
    }
}

/// `ltr` or `rtl`
pub fn direction(language: &str) -> &'static str {
    if right_to_left(language) { "rtl" } else { "ltr" }
}

/// Words of the practice's own language, where they are not the same.
fn other(original: &str, words: &str) -> Option<String> {
    let original = original.trim();
    (!original.is_empty() && original != words.trim()).then(|| original.to_owned())
}

/// The ways in which a form comes back, as sentences.
pub fn returns(shared: &Shared) -> Vec<String> {
    let view = &shared.view;
    let sentence = |way: &String| {
        let words = shared.word(&format!("returns-{way}"));
        match way.as_str() {
            "portal" => view.portal_url.as_ref().map_or_else(|| words.clone(), |url| format!("{words} {url}")),
            "fax" => view.fax.as_ref().map_or_else(|| words.clone(), |fax| format!("{words} {fax}")),
            "mail" => match view.locations.first() {
                Some(location) => format!("{words} {}", location.address),
                None => words,
            },
            _ => words,
        }
    };
    let mut ways: Vec<String> = view.returns.iter().map(sentence).collect();
    if ways.is_empty() {
        ways.push(shared.word("returns-bring"));
    }
    ways.push(format!("{} {}", shared.word("no-email"), shared.word("print-no-printer")));
    ways
}

/// Fields that may stand side by side, in rows of at most a whole line.
pub(super) fn rows(cells: Vec<FieldPart>) -> Vec<Vec<FieldPart>> {
    let mut rows: Vec<Vec<FieldPart>> = Vec::new();
    let mut used = LINE;
    for cell in cells {
        if used + cell.units > LINE {
            rows.push(Vec::new());
            used = 0;
        }
        used += cell.units;
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
    }
    rows
}

/// What cannot be written in less than a whole line by hand has one.
fn units(field: &Field, draw: &Draw) -> u8 {
    match draw {
        Draw::Line { .. } | Draw::Lines { .. } => {}
        Draw::Answers { answers, .. } if answers.len() <= 8 => {}
        _ => return LINE,
    }
    match field.width {
        Width::Full => LINE,
        Width::Half => 6,
        Width::Third => 4,
        Width::Quarter => 3,
    }
}

/// One field, and where its places go.
struct Place<'a, 'b> {
    composer: &'a Composer<'a>,
    field: &'a Field,
    view: &'a FieldView,
    /// The same field in the practice's own language, where that is printed beside.
    original: Option<&'a FieldView>,
    suffix: &'a str,
    slots: &'b mut Slots,
}

impl Place<'_, '_> {
    /// "7. Full legal name (required)"
    fn tip(&self) -> String {
        let mut tip = self.view.number.map(|n| format!("{n}. ")).unwrap_or_default();
        tip.push_str(&self.view.label);
        if self.view.required {
            tip.push(' ');
            tip.push_str(&self.word("required"));
        }
        tip
    }

    fn word(&self, key: &str) -> String {
        self.composer.shared.word(key)
    }

    fn name(&mut self, part: &str) -> String {
        let Self { composer, field, suffix, .. } = self;
        let name = format!("{}{}{part}{suffix}", composer.prefix, field.id);
        self.slots.name(&name)
    }

    /// A line, with what it is for where a field has several.
    fn line(&mut self, part: &str, about: &str, max: Option<u32>) -> String {
        let shared = self.field.share.clone().filter(|_| part.is_empty());
        let value = self.slots.value(shared.as_deref().unwrap_or(&self.field.id)).filter(|_| part.is_empty());
        let name = match &shared {
            Some(shared) => self.slots.shared(shared),
            None => self.name(part),
        };
        let tip = if about.is_empty() { self.tip() } else { format!("{}: {about}", self.tip()) };
        let required = self.view.required && part.is_empty();
        self.slots.add(Slot { name, tip, answer: None, kind: SlotKind::Line { max }, required, value })
    }

    fn date(&mut self, part: &str, about: &str) -> String {
        let format = self.word("print-date-format");
        let about = if about.is_empty() { format } else { format!("{about}, {format}") };
        self.line(part, &about, Some(DATE_CHARACTERS))
    }

    fn labelled(&mut self, part: &str, key: &str, units: u8) -> LabelledSlot {
        let label = self.word(key);
        let slot = self.line(part, &label, None);
        LabelledSlot { label, slot, units }
    }

    /// A group of answers of which one holds. `about` names the row of a matrix.
    fn radios(&mut self, part: &str, about: &str, answers: &[String]) -> Vec<String> {
        let name = self.name(part);
        let tip = if about.is_empty() { self.tip() } else { format!("{}: {about}", self.tip()) };
        answers
            .iter()
            .map(|answer| {
                self.slots.add(Slot {
                    name: name.clone(),
                    tip: tip.clone(),
                    answer: Some(answer.clone()),
                    kind: SlotKind::Radio,
                    required: self.view.required,
                    value: None,
                })
            })
            .collect()
    }

    fn tick(&mut self, part: &str, about: &str) -> String {
        let name = self.name(part);
        let tip = if about.is_empty() { self.tip() } else { format!("{}: {about}", self.tip()) };
        let required = self.view.required && part.is_empty();
        self.slots.add(Slot { name, tip, answer: None, kind: SlotKind::Check, required, value: None })
    }

    /// The words of options in the practice's own language, as many as there are; none where they are not printed.
    fn originals(&self, options: &[OptionView], of: impl Fn(&FieldView) -> &[OptionView]) -> Vec<Option<String>> {
        let Some(original) = self.original else { return Vec::new() };
        options.iter().zip(of(original)).map(|(option, first)| other(&first.label, &option.label)).collect()
    }

    fn answers(&mut self, options: &[OptionView], and_other: bool, several: bool) -> Vec<AnswerPart> {
        let mut originals = self.originals(options, |view| &view.options);
        if and_other && self.original.is_some() {
            originals.push(other(&self.composer.first.word("option-other"), &self.word("option-other")));
        }
        let mut labels: Vec<String> = options.iter().map(|option| option.label.clone()).collect();
        if and_other {
            labels.push(self.word("option-other"));
        }
        let keys = if several {
            let ids = options.iter().map(|option| option.id.as_str()).chain(and_other.then_some("other"));
            ids.zip(&labels).map(|(id, label)| self.tick(&format!("_{id}"), label)).collect()
        } else {
            self.radios("", "", &labels)
        };
        let last = labels.len();
        let mut parts = Vec::new();
        for (index, (label, slot)) in labels.into_iter().zip(keys).enumerate() {
            let says = and_other && index + 1 == last;
            let line = says.then(|| {
                let about = self.word("option-other-say");
                self.line("_other_text", &about, None)
            });
            parts.push(AnswerPart { label, original: originals.get(index).cloned().flatten(), slot, line });
        }
        parts
    }

    fn draw(&mut self) -> Draw {
        let plain_line = |slot| Draw::Line { slot, unit: None, hint: None, voicemail: Vec::new() };
        match &self.field.kind {
            FieldKind::Text | FieldKind::Email => plain_line(self.line("", "", None)),
            FieldKind::Time => {
                let hint = self.word("time-hint");
                Draw::Line { slot: self.line("", &hint, None), unit: None, hint: Some(hint), voicemail: Vec::new() }
            }
            FieldKind::Number { unit, .. } => {
                let about = unit.clone().unwrap_or_default();
                Draw::Line { slot: self.line("", &about, None), unit: unit.clone(), hint: None, voicemail: Vec::new() }
            }
            FieldKind::Date | FieldKind::BirthDate => {
                let hint = Some(self.word("print-date-format"));
                Draw::Line { slot: self.date("", ""), unit: None, hint, voicemail: Vec::new() }
            }
            FieldKind::Phone { voicemail } => {
                let slot = self.line("", "", None);
                let mut answers = Vec::new();
                if *voicemail {
                    let about = self.word("voicemail-ask");
                    let labels = vec![self.word("option-yes"), self.word("option-no")];
                    let keys = self.radios("_voicemail", &about, &labels);
                    answers = labels
                        .into_iter()
                        .zip(keys)
                        .map(|(label, slot)| AnswerPart { label, original: None, slot, line: None })
                        .collect();
                }
                Draw::Line { slot, unit: None, hint: None, voicemail: answers }
            }
            FieldKind::Paragraph { lines } => {
                let mut parts = Vec::new();
                let mut left = *lines;
                while left > 0 || parts.is_empty() {
                    let here = left.clamp(1, LINES_A_PART);
                    let part = if parts.is_empty() { String::new() } else { format!("_part{}", parts.len() + 1) };
                    let name = self.name(&part);
                    let value = self.slots.value(&self.field.id).filter(|_| part.is_empty());
                    let required = self.view.required && part.is_empty();
                    let slot = Slot { name, tip: self.tip(), answer: None, kind: SlotKind::Lines, required, value };
                    parts.push((self.slots.add(slot), here));
                    left = left.saturating_sub(here);
                }
                Draw::Lines { parts }
            }
            FieldKind::Address => Draw::Address {
                lines: vec![
                    self.labelled("_street", "address-street", LINE),
                    self.labelled("_city", "address-city", 6),
                    self.labelled("_state", "address-state", 3),
                    self.labelled("_zip", "address-zip", 3),
                ],
            },
            FieldKind::YesNo { .. } => {
                Draw::Answers { several: false, answers: self.answers(&self.view.options, false, false) }
            }
            FieldKind::Choice { other, .. } => {
                Draw::Answers { several: false, answers: self.answers(&self.view.options, *other, false) }
            }
            FieldKind::Choices { other, .. } => {
                Draw::Answers { several: true, answers: self.answers(&self.view.options, *other, true) }
            }
            FieldKind::Scale(scale) => {
                let labels: Vec<String> = scale.steps().iter().map(i64::to_string).collect();
                let keys = self.radios("", "", &labels);
                let steps = labels
                    .into_iter()
                    .zip(keys)
                    .map(|(label, slot)| AnswerPart { label, original: None, slot, line: None })
                    .collect();
                let end = |of: fn(&FieldView) -> &Option<String>| {
                    other(of(self.original?).as_deref()?, of(self.view).as_deref().unwrap_or_default())
                };
                let originals = (end(|view| &view.low), end(|view| &view.high));
                Draw::Scale { steps, low: scale.low.clone(), high: scale.high.clone(), originals }
            }
            FieldKind::Matrix { .. } => {
                let options: Vec<String> = self.view.options.iter().map(|option| option.label.clone()).collect();
                let originals = self.originals(&self.view.options, |view| &view.options);
                let mut items = Vec::new();
                for (index, item) in self.view.items.iter().enumerate() {
                    let first = self.original.and_then(|original| original.items.get(index));
                    let about = format!("{} {}", item.number, item.label);
                    let slots = self.radios(&format!("_{}", item.id), &about, &options);
                    items.push(RowPart {
                        number: item.number.clone(),
                        label: item.label.clone(),
                        original: first.and_then(|first| other(&first.label, &item.label)),
                        slots,
                        crisis: item.crisis,
                    });
                }
                Draw::Matrix { options, originals, items }
            }
            FieldKind::Table { columns, rows } => {
                let mut places = Vec::new();
                for row in 1..=*rows {
                    let number = row.to_string();
                    let mut cells = Vec::new();
                    for column in columns {
                        let voice = self.composer.shared.plain_voice();
                        let about = voice.word("table-cell", &[("column", &column.label), ("n", &number)]);
                        cells.push(self.line(&format!("_{row}_{}", column.id), &about, None));
                    }
                    places.push(cells);
                }
                Draw::Table {
                    columns: columns.iter().map(|column| column.label.clone()).collect(),
                    originals: self.originals(&self.view.columns, |view| &view.columns),
                    rows: places,
                }
            }
            FieldKind::BringCopy => Draw::Tick { slot: self.tick("", ""), hint: Some(self.word("bring-copy")) },
            FieldKind::Acknowledge => Draw::Tick { slot: self.tick("", ""), hint: None },
            FieldKind::Initials => {
                let about = self.word("initials");
                Draw::Initials { slot: self.line("", &about, Some(6)) }
            }
            FieldKind::Signature(signature) => self.signature(signature),
            FieldKind::Words { .. } => {
                let text = self.view.text_html.as_deref().map(|html| self.composer.blocks(html)).unwrap_or_default();
                Draw::Words { text }
            }
            FieldKind::Heading => Draw::Heading,
            FieldKind::PageBreak => Draw::Break,
        }
    }

    fn signature(&mut self, signature: &Signature) -> Draw {
        let voice = self.composer.shared.plain_voice();
        let caption = match &signature.role {
            Some(role) => voice.word("signature-of", &[("role", role)]),
            None => self.word("signature"),
        };
        let mut lines = Vec::new();
        if signature.date {
            let slot = self.date("_date", &self.word("signature-date"));
            let label = format!("{} ({})", self.word("print-date"), self.word("print-date-format"));
            lines.push(LabelledSlot { label, slot, units: 4 });
        }
        if signature.printed_name {
            lines.push(self.labelled("_name", "signature-name", 6));
        }
        if signature.relationship {
            lines.push(self.labelled("_relationship", "signature-relationship", 6));
        }
        let witness = signature.witness.then(|| self.word("signature-witness"));
        let witness_name = signature.witness.then(|| self.labelled("_witness", "signature-witness-name", 6));
        Draw::Signature { caption, lines, witness, witness_name }
    }
}
