//! The sheet for staff: how answers are counted, what a sum means, what to watch for, the office's own boxes.
//!
//! It is drawn from [`Staff`](crate::model::form::scoring::Staff) alone, and only when staff ask for it: no PDF of the site
//! comes through here. Questions have the numbers that they have on the client's form.
//!
//! 1. Each sum: which questions, how many points an answer has, what the sum means, a line for it.
//! 2. Flags, each with the answers that raise it.
//! 3. The office's fields, in order.

use super::blocks::{Block, Run};
use super::compose::{Composer, direction, rows};
use super::sheet::{Draw, FieldPart, FormPart, SectionPart};
use super::slots::{Slot, SlotKind, Slots};
use crate::model::form::Form;
use crate::model::form::field::{Field, FieldKind, Width};
use crate::model::form::scoring::{Score, StaffField, StaffKind, Term};
use crate::render::Voice;
use crate::render::form_page;
use crate::source::markdown::{Body, Part};

/// Lines of a box of the office's.
const OFFICE_LINES: u32 = 3;

/// Units of a line: a half of it.
const HALF: u8 = 6;

/// A form's sheet for staff; none where they have nothing to do with it.
pub(super) fn form(composer: &Composer<'_>, form: &Form, slots: &mut Slots) -> Option<FormPart> {
    if form.staff.is_empty() {
        return None;
    }
    let sheet = StaffSheet { composer, form, voice: &composer.shared.plain_voice() };
    let mut sections: Vec<SectionPart> = form.staff.scores().map(|score| sheet.score(score, slots)).collect();
    let office = &form.staff.office;
    let flags: Vec<FieldPart> = office.iter().filter_map(|field| sheet.flag(field, slots)).collect();
    if !flags.is_empty() {
        sections.push(section(sheet.word("print-staff-flags"), Vec::new(), rows(flags)));
    }
    let boxes: Vec<FieldPart> = office.iter().filter_map(|field| sheet.office(field, slots)).collect();
    if !boxes.is_empty() {
        sections.push(section(sheet.word("print-staff-office"), Vec::new(), rows(boxes)));
    }
    Some(FormPart {
        lang: composer.shared.language.clone(),
        dir: direction(&composer.shared.language),
        mark: Some(sheet.word("print-staff")),
        title: form.title.clone(),
        version: None,
        edition: form.version.map(|day| sheet.voice.date(day).iso),
        purpose: None,
        facts: None,
        short: Vec::new(),
        instructions: Vec::new(),
        crisis: false,
        notice: None,
        sections,
        licence: form.licence.clone(),
        source: Vec::new(),
        returns: Vec::new(),
    })
}

fn section(title: String, text: Vec<Block>, rows: Vec<Vec<FieldPart>>) -> SectionPart {
    SectionPart { title: Some(title), copy: None, when: None, text, keep: true, page_break: false, rows }
}

fn words(text: impl Into<String>) -> Vec<Run> {
    vec![Run { s: text.into(), ..Run::default() }]
}

struct StaffSheet<'a> {
    composer: &'a Composer<'a>,
    form: &'a Form,
    voice: &'a dyn Voice,
}

impl StaffSheet<'_> {
    fn word(&self, key: &str) -> String {
        self.composer.shared.word(key)
    }

    fn score(&self, score: &Score, slots: &mut Slots) -> SectionPart {
        let mut text = vec![Block::Table {
            head: vec![words(self.word("print-staff-question")), words(self.word("print-staff-points"))],
            rows: score.sum.iter().filter_map(|term| self.term(term)).collect(),
            columns: 2,
            align: vec!["start"; 2],
        }];
        if !score.bands.is_empty() {
            let band = |band: &crate::model::form::scoring::Band| {
                let (from, to) = (band.from.to_string(), band.to.to_string());
                let range = match from == to {
                    true => from,
                    false => self.voice.word("print-staff-range", &[("from", &from), ("to", &to)]),
                };
                vec![words(range), words(&band.label)]
            };
            text.push(Block::Table {
                head: vec![words(self.word("print-staff-sum")), words(self.word("print-staff-meaning"))],
                rows: score.bands.iter().map(band).collect(),
                columns: 2,
                align: vec!["start"; 2],
            });
        }
        let label = self.word("print-staff-sum");
        let tip = format!("{}: {label}", score.label);
        let slot = self.slot(slots, &score.id, tip, SlotKind::Line { max: None });
        let line = Draw::Line { slot, unit: None, hint: None, voicemail: Vec::new() };
        section(score.label.clone(), text, vec![vec![part(line, HALF, words(label), None)]])
    }

    /// A question's number, and how many points each answer has.
    fn term(&self, term: &Term) -> Option<Vec<Vec<Run>>> {
        let field = self.form.fields().find(|field| field.id == term.field)?;
        let points = match self.form.staff.option_scores(&term.field) {
            Some(scores) => {
                let one = |option: &crate::model::form::field::Choice| {
                    Some(format!("{}: {}", option.label, scores.of(&option.id)?))
                };
                field.kind.options().iter().filter_map(one).collect::<Vec<_>>().join(" · ")
            }
            None => self.word("print-staff-as-written"),
        };
        Some(vec![words(form_page::number(field, term.item.as_deref())), words(points)])
    }

    fn flag(&self, field: &StaffField, slots: &mut Slots) -> Option<FieldPart> {
        let StaffKind::Risk { when } = &field.kind else { return None };
        let when = when.as_ref().and_then(|when| form_page::staff_words(self.form, self.voice, when));
        let tip = match &when {
            Some(when) => format!("{when}: {}", field.label),
            None => field.label.clone(),
        };
        let slot = self.slot(slots, &field.id, tip, SlotKind::Check);
        let help = field.help.as_ref().map(|help| self.composer.blocks(&self.voice.html(help))).unwrap_or_default();
        Some(FieldPart { help, ..part(Draw::Tick { slot, hint: None }, 2 * HALF, words(&field.label), when) })
    }

    fn office(&self, field: &StaffField, slots: &mut Slots) -> Option<FieldPart> {
        let kind = match &field.kind {
            StaffKind::Office => FieldKind::Paragraph { lines: OFFICE_LINES },
            StaffKind::Question(kind) => kind.clone(),
            StaffKind::Score(_) | StaffKind::Risk { .. } => return None,
        };
        let width = if matches!(field.kind, StaffKind::Office) { Width::Full } else { field.width };
        let question = Field {
            id: field.id.clone(),
            span: field.span.clone(),
            number: None,
            label: field.label.clone(),
            label_text: Body::of([Part::Prose(&field.label)]),
            help: field.help.clone(),
            required: false,
            width,
            when: None,
            share: None,
            sensitive: false,
            crisis: false,
            kind,
        };
        let view = form_page::field_view(self.form, self.voice, &question);
        Some(self.composer.field(&question, None, &view, "", slots))
    }

    fn slot(&self, slots: &mut Slots, id: &str, tip: String, kind: SlotKind) -> String {
        let name = slots.name(&format!("{}{id}", self.composer.prefix));
        slots.add(Slot { name, tip, answer: None, kind, required: false, value: None })
    }
}

fn part(draw: Draw, units: u8, label: Vec<Run>, when: Option<String>) -> FieldPart {
    FieldPart {
        draw,
        units,
        number: None,
        label,
        original: None,
        help: Vec::new(),
        required: false,
        when,
        crisis: false,
    }
}
