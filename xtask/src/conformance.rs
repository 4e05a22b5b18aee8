//! `cargo xtask conformance`: replays a folder of recorded cases against the gateway.

use crate::workspace::{cargo, root};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Which cases.
#[derive(clap::Args)]
pub struct Conformance {
    /// The folder: one JSON file a theme
    folder: PathBuf,
    /// What else the replayer takes: `--case ID`, `--theme NAME`, `--verbose`, `--json`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Conformance {
    /// Builds the replayer as the tests are built, since replaying takes a second or two, and runs it. What it prints is the chore's
    /// output; the folder is looked up from where the chore is called.
    pub fn run(self) -> Result<()> {
        let folder = std::path::absolute(&self.folder)?;
        if !folder.is_dir() {
            bail!("{} is no folder", folder.display());
        }
        let status = Command::new(cargo())
            .args([
                "run",
                "--quiet",
                "--locked",
                "--package",
                "lockstep-conformance",
                "--bin",
                "conformance",
                "--",
            ])
            .arg(&folder)
            .args(&self.arguments)
            .current_dir(root())
            .stdin(Stdio::null())
            .status()
            .context("the replayer could not be started")?;
        if !status.success() {
            bail!("a case failed, or the folder could not be replayed");
        }
        Ok(())
    }
}
