//! OpenAPI documents.

use lockstep_gateway::{Address, Api, ApiDefinition, BasePathMode, OpenApiImport, Stage};

/// Loads the bytes as a document, strictly and leniently, and compiles what comes.
pub fn load(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(errors) = ApiDefinition::from_openapi(&text, "api.yaml") {
        assert!(!errors.to_string().is_empty(), "a document is refused without a word");
    }
    let lenient = OpenApiImport::new().base_path(BasePathMode::Prepend).accept_warnings();
    if let Ok((definition, _)) = lenient.read(&text, "api.yaml") {
        // Whether it compiles is not the question here.
        let _ = Api::new(&definition, 1, Address::Stage, Stage::new("dev"));
    }
}
