//! `cargo xtask bench gateway`: the gateway on loopback, beside a bare server, which is what HTTP alone costs here; and templates
//! beside Apache Velocity.
//!
//! All servers run at once and are asked in turns, so that a busy machine is as busy for one as for the other; medians count.
//! The machine is shared with the client: what can be compared is the ratio.

mod peers;
mod report;
mod subject;
mod templates;

use super::process;
use crate::step;
use crate::workspace::{self, cargo};
use anyhow::Result;
use report::Report;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use subject::{Row, Subject, Under};

/// What to measure.
#[derive(clap::Args)]
pub struct GatewayBench {
    /// How long each server is asked in each round
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    seconds: f64,
    /// How many rounds; the median counts
    #[arg(long, value_name = "N", default_value_t = 7)]
    rounds: usize,
    /// How many connections ask at the same time
    #[arg(long, value_name = "N", default_value_t = 4)]
    connections: usize,
    /// The folder of recorded cases, whose templates are timed
    #[arg(long, value_name = "FOLDER", default_value = "../shared/fidelity/cases")]
    cases: PathBuf,
    /// Times the templates only
    #[arg(long)]
    templates: bool,
}

impl GatewayBench {
    /// Builds, measures and prints. A bar that is missed is printed as such and is no failure: the machine may be busy.
    pub fn run(self) -> Result<()> {
        let busy = process::load_average()?;
        let processors = std::thread::available_parallelism()?.get();
        step::run(
            "Building what is measured",
            Command::new(cargo()).args(["build", "--package", "bench-gateway", "--release", "--locked"]),
        )?;
        let program = workspace::target().join("release/bench-gateway");
        println!("load {busy} on {processors} processors before the measurement");
        if !self.templates {
            let rows = self.servers(&program)?;
            print!("{}", Report { rows });
            peers::print();
        }
        println!("\n{}", templates::compare(&program, &workspace::root().join(&self.cases))?);
        Ok(())
    }

    fn servers(&self, program: &Path) -> Result<Vec<Row>> {
        let mut servers = Subject::ours(program).into_iter().map(Under::start).collect::<Result<Vec<_>>>()?;
        let duration = Duration::from_secs_f64(self.seconds);
        for server in &servers {
            server.warm_up(duration, self.connections)?;
        }
        for round in 1..=self.rounds.max(1) {
            eprintln!("    round {round} of {}", self.rounds);
            for server in &mut servers {
                server.round(duration, self.connections)?;
            }
        }
        servers.iter().map(Under::row).collect()
    }
}
