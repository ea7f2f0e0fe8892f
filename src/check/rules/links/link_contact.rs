//! A number or address to which nobody can call or write.

use crate::check::found::Found;
use crate::check::{Checked, Group, Looks, Rule};
use crate::diagnostics::{Code, Severity};
use percent_encoding::percent_decode_str;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "link-contact",
        severity: Severity::Warning,
        summary: "A link to call or write cannot work, or calls another number than it shows",
        explanation: "A link that begins with tel: has digits and a plus sign and nothing else that counts; one that begins with mailto: has an email address. What is shown and what is called are the same number.",
        bad: "[(555) 555-0142](tel:+15555550124)",
        good: "[(555) 555-0142](tel:+15555550142)",
    },
    group: Group::Links,
    why: "Who calls for help from a phone taps the number, and cannot see that another one is called.",
    sources: &[],
    looks: Looks::Site(look),
};

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    for page in checked.pages {
        for link in page.links.iter().filter(|link| link.leaves) {
            let Some((scheme, rest)) = link.to.split_once(':') else { continue };
            let rest = percent_decode_str(rest).decode_utf8_lossy();
            let fault = match scheme.to_ascii_lowercase().as_str() {
                "tel" | "sms" => call(&rest, &link.words),
                "mailto" => mail(&rest),
                _ => None,
            };
            if let Some((message, help)) = fault {
                found.seen(page.source.as_ref(), &page.address, &[&link.to], RULE.code.of(message).help(help));
            }
        }
    }
}

/// What is wrong with a number to call.
fn call(to: &str, words: &str) -> Option<(String, &'static str)> {
    let number = to.split([';', '?']).next().unwrap_or_default();
    let digits = digits(number);
    if digits.len() < 3 || number.chars().any(char::is_alphabetic) {
        let message = format!("\"{number}\" is no number that a phone can call");
        return Some((message, "write digits, such as tel:+15555550142"));
    }
    let shown = self::digits(words);
    let same = shown.ends_with(&digits) || digits.ends_with(&shown);
    // Words beside the number, such as a year or opening hours, have digits too: only a number alone is compared.
    let alone = words.chars().all(|c| c.is_ascii_digit() || "+()-. \u{a0}\u{2011}\u{2013}".contains(c));
    (alone && shown.len() >= 7 && !same).then(|| {
        (
            format!("the link shows {words}, and calls {number}"),
            "one of the two is wrong: show the number that is called",
        )
    })
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What is wrong with an address to write to.
fn mail(to: &str) -> Option<(String, &'static str)> {
    let all = to.split('?').next().unwrap_or_default();
    let good = |one: &str| {
        one.trim().rsplit_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !one.trim().contains(char::is_whitespace)
                && host.split('.').count() > 1
                && host.split('.').all(|part| !part.is_empty())
        })
    };
    let wrong = all.split(',').find(|one| !good(one))?;
    Some((format!("\"{wrong}\" is no email address"), "write it whole, such as mailto:hello@example.com"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_that_work_are_left_alone() {
        for (to, words) in [
            ("+15555550142", "(555) 555-0142"),
            ("988", "988"),
            ("5555550142", "+1 555 555 0142"),
            ("+15555550142;ext=3", "555-555-0142"),
            ("+15555550142", "Call us, 9 to 5"),
            ("+18007997233", "1-800-799-SAFE (7233)"),
        ] {
            assert_eq!(call(to, words), None, "{to} {words}");
        }
        for to in ["a@b.org", "a@b.org?subject=Hello%20you", "a@b.org,c@d.org"] {
            assert_eq!(mail(to), None, "{to}");
        }
    }

    #[test]
    fn those_that_do_not_are_found() {
        for (to, words) in [("", "Call"), ("call-us", "Call"), ("+15555550124", "(555) 555-0142")] {
            assert!(call(to, words).is_some(), "{to} {words}");
        }
        for to in ["", "hello", "hello@example", "a b@c.org", "a@b.org,", "a@.org"] {
            assert!(mail(to).is_some(), "{to}");
        }
    }
}
