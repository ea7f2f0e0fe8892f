//! What the rules know of the law of single states: few rows, each looked up, with its source and the day on which it was read.
//!
//! A state that is not here is not guessed at: `state-unknown` says so. Age alone never decides: most of these laws add
//! conditions (maturity, a number of sessions, telling a parent), so nothing in the rules calls a form unlawful by them.

/// A state.
#[derive(Debug)]
pub struct State {
    /// Two letters.
    pub letters: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Titles and letters of people who are registered, and not licensed.
    pub registered: &'static [&'static str],
    /// Letters of people who are licensed, and work under supervision.
    pub supervised: &'static [&'static str],
    /// What the titles rest on; empty where there are none.
    pub titles_source: &'static str,
    /// From what age a young person may agree to outpatient mental health care.
    pub minor: Option<Minor>,
}

/// From what age a young person may agree to outpatient mental health care.
#[derive(Debug, Clone, Copy)]
pub struct Minor {
    /// In years.
    pub age: u8,
    /// What the law adds; empty where a few words cannot say it.
    pub but: &'static str,
    /// The statute.
    pub source: &'static str,
    /// Where it was read.
    pub url: &'static str,
    /// When.
    pub date: &'static str,
}

/// All states that are known, by name.
pub const STATES: &[State] = &[
    State {
        letters: "CA",
        name: "California",
        registered: &[
            "AMFT",
            "APCC",
            "ASW",
            "associate marriage and family therapist",
            "associate professional clinical counselor",
            "associate clinical social worker",
        ],
        supervised: &[],
        titles_source: "California Business and Professions Code, section 4980.44; the titles since January 1, 2018 (Board of Behavioral Sciences; camft.org, The New Associate Title), read November 2026",
        minor: Some(Minor {
            age: 12,
            but: "if mature enough, and with a parent involved unless that would be inappropriate",
            source: "California Family Code, section 6924, and Health and Safety Code, section 124260",
            url: "https://psychology.ca.gov/laws_regs/ab_665.shtml",
            date: "in this form since July 1, 2024; read November 2026",
        }),
    },
    State {
        letters: "CO",
        name: "Colorado",
        registered: &[],
        supervised: &[],
        titles_source: "",
        minor: Some(Minor {
            age: 12,
            but: "if the care is sought freely and needed",
            source: "Colorado Revised Statutes, section 12-245-203.5",
            url: "https://colorado.public.law/statutes/crs_12-245-203.5",
            date: "read November 2026",
        }),
    },
    State {
        letters: "FL",
        name: "Florida",
        registered: &[
            "clinical social worker intern",
            "clinical social work intern",
            "marriage and family therapist intern",
            "marriage and family therapy intern",
            "mental health counselor intern",
        ],
        supervised: &[],
        titles_source: "Florida Statutes, section 491.0045, read November 2026",
        minor: None,
    },
    State {
        letters: "IL",
        name: "Illinois",
        registered: &[],
        supervised: &[],
        titles_source: "",
        minor: Some(Minor {
            age: 12,
            but: "under 17, for eight sessions at first",
            source: "405 ILCS 5/3-550",
            url: "https://www.ilga.gov/legislation/publicacts/fulltext.asp?Name=100-0614",
            date: "read November 2026",
        }),
    },
    State {
        letters: "OR",
        name: "Oregon",
        registered: &[],
        supervised: &[],
        titles_source: "",
        minor: Some(Minor {
            age: 14,
            but: "with parents involved before the end, mostly",
            source: "Oregon Revised Statutes, section 109.675",
            url: "https://www.co.lincoln.or.us/814/Minors-Healthcare-Rights",
            date: "read November 2026",
        }),
    },
    State {
        letters: "PA",
        name: "Pennsylvania",
        registered: &[],
        supervised: &[],
        titles_source: "",
        minor: Some(Minor {
            age: 14,
            but: "and a parent may agree in their place",
            source: "35 P.S. section 10101.1 (Act 65 of 2020)",
            url: "https://www.pa.gov/agencies/dhs/resources/mental-health-substance-use-disorder/act-65-of-2020",
            date: "page of May 2025, read November 2026",
        }),
    },
    State {
        letters: "WA",
        name: "Washington",
        registered: &[],
        supervised: &[],
        titles_source: "",
        minor: Some(Minor {
            age: 13,
            but: "",
            source: "RCW 71.34.530",
            url: "https://instalawyer.io/laws/revised-code-of-washington/7134530-outpatient-treatment-of",
            date: "as amended in 2019, read November 2026",
        }),
    },
];

/// A state by its two letters.
pub fn find(letters: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.letters == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_source() {
        for state in STATES {
            assert_eq!(crate::model::states::letters(state.name), Some(state.letters));
            assert_eq!(state.titles_source.is_empty(), state.registered.is_empty() && state.supervised.is_empty());
            if let Some(minor) = state.minor {
                assert!(
                    (10..18).contains(&minor.age) && !minor.source.is_empty() && minor.date.contains("20"),
                    "{state:?}"
                );
                assert!(minor.url.starts_with("https://"), "{state:?}");
            }
        }
        assert!(STATES.is_sorted_by_key(|state| state.name));
    }
}
