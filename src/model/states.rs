//! The states of the United States by their postal letters (USPS Publication 28, appendix B): licenses and the law go by them.

/// Letters and names: states, the District of Columbia, territories.
const STATES: &[(&str, &str)] = &[
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AS", "American Samoa"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("MP", "Northern Mariana Islands"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("VI", "U.S. Virgin Islands"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
];

/// The letters of a state that is written out, or in small letters; none for anything else, also for what is right already.
pub fn letters(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let found =
        STATES.iter().find(|(letters, name)| letters.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text));
    found.map(|(letters, _)| *letters).filter(|letters| *letters != text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_letters() {
        assert_eq!(letters("Ohio"), Some("OH"));
        assert_eq!(letters("new york"), Some("NY"));
        assert_eq!(letters("il"), Some("IL"));
        assert_eq!(letters("IL"), None);
        assert_eq!(letters("Bavaria"), None);
    }
}
