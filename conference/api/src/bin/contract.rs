//! Writes the contract of version 1 to `contract/v1.json`, or checks (`--check`) that it is there as it should be.

use std::path::Path;
use std::process::ExitCode;

/// Where the contract is committed.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/contract/v1.json");
const COMMAND: &str = "cargo run -p plenary-api --bin contract";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => write(Path::new(FILE)),
        ["--check"] => check(Path::new(FILE)),
        _ => Err(format!("usage: {COMMAND} [-- --check]")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn write(file: &Path) -> Result<(), String> {
    std::fs::write(file, plenary_api::contract()).map_err(|error| format!("{}: {error}", file.display()))
}

fn check(file: &Path) -> Result<(), String> {
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    if committed == plenary_api::contract() {
        return Ok(());
    }
    Err(format!(
        "contract/v1.json is stale: the routes say something else by now. Run `{COMMAND}` and commit the file."
    ))
}
