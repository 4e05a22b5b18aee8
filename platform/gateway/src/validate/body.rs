//! The body against its model.

use super::models::Models;
use super::wording::wording;
use crate::definition::MethodDefinition;
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::message::HttpRequest;
use serde_json::Value;
use std::sync::Arc;

/// The media type of a request that says none (documented).
const DEFAULT_MEDIA_TYPE: &str = "application/json";

/// The key of a model for every media type that has none of its own (documented).
const ANY_MEDIA_TYPE: &str = "$default";

/// The models of a method by media type.
#[derive(Debug)]
pub(crate) struct Body(Vec<(String, Arc<jsonschema::Validator>)>);

impl Body {
    pub(crate) fn compile(
        method: &MethodDefinition,
        models: &Models<'_>,
        mistakes: &mut Vec<LoadError>,
    ) -> Self {
        // A name without a model was reported already.
        let existing = method.models.iter().filter(|(_, name)| models.contains(name));
        let compiled = existing.filter_map(|(media_type, name)| match models.validator(name) {
            Ok(validator) => Some((media_type.clone(), validator)),
            Err(problem) => {
                mistakes.push(LoadError::Mistake { place: method.place.clone(), problem });
                None
            }
        });
        Self(compiled.collect())
    }

    /// Documented: the media type alone chooses; without a model for it nothing is checked. Recorded: a request without a body
    /// fails a model that requires something. Silent: whether it is checked as `{}`; templates see it so (recorded).
    pub(crate) fn check(&self, request: &HttpRequest) -> Result<(), Failure> {
        let content_type = request.headers.get("Content-Type").unwrap_or(DEFAULT_MEDIA_TYPE);
        let Some(validator) = self.model(content_type) else { return Ok(()) };
        let body = if request.body.is_empty() { &b"{}"[..] } else { &request.body };
        let Ok(body) = serde_json::from_slice::<Value>(body) else {
            return Err(Failure::invalid_body("[Unknown error parsing request body]".to_owned()));
        };
        if validator.is_valid(&body) {
            return Ok(());
        }
        Err(Failure::invalid_body(wording(validator.iter_errors(&body))))
    }

    fn model(&self, content_type: &str) -> Option<&jsonschema::Validator> {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        let media_type = if media_type.is_empty() { DEFAULT_MEDIA_TYPE } else { media_type };
        let of = |wanted: &str| self.0.iter().find(|(present, _)| present.eq_ignore_ascii_case(wanted));
        of(media_type).or_else(|| of(ANY_MEDIA_TYPE)).map(|(_, validator)| &**validator)
    }
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::definition::{ApiDefinition, IntegrationDefinition, IntegrationTarget, MethodDefinition};
    use crate::error::LoadError;
    use crate::testing::Asked;
    use crate::validate::{Models, Validator};
    use lockstep_route::Validate;
    use serde_json::json;

    fn definition() -> ApiDefinition {
        let models = [
            (
                "Sum",
                json!({ "type": "object", "required": ["a", "b"], "properties": { "a": { "type": "number" } } }),
            ),
            ("Text", json!({ "type": "string" })),
            ("Broken", json!({ "type": "strnig" })),
        ];
        let models = models.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
        ApiDefinition { models, ..ApiDefinition::default() }
    }

    fn method(models: &[(&str, &str)]) -> MethodDefinition {
        let mut method =
            MethodDefinition::new("v1/sum.json", "POST", IntegrationDefinition::new(IntegrationTarget::Mock));
        method.models = models
            .iter()
            .map(|(media_type, model)| ((*media_type).to_owned(), (*model).to_owned()))
            .collect();
        method.validate = Some(Validate::Body);
        method
    }

    #[test]
    fn the_media_type_chooses_the_model() {
        let definition = definition();
        let models = Models::new(&definition);
        let mut mistakes = Vec::new();
        let one = method(&[("application/json", "Sum")]);
        let any = method(&[("application/json", "Sum"), ("$default", "Text")]);
        let one = Body::compile(&one, &models, &mut mistakes);
        let any = Body::compile(&any, &models, &mut mistakes);
        assert_eq!(mistakes, []);
        // content type, body, whether it passes one model for JSON, whether it passes JSON and `$default`
        let table = [
            (None, r#"{"a":1,"b":2}"#, true, true),
            (None, r#"{"test":"test"}"#, false, false),
            (None, "", false, false),
            (Some("application/json"), "", false, false),
            (Some("Application/JSON; charset=utf-8"), r#"{"a":1}"#, false, false),
            (Some("Application/JSON;charset=utf-8"), r#"{"a":1,"b":null}"#, true, true),
            (Some(""), "{}", false, false),
            (Some("text/plain"), "not JSON", true, false),
            (Some("text/plain"), r#""JSON""#, true, true),
            (Some("application/json"), "{", false, false),
            (Some("application/json"), r#"{"a":1,"b":2} trailing"#, false, false),
            (Some("application/json"), r#"{"a":1e999,"b":2}"#, false, false),
        ];
        for (content_type, body, passes_one, passes_any) in table {
            let mut asked = Asked::post("/sum", body);
            if let Some(content_type) = content_type {
                asked = asked.header("content-type", content_type);
            }
            assert_eq!(one.check(&asked.request()).is_ok(), passes_one, "{content_type:?} {body}");
            assert_eq!(any.check(&asked.request()).is_ok(), passes_any, "{content_type:?} {body}");
        }
    }

    #[test]
    fn hostile_bodies_are_refused_and_told_of_shortly() {
        let definition = definition();
        let models = Models::new(&definition);
        let body = Body::compile(&method(&[("application/json", "Sum")]), &models, &mut Vec::new());
        let deep = "[".repeat(1_000_000);
        let wide = format!(r#"{{"a":"{}"}}"#, "x".repeat(5_000_000));
        for hostile in [deep, wide, "\u{feff}{}".to_owned()] {
            let failure = body.check(&Asked::post("/sum", &hostile).request()).unwrap_err();
            let error = failure.error_variables();
            assert!(error.validation_error.unwrap().len() < 20_000);
            assert_eq!(error.message, Some("Invalid request body"));
        }
        let bytes = Asked::post("/sum", [0xff, 0xfe, 0x00]).request();
        assert!(body.check(&bytes).is_err());
    }

    #[test]
    fn models_that_cannot_be_used_are_mistakes() {
        let definition = definition();
        let models = Models::new(&definition);
        let mut mistakes = Vec::new();
        let unknown = method(&[("application/json", "Nobody"), ("text/plain", "Broken")]);
        assert!(Validator::compile(&unknown, &models, &mut mistakes).is_some());
        let messages: Vec<String> = mistakes.iter().map(LoadError::to_string).collect();
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[0], "v1/sum.json: there is no model `Nobody` for `application/json`");
        assert!(messages[1].starts_with("v1/sum.json: model `Broken`: /type: "), "{}", messages[1]);
        // Without validation only the name is looked at.
        let unchecked = MethodDefinition { validate: None, ..unknown };
        let mut mistakes = Vec::new();
        assert!(Validator::compile(&unchecked, &models, &mut mistakes).is_none());
        assert_eq!(mistakes.len(), 1);
    }
}
