//! Who a caller turned out to be: what `$context.authorizer.*`, `$context.identity.*` and events show of it.

use super::policy::Policy;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::sync::Arc;

/// Who a caller turned out to be.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Authorized {
    /// Nobody in particular: the method is open, or the caller could not be told.
    #[default]
    Open,
    /// Whom a Lambda authorizer named.
    Principal(Principal),
    /// Who signed the request.
    Signer(Signer),
}

impl Authorized {
    /// A `$context` variable by its name without the prefix, `authorizer.principalId` or `identity.accessKey`.
    pub(crate) fn variable(&self, name: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Open => None,
            Self::Principal(principal) => principal.variable(name.strip_prefix("authorizer.")?),
            Self::Signer(signer) => signer.variable(name.strip_prefix("identity.")?).map(Cow::from),
        }
    }

    /// The names of `$context.authorizer.…` that have a value.
    pub(crate) fn authorizer_names(&self) -> impl Iterator<Item = &str> {
        let context = match self {
            Self::Principal(principal) => principal.grant.context.as_slice(),
            Self::Open | Self::Signer(_) => &[],
        };
        let own = match self {
            Self::Principal(_) => ["principalId", "integrationLatency"].as_slice(),
            Self::Open | Self::Signer(_) => &[],
        };
        own.iter().copied().chain(context.iter().map(|(name, _)| name.as_str()))
    }

    /// `requestContext.authorizer`; the member is absent without an authorizer.
    pub(crate) fn authorizer_member(&self) -> Option<Value> {
        match self {
            Self::Principal(principal) => Some(principal.event_member()),
            Self::Open | Self::Signer(_) => None,
        }
    }

    /// Members of `requestContext.identity` that are known.
    pub(crate) fn identity_members(&self) -> Map<String, Value> {
        match self {
            Self::Signer(signer) => {
                let known = Signer::MEMBERS.iter().filter_map(|name| {
                    signer.variable(name).map(|value| ((*name).to_owned(), Value::from(value)))
                });
                known.collect()
            }
            Self::Open | Self::Principal(_) => Map::new(),
        }
    }

    /// The API key that an authorizer named (`usageIdentifierKey`).
    pub(crate) fn usage_identifier_key(&self) -> Option<&str> {
        match self {
            Self::Principal(principal) => principal.grant.usage_identifier_key.as_deref(),
            Self::Open | Self::Signer(_) => None,
        }
    }
}

/// What an authorizer answered, checked.
#[derive(Clone, PartialEq)]
pub(crate) struct Grant {
    pub(crate) principal_id: String,
    /// Its `context`; documented: values are handed on as texts.
    pub(crate) context: Vec<(String, String)>,
    pub(crate) usage_identifier_key: Option<String>,
    pub(crate) policy: Policy,
}

impl std::fmt::Debug for Grant {
    /// Without context and key: they may hold credentials.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Grant").field("principal_id", &self.principal_id).finish_non_exhaustive()
    }
}

/// Whom a Lambda authorizer named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Principal {
    pub(crate) grant: Arc<Grant>,
    /// How long the authorizer took, milliseconds; 0 when its answer was cached.
    pub(crate) latency: i64,
}

impl Principal {
    /// Who it is.
    pub(crate) fn id(&self) -> &str {
        &self.grant.principal_id
    }

    fn variable(&self, name: &str) -> Option<Cow<'_, str>> {
        match name {
            "principalId" => Some(self.id().into()),
            "integrationLatency" | "latency" => Some(self.latency.to_string().into()),
            "integrationStatus" | "status" => Some("200".into()),
            _ => {
                let mut context = self.grant.context.iter();
                context.find(|(present, _)| present == name).map(|(_, value)| value.as_str().into())
            }
        }
    }

    /// Documented: the members of `context` beside the principal, as texts.
    fn event_member(&self) -> Value {
        let context = self.grant.context.iter();
        let mut members: Map<String, Value> =
            context.map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
        members.insert("principalId".to_owned(), json!(self.id()));
        members.insert("integrationLatency".to_owned(), json!(self.latency));
        Value::Object(members)
    }
}

/// Who signed a request. The signature itself is **not verified**: this gateway knows no secret keys. What AWS looks up in IAM is
/// made of the access key here, so that templates and functions have something to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signer {
    pub(crate) access_key: String,
    /// The account that owns the API.
    pub(crate) account_id: String,
    pub(crate) user_arn: String,
}

impl Signer {
    const MEMBERS: [&'static str; 5] = ["accessKey", "accountId", "caller", "user", "userArn"];

    fn variable(&self, name: &str) -> Option<&str> {
        match name {
            "accessKey" | "caller" | "user" => Some(&self.access_key),
            "accountId" => Some(&self.account_id),
            "userArn" => Some(&self.user_arn),
            _ => None,
        }
    }
}
