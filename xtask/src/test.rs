//! `cargo xtask test`: every test there is.

use crate::workspace::{self, Profile, cargo};
use crate::{chromium, step, web};
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

/// Which tests to run.
#[derive(clap::Args)]
pub struct Test {
    /// Run one part only
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The crates' tests
    Rust,
    /// The app's unit tests, and that its generated files are fresh
    Web,
    /// The real binary in a real browser
    Browser,
}

impl Test {
    /// Runs the parts asked for; the first failure ends it.
    pub fn run(self) -> Result<()> {
        let wants = |part| self.only.is_none_or(|only| only == part);
        // A missing browser is told before the tests that take minutes, not after.
        let browser = wants(Part::Browser).then(chromium::find).transpose()?;
        if wants(Part::Web) || wants(Part::Browser) {
            web::build()?;
        }
        if wants(Part::Rust) {
            step::run("Rust tests", Command::new(cargo()).args(["test", "--workspace", "--locked"]))?;
        }
        if wants(Part::Web) {
            step::run("The app's unit tests", &mut web::npm(&["test"]))?;
            step::run("The app's words are extracted", &mut web::npm(&["run", "i18n:check"]))?;
            step::run("The app's API types are fresh", &mut web::npm(&["run", "api:types:check"]))?;
        }
        if let Some(browser) = browser {
            let plenary = workspace::plenary(Profile::Dev)?;
            let mut tests = web::npm(&["run", "e2e"]);
            step::run("Browser tests", tests.env("PLENARY_BIN", plenary).env("CHROME_PATH", browser))?;
        }
        Ok(())
    }
}
