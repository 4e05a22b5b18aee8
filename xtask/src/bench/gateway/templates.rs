//! Templates, rendered by our crate and by Apache Velocity.

use crate::step;
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file of cases that hold for templates alone.
const CASES: &str = "velocity_lang_oracle17.json";
/// What Apache Velocity is made of, with Debian's names and packages.
const JARS: [&str; 4] = ["velocity.jar", "commons-collections3.jar", "commons-lang.jar", "gson.jar"];

/// How two renderers compare over a corpus; nanoseconds for a rendering.
pub struct Comparison {
    templates: usize,
    faster: usize,
    ours: u64,
    theirs: u64,
    ratio: f64,
}

/// Times the templates that both render. The two programs run one after the other.
pub fn compare(program: &Path, cases: &Path) -> Result<Comparison> {
    let file = cases.join(CASES);
    if !file.is_file() {
        bail!("there is no {}: name the folder of recorded cases with --cases", file.display());
    }
    let classes = compile()?;
    eprintln!("    templates");
    let ours = times(Command::new(program).arg("templates").arg(&file))?;
    let theirs =
        times(Command::new("java").arg("-cp").arg(class_path(&classes)).arg("VelocityBench").arg(&file))?;
    let both: Vec<_> = ours.iter().filter_map(|(id, ours)| Some((*ours, *theirs.get(id)?))).collect();
    ensure!(!both.is_empty(), "there is no template that both render");
    let ratios = both.iter().map(|(ours, theirs)| as_float(*theirs) / as_float((*ours).max(1)));
    Ok(Comparison {
        templates: both.len(),
        faster: both.iter().filter(|(ours, theirs)| ours < theirs).count(),
        ours: middle(both.iter().map(|(ours, _)| *ours), Ord::cmp).context("no time was measured")?,
        theirs: middle(both.iter().map(|(_, theirs)| *theirs), Ord::cmp).context("no time was measured")?,
        ratio: middle(ratios, f64::total_cmp).context("no time was measured")?,
    })
}

fn as_float(nanoseconds: u64) -> f64 {
    f64::from(u32::try_from(nanoseconds).unwrap_or(u32::MAX))
}

fn middle<T: Copy>(values: impl Iterator<Item = T>, order: fn(&T, &T) -> std::cmp::Ordering) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable_by(order);
    values.get(values.len() / 2).copied()
}

fn compile() -> Result<PathBuf> {
    let missing = JARS.iter().find(|jar| !Path::new("/usr/share/java").join(jar).is_file());
    if let Some(missing) = missing {
        bail!("{missing} is missing: apt-get install default-jdk-headless velocity libgoogle-gson-java");
    }
    let classes = workspace::target().join("velocity-bench");
    fs::create_dir_all(&classes)?;
    let source = workspace::root().join("tests/bench-gateway/VelocityBench.java");
    let mut command = Command::new("javac");
    command.arg("-cp").arg(class_path(&classes)).arg("-d").arg(&classes).arg(source);
    step::run("Compiling the comparison with Apache Velocity", &mut command)?;
    Ok(classes)
}

fn class_path(classes: &Path) -> String {
    let jars = JARS.map(|jar| format!("/usr/share/java/{jar}"));
    format!("{}:{}", jars.join(":"), classes.display())
}

/// The lines `id`, tab, nanoseconds that a program prints.
fn times(command: &mut Command) -> Result<BTreeMap<String, u64>> {
    let text = step::output(command)?;
    let lines = text.lines().map(|line| {
        let (id, nanoseconds) = line.split_once('\t').with_context(|| format!("no time: {line:?}"))?;
        Ok((id.to_owned(), nanoseconds.parse()?))
    });
    lines.collect()
}

impl fmt::Display for Comparison {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { templates, faster, ours, theirs, ratio } = self;
        writeln!(formatter, "{templates} templates, warm, median of a rendering")?;
        writeln!(formatter, "lockstep-vtl     {ours:>7} ns")?;
        writeln!(formatter, "Apache Velocity  {theirs:>7} ns")?;
        writeln!(
            formatter,
            "{ratio:.1} times as fast on the median template; faster on {faster} of {templates}"
        )?;
        let verdict = if ours < theirs { "OK" } else { "OVER" };
        write!(formatter, "{verdict:<5} templates: faster than Apache Velocity")
    }
}
