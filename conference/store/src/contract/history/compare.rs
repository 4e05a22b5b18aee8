//! Two stores draw different revisions for the same commit; they must still tell the same story.

use crate::contract::{Verdict, Violation, ensure};
use crate::{
    Batch, Check, Committed, Condition, Conflict, Delete, Item, Operation, Outcome, Put, Revision, StoreError,
};
use std::collections::{HashMap, HashSet};

/// Which revision of the engine stands for which of the reference.
#[derive(Debug, Default)]
pub(super) struct Revisions {
    known: Vec<Revision>,
    engine: HashMap<Revision, Revision>,
    given: HashSet<Revision>,
}

impl Revisions {
    /// The reference's revisions, oldest first.
    pub(super) fn known(&self) -> &[Revision] {
        &self.known
    }

    fn learn(&mut self, actual: Revision, expected: Revision) -> Verdict {
        ensure!(self.given.insert(actual), "revision {actual} was given before");
        self.known.push(expected);
        self.engine.insert(expected, actual);
        Ok(())
    }

    fn is_same(&self, actual: Revision, expected: Revision) -> bool {
        self.engine.get(&expected) == Some(&actual)
    }

    pub(super) fn same_item(&self, actual: Option<&Item>, expected: Option<&Item>) -> Verdict {
        let same = match (actual, expected) {
            (None, None) => true,
            (Some(actual), Some(expected)) => {
                actual.key == expected.key
                    && actual.value == expected.value
                    && actual.expires == expected.expires
                    && self.is_same(actual.revision, expected.revision)
            }
            _ => false,
        };
        ensure!(same, "read {}, expected {}", brief(actual), brief(expected));
        Ok(())
    }

    /// The batch as the engine must be asked for it.
    pub(super) fn translate(&self, batch: &Batch) -> Batch {
        let mut translated = Batch::new();
        for operation in batch.operations() {
            let condition = operation.condition().map(|condition| self.condition(condition));
            match operation {
                Operation::Put(put) => translated.add(Put { condition, ..put.clone() }),
                Operation::Delete(delete) => translated.add(Delete { condition, ..delete.clone() }),
                Operation::Check(check) => {
                    translated.add(Check::new(check.key.clone(), self.condition(check.condition)));
                }
            }
        }
        match batch.token() {
            Some(token) => translated.under(token.clone()),
            None => translated,
        }
    }

    fn condition(&self, condition: Condition) -> Condition {
        match condition {
            Condition::Revision(expected) => {
                Condition::Revision(self.engine.get(&expected).copied().unwrap_or(expected))
            }
            other => other,
        }
    }

    pub(super) fn same_outcome(
        &mut self,
        actual: Result<Committed, StoreError>,
        expected: Result<Committed, StoreError>,
    ) -> Verdict {
        match (actual, expected) {
            (Ok(actual), Ok(expected)) => {
                ensure!(actual.outcome == expected.outcome, "was {actual:?}, expected {expected:?}");
                match expected.outcome {
                    Outcome::Applied => self.learn(actual.revision, expected.revision),
                    Outcome::Replayed => {
                        let same = self.is_same(actual.revision, expected.revision);
                        ensure!(same, "replayed {actual:?}, expected {expected:?}");
                        Ok(())
                    }
                }
            }
            (Err(StoreError::Conflict(actual)), Err(StoreError::Conflict(expected))) => {
                let expected: Vec<_> = expected.into_iter().map(|one| self.conflict(one)).collect();
                ensure!(actual == expected, "the conflicts are {actual:?}, expected {expected:?}");
                Ok(())
            }
            // Every other refusal says the same words, whatever the engine.
            (Err(actual), Err(expected)) if actual.to_string() == expected.to_string() => Ok(()),
            (actual, expected) => Err(Violation::new(format!("gave {actual:?}, expected {expected:?}"))),
        }
    }

    fn conflict(&self, conflict: Conflict) -> Conflict {
        let found = conflict.found.map(|found| self.engine.get(&found).copied().unwrap_or(found));
        Conflict { key: conflict.key, condition: self.condition(conflict.condition), found }
    }
}

fn brief(item: Option<&Item>) -> String {
    item.map_or("nothing".to_owned(), |item| {
        let Item { key, value, revision, expires } = item;
        format!("{key} with {} bytes at revision {revision}, expiring {expires:?}", value.len())
    })
}
