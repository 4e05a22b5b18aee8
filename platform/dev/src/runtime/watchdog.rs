//! Processes that do not outlive the workstation server, whatever ends it.
//!
//! Rust's standard library kills nothing when its process is killed, and what the kernel offers (`PR_SET_PDEATHSIG`) must be
//! asked for between fork and exec, by code that Rust calls unsafe, and is bound to a thread. So a shell waits at the end of a
//! pipe: it is told which process groups live, and when the pipe closes, because the server ended or was killed, it kills them.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// Reads `+ group` and `- group`; at the end kills the groups that were not taken back.
const SCRIPT: &str = r#"
groups=
while read -r change group; do
    if [ "$change" = + ]; then
        groups="$groups $group"
    else
        kept=
        for one in $groups; do
            [ "$one" = "$group" ] || kept="$kept $one"
        done
        groups=$kept
    fi
done
for one in $groups; do
    kill -s KILL -- "-$one"
done
"#;

/// Knows the process groups that live.
#[derive(Debug)]
pub(crate) struct Watchdog(Mutex<Option<Child>>);

impl Watchdog {
    /// Begins to watch. Without a shell, processes outlive a server that is killed; they end with one that ends well.
    pub fn new() -> Self {
        let shell = spawn().inspect_err(|error| {
            tracing::warn!(%error, "no shell watches over the functions' processes");
        });
        Self(Mutex::new(shell.ok()))
    }

    /// A process group lives.
    pub fn lives(&self, group: u32) {
        self.say('+', group);
    }

    /// A process group is gone.
    pub fn gone(&self, group: u32) {
        self.say('-', group);
    }

    fn say(&self, change: char, group: u32) {
        let mut shell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(pipe) = shell.as_mut().and_then(|shell| shell.stdin.as_mut()) else { return };
        if let Err(error) = writeln!(pipe, "{change} {group}") {
            tracing::warn!(%error, "the shell that watches over the functions' processes is gone");
            *shell = None;
        }
    }
}

/// A group of its own keeps the shell from the signals that a terminal sends to its foreground group.
fn spawn() -> io::Result<Child> {
    Command::new("/bin/sh")
        .args(["-c", SCRIPT])
        .env_clear()
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        let shell = self.0.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut shell) = shell {
            // Its end is a matter of a moment, and nobody else collects it.
            drop(shell.stdin.take());
            let _ = shell.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    fn sleeper() -> Child {
        Command::new("sleep").arg("20").process_group(0).stdin(Stdio::null()).spawn().unwrap()
    }

    #[test]
    fn what_lives_when_the_pipe_closes_is_killed() {
        let watchdog = Watchdog::new();
        let (mut left, mut taken_back) = (sleeper(), sleeper());
        watchdog.lives(left.id());
        watchdog.lives(taken_back.id());
        watchdog.gone(taken_back.id());
        drop(watchdog);
        assert_eq!(left.wait().unwrap().signal(), Some(9));
        assert!(taken_back.try_wait().unwrap().is_none());
        taken_back.kill().unwrap();
        taken_back.wait().unwrap();
    }

    #[test]
    fn a_shell_that_is_gone_is_done_without() {
        let watchdog = Watchdog::new();
        if let Some(shell) = watchdog.0.lock().unwrap().as_mut() {
            shell.kill().unwrap();
            // Waiting would close the pipe.
            while shell.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
        }
        watchdog.lives(1_000_000);
        assert!(watchdog.0.lock().unwrap().is_none());
        watchdog.gone(1_000_000);
    }
}
