//! Maps whose entries are made when they are asked for.

use lockstep_vtl::{Host, Key, Map, RenderError, Value};
use std::cell::{OnceCell, RefCell};
use std::fmt::Debug;

/// What a lazy map is made of.
pub(crate) trait Entries: Debug + 'static {
    /// The value of a name.
    fn entry(&self, name: &str) -> Option<Value>;

    /// All entries.
    fn all(&self) -> Map;
}

/// A map in a template's hands, such as `$context`. Its entries stay unmade until the template asks for them; once it does
/// anything but reading by name, it is an ordinary map.
#[derive(Debug)]
pub(crate) struct LazyMap<E> {
    entries: E,
    made: OnceCell<Map>,
    /// The names that the template set, in order, each as often as it did.
    assigned: RefCell<Vec<String>>,
}

impl<E: Entries> LazyMap<E> {
    pub(crate) fn new(entries: E) -> Self {
        Self { entries, made: OnceCell::new(), assigned: RefCell::default() }
    }

    pub(crate) fn entries(&self) -> &E {
        &self.entries
    }

    /// The whole map.
    pub(crate) fn whole(&self) -> &Map {
        self.made.get_or_init(|| self.entries.all())
    }

    /// The value of a name, now.
    pub(crate) fn get(&self, name: &str) -> Option<Value> {
        match self.made.get() {
            Some(map) => map.get(&Key::from(name)),
            None => self.entries.entry(name),
        }
    }

    /// The names that the template set.
    pub(crate) fn assigned(&self) -> Vec<String> {
        self.assigned.borrow().clone()
    }

    /// A name that the template set more than once.
    pub(crate) fn assigned_twice(&self) -> Option<String> {
        let assigned = self.assigned.borrow();
        let mut seen = std::collections::HashSet::new();
        assigned.iter().find(|name| !seen.insert(name.as_str())).cloned()
    }

    fn put(&self, name: &str, value: Value) -> Value {
        self.assigned.borrow_mut().push(name.to_owned());
        self.whole().insert(Key::from(name), value).unwrap_or_default()
    }
}

impl<E: Entries> Host for LazyMap<E> {
    fn property(&self, name: &str) -> Option<Value> {
        self.get(name)
    }

    fn set_property(&self, name: &str, value: Value) -> bool {
        self.put(name, value);
        true
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        Ok(match (name, arguments) {
            ("get", [Value::String(key)]) => Some(self.get(key).unwrap_or_default()),
            ("containsKey", [Value::String(key)]) => Some(self.get(key).is_some().into()),
            ("put", [Value::String(key), value]) => Some(self.put(key, value.clone())),
            _ => None,
        })
    }

    fn map(&self) -> Option<Map> {
        Some(self.whole().clone())
    }

    fn text(&self) -> String {
        // It prints as the map that it is.
        String::new()
    }
}

/// The entries of a map that there is already.
#[derive(Debug)]
pub(crate) struct Ready(pub(crate) Map);

impl Entries for Ready {
    fn entry(&self, name: &str) -> Option<Value> {
        self.0.get(&Key::from(name))
    }

    fn all(&self) -> Map {
        self.0.clone()
    }
}
