//! What Linux says of a process: the CPU time it has used and the memory it holds.

use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A process of ours.
#[derive(Clone, Copy)]
pub struct Process {
    id: u32,
}

/// The CPU time of each thread, and of the process with the threads that have ended.
#[derive(Default)]
pub struct Used {
    threads: BTreeMap<String, Duration>,
    ticks: Duration,
}

/// Resident memory, in bytes.
#[derive(Clone, Copy, Serialize)]
pub struct Memory {
    /// Now.
    pub resident: u64,
    /// At its highest.
    pub peak: u64,
}

impl Process {
    /// The process of this id.
    pub fn new(id: u32) -> Self {
        Self { id }
    }

    /// Its id.
    pub fn id(self) -> u32 {
        self.id
    }

    /// This process and those that it has started, and they, and so on.
    pub fn family(self) -> Result<Vec<Self>> {
        let mut parents = Vec::new();
        for entry in fs::read_dir("/proc")? {
            let Ok(id) = entry?.file_name().to_string_lossy().parse::<u32>() else { continue };
            // A process may end between the listing and the reading.
            let Ok(text) = fs::read_to_string(format!("/proc/{id}/stat")) else { continue };
            let rest = text.rsplit_once(") ").map_or("", |(_, rest)| rest);
            parents.push((id, rest.split(' ').nth(1).and_then(|parent| parent.parse::<u32>().ok())));
        }
        let mut family = vec![self.id];
        let mut next = 0;
        while let Some(&one) = family.get(next) {
            family.extend(parents.iter().filter(|(_, parent)| *parent == Some(one)).map(|(id, _)| *id));
            next += 1;
        }
        Ok(family.into_iter().map(Self::new).collect())
    }

    /// The CPU time used so far.
    pub fn used(self) -> Result<Used> {
        let mut threads = BTreeMap::new();
        for thread in fs::read_dir(format!("/proc/{}/task", self.id))? {
            let thread = thread?;
            // A thread may end between the listing and the reading.
            let Ok(text) = fs::read_to_string(thread.path().join("schedstat")) else { continue };
            let nanoseconds = text.split(' ').next().and_then(|first| first.parse().ok());
            let name = thread.file_name().to_string_lossy().into_owned();
            threads.insert(name, Duration::from_nanos(nanoseconds.unwrap_or(0)));
        }
        Ok(Used { threads, ticks: ticks(&format!("/proc/{}/stat", self.id), Whose::Own)? })
    }

    /// Waits until it does nothing by itself any more, so that what is measured next is what it is asked for.
    pub fn settle(self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            let before = self.used()?;
            sleep(Duration::from_millis(200));
            if self.used()?.since(&before) < Duration::from_millis(1) {
                return Ok(());
            }
        }
        bail!("the server is busy although nobody asks it anything")
    }

    /// The memory it holds.
    pub fn memory(self) -> Result<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id))?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        let kibibytes = |name| field(name).with_context(|| format!("/proc has no {name}"));
        Ok(Memory { resident: kibibytes("VmRSS:")? * 1024, peak: kibibytes("VmHWM:")? * 1024 })
    }
}

impl Used {
    /// The time used since an earlier moment: to the nanosecond, unless a thread has ended meanwhile and taken its
    /// count with it; then to the clock's tick.
    pub fn since(&self, earlier: &Self) -> Duration {
        let all_live = earlier.threads.keys().all(|thread| self.threads.contains_key(thread));
        if !all_live || self.threads.values().all(Duration::is_zero) {
            return self.ticks.saturating_sub(earlier.ticks);
        }
        let sum = |used: &Self| used.threads.values().sum::<Duration>();
        sum(self).saturating_sub(sum(earlier))
    }
}

/// The CPU time of the processes that this one has started and that have ended, to the clock's tick.
pub fn ended_children() -> Result<Duration> {
    ticks("/proc/self/stat", Whose::EndedChildren)
}

/// The load average of the last minute (proc(5), `/proc/loadavg`).
pub fn load_average() -> Result<f64> {
    let text = fs::read_to_string("/proc/loadavg")?;
    text.split(' ').next().and_then(|first| first.parse().ok()).context("/proc/loadavg has another form")
}

#[derive(Clone, Copy)]
enum Whose {
    Own,
    EndedChildren,
}

/// User and system time out of `/proc/PID/stat` (proc(5): fields 14 to 17).
fn ticks(path: &str, whose: Whose) -> Result<Duration> {
    let text = fs::read_to_string(path).with_context(|| format!("{path} cannot be read"))?;
    // The second field is the program's name in brackets, which may hold anything.
    let (_, rest) = text.rsplit_once(") ").with_context(|| format!("{path} has another form"))?;
    let first = match whose {
        Whose::Own => 11,
        Whose::EndedChildren => 13,
    };
    let ticks = rest.split(' ').skip(first).take(2).map(str::parse::<u32>).sum::<Result<u32, _>>()?;
    Ok(Duration::from_secs(1) * ticks / ticks_a_second()?)
}

fn ticks_a_second() -> Result<u32> {
    let text = crate::step::output(Command::new("getconf").arg("CLK_TCK"))?;
    text.parse().with_context(|| format!("getconf CLK_TCK said {text}"))
}
