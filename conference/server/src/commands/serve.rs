//! `plenary serve`.

use crate::app_files::AppFiles;
use crate::arguments::{Listening, Serve};
use crate::data::DataDirectory;
use crate::front::{Front, Transport};
use crate::publication::Publication;
use crate::settings::Settings;
use lockstep_dev::{Ended, Limits, Server, termination};
use plenary_app::App;
use std::net::SocketAddr;
use std::sync::Arc;

/// Serves what was imported until it is told to end.
pub async fn run(serve: Serve) -> anyhow::Result<()> {
    let data = DataDirectory::new(serve.data.data);
    let mut settings = Settings::with(&data, &serve.publishing)?;
    let app_files = Arc::new(AppFiles::load(settings.app.as_deref())?);
    let server = bind(&serve.listening).await?;
    settings.port = Some(server.address().port());
    settings.remember(&data)?;
    let app = data.open()?;
    listen(server, app, data, settings, app_files).await
}

/// Takes the port, before any work that would be in vain without it.
pub async fn bind(listening: &Listening) -> anyhow::Result<Server> {
    Ok(Server::bind(SocketAddr::new(listening.host, listening.port), Limits::default()).await?)
}

/// Serves. What is published is brought up to date meanwhile: the first visitor need not wait for it.
pub async fn listen(
    server: Server,
    app: Arc<App>,
    data: DataDirectory,
    settings: Settings,
    app_files: Arc<AppFiles>,
) -> anyhow::Result<()> {
    let ended = termination()?;
    let transport = if settings.is_https() { Transport::Tls } else { Transport::Plain };
    let front = Front::new(Arc::clone(&app), data.site(), transport)?;
    let address = server.address();
    tell(address, &settings, &app_files);
    let addresses = settings.addresses();
    let publication = Publication { data, app_files, addresses, clock: settings.clock };
    let publishing = tokio::spawn(async move {
        match publication.bring_up_to_date(&app).await {
            Ok(published) => tracing::info!(
                written = published.written,
                unchanged = published.unchanged,
                removed = published.removed,
                "the site is up to date"
            ),
            Err(error) => {
                tracing::error!(error = %format!("{error:#}"), "the site could not be brought up to date");
            }
        }
    });
    let how = server.serve(Arc::new(front), ended).await;
    publishing.abort();
    match how {
        Ended::Cleanly => tracing::info!("ended; every request was answered"),
        Ended::CutOff => tracing::warn!("ended; some requests took too long and were cut off"),
    }
    Ok(())
}

fn tell(address: SocketAddr, settings: &Settings, app_files: &AppFiles) {
    if !app_files.has_app() {
        tracing::warn!(
            "this build contains no app: pages are served without script (build the app, or give --app DIR)"
        );
    }
    if !address.ip().is_loopback() && settings.url.is_none() {
        tracing::warn!("feeds and links lead to localhost; give the site's address with --url");
    }
    let host = match address.ip() {
        ip if ip.is_loopback() || ip.is_unspecified() => "localhost".to_owned(),
        ip if ip.is_ipv6() => format!("[{ip}]"),
        ip => ip.to_string(),
    };
    println!("Plenary serves at http://{host}:{}/", address.port());
}
