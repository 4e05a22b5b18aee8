//! The query of a request.

use indexmap::IndexMap;
use percent_encoding::percent_decode;
use std::borrow::Cow;

/// Decoded parameters in order of appearance: a name stands once, with all its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(pub(crate) IndexMap<String, Vec<String>>);

impl Query {
    /// Reads a query as sent, without its question mark. Recorded: `+` is a space, escapes are decoded.
    pub(crate) fn parse(raw: &str) -> Self {
        let mut parameters: IndexMap<String, Vec<String>> = IndexMap::new();
        for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name), decode(value));
            parameters.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        Self(parameters)
    }

    /// The last value of a parameter.
    pub(crate) fn last(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.last().map(String::as_str)
    }
}

fn decode(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte == b'+' || byte == b'%') {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    Cow::Owned(percent_decode(spaced.as_bytes()).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::Query;
    use std::time::{Duration, Instant};

    #[test]
    fn values_are_decoded_and_repeated_names_collect() {
        let query = Query::parse(
            "when=2030-01-01T10:00:00+02:00&mail=a%2Bb@example.org&tag=x&tag=y&flag&&=z&u=caf%C3%A9&bad=%zz",
        );
        let pairs: Vec<(&str, Vec<&str>)> = query
            .0
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("when", vec!["2030-01-01T10:00:00 02:00"]),
                ("mail", vec!["a+b@example.org"]),
                ("tag", vec!["x", "y"]),
                ("flag", vec![""]),
                ("", vec!["z"]),
                ("u", vec!["café"]),
                ("bad", vec!["%zz"]),
            ]
        );
        assert_eq!(query.last("tag"), Some("y"));
        assert_eq!(query.last("none"), None);
    }

    #[test]
    fn many_names_take_no_more_time_each_than_few() {
        let names: Vec<String> = (0..100_000).map(|name| name.to_string()).collect();
        let raw = names.join("=x&");
        let began = Instant::now();
        let query = Query::parse(&raw);
        assert_eq!((query.0.len(), query.last("99998")), (100_000, Some("x")));
        // A fraction of a second; comparing each name with all before it takes more than a minute.
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    }
}
