//! `$input.params(…)`: the request's parameters.

use super::lazy_map::{Entries, LazyMap};
use crate::event;
use crate::request_context::RequestContext;
use lockstep_vtl::{Key, Map, Value};
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// Where parameters stand, in the order in which they are searched (documented), by the names that templates use.
pub(crate) const LOCATIONS: [&str; 3] = ["path", "querystring", "header"];

/// The parameters of a request, copied into one text: a template outlives every borrow.
#[derive(Debug, Default)]
struct Snapshot {
    text: String,
    /// Names and values by location, in order.
    pairs: [Vec<(Range<usize>, Range<usize>)>; 3],
}

impl Snapshot {
    fn new(request: &RequestContext<'_>) -> Self {
        let mut snapshot = Self::default();
        let [path, query, header] = [0, 1, 2];
        for (name, value) in &request.path_parameters {
            snapshot.add(path, name, value);
        }
        for (name, values) in &request.query.0 {
            // Silent about repeated names; events keep the last value where there is room for one.
            snapshot.add(query, name, values.last().map(String::as_str).unwrap_or_default());
        }
        event::visible_headers(request.request, &request.identities.trace.incoming, |name, value| {
            snapshot.add(header, name, value);
        });
        snapshot
    }

    fn add(&mut self, location: usize, name: &str, value: &str) {
        let start = self.text.len();
        self.text.push_str(name);
        let middle = self.text.len();
        self.text.push_str(value);
        self.pairs[location].push((start..middle, middle..self.text.len()));
    }

    fn pairs(&self, location: usize) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.pairs[location].iter().map(|(name, value)| (&self.text[name.clone()], &self.text[value.clone()]))
    }

    /// The last value of a name. Documented: names of headers and query parameters are processed in a case-sensitive way.
    fn last(&self, location: usize, name: &str) -> Option<&str> {
        self.pairs(location).rev().find(|(present, _)| *present == name).map(|(_, value)| value)
    }
}

/// What `$input.params()` is made of.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    snapshot: Rc<Snapshot>,
    maps: [OnceCell<Rc<LazyMap<Location>>>; 3],
}

impl Parameters {
    pub(crate) fn new(request: &RequestContext<'_>) -> Self {
        Self { snapshot: Rc::new(Snapshot::new(request)), maps: Default::default() }
    }

    fn map(&self, location: usize) -> &Rc<LazyMap<Location>> {
        self.maps[location]
            .get_or_init(|| Rc::new(LazyMap::new(Location { snapshot: self.snapshot.clone(), location })))
    }

    /// The value of a parameter, wherever it stands. What a template put into one of the maps is found too.
    pub(crate) fn find(&self, name: &str) -> Option<Value> {
        (0..LOCATIONS.len()).find_map(|location| match self.maps[location].get() {
            Some(map) => map.get(name),
            None => self.snapshot.last(location, name).map(Value::from),
        })
    }
}

impl Entries for Parameters {
    fn entry(&self, name: &str) -> Option<Value> {
        let location = LOCATIONS.iter().position(|known| *known == name)?;
        Some(Value::Host(self.map(location).clone()))
    }

    fn all(&self) -> Map {
        LOCATIONS.into_iter().filter_map(|name| Some((Key::from(name), self.entry(name)?))).collect()
    }
}

/// What `$input.params().header` and its siblings are made of.
#[derive(Debug)]
struct Location {
    snapshot: Rc<Snapshot>,
    location: usize,
}

impl Entries for Location {
    fn entry(&self, name: &str) -> Option<Value> {
        self.snapshot.last(self.location, name).map(Value::from)
    }

    fn all(&self) -> Map {
        self.snapshot.pairs(self.location).map(|(name, value)| (Key::from(name), value.into())).collect()
    }
}
