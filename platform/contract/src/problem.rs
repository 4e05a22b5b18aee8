//! How every error looks: a problem document (RFC 9457).

use serde_json::{Value, json};

/// The name of the components.
pub(crate) const NAME: &str = "Problem";

pub(crate) fn schema() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong (RFC 9457).",
        "required": ["type", "title"],
        "properties": {
            "type": { "type": "string", "description": "What kind of problem it is; `about:blank`: the status says it." },
            "title": { "type": "string", "description": "The kind of problem, in words." },
            "status": { "type": "integer", "description": "The HTTP status." },
            "detail": { "type": "string", "description": "What went wrong this time." },
            "instance": { "type": "string", "description": "The id of the request: name it when you ask for help." },
            "field": { "type": "string", "description": "The input that is at fault." }
        }
    })
}

pub(crate) fn response() -> Value {
    json!({
        "description": "An error.",
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
    })
}

pub(crate) fn reference() -> Value {
    json!({ "$ref": "#/components/responses/Problem" })
}
