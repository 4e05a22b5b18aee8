//! One pair's `.json`.

use super::endpoint::endpoint;
use super::fields::{Fields, SourceFile, Spanned};
use super::schedule::schedule;
use crate::json::{Member, Node};
use crate::problem::Mistake;
use crate::settings::AuthorizerKind;
use crate::version::{FunctionSettings, Trigger};
use std::ops::Range;

const FIELDS: &[&str] = &[
    "method",
    "path",
    "summary",
    "access",
    "responses",
    "request",
    "requestTemplates",
    "requestParameters",
    "passthroughBehavior",
    "integration",
    "validate",
    "apiKeyRequired",
    "authorizer",
    "contentHandling",
    "function",
    "schedule",
    "authorizes",
];

/// The fields that only a route over HTTP has.
const HTTP_FIELDS: &[&str] = &[
    "method",
    "path",
    "access",
    "responses",
    "request",
    "requestTemplates",
    "requestParameters",
    "passthroughBehavior",
    "integration",
    "validate",
    "apiKeyRequired",
    "authorizer",
    "contentHandling",
];

/// A pair as far as it could be read by itself, and the places that checks across pairs point at.
#[derive(Default)]
pub(super) struct Draft {
    /// Whether its answers come from its own `.rs`.
    pub needs_code: bool,
    pub summary: Option<String>,
    pub trigger: Option<Trigger>,
    pub function: Option<Spanned<FunctionSettings>>,
    /// Where the path stands.
    pub path_span: Range<usize>,
    pub authorizer: Option<Spanned<String>>,
    /// The models it names.
    pub models: Vec<Spanned<String>>,
    /// Why no other route may share its function, and where that is said.
    pub alone: Option<Spanned<&'static str>>,
    /// Where its `integration` stands.
    pub server_span: Range<usize>,
    /// Where its schedule stands.
    pub schedule_span: Option<Range<usize>>,
}

/// Reads a pair; what is wrong is told to the file.
pub(super) fn read(file: &SourceFile) -> Draft {
    let mut draft = Draft { needs_code: true, ..Draft::default() };
    let Some(mut fields) = file.parse().and_then(|node| Fields::open(file, node, FIELDS)) else {
        return draft;
    };
    draft.summary = fields.require_text("summary").map(|text| text.value);
    let settings = fields.take_member("function");
    let schedule = fields.take_member("schedule");
    let authorizes = fields.take_member("authorizes");
    draft.trigger = match (schedule, authorizes) {
        (Some(member), authorizes) => {
            if let Some(other) = authorizes {
                file.report(&other.key_span, Mistake::Meaningless("a job authorizes nobody"));
            }
            refuse_http(&mut fields, "a job has no HTTP side: it has a schedule instead");
            draft.schedule_span = Some(member.key_span);
            job(file, member.value)
        }
        (None, Some(member)) => {
            refuse_http(&mut fields, "an authorizer has no HTTP side: it is asked by API Gateway");
            authorizer(file, member, &mut draft)
        }
        (None, None) => endpoint(&mut fields, &mut draft).map(|endpoint| Trigger::Http(Box::new(endpoint))),
    };
    if let Some(member) = settings {
        if !draft.needs_code {
            let reason = "an `integration` answers instead of a function, of which nothing can be said";
            file.report(&member.key_span, Mistake::Meaningless(reason));
        }
        draft.function = function(file, member);
    }
    draft
}

fn refuse_http(fields: &mut Fields<'_>, reason: &'static str) {
    for field in HTTP_FIELDS {
        fields.refuse(field, Mistake::Meaningless(reason));
    }
}

fn job(file: &SourceFile, node: Node) -> Option<Trigger> {
    let text = file.text(node)?;
    let schedule = schedule(&text.value);
    if schedule.is_none() {
        let expected = "a schedule: rate(5 minutes) or cron(0 8 * * ? *)";
        file.report(&text.span, Mistake::BadValue { value: text.value, expected });
    }
    schedule.map(Trigger::Job)
}

fn authorizer(file: &SourceFile, member: Member, draft: &mut Draft) -> Option<Trigger> {
    /// A user pool has no function.
    const KINDS: &[AuthorizerKind] = &[AuthorizerKind::Token, AuthorizerKind::Request];
    let reason =
        "an authorizer is a function of its own, directly below the version: its events name no route";
    draft.alone = Some(Spanned { value: reason, span: member.key_span });
    file.word(member.value, "kind of authorizer", KINDS, AuthorizerKind::as_str).map(Trigger::Authorizer)
}

fn function(file: &SourceFile, member: Member) -> Option<Spanned<FunctionSettings>> {
    let mut fields = Fields::open(file, member.value, &["memory", "timeout", "role"])?;
    let memory = fields.take("memory");
    let timeout = fields.take("timeout");
    let role = fields.take("role");
    let value = FunctionSettings {
        memory: memory.and_then(|node| file.whole(&node, 128..10_241, "a memory size from 128 to 10240 MB")),
        timeout: timeout.and_then(|node| file.whole(&node, 1..901, "a time-out from 1 to 900 seconds")),
        role: role.and_then(|node| file.text(node)).map(|text| text.value),
    };
    Some(Spanned { value, span: member.key_span })
}
