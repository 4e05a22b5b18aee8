//! Patterns of policies: `*` stands for any text, `?` for one character.

/// Whether a text matches a pattern as a whole. Takes at most their lengths multiplied.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut from) = (0, 0);
    // The last star, and where in the text it ended so far.
    let mut star: Option<(usize, usize)> = None;
    while from < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(wanted) if *wanted == '?' || *wanted == text[from] => {
                at += 1;
                from += 1;
            }
            _ => match star {
                Some((position, end)) => {
                    star = Some((position, end + 1));
                    at = position + 1;
                    from = end + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;
    use proptest::prelude::{prop_assert_eq, proptest};
    use std::time::{Duration, Instant};

    #[test]
    fn stars_and_question_marks_stand_for_text() {
        let arn = "arn:aws:execute-api:us-east-1:123456789012:api/dev/GET/talks/ABC";
        let table = [
            ("*", arn, true),
            ("", "", true),
            ("", "x", false),
            ("*", "", true),
            ("?", "", false),
            ("?", "é", true),
            (arn, arn, true),
            ("arn:aws:execute-api:*:*:*/*/GET/talks/*", arn, true),
            ("arn:aws:execute-api:*:*:*/*/POST/talks/*", arn, false),
            ("arn:aws:execute-api:us-east-1:123456789012:api/dev/*", arn, true),
            ("arn:aws:execute-api:us-east-1:123456789012:api/dev/*/", arn, false),
            ("arn:aws:execute-api:us-east-1:123456789012:api/dev/GET/talks/AB?", arn, true),
            ("arn:aws:execute-api:us-east-1:123456789012:api/dev/GET/talks/abc", arn, false),
            ("*a*b*", "xxaxxbxx", true),
            ("*a*b", "xxaxxbxx", false),
            ("a.c", "abc", false),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn hostile_patterns_take_no_time() {
        let began = Instant::now();
        assert!(!matches(&"*a".repeat(250), &"ab".repeat(1_500)));
        assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    }

    /// What patterns mean, told without regard to time.
    fn means(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern, text) {
            ([], text) => text.is_empty(),
            ([b'*', rest @ ..], text) => (0..=text.len()).any(|end| means(rest, &text[end..])),
            ([b'?', rest @ ..], [_, text @ ..]) => means(rest, text),
            ([wanted, rest @ ..], [present, text @ ..]) => wanted == present && means(rest, text),
            (_, []) => false,
        }
    }

    proptest! {
        #[test]
        fn patterns_match_what_they_mean(pattern in "[ab*?]{0,8}", text in "[ab]{0,8}") {
            prop_assert_eq!(matches(&pattern, &text), means(pattern.as_bytes(), text.as_bytes()));
        }
    }
}
