//! The objects that Velocity and Java themselves put into a template's hands.

use crate::collection::{Key, Map};
use crate::error::RenderError;
use crate::value::{Host, Value};
use crate::{methods, print};
use std::any::Any;
use std::cell::Cell;
use std::rc::{Rc, Weak};

/// `$foreach`: where a loop stands.
#[derive(Debug)]
pub(crate) struct LoopScope {
    /// Itself, to answer `$foreach.topmost`.
    itself: Weak<Self>,
    identity: usize,
    index: Cell<usize>,
    has_next: Cell<bool>,
    /// What `$foreach` was before: the loop around, if there is one.
    replaced: Option<Value>,
    /// What the template itself put into it.
    own: Map,
}

impl LoopScope {
    pub(crate) fn new(identity: usize, replaced: Option<Value>) -> Rc<Self> {
        Rc::new_cyclic(|itself| Self {
            itself: itself.clone(),
            identity,
            index: Cell::new(0),
            has_next: Cell::new(false),
            replaced,
            own: Map::new(),
        })
    }

    pub(crate) fn identity(&self) -> usize {
        self.identity
    }

    pub(crate) fn advance(&self, index: usize, has_next: bool) {
        self.index.set(index);
        self.has_next.set(has_next);
    }

    /// The loop around.
    fn parent(&self) -> Option<Rc<Self>> {
        let Some(Value::Host(host)) = &self.replaced else { return None };
        let object: &dyn Any = host.as_ref();
        object.downcast_ref::<Self>()?.itself.upgrade()
    }

    fn topmost(&self) -> Option<Rc<Self>> {
        match self.parent() {
            Some(parent) => parent.topmost(),
            None => self.itself.upgrade(),
        }
    }

    /// What was put into this loop, else into one around it.
    fn own(&self, key: &Key) -> Option<Value> {
        self.own.get(key).or_else(|| self.parent()?.own(key))
    }

    /// What `$foreach` was before the outermost loop.
    fn replaced(&self) -> Option<Value> {
        match self.parent() {
            Some(parent) => parent.replaced(),
            None => self.replaced.clone(),
        }
    }
}

impl Host for LoopScope {
    fn property(&self, name: &str) -> Option<Value> {
        Some(match name {
            "index" => self.index.get().into(),
            "count" => (self.index.get() + 1).into(),
            "hasNext" => self.has_next.get().into(),
            "first" => (self.index.get() == 0).into(),
            "last" => (!self.has_next.get()).into(),
            "parent" => Value::Host(self.parent()?),
            "topmost" => Value::Host(self.topmost()?),
            "replaced" => return self.replaced(),
            other => return self.own(&Key::from(other)),
        })
    }

    fn set_property(&self, name: &str, value: Value) -> bool {
        self.own.insert(Key::from(name), value);
        true
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        let getter = name.strip_prefix("get").or_else(|| name.strip_prefix("is")).unwrap_or(name);
        let mut letters = getter.chars();
        let property: String =
            letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        let getter = arguments.is_empty() && (name != property || name == "hasNext");
        match if getter { self.property(&property) } else { None } {
            // It is a map of what the template put into it.
            None => methods::call(&Value::Map(self.own.clone()), name, arguments),
            found => Ok(found),
        }
    }

    fn text(&self) -> String {
        print::text(&Value::Map(self.own.clone())).map_or_else(|_| String::new(), |text| text.to_string())
    }

    fn class_name(&self) -> &'static str {
        "org.apache.velocity.runtime.directive.ForeachScope"
    }
}

/// An entry of a map, as `entrySet()` holds it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) map: Map,
    pub(crate) key: Key,
}

impl Entry {
    /// Its value now.
    pub(crate) fn value(&self) -> Value {
        self.map.get(&self.key).unwrap_or_default()
    }
}

impl Host for Entry {
    fn property(&self, name: &str) -> Option<Value> {
        match name {
            "key" => Some(self.key.value()),
            "value" => Some(self.value()),
            _ => None,
        }
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        Ok(match (name, arguments) {
            ("getKey", []) => Some(self.key.value()),
            ("getValue", []) => Some(self.value()),
            ("setValue", [value]) => {
                Some(self.map.insert(self.key.clone(), value.clone()).unwrap_or_default())
            }
            _ => None,
        })
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let printed = print::print(&self.key.value(), &mut text).and_then(|()| {
            text.push('=');
            print::print(&self.value(), &mut text)
        });
        // What is too large to print makes the map itself unprintable too.
        printed.map_or_else(|_| String::new(), |()| text)
    }

    fn class_name(&self) -> &'static str {
        "java.util.LinkedHashMap$Entry"
    }
}

/// What `iterator()` answers.
#[derive(Debug)]
pub(crate) struct Iterator {
    pub(crate) items: Vec<Value>,
    pub(crate) next: Cell<usize>,
}

impl Host for Iterator {
    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        Ok(match (name, arguments) {
            ("hasNext", []) => Some((self.next.get() < self.items.len()).into()),
            ("next", []) => {
                let Some(item) = self.items.get(self.next.get()) else {
                    return Err(RenderError::method("next", "there is no next element"));
                };
                self.next.set(self.next.get() + 1);
                Some(item.clone())
            }
            _ => None,
        })
    }

    fn items(&self) -> Option<Vec<Value>> {
        let rest = self.items.get(self.next.replace(self.items.len())..);
        Some(rest.unwrap_or_default().to_vec())
    }

    fn text(&self) -> String {
        "java.util.ArrayList$Itr@0".to_owned()
    }

    fn class_name(&self) -> &'static str {
        "java.util.ArrayList$Itr"
    }
}

/// A Java class, as `$x.class` answers it.
#[derive(Debug)]
pub(crate) struct Class(pub(crate) &'static str);

impl Host for Class {
    fn property(&self, name: &str) -> Option<Value> {
        match name {
            "name" | "typeName" | "canonicalName" => Some(self.0.into()),
            "simpleName" => Some(self.0.rsplit(['.', '$']).next().unwrap_or_default().into()),
            _ => None,
        }
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        Ok(match (name, arguments) {
            ("getName" | "getTypeName" | "getCanonicalName", []) => self.property("name"),
            ("getSimpleName", []) => self.property("simpleName"),
            _ => None,
        })
    }

    fn text(&self) -> String {
        format!("class {}", self.0)
    }

    fn class_name(&self) -> &'static str {
        "java.lang.Class"
    }
}
