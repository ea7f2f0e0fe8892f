//! From a packet to what its page shows.

use super::Voice;
use super::view::{FormCardView, PacketCardView, PacketSetView, PacketView};
use crate::model::packet::{Packet, TOGETHER};

/// A packet's page. `card` gives a form's card by its id; a form that is not there is left out, and has been reported.
pub fn view(packet: &Packet, voice: &dyn Voice, card: &dyn Fn(&str) -> Option<FormCardView>) -> PacketView {
    let sets = sets(packet, voice, card);
    PacketView {
        audience: packet.audience.clone(),
        bring: packet.cover.bring.clone(),
        arrive_minutes_early: packet.cover.arrive_minutes_early,
        note_html: packet.cover.note.as_ref().map(|note| voice.html(note)),
        minutes: minutes(&sets),
        sets,
    }
}

/// A packet in a list.
pub fn card(
    packet: &Packet,
    url: String,
    voice: &dyn Voice,
    form: &dyn Fn(&str) -> Option<FormCardView>,
) -> PacketCardView {
    let mut forms: Vec<&str> = packet.forms.iter().map(|f| f.form.as_str()).collect();
    forms.sort_unstable();
    forms.dedup();
    PacketCardView {
        title: packet.title.clone(),
        url,
        audience: packet.audience.clone(),
        forms: forms.into_iter().filter(|id| form(id).is_some()).count(),
        minutes: minutes(&sets(packet, voice, form)),
    }
}

fn sets(packet: &Packet, voice: &dyn Voice, card: &dyn Fn(&str) -> Option<FormCardView>) -> Vec<PacketSetView> {
    let mut sets = Vec::new();
    for set in packet.sets() {
        let forms: Vec<FormCardView> = set.forms.iter().filter_map(|id| card(id)).collect();
        if !forms.is_empty() {
            let title = person(set.person, voice);
            sets.push(PacketSetView { person: set.person.to_owned(), title, forms, prints: Vec::new() });
        }
    }
    sets
}

/// A person in words: the theme's, where it has any for them, else the id's own.
pub fn person(id: &str, voice: &dyn Voice) -> String {
    let key = format!("person-{id}");
    let words = voice.word(&key, &[]);
    if words != key {
        return words;
    }
    let words = id.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// How long it takes: the longest of the people's sets, which are filled in side by side, and then what all fill in
/// together. None where no form says how long it takes.
fn minutes(sets: &[PacketSetView]) -> Option<u32> {
    let total = |set: &PacketSetView| {
        let known: Vec<u32> = set.forms.iter().filter_map(|form| form.minutes).collect();
        (!known.is_empty()).then(|| known.iter().sum::<u32>())
    };
    let (together, apart): (Vec<_>, Vec<_>) = sets.iter().partition(|set| set.person == TOGETHER);
    let longest = |sets: Vec<&PacketSetView>| sets.into_iter().filter_map(total).max();
    match (longest(apart), longest(together)) {
        (None, None) => None,
        (apart, together) => Some(apart.unwrap_or(0) + together.unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests;
