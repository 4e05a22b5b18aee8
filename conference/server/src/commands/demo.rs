//! `plenary demo`.

use crate::app_files::AppFiles;
use crate::arguments::{Demo, Pretence};
use crate::commands::import::Source;
use crate::commands::serve::{bind, listen};
use crate::data::DataDirectory;
use crate::demo;
use crate::progress::ImportBar;
use crate::publication::Publication;
use crate::settings::Settings;
use crate::summary;
use jiff::Timestamp;
use plenary_app::{App, Import, Imported, Target};
use plenary_formats::ReadOptions;
use std::path::PathBuf;
use std::sync::Arc;

/// Imports a schedule and serves it.
pub async fn run(mut arguments: Demo) -> anyhow::Result<()> {
    // A pretence of the last demonstration is not one of this.
    arguments.publishing.at = arguments.publishing.at.or(Some(Pretence::Now));
    let mut bar = ImportBar::start();
    let options = &ReadOptions { time_zone: arguments.time_zone };
    let source =
        arguments.from.as_deref().map(|file| Source::read(file, Target::FromFile, options)).transpose()?;
    let app_files = Arc::new(AppFiles::load(arguments.publishing.app.as_deref())?);
    let server = bind(&arguments.listening).await?;
    let data = DataDirectory::new(arguments.data.unwrap_or_else(todays_directory));
    let settings = Settings::remember(&data, &arguments.publishing)?;
    let app = data.open()?;
    let source = match (source, &arguments.from) {
        (Some(source), Some(file)) => Some(source.in_the_zone_it_had(&app, file).await?),
        (source, _) => source,
    };
    let version = source.as_ref().and_then(Source::version).map(str::to_owned);
    let repairs = source.as_ref().map(|source| source.repairs().to_vec()).unwrap_or_default();
    let imported = match source {
        Some(source) => source.bring_in(&app, &mut bar).await?,
        None => fictional(&app, settings.clock.unwrap_or_else(Timestamp::now), &mut bar).await?,
    };
    bar.publishing();
    let publication = Publication {
        data: data.clone(),
        app_files: Arc::clone(&app_files),
        addresses: settings.addresses(Some(server.address().port())),
        clock: settings.clock,
    };
    publication.bring_up_to_date(&app).await?;
    bar.finish();
    print!("{}", summary::of(&imported, version.as_deref(), &repairs));
    listen(server, app, data, settings, app_files).await
}

async fn fictional(app: &App, now: Timestamp, bar: &mut ImportBar) -> anyhow::Result<Imported> {
    let import = Import {
        schedule: demo::schedule(demo::local_date(now)?)?,
        target: Target::FromFile,
        actor: "command line".to_owned(),
        source: "demo".to_owned(),
    };
    Ok(app.import(import, bar).await?)
}

/// The fictional conference is dated around today: tomorrow's is another one, not an update of today's.
fn todays_directory() -> PathBuf {
    let today = Timestamp::now().strftime("%Y-%m-%d").to_string();
    std::env::temp_dir().join(format!("plenary-demo-{today}"))
}
