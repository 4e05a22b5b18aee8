//! Paths and bodies: `lockstep-jsonpath` against Jayway `JsonPath` 2.0.0 over json-smart 2.2.

mod grammar;
mod known;

use crate::answer::{Answer, Verdict};
use crate::minimise::{shorter_texts, simpler_values};
use crate::random::Random;
use crate::spelling::same_but_for_digits;
use crate::subject::Subject;
use lockstep_jsonpath::{Path, read_body};
use serde_json::{Value, json};

/// Asks for both printings in one template, with a mark between them that no body has.
const TEMPLATE: &str = "#set($p=$input.params('p'))$input.path($p)\u{1}$input.json($p)";

/// The subject.
pub struct Paths;

/// A path and the body that it is applied to.
#[derive(Clone)]
pub struct Case {
    pub(crate) path: String,
    pub(crate) body: String,
}

impl Subject for Paths {
    type Case = Case;

    fn name(&self) -> &'static str {
        "json-path"
    }

    fn draw(&self, random: &mut Random) -> Case {
        grammar::draw(random)
    }

    fn question(&self, case: &Case) -> Value {
        json!({"id": 0, "template": TEMPLATE, "body": case.body, "params": {"path": {"p": case.path}}})
    }

    fn ours(&self, case: &Case) -> Answer {
        let document = match read_body(&case.body) {
            Ok(document) => document,
            Err(error) => return Answer::Refused(error.to_string()),
        };
        if !document.is_object() && !document.is_array() && case.path != "$" {
            return Answer::Text("\u{1}\"\"".to_owned());
        }
        let path = match Path::compile(&case.path) {
            Ok(path) => path,
            Err(error) => return Answer::Refused(error.to_string()),
        };
        match path.find(&document) {
            Ok(found) => Answer::Text(format!("{}\u{1}{}", found.to_text(), found.to_json())),
            Err(error) => Answer::Refused(error.to_string()),
        }
    }

    fn judge(&self, case: &Case, oracle: &Answer, ours: &Answer) -> Verdict {
        let same = match (oracle, ours) {
            (Answer::Text(one), Answer::Text(other)) => one == other || same_but_for_digits(one, other),
            // A caller sees why a body can't be read; of a path only that it can't.
            (Answer::Refused(one), Answer::Refused(other)) => {
                !(one.contains("Could not process") || other.contains("Could not process"))
                    || one.ends_with(other)
            }
            _ => false,
        };
        if same {
            return Verdict::Same;
        }
        known::rule(case, oracle, ours).map_or(Verdict::Different, Verdict::Known)
    }

    fn smaller(&self, case: &Case) -> Vec<Case> {
        let Case { path, body } = case;
        let paths = shorter_texts(path).into_iter().filter(|path| !path.is_empty());
        let mut smaller: Vec<Case> = paths.map(|path| Case { path, body: body.clone() }).collect();
        let bodies: Vec<String> = match serde_json::from_str::<Value>(body) {
            Ok(document) => simpler_values(&document).iter().map(Value::to_string).collect(),
            Err(_) => shorter_texts(body),
        };
        let bodies = bodies.into_iter().filter(|body| !body.is_empty());
        smaller.extend(bodies.map(|body| Case { path: path.clone(), body }));
        smaller
    }

    fn recorded(&self, case: &Case, oracle: &Answer) -> Value {
        let Case { path, body } = case;
        match oracle {
            Answer::Text(answer) => {
                let (text, json) = answer.split_once('\u{1}').unwrap_or((answer, ""));
                json!({"path": path, "body": body, "text": text, "json": json})
            }
            Answer::Refused(_) => json!({"path": path, "body": body, "refused": true}),
        }
    }

    fn telling(&self, answer: &Answer) -> bool {
        matches!(answer, Answer::Text(text) if text != "\u{1}\"\"" && text != "[]\u{1}[]")
    }
}
