//! `cargo xtask bench`: the real binary measured on loopback.
//!
//! Every public page, feed and data file and every read of the API is asked for over kept-alive connections, as fast
//! as it is answered, for a moment. What counts is the server's CPU time: requests per second depend on the client,
//! which shares the machine.

mod budget;
mod client;
mod load;
mod plenary;
mod process;
mod report;
mod target;

use crate::workspace::{self, Profile};
use crate::{generated_schedule, web};
use anyhow::{Context, Result};
use client::Connection;
use load::Load;
use plenary::{Import, Server};
use report::{Case, Report};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What to measure.
#[derive(clap::Args)]
pub struct Bench {
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
    /// Print JSON instead of tables
    #[arg(long)]
    json: bool,
}

impl Bench {
    /// Builds, measures and prints.
    pub fn run(self) -> Result<()> {
        web::build()?;
        let plenary = workspace::plenary(Profile::Release)?;
        let mut cases = Vec::new();
        for &sessions in &self.sessions {
            cases.push(self.case(&plenary, sessions)?);
        }
        let report = Report { cases };
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            print!("{report}");
        }
        Ok(())
    }

    fn case(&self, plenary: &Path, sessions: usize) -> Result<Case> {
        eprintln!("==> {sessions} sessions");
        let folder = workspace::target().join("bench").join(sessions.to_string());
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        let file = folder.join("schedule.xml");
        fs::write(&file, generated_schedule::frab_xml(sessions))?;
        let data = folder.join("data");
        let import = Import::run(plenary, &file, &data)?;
        let server = Server::start(plenary, &data, self.port, &format!("generated-{sessions}"))?;
        let mut connection = Connection::open(server.address())?;
        let targets = target::find(&mut connection, server.conference())?;
        let mut rows = Vec::new();
        for target in targets.iter().filter(|target| target.path.contains(&self.only)) {
            eprintln!("    {}", target.path);
            let load = Load {
                address: server.address(),
                duration: Duration::from_secs_f64(self.seconds),
                connections: self.connections,
            };
            rows.push(load.run(target, server.process())?);
        }
        let budget = budget::measure(&mut connection, server.conference())?;
        let memory = server.process().memory()?;
        Ok(Case { sessions, import, ready: server.ready(), memory, budget, rows })
    }
}
