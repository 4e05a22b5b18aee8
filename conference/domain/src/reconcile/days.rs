//! The days of a file, numbered.

use crate::day::Day;
use crate::imported::ImportedDay;

pub(super) fn days(imported: &[ImportedDay]) -> Vec<Day> {
    (1..)
        .zip(imported)
        .map(|(index, day)| Day { index, date: day.date, start: day.start, end: day.end })
        .collect()
}
