//! A theme does not show who supervises.

use crate::check::found::Found;
use crate::check::page::{Page, squeeze};
use crate::check::{Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity};
use crate::html::Id;
use crate::model::{PageKind, Site};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "supervisor-not-shown",
        severity: Severity::Error,
        summary: "A page shows somebody without their supervisor",
        explanation: "Profiles, and cards in the directory and on the home page, name the supervisor beside the person's name. A theme that replaces provider.html, person-row.html or person-facts.html has to keep the line.",
        bad: "<h1>{{ person.name }}</h1>",
        good: "<h1>{{ person.name }}</h1>\n<p>{{ t(key=\"supervised-by\", name=person.supervisor.name) }}</p>",
    },
    group: Group::Providers,
    why: "Who works under supervision says so, and under whose, wherever the practice advertises them.",
    sources: &[Source {
        title: "California Business and Professions Code, section 4980.44; other states have rules of their own",
        url: "",
        date: "as amended by 2018",
    }],
    looks: Looks::Page(look),
};

fn look(page: &Page<'_>, found: &mut Found<'_>) {
    let site = page.site;
    match page.kind {
        Some(PageKind::Provider(index)) => {
            let text = page.html.text(page.main());
            if let Some((name, supervisor)) = supervised(site, index)
                && !squeeze(&text).contains(&supervisor)
            {
                say(page, &name, &supervisor, "profile", found);
            }
        }
        Some(PageKind::Home | PageKind::Providers | PageKind::Facet(_)) => cards(page, found),
        _ => {}
    }
}

/// A person and their supervisor by name, if they have one.
fn supervised(site: &Site, index: usize) -> Option<(String, String)> {
    let person = &site.providers.get(index)?.original;
    let supervisor = &person.supervisor.as_ref()?.value;
    let known = site.providers.iter().chain(&site.former).find(|p| p.id == *supervisor);
    let supervisor = known.map_or_else(|| supervisor.clone(), |p| p.original.name.clone());
    Some((squeeze(&person.name), squeeze(&supervisor)))
}

fn cards(page: &Page<'_>, found: &mut Found<'_>) {
    let site = page.site;
    let html = &page.html;
    // Whose profile each link leads to.
    let links: Vec<(Id, usize)> = html
        .within(page.main())
        .filter(|id| html.name(*id) == "a")
        .filter_map(|id| {
            let to = html.attribute(id, "href")?.split(['#', '?']).next()?;
            let to = to.strip_suffix("index.html").unwrap_or(to);
            let whose = |i: &usize| {
                site.path(PageKind::Provider(*i), &page.language)
                    .or_else(|| site.nearest_path(PageKind::Provider(*i), &page.language))
                    .is_some_and(|path| to.ends_with(path))
            };
            (0..site.providers.len()).find(whose).map(|i| (id, i))
        })
        .collect();
    for (index, _) in site.providers.iter().enumerate() {
        let Some((name, supervisor)) = supervised(site, index) else { continue };
        let mut own = links.iter().filter(|(_, i)| *i == index).map(|(id, _)| *id);
        // The card is what stands around a link and around no link to anybody else. Where it does not say the name it is none:
        // a value that one person alone has leads to that person from the list of values.
        let mut cards = 0;
        let shown = own.any(|link| {
            let mut card = link;
            for around in html.around(link).filter(|id| *id != link) {
                let others = links.iter().any(|(id, i)| *i != index && html.around(*id).any(|a| a == around));
                if others {
                    break;
                }
                card = around;
            }
            let text = squeeze(&html.text(card));
            cards += usize::from(text.contains(&name));
            text.contains(&name) && text.contains(&supervisor)
        });
        if !shown && cards > 0 {
            say(page, &name, &supervisor, "card", found);
        }
    }
}

fn say(page: &Page<'_>, name: &str, supervisor: &str, what: &str, found: &mut Found<'_>) {
    let diagnostic = RULE.code.of(format!("the {what} of {name} does not say that {supervisor} supervises them")).help(
        "let the theme show person.supervisor beside the name, as provider.html and person-facts.html of calm do",
    );
    found.on(page, "", diagnostic);
}
