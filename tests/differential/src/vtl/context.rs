//! The variables of a random template.

use crate::random::Random;
use serde_json::{Value as Json, json};

/// The names that documents' members have.
pub const NAMES: &[&str] = &["a", "b", "c", "k", "x-y", "size", "class", "empty"];

/// A few variables of known kinds, and a few of any.
pub fn draw(random: &mut Random) -> serde_json::Map<String, Json> {
    let mut context = serde_json::Map::new();
    let mut set = |name: &str, value: Json| context.insert(name.to_owned(), value);
    set(
        "s",
        json!(random.pick(&["hello", "", "a,b,c", "X y", "it's", "1", "é\u{1f600}", "aXbXc", "$n", "#end"])),
    );
    set("n", json!(random.pick(&[7, 0, -3, 1, 2, 1_000_000, 2_147_483_647, 9_007_199_254_740_993_i64])));
    set("d", json!(random.pick(&[2.5, 0.0, -1.25, 3.0, 1e10])));
    set("t", json!(true));
    set("f", json!(false));
    set("nil", Json::Null);
    let list: Vec<Json> = (0..random.below(5)).map(|_| random.document(2, NAMES)).collect();
    set("l", list.into());
    let mut members = serde_json::Map::new();
    for _ in 0..random.below(5) {
        members.insert(random.pick(NAMES).to_owned(), random.document(2, NAMES));
    }
    set("m", members.into());
    for name in ["x", "y"] {
        if random.percent(60) {
            set(name, random.document(3, NAMES));
        }
    }
    context
}
