//! Reads what only one kind of field has, and the keys whose values hang on the kind: width, share, crisis.

use super::crisis::speaks_of_self_harm;
use super::field::{FieldKind, Item, MAX_STEPS, Scale, Signature, Width, letter};
use super::options::{self, Extra};
use super::scoring::OptionScores;
use super::sections::Draft;
use crate::diagnostics::{Spanned, codes};
use crate::source::yaml::reader::{Reader, clip, first_line};

impl Draft<'_> {
    /// What only this kind of field has. Keys of other kinds are not asked for, and so are reported as unknown.
    pub(super) fn kind(&mut self, kind: &str, id: &str, r: &Reader<'_>, spoken: &mut Spoken) -> FieldKind {
        let flag = |key| r.yes_no(key).unwrap_or_default();
        match kind {
            "paragraph" => FieldKind::Paragraph { lines: r.count("lines", 1, 60).unwrap_or(4) },
            "number" => {
                let (from, to) = (bound(r, "from"), bound(r, "to"));
                if let (Some(from), Some(to)) = (from, to)
                    && from >= to
                {
                    backwards(r, from, to);
                }
                FieldKind::Number { unit: r.string("unit"), from, to }
            }
            "date" => FieldKind::Date,
            "birth-date" => FieldKind::BirthDate,
            "time" => FieldKind::Time,
            "phone" => FieldKind::Phone { voicemail: flag("voicemail") },
            "email" => FieldKind::Email,
            "address" => FieldKind::Address,
            "yes-no" => FieldKind::YesNo { unsure: flag("unsure"), decline: flag("decline") },
            "choice" | "choices" => {
                let entries = self.options(r, id, spoken);
                let other = flag("other");
                if let (true, Some(span)) = (other, options::place_of(&entries, "other")) {
                    r.fault(
                        &codes::DUPLICATE_ID,
                        span,
                        "this option has the id \"other\", and so has the one that \"other: yes\" adds",
                        "take this option away: the added one has a line to write on",
                    );
                }
                let options = options::choices(&entries);
                if kind == "choice" {
                    FieldKind::Choice { options, other }
                } else {
                    FieldKind::Choices { options, other }
                }
            }
            "scale" => FieldKind::Scale(scale(r)),
            "matrix" => {
                let items = options::read(r, "items", Extra::Crisis);
                let items = items.into_iter().enumerate().map(|(index, item)| {
                    let speaks = speaks_of_self_harm(&item.label);
                    let marked = item.crisis.unwrap_or_default();
                    if speaks && item.crisis == Some(false) {
                        cannot_switch_off(r, &item.label);
                    }
                    spoken.item |= speaks || marked;
                    Item { id: item.id, label: item.label.value, letter: letter(index), crisis: speaks || marked }
                });
                let items = items.collect();
                FieldKind::Matrix { items, options: options::choices(&self.options(r, id, spoken)) }
            }
            "table" => {
                let columns = options::read(r, "columns", Extra::None);
                columns.iter().for_each(|column| spoken.extend(Some(&column.label)));
                FieldKind::Table { columns: options::choices(&columns), rows: r.count("rows", 1, 40).unwrap_or(4) }
            }
            "bring-copy" => FieldKind::BringCopy,
            "initials" => FieldKind::Initials,
            "signature" => FieldKind::Signature(Signature {
                role: r.string("role"),
                printed_name: flag("printed_name"),
                date: flag("date"),
                relationship: flag("relationship"),
                witness: flag("witness"),
            }),
            "acknowledge" => FieldKind::Acknowledge,
            "heading" => FieldKind::Heading,
            "page-break" => FieldKind::PageBreak,
            _ => FieldKind::Text,
        }
    }

    fn options(&mut self, r: &Reader<'_>, field: &str, spoken: &mut Spoken) -> Vec<options::Entry> {
        let entries = options::read(r, "options", Extra::Score);
        entries.iter().for_each(|option| spoken.extend(Some(&option.label)));
        let scores: Vec<(String, i64)> = entries.iter().filter_map(|e| Some((e.id.clone(), e.score?))).collect();
        if !scores.is_empty() {
            let complete = scores.len() == entries.len();
            self.scores.push(OptionScores { field: field.to_owned(), scores, complete });
        }
        entries
    }
}

/// Words of a field in which it may speak of self-harm.
#[derive(Default)]
pub(super) struct Spoken {
    speaks: bool,
    /// An item of a matrix does.
    item: bool,
}

impl Spoken {
    pub(super) fn extend(&mut self, text: Option<&Spanned<String>>) {
        self.speaks |= text.is_some_and(|text| speaks_of_self_harm(text));
    }
}

pub(super) fn crisis(r: &Reader<'_>, spoken: &Spoken) -> bool {
    let marked = r.yes_no("crisis");
    if let (Some(false), true, Some(node)) = (marked, spoken.speaks || spoken.item, r.node("crisis")) {
        cannot_switch_off(r, &Spanned::new(String::new(), node.span.clone()));
    }
    marked.unwrap_or_default() || spoken.speaks || spoken.item
}

/// Crisis help beside a question about self-harm is a promise of the program, so no key takes it away.
fn cannot_switch_off(r: &Reader<'_>, at: &Spanned<String>) {
    r.fault(
        &codes::FIELD_INVALID,
        &at.span,
        "crisis help always stands beside a question about self-harm",
        "take \"crisis: no\" away",
    );
}

fn bound(r: &Reader<'_>, key: &'static str) -> Option<i64> {
    r.integer(key, -1_000_000, 1_000_000)
}

fn backwards(r: &Reader<'_>, from: i64, to: i64) {
    let span = r.node("to").map_or_else(|| r.place(), first_line);
    r.fault(
        &codes::FIELD_INVALID,
        &span,
        format!("\"from\" is {from} and \"to\" is {to}: nothing lies between"),
        "write the lower number after \"from\", the higher after \"to\"",
    );
}

fn scale(r: &Reader<'_>) -> Scale {
    let mut ends = ["from", "to"].map(|key| {
        if r.entry(key).is_none() {
            r.missing(key);
        }
        bound(r, key)
    });
    if let [Some(from), Some(to)] = ends
        && from >= to
    {
        backwards(r, from, to);
        ends = [None, None];
    }
    let step = r.integer("step", 1, 1_000_000);
    let mut scale = Scale { from: 0, to: 10, step: step.unwrap_or(1), low: r.string("low"), high: r.string("high") };
    match ends {
        [Some(from), Some(to)] => (scale.from, scale.to) = (from, to),
        _ => {
            scale.step = 1;
            return scale;
        }
    }
    let reach = scale.to - scale.from;
    let points = reach / scale.step + 1;
    let span = r.node("step").or_else(|| r.node("to")).map_or_else(|| r.place(), first_line);
    if points > i64::try_from(MAX_STEPS).unwrap_or(i64::MAX) {
        r.fault(
            &codes::FIELD_INVALID,
            &span,
            format!("this scale has {points} points; no more than {MAX_STEPS} fit on a line"),
            "write a larger \"step\", such as \"step: 10\"",
        );
    } else if reach % scale.step != 0 {
        r.fault(
            &codes::FIELD_INVALID,
            &span,
            format!("steps of {} from {} never reach {}", scale.step, scale.from, scale.to),
            "change \"step\" so that the last point is \"to\"",
        );
    }
    scale
}

pub(super) fn width(r: &Reader<'_>, kind: &FieldKind, id: &str, label: Option<&Spanned<String>>) -> Width {
    let Some(word) = r.one_of("width", Width::WORDS) else { return Width::Full };
    let width = Width::of(word.value);
    let short = match kind {
        FieldKind::Date | FieldKind::BirthDate | FieldKind::Time | FieldKind::Number { .. } => true,
        FieldKind::Text => is_state_like(id) || label.is_some_and(|label| is_state_like(label)),
        _ => false,
    };
    if width == Width::Quarter && !short {
        r.fault(
            &codes::FIELD_INVALID,
            &word.span,
            "a quarter of a line is too narrow to write this by hand",
            "quarter is for dates, numbers, states and postal codes; use third, half or full",
        );
        return Width::Third;
    }
    width
}

/// States and postal codes: two to ten characters.
fn is_state_like(words: &str) -> bool {
    const SHORT: &[&str] = &["state", "province", "zip", "postal", "postcode", "estado", "provincia"];
    words.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| SHORT.contains(&word))
}

pub(super) fn share(r: &Reader<'_>, kind: &FieldKind, repeats: bool) -> Option<String> {
    // What is shared is one line that means the same on every form of a packet.
    if !matches!(
        kind,
        FieldKind::Text
            | FieldKind::Number { .. }
            | FieldKind::Date
            | FieldKind::BirthDate
            | FieldKind::Phone { .. }
            | FieldKind::Email
            | FieldKind::Address
    ) {
        return None;
    }
    let share = r.text("share")?;
    let named = share.split_once('.').is_some_and(|(who, what)| {
        [who, what]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
    });
    if !named {
        r.fault(
            &codes::FIELD_INVALID,
            &share.span,
            format!("\"{}\" cannot name a shared value", clip(&share)),
            "write whose and what, such as client.name or parent.phone",
        );
        return None;
    }
    if repeats {
        r.fault(
            &codes::FIELD_INVALID,
            &share.span,
            "a field in a section that repeats cannot share its value: each copy has its own",
            "take \"share\" away",
        );
        return None;
    }
    Some(share.value)
}
