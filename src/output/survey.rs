//! What is really in the output folder, compared with what we wrote and what the new site wants. Nothing is changed here.
//!
//! 1. The new site may not want a file and a folder at one path.
//! 2. Every file on disk is ours as we wrote it, ours but edited by hand, or someone else's.
//! 3. Someone else's file at a path that the new site wants, with other bytes, refuses the build before anything is changed.

use super::out_path::ancestors;
use super::ownership::{MARKER, OutputFolder, Presence};
use super::{OutPath, OutputPlan, RefusedReason, Stamp, files, platform, staging};
use crate::error::{Error, Result};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Paths of the new site whose file on disk has the right bytes already.
    pub(super) kept: BTreeMap<OutPath, Stamp>,
    /// Our own files that somebody edited by hand, and that the new site replaces or leaves out.
    pub(super) edited: Vec<OutPath>,
    /// Our files that the new site leaves out and that are still there.
    pub(super) gone: Vec<OutPath>,
    /// Other people's files, links and empty folders, from the output folder.
    pub(super) foreign: Vec<(PathBuf, Metadata)>,
    /// How many paths of the new site were on disk before, with whatever bytes.
    pub(super) known: usize,
    /// Whether another disk is mounted somewhere inside.
    pub(super) mounts: bool,
}

/// Looks at the folder.
pub(super) fn survey(plan: &OutputPlan<'_>, folder: &OutputFolder) -> Result<Survey> {
    check_tree(plan, &folder.out)?;
    let mut survey = Survey::default();
    if folder.presence == Presence::Absent {
        return Ok(survey);
    }
    let (found, mounts) = walk(&folder.out)?;
    survey.mounts = mounts;
    let claims: BTreeMap<&str, blake3::Hash> = plan.claims.iter().map(|c| (c.path.as_str(), c.hash)).collect();
    let judged: Vec<Result<Judged>> =
        found.into_par_iter().map(|(path, metadata)| judge(folder, &claims, path, metadata)).collect();
    let mut blocked: Vec<String> = Vec::new();
    for judged in judged {
        match judged? {
            Judged::Nothing => {}
            Judged::Kept(path, stamp) => {
                survey.known += 1;
                survey.kept.insert(path, stamp);
            }
            Judged::Replaced { path, edited } => {
                survey.known += 1;
                if edited {
                    survey.edited.push(path);
                }
            }
            Judged::Gone { path, edited } => {
                if edited {
                    survey.edited.push(path.clone());
                }
                survey.gone.push(path);
            }
            Judged::Foreign(path, metadata) => {
                if let Some(text) = path.to_str().map(|t| t.replace('\\', "/"))
                    && in_the_way(&text, metadata.is_dir(), &claims)
                {
                    blocked.push(text);
                }
                survey.foreign.push((path, metadata));
            }
            Judged::Blocked(path) => blocked.push(path),
        }
    }
    blocked.sort();
    if let Some(file) = blocked.first() {
        let reason = RefusedReason::ForeignFile { file: file.clone(), others: blocked.len() - 1 };
        return Err(Error::OutputRefused { path: folder.out.clone(), reason });
    }
    Ok(survey)
}

enum Judged {
    /// Our marker, or a file on its way into place.
    Nothing,
    Kept(OutPath, Stamp),
    Replaced {
        path: OutPath,
        edited: bool,
    },
    Gone {
        path: OutPath,
        edited: bool,
    },
    Foreign(PathBuf, Metadata),
    /// Someone else's file at a path that the new site wants.
    Blocked(String),
}

fn judge(
    folder: &OutputFolder,
    claims: &BTreeMap<&str, blake3::Hash>,
    path: PathBuf,
    metadata: Metadata,
) -> Result<Judged> {
    let text = path.to_str().map(|t| t.replace('\\', "/"));
    let ours_by_name = text.as_deref() == Some(MARKER) || path.file_name().is_some_and(staging::is_part);
    if ours_by_name {
        return Ok(Judged::Nothing);
    }
    let Some(out_path) = text.as_deref().and_then(|t| OutPath::new(t).ok()) else {
        return Ok(Judged::Foreign(path, metadata));
    };
    let whole = folder.out.join(&path);
    let wanted = claims.get(out_path.as_str()).copied();
    let stamp = folder.manifest.files().get(&out_path);
    let intact = match stamp {
        Some(stamp) => files::is_still(&whole, &metadata, stamp)?,
        None => false,
    };
    let now = |hash| Stamp { hash, len: metadata.len(), modified: files::modified(&metadata) };
    match (stamp, wanted) {
        (Some(stamp), Some(wanted)) if intact && stamp.hash == wanted => Ok(Judged::Kept(out_path, now(wanted))),
        (Some(_), None) => Ok(Judged::Gone { path: out_path, edited: !intact && metadata.is_file() }),
        (Some(_), Some(_)) if intact => Ok(Judged::Replaced { path: out_path, edited: false }),
        (_, Some(wanted)) => {
            if metadata.is_file() && files::hash(&whole)? == wanted {
                return Ok(Judged::Kept(out_path, now(wanted)));
            }
            // Without a manifest nobody knows who wrote a page in a folder that is ours: its bytes are kept aside.
            let unknown = !folder.manifest.is_known() && matches!(folder.presence, Presence::Ours(_));
            if (stamp.is_some() || unknown) && metadata.is_file() {
                return Ok(Judged::Replaced { path: out_path, edited: true });
            }
            Ok(Judged::Blocked(out_path.as_str().to_owned()))
        }
        (None, None) => Ok(Judged::Foreign(path, metadata)),
    }
}

/// Whether something of someone else's stands where the new site needs a folder, or is a folder where it needs a file.
fn in_the_way(path: &str, is_folder: bool, claims: &BTreeMap<&str, blake3::Hash>) -> bool {
    if is_folder && claims.contains_key(path) {
        return true;
    }
    // Its own parents must be folders in the new site too.
    if ancestors(path).any(|parent| claims.contains_key(parent)) {
        return true;
    }
    let inside = format!("{path}/");
    !is_folder && claims.range(inside.as_str()..).next().is_some_and(|(claim, _)| claim.starts_with(&inside))
}

/// A file and a folder at one path cannot both be written.
fn check_tree(plan: &OutputPlan<'_>, out: &Path) -> Result<()> {
    let files: BTreeSet<&str> = plan.claims.iter().map(|c| c.path.as_str()).collect();
    for claim in &plan.claims {
        if let Some(parent) = ancestors(claim.path.as_str()).find(|parent| files.contains(parent)) {
            let reason = RefusedReason::FileAndFolder(parent.to_owned());
            return Err(Error::OutputRefused { path: out.to_owned(), reason });
        }
    }
    Ok(())
}

/// Every file, link and empty folder, from the output folder, and whether a disk is mounted somewhere inside. Links are not
/// followed.
fn walk(out: &Path) -> Result<(Vec<(PathBuf, Metadata)>, bool)> {
    let top = std::fs::symlink_metadata(out).map_err(Error::io("look at", out))?;
    let (mut found, mut mounts) = (Vec::new(), false);
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        let whole = out.join(&folder);
        let before = (found.len(), open.len());
        for entry in std::fs::read_dir(&whole).map_err(Error::io("read the folder", &whole))? {
            let entry = entry.map_err(Error::io("read the folder", &whole))?;
            let path = folder.join(entry.file_name());
            let metadata = entry.metadata().map_err(Error::io("look at", &entry.path()))?;
            mounts = mounts || platform::is_mounted_in(&out.join(&path), &metadata, &top);
            if metadata.is_dir() {
                open.push(path);
            } else {
                found.push((path, metadata));
            }
        }
        let empty = before == (found.len(), open.len());
        if empty && !folder.as_os_str().is_empty() {
            let metadata = std::fs::symlink_metadata(&whole).map_err(Error::io("look at", &whole))?;
            found.push((folder, metadata));
        }
    }
    Ok((found, mounts))
}
