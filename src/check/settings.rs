//! What the owner has decided about rules: levels, and findings that are allowed with a reason.

use super::found::{Finding, merge};
use super::{Rule, rules};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, codes};
use crate::model::Site;
use crate::model::checks::{Allowance, Checks};
use crate::source::yaml::reader::clip;
use std::collections::BTreeMap;

/// Levels and allowances.
#[derive(Debug)]
pub struct Levels {
    checks: Checks,
    of: BTreeMap<&'static str, Option<Severity>>,
    faults: Vec<Diagnostic>,
}

impl Levels {
    /// What the owner has decided in practice.yaml.
    pub fn of(site: &Site) -> Self {
        let checks = site.practice(site.language()).map(|p| p.checks.clone()).unwrap_or_default();
        let mut levels = Self { of: BTreeMap::new(), faults: Vec::new(), checks: Checks::default() };
        for (rule, level) in &checks.levels {
            match rules::find(rule) {
                Some(found) => {
                    levels.of.insert(found.code.name, *level);
                }
                None => levels.faults.push(unknown(rule)),
            }
        }
        for allowance in &checks.allow {
            if rules::find(&allowance.rule).is_none() {
                levels.faults.push(unknown(&allowance.rule));
            }
        }
        Self { checks, ..levels }
    }

    /// Whether a rule is to be looked for at all.
    pub fn wants(&self, rule: &Rule) -> bool {
        !matches!(self.of.get(rule.code.name), Some(None))
    }

    /// Sets levels, takes out what is allowed, and says which allowance allowed nothing.
    pub fn settle(self, findings: Vec<Finding>, line: &dyn Fn(&Diagnostic) -> String) -> Diagnostics {
        let mut used = vec![false; self.checks.allow.len()];
        let kept = findings.into_iter().filter_map(|mut finding| {
            if let Some(Some(level)) = self.of.get(finding.rule.code.name) {
                finding.diagnostic.severity = *level;
            }
            let mut allowed = false;
            for (allowance, used) in self.checks.allow.iter().zip(&mut used) {
                if fits(allowance, &finding, line) {
                    *used = true;
                    allowed = true;
                }
            }
            (!allowed).then_some(finding)
        });
        let kept = kept.collect();
        let mut diagnostics: Diagnostics = merge(kept).into_iter().chain(self.faults).collect();
        for (allowance, _) in self.checks.allow.iter().zip(used).filter(|(_, used)| !used) {
            // A rule that is turned off, or that nobody knows, has been decided or said already.
            if rules::find(&allowance.rule).is_none_or(|rule| matches!(self.of.get(rule.code.name), Some(None))) {
                continue;
            }
            diagnostics.push(
                codes::ALLOWANCE_UNUSED
                    .at(
                        allowance.span.clone(),
                        format!("nothing is found any more that this allows: {}", allowance.rule.value),
                    )
                    .help("take the allowance away, so that it cannot hide a mistake that comes later"),
            );
        }
        diagnostics
    }
}

fn unknown(rule: &crate::diagnostics::Spanned<String>) -> Diagnostic {
    codes::RULE_UNKNOWN
        .at(rule.span.clone(), format!("there is no rule \"{}\"", clip(rule)))
        .suggest(rule, rules::all().map(|rule| rule.code.name))
        .help("\"anteroom explain\" lists the rules; messages of the build itself cannot be set")
}

fn fits(allowance: &Allowance, finding: &Finding, line: &dyn Fn(&Diagnostic) -> String) -> bool {
    let file = finding.diagnostic.span.as_ref().map(|span| span.file.as_str());
    let there = allowance.place.as_ref().is_none_or(|place| {
        let bare = place.trim_start_matches("./");
        let names = |path: &str| {
            let short = path.strip_prefix("content/").unwrap_or(path);
            [path, short].iter().any(|p| *p == bare || (bare.ends_with('/') && p.starts_with(bare)))
        };
        file.is_some_and(names) || finding.page.as_deref().is_some_and(|page| page == place.value)
    });
    let about = allowance.about.as_ref().is_none_or(|words| {
        finding.diagnostic.message.contains(words.as_str()) || line(&finding.diagnostic).contains(words.as_str())
    });
    *allowance.rule == finding.rule.code.name && there && about
}
