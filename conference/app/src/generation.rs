//! Writing a generation that nobody sees, making it what everybody sees, and removing what nobody will see again.

use crate::app::App;
use crate::audit::AuditEvent;
use crate::document::{Document, Name, PART_BYTES, PARTS_AT_ONCE};
use crate::error::Error;
use crate::key;
use crate::list::ConferenceSummary;
use crate::progress::{Progress, Step};
use crate::read::Current;
use crate::row::{Pointer, ReleaseRow, Unreferenced};
use bytes::Bytes;
use plenary_domain::identity::ConferenceId;
use plenary_domain::published::Published;
use plenary_domain::release::ReleaseNote;
use plenary_domain::schedule::WorkingCopy;
use plenary_store::{Batch, Check, Condition, Delete, Operation, Put, Query, Revision, Token};
use serde::Serialize;
use uuid::Uuid;

/// What is to be written, decided on what was read.
pub(crate) struct Plan<'a> {
    /// The row that leads from the address to the conference.
    pub(crate) address: Revision,
    /// What was read; nothing when the conference is new.
    pub(crate) before: Option<&'a Current>,
    /// The working copy to be.
    pub(crate) working: &'a WorkingCopy,
    /// The release to be; nothing when everybody goes on seeing what they see.
    pub(crate) published: Option<&'a Published>,
    /// Releases before that one which the store does not know: they come with a restored export.
    pub(crate) earlier: &'a [ReleaseNote],
    /// What to record.
    pub(crate) audit: AuditEvent,
}

/// Documents about to be written.
struct Generation {
    conference: ConferenceId,
    id: Uuid,
    documents: Vec<(Document, Bytes)>,
}

impl Generation {
    fn add<T: Serialize + ?Sized>(&mut self, name: Name, content: &T) -> Result<Document, Error> {
        let json = serde_json::to_vec(content)
            .map_err(|error| Error::corrupt(format!("{name:?} can't be written as JSON: {error}")))?;
        let document = Document::new(self.id, name, &json);
        self.documents.push((document.clone(), json.into()));
        Ok(document)
    }

    fn add_release(&mut self, note: &ReleaseNote, published: Option<Document>) -> Result<ReleaseRow, Error> {
        Ok(ReleaseRow {
            number: note.number,
            label: note.label.clone(),
            released_at: note.released_at,
            changes: self.add(Name::Changes(note.number.0), &note.changes)?,
            published,
        })
    }

    fn bytes(&self) -> u64 {
        self.documents.iter().map(|(document, _)| document.bytes).sum()
    }

    /// The parts of all documents, as many at once as a batch takes.
    fn batches(&self) -> Result<Vec<Vec<Put>>, Error> {
        let mut puts = Vec::new();
        for (document, json) in &self.documents {
            for (key, start) in document.keys(self.conference)?.into_iter().zip((0..).step_by(PART_BYTES)) {
                puts.push(Put::new(key, json.slice(start..json.len().min(start + PART_BYTES))));
            }
        }
        Ok(puts.chunks(PARTS_AT_ONCE).map(<[Put]>::to_vec).collect())
    }
}

/// The pointer once a plan is carried out.
fn pointer(working: Document, release: Option<&ReleaseRow>, plan: &Plan<'_>) -> Result<Pointer, Error> {
    let slug = plan.working.conference.slug.clone();
    match (release, plan.before) {
        (Some(ReleaseRow { number, published: Some(published), .. }), _) => {
            Ok(Pointer { slug, working, release: *number, published: published.clone() })
        }
        (_, Some(before)) => Ok(Pointer { slug, working, ..before.pointer.clone() }),
        (_, None) => Err(Error::invalid("A conference needs something that everybody may see.")),
    }
}

#[derive(Serialize)]
struct FrozenContent<'a> {
    conference: &'a plenary_domain::conference::Conference,
    release: &'a plenary_domain::release::Release,
}

impl App {
    /// Carries out a plan: all of it, or nothing that anybody sees. `None` when what was read is no longer so.
    pub(crate) async fn carry_out(
        &self,
        plan: Plan<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Option<Pointer>, Error> {
        let conference = plan.working.conference.id;
        let mut generation = Generation { conference, id: self.surroundings.uuid(), documents: Vec::new() };
        let working = generation.add(Name::Working, plan.working)?;
        let mut rows = Vec::new();
        for note in plan.earlier {
            rows.push(generation.add_release(note, None)?);
        }
        let release = match plan.published {
            None => None,
            Some(published) => {
                let (conference, release) = (published.conference(), published.release());
                let content = generation.add(Name::Published, &FrozenContent { conference, release })?;
                Some(generation.add_release(&release.note, Some(content))?)
            }
        };
        let Some(marker) = self.write(&generation, &rows, plan.before, progress).await? else {
            return Ok(None);
        };
        let pointer = pointer(working, release.as_ref(), &plan)?;
        let Some(revision) = self.flip(&generation, &pointer, release, marker, &plan).await? else {
            return Ok(None);
        };
        progress.step(Step::Visible);
        self.clear(conference, Some(revision)).await;
        progress.step(Step::Cleared);
        Ok(Some(pointer))
    }

    /// Writes a generation. The marker, written first, lets others find what a crash leaves; every batch demands that it is
    /// untouched, so that nothing is written any more once somebody has decided to remove it.
    async fn write(
        &self,
        generation: &Generation,
        rows: &[ReleaseRow],
        before: Option<&Current>,
        progress: &mut dyn Progress,
    ) -> Result<Option<Revision>, Error> {
        let key = key::unreferenced(generation.conference, generation.id)?;
        let unreferenced = Unreferenced {
            documents: generation.documents.iter().map(|(document, _)| document.clone()).collect(),
            pointer: before.map(|current| current.revision),
            since: self.surroundings.now(),
        };
        let batch = Batch::new().with(Put::json(key.clone(), &unreferenced)?);
        let Some(marker) = self.commit(batch).await?.map(|committed| committed.revision) else {
            return Ok(None);
        };
        let check = Check::new(key, Condition::Revision(marker));
        let of = generation.bytes();
        let mut bytes = 0;
        for puts in generation.batches()? {
            bytes += puts.iter().map(|put| put.value.len() as u64).sum::<u64>();
            let batch = puts.into_iter().fold(Batch::new().with(check.clone()), Batch::with);
            if self.commit(batch).await?.is_none() {
                return Ok(None);
            }
            progress.step(Step::Written { bytes, of });
        }
        // Rows of earlier releases are written only for a conference without pointer: nobody sees them before there is one.
        for rows in rows.chunks(plenary_store::limits::BATCH_OPERATIONS - 1) {
            let mut batch = Batch::new().with(check.clone());
            for row in rows {
                batch.add(Put::json(key::release(generation.conference, row.number)?, row)?);
            }
            if self.commit(batch).await?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(marker))
    }

    /// The one batch that changes what is there. Its pointer's revision, or `None` when the pointer was moved by another.
    async fn flip(
        &self,
        generation: &Generation,
        pointer: &Pointer,
        release: Option<ReleaseRow>,
        marker: Revision,
        plan: &Plan<'_>,
    ) -> Result<Option<Revision>, Error> {
        let id = generation.conference;
        let own = Delete::new(key::unreferenced(id, generation.id)?).when(Condition::Revision(marker));
        let audit = key::audit(id, plan.audit.at, generation.id)?;
        let mut batch = Batch::new()
            .with(Check::new(key::slug(pointer.slug.as_str())?, Condition::Revision(plan.address)))
            .with(own)
            .with(Put::json(audit, &plan.audit)?);
        let unmoved = plan.before.map_or(Condition::Absent, |before| Condition::Revision(before.revision));
        batch.add(Put::json(key::pointer(id)?, pointer)?.when(unmoved));
        if let Some(row) = &release {
            batch.add(Put::json(key::release(id, row.number)?, row)?);
        }
        if let Some(published) = plan.published {
            let listed = key::listed(&pointer.slug)?;
            batch.add(Put::json(listed, &ConferenceSummary::from(published))?);
        }
        if let Some(before) = plan.before {
            let replaced = &before.pointer.working;
            let unreferenced = Unreferenced {
                documents: vec![replaced.clone()],
                pointer: Some(before.revision),
                since: plan.audit.at,
            };
            batch.add(Put::json(key::unreferenced(id, replaced.generation)?, &unreferenced)?);
        }
        let token = Token::new(format!("conference#{}#{}", id.0, generation.id))?;
        Ok(self.commit(batch.under(token)).await?.map(|committed| committed.revision))
    }

    /// Removes every document of which nothing can come any more, now that the pointer has this revision, or there will be none.
    /// What can't be removed now stays for the next time; nobody sees it.
    pub(crate) async fn clear(&self, conference: ConferenceId, pointer: Option<Revision>) {
        if let Err(error) = self.try_to_clear(conference, pointer).await {
            tracing::warn!(%error, conference = %conference.0, "what was replaced could not be removed yet");
        }
    }

    async fn try_to_clear(&self, conference: ConferenceId, pointer: Option<Revision>) -> Result<(), Error> {
        let now = self.surroundings.now();
        let query = Query::prefix(key::conference(conference), key::UNREFERENCED);
        for item in self.store.query(&query).await?.items {
            let unreferenced: Unreferenced = item.decode()?;
            if pointer.is_some_and(|pointer| unreferenced.may_win(pointer, now)) {
                continue;
            }
            // Touching the marker stops its writer, if there is one.
            let touched = Put::new(item.key.clone(), item.value.clone());
            let touched = Batch::new().with(touched.when(Condition::Revision(item.revision)));
            let token = Token::new(format!("{}#{}", item.key, item.revision))?;
            let Some(touched) = self.commit(touched.under(token)).await? else { continue };
            let mut deletes: Vec<Operation> = Vec::new();
            for document in &unreferenced.documents {
                deletes.extend(document.keys(conference)?.into_iter().map(|key| Delete::new(key).into()));
            }
            for batch in Batch::chunks(deletes)? {
                self.commit(batch).await?;
            }
            let done = Delete::new(item.key).when(Condition::Revision(touched.revision));
            self.commit(Batch::new().with(done)).await?;
        }
        Ok(())
    }
}
