//! `cargo xtask soak`: the proofs at full count. `cargo xtask test` runs a seeded slice of each.

use crate::differential::{self, Differential};
use crate::fuzz;
use crate::step;
use crate::workspace::cargo;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// How long and from which seed.
#[derive(clap::Args)]
pub struct Soak {
    /// Random cases of each property and random histories of each store engine
    #[arg(long, default_value_t = 5_000)]
    cases: u32,
    /// Random templates, and random JSON paths, compared with the oracle
    #[arg(long, default_value_t = 20_000)]
    comparisons: u64,
    /// How many seconds each fuzz target runs
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    fuzzing: u64,
    /// The oracle's folder
    #[arg(long, value_name = "FOLDER", default_value = differential::ORACLE)]
    oracle: PathBuf,
    /// Repeats an earlier run; without it a new seed is drawn and printed
    #[arg(long)]
    seed: Option<u64>,
}

impl Soak {
    /// Runs the randomised tests of the whole workspace, built as `cargo xtask test` builds them: optimising each test on its own
    /// would take longer than most of the proofs.
    pub fn run(self) -> Result<()> {
        let seed = match self.seed {
            Some(seed) => seed,
            None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
        };
        eprintln!(
            "soak: seed {seed}, {} cases; repeat with --seed {seed} --cases {}",
            self.cases, self.cases
        );
        let cases = self.cases.to_string();
        step::run(
            "The proofs at full count",
            Command::new(cargo())
                .args(["test", "--workspace", "--locked"])
                .env("PROPTEST_CASES", &cases)
                .env("PROPTEST_RNG_SEED", seed.to_string())
                .env("PLENARY_SOAK_CASES", &cases)
                .env("PLENARY_SOAK_SEED", seed.to_string()),
        )?;
        fuzz::run(self.fuzzing, seed)?;
        let comparison = Differential { oracle: self.oracle, cases: self.comparisons, seed: Some(seed) };
        comparison.run()?;
        eprintln!("soak: passed with seed {seed}, {cases} cases");
        Ok(())
    }
}
