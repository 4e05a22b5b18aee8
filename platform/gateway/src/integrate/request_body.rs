//! The payload on its way to the integration: converted, then rendered by a template or passed on.

use crate::content::{self, Content};
use crate::definition::{IntegrationDefinition, PassthroughBehavior};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::mapping::{Body, MappingTemplate, Overrides};
use crate::media_type::{self, JSON, essence};
use crate::request_context::RequestContext;
use lockstep_route::ContentHandling;

/// What makes the payload of an integration's request.
#[derive(Debug, Default)]
pub(crate) struct RequestTemplates {
    templates: Vec<(String, MappingTemplate)>,
    passthrough: PassthroughBehavior,
    handling: Option<ContentHandling>,
}

/// The payload of an integration's request.
#[derive(Debug)]
pub(super) enum RequestBody<'a> {
    /// What a template rendered, and the media type of the template.
    Rendered(&'a str, String),
    /// What the client sent.
    Passed(Content),
}

impl RequestTemplates {
    /// Compiles the templates of an integration.
    pub(super) fn compile(
        definition: &IntegrationDefinition,
        place: &str,
        mistakes: &mut Vec<LoadError>,
    ) -> Self {
        let mut templates = Vec::with_capacity(definition.request_templates.len());
        for (media_type, source) in &definition.request_templates {
            match MappingTemplate::compile(source) {
                Ok(template) => templates.push((media_type.clone(), template)),
                Err(error) => mistakes.push(LoadError::Mistake {
                    place: place.to_owned(),
                    problem: format!("the request template for `{media_type}`: {error}"),
                }),
            }
        }
        Self { templates, passthrough: definition.passthrough, handling: definition.content_handling }
    }

    /// The client's payload, converted.
    pub(super) fn convert(&self, context: &RequestContext<'_>) -> Result<Content, Failure> {
        let content_type = context.request.headers.get("Content-Type");
        let nature = context.api.binary_media_types.content_nature(content_type);
        content::of_request(context.request.body.clone(), nature, self.handling)
            .map_err(|error| context.internal(&error))
    }

    /// Makes the payload, and what templates and expressions read of the client's.
    pub(super) fn make(
        &self,
        context: &RequestContext<'_>,
        overrides: &mut Overrides,
    ) -> Result<(RequestBody<'_>, Body), Failure> {
        let template = self.choose(context.request.headers.get("Content-Type"))?;
        let payload = self.convert(context)?;
        let Some((media_type, template)) = template else {
            let readable = match &payload {
                Content::Text(text) => Body::from(text.clone()),
                Content::Binary(_) => Body::default(),
            };
            return Ok((RequestBody::Passed(payload), readable));
        };
        let body = match payload {
            Content::Text(text) => Body::from(text),
            Content::Binary(bytes) if bytes.is_empty() => Body::default(),
            // Recorded: bytes cannot be read by a template.
            Content::Binary(_) => {
                return Err(context.internal(&"the payload is binary and a template is to read it"));
            }
        };
        let rendered = template.render(context, &body, overrides).map_err(|error| {
            context.log(&error);
            error.on_request()
        })?;
        Ok((RequestBody::Rendered(media_type, rendered), body))
    }

    /// The template for a media type. Documented: a request without one is JSON, parameters behind the type don't count; what
    /// has no template is passed on or refused, as `passthroughBehavior` says.
    fn choose(&self, content_type: Option<&str>) -> Result<Option<&(String, MappingTemplate)>, Failure> {
        let media_type = content_type.map_or(JSON, essence);
        let template = media_type::position(&self.templates, media_type).map(|at| &self.templates[at]);
        let refused = match self.passthrough {
            PassthroughBehavior::WhenNoMatch => false,
            PassthroughBehavior::WhenNoTemplates => !self.templates.is_empty(),
            PassthroughBehavior::Never => true,
        };
        if template.is_none() && refused { Err(Failure::unsupported_media_type()) } else { Ok(template) }
    }
}
