//! Making a response of what a function replied through a proxy integration.

use crate::binary::BinaryMediaTypes;
use crate::message::Headers;
use crate::respond::Reply;
use crate::response_headers::remap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Why a reply is refused: the client gets a 502 (the body's encoding: a 500), the log gets this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadReply {
    #[error("the function's reply is malformed: {0}")]
    Malformed(String),
    #[error("the function's reply says that its body is base64, and it is not")]
    Encoding,
}

fn malformed(problem: impl Into<String>) -> BadReply {
    BadReply::Malformed(problem.into())
}

/// The members that a reply may have (recorded: any other is refused).
const MEMBERS: [&str; 5] = ["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"];

/// Checks and decodes a reply, for a client that sent an `Accept`.
pub(crate) fn proxy_reply(
    reply: Value,
    binary: &BinaryMediaTypes,
    accept: Option<&str>,
) -> Result<Reply, BadReply> {
    let Value::Object(mut reply) = reply else {
        return Err(malformed("it is no object"));
    };
    if let Some(unknown) = reply.keys().find(|key| !MEMBERS.contains(&key.as_str())) {
        return Err(malformed(format!("it has a member `{unknown}`")));
    }
    let status = status(reply.get("statusCode"))?;
    let headers = headers(&reply)?;
    let encoded = flag(reply.get("isBase64Encoded"))?;
    let body = body(reply.remove("body"), encoded && binary.accepted(accept))?;
    Ok(Reply { status, headers, body, backend_status: status })
}

/// Recorded: absent is 200, text of digits is a number. Silent: null is taken as absent, and what no final response can
/// have (below 200, above 599) as malformed.
fn status(value: Option<&Value>) -> Result<u16, BadReply> {
    let number = match value {
        None | Some(Value::Null) => Some(200),
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.parse().ok(),
        Some(_) => None,
    };
    number
        .and_then(|number| u16::try_from(number).ok())
        .filter(|status| (200..600).contains(status))
        .ok_or_else(|| malformed("`statusCode` is no status code"))
}

/// Recorded: both maps merge, several values first; the first casing of a name is kept; true and false become text.
/// Silent: numbers become text alike, null is passed over.
fn headers(reply: &Map<String, Value>) -> Result<Headers, BadReply> {
    let mut lines = IndexMap::new();
    for (name, values) in members(reply, "multiValueHeaders")? {
        let Value::Array(values) = values else {
            return Err(malformed(format!("`multiValueHeaders.{name}` is no list")));
        };
        for value in values {
            add(&mut lines, name, value)?;
        }
    }
    for (name, value) in members(reply, "headers")? {
        add(&mut lines, name, value)?;
    }
    let lines = lines.into_values().flat_map(|(name, values)| {
        values.into_iter().map(move |value| (Cow::<'static, str>::Owned(name.to_owned()), value))
    });
    let mut headers = remap(lines.collect());
    if !headers.contains("Content-Type") {
        headers.add("Content-Type", "application/json");
    }
    Ok(headers)
}

fn members<'a>(
    reply: &'a Map<String, Value>,
    member: &str,
) -> Result<impl Iterator<Item = (&'a String, &'a Value)>, BadReply> {
    match reply.get(member) {
        None | Some(Value::Null) => Ok(None.into_iter().flatten()),
        Some(Value::Object(map)) => Ok(Some(map).into_iter().flatten()),
        Some(_) => Err(malformed(format!("`{member}` is no object"))),
    }
}

/// Lines by their names in lower case, each with the name as it came first.
type Lines<'a> = IndexMap<String, (&'a str, Vec<String>)>;

fn add<'a>(lines: &mut Lines<'a>, name: &'a str, value: &Value) -> Result<(), BadReply> {
    let text = match value {
        Value::Null => return Ok(()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => {
            return Err(malformed(format!("the header `{name}` is no text")));
        }
    };
    // Anything else could not be sent, or would be read as something else than was meant.
    if !is_token(name) || text.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
        return Err(malformed(format!("`{}` is no header line", name.escape_default())));
    }
    lines.entry(name.to_ascii_lowercase()).or_insert((name, Vec::new())).1.push(text);
    Ok(())
}

/// RFC 9110, 5.6.2.
fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Silent: text that spells a flag is taken as one.
fn flag(value: Option<&Value>) -> Result<bool, BadReply> {
    match value {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(true),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(false),
        Some(_) => Err(malformed("`isBase64Encoded` is no flag")),
    }
}

/// Recorded: without a fitting binary media type the base64 text itself is sent. Silent: numbers and flags are sent as
/// text, as headers are.
fn body(value: Option<Value>, decode: bool) -> Result<Bytes, BadReply> {
    match value {
        None | Some(Value::Null) => Ok(Bytes::new()),
        Some(Value::String(text)) if decode => {
            STANDARD.decode(text).map(Bytes::from).map_err(|_| BadReply::Encoding)
        }
        Some(Value::String(text)) => Ok(Bytes::from(text)),
        Some(scalar @ (Value::Number(_) | Value::Bool(_))) => Ok(Bytes::from(scalar.to_string())),
        Some(Value::Array(_) | Value::Object(_)) => Err(malformed("`body` is no text")),
    }
}

#[cfg(test)]
mod tests {
    use super::{BadReply, proxy_reply};
    use crate::binary::BinaryMediaTypes;
    use crate::respond::Reply;
    use serde_json::{Value, json};

    fn reply(value: Value) -> Result<Reply, BadReply> {
        proxy_reply(value, &BinaryMediaTypes::default(), None)
    }

    #[test]
    fn what_lambda_may_reply_is_taken() {
        // reply, status, header lines, body
        let table = [
            (json!({}), 200, json!([["Content-Type", "application/json"]]), ""),
            (json!({"statusCode": 204}), 204, json!([["Content-Type", "application/json"]]), ""),
            (
                json!({"statusCode": "201", "body": "x"}),
                201,
                json!([["Content-Type", "application/json"]]),
                "x",
            ),
            (
                json!({"statusCode": null, "body": null}),
                200,
                json!([["Content-Type", "application/json"]]),
                "",
            ),
            (
                json!({"headers": {"content-type": "text/plain", "X-On": true, "X-Count": 3, "X-None": null}}),
                200,
                json!([["content-type", "text/plain"], ["X-On", "true"], ["X-Count", "3"]]),
                "",
            ),
            (
                json!({"headers": {"x-tone": "solo", "X-B": "b"}, "multiValueHeaders": {"X-Tone": ["one", "two"]}}),
                200,
                json!([
                    ["X-Tone", "one"],
                    ["X-Tone", "two"],
                    ["X-Tone", "solo"],
                    ["X-B", "b"],
                    ["Content-Type", "application/json"]
                ]),
                "",
            ),
            (
                json!({"isBase64Encoded": true, "body": "aGk="}),
                200,
                json!([["Content-Type", "application/json"]]),
                "aGk=",
            ),
        ];
        for (value, status, lines, body) in table {
            let taken = reply(value.clone()).unwrap();
            let headers: Vec<Value> = taken.headers.iter().map(|(name, text)| json!([name, text])).collect();
            assert_eq!(taken.status, status, "{value}");
            assert_eq!(Value::Array(headers), lines, "{value}");
            assert_eq!(taken.body, body.as_bytes(), "{value}");
        }
    }

    #[test]
    fn what_lambda_may_not_reply_is_refused() {
        let table = [
            json!("text"),
            json!(null),
            json!([]),
            json!({"statusCode": 200, "extra": 1}),
            json!({"statusCode": "many"}),
            json!({"statusCode": 99}),
            json!({"statusCode": 100}),
            json!({"statusCode": 600}),
            json!({"statusCode": -1}),
            json!({"statusCode": [200]}),
            json!({"headers": "x"}),
            json!({"headers": {"X-A": ["a"]}}),
            json!({"headers": {"X-A": {"b": 1}}}),
            json!({"headers": {"X A": "space in the name"}}),
            json!({"headers": {"X-A": "two\r\nlines"}}),
            json!({"multiValueHeaders": {"X-A": "a"}}),
            json!({"multiValueHeaders": []}),
            json!({"body": {"not": "text"}}),
            json!({"isBase64Encoded": 7}),
        ];
        for value in table {
            assert!(matches!(reply(value.clone()), Err(BadReply::Malformed(_))), "{value}");
        }
    }

    #[test]
    fn base64_is_decoded_for_who_accepts_it() {
        let binary = BinaryMediaTypes::new(["image/png".to_owned()]);
        let value = json!({"isBase64Encoded": "true", "body": "aGk="});
        let taken = proxy_reply(value.clone(), &binary, Some("image/png")).unwrap();
        assert_eq!(taken.body, b"hi".as_slice());
        let taken = proxy_reply(value, &binary, Some("*/*")).unwrap();
        assert_eq!(taken.body, b"aGk=".as_slice());
        let broken = json!({"isBase64Encoded": true, "body": "no base64!"});
        assert_eq!(proxy_reply(broken, &binary, Some("image/png")), Err(BadReply::Encoding));
    }

    #[test]
    fn many_headers_take_no_more_time_each_than_few() {
        let headers: serde_json::Map<String, Value> =
            (0..100_000).map(|name| (format!("X-{name}"), Value::from("x"))).collect();
        let began = std::time::Instant::now();
        assert_eq!(reply(json!({ "headers": headers })).unwrap().headers.len(), 100_001);
        // A fraction of a second; comparing each name with all before it takes more than a minute.
        assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    }
}
