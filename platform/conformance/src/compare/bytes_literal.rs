//! Bytes as Python writes them: `b'caf\xc3\xa9'`, the form in which recordings hold bodies.

use std::fmt::Write as _;

/// The literal of bytes, as Python's `repr` writes it.
pub fn bytes_literal(bytes: &[u8]) -> String {
    // Python takes double quotes only when there are single ones inside and no double ones.
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut text = String::with_capacity(bytes.len() + 3);
    text.push('b');
    text.push(quote);
    for byte in bytes {
        match byte {
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            b'\'' if quote == '\'' => text.push_str("\\'"),
            0x20..=0x7e => text.push(char::from(*byte)),
            _ => {
                let _ = write!(text, "\\x{byte:02x}");
            }
        }
    }
    text.push(quote);
    text
}

/// Whether a text is such a literal.
pub fn is_bytes_literal(text: &str) -> bool {
    ["b'", "b\""].iter().any(|start| text.starts_with(start)) && text.ends_with(['\'', '"'])
}

#[cfg(test)]
mod tests {
    use super::{bytes_literal, is_bytes_literal};

    #[test]
    fn bytes_are_written_as_python_does() {
        let table: [(&[u8], &str); 6] = [
            (b"", "b''"),
            (b"a=b", "b'a=b'"),
            (b"it's", "b\"it's\""),
            (b"it's \"so\"", "b'it\\'s \"so\"'"),
            (b"\x1f\xef\xbf\xbd\x00", "b'\\x1f\\xef\\xbf\\xbd\\x00'"),
            (b"\\\n\r\t\x7f", "b'\\\\\\n\\r\\t\\x7f'"),
        ];
        for (bytes, literal) in table {
            assert_eq!(bytes_literal(bytes), literal);
            assert!(is_bytes_literal(literal));
        }
        assert!(!is_bytes_literal("bread"));
    }
}
