//! A case as it stands in its file.

use serde_json::Value;

/// What stands behind a case's expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validation {
    /// It was recorded from AWS.
    Aws,
    /// AWS's documentation or somebody's measurement says so: the words of the case.
    Said(String),
    /// A reference implementation or a unit test.
    Reference,
}

impl Validation {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Bool(true)) => Self::Aws,
            Some(Value::String(words)) => Self::Said(words.clone()),
            _ => Self::Reference,
        }
    }
}

/// A recorded case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name, unique in the folder.
    pub id: String,
    /// The theme: the name of its file.
    pub theme: String,
    /// What kind of behaviour it shows.
    pub kind: String,
    /// What stands behind it.
    pub validation: Validation,
    /// What goes in.
    pub input: Value,
    /// What must come out.
    pub expected: Value,
    /// What must come out where Velocity and API Gateway differ.
    pub expected_at_aws: Option<Value>,
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// The name of the member that it lacks.
    pub fn read(theme: &str, value: &Value) -> Result<Self, &'static str> {
        let text =
            |member: &'static str| value.get(member).and_then(Value::as_str).map(str::to_owned).ok_or(member);
        Ok(Self {
            id: text("id")?,
            theme: theme.to_owned(),
            kind: text("kind")?,
            validation: Validation::read(value.get("aws_validated")),
            input: value.get("input").cloned().ok_or("input")?,
            expected: value.get("expected").cloned().ok_or("expected")?,
            expected_at_aws: value.get("expected_aws_model").cloned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Validation};
    use serde_json::json;

    #[test]
    fn a_case_tells_what_stands_behind_it() {
        let case = |validated: serde_json::Value| {
            let value =
                json!({"id": "a-1", "kind": "vtl", "aws_validated": validated, "input": {}, "expected": {}});
            Case::read("a", &value).unwrap().validation
        };
        assert_eq!(case(json!(true)), Validation::Aws);
        assert_eq!(case(json!(false)), Validation::Reference);
        assert_eq!(case(json!("documented")), Validation::Said("documented".to_owned()));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(
            Case::read("a", &json!({"id": "a-1", "kind": "vtl", "input": {}})).unwrap_err(),
            "expected"
        );
        assert_eq!(Case::read("a", &json!({"kind": "vtl"})).unwrap_err(), "id");
    }
}
