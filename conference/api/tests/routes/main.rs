//! Version 1, asked by address: the tests stand in the tree of its URLs.

mod conferences;
mod conform;
mod contract;
mod fixture;
mod releases;
mod schedule;
mod sessions;
mod speakers;

use lockstep_function::{Functions, InvocationContext};
use lockstep_route::{PathTemplate, Segment};
use plenary_app::App;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Version 1 over an app.
struct Api {
    functions: Functions,
    contract: Value,
}

/// What came back.
struct Reply {
    status: u64,
    headers: Value,
    body: Value,
}

impl Api {
    fn over(app: App) -> Self {
        let contract = serde_json::from_str(&plenary_api::contract()).expect("a document");
        Self { functions: plenary_api::functions(Arc::new(app)), contract }
    }

    /// Asks as API Gateway would for this URL, and compares what comes back with the contract.
    async fn get(&self, url: &str) -> Reply {
        self.get_with(url, json!({})).await
    }

    async fn get_with(&self, url: &str, headers: Value) -> Reply {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let version = plenary_api::version();
        let (function, resource, parameters) = version
            .endpoints()
            .find_map(|(function, _, endpoint)| {
                Some((function.name.clone(), endpoint.path.to_string(), parameters(&endpoint.path, path)?))
            })
            .unwrap_or_else(|| panic!("no route for {path}"));
        let mut values: Map<String, Value> = Map::new();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let of_name = values.entry(name).or_insert_with(|| json!([]));
            of_name.as_array_mut().expect("a list").push(value.into());
        }
        let event = json!({
            "resource": resource, "path": path, "httpMethod": "GET", "headers": headers,
            "pathParameters": parameters, "multiValueQueryStringParameters": values,
            "requestContext": { "requestId": "request-1" },
        });
        let mut reply =
            self.functions.invoke(&function, event, InvocationContext::new("1")).await.expect("a reply");
        let status = reply["statusCode"].as_u64().expect("a status");
        let body: Value = match reply["body"].as_str().expect("a text") {
            "" => Value::Null,
            text => serde_json::from_str(text).expect("JSON"),
        };
        conform::check(&self.contract, &resource, status, &body);
        Reply { status, headers: reply["headers"].take(), body }
    }

    /// The body of a success.
    async fn ok(&self, url: &str) -> Value {
        let reply = self.get(url).await;
        assert_eq!(reply.status, 200, "{url}: {}", reply.body);
        reply.body
    }

    /// The status and the detail of an error.
    async fn refused(&self, url: &str) -> (u64, String) {
        let reply = self.get(url).await;
        assert_eq!(reply.headers["Content-Type"], "application/problem+json", "{url}: {}", reply.body);
        (reply.status, reply.body["detail"].as_str().expect("a text").to_owned())
    }
}

/// The parameters of a path that fits a template.
fn parameters(template: &PathTemplate, path: &str) -> Option<Map<String, Value>> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let mut parameters = Map::new();
    for (segment, part) in template.segments().iter().zip(&parts) {
        match segment {
            Segment::Fixed(text) if text != part => return None,
            Segment::Fixed(_) => {}
            Segment::Variable(name) | Segment::Greedy(name) => {
                parameters.insert(name.clone(), (*part).into());
            }
        }
    }
    (template.segments().len() == parts.len()).then_some(parameters)
}

/// One member of each item of a list.
fn each(body: &Value, member: &str) -> Vec<String> {
    let items = body["items"].as_array().expect("items");
    items.iter().map(|item| item[member].as_str().expect("a text").to_owned()).collect()
}
