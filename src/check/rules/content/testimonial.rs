//! Praise by clients, and stars.

use crate::check::found::Found;
use crate::check::page::squeeze;
use crate::check::phrases::Phrases;
use crate::check::prose::{Block, Kind, Prose, Role, Words};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use std::ops::Range;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "testimonial",
        severity: Severity::Warning,
        summary: "Clients praise the practice",
        explanation: "Take out quotations of clients, star ratings and pages of reviews. Quotations from books and songs, and sentences that say you publish no reviews, are left alone.",
        bad: "> Dana saved my marriage. I recommend her to everyone.\n> — M. R., client",
        good: "What you can ask us in a first call: how we work, what it costs, and how soon you can come.",
    },
    group: Group::Content,
    why: "A client who is asked for praise can hardly say no, and who is quoted as a client is named as one. Codes of ethics forbid asking them, and the Federal Trade Commission holds whoever prints a testimonial to what it claims.",
    sources: &[
        Source {
            title: "American Psychological Association, Ethical Principles of Psychologists and Code of Conduct, 5.05 Testimonials",
            url: "https://www.apa.org/ethics/code",
            date: "2017",
        },
        Source { title: "American Counseling Association, Code of Ethics, C.3.b Testimonials", url: "", date: "2014" },
        Source {
            title: "16 CFR part 465, Rule on the Use of Consumer Reviews and Testimonials (89 Federal Register 68034)",
            url: "https://govinfo.gov/content/pkg/FR-2024-08-22/html/2024-18519.htm",
            date: "effective October 21, 2024",
        },
        Source {
            title: "16 CFR 255.2, consumer endorsements",
            url: "https://www.law.cornell.edu/cfr/text/16/255.2",
            date: "read November 2026",
        },
    ],
    looks: Looks::Prose(look),
};

/// Headings over praise.
const HEADINGS: &[&str] = &[
    "testimonial|testimonials",
    "client|clients|patient|patients|google|yelp|our|your|customer reviews|review|ratings|stories|testimonials",
    "what ?our clients|patients|people|others ?are say|saying ?about",
    "success stories",
    "kind words",
    "testimonio|testimonios",
    "resenas|opiniones de ?nuestros ?nuestras clientes|pacientes|google",
    "lo que dicen|opinan ?de ?nosotros ?nuestros ?nuestras clientes|pacientes",
    "casos|historias de exito",
];

/// What people write who praise a therapist.
const PRAISE: &[&str] = &[
    "changed|saved|transformed my|our life|lives|marriage|relationship|family",
    "gave me|us my|our life|lives back",
    "life changing ?therapy ?experience",
    "highly|strongly|definitely recommend",
    "i|we ?would ?cannot recommend ?working ?with him|her|them|dr",
    "best therapist|counselor|psychologist ?i ?ive ?we ?weve",
    "five|5 stars",
    "cambio|cambiaron|salvo|salvaron|transformo mi|nuestra|nuestro vida|matrimonio|relacion|familia",
    "lo|la|los|las recomiendo",
    "recomiendo|recomendamos ?mucho ?totalmente a|esta|este doctora|doctor|terapeuta|clinica|consulta|psicologa|psicologo",
];

/// What they also write, and others too: it counts where initials stand under it.
const WARMTH: &[&str] = &[
    "am|im ?so ?forever ?very ?eternally grateful|thankful to|for",
    "i|we ?finally ?now feel|felt like|better|heard|myself|hopeful|safe|understood",
    "helped|understood|listened ?to me|us",
    "estoy|estamos ?muy agradecido|agradecida|agradecidos|agradecidas",
    "me|nos ayudo|ayudaron|escucho|entendio",
];

/// Who says it.
const CLIENTS: &[&str] = &[
    "client|patient|clients|patients|customer|cliente|paciente|clientes|pacientes",
    "mother|father|mom|dad|parent of ?a ?two ?three",
    "former|current|verified|anonymous client|patient|review|reviewer",
];

fn lists() -> &'static [Phrases; 4] {
    static CELL: OnceLock<[Phrases; 4]> = OnceLock::new();
    CELL.get_or_init(|| [HEADINGS, PRAISE, WARMTH, CLIENTS].map(|list| Phrases::new(list.iter().copied())))
}

fn look(prose: &Prose<'_>, found: &mut Found<'_>) {
    if matches!(prose.file.kind, Kind::Form | Kind::Glossary | Kind::Packet) {
        return;
    }
    let mut said = 0;
    for (n, (block, words)) in prose.each().enumerate() {
        if !super::subject::is_text(block) {
            continue;
        }
        let next = prose.blocks.get(n + 1).filter(|next| next.role == block.role && block.role == Role::Quote);
        let Some((range, what)) = testimonial(block, words, next) else { continue };
        // A page of reviews is one decision, not twenty.
        if said == 3 {
            break;
        }
        said += 1;
        let text =
            crate::source::yaml::reader::clip(&squeeze(block.text.get(range.clone()).unwrap_or_default())).to_string();
        found.push(
            RULE.code
                .at(prose.span(block, range), format!("\"{text}\" {what}"))
                .help("take it out; say instead how you work and what a first session is like"),
        );
    }
}

fn testimonial(block: &Block, words: &Words, next: Option<&Block>) -> Option<(Range<usize>, &'static str)> {
    let [headings, praise, warmth, clients] = lists();
    let text = block.text.as_str();
    if let Some(range) = stars(text) {
        return Some((range, "is a rating with stars"));
    }
    if matches!(block.role, Role::Heading | Role::Title) {
        let hit = headings.find(words).into_iter().next()?;
        // "How we use client stories" is no heading over praise; it is the whole of one.
        let alone = words.len() <= hit.words.len() + 3;
        let denied =
            (0..words.len()).any(|n| matches!(words.get(n), "no" | "not" | "why" | "without" | "sin" | "por" | "dont"));
        return (alone && !denied).then(|| (words.range(hit.words), "stands over praise by clients"));
    }
    let trimmed = text.trim_start();
    let quoted = block.role == Role::Quote || trimmed.starts_with(['"', '“', '«', '”', '„']);
    if !quoted {
        return None;
    }
    // Who says it stands after the last dash, or in a paragraph of its own.
    let said_by = |text: &str| {
        let at = text.rfind(['—', '–']).or_else(|| text.rfind(" - ")).or_else(|| text.rfind("\n-"))?;
        let words = Words::of(text.get(at..)?);
        (words.len() <= 8).then_some(words)
    };
    let by = said_by(text).or_else(|| next.and_then(|next| said_by(&next.text)));
    let by_client = by.as_ref().is_some_and(|by| !clients.find(by).is_empty());
    let praises = !praise.find(words).is_empty();
    let first_person = (0..words.len())
        .any(|n| matches!(words.get(n), "i" | "im" | "ive" | "my" | "me" | "we" | "our" | "yo" | "mi" | "nos"));
    let initials = by.as_ref().is_some_and(is_initials);
    let warm = praises || !warmth.find(words).is_empty();
    let is_praise = by_client
        || (praises && first_person && (block.role == Role::Quote || by.is_some()))
        || (warm && first_person && initials);
    is_praise.then(|| (0..text.trim_end().len(), "quotes a client"))
}

/// "J. S.", "Maria R."
fn is_initials(by: &Words) -> bool {
    by.len() <= 3 && (0..by.len()).any(|n| by.get(n).len() == 1)
}

/// Three stars or more in a row, or "4.9 stars", "5-star reviews".
fn stars(text: &str) -> Option<Range<usize>> {
    let is_star = |c: char| matches!(c, '★' | '⭐' | '🌟' | '✩' | '☆' | '\u{fe0f}');
    let start = text.find(is_star);
    if let Some(start) = start {
        let run: String = text.get(start..)?.chars().take_while(|c| is_star(*c)).collect();
        if run.chars().filter(|c| *c != '\u{fe0f}').count() >= 3 {
            return Some(start..start + run.len());
        }
    }
    let phrases = {
        static CELL: OnceLock<Phrases> = OnceLock::new();
        CELL.get_or_init(|| {
            Phrases::new([
                "5|five star|stars ?google ?client ?patient reviews|ratings|rated|reviewed|average|therapist|therapy|practice",
                "rated ?4|5 ?0|5|6|7|8|9|five stars",
                "5|4 ?de ?5 estrellas",
            ])
        })
    };
    let words = Words::of(text);
    phrases.find(&words).into_iter().next().map(|hit| words.range(hit.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(role: Role, text: &str) -> bool {
        let block = Block::plain(role, text);
        testimonial(&block, &Words::of(text), None).is_some()
    }

    #[test]
    fn praise_is_found() {
        for (role, text) in [
            (Role::Heading, "Testimonials"),
            (Role::Heading, "What our clients say"),
            (Role::Heading, "Testimonios"),
            (Role::Quote, "Dana saved my marriage. — M. R., client"),
            (Role::Quote, "I highly recommend Dr. Osei."),
            (Role::Paragraph, "★★★★★ A great place"),
            (Role::Paragraph, "“She changed my life.” – former client"),
            (Role::Paragraph, "We have over 100 five-star reviews."),
            (Role::Paragraph, "\"I finally feel like myself again.\" - Maria R."),
            (Role::Quote, "Me ayudó mucho. La recomiendo. — Ana P., paciente"),
        ] {
            assert!(found(role, text), "{text}");
        }
    }

    #[test]
    fn other_quotations_are_left_alone() {
        for (role, text) in [
            (Role::Quote, "The wound is the place where the light enters you. — Rumi"),
            (Role::Quote, "I contain multitudes. — Walt Whitman"),
            (Role::Heading, "Why we publish no testimonials"),
            (Role::Heading, "Client rights"),
            (Role::Heading, "How often we review your plan"),
            (Role::Paragraph, "Therapy changed my life, so I became a therapist."),
            (Role::Paragraph, "\"I need someone today,\" you can say."),
            (Role::Paragraph, "We do not ask clients for reviews."),
            (Role::Quote, "People will forget what you said. — attributed to many"),
            (Role::Paragraph, "A child may draw a star ★ on the chart."),
        ] {
            assert!(!found(role, text), "{text}");
        }
    }
}
