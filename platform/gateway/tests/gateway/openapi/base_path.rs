//! What becomes of the base path.

use super::MOCK;
use lockstep_gateway::{BasePathMode, OpenApiImport};

fn paths(head: &str, mode: BasePathMode) -> String {
    let text = format!(
        r#"{{{head}, "info": {{"title": "Talks"}}, "paths": {{
            "/": {{"get": {{"responses": {{"200": {{}}}}{MOCK}}}}},
            "/talks": {{"get": {{"responses": {{"200": {{}}}}{MOCK}}}}}}}}}"#
    );
    let import = OpenApiImport::new().base_path(mode).read(&text, "api");
    let (definition, _) = import.unwrap_or_else(|errors| panic!("{errors}"));
    let paths: Vec<_> = definition.resources.iter().map(|resource| resource.path.as_str()).collect();
    paths.join(" ")
}

#[test]
fn it_is_ignored_put_before_or_split() {
    let variable = r#""openapi": "3.0.1", "servers": [
        {"url": "https://example.org/other"},
        {"url": "https://example.org/{basePath}", "variables": {"stage": {"default": "x"}, "basePath": {"default": "/a/b"}}},
        {"url": "/", "variables": {"basePath": {"default": "c"}}}]"#;
    let table = [
        (r#""swagger": "2.0", "basePath": "/a/b""#, "/a/b /a/b/talks", "/b /b/talks"),
        (r#""swagger": "2.0", "basePath": "a""#, "/a /a/talks", "/ /talks"),
        (r#""swagger": "2.0", "basePath": "/""#, "/ /talks", "/ /talks"),
        (r#""swagger": "2.0""#, "/ /talks", "/ /talks"),
        (variable, "/a/b /a/b/talks", "/b /b/talks"),
        (
            r#""openapi": "3.0.1", "servers": [{"url": "https://example.org/a/b/"}]"#,
            "/a/b /a/b/talks",
            "/b /b/talks",
        ),
        (r#""openapi": "3.0.1", "servers": [{"url": "https://example.org"}]"#, "/ /talks", "/ /talks"),
        (r#""openapi": "3.0.1", "servers": [{"url": "/a"}]"#, "/a /a/talks", "/ /talks"),
        (r#""openapi": "3.0.1", "servers": []"#, "/ /talks", "/ /talks"),
    ];
    for (more, prepended, split) in table {
        assert_eq!(paths(more, BasePathMode::Ignore), "/ /talks", "{more}");
        assert_eq!(paths(more, BasePathMode::Prepend), prepended, "{more}");
        assert_eq!(paths(more, BasePathMode::Split), split, "{more}");
    }
}
