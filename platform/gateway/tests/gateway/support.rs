//! A gateway with a fixed clock, fixed identifiers and functions that are closures.

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use lockstep_gateway::{
    Address, Api, ApiDefinition, Gateway, HttpRequest, HttpResponse, IntegrationDefinition,
    IntegrationTarget, Invocation, Invoke, InvokeError, LoadErrors, MethodDefinition, Payload, Scheme, Stage,
    Surroundings,
};
use lockstep_route::Cors;
use serde_json::{Value, json};
use std::sync::Arc;

pub struct Fixed;

impl Surroundings for Fixed {
    fn now(&self) -> Timestamp {
        "2030-01-02T03:04:05.678Z".parse().expect("a time")
    }
    fn random(&self) -> [u8; 16] {
        [0x11; 16]
    }
}

pub struct Function<F>(pub F);

#[async_trait]
impl<F> Invoke for Function<F>
where
    F: Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync,
{
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        (self.0)(invocation).map(Payload::Value)
    }
}

/// The event of an invocation.
pub fn event(invocation: &Invocation) -> Value {
    invocation.event.clone().into_value().expect("an event is JSON")
}

/// Replies with the event it got.
pub fn echo(invocation: Invocation) -> Result<Value, InvokeError> {
    match invocation.event.into_value().expect("an event is JSON") {
        Value::Null => Err(InvokeError::Failed(json!({ "errorMessage": "there is no event" }))),
        event => Ok(json!({ "body": event.to_string() })),
    }
}

pub fn function() -> IntegrationDefinition {
    let target = IntegrationTarget::FunctionProxy { function: "echo".to_owned(), verb: "POST".to_owned() };
    IntegrationDefinition::new(target)
}

pub fn stage(variables: &[(&str, &str)]) -> Stage {
    let stage = Stage::new("dev").deployment_id("abc123");
    variables.iter().fold(stage, |stage, (name, value)| stage.variable(*name, *value))
}

/// Puts a definition together, a method a line.
#[derive(Default)]
pub struct Definition(pub ApiDefinition);

impl Definition {
    pub fn method(mut self, path: &str, verb: &str, integration: IntegrationDefinition) -> Self {
        let method = MethodDefinition::new("test", verb, integration);
        self.0.resource(path).methods.push(method);
        self
    }

    pub fn cors(self, cors: Cors) -> Self {
        self.with(|definition| definition.cors = Some(cors))
    }

    pub fn binary(self, media_type: &str) -> Self {
        self.with(|definition| definition.binary_media_types.push(media_type.to_owned()))
    }

    pub fn with(mut self, set: impl FnOnce(&mut ApiDefinition)) -> Self {
        set(&mut self.0);
        self
    }

    pub fn load(&self, stage: Stage) -> Result<Api, LoadErrors> {
        Ok(Api::new(&self.0, 1, Address::Stage, stage)?.with_id("api1234567"))
    }
}

pub fn definition() -> Definition {
    Definition(ApiDefinition { place: "api.json".to_owned(), ..ApiDefinition::default() })
}

pub fn gateway(
    definition: Definition,
    function: impl Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync + 'static,
) -> Gateway {
    let Definition(definition) = definition;
    let api = Api::new(&definition, 1, Address::Stage, stage(&[])).expect("an API");
    serve(api.with_id("api1234567"), function)
}

pub fn serve(
    api: Api,
    function: impl Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync + 'static,
) -> Gateway {
    Gateway::new(vec![api], Arc::new(Function(function)), Arc::new(Fixed)).expect("a gateway")
}

pub fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpRequest {
    HttpRequest {
        method: method.to_owned(),
        target: target.to_owned(),
        protocol: "HTTP/1.1",
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: Bytes::copy_from_slice(body),
        source_ip: [192, 0, 2, 7].into(),
        scheme: Scheme::Http,
        port: 3000,
    }
}

pub async fn send(gateway: &Gateway, method: &str, target: &str) -> HttpResponse {
    gateway.answer(request(method, target, &[], b"")).await
}

pub fn body(response: &HttpResponse) -> Value {
    serde_json::from_slice(&response.body).expect("JSON")
}
