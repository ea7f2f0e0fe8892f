//! Generated sites: the same for the same size on every machine, and without a finding.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const WORDS: &[&str] = &[
    "ask", "begin", "breath", "calm", "care", "change", "choice", "clear", "close", "day", "door", "ease", "evening",
    "family", "feel", "find", "first", "friend", "gentle", "give", "grief", "hand", "hear", "help", "home", "hope",
    "hour", "kind", "know", "learn", "light", "listen", "long", "mind", "morning", "name", "need", "night", "notice",
    "often", "open", "pain", "pause", "plan", "quiet", "read", "rest", "room", "safe", "say", "session", "share",
    "sleep", "slow", "small", "speak", "steady", "step", "still", "talk", "thought", "time", "together", "trust",
    "try", "voice", "wait", "walk", "week", "word", "work", "worry", "write", "year",
];

/// A generator of numbers (SplitMix64, public domain, Steele, Lea and Flood 2014).
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    fn word(&mut self) -> &'static str {
        WORDS.get(self.below(WORDS.len())).copied().unwrap_or("word")
    }

    fn sentence(&mut self) -> String {
        let mut text = String::new();
        for i in 0..6 + self.below(9) {
            if i > 0 {
                text.push(' ');
            }
            text.push_str(self.word());
        }
        text.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
        text.push('.');
        text
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

/// Writes a site of so many articles, with a twentieth as many people and a fiftieth as many forms.
pub(crate) fn generate(root: &Path, articles: usize) -> io::Result<()> {
    let content = root.join("content");
    for folder in ["articles", "pages", "providers", "forms", "packets"] {
        fs::create_dir_all(content.join(folder))?;
    }
    let mut seed = Seed(articles as u64);
    let people = (articles / 20).max(2);
    let forms = (articles / 50).max(1);
    fs::write(content.join("practice.yaml"), practice("plain"))?;
    fs::write(content.join("index.md"), format!("---\ntitle: A generated practice\n---\n{}\n", seed.paragraph(5)))?;
    for page in ["about", "contact", "fees"] {
        fs::write(
            content.join(format!("pages/{page}.md")),
            format!("---\ntitle: Page {page}\n---\n{}\n", seed.paragraph(8)),
        )?;
    }
    fs::write(content.join("glossary.yaml"), glossary(&mut seed))?;
    for i in 0..people {
        fs::write(content.join(format!("providers/person-{i}.yaml")), provider(&mut seed, i))?;
    }
    for i in 0..forms {
        fs::write(content.join(format!("forms/form-{i}.yaml")), form(&mut seed, i))?;
    }
    fs::write(
        content.join("packets/first.yaml"),
        "title: First session\nforms: [form-0]\ncover: {bring: [Photo ID]}\n",
    )?;
    for i in 0..articles {
        fs::write(content.join(format!("articles/article-{i}.md")), article(&mut seed, i, articles, people, forms))?;
    }
    let plain = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/plain");
    for entry in walkdir::WalkDir::new(&plain) {
        let entry = entry?;
        let to = root.join("themes/plain").join(entry.path().strip_prefix(&plain).map_err(io::Error::other)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Sets the theme of a generated site.
pub(crate) fn choose_theme(root: &Path, theme: &str) -> io::Result<()> {
    fs::write(root.join("content/practice.yaml"), practice(theme))
}

fn practice(theme: &str) -> String {
    format!(
        "name: A generated practice\nurl: https://www.example.com\ntimezone: America/Chicago\nphone: \"(555) 555-0100\"\n\
         fees:\n  - {{id: first, service: First session, minutes: 60, price: 180}}\n\
         locations:\n  - {{id: main, name: Main office, street: 1 Mill Lane, city: Springfield, state: IL, postal_code: \"62701\"}}\n\
         insurance: {{in_network: [One, Two]}}\nnavigation: [pages/about.md, providers, articles, forms, pages/fees.md, pages/contact.md]\n\
         look: {{theme: {theme}, articles_per_page: 20}}\nsearch: no\n"
    )
}

fn glossary(seed: &mut Seed) -> String {
    let mut text = String::from("terms:\n");
    for i in 0..20 {
        let _ = writeln!(text, "  - {{term: term{i} {}, definition: {}}}", seed.word(), seed.sentence());
    }
    text
}

fn provider(seed: &mut Seed, i: usize) -> String {
    let (a, b) = (seed.word(), seed.word());
    format!(
        "name: Person {a} {i}\ncredentials: [PhD]\nrole: psychologist\nlicenses:\n  - {{kind: license, number: \"{i:06}\", state: IL, expires: 2027-09-30}}\n\
         accepting_clients: {}\npopulations: [individual]\nspecialties: [{a}, {b}-two]\nlanguages: [en]\nlocations: [main]\nsample: true\nbio: |\n  {}\n",
        if i.is_multiple_of(3) { "waitlist" } else { "yes" },
        seed.paragraph(4)
    )
}

fn form(seed: &mut Seed, i: usize) -> String {
    let mut text = format!(
        "title: Form {i}\nversion: 2026-09-01\nminutes: 15\nshort: [{}, {}, {}]\nsections:\n",
        seed.word(),
        seed.word(),
        seed.word()
    );
    for section in 0..3 {
        let _ = writeln!(text, "  - title: Part {section}\n    fields:");
        let s = section;
        for field in [
            format!("{{id: name{s}, label: Full name, type: text, required: true, width: half}}"),
            format!("{{id: yes{s}, label: \"{}\", type: yes-no}}", seed.sentence()),
            format!(
                "{{id: why{s}, label: \"{}\", type: paragraph, lines: 4, when: {{field: yes{s}, is: yes}}}}",
                seed.sentence()
            ),
            format!("{{id: scale{s}, label: How much?, type: scale, from: 0, to: 10, low: none, high: most}}"),
            format!("{{id: pick{s}, label: Which?, type: choices, options: [One, Two, Three], other: true}}"),
            format!("{{id: table{s}, label: List them, type: table, rows: 4, columns: [What, When]}}"),
            format!("{{id: sign{s}, label: Signature, type: signature, date: true}}"),
        ] {
            let _ = writeln!(text, "      - {field}");
        }
    }
    text
}

fn article(seed: &mut Seed, i: usize, articles: usize, people: usize, forms: usize) -> String {
    let (month, day) = (1 + seed.below(12), 1 + seed.below(28));
    let mut text = format!(
        "---\ntitle: {} {} {i}\nsummary: {}\nauthor: person-{}\nposted: {}-{month:02}-{day:02}\ntopics: [topic {}, topic {}]\n---\n",
        seed.word(),
        seed.word(),
        seed.sentence(),
        seed.below(people),
        2016 + seed.below(10),
        seed.below(40),
        seed.below(40),
    );
    // 300 to 1,200 words in sections of about 100.
    for part in 0..3 + seed.below(10) {
        let _ = write!(text, "\n## {} {part}\n\n{}\n", seed.sentence().trim_end_matches('.'), seed.paragraph(6));
        match seed.below(4) {
            0 => {
                let _ = write!(
                    text,
                    "\n- {}\n- {}\n- **{}** {}\n",
                    seed.sentence(),
                    seed.sentence(),
                    seed.word(),
                    seed.sentence()
                );
            }
            1 => {
                let _ = write!(
                    text,
                    "\nSee [{}](article-{}.md) or [the form](../forms/form-{}.yaml). {}\n",
                    seed.word(),
                    seed.below(articles),
                    seed.below(forms),
                    seed.sentence()
                );
            }
            2 => {
                let _ = write!(text, "\n> {}\n\nIt costs ${{{{ fact: fees.first.price }}}}.\n", seed.sentence());
            }
            _ => {
                let _ = write!(text, "\n| a | b |\n|---|--:|\n| {} | {} |\n", seed.word(), seed.below(100));
            }
        }
    }
    text
}
