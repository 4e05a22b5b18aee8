//! What an authorizer goes by.

use crate::request_context::RequestContext;
use sha2::{Digest, Sha256};

/// One identity source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Header(String),
    QueryString(String),
    StageVariable(String),
    Context(String),
}

/// Under what a decision is kept: a digest, so that tokens are not kept.
pub(crate) type CacheKey = [u8; 32];

impl Source {
    /// Reads an expression. Documented: headers, parameters of the query, stage variables and `$context` variables; variables of
    /// the path are none.
    pub(crate) fn read(expression: &str) -> Option<Self> {
        let expression = expression.trim();
        let named =
            |prefix: &str| expression.strip_prefix(prefix).filter(|rest| !rest.is_empty()).map(str::to_owned);
        named("method.request.header.")
            .map(Self::Header)
            .or_else(|| named("method.request.querystring.").map(Self::QueryString))
            .or_else(|| named("stageVariables.").map(Self::StageVariable))
            .or_else(|| named("context.").map(Self::Context))
    }

    /// All values; none when the source is not there.
    fn values<'a>(&self, request: &'a RequestContext<'_>) -> Vec<std::borrow::Cow<'a, str>> {
        match self {
            Self::Header(name) => {
                let lines = request.request.headers.iter();
                let lines = lines.filter(|(present, _)| present.eq_ignore_ascii_case(name));
                lines.map(|(_, value)| value.into()).collect()
            }
            Self::QueryString(name) => {
                let values = request.query.0.get(name).into_iter().flatten();
                values.map(|value| value.as_str().into()).collect()
            }
            Self::StageVariable(name) => request.stage_variable(name).map(Into::into).into_iter().collect(),
            Self::Context(name) => request.variable(name).into_iter().collect(),
        }
    }
}

/// What a request has of the sources: the value of the first, and the key of all. Documented: each must be there and not empty;
/// else nobody is asked. Of a repeated header or parameter the last counts, as in events; the key holds them all.
pub(crate) fn identity(sources: &[Source], request: &RequestContext<'_>) -> Option<(String, CacheKey)> {
    let mut digest = Sha256::new();
    let mut first = None;
    for source in sources {
        let values = source.values(request);
        let last = values.last().filter(|value| !value.is_empty())?;
        first.get_or_insert_with(|| last.to_string());
        digest.update((values.len() as u64).to_be_bytes());
        for value in &values {
            digest.update((value.len() as u64).to_be_bytes());
            digest.update(value.as_bytes());
        }
    }
    Some((first.unwrap_or_default(), digest.finalize().into()))
}

#[cfg(test)]
mod tests {
    use super::{Source, identity};
    use crate::testing::Asked;

    #[test]
    fn expressions_are_read() {
        let table = [
            ("method.request.header.Authorization", Some(Source::Header("Authorization".to_owned()))),
            (" method.request.querystring.token ", Some(Source::QueryString("token".to_owned()))),
            ("stageVariables.tenant", Some(Source::StageVariable("tenant".to_owned()))),
            ("context.identity.sourceIp", Some(Source::Context("identity.sourceIp".to_owned()))),
            ("method.request.path.code", None),
            ("method.request.header.", None),
            ("method.request.body", None),
            ("$request.header.Authorization", None),
            ("", None),
        ];
        for (expression, expected) in table {
            assert_eq!(Source::read(expression), expected, "{expression}");
        }
    }

    #[test]
    fn every_source_must_have_a_value() {
        let sources: Vec<Source> = [
            "method.request.header.X-Token",
            "method.request.querystring.tenant",
            "stageVariables.env",
            "context.identity.sourceIp",
        ]
        .into_iter()
        .filter_map(Source::read)
        .collect();
        let whole = Asked::get("/x?tenant=a").header("x-token", "t").stage_variables(&[("env", "dev")]);
        let of = |asked: &Asked| asked.with(|request| identity(&sources, request));
        assert_eq!(of(&whole).unwrap().0, "t");
        let without = [
            Asked::get("/x?tenant=a").stage_variables(&[("env", "dev")]),
            Asked::get("/x?tenant=").header("x-token", "t").stage_variables(&[("env", "dev")]),
            Asked::get("/x").header("x-token", "t").stage_variables(&[("env", "dev")]),
            Asked::get("/x?tenant=a").header("x-token", "t"),
            whole.clone().header("X-Token", ""),
        ];
        for asked in without {
            assert_eq!(of(&asked), None);
        }
    }

    #[test]
    fn keys_differ_when_any_value_does() {
        let sources: Vec<Source> = ["method.request.header.A", "method.request.header.B"]
            .into_iter()
            .filter_map(Source::read)
            .collect();
        let of = |headers: &[(&str, &str)]| {
            let asked =
                headers.iter().fold(Asked::get("/x"), |asked, (name, value)| asked.header(name, value));
            asked.with(|request| identity(&sources, request)).unwrap().1
        };
        let keys = [
            of(&[("A", "ab"), ("B", "c")]),
            of(&[("A", "a"), ("B", "bc")]),
            of(&[("A", "c"), ("B", "ab")]),
            of(&[("A", "x"), ("A", "ab"), ("B", "c")]),
            of(&[("A", "ab"), ("B", "c"), ("B", "c")]),
        ];
        for (position, key) in keys.iter().enumerate() {
            assert!(!keys[..position].contains(key));
        }
        assert_eq!(keys[0], of(&[("b", "c"), ("a", "ab")]));
    }
}
