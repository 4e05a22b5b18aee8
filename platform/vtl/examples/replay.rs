//! Replays a file of recorded cases: `cargo run -p lockstep-vtl --example replay -- FILE.json [VERBOSE]`.

use lockstep_vtl::{Context, Key, List, ListKind, Map, Template, Value};
use serde_json::Value as Json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a file of cases")?;
    let verbose = arguments.next().is_some();
    let cases: Vec<Json> = serde_json::from_slice(&std::fs::read(path)?)?;
    let mut failed = Vec::new();
    for case in &cases {
        let template = case["input"]["template"].as_str().unwrap_or_default();
        let answer = render(template, &case["input"]);
        if !matches(case, &answer) {
            failed.push(case["id"].as_str().unwrap_or_default());
            if verbose {
                let expected = case.get("expected_aws_model").unwrap_or(&case["expected"]);
                println!("{}\n  {template:?}\n  wanted {expected}\n  got    {answer:?}", case["id"]);
            }
        }
    }
    println!("{} passed, {} failed", cases.len() - failed.len(), failed.len());
    for id in failed {
        println!("{id}");
    }
    Ok(())
}

fn render(template: &str, input: &Json) -> Result<String, String> {
    let mut context = Context::new();
    for variables in [&input["context"], &input["variables"]] {
        for (name, value) in variables.as_object().into_iter().flatten() {
            context.set(name, of_json(value));
        }
    }
    let template = Template::compile(template).map_err(|error| error.to_string())?;
    template.render(&mut context).map_err(|error| error.to_string())
}

fn of_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => number.as_i64().map_or_else(
            || Value::Double(number.as_f64().unwrap_or_default()),
            |number| Value::Integer(i128::from(number)),
        ),
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => List::new(ListKind::Java, items.iter().map(of_json).collect()).into(),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (Key::from(key.as_str()), of_json(value)));
            Value::Map(entries.collect::<Map>())
        }
    }
}

fn matches(case: &Json, answer: &Result<String, String>) -> bool {
    let expected = case.get("expected_aws_model").unwrap_or(&case["expected"]);
    if expected["error"] == true {
        return answer.is_err();
    }
    let Ok(answer) = answer else { return false };
    if let Some(wanted) = expected.get("output_json").or_else(|| expected.get("output_json_equals")) {
        return serde_json::from_str::<Json>(answer).is_ok_and(|found| found == *wanted);
    }
    let Some(wanted) = expected["output"].as_str() else { return false };
    if expected["whitespace_normalised"] == true {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        return words(answer) == words(wanted);
    }
    if expected["newlines_normalised"] == true {
        return answer.replace("\r\n", "\n") == wanted.replace("\r\n", "\n");
    }
    answer == wanted
}
