//! Bringing the published site up to date with the store.

use crate::app_files::AppFiles;
use crate::data::DataDirectory;
use anyhow::{Context, bail};
use jiff::Timestamp;
use plenary_app::{App, ConferenceSummary};
use plenary_formats::Addresses;
use plenary_publish::{Directory, ListedConference, Put, RootInput, SiteInput, Stamp, files, root_files};
use std::fs::File;
use std::sync::Arc;

/// Publishes what the store holds, where it is not published already.
#[derive(Debug)]
pub struct Publication {
    /// Where.
    pub data: DataDirectory,
    /// The app that goes into the pages.
    pub app_files: Arc<AppFiles>,
    /// The public addresses.
    pub addresses: Addresses,
    /// The time that stands in for the present.
    pub clock: Option<Timestamp>,
}

/// What a publication came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were written.
    pub written: usize,
    /// Files that stood already.
    pub unchanged: usize,
    /// Files that were removed.
    pub removed: usize,
}

impl Published {
    fn add(&mut self, put: Put) {
        self.written += put.written;
        self.unchanged += put.unchanged;
        self.removed += put.removed;
    }
}

/// The directory, for as long as no other process may publish into it.
#[derive(Debug, Clone)]
struct Locked {
    directory: Arc<Directory>,
    lock: Arc<File>,
}

impl Locked {
    /// Waits until no other process publishes.
    async fn wait(data: &DataDirectory) -> anyhow::Result<Self> {
        let directory = Arc::new(data.site());
        let data = data.clone();
        let lock = tokio::task::spawn_blocking(move || data.lock_publication()).await;
        let lock = lock.context("waiting for the lock was interrupted")??;
        Ok(Self { directory, lock: Arc::new(lock) })
    }

    /// Runs what computes and writes away from the threads that answer requests. Such work goes on when nobody waits for it
    /// any more, and so long the directory stays locked.
    async fn in_background<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Directory) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let Self { directory, lock } = self.clone();
        let working = tokio::task::spawn_blocking(move || {
            let outcome = work(&directory);
            drop(lock);
            outcome
        });
        working.await.context("publishing was interrupted")?
    }
}

impl Publication {
    /// Publishes every conference whose site is not up to date, and the pages outside them. Only one process at a time does
    /// so; the others wait and then find little to do. What is published is read after the wait, so the newest wins.
    ///
    /// # Errors
    /// When something could not be published. A conference that cannot be keeps no other from it; what its pages need of the
    /// app stays until they are.
    pub async fn bring_up_to_date(&self, app: &App) -> anyhow::Result<Published> {
        let locked = Locked::wait(&self.data).await?;
        let mut total = Published::default();
        total.add(self.put_assets(&locked).await?);
        let conferences = app.conferences().await?;
        let mut listed = Vec::with_capacity(conferences.len());
        let mut failures = Vec::new();
        for summary in &conferences {
            match self.put_conference(app, &locked, summary).await {
                Ok(put) => {
                    total.add(put);
                    listed.push(listing(summary));
                }
                Err(error) => {
                    failures.push(error);
                    let slug = summary.slug.clone();
                    // The list leads to no pages that are not there.
                    if locked.in_background(move |directory| Ok(directory.holds(&slug))).await? {
                        listed.push(listing(summary));
                    }
                }
            }
        }
        total.add(self.put_root(&locked, listed).await?);
        all_went_well(failures)?;
        total.add(locked.in_background(|directory| Ok(directory.prune_assets()?)).await?);
        Ok(total)
    }

    async fn put_assets(&self, locked: &Locked) -> anyhow::Result<Put> {
        let app_files = Arc::clone(&self.app_files);
        if !app_files.has_app() {
            return Ok(Put::default());
        }
        let put = locked.in_background(move |directory| {
            let assets: Vec<(&str, &[u8])> =
                app_files.assets.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
            Ok(directory.put_assets(&assets)?)
        });
        put.await
    }

    /// Puts nothing when the conference's site is up to date.
    async fn put_conference(
        &self,
        app: &App,
        locked: &Locked,
        summary: &ConferenceSummary,
    ) -> anyhow::Result<Put> {
        let shell = &self.app_files.shell;
        let stamp = Stamp::of_conference(summary.id, summary.release, shell, &self.addresses, self.clock);
        let slug = summary.slug.clone();
        if locked.in_background(move |directory| Ok(directory.is_current(&slug, &stamp))).await? {
            return Ok(Put::default());
        }
        let slug = summary.slug.clone();
        let cannot = format!("cannot publish `{slug}`");
        let published = app.published(slug.as_str()).await.with_context(|| cannot.clone())?;
        let releases = app.releases(slug.as_str()).await.with_context(|| cannot.clone())?;
        let app_files = Arc::clone(&self.app_files);
        let (addresses, clock) = (self.addresses.clone(), self.clock);
        let put = locked.in_background(move |directory| {
            let input = SiteInput {
                published: &published,
                releases: &releases,
                shell: &app_files.shell,
                addresses: &addresses,
                clock,
            };
            Ok(directory.put(&slug, &files(&input), &input.stamp())?)
        });
        put.await.context(cannot)
    }

    async fn put_root(&self, locked: &Locked, listed: Vec<ListedConference>) -> anyhow::Result<Put> {
        let app_files = Arc::clone(&self.app_files);
        let addresses = self.addresses.clone();
        let put = locked.in_background(move |directory| {
            let input = RootInput { conferences: &listed, shell: &app_files.shell, addresses: &addresses };
            let stamp = input.stamp();
            if directory.root_is_current(&stamp) {
                return Ok(Put::default());
            }
            let only = match listed.as_slice() {
                [only] => Some(&only.slug),
                _ => None,
            };
            Ok(directory.put_root(&root_files(&input), &stamp, only)?)
        });
        put.await.context("cannot publish the list of conferences")
    }
}

/// One error of all that were met on the way.
fn all_went_well(failures: Vec<anyhow::Error>) -> anyhow::Result<()> {
    let count = failures.len();
    let mut failures = failures.into_iter();
    match (failures.next(), count) {
        (None, _) => Ok(()),
        (Some(failure), 1) => Err(failure),
        (Some(first), _) => {
            let told = failures.fold(format!("{first:#}"), |told, failure| format!("{told}; {failure:#}"));
            bail!("{count} conferences could not be published: {told}")
        }
    }
}

fn listing(summary: &ConferenceSummary) -> ListedConference {
    ListedConference {
        slug: summary.slug.clone(),
        title: summary.title.clone(),
        subtitle: summary.subtitle.clone(),
        start: summary.start,
        end: summary.end,
        venue: summary.venue.clone(),
        city: summary.city.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Locked, all_went_well};
    use crate::data::DataDirectory;
    use anyhow::anyhow;
    use std::fs::File;
    use std::sync::mpsc;

    #[tokio::test]
    async fn the_directory_stays_locked_while_something_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let locked = Locked::wait(&DataDirectory::new(folder.path())).await.unwrap();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let waiting = tokio::spawn(async move {
            let work = move |_: &plenary_publish::Directory| {
                let _ = begun.send(());
                Ok(may_go_on.recv()?)
            };
            locked.in_background(work).await
        });
        has_begun.await.unwrap();
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        let other = File::options().write(true).open(folder.path().join("publication.lock")).unwrap();
        assert!(other.try_lock().is_err(), "what was begun is still writing");
        go_on.send(()).unwrap();
        tokio::task::spawn_blocking(move || other.lock()).await.unwrap().unwrap();
    }

    #[test]
    fn every_failure_is_told() {
        assert!(all_went_well(Vec::new()).is_ok());
        let one = all_went_well(vec![anyhow!("full").context("cannot publish `a`")]).unwrap_err();
        assert_eq!(format!("{one:#}"), "cannot publish `a`: full");
        let two = all_went_well(vec![anyhow!("a"), anyhow!("b")]).unwrap_err();
        assert_eq!(two.to_string(), "2 conferences could not be published: a; b");
    }
}
