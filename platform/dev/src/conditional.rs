//! Conditional requests (RFC 9110, section 13).

use http::HeaderMap;
use http::header::{HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// Whether the client has this state of a file already.
pub(crate) fn is_fresh(request: &HeaderMap, tag: &HeaderValue, modified: Timestamp) -> bool {
    let mut tags = request.get_all(IF_NONE_MATCH).iter().peekable();
    // A client that sends tags is not asked for times as well.
    if tags.peek().is_some() {
        let tag = tag.as_bytes();
        return tags.filter_map(|value| value.to_str().ok()).any(|value| matches(value, tag));
    }
    let since = request.get(IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    let since = since.and_then(|since| DateTimeParser::new().parse_timestamp(since).ok());
    // The header counts in seconds, files in fractions.
    since.is_some_and(|since| modified.as_second() <= since.as_second())
}

fn matches(value: &str, tag: &[u8]) -> bool {
    value
        .split(',')
        .map(str::trim)
        .any(|entry| entry == "*" || entry.strip_prefix("W/").unwrap_or(entry).as_bytes() == tag)
}

/// `Tue, 24 Nov 2026 09:05:03 GMT`.
pub(crate) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::{http_date, is_fresh};
    use http::header::{HeaderMap, HeaderName, HeaderValue};
    use jiff::Timestamp;

    #[test]
    fn tags_go_before_times() {
        let modified: Timestamp = "2030-01-02T03:04:05.5Z".parse().unwrap();
        assert_eq!(http_date(modified), "Wed, 02 Jan 2030 03:04:05 GMT");
        let table: [(&[(&str, &str)], bool); 9] = [
            (&[], false),
            (&[("if-none-match", "\"abc-br\"")], true),
            (&[("if-none-match", "\"x\", W/\"abc-br\"")], true),
            (&[("if-none-match", "*")], true),
            (&[("if-none-match", "\"abc\"")], false),
            (&[("if-none-match", "\"abc\""), ("if-modified-since", "Wed, 02 Jan 2030 03:04:05 GMT")], false),
            (&[("if-modified-since", "Wed, 02 Jan 2030 03:04:05 GMT")], true),
            (&[("if-modified-since", "Wed, 02 Jan 2030 03:04:04 GMT")], false),
            (&[("if-modified-since", "yesterday")], false),
        ];
        for (lines, expected) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(
                is_fresh(&headers, &HeaderValue::from_static("\"abc-br\""), modified),
                expected,
                "{lines:?}"
            );
        }
    }
}
