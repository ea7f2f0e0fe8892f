//! Related articles: by shared topics and shared words of the title, in whole numbers, so that every machine agrees.
//!
//! 1. [`Kinship::new`] lists which articles share a topic or a word.
//! 2. [`Kinship::of`] weighs, for one article, those that it shares lists with.

use crate::model::Site;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many an article shows.
const MOST: usize = 3;
/// A shared topic counts this much; a rare one as much again.
const TOPIC: u32 = 4;
/// A shared word of the title counts this much.
const WORD: u32 = 3;
/// A list this long is shared by too many to say that two of its articles belong together.
const COMMON: usize = 64;

/// What the articles of one language share.
#[derive(Debug, Default)]
pub struct Kinship {
    /// The articles that share one topic or word, with what it counts.
    lists: Vec<(u32, Vec<usize>)>,
    /// The lists of each article.
    of: Vec<Vec<usize>>,
}

impl Kinship {
    /// Lists what the articles of a language share.
    pub fn new(site: &Site, language: &str) -> Self {
        let default = site.language();
        let mut by_name: HashMap<(u32, &str), usize> = HashMap::new();
        let mut kinship = Self { lists: Vec::new(), of: vec![Vec::new(); site.articles.len()] };
        for (index, article) in site.articles.iter().enumerate().filter(|(_, a)| a.has(language, default)) {
            let (document, _) = article.get(language, default);
            let topics = document.topic_slugs.iter().filter(|slug| !slug.is_empty()).map(|slug| (TOPIC, slug.as_str()));
            let words = document.title_words.iter().map(|word| (WORD, word.as_str()));
            for name in topics.chain(words) {
                let list = *by_name.entry(name).or_insert_with(|| {
                    kinship.lists.push((name.0, Vec::new()));
                    kinship.lists.len() - 1
                });
                if let (Some((_, members)), Some(own)) = (kinship.lists.get_mut(list), kinship.of.get_mut(index))
                    && members.last() != Some(&index)
                {
                    members.push(index);
                    own.push(list);
                }
            }
        }
        kinship
    }

    /// The indices of the articles related to one, best first; ties go by address.
    pub fn of(&self, index: usize, site: &Site) -> Vec<usize> {
        let mut scores = vec![0_u32; site.articles.len()];
        let mut touched = Vec::new();
        for list in self.of.get(index).into_iter().flatten() {
            let Some((weight, members)) = self.lists.get(*list) else { continue };
            // Of a list that many share only the neighbours count, which lie nearest in time.
            let at = members.binary_search(&index).unwrap_or(0);
            let near = if members.len() <= COMMON {
                0..members.len()
            } else {
                at.saturating_sub(COMMON / 2)..(at + COMMON / 2).min(members.len())
            };
            let rare = if members.len() <= COMMON { weight * 2 } else { *weight };
            for other in members.get(near).unwrap_or_default() {
                if let Some(score) = scores.get_mut(*other).filter(|_| *other != index) {
                    if *score == 0 {
                        touched.push(*other);
                    }
                    *score += rare;
                }
            }
        }
        let score = |i: usize| scores.get(i).copied().unwrap_or(0);
        // Names are compared only where two score the same.
        let rank = |i: &usize| (Reverse(score(*i)), site.articles.get(*i).map(|a| a.id.as_str()), *i);
        if touched.len() > MOST {
            touched.select_nth_unstable_by(MOST - 1, |a, b| rank(a).cmp(&rank(b)));
            touched.truncate(MOST);
        }
        touched.sort_by(|a, b| rank(a).cmp(&rank(b)));
        touched
    }
}
