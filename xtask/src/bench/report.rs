//! The results, as tables to read or as JSON to keep.

use super::budget::Budget;
use super::load::Row;
use super::plenary::Import;
use super::process::Memory;
use super::target::Kind;
use serde::{Serialize, Serializer};
use std::fmt;
use std::time::Duration;

/// The bars that design and measurement share: CPU time of a page or feed, and of an API read.
const PAGE_CPU: Duration = Duration::from_micros(100);
const API_CPU: Duration = Duration::from_micros(300);
const READY: Duration = Duration::from_millis(100);
const IMPORT: Duration = Duration::from_secs(2);
const MEMORY: u64 = 60_000_000;
const SCRIPTS: usize = 125_000;
const FIRST_LOAD: usize = 180_000;

/// All that was measured.
#[derive(Serialize)]
pub struct Report {
    /// The load average: how many processes wanted to run, on the average of the minute before: more than there are processors, and
    /// times are those of a busy machine.
    #[serde(rename = "loadAverage")]
    pub busy: f64,
    /// How many processors there are.
    pub processors: usize,
    /// One for each size of conference.
    pub cases: Vec<Case>,
}

/// One size of conference.
#[derive(Serialize)]
pub struct Case {
    /// How many sessions it has.
    pub sessions: usize,
    /// Its import.
    pub import: Import,
    /// From the server's start to its first page, the median of a few.
    #[serde(rename = "readyMilliseconds", serialize_with = "in_milliseconds")]
    pub ready: Duration,
    /// The server's memory after all the load.
    pub memory: Memory,
    /// The first view of a page.
    pub budget: Budget,
    /// The load.
    pub rows: Vec<Row>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { busy, processors, cases } = self;
        writeln!(formatter, "load {busy} on {processors} processors before the measurement")?;
        cases.iter().try_for_each(|case| case.fmt(formatter))
    }
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sessions, import, ready, memory, budget, rows } = self;
        writeln!(formatter, "\n{sessions} sessions\n")?;
        let mut fact =
            |name: &str, value: String, bar: Bar| writeln!(formatter, "{name:<22}{value:<46}{bar}");
        fact(
            "import",
            format!("{} of {} in CPU, {} of XML", shown(import.wall), shown(import.cpu), size(import.file)),
            Bar::of(import.wall, IMPORT, shown),
        )?;
        fact("ready", shown(*ready), Bar::of(*ready, READY, shown))?;
        let resident = format!("{}, {} at its highest", size(memory.resident), size(memory.peak));
        fact("memory", resident, Bar::of(memory.peak, MEMORY, size))?;
        fact(
            "scripts",
            format!(
                "{}, {} with all lazy ones",
                kilobytes(budget.scripts),
                kilobytes(budget.scripts_with_lazy)
            ),
            Bar::of(budget.scripts_with_lazy, SCRIPTS, kilobytes),
        )?;
        fact(
            "first load",
            format!(
                "{}, {} with all lazy scripts",
                kilobytes(budget.first_load()),
                kilobytes(budget.first_load_with_lazy())
            ),
            Bar::of(budget.first_load_with_lazy(), FIRST_LOAD, kilobytes),
        )?;
        table(formatter, rows)
    }
}

fn table(formatter: &mut fmt::Formatter<'_>, rows: &[Row]) -> fmt::Result {
    let width = rows.iter().map(|row| row.path.len()).max().unwrap_or(0);
    writeln!(
        formatter,
        "\n{:<5} {:<width$} {:>9} {:>9} {:>8} {:>8} {:>11} {:>9}",
        "kind", "path", "answers/s", "CPU ms", "p50 ms", "p99 ms", "bytes", "RSS"
    )?;
    for row in rows {
        let Row { kind, path, rate, cpu, median, slowest, bytes, encoding, memory, .. } = row;
        let bytes = format!("{bytes} {:<2}", encoding.as_deref().unwrap_or(""));
        let limit = if *kind == Kind::Api { API_CPU } else { PAGE_CPU };
        writeln!(
            formatter,
            "{:<5} {path:<width$} {rate:>9.0} {:>9.4} {:>8.3} {:>8.3} {bytes:>11} {:>9}{}",
            kind.word(),
            milliseconds(*cpu),
            milliseconds(*median),
            milliseconds(*slowest),
            size(memory.resident),
            if *cpu > limit { format!("  over {} ms", milliseconds(limit)) } else { String::new() },
        )?;
    }
    Ok(())
}

/// Whether a number is within its bar.
struct Bar(String);

impl Bar {
    fn of<T: PartialOrd + Copy>(value: T, limit: T, show: fn(T) -> String) -> Self {
        let verdict = if value <= limit { "within" } else { "OVER" };
        Self(format!("{verdict} {}", show(limit)))
    }
}

impl fmt::Display for Bar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A time as JSON: a number.
pub fn in_milliseconds<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(milliseconds(*duration))
}

/// A time in milliseconds.
pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn shown(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        format!("{:.0} ms", milliseconds(duration))
    } else {
        format!("{:.2} s", duration.as_secs_f64())
    }
}

/// A size in megabytes, as it is shown.
pub fn size(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes / 100 % 10)
}
