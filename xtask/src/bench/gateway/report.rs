//! The servers' numbers as a table, and what is missed of the bars.

use super::subject::{Bars, Row};
use crate::bench::report::{milliseconds, size};
use std::fmt;
use std::time::Duration;

const READY: Duration = Duration::from_millis(100);
const MEMORY: u64 = 20_000_000;

/// What was measured.
pub struct Report {
    /// One for each server, the floor among them.
    pub rows: Vec<Row>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let floor = self.rows.iter().find(|row| row.bars == Bars::Floor).map_or(f64::NAN, |row| row.rate);
        let width = self.rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        writeln!(
            formatter,
            "\n{:<width$} {:>9} {:>10} {:>8} {:>8} {:>8} {:>11} {:>8} {:>13}",
            "",
            "ready ms",
            "requests/s",
            "of floor",
            "p50 ms",
            "p99 ms",
            "CPU ms/req",
            "RSS",
            "functions' RSS"
        )?;
        for row in &self.rows {
            let functions = if row.functions == 0 { String::new() } else { size(row.functions) };
            writeln!(
                formatter,
                "{:<width$} {:>9.1} {:>10.0} {:>7.0}% {:>8.3} {:>8.3} {:>11.4} {:>8} {functions:>13}",
                row.name,
                milliseconds(row.ready),
                row.rate,
                row.rate / floor * 100.0,
                milliseconds(row.median),
                milliseconds(row.slowest),
                milliseconds(row.cpu),
                size(row.memory),
            )?;
        }
        writeln!(formatter)?;
        self.rows.iter().try_for_each(|row| bars(formatter, row, floor))
    }
}

fn bars(formatter: &mut fmt::Formatter<'_>, row: &Row, floor: f64) -> fmt::Result {
    let Bars::Gateway { share, cpu } = row.bars else { return Ok(()) };
    let mut bar = |what: String, holds: bool| {
        let verdict = if holds { "OK" } else { "OVER" };
        writeln!(formatter, "{verdict:<5} {}: {what}", row.name)
    };
    bar(format!("ready < {} ms", READY.as_millis()), row.ready < READY)?;
    if let Some(share) = share {
        bar(format!("requests/s >= {share} % of the floor"), row.rate * 100.0 >= f64::from(share) * floor)?;
    }
    if let Some(cpu) = cpu {
        bar(format!("CPU <= {} ms a request", milliseconds(cpu)), row.cpu <= cpu)?;
    }
    bar(format!("RSS < {}", size(MEMORY)), row.memory < MEMORY)
}
