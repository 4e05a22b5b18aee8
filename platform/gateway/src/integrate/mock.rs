//! Templates alone (`MOCK`).

use super::Integration;
use super::request_body::RequestBody;
use crate::gateway_response::Failure;
use crate::mapping::Overrides;
use crate::message::Headers;
use crate::request_context::RequestContext;
use crate::respond::{Answer, AnswerBody, Reply};
use lockstep_jsonpath::read_body;

/// Answers with the integration response that the request template selects.
pub(super) fn answer(integration: &Integration, context: &RequestContext<'_>) -> Result<Reply, Failure> {
    let mut overrides = Overrides::default();
    let (payload, _) = integration.templates.make(context, &mut overrides)?;
    let status = match payload {
        RequestBody::Rendered(_, text) => status(&text),
        RequestBody::Passed(passed) => status(&String::from_utf8_lossy(&passed.into_bytes())),
    };
    let status = status.ok_or_else(|| context.misconfigured(&"the request template has no `statusCode`"))?;
    let answer = Answer {
        subject: status.to_string().into(),
        status: u16::try_from(status).unwrap_or_default(),
        headers: Headers::new(),
        body: AnswerBody::Empty,
    };
    integration.responses.respond(context, answer, &mut overrides)
}

/// Recorded: the text is read leniently, `{statusCode: 200,}`. Documented: the status is an integer; without one API Gateway
/// answers 500.
fn status(text: &str) -> Option<i64> {
    read_body(text).ok()?.get("statusCode")?.as_i64()
}

#[cfg(test)]
mod tests {
    use super::status;

    #[test]
    fn the_template_need_not_be_strict_json() {
        let table = [
            (r#"{"statusCode": 200}"#, Some(200)),
            ("{statusCode: 404}", Some(404)),
            ("\n{\n  \"statusCode\": 200,\n}\n", Some(200)),
            ("{'statusCode': 201, 'more': [1,2,],}", Some(201)),
            (r#"{"statusCode": "200"}"#, None),
            ("{}", None),
            ("", None),
            ("[200]", None),
            ("200", None),
            ("{statusCode", None),
        ];
        for (text, expected) in table {
            assert_eq!(status(text), expected, "{text}");
        }
    }
}
