//! What the rules on notices share: the page that is a notice, and its words.

use crate::check::Checked;
use crate::check::places::{fold, plain};
use crate::model::document::Document;
use crate::model::notices::NOTICES;
use crate::model::practice::Facts;

/// The facts of the practice.
pub(super) fn facts<'a>(checked: &Checked<'a>) -> Option<&'a Facts> {
    checked.site.practice(checked.site.language()).map(|practice| &practice.facts)
}

/// The page that is a notice, where the facts call for it and it is there, in each of its languages.
pub(super) fn notice<'a>(checked: &Checked<'a>, id: &str) -> Vec<&'a Document> {
    let site = checked.site;
    let (Some(notice), Some(facts)) = (NOTICES.iter().find(|notice| notice.id == id), facts(checked)) else {
        return Vec::new();
    };
    let page = notice
        .page(&site.documents)
        .filter(|_| notice.is_called_for(facts))
        .and_then(|index| site.documents.get(index));
    page.into_iter()
        .flat_map(|page| {
            std::iter::once(&*page.original).chain(page.translations.values().map(|(_, document)| &**document))
        })
        .collect()
}

/// The words of a page, folded.
pub(super) fn words(document: &Document) -> String {
    fold(&format!("{} {}", document.title, plain(&document.body)))
}

/// Whether a page is in a language of which the rules know words, by how often small words of it stand there.
pub(super) fn is_read(words: &str) -> bool {
    let count = |of: &[&str]| of.iter().map(|word| words.matches(word).count()).sum::<usize>();
    let all = words.split(' ').count();
    count(&[" the ", " and ", " you ", " de ", " la ", " que "]) * 20 >= all
}
