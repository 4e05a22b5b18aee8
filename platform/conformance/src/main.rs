//! `conformance DIR`: replays a folder of recorded cases.

use anyhow::Result;
use clap::Parser;
use lockstep_conformance::{Folder, Report, Verbosity, replay};
use std::path::PathBuf;
use std::process::ExitCode;

/// Replays a folder of recorded cases and compares. Fails when a case does.
#[derive(Parser)]
#[command(name = "conformance", version)]
struct Conformance {
    /// The folder: one JSON file a theme
    folder: PathBuf,
    /// Only the case of this id
    #[arg(long)]
    case: Option<String>,
    /// Only the cases of this theme
    #[arg(long)]
    theme: Option<String>,
    /// Shows every difference whole
    #[arg(long)]
    verbose: bool,
    /// Prints JSON instead of text
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    match Conformance::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("conformance: {error:#}");
            ExitCode::from(2)
        }
    }
}

impl Conformance {
    fn run(self) -> Result<ExitCode> {
        let folder = Folder::read(&self.folder)?;
        for file in &folder.others {
            eprintln!("{file} holds no list of cases and is passed over");
        }
        let wanted = |wanted: Option<&String>, found: &str| wanted.is_none_or(|wanted| wanted == found);
        let mut report = Report::default();
        for case in folder.cases {
            if wanted(self.case.as_ref(), &case.id) && wanted(self.theme.as_ref(), &case.theme) {
                let outcome = replay(&case);
                report.add(case, outcome);
            }
        }
        anyhow::ensure!(!report.is_empty(), "no case of the folder has this id and theme");
        let verbosity = if self.verbose { Verbosity::Full } else { Verbosity::Short };
        if self.json {
            println!("{:#}", report.json());
        } else {
            print!("{}", report.text(verbosity));
        }
        Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
