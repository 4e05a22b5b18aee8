//! Access logs: a line for every request, in a format of the API's own.

use crate::error::LoadError;
use crate::request_context::RequestContext;
use crate::substitution::ErrorVariables;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Takes the lines of access logs. A line has no line break of its own: whoever writes it ends it.
pub trait AccessLog: Send + Sync {
    /// Takes the line of a request that was answered.
    fn line(&self, version: u32, stage: &str, line: &str);
}

/// A format, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccessLogFormat(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A variable by its name without `$context.`.
    Variable(String),
}

/// What came of a request: what formats can show beside `$context`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome<'a> {
    /// The status that the client got.
    pub(crate) status: u16,
    /// The length of the body that the client got, bytes.
    pub(crate) response_length: usize,
    /// From the request's arrival to the response, milliseconds.
    pub(crate) response_latency: i64,
    /// What the integration did, if it was called.
    pub(crate) integration: Option<IntegrationOutcome<'a>>,
    /// Why the gateway answered by itself, if it did.
    pub(crate) error: Option<ErrorVariables<'a>>,
}

/// What an integration did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IntegrationOutcome<'a> {
    /// How long it took, milliseconds.
    pub(crate) latency: i64,
    /// The status of the service that was called: for a function Lambda's own, 200 when it could be called.
    pub(crate) service_status: Option<u16>,
    /// The status that the backend itself answered: for a proxy integration the one in the function's reply.
    pub(crate) status: Option<u16>,
    /// The identity under which the service knows the call.
    pub(crate) request_id: Option<&'a str>,
    /// Why it failed.
    pub(crate) error: Option<&'a str>,
}

impl AccessLogFormat {
    /// Takes a format apart. Documented: it is one line, has `$context.requestId` or `$context.extendedRequestId`, and knows no
    /// variables but those of `$context`. Silent: a variable that AWS does not know; it has no value and prints `-`.
    pub(crate) fn compile(format: &str, place: &str) -> Result<Self, LoadError> {
        let mistake = |problem: &str| LoadError::Mistake {
            place: place.to_owned(),
            problem: format!("the access log's format {problem}"),
        };
        if format.contains(['\n', '\r']) {
            return Err(mistake("has a line break"));
        }
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = format;
        while let Some((before, after)) = rest.split_once('$') {
            text.push_str(before);
            let length = after.bytes().take_while(|byte| is_name(*byte)).count();
            let name = after[..length].trim_end_matches('.');
            rest = &after[name.len()..];
            match name.strip_prefix("context.") {
                Some(variable) => {
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(Piece::Variable(variable.to_owned()));
                }
                None if FOREIGN.contains(&name.split('.').next().unwrap_or_default()) => {
                    return Err(mistake(&format!("has `${name}`; it knows variables of $context alone")));
                }
                None => {
                    text.push('$');
                    text.push_str(name);
                }
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let identity = |piece: &Piece| matches!(piece, Piece::Variable(name) if name == "requestId" || name == "extendedRequestId");
        if !pieces.iter().any(identity) {
            return Err(mistake("has neither $context.requestId nor $context.extendedRequestId"));
        }
        Ok(Self(pieces))
    }

    /// The line of a request.
    pub(crate) fn line(&self, request: &RequestContext<'_>, outcome: &Outcome<'_>) -> String {
        self.0.iter().fold(String::new(), |mut line, piece| {
            match piece {
                Piece::Text(text) => line.push_str(text),
                Piece::Variable(name) => {
                    let value = outcome.variable(name).or_else(|| request.variable(name));
                    match value.as_deref() {
                        // Documented: what has no value is a hyphen.
                        None | Some("") => line.push('-'),
                        Some(value) if QUOTED.contains(&name.as_str()) => escape_breaks(value, &mut line),
                        Some(value) => escape(value, &mut line),
                    }
                }
            }
            line
        })
    }
}

impl Outcome<'_> {
    fn variable(&self, name: &str) -> Option<Cow<'_, str>> {
        let integration = self.integration.as_ref();
        let number = |number: Option<u16>| number.map(|number| number.to_string().into());
        match name {
            "status" => Some(self.status.to_string().into()),
            "responseLength" => Some(self.response_length.to_string().into()),
            "responseLatency" => Some(self.response_latency.to_string().into()),
            "integrationLatency" | "integration.latency" => {
                integration.map(|integration| integration.latency.to_string().into())
            }
            "integrationStatus" | "integration.integrationStatus" => number(integration?.service_status),
            "integration.status" => number(integration?.status),
            "integration.requestId" | "awsEndpointRequestId" => integration?.request_id.map(Cow::from),
            "integration.error" | "integrationErrorMessage" => integration?.error.map(Cow::from),
            _ => self.error?.variable(name),
        }
    }
}

/// Variables of mapping templates and gateway responses.
const FOREIGN: [&str; 5] = ["input", "util", "stageVariables", "method", "integration"];

/// Variables that are escaped already.
const QUOTED: [&str; 2] = ["error.messageString", "error.validationErrorString"];

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')
}

/// Silent: how AWS escapes. Clients choose many values, and must not be able to end a line, a text of JSON or a quoted field of
/// another format, so quotes, backslashes and control characters are written as JSON does.
fn escape(value: &str, line: &mut String) {
    let quoted = Value::from(value).to_string();
    escape_breaks(&quoted[1..quoted.len() - 1], line);
}

/// Control characters and line breaks that JSON leaves as they are.
fn escape_breaks(value: &str, line: &mut String) {
    for character in value.chars() {
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
            // Writing to a string cannot fail.
            let _ = write!(line, "\\u{:04x}", u32::from(character));
        } else {
            line.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AccessLogFormat, IntegrationOutcome, Outcome};
    use crate::gateway_response::Failure;
    use crate::testing::Asked;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    const OUTCOME: Outcome<'_> =
        Outcome { status: 200, response_length: 17, response_latency: 12, integration: None, error: None };

    fn line(format: &str, asked: &Asked, outcome: &Outcome<'_>) -> String {
        let format = AccessLogFormat::compile(format, "stage dev").unwrap();
        asked.with(|request| format.line(request, outcome))
    }

    /// With the identity that every format must have, which is cut off again.
    fn value(variable: &str, asked: &Asked, outcome: &Outcome<'_>) -> String {
        let line = line(&format!("$context.{variable} $context.requestId"), asked, outcome);
        line.rsplit_once(' ').unwrap().0.to_owned()
    }

    #[test]
    fn the_documented_formats_print() {
        let asked = Asked::get("/talks?x=1");
        let identity = "11111111-1111-4111-9111-111111111111";
        let table = [
            (
                "$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] \
                 \"$context.httpMethod $context.resourcePath $context.protocol\" $context.status $context.responseLength \
                 $context.requestId $context.extendedRequestId",
                format!(
                    "192.0.2.7 - - [02/Jan/2030:03:04:05 +0000] \"GET /{{proxy+}} HTTP/1.1\" 200 17 {identity} \
                     ERERERERERERERE="
                ),
            ),
            (
                r#"{ "requestId":"$context.requestId", "ip": "$context.identity.sourceIp", "caller":"$context.identity.caller", "status":"$context.status" }"#,
                format!(r#"{{ "requestId":"{identity}", "ip": "192.0.2.7", "caller":"-", "status":"200" }}"#),
            ),
            (
                r#"<request id="$context.requestId"> <ip>$context.identity.sourceIp</ip> <status>$context.status</status> </request>"#,
                format!(r#"<request id="{identity}"> <ip>192.0.2.7</ip> <status>200</status> </request>"#),
            ),
            (
                "$context.identity.sourceIp,$context.identity.caller,$context.httpMethod,$context.status,$context.requestId",
                format!("192.0.2.7,-,GET,200,{identity}"),
            ),
            ("$5 $context.requestId. $$x $contextual $", format!("$5 {identity}. $$x $contextual $")),
        ];
        for (format, expected) in table {
            assert_eq!(line(format, &asked, &OUTCOME), expected);
        }
    }

    #[test]
    fn outcomes_print() {
        let asked = Asked::get("/talks");
        let called = IntegrationOutcome {
            latency: 9,
            service_status: Some(200),
            status: Some(502),
            request_id: Some("abc"),
            error: Some("The \"backend\" failed"),
        };
        let outcome = Outcome { integration: Some(called), ..OUTCOME };
        let table = [
            ("responseLatency", "12", "12"),
            ("integrationLatency", "9", "-"),
            ("integration.latency", "9", "-"),
            ("integrationStatus", "200", "-"),
            ("integration.integrationStatus", "200", "-"),
            ("integration.status", "502", "-"),
            ("integration.requestId", "abc", "-"),
            ("integration.error", r#"The \"backend\" failed"#, "-"),
            ("integrationErrorMessage", r#"The \"backend\" failed"#, "-"),
            ("error.message", "-", "-"),
            ("identity.userAgent", "-", "-"),
            ("routeKey", "-", "-"),
        ];
        for (variable, with, without) in table {
            assert_eq!(value(variable, &asked, &outcome), with, "{variable}");
            assert_eq!(value(variable, &asked, &OUTCOME), without, "{variable}");
        }
    }

    #[test]
    fn failures_print() {
        let asked = Asked::get("/talks");
        let invalid = Failure::invalid_body(r#"[object has missing required properties (["a"])]"#.to_owned());
        let outcome = Outcome { error: Some(invalid.error_variables()), ..OUTCOME };
        let table = [
            ("error.message", "Invalid request body"),
            ("error.messageString", r#""Invalid request body""#),
            ("error.responseType", "BAD_REQUEST_BODY"),
            ("error.validationErrorString", r#"[object has missing required properties ([\"a\"])]"#),
        ];
        for (variable, expected) in table {
            assert_eq!(value(variable, &asked, &outcome), expected, "{variable}");
        }
        let failed = Failure::authorizer_failed();
        let outcome = Outcome { error: Some(failed.error_variables()), ..OUTCOME };
        assert_eq!(value("error.message", &asked, &outcome), "-");
        assert_eq!(value("error.messageString", &asked, &outcome), "null");
    }

    #[test]
    fn values_cannot_forge_lines() {
        let forged = "x\"\n{\"forged\":1}\r\\\u{85}\u{2028}\u{7f}\u{0}é";
        let asked = Asked::get("/talks").header("User-Agent", forged);
        assert_eq!(
            value("identity.userAgent", &asked, &OUTCOME),
            r#"x\"\n{\"forged\":1}\r\\\u0085\u2028\u007f\u0000é"#
        );
        let invalid = Failure::invalid_body(forged.to_owned());
        let outcome = Outcome { error: Some(invalid.error_variables()), ..OUTCOME };
        for variable in ["error.validationErrorString", "error.messageString"] {
            let told = value(variable, &asked, &outcome);
            assert!(
                !told.contains(|character: char| character.is_control() || character == '\u{2028}'),
                "{told}"
            );
        }
    }

    #[test]
    fn formats_that_aws_refuses_are_refused() {
        let table = [
            ("", "has neither $context.requestId nor $context.extendedRequestId"),
            ("$context.status", "has neither $context.requestId nor $context.extendedRequestId"),
            ("$context.requestIdentity", "has neither $context.requestId nor $context.extendedRequestId"),
            ("$context.requestId\n", "has a line break"),
            ("$context.requestId $input.body", "has `$input.body`; it knows variables of $context alone"),
            (
                "$stageVariables.env $context.requestId",
                "has `$stageVariables.env`; it knows variables of $context alone",
            ),
        ];
        for (format, problem) in table {
            let error = AccessLogFormat::compile(format, "stage dev").unwrap_err();
            assert_eq!(error.to_string(), format!("stage dev: the access log's format {problem}"));
        }
    }

    proptest! {
        #[test]
        fn whatever_a_client_sends_stays_one_text_of_json(sent in any::<String>()) {
            let asked = Asked::get("/talks").header("User-Agent", &sent);
            let format = r#"{"agent":"$context.identity.userAgent","id":"$context.requestId"}"#;
            let line = line(format, &asked, &OUTCOME);
            prop_assert!(!line.contains(char::is_control));
            let read: serde_json::Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(read["agent"].as_str(), Some(if sent.is_empty() { "-" } else { &sent }));
        }

        #[test]
        fn whatever_a_format_is_it_compiles_or_is_refused(format in "[$.a-z \n{}]{0,40}|.*") {
            if let Ok(compiled) = AccessLogFormat::compile(&format, "stage dev") {
                Asked::get("/talks").with(|request| compiled.line(request, &OUTCOME));
            }
        }
    }
}
