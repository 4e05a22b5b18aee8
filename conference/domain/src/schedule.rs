//! A conference's schedule: one working copy and the releases made of it.

use crate::change::changes;
use crate::code::ConferenceSlug;
use crate::conference::Conference;
use crate::identity::{ConferenceId, IdentitySource};
use crate::imported::ImportedSchedule;
use crate::ledger::Ledger;
use crate::programme::Programme;
use crate::published::Published;
use crate::reconcile::{conference, reconcile};
use crate::release::{Release, ReleaseNote, ReleaseNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What organisers work on. It becomes visible only by a [`release`](Self::release).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingCopy {
    /// The conference.
    pub conference: Conference,
    /// The content, with what only organisers may see.
    pub programme: Programme,
    /// Every number and code the conference ever gave.
    pub ledger: Ledger,
}

impl WorkingCopy {
    /// The working copy of a conference that a file brings into being.
    pub fn new(
        id: ConferenceId,
        slug: ConferenceSlug,
        imported: &ImportedSchedule,
        identities: &mut dyn IdentitySource,
    ) -> Self {
        let mut ledger = Ledger::default();
        let programme = reconcile(imported, None, &mut ledger, identities);
        Self { conference: conference(&imported.conference, id, slug), programme, ledger }
    }

    /// The working copy once a file is imported into it; identities carry over from this one.
    #[must_use]
    pub fn import(&self, imported: &ImportedSchedule, identities: &mut dyn IdentitySource) -> Self {
        let mut ledger = self.ledger.clone();
        let programme = reconcile(imported, Some(&self.programme), &mut ledger, identities);
        let Conference { id, slug, .. } = &self.conference;
        Self { conference: conference(&imported.conference, *id, slug.clone()), programme, ledger }
    }

    /// Freezes what everybody may see of this copy as the release after `latest`: with the next number and the differences.
    /// `None` when everybody sees it already, whatever its label.
    pub fn release(
        &self,
        latest: Option<&Published>,
        released_at: Timestamp,
        label: Option<String>,
    ) -> Option<Published> {
        let programme = self.programme.public();
        let note = match latest {
            None => ReleaseNote { number: ReleaseNumber::FIRST, label, released_at, changes: Vec::new() },
            Some(latest) => {
                let Release { note, programme: before } = latest.release();
                if *before == programme && *latest.conference() == self.conference {
                    return None;
                }
                let changes = changes(before, &programme);
                ReleaseNote { number: note.number.next(), label, released_at, changes }
            }
        };
        Some(Published::new(self.conference.clone(), Release { note, programme }))
    }
}
