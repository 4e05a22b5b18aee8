//! What an authorizer's function answers.

use super::authorized::Grant;
use super::policy::Policy;
use crate::gateway_response::Failure;
use crate::invoke::InvokeError;
use serde_json::Value;

/// Reads an answer. Documented: `principalId` and `policyDocument` are required; `context` holds texts, numbers and truth values,
/// no objects and lists; `usageIdentifierKey` is an API key. The message tells what is wrong, without any value: an answer may
/// hold secrets.
pub(crate) fn grant(reply: &Value) -> Result<Grant, String> {
    let reply = reply.as_object().ok_or("the answer is no object")?;
    let principal_id = reply.get("principalId").and_then(Value::as_str);
    let principal_id = principal_id.ok_or("principalId is no text")?.to_owned();
    let policy = Policy::read(reply.get("policyDocument").ok_or("there is no policyDocument")?)?;
    Ok(Grant {
        principal_id,
        context: context(reply.get("context"))?,
        usage_identifier_key: match reply.get("usageIdentifierKey") {
            // Silent: `null`. Functions in several languages send it for a member that is not set.
            None | Some(Value::Null) => None,
            Some(Value::String(key)) => Some(key.clone()),
            Some(_) => return Err("usageIdentifierKey is no text".to_owned()),
        },
        policy,
    })
}

/// Documented: values are made texts.
fn context(member: Option<&Value>) -> Result<Vec<(String, String)>, String> {
    let members = match member {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(members)) => members,
        Some(_) => return Err("context is no object".to_owned()),
    };
    let texts = members.iter().map(|(name, value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            // Silent: `null` in the context; it is none of the three documented kinds.
            _ => return Err(format!("context.{name} is neither a text nor a number nor a truth value")),
        };
        Ok((name.clone(), text))
    });
    texts.collect()
}

/// What a call without an answer means. Documented: a function that fails with `Unauthorized` has the client told so. Those who
/// measured it at AWS found every other error of a function to be a configuration error. Silent: a time-out, which is an
/// authorizer's failure here.
pub(crate) fn failure(error: &InvokeError) -> Failure {
    match error {
        InvokeError::Failed(error)
            if error.get("errorMessage").is_some_and(|text| text == "Unauthorized") =>
        {
            Failure::unauthorized()
        }
        InvokeError::Failed(_) | InvokeError::Unavailable(_) => Failure::authorizer_misconfigured(),
        InvokeError::TimedOut => Failure::authorizer_failed(),
    }
}

#[cfg(test)]
mod tests {
    use super::{failure, grant};
    use crate::gateway_response::Failure;
    use crate::invoke::InvokeError;
    use serde_json::{Value, json};

    fn answer(member: &str, value: Value) -> Value {
        let mut answer = json!({
            "principalId": "user",
            "policyDocument": {
                "Statement": [{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }],
            },
        });
        answer[member] = value;
        answer
    }

    #[test]
    fn context_becomes_text() {
        let context = json!({ "text": "a", "number": 123, "fraction": 1.5, "truth": true, "large": 1e21 });
        let read = grant(&answer("context", context)).unwrap();
        let expected =
            [("text", "a"), ("number", "123"), ("fraction", "1.5"), ("truth", "true"), ("large", "1e+21")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(read.context, expected);
        assert_eq!((read.principal_id.as_str(), read.usage_identifier_key), ("user", None));
        let read = grant(&answer("usageIdentifierKey", json!("secret"))).unwrap();
        assert_eq!(read.usage_identifier_key.as_deref(), Some("secret"));
        assert!(!format!("{:?}", grant(&answer("context", json!({ "x": "secret" })))).contains("secret"));
    }

    #[test]
    fn malformed_answers_are_refused_without_quoting_them() {
        let table = [
            (json!(null), "the answer is no object"),
            (json!("Allow"), "the answer is no object"),
            (json!({}), "principalId is no text"),
            (answer("principalId", json!(7)), "principalId is no text"),
            (answer("principalId", json!(null)), "principalId is no text"),
            (json!({ "principalId": "user" }), "there is no policyDocument"),
            (answer("policyDocument", json!("secret")), "policyDocument is no object"),
            (answer("context", json!(["secret"])), "context is no object"),
            (
                answer("context", json!({ "list": ["secret"] })),
                "context.list is neither a text nor a number nor a truth value",
            ),
            (
                answer("context", json!({ "object": {} })),
                "context.object is neither a text nor a number nor a truth value",
            ),
            (
                answer("context", json!({ "nothing": null })),
                "context.nothing is neither a text nor a number nor a truth value",
            ),
            (answer("usageIdentifierKey", json!(1)), "usageIdentifierKey is no text"),
        ];
        for (answer, problem) in table {
            assert_eq!(grant(&answer), Err(problem.to_owned()), "{answer}");
        }
    }

    #[test]
    fn errors_of_functions_are_told_apart() {
        let failed =
            |message: &str| InvokeError::Failed(json!({ "errorMessage": message, "errorType": "Error" }));
        let table = [
            (failed("Unauthorized"), Failure::unauthorized()),
            (failed("unauthorized"), Failure::authorizer_misconfigured()),
            (failed("Unauthorized: expired"), Failure::authorizer_misconfigured()),
            (failed("Error: Invalid token"), Failure::authorizer_misconfigured()),
            (InvokeError::Failed(json!(null)), Failure::authorizer_misconfigured()),
            (InvokeError::Unavailable("no such function".to_owned()), Failure::authorizer_misconfigured()),
            (InvokeError::TimedOut, Failure::authorizer_failed()),
        ];
        for (error, expected) in table {
            assert_eq!(failure(&error), expected, "{error:?}");
        }
    }
}
