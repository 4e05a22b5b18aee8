//! The command under measurement: an import, and a server.

use super::client::Connection;
use super::process::{self, Process};
use super::report;
use anyhow::{Context, Result, bail, ensure};
use serde::Serialize;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Stands in the pages. Without it they would name the port, and change with it.
const SITE: &str = "https://conference.example";

const PATIENCE: Duration = Duration::from_secs(20);

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
    child: Child,
    address: SocketAddr,
    conference: String,
    ready: Duration,
}

impl Server {
    /// Starts a server and waits until it gives the conference's schedule.
    pub fn start(plenary: &Path, data: &Path, port: Option<u16>, conference: &str) -> Result<Self> {
        let port = port.map_or_else(free_port, Ok)?;
        let log = File::create(data.with_extension("log"))?;
        let mut command = Command::new(plenary);
        command.arg("serve").arg("--data").arg(data).arg("--port").arg(port.to_string());
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let started = Instant::now();
        let child = command.spawn().with_context(|| format!("{} cannot be started", plenary.display()))?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut server = Self { child, address, conference: conference.to_owned(), ready: Duration::ZERO };
        let path = format!("/{conference}/schedule");
        loop {
            if let Ok(answer) = Connection::open(address).and_then(|mut connection| connection.get(&path)) {
                ensure!(answer.status == 200, "{path} is answered by {}", answer.status);
                server.ready = started.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("plenary serve ended with {status}; see {}", data.with_extension("log").display());
            }
            ensure!(started.elapsed() < PATIENCE, "plenary serve does not answer");
            sleep(Duration::from_micros(500));
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The conference it serves.
    pub fn conference(&self) -> &str {
        &self.conference
    }

    /// From its start to its first page.
    pub fn ready(&self) -> Duration {
        self.ready
    }

    /// The process, to be measured.
    pub fn process(&self) -> Process {
        Process::new(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which the measurement has told then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
