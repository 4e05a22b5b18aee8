//! Cases of the template language alone: a template, its variables, its output.

use crate::case::Case;
use crate::outcome::{Difference, Outcome, Reason};
use lockstep_vtl::{Context, Nulls, Template};
use serde_json::Value;

/// Renders the template by API Gateway's rule for null references. Where a case says only what Velocity renders, Velocity's
/// own rule decides whether the rest of the language is right.
pub fn replay(case: &Case) -> Outcome {
    let Some(template) = case.input["template"].as_str() else {
        return Outcome::failed(Difference::problem("input.template", "there is no template"));
    };
    let expected = case.expected_at_aws.as_ref().unwrap_or(&case.expected);
    let rendered = render(template, &case.input, Nulls::Empty);
    let Some(difference) = differs(expected, &rendered) else { return Outcome::Passed };
    let only_velocity = case.expected_at_aws.is_none();
    if only_velocity && differs(expected, &render(template, &case.input, Nulls::AsWritten)).is_none() {
        return Outcome::Skipped(Reason::NullReferences);
    }
    match settings(&case.input) {
        Some(settings) => Outcome::Skipped(Reason::EngineSetting(settings)),
        None => Outcome::failed(difference),
    }
}

/// The settings that the case makes and API Gateway doesn't.
fn settings(input: &Value) -> Option<String> {
    let settings = input["engine_properties"].as_object()?;
    let names: Vec<&str> = settings.keys().map(String::as_str).collect();
    (!names.is_empty()).then(|| names.join("`, `"))
}

fn render(template: &str, input: &Value, nulls: Nulls) -> Result<String, String> {
    let mut context = Context::new().with_nulls(nulls);
    for (name, value) in input["context"].as_object().into_iter().flatten() {
        context.set(name, value);
    }
    let template = Template::compile(template).map_err(|error| error.to_string())?;
    template.render(&mut context).map_err(|error| error.to_string())
}

/// How what was rendered differs from what is expected of a template.
pub fn differs(expected: &Value, rendered: &Result<String, String>) -> Option<Difference> {
    let text = match (expected["error"] == true, rendered) {
        (true, Err(_)) => return None,
        (true, Ok(text)) => return Some(Difference::new("output", "an error", format!("{text:?}"))),
        (false, Err(error)) => {
            let wanted = expected.as_object().and_then(|members| members.values().next());
            let wanted = wanted.map_or_else(|| "an output".to_owned(), Value::to_string);
            return Some(Difference::new("output", wanted, format!("an error: {error}")));
        }
        (false, Ok(text)) => text,
    };
    if let Some(wanted) = expected.get("output_json").or_else(|| expected.get("output_json_equals")) {
        let found = serde_json::from_str::<Value>(text);
        let same = found.is_ok_and(|found| found == *wanted);
        return (!same).then(|| Difference::new("output", wanted.to_string(), format!("{text:?}")));
    }
    let Some(wanted) = expected["output"].as_str() else {
        return Some(Difference::problem("expected", "it names no `output`, `output_json` or `error`"));
    };
    let alike = |normalise: fn(&str) -> String| normalise(text) == normalise(wanted);
    let same = if expected["whitespace_normalised"] == true {
        alike(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else if expected["newlines_normalised"] == true {
        alike(|text| text.replace("\r\n", "\n"))
    } else {
        text == wanted
    };
    (!same).then(|| Difference::new("output", format!("{wanted:?}"), format!("{text:?}")))
}

#[cfg(test)]
mod tests {
    use super::replay;
    use crate::case::Case;
    use crate::outcome::{Outcome, Reason};
    use serde_json::{Value, json};

    fn case(input: &Value, expected: &Value, at_aws: Option<&Value>) -> Case {
        let mut value = json!({"id": "l-1", "kind": "velocity_lang", "input": input, "expected": expected});
        if let Some(at_aws) = at_aws {
            value["expected_aws_model"] = at_aws.clone();
        }
        Case::read("l", &value).unwrap()
    }

    #[test]
    fn outputs_are_compared_as_the_case_says() {
        let table = [
            (json!({"template": "$a!", "context": {"a": "hi"}}), json!({"output": "hi!"})),
            (json!({"template": "a  b\n"}), json!({"output": "a b", "whitespace_normalised": true})),
            (json!({"template": "a\n"}), json!({"output": "a\r\n", "newlines_normalised": true})),
            (json!({"template": "{\"a\": 1.5}"}), json!({"output_json": {"a": 1.5}})),
            (json!({"template": "#if("}), json!({"error": true})),
        ];
        for (input, expected) in table {
            assert_eq!(replay(&case(&input, &expected, None)), Outcome::Passed, "{input}");
        }
    }

    #[test]
    fn differences_are_told() {
        let table = [
            (json!({"template": "x"}), json!({"output": "y"}), "\"y\"", "\"x\""),
            (json!({"template": "x"}), json!({"error": true}), "an error", "\"x\""),
            (json!({"template": "[]"}), json!({"output_json": {}}), "{}", "\"[]\""),
        ];
        for (input, expected, wanted, got) in table {
            let Outcome::Failed(differences) = replay(&case(&input, &expected, None)) else { panic!() };
            assert_eq!((differences[0].expected.as_str(), differences[0].got.as_str()), (wanted, got));
        }
        assert!(matches!(replay(&case(&json!({}), &json!({}), None)), Outcome::Failed(_)));
        assert!(matches!(replay(&case(&json!({"template": "x"}), &json!({}), None)), Outcome::Failed(_)));
        assert!(matches!(
            replay(&case(&json!({"template": "#end"}), &json!({"output": ""}), None)),
            Outcome::Failed(_)
        ));
    }

    #[test]
    fn the_rule_for_nulls_is_the_only_difference_from_velocity() {
        let printed = json!({"template": "$a#if($a)yes#end"});
        let skipped = replay(&case(&printed, &json!({"output": "$a"}), None));
        assert_eq!(skipped, Outcome::Skipped(Reason::NullReferences));
        // Where the case knows AWS's output, that alone counts.
        let decided = case(&printed, &json!({"output": "$a"}), Some(&json!({"output": "yes"})));
        assert_eq!(replay(&decided), Outcome::Passed);
        let wrong = case(&printed, &json!({"output": "$a"}), Some(&json!({"output": "$a"})));
        assert!(matches!(replay(&wrong), Outcome::Failed(_)));
    }

    #[test]
    fn settings_that_aws_does_not_make_excuse_only_what_they_change() {
        let input = json!({"template": "$x.y", "engine_properties": {"runtime.references.strict": "true"}});
        let skipped = replay(&case(&input, &json!({"error": true}), None));
        assert_eq!(skipped, Outcome::Skipped(Reason::EngineSetting("runtime.references.strict".to_owned())));
        let input = json!({"template": "a", "engine_properties": {"runtime.references.strict": "true"}});
        assert_eq!(replay(&case(&input, &json!({"output": "a"}), None)), Outcome::Passed);
    }
}
