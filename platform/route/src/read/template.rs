//! Mapping templates: texts of a pair, or files beside it.

use super::fields::{Fields, SourceFile};
use crate::json::{Member, Node, Shape};
use crate::problem::Mistake;
use crate::template::{Template, TemplateOrigin};
use indexmap::IndexMap;
use std::path::Path;

/// Reads content type → template.
pub(super) fn templates(file: &SourceFile, node: Node) -> IndexMap<String, Template> {
    let span = node.span.clone();
    let Some(members) = file.members(node) else { return IndexMap::new() };
    if members.is_empty() {
        file.report(&(span.start..span.start + 1), Mistake::Meaningless("there is no template in here"));
    }
    let mut templates = IndexMap::new();
    for Member { key, key_span, value } in members {
        if !is_media_type(&key) {
            let expected = "a content type without parameters, such as `application/json`";
            file.report(&key_span, Mistake::BadValue { value: key.clone(), expected });
        }
        templates.extend(template(file, value).map(|template| (key, template)));
    }
    templates
}

/// A template as a text, or as `{ "file": "list_talks.vtl" }`.
fn template(file: &SourceFile, node: Node) -> Option<Template> {
    let (line, column) = file.position(&node.span);
    match node.shape {
        Shape::Text(text) => {
            let origin = TemplateOrigin::Pair { file: file.label.clone(), line, column };
            Some(Template { text, origin })
        }
        Shape::Object(_) => of_file(file, node),
        _ => file.wrong_shape(&node, "a template, or the file that holds it"),
    }
}

fn of_file(file: &SourceFile, node: Node) -> Option<Template> {
    let name = Fields::open(file, node, &["file"])?.require_text("file")?;
    let is_plain = !name.value.starts_with('.') && !name.value.contains(['/', '\\']);
    let extension = Path::new(&name.value).extension();
    if !is_plain || extension.is_none_or(|extension| extension != "vtl") {
        let expected = "the name of a file beside the pair that ends in `.vtl`";
        file.report(&name.span, Mistake::BadValue { value: name.value, expected });
        return None;
    }
    match std::fs::read_to_string(file.beside(&name.value)) {
        Ok(text) => {
            let folder = file.label.rsplit_once('/').map_or("", |(folder, _)| folder);
            let origin = TemplateOrigin::File { file: format!("{folder}/{}", name.value) };
            Some(Template { text, origin })
        }
        Err(error) => {
            let reason = format!("`{}`: {error}", name.value);
            file.report(&name.span, Mistake::Unreadable(reason));
            None
        }
    }
}

/// `type/subtype`: API Gateway compares nothing else.
fn is_media_type(text: &str) -> bool {
    let is_token =
        |part: &str| !part.is_empty() && !part.contains(|c: char| "/;,\"".contains(c) || c.is_whitespace());
    text.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}
