//! Templates and expressions over whole requests.

mod context;
mod expression;
mod input;
mod limits;
mod overrides;
mod util;

use super::{Body, MappingError, MappingTemplate, Overrides};
use crate::testing::Asked;

/// Renders a template over a body for a request.
fn render_for(asked: &Asked, template: &str, body: &str) -> Result<String, MappingError> {
    let template = MappingTemplate::compile(template).unwrap();
    asked.with(|request| template.render(request, &body.into(), &mut Overrides::default()))
}

/// Renders a template over a body.
fn render(template: &str, body: &str) -> Result<String, MappingError> {
    render_for(&Asked::post("/", ""), template, body)
}

/// Renders a request's template and then a response's.
fn render_both(request_template: &str, response_template: &str) -> (String, Overrides) {
    let mut overrides = Overrides::default();
    let rendered = Asked::post("/", "").with(|request| {
        let mut render = |template: &str| {
            let template = MappingTemplate::compile(template).unwrap();
            template.render(request, &Body::default(), &mut overrides).unwrap()
        };
        render(request_template);
        render(response_template)
    });
    (rendered, overrides)
}
