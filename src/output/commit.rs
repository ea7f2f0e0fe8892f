//! The new site in place of the old one.
//!
//! 1. Look at what is there ([`survey`](super::survey)). Where nothing differs, nothing is touched.
//! 2. Stage the whole new site beside the folder: what is unchanged as a second name for the same file, the rest written.
//! 3. Exchange the two in one step. Where the system cannot, replace file by file ([`journal`]).

use super::aside::Aside;
use super::ownership::{MARKER, OutputFolder, Presence, marker_text};
use super::staging::Staging;
use super::survey::{Survey, survey};
use super::{CommitMode, Manifest, OutPath, OutputPlan, Promise, Stamp, Written, files, journal, platform, recovery};
use crate::error::{Error, Result};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Commits a plan.
pub(super) fn commit(plan: &OutputPlan<'_>, folder: &OutputFolder, mode: CommitMode) -> Result<Written> {
    let survey = survey(plan, folder)?;
    let kept = survey.kept.len();
    let mut written = Written {
        added: plan.claims.len() - survey.known,
        changed: survey.known - kept,
        removed: survey.gone.len(),
        unchanged: kept,
        foreign: survey.foreign.iter().filter(|(_, m)| !m.is_dir()).count(),
        last_unknown: !folder.manifest.is_known() && matches!(folder.presence, Presence::Ours(_)),
        bytes: 0,
        promise: Promise::Untouched,
        set_aside: folder.set_aside.clone(),
        left_behind: None,
    };
    let current = folder.manifest.is_known() && matches!(folder.presence, Presence::Ours(_));
    if current && written.added + written.changed + written.removed == 0 {
        return Ok(written);
    }
    let mut aside = Aside::new(folder.store.set_aside());
    survey.edited.iter().try_for_each(|path| aside.keep(path, &folder.out))?;
    // A disk that is mounted inside would go with the old site, and its files would be taken for copies.
    let in_one_step = mode == CommitMode::Auto && !survey.mounts && can_exchange(folder);
    if !(in_one_step && exchange(plan, folder, &survey, &mut aside, &mut written)?) {
        journal::replace(plan, folder, &survey, &mut aside, &mut written)?;
    }
    written.set_aside = match (aside.folder(), &folder.set_aside) {
        // Some were kept while a killed build was finished, and some now: both lie in here.
        (Some(_), Some(_)) => Some(folder.store.set_aside()),
        (kept, before) => kept.or_else(|| before.clone()),
    };
    Ok(written)
}

/// Whether a try at exchanging makes sense: a mount point cannot be renamed, and the folder beside must be ours to write.
fn can_exchange(folder: &OutputFolder) -> bool {
    let parent = folder.out.parent().unwrap_or(&folder.out);
    let mounted = folder.presence != Presence::Absent && platform::is_mount_point(&folder.out);
    !mounted && (!parent.exists() || platform::check_writable(parent).is_ok())
}

/// Stages and exchanges. False: the system cannot do it here, and nothing has changed.
fn exchange(
    plan: &OutputPlan<'_>,
    folder: &OutputFolder,
    survey: &Survey,
    aside: &mut Aside,
    written: &mut Written,
) -> Result<bool> {
    let out = &folder.out;
    out.parent().map_or(Ok(()), files::make_folders)?;
    let staging = Staging::beside(out)?;
    let tree = staging.tree();
    // The folder that we locked is about to lose its name: from then on this one is the output.
    let _lock = platform::lock_folder(&tree);
    let (manifest, bytes) = stage(plan, survey, &tree, |path| Some(path.under(out)))?;
    carry_over(survey, out, &tree)?;
    let marker = tree.join(MARKER);
    fs::write(&marker, marker_text(manifest.id())).map_err(Error::io("write", &marker))?;
    if folder.presence != Presence::Absent {
        platform::like(&tree, out).map_err(Error::io("set the permissions of", &tree))?;
    }
    manifest.write(&folder.store.next_manifest())?;
    platform::flush(&tree);
    let before = before(folder, survey)?;
    staging.mark_whole(&before)?;
    let exchanged = match folder.presence {
        Presence::Absent => platform::rename_new(&tree, out).map(|()| true),
        Presence::Empty | Presence::Ours(_) => platform::exchange(&tree, out),
    };
    match exchanged {
        Ok(true) => {}
        Ok(false) => {
            files::remove(&folder.store.next_manifest())?;
            return Ok(false);
        }
        Err(error) => {
            files::remove(&folder.store.next_manifest())?;
            // There was nothing when we looked: another site's build was quicker.
            if folder.presence == Presence::Absent && files::look(out)?.is_some() {
                return Err(Error::OutputBusy { path: out.clone() });
            }
            return Err(Error::io("put the new site in place of", out)(error));
        }
    }
    out.parent().into_iter().for_each(platform::flush_names);
    // Retired first: a run that is killed before the manifest is taken over finds out by the marker that it holds.
    written.left_behind = staging.retire(out, &[&before, &manifest], aside);
    recovery::promote(&folder.store)?;
    written.bytes = bytes;
    written.promise = Promise::Exchanged;
    Ok(true)
}

/// What the folder holds of ours, as it was when we looked: all of it may go once the new site is in place.
fn before(folder: &OutputFolder, survey: &Survey) -> Result<Manifest> {
    let mut files = folder.manifest.files().clone();
    files.extend(survey.kept.iter().map(|(path, stamp)| (path.clone(), *stamp)));
    for path in &survey.edited {
        // Its bytes are kept aside already.
        let file = path.under(&folder.out);
        if let Some(found) = files::look(&file)?.filter(fs::Metadata::is_file) {
            let stamp = Stamp { hash: files::hash(&file)?, len: found.len(), modified: files::modified(&found) };
            files.insert(path.clone(), stamp);
        }
    }
    Ok(Manifest::new(files))
}

/// Writes the new site into `tree`: what is kept is linked from where `from` says it lies (none: it is not wanted there).
/// Gives the manifest and the bytes written.
pub(super) fn stage(
    plan: &OutputPlan<'_>,
    survey: &Survey,
    tree: &Path,
    from: impl Fn(&OutPath) -> Option<std::path::PathBuf> + Sync,
) -> Result<(Manifest, u64)> {
    let before = std::iter::once(None).chain(plan.claims.iter().map(|claim| Some(claim.path.parent())));
    let claims: Vec<_> = plan.claims.iter().zip(before).collect();
    let stamps: Vec<Result<(OutPath, Stamp, u64)>> = claims
        .par_iter()
        .map(|(claim, before)| {
            let to = claim.path.under(tree);
            let kept = survey.kept.get(claim.path).map(|stamp| (stamp, from(claim.path)));
            if let Some((stamp, None)) = kept {
                return Ok((claim.path.clone(), *stamp, 0));
            }
            // Most folders hold one file. They are made among the files: the system makes those of one folder one at a time.
            if let Some(folder) = to.parent()
                && (*before != Some(claim.path.parent()) || !folder.is_dir())
            {
                files::make_folders(folder)?;
            }
            if let Some((stamp, Some(from))) = kept {
                files::link_or_copy(&from, &to)?;
                return Ok((claim.path.clone(), *stamp, 0));
            }
            let modified = files::write_output(&to, claim.output, claim.hash)?;
            let stamp = Stamp { hash: claim.hash, len: claim.output.len(), modified };
            Ok((claim.path.clone(), stamp, stamp.len))
        })
        .collect();
    let mut all = BTreeMap::new();
    let mut bytes = 0;
    for stamp in stamps {
        let (path, stamp, len) = stamp?;
        bytes += len;
        all.insert(path, stamp);
    }
    Ok((Manifest::new(all), bytes))
}

/// Other people's files come along: a second name for the same file, links as links, empty folders too. The folders that they
/// lie in keep their permissions: one that only its owner may look into stays so.
fn carry_over(survey: &Survey, out: &Path, tree: &Path) -> Result<()> {
    let mut folders = BTreeSet::new();
    for (path, found) in &survey.foreign {
        let (from, to) = (out.join(path), tree.join(path));
        let inside =
            path.ancestors().skip(usize::from(!found.is_dir())).filter(|folder| !folder.as_os_str().is_empty());
        folders.extend(inside);
        if found.is_dir() {
            files::make_folders(&to)?;
            continue;
        }
        to.parent().map_or(Ok(()), files::make_folders)?;
        if found.is_symlink() {
            platform::copy_link(&from, &to).map_err(Error::io("copy the link", &from))?;
        } else {
            files::link_or_copy(&from, &to)?;
        }
    }
    // The innermost first: a folder that may not be written, or not looked into, may hold others.
    folders.into_iter().rev().try_for_each(|folder| {
        let to = tree.join(folder);
        platform::like(&to, &out.join(folder)).map_err(Error::io("set the permissions of", &to))
    })
}
