//! What answers a request: the API below `/v1/`, the published site everywhere else.

use async_trait::async_trait;
use http::header::{CACHE_CONTROL, HeaderValue, LOCATION, STRICT_TRANSPORT_SECURITY};
use http::{Method, StatusCode};
use lockstep_dev::{Api, Handler, InProcess, Request, Response, SecurityHeaders, Site, SystemSurroundings};
use lockstep_gateway::{Address, Gateway, Stage};
use plenary_app::App;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that is served at one port.
#[derive(Debug)]
pub struct Front {
    app: Arc<App>,
    api: Api,
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
    pub fn new(app: Arc<App>, site: impl Into<PathBuf>, transport: Transport) -> anyhow::Result<Self> {
        let functions = plenary_api::functions(Arc::clone(&app));
        let stage = Stage {
            name: "dev".to_owned(),
            variables: vec![("env".to_owned(), "dev".to_owned())],
            deployment_id: "local1".to_owned(),
        };
        let version = functions.version();
        let address = Address::BasePath(format!("v{}", version.number));
        let api = lockstep_gateway::Api::from_version(version, address, stage)?;
        let invoke = Arc::new(InProcess::new([functions]));
        let gateway = Gateway::new(vec![api], invoke, Arc::new(SystemSurroundings))?;
        let security = SecurityHeaders::default();
        let security = match transport {
            Transport::Plain => security,
            Transport::Tls => {
                security.with(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"))
            }
        };
        let site = Site::new(site).immutable("/r/").immutable("/assets/");
        Ok(Self { app, api: Api::new(gateway), site, security })
    }

    /// The way from the root to the only conference there is; none when there are several, or none.
    async fn only_conference(&self) -> Option<Response> {
        let conferences = self.app.conferences().await;
        let conferences = conferences
            .inspect_err(|error| tracing::error!(%error, "the conferences cannot be listed"))
            .ok()?;
        let [only] = conferences.as_slice() else { return None };
        let mut response = Response::default();
        *response.status_mut() = StatusCode::FOUND;
        // Tomorrow there may be two.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let target = HeaderValue::try_from(format!("/{}/schedule", only.slug)).ok()?;
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
