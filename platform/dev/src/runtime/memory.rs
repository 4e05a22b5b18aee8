//! How much memory a process holds.
//!
//! Lambda fences memory in with a control group, which takes rights that a workstation does not give. A limit on the address
//! space (`RLIMIT_AS`) counts what is reserved, of which runtimes with garbage collectors reserve gigabytes and use little.
//! So the resident memory of the process and its descendants is looked at, some times a second, and who holds more than
//! the function may is killed. Where there is no `/proc`, there is no limit.

use std::fs;
use std::time::{Duration, Instant};

/// How long a reading of what an idle process holds is good.
const FRESH: Duration = Duration::from_millis(100);

/// Watches the memory of a process and of those it started.
#[derive(Debug)]
pub(crate) struct Memory {
    process: u32,
    peak: u64,
    read: Option<Instant>,
}

impl Memory {
    pub fn new(process: u32) -> Self {
        Self { process, peak: 0, read: None }
    }

    /// The most that was ever seen, bytes. Looks again unless it has just done so.
    pub fn peak(&mut self) -> u64 {
        if self.read.is_none_or(|read| read.elapsed() > FRESH) {
            self.look();
        }
        self.peak
    }

    /// What is held now, bytes.
    pub fn look(&mut self) -> u64 {
        let held = resident(self.process, 0);
        self.peak = self.peak.max(held);
        self.read = Some(Instant::now());
        held
    }
}

/// The resident memory of a process and its descendants, bytes. What ends while it is looked at counts nothing.
fn resident(process: u32, depth: u32) -> u64 {
    /// Nobody counts further down than this.
    const DEEPEST: u32 = 16;
    let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) else { return 0 };
    let own = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let own = own.and_then(|value| value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    let mut held = own.unwrap_or_default() * 1024;
    if depth < DEEPEST {
        held += children(process).map(|child| resident(child, depth + 1)).sum::<u64>();
    }
    held
}

/// The processes that any thread of a process has started.
fn children(process: u32) -> impl Iterator<Item = u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    threads
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|list| list.split_ascii_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn what_a_process_and_its_children_hold_is_seen() {
        // `touched` so that the pages are resident.
        let held = vec![1_u8; 64 * 1024 * 1024];
        let mut memory = Memory::new(std::process::id());
        assert!(memory.look() > 64 * 1024 * 1024);
        drop(held);
        assert!(memory.peak() > 64 * 1024 * 1024, "the peak stays");
        let mut child = Command::new("sleep").arg("20").stdin(Stdio::null()).spawn().unwrap();
        assert!(children(std::process::id()).any(|id| id == child.id()));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(Memory::new(child.id()).look(), 0, "a process that is gone holds nothing");
    }
}
