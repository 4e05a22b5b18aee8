use crate::command::{Workplace, fail, succeed};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

#[test]
fn pages_feeds_and_api_are_served_at_one_port() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let server = place.serve(&[]);
    let root = server.get("/", "");
    assert_eq!((root.status, root.header("location")), (302, "/tiny/schedule"));
    let table = [
        ("/tiny/", "text/html; charset=utf-8", "Tiny Conf"),
        ("/tiny/schedule", "text/html; charset=utf-8", "Opening"),
        ("/tiny/schedule/2030-01-02", "text/html; charset=utf-8", "Closing"),
        ("/tiny/speakers", "text/html; charset=utf-8", "Ada Example"),
        ("/tiny/schedule.xml", "application/xml; charset=utf-8", "<schedule"),
        ("/tiny/schedule.json", "application/json", "\"schedule\""),
        ("/tiny/schedule.ics", "text/calendar; charset=utf-8", "BEGIN:VEVENT"),
        ("/tiny/current.json", "application/json", "\"number\":1"),
        ("/assets/main-A1B2.js", "text/javascript; charset=utf-8", "the app"),
    ];
    for (path, kind, content) in table {
        let reply = server.get(path, "");
        assert_eq!((reply.status, reply.header("content-type")), (200, kind), "{path}");
        assert!(reply.text().contains(content), "{path}: {}", reply.text());
        assert!(reply.header("content-security-policy").contains("script-src 'self'"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        let fresh = server.get(path, &format!("If-None-Match: {}\r\n", reply.header("etag")));
        assert_eq!((fresh.status, fresh.body.len()), (304, 0), "{path}");
    }
    let session = &server.get("/v1/conferences/tiny/sessions", "").json()["items"][0];
    assert_eq!(session["title"], "Opening");
    let page = server.get(&format!("/tiny/sessions/{}", session["code"].as_str().unwrap()), "");
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("<script>alert(1)"), "{}", page.text());
}

#[test]
fn the_api_answers_as_a_gateway_does() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let server = place.serve(&[]);
    let list = server.get("/v1/conferences", "");
    assert_eq!((list.status, list.header("content-type")), (200, "application/json"));
    assert_eq!(list.json()["items"][0]["slug"], "tiny");
    assert_eq!(list.header("x-amzn-requestid").len(), 36);
    let fresh = server.get("/v1/conferences", &format!("If-None-Match: {}\r\n", list.header("etag")));
    assert_eq!(fresh.status, 304);
    // A thing that is not there is the function's answer; a route that is not there is the gateway's.
    for (path, status) in [("/v1/conferences/none", 404), ("/v1/none", 403), ("/v1", 403)] {
        let reply = server.get(path, "");
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (status, "application/problem+json"),
            "{path}"
        );
        assert_eq!(reply.json()["status"], status, "{path}");
    }
    let none = server.get("/v1/none", "");
    assert_eq!(none.json()["message"], "Missing Authentication Token");
    assert_eq!(none.header("x-amzn-errortype"), "MissingAuthenticationTokenException");
    let preflight = server.send(
        "OPTIONS /v1/conferences HTTP/1.1\r\nHost: t\r\nConnection: close\r\nOrigin: https://other.example\r\n\r\n",
    );
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, "*"));
    let post = server
        .send("POST /v1/conferences HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(post.status, 403);
    // What is no version is a page that is not there.
    let page = server.get("/v7/conferences", "");
    assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"));
}

#[test]
fn stored_encodings_are_sent_to_who_accepts_them() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let server = place.serve(&[]);
    let plain = server.wait_for("/tiny/schedule", |reply| reply.status == 200);
    let brotli = server.get("/tiny/schedule", "Accept-Encoding: gzip, deflate, br\r\n");
    let gzip = server.get("/tiny/schedule", "Accept-Encoding: gzip\r\n");
    assert_eq!((brotli.header("content-encoding"), brotli.header("vary")), ("br", "accept-encoding"));
    assert_eq!((gzip.header("content-encoding"), plain.header("content-encoding")), ("gzip", ""));
    assert!(brotli.body.len() < plain.body.len() && gzip.body.len() < plain.body.len());
    assert_ne!(brotli.header("etag"), gzip.header("etag"));
    let asset = server.get("/assets/main-A1B2.js", "");
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
}

#[test]
fn an_import_beside_the_server_becomes_visible() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let server = place.serve(&[]);
    server.wait_for("/tiny/schedule", |reply| reply.text().contains("Opening"));
    assert_eq!(server.get("/v1/conferences/tiny", "").json()["slug"], "tiny");
    place.import(&place.schedule("Beginning", "two"));
    let page = server.wait_for("/tiny/schedule", |reply| reply.text().contains("Beginning"));
    assert!(!page.text().contains(">Opening<"), "{}", page.text());
    assert!(server.get("/tiny/current.json", "").text().contains("\"number\":2"));
    let sessions = server.get("/v1/conferences/tiny/sessions", "").json();
    assert_eq!(sessions["items"][0]["title"], "Beginning");
    let file = place.path("schedule.xml");
    succeed(&mut place.publishing(&["import", file.to_str().unwrap(), "--slug", "second"]));
    let root = server.wait_for("/", |reply| reply.status == 200);
    assert!(root.text().contains("/tiny/") && root.text().contains("/second/"), "{}", root.text());
}

#[test]
fn a_server_without_conferences_says_so_and_takes_the_first_import() {
    let place = Workplace::new();
    let server = place.serve(&[]);
    assert_eq!(
        server.wait_for("/", |reply| reply.status == 200).header("content-type"),
        "text/html; charset=utf-8"
    );
    assert_eq!(server.get("/v1/conferences", "").json()["items"], serde_json::json!([]));
    place.import(&place.schedule("Opening", "one"));
    server.wait_for("/", |reply| reply.status == 302);
    server.wait_for("/tiny/schedule", |reply| reply.status == 200);
}

#[test]
fn another_app_or_address_is_published_at_the_next_start() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    place.write("app/assets/main-C3D4.js", "console.log('another app');\n");
    let page = std::fs::read_to_string(place.path("app/index.html")).unwrap().replace("A1B2", "C3D4");
    place.write("app/index.html", &page);
    let server = place.serve(&["--url", "https://tiny.example", "--at", "2030-01-02T10:10:00+01:00"]);
    let page = server.wait_for("/tiny/schedule", |reply| reply.text().contains("main-C3D4.js"));
    assert!(page.text().contains("https://tiny.example/tiny/schedule"), "{}", page.text());
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    let current = server.wait_for("/tiny/current.json", |reply| reply.text().contains("clock"));
    assert_eq!(current.json()["clock"], "2030-01-02T09:10:00Z");
    // Pages that were loaded before still find their script.
    assert_eq!(server.get("/assets/main-A1B2.js", "").status, 200);
    assert_eq!(server.terminate(), Some(0));
    // A later import publishes for the same address and time, without being told.
    place.import(&place.schedule("Beginning", "two"));
    let written = std::fs::read_to_string(place.path("data/site/tiny/schedule.html")).unwrap();
    assert!(
        written.contains("https://tiny.example/tiny/schedule") && written.contains("Beginning"),
        "{written}"
    );
}

/// Another build of the small app, whose script has another name.
fn rebuild(place: &Workplace, name: &str) {
    place.write(&format!("app/assets/main-{name}.js"), &format!("console.log('{name}');\n"));
    let page = format!(
        "<!doctype html><html><head><base href=\"/\"></head><body><conf-root></conf-root>\
         <script src=\"/assets/main-{name}.js\" type=\"module\"></script></body></html>"
    );
    place.write("app/index.html", &page);
}

#[test]
fn a_conference_that_cannot_be_published_keeps_its_script_and_stops_no_other() {
    let place = Workplace::new();
    let file = place.schedule("Opening", "one");
    place.import(&file);
    let file = file.to_str().unwrap();
    succeed(&mut place.publishing(&["import", file, "--slug", "second"]));
    let page = place.path("data/site/second/speakers.html");
    std::fs::remove_file(&page).unwrap();
    std::fs::create_dir(&page).unwrap();
    for name in ["B2", "C3", "D4"] {
        std::fs::remove_dir_all(place.path("app/assets")).unwrap();
        rebuild(&place, name);
        let said = fail(&mut place.publishing(&["import", file, "--slug", "tiny"]));
        assert!(said.contains("cannot publish `second`") && said.contains("speakers.html"), "{said}");
        let other = std::fs::read_to_string(place.path("data/site/tiny/schedule.html")).unwrap();
        assert!(other.contains(&format!("main-{name}.js")), "{other}");
        let root = std::fs::read_to_string(place.path("data/site/index.html")).unwrap();
        assert!(root.contains(&format!("main-{name}.js")), "{root}");
    }
    let script = place.path("data/site/assets/main-A1B2.js");
    assert!(script.is_file(), "pages of the second conference may still need it");
    std::fs::remove_dir(&page).unwrap();
    place.import(&place.path("schedule.xml"));
    assert!(!script.exists() && place.path("data/site/assets/main-C3.js").is_file());
}

#[test]
fn an_import_publishes_as_the_server_does() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let server = place.serve(&[]);
    let address = format!("http://localhost:{}/tiny/schedule", server.port);
    server.wait_for("/tiny/schedule", |reply| reply.text().contains(&address));
    // The import is told neither of the app nor of the port.
    let file = place.schedule("Beginning", "two");
    succeed(&mut place.command(&["import", file.to_str().unwrap()]));
    let page = server.get("/tiny/schedule", "").text();
    assert!(page.contains("Beginning") && page.contains(&address) && page.contains("main-A1B2.js"), "{page}");
}

#[test]
fn a_server_that_is_asked_to_end_answers_what_is_under_way() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let server = place.serve(&[]);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    // The head is there, the body not yet: the request is under way.
    let head = "POST /v1/conferences HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(200));
    let ending = thread::spawn(move || server.terminate());
    thread::sleep(Duration::from_millis(300));
    stream.write_all(b"abc").unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 403 "), "{reply}");
    assert_eq!(ending.join().unwrap(), Some(0));
}

#[test]
fn what_keeps_a_server_from_starting_is_said() {
    let place = Workplace::new();
    let server = place.serve(&[]);
    let port = server.port.to_string();
    let mut second = place.publishing(&["serve", "--port", &port]);
    let said = second.output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains(&format!("127.0.0.1:{port} is in use already")), "{said}");
    let said = fail(&mut place.command(&["serve", "--app", "/nowhere"]));
    assert!(said.contains("/nowhere is no build of the app"), "{said}");
    let said = fail(&mut place.publishing(&["serve", "--url", "https://x.example/below"]));
    assert!(said.contains("at the root of its host"), "{said}");
}
