//! The same functions in process and as processes over the Runtime API: the same requests get the same answers.

use async_trait::async_trait;
use jiff::Timestamp;
use lockstep_dev::{InProcess, ProcessFunction, ProcessLimits, Processes, TracingLog};
use lockstep_function::{Anonymous, Answer, Error, Functions, Head, PreambleError, Project};
use lockstep_gateway::{
    Address, Api, Gateway, HttpRequest, HttpResponse, Invocation, InvocationKind, Invoke, InvokeError,
    Payload, Scheme, Stage, Surroundings,
};
use lockstep_route::Version;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Counts the notes that were taken.
static NOTES: AtomicUsize = AtomicUsize::new(0);
/// Counts the notes that took their time.
static SLOW_NOTES: AtomicUsize = AtomicUsize::new(0);

struct Talks;

impl Project for Talks {
    type App = String;
    type Caller = Anonymous;
    async fn identify(_: &String, head: &Head<'_>) -> Result<Anonymous, Error> {
        match head.header("x-who") {
            Some("stranger") => Err(Error::unauthorized("your session has ended")),
            Some("trouble") => panic!("nobody knows who this is"),
            _ => Ok(Anonymous),
        }
    }
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Note {
    text: String,
    times: Option<usize>,
}

#[derive(serde::Serialize, schemars::JsonSchema)]
struct Reply {
    text: String,
}

async fn note(app: &String, _: Anonymous, note: Note) -> Result<Answer<Reply>, Error> {
    match note.text.as_str() {
        "panic" => panic!("there is no such note"),
        "conflict" => return Err(Error::conflict("it is there already").member("at", 7)),
        "internal" => return Err(Error::internal("the disk is on fire")),
        "message" => return Err(Error::message("not_found: talk 7")),
        "slow" => {
            tokio::time::sleep(Duration::from_millis(300)).await;
            SLOW_NOTES.fetch_add(1, Ordering::Relaxed);
        }
        "sleep" => tokio::time::sleep(Duration::from_secs(30)).await,
        _ => {}
    }
    NOTES.fetch_add(1, Ordering::Relaxed);
    let text = format!("{app}: {}", note.text.repeat(note.times.unwrap_or(1)));
    Ok(Answer::new(Reply { text }).header("X-Own", "caf\u{e9}"))
}

fn version() -> Version {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let v1 = folder.path().join("v1");
    fs::create_dir(&v1).expect("a folder");
    let pair = |method: &str, path: &str, function: &str| {
        format!(
            r#"{{ "method": "{method}", "path": "{path}", "summary": "Notes", "access": "public", "function": {function},
                "responses": {{ "404": {{ "selectionPattern": "not_found.*" }} }} }}"#
        )
    };
    let settings = r#"{ "title": "Notes", "binaryTypes": ["application/json"] }"#;
    for (name, content) in [
        ("api.json", settings.to_owned()),
        ("note.rs", String::new()),
        ("note.json", pair("POST", "/notes", r#"{ "memory": 1024 }"#)),
        ("hurry.rs", String::new()),
        ("hurry.json", pair("GET", "/hurry/{text}", r#"{ "memory": 1024, "timeout": 2 }"#)),
    ] {
        fs::write(v1.join(name), content).expect("a file");
    }
    Version::read(&v1).expect("a version")
}

fn functions(preamble: Result<Arc<String>, PreambleError>) -> Functions {
    Functions::builder::<Talks>(version())
        .route::<Note, Answer<Reply>, _>("note", |app, caller, request| Box::pin(note(app, caller, request)))
        .route::<Note, Answer<Reply>, _>("hurry", |app, caller, request| Box::pin(note(app, caller, request)))
        .build(async { preamble })
        .expect("functions")
}

fn preamble(outcome: Option<&str>) -> Result<Arc<String>, PreambleError> {
    match outcome {
        Some(reason) => Err(reason.into()),
        None => Ok(Arc::new("Noted".to_owned())),
    }
}

/// The program that the processes run: this very test program, told to run this test alone.
#[tokio::test]
#[ignore = "runs as a function's program only"]
async fn bootstrap() {
    let reason = std::env::var("PREAMBLE_FAILS").ok();
    let ended = lockstep_function::runtime::run(functions(preamble(reason.as_deref()))).await;
    println!("ended: {}", ended.unwrap_err());
}

/// The functions as processes, and the folder of their program.
fn processes(preamble_fails: Option<&str>) -> (TempDir, Processes) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bootstrap = folder.path().join("bootstrap");
    let this = std::env::current_exe().expect("this program");
    let script =
        format!("#!/bin/sh\nexec '{}' --exact parity::bootstrap --ignored --nocapture\n", this.display());
    fs::write(&bootstrap, script).expect("a file");
    fs::set_permissions(&bootstrap, fs::Permissions::from_mode(0o755)).expect("permissions");
    let mut functions = ProcessFunction::of_version(&version(), &bootstrap);
    for function in &mut functions {
        if function.name == "note" {
            assert_eq!(function.timeout, Duration::from_secs(3), "Lambda's default");
            function.timeout = Duration::from_secs(20);
        }
        if let Some(reason) = preamble_fails {
            function.environment.insert("PREAMBLE_FAILS".to_owned(), reason.to_owned());
        }
    }
    (folder, Processes::new(functions, ProcessLimits::default(), Arc::new(TracingLog)))
}

struct Fixed;

impl Surroundings for Fixed {
    fn now(&self) -> Timestamp {
        "2030-01-02T03:04:05.678Z".parse().expect("a time")
    }
    fn random(&self) -> [u8; 16] {
        [0x11; 16]
    }
}

/// Calls a function and keeps what comes of it.
struct Kept<I>(I, std::sync::Mutex<Vec<Result<Value, InvokeError>>>);

#[async_trait]
impl<I: Invoke> Invoke for Kept<I> {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        let outcome = self.0.invoke(invocation).await;
        let kept = outcome.clone().map(|reply| reply.into_value().expect("a reply is JSON"));
        self.1.lock().expect("a lock").push(kept);
        outcome
    }
}

struct Host<I> {
    invoke: Arc<Kept<I>>,
    gateway: Gateway,
}

impl<I: Invoke + 'static> Host<I> {
    fn new(invoke: I) -> Self {
        let invoke = Arc::new(Kept(invoke, std::sync::Mutex::default()));
        let api = Api::from_version(&version(), Address::BasePath("v1".to_owned()), Stage::new("dev"));
        let gateway =
            Gateway::new(vec![api.expect("an API")], Arc::clone(&invoke) as Arc<dyn Invoke>, Arc::new(Fixed));
        Self { invoke, gateway: gateway.expect("a gateway") }
    }

    /// What the gateway answers, and what the function gave it.
    async fn answer(&self, request: HttpRequest) -> (HttpResponse, Vec<Result<Value, InvokeError>>) {
        let response = self.gateway.answer(request).await;
        (response, std::mem::take(&mut *self.invoke.1.lock().expect("a lock")))
    }
}

fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpRequest {
    HttpRequest {
        method: method.to_owned(),
        target: target.to_owned(),
        protocol: "HTTP/1.1",
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: bytes::Bytes::copy_from_slice(body),
        source_ip: [192, 0, 2, 7].into(),
        scheme: Scheme::Http,
        port: 3000,
    }
}

#[tokio::test]
async fn the_same_requests_get_the_same_answers() {
    let (_folder, processes) = processes(None);
    let apart = Host::new(processes);
    let within = Host::new(InProcess::new([functions(preamble(None))]));
    let note = |text: &str, times: usize| json!({ "text": text, "times": times }).to_string().into_bytes();
    let json: &[(&str, &str)] = &[("Content-Type", "application/json"), ("tEsT-HEADeR", "x")];
    let who = |name: &'static str| vec![("X-Who", name), ("Content-Type", "application/json")];
    let (stranger, trouble) = (who("stranger"), who("trouble"));
    let table = [
        ("a reply", request("POST", "/v1/notes?a=1&a=2", json, &note("\u{e4}\"\\\u{1f600}\n", 1)), 200),
        ("a long reply", request("POST", "/v1/notes", json, &note("x", 5_000_000)), 200),
        ("a reply that is too long", request("POST", "/v1/notes", json, &note("x", 7_000_000)), 502),
        ("a long event", request("POST", "/v1/notes", json, &note(&"x".repeat(4_000_000), 1)), 200),
        (
            "an event that is too long",
            request("POST", "/v1/notes", json, &note(&"x".repeat(5_000_000), 1)),
            500,
        ),
        ("an error", request("POST", "/v1/notes", json, &note("conflict", 1)), 409),
        ("an error of ours", request("POST", "/v1/notes", json, &note("internal", 1)), 500),
        ("an error by its message", request("POST", "/v1/notes", json, &note("message", 1)), 404),
        ("a panic", request("POST", "/v1/notes", json, &note("panic", 1)), 500),
        ("a panic before the handler", request("POST", "/v1/notes", &trouble, &note("a", 1)), 500),
        ("who is not let in", request("POST", "/v1/notes", &stranger, &note("a", 1)), 401),
        ("no JSON", request("POST", "/v1/notes", json, b"{"), 400),
        ("no UTF-8", request("POST", "/v1/notes", json, b"{\"text\": \"\xff\"}"), 400),
        (
            "text that is no JSON",
            request("POST", "/v1/notes", &[("Content-Type", "text/plain")], b"a=1"),
            415,
        ),
        ("nothing", request("POST", "/v1/notes", &[], b""), 400),
        ("a short time", request("GET", "/v1/hurry/up", &[], b""), 200),
        ("too long a time", request("GET", "/v1/hurry/sleep", &[], b""), 502),
        ("after that", request("GET", "/v1/hurry/up", &[], b""), 200),
    ];
    for (what, request, status) in table {
        let (here, there) = (within.answer(request.clone()).await, apart.answer(request).await);
        assert_eq!(here.0.status, status, "{what}: {}", String::from_utf8_lossy(&here.0.body));
        let short = |answer: &HttpResponse| format!("{answer:?}").chars().take(600).collect::<String>();
        assert!(here == there, "{what}: {} is not {}", short(&here.0), short(&there.0));
    }
}

#[tokio::test]
async fn a_preamble_that_fails_is_the_same_failure() {
    let reason = "the store is locked";
    let (_folder, processes) = processes(Some(reason));
    let apart = Host::new(processes);
    let within = Host::new(InProcess::new([functions(preamble(Some(reason)))]));
    let request = request("GET", "/v1/hurry/up", &[], b"");
    let (here, there) = (within.answer(request.clone()).await, apart.answer(request).await);
    assert_eq!(here, there);
    assert_eq!(here.0.status, 502);
    let error = json!({ "errorType": "Runtime.InitError", "errorMessage": "the preamble failed: the store is locked" });
    assert_eq!(here.1, [Err(InvokeError::Failed(error))]);
}

#[tokio::test]
async fn an_event_that_is_none_and_a_function_that_is_not_there() {
    let (_folder, processes) = processes(None);
    let within = InProcess::new([functions(preamble(None))]);
    let call = |event: Payload| Invocation {
        function: "note".to_owned(),
        version: 1,
        event,
        request_id: "r-1".to_owned(),
        trace_id: String::new(),
        client_context: None,
        kind: InvocationKind::RequestResponse,
        timeout: Duration::from_secs(20),
    };
    for event in [
        json!([1]).into(),
        json!({ "httpMethod": "GET", "resource": "/nowhere" }).into(),
        Payload::Text("{".to_owned()),
    ] {
        let here = within.invoke(call(event.clone())).await;
        assert!(matches!(here, Err(InvokeError::Failed(_))), "{here:?}");
        assert_eq!(here, processes.invoke(call(event)).await);
    }
    for function in [&within as &dyn Invoke, &processes] {
        let mut elsewhere = call(json!({}).into());
        elsewhere.version = 9;
        assert!(matches!(function.invoke(elsewhere).await, Err(InvokeError::Unavailable(_))));
    }
}

fn taking_note(text: &str, kind: InvocationKind) -> Invocation {
    let body = json!({ "text": text }).to_string();
    let event = json!({ "resource": "/notes", "httpMethod": "POST", "body": body, "headers": null });
    Invocation {
        function: "note".to_owned(),
        version: 1,
        event: event.into(),
        request_id: "r-1".to_owned(),
        trace_id: String::new(),
        client_context: None,
        kind,
        timeout: Duration::from_secs(20),
    }
}

#[tokio::test]
async fn what_has_begun_ends_when_nobody_waits_any_more() {
    let within = InProcess::new([functions(preamble(None))]);
    let call = within.invoke(taking_note("slow", InvocationKind::RequestResponse));
    let given_up = tokio::time::timeout(Duration::from_millis(50), call).await;
    assert!(given_up.is_err(), "{given_up:?}");
    for _ in 0..500 {
        if SLOW_NOTES.load(Ordering::Relaxed) == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the note was never taken");
}

#[tokio::test]
async fn an_asynchronous_call_runs_after_the_answer() {
    let within = InProcess::new([functions(preamble(None))]);
    let call = taking_note("later", InvocationKind::Event);
    let before = NOTES.load(Ordering::Relaxed);
    assert_eq!(within.invoke(call).await, Ok(Payload::Value(Value::Null)));
    for _ in 0..500 {
        if NOTES.load(Ordering::Relaxed) > before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the function did not run");
}
