//! Bringing the published site up to date with the store.

use crate::app_files::AppFiles;
use crate::data::DataDirectory;
use anyhow::Context;
use jiff::Timestamp;
use plenary_app::{App, ConferenceSummary};
use plenary_formats::Addresses;
use plenary_publish::{Directory, ListedConference, Put, RootInput, SiteInput, Stamp, files, root_files};
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

impl Publication {
    /// Publishes every conference whose site is not up to date, and the pages outside them. Only one process at a time does
    /// so; the others wait and then find little to do. What is published is read after the wait, so the newest wins.
    pub async fn bring_up_to_date(&self, app: &App) -> anyhow::Result<Published> {
        let data = self.data.clone();
        let lock = tokio::task::spawn_blocking(move || data.lock_publication()).await;
        let lock = lock.context("waiting for the lock was interrupted")??;
        let directory = Arc::new(self.data.site());
        let mut total = Published::default();
        total.add(self.put_assets(&directory).await?);
        let conferences = app.conferences().await?;
        for summary in &conferences {
            if let Some(put) = self.put_conference(app, &directory, summary).await? {
                total.add(put);
            }
        }
        total.add(self.put_root(&directory, &conferences).await?);
        drop(lock);
        Ok(total)
    }

    async fn put_assets(&self, directory: &Arc<Directory>) -> anyhow::Result<Put> {
        let (directory, app_files) = (Arc::clone(directory), Arc::clone(&self.app_files));
        if !app_files.has_app() {
            return Ok(Put::default());
        }
        in_background(move || {
            let assets: Vec<(&str, &[u8])> =
                app_files.assets.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
            Ok(directory.put_assets(&assets)?)
        })
        .await
    }

    /// None when the conference's site is up to date.
    async fn put_conference(
        &self,
        app: &App,
        directory: &Arc<Directory>,
        summary: &ConferenceSummary,
    ) -> anyhow::Result<Option<Put>> {
        let shell = &self.app_files.shell;
        let stamp = Stamp::of_conference(summary.id, summary.release, shell, &self.addresses, self.clock);
        let (slug, looked_at) = (summary.slug.clone(), Arc::clone(directory));
        if in_background(move || Ok(looked_at.is_current(&slug, &stamp))).await? {
            return Ok(None);
        }
        let slug = summary.slug.clone();
        let published = app.published(slug.as_str()).await?;
        let releases = app.releases(slug.as_str()).await?;
        let (directory, app_files) = (Arc::clone(directory), Arc::clone(&self.app_files));
        let (addresses, clock) = (self.addresses.clone(), self.clock);
        let put = in_background(move || {
            let input = SiteInput {
                published: &published,
                releases: &releases,
                shell: &app_files.shell,
                addresses: &addresses,
                clock,
            };
            let put = directory.put(&slug, &files(&input), &input.stamp());
            put.with_context(|| format!("cannot publish `{slug}`"))
        });
        put.await.map(Some)
    }

    async fn put_root(
        &self,
        directory: &Arc<Directory>,
        conferences: &[ConferenceSummary],
    ) -> anyhow::Result<Put> {
        let listed: Vec<ListedConference> = conferences.iter().map(listed).collect();
        let (directory, app_files) = (Arc::clone(directory), Arc::clone(&self.app_files));
        let addresses = self.addresses.clone();
        in_background(move || {
            let input = RootInput { conferences: &listed, shell: &app_files.shell, addresses: &addresses };
            let stamp = input.stamp();
            if directory.root_is_current(&stamp) {
                return Ok(Put::default());
            }
            directory.put_root(&root_files(&input), &stamp).context("cannot publish the list of conferences")
        })
        .await
    }
}

fn listed(summary: &ConferenceSummary) -> ListedConference {
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

/// Runs what computes and writes away from the threads that answer requests.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await.context("publishing was interrupted")?
}
