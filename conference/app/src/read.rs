//! Reading what everybody may see.

use crate::app::App;
use crate::document::Document;
use crate::error::Error;
use crate::key;
use crate::row::{Pointer, ReleaseRow};
use crate::shelf::Place;
use plenary_domain::change::Change;
use plenary_domain::conference::Conference;
use plenary_domain::identity::ConferenceId;
use plenary_domain::published::Published;
use plenary_domain::release::{Release, ReleaseNote, ReleaseNumber};
use plenary_store::{Item, Order, Query, Revision};
use serde::Deserialize;
use std::sync::Arc;

/// A release with the conference as it was: the content of a document.
#[derive(Debug, Deserialize)]
pub(crate) struct Frozen {
    conference: Conference,
    release: Release,
}

/// A release as it is read: with its lookups, which take their time too.
#[derive(Deserialize)]
#[serde(from = "Frozen")]
struct Indexed(Published);

impl From<Frozen> for Indexed {
    fn from(Frozen { conference, release }: Frozen) -> Self {
        Self(Published::new(conference, release))
    }
}

/// A conference's pointer as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Current {
    pub(crate) id: ConferenceId,
    pub(crate) pointer: Pointer,
    pub(crate) revision: Revision,
}

impl Current {
    fn place(&self) -> Place {
        Place { conference: self.id, generation: self.pointer.published.generation }
    }
}

impl App {
    /// A conference with its current release.
    pub async fn published(&self, slug: &str) -> Result<Arc<Published>, Error> {
        let current = self.current(slug).await?;
        self.newest(&current).await
    }

    /// A conference with one of its releases, the conference as it was then.
    ///
    /// A conference restored from an export has the notes of its earlier releases, but not their content; that is
    /// [`Error::NotFound`].
    pub async fn release(&self, slug: &str, number: ReleaseNumber) -> Result<Arc<Published>, Error> {
        let current = self.current(slug).await?;
        let missing = || Error::not_found(format!("release {number} of conference {slug}"));
        let item = self.store.get(&key::release(current.id, number)?).await?.ok_or_else(missing)?;
        let document = item.decode::<ReleaseRow>()?.published.ok_or_else(missing)?;
        if document.generation == current.pointer.published.generation {
            return self.newest(&current).await;
        }
        let place = Place { conference: current.id, generation: document.generation };
        self.releases.older(place, document.bytes, || self.read_release(current.id, &document)).await
    }

    /// All releases of a conference with their differences, the newest first.
    pub async fn releases(&self, slug: &str) -> Result<Arc<[ReleaseNote]>, Error> {
        let current = self.current(slug).await?;
        self.notes(&current).await
    }

    /// Where a conference stands that has a release.
    pub(crate) async fn current(&self, slug: &str) -> Result<Current, Error> {
        self.find(slug).await?.ok_or_else(|| Error::not_found(format!("conference {slug}")))
    }

    /// Like [`current`](Self::current); `None` when nobody has the address, or nothing was ever released there.
    pub(crate) async fn find(&self, slug: &str) -> Result<Option<Current>, Error> {
        if let Some(id) = self.remembered(slug) {
            if let Some(current) = self.pointer(id).await?
                && current.pointer.slug.as_str() == slug
            {
                return Ok(Some(current));
            }
            self.remember(slug, None);
        }
        let Some(id) = self.conference_at(slug).await?.map(|(id, _)| id) else { return Ok(None) };
        let current = self.pointer(id).await?.filter(|current| current.pointer.slug.as_str() == slug);
        self.remember(slug, current.as_ref().map(|_| id));
        Ok(current)
    }

    /// Whom an address belongs to, whether or not anything is to be seen there.
    pub(crate) async fn conference_at(&self, slug: &str) -> Result<Option<(ConferenceId, Revision)>, Error> {
        // An address comes from anywhere; what can be none need not trouble the store.
        if slug.is_empty() || slug.len() > 64 || slug.contains('\0') {
            return Ok(None);
        }
        let item = self.store.get(&key::slug(slug)?).await?;
        item.map(|item| Ok((item.decode()?, item.revision))).transpose()
    }

    pub(crate) async fn pointer(&self, id: ConferenceId) -> Result<Option<Current>, Error> {
        let item: Option<Item> = self.store.get(&key::pointer(id)?).await?;
        item.map(|item| Ok(Current { id, pointer: item.decode()?, revision: item.revision })).transpose()
    }

    /// The current release out of memory, else out of the store.
    pub(crate) async fn newest(&self, current: &Current) -> Result<Arc<Published>, Error> {
        let document = &current.pointer.published;
        let read = || self.read_release(current.id, document);
        self.releases.current(current.place(), document.bytes, read).await
    }

    async fn read_release(&self, id: ConferenceId, document: &Document) -> Result<Arc<Published>, Error> {
        let indexed: Option<Indexed> = self.load(id, document).await?;
        let gone = || Error::corrupt(format!("{document:?} of conference {} is gone", id.0));
        indexed.map(|Indexed(published)| Arc::new(published)).ok_or_else(gone)
    }

    /// Keeps a release in memory that was just made: it is going to be asked for.
    pub(crate) fn keep(&self, pointer: &Pointer, published: &Arc<Published>) {
        let Document { generation, bytes, .. } = pointer.published;
        let place = Place { conference: published.conference().id, generation };
        self.releases.keep(place, published, bytes);
    }

    pub(crate) async fn notes(&self, current: &Current) -> Result<Arc<[ReleaseNote]>, Error> {
        self.release_lists.get_or_read(current.place(), || self.read_notes(current)).await
    }

    async fn read_notes(&self, current: &Current) -> Result<Arc<[ReleaseNote]>, Error> {
        let mut notes = Vec::new();
        let mut weight = 0;
        for row in self.release_rows(current.id).await? {
            // A release made since then is in the next list.
            if row.number > current.pointer.release {
                continue;
            }
            let changes: Option<Vec<Change>> = self.load(current.id, &row.changes).await?;
            let changes = changes.ok_or_else(|| Error::corrupt(format!("{:?} is gone", row.changes)))?;
            weight += row.changes.bytes;
            let ReleaseRow { number, label, released_at, .. } = row;
            notes.push(ReleaseNote { number, label, released_at, changes });
        }
        let notes: Arc<[ReleaseNote]> = notes.into();
        // Nobody can ask for the list before this one any more.
        self.release_lists.take_others(&current.place());
        self.release_lists.put(current.place(), Arc::clone(&notes), weight);
        Ok(notes)
    }

    /// The newest first.
    async fn release_rows(&self, id: ConferenceId) -> Result<Vec<ReleaseRow>, Error> {
        let mut query = Query::prefix(key::conference(id), key::RELEASES).order(Order::Backwards);
        let mut rows = Vec::new();
        loop {
            let page = self.store.query(&query).await?;
            for item in &page.items {
                rows.push(item.decode()?);
            }
            match page.next {
                Some(next) => query = query.after(next),
                None => return Ok(rows),
            }
        }
    }
}
