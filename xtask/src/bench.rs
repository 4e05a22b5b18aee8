//! `cargo xtask bench`: the real binary measured on loopback.
//!
//! Every public page, feed and data file and every read of the API is asked for over kept-alive connections, as fast
//! as it is answered, for a moment. What counts is the server's CPU time: requests per second depend on the client,
//! which shares the machine.
//!
//! `cargo xtask bench gateway` measures the gateway instead.

mod budget;
mod client;
mod gateway;
mod load;
mod plenary;
mod process;
mod report;
mod running;
mod target;

use crate::workspace::{self, Profile};
use crate::{generated_schedule, web};
use anyhow::{Context, Result};
use client::Connection;
use gateway::GatewayBench;
use load::Load;
use plenary::{Import, Server};
use report::{Case, Report};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the server is started to tell how long that takes; the median counts.
const STARTS: usize = 5;

/// What to measure.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Bench {
    #[command(subcommand)]
    other: Option<Other>,
    /// How many sessions the made-up conferences have
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [200, 1351])]
    sessions: Vec<usize>,
    /// How long each URL is asked for
    #[arg(long, value_name = "SECONDS", default_value_t = 1.5)]
    seconds: f64,
    /// How many connections ask at the same time
    #[arg(long, value_name = "N", default_value_t = 2)]
    connections: usize,
    /// Only URLs that contain this
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
    /// The port to serve on; without it a free one is taken
    #[arg(long)]
    port: Option<u16>,
    /// Measure this binary instead of building one
    #[arg(long, value_name = "FILE")]
    plenary: Option<PathBuf>,
    /// Print JSON instead of tables
    #[arg(long)]
    json: bool,
}

/// What else can be measured.
#[derive(clap::Subcommand)]
enum Other {
    /// The gateway beside a bare server, and templates beside Apache Velocity
    Gateway(GatewayBench),
}

impl Bench {
    /// Builds, measures and prints.
    pub fn run(mut self) -> Result<()> {
        if let Some(Other::Gateway(gateway)) = self.other {
            return gateway.run();
        }
        let plenary = self.plenary.take().map_or_else(build, Ok)?;
        let busy = process::load_average()?;
        let processors = std::thread::available_parallelism()?.get();
        let mut cases = Vec::new();
        for &sessions in &self.sessions {
            cases.push(self.case(&plenary, sessions)?);
        }
        let report = Report { busy, processors, cases };
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            print!("{report}");
        }
        Ok(())
    }

    fn case(&self, plenary: &Path, sessions: usize) -> Result<Case> {
        eprintln!("==> {sessions} sessions");
        let folder = empty(&workspace::target().join("bench").join(sessions.to_string()))?;
        let file = folder.join("schedule.xml");
        fs::write(&file, generated_schedule::frab_xml(sessions))?;
        let data = folder.join("data");
        let import = Import::run(plenary, &file, &data)?;
        let (server, ready) = self.serve(plenary, &data, &format!("generated-{sessions}"))?;
        server.process().settle()?;
        let targets = target::find(&mut Connection::open(server.address())?, server.conference())?;
        let load = Load {
            address: server.address(),
            duration: Duration::from_secs_f64(self.seconds),
            connections: self.connections,
        };
        let mut rows = Vec::new();
        for target in targets.iter().filter(|target| target.path.contains(&self.only)) {
            eprintln!("    {}", target.path);
            rows.push(load.run(target, server.process())?);
        }
        let budget = budget::measure(&mut Connection::open(server.address())?, server.conference())?;
        let memory = server.process().memory()?;
        Ok(Case { sessions, import, ready, memory, budget, rows })
    }

    /// A server, and how long it took to start, the median of a few.
    fn serve(&self, plenary: &Path, data: &Path, conference: &str) -> Result<(Server, Duration)> {
        let mut ready = Vec::new();
        loop {
            let server = Server::start(plenary, data, self.port, conference)?;
            ready.push(server.ready());
            if ready.len() == STARTS {
                ready.sort_unstable();
                return Ok((server, ready[STARTS / 2]));
            }
        }
    }
}

fn empty(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

fn build() -> Result<PathBuf> {
    web::build()?;
    workspace::plenary(Profile::Release)
}
