//! Placeholders of recordings: `<uuid:1>` stands for what nobody can predict.

use std::collections::HashMap;

/// What the placeholders of a case stand for, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Placeholders(HashMap<String, String>);

impl Placeholders {
    /// Whether a text is what a recorded text says, its placeholders filled in. A placeholder with a number means the same
    /// text throughout a case; one without may mean another text each time.
    pub fn matches(&mut self, recorded: &str, found: &str) -> bool {
        let mut bound = self.clone();
        if bound.match_pieces(&pieces(recorded), found) {
            *self = bound;
            return true;
        }
        false
    }

    fn match_pieces(&mut self, pieces: &[Piece<'_>], found: &str) -> bool {
        match pieces.split_first() {
            None => found.is_empty(),
            Some((Piece::Text(text), rest)) => {
                found.strip_prefix(text).is_some_and(|found| self.match_pieces(rest, found))
            }
            Some((Piece::Placeholder(name), rest)) => {
                if let Some(known) = self.0.get(*name).cloned() {
                    return found
                        .strip_prefix(known.as_str())
                        .is_some_and(|found| self.match_pieces(rest, found));
                }
                // The longest text first: what follows a placeholder is rarely in it.
                let ends = found.char_indices().map(|(index, _)| index).chain([found.len()]);
                for end in ends.rev() {
                    let (text, after) = found.split_at(end);
                    let mut tried = self.clone();
                    if name.contains(':') {
                        tried.0.insert((*name).to_owned(), text.to_owned());
                    }
                    if tried.match_pieces(rest, after) {
                        *self = tried;
                        return true;
                    }
                }
                false
            }
        }
    }
}

/// Whether a recorded text is a placeholder and nothing else.
pub fn is_placeholder(recorded: &str) -> bool {
    matches!(pieces(recorded).as_slice(), [Piece::Placeholder(_)])
}

/// Whether a recorded text holds a placeholder.
pub fn holds_placeholder(recorded: &str) -> bool {
    pieces(recorded).iter().any(|piece| matches!(piece, Piece::Placeholder(_)))
}

#[derive(Debug, PartialEq)]
enum Piece<'r> {
    Text(&'r str),
    /// The name, with its number.
    Placeholder(&'r str),
}

fn pieces(recorded: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = recorded;
    let mut text_end = 0;
    while let Some(start) = rest.get(text_end..).and_then(|text| text.find('<')).map(|at| at + text_end) {
        let inside = rest.get(start + 1..).unwrap_or_default();
        match inside.find('>').and_then(|end| inside.get(..end)).filter(|name| is_name(name)) {
            Some(name) => {
                if start > 0 {
                    pieces.push(Piece::Text(rest.get(..start).unwrap_or_default()));
                }
                pieces.push(Piece::Placeholder(name));
                rest = inside.get(name.len() + 1..).unwrap_or_default();
                text_end = 0;
            }
            None => text_end = start + 1,
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// `uuid:1`, `X-Forwarded-For`; `/b` and `h1 class="x"` are markup.
fn is_name(name: &str) -> bool {
    let (word, number) = name.split_once(':').unwrap_or((name, "1"));
    word.len() > 1
        && word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_. ".contains(letter))
        && !number.is_empty()
        && number.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Placeholders, is_placeholder, pieces};

    #[test]
    fn a_placeholder_with_a_number_means_one_text() {
        let mut placeholders = Placeholders::default();
        assert!(placeholders.matches("<host:1>", "a.example.com"));
        assert!(placeholders.matches("https://<host:1>/", "https://a.example.com/"));
        assert!(!placeholders.matches("<host:1>", "b.example.com"));
        assert!(placeholders.matches("<host:2>", "b.example.com"));
    }

    #[test]
    fn a_placeholder_without_means_any() {
        let mut placeholders = Placeholders::default();
        assert!(placeholders.matches("<date>", "today"));
        assert!(placeholders.matches("<date>", "tomorrow"));
        assert!(placeholders.matches("<one:1>-<two:1>", "x-y-z"));
        assert!(placeholders.matches("<one:1> <two:1>", "x-y z"));
    }

    #[test]
    fn what_fails_binds_nothing() {
        let mut placeholders = Placeholders::default();
        assert!(!placeholders.matches("<id:1>.b", "x.c"));
        assert!(placeholders.matches("<id:1>", "y"));
    }

    #[test]
    fn markup_is_no_placeholder() {
        for text in ["</b>", "a < b", "<h1 class=\"x\">", "<>", "<a:>", "<:1>"] {
            assert!(!is_placeholder(text), "{text}");
            let mut placeholders = Placeholders::default();
            assert!(placeholders.matches(text, text) && !placeholders.matches(text, "else"));
        }
        assert!(is_placeholder("<x--forwarded--for:1>"));
        assert_eq!(pieces("a<uuid:1>").len(), 2);
    }
}
