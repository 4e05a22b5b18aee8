//! Who may call: security schemes, authorizers, and what operations ask of them.

use super::Import;
use super::fields::{AUTH, AUTHORIZER, SECURITY_SCHEME};
use super::findings::{Fields, nearest};
use crate::definition::{Authorization, AuthorizerDefinition, AuthorizerKind};
use lockstep_route::json::{Member, Node};

/// What a security scheme is to API Gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// A signature by AWS's fourth scheme.
    Signature,
    /// An authorizer of the API.
    Authorizer,
    /// An API key in the header `x-api-key`.
    ApiKey,
    /// An authorizer that could not be read; reported where it stands.
    Unusable,
    /// Something that API Gateway does not check.
    Unchecked,
}

#[derive(Clone, Copy)]
enum Kind {
    Token,
    Request,
    Cognito,
    Jwt,
}

const KINDS: &[(&str, Kind)] = &[
    ("token", Kind::Token),
    ("request", Kind::Request),
    ("cognito_user_pools", Kind::Cognito),
    ("jwt", Kind::Jwt),
];

/// How long a decision is kept when nothing is said, seconds (documented).
const DEFAULT_TTL: u32 = 300;

impl<'d> Import<'d> {
    /// Reads `securityDefinitions`, or `components.securitySchemes`.
    pub(super) fn security_schemes(&mut self, node: &'d Node) {
        for member in self.findings.members(node) {
            let scheme = self.security_scheme(member);
            self.schemes.insert(member.key.clone(), scheme);
        }
    }

    fn security_scheme(&mut self, member: &'d Member) -> Scheme {
        let Some(fields) = self.findings.fields(&member.value, SECURITY_SCHEME) else {
            return Scheme::Unusable;
        };
        if let Some(authorizer) = fields.member("x-amazon-apigateway-authorizer") {
            return match self.authorizer(fields, authorizer) {
                Some(definition) => {
                    self.definition.authorizers.insert(member.key.clone(), definition);
                    Scheme::Authorizer
                }
                None => Scheme::Unusable,
            };
        }
        // Documented: only this one is read, the others are the author's own words.
        let kind = fields.get("x-amazon-apigateway-authtype").and_then(|node| self.findings.text(node));
        if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("awsSigv4")) {
            return Scheme::Signature;
        }
        let mut is = |name: &str, expected: &str| {
            let text = fields.get(name).and_then(|node| self.findings.text(node));
            text.is_some_and(|text| text.eq_ignore_ascii_case(expected))
        };
        let api_key = is("type", "apiKey") && is("in", "header") && is("name", "x-api-key");
        if api_key { Scheme::ApiKey } else { Scheme::Unchecked }
    }

    fn authorizer(&mut self, scheme: Fields<'d>, member: &'d Member) -> Option<AuthorizerDefinition> {
        let fields = self.findings.fields(&member.value, AUTHORIZER)?;
        let Some(kind) = fields.get("type") else {
            self.findings.error(member, "the authorizer has no `type`", "add `token` or `request`");
            return None;
        };
        let kind = match (self.findings.choice(kind, KINDS)?, kind) {
            (Kind::Token, _) => AuthorizerKind::Token,
            (Kind::Request, _) => AuthorizerKind::Request,
            (Kind::Cognito, node) => {
                let problem = "user pools of Amazon Cognito cannot be asked locally";
                self.findings.error(node, problem, "use an authorizer of the type `token` or `request`");
                return None;
            }
            (Kind::Jwt, node) => {
                let problem = "authorizers of the type `jwt` belong to HTTP APIs";
                self.findings.error(node, problem, "use an authorizer of the type `token` or `request`");
                return None;
            }
        };
        if let Some(arns) = fields.member("providerARNs") {
            let problem = "`providerARNs` belongs to authorizers of the type `cognito_user_pools`";
            self.findings.warning(arns, problem, "remove it");
        }
        self.scheme_shape(scheme);
        let ttl = fields.get("authorizerResultTtlInSeconds");
        let result_ttl_seconds = match ttl {
            Some(node) => self.findings.whole(node, 0..=3600)?,
            None => DEFAULT_TTL,
        };
        let expression = fields.get("identityValidationExpression");
        let expression = expression.and_then(|node| self.findings.text(node)).filter(|text| !text.is_empty());
        let identity_sources = self.identity_sources(scheme, fields, kind, member, result_ttl_seconds);
        let Some(uri) = fields.get("authorizerUri") else {
            self.findings.error(
                member,
                "the authorizer has no `authorizerUri`",
                "name the function that decides",
            );
            return None;
        };
        let function = self.findings.text(uri).and_then(|text| self.function(uri, text))?;
        Some(AuthorizerDefinition {
            place: self.document.place_of(member),
            kind,
            function,
            identity_sources,
            validation_expression: expression.map(str::to_owned),
            result_ttl_seconds,
        })
    }

    /// Documented: the scheme of an authorizer is of the type `apiKey`.
    fn scheme_shape(&mut self, scheme: Fields<'d>) {
        let kind = scheme.get("type").and_then(|node| self.findings.text(node));
        if kind.is_none_or(|kind| kind != "apiKey") {
            let problem = "the scheme of an authorizer is of the type `apiKey`";
            self.findings.error(
                scheme.get("type").unwrap_or(scheme.node),
                problem,
                "write `\"type\": \"apiKey\"`",
            );
        }
    }

    /// What an authorizer goes by. Recorded: when nothing is said, it is the header that the scheme names.
    fn identity_sources(
        &mut self,
        scheme: Fields<'d>,
        fields: Fields<'d>,
        kind: AuthorizerKind,
        member: &'d Member,
        ttl: u32,
    ) -> Vec<String> {
        let written =
            fields.get("identitySource").and_then(|node| self.findings.text(node)).unwrap_or_default();
        let written = written.split(',').map(str::trim).filter(|source| !source.is_empty());
        let written: Vec<String> = written.map(str::to_owned).collect();
        if !written.is_empty() {
            return written;
        }
        let location = scheme.get("in").and_then(|node| self.findings.text(node)).unwrap_or("header");
        let name = scheme.get("name").and_then(|node| self.findings.text(node));
        match (name, kind) {
            (Some("Unused") | None, AuthorizerKind::Token) => {
                self.findings.error(
                    member,
                    "the scheme names no header for the token",
                    "add `in` and `name`",
                );
                Vec::new()
            }
            // Documented: needed as soon as decisions are kept.
            (Some("Unused") | None, AuthorizerKind::Request) if ttl > 0 => {
                let advice = "add `identitySource`, or `\"authorizerResultTtlInSeconds\": 0`";
                self.findings.error(member, "decisions are kept, but nothing says for what", advice);
                Vec::new()
            }
            (Some("Unused") | None, AuthorizerKind::Request) => Vec::new(),
            (Some(name), _) if location == "query" => vec![format!("method.request.querystring.{name}")],
            (Some(name), _) => vec![format!("method.request.header.{name}")],
        }
    }

    /// What a method asks of its callers: who decides, and whether a key is needed.
    pub(super) fn security(&mut self, operation: Fields<'d>) -> (Authorization, bool) {
        let mut authorization = Authorization::None;
        let mut api_key_required = false;
        match operation.get("security") {
            // Whatever the list says is asked for together: API Gateway exports a method with an authorizer and a key as
            // two entries.
            Some(list) => {
                for requirement in self.findings.items(list) {
                    for member in self.findings.members(requirement) {
                        self.requirement(member, &mut authorization, &mut api_key_required);
                    }
                }
            }
            None => self.open_operations += 1,
        }
        if let Some(auth) = operation.member("x-amazon-apigateway-auth") {
            self.auth(auth, &mut authorization);
        }
        (authorization, api_key_required)
    }

    fn requirement(
        &mut self,
        member: &'d Member,
        authorization: &mut Authorization,
        api_key_required: &mut bool,
    ) {
        let asked = match self.schemes.get(&member.key) {
            Some(Scheme::ApiKey) => {
                *api_key_required = true;
                return;
            }
            Some(Scheme::Unusable) => return,
            Some(Scheme::Signature) => Authorization::Iam,
            Some(Scheme::Authorizer) => {
                let scopes = self.findings.texts(&member.value);
                if !scopes.is_empty() {
                    let problem = "only authorizers of user pools know scopes";
                    self.findings.error(&member.value, problem, "write an empty list");
                }
                Authorization::Authorizer { name: member.key.clone(), scopes: Vec::new() }
            }
            // Silent: API Gateway has nothing that could check it.
            Some(Scheme::Unchecked) => {
                let problem =
                    format!("API Gateway does not check `{}`: the method would be open", member.key);
                let advice = "give the scheme an `x-amazon-apigateway-authorizer`, or remove it here";
                self.findings.warning(member, problem, advice);
                return;
            }
            None => {
                let problem = format!("no security scheme is named `{}`", member.key);
                let near = nearest(&member.key, self.schemes.keys().map(String::as_str));
                let advice =
                    near.map_or_else(|| "declare it".to_owned(), |near| format!("did you mean `{near}`?"));
                self.findings.warning(member, problem, advice);
                return;
            }
        };
        if *authorization != Authorization::None && *authorization != asked {
            let advice = "leave one of them; a method has one authorizer, or IAM";
            self.findings.error(member, "another authorizer is asked for already", advice);
        }
        *authorization = asked;
    }

    /// `x-amazon-apigateway-auth`, which says so without a scheme.
    fn auth(&mut self, member: &'d Member, authorization: &mut Authorization) {
        let Some(fields) = self.findings.fields(&member.value, AUTH) else { return };
        let words = &[("NONE", false), ("AWS_IAM", true)];
        let Some(node) = fields.get("type") else {
            self.findings.error(member, "the `type` is missing", "add `NONE` or `AWS_IAM`");
            return;
        };
        match (self.findings.choice(node, words), &authorization) {
            (Some(true), Authorization::None) => *authorization = Authorization::Iam,
            (Some(true), Authorization::Iam) | (Some(false), Authorization::None) | (None, _) => {}
            _ => {
                let problem = "this contradicts the operation's `security`";
                self.findings.error(node, problem, "leave one of them");
            }
        }
    }

    /// Documented: the document's own `security` is not used by API Gateway; each operation has to ask.
    pub(super) fn document_security(&mut self) {
        let Some(member) = self.root.member("security") else { return };
        let requirements = self.findings.items(&member.value);
        if !requirements.is_empty() && self.open_operations > 0 {
            let problem = format!(
                "API Gateway does not use the document's own `security`; operations without one are open, {} here",
                self.open_operations
            );
            self.findings.warning(member, problem, "write `security` at each operation");
        }
    }
}
