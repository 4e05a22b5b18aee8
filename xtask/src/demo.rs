//! `cargo xtask demo`: from a checkout to a programme in the browser.

use crate::workspace::{self, Profile};
use crate::{step, web};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Builds the app and the binary, then runs `plenary demo`.
#[derive(clap::Args)]
pub struct Demo {
    /// A schedule file: frab XML, frab JSON or iCalendar. Without it: a fictional conference around today
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The time zone of a file that names none, such as Europe/Berlin
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// What "now" is, for now and next, such as 2024-12-27T14:00:00+01:00
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The port to serve on
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Where the data are kept; without it a folder of its own for every file, and for every day without a file
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Demo {
    /// Runs until the server is stopped.
    pub fn run(self) -> Result<()> {
        let from = self.from.as_deref().map(readable).transpose()?;
        web::build()?;
        let plenary = workspace::plenary(Profile::Release)?;
        let data = match self.data {
            Some(data) => data,
            None => workspace::target().join("demo").join(named_after(from.as_deref())?),
        };
        let mut command = Command::new(plenary);
        command.arg("demo").arg("--data").arg(data).arg("--port").arg(self.port.to_string());
        for (flag, value) in [("--time-zone", self.time_zone), ("--at", self.at)] {
            if let Some(value) = value {
                command.arg(flag).arg(value);
            }
        }
        if let Some(file) = from {
            command.arg("--from").arg(file);
        }
        step::run("Serving; Ctrl-C stops it", &mut command)
    }
}

/// A demonstration has a folder of its own: another file is another conference, and the fictional one of tomorrow is no update
/// of today's.
fn named_after(file: Option<&Path>) -> Result<String> {
    match file {
        Some(file) => Ok(file.file_name().unwrap_or_default().to_string_lossy().into_owned()),
        None => {
            Ok(format!("harbourlight-{}", SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400))
        }
    }
}

fn readable(file: &Path) -> Result<PathBuf> {
    // Before a build that takes minutes: a wrong name should be told at once.
    file.canonicalize().with_context(|| format!("the schedule file {} cannot be read", file.display()))
}
