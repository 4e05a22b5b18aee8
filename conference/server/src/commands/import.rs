//! `plenary import`.

use crate::app_files::AppFiles;
use crate::arguments::Import as ImportArguments;
use crate::data::DataDirectory;
use crate::progress::ImportBar;
use crate::publication::Publication;
use crate::settings::Settings;
use crate::summary;
use anyhow::Context;
use plenary_app::{App, Import, Imported, Restore, Target};
use plenary_formats::{
    Opened, ReadError, ReadOptions, ReadSchedule, Repair, RepairKind, SIZE_LIMIT, SourceFile,
};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Imports a file and publishes it.
pub async fn run(import: ImportArguments) -> anyhow::Result<()> {
    let mut bar = ImportBar::start();
    let target = match (import.slug, import.replace) {
        (None, _) => Target::FromFile,
        (Some(slug), false) => Target::At(slug),
        (Some(slug), true) => Target::Replacing(slug),
    };
    // Everything that can be wrong with the file is found before anything is made.
    let source = Source::read(&import.file, target, &ReadOptions { time_zone: import.time_zone })?;
    let data = DataDirectory::new(import.data.data);
    let settings = Settings::with(&data, &import.publishing)?;
    let app_files = Arc::new(AppFiles::load(settings.app.as_deref())?);
    settings.remember(&data)?;
    let app = data.open()?;
    let source = source.in_the_zone_it_had(&app, &import.file).await?;
    let version = source.version().map(str::to_owned);
    let repairs = source.repairs().to_vec();
    let imported = source.bring_in(&app, &mut bar).await?;
    bar.publishing();
    let addresses = settings.addresses();
    let publication = Publication { data, app_files, addresses, clock: settings.clock };
    publication
        .bring_up_to_date(&app)
        .await
        .context("imported, but not published; `plenary serve` tries again")?;
    bar.finish();
    print!("{}", summary::of(&imported, version.as_deref(), &repairs));
    Ok(())
}

/// A file that was read.
#[derive(Debug)]
pub struct Source {
    name: String,
    content: Content,
    /// Whether the time zone was said, for files that name none.
    zone_given: bool,
}

#[derive(Debug)]
enum Content {
    Schedule(Box<ReadSchedule>, Target),
    Export(Box<plenary_formats::export::Export>),
}

impl Source {
    /// Reads a file. An export is restored as it was, unless an address is given for it: then it is imported like any other
    /// schedule.
    pub fn read(path: &Path, target: Target, options: &ReadOptions) -> anyhow::Result<Self> {
        let cannot = || format!("cannot import {}", path.display());
        let length = fs::metadata(path).with_context(cannot)?.len();
        if let Ok(bytes) = usize::try_from(length)
            && bytes > SIZE_LIMIT
        {
            return Err(ReadError::TooLarge { bytes, limit: SIZE_LIMIT }).with_context(cannot);
        }
        let bytes = fs::read(path).with_context(cannot)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = SourceFile { name: &name, bytes: &bytes };
        let content = if target == Target::FromFile {
            match plenary_formats::open(file, options).with_context(cannot)? {
                Opened::Schedule(schedule) => Content::Schedule(schedule, target),
                Opened::Export(export) => Content::Export(export),
            }
        } else {
            Content::Schedule(Box::new(plenary_formats::read(file, options).with_context(cannot)?), target)
        };
        Ok(Self { name, content, zone_given: options.time_zone.is_some() })
    }

    /// The file in the time zone that its conference has already, when it names none and none was given. Else a second import
    /// without the option would move everything.
    pub async fn in_the_zone_it_had(self, app: &App, path: &Path) -> anyhow::Result<Self> {
        let Content::Schedule(read, target) = &self.content else { return Ok(self) };
        let assumed = |repair: &Repair| repair.kind == RepairKind::TimeZoneAssumed;
        if self.zone_given || !read.repairs.iter().any(assumed) {
            return Ok(self);
        }
        let Some(there) = app.destination(&read.schedule, target).await? else { return Ok(self) };
        let time_zone = there.conference().time_zone.clone();
        if time_zone == read.schedule.conference.time_zone {
            return Ok(self);
        }
        Self::read(path, target.clone(), &ReadOptions { time_zone: Some(time_zone) })
    }

    /// What the file calls its own version.
    pub fn version(&self) -> Option<&str> {
        match &self.content {
            Content::Schedule(read, _) => read.schedule.label.as_deref(),
            Content::Export(_) => None,
        }
    }

    /// What was put right.
    pub fn repairs(&self) -> &[Repair] {
        match &self.content {
            Content::Schedule(schedule, _) => &schedule.repairs,
            Content::Export(_) => &[],
        }
    }

    /// Brings it into the store.
    pub async fn bring_in(self, app: &App, bar: &mut ImportBar) -> anyhow::Result<Imported> {
        let (source, actor) = (self.name, "command line".to_owned());
        let imported = match self.content {
            Content::Schedule(read, target) => {
                app.import(Import { schedule: read.schedule, target, actor, source }, bar).await
            }
            Content::Export(export) => app.restore(Restore { export: *export, actor, source }, bar).await,
        };
        Ok(imported?)
    }
}
