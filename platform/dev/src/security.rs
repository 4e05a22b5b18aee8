//! Headers that tell browsers what a page may not do.

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};

/// A set of headers that every response carries. The default allows scripts, styles and connections of the same origin
/// only, nothing inline, images of the same origin, by `https:` and by `data:`, and no other site's frame around a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

const DEFAULT: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; \
         object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
];

impl Default for SecurityHeaders {
    fn default() -> Self {
        let lines = DEFAULT.into_iter();
        Self(
            lines
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect(),
        )
    }
}

impl SecurityHeaders {
    /// None at all.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Sets a header, in place of what the set says of it.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.retain(|(present, _)| *present != name);
        self.0.push((name, value));
        self
    }

    /// Adds to a response what it does not say itself.
    pub fn apply(&self, headers: &mut HeaderMap) {
        headers.reserve(self.0.len());
        for (name, value) in &self.0 {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SecurityHeaders;
    use http::header::{HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY};

    #[test]
    fn a_response_keeps_what_it_says_itself() {
        let set = SecurityHeaders::default()
            .with(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("SAMEORIGIN"));
        let mut headers = HeaderMap::new();
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        set.apply(&mut headers);
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["x-frame-options"], "SAMEORIGIN");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers.len(), 6);
        let mut bare = HeaderMap::new();
        SecurityHeaders::none().apply(&mut bare);
        assert!(bare.is_empty());
    }
}
