//! The headers of cross-origin answers. API Gateway answers preflights by itself but adds nothing to what a proxy
//! integration replies, so that the function has to.

use crate::head::Head;
use crate::reply::set;
use lockstep_route::Cors;
use serde_json::{Map, Value};

/// Says to a browser which origin may read this answer, and which of its headers.
pub(crate) fn apply(cors: &Cors, head: &Head<'_>, headers: &mut Map<String, Value>) {
    if cors.origins.len() > 1 {
        vary_by_origin(headers);
    }
    let Some(allowed) = allowed(&cors.origins, head.header("origin")) else { return };
    set(headers, "Access-Control-Allow-Origin", allowed.to_owned());
    if !cors.exposed_headers.is_empty() {
        set(headers, "Access-Control-Expose-Headers", cors.exposed_headers.join(","));
    }
    if cors.credentials {
        set(headers, "Access-Control-Allow-Credentials", "true".to_owned());
    }
}

/// A single origin is named to everybody; out of several, the one that asks.
fn allowed<'c>(origins: &'c [String], asking: Option<&str>) -> Option<&'c str> {
    match origins {
        [only] => Some(only),
        several => several.iter().map(String::as_str).find(|one| *one == "*" || Some(*one) == asking),
    }
}

fn vary_by_origin(headers: &mut Map<String, Value>) {
    let others = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("vary"));
    let value = match others.and_then(|(_, value)| value.as_str()) {
        Some(others) => format!("{others}, Origin"),
        None => "Origin".to_owned(),
    };
    set(headers, "Vary", value);
}
