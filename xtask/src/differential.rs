//! `cargo xtask differential`: random templates and paths, answered by our crates and by the programs that API Gateway is made
//! of: Apache Velocity, Jayway `JsonPath` and json-smart.
//!
//! Those are Debian's; the small Java program that asks them, "the oracle", lies beside the checkout and is no part of it.

use crate::step;
use crate::workspace::{self, cargo};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the oracle lies when nothing else is said, from the checkout's root.
pub const ORACLE: &str = "../shared/fidelity/oracle";
/// What the oracle is made of.
const JARS: [&str; 4] = ["velocity.jar", "gson.jar", "json-path.jar", "json-smart.jar"];
/// What can be compared, as the comparing program calls it.
const SUBJECTS: [&str; 2] = ["vtl", "json-path"];

/// How much to compare.
#[derive(clap::Args)]
pub struct Differential {
    /// The folder of the oracle's `build.sh` and `run.sh`
    #[arg(long, value_name = "FOLDER", default_value = ORACLE)]
    pub oracle: PathBuf,
    /// How many random templates, and how many random paths
    #[arg(long, default_value_t = 2_000)]
    pub cases: u64,
    /// Repeats an earlier run; without it a new seed is drawn and printed
    #[arg(long)]
    pub seed: Option<u64>,
}

impl Differential {
    /// Builds both sides and compares. A missing oracle is a failure: a comparison that did not happen must not look like one.
    pub fn run(self) -> Result<()> {
        let seed = match self.seed {
            Some(seed) => seed,
            None => u64::from(SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos()),
        };
        let oracle = workspace::root().join(&self.oracle);
        let classes = compile(&oracle)?;
        step::run(
            "Building the comparison",
            Command::new(cargo()).args(["build", "--package", "differential", "--locked"]),
        )?;
        eprintln!("    repeat with --seed {seed} --cases {}", self.cases);
        for subject in SUBJECTS {
            let mut command = Command::new(workspace::target().join("debug/differential"));
            command.arg(subject).arg("--oracle").arg(&oracle).arg("--classes").arg(&classes);
            command.args(["--cases", &self.cases.to_string(), "--seed", &seed.to_string()]);
            step::run(&format!("Comparing {subject} with the oracle"), &mut command)?;
        }
        Ok(())
    }
}

/// Compiles the oracle below the target directory.
fn compile(oracle: &Path) -> Result<PathBuf> {
    if !oracle.join("build.sh").is_file() {
        bail!("no oracle at {}: name its folder with --oracle", oracle.display());
    }
    if let Some(missing) = JARS.iter().find(|jar| !Path::new("/usr/share/java").join(jar).is_file()) {
        bail!(
            "{missing} is missing: apt-get install default-jdk-headless velocity libgoogle-gson-java \
             libjsonpath-java libjson-smart-java"
        );
    }
    let classes = workspace::target().join("oracle");
    fs::create_dir_all(&classes).with_context(|| format!("{} cannot be made", classes.display()))?;
    let mut build = Command::new("sh");
    step::run("Compiling the oracle", build.arg(oracle.join("build.sh")).arg(&classes))?;
    Ok(classes)
}
