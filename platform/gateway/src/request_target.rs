//! Taking a request's target apart: which API, which path in it, which query.

use crate::api::{Address, Api};

/// A target as sent, without scheme and host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RequestTarget<'a> {
    /// From the last of the leading slashes on.
    path: &'a str,
    /// The query without its question mark; empty when there is none.
    pub(crate) query: &'a str,
}

impl<'a> RequestTarget<'a> {
    /// Reads a target in origin or absolute form.
    pub(crate) fn parse(target: &'a str) -> Self {
        let target = target.split('#').next().unwrap_or_default();
        let target = match target.split_once("://") {
            Some((scheme, rest)) if !scheme.contains(['/', '?']) => {
                rest.find(['/', '?']).map_or("/", |position| &rest[position..])
            }
            _ => target,
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        // Recorded: slashes before the stage collapse (`//stage/x` is `/stage/x` even to `requestContext.path`).
        let slashes = path.len() - path.trim_start_matches('/').len();
        Self { path: &path[slashes.saturating_sub(1)..], query }
    }

    /// The first segment: a stage or a base path.
    pub(crate) fn first_segment(&self) -> &'a str {
        self.path.trim_start_matches('/').split('/').next().unwrap_or_default()
    }

    /// The path as `requestContext.path` shows it.
    pub(crate) fn whole_path(&self) -> &'a str {
        if self.path.is_empty() { "/" } else { self.path }
    }

    /// The path within an API, with trailing slashes; recorded: leading slashes collapse, inner ones stay.
    pub(crate) fn path_in(&self, api: &Api) -> &'a str {
        let segment = api.first_segment();
        let rest = if segment.is_empty() {
            self.path
        } else {
            let rest = self.path.strip_prefix('/').unwrap_or(self.path);
            rest.strip_prefix(segment).unwrap_or(rest)
        };
        let slashes = rest.len() - rest.trim_start_matches('/').len();
        if rest.is_empty() { "/" } else { &rest[slashes.saturating_sub(1)..] }
    }

    /// The path as the event's `path` shows it: without the stage (recorded), with a custom domain's base path
    /// (documented).
    pub(crate) fn event_path(&self, api: &Api) -> &'a str {
        match &api.address {
            Address::Stage => self.path_in(api),
            Address::BasePath(_) => self.whole_path(),
        }
    }
}

/// The path that is looked up: recorded: a trailing slash does not count, and is not part of a greedy value.
pub(crate) fn lookup_path(path_in_api: &str) -> &str {
    path_in_api.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::{RequestTarget, lookup_path};
    use crate::api::{Address, Api, Stage};
    use crate::definition::ApiDefinition;

    fn api(address: Address) -> Api {
        Api::new(&ApiDefinition::default(), 1, address, Stage::new("dev")).unwrap()
    }

    #[test]
    fn slashes_and_stages_are_taken_as_recorded() {
        let api = api(Address::Stage);
        // target, requestContext.path, event path, looked up, query
        let table = [
            ("/dev/a", "/dev/a", "/a", "/a", ""),
            ("/dev/a/", "/dev/a/", "/a/", "/a", ""),
            ("/dev/a//b", "/dev/a//b", "/a//b", "/a//b", ""),
            ("//dev/a", "/dev/a", "/a", "/a", ""),
            ("/dev//a", "/dev//a", "/a", "/a", ""),
            ("/dev", "/dev", "/", "", ""),
            ("/dev/", "/dev/", "/", "", ""),
            ("/dev/?x=1", "/dev/", "/", "", "x=1"),
            ("/dev/a%2Bb?x=%20#y", "/dev/a%2Bb", "/a%2Bb", "/a%2Bb", "x=%20"),
            ("http://example.org/dev/a?b", "/dev/a", "/a", "/a", "b"),
        ];
        for (sent, whole, event, lookup, query) in table {
            let target = RequestTarget::parse(sent);
            assert_eq!(target.first_segment(), "dev", "{sent}");
            assert_eq!(target.whole_path(), whole, "{sent}");
            assert_eq!(target.path_in(&api), event, "{sent}");
            assert_eq!(target.event_path(&api), event, "{sent}");
            assert_eq!(lookup_path(target.path_in(&api)), lookup, "{sent}");
            assert_eq!(target.query, query, "{sent}");
        }
    }

    #[test]
    fn a_base_path_stays_in_the_event() {
        let based = api(Address::BasePath("v1".to_owned()));
        let target = RequestTarget::parse("/v1/talks/");
        assert_eq!(target.path_in(&based), "/talks/");
        assert_eq!(target.event_path(&based), "/v1/talks/");
        let whole = api(Address::BasePath(String::new()));
        let target = RequestTarget::parse("/talks");
        assert_eq!(target.path_in(&whole), "/talks");
        assert_eq!(RequestTarget::parse("").whole_path(), "/");
        assert_eq!(RequestTarget::parse("http://example.org").whole_path(), "/");
    }
}
