//! httpbin: it tells of each request what it was.

use super::{query, received};
use lockstep_gateway::{Headers, OutboundRequest, OutboundResponse};
use serde::Serialize;
use serde_json::{Map, Value, json};
use url::Url;

/// What httpbin answers at a path.
pub fn answer(request: &OutboundRequest, url: &Url) -> OutboundResponse {
    let mut segments = url.path().trim_start_matches('/').split('/');
    match (segments.next().unwrap_or_default(), segments.next()) {
        ("status", Some(code)) => {
            let status = code.split(',').next().and_then(|code| code.parse().ok()).unwrap_or(400);
            reply(status, "text/html; charset=utf-8", Vec::new())
        }
        ("headers", _) => json_reply(&json!({"headers": echoed_headers(request, url)})),
        ("ip", _) => json_reply(&json!({"origin": ORIGIN})),
        ("user-agent", _) => {
            json_reply(&json!({"user-agent": received(request, url).get("User-Agent").unwrap_or_default()}))
        }
        ("response-headers", _) => response_headers(url),
        ("base64", Some(text)) => {
            use base64::Engine as _;
            let decoded = base64::engine::general_purpose::URL_SAFE.decode(text).unwrap_or_default();
            reply(200, "text/html; charset=utf-8", decoded)
        }
        ("get" | "post" | "put" | "patch" | "delete" | "anything", _) => json_reply(&echo(request, url)),
        _ => reply(404, "text/html", b"<title>404 Not Found</title>".to_vec()),
    }
}

/// The address that requests come from.
const ORIGIN: &str = "127.0.0.1";

fn echo(request: &OutboundRequest, url: &Url) -> Value {
    let body = String::from_utf8_lossy(&request.body).into_owned();
    let media_type = request.headers.get("Content-Type").unwrap_or_default().to_ascii_lowercase();
    let is_form = media_type.starts_with("application/x-www-form-urlencoded");
    let form: Map<String, Value> = if is_form { named(form_pairs(&body)) } else { Map::new() };
    let mut told = json!({
        "args": named(query(url)),
        "headers": echoed_headers(request, url),
        "origin": ORIGIN,
        "url": url.as_str(),
    });
    if request.method != "GET" || url.path().starts_with("/anything") {
        told["data"] = if is_form { "".into() } else { body.as_str().into() };
        told["files"] = json!({});
        told["form"] = Value::Object(form);
        told["json"] = serde_json::from_str(&body).unwrap_or_default();
    }
    if url.path().starts_with("/anything") {
        told["method"] = request.method.as_str().into();
    }
    told
}

fn form_pairs(body: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// Values by name; several of one name are a list.
fn named(pairs: Vec<(String, String)>) -> Map<String, Value> {
    let mut map: Map<String, Value> = Map::new();
    for (name, value) in pairs {
        match map.get_mut(&name) {
            Some(Value::Array(values)) => values.push(value.into()),
            Some(present) => *present = json!([present.clone(), value]),
            None => {
                map.insert(name, value.into());
            }
        }
    }
    map
}

/// Headers with names as httpbin writes them (`Content-Md5`), sorted. It leaves out what belongs to the connection and what its
/// own front adds.
fn echoed_headers(request: &OutboundRequest, url: &Url) -> Map<String, Value> {
    let mut lines: Vec<(String, String)> = Vec::new();
    for (name, value) in received(request, url).iter() {
        let lower = name.to_ascii_lowercase();
        if matches!(
            lower.as_str(),
            "connection" | "x-forwarded-for" | "x-forwarded-proto" | "x-forwarded-port" | "via"
        ) {
            continue;
        }
        let name = capitalised(&lower);
        match lines.iter_mut().find(|(present, _)| *present == name) {
            Some((_, joined)) => {
                joined.push(',');
                joined.push_str(value);
            }
            None => lines.push((name, value.to_owned())),
        }
    }
    lines.sort();
    lines.into_iter().map(|(name, value)| (name, value.into())).collect()
}

fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
            .unwrap_or_default()
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

fn response_headers(url: &Url) -> OutboundResponse {
    let wanted = query(url);
    let mut response = json_reply(&Value::Object(named(wanted.clone())));
    for (name, value) in wanted {
        response.headers.remove(&name);
        response.headers.add(name, value);
    }
    response
}

/// A JSON answer.
pub fn json_reply(value: &Value) -> OutboundResponse {
    let mut body = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"  ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut body, formatter);
    if value.serialize(&mut serializer).is_ok() {
        body.push(b'\n');
    }
    reply(200, "application/json", body)
}

fn reply(status: u16, media_type: &str, body: Vec<u8>) -> OutboundResponse {
    let headers: Headers = [
        ("Date", "Tue, 24 Nov 2026 09:05:03 GMT"),
        ("Content-Type", media_type),
        ("Content-Length", body.len().to_string().as_str()),
        ("Connection", "keep-alive"),
        ("Server", "gunicorn/19.9.0"),
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Credentials", "true"),
    ]
    .into_iter()
    .collect();
    OutboundResponse { status, headers, body: body.into() }
}

#[cfg(test)]
mod tests {
    use super::answer;
    use lockstep_gateway::{Headers, OutboundRequest};
    use serde_json::{Value, json};
    use std::time::Duration;
    use url::Url;

    fn ask(method: &str, url: &str, media_type: &str, body: &str) -> (u16, Value) {
        let headers: Headers = [("content-type", media_type), ("X-One", "1"), ("x-one", "2"), ("Via", "x")]
            .into_iter()
            .collect();
        let request = OutboundRequest {
            method: method.to_owned(),
            url: url.to_owned(),
            headers,
            body: body.to_owned().into(),
            timeout: Duration::from_secs(1),
        };
        let response = answer(&request, &Url::parse(url).unwrap());
        (response.status, serde_json::from_slice(&response.body).unwrap_or_default())
    }

    #[test]
    fn requests_are_told() {
        let (status, told) =
            ask("POST", "http://httpbin.org/post?a=1&a=2&b=3", "application/json", "{\"x\": 1}");
        assert_eq!(status, 200);
        assert_eq!(told["args"], json!({"a": ["1", "2"], "b": "3"}));
        assert_eq!(told["data"], "{\"x\": 1}");
        assert_eq!(told["json"], json!({"x": 1}));
        assert_eq!(
            told["headers"],
            json!({"Content-Length": "8", "Content-Type": "application/json", "Host": "httpbin.org", "X-One": "1,2"})
        );
        let form = "application/x-www-form-urlencoded";
        assert_eq!(ask("POST", "http://httpbin.org/post", form, "a=b+c").1["form"], json!({"a": "b c"}));
        assert!(ask("GET", "http://httpbin.org/get", "text/plain", "").1.get("data").is_none());
        assert_eq!(ask("PUT", "http://httpbin.org/anything/x", "text/plain", "t").1["method"], "PUT");
    }

    #[test]
    fn other_paths_do_what_they_say() {
        assert_eq!(ask("GET", "http://httpbin.org/status/204", "", "").0, 204);
        assert_eq!(ask("GET", "http://httpbin.org/nowhere", "", "").0, 404);
        assert_eq!(ask("GET", "http://httpbin.org/headers", "", "").1["headers"]["X-One"], "1,2");
        assert_eq!(ask("GET", "http://httpbin.org/ip", "", "").1["origin"], "127.0.0.1");
        assert_eq!(ask("GET", "http://httpbin.org/response-headers?X-A=1", "", "").1, json!({"X-A": "1"}));
        assert_eq!(ask("GET", "http://httpbin.org/base64/MQ==", "", ""), (200, json!(1)));
        assert_eq!(ask("GET", "http://httpbin.org/user-agent", "", "").1, json!({"user-agent": ""}));
    }
}
