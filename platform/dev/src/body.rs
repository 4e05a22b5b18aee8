//! The body of a request, read within bounds.

use crate::handler::BodyError;
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long, and for how many bytes, a client may go on sending a body that nobody reads.
const LINGERING_TIME: Duration = Duration::from_secs(2);
const LINGERING_BYTES: usize = 256 * 1024;

/// A body that has not been read, and how it may be.
#[derive(Debug)]
pub(crate) struct UnreadBody {
    pub(crate) incoming: Incoming,
    /// The most that it may hold, bytes.
    pub(crate) most: usize,
    /// How long it may take.
    pub(crate) time: Duration,
    /// The bytes that all bodies together may still take.
    pub(crate) room: Arc<Semaphore>,
}

impl UnreadBody {
    /// Reads it. Its bytes take room until the last copy of them is gone.
    pub(crate) async fn read(self) -> Result<Bytes, BodyError> {
        tokio::time::timeout(self.time, self.collect()).await.map_err(|_| BodyError::TooSlow)?
    }

    /// Leaves it unread. What the client is sending all the same is thrown away for a moment: a connection that is closed
    /// with bytes unread is reset, and the answer may be lost with it.
    pub(crate) fn leave(self) {
        let mut incoming = self.incoming;
        if incoming.is_end_stream() {
            return;
        }
        tokio::spawn(tokio::time::timeout(LINGERING_TIME, async move {
            let mut thrown_away = 0;
            while thrown_away < LINGERING_BYTES
                && let Some(Ok(frame)) = incoming.frame().await
            {
                thrown_away += frame.data_ref().map_or(0, Bytes::len);
            }
        }));
    }

    async fn collect(mut self) -> Result<Bytes, BodyError> {
        // What says itself that it is too long is refused before it takes any room.
        if self.incoming.size_hint().lower() > self.most as u64 {
            return Err(BodyError::TooLong);
        }
        let mut held = HeldBytes::default();
        while let Some(frame) = self.incoming.frame().await {
            // All that is no data is trailers, which nobody reads.
            let Ok(data) = frame.map_err(|_| BodyError::Broken)?.into_data() else { continue };
            if held.bytes.len() + data.len() > self.most {
                return Err(BodyError::TooLong);
            }
            held.add(&data, &self.room)?;
        }
        Ok(Bytes::from_owner(held))
    }
}

/// Bytes together with the room they take.
#[derive(Debug, Default)]
struct HeldBytes {
    bytes: Vec<u8>,
    room: Option<OwnedSemaphorePermit>,
}

impl HeldBytes {
    /// Takes room as bytes arrive, not as they are announced: who announces much and sends nothing takes none.
    fn add(&mut self, data: &[u8], room: &Arc<Semaphore>) -> Result<(), BodyError> {
        let length = u32::try_from(data.len()).map_err(|_| BodyError::NoRoom)?;
        let taken = Arc::clone(room).try_acquire_many_owned(length).map_err(|_| BodyError::NoRoom)?;
        match &mut self.room {
            Some(room) => room.merge(taken),
            None => self.room = Some(taken),
        }
        self.bytes.extend_from_slice(data);
        Ok(())
    }
}

impl AsRef<[u8]> for HeldBytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}
