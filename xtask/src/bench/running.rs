//! A server under measurement, which ends with its value.

use super::client::{Answer, Connection};
use super::process::Process;
use anyhow::{Context, Result, bail, ensure};
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

/// A running server.
pub struct Running {
    child: Child,
    address: SocketAddr,
    ready: Duration,
}

impl Running {
    /// Starts a server that listens on a port of loopback, and waits until it answers `ask` with 200. What it writes goes to
    /// `log`.
    pub fn start(
        command: &mut Command,
        port: u16,
        log: &Path,
        ask: impl Fn(&mut Connection) -> Result<Answer>,
    ) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let output = File::create(log).with_context(|| format!("{} cannot be written", log.display()))?;
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        let started = Instant::now();
        let child = command.spawn().with_context(|| format!("{program} cannot be started"))?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut server = Self { child, address, ready: Duration::ZERO };
        loop {
            if let Ok(answer) = Connection::open(address).and_then(|mut connection| ask(&mut connection)) {
                ensure!(answer.status == 200, "{program} answers {}; see {}", answer.status, log.display());
                server.ready = started.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("{program} ended with {status}; see {}", log.display());
            }
            ensure!(started.elapsed() < PATIENCE, "{program} does not answer; see {}", log.display());
            sleep(Duration::from_micros(500));
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From its start to its first answer.
    pub fn ready(&self) -> Duration {
        self.ready
    }

    /// The process, to be measured.
    pub fn process(&self) -> Process {
        Process::new(self.child.id())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which the measurement has told then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
