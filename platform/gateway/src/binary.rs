//! Binary media types: which bodies are bytes rather than text.

use crate::content::Nature;
use crate::media_type::essence;

/// An API's `binaryMediaTypes`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct BinaryMediaTypes {
    everything: bool,
    types: Vec<String>,
}

impl BinaryMediaTypes {
    /// From the configured list.
    pub(crate) fn new(types: impl IntoIterator<Item = String>) -> Self {
        let types: Vec<String> = types.into_iter().map(|kind| kind.to_ascii_lowercase()).collect();
        Self { everything: types.iter().any(|kind| kind == "*/*"), types }
    }

    /// Whether a request body of a `Content-Type` reaches the function as base64.
    pub(crate) fn holds_content(&self, content_type: Option<&str>) -> bool {
        self.everything || content_type.is_some_and(|value| self.matches(essence(value)))
    }

    /// Whether a base64 reply is decoded for a client that sent an `Accept`. Recorded: only the first entry counts and
    /// it is taken literally (`image/*` does not ask for `image/png`); the reply's `Content-Type` does not matter.
    pub(crate) fn accepted(&self, accept: Option<&str>) -> bool {
        let first = accept.and_then(|value| value.split(',').next());
        self.everything || first.is_some_and(|value| self.matches(essence(value)))
    }

    /// What a payload of a `Content-Type` is.
    pub(crate) fn content_nature(&self, content_type: Option<&str>) -> Nature {
        if self.holds_content(content_type) { Nature::Binary } else { Nature::Text }
    }

    /// What a client that sent an `Accept` takes.
    pub(crate) fn accepted_nature(&self, accept: Option<&str>) -> Nature {
        if self.accepted(accept) { Nature::Binary } else { Nature::Text }
    }

    /// Recorded: `application/*` matches its subtypes, `*/test` matches nothing.
    fn matches(&self, media_type: &str) -> bool {
        let media_type = media_type.to_ascii_lowercase();
        self.types.iter().any(|pattern| match pattern.strip_suffix("/*") {
            Some(family) => media_type
                .strip_prefix(family)
                .is_some_and(|rest| rest.starts_with('/') && !family.contains('*') && rest != "/*"),
            None => *pattern == media_type,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::BinaryMediaTypes;

    #[test]
    fn decoding_follows_the_first_accept_entry_literally() {
        let table = [
            ("image/png", Some("image/png"), true),
            ("image/png", Some("image/png;q=0.1, text/html"), true),
            ("image/png", Some("image/*"), false),
            ("image/png", Some("*/*"), false),
            ("image/png", Some("image/webp,image/png"), false),
            ("image/png", None, false),
            ("application/*", Some("application/pdf"), true),
            ("application/*", Some("applicationx/pdf"), false),
            ("*/pdf", Some("application/pdf"), false),
            ("*/*", Some("anything/else"), true),
            ("*/*", None, true),
        ];
        for (configured, accept, expected) in table {
            let types = BinaryMediaTypes::new([configured.to_owned()]);
            assert_eq!(types.accepted(accept), expected, "{configured} for {accept:?}");
        }
    }

    #[test]
    fn request_bodies_follow_their_content_type() {
        let types = BinaryMediaTypes::new(["Image/PNG".to_owned()]);
        assert!(types.holds_content(Some("image/png; x=y")));
        assert!(!types.holds_content(Some("text/plain")));
        assert!(!types.holds_content(None));
        assert!(!BinaryMediaTypes::default().holds_content(Some("image/png")));
    }
}
