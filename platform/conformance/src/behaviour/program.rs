//! A description that was understood: rules, of which the first whose condition holds decides.

use super::expression::{Expression, text_of, truthy};
use super::parse::parse;
use serde_json::Value;

/// What a function throws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thrown {
    /// The error's type.
    pub kind: String,
    /// Its message.
    pub message: String,
}

impl Thrown {
    /// An error.
    pub fn new(kind: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind: kind.into(), message: message.into() }
    }
}

/// What a function does in the end.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    Return(Expression),
    Throw { kind: String, message: Expression },
}

/// An action and when it is done.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    pub(super) condition: Option<Expression>,
    pub(super) action: Action,
}

/// What a function does.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    pub(super) rules: Vec<Rule>,
}

impl Program {
    /// Understands a description; none when it cannot.
    pub fn understand(words: &str) -> Option<Self> {
        parse(words)
    }

    /// What the function returns for an event.
    ///
    /// # Errors
    /// What it throws.
    pub fn run(&self, event: &Value) -> Result<Value, Thrown> {
        for rule in &self.rules {
            let holds = match &rule.condition {
                Some(condition) => truthy(&condition.value(event)?),
                None => true,
            };
            if holds {
                return match &rule.action {
                    Action::Return(value) => value.value(event),
                    Action::Throw { kind, message } => {
                        Err(Thrown::new(kind.as_str(), text_of(&message.value(event)?)))
                    }
                };
            }
        }
        Ok(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::{Program, Thrown};
    use serde_json::{Value, json};

    fn run(words: &str, event: &Value) -> Result<Value, Thrown> {
        Program::understand(words).unwrap_or_else(|| panic!("not understood: {words}")).run(event)
    }

    #[test]
    fn what_is_returned_is_computed_of_the_event() {
        let event = json!({"a": {"b": [1, "x"]}, "n": "7", "body": "{\"k\": 1}"});
        let table = [
            ("returns the event unchanged", event.clone()),
            ("Returns its input.", event.clone()),
            ("echoes the event", event.clone()),
            ("returns JSON.stringify(event.a) as a string", json!(r#"{"b":[1,"x"]}"#)),
            (
                "returns {statusCode:200, body: JSON.stringify(event.a), isBase64Encoded:false}",
                json!({"statusCode": 200, "body": r#"{"b":[1,"x"]}"#, "isBase64Encoded": false}),
            ),
            ("returns the string \"Pass\"", json!("Pass")),
            (
                "returns {statusCode:200,headers:{test-header:value}}",
                json!({"statusCode": 200, "headers": {"test-header": "value"}}),
            ),
            ("returns json.loads(event['body'])", json!({"k": 1})),
            ("returns the request body parsed as JSON", json!({"k": 1})),
            ("returns {'n': int(event.n) + 1, 's': 'a' + event.n}", json!({"n": 8, "s": "a7"})),
            ("returns event.a.b[1]", json!("x")),
            ("returns event.get('n')", json!("7")),
            ("returns event.missing ? 1 : 2", json!(2)),
            ("returns event.n && !event.missing", json!(true)),
            ("returns nothing", json!(null)),
            ("returns [True, None, \"a\".upper(), len(event.a.b)]", json!([true, null, "A", 2])),
            ("returns base64.b64encode('ab')", json!("YWI=")),
        ];
        for (words, value) in table {
            assert_eq!(run(words, &event), Ok(value), "{words}");
        }
    }

    #[test]
    fn conditions_choose() {
        let words = "if int(event.status) >= 400 returns {r:\"bad\"} else if event.status == 300 returns {r: \"odd\"} else {r:\"good\"}";
        for (status, result) in [("500", "bad"), ("300", "odd"), ("200", "good")] {
            assert_eq!(run(words, &json!({"status": status})), Ok(json!({"r": result})));
        }
        let words = "event.code \"200\" -> returns the string \"Pass\"; \"400\" -> throws Exception(\"four hundred\")";
        assert_eq!(run(words, &json!({"code": "200"})), Ok(json!("Pass")));
        assert_eq!(run(words, &json!({"code": "400"})), Err(Thrown::new("Exception", "four hundred")));
        assert_eq!(run(words, &json!({"code": "500"})), Ok(json!(null)));
        let words = "by event.path: /none -> {}; /some/path -> {statusCode:200}; else {statusCode:200, body: JSON.stringify(event)}";
        assert_eq!(run(words, &json!({"path": "/none"})), Ok(json!({})));
        assert_eq!(run(words, &json!({"path": "/some/path"})), Ok(json!({"statusCode": 200})));
        assert_eq!(run(words, &json!({"path": "/x"})).unwrap()["body"], "{\"path\":\"/x\"}");
    }

    #[test]
    fn errors_are_thrown() {
        let table = [
            ("throws Error(\"no\")", Thrown::new("Error", "no")),
            ("always raises ValueError('bad ' + event.x)", Thrown::new("ValueError", "bad y")),
            ("fails with the message \"not found\"", Thrown::new("Error", "not found")),
            ("throws an Exception with the message 'stop'", Thrown::new("Exception", "stop")),
            (
                "returns int(event.x)",
                Thrown::new("ValueError", "invalid literal for int() with base 10: 'y'"),
            ),
        ];
        for (words, thrown) in table {
            assert_eq!(run(words, &json!({"x": "y"})), Err(thrown), "{words}");
        }
    }

    #[test]
    fn a_body_in_base64_is_decoded_before_it_is_parsed() {
        let event = json!({"body": "eyJhIjogMX0=", "isBase64Encoded": true});
        for words in [
            "returns JSON.parse(event.body) (base64-decoded first if event.isBase64Encoded)",
            "returns the JSON of the request body",
            "body = event.body, base64-decoded if isBase64Encoded; JSON.parse(body)",
            "returns json.loads of the body, after base64-decoding it when isBase64Encoded",
        ] {
            assert_eq!(run(words, &event), Ok(json!({"a": 1})), "{words}");
        }
        assert_eq!(run("returns JSON.parse(event.body)", &json!({})).unwrap_err().kind, "TypeError");
    }

    #[test]
    fn what_cannot_be_read_is_not_understood() {
        for words in [
            "",
            "paints the house",
            "returns",
            "returns {a:",
            "returns the colour of the sky",
            "if returns 1",
        ] {
            assert_eq!(Program::understand(words), None, "{words}");
        }
    }
}
