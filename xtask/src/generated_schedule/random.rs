//! Numbers, and the sentences made of them. The same seed gives the same text on every machine and for ever, which no
//! library of random numbers promises.

use super::words::{ADJECTIVES, CLAUSES, NOUNS, OPENINGS, VERBS};

/// `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn choose<'list, T>(&mut self, list: &'list [T]) -> &'list T {
        // A remainder below 2³² fits every usize.
        let place = usize::try_from(self.next() >> 32).unwrap_or(0) % list.len();
        &list[place]
    }

    /// A title of three to eight words.
    pub fn title(&mut self) -> String {
        let (adjective, noun) = (*self.choose(&ADJECTIVES), *self.choose(&NOUNS));
        let (other, verb) = (*self.choose(&NOUNS), *self.choose(&VERBS));
        let title = match self.next() % 5 {
            0 => format!("{adjective} {noun} for {other}"),
            1 => format!("how we {verb} the {noun} of {adjective} {other}"),
            2 => format!("from {noun} to {adjective} {other}"),
            3 => format!("why {noun} never {verb} {other}"),
            _ => format!("{noun} &amp; {other}: a {adjective} introduction"),
        };
        capitalised(&title)
    }

    /// A part of a sentence.
    pub fn clause(&mut self) -> String {
        let clause = *self.choose(&CLAUSES);
        capitalised(clause)
    }

    fn sentence(&mut self) -> String {
        let (opening, clause) = (*self.choose(&OPENINGS), *self.choose(&CLAUSES));
        let (adjective, noun) = (*self.choose(&ADJECTIVES), *self.choose(&NOUNS));
        let (verb, other) = (*self.choose(&VERBS), *self.choose(&NOUNS));
        match self.next() % 3 {
            0 => format!("{opening} {adjective} {noun} {verb} {other}, {clause}."),
            1 => format!("{opening} we {verb} {noun} and {other}: {clause}."),
            _ => format!("{opening} the {noun} that {verb} {adjective} {other} is a question of {clause}."),
        }
    }

    /// Sentences until they have so many characters.
    pub fn text(&mut self, characters: usize) -> String {
        let mut text = self.sentence();
        while text.len() < characters {
            text.push(' ');
            text.push_str(&self.sentence());
        }
        text
    }

    /// Paragraphs of a third of so many characters.
    pub fn paragraphs(&mut self, characters: usize) -> String {
        let paragraphs: Vec<_> = (0..3).map(|_| self.text(characters / 3 - 40)).collect();
        paragraphs.join("\n\n")
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
