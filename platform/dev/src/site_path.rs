//! From the path of a URL to a file.

use percent_encoding::percent_decode_str;

/// A path in a site: relative, without dots at the start of a segment, so that it cannot lead anywhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SitePath {
    /// The file that the URL means, and the one that it would mean with the other ending (with a slash, or without).
    Page {
        /// `a/b.html` for `/a/b`, `a/b/index.html` for `/a/b/`.
        file: String,
        /// `a/b/index.html` for `/a/b`, `a/b.html` for `/a/b/`.
        twin: String,
    },
    /// A URL that names a file.
    File(String),
    /// A page under the name of its file: the URL to use instead.
    Elsewhere(String),
}

impl SitePath {
    /// Reads the path of a URL as sent. None when it can mean no file of a site: dot files and parent folders, control
    /// characters, backslashes, empty segments, stored encodings and files that are being written.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let relative = decoded.strip_prefix('/')?;
        if relative.contains('\\') || relative.chars().any(char::is_control) {
            return None;
        }
        if relative.is_empty() {
            return Some(Self::Page { file: "index.html".to_owned(), twin: "index.html".to_owned() });
        }
        let (inner, folder) = match relative.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (relative, false),
        };
        if inner.split('/').any(|segment| segment.is_empty() || segment.starts_with('.')) {
            return None;
        }
        let name = inner.rsplit('/').next().unwrap_or(inner);
        match name.rsplit_once('.') {
            _ if folder => {
                Some(Self::Page { file: format!("{inner}/index.html"), twin: format!("{inner}.html") })
            }
            None => Some(Self::Page { file: format!("{inner}.html"), twin: format!("{inner}/index.html") }),
            Some((_, "br" | "gz" | "partial")) => None,
            Some(("index", "html")) => Some(Self::Elsewhere(path.strip_suffix("index.html")?.to_owned())),
            Some((_, "html")) => Some(Self::Elsewhere(path.strip_suffix(".html")?.to_owned())),
            Some(_) => Some(Self::File(inner.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    fn page(file: &str, twin: &str) -> SitePath {
        SitePath::Page { file: file.to_owned(), twin: twin.to_owned() }
    }

    #[test]
    fn paths_mean_files() {
        let table = [
            ("/", page("index.html", "index.html")),
            ("/conf", page("conf.html", "conf/index.html")),
            ("/conf/", page("conf/index.html", "conf.html")),
            (
                "/conf/schedule/2030-01-02",
                page("conf/schedule/2030-01-02.html", "conf/schedule/2030-01-02/index.html"),
            ),
            ("/conf/schedule.xml", SitePath::File("conf/schedule.xml".to_owned())),
            ("/r/%61bc/day.json", SitePath::File("r/abc/day.json".to_owned())),
            ("/caf%C3%A9", page("café.html", "café/index.html")),
            ("/conf/schedule.html", SitePath::Elsewhere("/conf/schedule".to_owned())),
            ("/conf/index.html", SitePath::Elsewhere("/conf/".to_owned())),
            ("/index.html", SitePath::Elsewhere("/".to_owned())),
            ("/v1.2/", page("v1.2/index.html", "v1.2.html")),
        ];
        for (path, expected) in table {
            assert_eq!(SitePath::parse(path), Some(expected), "{path}");
        }
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        for path in [
            "",
            "conf",
            "//conf",
            "/conf//x",
            "/..",
            "/../x",
            "/a/../b",
            "/%2e%2e/x",
            "/a/%2e%2e%2fx",
            "/.git/config",
            "/a/.env",
            "/a/..%5cb",
            "/a%00b",
            "/a%0ab",
            "/%ff",
            "/./a",
            "/a/.",
            "/conf.html.br",
            "/conf.html.gz",
            "/x.partial",
            "/a%5c..%5cb",
        ] {
            assert_eq!(SitePath::parse(path), None, "{path}");
        }
    }
}
