//! The mock that answers browsers' preflight requests.

use crate::api::{Method, Resource};
use crate::message::Headers;
use lockstep_route::Cors;

/// The headers of a preflight answer for a resource. Several origins: the one that asks is named, so the answer varies by
/// it; one that may not call gets no permission.
pub(crate) fn preflight_headers(cors: &Cors, resource: &Resource, origin: Option<&str>) -> Headers {
    let mut headers = Headers::with_capacity(6);
    headers.add("Content-Type", "application/json");
    let allowed = match cors.origins.as_slice() {
        [only] => Some(only.as_str()),
        several => {
            several.iter().map(String::as_str).find(|allowed| *allowed == "*" || Some(*allowed) == origin)
        }
    };
    if cors.origins.len() > 1 {
        headers.add("Vary", "Origin");
    }
    let Some(allowed) = allowed else {
        return headers;
    };
    headers.add("Access-Control-Allow-Origin", allowed.to_owned());
    headers.add("Access-Control-Allow-Methods", methods(cors, resource));
    if !cors.headers.is_empty() {
        headers.add("Access-Control-Allow-Headers", cors.headers.join(","));
    }
    if !cors.exposed_headers.is_empty() {
        headers.add("Access-Control-Expose-Headers", cors.exposed_headers.join(","));
    }
    if let Some(seconds) = cors.max_age {
        headers.add("Access-Control-Max-Age", seconds.to_string());
    }
    if cors.credentials {
        headers.add("Access-Control-Allow-Credentials", "true");
    }
    headers
}

fn methods(cors: &Cors, resource: &Resource) -> String {
    if !cors.methods.is_empty() {
        return cors.methods.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(",");
    }
    let any = |method: &Method| method.verb == "ANY";
    if resource.methods.iter().any(any) {
        return "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT".to_owned();
    }
    resource.methods.iter().map(|method| method.verb.as_str()).collect::<Vec<_>>().join(",")
}
