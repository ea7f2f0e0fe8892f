//! What a packet's page shows.

use super::*;
use crate::model::packet::tests::packet_of;
use crate::render::form_page::tests::English;

fn card_of(id: &str) -> Option<FormCardView> {
    let minutes = match id {
        "gone" => return None,
        "intake" => Some(20),
        "consent" => Some(5),
        _ => None,
    };
    let url = format!("/forms/{id}/");
    Some(FormCardView {
        title: id.to_owned(),
        url,
        purpose: None,
        minutes,
        version: None,
        questions: 3,
        lang: None,
        in_language: None,
    })
}

#[test]
fn each_person_has_a_set_and_time_runs_side_by_side() {
    let text = "title: Couple
people: [partner-1, partner-2]
forms: [intake, {form: survey, for: partner-1}, {form: consent, for: together}, gone]
";
    let Some((packet, _)) = packet_of(text) else { panic!("no packet") };
    let page = view(&packet, &English, &card_of);
    let sets: Vec<_> = page.sets.iter().map(|s| (s.title.as_str(), s.forms.len())).collect();
    assert_eq!(sets, [("First partner", 2), ("Second partner", 1), ("All together", 1)]);
    assert_eq!(page.minutes, Some(25));
    let card = card(&packet, "/packets/couple/".to_owned(), &English, &card_of);
    assert_eq!((card.forms, card.minutes), (3, Some(25)));
}

#[test]
fn the_theme_may_have_words_for_a_person() {
    assert_eq!(person("client", &English), "Client");
    assert_eq!(person("young-person", &English), "Young person");
}
