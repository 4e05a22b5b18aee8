//! `$input`: the body and the parameters.

use super::body::Body;
use super::error::MappingError;
use super::json_value;
use super::lazy_map::LazyMap;
use super::parameters::Parameters;
use super::work::Work;
use lockstep_jsonpath::{Found, Path};
use lockstep_vtl::{Host, RenderError, Value};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// `$input`. Recorded: of itself it prints nothing, and has no other members than these.
#[derive(Debug)]
pub(crate) struct Input {
    body: Body,
    text: OnceCell<Value>,
    /// How much going over the whole document costs.
    size: OnceCell<usize>,
    parameters: Rc<LazyMap<Parameters>>,
    work: Work,
    /// Why the template had to stop, if that was the body's fault.
    failure: RefCell<Option<MappingError>>,
}

impl Input {
    pub(crate) fn new(body: &Body, parameters: Parameters) -> Self {
        Self {
            body: body.clone(),
            text: OnceCell::new(),
            size: OnceCell::new(),
            parameters: Rc::new(LazyMap::new(parameters)),
            work: Work::default(),
            failure: RefCell::default(),
        }
    }

    /// The body's fault, if that ended the template.
    pub(crate) fn failure(&self) -> Option<MappingError> {
        self.failure.borrow_mut().take()
    }

    fn body(&self) -> Value {
        self.text.get_or_init(|| Value::from(&*self.body.text())).clone()
    }

    /// Applies a path to the body. What is not there is nothing; a path that cannot be read or applied ends the template,
    /// as Jayway's exceptions do.
    fn find<T>(
        &self,
        method: &str,
        path: &str,
        take: impl FnOnce(Found<'_>) -> Result<T, RenderError>,
    ) -> Result<T, RenderError> {
        let failed = |reason: String| RenderError::method(method, reason);
        self.work.charge_value(path.len())?;
        let document = self.body.document().map_err(|error| {
            let reason = error.to_string();
            *self.failure.borrow_mut() = Some(error.into());
            failed(reason)
        })?;
        if !document.is_object() && !document.is_array() {
            // Recorded for `$`; silent about other paths into what is no container.
            return take(if path == "$" { Found::One(Cow::Borrowed(document)) } else { Found::Nothing });
        }
        let path = Path::compile(path).map_err(|error| failed(format!("`{path}`: {error}")))?;
        if !path.is_definite() {
            self.work.charge(*self.size.get_or_init(|| size(document)))?;
        }
        take(path.find(document).map_err(|error| failed(format!("`{path}`: {error}")))?)
    }

    fn path(&self, path: &str) -> Result<Value, RenderError> {
        self.find("path", path, |found| match found {
            Found::Nothing => Ok(Value::Null),
            Found::One(json) => json_value::value(&json, &self.work),
            Found::Many(values) => json_value::list(values.iter().map(AsRef::as_ref), &self.work),
        })
    }

    fn json(&self, path: &str) -> Result<Value, RenderError> {
        self.find("json", path, |found| {
            let text = found.to_json();
            self.work.charge(text.len())?;
            Ok(text.into())
        })
    }
}

/// What going over a document costs.
fn size(document: &Json) -> usize {
    const VALUE: usize = 16;
    VALUE
        + match document {
            Json::Null | Json::Bool(_) | Json::Number(_) => 0,
            Json::String(text) => text.len(),
            Json::Array(elements) => elements.iter().map(size).sum(),
            Json::Object(members) => members.iter().map(|(name, member)| name.len() + size(member)).sum(),
        }
}

impl Host for Input {
    fn property(&self, name: &str) -> Option<Value> {
        (name == "body").then(|| self.body())
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        Ok(match (name, arguments) {
            ("path", [Value::String(path)]) => Some(self.path(path)?),
            ("json", [Value::String(path)]) => Some(self.json(path)?),
            ("params", []) => Some(Value::Host(self.parameters.clone())),
            ("params", [Value::String(name)]) => {
                Some(self.parameters.entries().find(name).unwrap_or_default())
            }
            ("getBody", []) => Some(self.body()),
            _ => None,
        })
    }

    fn text(&self) -> String {
        String::new()
    }
}
