//! The program of a function, running.

use super::environment::variables;
use super::function::ProcessFunction;
use super::watchdog::Watchdog;
use rustix::process::{Pid, Signal, kill_process_group};
use std::io;
use std::net::SocketAddr;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::process::{ChildStderr, ChildStdout, Command};

/// How often, and how far apart, a program that is just being written is tried to be run.
const BUSY_ATTEMPTS: u32 = 25;
const BUSY_PAUSE: Duration = Duration::from_millis(20);

/// A running program and all that it started: one process group, killed as one.
#[derive(Debug)]
pub(crate) struct Child {
    process: tokio::process::Child,
    group: u32,
    watchdog: Arc<Watchdog>,
    ended: Option<ExitStatus>,
}

impl Child {
    /// Starts a function's program, with its Runtime API at an address.
    pub async fn start(
        function: &ProcessFunction,
        interface: SocketAddr,
        watchdog: Arc<Watchdog>,
    ) -> io::Result<(Self, ChildStdout, ChildStderr)> {
        let mut command = Command::new(&function.bootstrap);
        command
            .env_clear()
            .envs(variables(function, interface))
            .current_dir(&function.task_root)
            .process_group(0)
            .kill_on_drop(true)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = spawn(&mut command).await?;
        let group = process.id().unwrap_or_default();
        watchdog.lives(group);
        let pipes = process.stdout.take().zip(process.stderr.take());
        let child = Self { process, group, watchdog, ended: None };
        let (output, error) = pipes.ok_or_else(|| io::Error::other("the process has no output"))?;
        Ok((child, output, error))
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.group
    }

    /// Waits for the process's end. Whatever it leaves behind ends with it.
    pub async fn ended(&mut self) -> ExitStatus {
        if let Some(status) = self.ended {
            return status;
        }
        let status = self.process.wait().await.unwrap_or_else(|error| {
            tracing::error!(%error, "cannot wait for a function's process");
            ExitStatus::default()
        });
        self.ended = Some(status);
        self.kill();
        status
    }

    /// Whether the process has ended.
    pub fn has_ended(&mut self) -> bool {
        self.ended.is_some() || !matches!(self.process.try_wait(), Ok(None))
    }

    /// Kills the process and all that it started and that did not make itself a group of its own.
    pub fn kill(&self) {
        let group = i32::try_from(self.group).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // Nobody may be left to kill.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if self.ended.is_none() {
            self.kill();
        }
        self.watchdog.gone(self.group);
    }
}

/// A program that is being linked or copied cannot be run yet: wait a moment for it.
async fn spawn(command: &mut Command) -> io::Result<tokio::process::Child> {
    for _ in 1..BUSY_ATTEMPTS {
        match command.spawn() {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            outcome => return outcome,
        }
    }
    command.spawn()
}
