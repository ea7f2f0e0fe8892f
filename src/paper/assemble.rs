//! From a subject to the sheet that is typeset: which forms stand on it, in which order, under which header.
//!
//! 1. A form is its own sheet, and several can follow one another on one; a person's set of a packet has a cover before them.
//! 2. Staff sheets stand in place of the forms where they are wished for.
//! 3. Copies follow the originals, each with fields of its own.

use super::blocks::{self, Block, Run};
use super::compose::{Composer, direction, returns};
use super::pictures::{self, Pictures};
use super::sheet::{AssistancePart, ContentPart, CoverPart, FormPart, HandoutPart, HeaderSlot, PracticePart, Sheet};
use super::slots::{Slot, SlotKind, Slots};
use super::staff;
use crate::model::document::Document;
use crate::model::form::Form;
use crate::model::form::field::FieldKind;
use crate::model::packet::TOGETHER;
use crate::model::practice::Paper;
use crate::model::prints::{Print, Subject};
use crate::model::{PageKind, Site};
use crate::render::shared::Shared;
use crate::render::strings::Argument;
use crate::render::{Voice, accent, article_page, packet_page, site_view};
use std::collections::BTreeMap;

/// What is wished for beyond the PDF that stands on the site: `anteroom print`.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// What is filled in beforehand, by shared name (`client.name`) or field id.
    pub values: BTreeMap<String, String>,
    /// The sheets for staff, in place of what clients fill in.
    pub staff: bool,
    /// Further forms, by index into [`Site::forms`], that follow the first.
    pub further: Vec<usize>,
    /// So many times, one after the other.
    pub copies: u32,
    /// What is signed once more, for the client to keep.
    pub client_copy: bool,
    /// Printed on both sides: each form begins a sheet.
    pub duplex: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            values: BTreeMap::new(),
            staff: false,
            further: Vec::new(),
            copies: 1,
            client_copy: false,
            duplex: false,
        }
    }
}

/// Assembles the sheet of a print, in its language; `first` is the practice's own. None where nothing is there to print.
pub fn assemble(
    site: &Site,
    (shared, first): (&Shared, &Shared),
    print: &Print,
    pictures: &Pictures<'_>,
    wishes: &Wishes,
) -> Option<(Sheet, Slots)> {
    let practice = &shared.practice;
    let paper = match (practice.paper, practice.also_paper.filter(|_| print.other_paper)) {
        (Paper::Letter, None) | (_, Some(Paper::Letter)) => "us-letter",
        _ => "a4",
    };
    let mut slots = Slots::with_values(wishes.values.clone());
    let mut sheet = Sheet {
        lang: shared.language.to_owned(),
        dir: direction(&shared.language),
        first_lang: first.language.clone(),
        paper,
        large: print.large,
        duplex: wishes.duplex,
        title: String::new(),
        practice: PracticePart {
            name: practice.name.clone(),
            phone: practice.phone.clone(),
            address: shared.view.locations.first().map(|location| location.address.clone()),
        },
        accent: accent::by_day(practice.look.accent.as_ref().map(|a| a.value.as_str())),
        logo: None,
        words: words(shared),
        header: Vec::new(),
        crisis: crisis(shared),
        cover: None,
        forms: Vec::new(),
        assistance: None,
        handout: None,
        values: BTreeMap::new(),
        pictures: Vec::new(),
    };
    let set = Set { site, shared, first, large: print.large, wishes };
    match &print.subject {
        Subject::Form(index) => {
            let forms: Vec<usize> = std::iter::once(*index).chain(wishes.further.iter().copied()).collect();
            sheet.header = header(shared, &mut slots, None);
            set.forms(&forms, &mut sheet, &mut slots);
            sheet.title = sheet.forms.first()?.title.clone();
            // How several forms come back is said once, after the last.
            let last = sheet.forms.len().saturating_sub(1);
            sheet.forms.iter_mut().take(last).for_each(|form| form.returns.clear());
        }
        Subject::Packet(index, person) => set.packet(*index, person, &mut sheet, &mut slots)?,
        Subject::Handout(kind) => {
            let (document, _) = site.prose(*kind)?.get(&shared.language, site.language());
            sheet.title.clone_from(&document.title);
            sheet.handout = Some(handout(shared, *kind, document));
        }
    }
    if !sheet.forms.is_empty() && !wishes.staff {
        sheet.assistance = assistance(shared);
    }
    sheet.values = slots.known();
    pictures::set(&mut sheet, pictures);
    Some((sheet, slots))
}

/// The forms of a sheet.
struct Set<'a> {
    site: &'a Site,
    shared: &'a Shared,
    /// The practice's own language: in it are the forms that nobody has translated yet.
    first: &'a Shared,
    large: bool,
    wishes: &'a Wishes,
}

impl Set<'_> {
    /// Puts forms on the sheet: as often as is wished for, then what the client keeps.
    fn forms(&self, forms: &[usize], sheet: &mut Sheet, slots: &mut Slots) {
        let alone = forms.len() == 1 && self.wishes.copies <= 1 && !self.wishes.client_copy;
        let in_packet = sheet.cover.is_some();
        for copy in 1..=self.wishes.copies.max(1) {
            let before = if copy > 1 { format!("copy{copy}_") } else { String::new() };
            for index in forms {
                let prefix = |id: &str| match alone && !in_packet {
                    true => String::new(),
                    false => format!("{before}{id}_"),
                };
                self.form(*index, prefix, None, sheet, slots);
            }
        }
        if self.wishes.client_copy && !self.wishes.staff {
            let kept = forms.iter().filter(|index| self.site.forms.get(**index).is_some_and(|f| signed(&f.original)));
            for index in kept {
                let mark = Some(self.shared.word("print-client-copy"));
                self.form(*index, |id| format!("kept_{id}_"), mark, sheet, slots);
            }
        }
    }

    fn form(
        &self,
        index: usize,
        prefix: impl Fn(&str) -> String,
        mark: Option<String>,
        sheet: &mut Sheet,
        slots: &mut Slots,
    ) {
        let Some(localized) = self.site.forms.get(index) else { return };
        let (form, own) = localized.get(&self.shared.language, self.site.language());
        let shared = if own { self.shared } else { self.first };
        // The practice's own words for staff beside a translation.
        let bilingual = own && form.bilingual && self.shared.language != self.site.language();
        let original = bilingual.then_some(localized.original.as_ref());
        let composer = Composer { shared, first: self.first, large: self.large, prefix: prefix(&localized.id) };
        if self.wishes.staff {
            sheet.forms.extend(staff::form(&composer, form, slots));
        } else {
            let mut part = composer.form(form, original, slots);
            part.mark = mark;
            sheet.forms.push(part);
        }
    }

    /// A person's set of a packet, with its cover.
    fn packet(&self, index: usize, person: &str, sheet: &mut Sheet, slots: &mut Slots) -> Option<()> {
        let shared = self.shared;
        let (packet, _) = self.site.packets.get(index)?.get(&shared.language, self.site.language());
        let voice = shared.plain_voice();
        let sets = packet.sets();
        let set = sets.iter().find(|set| set.person == person)?;
        let several = packet.people.len() > 1;
        let together = (person == TOGETHER).then(|| packet.people.iter().map(|p| p.value.as_str()).collect::<Vec<_>>());
        sheet.header = header(shared, slots, together.as_deref());
        let name = packet_page::person(person, &voice);
        sheet.title = if several { format!("{}: {name}", packet.title) } else { packet.title.clone() };
        let count = |n: u32| shared.words("arrive-early", &[("n", Argument::Number(f64::from(n)))]);
        sheet.cover = Some(CoverPart {
            title: packet.title.clone(),
            person: several.then(|| name.clone()),
            bring: packet.cover.bring.clone(),
            arrive: packet.cover.arrive_minutes_early.filter(|n| *n > 0).map(count),
            note: packet
                .cover
                .note
                .as_ref()
                .map(|note| blocks::of_html(&voice.html(note), shared.view.url.as_deref()))
                .unwrap_or_default(),
            contents: Vec::new(),
            returns: returns(shared),
        });
        let forms: Vec<usize> = set.forms.iter().filter_map(|id| self.site.form(id)).collect();
        self.forms(&forms, sheet, slots);
        // How it comes back is said once, on the cover.
        sheet.forms.iter_mut().for_each(|form| form.returns.clear());
        if self.wishes.staff {
            sheet.cover = None;
            return (!sheet.forms.is_empty()).then_some(());
        }
        let content = |form: &FormPart| {
            let foreign = (form.lang != sheet.lang).then(|| shared.in_language(&form.lang));
            ContentPart {
                title: form.title.clone(),
                lang: form.lang.clone(),
                notes: foreign.into_iter().chain(form.mark.clone()).collect(),
            }
        };
        let contents = sheet.forms.iter().map(content).collect();
        if let Some(cover) = &mut sheet.cover {
            cover.contents = contents;
        }
        Some(())
    }
}

/// Whether a form is signed, so that the client may want to keep a copy.
fn signed(form: &Form) -> bool {
    form.fields().any(|field| matches!(field.kind, FieldKind::Signature(_)))
}

/// Name and date of birth, filled in once for all pages; on what all sign together, everybody's name.
fn header(shared: &Shared, slots: &mut Slots, people: Option<&[&str]>) -> Vec<HeaderSlot> {
    let mut slot = |value: &str, label: String, max: Option<u32>, units: u8| {
        let (name, known) = (slots.shared(value), slots.value(value));
        let kind = SlotKind::Line { max };
        let page = shared.words("print-page-number", &[("n", Argument::Text("{n}"))]);
        let slot = slots.add(Slot {
            name,
            tip: format!("{label}, {page}"),
            answer: None,
            kind,
            required: false,
            value: known,
        });
        HeaderSlot { label, slot, units }
    };
    match people {
        None => vec![
            slot("client.name", shared.word("print-client-name"), None, 7),
            slot("client.birth_date", shared.word("print-birth-date"), Some(10), 5),
        ],
        Some(people) => {
            let voice = shared.plain_voice();
            people.iter().map(|id| slot(&format!("{id}.name"), packet_page::person(id, &voice), None, 6)).collect()
        }
    }
}

/// Words for the template. Arguments come as `{n}`, for the template to fill in once pages are known.
fn words(shared: &Shared) -> BTreeMap<String, String> {
    let arguments = ["n", "total", "pages"].map(|name| (name, format!("{{{name}}}")));
    let arguments: Vec<(&str, Argument<'_>)> =
        arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
    let mut words: BTreeMap<String, String> = shared
        .strings()
        .map(|strings| strings.keys("print-").map(|key| (key.to_owned(), shared.words(key, &arguments))).collect())
        .unwrap_or_default();
    for (key, of) in [
        ("print-in-short", "in-short"),
        ("print-required", "required"),
        ("print-returns", "returns-title"),
        ("print-source", "source-title"),
        ("print-bring", "bring-title"),
        ("print-help", "packet-help"),
        ("print-faq", "faq-title"),
        ("print-references", "references-title"),
        ("voicemail", "voicemail-ask"),
    ] {
        words.insert(key.to_owned(), shared.word(of));
    }
    words
}

/// Crisis help in lines, as it is printed beside a question about self-harm.
fn crisis(shared: &Shared) -> Vec<String> {
    let crisis = &shared.view.crisis;
    let voice = shared.plain_voice();
    let key = if crisis.line_text { "print-crisis-call-or-text" } else { "print-crisis-call" };
    let line = voice.word(key, &[("name", &crisis.line_name), ("number", &crisis.line.text)]);
    vec![
        shared.word("crisis-beside"),
        crisis.line_hint.as_ref().map_or_else(|| line.clone(), |hint| format!("{line} ({hint})")),
        voice.word("print-crisis-emergency", &[("number", &crisis.emergency.text)]),
        shared.word("crisis-nobody-sees"),
    ]
}

/// The practice's notice of language assistance in the words of its page: paper has no links.
fn assistance(shared: &Shared) -> Option<AssistancePart> {
    let (site, default) = (&shared.site, shared.site.language());
    let index = site_view::assistance_page(site, &shared.practice.facts)?;
    let (page, own) = site.documents.get(index)?.get(&shared.language, default);
    let mut text = blocks::of_html(&shared.plain_voice().html(&page.body), shared.view.url.as_deref());
    if let (true, Some(summary)) = (text.is_empty(), &page.summary) {
        text.push(Block::Paragraph { runs: vec![Run::plain(summary)] });
    }
    let lang = if own { &shared.language } else { default }.to_owned();
    Some(AssistancePart { title: page.title.clone(), lang, text })
}

fn handout(shared: &Shared, kind: PageKind, document: &Document) -> HandoutPart {
    let view = article_page::document(shared, document);
    let base = shared.view.url.as_deref();
    let by = |key: &str, who: &Option<crate::render::view::BylineView>| {
        who.as_ref().map(|who| {
            let role = who.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
            format!("{} {}{role}", shared.word(key), who.name)
        })
    };
    let reviewed = view.reviewed.as_ref().map(|date| format!("{}: {}", shared.word("last-reviewed"), date.text));
    HandoutPart {
        title: document.title.clone(),
        summary: document.summary.clone(),
        byline: [by("written-by", &view.author), by("reviewed-by", &view.reviewed_by), reviewed]
            .into_iter()
            .flatten()
            .collect(),
        text: blocks::of_html(&shared.plain_voice().html(&document.body), base),
        faq: view.faq.iter().map(|faq| (faq.question.clone(), blocks::of_html(&faq.answer_html, base))).collect(),
        references: view.references_html.iter().map(|html| blocks::runs_of_html(html, base)).collect(),
        url: base.and_then(|base| Some(format!("{base}{}", shared.url(kind)?))),
    }
}
