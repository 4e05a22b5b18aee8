//! What answers a request: the API below `/v1/`, the published site everywhere else.

use async_trait::async_trait;
use http::header::{CACHE_CONTROL, HeaderValue, LOCATION, STRICT_TRANSPORT_SECURITY};
use http::{Method, StatusCode};
use lockstep_dev::{Api, Handler, InProcess, Request, Response, SecurityHeaders, Site, SystemSurroundings};
use lockstep_gateway::{Address, Gateway, Scheme, Stage};
use plenary_app::App;
use plenary_publish::Directory;
use std::sync::Arc;

/// Everything that is served at one port.
#[derive(Debug)]
pub struct Front {
    api: Api,
    directory: Arc<Directory>,
    site: Site,
    security: SecurityHeaders,
}

/// How visitors reach the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Without TLS, as on a workstation.
    Plain,
    /// By TLS, which a proxy before the server takes off; browsers are told never to come without.
    Tls,
}

impl Front {
    /// A front for an application and its published site.
    pub fn new(app: Arc<App>, directory: Directory, transport: Transport) -> anyhow::Result<Self> {
        let functions = plenary_api::functions(app);
        let stage = Stage::new("dev").variable("env", "dev");
        let version = functions.version();
        let address = Address::BasePath(format!("v{}", version.number));
        let api = lockstep_gateway::Api::from_version(version, address, stage)?;
        let invoke = Arc::new(InProcess::new([functions]));
        let api = Api::new(Gateway::new(vec![api], invoke, Arc::new(SystemSurroundings))?);
        let security = SecurityHeaders::default();
        let (api, security) = match transport {
            Transport::Plain => (api, security),
            Transport::Tls => (
                api.reached_by(Scheme::Https, 443),
                security.with(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")),
            ),
        };
        let site = Site::new(directory.site()).immutable("/r/").immutable("/assets/");
        Ok(Self { api, directory: Arc::new(directory), site, security })
    }

    /// The way from the root to the only conference there is; none when there are several, or none. Read from what is
    /// published, as pages are: it leads to no page that is not there yet, and needs no store.
    async fn only_conference(&self) -> Option<Response> {
        let directory = Arc::clone(&self.directory);
        let only = tokio::task::spawn_blocking(move || directory.only_conference()).await;
        let slug = only.inspect_err(|error| tracing::error!(%error, "the site cannot be read")).ok()??;
        let mut response = Response::default();
        *response.status_mut() = StatusCode::FOUND;
        // Tomorrow there may be two.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let target = HeaderValue::try_from(format!("/{slug}/schedule")).ok()?;
        response.headers_mut().insert(LOCATION, target);
        Some(response)
    }

    async fn answer(&self, request: Request) -> Response {
        if self.api.serves(&request) {
            return self.api.handle(request).await;
        }
        let reading = matches!(request.head.method, Method::GET | Method::HEAD);
        if reading
            && request.head.uri.path() == "/"
            && let Some(response) = self.only_conference().await
        {
            return response;
        }
        self.site.handle(request).await
    }
}

#[async_trait]
impl Handler for Front {
    async fn handle(&self, request: Request) -> Response {
        let mut response = self.answer(request).await;
        self.security.apply(response.headers_mut());
        response
    }
}

#[cfg(test)]
mod tests {
    use super::{Front, Transport};
    use crate::data::DataDirectory;
    use http::header::LOCATION;
    use plenary_formats::Addresses;
    use plenary_publish::{RootInput, Shell};
    use std::fs;

    #[tokio::test]
    async fn the_root_leads_where_the_published_site_says() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::new(folder.path());
        // The store knows of no conference: it is not asked.
        let app = data.open().unwrap();
        let front = Front::new(app, data.site(), Transport::Plain).unwrap();
        assert!(front.only_conference().await.is_none());
        let (shell, addresses) = (Shell::plain(), Addresses::new("http://localhost"));
        let stamp = RootInput { conferences: &[], shell: &shell, addresses: &addresses }.stamp();
        data.site().put_root(&[], &stamp, Some(&"tiny".parse().unwrap())).unwrap();
        assert!(front.only_conference().await.is_none(), "its schedule is not there yet");
        fs::create_dir_all(folder.path().join("site/tiny")).unwrap();
        fs::write(folder.path().join("site/tiny/schedule.html"), "").unwrap();
        let response = front.only_conference().await.unwrap();
        assert_eq!(response.headers()[LOCATION], "/tiny/schedule");
    }
}
