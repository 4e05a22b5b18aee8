//! Payloads as text and as bytes, and the conversions between them.
//!
//! Documented in the developer guide, "Content type conversions in API Gateway", and recorded case by case.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use lockstep_route::ContentHandling;

/// What a payload is by its media type: binary media types make it bytes, all others text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// It is text, whatever it holds.
    Text,
    /// It is bytes.
    Binary,
}

/// A payload after conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// Valid UTF-8.
    Text(Bytes),
    /// Anything; a mapping template cannot read it.
    Binary(Bytes),
}

/// Text that was to become bytes, and is no base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the payload is to be converted to bytes and is no base64")]
pub(crate) struct NotBase64;

impl Content {
    /// What both kinds have in common.
    pub(crate) fn into_bytes(self) -> Bytes {
        match self {
            Self::Text(bytes) | Self::Binary(bytes) => bytes,
        }
    }
}

/// The conversion of a request's payload on its way to the integration.
pub(crate) fn of_request(
    payload: Bytes,
    nature: Nature,
    handling: Option<ContentHandling>,
) -> Result<Content, NotBase64> {
    match (nature, handling) {
        (Nature::Text, None | Some(ContentHandling::ConvertToText)) => Ok(Content::Text(readable(payload))),
        (Nature::Text, Some(ContentHandling::ConvertToBinary)) => decoded(&payload),
        (Nature::Binary, None | Some(ContentHandling::ConvertToBinary)) => Ok(Content::Binary(payload)),
        (Nature::Binary, Some(ContentHandling::ConvertToText)) => Ok(encoded(&payload)),
    }
}

/// The conversion of an integration's payload on its way to the client, who accepts text or bytes.
pub(crate) fn of_response(
    payload: Bytes,
    nature: Nature,
    accepted: Nature,
    handling: Option<ContentHandling>,
) -> Result<Content, NotBase64> {
    // Recorded: without a handling it is what the client accepts that decides.
    let wanted = match handling {
        Some(ContentHandling::ConvertToText) => Nature::Text,
        Some(ContentHandling::ConvertToBinary) => Nature::Binary,
        None => accepted,
    };
    match (nature, wanted) {
        (Nature::Text, Nature::Text) => Ok(Content::Text(readable(payload))),
        (Nature::Text, Nature::Binary) => decoded(&payload),
        (Nature::Binary, Nature::Binary) => Ok(Content::Binary(payload)),
        (Nature::Binary, Nature::Text) => Ok(encoded(&payload)),
    }
}

/// Recorded: bytes that are no UTF-8 become U+FFFD.
fn readable(payload: Bytes) -> Bytes {
    match std::str::from_utf8(&payload) {
        Ok(_) => payload,
        Err(_) => Bytes::from(String::from_utf8_lossy(&payload).into_owned()),
    }
}

/// Recorded: text that is no base64 is a 500.
fn decoded(payload: &Bytes) -> Result<Content, NotBase64> {
    STANDARD.decode(payload).map(|bytes| Content::Binary(Bytes::from(bytes))).map_err(|_| NotBase64)
}

fn encoded(payload: &Bytes) -> Content {
    Content::Text(Bytes::from(STANDARD.encode(payload)))
}

#[cfg(test)]
mod tests {
    use super::{Content, Nature, of_request, of_response};
    use bytes::Bytes;
    use lockstep_route::ContentHandling::{ConvertToBinary, ConvertToText};

    const PLAIN: &[u8] = b"plain text";
    const BASE64: &[u8] = b"iVA=";
    const RAW: &[u8] = &[0x89, 0x50];

    fn text(bytes: &'static [u8]) -> Content {
        Content::Text(Bytes::from_static(bytes))
    }

    fn binary(bytes: &'static [u8]) -> Content {
        Content::Binary(Bytes::from_static(bytes))
    }

    #[test]
    fn requests_are_converted_as_documented() {
        let mangled = "\u{fffd}P".as_bytes();
        let table = [
            (PLAIN, Nature::Text, None, Some(text(PLAIN))),
            (RAW, Nature::Text, None, Some(text(mangled))),
            (PLAIN, Nature::Text, Some(ConvertToText), Some(text(PLAIN))),
            (BASE64, Nature::Text, Some(ConvertToBinary), Some(binary(RAW))),
            (PLAIN, Nature::Text, Some(ConvertToBinary), None),
            (RAW, Nature::Text, Some(ConvertToBinary), None),
            (RAW, Nature::Binary, None, Some(binary(RAW))),
            (PLAIN, Nature::Binary, Some(ConvertToBinary), Some(binary(PLAIN))),
            (RAW, Nature::Binary, Some(ConvertToText), Some(text(BASE64))),
        ];
        for (payload, nature, handling, converted) in table {
            let result = of_request(Bytes::from_static(payload), nature, handling);
            assert_eq!(result.ok(), converted, "{payload:?} {nature:?} {handling:?}");
        }
    }

    #[test]
    fn responses_are_converted_as_recorded() {
        let mangled = "\u{fffd}P".as_bytes();
        let table = [
            (PLAIN, Nature::Text, Nature::Text, None, Some(text(PLAIN))),
            (RAW, Nature::Text, Nature::Text, None, Some(text(mangled))),
            (BASE64, Nature::Text, Nature::Binary, None, Some(binary(RAW))),
            (RAW, Nature::Text, Nature::Binary, None, None),
            (PLAIN, Nature::Text, Nature::Binary, None, None),
            (BASE64, Nature::Text, Nature::Binary, Some(ConvertToText), Some(text(BASE64))),
            (RAW, Nature::Text, Nature::Binary, Some(ConvertToText), Some(text(mangled))),
            (BASE64, Nature::Text, Nature::Text, Some(ConvertToBinary), Some(binary(RAW))),
            (PLAIN, Nature::Text, Nature::Text, Some(ConvertToBinary), None),
            (RAW, Nature::Binary, Nature::Binary, None, Some(binary(RAW))),
            (RAW, Nature::Binary, Nature::Text, None, Some(text(BASE64))),
            (RAW, Nature::Binary, Nature::Binary, Some(ConvertToText), Some(text(BASE64))),
            (RAW, Nature::Binary, Nature::Text, Some(ConvertToBinary), Some(binary(RAW))),
        ];
        for (payload, nature, accepted, handling, converted) in table {
            let result = of_response(Bytes::from_static(payload), nature, accepted, handling);
            assert_eq!(result.ok(), converted, "{payload:?} {nature:?} for {accepted:?} {handling:?}");
        }
    }
}
