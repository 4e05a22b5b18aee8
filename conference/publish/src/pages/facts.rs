//! What several pages say of the conference in a line.

use crate::dates;
use crate::site::Site;
use crate::words;

/// `Congress Center · 27–30 December 2024 · times in Europe/Berlin`.
pub(super) fn lead(site: &Site<'_>) -> String {
    let conference = site.conference();
    [
        place(site),
        Some(dates::range(conference.start, conference.end)),
        Some(words::TIMES_IN.with(&[conference.time_zone.name()])),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

/// `Congress Center, Hamburg`; none when nothing is known.
pub(super) fn place(site: &Site<'_>) -> Option<String> {
    let conference = site.conference();
    let parts: Vec<&str> =
        [conference.venue.as_deref(), conference.city.as_deref()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The beginning of a text, for descriptions: whole words, at most about 200 characters, on one line.
pub(super) fn beginning(text: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let mut summary = String::new();
    for word in text.split_whitespace() {
        if summary.chars().count() + word.chars().count() >= LONGEST {
            if summary.is_empty() {
                summary.extend(word.chars().take(LONGEST));
            }
            summary.push('…');
            break;
        }
        if !summary.is_empty() {
            summary.push(' ');
        }
        summary.push_str(word);
    }
    (!summary.is_empty()).then_some(summary)
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_beginning_is_one_line_of_whole_words() {
        assert_eq!(beginning("  a\n\n b\tc "), Some("a b c".to_owned()));
        assert_eq!(beginning(" \n"), None);
        let long = beginning(&"word ".repeat(80)).unwrap();
        assert!(long.ends_with(" word…") && long.chars().count() <= 201, "{long}");
        assert_eq!(beginning(&"ö".repeat(500)).unwrap().chars().count(), 201);
    }
}
