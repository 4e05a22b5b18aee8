//! A small API with one method, for cases that show one rule: what is sent, what reaches the backend, what comes back.

use crate::api::Unusable;
use crate::functions::{Description, Functions};
use crate::surroundings::Repeatable;
use async_trait::async_trait;
use lockstep_gateway::{
    Address, Api, ApiDefinition, Gateway, Headers, HttpRequest, HttpResponse, IntegrationDefinition,
    IntegrationResponseDefinition, IntegrationTarget, MethodDefinition, Outbound, OutboundError,
    OutboundRequest, OutboundResponse, Scheme, Stage, UsageDefinition,
};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

/// The backend's URL.
const BACKEND: &str = "https://backend.example.com/";

/// A server that keeps what it gets and answers what it is told.
#[derive(Debug)]
struct Backend {
    answer: Result<OutboundResponse, OutboundError>,
    got: Mutex<Option<Vec<u8>>>,
}

#[async_trait]
impl Outbound for Backend {
    async fn send(&self, request: OutboundRequest) -> Result<OutboundResponse, OutboundError> {
        if let Ok(mut got) = self.got.lock() {
            *got = Some(request.body.to_vec());
        }
        self.answer.clone()
    }
}

/// What there is to try.
pub struct Bench {
    pub definition: ApiDefinition,
    pub usage: UsageDefinition,
    pub functions: Vec<Description>,
    /// What the backend answers.
    pub answer: Result<OutboundResponse, OutboundError>,
}

/// What came of a try.
pub struct Tried {
    /// The body that reached the backend.
    pub got: Option<Vec<u8>>,
    /// The answer.
    pub response: HttpResponse,
}

impl Bench {
    /// `POST` at a path, answered by the backend.
    pub fn new(path: &str) -> Self {
        let target = IntegrationTarget::Http { verb: "POST".to_owned(), uri: BACKEND.to_owned() };
        let mut bench = Self {
            definition: ApiDefinition { place: "case".to_owned(), ..Default::default() },
            usage: UsageDefinition::default(),
            functions: Vec::new(),
            answer: Ok(OutboundResponse { status: 200, headers: Headers::new(), body: "".into() }),
        };
        bench.add(path, "POST", target);
        bench
    }

    /// The same answered by something else.
    pub fn answered_by(path: &str, target: IntegrationTarget) -> Self {
        let mut bench = Self::new(path);
        bench.method().integration.target = target;
        bench
    }

    /// Adds a method with one response, 200.
    pub fn add(&mut self, path: &str, verb: &str, target: IntegrationTarget) {
        let mut integration = IntegrationDefinition::new(target);
        integration.responses.push(IntegrationResponseDefinition { status: 200, ..Default::default() });
        let mut method = MethodDefinition::new(format!("{verb} {path}"), verb, integration);
        method.responses.insert(200, lockstep_gateway::MethodResponseDefinition::default());
        self.definition.resource(path).methods.push(method);
    }

    /// The first method.
    pub fn method(&mut self) -> &mut MethodDefinition {
        &mut self.definition.resources[0].methods[0]
    }

    /// Sends requests one after the other; what came of the last.
    ///
    /// # Errors
    /// The gateway does not take the API.
    pub fn send(&self, requests: &[HttpRequest]) -> Result<Tried, Unusable> {
        let backend = Arc::new(Backend { answer: self.answer.clone(), got: Mutex::default() });
        let api = Api::new(&self.definition, 1, Address::Stage, Stage::new("test"))?.with_id("api0123456");
        let gateway =
            Gateway::new(vec![api], Functions::new(&self.functions), Arc::new(Repeatable::default()))?
                .with_outbound(backend.clone())
                .with_usage(&self.usage)?;
        let mut last = HttpResponse { status: 0, headers: Headers::new(), body: "".into() };
        for request in requests {
            last = futures_executor::block_on(gateway.answer(request.clone()));
        }
        let got = backend.got.lock().ok().and_then(|got| got.clone());
        Ok(Tried { got, response: last })
    }
}

/// A request without any header of a client's own.
pub fn bare(verb: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpRequest {
    let own = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    HttpRequest {
        method: verb.to_owned(),
        target: format!("/test{target}"),
        protocol: "HTTP/1.1",
        headers: own.collect(),
        body: body.to_vec().into(),
        source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
        scheme: Scheme::Https,
        port: 443,
    }
}
