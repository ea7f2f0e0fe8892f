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
    /// The place of each article among all, by name.
    rank: Vec<u32>,
}

impl Kinship {
    /// Lists what the articles of a language share.
    pub fn new(site: &Site, language: &str) -> Self {
        let default = site.language();
        let mut by_name: HashMap<(u32, &str), usize> = HashMap::new();
        let count = site.articles.len();
        let mut kinship = Self { lists: Vec::new(), of: vec![Vec::new(); count], rank: vec![0; count] };
        let mut names: Vec<(&str, usize)> = site.articles.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
        names.sort_unstable();
        for (place, (_, index)) in (0..).zip(names) {
            if let Some(rank) = kinship.rank.get_mut(index) {
                *rank = place;
            }
        }
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
    pub fn of(&self, index: usize) -> Vec<usize> {
        // An article's index and what it shares, in one number: so they are quickly sorted.
        let mut shared: Vec<u64> = Vec::new();
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
            let others = members.get(near).unwrap_or_default().iter().filter(|other| **other != index);
            shared.extend(others.map(|other| (*other as u64) << 32 | u64::from(rare)));
        }
        // Lists in order, one after the other: sorting only merges them.
        shared.sort();
        let rank = |i: usize| self.rank.get(i).copied().unwrap_or(0);
        let mut best: Vec<(Reverse<u32>, u32, usize)> = shared
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .filter_map(|same| Some((same.iter().map(|entry| *entry as u32).sum(), (same.first()? >> 32) as usize)))
            .map(|(score, other)| (Reverse(score), rank(other), other))
            .collect();
        if best.len() > MOST {
            best.select_nth_unstable(MOST - 1);
            best.truncate(MOST);
        }
        best.sort_unstable();
        best.into_iter().map(|(_, _, other)| other).collect()
    }
}
