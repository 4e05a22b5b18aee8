//! The shapes of requests and replies.

use crate::{functions, talks};
use serde_json::json;

#[test]
fn shapes_are_collected_per_route() {
    let functions = functions();
    let schemas = functions.schemas();
    assert_eq!(
        schemas.routes.keys().collect::<Vec<_>>(),
        ["talks/echo", "talks/fail", "talks/me", "talks/store"]
    );
    let echo = &schemas.routes["talks/echo"];
    assert_eq!(echo.request["required"], json!(["word"]));
    assert_eq!(echo.request["properties"]["word"]["description"], "What is given back.");
    let times = json!({ "description": "How often.", "type": "integer", "minimum": 0, "nullable": true });
    assert_eq!(echo.request["properties"]["times"], times);
    assert_eq!(echo.reply, json!({ "$ref": "#/components/schemas/Echo" }));
    assert_eq!(schemas.definitions.keys().collect::<Vec<_>>(), ["Choice", "Echo", "Size", "Slot"]);
    assert_eq!(talks::builder(talks::version(talks::SETTINGS)).schemas(), *schemas);
}

#[test]
fn replies_of_a_route_s_own_have_no_name() {
    let functions = functions();
    let me = &functions.schemas().routes["talks/me"];
    assert_eq!(me.reply["properties"]["name"], json!({ "type": "string", "nullable": true }));
}

#[test]
fn enums_and_references_are_as_openapi_3_0_has_them() {
    let functions = functions();
    let definitions = &functions.schemas().definitions;
    assert_eq!(definitions["Size"], json!({ "type": "string", "enum": ["small", "large"] }));
    let size = json!({ "allOf": [{ "$ref": "#/components/schemas/Size" }], "nullable": true });
    assert_eq!(definitions["Echo"]["properties"]["size"], size);
    let number = json!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 255 } });
    assert_eq!(definitions["Echo"]["properties"]["number"], number);
}
