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
use anyhow::bail;
use jiff::Timestamp;
use plenary_app::{App, Import, Imported, Target};
use plenary_formats::ReadOptions;
use std::ffi::OsString;
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
    let data = match arguments.data {
        Some(folder) => DataDirectory::new(folder),
        None => own_directory()?,
    };
    let mut settings = Settings::with(&data, &arguments.publishing)?;
    let app_files = Arc::new(AppFiles::load(settings.app.as_deref())?);
    let server = bind(&arguments.listening).await?;
    settings.port = Some(server.address().port());
    settings.remember(&data)?;
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
        addresses: settings.addresses(),
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

/// The directory when none is named, which others of this machine cannot look into.
fn own_directory() -> anyhow::Result<DataDirectory> {
    let data = todays_directory(std::env::var_os("XDG_CACHE_HOME"), std::env::home_dir())?;
    let data = DataDirectory::new(data);
    data.create_private()?;
    Ok(data)
}

/// The fictional conference is dated around today: tomorrow's is another one, not an update of today's. It stands in the
/// user's own cache folder, as the XDG Base Directory Specification finds it: in a shared temporary folder somebody else could
/// have made it before.
fn todays_directory(cache: Option<OsString>, home: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let cache = cache.map(PathBuf::from).filter(|cache| cache.is_absolute());
    let home = || home.filter(|home| home.is_absolute()).map(|home| home.join(".cache"));
    let Some(cache) = cache.or_else(home) else {
        bail!("there is no home directory to keep the demo in; name a directory with --data");
    };
    let today = Timestamp::now().strftime("%Y-%m-%d");
    Ok(cache.join("plenary").join(format!("demo-{today}")))
}

#[cfg(test)]
mod tests {
    use super::todays_directory;

    #[test]
    fn a_demo_stands_in_the_users_own_cache() {
        let of = |cache: Option<&str>, home: Option<&str>| {
            let directory = todays_directory(cache.map(Into::into), home.map(Into::into))?;
            let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
            assert!(name.starts_with("demo-20"), "{name}");
            anyhow::Ok(directory.parent().unwrap().to_owned())
        };
        let home = Some("/home/ada");
        assert_eq!(of(Some("/cache"), home).unwrap().to_str(), Some("/cache/plenary"));
        assert_eq!(of(None, home).unwrap().to_str(), Some("/home/ada/.cache/plenary"));
        assert_eq!(of(Some("relative"), home).unwrap().to_str(), Some("/home/ada/.cache/plenary"));
        assert!(of(None, None).unwrap_err().to_string().contains("--data"));
    }
}
