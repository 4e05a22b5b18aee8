//! Loading OpenAPI 3.0 and Swagger 2.0 documents with API Gateway's extensions, as `import-rest-api` takes them and
//! `get-export` writes them.
//!
//! | what is written | what becomes of it |
//! |---|---|
//! | `swagger: "2.0"`, `openapi: 3.0.x`, JSON or YAML | read; other versions are refused, as by API Gateway |
//! | `info.title`, `paths`, operations, `parameters` (of a path too), `requestBody`, body parameters with `consumes`, headers of `responses` | read |
//! | `definitions`, `components.schemas`, schemas in place | models, JSON Schema draft 4; references are rewritten to `#/components/schemas/NAME` |
//! | `$ref` to parameters, responses and bodies of the document | followed; other files are refused |
//! | `basePath`, `servers` | by [`BasePathMode`] |
//! | `security` of an operation, `securityDefinitions`, `components.securitySchemes` | authorizers, IAM (`awsSigv4`), API keys (header `x-api-key`) |
//! | `security` of the document | a warning when an operation relies on it: API Gateway does not use it |
//! | schemes that nobody checks (`oauth2`, `http`, other keys) | a warning where an operation asks for one |
//! | descriptions, `tags`, examples, `externalDocs`, `operationId`, `produces`, `host`, `schemes`, constraints of parameters, schemas of responses | taken; API Gateway does nothing with them either |
//! | `x-…` of others | taken, as by API Gateway |
//! | unknown fields | a warning |
//! | `x-amazon-apigateway-any-method` | read |
//! | `x-amazon-apigateway-api-key-source` | read |
//! | `x-amazon-apigateway-auth` | read |
//! | `x-amazon-apigateway-authorizer` | read: `token` and `request`; `cognito_user_pools` and `jwt` are refused |
//! | `x-amazon-apigateway-authtype` | read: `awsSigv4`; other words are the author's |
//! | `x-amazon-apigateway-binary-media-types` | read |
//! | `x-amazon-apigateway-cors` | refused: HTTP APIs |
//! | `x-amazon-apigateway-documentation` | taken: no answer depends on it |
//! | `x-amazon-apigateway-endpoint-access-mode` | refused: outside of deployments |
//! | `x-amazon-apigateway-endpoint-configuration` | refused: outside of deployments |
//! | `x-amazon-apigateway-gateway-responses` | read |
//! | `x-amazon-apigateway-importexport-version` | read: `1.0` |
//! | `x-amazon-apigateway-integration` | read: `aws` and `aws_proxy` with a function, `http`, `http_proxy`, `mock`; other services, VPC links, streaming and `insecureSkipVerification` are refused; credentials and cache fields are taken |
//! | `x-amazon-apigateway-integrations` | refused: HTTP APIs |
//! | `x-amazon-apigateway-minimum-compression-size` | read |
//! | `x-amazon-apigateway-policy` | refused: outside of deployments |
//! | `x-amazon-apigateway-request-validator`, `x-amazon-apigateway-request-validators` | read |
//! | `x-amazon-apigateway-security-policy` | refused: outside of deployments |
//! | `x-amazon-apigateway-tag-value` | taken, within `tags` |
//! | other `x-amazon-…` | refused |
//!
//! A **warning** is something that API Gateway imports without, such as a parameter mapping that is no text. It keeps the
//! document from being loaded all the same, as with `failonwarnings=true`, unless [`OpenApiImport::accept_warnings`] is
//! called: then the API is what API Gateway makes of it, and the warnings are handed over with it.

mod base_path;
mod document;
mod fields;
mod findings;
mod function_uri;
mod integration;
mod mappings;
mod models;
mod parameters;
mod paths;
mod responses;
mod security;
mod settings;
mod yaml;

pub use base_path::BasePathMode;

use crate::api::{Address, Api, Stage};
use crate::definition::{ApiDefinition, IntegrationDefinition, IntegrationTarget};
use crate::error::{LoadError, LoadErrors};
use crate::resource_tree::ResourceTree;
use document::Document;
use fields::{OPENAPI, SWAGGER};
use findings::{Fields, Findings};
use indexmap::IndexMap;
use lockstep_route::Validate;
use security::Scheme;

impl ApiDefinition {
    /// Reads an OpenAPI 3.0 or Swagger 2.0 document, JSON or YAML, with API Gateway's extensions; `place` names it in
    /// messages. Its base path is ignored, as by API Gateway when nothing is said.
    ///
    /// ```
    /// let document = r#"
    /// openapi: 3.0.1
    /// info: { title: Greetings }
    /// paths:
    ///   /greetings/{name}:
    ///     get:
    ///       responses: { 200: { description: A greeting } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: 200
    ///             responseTemplates: { application/json: "{\"hello\": \"$input.params('name')\"}" }
    /// "#;
    /// let definition = lockstep_gateway::ApiDefinition::from_openapi(document, "greetings.yaml")?;
    /// assert_eq!(definition.resources[0].path, "/greetings/{name}");
    ///
    /// let errors = lockstep_gateway::ApiDefinition::from_openapi(&document.replace("mock", "mcok"), "greetings.yaml");
    /// assert_eq!(
    ///     errors.unwrap_err().to_string(),
    ///     "greetings.yaml:9:15: /paths/~1greetings~1{name}/get/x-amazon-apigateway-integration/type: `mcok` is not known \
    ///      here; did you mean `mock`? There are `aws`, `aws_proxy`, `http`, `http_proxy`, `mock`"
    /// );
    /// # Ok::<(), lockstep_gateway::LoadErrors>(())
    /// ```
    ///
    /// # Errors
    /// Every mistake there is, each with line, column and JSON pointer; warnings of API Gateway among them.
    pub fn from_openapi(text: &str, place: &str) -> Result<Self, LoadErrors> {
        OpenApiImport::new().read(text, place).map(|(definition, _)| definition)
    }
}

impl Api {
    /// Loads an OpenAPI document as [`ApiDefinition::from_openapi`] reads it.
    ///
    /// ```
    /// use lockstep_gateway::{Address, Api, Stage};
    ///
    /// let document = r#"{
    ///     "openapi": "3.0.1",
    ///     "info": { "title": "Health" },
    ///     "paths": {
    ///         "/health": {
    ///             "get": {
    ///                 "responses": { "204": { "description": "It lives" } },
    ///                 "x-amazon-apigateway-integration": {
    ///                     "type": "mock",
    ///                     "requestTemplates": { "application/json": "{\"statusCode\": 204}" },
    ///                     "responses": { "default": { "statusCode": "204" } }
    ///                 }
    ///             }
    ///         }
    ///     }
    /// }"#;
    /// let api = Api::from_openapi(document, "health.json", 1, Address::Stage, Stage::new("dev"))?;
    /// # let _ = api;
    /// # Ok::<(), lockstep_gateway::LoadErrors>(())
    /// ```
    ///
    /// # Errors
    /// Every mistake there is, each with its place.
    pub fn from_openapi(
        text: &str,
        place: &str,
        version: u32,
        address: Address,
        stage: Stage,
    ) -> Result<Self, LoadErrors> {
        Self::new(&ApiDefinition::from_openapi(text, place)?, version, address, stage)
    }
}

/// How a document is imported.
///
/// ```
/// use lockstep_gateway::{BasePathMode, OpenApiImport};
///
/// let document = r#"{
///     "swagger": "2.0", "info": { "title": "Talks" }, "basePath": "/v1",
///     "paths": { "/talks": {} }, "remark": "nobody knows this field"
/// }"#;
/// let import = OpenApiImport::new().base_path(BasePathMode::Prepend).accept_warnings();
/// let (definition, warnings) = import.read(document, "talks.json")?;
/// assert_eq!(definition.resources[0].path, "/v1/talks");
/// assert_eq!(
///     warnings[0].to_string(),
///     "talks.json:3:32: /remark: unknown field `remark`; remove it"
/// );
/// # Ok::<(), lockstep_gateway::LoadErrors>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct OpenApiImport {
    base_path: BasePathMode,
    accepts_warnings: bool,
}

impl OpenApiImport {
    /// An import that ignores the base path and refuses what API Gateway warns of.
    pub fn new() -> Self {
        Self::default()
    }

    /// What becomes of the document's base path.
    #[must_use]
    pub fn base_path(mut self, mode: BasePathMode) -> Self {
        self.base_path = mode;
        self
    }

    /// Imports in spite of warnings (`failonwarnings=false`), without what they are about.
    #[must_use]
    pub fn accept_warnings(mut self) -> Self {
        self.accepts_warnings = true;
        self
    }

    /// Reads a document; `place` names it in messages. With the definition come the warnings, none unless they are accepted.
    ///
    /// # Errors
    /// Every mistake there is, in the order of the document.
    pub fn read(self, text: &str, place: &str) -> Result<(ApiDefinition, Vec<LoadError>), LoadErrors> {
        let document = Document::read(text, place)?;
        let (definition, mut findings) = Import::new(&document, self.base_path)?.run();
        if !self.accepts_warnings {
            findings.errors.append(&mut findings.warnings);
        }
        for list in [&mut findings.errors, &mut findings.warnings] {
            list.sort_by_key(position);
            // What several operations refer to is found wrong by each of them.
            list.dedup();
        }
        LoadErrors::none_of(findings.errors)?;
        Ok((definition, findings.warnings))
    }
}

/// Where a finding stands.
fn position(error: &LoadError) -> (usize, usize) {
    match error {
        LoadError::Document { line, column, .. } => (*line, *column),
        _ => (0, 0),
    }
}

/// Which specification a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.0.
    OpenApi,
}

/// A document on its way into a definition.
struct Import<'d> {
    document: &'d Document,
    findings: Findings<'d>,
    root: Fields<'d>,
    dialect: Dialect,
    base_path: BasePathMode,
    definition: ApiDefinition,
    /// The models that the document names.
    model_names: Vec<String>,
    schemes: IndexMap<String, Scheme>,
    validators: IndexMap<String, Option<Validate>>,
    default_validator: Option<Validate>,
    consumes: Vec<String>,
    /// The paths so far, so that one that cannot stand beside them is found where it is.
    tree: ResourceTree,
    /// How many operations have no `security` of their own.
    open_operations: usize,
}

impl<'d> Import<'d> {
    fn new(document: &'d Document, base_path: BasePathMode) -> Result<Self, LoadErrors> {
        let mut findings = Findings::new(document);
        let dialect = dialect(document, &mut findings);
        let root = dialect.and_then(|dialect| {
            let table = match dialect {
                Dialect::Swagger => SWAGGER,
                Dialect::OpenApi => OPENAPI,
            };
            findings.fields(&document.root, table)
        });
        let (Some(dialect), Some(root)) = (dialect, root) else {
            return Err(LoadErrors::all(findings.errors));
        };
        let definition = ApiDefinition { place: document.place().to_owned(), ..ApiDefinition::default() };
        Ok(Self {
            document,
            findings,
            root,
            dialect,
            base_path,
            definition,
            model_names: Vec::new(),
            schemes: IndexMap::new(),
            validators: IndexMap::new(),
            default_validator: None,
            consumes: Vec::new(),
            tree: ResourceTree::default(),
            open_operations: 0,
        })
    }

    fn run(mut self) -> (ApiDefinition, Findings<'d>) {
        self.settings();
        self.components();
        if let Some(node) = self.root.get("definitions") {
            self.models(node);
        }
        if let Some(node) = self.root.get("securityDefinitions") {
            self.security_schemes(node);
        }
        let prefix = self.path_prefix();
        self.paths(&prefix);
        self.document_security();
        (self.definition, self.findings)
    }
}

/// The specification that a document says it follows.
fn dialect<'d>(document: &'d Document, findings: &mut Findings<'d>) -> Option<Dialect> {
    let root = &document.root;
    let members = findings.members(root).iter();
    let version = members.clone().find(|member| matches!(member.key.as_str(), "swagger" | "openapi"));
    let Some(member) = version else {
        let advice = "add `\"openapi\": \"3.0.1\"` or `\"swagger\": \"2.0\"`";
        findings.error(root, "the document does not say which specification it follows", advice);
        return None;
    };
    // YAML may have a number there.
    let written = document.written(&member.value.span).trim_matches(['"', '\'']);
    let known = match member.key.as_str() {
        "swagger" => (written == "2.0").then_some(Dialect::Swagger),
        _ => (written == "3.0" || written.starts_with("3.0.")).then_some(Dialect::OpenApi),
    };
    if known.is_none() {
        let problem = format!("API Gateway imports Swagger 2.0 and OpenAPI 3.0, not `{written}`");
        findings.error(&member.value, problem, "write the document by one of them");
    }
    known
}

/// What stands for the integration of an operation that has none, so that its other mistakes are found.
fn nothing() -> IntegrationDefinition {
    IntegrationDefinition::new(IntegrationTarget::Mock)
}

#[cfg(test)]
mod tests {
    use super::fields;

    /// The table above is complete: it names every extension that is known.
    #[test]
    fn every_extension_is_documented() {
        let documentation = include_str!("openapi.rs");
        let tables = [
            fields::SWAGGER,
            fields::OPENAPI,
            fields::COMPONENTS,
            fields::SERVER,
            fields::PATH_ITEM,
            fields::SWAGGER_OPERATION,
            fields::OPENAPI_OPERATION,
            fields::SECURITY_SCHEME,
        ];
        let extensions = tables.iter().flat_map(|table| table.iter()).map(|(name, _)| name);
        for extension in extensions.filter(|name| name.starts_with("x-amazon-")) {
            let line = documentation.lines().find(|line| line.contains(&format!("`{extension}`")));
            assert!(line.is_some_and(|line| line.starts_with("//! |")), "{extension}");
        }
    }
}
