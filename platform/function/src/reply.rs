//! The reply of a Lambda proxy integration.

use crate::answer::Answer;
use crate::conditional;
use crate::cors;
use crate::error::Error;
use crate::head::Head;
use http::StatusCode;
use lockstep_route::{Cors, Endpoint, HeaderSource};
use regex::Regex;
use serde::Serialize;
use serde_json::{Map, Value};

/// What a route says of its replies, ready for use.
pub(crate) struct ReplyRules {
    success: u16,
    headers: Vec<(u16, Vec<(String, String)>)>,
    patterns: Vec<(Regex, StatusCode)>,
    cors: Option<Cors>,
}

impl ReplyRules {
    /// The rules of an endpoint, and who else may read its replies.
    pub fn new(endpoint: &Endpoint, cors: Option<&Cors>) -> Result<Self, regex::Error> {
        let mut rules = Self {
            success: endpoint.success_status(),
            headers: Vec::new(),
            patterns: Vec::new(),
            cors: cors.cloned(),
        };
        for (status, response) in &endpoint.responses {
            let fixed = response.headers.iter().filter_map(|(name, source)| match source {
                HeaderSource::Fixed(value) => Some((name.clone(), value.clone())),
                HeaderSource::Mapped(_) => None,
            });
            rules.headers.push((*status, fixed.collect()));
            if let (Some(pattern), Ok(code)) = (&response.selection_pattern, StatusCode::from_u16(*status)) {
                // API Gateway matches the whole message.
                rules.patterns.push((Regex::new(&format!(r"\A(?:{pattern})\z"))?, code));
            }
        }
        Ok(rules)
    }

    /// The headers of a status, which a handler's own override.
    fn headers(&self, status: u16) -> Map<String, Value> {
        let fixed = self.headers.iter().filter(|(of, _)| *of == status).flat_map(|(_, headers)| headers);
        fixed.map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect()
    }

    /// Gives an error the status whose pattern matches its whole message.
    pub fn select(&self, error: &mut Error) {
        let text = error.selection_text();
        if let Some((_, status)) = self.patterns.iter().find(|(pattern, _)| pattern.is_match(text)) {
            error.select(*status);
        }
    }

    /// The reply to a success: the answer, or 304 to who has it already.
    pub fn success<Body: Serialize>(&self, head: &Head<'_>, answer: Answer<Body>) -> Result<Value, Error> {
        let body = serde_json::to_string(&answer.body).map_err(Error::internal)?;
        let mut headers = self.headers(self.success);
        for (name, value) in answer.headers {
            set(&mut headers, name, value.into_owned());
        }
        if matches!(head.method(), "GET" | "HEAD") {
            let tag = conditional::entity_tag(&body);
            let known = head.header("if-none-match").is_some_and(|known| conditional::matches(known, &tag));
            set(&mut headers, "ETag", tag);
            if known {
                return Ok(self.reply(head, 304, headers, String::new()));
            }
        }
        set(&mut headers, "Content-Type", "application/json".to_owned());
        Ok(self.reply(head, self.success, headers, body))
    }

    /// The reply to an error: a problem document.
    pub fn problem(&self, head: &Head<'_>, error: Error) -> Value {
        let status = error.status().as_u16();
        let (document, own) = error.into_problem(head.request_id());
        let mut headers = self.headers(status);
        for (name, value) in own {
            set(&mut headers, name, value);
        }
        set(&mut headers, "Content-Type", "application/problem+json".to_owned());
        self.reply(head, status, headers, Value::Object(document).to_string())
    }

    fn reply(&self, head: &Head<'_>, status: u16, mut headers: Map<String, Value>, body: String) -> Value {
        if let Some(cors) = &self.cors {
            cors::apply(cors, head, &mut headers);
        }
        let mut reply = Map::new();
        reply.insert("statusCode".to_owned(), status.into());
        reply.insert("headers".to_owned(), Value::Object(headers));
        reply.insert("body".to_owned(), Value::String(body));
        reply.insert("isBase64Encoded".to_owned(), Value::Bool(false));
        Value::Object(reply)
    }
}

/// Sets a header, whatever the case of its name was.
pub(crate) fn set(headers: &mut Map<String, Value>, name: &str, value: String) {
    headers.retain(|other, _| !other.eq_ignore_ascii_case(name));
    headers.insert(name.to_owned(), Value::String(value));
}
