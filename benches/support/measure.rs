//! One run of one process: wall time, CPU time, peak memory, what it wrote.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What one run took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of CPU, user and system, over all threads.
    pub(crate) cpu: f64,
    /// Largest resident memory.
    pub(crate) peak_mib: f64,
    /// Files written.
    pub(crate) files: usize,
    /// Their size.
    pub(crate) megabytes: f64,
}

impl Figures {
    /// The median of each figure by itself.
    pub(crate) fn median(list: &[Self]) -> Self {
        let middle = |get: fn(&Self) -> f64| {
            let mut values: Vec<f64> = list.iter().map(get).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or_default()
        };
        Self {
            wall: middle(|f| f.wall),
            cpu: middle(|f| f.cpu),
            peak_mib: middle(|f| f.peak_mib),
            files: list.first().map_or(0, |f| f.files),
            megabytes: middle(|f| f.megabytes),
        }
    }
}

/// Runs a command and measures it; what it writes is in `out`.
///
/// CPU time and memory are read from `/proc` while it runs, every two milliseconds: Linux only, as is the rest of the figures.
pub(crate) fn measure(command: &mut Command, out: &Path) -> std::io::Result<Figures> {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let status_file = format!("/proc/{}/status", child.id());
    let stat_file = format!("/proc/{}/stat", child.id());
    let (mut peak, mut ticks) = (0.0_f64, 0.0_f64);
    // A finished process keeps its entry until it is waited for, but without its memory: so both are read while it runs,
    // every two milliseconds; the last look is close enough to its end, and the peak only grows.
    let status = loop {
        if let Some(kib) = field(&status_file, "VmHWM:") {
            peak = peak.max(kib / 1024.0);
        }
        ticks = ticks.max(cpu_ticks(&stat_file).unwrap_or_default());
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(std::time::Duration::from_millis(2)),
        }
    };
    let wall = started.elapsed().as_secs_f64();
    if !status.success() {
        return Err(std::io::Error::other(format!("{command:?} failed: {status}")));
    }
    let (mut files, mut bytes) = (0, 0);
    for entry in walkdir::WalkDir::new(out) {
        let metadata = entry?.metadata()?;
        if metadata.is_file() {
            files += 1;
            bytes += metadata.len();
        }
    }
    Ok(Figures { wall, cpu: ticks / 100.0, peak_mib: peak, files, megabytes: bytes as f64 / 1e6 })
}

fn field(file: &str, name: &str) -> Option<f64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// User and system time of a process in hundredths of a second (`proc(5)`: fields 14 and 15 of `stat`).
fn cpu_ticks(file: &str) -> Option<f64> {
    let text = std::fs::read_to_string(file).ok()?;
    // The program's name stands in brackets and may hold spaces.
    let after = text.rsplit_once(") ")?.1;
    let mut fields = after.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some(user + system)
}
