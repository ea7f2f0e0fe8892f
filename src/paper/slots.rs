//! The places of a sheet that can be filled in on screen, told apart by a key.
//!
//! The composer takes a [`Slot`] for every line and box; the template draws it under its key; afterwards the drawn place
//! becomes a widget with the slot's name and tool tip. A key is a number of ours, never text of the owner's.

use std::collections::{BTreeMap, BTreeSet};

/// What a place takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotKind {
    /// One line of text.
    Line {
        /// At most so many characters.
        max: Option<u32>,
    },
    /// Several lines of text.
    Lines,
    /// A box to tick.
    Check,
    /// One answer of several: all slots of the same name are a group.
    Radio,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The AcroForm field's name. Slots of the same name are one field: the answers of a group, or a shared value.
    pub name: String,
    /// The tool tip of the field: the question. Screen readers say it. In a header `{n}` stands for the page.
    pub tip: String,
    /// For an answer of a group: the answer.
    pub answer: Option<String>,
    /// What it takes.
    pub kind: SlotKind,
    /// Whether it must be filled in.
    pub required: bool,
    /// What is filled in already.
    pub value: Option<String>,
}

/// All places of a sheet.
#[derive(Debug, Default)]
pub struct Slots {
    slots: Vec<Slot>,
    names: BTreeSet<String>,
    shared: BTreeMap<String, String>,
    values: BTreeMap<String, String>,
    asked: BTreeSet<String>,
}

impl Slots {
    /// With values that are known beforehand, by shared name (`client.name`) or field id.
    pub fn with_values(values: BTreeMap<String, String>) -> Self {
        Self { values, ..Self::default() }
    }

    /// Takes a place and gives its key.
    pub fn add(&mut self, slot: Slot) -> String {
        self.slots.push(slot);
        (self.slots.len() - 1).to_string()
    }

    /// A field name that no other field has. Dots would make a tree of fields and are left out.
    pub fn name(&mut self, wanted: &str) -> String {
        let base: String =
            wanted.chars().map(|c| if c == '.' || c.is_whitespace() || c.is_control() { '_' } else { c }).collect();
        let mut name = base.clone();
        let mut number = 2;
        while !self.names.insert(name.clone()) {
            name = format!("{base}__{number}");
            number += 1;
        }
        name
    }

    /// The field name of a shared value: the same each time.
    pub fn shared(&mut self, value: &str) -> String {
        if let Some(name) = self.shared.get(value) {
            return name.clone();
        }
        let name = self.name(value);
        self.shared.insert(value.to_owned(), name.clone());
        name
    }

    /// What is known beforehand.
    pub fn value(&mut self, key: &str) -> Option<String> {
        self.asked.insert(key.to_owned());
        self.values.get(key).cloned()
    }

    /// Names of all values that could have been known beforehand.
    pub fn asked(&self) -> &BTreeSet<String> {
        &self.asked
    }

    /// What is known beforehand, by the key of its place. Such a place is set as text and is none to fill in.
    pub fn known(&self) -> BTreeMap<String, String> {
        let known = |(index, slot): (usize, &Slot)| Some((index.to_string(), slot.value.clone()?));
        self.slots.iter().enumerate().filter_map(known).collect()
    }

    /// The place of a key.
    pub fn get(&self, key: &str) -> Option<&Slot> {
        self.slots.get(key.parse::<usize>().ok()?)
    }

    /// Whether nothing can be filled in.
    pub fn is_empty(&self) -> bool {
        self.keys().next().is_none()
    }

    /// Keys of the places that can be filled in.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.slots.iter().enumerate().filter(|(_, slot)| slot.value.is_none()).map(|(index, _)| index.to_string())
    }
}
