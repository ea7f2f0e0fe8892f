//! Words of the trade that nobody has explained.

use crate::check::found::Found;
use crate::check::phrases::Phrases;
use crate::check::prose::{self, Kind, Prose, Role, Words, base};
use crate::check::{Checked, Group, Looks, Rule, Source};
use crate::diagnostics::{Code, Severity, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "jargon",
        severity: Severity::Note,
        summary: "A word of the trade is not explained",
        explanation: "Add the word to glossary.yaml (pages then explain it at its first use), explain it in brackets behind it, or write the plain word. Each word is said once for the whole site, at its first place.",
        bad: "We begin with psychoeducation.",
        good: "We begin with psychoeducation (learning how worry works).",
    },
    group: Group::Content,
    why: "Readers who do not know a word seldom look it up; they stop reading, or think that they are too slow.",
    sources: &[Source {
        title: "Centers for Disease Control and Prevention, Everyday Words for Public Health Communication",
        url: "https://www.cdc.gov/ccindex/everydaywords/",
        date: "2015 and later",
    }],
    looks: Looks::Site(look),
};

/// Words of the trade, and plain ones.
const ENGLISH: &[(&str, &str)] = &[
    ("psychoeducation|psychoeducational", "learning about what you have"),
    ("comorbid|comorbidity|comorbidities", "having two conditions at once"),
    ("somatic|somatically", "of the body"),
    ("somatization", "feelings that show as pain"),
    ("dissociation|dissociative|dissociate|dissociating", "feeling far away from yourself"),
    ("affect regulation|dysregulation", "handling strong feelings"),
    ("emotion|emotional dysregulation", "trouble handling strong feelings"),
    ("dysregulated|dysregulation", "overwhelmed by feelings"),
    ("modality|modalities", "way of doing therapy"),
    ("contraindicated|contraindication|contraindications", "not safe for"),
    ("etiology|aetiology", "cause"),
    ("pathology|pathological", "illness"),
    ("prognosis", "how it is likely to go on"),
    ("sequelae", "what follows from it"),
    ("suicidal|homicidal|paranoid ideation", "thoughts"),
    ("anhedonia", "no joy in anything"),
    ("dysphoria|dysphoric", "deep unease"),
    ("lability|labile", "moods that change fast"),
    ("rumination|ruminate|ruminating", "thinking the same thing over and over"),
    ("perseveration|perseverate", "not being able to stop a thought"),
    ("catastrophizing", "expecting the worst"),
    ("transference|countertransference", "old feelings that are put on the therapist"),
    ("psychodynamic", "about what lies under the surface"),
    ("psychosocial", "of mind and life with others"),
    ("biopsychosocial", "of body, mind and life with others"),
    ("phenomenological|phenomenology", "how it feels from inside"),
    ("neuroplasticity|neuroplastic", "how the brain changes"),
    ("neurodivergent|neurodivergence|neurodiversity|neurotypical", "say what you mean by it"),
    ("psychopharmacology|pharmacotherapy|psychopharmacological", "treatment with medicine"),
    ("psychotropic|psychotropics", "medicine for the mind"),
    ("titrate|titration|titrated", "changing the dose step by step"),
    ("polypharmacy", "taking many medicines"),
    ("adjunctive", "in addition"),
    ("manualized", "that follows a book"),
    ("psychometric|psychometrics", "of tests"),
    ("differential diagnosis", "telling conditions apart"),
    ("diathesis", "a tendency"),
    ("premorbid", "before the illness"),
    ("prodromal|prodrome", "early signs"),
    ("subclinical|subsyndromal", "milder than an illness"),
    ("psychomotor", "of movement"),
    ("hypervigilance|hypervigilant", "always on guard"),
    ("hyperarousal|hypoarousal", "too much, or too little, alarm in the body"),
    ("window of tolerance", "the range in which feelings can be borne"),
    ("attachment style|styles|theory|wound|wounds", "how you get close to people"),
    ("interoception|interoceptive", "feeling your own body"),
    ("vagal|polyvagal", "of the body's calming nerve"),
    ("parasympathetic", "of the body's calming side"),
    ("cognitive distortion|distortions|restructuring|reappraisal|defusion|schema|schemas", "a way of thinking"),
    ("maladaptive", "that does harm"),
    ("psychosis|psychotic", "losing touch with what is real"),
    ("hypomania|hypomanic", "a milder high mood"),
    ("avolition|alogia", "no drive"),
    ("enmeshment|enmeshed", "too close"),
    ("triangulation|triangulated", "drawing in a third person"),
    ("parentification|parentified", "a child who must be the parent"),
    ("codependent|codependency|codependence", "living only for somebody else"),
    ("individuation", "becoming one's own person"),
    ("genogram", "a drawing of the family"),
    ("termination ?phase of ?therapy ?treatment therapy|treatment", "the end of therapy"),
    ("milieu", "surroundings"),
    ("utilization review", "the insurer's check"),
    ("medical necessity", "the insurer's reason to pay"),
    ("presenting problem|concern|concerns|problems", "what brings you here"),
    ("collateral contact|contacts|information", "what others tell us"),
    ("capacity to consent", "being able to decide"),
    ("bilateral stimulation", "taps or sounds on both sides in turn"),
    ("habituation", "getting used to it"),
    ("in vivo", "in real life"),
    ("psychiatric comorbidity", "another condition"),
    ("EMDR", "eye movement desensitization and reprocessing"),
    ("DBT", "dialectical behavior therapy"),
    ("CBT", "cognitive behavioral therapy"),
    ("IFS", "internal family systems"),
    ("ERP", "exposure and response prevention"),
    ("MBSR|MBCT", "mindfulness-based therapy"),
    ("SSRI|SSRIs|SNRI|SNRIs", "a kind of medicine for depression"),
    ("PHI", "private health information"),
];

/// The same for Spanish.
const SPANISH: &[(&str, &str)] = &[
    ("psicoeducacion|psicoeducativo|psicoeducativa", "aprender sobre lo que tiene"),
    ("comorbilidad|comorbilidades|comorbido|comorbida", "tener dos condiciones a la vez"),
    ("somatico|somatica|somaticos|somaticas|somatizacion", "del cuerpo"),
    ("disociacion|disociativo|disociativa|disociar", "sentirse lejos de sí"),
    ("regulacion emocional|afectiva", "manejar emociones fuertes"),
    ("desregulacion", "emociones que desbordan"),
    ("modalidad|modalidades ?de terapeuticas|terapeutica|terapia|tratamiento", "forma de hacer terapia"),
    ("contraindicado|contraindicada|contraindicaciones|contraindicacion", "no es seguro"),
    ("etiologia", "causa"),
    ("patologia|patologias|patologico|patologica", "enfermedad"),
    ("pronostico", "cómo es probable que siga"),
    ("anhedonia", "no sentir gusto por nada"),
    ("disforia", "malestar profundo"),
    ("labilidad", "cambios rápidos de ánimo"),
    ("rumiacion|rumiaciones", "dar vueltas a lo mismo"),
    ("contratransferencia", "sentimientos viejos hacia el terapeuta"),
    ("psicodinamico|psicodinamica", "sobre lo que está debajo"),
    ("psicosocial|psicosociales|biopsicosocial", "de la mente y la vida con otros"),
    ("neuroplasticidad", "cómo cambia el cerebro"),
    ("neurodivergente|neurodivergentes|neurodiversidad", "diga qué quiere decir con ello"),
    ("psicofarmacologia|farmacoterapia|psicofarmacos|psicofarmaco", "medicinas para la mente"),
    ("psicotropico|psicotropicos", "medicina para la mente"),
    ("titulacion de ?la dosis", "cambiar la dosis poco a poco"),
    ("coadyuvante", "además de"),
    ("psicometrico|psicometrica|psicometricas", "de pruebas"),
    ("prodromo|prodromico", "primeras señales"),
    ("psicomotor|psicomotriz", "de movimiento"),
    ("hipervigilancia", "estar siempre en guardia"),
    ("hiperactivacion|hipoactivacion", "demasiada o poca alarma en el cuerpo"),
    ("ventana de tolerancia", "hasta dónde se puede con lo que se siente"),
    ("estilo|estilos|teoria de|del apego", "cómo se acerca a la gente"),
    ("distorsion|distorsiones|reestructuracion cognitiva|cognitivas", "una forma de pensar"),
    ("desadaptativo|desadaptativa|desadaptativos|desadaptativas|maladaptativo", "que hace daño"),
    ("ideacion suicida|suicidas|paranoide|homicida", "pensamientos"),
    ("hipomania", "un ánimo alto más leve"),
    ("parentificacion", "un niño que hace de padre"),
    ("codependencia|codependiente", "vivir solo para otra persona"),
    ("genograma", "un dibujo de la familia"),
    ("EMDR", "desensibilización y reprocesamiento por movimientos oculares"),
    ("TCC", "terapia cognitivo-conductual"),
    ("DBT", "terapia dialéctica conductual"),
    ("ISRS", "un tipo de medicina para la depresión"),
];

struct Terms {
    phrases: Phrases,
    plain: &'static [(&'static str, &'static str)],
}

/// Whether letters are a word of the trade: then this rule speaks of them, and says what they mean.
pub(super) fn has_letters(letters: &str) -> bool {
    ENGLISH.iter().chain(SPANISH).any(|(words, _)| words.split('|').any(|word| word == letters))
}

fn terms(language: &str) -> Option<&'static Terms> {
    static CELL: OnceLock<[Terms; 2]> = OnceLock::new();
    let lists = CELL.get_or_init(|| {
        [ENGLISH, SPANISH].map(|plain| {
            let written: Vec<String> = plain.iter().map(|(words, _)| words.to_lowercase()).collect();
            Terms { phrases: Phrases::new(written.iter().map(String::as_str)), plain }
        })
    });
    let [english, spanish] = lists;
    match language {
        "en" => Some(english),
        "es" => Some(spanish),
        _ => None,
    }
}

/// Where a term stands unexplained: its place, as it is written there, and the plain word.
type Seen = (String, Span, String, &'static str);

fn look(checked: &Checked<'_>, found: &mut Found<'_>) {
    let files = prose::files(checked.site);
    let glossaries: BTreeMap<&str, Phrases> =
        checked.site.languages.iter().map(|language| (language.as_str(), explained(checked, language))).collect();
    let seen: Vec<Vec<Seen>> = files
        .par_iter()
        .map(|file| {
            let wanted = matches!(file.kind, Kind::Article | Kind::Page | Kind::Home | Kind::Form);
            let (true, Some(terms), Some(glossary)) =
                (wanted, terms(base(&file.language)), glossaries.get(file.language.as_str()))
            else {
                return Vec::new();
            };
            Prose::read(file, checked).map_or_else(Vec::new, |prose| unexplained(&prose, terms, glossary))
        })
        .collect();
    let mut first: BTreeMap<(String, &str), (Span, String, &str, usize)> = BTreeMap::new();
    for (file, seen) in files.iter().zip(seen) {
        for (key, span, written, plain) in seen {
            first.entry((key, file.language.as_str())).or_insert((span, written, plain, 0)).3 += 1;
        }
    }
    for ((..), (span, written, plain, pages)) in first {
        let pages = match pages {
            1 => String::new(),
            n => format!(", and stands on {n} pages"),
        };
        found.push(
            RULE.code
                .at(span, format!("\"{written}\" is a word of the trade that the glossary does not explain{pages}"))
                .help(format!("add it to glossary.yaml, explain it in brackets, or write it plainly: {plain}")),
        );
    }
}

/// Terms of the glossary and their other forms.
fn explained(checked: &Checked<'_>, language: &str) -> Phrases {
    let site = checked.site;
    let terms = site.glossary.as_ref().map(|glossary| glossary.get(language, site.language()).0.clone());
    let words: Vec<String> = terms
        .iter()
        .flat_map(|terms| terms.iter())
        .flat_map(|term| std::iter::once(&term.term).chain(&term.also))
        .map(|text| {
            let words = Words::of(text);
            // "rumination" explains "ruminations" too.
            (0..words.len()).map(|n| format!("{w}|{w}s|{w}es", w = words.get(n))).collect::<Vec<_>>().join(" ")
        })
        .filter(|text| !text.is_empty())
        .collect();
    Phrases::new(words.iter().map(String::as_str))
}

fn unexplained(prose: &Prose<'_>, terms: &'static Terms, glossary: &Phrases) -> Vec<Seen> {
    if prose.is_instrument() {
        return Vec::new();
    }
    let mut first: BTreeMap<usize, Seen> = BTreeMap::new();
    let mut told: Vec<usize> = Vec::new();
    for (block, words) in prose.each() {
        let is_read = super::subject::is_text(block) && block.role != Role::Quote;
        if !is_read {
            continue;
        }
        let hits = terms.phrases.find(words);
        if hits.is_empty() {
            continue;
        }
        let known = glossary.find(words);
        for hit in hits {
            let range = words.range(hit.words.clone());
            let written = block.text.get(range.clone()).unwrap_or_default();
            let Some((listed, plain)) = terms.plain.get(hit.phrase) else { continue };
            // "ERP" and "Roi" are two words.
            if listed.chars().any(char::is_uppercase) && !listed.split('|').any(|l| l == written) {
                continue;
            }
            let is_known = known.iter().any(|k| k.words.start < hit.words.end && hit.words.start < k.words.end);
            if is_known || block.role == Role::Term || is_told(&block.text, range.clone()) {
                told.push(hit.phrase);
                continue;
            }
            let key = (*listed).to_owned();
            first.entry(hit.phrase).or_insert_with(|| (key, prose.span(block, range), shown(written), plain));
        }
    }
    first.retain(|phrase, _| !told.contains(phrase));
    first.into_values().collect()
}

/// A term as it stands in a sentence: in small letters, unless it is made of first letters.
fn shown(written: &str) -> String {
    let is_acronym = written.chars().filter(|c| c.is_uppercase()).count() > 1;
    if is_acronym { written.to_owned() } else { written.to_lowercase() }
}

/// Words after a term that begin its explanation.
const MEANS: &[&str] = &[
    "(",
    "—",
    "–",
    ": ",
    ", which",
    ", or ",
    ", that is",
    ", meaning",
    " means",
    " is when",
    " is a ",
    " is the ",
    " is what",
    " refers to",
    ", es decir",
    ", o sea",
    ", que ",
    " significa",
    " quiere decir",
    " es cuando",
    " es una ",
    " es un ",
    " es la ",
    " es el ",
    " - ",
    ", o ",
];

/// Whether the text around a term explains it: in brackets behind it, as what stands in brackets itself, as what is defined.
fn is_told(text: &str, range: std::ops::Range<usize>) -> bool {
    let after = text.get(range.end..).unwrap_or_default();
    // The rest of the word that the term begins with: "CBT therapy (...)", "somatic therapy is a ...".
    let next_word = after.strip_prefix(' ').and_then(|rest| rest.find([' ', '(', ',']).and_then(|at| rest.get(at..)));
    let explains = |rest: &str| {
        let bare = rest.trim_start_matches(['"', '”', '*', '»', '\'', '’']);
        MEANS.iter().any(|means| bare.starts_with(means) || bare.trim_start().starts_with(means) && *means == "(")
    };
    let before = text.get(..range.start).unwrap_or_default();
    let bracketed = before.rfind('(').is_some_and(|open| !before.get(open..).unwrap_or_default().contains(')'))
        && after.contains(')');
    let called = [
        "called ",
        "called the ",
        "known as ",
        "llamada ",
        "llamado ",
        "se llama ",
        "call this ",
        "term is ",
        "name is ",
    ];
    bracketed
        || explains(after)
        || next_word.is_some_and(explains)
        || called.iter().any(|c| before.trim_end_matches(['"', '“', '«', '*']).ends_with(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_text_explains_is_told() {
        let told = |text: &str, word: &str| {
            let at = text.find(word).expect("the word");
            is_told(text, at..at + word.len())
        };
        for (text, word) in [
            ("We begin with psychoeducation (learning how worry works).", "psychoeducation"),
            ("Thinking it over and over (rumination) is tiring.", "rumination"),
            ("Dissociation is when you feel far away.", "Dissociation"),
            ("Somatic therapy is a way to work with the body.", "Somatic"),
            ("This is called hypervigilance.", "hypervigilance"),
            ("La anhedonia, es decir, no sentir gusto", "anhedonia"),
        ] {
            assert!(told(text, word), "{text}");
        }
        for (text, word) in [
            ("We begin with psychoeducation.", "psychoeducation"),
            ("Rumination is common.", "Rumination"),
            ("Comorbid conditions need care (see below).", "Comorbid"),
        ] {
            assert!(!told(text, word), "{text}");
        }
    }
}
