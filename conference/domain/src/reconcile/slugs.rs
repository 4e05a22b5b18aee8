//! Slugs that are unique among things of one kind.

use crate::code::slugify;
use std::collections::HashSet;

/// Long enough to tell rooms apart, short enough for an address.
const LONGEST: usize = 48;

/// Gives slugs, each once.
pub(super) struct Slugs {
    given: HashSet<String>,
    /// What a thing is called whose name has no letter or digit that an address may have.
    kind: &'static str,
}

impl Slugs {
    pub(super) fn new(kind: &'static str, kept: impl Iterator<Item = String>) -> Self {
        Self { given: kept.collect(), kind }
    }

    /// A slug near to a name: `hall-1`, and when that is taken `hall-1-2`.
    pub(super) fn slug(&mut self, name: &str) -> String {
        let mut base = slugify(name, LONGEST);
        if base.is_empty() {
            self.kind.clone_into(&mut base);
        }
        let mut slug = base.clone();
        let mut count = 1_u32;
        while !self.given.insert(slug.clone()) {
            count += 1;
            slug = format!("{base}-{count}");
        }
        slug
    }
}
