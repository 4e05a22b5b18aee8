//! Renders one JSON object a line, `{"id", "template", "context"}`, to `{"id", "ok", "output" | "error"}`: the other side of a
//! differential test.

use lockstep_vtl::{Context, Key, List, ListKind, Map, Template, Value};
use serde_json::{Value as Json, json};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lock().lines() {
        let request: Json = serde_json::from_str(&line?)?;
        let answer = match render(&request) {
            Ok(output) => json!({"id": request["id"], "ok": true, "output": output}),
            Err(error) => json!({"id": request["id"], "ok": false, "error": error}),
        };
        println!("{answer}");
    }
    Ok(())
}

fn render(request: &Json) -> Result<String, String> {
    let mut context = Context::new();
    for (name, value) in request["context"].as_object().into_iter().flatten() {
        context.set(name, of_json(value));
    }
    let template = request["template"].as_str().unwrap_or_default();
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
