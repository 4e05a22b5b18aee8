//! Exporting everything there is of a conference.

use crate::app::App;
use crate::error::Error;
use crate::import::ATTEMPTS;
use plenary_domain::schedule::WorkingCopy;
use plenary_formats::export::Export;

impl App {
    /// Everything there is of a conference, as far as everybody may see it. [`restore`](Self::restore) makes the same conference of it.
    pub async fn export(&self, slug: &str) -> Result<Export, Error> {
        for _ in 0..ATTEMPTS {
            if let Some(export) = self.try_export(slug).await? {
                return Ok(export);
            }
        }
        Err(Error::conflict("Others change this conference all the time. Try again."))
    }

    /// `None` when the conference was changed while it was read.
    async fn try_export(&self, slug: &str) -> Result<Option<Export>, Error> {
        let current = self.current(slug).await?;
        let working: Option<WorkingCopy> = self.load(current.id, &current.pointer.working).await?;
        let Some(WorkingCopy { ledger, .. }) = working else { return Ok(None) };
        let published = self.newest(&current).await?;
        let mut releases = self.notes(&current).await?.to_vec();
        releases.reverse();
        Ok(Some(Export {
            conference: published.conference().clone(),
            releases,
            programme: published.release().programme.clone(),
            ledger,
        }))
    }
}
