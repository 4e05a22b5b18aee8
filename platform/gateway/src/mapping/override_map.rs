//! `$context.requestOverride` and `$context.responseOverride`, as templates set them.

use super::carried::Carried;
use super::error::MappingError;
use super::lazy_map::{LazyMap, Ready};
use lockstep_vtl::{Key, Map, Value};
use std::rc::Rc;

/// One of the two. Recorded: a template may set its members by property, by index and by `put`, and members that mean
/// nothing are kept for the response template.
#[derive(Debug)]
pub(super) struct OverrideMap {
    name: &'static str,
    whole: Rc<LazyMap<Ready>>,
    /// Those of its members of which each name is a parameter.
    sections: Vec<(&'static str, Rc<LazyMap<Ready>>)>,
}

impl OverrideMap {
    pub(super) fn new(name: &'static str, sections: &[&'static str], before: Option<&Carried>) -> Self {
        let map = match before.map(Carried::put) {
            Some(Value::Map(map)) => map,
            _ => Map::new(),
        };
        let section = |section: &&'static str| {
            let key = Key::from(*section);
            let inner = match map.get(&key) {
                Some(Value::Map(inner)) => inner,
                _ => Map::new(),
            };
            let inner = Rc::new(LazyMap::new(Ready(inner)));
            map.insert(key, Value::Host(inner.clone()));
            (*section, inner)
        };
        let sections = sections.iter().map(section).collect();
        Self { name, whole: Rc::new(LazyMap::new(Ready(map))), sections }
    }

    pub(super) fn value(&self) -> Value {
        Value::Host(self.whole.clone())
    }

    /// Documented: an override may be applied to each parameter only once; a template that does it again is a 5xx.
    pub(super) fn check(&self) -> Result<(), MappingError> {
        let twice =
            |parameter: String| Err(MappingError::OverriddenTwice(format!("{}.{parameter}", self.name)));
        for (section, map) in &self.sections {
            if let Some(parameter) = map.assigned_twice() {
                return twice(format!("{section}.{parameter}"));
            }
        }
        match self.whole.assigned_twice() {
            Some(parameter) if parameter == "status" => twice(parameter),
            _ => Ok(()),
        }
    }
}
