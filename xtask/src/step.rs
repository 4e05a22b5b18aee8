//! One step of a chore: it says what it does, shows what the tool prints, and how long it took.

use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs a command in the checkout unless it names a folder itself.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    eprintln!("==> {what}");
    let started = Instant::now();
    if command.get_current_dir().is_none() {
        command.current_dir(crate::workspace::root());
    }
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).status().with_context(|| {
        format!("{what}: `{program}` could not be started; is it installed and on the path?")
    })?;
    if !status.success() {
        bail!("{what}: `{}` ended with {status}", shown(command));
    }
    eprintln!("    {what}: done in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// What a command prints, when it succeeds.
pub fn output(command: &mut Command) -> Result<String> {
    let printed = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` could not be started", shown(command)))?;
    if !printed.status.success() {
        bail!(
            "`{}` ended with {}: {}",
            shown(command),
            printed.status,
            String::from_utf8_lossy(&printed.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&printed.stdout).trim().to_owned())
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
