//! `packets/*.yaml`: which forms, in which order, for whom.
//!
//! 1. [`read`] reads the people, then the forms, each for one of them, for each, or for all together.
//! 2. [`Packet::sets`] says which sheets belong to whom: each person's set is a PDF of its own, and what all sign together
//!    is a set of its own too, so that nobody's private answers are stapled to what another signs.
//!
//! Whether the forms exist is judged where the whole site is known.

pub mod schema;

use super::addresses::slug;
use super::text::Sources;
use crate::diagnostics::{Span, Spanned, codes};
use crate::source::FileId;
use crate::source::markdown::Body;
use crate::source::yaml::reader::{Reader, clip};
use crate::source::yaml::{Node, Value};

/// The person of a packet that names none.
pub const CLIENT: &str = "client";

/// `for: each`, and what a form without `for` is.
const EACH: &str = "each";

/// `for: together`, and the name of that set.
pub const TOGETHER: &str = "together";

/// A packet, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    /// The default language's file.
    pub file: FileId,
    /// The file's name without its ending.
    pub id: String,
    /// The title.
    pub title: String,
    /// Whom it is for: "adult".
    pub audience: Option<String>,
    /// Ids of the people: `client`, or `young-person` and `parent`.
    pub people: Vec<Spanned<String>>,
    /// Forms in order.
    pub forms: Vec<PacketForm>,
    /// What the cover says.
    pub cover: Cover,
    /// How many copies are printed.
    pub copies: u32,
    /// Whether a copy for the client to keep is printed too.
    pub client_copy: bool,
}

/// A form in a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketForm {
    /// The form's id: the name of its file without ending.
    pub form: Spanned<String>,
    /// Who fills it in.
    pub who: For,
}

/// Who fills in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// One of the people.
    Person(String),
    /// Each of them, on sheets of their own.
    Each,
    /// All of them, on one: it carries every name and signature.
    Together,
}

/// What the cover says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cover {
    /// What to bring.
    pub bring: Vec<String>,
    /// How many minutes before the appointment to come.
    pub arrive_minutes_early: Option<u32>,
    /// Anything else.
    pub note: Option<Body>,
}

/// The sheets of one person, or of all together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<'a> {
    /// A person's id, or [`TOGETHER`].
    pub person: &'a str,
    /// Ids of its forms, in order.
    pub forms: Vec<&'a str>,
}

impl Packet {
    /// Every text with Markdown in it.
    pub fn bodies(&self) -> Vec<&Body> {
        self.cover.note.iter().collect()
    }

    /// The sets, people first, in order; a set without forms is left out.
    pub fn sets(&self) -> Vec<Set<'_>> {
        // With one person "together" is nobody but them.
        let alone = self.people.len() == 1;
        let set = |person, takes: &dyn Fn(&For) -> bool| Set {
            person,
            forms: self.forms.iter().filter(|f| takes(&f.who)).map(|f| f.form.as_str()).collect(),
        };
        let mut sets: Vec<Set<'_>> = self
            .people
            .iter()
            .map(|person| {
                set(person.as_str(), &|who| match who {
                    For::Person(one) => *one == person.value,
                    For::Each => true,
                    For::Together => alone,
                })
            })
            .collect();
        if !alone {
            sets.push(set(TOGETHER, &|who| *who == For::Together));
        }
        sets.retain(|set| !set.forms.is_empty());
        sets
    }
}

/// Reads a packet. `file` and `id` are the default language's file and its name without ending.
pub fn read(file: &FileId, id: &str, node: &Node, sources: &Sources<'_>) -> Packet {
    let r = Reader::new(node, "a packet", sources.faults);
    let title = r.required_text("title").map_or_else(|| id.to_owned(), |t| t.value);
    let people = people(&r);
    let forms = forms(&r, &people);
    let cover = r.map("cover", "a cover").map(|cover| {
        let read = Cover {
            bring: cover.texts("bring").into_iter().map(|t| t.value).collect(),
            arrive_minutes_early: cover.count("arrive_minutes_early", 0, 240),
            note: sources.markdown(&cover, "note"),
        };
        cover.finish();
        read
    });
    let packet = Packet {
        file: file.clone(),
        id: id.to_owned(),
        title,
        audience: r.string("audience"),
        people,
        forms,
        cover: cover.unwrap_or_default(),
        copies: r.count("copies", 1, 20).unwrap_or(1),
        client_copy: r.yes_no("client_copy").unwrap_or_default(),
    };
    r.finish();
    packet
}

fn people(r: &Reader<'_>) -> Vec<Spanned<String>> {
    let mut people: Vec<Spanned<String>> = Vec::new();
    for person in r.texts("people") {
        // Each person's PDF is named after them, and so are its fields.
        if slug(&person) != person.value || [EACH, TOGETHER].contains(&person.as_str()) {
            let name = slug(&person);
            let help = if name.is_empty() || name == person.value {
                "choose another word, such as client, parent or partner-1".to_owned()
            } else {
                format!("write it in lower case with hyphens, such as {}", clip(&name))
            };
            r.fault(&codes::BAD_ID, &person.span, format!("\"{}\" cannot name a person", clip(&person)), help);
        } else if let Some(first) = people.iter().find(|p| p.value == person.value) {
            r.faults().push(
                codes::DUPLICATE_ID
                    .at(person.span.clone(), format!("\"{}\" is among the people twice", clip(&person)))
                    .help("number them, such as partner-1 and partner-2")
                    .also(first.span.clone(), "the first"),
            );
        } else {
            people.push(person);
        }
    }
    if people.is_empty() {
        people.push(Spanned::new(CLIENT.to_owned(), Span::whole(&r.span().file)));
    }
    people
}

fn forms(r: &Reader<'_>, people: &[Spanned<String>]) -> Vec<PacketForm> {
    let nodes = r.list("forms");
    if nodes.iter().all(Node::is_empty) && r.node("forms").is_none_or(|n| matches!(n.value, Value::List(_))) {
        match r.entry("forms") {
            Some(entry) => r.fault(
                &codes::MISSING_KEY,
                &entry.key_span,
                "this packet has no forms in it",
                "name them in order, such as \"forms: [adult-intake, informed-consent]\"",
            ),
            None => r.missing("forms"),
        }
    }
    let mut forms: Vec<PacketForm> = Vec::new();
    for node in nodes.iter().filter(|node| !node.is_empty()) {
        let Some(form) = form(node, r, people) else { continue };
        let again = forms.iter().find(|f| f.form.value == form.form.value && overlap(&f.who, &form.who));
        if let Some(first) = again {
            r.faults().push(
                codes::DUPLICATE_ID
                    .at(
                        form.form.span.clone(),
                        format!("the form \"{}\" is here twice for the same person", clip(&form.form)),
                    )
                    .help("name it once")
                    .also(first.form.span.clone(), "the first"),
            );
            continue;
        }
        forms.push(form);
    }
    forms
}

/// Whether two entries put a form into one set.
fn overlap(a: &For, b: &For) -> bool {
    match (a, b) {
        (For::Together, other) | (other, For::Together) => *other == For::Together,
        (For::Each, _) | (_, For::Each) => true,
        (a, b) => a == b,
    }
}

fn form(node: &Node, packet: &Reader<'_>, people: &[Spanned<String>]) -> Option<PacketForm> {
    if let Value::Scalar { .. } = node.value {
        return Some(PacketForm { form: packet.text_of(node, "forms")?, who: For::Each });
    }
    let r = Reader::new(node, "a form of a packet", packet.faults());
    if !matches!(node.value, Value::Map(_)) {
        return None;
    }
    let form = r.required_text("form");
    let who = r.text("for").and_then(|who| match who.as_str() {
        EACH => Some(For::Each),
        TOGETHER => Some(For::Together),
        name if people.iter().any(|person| person.value == name) => Some(For::Person(name.to_owned())),
        _ => {
            let names = || people.iter().map(|p| p.value.as_str()).chain([EACH, TOGETHER]);
            packet.faults().push(
                codes::PERSON_UNKNOWN
                    .at(who.span.clone(), format!("\"{}\" is not one of this packet's people", clip(&who)))
                    .suggest(&who, names())
                    .help(format!("use one of: {}", names().collect::<Vec<_>>().join(", "))),
            );
            None
        }
    });
    r.finish();
    Some(PacketForm { form: form?, who: who.unwrap_or(For::Each) })
}

#[cfg(test)]
pub(crate) mod tests;
