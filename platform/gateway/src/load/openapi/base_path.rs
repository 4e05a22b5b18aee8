//! The path below which a document says its API is found.

use super::fields::{SERVER, SERVER_VARIABLE};
use super::{Dialect, Import};
use lockstep_route::json::Node;

/// What becomes of the document's base path (`basepath` of `import-rest-api`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BasePathMode {
    /// It is as if there were none.
    #[default]
    Ignore,
    /// It precedes every path.
    Prepend,
    /// Its first segment falls away, being the custom domain's, and the rest precedes every path.
    Split,
}

impl Import<'_> {
    /// What precedes every path: empty, or like `/v1/talks`.
    pub(super) fn path_prefix(&mut self) -> String {
        let base = match self.dialect {
            Dialect::Swagger => {
                self.root.get("basePath").and_then(|node| self.findings.text(node)).map(str::to_owned)
            }
            Dialect::OpenApi => self.server_path(),
        };
        let base = base.unwrap_or_default();
        let segments = base.split('/').filter(|segment| !segment.is_empty());
        let skipped = match self.base_path {
            BasePathMode::Ignore => return String::new(),
            BasePathMode::Prepend => 0,
            BasePathMode::Split => 1,
        };
        segments.skip(skipped).fold(String::new(), |prefix, segment| prefix + "/" + segment)
    }

    /// Documented: the first variable `basePath` of a server, whether its URL has it or not; else the path of the first
    /// server's URL.
    fn server_path(&mut self) -> Option<String> {
        let servers = self.root.get("servers").map(|node| self.findings.items(node)).unwrap_or_default();
        let servers: Vec<_> =
            servers.iter().filter_map(|server| self.findings.fields(server, SERVER)).collect();
        let mut variables = Vec::new();
        for server in &servers {
            let members = server.get("variables").map(|node| self.findings.members(node)).unwrap_or_default();
            for member in members {
                if let Some(fields) = self.findings.fields(&member.value, SERVER_VARIABLE) {
                    variables.push((member.key.as_str(), fields.get("default")));
                }
            }
        }
        let variable = variables.iter().find(|(name, _)| *name == "basePath").map(|(_, value)| *value);
        match variable {
            Some(value) => value.and_then(|node| self.findings.text(node)).map(str::to_owned),
            None => servers.first().and_then(|server| server.get("url")).and_then(|node| self.url_path(node)),
        }
    }
}

impl<'d> Import<'d> {
    fn url_path(&mut self, node: &'d Node) -> Option<String> {
        let url = self.findings.text(node)?;
        let path = match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
            None => url,
        };
        Some(path.to_owned())
    }
}
