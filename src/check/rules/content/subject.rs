//! What a text is about, as far as several rules ask: suicide and self-harm, abuse, health.

use crate::check::phrases::{Hit, Phrases};
use crate::check::prose::{Block, Kind, Prose, Role, Words};
use std::sync::OnceLock;

/// Suicide and self-harm, in English and Spanish. Shorter than the list for questions of forms: that one would rather see too much.
const SELF_HARM: &[&str] = &[
    "suicide|suicides|suicidal|suicidality",
    "self harm|harming|injury|injuring|injure|mutilation",
    "selfharm|selfinjury",
    "kill|killing|killed ?your ?my yourself|myself|themselves|himself|herself|oneself",
    "hurt|hurting|harm|harming|cut|cutting ?your yourself|myself|themselves|himself|herself|oneself",
    "end|ending|ended|take|taking|took|taken ?all ?of your|my|his|her|their|ones own life|lives",
    "taking|took|taken|takes your|his|her|their life|lives",
    "want|wants|wanted|wanting|wish|wishing to die",
    "better off dead",
    "not|dont want|wanting ?to live",
    "not|dont want|wanting ?to be alive",
    "suicidio|suicidios|suicida|suicidas|suicidarse|suicidarte",
    "autolesion|autolesiones|autolesionarse|autolesivas|autolesivos|autolesiva|autolesivo",
    "hacerse|hacerte|hacerme|hagase|hacernos dano",
    "lastimarse|lastimarte|cortarse|cortarte|herirse a si mismo|misma|mismos|mismas",
    "quitarse|quitarte|quitarme la vida",
    "acabar|terminar con su|tu|mi ?propia vida",
    "querer|quiere|quieres|quiero|quisiera|deseos|ganas ?de morir|morirse|morirte|morirme",
    "matarse|matarte|matarme",
];

/// Names with the word in them, that speak of help.
const SELF_HARM_NAMES: &[&str] = &[
    "?988 suicide ?and|y crisis lifeline|line|hotline|linea",
    "suicide|suicides prevention ?life ?lifeline",
    "foundation for suicide prevention",
    "?national suicide hotline ?designation",
    "linea ?988 ?nacional ?de prevencion ?del|de suicidio ?y ?crisis",
    "linea ?988 ?de suicidio y crisis",
    "linea ?988 de prevencion del suicidio ?y ?crisis",
    "prevencion del suicidio y crisis",
    "assisted suicide",
    "suicidio asistido",
];

/// Abuse and violence at home and elsewhere.
const ABUSE: &[&str] = &[
    "domestic|intimate|dating|family|partner|relationship ?partner violence|abuse",
    "intimate partner violence|abuse",
    "violence at home",
    "abusive relationship|relationships|partner|partners|marriage|marriages|husband|wife|boyfriend|girlfriend|home|homes|parent|parents|family",
    "sexual|sexually|emotional|emotionally|physical|physically|psychological|psychologically|verbal|verbally|financial|child|childhood|elder|spousal abuse|abused|abusive|abusing",
    "abuse of children|elders",
    "sexual assault|assaults|violence|exploitation|harassment|coercion",
    "sexually assaulted|exploited|harassed",
    "abused ?as ?by ?a ?child|children|partner|someone",
    "being|was|were|been|is|are abused",
    "abuser|abusers",
    "child neglect",
    "rape|raped|rapist|incest|molested|molestation|molesting",
    "coercive control",
    "stalked|stalker|stalkers|stalking",
    "sex|human trafficking",
    "survivor|survivors|victim|victims of ?domestic ?sexual ?child abuse|violence|assault|rape|trafficking|incest",
    // Spanish.
    "violencia domestica|intrafamiliar|machista|sexual|conyugal",
    "violencia ?de|en ?el|la ?contra ?la|las genero|pareja|familia|noviazgo|hogar|casa|mujer|mujeres",
    "maltrato ?fisico|infantil|emocional|psicologico|familiar",
    "maltratada|maltratado|maltratadas|maltratados|maltratador|maltratadora|maltratadores",
    "abuso|abusos|abusada|abusado ?de ?sexual|sexuales|infantil|emocional|fisico|psicologico|menores|sexualmente|ninos",
    "relacion|relaciones|pareja abusiva|abusivas|violenta|violentas",
    "abusador|abusadora|abusadores",
    "agresion|agresiones|acoso|explotacion|asalto|violacion|violaciones|violencia sexual|sexuales",
    "incesto|violador|violadores",
    "control coercitivo",
    "trata de personas",
];

/// Words in a row that hold the same words and mean something else.
const NOT_ABUSE: &[&str] = &[
    "substance|substances|drug|drugs|alcohol|medication|opioid|prescription ?and|or ?mental ?alcohol ?drug abuse|abuser|abusers",
    "substance abuse and mental health services administration",
    "abuse|abuser|abusers of power|trust|discretion|process|alcohol|drugs|substances|medicine|medication",
    "abuso|abusos de|del ?el|la|las alcohol|drogas|sustancias|substancias|poder|confianza|medicamentos|derecho",
    "abuso|abusos",
    "domestic|family|sexual ?partner ?and ?sexual violence|abuse|assault ?support hotline|hotlines|helpline|line|shelter|shelters|program|programs|leave|advocate|advocates",
    "linea|lineas|refugio|refugios ?nacional ?estatal ?de ?ayuda de|contra|para ?la violencia|maltrato|abuso ?domestica|sexual|familiar|infantil",
];

fn list(cell: &'static OnceLock<Phrases>, phrases: &'static [&'static str]) -> &'static Phrases {
    cell.get_or_init(|| Phrases::new(phrases.iter().copied()))
}

/// Where phrases stand that are no part of an exception.
fn found(words: &Words, phrases: &Phrases, exceptions: &Phrases) -> Vec<Hit> {
    let hits = phrases.find(words);
    if hits.is_empty() {
        return hits;
    }
    let apart = exceptions.find(words);
    let kept = |hit: &Hit| !apart.iter().any(|a| a.words.start <= hit.words.start && hit.words.end <= a.words.end);
    hits.into_iter().filter(kept).collect()
}

/// Where words speak of suicide or self-harm.
pub(super) fn self_harm(words: &Words) -> Vec<Hit> {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    static NAMES: OnceLock<Phrases> = OnceLock::new();
    found(words, list(&PHRASES, SELF_HARM), list(&NAMES, SELF_HARM_NAMES))
}

/// Where words speak of abuse.
pub(super) fn abuse(words: &Words) -> Vec<Hit> {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    static OTHERS: OnceLock<Phrases> = OnceLock::new();
    found(words, list(&PHRASES, ABUSE), list(&OTHERS, NOT_ABUSE))
}

/// Whether a block is the text itself: not a source, not a name, not for the office.
pub(super) fn is_text(block: &Block) -> bool {
    !block.staff && !matches!(block.role, Role::Reference | Role::Name | Role::Footnote | Role::Alt)
}

/// Mentions of abuse in the text that make it what the text is about.
const MENTIONS: usize = 3;

/// Where a page or an article about abuse says so first; none for one that only names it.
pub(super) fn about_abuse(prose: &Prose<'_>) -> Option<(usize, Hit)> {
    if !matches!(prose.file.kind, Kind::Article | Kind::Page | Kind::Home) || prose.is_notice() || prose.is_help_page()
    {
        return None;
    }
    let mut first = None;
    let (mut mentions, mut length) = (0, 0);
    let mut about = prose.document().is_some_and(|d| d.topics.iter().any(|t| !abuse(&Words::of(t)).is_empty()));
    for (n, (block, words)) in prose.each().enumerate() {
        // Whom to call is no mention: a crisis box names the lines for everything.
        if !is_text(block) || block.crisis {
            continue;
        }
        length += words.len();
        for hit in abuse(words) {
            about |= matches!(block.role, Role::Title | Role::Summary | Role::Heading);
            mentions += 1;
            first.get_or_insert((n, hit));
        }
    }
    if about && first.is_none() {
        return Some((0, Hit { phrase: 0, words: 0..0 }));
    }
    // A paragraph on it in a long text on something else is no subject.
    first.filter(|_| about || (mentions >= MENTIONS && mentions * 200 >= length))
}

/// Conditions and ways to treat them.
const CONDITIONS: &[&str] = &[
    "anxiety|anxious|depression|depressed|depressive|antidepressant|antidepressants|bipolar|mania|psychosis|schizophrenia",
    "trauma|traumatic|ptsd|cptsd|ocd|adhd|autism|autistic|phobia|phobias|panic|insomnia|burnout|grief|bereavement|addiction|alcoholism",
    "obsessive compulsive",
    "eating|personality|mood|sleep|anxiety|substance|stress|bipolar|conduct disorder|disorders",
    "anorexia|bulimia|dementia|alzheimers|suicide|suicidal",
    "self harm",
    "cbt|dbt|emdr|ect|tms|psychotherapy|mindfulness|meditation|hypnosis|psychodynamic",
    "cognitive behavioral|behavioural|processing",
    "exposure|somatic|play|family|couples|group|talk|integrative therapy",
    "ssri|ssris|medication|medications|symptom|symptoms|diagnosis|diagnoses|disorder|disorders",
    "mental illness|health",
    "ansiedad|depresion|trastorno|trastornos|bipolar|psicosis|esquizofrenia|trauma|traumas|fobia|fobias|panico|insomnio|duelo|adiccion",
    "tept|toc|tdah|autismo|anorexia|bulimia|demencia|suicidio|sintoma|sintomas|diagnostico|antidepresivo|antidepresivos|medicamento|medicamentos",
    "psicoterapia|meditacion|hipnosis",
    "atencion plena",
    "terapia cognitivo|cognitiva|conductual|familiar|grupal|integradora|integrativa|somatica",
    "salud mental",
];

/// What an article is about when its title or a topic says so; in a text they are words like others.
const TROUBLES_IN_TITLES: &[&str] = &[
    "sleep|sleeping|sleepless|worry|worrying|stress|loneliness|anger|shame|drinking|bullying|divorce|postpartum|flashbacks",
    "losing|lost someone|somebody",
    "sueno|dormir|preocupacion|estres|soledad|ira|enojo|verguenza|acoso|divorcio|posparto",
];

/// Words of a practice that speaks of itself.
const NEWS_TOPICS: &[&str] = &[
    "?practice news|announcement|announcements|events|event|updates|update|noticias|novedades|avisos|anuncios|eventos",
    "our practice|team",
    "nuestro equipo",
];

const NEWS_TITLES: &[&str] = &[
    "we|weve|were ?have ?are moved|moving|move|opened|opening|hiring|closed|closing|expanding",
    "new|holiday|summer|winter office|location|hours|address|website|phone|therapist|clinician|team|staff ?hours",
    "welcome ?to ?our|dr|meet|introducing",
    "meet our|dr|the|your",
    "nos hemos|mudamos|mudado ?mudado",
    "nueva|nuevo|nuevos|nuevas oficina|sede|horario|horarios|direccion|telefono|terapeuta",
    "horario|horarios de verano|invierno|fiestas",
    "bienvenida|bienvenido|conozca ?a",
];

/// Whether an article is about a condition or a treatment, and so needs to say who stands behind it. What a practice tells of itself
/// ("We have moved") does not.
pub(super) fn is_health_article(prose: &Prose<'_>) -> bool {
    static CONDITION: OnceLock<Phrases> = OnceLock::new();
    static NEWS: OnceLock<Phrases> = OnceLock::new();
    static TITLES: OnceLock<Phrases> = OnceLock::new();
    if prose.file.kind != Kind::Article {
        return false;
    }
    let Some(document) = prose.document() else { return false };
    let conditions = list(&CONDITION, CONDITIONS);
    let title = Words::of(&document.title);
    let topics: Vec<Words> = document.topics.iter().map(|topic| Words::of(topic)).collect();
    let is_news = topics
        .iter()
        .any(|topic| list(&NEWS, NEWS_TOPICS).find(topic).iter().any(|hit| hit.words.len() == topic.len()));
    if is_news || list(&TITLES, NEWS_TITLES).at(&title, 0).is_some() {
        return false;
    }
    static TROUBLES: OnceLock<Phrases> = OnceLock::new();
    let troubles = list(&TROUBLES, TROUBLES_IN_TITLES);
    if std::iter::once(&title)
        .chain(&topics)
        .any(|words| !conditions.find(words).is_empty() || !troubles.find(words).is_empty())
    {
        return true;
    }
    let (mut hits, mut length) = (0, 0);
    for (block, words) in prose.each().filter(|(block, _)| is_text(block)) {
        length += words.len();
        hits += conditions.find(words).len();
        // "Therapy" alone is what every page of a practice speaks of.
        let therapy =
            (0..words.len()).filter(|n| words.get(*n).starts_with("therap") || words.get(*n).starts_with("terap"));
        hits += usize::from(block.role == Role::Title && therapy.count() > 0) * MENTIONS;
    }
    // Three in a long text on something else are no subject.
    hits >= MENTIONS && length >= 80 && hits * 150 >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suicide_and_self_harm_are_told_from_names_of_help() {
        for text in [
            "Some people think about suicide.",
            "Suicidal thoughts can come and go",
            "self-harm",
            "She hurt herself on purpose",
            "ending your own life",
            "I want to die",
            "pensamientos suicidas",
            "hacerse daño",
            "quitarse la vida",
            "ganas de morir",
        ] {
            assert!(!self_harm(&Words::of(text)).is_empty(), "{text}");
        }
        for text in [
            "Call the 988 Suicide & Crisis Lifeline.",
            "988 Suicide and Crisis Lifeline",
            "American Foundation for Suicide Prevention",
            "National Suicide Prevention Lifeline",
            "Línea 988 de Prevención del Suicidio y Crisis",
            "How do you spend your life?",
            "Time to kill before work",
            "take your life vest",
            "A danger to others",
            "no se haga ilusiones",
        ] {
            assert!(self_harm(&Words::of(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn abuse_is_told_from_other_words() {
        for text in [
            "domestic violence",
            "An abusive relationship",
            "child abuse or neglect",
            "She was sexually abused",
            "sexual assault",
            "survivors of abuse",
            "violencia doméstica",
            "violencia de género",
            "maltrato infantil",
            "abuso sexual",
            "Si su pareja es violenta: relación abusiva",
        ] {
            assert!(!abuse(&Words::of(text)).is_empty(), "{text}");
        }
        for text in [
            "substance abuse",
            "drug and alcohol abuse",
            "Substance Abuse and Mental Health Services Administration",
            "an abuse of power",
            "assault rifle",
            "kill time",
            "abuso de alcohol",
            "abuso de sustancias",
            "violación de la privacidad",
            "Family therapy",
            "Verbal skills",
        ] {
            assert!(abuse(&Words::of(text)).is_empty(), "{text}");
        }
    }
}
