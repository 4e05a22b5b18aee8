//! `plenary export`.

use crate::arguments::{Export as ExportArguments, ExportFormat};
use crate::data::DataDirectory;
use crate::settings::{Settings, checked};
use anyhow::Context;
use plenary_formats::{export, frab_json, frab_xml, icalendar};
use std::fs;
use std::io::{self, Write as _};

/// Writes a conference as a file.
pub async fn run(arguments: ExportArguments) -> anyhow::Result<()> {
    let data = DataDirectory::new(arguments.data.data);
    let mut settings = Settings::read(&data)?;
    if let Some(url) = &arguments.url {
        settings.url = Some(checked(url)?);
    }
    let app = data.open_existing()?;
    let slug = arguments.slug.as_str();
    let addresses = settings.addresses();
    let text = match arguments.format {
        ExportFormat::Json => export::write(&app.export(slug).await?),
        ExportFormat::Xml => frab_xml::write(&*app.published(slug).await?, &addresses),
        ExportFormat::FrabJson => frab_json::write(&*app.published(slug).await?, &addresses),
        ExportFormat::Ics => {
            let (published, releases) = (app.published(slug).await?, app.releases(slug).await?);
            icalendar::write_with_history(&published, &addresses, &releases)
        }
    };
    match arguments.output {
        Some(path) => fs::write(&path, text).with_context(|| format!("cannot write {}", path.display())),
        None => match io::stdout().write_all(text.as_bytes()) {
            // Whoever reads has enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to standard output"),
        },
    }
}
