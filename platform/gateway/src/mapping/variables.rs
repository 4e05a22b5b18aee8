//! The variables of a request: `$context`'s and the stage's.

use super::lazy_map::Entries;
use crate::request_context::RequestContext;
use lockstep_vtl::{Key, Map, Value};
use std::ops::Range;

/// What templates may read of `$context`, by names without the prefix (documented). Those that a request has no value for are
/// absent; what stands below `authorizer` is the authorizer's to name.
const CONTEXT: [&str; 41] = [
    "accountId",
    "apiId",
    "deploymentId",
    "domainName",
    "domainPrefix",
    "extendedRequestId",
    "httpMethod",
    "identity.accessKey",
    "identity.accountId",
    "identity.apiKey",
    "identity.apiKeyId",
    "identity.caller",
    "identity.clientCert.clientCertPem",
    "identity.clientCert.issuerDN",
    "identity.clientCert.serialNumber",
    "identity.clientCert.subjectDN",
    "identity.clientCert.validity.notAfter",
    "identity.clientCert.validity.notBefore",
    "identity.cognitoAuthenticationProvider",
    "identity.cognitoAuthenticationType",
    "identity.cognitoIdentityId",
    "identity.cognitoIdentityPoolId",
    "identity.principalOrgId",
    "identity.sourceIp",
    "identity.user",
    "identity.userAgent",
    "identity.userArn",
    "identity.vpcId",
    "identity.vpceId",
    "isCanaryRequest",
    "path",
    "protocol",
    "requestId",
    "requestTime",
    "requestTimeEpoch",
    "resourceId",
    "resourcePath",
    "stage",
    "wafResponseCode",
    "webaclArn",
    "xrayTraceId",
];

const AUTHORIZER: &str = "authorizer";

/// Names with their values, copied into one text: a template outlives every borrow.
#[derive(Debug, Default)]
pub(super) struct Variables {
    text: String,
    pairs: Vec<(Range<usize>, Range<usize>)>,
}

impl Variables {
    pub(super) fn of_context(request: &RequestContext<'_>) -> Self {
        let mut variables = Self::default();
        for name in CONTEXT {
            if let Some(value) = request.variable(name) {
                variables.add(name, &value);
            }
        }
        for name in request.authorized.authorizer_names() {
            let name = format!("{AUTHORIZER}.{name}");
            if let Some(value) = request.variable(&name) {
                variables.add(&name, &value);
            }
        }
        variables
    }

    pub(super) fn of_stage(request: &RequestContext<'_>) -> Self {
        let mut variables = Self::default();
        for (name, value) in &request.api.stage.variables {
            variables.add(name, value);
        }
        variables
    }

    fn add(&mut self, name: &str, value: &str) {
        let start = self.text.len();
        self.text.push_str(name);
        let middle = self.text.len();
        self.text.push_str(value);
        self.pairs.push((start..middle, middle..self.text.len()));
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (&self.text[name.clone()], &self.text[value.clone()]))
    }

    /// The first parts of all names; some may come several times.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs().map(|(name, _)| name.split('.').next().unwrap_or_default())
    }

    pub(super) fn get(&self, name: &str) -> Option<Value> {
        self.pairs().find(|(present, _)| *present == name).map(|(name, value)| typed(name, value))
    }

    /// The variables whose names begin with this part, as maps in maps.
    pub(super) fn group(&self, part: &str) -> Option<Map> {
        let group = Map::new();
        for (name, value) in self.pairs() {
            let inner = name.strip_prefix(part).and_then(|rest| rest.strip_prefix('.'));
            match inner {
                // What an authorizer says may have dots in its names.
                Some(inner) if part == AUTHORIZER => _ = group.insert(Key::from(inner), value.into()),
                Some(inner) => insert(&group, inner, value),
                None => {}
            }
        }
        (!group.is_empty()).then_some(group)
    }
}

fn insert(group: &Map, name: &str, value: &str) {
    let Some((part, rest)) = name.split_once('.') else {
        group.insert(Key::from(name), value.into());
        return;
    };
    let key = Key::from(part);
    if let Some(Value::Map(inner)) = group.get(&key) {
        return insert(&inner, rest, value);
    }
    let inner = Map::new();
    insert(&inner, rest, value);
    group.insert(key, inner.into());
}

/// Silent about types; these two are a number and a truth value in events.
fn typed(name: &str, value: &str) -> Value {
    match (name, value, value.parse::<i64>()) {
        ("requestTimeEpoch", _, Ok(number)) => number.into(),
        ("isCanaryRequest", "true", _) => true.into(),
        ("isCanaryRequest", "false", _) => false.into(),
        _ => value.into(),
    }
}

impl Entries for Variables {
    fn entry(&self, name: &str) -> Option<Value> {
        self.get(name)
    }

    fn all(&self) -> Map {
        self.pairs().map(|(name, value)| (Key::from(name), value.into())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Variables;
    use lockstep_vtl::{Value, text};

    #[test]
    fn groups_are_maps_in_maps_and_an_authorizers_names_stay_whole() {
        let mut variables = Variables::default();
        for (name, value) in [
            ("stage", "dev"),
            ("identity.sourceIp", "192.0.2.7"),
            ("identity.clientCert.subjectDN", "CN=x"),
            ("identity.clientCert.validity.notAfter", "z"),
            ("authorizer.a.b", "1"),
            ("authorizer.principalId", "me"),
        ] {
            variables.add(name, value);
        }
        let printed = |part: &str| variables.group(part).map(|group| text(&Value::Map(group)).unwrap());
        let identity = "{sourceIp=192.0.2.7, clientCert={subjectDN=CN=x, validity={notAfter=z}}}";
        assert_eq!(printed("identity").as_deref(), Some(identity));
        assert_eq!(printed("authorizer").as_deref(), Some("{a.b=1, principalId=me}"));
        assert_eq!(printed("stage"), None);
        assert_eq!(printed("auth"), None);
    }
}
