//! What an owner should know about a move: every thing that could not come over as it was, with the file it is missing from and
//! what to do instead.

use std::collections::BTreeMap;

/// Kinds of things to know, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A form of the old site's, or of a service for forms.
    Form,
    /// A picture that is not here.
    Picture,
    /// A picture without words for those who cannot see it.
    Alternative,
    /// A document that a text links to and that is not here.
    Document,
    /// A video or map that stood in a frame.
    Frame,
    /// Sound or video of the old site's own.
    Player,
    /// A script, a counter, a hidden picture.
    Tracker,
    /// A piece that the old system drew itself: a list of posts, a calendar.
    Block,
    /// A link to a page of the old site that did not come over.
    Link,
    /// A link that is never published, or that leads nowhere.
    BadLink,
    /// An old address that cannot lead on.
    Address,
    /// A name that was taken.
    Renamed,
    /// A text that asked for a password.
    Locked,
    /// A text without a title.
    Untitled,
    /// A text of which only the words could be kept.
    PlainOnly,
    /// A table whose first row was made its head.
    TableHead,
    /// A topic whose name leaves nothing for an address.
    Topic,
    /// The old site's first page.
    Home,
    /// An entry that could not be read.
    Entry,
}

impl What {
    /// The line above the list: what happened, and what to do.
    pub fn heading(self) -> (&'static str, &'static str) {
        match self {
            Self::Form => (
                "Forms were taken out, because what people write in them would leave the site",
                "make the form in content/forms/, or give your phone and portal in practice.yaml",
            ),
            Self::Picture => (
                "Pictures that are not here were left out; a note in the text marks the place",
                "delete these files, and import once more with --media FOLDER or --fetch-pictures; or put the pictures in content/media/ yourself",
            ),
            Self::Alternative => (
                "Pictures have no words for people who cannot see them",
                "write what the picture shows between the brackets: ![words](picture.jpg); for image: in image_alt:",
            ),
            Self::Document => (
                "Documents that are not here: their links were taken out and the words stay",
                "put the documents in content/media/ and link to them, such as [words](../media/name.pdf)",
            ),
            Self::Frame => (
                "Videos, maps and other sites in a frame became links, because a frame tells that site who reads the page",
                "nothing needs to be done; a video of your own can lie in content/media/",
            ),
            Self::Player => {
                ("Players for sound or video were taken out", "put the file in content/media/ and link to it")
            }
            Self::Tracker => (
                "Scripts and counters were taken out: they tell others who reads the page",
                "nothing needs to be done; most hosts count visits without them",
            ),
            Self::Block => (
                "Pieces that the old system drew itself hold no text to bring over",
                "lists of articles and topics and the search are made for you; write the rest as text",
            ),
            Self::Link => (
                "Links to pages of the old site that did not come over were taken out; their words stay",
                "link to a file that is there, such as [words](../pages/fees.md)",
            ),
            Self::BadLink => (
                "Links that lead nowhere, or that are never published, were taken out; their words stay",
                "write the whole address, such as [words](https://www.example.com/)",
            ),
            Self::Address => {
                ("Old addresses that cannot lead to their new pages", "check with: anteroom check --old-sitemap FILE")
            }
            Self::Renamed => (
                "Names that were taken: the newcomer got another one",
                "read both, and delete the one that you do not need",
            ),
            Self::Locked => (
                "Texts that asked for a password came over as drafts, so that nobody sees them",
                "a site without a server has no passwords; delete them, or publish them by taking the line draft: true away",
            ),
            Self::Untitled => ("Texts without a title got their first words for one", "write a title"),
            Self::PlainOnly => {
                ("Texts whose layout could not be read came over as plain words", "look at them beside the old page")
            }
            Self::TableHead => (
                "Tables without a head: their first row became it",
                "if the first row is no head, put an empty row of | | | above it",
            ),
            Self::Topic => {
                ("Topics of which no address can be made were left out", "give the topic a name with letters")
            }
            Self::Home => (
                "The old first page came over as a page of its own",
                "take what you need of it to content/index.md and delete it",
            ),
            Self::Entry => ("Entries that could not be brought over", "copy their text from the old site by hand"),
        }
    }

    /// Whether it is only good to know.
    pub fn is_quiet(self) -> bool {
        matches!(self, Self::Frame | Self::Tracker)
    }
}

/// Everything to know, by kind and file.
#[derive(Debug, Default, Clone)]
pub struct Notes {
    list: BTreeMap<What, Vec<(String, String)>>,
}

impl Notes {
    /// Adds something about a file; the same is not said twice.
    pub fn add(&mut self, what: What, file: &str, detail: impl Into<String>) {
        let list = self.list.entry(what).or_default();
        let note = (file.to_owned(), detail.into());
        // What repeats stands near.
        if !list.iter().rev().take(50).any(|have| *have == note) {
            list.push(note);
        }
    }

    /// All kinds, in order.
    pub fn iter(&self) -> impl Iterator<Item = (What, &[(String, String)])> {
        self.list.iter().map(|(what, list)| (*what, list.as_slice()))
    }

    /// How many there are of a kind.
    pub fn count(&self, what: What) -> usize {
        self.list.get(&what).map_or(0, Vec::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
