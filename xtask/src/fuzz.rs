//! Coverage-guided fuzzing: `tests/fuzz` built with LLVM's coverage instrumentation, which stable Rust can switch on, and run
//! under libFuzzer for a bounded time each target.

use crate::step;
use crate::workspace::{self, cargo};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What libFuzzer needs compiled in to see which code an input reaches. Debug assertions and checked arithmetic find more.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks";
/// The limits that make a finding of an input: seconds for one, mebibytes for all, and bytes of an input.
const LIMITS: [&str; 3] = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"];

/// Fuzzes every target that has a corpus for so many seconds. What is found lies below the target directory, and its path is
/// printed.
pub fn run(seconds: u64, seed: u64) -> Result<()> {
    let program = build()?;
    let kept = workspace::root().join("tests/fuzz/corpus");
    let mut targets: Vec<PathBuf> =
        fs::read_dir(&kept)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    targets.sort();
    // libFuzzer takes a seed of 32 bits, and 0 for none.
    let seed = u32::try_from(seed % u64::from(u32::MAX))?.max(1);
    for corpus in targets {
        fuzz(&program, &corpus, seconds, seed)?;
    }
    Ok(())
}

fn fuzz(program: &Path, corpus: &Path, seconds: u64, seed: u32) -> Result<()> {
    let name = corpus.file_name().and_then(|name| name.to_str()).context("a corpus has a name")?;
    let folder = workspace::target().join("fuzz-findings").join(name);
    let found = folder.join("corpus");
    fs::create_dir_all(&found)?;
    let mut command = Command::new(program);
    command.env("FUZZ_TARGET", name).current_dir(&folder).args(LIMITS);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-seed={seed}"));
    command
        .arg(format!("-artifact_prefix={}/", folder.display()))
        .arg("-verbosity=0")
        .arg("-print_final_stats=1");
    // New inputs go into the first folder; the kept corpus is only read.
    command.arg(&found).arg(corpus);
    step::run(&format!("Fuzzing {name} for {seconds} s, seed {seed}"), &mut command)
}

/// In a target directory of its own: everything is compiled anew with the instrumentation.
fn build() -> Result<PathBuf> {
    let target = workspace::target().join("fuzz");
    let host = host()?;
    let mut command = Command::new(cargo());
    command.args([
        "build",
        "--release",
        "--locked",
        "--package",
        "fuzz",
        "--bin",
        "fuzz",
        "--features",
        "libfuzzer",
    ]);
    // With the target named, build scripts and macros stay without the instrumentation.
    command.args(["--target", &host]).env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", INSTRUMENTED);
    step::run("Building the fuzz targets", &mut command)?;
    Ok(target.join(host).join("release/fuzz"))
}

fn host() -> Result<String> {
    let told = step::output(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc -vV names no host")
}
