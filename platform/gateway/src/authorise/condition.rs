//! Conditions of policy statements: those operators and keys that have a meaning for a request to an API.

use super::pattern::matches;
use ipnet::IpNet;
use jiff::Timestamp;
use serde_json::Value;
use std::cmp::Ordering;
use std::net::IpAddr;

/// What conditions can ask about.
#[derive(Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) now: Timestamp,
    pub(crate) source_ip: IpAddr,
    pub(crate) user_agent: Option<&'a str>,
    pub(crate) referer: Option<&'a str>,
}

#[cfg(test)]
impl Circumstances<'_> {
    pub(crate) fn example() -> Self {
        Self {
            now: "2030-01-02T03:04:05Z".parse().unwrap(),
            source_ip: [192, 0, 2, 7].into(),
            user_agent: Some("Browser/1.0"),
            referer: None,
        }
    }
}

/// One comparison.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    key: Key,
    comparison: Comparison,
    /// Whether the comparison must fail (`StringNotEquals` …).
    wanted: bool,
    /// Whether a key without a value is enough (`…IfExists`, and every negated operator; documented by IAM).
    absent_holds: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    SourceIp,
    UserAgent,
    Referer,
    CurrentTime,
    EpochTime,
}

#[derive(Debug, Clone, PartialEq)]
enum Comparison {
    Equal(Vec<String>),
    EqualIgnoringCase(Vec<String>),
    Like(Vec<String>),
    Within(Vec<IpNet>),
    /// In this relation to one of the times; the flag of equality is part of the list.
    Time(Vec<Ordering>, Vec<Timestamp>),
}

impl Condition {
    /// Reads the member `Condition`: operator → key → values. All of them must hold.
    pub(crate) fn read(member: &Value) -> Result<Vec<Self>, String> {
        let operators = member.as_object().ok_or("Statement.Condition is no object")?;
        let mut conditions = Vec::new();
        for (operator, keys) in operators {
            let keys = keys.as_object().ok_or_else(|| format!("Condition.{operator} is no object"))?;
            for (key, values) in keys {
                conditions.push(Self::one(operator, key, values)?);
            }
        }
        Ok(conditions)
    }

    fn one(operator: &str, key: &str, values: &Value) -> Result<Self, String> {
        let place = format!("Condition.{operator}.{key}");
        let values = texts(values).ok_or_else(|| format!("{place} is neither a text nor a list of texts"))?;
        let (name, if_exists) = match operator.strip_suffix("IfExists") {
            Some(name) => (name, true),
            None => (operator, false),
        };
        // Documented by IAM: names of keys are compared without regard to case.
        let key = match key.to_ascii_lowercase().as_str() {
            "aws:sourceip" => Key::SourceIp,
            "aws:useragent" => Key::UserAgent,
            "aws:referer" => Key::Referer,
            "aws:currenttime" => Key::CurrentTime,
            "aws:epochtime" => Key::EpochTime,
            _ => return Err(format!("{place}: the key has no value here")),
        };
        let unreadable = || format!("{place}: a value cannot be read");
        let comparison = match name {
            "StringEquals" | "StringNotEquals" => Comparison::Equal(values),
            "StringEqualsIgnoreCase" | "StringNotEqualsIgnoreCase" => Comparison::EqualIgnoringCase(values),
            "StringLike" | "StringNotLike" => Comparison::Like(values),
            "IpAddress" | "NotIpAddress" if key == Key::SourceIp => {
                let networks = values.iter().map(|value| network(value)).collect::<Option<_>>();
                Comparison::Within(networks.ok_or_else(unreadable)?)
            }
            _ => {
                let relation = relation(name, key).ok_or_else(|| format!("{place} is not supported"))?;
                let times = values.iter().map(|value| time(value)).collect::<Option<_>>();
                Comparison::Time(relation, times.ok_or_else(unreadable)?)
            }
        };
        let negated = name.contains("Not");
        Ok(Self { key, comparison, wanted: !negated, absent_holds: negated || if_exists })
    }

    /// Whether it holds.
    pub(crate) fn holds(&self, circumstances: &Circumstances<'_>) -> bool {
        let compared = match &self.comparison {
            Comparison::Within(networks) => {
                Some(networks.iter().any(|network| network.contains(&circumstances.source_ip)))
            }
            Comparison::Time(relation, times) => {
                Some(times.iter().any(|time| relation.contains(&circumstances.now.cmp(time))))
            }
            comparison => self.text(circumstances).map(|text| compare(comparison, &text)),
        };
        compared.map_or(self.absent_holds, |holds| holds == self.wanted)
    }

    fn text(&self, circumstances: &Circumstances<'_>) -> Option<String> {
        Some(match self.key {
            Key::SourceIp => circumstances.source_ip.to_string(),
            Key::UserAgent => circumstances.user_agent?.to_owned(),
            Key::Referer => circumstances.referer?.to_owned(),
            Key::CurrentTime => circumstances.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            Key::EpochTime => circumstances.now.as_second().to_string(),
        })
    }
}

fn compare(comparison: &Comparison, text: &str) -> bool {
    match comparison {
        Comparison::Equal(values) => values.iter().any(|value| value == text),
        Comparison::EqualIgnoringCase(values) => {
            values.iter().any(|value| value.to_lowercase() == text.to_lowercase())
        }
        Comparison::Like(values) => values.iter().any(|value| matches(value, text)),
        Comparison::Within(_) | Comparison::Time(..) => false,
    }
}

/// In which orders the present may stand to a time for `DateLessThan` and its kin.
fn relation(operator: &str, key: Key) -> Option<Vec<Ordering>> {
    let name = match key {
        Key::CurrentTime => operator.strip_prefix("Date")?,
        Key::EpochTime => operator.strip_prefix("Date").or_else(|| operator.strip_prefix("Numeric"))?,
        Key::SourceIp | Key::UserAgent | Key::Referer => return None,
    };
    Some(match name {
        // A negated operator is the opposite of these.
        "Equals" | "NotEquals" => vec![Ordering::Equal],
        "LessThan" => vec![Ordering::Less],
        "LessThanEquals" => vec![Ordering::Less, Ordering::Equal],
        "GreaterThan" => vec![Ordering::Greater],
        "GreaterThanEquals" => vec![Ordering::Greater, Ordering::Equal],
        _ => return None,
    })
}

/// A network, or one address.
fn network(value: &str) -> Option<IpNet> {
    value.parse().ok().or_else(|| value.parse::<IpAddr>().ok().map(IpNet::from))
}

/// A time of ISO 8601, or seconds of the epoch.
fn time(value: &str) -> Option<Timestamp> {
    let seconds = || value.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let day = || format!("{value}T00:00:00Z").parse().ok();
    value.parse().ok().or_else(seconds).or_else(day)
}

fn texts(value: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    match value {
        Value::Array(values) => values.iter().map(text).collect(),
        value => text(value).map(|text| vec![text]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Circumstances, Condition};
    use serde_json::{Value, json};

    fn holds(condition: &Value) -> bool {
        let conditions = Condition::read(condition).unwrap();
        conditions.iter().all(|condition| condition.holds(&Circumstances::example()))
    }

    #[test]
    fn conditions_hold_or_not() {
        let table = [
            (json!({}), true),
            (json!({ "IpAddress": { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.7"] } }), true),
            (json!({ "IpAddress": { "AWS:sourceip": "192.0.2.8/32" } }), false),
            (json!({ "IpAddress": { "aws:SourceIp": "2001:db8::/32" } }), false),
            (json!({ "NotIpAddress": { "aws:SourceIp": "10.0.0.0/8" } }), true),
            (json!({ "StringEquals": { "aws:UserAgent": "Browser/1.0" } }), true),
            (json!({ "StringEquals": { "aws:UserAgent": "browser/1.0" } }), false),
            (json!({ "StringEqualsIgnoreCase": { "aws:UserAgent": "browser/1.0" } }), true),
            (json!({ "StringLike": { "aws:UserAgent": ["x", "Brow*/?.0"] } }), true),
            (json!({ "StringNotLike": { "aws:UserAgent": "Brow*" } }), false),
            // A key without a value fails a comparison, unless it is negated or may be absent.
            (json!({ "StringLike": { "aws:Referer": "*" } }), false),
            (json!({ "StringNotLike": { "aws:Referer": "*" } }), true),
            (json!({ "StringLikeIfExists": { "aws:Referer": "x" } }), true),
            (json!({ "DateLessThan": { "aws:CurrentTime": "2030-01-02T03:04:06Z" } }), true),
            (json!({ "DateLessThan": { "aws:CurrentTime": "2030-01-02T03:04:05Z" } }), false),
            (json!({ "DateLessThanEquals": { "aws:CurrentTime": "2030-01-02T03:04:05Z" } }), true),
            (json!({ "DateGreaterThan": { "aws:CurrentTime": "2030-01-02" } }), true),
            (json!({ "DateNotEquals": { "aws:CurrentTime": "2030-01-02" } }), true),
            (json!({ "NumericGreaterThanEquals": { "aws:EpochTime": 1_893_553_445 } }), true),
            (json!({ "NumericLessThan": { "aws:EpochTime": "1893553445" } }), false),
            // All must hold.
            (
                json!({
                    "IpAddress": { "aws:SourceIp": "192.0.2.0/24" },
                    "StringEquals": { "aws:UserAgent": "Another" },
                }),
                false,
            ),
        ];
        for (condition, expected) in table {
            assert_eq!(holds(&condition), expected, "{condition}");
        }
    }

    #[test]
    fn what_cannot_be_evaluated_is_refused() {
        let table = [
            (json!([]), "Statement.Condition is no object"),
            (json!({ "IpAddress": "x" }), "Condition.IpAddress is no object"),
            (
                json!({ "IpAddress": { "aws:SourceIp": "300.0.0.0/8" } }),
                "Condition.IpAddress.aws:SourceIp: a value cannot be read",
            ),
            (
                json!({ "IpAddress": { "aws:SourceIp": { "x": 1 } } }),
                "Condition.IpAddress.aws:SourceIp is neither a text nor a list of texts",
            ),
            (
                json!({ "StringEquals": { "aws:PrincipalTag/team": "x" } }),
                "Condition.StringEquals.aws:PrincipalTag/team: the key has no value here",
            ),
            (
                json!({ "ForAnyValue:StringEquals": { "aws:UserAgent": "x" } }),
                "Condition.ForAnyValue:StringEquals.aws:UserAgent is not supported",
            ),
            (
                json!({ "DateEquals": { "aws:UserAgent": "x" } }),
                "Condition.DateEquals.aws:UserAgent is not supported",
            ),
            (
                json!({ "DateEquals": { "aws:CurrentTime": "soon" } }),
                "Condition.DateEquals.aws:CurrentTime: a value cannot be read",
            ),
        ];
        for (condition, problem) in table {
            assert_eq!(Condition::read(&condition), Err(problem.to_owned()), "{condition}");
        }
    }
}
