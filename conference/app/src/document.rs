//! Documents: JSON of any size, in parts that fit the store's items.

use crate::app::App;
use crate::error::Error;
use crate::key;
use plenary_domain::identity::ConferenceId;
use plenary_store::Key;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Bytes in a part: with its key below the limit of an item, and ten of them below the limit of a batch.
pub(crate) const PART_BYTES: usize = 380_000;
/// Parts in one write or read: `DynamoDB` reads 16 MB at once at the most, and a batch takes 4 MB.
pub(crate) const PARTS_AT_ONCE: usize = 10;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Name {
    /// A [`WorkingCopy`](plenary_domain::schedule::WorkingCopy).
    Working,
    /// A [`Frozen`](crate::read::Frozen) release.
    Published,
    /// The differences of a release, each with its number when several are written at once.
    Changes(u32),
}

impl Name {
    pub(crate) fn as_str(self) -> String {
        match self {
            Self::Working => "working".to_owned(),
            Self::Published => "published".to_owned(),
            Self::Changes(release) => format!("changes-{release}"),
        }
    }
}

/// Where a document is. It is never overwritten: another content is another generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    /// The write that it was part of.
    pub(crate) generation: Uuid,
    /// What it is.
    pub(crate) name: Name,
    /// How many bytes it has.
    pub(crate) bytes: u64,
    /// In how many parts.
    pub(crate) parts: u32,
}

impl Document {
    pub(crate) fn new(generation: Uuid, name: Name, json: &[u8]) -> Self {
        let parts = u32::try_from(json.len().div_ceil(PART_BYTES)).unwrap_or(u32::MAX);
        Self { generation, name, bytes: json.len() as u64, parts }
    }

    pub(crate) fn keys(&self, conference: ConferenceId) -> Result<Vec<Key>, Error> {
        let keys: Result<_, _> = (0..self.parts).map(|part| key::part(conference, self, part)).collect();
        Ok(keys?)
    }
}

impl App {
    /// A document's content; `None` when it is no longer there, because another generation has replaced it.
    pub(crate) async fn load<T: DeserializeOwned>(
        &self,
        conference: ConferenceId,
        document: &Document,
    ) -> Result<Option<T>, Error> {
        let keys = document.keys(conference)?;
        let mut json = Vec::with_capacity(usize::try_from(document.bytes).unwrap_or_default());
        for keys in keys.chunks(PARTS_AT_ONCE) {
            for part in self.store.get_many(keys).await? {
                let Some(part) = part else { return Ok(None) };
                json.extend_from_slice(&part.value);
            }
        }
        if json.len() as u64 != document.bytes {
            return Err(Error::corrupt(format!("{document:?} has {} bytes", json.len())));
        }
        serde_json::from_slice(&json)
            .map(Some)
            .map_err(|error| Error::corrupt(format!("{document:?} can't be read: {error}")))
    }
}
