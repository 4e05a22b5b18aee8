//! The Angular app: its packages, its build.

use crate::step;
use crate::workspace::{root, tools};
use anyhow::{Context, Result, bail};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the build reads; anything else in the folder doesn't make it stale.
const SOURCES: [&str; 8] = [
    "src",
    "public",
    "tools",
    "package.json",
    "package-lock.json",
    "angular.json",
    "tsconfig.json",
    "tsconfig.app.json",
];
const OLDEST_NODE: u32 = 20;

/// The app's folder.
pub fn folder() -> PathBuf {
    root().join("conference/web")
}

/// A command of npm in the app's folder.
pub fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command
        .args(arguments)
        .current_dir(folder())
        .env("NG_CLI_ANALYTICS", "false")
        .env("NO_UPDATE_NOTIFIER", "1");
    command
}

/// Installs the packages of the lock file unless they are there already.
pub fn install() -> Result<()> {
    require_node()?;
    let wanted = digest(&[folder().join("package-lock.json")])?;
    let stamp = folder().join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    step::run(
        "Installing the app's packages (npm ci)",
        &mut npm(&["ci", "--no-audit", "--no-fund", "--loglevel", "error"]),
    )?;
    fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// Builds the app unless its sources are those of the last build.
pub fn build() -> Result<()> {
    install()?;
    let wanted = digest(&SOURCES.map(|name| folder().join(name)))?;
    let stamp = tools().join("web-build");
    let built = folder().join("dist").is_dir();
    if built && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    step::run("Building the app (npm run build)", &mut npm(&["run", "build"]))?;
    fs::create_dir_all(tools())?;
    fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written", stamp.display()))
}

fn require_node() -> Result<()> {
    let help =
        "the app needs Node.js 20 or newer with npm: see nodejs.org, or Debian's packages nodejs and npm";
    let version = step::output(Command::new("node").arg("--version")).context(help)?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("{help}; found {version}");
    }
    step::output(Command::new("npm").arg("--version")).context(help)?;
    Ok(())
}

fn digest(paths: &[PathBuf]) -> Result<String> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write(&fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_path_buf());
    }
    Ok(())
}
