//! The project's routes.

use crate::{App, Talks, Who};
use lockstep_function::{Answer, Error, Functions, FunctionsBuilder};
use lockstep_route::Version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub const SETTINGS: &str = r#"{ "title": "Talks" }"#;

const PAIRS: &[(&str, &str)] = &[
    (
        "talks/echo",
        r#"{ "method": "GET", "path": "/echo/{word}", "summary": "Gives back what it got", "access": "public",
             "responses": { "200": { "headers": { "Cache-Control": "'public, max-age=60'", "Vary": "'Accept'" } } } }"#,
    ),
    (
        "talks/store",
        r#"{ "method": "POST", "path": "/echo/{word}", "summary": "Stores", "access": "talks.edit",
             "responses": { "201": {} } }"#,
    ),
    ("talks/me", r#"{ "method": "ANY", "path": "/me", "summary": "Who calls", "access": "signed-in" }"#),
    (
        "talks/fail",
        r#"{ "method": "GET", "path": "/fail/{how}", "summary": "Fails", "access": "public", "responses": {
             "404": { "selectionPattern": "no such .*", "headers": { "X-Reason": "'missing'" } },
             "409": { "selectionPattern": "taken|gone" } } }"#,
    ),
];

/// The version that the routes make.
pub fn version(settings: &str) -> Version {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("v1");
    std::fs::create_dir_all(folder.join("talks")).expect("a folder is made");
    std::fs::write(folder.join("api.json"), settings).expect("a file is written");
    for (source, json) in PAIRS {
        std::fs::write(folder.join(format!("{source}.json")), json).expect("a file is written");
        std::fs::write(folder.join(format!("{source}.rs")), "").expect("a file is written");
    }
    Version::read(&folder).expect("nothing is wrong")
}

/// What a build script would write for them.
pub fn builder(version: Version) -> FunctionsBuilder<Talks> {
    Functions::builder(version)
        .route::<EchoRequest, Answer<Echo>, _>("talks/echo", |app, caller, request| {
            Box::pin(echo(app, caller, request))
        })
        .route::<StoreRequest, Value, _>("talks/store", |app, caller, request| {
            Box::pin(store(app, caller, request))
        })
        .route::<Nothing, Reply, _>("talks/me", |app, caller, request| Box::pin(me(app, caller, request)))
        .route::<FailRequest, Reply, _>("talks/fail", |app, caller, request| {
            Box::pin(fail(app, caller, request))
        })
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    Small,
    Large,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Name(String);

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    None,
    Number(u32),
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct EchoRequest {
    /// What is given back.
    word: String,
    /// How often.
    times: Option<u32>,
    #[serde(default)]
    offset: i64,
    #[serde(default)]
    ratio: f64,
    #[serde(default)]
    loud: bool,
    size: Option<Size>,
    name: Option<Name>,
    #[serde(default)]
    tag: Vec<String>,
    #[serde(default)]
    number: Vec<u8>,
    /// Whatever it is.
    any: Option<Value>,
    /// Cannot stand in a query.
    slot: Option<Slot>,
    choice: Option<Choice>,
}

/// Everything the handler got.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Echo {
    word: String,
    times: Option<u32>,
    offset: i64,
    ratio: f64,
    loud: bool,
    size: Option<Size>,
    name: Option<Name>,
    tag: Vec<String>,
    number: Vec<u8>,
    any: Option<Value>,
    slot: Option<Slot>,
    choice: Option<Choice>,
    greeting: String,
}

async fn echo(app: &App, _: Who, request: EchoRequest) -> Result<Answer<Echo>, Error> {
    tokio::task::yield_now().await;
    let EchoRequest { word, times, offset, ratio, loud, size, name, tag, number, any, slot, choice } =
        request;
    let quiet = word == "quiet";
    let greeting = app.greeting.clone();
    let answer = Answer::new(Echo {
        word,
        times,
        offset,
        ratio,
        loud,
        size,
        name,
        tag,
        number,
        any,
        slot,
        choice,
        greeting,
    });
    Ok(if quiet { answer.header("cache-control", "no-store") } else { answer })
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Slot {
    start: u32,
    size: Option<Size>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct StoreRequest {
    word: String,
    title: String,
    #[serde(default)]
    slots: Vec<Slot>,
    size: Option<Size>,
    main: Option<Slot>,
    name: Option<Name>,
    any: Option<Value>,
    #[serde(default)]
    loud: bool,
    count: Option<u64>,
}

async fn store(_: &App, who: Who, request: StoreRequest) -> Result<Value, Error> {
    tokio::task::yield_now().await;
    let StoreRequest { word, title, slots, size, main, name, any, loud, count } = request;
    Ok(serde_json::json!({
        "by": who.name, "word": word, "title": title, "slots": slots, "size": size, "main": main, "loud": loud,
        "count": count, "name": name, "any": any,
    }))
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Nothing {}

/// This route's own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reply {
    name: Option<String>,
}

async fn me(_: &App, who: Who, _: Nothing) -> Result<Reply, Error> {
    tokio::task::yield_now().await;
    Ok(Reply { name: who.name })
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct FailRequest {
    how: String,
}

/// An error of the project's own.
#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
struct Full(#[source] std::io::Error);

fn full() -> Full {
    Full(std::io::Error::other("no space left"))
}

async fn fail(_: &App, _: Who, request: FailRequest) -> Result<Reply, Error> {
    tokio::task::yield_now().await;
    Err(match request.how.as_str() {
        "internal" => Error::internal(full()).log("while storing"),
        "unavailable" => Error::unavailable(full()).header("Retry-After", "5"),
        "conflict" => Error::conflict("somebody was faster").member("version", 3),
        "pattern" => Error::message("no such talk: 7"),
        "pattern-part" => Error::message("well, no such talk: 7"),
        "alternatives" => Error::bad_request("gone"),
        "not-alternatives" => Error::bad_request("gone away"),
        "text-panic" => panic!("lost my mind"),
        "formatted-panic" => panic!("lost my {}", request.how),
        "other-panic" => std::panic::panic_any(7),
        _ => Error::forbidden("not you"),
    })
}
