//! The practice as templates see it.

use super::Voice;
use super::shared::Shared;
use super::theme::Theme;
use super::view::{
    AssistanceView, CrisisView, FactsView, FeeView, HoursView, ImageView, InsuranceView, LanguageView, LinkView,
    LocationView, NavigationView, PhoneView, SiteView, WaitView,
};
use crate::model::document::Document;
use crate::model::links::Target;
use crate::model::parse::Localized;
use crate::model::practice::{DAYS, Facts, Fee, Location, language_name, language_of_name};
use crate::model::text::split_extension;
use crate::model::{PageKind, Site, notices};
use crate::paper::drawings;
use crate::pictures::plan::Purpose;

/// The 988 Suicide & Crisis Lifeline, of which the theme's words know how it answers in other languages.
const LIFELINE: &str = "988";

/// Builds the view.
pub fn build(shared: &Shared, theme: &Theme) -> SiteView {
    let (site, practice, language) = (&shared.site, &shared.practice, &shared.language);
    let navigation = navigation(shared);
    let (logo, logo_dark) = logos(shared);
    let icon = icon(logo.as_ref(), theme);
    let help = document(shared, "help-now").and_then(|i| shared.url(PageKind::Document(i)));
    SiteView {
        name: practice.name.clone(),
        legal_name: practice.legal_name.clone().filter(|name| *name != practice.name),
        tagline: practice.tagline.clone(),
        url: site.url().map(str::to_owned),
        lang: language.to_owned(),
        home_url: shared.url(PageKind::Home).unwrap_or_else(|| "/".to_owned()),
        help_now_url: help.unwrap_or_else(|| "#help-now".to_owned()),
        articles_url: shared.url(PageKind::Articles(1)),
        feed_url: super::feeds::url(shared),
        topics_url: shared.url(PageKind::Topics),
        providers_url: shared.url(PageKind::Providers),
        forms_url: shared.url(PageKind::Forms),
        glossary_url: shared.url(PageKind::Glossary),
        search_url: shared.url(PageKind::Search),
        contact_url: document(shared, "contact").and_then(|i| shared.url(PageKind::Document(i))),
        fees_url: document(shared, "fees").and_then(|i| shared.url(PageKind::Document(i))),
        footer: footer(shared, &navigation),
        assistance: assistance(shared),
        navigation,
        touch_icon_url: icon.as_ref().map(|_| drawings::TOUCH_ICON.to_owned()),
        tab_icon_url: icon.as_ref().map(|_| drawings::TAB_ICON.to_owned()),
        icon_url: icon,
        logo,
        logo_dark,
        phone: practice.phone.as_deref().map(|p| phone(p, &practice.country)),
        fax: practice.fax.clone(),
        email: practice.email.clone(),
        portal_url: practice.portal_url.clone(),
        booking_url: practice.booking_url.clone(),
        crisis: CrisisView {
            emergency: phone(&practice.crisis.emergency, &practice.country),
            line_name: practice.crisis.line_name.clone(),
            line: phone(&practice.crisis.line, &practice.country),
            line_text: practice.crisis.text,
            line_hint: (practice.crisis.line.trim() == LIFELINE).then(|| shared.maybe_word("line-988-hint")).flatten(),
        },
        locations: practice.locations.iter().map(|l| location(shared, l)).collect(),
        insurance: InsuranceView {
            in_network: practice.insurance.in_network.clone(),
            out_of_network: practice.insurance.out_of_network.clone(),
        },
        fees: practice.fees.iter().map(|f| fee(f, &practice.currency)).collect(),
        reply_within: practice.reply_within.clone(),
        who_answers: practice.who_answers.clone(),
        voicemail_private: practice.voicemail_private,
        texting: practice.texting.clone(),
        wait: practice.wait.as_ref().map(|w| WaitView { text: w.text.clone(), as_of: w.as_of.map(|d| shared.date(d)) }),
        returns: practice.returns.iter().map(|r| (*r).to_owned()).collect(),
        facts: FactsView {
            hipaa_covered: practice.facts.hipaa_covered,
            receives_federal_funds: practice.facts.receives_federal_funds,
            employees: practice.facts.employees,
            states: practice.facts.states.clone(),
            self_pay_clients: practice.facts.self_pay_clients,
        },
        stylesheets: theme.stylesheets.clone(),
        scripts: theme.scripts.clone(),
        // A file on a disk has no origin: what is fetched ahead there is refused, and fetched again with the stylesheet.
        fonts: if site.settings.relative { Vec::new() } else { theme.fonts.clone() },
        type_pairing: practice.look.type_pairing.map(str::to_owned),
        home_first: practice.look.home_first.map(str::to_owned),
        languages: site.languages.iter().map(|code| self::language(code)).collect(),
        today: shared.date(site.settings.as_of),
    }
}

/// The logo by day and by night.
fn logos(shared: &Shared) -> (Option<ImageView>, Option<ImageView>) {
    let look = &shared.practice.look;
    let one = |file| shared.picture(file, look.logo_alt.as_deref(), Purpose::Logo);
    (one(look.logo.as_ref()), one(look.logo_dark.as_ref()))
}

/// What stands for the site in tabs: every browser draws SVG or PNG, and a photograph, or a name written out, would be a blot
/// there.
fn icon(logo: Option<&ImageView>, theme: &Theme) -> Option<String> {
    let fit = |logo: &&ImageView| {
        let ending = logo.url.rsplit('.').next().unwrap_or_default();
        let square =
            logo.width.zip(logo.height).is_none_or(|(w, h)| w <= h.saturating_mul(2) && h <= w.saturating_mul(2));
        square && ["svg", "png"].iter().any(|fit| ending.eq_ignore_ascii_case(fit))
    };
    logo.filter(fit).map(|logo| logo.url.clone()).or_else(|| theme.icon.clone())
}

/// A language by its own name.
pub fn language(code: &str) -> LanguageView {
    LanguageView {
        code: code.to_owned(),
        name: language_name(code).to_owned(),
        name_lang: language_of_name(code).map(str::to_owned),
    }
}

/// A standing page by its template or name, if it is there in this language or the site's own.
fn document(shared: &Shared, name: &str) -> Option<usize> {
    shared.site.document_with_template(name)
}

/// A telephone number as people read it and as a phone dials it. Short numbers (911, 988) are dialed as they are; others get
/// the country's prefix where we know it and they have none.
pub fn phone(text: &str, country: &str) -> PhoneView {
    let (number, extension) = split_extension(text);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = number.trim_start().starts_with('+');
    let north_american = matches!(country, "US" | "CA" | "PR");
    let dialed = match digits.len() {
        _ if plus => format!("+{digits}"),
        10 if north_american => format!("+1{digits}"),
        11 if north_american && digits.starts_with('1') => format!("+{digits}"),
        _ => digits,
    };
    let extension = extension.map_or(String::new(), |e| format!(";ext={e}"));
    PhoneView { text: text.to_owned(), tel: format!("tel:{dialed}{extension}"), sms: format!("sms:{dialed}") }
}

/// A fee; the price with its currency's sign where that is common.
pub fn fee(fee: &Fee, currency: &str) -> FeeView {
    let price = fee.price.as_ref().map(|price| match currency {
        "USD" | "CAD" | "AUD" | "NZD" | "MXN" => format!("${price}"),
        "GBP" => format!("£{price}"),
        "EUR" => format!("€{price}"),
        other => format!("{price}\u{a0}{other}"),
    });
    FeeView { id: fee.id.clone(), service: fee.service.clone(), minutes: fee.minutes, price, note: fee.note.clone() }
}

/// A location with its address on one line and its hours in the language's way.
pub fn location(shared: &Shared, location: &Location) -> LocationView {
    let country = location.country.as_deref().unwrap_or(&shared.practice.country);
    let town =
        [location.city.as_deref(), location.state.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let town = [Some(town.as_str()), location.postal_code.as_deref()]
        .into_iter()
        .flatten()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let address = [location.street.as_deref(), Some(town.as_str())]
        .into_iter()
        .flatten()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    LocationView {
        id: location.id.clone(),
        name: location.name.clone(),
        street: location.street.clone(),
        city: location.city.clone(),
        state: location.state.clone(),
        postal_code: location.postal_code.clone(),
        address,
        phone: location.phone.as_deref().map(|p| phone(p, country)),
        hours: hours(shared, location),
        directions_html: location.directions.as_ref().map(|d| shared.plain_voice().html(d)),
        parking: location.parking.clone(),
        access: location.access.clone(),
        photo: shared.picture(location.photo.as_ref(), location.photo_alt.as_deref(), Purpose::Text),
        map_url: location.map_url.clone(),
    }
}

fn hours(shared: &Shared, location: &Location) -> Vec<HoursView> {
    if location.hours.iter().all(Option::is_none) {
        return Vec::new();
    }
    DAYS.iter()
        .zip(&location.hours)
        .map(|(day, stretches)| {
            let stretches = stretches.as_deref().unwrap_or_default();
            let texts: Vec<String> = stretches.iter().map(|(from, to)| range(shared, *from, *to)).collect();
            HoursView { day: (*day).to_owned(), text: (!texts.is_empty()).then(|| texts.join(", ")) }
        })
        .collect()
}

fn range(shared: &Shared, from: jiff::civil::Time, to: jiff::civil::Time) -> String {
    let time = |time| shared.strings().map_or_else(|| format!("{time}"), |s| s.time(time));
    shared.plain_voice().word("hours-range", &[("from", &time(from)), ("to", &time(to))])
}

/// The top navigation: what the owner wrote, else everything there is in a sensible order.
fn navigation(shared: &Shared) -> Vec<NavigationView> {
    let usual = ["providers", "articles", "forms"].map(str::to_owned);
    let entries: Vec<String> = if shared.practice.navigation.is_empty() {
        let about = shared.site.documents.iter().filter(|d| matches!(d.id.as_str(), "about" | "fees" | "contact"));
        let pages = about.filter_map(|d| d.file.as_str().strip_prefix("content/").map(str::to_owned));
        usual.into_iter().chain(pages).collect()
    } else {
        shared.practice.navigation.iter().map(|e| e.value.clone()).collect()
    };
    entries.iter().filter_map(|entry| navigation_entry(shared, entry)).collect()
}

fn navigation_entry(shared: &Shared, entry: &str) -> Option<NavigationView> {
    let to = |kind, title| Some(NavigationView { title, url: shared.url(kind)?, lang: shared.foreign(kind) });
    let list = match entry {
        "home" => Some(PageKind::Home),
        "providers" => Some(PageKind::Providers),
        "articles" => Some(PageKind::Articles(1)),
        "topics" => Some(PageKind::Topics),
        "forms" => Some(PageKind::Forms),
        "glossary" => Some(PageKind::Glossary),
        "search" => Some(PageKind::Search),
        _ => None,
    };
    if let Some(kind) = list {
        return to(kind, shared.word(&format!("nav-{entry}")));
    }
    let (site, default) = (&shared.site, shared.site.language());
    let Some(Target::Page { .. }) = site.layout.links.target(&format!("content/{entry}")) else { return None };
    let file = format!("content/{entry}");
    let find = |list: &[Localized<Document>]| list.iter().position(|d| d.file.as_str() == file);
    let (kind, title) = if let Some(index) = find(&site.documents) {
        (PageKind::Document(index), site.documents.get(index)?.get(&shared.language, default).0.title.clone())
    } else if let Some(index) = find(&site.articles) {
        (PageKind::Article(index), site.articles.get(index)?.get(&shared.language, default).0.title.clone())
    } else if let Some(index) = site.forms.iter().position(|f| f.file.as_str() == file) {
        (PageKind::Form(index), site.forms.get(index)?.get(&shared.language, default).0.title.clone())
    } else if let Some(index) = site.packets.iter().position(|p| p.file.as_str() == file) {
        (PageKind::Packet(index), site.packets.get(index)?.get(&shared.language, default).0.title.clone())
    } else {
        let index = site.providers.iter().position(|p| p.file.as_str() == file)?;
        (PageKind::Provider(index), site.providers.get(index)?.original.name.clone())
    };
    to(kind, title)
}

/// The notices that the practice's facts call for, wherever else they are linked, then the standing pages that the navigation
/// leaves out; in this language where they are translated.
fn footer(shared: &Shared, navigation: &[NavigationView]) -> Vec<LinkView> {
    let site = &shared.site;
    let mut notices: Vec<usize> = Vec::new();
    for index in notices::called_for(&shared.practice.facts).filter_map(|notice| notice.page(&site.documents)) {
        if !notices.contains(&index) {
            notices.push(index);
        }
    }
    let link = |index: usize| {
        let (version, _) = site.documents.get(index)?.get(&shared.language, site.language());
        shared.document_link(PageKind::Document(index), version)
    };
    let others = (0..site.documents.len()).filter(|index| !notices.contains(index)).filter_map(link);
    let others = others.filter(|link| navigation.iter().all(|n| n.url != link.url));
    notices.iter().copied().filter_map(link).chain(others).collect()
}

/// The index of the page that is the notice of language assistance, where the practice's facts call for one.
pub fn assistance_page(site: &Site, facts: &Facts) -> Option<usize> {
    let mut notices = notices::called_for(facts);
    notices.find(|notice| notice.id == "language-assistance")?.page(&site.documents)
}

fn assistance(shared: &Shared) -> Option<AssistanceView> {
    let index = assistance_page(&shared.site, &shared.practice.facts)?;
    let (page, _) = shared.site.documents.get(index)?.get(&shared.language, shared.site.language());
    let kind = PageKind::Document(index);
    Some(AssistanceView {
        title: page.title.clone(),
        summary: page.summary.clone(),
        url: shared.url(kind)?,
        lang: shared.foreign(kind),
    })
}
