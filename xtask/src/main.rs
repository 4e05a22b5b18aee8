//! The chores: `cargo xtask demo`, `test`, `lint`, `tidy`, `coverage`, `conformance`, `differential`, `bench`, `soak`.
//!
//! What a chore needs it installs below the target directory or through cargo and npm; it never touches the system's
//! packages. What cannot be had is named, with the way to get it, and the chore fails.

mod bench;
mod chromium;
mod conformance;
mod coverage;
mod demo;
mod differential;
mod fuzz;
mod generated_schedule;
mod lint;
mod python;
mod soak;
mod step;
mod test;
mod tidy;
mod web;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The chores of this repository", version)]
struct Command {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build everything and show a conference's programme in the browser
    Demo(demo::Demo),
    /// Run the tests: Rust, the web app's units, the browser
    Test(test::Test),
    /// Formatting, clippy, licences and sources of dependencies, the web app's linters
    Lint(lint::Lint),
    /// The house's invariants: dependency direction, purity, file sizes, snapshots, wording
    Tidy,
    /// Line coverage against the floors in `coverage.json`
    Coverage(coverage::Coverage),
    /// Recorded cases of API Gateway's behaviour, replayed against the gateway
    Conformance(conformance::Conformance),
    /// Requests per second, CPU and memory of the real binary on loopback
    Bench(bench::Bench),
    /// Random templates and paths, compared with what Apache Velocity and Jayway answer
    Differential(differential::Differential),
    /// The proofs at full count, seeds printed
    Soak(soak::Soak),
}

fn main() -> ExitCode {
    let outcome = match Command::parse().chore {
        Chore::Demo(demo) => demo.run(),
        Chore::Test(test) => test.run(),
        Chore::Lint(lint) => lint.run(),
        Chore::Tidy => tidy::run(),
        Chore::Coverage(coverage) => coverage.run(),
        Chore::Conformance(conformance) => conformance.run(),
        Chore::Bench(bench) => bench.run(),
        Chore::Differential(differential) => differential.run(),
        Chore::Soak(soak) => soak.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
