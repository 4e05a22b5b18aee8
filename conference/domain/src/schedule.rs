//! A conference's schedule: one working copy and the releases made of it.

use crate::change::changes;
use crate::identity::IdentitySource;
use crate::imported::ImportedSchedule;
use crate::ledger::Ledger;
use crate::programme::Programme;
use crate::reconcile::reconcile;
use crate::release::{Release, ReleaseNote, ReleaseNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What organisers work on. It becomes visible only by a [`release`](Self::release).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingCopy {
    /// The content, with what only organisers may see.
    pub programme: Programme,
    /// Every number and code the conference ever gave.
    pub ledger: Ledger,
}

impl WorkingCopy {
    /// The working copy once a file is imported; identities carry over from this one.
    #[must_use]
    pub fn import(&self, imported: &ImportedSchedule, identities: &mut dyn IdentitySource) -> Self {
        let mut ledger = self.ledger.clone();
        let programme = reconcile(imported, Some(&self.programme), &mut ledger, identities);
        Self { programme, ledger }
    }

    /// Freezes what everybody may see of this copy as the release after `latest`: with the next number and the differences.
    /// `None` when everybody sees it already.
    pub fn release(
        &self,
        latest: Option<&Release>,
        released_at: Timestamp,
        label: Option<String>,
    ) -> Option<Release> {
        let programme = self.programme.public();
        let (number, changes) = match latest {
            None => (ReleaseNumber(1), Vec::new()),
            Some(latest) if latest.programme == programme => return None,
            Some(latest) => (latest.note.number.next(), changes(&latest.programme, &programme)),
        };
        Some(Release { note: ReleaseNote { number, label, released_at, changes }, programme })
    }
}
