//! Compressed payloads.

use crate::message::{Headers, HttpResponse};
use bytes::Bytes;
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder, ZlibDecoder, ZlibEncoder};
use std::io::Read as _;

/// A content coding that API Gateway knows (documented).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
}

impl Coding {
    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
        }
    }

    /// The first that a client accepts.
    fn accepted(accept_encoding: Option<&str>) -> Option<Self> {
        let mut entries = accept_encoding?.split(',').map(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let refused = parts.any(|part| {
                let quality = part.strip_prefix("q=").and_then(|quality| quality.parse::<f32>().ok());
                quality.is_some_and(|quality| quality <= 0.0)
            });
            (name, refused)
        });
        entries.find_map(|(name, refused)| match name.to_ascii_lowercase().as_str() {
            "gzip" | "*" if !refused => Some(Self::Gzip),
            "deflate" if !refused => Some(Self::Deflate),
            _ => None,
        })
    }
}

/// Compresses a response of at least `minimum` bytes for a client that accepts it (documented: `minimumCompressionSize`).
/// Silent: what is compressed already stays as it is.
pub(crate) fn compress(response: &mut HttpResponse, minimum: usize, accept_encoding: Option<&str>) {
    if response.body.is_empty()
        || response.body.len() < minimum
        || response.headers.contains("Content-Encoding")
    {
        return;
    }
    let Some(coding) = Coding::accepted(accept_encoding) else { return };
    let mut compressed = Vec::with_capacity(response.body.len() / 2);
    let level = Compression::default();
    let done = match coding {
        Coding::Gzip => GzEncoder::new(&*response.body, level).read_to_end(&mut compressed),
        Coding::Deflate => ZlibEncoder::new(&*response.body, level).read_to_end(&mut compressed),
    };
    // Reading from memory cannot fail; if it did, the payload stands as it is.
    if done.is_ok() {
        response.body = Bytes::from(compressed);
        response.headers.add("Content-Encoding", coding.name());
    }
}

/// A request's payload could not be decompressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotCompressed;

/// Decompresses the payload of a request that says how it is compressed (documented, for APIs with a
/// `minimumCompressionSize`). At most `limit` bytes and one more are made of it.
pub(crate) fn decompress(headers: &mut Headers, body: &mut Bytes, limit: usize) -> Result<(), NotCompressed> {
    let coding = headers.get("Content-Encoding").map(str::trim);
    let coding = match coding.map(str::to_ascii_lowercase).as_deref() {
        Some("gzip") => Coding::Gzip,
        Some("deflate") => Coding::Deflate,
        // Silent about other codings: their payloads are passed on as they are.
        _ => return Ok(()),
    };
    let mut text = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let done = match coding {
        Coding::Gzip => GzDecoder::new(&**body).take(most).read_to_end(&mut text),
        Coding::Deflate => ZlibDecoder::new(&**body).take(most).read_to_end(&mut text),
    };
    done.map_err(|_| NotCompressed)?;
    *body = Bytes::from(text);
    headers.remove("Content-Encoding");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::compress;
    use crate::message::{Headers, HttpResponse};
    use bytes::Bytes;
    use flate2::read::{GzDecoder, ZlibDecoder};
    use std::io::Read as _;

    fn response(body: &str, headers: &[(&'static str, &str)]) -> HttpResponse {
        let headers: Headers = headers.iter().copied().collect();
        HttpResponse { status: 200, headers, body: Bytes::from(body.to_owned()) }
    }

    #[test]
    fn what_is_long_enough_is_compressed_for_who_accepts_it() {
        let long = "talk ".repeat(100);
        let table = [
            (Some("gzip"), Some("gzip")),
            (Some("br, GZIP;q=0.5"), Some("gzip")),
            (Some("deflate, gzip"), Some("deflate")),
            (Some("gzip;q=0, deflate"), Some("deflate")),
            (Some("*"), Some("gzip")),
            (Some("br"), None),
            (Some("identity"), None),
            (None, None),
        ];
        for (accepted, coding) in table {
            let mut response = response(&long, &[]);
            compress(&mut response, 500, accepted);
            assert_eq!(response.headers.get("Content-Encoding"), coding, "{accepted:?}");
            let mut text = String::new();
            match coding {
                Some("gzip") => GzDecoder::new(&*response.body).read_to_string(&mut text).unwrap(),
                Some(_) => ZlibDecoder::new(&*response.body).read_to_string(&mut text).unwrap(),
                None => (&*response.body).read_to_string(&mut text).unwrap(),
            };
            assert_eq!(text, long, "{accepted:?}");
        }
    }

    #[test]
    fn short_empty_and_compressed_payloads_stay() {
        let long = "talk ".repeat(100);
        for (body, minimum, headers) in
            [(long.as_str(), 501, &[][..]), ("", 0, &[]), (long.as_str(), 0, &[("content-encoding", "br")])]
        {
            let mut response = response(body, headers);
            compress(&mut response, minimum, Some("gzip"));
            assert_eq!(response.body, body.as_bytes());
        }
    }
}
