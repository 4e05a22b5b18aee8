//! What answers a method, from the control plane's object.

use super::Unusable;
use indexmap::IndexMap;
use lockstep_gateway::{
    IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, LoadError, PassthroughBehavior,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// Members that say nothing about how requests are answered: permissions, caches that no stage has switched on, names.
const SILENT: [&str; 9] = [
    "httpMethod",
    "credentials",
    "cacheNamespace",
    "cacheKeyParameters",
    "tlsConfig",
    "resourceId",
    "restApiId",
    "integrationResponses",
    "connectionId",
];
const KNOWN: [&str; 11] = [
    "type",
    "uri",
    "integrationHttpMethod",
    "requestTemplates",
    "requestParameters",
    "passthroughBehavior",
    "contentHandling",
    "timeoutInMillis",
    "connectionType",
    "responseTransferMode",
    "integrationTarget",
];

/// Reads an integration with its responses.
///
/// # Errors
/// What the gateway cannot do, or what is unknown.
pub fn integration(method: &Value, place: &str) -> Result<IntegrationDefinition, Unusable> {
    let described = &method["integration"];
    let Some(members) = described.as_object() else {
        return Err(Unusable::Load(
            LoadError::Mistake { place: place.to_owned(), problem: "there is no integration".to_owned() }
                .into(),
        ));
    };
    if let Some(name) =
        members.keys().find(|name| !KNOWN.contains(&name.as_str()) && !SILENT.contains(&name.as_str()))
    {
        return Err(Unusable::case(place, format!("the integration's `{name}` is unknown")));
    }
    let refuse =
        |feature: &str| LoadError::Unsupported { place: place.to_owned(), feature: feature.to_owned() };
    if described["connectionType"] == "VPC_LINK" {
        return Err(refuse("a VPC link").into());
    }
    if described["responseTransferMode"] == "STREAM" {
        return Err(refuse("a streamed response").into());
    }
    let mut integration = IntegrationDefinition::new(target(described, place)?);
    integration.request_templates = texts(&described["requestTemplates"]);
    integration.request_parameters = texts(&described["requestParameters"]);
    integration.passthrough = match described["passthroughBehavior"].as_str().unwrap_or("WHEN_NO_MATCH") {
        "WHEN_NO_MATCH" => PassthroughBehavior::WhenNoMatch,
        "WHEN_NO_TEMPLATES" => PassthroughBehavior::WhenNoTemplates,
        "NEVER" => PassthroughBehavior::Never,
        other => {
            return Err(Unusable::case(place, format!("the passthrough behaviour `{other}` is unknown")));
        }
    };
    integration.content_handling = word(&described["contentHandling"], place)?;
    if let Some(milliseconds) = number(&described["timeoutInMillis"]) {
        integration.timeout = Duration::from_millis(milliseconds);
    }
    for (status, response) in method["integrationResponses"].as_object().into_iter().flatten() {
        integration.responses.push(response_of(status, response, place)?);
    }
    Ok(integration)
}

fn response_of(
    status: &str,
    described: &Value,
    place: &str,
) -> Result<IntegrationResponseDefinition, Unusable> {
    let place = format!("{place} integrationResponses.{status}");
    let number = described["statusCode"].as_str().unwrap_or(status).parse();
    Ok(IntegrationResponseDefinition {
        status: number.map_err(|_| Unusable::case(place.as_str(), "the status is no number"))?,
        selection_pattern: described["selectionPattern"].as_str().map(str::to_owned),
        templates: texts(&described["responseTemplates"]),
        parameters: texts(&described["responseParameters"]),
        content_handling: word(&described["contentHandling"], &place)?,
    })
}

fn target(described: &Value, place: &str) -> Result<IntegrationTarget, Unusable> {
    let text = |name: &str| described[name].as_str().unwrap_or_default().to_owned();
    let (kind, uri) = (text("type"), text("uri"));
    let verb = text("integrationHttpMethod");
    Ok(match kind.as_str() {
        "MOCK" => IntegrationTarget::Mock,
        "HTTP" => IntegrationTarget::Http { verb, uri: url(uri) },
        "HTTP_PROXY" => IntegrationTarget::HttpProxy { verb, uri: url(uri) },
        "AWS" => IntegrationTarget::Function { function: function(&uri, place)?, verb },
        "AWS_PROXY" => IntegrationTarget::FunctionProxy { function: function(&uri, place)?, verb },
        other => {
            return Err(Unusable::case(place, format!("an integration of the type `{other}` is unknown")));
        }
    })
}

/// A server's URL. A reference may stand for a whole one; AWS deploys none without a scheme.
fn url(uri: String) -> String {
    if uri.contains("://") { uri } else { format!("https://{uri}") }
}

/// The name of the function that a URI invokes. Any other service of AWS is refused, as the gateway has none.
///
/// # Errors
/// The refusal.
pub fn function(uri: &str, place: &str) -> Result<String, Unusable> {
    let service = uri.split(':').nth(4).unwrap_or_default();
    let called =
        uri.split_once("/functions/").filter(|_| service == "lambda" && uri.ends_with("/invocations"));
    let Some((_, called)) = called else {
        let feature = format!("an AWS service integration (`{service}`)");
        return Err(LoadError::Unsupported { place: place.to_owned(), feature }.into());
    };
    let called = called.trim_end_matches("/invocations");
    let name = called.split_once(":function:").map_or(called, |(_, name)| name);
    Ok(name.split(':').next().unwrap_or_default().to_owned())
}

/// Texts by name.
pub fn texts(described: &Value) -> IndexMap<String, String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let members = described.as_object().into_iter().flatten();
    // The control plane keeps a template that was set to nothing as null.
    members.filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), text(value))).collect()
}

/// A number that may be written as text.
pub fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// A value of one of the route format's lists of words.
///
/// # Errors
/// The word is unknown.
pub fn word<Word: DeserializeOwned>(value: &Value, place: &str) -> Result<Option<Word>, Unusable> {
    if value.is_null() || value == "" {
        return Ok(None);
    }
    let read = serde_json::from_value(value.clone());
    read.map(Some).map_err(|problem| Unusable::case(place, format!("{value}: {problem}")))
}

#[cfg(test)]
mod tests {
    use super::{Unusable, function, integration};
    use lockstep_gateway::IntegrationTarget;
    use serde_json::{Value, json};

    #[test]
    fn functions_are_known_by_name() {
        let uri = |function: &str| {
            format!("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations")
        };
        for (called, name) in [
            ("arn:aws:lambda:us-east-1:111111111111:function:f", "f"),
            ("arn:aws:lambda:us-east-1:111111111111:function:f:alias", "f"),
            ("arn:aws:lambda:us-east-1:111111111111:function:${stageVariables.f}", "${stageVariables.f}"),
        ] {
            assert_eq!(function(&uri(called), "p").unwrap(), name);
        }
        let Err(Unusable::Load(errors)) = function("arn:aws:apigateway:us-east-1:s3:path/b/k", "p") else {
            panic!()
        };
        assert!(errors.to_string().contains("an AWS service integration (`s3`)"), "{errors}");
    }

    #[test]
    fn an_integration_is_read_whole() {
        let method = json!({
            "integration": {
                "type": "HTTP", "uri": "https://example.com", "integrationHttpMethod": "POST", "timeoutInMillis": "50",
                "passthroughBehavior": "NEVER", "contentHandling": "CONVERT_TO_TEXT", "requestTemplates": {"a/b": null, "c/d": "x"},
            },
            "integrationResponses": {"200": {"statusCode": "200", "selectionPattern": ""}},
        });
        let read = integration(&method, "GET /").unwrap();
        let target =
            IntegrationTarget::Http { verb: "POST".to_owned(), uri: "https://example.com".to_owned() };
        assert_eq!(read.target, target);
        assert_eq!(read.timeout.as_millis(), 50);
        assert_eq!(read.request_templates.len(), 1);
        assert_eq!(read.responses[0].selection_pattern.as_deref(), Some(""));
    }

    #[test]
    fn what_is_refused_or_unknown_is_told() {
        let read = |described: Value| integration(&json!({"integration": described}), "GET /");
        assert!(matches!(read(json!({"type": "MOCK", "colour": "red"})), Err(Unusable::Case(..))));
        assert!(matches!(read(json!({"type": "SONG"})), Err(Unusable::Case(..))));
        assert!(matches!(read(json!({"type": "MOCK", "passthroughBehavior": "x"})), Err(Unusable::Case(..))));
        assert!(matches!(read(json!({"type": "MOCK", "contentHandling": "x"})), Err(Unusable::Case(..))));
        assert!(matches!(
            read(json!({"type": "HTTP", "connectionType": "VPC_LINK"})),
            Err(Unusable::Load(_))
        ));
        assert!(matches!(
            read(json!({"type": "HTTP", "responseTransferMode": "STREAM"})),
            Err(Unusable::Load(_))
        ));
        assert!(matches!(integration(&json!({}), "GET /"), Err(Unusable::Load(_))));
        let responses = json!({"integration": {"type": "MOCK"}, "integrationResponses": {"x": {}}});
        assert!(matches!(integration(&responses, "GET /"), Err(Unusable::Case(..))));
    }
}
