//! The YAML of a packet as editors and people see it: `anteroom schema packet`. See [`crate::model::form::schema`].

use crate::model::form::schema::Flag;
use schemars::JsonSchema;

/// A packet: which forms, in which order, for whom.
#[derive(Debug, JsonSchema)]
#[schemars(title = "Anteroom packet", deny_unknown_fields)]
pub struct PacketYaml {
    /// The packet's title.
    pub title: String,
    /// Whom it is for, such as adult.
    pub audience: Option<String>,
    /// Who fills it in, in lower case with hyphens; a couple is partner-1 and partner-2. Each person's set is a PDF of its own.
    pub people: Option<Vec<String>>,
    /// The forms in order: names of files in content/forms/ without ending, or with whom each is for.
    pub forms: Vec<PacketFormYaml>,
    /// What its cover says.
    pub cover: Option<CoverYaml>,
    /// How many copies anteroom print makes.
    #[schemars(range(min = 1, max = 20))]
    pub copies: Option<u32>,
    /// Whether anteroom print adds a copy for the client to keep.
    pub client_copy: Option<Flag>,
}

/// A form: the name of its file, or for whom it is as well.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum PacketFormYaml {
    /// The name of a file in content/forms/ without ending; each person fills it in.
    Name(String),
    /// With whom it is for.
    Keys(PacketFormKeys),
}

/// A form and whom it is for.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PacketFormKeys {
    /// The name of a file in content/forms/ without ending.
    pub form: String,
    /// One of the people, each (on sheets of their own) or together (on one, with every name and signature).
    #[schemars(rename = "for")]
    pub who: Option<String>,
}

/// What the cover says.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CoverYaml {
    /// What to bring, such as Photo ID.
    pub bring: Option<Vec<String>>,
    /// How many minutes before the appointment to come.
    #[schemars(range(min = 0, max = 240))]
    pub arrive_minutes_early: Option<u32>,
    /// Anything else that the cover says (Markdown).
    pub note: Option<String>,
}
