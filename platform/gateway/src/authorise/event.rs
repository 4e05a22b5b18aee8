//! What an authorizer's function receives.

use crate::event::proxy_event;
use crate::request_context::RequestContext;
use serde_json::{Map, Value, json};

/// Documented: the event of a `TOKEN` authorizer.
pub(crate) fn token_event(token: &str, arn: &str) -> Value {
    json!({ "type": "TOKEN", "methodArn": arn, "authorizationToken": token })
}

/// Documented: the event of a `REQUEST` authorizer is a proxy integration's without the body. A map without members is `{}`
/// where a proxy integration has `null`: so the documented example has it for `pathParameters`; silent for the others.
pub(crate) fn request_event(request: &RequestContext<'_>, arn: &str) -> Value {
    let mut event = Map::new();
    event.insert("type".to_owned(), "REQUEST".into());
    event.insert("methodArn".to_owned(), arn.into());
    if let Value::Object(members) = proxy_event(request) {
        for (name, value) in members {
            match (name.as_str(), value) {
                ("body" | "isBase64Encoded", _) => {}
                (_, Value::Null) => {
                    event.insert(name, json!({}));
                }
                (_, value) => {
                    event.insert(name, value);
                }
            }
        }
    }
    Value::Object(event)
}

#[cfg(test)]
mod tests {
    use super::{request_event, token_event};
    use crate::testing::Asked;
    use serde_json::json;

    #[test]
    fn a_token_event_has_three_members() {
        assert_eq!(
            token_event("allow", "arn:x"),
            json!({ "type": "TOKEN", "authorizationToken": "allow", "methodArn": "arn:x" })
        );
    }

    #[test]
    fn a_request_event_is_the_request_without_its_body() {
        let asked = Asked::post("/talks/ABC?q=1&q=2", "secret").header("HeaderAuth1", "headerValue1");
        let event =
            asked.path_parameters(&[("proxy", "talks/ABC")]).with(|request| request_event(request, "arn:x"));
        let members: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            members,
            [
                "type",
                "methodArn",
                "resource",
                "path",
                "httpMethod",
                "headers",
                "multiValueHeaders",
                "queryStringParameters",
                "multiValueQueryStringParameters",
                "pathParameters",
                "stageVariables",
                "requestContext",
            ]
        );
        assert_eq!(event["type"], "REQUEST");
        assert_eq!(event["path"], "/talks/ABC");
        assert_eq!(event["headers"]["HeaderAuth1"], "headerValue1");
        assert_eq!(event["queryStringParameters"], json!({ "q": "2" }));
        assert_eq!(event["pathParameters"], json!({ "proxy": "talks/ABC" }));
        assert_eq!(event["stageVariables"], json!({}));
        assert_eq!(event["requestContext"]["stage"], "dev");
        assert!(!event.to_string().contains("secret"));
    }
}
