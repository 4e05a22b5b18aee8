//! `cargo xtask coverage`: line coverage by crate, against floors that only rise.

use crate::step;
use crate::workspace::{self, cargo};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const TARPAULIN: &str = "0.37.5";
const FLOORS: &str = "coverage.json";
/// Which of two racing branches runs is up to the machine: below 100 per cent a floor forgives so many points. Where a floor is
/// 100 it forgives nothing.
const FORGIVEN: f64 = 1.0;

/// Measures and compares.
#[derive(clap::Args)]
pub struct Coverage {
    /// Raise the floors in `coverage.json` to what was measured; they are never lowered
    #[arg(long)]
    raise: bool,
}

/// Covered and coverable lines.
#[derive(Clone, Copy, Default)]
struct Lines {
    covered: u64,
    coverable: u64,
}

impl Lines {
    /// Per cent, rounded down to a tenth so that a floor is never above what was measured.
    fn percent(self) -> f64 {
        if self.coverable == 0 {
            return 100.0;
        }
        let tenths = self.covered * 1000 / self.coverable;
        f64::from(u32::try_from(tenths).unwrap_or(1000)) / 10.0
    }
}

impl Coverage {
    /// Runs the Rust tests under `cargo tarpaulin`.
    pub fn run(self) -> Result<()> {
        install()?;
        let report = workspace::target().join("tarpaulin");
        fs::create_dir_all(&report)?;
        step::run(
            "Rust tests with line coverage (cargo tarpaulin)",
            Command::new(cargo())
                .args([
                    "tarpaulin",
                    "--engine",
                    "llvm",
                    "--workspace",
                    "--locked",
                    "--skip-clean",
                    "--exclude",
                    "xtask",
                ])
                .args(["--out", "json", "--timeout", "600", "--output-dir"])
                .arg(&report)
                .arg("--target-dir")
                .arg(report.join("build")),
        )?;
        let text =
            fs::read_to_string(report.join("tarpaulin-report.json")).context("tarpaulin left no report")?;
        let measured = by_area(&serde_json::from_str(&text)?);
        let file = workspace::root().join(FLOORS);
        let mut floors: BTreeMap<String, f64> = serde_json::from_str(&fs::read_to_string(&file)?)
            .with_context(|| format!("{FLOORS} must map a folder to per cent"))?;
        let short = compare(&measured, &floors);
        if self.raise {
            for (area, lines) in &measured {
                let floor = floors.entry(area.clone()).or_default();
                *floor = floor.max(lines.percent());
            }
            fs::write(&file, serde_json::to_string_pretty(&floors)? + "\n")?;
        }
        if short > 0 {
            uncovered(&serde_json::from_str(&text)?, &floors);
            bail!("{short} area(s) below their floor in {FLOORS}");
        }
        Ok(())
    }
}

fn install() -> Result<()> {
    let found = step::output(Command::new(cargo()).args(["tarpaulin", "--version"])).unwrap_or_default();
    if found.ends_with(TARPAULIN) {
        return Ok(());
    }
    step::run(
        "Installing cargo-tarpaulin (some minutes, once)",
        Command::new(cargo()).args(["install", "cargo-tarpaulin", "--locked", "--version", TARPAULIN]),
    )
}

/// Sums lines by crate; the route handlers are an area of their own.
fn by_area(report: &Value) -> BTreeMap<String, Lines> {
    let mut areas: BTreeMap<String, Lines> = BTreeMap::new();
    for file in report["files"].as_array().into_iter().flatten() {
        let path = path_of(file);
        let Some(area) = area_of(&path) else { continue };
        let lines = areas.entry(area).or_default();
        lines.covered += file["covered"].as_u64().unwrap_or_default();
        lines.coverable += file["coverable"].as_u64().unwrap_or_default();
    }
    areas
}

fn path_of(file: &Value) -> String {
    let parts: Vec<&str> = file["path"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let joined = parts.join("/").replace("//", "/");
    let root = workspace::root();
    Path::new(&joined).strip_prefix(&root).map_or(joined.clone(), |rest| rest.to_string_lossy().into_owned())
}

fn area_of(path: &str) -> Option<String> {
    let mut parts = path.split('/');
    let (house, crate_folder, inner) = (parts.next()?, parts.next()?, parts.next()?);
    match (house, inner) {
        ("conference", "routes") => Some("conference/api/routes".to_owned()),
        ("platform" | "conference", "src") => Some(format!("{house}/{crate_folder}")),
        _ => None,
    }
}

fn compare(measured: &BTreeMap<String, Lines>, floors: &BTreeMap<String, f64>) -> usize {
    let mut short = 0;
    println!("{:<28} {:>9} {:>9} {:>7} {:>7}", "area", "covered", "lines", "%", "floor");
    for (area, lines) in measured {
        let floor = floors.get(area).copied().unwrap_or(100.0);
        let bar = if floor < 100.0 { floor - FORGIVEN } else { floor };
        let verdict = if lines.percent() < bar { "  below" } else { "" };
        short += usize::from(!verdict.is_empty());
        println!(
            "{area:<28} {:>9} {:>9} {:>7.1} {floor:>7.1}{verdict}",
            lines.covered,
            lines.coverable,
            lines.percent()
        );
    }
    for area in floors.keys().filter(|area| !measured.contains_key(*area)) {
        short += 1;
        println!("{area:<28} was not measured");
    }
    short
}

/// Lists the lines that no test ran, for the areas that must be whole.
fn uncovered(report: &Value, floors: &BTreeMap<String, f64>) {
    for file in report["files"].as_array().into_iter().flatten() {
        let path = path_of(file);
        let whole = area_of(&path).is_some_and(|area| floors.get(&area).is_none_or(|floor| *floor >= 100.0));
        let lines: Vec<String> = file["traces"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|trace| trace["stats"]["Line"] == 0)
            .map(|trace| trace["line"].to_string())
            .collect();
        if whole && !lines.is_empty() {
            println!("{path}: never run: {}", lines.join(", "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_belong_to_their_crate_and_handlers_to_their_own_area() {
        assert_eq!(area_of("conference/domain/src/day.rs").as_deref(), Some("conference/domain"));
        assert_eq!(
            area_of("conference/api/routes/v1/rooms/list_rooms.rs").as_deref(),
            Some("conference/api/routes")
        );
        assert_eq!(area_of("conference/api/tests/routes.rs"), None);
    }

    #[test]
    fn a_percentage_is_rounded_down() {
        assert!((Lines { covered: 999, coverable: 1000 }.percent() - 99.9).abs() < 1e-9);
        assert!((Lines { covered: 1999, coverable: 2000 }.percent() - 99.9).abs() < 1e-9);
        assert!((Lines::default().percent() - 100.0).abs() < 1e-9);
    }
}
