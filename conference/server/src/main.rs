//! The `plenary` command: one conference site on one machine. It imports schedule files, publishes their pages and feeds, and
//! serves them, with the app and the API, from one process with an embedded store.

mod app_files;
mod arguments;
mod commands;
mod data;
mod demo;
mod front;
mod logging;
mod progress;
mod publication;
mod settings;
mod summary;

use anyhow::Context;
use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start(arguments.log);
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("plenary: {}", in_words(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let result = runtime.block_on(async {
        match command {
            Command::Serve(serve) => commands::serve::run(serve).await,
            Command::Import(import) => commands::import::run(import).await,
            Command::Export(export) => commands::export::run(export).await,
            Command::Demo(demo) => commands::demo::run(demo).await,
            Command::Conferences(conferences) => commands::conferences::run(conferences).await,
        }
    });
    // A publication under way may be left half done: the next start completes it.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

/// An error with its causes, each once: many messages quote their cause already.
fn in_words(error: &anyhow::Error) -> String {
    error.chain().skip(1).fold(error.to_string(), |mut text, cause| {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use anyhow::anyhow;

    #[test]
    fn causes_are_told_once() {
        let error = anyhow!("the file is empty").context("cannot import x.xml: the file is empty");
        assert_eq!(in_words(&error), "cannot import x.xml: the file is empty");
        let error = anyhow!("no space left").context("cannot write").context("cannot publish");
        assert_eq!(in_words(&error), "cannot publish: cannot write: no space left");
    }
}
