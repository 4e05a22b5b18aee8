//! From bytes to text: by byte order mark, by XML declaration, else UTF-8.

use crate::read_error::ReadError;
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The file as text, without its byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strictly(encoding, &bytes[length..]);
    }
    strictly(without_mark(bytes)?, bytes)
}

/// UTF-16 shows by its zero bytes; otherwise an XML declaration may name the encoding.
fn without_mark(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    match bytes {
        [b'<' | b'{' | b'B', 0, ..] => return Ok(UTF_16LE),
        [0, b'<' | b'{' | b'B', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let Some(label) = declared(bytes) else { return Ok(UTF_8) };
    match Encoding::for_label(label.as_bytes()) {
        // The declaration was read byte by byte, so the file is not UTF-16, whatever it says.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(ReadError::UnknownEncoding { label }),
    }
}

/// The encoding in `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.trim_ascii_start();
    let head = &head[..head.len().min(200)];
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(head.strip_prefix(b"<?xml")?.get(..end - 5)?).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    value[1..].split_once(quote).map(|(label, _)| label.trim().to_owned())
}

fn strictly<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, ReadError> {
    let text = if encoding == UTF_8 {
        std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
    } else {
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    };
    text.ok_or_else(|| misfit(encoding, bytes))
}

/// Where the first byte is that does not fit.
fn misfit(encoding: &'static Encoding, bytes: &[u8]) -> ReadError {
    let at = first_misfit(encoding, bytes).min(bytes.len().saturating_sub(1));
    let before = &bytes[..at];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |position| position + 1);
    ReadError::Encoding {
        encoding: encoding.name().to_owned(),
        byte: bytes.get(at).copied().unwrap_or_default(),
        line: before.split(|byte| *byte == b'\n').count(),
        column: at - line_start + 1,
    }
}

fn first_misfit(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
    let mut buffer = vec![0; capacity];
    let (result, read, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut buffer, true);
    match result {
        DecoderResult::Malformed(length, after) => {
            read.saturating_sub(usize::from(length) + usize::from(after))
        }
        _ => read,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::read_error::ReadError;

    #[test]
    fn marks_and_declarations_decide() {
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>").unwrap(), "<a/>");
        assert_eq!(decode(b"\xFF\xFE<\0a\0/\0>\0").unwrap(), "<a/>");
        assert_eq!(decode(b"\xFE\xFF\0<\0a\0/\0>").unwrap(), "<a/>");
        assert_eq!(decode(b"<\0a\0").unwrap(), "<a");
        assert_eq!(decode(b"\0<\0a").unwrap(), "<a");
        let latin = b"<?xml version='1.0' encoding = 'iso-8859-1' ?><a>\xE4</a>";
        assert!(decode(latin).unwrap().ends_with("<a>ä</a>"));
        assert!(decode("<?xml version=\"1.0\" encoding=\"UTF-16\"?>ä".as_bytes()).unwrap().ends_with('ä'));
        assert_eq!(decode("<?xml version='1.0'?>ä".as_bytes()).unwrap(), "<?xml version='1.0'?>ä");
    }

    #[test]
    fn bytes_that_do_not_fit_are_named_with_their_place() {
        let error = decode(b"<?xml version='1.0' encoding='utf-8'?>\n<a>\xE4</a>").unwrap_err();
        let expected = ReadError::Encoding { encoding: "UTF-8".into(), byte: 0xE4, line: 2, column: 4 };
        assert_eq!(error, expected);
        let error = decode(b"<?xml version='1.0' encoding='shift_jis'?>\n\n<a>\x85\x20</a>").unwrap_err();
        assert!(matches!(error, ReadError::Encoding { byte: 0x85, line: 3, column: 4, .. }), "{error:?}");
    }

    #[test]
    fn an_encoding_nobody_knows_is_named() {
        let error = decode(b"<?xml version='1.0' encoding='klingon'?><a/>").unwrap_err();
        assert_eq!(error, ReadError::UnknownEncoding { label: "klingon".into() });
    }
}
