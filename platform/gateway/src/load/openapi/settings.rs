//! What the document says of the API as a whole.

use super::Import;
use super::fields::{COMPONENTS, GATEWAY_RESPONSE, INFO, VALIDATOR};
use super::findings::nearest;
use crate::definition::ApiKeySource;
use lockstep_route::json::{Member, Node, Shape};
use lockstep_route::{GatewayResponse, GatewayResponseType, HeaderSource, Validate};

/// The largest `minimumCompressionSize`, bytes (documented).
const LARGEST_COMPRESSION_SIZE: u32 = 10_485_760;

impl<'d> Import<'d> {
    /// Reads everything but paths, models and security schemes.
    pub(super) fn settings(&mut self) {
        let root = self.root;
        self.info();
        if let Some(node) = root.get("x-amazon-apigateway-binary-media-types") {
            self.definition.binary_media_types = self.findings.texts(node);
        }
        if let Some(node) = root.get("x-amazon-apigateway-minimum-compression-size") {
            let size = self.findings.whole(node, 0..=LARGEST_COMPRESSION_SIZE);
            self.definition.minimum_compression_size = size.and_then(|size| usize::try_from(size).ok());
        }
        if let Some(node) = root.get("x-amazon-apigateway-api-key-source") {
            let words = &[("HEADER", ApiKeySource::Header), ("AUTHORIZER", ApiKeySource::Authorizer)];
            self.definition.api_key_source = self.findings.choice(node, words).unwrap_or_default();
        }
        if let Some(node) = root.get("x-amazon-apigateway-importexport-version") {
            self.import_version(node);
        }
        if let Some(node) = root.get("x-amazon-apigateway-gateway-responses") {
            self.gateway_responses(node);
        }
        if let Some(node) = root.get("x-amazon-apigateway-request-validators") {
            self.validators(node);
        }
        if let Some(node) = root.get("x-amazon-apigateway-request-validator") {
            self.default_validator = self.validator(node);
        }
        if let Some(node) = root.get("consumes") {
            self.consumes = self.findings.texts(node);
        }
    }

    fn info(&mut self) {
        let info = self.root.get("info").and_then(|node| self.findings.fields(node, INFO));
        let title = info.and_then(|info| info.get("title"));
        match title.map(|node| (node, self.findings.text(node))) {
            Some((node, Some(""))) => {
                self.findings.error(node, "the title is empty", "give the API a name");
            }
            Some((_, Some(title))) => title.clone_into(&mut self.definition.name),
            Some((_, None)) => {}
            None => {
                let node = self.root.get("info").unwrap_or(self.root.node);
                self.findings.error(node, "`info.title` is missing", "give the API a name");
            }
        }
    }

    /// Documented: `1.0` is the only one there is.
    fn import_version(&mut self, node: &'d Node) {
        let written = self.document.written(&node.span).trim_matches(['"', '\'']);
        if written != "1.0" {
            let problem = format!("there is no version `{written}` of the import");
            self.findings.error(node, problem, "write `\"1.0\"`");
        }
    }

    /// `components` but for what is read where it is referred to.
    pub(super) fn components(&mut self) {
        let components = self.root.get("components").and_then(|node| self.findings.fields(node, COMPONENTS));
        let Some(components) = components else { return };
        if let Some(node) = components.get("schemas") {
            self.models(node);
        }
        if let Some(node) = components.get("securitySchemes") {
            self.security_schemes(node);
        }
    }

    fn validators(&mut self, node: &'d Node) {
        for member in self.findings.members(node) {
            let Some(fields) = self.findings.fields(&member.value, VALIDATOR) else { continue };
            let mut flag = |name| fields.get(name).and_then(|node| self.findings.flag(node)).unwrap_or(false);
            let validate = match (flag("validateRequestBody"), flag("validateRequestParameters")) {
                (true, true) => Some(Validate::All),
                (true, false) => Some(Validate::Body),
                (false, true) => Some(Validate::Parameters),
                (false, false) => None,
            };
            self.validators.insert(member.key.clone(), validate);
        }
    }

    /// What the validator of a name validates, which may be nothing.
    pub(super) fn validator(&mut self, node: &'d Node) -> Option<Validate> {
        let name = self.findings.text(node)?;
        let found = self.validators.get(name).copied();
        if found.is_none() {
            let near = nearest(name, self.validators.keys().map(String::as_str));
            let advice = near.map_or_else(
                || "declare it in `x-amazon-apigateway-request-validators`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.findings.error(node, format!("no request validator is named `{name}`"), advice);
        }
        found.flatten()
    }

    fn gateway_responses(&mut self, node: &'d Node) {
        for member in self.findings.members(node) {
            let known = GatewayResponseType::ALL.iter();
            let kind = known.clone().find(|kind| kind.as_str() == member.key).copied();
            let response = self.gateway_response(&member.value);
            if let Some(kind) = kind {
                self.definition.gateway_responses.insert(kind, response);
                continue;
            }
            let near = nearest(&member.key, known.map(|kind| kind.as_str()));
            let advice =
                near.map_or_else(|| "remove it".to_owned(), |near| format!("did you mean `{near}`?"));
            let problem = format!("API Gateway has no response `{}`", member.key);
            self.findings.error(member, problem, advice);
        }
    }

    fn gateway_response(&mut self, node: &'d Node) -> GatewayResponse {
        let Some(fields) = self.findings.fields(node, GATEWAY_RESPONSE) else {
            return GatewayResponse::default();
        };
        let status = fields.get("statusCode").filter(|node| node.shape != Shape::Null);
        let templates = fields.get("responseTemplates");
        let parameters = fields.get("responseParameters");
        GatewayResponse {
            status_code: status.and_then(|node| self.findings.status(node)),
            headers: parameters.map(|node| self.gateway_headers(node)).unwrap_or_default(),
            response_templates: templates.map(|node| self.findings.templates(node)).unwrap_or_default(),
        }
    }

    fn gateway_headers(&mut self, node: &'d Node) -> indexmap::IndexMap<String, HeaderSource> {
        let members = self.findings.members(node).iter();
        members.filter_map(|member| self.gateway_header(member)).collect()
    }

    fn gateway_header(&mut self, member: &'d Member) -> Option<(String, HeaderSource)> {
        let Some(name) = member.key.strip_prefix("gatewayresponse.header.").filter(|name| !name.is_empty())
        else {
            let problem = format!("`{}` names no header", member.key);
            self.findings.error(member, problem, "write `gatewayresponse.header.NAME`");
            return None;
        };
        let value = self.findings.text(&member.value)?;
        self.check_gateway_header(&member.value, value);
        Some((name.to_owned(), HeaderSource::from(value.to_owned())))
    }
}
