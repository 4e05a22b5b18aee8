//! One server under measurement.

use crate::bench::client::{Answer, Connection};
use crate::bench::load::Load;
use crate::bench::process::{Process, Used};
use crate::bench::running::{Running, free_port};
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How often a server is started to tell how long that takes; the median counts.
const STARTS: usize = 5;
/// What every request brings along, as JSON.
const BODY: &str = r#"{"name": "Ada", "days": [1, 2, 3]}"#;
/// Stands for the port in a command's arguments.
pub const PORT: &str = "{port}";

/// A server, and how it is asked.
pub struct Subject {
    /// What it is called.
    pub name: &'static str,
    /// What is expected of it.
    pub bars: Bars,
    /// The program with its arguments, [`PORT`] in the port's place.
    pub command: Vec<String>,
    /// The path that is asked for.
    pub path: &'static str,
}

/// The bars of a server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bars {
    /// It is what others are compared with.
    Floor,
    /// Ready and memory; a share of the floor's requests where there is a bar for it, in hundredths; CPU time for a request.
    Gateway {
        /// Hundredths of the floor's requests per second.
        share: Option<u32>,
        /// The most CPU time for a request.
        cpu: Option<Duration>,
    },
}

impl Subject {
    /// The bare server and the gateway.
    pub fn ours(program: &Path) -> Vec<Self> {
        let bootstrap = program.with_file_name("bench-gateway-bootstrap");
        let serve = |name, kind: &str, path, bars| {
            let mut command: Vec<String> =
                [&program.to_string_lossy(), "serve", kind, "--port", PORT].map(str::to_owned).into();
            if kind == "processes" {
                command.extend(["--bootstrap".to_owned(), bootstrap.to_string_lossy().into_owned()]);
            }
            Self { name, bars, command, path }
        };
        let (plain, mapped) = ("/v1/greetings", "/v1/mapped-greetings");
        let vtl = Bars::Gateway { share: Some(50), cpu: Some(Duration::from_micros(100)) };
        let proxy = Bars::Gateway { share: None, cpu: None };
        let process = Bars::Gateway { share: Some(25), cpu: None };
        vec![
            serve("bare hyper server", "floor", plain, Bars::Floor),
            serve("VTL route, in process", "in-process", mapped, vtl),
            serve("proxy route, in process", "in-process", plain, proxy),
            serve("proxy route, a process", "processes", plain, process),
        ]
    }

    fn start(&self) -> Result<Running> {
        let port = free_port()?;
        let mut arguments = self.command.iter().map(|argument| argument.replace(PORT, &port.to_string()));
        let mut command = Command::new(arguments.next().context("a server has no program")?);
        command.args(arguments);
        let folder = workspace::target().join("bench");
        fs::create_dir_all(&folder)?;
        let log = folder.join(format!("gateway-{}.log", self.name.replace([' ', ','], "-")));
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let request = self.request(address);
        Running::start(&mut command, port, &log, |connection| connection.send(&request))
    }

    fn request(&self, address: SocketAddr) -> Vec<u8> {
        let (path, length) = (self.path, BODY.len());
        format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{BODY}"
        )
        .into_bytes()
    }
}

/// A server that runs, and what was measured of it.
pub struct Under {
    subject: Subject,
    running: Running,
    ready: Duration,
    rates: Vec<f64>,
    cpu: Vec<Duration>,
    times: Vec<Duration>,
}

/// What was measured of a server.
pub struct Row {
    /// What it is called.
    pub name: &'static str,
    /// What is expected of it.
    pub bars: Bars,
    /// From its start to its first answer.
    pub ready: Duration,
    /// Answers a second.
    pub rate: f64,
    /// Half of the answers came within this.
    pub median: Duration,
    /// All but a hundredth came within this.
    pub slowest: Duration,
    /// The CPU time for a request, that of functions in processes of their own included.
    pub cpu: Duration,
    /// The server's memory after all the load, bytes.
    pub memory: u64,
    /// The memory of its functions' processes, bytes.
    pub functions: u64,
}

impl Under {
    /// Starts a server a few times; the last one stays.
    pub fn start(subject: Subject) -> Result<Self> {
        let mut ready = Vec::new();
        loop {
            let running = subject.start()?;
            ready.push(running.ready());
            if ready.len() == STARTS {
                ready.sort_unstable();
                let ready = ready[STARTS / 2];
                return Ok(Self { subject, running, ready, rates: vec![], cpu: vec![], times: vec![] });
            }
        }
    }

    /// Asks without counting.
    pub fn warm_up(&self, duration: Duration, connections: usize) -> Result<()> {
        self.ask(duration, connections).map(drop)
    }

    /// Asks for a moment.
    pub fn round(&mut self, duration: Duration, connections: usize) -> Result<()> {
        let before = used(self.running.process())?;
        let started = Instant::now();
        let times = self.ask(duration, connections)?;
        let elapsed = started.elapsed();
        let used = since(&used(self.running.process())?, &before);
        let count = u32::try_from(times.len()).context("more answers than can be counted")?;
        self.rates.push(f64::from(count) / elapsed.as_secs_f64());
        self.cpu.push(used / count.max(1));
        self.times.extend(times);
        Ok(())
    }

    fn ask(&self, duration: Duration, connections: usize) -> Result<Vec<Duration>> {
        let address = self.running.address();
        let request = self.subject.request(address);
        let sample: Answer = Connection::open(address)?.send(&request)?;
        ensure!(sample.status == 200, "{} answers {}", self.subject.name, sample.status);
        Load { address, duration, connections }.ask(&request, &sample)
    }

    /// The medians.
    pub fn row(&self) -> Result<Row> {
        let mut rates = self.rates.clone();
        rates.sort_unstable_by(f64::total_cmp);
        let mut cpu = self.cpu.clone();
        cpu.sort_unstable();
        let mut times = self.times.clone();
        times.sort_unstable();
        let (own, functions) = memory(self.running.process())?;
        Ok(Row {
            name: self.subject.name,
            bars: self.subject.bars,
            ready: self.ready,
            rate: rates[rates.len() / 2],
            median: times[times.len() / 2],
            slowest: times[times.len() * 99 / 100],
            cpu: cpu[cpu.len() / 2],
            memory: own,
            functions,
        })
    }
}

/// The memory that a server holds, and its functions' processes.
fn memory(server: Process) -> Result<(u64, u64)> {
    let own = server.memory()?.resident;
    let family = server.family()?;
    let others = family.iter().skip(1).filter_map(|process| process.memory().ok());
    Ok((own, others.map(|memory| memory.resident).sum()))
}

/// The CPU time of a server and of its functions' processes.
fn used(server: Process) -> Result<BTreeMap<u32, Used>> {
    let family = server.family()?;
    Ok(family.into_iter().filter_map(|process| Some((process.id(), process.used().ok()?))).collect())
}

fn since(now: &BTreeMap<u32, Used>, earlier: &BTreeMap<u32, Used>) -> Duration {
    let nothing = Used::default();
    now.iter().map(|(id, used)| used.since(earlier.get(id).unwrap_or(&nothing))).sum()
}
