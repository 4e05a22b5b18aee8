//! Java's `URLEncoder` and `URLDecoder`, which `$util.urlEncode` and `$util.urlDecode` are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `URLEncoder` escapes: all but letters, digits and `.`, `-`, `*`, `_`; the space becomes a `+`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'*').remove(b'_').remove(b' ');

/// Recorded: a space becomes `+`.
pub(super) fn encode(text: &str) -> String {
    // What was `+` is `%2B` by then.
    utf8_percent_encode(text, ESCAPED).to_string().replace(' ', "+")
}

/// Undoes it.
///
/// # Errors
/// Why an escape is none, in Java's words.
pub(super) fn decode(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let [high, low, after @ ..] = rest else {
                    return Err("URLDecoder: Incomplete trailing escape (%) pattern".to_owned());
                };
                let digit =
                    |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                let (Some(high), Some(low)) = (digit(*high), digit(*low)) else {
                    return Err("URLDecoder: Illegal hex characters in escape (%) pattern".to_owned());
                };
                bytes.push(high * 16 + low);
                rest = after;
            }
            other => bytes.push(*other),
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn texts_are_encoded_as_forms_are() {
        let table = [
            ("", ""),
            (r#"{"some": "value"}"#, "%7B%22some%22%3A+%22value%22%7D"),
            ("aZ09.-*_", "aZ09.-*_"),
            ("a+b~c", "a%2Bb%7Ec"),
            ("é€", "%C3%A9%E2%82%AC"),
        ];
        for (text, encoded) in table {
            assert_eq!(encode(text), encoded);
            assert_eq!(decode(encoded).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_escape_is_refused() {
        for (text, reason) in
            [("%", "Incomplete"), ("a%2", "Incomplete"), ("%zz", "Illegal"), ("%+1", "Illegal")]
        {
            assert!(decode(text).unwrap_err().contains(reason), "{text}");
        }
        assert_eq!(decode("%ff!").unwrap(), "\u{fffd}!");
    }
}
