//! Exporting everything there is of a conference.

use crate::app::App;
use crate::error::Error;
use plenary_formats::export::Export;

impl App {
    /// Everything there is of a conference. [`restore`](Self::restore) makes the same conference of it.
    pub async fn export(&self, slug: &str) -> Result<Export, Error> {
        let current = self.current(slug).await?;
        let published = self.frozen(current.id, &current.pointer.published).await?;
        let mut releases = self.notes(&current).await?.to_vec();
        releases.reverse();
        Ok(Export {
            conference: published.conference().clone(),
            releases,
            programme: published.release().programme.clone(),
        })
    }
}
