//! How long a value is as JSON text, without writing the text.

use serde_json::Value;
use std::io;

/// The bytes of a value printed without spaces.
pub(crate) fn json_length(value: &Value) -> usize {
    let mut length = Length(0);
    // Counting does not fail.
    let _ = serde_json::to_writer(&mut length, value);
    length.0
}

struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::json_length;
    use serde_json::json;

    #[test]
    fn a_value_is_as_long_as_its_text() {
        let value = json!({ "a": [1.5, null, "\u{e4}\n\""], "b": { "c": true } });
        assert_eq!(json_length(&value), value.to_string().len());
    }
}
