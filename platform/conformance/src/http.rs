//! Cases of whole requests: an API, a request, what is expected of the answer.

use crate::api::{Frozen, Unusable, definition, stage};
use crate::case::Case;
use crate::compare::{Expectation, Recorded};
use crate::functions::{Description, Functions};
use crate::outcome::{Difference, Outcome};
use crate::reference::resolved;
use crate::request::request;
use crate::servers::{EchoedHeaders, Servers};
use crate::support::refusal;
use crate::surroundings::Repeatable;
use crate::usage::usage;
use lockstep_gateway::{Address, Api, Gateway, HttpRequest, HttpResponse};
use serde_json::Value;
use std::io::Read as _;
use std::sync::Arc;

/// The account of recordings.
const ACCOUNT: &str = "111111111111";

/// Sends the case's request to the case's API and compares the answer.
pub fn replay(case: &Case) -> Outcome {
    let input = resolved(&case.input);
    let expectations: Vec<Expectation> = match serde_json::from_value(resolved(&case.expected)) {
        Ok(expectations) => expectations,
        Err(problem) => return Outcome::failed(Difference::problem("expected", problem)),
    };
    let scene = match Scene::new(&input, &case.input, &case.expected) {
        Ok(scene) => scene,
        Err(unusable) => return outcome_of(unusable),
    };
    let request = match request(&input["request"], &scene.host) {
        Ok(request) => request,
        Err(problem) => return Outcome::failed(Difference::problem("input.request", problem)),
    };
    let response = scene.answer(request);
    let recorded: Vec<&Value> = expectations
        .iter()
        .filter(|expectation| expectation.from_snapshot.is_some() && expectation.path != "headers")
        .map(|expectation| &expectation.value)
        .collect();
    let mut comparison = Recorded::of(&recorded);
    for expectation in &expectations {
        expectation.check(&response, &mut comparison);
    }
    let mut differences = comparison.into_differences();
    // A function or server that was called and not understood makes the case fail, whatever the answer.
    for problem in scene.problems() {
        differences.push(Difference::problem("input.lambdas", problem));
    }
    Outcome::of(differences)
}

/// What becomes of a case whose API cannot be served.
pub fn outcome_of(unusable: Unusable) -> Outcome {
    match unusable {
        Unusable::Case(place, problem) => Outcome::failed(Difference::problem(place, problem)),
        Unusable::Load(errors) => refusal(&errors).map_or_else(
            || Outcome::failed(Difference::new("input.api", "an API that can be served", errors.to_string())),
            Outcome::Skipped,
        ),
    }
}

/// A gateway with the API, functions and servers of a case.
pub struct Scene {
    gateway: Gateway,
    functions: Arc<Functions>,
    servers: Arc<Servers>,
    /// The host of the API.
    pub host: String,
}

impl Scene {
    fn new(input: &Value, unresolved: &Value, expected: &Value) -> Result<Self, Unusable> {
        let definition = definition(&Frozen::read(&input["api"])?)?;
        let id = api_id(unresolved);
        let stage = stage(input)?;
        let mut usage = usage(&input["other_calls_before"])?;
        // Of all stages that a case's calls make, one is asked.
        for plan in &mut usage.plans {
            plan.stages.retain(|covered| covered.api == id && covered.stage == stage.name());
        }
        let api = Api::new(&definition, 1, Address::Stage, stage)?;
        let descriptions = Description::all(input);
        let urls = function_urls(input, unresolved, &descriptions);
        let servers = Servers::new(&urls, EchoedHeaders::of_recorded(expected));
        let functions = Functions::new(&descriptions);
        let api = api.with_id(id.as_str()).with_account_id(ACCOUNT);
        let gateway = Gateway::new(vec![api], functions.clone(), Arc::new(Repeatable::default()))?
            .with_outbound(servers.clone())
            .with_usage(&usage)?;
        Ok(Self { gateway, functions, servers, host: format!("{id}.execute-api.us-east-1.amazonaws.com") })
    }

    /// The answer to a request, with what a server adds to it.
    pub fn answer(&self, request: HttpRequest) -> HttpResponse {
        let closes =
            request.headers.get("Connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        let mut response = futures_executor::block_on(self.gateway.answer(request));
        for name in ["Content-Length", "Date", "Connection"] {
            response.headers.remove(name);
        }
        response.headers.add("Content-Length", response.body.len().to_string());
        decompress(&mut response);
        response.headers.add("Date", "Tue, 24 Nov 2026 09:00:00 GMT");
        response.headers.add("Connection", if closes { "close" } else { "keep-alive" });
        response
    }

    /// Functions and servers that were called and not understood.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = self.functions.problems();
        problems.extend(self.servers.problems());
        problems
    }
}

/// Takes compression off, as the client does before it shows a body.
fn decompress(response: &mut HttpResponse) {
    if response.headers.get("Content-Encoding").is_none_or(|coding| !coding.eq_ignore_ascii_case("gzip")) {
        return;
    }
    let mut plain = Vec::new();
    if flate2::read::MultiGzDecoder::new(&response.body[..]).read_to_end(&mut plain).is_ok() {
        response.body = plain.into();
    }
}

/// The API's identity: that of the call which made it, known by the reference to its first resource.
fn api_id(unresolved: &Value) -> String {
    let text = unresolved["api"]["resources"].to_string();
    let call = text.split_once(".rootResourceId}}").and_then(|(before, _)| before.rsplit_once("{{"));
    let reference = call.map_or_else(|| "{{c1.id}}".to_owned(), |(_, call)| format!("{{{{{call}.id}}}}"));
    resolved(&reference.into()).as_str().unwrap_or_default().to_owned()
}

/// The URLs of functions: the references to them, in the order of their calls, belong to the functions for which such URLs were
/// made.
fn function_urls(
    input: &Value,
    unresolved: &Value,
    descriptions: &[Description],
) -> Vec<(String, Description)> {
    let text = unresolved.to_string();
    let mut references: Vec<(u32, &str)> = text
        .split("{{")
        .skip(1)
        .filter_map(|part| Some(part.split_once("}}")?.0))
        .filter(|name| name.ends_with(".FunctionUrl"))
        .map(|name| {
            (
                name.trim_start_matches('c')
                    .split('.')
                    .next()
                    .and_then(|call| call.parse().ok())
                    .unwrap_or(0),
                name,
            )
        })
        .collect();
    references.sort_unstable();
    references.dedup();
    let calls = input["other_calls_before"].as_array().into_iter().flatten();
    let made: Vec<&str> = calls
        .filter(|call| call["op"] == "create_function_url_config")
        .filter_map(|call| call["params"]["FunctionName"].as_str())
        .collect();
    let with_url = |name: &&str| descriptions.iter().find(|description| description.name == **name).cloned();
    let mut functions: Vec<Description> = made.iter().filter_map(with_url).collect();
    if functions.len() < references.len() {
        functions =
            descriptions.iter().filter(|description| description.behind_url().is_some()).cloned().collect();
    }
    let url = |name: &str| {
        let url = resolved(&Value::from(format!("{{{{{name}}}}}")));
        url.as_str().unwrap_or_default().to_owned()
    };
    references.into_iter().map(|(_, name)| url(name)).zip(functions).collect()
}
