//! Mistakes, as people make them and as nobody would: a text cut, doubled, swapped and sprinkled.

use crate::random::Random;

/// Changes a text in so many places.
pub fn mutate(random: &mut Random, text: &str, places: usize, sprinkles: &[&str]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..places {
        let at = random.below(characters.len() + 1);
        let end = (at + random.pick(&[1, 1, 1, 2, 3, 5, 9])).min(characters.len());
        match random.below(10) {
            0..=3 => insert(&mut characters, at, random.pick(sprinkles)),
            4 | 5 => drop(characters.drain(at..end)),
            6 | 7 => {
                characters.drain(at..(at + 1).min(characters.len()));
                insert(&mut characters, at, random.pick(sprinkles));
            }
            8 => {
                let doubled: Vec<char> = characters[at..end].to_vec();
                characters.splice(at..at, doubled);
            }
            _ => {
                let cut: Vec<char> = characters.drain(at..end).collect();
                let to = random.below(characters.len() + 1);
                characters.splice(to..to, cut);
            }
        }
    }
    characters.into_iter().collect()
}

fn insert(characters: &mut Vec<char>, at: usize, text: &str) {
    let at = at.min(characters.len());
    characters.splice(at..at, text.chars());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_mistakes() {
        let text = "#if($a)é#end";
        let mutated = |seed| mutate(&mut Random::new(seed), text, 3, &["$", "#end"]);
        assert_eq!(mutated(1), mutated(1));
        assert!((0..20).any(|seed| mutated(seed) != text));
        // Nothing to cut is no reason to fail.
        assert!((0..50).all(|seed| mutate(&mut Random::new(seed), "", 9, &["x"]).len() < 99));
    }
}
