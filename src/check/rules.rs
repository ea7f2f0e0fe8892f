//! The rules: a folder a group, a file a rule.

pub mod accessibility;
pub mod content;
pub mod forms;
pub mod links;
pub mod notices;
pub mod privacy;
pub mod providers;
pub mod site;

use super::Rule;

/// All rules: group by group, and by name in each.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let groups = [
        links::RULES,
        accessibility::RULES,
        privacy::RULES,
        content::RULES,
        providers::RULES,
        forms::RULES,
        notices::RULES,
        site::RULES,
    ];
    groups.into_iter().flatten().copied()
}

/// A rule by its name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.name == name)
}
