//! `$context`: what is known of the request, and what templates override.

use super::carried::Carried;
use super::error::MappingError;
use super::lazy_map::{Entries, LazyMap};
use super::override_map::OverrideMap;
use super::overrides::Overrides;
use super::variables::Variables;
use crate::request_context::RequestContext;
use lockstep_vtl::{Host as _, Key, Map, Value};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

const REQUEST: &str = "requestOverride";
const RESPONSE: &str = "responseOverride";

/// `$context` in one rendering.
#[derive(Debug)]
pub(super) struct ContextObject(Rc<LazyMap<ContextEntries>>);

#[derive(Debug)]
struct ContextEntries {
    variables: Variables,
    /// `identity` and the like, once asked for.
    groups: RefCell<Vec<(String, Value)>>,
    before: Overrides,
    request: OnceCell<OverrideMap>,
    response: OnceCell<OverrideMap>,
}

impl ContextObject {
    /// `$context` for a request, with what an earlier template left.
    pub(super) fn new(request: &RequestContext<'_>, overrides: &Overrides) -> Self {
        let object = Rc::new(LazyMap::new(ContextEntries {
            variables: Variables::of_context(request),
            groups: RefCell::default(),
            before: overrides.clone(),
            request: OnceCell::new(),
            response: OnceCell::new(),
        }));
        for (name, value) in &overrides.context {
            object.set_property(name, value.put());
        }
        Self(object)
    }

    pub(super) fn value(&self) -> Value {
        Value::Host(self.0.clone())
    }

    /// Takes out what the template left.
    pub(super) fn leave(&self, overrides: &mut Overrides) -> Result<(), MappingError> {
        let entries = self.0.entries();
        for made in [entries.request.get(), entries.response.get()].into_iter().flatten() {
            made.check()?;
        }
        let assigned = self.0.assigned();
        let take = |name: &str| self.0.get(name).as_ref().map(Carried::take).transpose();
        if entries.request.get().is_some() || assigned.iter().any(|name| name == REQUEST) {
            overrides.request = take(REQUEST)?;
        }
        if entries.response.get().is_some() || assigned.iter().any(|name| name == RESPONSE) {
            overrides.response = take(RESPONSE)?;
        }
        overrides.context.clear();
        for name in assigned {
            let known = overrides.context.iter().any(|(present, _)| *present == name);
            if known || name == REQUEST || name == RESPONSE {
                continue;
            }
            if let Some(value) = take(&name)? {
                overrides.context.push((name, value));
            }
        }
        Ok(())
    }
}

impl ContextEntries {
    fn overrides(&self, name: &str) -> Option<Value> {
        let map = match name {
            REQUEST => self.request.get_or_init(|| {
                OverrideMap::new(REQUEST, &["header", "path", "querystring"], self.before.request.as_ref())
            }),
            RESPONSE => self
                .response
                .get_or_init(|| OverrideMap::new(RESPONSE, &["header"], self.before.response.as_ref())),
            _ => return None,
        };
        Some(map.value())
    }

    fn group(&self, name: &str) -> Option<Value> {
        let known =
            self.groups.borrow().iter().find(|(present, _)| present == name).map(|(_, map)| map.clone());
        known.or_else(|| {
            let made = Value::Map(self.variables.group(name)?);
            self.groups.borrow_mut().push((name.to_owned(), made.clone()));
            Some(made)
        })
    }
}

impl Entries for ContextEntries {
    fn entry(&self, name: &str) -> Option<Value> {
        self.variables.get(name).or_else(|| self.overrides(name)).or_else(|| self.group(name))
    }

    fn all(&self) -> Map {
        let names = self.variables.names().chain([REQUEST, RESPONSE]);
        names.filter_map(|name| Some((Key::from(name), self.entry(name)?))).collect()
    }
}
