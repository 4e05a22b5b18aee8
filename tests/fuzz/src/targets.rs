//! The targets by name.

mod json_path;
mod open_api;
mod request;
mod template;

/// One thing to fuzz.
pub struct Target {
    /// Its name, which is also its corpus's folder.
    pub name: &'static str,
    /// What is done with the bytes. A panic is a finding.
    pub run: fn(&[u8]),
}

/// All there are.
pub const TARGETS: &[Target] = &[
    Target { name: "template-parser", run: template::parse },
    Target { name: "template-renderer", run: template::render },
    Target { name: "json-path", run: json_path::find },
    Target { name: "request", run: request::answer },
    Target { name: "open-api", run: open_api::load },
];
