//! Loading OpenAPI documents.

mod accepted;
mod base_path;
mod mistakes;
mod mutilated;
mod security;
mod served;

use lockstep_gateway::{ApiDefinition, MethodDefinition, OpenApiImport};

/// A document of one `GET /talks/{code}`; `operation` is added to the operation, `more` to the document.
fn document(operation: &str, more: &str) -> String {
    format!(
        r#"{{"openapi": "3.0.1", "info": {{"title": "Talks"}}{more},
"paths": {{"/talks/{{code}}": {{"get": {{"responses": {{"200": {{"description": "One"}}}}{operation}}}}}}}}}"#
    )
}

/// A mock that answers 200.
const MOCK: &str = r#", "x-amazon-apigateway-integration": {"type": "mock", "responses": {"default": {"statusCode": "200"}}}"#;

fn load(text: &str) -> ApiDefinition {
    ApiDefinition::from_openapi(text, "api").unwrap_or_else(|errors| panic!("{errors}"))
}

/// The one method of a [`document`].
fn method(text: &str) -> MethodDefinition {
    load(text).resources.remove(0).methods.remove(0)
}

/// Every mistake, one a line, without the document's name.
fn mistakes(text: &str) -> Vec<String> {
    let errors = ApiDefinition::from_openapi(text, "api").expect_err(text);
    errors.iter().map(|error| error.to_string().trim_start_matches("api:").to_owned()).collect()
}

/// What API Gateway would make of a document that it warns of, and the warnings.
fn accept(text: &str) -> (ApiDefinition, Vec<String>) {
    let (definition, warnings) =
        OpenApiImport::new().accept_warnings().read(text, "api").unwrap_or_else(|errors| panic!("{errors}"));
    let warnings = warnings.iter().map(|error| error.to_string().trim_start_matches("api:").to_owned());
    (definition, warnings.collect())
}
