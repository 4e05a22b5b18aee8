//! The functions that later releases of Jayway know at the end of a path.

use crate::error::FindError;
use crate::evaluate::{Stop, Walk, kind};
use crate::path::Path;
use serde_json::{Number, Value};
use std::borrow::Cow;

/// A function with its arguments.
#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub(crate) name: Name,
    pub(crate) arguments: Vec<Argument>,
    /// What it is applied to where a `..` stands before it: everything that this path finds.
    pub(crate) gathered: Option<Box<Path>>,
}

/// An argument: a path, or a value as it stands.
#[derive(Debug, Clone)]
pub(crate) enum Argument {
    Path(Path),
    Value(Value),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    Min,
    Max,
    Avg,
    Stddev,
    Sum,
    Length,
    Keys,
    Concat,
    Append,
    First,
    Last,
    Index,
}

impl Name {
    pub(crate) fn read(text: &str) -> Option<Self> {
        Some(match text {
            "min" => Self::Min,
            "max" => Self::Max,
            "avg" => Self::Avg,
            "stddev" => Self::Stddev,
            "sum" => Self::Sum,
            "length" | "size" => Self::Length,
            "keys" => Self::Keys,
            "concat" => Self::Concat,
            "append" => Self::Append,
            "first" => Self::First,
            "last" => Self::Last,
            "index" => Self::Index,
            _ => return None,
        })
    }

    fn text(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::Avg => "avg",
            Self::Stddev => "stddev",
            Self::Sum => "sum",
            Self::Length => "length",
            Self::Keys => "keys",
            Self::Concat => "concat",
            Self::Append => "append",
            Self::First => "first",
            Self::Last => "last",
            Self::Index => "index",
        }
    }
}

impl Function {
    /// Applies the function to a value; what comes out is a result of the walk.
    pub(crate) fn apply<'d>(&self, model: &'d Value, walk: &mut Walk<'_, '_, 'd>) -> Result<(), Stop> {
        let mut arguments: Vec<Cow<'_, Value>> = Vec::new();
        for argument in &self.arguments {
            match argument {
                Argument::Value(value) => arguments.push(Cow::Borrowed(value)),
                Argument::Path(path) => {
                    let from = if path.from_document { walk.document() } else { model };
                    arguments.extend(walk.nested(path, from, false)?);
                }
            }
        }
        let result = match &self.gathered {
            None => self.compute(model, &arguments),
            Some(path) => {
                let found = walk.nested(path, walk.document(), false)?;
                let all = Value::Array(found.into_iter().map(Cow::into_owned).collect());
                self.compute(&all, &arguments)
            }
        };
        let result = result.map_err(Stop::Failed)?;
        walk.found(Cow::Owned(result))
    }

    fn compute(&self, model: &Value, arguments: &[Cow<'_, Value>]) -> Result<Value, FindError> {
        let not_for =
            |value: &Value| FindError::NotForThisFunction { function: self.name.text(), found: kind(value) };
        match self.name {
            Name::Length => Ok(length(arguments.first().map_or(model, Cow::as_ref))),
            Name::Keys => Ok(match model {
                Value::Object(members) => members.keys().map(|name| Value::from(name.as_str())).collect(),
                _ => Value::Null,
            }),
            Name::Concat => Ok(Value::String(
                elements(model)
                    .iter()
                    .filter(|element| element.is_string())
                    .chain(arguments.iter().map(Cow::as_ref))
                    .map(crate::to_text)
                    .collect(),
            )),
            Name::Append => match model {
                Value::Array(elements) => Ok(elements
                    .iter()
                    .cloned()
                    .chain(arguments.iter().map(|one| one.as_ref().clone()))
                    .collect()),
                other => Ok(other.clone()),
            },
            Name::First => elements(model).first().cloned().ok_or_else(|| not_for(model)),
            Name::Last => elements(model).last().cloned().ok_or_else(|| not_for(model)),
            Name::Index => {
                let index =
                    arguments.first().and_then(|value| value.as_i64()).ok_or_else(|| not_for(model))?;
                Ok(nth(elements(model), index).cloned().unwrap_or(Value::Null))
            }
            Name::Min | Name::Max | Name::Avg | Name::Stddev | Name::Sum => {
                let numbers: Vec<f64> = elements(model)
                    .iter()
                    .chain(arguments.iter().flat_map(|argument| flat(argument)))
                    .filter_map(Value::as_f64)
                    .collect();
                let value = aggregate(self.name, &numbers).ok_or_else(|| not_for(model))?;
                Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
            }
        }
    }
}

/// A list given as an argument counts by its elements.
fn flat(value: &Value) -> &[Value] {
    match value {
        Value::Array(elements) => elements,
        single => std::slice::from_ref(single),
    }
}

fn elements(model: &Value) -> &[Value] {
    model.as_array().map_or(&[], Vec::as_slice)
}

fn length(value: &Value) -> Value {
    match value {
        Value::Array(elements) => Value::from(elements.len()),
        Value::Object(members) => Value::from(members.len()),
        _ => Value::Null,
    }
}

fn nth(elements: &[Value], index: i64) -> Option<&Value> {
    let length = i64::try_from(elements.len()).ok()?;
    let index = if index < 0 { index.checked_add(length)? } else { index };
    elements.get(usize::try_from(index).ok()?)
}

/// `None` where there is nothing to count.
fn aggregate(name: Name, numbers: &[f64]) -> Option<f64> {
    if numbers.is_empty() {
        return None;
    }
    // A document has far fewer numbers than a double counts exactly.
    let count = f64::from(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
    let sum: f64 = numbers.iter().sum();
    Some(match name {
        Name::Min => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        Name::Max => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Name::Sum => sum,
        Name::Avg => sum / count,
        _ => {
            let squares: f64 = numbers.iter().map(|number| number * number).sum();
            (squares / count - (sum / count) * (sum / count)).max(0.0).sqrt()
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::{Dialect, Path};
    use serde_json::json;

    #[test]
    fn functions_stand_at_the_end_of_a_later_path() {
        let document = json!({ "n": [1, 2, 3, 4], "o": { "a": 1, "b": 2 }, "s": ["x", "y"], "t": "z" });
        for (path, expected) in [
            ("$.n.min()", "1.0"),
            ("$.n.max()", "4.0"),
            ("$.n.avg()", "2.5"),
            ("$.n.sum()", "10.0"),
            ("$.n.stddev()", "1.118033988749895"),
            ("$.n.length()", "4"),
            ("$.o.length()", "2"),
            ("$.length($.n)", "4"),
            ("$.o.keys()", r#"["a","b"]"#),
            ("$.s.concat()", r#""xy""#),
            ("$.concat($.t, \"-\", $.s[1])", r#""z-y""#),
            ("$.s.append($.t)", r#"["x","y","z"]"#),
            ("$.n.first()", "1"),
            ("$.n.last()", "4"),
            ("$.n.index(-2)", "3"),
            ("$..n.length()", "1"),
            ("$.sum($.n, 5)", "15.0"),
            ("$.t.length()", "\"\""),
        ] {
            let found = Path::compile_in(path, Dialect::Jayway29).unwrap();
            assert_eq!(found.find(&document).unwrap().to_json(), expected, "{path}");
        }
    }

    #[test]
    fn a_sum_of_nothing_is_an_error() {
        let path = Path::compile_in("$.n.sum()", Dialect::Jayway29).unwrap();
        assert!(path.find(&json!({ "n": [] })).is_err());
    }
}
