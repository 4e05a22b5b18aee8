//! Where everything stands on the grid of a day: rooms from left to right, time from top to bottom.
//!
//! It is computed here once; pages and app only use it.

use jiff::Timestamp;
use plenary_domain::lanes;
use plenary_domain::time_zone::Zone;
use std::collections::BTreeMap;
use std::ops::Range;

/// A row of the grid, seconds.
pub(crate) const STEP: i64 = 5 * 60;
/// Marks stand at every half hour, seconds of local time.
const MARK: i64 = 30 * 60;
/// A stretch in which nothing happens is shortened from this length on, rows.
const LONG_PAUSE: i64 = 2 * 3600 / STEP;
/// What is left of it, rows.
const SHORTENED: i64 = 3;
/// A slot is drawn at most this long, rows: an exhibition of a week would make a grid that nobody can read.
const LONGEST_SLOT: i64 = 24 * 3600 / STEP;
/// A slot is drawn at most this far beyond the end of its day, rows.
const OVERTIME: i64 = 3 * 3600 / STEP;

/// A slot as the grid sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GridSlot {
    /// The position of its room among the conference's rooms.
    pub(crate) room: Option<usize>,
    /// When it begins.
    pub(crate) start: Timestamp,
    /// When it ends.
    pub(crate) end: Timestamp,
}

/// The grid of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Grid {
    /// How many rows of [`STEP`] it has, shortened pauses included.
    pub(crate) rows: i64,
    /// Times written at its edge.
    pub(crate) marks: Vec<Mark>,
    /// Rooms in which something happens, in the conference's order; what has no room comes last, unless it spans all of them.
    pub(crate) columns: Vec<Column>,
    /// Where each slot stands, in the order in which the slots were given.
    pub(crate) places: Vec<Place>,
}

/// A time at the edge of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The row that begins then, from 1.
    pub(crate) row: i64,
    /// Which time it is.
    pub(crate) time: Timestamp,
}

/// A room's part of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    /// The position of the room among the conference's rooms.
    pub(crate) room: Option<usize>,
    /// How many tracks of the grid it takes: as many as slots overlap.
    pub(crate) lanes: usize,
    /// The first of them, from 1.
    pub(crate) track: usize,
}

/// Where a slot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its first track of the grid, from 1.
    pub(crate) track: usize,
    /// How many tracks it takes: it spreads to the right as far as nothing of its room is in its way. What has no room spans
    /// all of the grid when nothing happens beside it: a lunch is everywhere.
    pub(crate) width: usize,
    /// Its first row, from 1.
    pub(crate) row: i64,
    /// How many rows it takes, at least 1.
    pub(crate) span: i64,
}

impl Grid {
    /// Lays out the slots of a day that ends at `day_end`.
    pub(crate) fn lay_out(slots: &[GridSlot], day_end: Timestamp, zone: &Zone) -> Self {
        let steps: Vec<Range<i64>> = slots.iter().map(|slot| steps_of(slot, day_end)).collect();
        let stretches = stretches(&steps, zone);
        let rows: Vec<Range<i64>> = steps
            .iter()
            .map(|steps| row_of(&stretches, steps.start)..row_of(&stretches, steps.end))
            .collect();

        let mut grid = Self {
            rows: stretches.last().map_or(0, |last| last.row + last.steps.end - last.steps.start),
            marks: marks(&stretches, zone),
            columns: Vec::new(),
            places: vec![Place { track: 1, width: 1, row: 1, span: 1 }; slots.len()],
        };
        let (everywhere, placed): (Vec<usize>, Vec<usize>) =
            (0..slots.len()).partition(|position| alone_everywhere(*position, slots, &rows));
        for (room, positions) in by_room(slots, &placed) {
            grid.add_column(room, &positions, &rows);
        }
        if grid.columns.is_empty() && !everywhere.is_empty() {
            grid.columns.push(Column { room: None, lanes: 1, track: 1 });
        }
        let width = grid.columns.iter().map(|column| column.lanes).sum();
        for position in everywhere {
            let rows = &rows[position];
            grid.places[position] =
                Place { track: 1, width, row: rows.start + 1, span: rows.end - rows.start };
        }
        grid
    }

    fn add_column(&mut self, room: Option<usize>, positions: &[usize], rows: &[Range<i64>]) {
        let stretches: Vec<Range<i64>> = positions.iter().map(|position| rows[*position].clone()).collect();
        let lanes = lanes::lay_out(&stretches);
        let track = self.columns.last().map_or(1, |last| last.track + last.lanes);
        for (index, position) in positions.iter().enumerate() {
            self.places[*position] = Place {
                track: track + lanes.lane[index],
                width: free_lanes(index, &stretches, &lanes),
                row: stretches[index].start + 1,
                span: stretches[index].end - stretches[index].start,
            };
        }
        self.columns.push(Column { room, lanes: lanes.count, track });
    }
}

/// The steps since the epoch that a slot is drawn over; at least one. Both ends are rounded the same way, so that slots that
/// meet still meet.
fn steps_of(slot: &GridSlot, day_end: Timestamp) -> Range<i64> {
    let step = |instant: Timestamp| instant.as_second().div_euclid(STEP);
    let start = step(slot.start);
    let latest = (step(day_end) + OVERTIME).min(start + LONGEST_SLOT);
    start..step(slot.end).min(latest).max(start + 1)
}

/// Whether a slot has no room, and nothing else happens at its time.
fn alone_everywhere(position: usize, slots: &[GridSlot], rows: &[Range<i64>]) -> bool {
    let own = &rows[position];
    let beside = |(other, rows): (usize, &Range<i64>)| {
        other != position && rows.start < own.end && own.start < rows.end
    };
    slots[position].room.is_none() && !rows.iter().enumerate().any(beside)
}

/// Of some slots, the positions of those of each room, rooms in order, what has no room last.
fn by_room(slots: &[GridSlot], placed: &[usize]) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut rooms: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut nowhere = Vec::new();
    for position in placed {
        match slots[*position].room {
            Some(room) => rooms.entry(room).or_default().push(*position),
            None => nowhere.push(*position),
        }
    }
    let rooms = rooms.into_iter().map(|(room, positions)| (Some(room), positions));
    rooms.chain((!nowhere.is_empty()).then_some((None, nowhere))).collect()
}

/// How many lanes a stretch can take from its own to the right before it meets another.
fn free_lanes(index: usize, stretches: &[Range<i64>], lanes: &lanes::Lanes) -> usize {
    let own = &stretches[index];
    let next = stretches
        .iter()
        .zip(&lanes.lane)
        .filter(|(other, lane)| **lane > lanes.lane[index] && other.start < own.end && own.start < other.end)
        .map(|(_, lane)| *lane)
        .min();
    next.unwrap_or(lanes.count) - lanes.lane[index]
}

/// A part of the day that is drawn step by step.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    /// Steps since the epoch.
    steps: Range<i64>,
    /// The row of its first step, from 0.
    row: i64,
}

/// The parts of the day that are drawn step by step. Between them something is left out; they begin and end at half hours, so
/// that their edges can be marked.
fn stretches(slots: &[Range<i64>], zone: &Zone) -> Vec<Stretch> {
    let mut sorted: Vec<Range<i64>> = slots.to_vec();
    sorted.sort_by_key(|steps| (steps.start, steps.end));
    let mut stretches: Vec<Stretch> = Vec::new();
    for steps in sorted {
        let from = half_hour_before(steps.start, zone);
        match stretches.last_mut() {
            None => stretches.push(Stretch { steps: from..steps.end, row: 0 }),
            Some(last) if steps.start - last.steps.end < LONG_PAUSE => {
                last.steps.end = last.steps.end.max(steps.end);
            }
            Some(last) => {
                last.steps.end = half_hour_after(last.steps.end, zone);
                let row = last.row + last.steps.end - last.steps.start + SHORTENED;
                stretches.push(Stretch { steps: from..steps.end, row });
            }
        }
    }
    stretches
}

/// The row of a step, from 0. Beginnings and ends of slots always lie on a stretch.
fn row_of(stretches: &[Stretch], step: i64) -> i64 {
    let after = stretches.partition_point(|stretch| stretch.steps.start <= step);
    stretches[..after]
        .last()
        .map_or(0, |stretch| stretch.row + step.min(stretch.steps.end) - stretch.steps.start)
}

fn marks(stretches: &[Stretch], zone: &Zone) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (position, stretch) in stretches.iter().enumerate() {
        // Where a pause was shortened, its beginning is marked too.
        let last = stretch.steps.end + i64::from(position + 1 < stretches.len());
        marks.extend(
            (stretch.steps.start..last)
                .filter(|step| past_half_hour(*step, zone) == 0)
                .map(|step| Mark { row: stretch.row + step - stretch.steps.start + 1, time: instant(step) }),
        );
    }
    marks
}

fn half_hour_before(step: i64, zone: &Zone) -> i64 {
    step - past_half_hour(step, zone)
}

fn half_hour_after(step: i64, zone: &Zone) -> i64 {
    step + (MARK / STEP - past_half_hour(step, zone)) % (MARK / STEP)
}

/// How many steps a step lies behind a half hour of the venue's clocks, which need not be one of UTC's.
fn past_half_hour(step: i64, zone: &Zone) -> i64 {
    let offset = zone.zone().to_offset(instant(step)).seconds();
    (step * STEP + i64::from(offset)).rem_euclid(MARK) / STEP
}

fn instant(step: i64) -> Timestamp {
    // Steps come from instants, so they are instants again; only rounding at the very ends of time could leave the range.
    Timestamp::from_second(step * STEP).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests;
