//! Days as tables, and what holds for every day.

use super::*;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAY: Date = date(2024, 12, 27);

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

/// An instant `HH:MM` of the day at the venue; hours from 24 on are in the morning after.
fn at(clock: &str, zone: &Zone) -> Timestamp {
    let (hour, minute) = clock.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    let midnight = zone.instant(DAY.at(0, 0, 0, 0)).unwrap();
    midnight + jiff::SignedDuration::from_mins(minutes)
}

/// `(room, from, to)` as slots; room -1 is none.
fn grid(slots: &[(i32, &str, &str)], zone: &Zone) -> Grid {
    let slots: Vec<GridSlot> = slots
        .iter()
        .map(|(room, start, end)| GridSlot {
            room: usize::try_from(*room).ok(),
            start: at(start, zone),
            end: at(end, zone),
        })
        .collect();
    Grid::lay_out(&slots, at("28:00", zone), zone)
}

/// Marks as `row HH:MM`.
fn marks(grid: &Grid, zone: &Zone) -> Vec<String> {
    grid.marks
        .iter()
        .map(|mark| format!("{} {}", mark.row, zone.local(mark.time).strftime("%H:%M")))
        .collect()
}

/// Places as `(track, width, row, span)`.
fn places(grid: &Grid) -> Vec<(usize, usize, i64, i64)> {
    grid.places.iter().map(|place| (place.track, place.width, place.row, place.span)).collect()
}

#[test]
fn a_day_begins_at_the_half_hour_before_its_first_slot() {
    let berlin = zone("Europe/Berlin");
    let grid = grid(&[(0, "10:15", "11:00"), (1, "11:00", "11:25")], &berlin);
    assert_eq!(grid.rows, 17);
    assert_eq!(marks(&grid, &berlin), ["1 10:00", "7 10:30", "13 11:00"]);
    assert_eq!(places(&grid), [(1, 1, 4, 9), (2, 1, 13, 5)]);
}

#[test]
fn columns_are_the_rooms_in_use_and_what_has_no_room_comes_last() {
    let grid =
        grid(&[(-1, "10:30", "13:00"), (7, "10:00", "11:00"), (2, "10:00", "11:00")], &zone("Europe/Berlin"));
    assert_eq!(
        grid.columns,
        [
            Column { room: Some(2), lanes: 1, track: 1 },
            Column { room: Some(7), lanes: 1, track: 2 },
            Column { room: None, lanes: 1, track: 3 }
        ]
    );
}

#[test]
fn what_has_no_room_spans_the_grid_when_nothing_happens_beside_it() {
    let berlin = zone("Europe/Berlin");
    let lunch = grid(&[(0, "10:00", "12:00"), (1, "10:00", "11:00"), (-1, "12:00", "13:00")], &berlin);
    assert_eq!(lunch.columns.len(), 2);
    assert_eq!(places(&lunch)[2], (1, 2, 25, 12));
    let alone = grid(&[(-1, "12:00", "13:00")], &berlin);
    assert_eq!(alone.columns, [Column { room: None, lanes: 1, track: 1 }]);
    assert_eq!(places(&alone), [(1, 1, 1, 12)]);
}

#[test]
fn overlaps_stand_in_lanes_and_spread_where_there_is_room() {
    let grid = grid(
        &[
            (0, "10:00", "12:00"),
            (0, "10:00", "11:00"),
            (0, "10:30", "11:00"),
            (0, "11:00", "12:00"),
            (0, "12:00", "13:00"),
            (1, "10:00", "11:00"),
        ],
        &zone("Europe/Berlin"),
    );
    assert_eq!(grid.columns[0].lanes, 3);
    assert_eq!(
        places(&grid),
        [(1, 1, 1, 24), (2, 1, 1, 12), (3, 1, 7, 6), (2, 2, 13, 12), (1, 3, 25, 12), (4, 1, 1, 12)]
    );
}

#[test]
fn a_long_pause_is_shortened_and_marked_on_both_sides() {
    let berlin = zone("Europe/Berlin");
    let grid = grid(&[(0, "10:00", "10:50"), (0, "13:10", "14:00")], &berlin);
    assert_eq!(marks(&grid, &berlin), ["1 10:00", "7 10:30", "13 11:00", "16 13:00", "22 13:30"]);
    assert_eq!(places(&grid), [(1, 1, 1, 10), (1, 1, 18, 10)]);
    assert_eq!(grid.rows, 27);
}

#[test]
fn a_pause_below_two_hours_is_drawn_as_it_is() {
    let berlin = zone("Europe/Berlin");
    let grid = grid(&[(0, "10:00", "11:00"), (0, "12:55", "13:25")], &berlin);
    assert_eq!(grid.rows, 41);
    assert_eq!(grid.marks.len(), 7);
}

#[test]
fn a_night_runs_through_midnight() {
    let berlin = zone("Europe/Berlin");
    let grid = grid(&[(0, "23:30", "25:00"), (1, "25:15", "26:00")], &berlin);
    assert_eq!(marks(&grid, &berlin), ["1 23:30", "7 00:00", "13 00:30", "19 01:00", "25 01:30"]);
    assert_eq!(places(&grid), [(1, 1, 1, 18), (2, 1, 22, 9)]);
}

#[test]
fn an_hour_that_the_clocks_repeat_has_its_rows_twice() {
    let berlin = zone("Europe/Berlin");
    let slot = GridSlot {
        room: Some(0),
        start: "2024-10-27T00:00:00Z".parse().unwrap(),
        end: "2024-10-27T02:00:00Z".parse().unwrap(),
    };
    let grid = Grid::lay_out(&[slot], slot.end, &berlin);
    assert_eq!(marks(&grid, &berlin), ["1 02:00", "7 02:30", "13 02:00", "19 02:30"]);
}

#[test]
fn half_hours_are_those_of_the_venue() {
    let kathmandu = zone("Asia/Kathmandu");
    let grid = grid(&[(0, "10:20", "11:20")], &kathmandu);
    assert_eq!(marks(&grid, &kathmandu), ["1 10:00", "7 10:30", "13 11:00"]);
    assert_eq!(places(&grid), [(1, 1, 5, 12)]);
}

#[test]
fn what_never_ends_is_drawn_to_a_bearable_length() {
    let berlin = zone("Europe/Berlin");
    assert_eq!(places(&grid(&[(0, "10:00", "99:00")], &berlin)), [(1, 1, 1, (28 + 3 - 10) * 12)]);
    let slot = GridSlot { room: None, start: at("10:00", &berlin), end: Timestamp::MAX };
    let grid = Grid::lay_out(&[slot], Timestamp::MAX, &berlin);
    assert_eq!(grid.rows, 24 * 12);
}

#[test]
fn short_and_empty_slots_take_a_row() {
    let berlin = zone("Europe/Berlin");
    let grid = grid(&[(0, "10:00", "10:00"), (0, "10:02", "10:04"), (0, "10:05", "10:10")], &berlin);
    assert_eq!(places(&grid), [(1, 1, 1, 1), (2, 1, 1, 1), (1, 2, 2, 1)]);
}

#[test]
fn a_day_without_slots_has_no_grid() {
    assert_eq!(grid(&[], &zone("Europe/Berlin")), Grid::default());
}

proptest! {
    #[test]
    fn no_two_slots_cover_each_other_and_all_lie_on_the_grid(
        drawn in proptest::collection::vec((0_usize..5, 0_i64..1400, 0_i64..200), 0..80)
    ) {
        let berlin = zone("Europe/Berlin");
        let base = at("06:00", &berlin);
        let minutes = |count| jiff::SignedDuration::from_mins(count);
        let slots: Vec<GridSlot> = drawn
            .into_iter()
            .map(|(room, start, length)| GridSlot {
                room: (room > 0).then_some(room),
                start: base + minutes(start),
                end: base + minutes(start + length),
            })
            .collect();
        let grid = Grid::lay_out(&slots, at("28:00", &berlin), &berlin);
        let places = places(&grid);
        let tracks: usize = grid.columns.iter().map(|column| column.lanes).sum();
        for (left, a) in places.iter().enumerate() {
            prop_assert!(a.0 >= 1 && a.0 + a.1 <= tracks + 1);
            prop_assert!(a.2 >= 1 && a.3 >= 1 && a.2 + a.3 <= grid.rows + 1);
            for b in &places[left + 1..] {
                let apart = a.0 + a.1 <= b.0 || b.0 + b.1 <= a.0 || a.2 + a.3 <= b.2 || b.2 + b.3 <= a.2;
                prop_assert!(apart, "{a:?} {b:?}");
            }
        }
        for (slot, place) in slots.iter().zip(&grid.places) {
            for (other, place_of_other) in slots.iter().zip(&grid.places) {
                prop_assert!(slot.start > other.start || place.row <= place_of_other.row);
            }
        }
        let mut rows: Vec<i64> = grid.marks.iter().map(|mark| mark.row).collect();
        let sorted = rows.clone();
        rows.sort_unstable();
        rows.dedup();
        prop_assert_eq!(rows, sorted);
    }
}
