//! What the rules on forms share: all that a client reads, and what a form is for.

use crate::check::Checked;
use crate::check::places::{fold, has, plain};
use crate::model::form::Form;
use crate::model::form::field::{Field, FieldKind};
use crate::source::FileId;
use std::sync::Arc;

/// Every version of every form that shows its questions, with its file.
pub(super) fn versions<'a>(checked: &Checked<'a>) -> impl Iterator<Item = (&'a FileId, &'a Arc<Form>)> {
    checked
        .site
        .forms
        .iter()
        .flat_map(|form| {
            std::iter::once((&form.file, &form.original))
                .chain(form.translations.values().map(|(file, form)| (file, form)))
        })
        .filter(|(_, form)| !form.metadata_only)
}

/// The default language's version of every form that shows its questions.
pub(super) fn originals<'a>(checked: &Checked<'a>) -> impl Iterator<Item = &'a Arc<Form>> {
    checked.site.forms.iter().map(|form| &form.original).filter(|form| !form.metadata_only)
}

/// All that a client reads on a form, folded.
pub(super) fn all(form: &Form) -> String {
    let mut text = format!("{} {} ", form.title, form.purpose.as_deref().unwrap_or(""));
    let mut add = |words: &str| {
        text.push_str(words);
        text.push(' ');
    };
    for body in form.short.iter().chain(&form.instructions) {
        add(&plain(body));
    }
    for section in &form.sections {
        add(section.title.as_deref().unwrap_or(""));
        section.text.iter().for_each(|body| add(&plain(body)));
        for field in &section.fields {
            add(&field.label);
            field.help.iter().for_each(|body| add(&plain(body)));
            field.kind.options().iter().for_each(|option| add(&option.label));
            match &field.kind {
                FieldKind::Words { text } => add(&plain(text)),
                FieldKind::Matrix { items, .. } => items.iter().for_each(|item| add(&item.label)),
                FieldKind::Table { columns, .. } => columns.iter().for_each(|column| add(&column.label)),
                _ => {}
            }
        }
    }
    fold(&text)
}

/// A signature and what is asked beside it.
pub(super) fn signatures(form: &Form) -> impl Iterator<Item = (&Field, &crate::model::form::field::Signature)> {
    form.fields().filter_map(|field| match &field.kind {
        FieldKind::Signature(signature) => Some((field, signature)),
        _ => None,
    })
}

/// Whether it is a consent: somebody agrees to something.
pub(super) fn is_consent(form: &Form) -> bool {
    let title = fold(&form.title);
    has(
        &title,
        &[
            " consent ",
            " agreement ",
            " authorization to ",
            " authorization for ",
            " permission to ",
            " release of information ",
            " consentimiento ",
            " acuerdo ",
            " autorizacion para ",
            " autorizacion de ",
            " permiso para ",
        ],
    )
}

/// Whether a parent or guardian agrees in it to care for a child.
pub(super) fn is_for_a_minor(form: &Form) -> bool {
    let title = fold(&form.title);
    let audience = fold(form.audience.as_deref().unwrap_or(""));
    let child = [
        " minor ",
        " minors ",
        " child ",
        " children ",
        " menor ",
        " menores ",
        " nino ",
        " nina ",
        " ninos ",
        " hijo ",
        " hija ",
    ];
    let parent =
        [" parent ", " parents ", " guardian ", " guardians ", " minor ", " padre ", " padres ", " madre ", " tutor "];
    is_consent(form) && (has(&title, &child) || has(&audience, &parent))
}

/// Whether a role is that of somebody who signs for a child.
pub(super) fn is_guardian(role: &str) -> bool {
    has(
        &fold(role),
        &[" parent ", " guardian ", " caregiver ", " mother ", " father ", " padre ", " madre ", " tutor ", " tutora "],
    )
}

/// Whether it lets information go to somebody else.
pub(super) fn is_release(form: &Form) -> bool {
    let title = fold(&form.title);
    let phrases = [
        " release of information ",
        " release of records ",
        " release information ",
        " authorization to release ",
        " authorization to disclose ",
        " authorization for release ",
        " authorization for disclosure ",
        " permission to share ",
        " consent to release ",
        " autorizacion para divulgar ",
        " autorizacion para compartir ",
        " autorizacion de divulgacion ",
        " divulgacion de informacion ",
        " permiso para compartir ",
        " permiso para dar informacion ",
    ];
    has(&title, &phrases)
}
