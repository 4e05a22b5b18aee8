//! Lanes: slots of one room that overlap stand side by side.

use std::ops::Range;

/// Where each of a room's stretches of time stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lanes {
    /// The lane of each stretch, 0 for the first, in the order in which the stretches were given.
    pub lane: Vec<usize>,
    /// How many lanes it takes: as many as stretches overlap at the busiest moment; 0 only for no stretch at all.
    pub count: usize,
}

/// Lays stretches of time into lanes so that no two of one lane overlap, with as few lanes as possible.
///
/// A stretch is half open: one that begins when another ends does not overlap it. An empty stretch overlaps nothing and
/// takes a lane that is free at its beginning. Of two that begin together the longer one stands further left, so that
/// the order of the input decides nothing but ties.
pub fn lay_out<T: Ord + Copy>(stretches: &[Range<T>]) -> Lanes {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|&position| {
        let stretch = &stretches[position];
        (stretch.start, std::cmp::Reverse(stretch.end), position)
    });

    let mut lane = vec![0; stretches.len()];
    let mut busy_until: Vec<T> = Vec::new();
    for position in order {
        let stretch = &stretches[position];
        let free = busy_until.iter().position(|end| *end <= stretch.start);
        match free {
            Some(free) => {
                lane[position] = free;
                busy_until[free] = stretch.end.max(stretch.start);
            }
            // An empty stretch opens no lane of its own as long as there is one to lean on.
            None if stretch.end <= stretch.start && !busy_until.is_empty() => {
                lane[position] = busy_until.len() - 1;
            }
            None => {
                lane[position] = busy_until.len();
                busy_until.push(stretch.end);
            }
        }
    }
    Lanes { lane, count: busy_until.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stretches_that_overlap_stand_side_by_side() {
        type Case = (&'static str, &'static [Range<i32>], &'static [usize], usize);
        let cases: &[Case] = &[
            ("nothing", &[], &[], 0),
            ("one", std::slice::from_ref(&(0..10)), &[0], 1),
            ("one after the other", &[0..10, 10..20], &[0, 0], 1),
            ("two at once", &[0..10, 5..15], &[0, 1], 2),
            ("the longer one first", &[0..5, 0..10], &[1, 0], 2),
            ("equal ones keep their order", &[0..10, 0..10], &[0, 1], 2),
            ("a lane is used again", &[0..10, 5..20, 10..15], &[0, 1, 0], 2),
            ("a long one beside a row of short ones", &[0..60, 0..20, 20..40, 40..60], &[0, 1, 1, 1], 2),
            ("three at once", &[0..30, 10..40, 20..50], &[0, 1, 2], 3),
            ("given out of order", &[20..30, 0..10, 5..25], &[0, 0, 1], 2),
            ("an empty one alone", std::slice::from_ref(&(5..5)), &[0], 1),
            ("an empty one inside a full one", &[0..10, 5..5], &[0, 0], 1),
            ("an empty one where a lane is free", &[0..10, 0..4, 5..5], &[0, 1, 1], 2),
        ];
        for (name, stretches, lane, count) in cases {
            assert_eq!(lay_out(stretches), Lanes { lane: lane.to_vec(), count: *count }, "{name}");
        }
    }

    fn busiest(stretches: &[Range<u16>]) -> usize {
        stretches
            .iter()
            .map(|moment| stretches.iter().filter(|other| other.contains(&moment.start)).count())
            .max()
            .unwrap_or_default()
    }

    proptest! {
        #[test]
        fn no_two_that_overlap_share_a_lane_and_no_lane_is_wasted(
            drawn in proptest::collection::vec((0_u16..200, 1_u16..40), 0..60)
        ) {
            let stretches: Vec<Range<u16>> =
                drawn.into_iter().map(|(start, length)| start..start + length).collect();
            let lanes = lay_out(&stretches);
            prop_assert_eq!(lanes.count, busiest(&stretches));
            for (left, a) in stretches.iter().enumerate() {
                prop_assert!(lanes.lane[left] < lanes.count);
                for (right, b) in stretches.iter().enumerate().skip(left + 1) {
                    let overlap = a.start < b.end && b.start < a.end;
                    prop_assert!(!overlap || lanes.lane[left] != lanes.lane[right], "{:?} and {:?}", a, b);
                }
            }
        }
    }
}
