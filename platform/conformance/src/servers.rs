//! The servers that cases call, behind [`Outbound`]: what each of them answers is known from its kind.

mod echo;
mod function_url;
mod httpbin;
mod petstore;

use crate::functions::Description;
use async_trait::async_trait;
use echo::Echo;
use function_url::FunctionUrl;
use lockstep_gateway::{Headers, Outbound, OutboundError, OutboundRequest, OutboundResponse};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use url::Url;

pub use echo::EchoedHeaders;

/// One server.
#[derive(Debug)]
enum Server {
    Httpbin,
    Petstore,
    Echo(Echo),
    FunctionUrl(FunctionUrl),
    /// Nobody knows what it answers.
    Unknown(String),
}

/// The servers of a case, by host.
#[derive(Debug)]
pub struct Servers {
    by_host: HashMap<String, Server>,
    echoed: EchoedHeaders,
    problems: Mutex<Vec<String>>,
}

impl Servers {
    /// The servers of a case: the URLs of its functions, and those that every case can call.
    pub fn new(function_urls: &[(String, Description)], echoed: EchoedHeaders) -> Arc<Self> {
        let mut by_host = HashMap::new();
        for (url, description) in function_urls {
            let Some(host) = host(url) else { continue };
            let words = description.behind_url().unwrap_or(&description.words);
            let server = if let Some(function) = FunctionUrl::understand(words, echoed) {
                Server::FunctionUrl(function)
            } else {
                let name = &description.name;
                Server::Unknown(format!(
                    "it is not known what the URL of the function `{name}` answers: {words:?}"
                ))
            };
            by_host.insert(host, server);
        }
        Arc::new(Self { by_host, echoed, problems: Mutex::default() })
    }

    /// What was called and not understood.
    pub fn problems(&self) -> Vec<String> {
        self.problems.lock().map(|problems| problems.clone()).unwrap_or_default()
    }

    fn answer(&self, request: &OutboundRequest) -> Result<OutboundResponse, OutboundError> {
        let url = Url::parse(&request.url).map_err(|problem| OutboundError::BadUrl {
            url: request.url.clone(),
            problem: problem.to_string(),
        })?;
        let host = url.host_str().unwrap_or_default().to_lowercase();
        let found = self.by_host.get(&host);
        let named;
        let server = if let Some(server) = found {
            server
        } else {
            named = by_name(&host, self.echoed)
                .ok_or_else(|| OutboundError::Unreachable(format!("no such host: {host}")))?;
            &named
        };
        match server {
            Server::Httpbin => Ok(httpbin::answer(request, &url)),
            Server::Petstore => Ok(petstore::answer(request, &url)),
            Server::Echo(echo) => Ok(echo.answer(request, &url)),
            Server::FunctionUrl(function) => Ok(function.answer(request, &url)),
            Server::Unknown(problem) => {
                if let Ok(mut problems) = self.problems.lock() {
                    problems.push(problem.clone());
                }
                Err(OutboundError::Unreachable(problem.clone()))
            }
        }
    }
}

/// Public servers, and those whose name says what they are.
fn by_name(host: &str, echoed: EchoedHeaders) -> Option<Server> {
    if host.contains("httpbin") {
        Some(Server::Httpbin)
    } else if host.starts_with("petstore.") {
        Some(Server::Petstore)
    } else if host.contains("echo") {
        Some(Server::Echo(Echo { headers: echoed }))
    } else {
        None
    }
}

fn host(url: &str) -> Option<String> {
    Some(Url::parse(url).ok()?.host_str()?.to_lowercase())
}

#[async_trait]
impl Outbound for Servers {
    async fn send(&self, request: OutboundRequest) -> Result<OutboundResponse, OutboundError> {
        self.answer(&request)
    }
}

/// Query parameters in order; a name may stand several times.
fn query(url: &Url) -> Vec<(String, String)> {
    url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Headers of a request as a server gets them, with those that the sender adds.
fn received(request: &OutboundRequest, url: &Url) -> Headers {
    let mut headers = request.headers.clone();
    let authority = url.host_str().map(|host| match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    });
    // A mapped `Host` is sent as it is.
    if !headers.contains("Host") {
        headers.add("Host", authority.unwrap_or_default());
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") || !request.body.is_empty() {
        headers.remove("Content-Length");
        headers.add("Content-Length", request.body.len().to_string());
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::{EchoedHeaders, Servers};
    use crate::functions::Description;
    use lockstep_gateway::{Headers, OutboundError, OutboundRequest};
    use std::time::Duration;

    fn request(url: &str) -> OutboundRequest {
        OutboundRequest {
            method: "POST".to_owned(),
            url: url.to_owned(),
            headers: Headers::new(),
            body: "hello".into(),
            timeout: Duration::from_secs(1),
        }
    }

    fn described(words: &str) -> Description {
        Description { name: "f".to_owned(), words: words.to_owned() }
    }

    #[test]
    fn servers_are_found_by_host() {
        let urls = [
            (
                "https://raw.example.com/".to_owned(),
                described("Lambda function URL: replies with the raw request body"),
            ),
            ("https://odd.example.com/".to_owned(), described("Lambda function URL: sings")),
        ];
        let servers = Servers::new(&urls, EchoedHeaders::All);
        assert_eq!(servers.answer(&request("https://raw.example.com/x")).unwrap().body, "hello");
        assert_eq!(servers.answer(&request("http://httpbin.org/status/418")).unwrap().status, 418);
        assert_eq!(servers.answer(&request("https://an-echo-server.example.com/")).unwrap().status, 200);
        let unreachable = servers.answer(&request("https://nowhere.example.com/"));
        assert!(matches!(unreachable, Err(OutboundError::Unreachable(_))));
        assert!(matches!(servers.answer(&request("::")), Err(OutboundError::BadUrl { .. })));
        assert!(servers.problems().is_empty());
        assert!(servers.answer(&request("https://odd.example.com/")).is_err());
        assert!(servers.problems()[0].contains("sings"));
    }
}
