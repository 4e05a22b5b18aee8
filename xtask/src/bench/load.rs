//! A bounded closed loop: every connection asks again as soon as it is answered.

use super::client::{Answer, Connection};
use super::process::{Memory, Process};
use super::report;
use super::target::{Kind, Target};
use anyhow::{Context, Result, anyhow, ensure};
use serde::Serialize;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How many requests warm the server before it is measured.
const WARM_UP: usize = 20;

/// How to ask.
#[derive(Clone, Copy)]
pub struct Load {
    /// Whom.
    pub address: SocketAddr,
    /// How long.
    pub duration: Duration,
    /// By how many connections at once.
    pub connections: usize,
}

/// What one URL cost.
#[derive(Serialize)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Its path.
    pub path: String,
    /// The status it was answered with, every time.
    pub status: u16,
    /// Answers a second.
    #[serde(rename = "answersPerSecond")]
    pub rate: f64,
    /// The server's CPU time, user and system, for one answer.
    #[serde(rename = "cpuMilliseconds", serialize_with = "report::in_milliseconds")]
    pub cpu: Duration,
    /// Half of the answers came within this.
    #[serde(rename = "medianMilliseconds", serialize_with = "report::in_milliseconds")]
    pub median: Duration,
    /// All but a hundredth came within this.
    #[serde(rename = "p99Milliseconds", serialize_with = "report::in_milliseconds")]
    pub slowest: Duration,
    /// The body as it was sent, in bytes.
    pub bytes: usize,
    /// How the body was compressed.
    pub encoding: Option<String>,
    /// The server's memory afterwards.
    pub memory: Memory,
}

impl Load {
    /// Asks for one URL, and measures the process that answers.
    pub fn run(self, target: &Target, process: Process) -> Result<Row> {
        let mut connection = Connection::open(self.address)?;
        let headers: Vec<_> = target.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let request = connection.request(&target.path, &headers);
        let mut sample = connection.send(&request)?;
        for _ in 0..WARM_UP {
            sample = connection.send(&request)?;
        }
        ensure!(
            sample.status == target.expected,
            "{} is answered by {}, not {}",
            target.path,
            sample.status,
            target.expected
        );
        let before = process.used()?;
        let started = Instant::now();
        let mut times = self.ask(&request, &sample)?;
        let elapsed = started.elapsed();
        let used = process.used()?.since(&before);
        times.sort_unstable();
        let count = u32::try_from(times.len()).context("more answers than a second has nanoseconds")?;
        Ok(Row {
            kind: target.kind,
            path: target.path.clone(),
            status: sample.status,
            rate: f64::from(count) / elapsed.as_secs_f64(),
            cpu: used / count.max(1),
            median: times[times.len() / 2],
            slowest: times[times.len() * 99 / 100],
            bytes: sample.length,
            encoding: sample.encoding,
            memory: process.memory()?,
        })
    }

    /// How long each answer took, on all connections; every answer must be like the sample.
    pub fn ask(self, request: &[u8], sample: &Answer) -> Result<Vec<Duration>> {
        let (status, length) = (sample.status, sample.length);
        std::thread::scope(|scope| {
            let askers: Vec<_> = (0..self.connections.max(1))
                .map(|_| scope.spawn(move || self.ask_on_one(request, status, length)))
                .collect();
            let mut times = Vec::new();
            for asker in askers {
                times.extend(asker.join().map_err(|_| anyhow!("a connection's thread panicked"))??);
            }
            Ok(times)
        })
    }

    fn ask_on_one(self, request: &[u8], status: u16, length: usize) -> Result<Vec<Duration>> {
        let mut connection = Connection::open(self.address)?;
        let mut times = Vec::with_capacity(1 << 16);
        let started = Instant::now();
        loop {
            let asked = Instant::now();
            let answer = connection.send(request)?;
            times.push(asked.elapsed());
            ensure!(
                (answer.status, answer.length) == (status, length),
                "under load the answer is {} with {} bytes, not {status} with {length}",
                answer.status,
                answer.length
            );
            if started.elapsed() >= self.duration {
                return Ok(times);
            }
        }
    }
}
