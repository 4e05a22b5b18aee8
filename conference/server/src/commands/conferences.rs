//! `plenary conferences`.

use crate::arguments::Conferences;
use crate::data::DataDirectory;

/// Lists the conferences, the latest first.
pub async fn run(arguments: Conferences) -> anyhow::Result<()> {
    let app = DataDirectory::new(arguments.data.data).open_existing()?;
    let conferences = app.conferences().await?;
    let widest =
        conferences.iter().map(|conference| conference.slug.as_str().len()).max().unwrap_or_default();
    for conference in conferences {
        println!(
            "{:widest$}  {} – {}  {}, release {}",
            conference.slug.as_str(),
            conference.start,
            conference.end,
            conference.title,
            conference.release,
        );
    }
    Ok(())
}
