//! Whether two patterns may match the same text.

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use std::collections::{HashMap, VecDeque};

/// States of both automata together.
type Pair = (StateID, StateID);

/// The most that an automaton may take, bytes: patterns that people write take some thousands.
const SIZE: usize = 1 << 20;

/// The most pairs of states that are looked at.
const PAIRS: usize = 20_000;

/// A shortest text that both patterns match as a whole. None when there is none, or when that is too much to find out.
pub(super) fn example(one: &str, other: &str) -> Option<String> {
    let (one, other) = (automaton(one)?, automaton(other)?);
    let anchored = start::Config::new().anchored(Anchored::Yes);
    let start = (one.start_state(&anchored).ok()?, other.start_state(&anchored).ok()?);
    let mut reached_by: HashMap<Pair, Option<(Pair, u8)>> = HashMap::from([(start, None)]);
    let mut queue = VecDeque::from([start]);
    while let Some(pair) = queue.pop_front() {
        if is_end(&one, pair.0) && is_end(&other, pair.1) {
            return Some(text(&reached_by, pair));
        }
        for byte in bytes() {
            let next = (one.next_state(pair.0, byte), other.next_state(pair.1, byte));
            if goes_on(&one, next.0) && goes_on(&other, next.1) && !reached_by.contains_key(&next) {
                reached_by.insert(next, Some((pair, byte)));
                queue.push_back(next);
            }
        }
        if reached_by.len() > PAIRS {
            return None;
        }
    }
    None
}

fn automaton(pattern: &str) -> Option<dense::DFA<Vec<u32>>> {
    let config = dense::Config::new()
        .start_kind(StartKind::Anchored)
        .unicode_word_boundary(true)
        .dfa_size_limit(Some(SIZE))
        .determinize_size_limit(Some(SIZE));
    dense::Builder::new().configure(config).build(&format!(r"\A(?:{pattern})\z")).ok()
}

fn is_end(automaton: &dense::DFA<Vec<u32>>, state: StateID) -> bool {
    automaton.is_match_state(automaton.next_eoi_state(state))
}

/// Whether a match is still to be had. A quitting automaton does not know.
fn goes_on(automaton: &dense::DFA<Vec<u32>>, state: StateID) -> bool {
    !automaton.is_dead_state(state) && !automaton.is_quit_state(state)
}

/// Every byte, those first that read well in a message.
fn bytes() -> impl Iterator<Item = u8> {
    (b'a'..=b'z').chain(b'0'..=b'9').chain(0..b'0').chain(b':'..b'a').chain(b'{'..=0xff)
}

/// The text on the way to a pair of states.
fn text(reached_by: &HashMap<Pair, Option<(Pair, u8)>>, end: Pair) -> String {
    let mut bytes = Vec::new();
    let mut pair = end;
    while let Some((before, byte)) = reached_by[&pair] {
        bytes.push(byte);
        pair = before;
    }
    bytes.reverse();
    String::from_utf8_lossy(&bytes).into_owned()
}
