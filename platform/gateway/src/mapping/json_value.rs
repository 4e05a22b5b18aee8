//! JSON as values of a template.

use super::work::Work;
use lockstep_vtl::{Key, List, ListKind, Map, RenderError, Value};
use serde_json::{Number, Value as Json};

/// A JSON value as templates hold it: an object is a map, an array a list that prints as JSON.
///
/// # Errors
/// The rendering has no work left for it.
pub(crate) fn value(json: &Json, work: &Work) -> Result<Value, RenderError> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Boolean(*truth),
        Json::Number(value) => number(value),
        Json::String(text) => {
            work.charge_value(text.len())?;
            Value::from(text.as_str())
        }
        Json::Array(elements) => list(elements, work)?,
        Json::Object(members) => {
            let map = Map::new();
            for (name, member) in members {
                work.charge_value(name.len())?;
                map.insert(Key::from(name.as_str()), value(member, work)?);
            }
            Value::Map(map)
        }
    })
}

/// JSON values as a list that prints as JSON.
///
/// # Errors
/// The rendering has no work left for it.
pub(crate) fn list<'j>(
    elements: impl IntoIterator<Item = &'j Json>,
    work: &Work,
) -> Result<Value, RenderError> {
    let elements = elements.into_iter();
    let mut items = Vec::with_capacity(elements.size_hint().0);
    for element in elements {
        work.charge_value(0)?;
        items.push(value(element, work)?);
    }
    Ok(Value::List(List::new(ListKind::Json, items)))
}

fn number(number: &Number) -> Value {
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => Value::Integer(whole.into()),
        (None, Some(whole)) => Value::Integer(whole.into()),
        (None, None) => Value::Double(number.as_f64().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::value;
    use crate::mapping::work::Work;
    use lockstep_vtl::text;
    use serde_json::json;

    #[test]
    fn containers_print_in_their_two_ways() {
        let table = [
            (json!({"foo": "bar"}), "{foo=bar}"),
            (json!([{"nested": "bar"}]), r#"[{"nested":"bar"}]"#),
            (json!({"foo": [{"nested": "bar"}], "n": null}), r#"{foo=[{"nested":"bar"}], n=null}"#),
            (json!(["a/b", "\u{2028}é\u{7f}"]), "[\"a\\/b\",\"\\u2028é\\u007F\"]"),
            (
                json!([1, -2, 1.0, 1e10, 18_446_744_073_709_551_615_u64, true, null]),
                "[1,-2,1.0,1.0E10,18446744073709551615,true,null]",
            ),
        ];
        for (json, printed) in table {
            assert_eq!(text(&value(&json, &Work::default()).unwrap()).unwrap(), printed, "{json}");
        }
    }

    #[test]
    fn work_comes_to_an_end() {
        let json = json!(vec!["x".repeat(1_000_000); 50]);
        let work = Work::default();
        let done = (0..100).take_while(|_| value(&json, &work).is_ok()).count();
        assert_eq!(done, 5);
    }
}
