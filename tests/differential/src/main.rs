//! Renders random templates, and finds random paths in random bodies, twice: with our crates and with Apache Velocity and
//! Jayway `JsonPath` themselves. Where the two answers differ, the case is made as small as it gets and printed as the case
//! files of `platform/vtl/tests` and `platform/jsonpath/tests` hold it.
//!
//! The other side is a Java program, "the oracle", that lies beside the checkout; `cargo xtask differential` builds it.

mod answer;
mod json_path;
mod minimise;
mod mutation;
mod oracle;
mod random;
mod run;
mod spelling;
mod subject;
mod vtl;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Compares our renderings with the oracle's", version)]
struct Command {
    /// What to compare
    #[arg(value_enum)]
    what: What,
    /// The folder of the oracle's `run.sh`
    #[arg(long, value_name = "FOLDER")]
    oracle: PathBuf,
    /// Where its `build.sh` has put the compiled classes
    #[arg(long, value_name = "FOLDER")]
    classes: PathBuf,
    /// How many random cases
    #[arg(long, default_value_t = 2_000)]
    cases: u64,
    /// The seed of the first case; the next ones follow on
    #[arg(long)]
    seed: u64,
    /// How many differences to minimise and print before giving up
    #[arg(long, default_value_t = 5)]
    most: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Templates
    Vtl,
    /// JSON paths, and the bodies that they are applied to
    JsonPath,
}

fn main() -> Result<ExitCode> {
    let command = Command::parse();
    let plan = run::Plan { cases: command.cases, seed: command.seed, most: command.most };
    let agree = match command.what {
        What::Vtl => {
            let oracle = oracle::Oracle::new(command.oracle.join("run.sh"), command.classes);
            plan.run(&vtl::Templates, oracle)?
        }
        What::JsonPath => {
            let oracle = oracle::Oracle::new(command.oracle.join("run_apigw.sh"), command.classes);
            plan.run(&json_path::Paths, oracle)?
        }
    };
    Ok(if agree { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
