//! The command under measurement: an import, and a server.

use super::process::{self, Process};
use super::report;
use super::running::{Running, free_port};
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Stands in the pages. Without it they would name the port, and change with it.
const SITE: &str = "https://conference.example";

/// How long an import took.
#[derive(Serialize)]
pub struct Import {
    /// From start to end.
    #[serde(rename = "wallMilliseconds", serialize_with = "report::in_milliseconds")]
    pub wall: Duration,
    /// Of all its threads together.
    #[serde(rename = "cpuMilliseconds", serialize_with = "report::in_milliseconds")]
    pub cpu: Duration,
    /// The size of the schedule file, in bytes.
    #[serde(rename = "fileBytes")]
    pub file: u64,
}

impl Import {
    /// Imports a file into a folder.
    pub fn run(plenary: &Path, file: &Path, data: &Path) -> Result<Self> {
        let before = process::ended_children()?;
        let started = Instant::now();
        let output = Command::new(plenary)
            .arg("import")
            .arg(file)
            .arg("--data")
            .arg(data)
            .args(["--url", SITE])
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("{} cannot be started", plenary.display()))?;
        let wall = started.elapsed();
        if !output.status.success() {
            bail!("plenary import ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        let cpu = process::ended_children()?.saturating_sub(before);
        Ok(Self { wall, cpu, file: fs::metadata(file)?.len() })
    }
}

/// A server of its own, which ends with this value.
pub struct Server {
    running: Running,
    conference: String,
}

impl Server {
    /// Starts a server and waits until it gives the conference's schedule.
    pub fn start(plenary: &Path, data: &Path, port: Option<u16>, conference: &str) -> Result<Self> {
        let port = port.map_or_else(free_port, Ok)?;
        let mut command = Command::new(plenary);
        command.arg("serve").arg("--data").arg(data).arg("--port").arg(port.to_string());
        let path = format!("/{conference}/schedule");
        let log = data.with_extension("log");
        let running = Running::start(&mut command, port, &log, |connection| connection.get(&path))?;
        Ok(Self { running, conference: conference.to_owned() })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// The conference it serves.
    pub fn conference(&self) -> &str {
        &self.conference
    }

    /// From its start to its first page.
    pub fn ready(&self) -> Duration {
        self.running.ready()
    }

    /// The process, to be measured.
    pub fn process(&self) -> Process {
        self.running.process()
    }
}
