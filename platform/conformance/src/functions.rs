//! The functions of a case, made of what it says of them.

use crate::behaviour::{Program, Thrown};
use async_trait::async_trait;
use lockstep_gateway::{Invocation, Invoke, InvokeError, Payload};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Functions that upstream suites ship built, so that cases have no words for them: a part of the name or handler, and the words.
const KNOWN: [(&str, &str); 1] = [(
    "rust",
    "returns {statusCode: 200, body: \"Hello, \" + event.queryStringParameters.first_name + \"!\"}",
)];

/// A function's name and what the case says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Its name.
    pub name: String,
    /// What it does, in words; empty when the case has none.
    pub words: String,
}

impl Description {
    /// The functions of a case: those of `lambdas`, or the one whose words are `lambda`.
    pub fn all(input: &Value) -> Vec<Self> {
        let described = |(position, function): (usize, &Value)| {
            let member = |name: &str| function[name].as_str().unwrap_or_default();
            let name = Some(member("function_name")).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| format!("function{position}"), str::to_owned);
            let known = || {
                let known =
                    KNOWN.iter().find(|(part, _)| name.contains(part) || member("handler").contains(part));
                known.map(|(_, words)| *words).unwrap_or_default()
            };
            let words = Some(member("behaviour")).filter(|words| !words.is_empty()).unwrap_or_else(known);
            Self { words: words.to_owned(), name }
        };
        input["lambdas"].as_array().into_iter().flatten().enumerate().map(described).collect()
    }

    /// What the function does when it is reached by a URL of its own, in words; none when it is invoked.
    pub fn behind_url(&self) -> Option<&str> {
        let words = self.words.trim();
        let (head, rest) = words.split_once(':')?;
        head.to_lowercase().contains("function url").then(|| rest.trim())
    }
}

/// What is known of a function.
#[derive(Debug)]
enum Behaviour {
    Program(Program),
    /// It is still at work when nobody waits any more.
    TimesOut,
    /// The words are not understood.
    Unknown(String),
}

impl Behaviour {
    fn of(description: &Description) -> Self {
        let words = description.words.to_lowercase();
        if ["times out", "never returns", "never replies"].iter().any(|part| words.contains(part)) {
            return Self::TimesOut;
        }
        Program::understand(&description.words).map_or_else(
            || {
                let Description { name, words } = description;
                Self::Unknown(format!("it is not known what the function `{name}` does: {words:?}"))
            },
            Self::Program,
        )
    }
}

/// Functions by name. What a case asks for and nobody understands is noted: the case has failed then.
#[derive(Debug, Default)]
pub struct Functions {
    known: HashMap<String, Behaviour>,
    problems: Mutex<Vec<String>>,
}

impl Functions {
    /// The functions that are described.
    pub fn new(descriptions: &[Description]) -> Arc<Self> {
        let known = |description: &Description| (description.name.clone(), Behaviour::of(description));
        Arc::new(Self { known: descriptions.iter().map(known).collect(), problems: Mutex::default() })
    }

    /// What was asked for and not understood.
    pub fn problems(&self) -> Vec<String> {
        self.problems.lock().map(|problems| problems.clone()).unwrap_or_default()
    }

    /// Runs a function on an event.
    ///
    /// # Errors
    /// What the gateway is told: that there is no such function, or Lambda's error object.
    fn run(&self, name: &str, event: &Value, request_id: &str) -> Result<Value, InvokeError> {
        match self.known.get(name) {
            Some(Behaviour::TimesOut) => Err(InvokeError::TimedOut),
            Some(Behaviour::Program(program)) => {
                program.run(event).map_err(|thrown| InvokeError::Failed(error(&thrown, request_id)))
            }
            Some(Behaviour::Unknown(problem)) => {
                if let Ok(mut problems) = self.problems.lock() {
                    problems.push(problem.clone());
                }
                Err(InvokeError::Unavailable(problem.clone()))
            }
            // Cases call functions that were never made, too: that is AWS's answer, no gap in the replayer.
            None => Err(InvokeError::Unavailable(format!("there is no function `{name}`"))),
        }
    }
}

/// Lambda's error object. The trace is that of the language it is written in, which nobody compares.
fn error(thrown: &Thrown, request_id: &str) -> Value {
    json!({
        "errorMessage": thrown.message,
        "errorType": thrown.kind,
        "requestId": request_id,
        "stackTrace": ["  File \"/var/task/function.py\", line 1, in handler\n"],
    })
}

#[async_trait]
impl Invoke for Functions {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        let event = invocation.event.into_value().map_err(|problem| {
            InvokeError::Failed(json!({
                "errorMessage": format!("Could not parse request body into json: {problem}"),
                "errorType": "InvalidRequestContentException",
            }))
        })?;
        self.run(&invocation.function, &event, &invocation.request_id).map(Payload::from)
    }
}

#[cfg(test)]
mod tests {
    use super::{Description, Functions};
    use lockstep_gateway::InvokeError;
    use serde_json::json;

    #[test]
    fn functions_are_found_by_what_the_case_says() {
        let input = json!({"lambdas": [
            {"function_name": "echo", "handler": "echo.py", "behaviour": "returns the event unchanged"},
            {"function_name": "url", "behaviour": "Lambda function URL: replies with the raw body"},
            {"function_name": "my-rust-function", "handler": "zip", "behaviour": null},
            {"function_name": "painter", "behaviour": "paints the house"},
            {"behaviour": "throws Error(\"no\")"},
            {"function_name": "slow", "behaviour": "sleeps until it times out"},
        ]});
        let descriptions = Description::all(&input);
        assert_eq!(descriptions[0].behind_url(), None);
        assert_eq!(descriptions[1].behind_url(), Some("replies with the raw body"));
        let functions = Functions::new(&descriptions);
        assert_eq!(functions.run("echo", &json!({"a": 1}), "r"), Ok(json!({"a": 1})));
        let event = json!({"queryStringParameters": {"first_name": "Ada"}});
        assert_eq!(functions.run("my-rust-function", &event, "r").unwrap()["body"], "Hello, Ada!");
        let Err(InvokeError::Failed(error)) = functions.run("function4", &json!({}), "r-1") else { panic!() };
        assert_eq!((&error["errorMessage"], &error["requestId"]), (&json!("no"), &json!("r-1")));
        assert_eq!(functions.run("slow", &json!({}), "r"), Err(InvokeError::TimedOut));
        assert!(functions.problems().is_empty());
        assert!(matches!(functions.run("painter", &json!({}), "r"), Err(InvokeError::Unavailable(_))));
        assert!(functions.problems()[0].contains("paints the house"));
        assert!(matches!(functions.run("absent", &json!({}), "r"), Err(InvokeError::Unavailable(_))));
    }
}
