//! A case's request as the client that recorded it sends it: Python's requests.

use crate::compare::own_bytes;
use lockstep_gateway::{Headers, HttpRequest, Scheme};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

/// Members of a request that say something else than what is sent.
const SILENT: [&str; 9] =
    ["stage", "path_in_stage", "url", "api", "verify", "timeout", "allow_redirects", "stream", "note"];

/// Makes the request.
///
/// # Errors
/// What of it is unknown.
pub fn request(described: &Value, host: &str) -> Result<HttpRequest, String> {
    let members = described.as_object().ok_or("the request is no object")?;
    let known = ["method", "url_path", "headers", "params", "json", "data", "body", "cookies"];
    if let Some(name) =
        members.keys().find(|name| !known.contains(&name.as_str()) && !SILENT.contains(&name.as_str()))
    {
        return Err(format!("the request's `{name}` is unknown"));
    }
    let method = described["method"].as_str().unwrap_or("GET").to_ascii_uppercase();
    let path = described["url_path"].as_str().ok_or("the request has no `url_path`")?;
    let (body, media_type) = body(described)?;
    let headers = headers(described, host, &method, &body, media_type)?;
    Ok(HttpRequest {
        target: target(path, &described["params"]),
        method,
        protocol: "HTTP/1.1",
        headers,
        body: body.into(),
        source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
        scheme: Scheme::Https,
        port: 443,
    })
}

/// What stands unencoded in a URL: what requests leaves alone.
const QUOTED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Path and query, quoted; a fragment stays with the client.
fn target(path: &str, params: &Value) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let mut target = utf8_percent_encode(path, QUOTED).to_string();
    if !target.starts_with('/') {
        target.insert(0, '/');
    }
    let query = form(params);
    if !query.is_empty() {
        target.push(if target.contains('?') { '&' } else { '?' });
        target.push_str(&query);
    }
    target
}

/// Pairs as a form encodes them: an object, a list of pairs, or text.
fn form(value: &Value) -> String {
    let mut encoder = url::form_urlencoded::Serializer::new(String::new());
    let mut add = |name: &str, value: &Value| match value {
        Value::Null => {}
        Value::Array(values) => {
            for value in values {
                encoder.append_pair(name, &plain(value));
            }
        }
        value => {
            encoder.append_pair(name, &plain(value));
        }
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| add(name, value)),
        Value::Array(pairs) => pairs.iter().for_each(|pair| add(&plain(&pair[0]), &pair[1])),
        Value::String(text) => return text.clone(),
        _ => {}
    }
    encoder.finish()
}

/// A value as Python's `str` writes it.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        other => other.to_string(),
    }
}

/// The body, and the media type that the client sets for it.
fn body(described: &Value) -> Result<(Vec<u8>, Option<&'static str>), String> {
    let data = described.get("data").or_else(|| described.get("body")).unwrap_or(&Value::Null);
    let is_empty = match data {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    match described.get("json") {
        Some(json) if is_empty && !json.is_null() => {
            return Ok((python_json(json).into_bytes(), Some("application/json")));
        }
        _ => {}
    }
    if let Some(bytes) = own_bytes(data) {
        return Ok((bytes, None));
    }
    match data {
        Value::Null => Ok((Vec::new(), None)),
        Value::String(text) => Ok((text.clone().into_bytes(), None)),
        Value::Object(_) | Value::Array(_) => {
            Ok((form(data).into_bytes(), Some("application/x-www-form-urlencoded")))
        }
        other => Err(format!("the request's data `{other}` is unknown")),
    }
}

/// JSON as Python's `json.dumps` writes it.
pub fn python_json(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(python_json).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| format!("{}: {}", ascii_text(name), python_json(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => ascii_text(text),
        other => other.to_string(),
    }
}

fn ascii_text(text: &str) -> String {
    let mut written = String::new();
    for letter in Value::from(text).to_string().chars() {
        if letter.is_ascii() {
            written.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(written, "\\u{unit:04x}");
            }
        }
    }
    written
}

/// The client's own headers, the case's over them.
fn headers(
    described: &Value,
    host: &str,
    method: &str,
    body: &[u8],
    media_type: Option<&str>,
) -> Result<Headers, String> {
    let none = Map::new();
    let own = match &described["headers"] {
        Value::Object(own) => own,
        Value::Null => &none,
        other => return Err(format!("the request's headers `{other}` are unknown")),
    };
    let given = |name: &str| own.keys().any(|given| given.eq_ignore_ascii_case(name));
    let mut headers = Headers::new();
    headers.add("Host", host);
    let defaults = [
        ("User-Agent", "python-requests/2.32.3"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Accept", "*/*"),
        ("Connection", "keep-alive"),
    ];
    for (name, value) in defaults.into_iter().filter(|(name, _)| !given(name)) {
        headers.add(name, value);
    }
    for (name, value) in own {
        if name.eq_ignore_ascii_case("Host") {
            headers.remove("Host");
        }
        match value {
            // Python takes a header that is `None` out.
            Value::Null => {}
            Value::Array(values) => values.iter().for_each(|value| headers.add(name.clone(), plain(value))),
            value => headers.add(name.clone(), plain(value)),
        }
    }
    if let Some(media_type) = media_type.filter(|_| !given("Content-Type")) {
        headers.add("Content-Type", media_type);
    }
    let cookies: Vec<String> = described["cookies"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!("{name}={}", plain(value)))
        .collect();
    if !cookies.is_empty() && !given("Cookie") {
        headers.add("Cookie", cookies.join("; "));
    }
    if (!body.is_empty() || !matches!(method, "GET" | "HEAD")) && !given("Content-Length") {
        headers.add("Content-Length", body.len().to_string());
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::{python_json, request};
    use serde_json::{Value, json};

    fn made(described: &Value) -> lockstep_gateway::HttpRequest {
        request(described, "api.example.com").unwrap()
    }

    #[test]
    fn the_target_is_quoted_as_the_client_does() {
        let table = [
            (json!({"url_path": "/dev/a b?x=1#part"}), "/dev/a%20b?x=1"),
            (
                json!({"url_path": "/dev/%2B+@", "params": {"a": ["1", "2"], "b": "c d"}}),
                "/dev/%2B+@?a=1&a=2&b=c+d",
            ),
            (json!({"url_path": "/d?x=1", "params": {"y": true, "z": null}}), "/d?x=1&y=True"),
            (json!({"url_path": "d", "params": [["a", 1], ["a", 2]]}), "/d?a=1&a=2"),
            (json!({"url_path": "/d", "params": "raw=1"}), "/d?raw=1"),
        ];
        for (described, target) in table {
            assert_eq!(made(&described).target, target);
        }
    }

    #[test]
    fn bodies_are_written_as_python_does() {
        let table = [
            (
                json!({"url_path": "/", "json": {"a": 1, "b": ["é"]}}),
                "{\"a\": 1, \"b\": [\"\\u00e9\"]}",
                Some("application/json"),
            ),
            (json!({"url_path": "/", "data": "text"}), "text", None),
            (
                json!({"url_path": "/", "data": {"a": "b c"}}),
                "a=b+c",
                Some("application/x-www-form-urlencoded"),
            ),
            (
                json!({"url_path": "/", "data": {"$bytes_utf8": "raw"}, "headers": {"content-type": "x/y"}}),
                "raw",
                Some("x/y"),
            ),
            (json!({"url_path": "/"}), "", None),
        ];
        for (described, body, media_type) in table {
            let request = made(&described);
            assert_eq!(request.body, body.as_bytes());
            assert_eq!(request.headers.get("Content-Type"), media_type);
        }
        assert_eq!(python_json(&json!("😀")), "\"\\ud83d\\ude00\"");
    }

    #[test]
    fn the_clients_headers_give_way_to_the_cases() {
        let request = made(&json!({
            "url_path": "/", "method": "post", "cookies": {"a": "1"},
            "headers": {"user-Agent": "me", "Accept": null, "X-Many": ["1", "2"], "X-True": true}
        }));
        assert_eq!(request.method, "POST");
        assert_eq!(request.headers.get("User-Agent"), Some("me"));
        assert_eq!(request.headers.get("Accept"), None);
        assert_eq!(request.headers.get("Content-Length"), Some("0"));
        assert_eq!(request.headers.get("Cookie"), Some("a=1"));
        assert_eq!(request.headers.iter().filter(|(name, _)| *name == "X-Many").count(), 2);
        assert_eq!(made(&json!({"url_path": "/"})).headers.get("Content-Length"), None);
    }

    #[test]
    fn what_is_unknown_is_an_error() {
        for described in [
            json!({"url_path": "/", "files": {}}),
            json!({"method": "GET"}),
            json!({"url_path": "/", "headers": "x"}),
            json!({"url_path": "/", "data": 1}),
            json!("x"),
        ] {
            assert!(request(&described, "h").is_err(), "{described}");
        }
    }
}
