//! Views of people: cards, the directory with its facets, profiles.

use super::shared::Shared;
use super::view::{
    BylineView, DirectoryView, FacetValueView, FacetView, LicenseView, LinkView, MonogramView, ProviderCardView,
    ProviderView,
};
use super::{Voice, site_view};
use crate::model::practice::language_of_name;
use crate::model::provider::Provider;
use crate::model::routes::{FACETS, provider_insurance};
use crate::model::{
    Facet, PageKind,
    addresses::{encode, slug},
};
use crate::pictures::plan::Purpose;

/// A person in the directory.
pub fn card(shared: &Shared, index: usize) -> ProviderCardView {
    let site = &shared.site;
    let Some(entry) = site.providers.get(index) else { return ProviderCardView::default() };
    let (person, own) = entry.get(&shared.language, site.language());
    let locations: Vec<String> = shared
        .practice
        .locations
        .iter()
        .filter(|l| person.locations.iter().any(|id| id.value == l.id))
        .map(|l| l.name.clone())
        .collect();
    ProviderCardView {
        name: person.name.clone(),
        name_with_credentials: person.name_with_credentials(),
        pronouns: person.pronouns.clone(),
        role: person.role.clone(),
        url: shared.url(PageKind::Provider(index)).unwrap_or_default(),
        lang: (!own).then(|| site.language().to_owned()),
        photo: shared.picture(person.photo.as_ref(), person.photo_alt.as_deref(), Purpose::Portrait),
        monogram: monogram(&person.name),
        accepting: person.accepting,
        accepting_as_of: person.accepting_as_of.map(|d| shared.date(d)),
        supervisor: person.supervisor.as_ref().and_then(|who| shared.byline(who)),
        specialties: person.specialties.clone(),
        populations: person
            .populations
            .iter()
            .map(|p| LinkView {
                title: shared.word(&format!("population-{p}")),
                url: facet_url(shared, "population", p).unwrap_or_default(),
                lang: None,
            })
            .collect(),
        languages: person.languages.iter().map(|l| site_view::language(l)).collect(),
        telehealth: person.telehealth(),
        telehealth_only: person.telehealth() && person.locations.is_empty(),
        locations,
        facets: facets_of(shared, person),
    }
}

/// One or two letters, and a number that stays the same for a name.
fn monogram(name: &str) -> MonogramView {
    let words: Vec<&str> =
        name.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_alphabetic)).collect();
    let first = words.first().and_then(|w| w.chars().next());
    let last = words.get(1..).and_then(<[&str]>::last).and_then(|w| w.chars().next());
    let letters: String = first.into_iter().chain(last).flat_map(char::to_uppercase).collect();
    let hash = blake3::hash(name.as_bytes());
    let variant = hash.as_bytes().iter().take(2).fold(0, |n, b| n * 256 + u32::from(*b)) % 360;
    MonogramView { letters, variant }
}

/// The address of a facet's value: its own page, or the one person who has it.
fn facet_url(shared: &Shared, facet: &str, value: &str) -> Option<String> {
    let at = |f: &Facet| f.language == shared.language && f.facet == facet && f.value == value;
    let index = shared.site.layout.facets.iter().position(at)?;
    match shared.site.layout.facets.get(index)?.providers.as_slice() {
        [one] => shared.url(PageKind::Provider(*one)),
        _ => shared.url(PageKind::Facet(index)),
    }
}

/// `specialty:anxiety population:couples`: what the script filters by.
fn facets_of(shared: &Shared, person: &Provider) -> String {
    let practice = &shared.practice;
    let mut pairs: Vec<String> = Vec::new();
    let mut add = |facet: &str, value: &str| pairs.push(format!("{facet}:{}", slug(value)));
    person.specialties.iter().for_each(|v| add("specialty", v));
    person.populations.iter().for_each(|v| add("population", v));
    provider_insurance(person, practice).iter().for_each(|v| add("insurance", v));
    person.languages.iter().for_each(|v| add("language", v));
    let known = person.locations.iter().filter(|id| practice.locations.iter().any(|l| l.id == id.value));
    known.for_each(|v| add("location", v));
    if person.telehealth() {
        add("telehealth", "yes");
    }
    person.accepting.iter().for_each(|v| add("space", v));
    pairs.join(" ")
}

/// The directory, whole or narrowed to one value.
pub fn directory(shared: &Shared, current: Option<usize>) -> DirectoryView {
    let facet = current.and_then(|i| shared.site.layout.facets.get(i));
    let people = match facet {
        Some(facet) => facet.providers.iter().filter_map(|i| shared.people.get(*i).cloned()).collect(),
        None => shared.people.clone(),
    };
    DirectoryView {
        people,
        facets: FACETS.iter().map(|id| facet_view(shared, id, current)).filter(|f| !f.values.is_empty()).collect(),
        current: facet
            .zip(current)
            .and_then(|(facet, index)| shared.link(PageKind::Facet(index), facet_title(shared, facet))),
        total: shared.people.len(),
    }
}

fn facet_view(shared: &Shared, id: &'static str, current: Option<usize>) -> FacetView {
    let values = shared
        .site
        .layout
        .facets
        .iter()
        .enumerate()
        .filter(|(_, f)| f.language == shared.language && f.facet == id)
        .map(|(index, facet)| FacetValueView {
            id: facet.value.clone(),
            title: facet_title(shared, facet),
            lang: match id {
                "language" => language_of_name(&facet.value).map(str::to_owned),
                _ => facet.title_lang.clone(),
            },
            count: facet.providers.len(),
            url: shared.site.path(PageKind::Facet(index), &shared.language).map(encode),
            profile_url: match facet.providers.as_slice() {
                [one] => shared.url(PageKind::Provider(*one)),
                _ => None,
            },
            current: current == Some(index),
        })
        .collect();
    FacetView { id, values }
}

/// A value in words: the owner's own, or the theme's for values that we name.
pub fn facet_title(shared: &Shared, facet: &Facet) -> String {
    match facet.facet {
        "population" => shared.word(&format!("population-{}", facet.value)),
        "space" => shared.word(&format!("accepting-{}", facet.value)),
        "telehealth" => shared.word("telehealth"),
        _ => facet.title.clone(),
    }
}

/// A person's page.
pub fn profile(shared: &Shared, index: usize, person: &Provider) -> ProviderView {
    let practice = &shared.practice;
    let by_them: Vec<_> = shared.written_by(&person.id).iter().filter_map(|i| shared.article_card(*i)).collect();
    let fees = practice.fees.iter().filter(|f| person.fees.is_empty() || person.fees.iter().any(|id| id.value == f.id));
    ProviderView {
        card: shared.people.get(index).cloned().unwrap_or_default(),
        bio_html: shared.voice().html(&person.bio),
        licenses: person
            .licenses
            .iter()
            .map(|l| LicenseView {
                kind: l.kind.to_owned(),
                number: l.number.clone(),
                state: l.state.clone(),
                expires: l.expires.map(|d| shared.date(d)),
                supervised: l.supervised,
            })
            .collect(),
        npi: person.npi.clone(),
        taxonomy: person.taxonomy.clone(),
        modalities: person.modalities.clone(),
        settings: person.settings.iter().map(|s| shared.word(&format!("setting-{s}"))).collect(),
        ages: person.ages.clone(),
        telehealth_states: person.telehealth_states.clone(),
        locations: practice
            .locations
            .iter()
            .zip(&shared.view.locations)
            .filter(|(l, _)| person.locations.iter().any(|id| id.value == l.id))
            .map(|(_, view)| view.clone())
            .collect(),
        insurance: provider_insurance(person, practice).to_vec(),
        fees: fees.map(|f| site_view::fee(f, &practice.currency)).collect(),
        education: person.education.clone(),
        booking_url: person.booking_url.clone().or_else(|| practice.booking_url.clone()),
        phone: person.phone.as_deref().map(|p| site_view::phone(p, &practice.country)),
        email: person.email.clone(),
        articles: by_them,
        sample: person.sample,
    }
}

/// A person as an author, for structured data.
pub fn byline_index(shared: &Shared, who: Option<&str>) -> Option<(BylineView, Option<usize>)> {
    let who = who?;
    Some((shared.byline(who)?, shared.provider(who)))
}
