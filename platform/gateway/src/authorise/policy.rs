//! The policy that an authorizer returns, and what it says of a method.

use super::condition::{Circumstances, Condition};
use super::pattern::matches;
use serde_json::{Map, Value};

/// The action that every call of an API is.
const ACTION: &str = "execute-api:Invoke";

/// Documented: a resource of an authorizer's policy has at most so many characters.
const LONGEST_RESOURCE: usize = 512;

/// What a statement may have.
const MEMBERS: [&str; 7] = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/// An IAM policy as API Gateway evaluates it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Policy(Vec<Statement>);

/// What a policy says of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// A statement allows it, none denies it.
    Allowed,
    /// A statement denies it, whatever others say.
    Denied,
    /// No statement speaks of it.
    Unmentioned,
}

#[derive(Debug, Clone, PartialEq)]
struct Statement {
    effect: Effect,
    actions: Scope,
    resources: Scope,
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Allow,
    Deny,
}

/// What a statement speaks of.
#[derive(Debug, Clone, PartialEq)]
enum Scope {
    /// Everything that matches one of these.
    Only(Vec<String>),
    /// Everything that matches none of these (`NotAction`, `NotResource`).
    AllBut(Vec<String>),
}

impl Scope {
    fn holds(&self, fits: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Only(patterns) => patterns.iter().any(|pattern| fits(pattern)),
            Self::AllBut(patterns) => !patterns.iter().any(|pattern| fits(pattern)),
        }
    }
}

impl Policy {
    /// Reads a policy document: `Statement` is a list or a single statement, `Action` and `Resource` lists or single texts.
    /// What cannot be understood is a message, and the policy not used: half a policy must not let anybody in. Silent: how
    /// much AWS tolerates; it is known to refuse members that are `null`.
    pub(crate) fn read(document: &Value) -> Result<Self, String> {
        let document = document.as_object().ok_or("policyDocument is no object")?;
        for (member, value) in document {
            match member.as_str() {
                "Version" if value == "2012-10-17" || value == "2008-10-17" => {}
                "Id" if value.is_string() => {}
                "Statement" => {}
                _ => return Err(format!("policyDocument.{member} is not understood")),
            }
        }
        let statements = match document.get("Statement") {
            Some(Value::Array(statements)) => statements.iter().map(Statement::read).collect(),
            Some(statement) => Statement::read(statement).map(|statement| vec![statement]),
            None => Err("policyDocument has no Statement".to_owned()),
        };
        statements.map(Self)
    }

    /// What it says of a method. Documented: an explicit deny goes before every allow, and what is not allowed is denied.
    pub(crate) fn ruling(&self, arn: &str, circumstances: &Circumstances<'_>) -> Ruling {
        let speaking = |effect| {
            let mut statements = self.0.iter().filter(|statement| statement.effect == effect);
            statements.any(|statement| statement.speaks_of(arn, circumstances))
        };
        if speaking(Effect::Deny) {
            Ruling::Denied
        } else if speaking(Effect::Allow) {
            Ruling::Allowed
        } else {
            Ruling::Unmentioned
        }
    }
}

impl Statement {
    fn read(statement: &Value) -> Result<Self, String> {
        let statement = statement.as_object().ok_or("a Statement is no object")?;
        if let Some(unknown) = statement.keys().find(|member| !MEMBERS.contains(&member.as_str())) {
            return Err(format!("Statement.{unknown} is not understood"));
        }
        let effect = match statement.get("Effect").and_then(Value::as_str) {
            Some("Allow") => Effect::Allow,
            Some("Deny") => Effect::Deny,
            _ => return Err("Statement.Effect is neither `Allow` nor `Deny`".to_owned()),
        };
        let resources = scope(statement, "Resource", "NotResource")?;
        let (Scope::Only(patterns) | Scope::AllBut(patterns)) = &resources;
        if patterns.iter().any(|pattern| pattern.chars().count() > LONGEST_RESOURCE) {
            return Err(format!("Statement.Resource is longer than {LONGEST_RESOURCE} characters"));
        }
        let conditions = statement.get("Condition").map_or(Ok(Vec::new()), Condition::read)?;
        Ok(Self { effect, actions: scope(statement, "Action", "NotAction")?, resources, conditions })
    }

    fn speaks_of(&self, arn: &str, circumstances: &Circumstances<'_>) -> bool {
        // Documented by IAM: actions are compared without regard to case, resources with.
        let action = ACTION.to_ascii_lowercase();
        self.actions.holds(|pattern| matches(&pattern.to_ascii_lowercase(), &action))
            && self.resources.holds(|pattern| matches(pattern, arn))
            && self.conditions.iter().all(|condition| condition.holds(circumstances))
    }
}

fn scope(statement: &Map<String, Value>, only: &str, all_but: &str) -> Result<Scope, String> {
    match (statement.get(only), statement.get(all_but)) {
        (Some(patterns), None) => texts(patterns, only).map(Scope::Only),
        (None, Some(patterns)) => texts(patterns, all_but).map(Scope::AllBut),
        (None, None) => Err(format!("a Statement has no {only}")),
        (Some(_), Some(_)) => Err(format!("a Statement has both {only} and {all_but}")),
    }
}

fn texts(value: &Value, member: &str) -> Result<Vec<String>, String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let texts = match value {
        Value::Array(values) if !values.is_empty() => values.iter().map(text).collect(),
        value => text(value).map(|text| vec![text]),
    };
    texts.ok_or_else(|| format!("Statement.{member} is neither a text nor a list of texts"))
}

#[cfg(test)]
mod tests {
    use super::{Policy, Ruling};
    use crate::authorise::condition::Circumstances;
    use serde_json::{Value, json};

    const ARN: &str = "arn:aws:execute-api:us-east-1:123456789012:api1234567/dev/GET/talks/ABC";

    fn ruling(statements: &Value) -> Ruling {
        let policy = Policy::read(&json!({ "Version": "2012-10-17", "Statement": statements })).unwrap();
        policy.ruling(ARN, &Circumstances::example())
    }

    fn allow(resource: &str) -> Value {
        json!({ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource })
    }

    fn deny(resource: &str) -> Value {
        json!({ "Effect": "Deny", "Action": "execute-api:Invoke", "Resource": resource })
    }

    #[test]
    fn policies_are_evaluated_as_iam_does() {
        let other = "arn:aws:execute-api:us-east-1:123456789012:api1234567/dev/POST/*";
        let table = [
            (json!([]), Ruling::Unmentioned),
            (allow(ARN), Ruling::Allowed),
            (json!([allow(ARN)]), Ruling::Allowed),
            (json!([allow("*")]), Ruling::Allowed),
            (json!([allow(other)]), Ruling::Unmentioned),
            (json!([allow("arn:aws:execute-api:*:*:api1234567/*/GET/*")]), Ruling::Allowed),
            (json!([allow("arn:aws:execute-api:*:*:another/*/GET/*")]), Ruling::Unmentioned),
            (json!([allow(ARN), deny("*")]), Ruling::Denied),
            (json!([deny(ARN), allow(ARN)]), Ruling::Denied),
            (json!([deny(other), allow(ARN)]), Ruling::Allowed),
            (
                json!({ "Effect": "Allow", "Action": ["s3:*", "execute-api:*"], "Resource": [other, ARN] }),
                Ruling::Allowed,
            ),
            (json!({ "Effect": "Allow", "Action": "*", "Resource": "*" }), Ruling::Allowed),
            (json!({ "Effect": "Allow", "Action": "EXECUTE-API:invoke", "Resource": "*" }), Ruling::Allowed),
            (json!({ "Effect": "Allow", "Action": "execute-api:Inv?ke", "Resource": "*" }), Ruling::Allowed),
            (
                json!({ "Effect": "Allow", "Action": "execute-api:ManageConnections", "Resource": "*" }),
                Ruling::Unmentioned,
            ),
            (json!({ "Effect": "Allow", "NotAction": "s3:*", "Resource": "*" }), Ruling::Allowed),
            (
                json!({ "Effect": "Allow", "NotAction": "execute-api:*", "Resource": "*" }),
                Ruling::Unmentioned,
            ),
            (json!({ "Effect": "Allow", "Action": "*", "NotResource": other }), Ruling::Allowed),
            (json!({ "Sid": "x", "Effect": "Deny", "Action": "*", "NotResource": [other] }), Ruling::Denied),
        ];
        for (statements, expected) in table {
            assert_eq!(ruling(&statements), expected, "{statements}");
        }
    }

    #[test]
    fn conditions_narrow_a_statement() {
        let mut allowed = allow("*");
        allowed["Condition"] = json!({ "IpAddress": { "aws:SourceIp": "192.0.2.0/24" } });
        assert_eq!(ruling(&json!([allowed])), Ruling::Allowed);
        allowed["Condition"] = json!({ "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } });
        assert_eq!(ruling(&json!([allowed])), Ruling::Unmentioned);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let statement = |member: &str, value: Value| {
            let mut statement = allow("*");
            statement[member] = value;
            json!({ "Statement": [statement] })
        };
        let table = [
            (json!(null), "policyDocument is no object"),
            (json!("{}"), "policyDocument is no object"),
            (json!({}), "policyDocument has no Statement"),
            (json!({ "Version": "2024-01-01", "Statement": [] }), "policyDocument.Version is not understood"),
            (json!({ "statement": [] }), "policyDocument.statement is not understood"),
            (json!({ "Statement": ["x"] }), "a Statement is no object"),
            (json!({ "Statement": null }), "a Statement is no object"),
            (statement("Effect", json!("allow")), "Statement.Effect is neither `Allow` nor `Deny`"),
            (statement("Effect", json!(true)), "Statement.Effect is neither `Allow` nor `Deny`"),
            (statement("Principal", json!("*")), "Statement.Principal is not understood"),
            (statement("Action", json!([])), "Statement.Action is neither a text nor a list of texts"),
            (statement("Action", json!(null)), "Statement.Action is neither a text nor a list of texts"),
            (statement("Resource", json!([1])), "Statement.Resource is neither a text nor a list of texts"),
            (statement("NotResource", json!("x")), "a Statement has both Resource and NotResource"),
            (
                statement("Resource", json!("x".repeat(513))),
                "Statement.Resource is longer than 512 characters",
            ),
            (statement("Condition", json!(null)), "Statement.Condition is no object"),
            (json!({ "Statement": { "Effect": "Allow", "Resource": "*" } }), "a Statement has no Action"),
            (json!({ "Statement": { "Effect": "Allow", "Action": "*" } }), "a Statement has no Resource"),
        ];
        for (document, problem) in table {
            assert_eq!(Policy::read(&document), Err(problem.to_owned()), "{document}");
        }
    }
}
