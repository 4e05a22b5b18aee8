//! The values of headers as text, and back.

use bytes::Bytes;
use http::HeaderValue;

/// A value as text; one that is no UTF-8 is Latin-1, as HTTP was written for.
pub(crate) fn readable(value: &HeaderValue) -> String {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => value.as_bytes().iter().copied().map(char::from).collect(),
    }
}

/// A text as a value, if it can be one.
pub(crate) fn value(text: impl Into<String>) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from(text.into())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_two_sides() {
        for text in ["plain", "\u{e4}\u{1f600}"] {
            assert_eq!(readable(&value(text).unwrap()), text);
        }
        assert_eq!(readable(&HeaderValue::from_bytes(b"caf\xe9").unwrap()), "caf\u{e9}");
        assert_eq!(value("two\nlines"), None);
    }
}
