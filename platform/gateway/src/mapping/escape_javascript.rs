//! `$util.escapeJavaScript`.

use std::fmt::Write as _;

/// Escapes as the `escapeJavaScript` of Apache's commons-lang 2 does: quotes of both kinds, the solidus, controls, and all
/// beyond ASCII as UTF-16 units. Documented: what comes out is no JSON where a single quote stood. Silent about the set;
/// it is that of the library which the function is named after.
pub(super) fn escape_javascript(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\'' | '"' | '\\' | '/' => {
                out.push('\\');
                out.push(character);
            }
            '\u{8}' => out.push_str("\\b"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            ' '..='\u{7f}' => out.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing into a string cannot fail.
                    let _ = write!(out, "\\u{unit:04X}");
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape_javascript;

    #[test]
    fn quotes_controls_and_what_is_not_ascii_are_escaped() {
        let table = [
            ("", ""),
            ("plain <b> & more", "plain <b> & more"),
            (r#"{"a": 'b'}"#, r#"{\"a\": \'b\'}"#),
            (r"a\b/c", r"a\\b\/c"),
            ("\u{8}\n\t\u{c}\r\u{1}\u{7f}", "\\b\\n\\t\\f\\r\\u0001\u{7f}"),
            ("é€😀", "\\u00E9\\u20AC\\uD83D\\uDE00"),
        ];
        for (text, escaped) in table {
            assert_eq!(escape_javascript(text), escaped);
        }
    }
}
