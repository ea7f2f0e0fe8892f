//! Related articles: by shared topics and shared words of the title, in whole numbers, so that every machine agrees.

use crate::model::Site;
use rayon::prelude::*;
use std::collections::HashMap;

/// How many an article shows.
const MOST: usize = 3;
/// A shared topic counts this much; a rare one as much again.
const TOPIC: u32 = 4;
/// A shared word of the title counts this much.
const WORD: u32 = 3;
/// Words shorter than this say little ("what", "your").
const WORD_LETTERS: usize = 5;
/// A list this long is shared by too many to say that two of its articles belong together.
const COMMON: usize = 64;

/// For each article the indices of those related to it, best first; ties go by address.
pub fn related(site: &Site, language: &str) -> Vec<Vec<usize>> {
    let default = site.language();
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut by_name: HashMap<(bool, String), usize> = HashMap::new();
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); site.articles.len()];
    let mut weights: Vec<u32> = Vec::new();
    for (index, article) in site.articles.iter().enumerate().filter(|(_, a)| a.has(language, default)) {
        let (document, _) = article.get(language, default);
        let topics = document.topics.iter().map(|t| (true, t.to_lowercase()));
        let words = document
            .title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() >= WORD_LETTERS)
            .map(|w| (false, w.to_lowercase()));
        for name in topics.chain(words) {
            let weight = if name.0 { TOPIC } else { WORD };
            let list = *by_name.entry(name).or_insert_with(|| {
                lists.push(Vec::new());
                weights.push(weight);
                lists.len() - 1
            });
            if let (Some(members), Some(own)) = (lists.get_mut(list), of.get_mut(index))
                && members.last() != Some(&index)
            {
                members.push(index);
                own.push(list);
            }
        }
    }
    of.par_iter()
        .enumerate()
        .map_init(
            || vec![0_u32; site.articles.len()],
            |scores, (index, own)| best(index, own, &lists, &weights, scores, site),
        )
        .collect()
}

fn best(
    index: usize,
    own: &[usize],
    lists: &[Vec<usize>],
    weights: &[u32],
    scores: &mut [u32],
    site: &Site,
) -> Vec<usize> {
    let mut touched = Vec::new();
    for list in own {
        let (Some(members), Some(weight)) = (lists.get(*list), weights.get(*list)) else { continue };
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
    let id = |i: &usize| site.articles.get(*i).map(|a| a.id.as_str());
    let score = |i: &usize| scores.get(*i).copied().unwrap_or(0);
    touched.sort_by(|a, b| score(b).cmp(&score(a)).then_with(|| id(a).cmp(&id(b))).then(a.cmp(b)));
    for i in &touched {
        if let Some(score) = scores.get_mut(*i) {
            *score = 0;
        }
    }
    touched.truncate(MOST);
    touched
}
