//! `contentHandling`: what becomes of bytes and text, either way.

use crate::bench::{Bench, bare};
use crate::case::Case;
use crate::http::outcome_of;
use crate::outcome::{Difference, Outcome};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lockstep_gateway::OutboundResponse;
use lockstep_route::ContentHandling;

/// Text that is base64 as well, so that it can be decoded.
const TEXT: &[u8] = b"aGVsbG8=";
/// Bytes that are no text.
const BYTES: &[u8] = &[0x89, b'P', b'N', b'G', 0xff, 0x00];
const TEXT_TYPE: &str = "text/plain";
const BINARY_TYPE: &str = "image/png";

/// Sends every payload that the case's words allow.
pub fn replay(case: &Case) -> Outcome {
    let word = |name: &str| case.input[name].as_str().unwrap_or_default().to_lowercase();
    let payloads = either(&word("payload"), "text", "binary", TEXT, BYTES);
    let is_request = word("direction") == "request";
    let media_word = word(if is_request { "content_type" } else { "accept" });
    let media_types = either(&media_word, "text", "binary", TEXT_TYPE, BINARY_TYPE);
    let mut differences = Vec::new();
    for payload in &payloads {
        for media_type in &media_types {
            let found = match sent(case, payload, media_type, is_request) {
                Ok(found) => found,
                Err(outcome) => return outcome,
            };
            let words = case.expected["payload"].as_str().unwrap_or_default();
            let Some(wanted) = wanted(words, payload) else {
                return Outcome::failed(Difference::problem(
                    "expected.payload",
                    format!("`{words}` is unknown"),
                ));
            };
            if found.as_ref() != Ok(&wanted) {
                let got = found.map_or_else(|problem| problem, |bytes| bytes.escape_ascii().to_string());
                differences.push(Difference::new(
                    format!("payload as {media_type}"),
                    wanted.escape_ascii().to_string(),
                    got,
                ));
            }
        }
    }
    Outcome::of(differences)
}

/// The things that words allow: those of the one, the other, or both.
fn either<Thing: Copy>(words: &str, one: &str, other: &str, first: Thing, second: Thing) -> Vec<Thing> {
    match (words.contains(one), words.contains(other)) {
        (true, false) => vec![first],
        (false, true) => vec![second],
        _ => vec![first, second],
    }
}

fn sent(
    case: &Case,
    payload: &[u8],
    media_type: &str,
    is_request: bool,
) -> Result<Result<Vec<u8>, String>, Outcome> {
    let handling = match case.input["contentHandling"].as_str() {
        Some("CONVERT_TO_BINARY") => Some(ContentHandling::ConvertToBinary),
        Some("CONVERT_TO_TEXT") => Some(ContentHandling::ConvertToText),
        _ => None,
    };
    let mut bench = Bench::new("/t");
    if case.input["binaryMediaTypes"].as_str().is_some_and(|words| words.to_lowercase().contains("set")) {
        bench.definition.binary_media_types.push(BINARY_TYPE.to_owned());
    }
    let request = if is_request {
        bench.method().integration.content_handling = handling;
        bare("POST", "/t", &[("Content-Type", media_type)], payload)
    } else {
        bench.method().integration.responses[0].content_handling = handling;
        let own = if payload == TEXT { TEXT_TYPE } else { BINARY_TYPE };
        let headers = [("Content-Type", own)].into_iter().collect();
        bench.answer = Ok(OutboundResponse { status: 200, headers, body: payload.to_vec().into() });
        bare("POST", "/t", &[("Accept", media_type)], b"")
    };
    let tried = bench.send(&[request]).map_err(outcome_of)?;
    if tried.response.status != 200 {
        return Ok(Err(format!("the status {}", tried.response.status)));
    }
    Ok(if is_request {
        tried.got.ok_or_else(|| "nothing".to_owned())
    } else {
        Ok(tried.response.body.to_vec())
    })
}

/// What the case's words make of a payload.
fn wanted(words: &str, payload: &[u8]) -> Option<Vec<u8>> {
    let words = words.to_lowercase();
    Some(if words.contains("base64-encoded") {
        STANDARD.encode(payload).into_bytes()
    } else if words.contains("base64-decoded") {
        STANDARD.decode(payload).ok()?
    } else if words.contains("utf8") {
        String::from_utf8_lossy(payload).into_owned().into_bytes()
    } else if words.contains("data") {
        payload.to_vec()
    } else {
        return None;
    })
}
