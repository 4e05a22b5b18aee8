//! Restoring a conference from an export: with every identity as it was.

use crate::app::App;
use crate::audit::{Action, AuditEvent, State};
use crate::error::Error;
use crate::generation::Plan;
use crate::import::{ATTEMPTS, Imported, Outcome, check};
use crate::progress::{Progress, Step};
use plenary_domain::published::Published;
use plenary_domain::release::{Release, ReleaseNote};
use plenary_domain::schedule::WorkingCopy;
use plenary_formats::export::Export;
use plenary_store::{Condition, Revision};
use std::sync::Arc;

/// An export to restore.
#[derive(Debug, Clone)]
pub struct Restore {
    /// The export.
    pub export: Export,
    /// Who restores, for the record.
    pub actor: String,
    /// The file's name, for the record.
    pub source: String,
}

impl App {
    /// Makes the conference that was exported. Restoring what is there already has no effect.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the export contradicts itself; [`Error::Conflict`] when the address belongs to another conference
    /// or this one has moved on since (its file can still be imported); [`Error::Unavailable`]. Nothing is changed then, as far
    /// as anybody sees.
    pub async fn restore(&self, restore: Restore, progress: &mut dyn Progress) -> Result<Imported, Error> {
        let Restore { export, actor, source } = restore;
        let (working, published, earlier) = parts(&export)?;
        let slug = &working.conference.slug;
        for _ in 0..ATTEMPTS {
            if self.find(slug.as_str()).await?.is_some() {
                return self.already_there(&export).await;
            }
            let Some(address) = self.take_address(&working).await? else { continue };
            let (sessions, slots, speakers) =
                (published.sessions().len(), published.slots().len(), published.speakers().len());
            progress.step(Step::Reconciled { sessions, slots, speakers });
            let audit = AuditEvent {
                at: self.surroundings.now(),
                actor: actor.clone(),
                action: Action::Restore,
                source: source.clone(),
                before: None,
                after: State::from(&*published),
            };
            let plan = Plan {
                address,
                before: None,
                working: &working,
                published: Some(&published),
                earlier: &earlier,
                audit,
            };
            if let Some(pointer) = self.carry_out(plan, progress).await? {
                self.keep(&pointer, &published);
                return self.imported(slug, Outcome::Created).await;
            }
        }
        Err(Error::conflict("Others change this conference all the time. Nothing was restored; try again."))
    }

    async fn already_there(&self, export: &Export) -> Result<Imported, Error> {
        let slug = &export.conference.slug;
        if self.export(slug.as_str()).await? == *export {
            return self.imported(slug, Outcome::Unchanged).await;
        }
        Err(Error::conflict(format!(
            "The address `{slug}` is taken by a conference with other content. An export is restored where its conference is \
             not; to bring a conference up to date, import the export as a schedule."
        )))
    }

    /// Takes the address, also from an import that a crash left before anything was to be seen. `None` when somebody was
    /// faster.
    async fn take_address(&self, working: &WorkingCopy) -> Result<Option<Revision>, Error> {
        let (id, slug) = (working.conference.id, &working.conference.slug);
        if let Some(current) = self.pointer(id).await?
            && current.pointer.slug != *slug
        {
            let there = &current.pointer.slug;
            return Err(Error::conflict(format!(
                "This conference is here already, at the address `{there}`."
            )));
        }
        match self.conference_at(slug.as_str()).await? {
            None => self.reserve(slug, id, Condition::Absent).await,
            Some((owner, address)) if owner == id => Ok(Some(address)),
            Some((owner, address)) => {
                self.clear(owner, None).await;
                self.reserve(slug, id, Condition::Revision(address)).await
            }
        }
    }
}

/// The working copy, the newest release, and the notes of those before, oldest first.
fn parts(export: &Export) -> Result<(WorkingCopy, Arc<Published>, Vec<ReleaseNote>), Error> {
    let Some((newest, earlier)) = export.releases.split_last() else {
        return Err(Error::invalid("The export has no release, so there is nothing that anybody may see."));
    };
    if !export.releases.is_sorted_by(|one, next| one.number < next.number) {
        return Err(Error::invalid("The export's releases are out of order."));
    }
    let mut ledger = export.ledger.clone();
    ledger.remember(&export.programme);
    if !ledger.agrees_with(&export.programme) {
        return Err(Error::invalid(
            "The export's programme has numbers or codes that its ledger gave to other things.",
        ));
    }
    let (conference, programme) = (export.conference.clone(), export.programme.clone());
    let working = WorkingCopy { conference: conference.clone(), programme: programme.clone(), ledger };
    check(&working)?;
    let published = Published::new(conference, Release { note: newest.clone(), programme });
    Ok((working, Arc::new(published), earlier.to_vec()))
}
