//! Lists and maps: shared, mutable, in insertion order.

use crate::value::Value;
use indexmap::IndexMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What kind of list it is, which decides how it prints and what it can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// An `ArrayList`, as `[1, 2]` in a template makes: prints `[1, a]`.
    Java,
    /// A list from JSON: prints JSON text, whatever stands in it.
    Json,
    /// A Java array, as `split` answers.
    Array,
    /// What `keySet()`, `values()` and `entrySet()` answer: no index.
    View,
}

/// A list. Cloning shares it.
#[derive(Clone, Debug)]
pub struct List {
    kind: ListKind,
    items: Rc<ListCell>,
    /// The map that a view shows.
    shown: Option<Map>,
}

/// A map. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct Map(Rc<MapCell>);

#[derive(Debug, Default)]
struct ListCell(RefCell<Vec<Value>>, Cell<usize>);

#[derive(Debug, Default)]
struct MapCell(RefCell<IndexMap<Key, Value>>, Cell<usize>);

/// A map's key. What is neither text, number nor truth value is known by its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// `null`.
    Null,
    /// A truth value.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
    /// The bits of a double.
    Double(u64),
    /// Text.
    Text(Rc<str>),
}

impl Key {
    /// The key as a value.
    pub fn value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Integer(value) => Value::Integer(*value),
            Self::Double(bits) => Value::Double(f64::from_bits(*bits)),
            Self::Text(text) => Value::String(text.clone()),
        }
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(Rc::from(text))
    }
}

impl List {
    /// A list of a kind.
    pub fn new(kind: ListKind, items: Vec<Value>) -> Self {
        Self { kind, items: Rc::new(ListCell(RefCell::new(items), Cell::new(0))), shown: None }
    }

    /// What `keySet()` and the like show of a map.
    pub(crate) fn view(shown: Map, items: Vec<Value>) -> Self {
        let list = Self::new(ListKind::View, items);
        Self { shown: Some(shown), ..list }
    }

    /// How often elements were added or removed, of the map that a view shows too.
    pub(crate) fn changes(&self) -> usize {
        self.items.1.get() + self.shown.as_ref().map_or(0, Map::changes)
    }

    /// What kind it is.
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.items.0.borrow().len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at an index from 0.
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.0.borrow().get(index).cloned()
    }

    /// The elements as they are now.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.0.borrow().clone()
    }

    /// Changes the elements. `change` must not render or print the list.
    pub fn change<T>(&self, change: impl FnOnce(&mut Vec<Value>) -> T) -> T {
        let before = self.len();
        let result = change(&mut self.items.0.borrow_mut());
        if self.len() != before {
            self.items.1.set(self.items.1.get() + 1);
        }
        result
    }

    /// Whether both are one and the same list.
    pub(crate) fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.items, &other.items)
    }
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.0.0.borrow().len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a key.
    pub fn get(&self, key: &Key) -> Option<Value> {
        self.0.0.borrow().get(key).cloned()
    }

    /// Sets a key, answering its value before.
    pub fn insert(&self, key: Key, value: Value) -> Option<Value> {
        let before = self.len();
        let replaced = self.0.0.borrow_mut().insert(key, value);
        self.count_change(before);
        replaced
    }

    /// How often keys were added or removed.
    pub(crate) fn changes(&self) -> usize {
        self.0.1.get()
    }

    fn count_change(&self, before: usize) {
        if self.len() != before {
            self.0.1.set(self.0.1.get() + 1);
        }
    }

    /// Removes a key, answering its value.
    pub fn remove(&self, key: &Key) -> Option<Value> {
        let before = self.len();
        let removed = self.0.0.borrow_mut().shift_remove(key);
        self.count_change(before);
        removed
    }

    /// Removes all entries.
    pub fn clear(&self) {
        let before = self.len();
        // Values are dropped after the borrow ends.
        let entries = std::mem::take(&mut *self.0.0.borrow_mut());
        self.count_change(before);
        dismantle(entries.into_values().collect());
    }

    /// The entries as they are now.
    pub fn entries(&self) -> Vec<(Key, Value)> {
        self.0.0.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// Whether both are one and the same map.
    pub(crate) fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl FromIterator<(Key, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Key, Value)>>(entries: I) -> Self {
        Self(Rc::new(MapCell(RefCell::new(entries.into_iter().collect()), Cell::new(0))))
    }
}

impl Drop for ListCell {
    fn drop(&mut self) {
        dismantle(std::mem::take(self.0.get_mut()));
    }
}

impl Drop for MapCell {
    fn drop(&mut self) {
        dismantle(std::mem::take(self.0.get_mut()).into_values().collect());
    }
}

thread_local! {
    /// Values that wait to be dropped; `None` while nothing is being dropped.
    static PENDING: RefCell<Option<Vec<Value>>> = const { RefCell::new(None) };
}

/// Drops values without recursion: a template can nest lists deeper than the stack is.
fn dismantle(values: Vec<Value>) {
    if values.is_empty() {
        return;
    }
    let first = PENDING.try_with(|pending| {
        let mut pending = pending.borrow_mut();
        if let Some(waiting) = pending.as_mut() {
            waiting.extend(values);
            false
        } else {
            *pending = Some(values);
            true
        }
    });
    if first != Ok(true) {
        return;
    }
    while let Some(value) = PENDING.with(|pending| pending.borrow_mut().as_mut().and_then(Vec::pop)) {
        drop(value);
    }
    PENDING.with(|pending| *pending.borrow_mut() = None);
}
