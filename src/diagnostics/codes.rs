//! Every kind of diagnostic, in one table: the code uses it, `anteroom explain` prints it, a test holds each row to an example.

use super::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $ident:ident = $name:literal, $severity:ident, $summary:literal, $explanation:literal, $bad:literal, $good:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $ident: Code = Code {
                name: $name,
                severity: Severity::$severity,
                summary: $summary,
                explanation: $explanation,
                bad: $bad,
                good: $good,
            };
        )*
        /// All codes, sorted by name.
        pub static CODES: &[&Code] = &[$(&$ident),*];
    };
}

codes! {
    ACCENT_ADJUSTED = "accent-adjusted", Note, "The accent was darkened so that it can be read",
        "Words in a pale color on a pale wall cannot be read by many people (WCAG 2.2, success criterion 1.4.3: a contrast of at least 4.5 to 1). The nearest shade that can be read is used.",
        "look: {accent: \"#ffd54f\"}", "look: {accent: \"#7a5c00\"}";
    ACCENT_REJECTED = "accent-not-a-color", Error, "The accent is not a color",
        "`look.accent` takes a color as # and six hexadecimal digits, in quotes: without quotes YAML takes the # for a comment.",
        "look: {accent: blue}", "look: {accent: \"#2b3f87\"}";
    ADDRESS_TAKEN = "address-taken", Error, "Two pages, files or aliases claim one address",
        "Every page has an address of its own. Addresses are compared without regard to capital letters, because many hosts and disks do not tell them apart. Rename one of the two files, or take the alias away.",
        "content/articles/Grief.md and content/articles/old/grief.md", "content/articles/grief.md and content/articles/grief-at-work.md";
    ALIAS_REFUSED = "alias-not-an-address", Error, "An alias is not an address on this site",
        "An alias is the old address of a page, from the site's root, such as /old-page/. It cannot lead to another site, climb out with .., or be the address of a page that exists.",
        "aliases: [https://old.example.com/]", "aliases: [/old-page/]";
    ALLOWANCE_UNUSED = "allowance-unused", Warning, "An allowance allows nothing any more",
        "Under check.allow in practice.yaml stand findings that are right as they are. One that fits no finding is left over: it could hide a mistake that comes later.",
        "check:\n  allow:\n    - {rule: doubled-word, in: articles/grief.md, reason: a quotation}   # mended since", "check: {}";
    ASSET_NOT_READ = "asset-not-read", Warning, "A stylesheet or script of the theme cannot be read",
        "Stylesheets and scripts of a theme are made smaller before they are published. One with a mistake in it is published as it is, and browsers leave out what they cannot read.",
        "a { color: red; }}", "a { color: red; }";
    BAD_DATE = "bad-date", Error, "A date is not written year-month-day",
        "Dates are written year, month, day with hyphens, so that nobody has to guess whether 03/04 is in March or April.",
        "posted: March 4, 2026", "posted: 2026-03-04";
    BAD_EMAIL = "bad-email", Error, "An email address cannot be right",
        "An email address has one @, a name before it and a domain with a dot after it, and no spaces.",
        "email: hello at example.com", "email: hello@example.com";
    BAD_HOURS = "bad-hours", Error, "Opening hours cannot be read",
        "Hours are written in 24-hour time, from-to, in quotes; several stretches are parted by commas; a day may be \"closed\". They appear on the site in the reader's own way of writing time.",
        "hours: {mon: \"9-5\"}", "hours: {mon: \"9:00-17:00\", sat: closed}";
    BAD_ID = "bad-id", Error, "An id has characters that ids cannot have",
        "Ids name things in conditions, scores and facts. They consist of letters, digits, hyphens and underscores, at most 64.",
        "id: legal name!", "id: legal_name";
    BAD_LANGUAGE = "bad-language", Error, "A language code is not known",
        "Languages are given by their short codes (BCP 47), such as en for English and es for Spanish. The first one is the site's own.",
        "languages: [english]", "languages: [en, es]";
    BAD_NPI = "bad-npi", Error, "An NPI does not have the right check digit",
        "A National Provider Identifier has ten digits; the last is computed from the others (the Luhn formula over 80840 and the number, 45 CFR 162.406 and the CMS NPI standard), so that a slip of the finger shows.",
        "npi: \"1234567890\"", "npi: \"1234567893\"";
    BAD_PHONE = "bad-phone", Error, "A telephone number cannot be dialed",
        "A telephone number has at least three digits and otherwise only spaces, dots, hyphens, brackets and a leading +. Letters cannot be dialed on every phone.",
        "phone: call us!", "phone: \"(555) 555-0142\"";
    BAD_TIMEZONE = "bad-timezone", Error, "A time zone is not known",
        "Time zones have names from the IANA time zone database.",
        "timezone: Central", "timezone: America/Chicago";
    BAD_URL = "bad-url", Error, "A web address cannot be right",
        "A web address begins with https:// (or http://), has a host, and no spaces. Other kinds of address never reach a page.",
        "url: www.example.com", "url: https://www.example.com";
    CONDITION_FORWARD = "condition-forward", Error, "A condition points at a question that comes later",
        "Whoever fills in a form goes from top to bottom: a condition can only speak of a question that has been answered by then. Move the question up, or the condition down.",
        "when: {field: insurer, answered: yes}   # insurer comes later", "when: {field: has_insurance, is: yes}   # has_insurance came before";
    CONDITION_INVALID = "condition-invalid", Error, "A condition cannot work",
        "A condition names one field and one test: is, is_not, any_of, at_least, at_most or answered. The value must be one of that field's options; at_least and at_most need a number, a scale or scores; none can reach into a table or a section that repeats. Several are joined by all or any, one level deep.",
        "when: {field: has_insurance, is: maybe}", "when: {field: has_insurance, is: yes}";
    CURLY_QUOTES = "curly-quotes", Warning, "A value stands in curly quotation marks",
        "YAML knows straight quotation marks only. Curly ones, which word processors make of them, are letters like any other: they are shown, and a date or a telephone number in them cannot be read.",
        "phone: “(555) 555-0142”", "phone: \"(555) 555-0142\"";
    DUPLICATE_ID = "duplicate-id", Error, "Two things have the same id",
        "Conditions, scores, facts and translations refer to ids: each must be the only one of its kind. Where no id is written it is made of the words, so two questions with the same words need ids of their own.",
        "fields: [{id: name, ...}, {id: name, ...}]", "fields: [{id: name, ...}, {id: partner_name, ...}]";
    DUPLICATE_KEY = "duplicate-key", Error, "A key is written twice",
        "One of the two would silently be lost. Keep the one that is right.",
        "phone: \"555-0142\"\nphone: \"555-0143\"", "phone: \"555-0143\"";
    EMPTY_SLUG = "empty-slug", Error, "A name leaves nothing for an address",
        "The address of a page is made of the letters and digits in the file's name, or in a topic's words. Give it at least one.",
        "content/articles/!!!.md", "content/articles/help.md";
    EXPORT_BROKEN = "export-broken", Error, "An export of another site is broken",
        "`anteroom import` reads the export from its beginning. Where it is cut short or damaged, what came before is brought over, and the rest cannot be. Make the export once more; importing it again brings what is missing and nothing twice.",
        "an export that ends in the middle, because the download was broken off", "the whole export, downloaded once more";
    EXTERNAL_GONE = "external-gone", Warning, "A link leads to a page of another site that is gone",
        "`anteroom check --external` tries the links that lead off the site. The server says that nothing is there, or there is no such server. Look for the page's new address, or link to another.",
        "[crisis lines](https://www.example.org/old-page/)   # answers: 404", "[crisis lines](https://www.example.org/crisis-lines/)";
    EXTERNAL_MOVED = "external-moved", Note, "A link leads to a page of another site that has moved",
        "The server says that the page has another address for good. The old one may end some day.",
        "[crisis lines](http://example.org/lines)", "[crisis lines](https://www.example.org/lines/)";
    EXTERNAL_UNSURE = "external-unsure", Note, "A link to another site could not be tried",
        "The server keeps programs out, was busy, or did not answer. That says nothing about the page: open it in a browser.",
        "[an article](https://journal.example.org/article)   # answers: 403", "";
    FACT_IN_PLAIN_TEXT = "fact-in-plain-text", Warning, "A fact is named where facts are not looked up",
        "Facts are looked up wherever Markdown may be written: in articles and pages, in the answers of questions, in a form's instructions, labels and help, in bios and definitions. Titles, names, options and other short texts are shown as they are written, braces and all.",
        "title: \"Call {{ fact: phone }}\"", "title: Call us";
    FACT_NOT_READ = "fact-not-read", Warning, "Braces look like a fact and are none",
        "A fact stands between two braces on each side, after the word fact and a colon. Anything else in braces is shown as it is written.",
        "Call us on {{ phone }}.", "Call us on {{ fact: phone }}.";
    FACT_UNKNOWN = "fact-unknown", Error, "A fact is named that practice.yaml does not have",
        "{{ fact: ... }} is looked up in practice.yaml by the path of its keys; entries of lists go by their id. It keeps a fee or a phone number true everywhere.",
        "{{ fact: fees.frist.price }}", "{{ fact: fees.first.price }}";
    FIELD_INVALID = "field-invalid", Error, "A field cannot work as it is written",
        "A field's keys must fit its type: options belong to choices, rows to tables, end labels to scales.",
        "{id: mood, type: scale, from: 10, to: 0}", "{id: mood, type: scale, from: 0, to: 10}";
    FILE_COPY = "file-copy", Warning, "A file looks like a copy of another",
        "Copying a file in Finder or Explorer leaves names such as \"grief copy.md\" or \"phq-9 (2).yaml\". Every file of the content folder is published, copies too.",
        "content/articles/grief copy.md", "content/articles/grief-at-work.md";
    FILE_NAME = "file-name", Error, "A file's name cannot be used",
        "The name is not valid Unicode, so no address can be made of it. Rename the file.",
        "", "";
    FILE_NOT_UTF8 = "file-not-utf8", Error, "A file is not saved as UTF-8",
        "Text is saved in an old encoding, often by an old Windows program; letters such as é would turn into other signs. Save the file again and choose UTF-8.",
        "", "";
    FILE_TOO_LARGE = "file-too-large", Error, "A text file is far too large",
        "Articles, profiles and forms are a few kilobytes. A file of more than 5 MB is something else, saved in the wrong place.",
        "", "";
    FILE_UNPLACED = "file-unplaced", Warning, "A file lies where nothing reads it",
        "Each kind of content has a folder: pages, articles (.md), providers, forms, packets (.yaml), media, files. Elsewhere a file is not part of the site.",
        "content/amara.yaml", "content/providers/amara.yaml";
    FILE_UNREADABLE = "file-unreadable", Error, "A file cannot be read",
        "The system does not let us open it, or it is a link to somewhere else (links are not followed, because they can lead out of the site). Copy the file itself into the folder.",
        "", "";
    FORM_UNKNOWN_TYPE = "form-unknown-type", Error, "A field has a type that does not exist",
        "The types are: text, paragraph, number, date, birth-date, time, phone, email, address, yes-no, choice, choices, scale, matrix, table, bring-copy, initials, signature, acknowledge, heading, page-break; office, score and risk under office_use.",
        "type: signatur", "type: signature";
    FRONT_MATTER_OPEN = "front-matter-open", Error, "Front matter begins and never ends",
        "The keys at the top of an article stand between two lines of three hyphens. Without the second one the whole article counts as keys.",
        "---\ntitle: Grief\n\nGrief comes in waves.", "---\ntitle: Grief\n---\n\nGrief comes in waves.";
    HEADING_UNKNOWN = "heading-unknown", Error, "A link leads to a heading that is not there",
        "The part of a link after # names a heading: its words in lower case with hyphens.",
        "[costs](fees.md#pirces)", "[costs](fees.md#prices)";
    HTML_FORBIDDEN = "html-forbidden", Error, "Raw HTML would load or run something",
        "Scripts, frames, event handlers, inline styles, forms and anything loaded from another site could track a visitor or leak what they read. The site's security policy would block them anyway. Use Markdown, or a link.",
        "<iframe src=\"https://video.example.com/1\"></iframe>", "[Watch the video](https://video.example.com/1)";
    HTML_MISPLACED = "html-misplaced", Warning, "Raw HTML stands where it cannot",
        "Some elements belong only in others, and paragraphs cannot hold blocks. Browsers would move things about; here the tag is left out and its words stay.",
        "A word <div>and a box</div>", "A word\n\n<div>\n\nand a box\n\n</div>";
    HTML_UNBALANCED = "html-unbalanced", Error, "Raw HTML is opened and not closed",
        "Every tag that is opened is closed again, in the same text; otherwise the rest of the page ends up inside it.",
        "<div>One", "<div>One</div>";
    HTML_UNKNOWN = "html-unknown", Warning, "Raw HTML that pages do not use",
        "The tag or attribute does not exist, is out of date, or belongs to the theme. What is not a tag is shown as it is written; the rest is left out.",
        "<center>Hello</center>", "Hello";
    IMAGE_ALT_MISSING = "image-alt-missing", Warning, "A picture has no alternative text",
        "Who cannot see the picture hears its alternative text instead (WCAG 2.1, success criterion 1.1.1). Say what it shows; write image_alt: \"\" where it is only decoration.",
        "![](../media/entrance.jpg)", "![The blue door beside the bakery](../media/entrance.jpg)";
    INSTRUMENT_HIDDEN = "instrument-hidden", Note, "A published instrument is shown without its questions",
        "With display: metadata-only the page names the instrument and its source, because its terms do not allow its items to be shown.",
        "", "";
    LANGUAGE_UNLISTED = "language-unlisted", Error, "A translation is in a language that is not listed",
        "A file such as grief.es.md is the Spanish translation of grief.md; Spanish must be in languages in practice.yaml.",
        "languages: [en]   # and a file grief.es.md", "languages: [en, es]";
    LINK_ABSOLUTE = "link-absolute", Warning, "A link goes to an address instead of a file",
        "A link such as /fees/ works only on the finished site and cannot be checked when addresses change. Link to the source file.",
        "[fees](/fees/)", "[fees](../pages/fees.md)";
    LINK_BROKEN = "link-broken", Error, "A link leads nowhere",
        "Links go to source files, relative to the file they stand in; then they work in every editor too, and never break unseen when an address changes.",
        "[form](../forms/adult-intak.yaml)", "[form](../forms/adult-intake.yaml)";
    LINK_NOT_READ = "link-not-read", Warning, "Something looks like a link or picture and is none",
        "A space ends the address of a link or picture, so the whole is shown as it is written. Names with spaces stand between < and >.",
        "![Our garden](../media/Our garden.jpg)", "![Our garden](<../media/Our garden.jpg>)";
    LINK_OUTSIDE = "link-outside", Error, "A link leads out of the site's folder",
        "A link can only reach files under content/. Copy what it needs to media/ or files/.",
        "[notes](../../private/notes.pdf)", "[notes](../media/notes.pdf)";
    LINK_REFUSED = "link-refused", Error, "A link of a kind that is never published",
        "Links may lead to pages of this site and to https, http, mailto, tel and sms addresses. javascript:, data:, file: and others can run code or leak data, so they never reach a page.",
        "[x](javascript:alert(1))", "[x](https://www.example.com/)";
    LIST_NOT_READ = "list-not-read", Warning, "Lines with bullets are no list",
        "Word processors write bullets such as \u{2022}. Markdown takes them for words, and lines without a hyphen before them run together into one paragraph, on screen and for screen readers.",
        "\u{2022} your insurance card", "- your insurance card";
    LOCATION_UNKNOWN = "location-unknown", Error, "A location is named that practice.yaml does not have",
        "A provider's locations are ids of locations in practice.yaml.",
        "locations: [downtwon]", "locations: [downtown]";
    MARKDOWN_FENCE = "markdown-fence", Warning, "A block begins with :::",
        "Other programs know such blocks; here the signs would come out in the text.",
        "::: note\nBring your card.\n:::", "> [!NOTE]\n> Bring your card.";
    MISSING_KEY = "missing-key", Error, "A key that is needed is not there",
        "Without it the page would have a hole: every article needs a title, every question a label.",
        "id: pain\ntype: scale", "id: pain\nlabel: How much pain?\ntype: scale";
    MISSING_OPTIONS = "missing-options", Error, "A question to choose from has nothing to choose",
        "choice, choices and matrix need options; a matrix needs items, a table columns.",
        "{id: reach, label: Best way to reach you, type: choice}", "{id: reach, label: Best way to reach you, type: choice, options: [Phone, Email]}";
    NAVIGATION_UNKNOWN = "navigation-unknown", Error, "The navigation names something that is not there",
        "Entries are files under content/ (pages/about.md) or one of: home, providers, articles, topics, forms, glossary.",
        "navigation: [pages/abuot.md]", "navigation: [pages/about.md]";
    NO_PRACTICE = "no-practice", Error, "There is no practice.yaml",
        "A site is a folder with content/practice.yaml in it, and the only key that must be there is name. `anteroom new FOLDER` makes a complete one; --site FOLDER says where it is.",
        "", "name: Riverbend Integrative Therapy";
    NO_URL = "no-url", Note, "The site's own address is not known",
        "Without url in practice.yaml there is no sitemap, no feed, no canonical address and no security.txt. Add it when the domain is known.",
        "name: Riverbend", "name: Riverbend\nurl: https://www.example.com";
    NOTICE_MISSING = "notice-missing", Warning, "A page that a rule asks for is not there",
        "Facts in practice.yaml say which notices a practice's site has to show: hipaa_covered the notice of privacy practices (45 CFR 164.520(c)(3)), self_pay_clients the notice that clients can have a good faith estimate (45 CFR 149.610(b)(1)), receives_federal_funds the notice of nondiscrimination and that of language assistance (45 CFR 92.10 and 92.11). The file's name says which page is which, or notices at its top does. What stands in it is yours: this is no legal advice.",
        "facts: {hipaa_covered: yes}   # and no page with the notice", "facts: {hipaa_covered: yes}   # and a file pages/privacy-practices.md";
    OLD_ADDRESS_LOST = "old-address-lost", Warning, "An address of the old site leads nowhere",
        "People keep addresses in bookmarks, in letters and in other sites' lists, and search engines keep them for months. `anteroom check --old-sitemap` compares the old site's addresses with this one's. Name the old address in aliases: of the page that takes its place.",
        "an old address /services/couples/ and no page that answers there", "aliases: [/services/couples/]";
    OLD_SITEMAP_UNREAD = "old-sitemap-unread", Warning, "A sitemap of the old site was not read",
        "A large site's sitemap is a list of further sitemaps. Given as a file, each is looked for beside it under its own name; given by its address, each is fetched. One that cannot be read may name addresses that are lost.",
        "a sitemap_index.xml alone", "sitemap_index.xml, and beside it the post-sitemap.xml that it names";
    PERSON_UNKNOWN = "person-unknown", Error, "A form in a packet is for someone who is not in it",
        "for is one of the packet's people, each, or together.",
        "people: [young-person, parent]\nforms: [{form: intake, for: mother}]", "people: [young-person, parent]\nforms: [{form: intake, for: parent}]";
    PICTURE_MISNAMED = "picture-misnamed", Warning, "A picture's name says another kind than it is",
        "Programs and browsers go by the ending of a name. A PNG picture under the name .jpg is shown on pages all the same, but may not open for someone who saves it.",
        "media/door.jpg, which is a PNG picture", "media/door.png";
    PICTURE_NOTES = "picture-notes", Note, "Notes were taken out of a picture in files/",
        "Phones and cameras write into a picture where it was taken, when, and with what. Nothing of that is published, from no folder; for files/, whose files are otherwise copied as they are, it is said.",
        "", "";
    PICTURE_NOTES_KEPT = "picture-notes-kept", Warning, "A picture says more than it shows, and that cannot be taken out",
        "What a camera writes into a TIFF file stands among the picture itself. Save it as JPEG or PNG, and it is taken out.",
        "files/scan.tif", "files/scan.jpg";
    PICTURE_TOO_LARGE = "picture-too-large", Error, "A picture is too large",
        "Pictures of up to 60 MB and 100 million pixels are read and made smaller for pages. A phone's picture has twelve million pixels; a much larger one is a mistake, or made to exhaust whoever opens it.",
        "", "";
    PICTURE_UNKNOWN = "picture-unknown", Error, "A picture is named that is not there",
        "Pictures lie in content/media/ and are named relative to the file that shows them.",
        "image: ../media/entrnace.jpg", "image: ../media/entrance.jpg";
    PICTURE_UNREADABLE = "picture-unreadable", Error, "A picture cannot be shown",
        "Browsers show JPEG, PNG, GIF, WebP, AVIF and SVG pictures. Others, such as a phone's HEIC, and files that are damaged or are no pictures, would leave a hole in the page.",
        "photo: ../media/amara.heic", "photo: ../media/amara.jpg";
    PRINT_FAILED = "print-failed", Error, "A PDF cannot be made",
        "The theme's files in `print/` lay out every form, packet and handout. A mistake in them, or a place to fill in that they leave out, means that there would be no PDF, or one that a screen reader cannot read.",
        "a themes/calm/print/form.typ that names a variable which is not there", "themes/calm/print/form.typ without the last change";
    PRINT_GLYPH = "print-glyph", Warning, "No font for paper has a character",
        "A PDF carries its fonts with it. A character that none of them has, such as an emoji, is printed as a box. Say it in words, or add a font that has it to your theme's `print/fonts`.",
        "title: Welcome 🌻", "title: Welcome";
    PRINT_PICTURE = "print-picture", Warning, "A picture cannot be printed",
        "PDFs carry the logo of `look` at the head of each page, and handouts the pictures of their texts. SVG, PNG, JPEG, GIF and WebP of at most 20 MB and 50 million pixels can be printed; all but SVG are made smaller for it. Pages show them all the same.",
        "logo: media/logo.avif", "logo: media/logo.svg";
    PROVIDER_UNKNOWN = "provider-unknown", Error, "A provider is named who is not there",
        "A name in lower case without spaces is a provider's id: the name of a file in content/providers/ without .yaml. Someone from outside is written as a plain name: \"Dana Whitfield\".",
        "author: amara-ose", "author: amara-osei";
    UNKNOWN_REFERENCE = "reference-unknown", Error, "Something is named that is not there",
        "A packet names forms, a score names fields, a provider names fees: each by its id or file name.",
        "forms: [adult-intak]", "forms: [adult-intake]";
    RULE_UNKNOWN = "rule-unknown", Warning, "There is no rule of that name",
        "Levels and allowances under check in practice.yaml name rules as they stand in brackets in a message. Only rules of anteroom check can be set; what a build says is always said.",
        "check: {levels: {reading-grad: note}}", "check: {levels: {reading-grade: note}}";
    SCORE_INVALID = "score-invalid", Error, "A score cannot be computed",
        "A score sums fields whose options have scores, or numbers and scales; its bands go upward without overlap.",
        "bands: [{from: 0, to: 9}, {from: 5, to: 20}]", "bands: [{from: 0, to: 4}, {from: 5, to: 20}]";
    SECRET_IN_CONTENT = "secret-in-content", Error, "A password or key stands in practice.yaml",
        "Content is copied, shared and backed up. Secrets for publishing come from the environment, the system's keyring or a prompt.",
        "publish: {live: {target: sftp, password: hunter2}}", "publish: {live: {target: sftp, host: files.example.com, user: web}}";
    SUPERVISOR_MISSING = "supervisor-missing", Error, "A supervised person has no supervisor",
        "Associates, trainees and holders of a supervised license practice under someone, and clients have a right to know under whom. Give supervisor: the provider's id, or a name.",
        "role: associate counselor\nlicenses: [{kind: license, supervised: yes}]", "role: associate counselor\nsupervisor: dana-whitfield";
    TEMPLATE_ERROR = "template-error", Error, "A template of the theme has a mistake",
        "The theme's templates are written in Tera. The place names the template's line.",
        "{% if page.title %}", "{% if page.title %}...{% endif %}";
    TEMPLATE_UNKNOWN = "template-unknown", Error, "A page asks for a template that the theme does not have",
        "template names a file in the theme's templates folder without .html.",
        "template: contcat", "template: contact";
    TEXT_CUT = "text-cut", Warning, "Text after # is not read",
        "In YAML a space and # begin a note that nobody reads. An address, a title or a color with # in it goes in quotes.",
        "street: 12 Mill Lane, Suite #4", "street: \"12 Mill Lane, Suite #4\"";
    THEME_STRING = "theme-string", Error, "A theme's words cannot be read",
        "The theme's words stand in strings/LANGUAGE.ftl, in Fluent's syntax: key = words.",
        "help-now Help now", "help-now = Help now";
    THEME_UNKNOWN = "theme-unknown", Error, "The theme is not there",
        "look.theme names a folder under themes/, or calm, which is built in.",
        "look: {theme: clam}", "look: {theme: calm}";
    THEME_UNTRANSLATED = "theme-untranslated", Note, "The theme has no words in one of the site's languages",
        "Your texts are in that language; the theme's own words (buttons, dates, what stands around the text) are English there until the theme has them. They stand in strings/LANGUAGE.ftl, such as strings/vi.ftl for Vietnamese, in the form of strings/en.ftl. A theme of the site's need hold only that file and theme.yaml with extends.",
        "languages: [en, vi]   # and no themes/calm/strings/vi.ftl", "languages: [en, vi]   # and a file themes/calm/strings/vi.ftl";
    TRANSLATION_EXTRA = "translation-extra", Error, "A translation holds what the original does not have",
        "A translation carries only words, matched to the original by id. Structure, types, conditions and scores come from the original alone.",
        "", "";
    TRANSLATION_MISSING = "translation-missing", Note, "Some words are not translated yet",
        "What has no translation is shown in the site's first language.",
        "", "";
    TRANSLATION_ORPHAN = "translation-orphan", Error, "A translation has no original",
        "grief.es.md translates grief.md in the same folder; the original is not there.",
        "content/articles/greif.es.md", "content/articles/grief.es.md";
    TRANSLATION_OUTDATED = "translation-outdated", Warning, "A translation has fallen behind its original",
        "A translation may note what it translates. translates: with a day is compared with the original's own (version of a form, updated of an article): a later one means that the original has changed since. translates: with a code stands for the original's words and changes with any of them; write translates: new, and the message has the code. Compare the two texts, mend the translation, and put in the new day or code.",
        "translates: 2026-03-01   # the original says version: 2026-09-01", "translates: 2026-09-01";
    UNKNOWN_KEY = "unknown-key", Warning, "A key is not known",
        "It is left out. Mostly it is a slip of the finger; the nearest key that exists is named.",
        "sumary: What happens", "summary: What happens";
    UNKNOWN_VALUE = "unknown-value", Error, "A value is not one of those that are possible",
        "The message lists the possible values.",
        "accepting_clients: perhaps", "accepting_clients: waitlist";
    WRONG_TYPE = "wrong-type", Error, "A value is of the wrong kind",
        "Text, a number, a list or a group of keys is expected here, and something else is written.",
        "topics: grief", "topics: [grief]";
    YAML_REFUSED = "yaml-refused", Error, "Anchors, tags and several documents are not used",
        "They make a file hard to read and easy to break. Write values out; keep one document a file.",
        "phone: *main", "phone: \"(555) 555-0142\"";
    YAML_SYNTAX = "yaml-syntax", Error, "A file cannot be read as YAML",
        "Often it is a colon in unquoted text, a quote that is never closed, a tab, or a line that does not begin in its group's column. Only the first such mistake in a file can be found at a time.",
        "title: Grief: a guide", "title: \"Grief: a guide\"";
}

/// A code by its name.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_kebab_case_and_explained() {
        let mut names: Vec<&str> = CODES.iter().map(|c| c.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        for code in CODES {
            assert!(
                code.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                code.name
            );
            assert!(!code.summary.ends_with('.') && code.explanation.ends_with(['.', ')']), "{}", code.name);
        }
    }
}
