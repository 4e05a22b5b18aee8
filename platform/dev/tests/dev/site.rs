use crate::client::{Running, exchange, get, start};
use lockstep_dev::{Limits, Site};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, content) in [
        ("index.html", "home"),
        ("404.html", "nothing here"),
        ("conf/index.html", "overview"),
        ("conf/schedule.html", "schedule"),
        ("conf/schedule.html.br", "schedule in br"),
        ("conf/schedule.html.gz", "schedule in gz"),
        ("conf/schedule.xml", "<schedule/>"),
        ("conf/schedule.ics", "BEGIN:VCALENDAR"),
        ("conf/half.html.partial", "half"),
        ("r/abc/day.json", "{}"),
        (".secret", "secret"),
    ] {
        write(folder.path(), file, content);
    }
    folder
}

fn write(folder: &Path, file: &str, content: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a folder");
    fs::write(path, content).expect("a file");
}

async fn serve(folder: &Path) -> Running {
    start(Arc::new(Site::new(folder).immutable("/r/").immutable("/assets/")), Limits::default()).await
}

#[tokio::test]
async fn files_are_served_as_what_they_are() {
    let folder = folder();
    let site = serve(folder.path()).await;
    let table = [
        ("/", 200, "home", "text/html; charset=utf-8", "public, max-age=60, must-revalidate"),
        ("/conf/", 200, "overview", "text/html; charset=utf-8", "public, max-age=60, must-revalidate"),
        (
            "/conf/schedule",
            200,
            "schedule",
            "text/html; charset=utf-8",
            "public, max-age=60, must-revalidate",
        ),
        (
            "/conf/schedule?x=1",
            200,
            "schedule",
            "text/html; charset=utf-8",
            "public, max-age=60, must-revalidate",
        ),
        (
            "/conf/schedule.xml",
            200,
            "<schedule/>",
            "application/xml; charset=utf-8",
            "public, max-age=60, must-revalidate",
        ),
        (
            "/conf/schedule.ics",
            200,
            "BEGIN:VCALENDAR",
            "text/calendar; charset=utf-8",
            "public, max-age=60, must-revalidate",
        ),
        ("/r/abc/day.json", 200, "{}", "application/json", "public, max-age=31536000, immutable"),
        ("/none", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/r/abc/none.json", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/.secret", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/conf/../.secret", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/%2e%2e/etc/passwd", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/conf/schedule.html.br", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/conf/half.html.partial", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
        ("/conf/schedule.xml/", 404, "nothing here", "text/html; charset=utf-8", "no-cache"),
    ];
    for (path, status, body, kind, cache) in table {
        // Twice: from disk, and from memory.
        for _ in 0..2 {
            let reply = get(site.address, path, "").await;
            assert_eq!(reply.status, status, "{path}");
            assert_eq!(String::from_utf8_lossy(&reply.body), body, "{path}");
            assert_eq!(reply.header("content-type"), kind, "{path}");
            assert_eq!(reply.header("cache-control"), cache, "{path}");
            assert_eq!(reply.header("vary"), "accept-encoding", "{path}");
            assert_eq!(reply.header("content-length"), body.len().to_string(), "{path}");
        }
    }
}

#[tokio::test]
async fn other_spellings_lead_to_the_page() {
    let folder = folder();
    let site = serve(folder.path()).await;
    for (path, location) in [
        ("/conf", "/conf/"),
        ("/conf?day=1", "/conf/?day=1"),
        ("/conf/schedule/", "/conf/schedule"),
        ("/conf/schedule.html", "/conf/schedule"),
        ("/conf/index.html?x", "/conf/?x"),
        ("/index.html", "/"),
    ] {
        let reply = get(site.address, path, "").await;
        assert_eq!((reply.status, reply.header("location")), (308, location), "{path}");
    }
    assert_eq!(get(site.address, "//example.org/", "").await.status, 404);
}

#[tokio::test]
async fn the_wanted_encoding_is_sent_and_tagged_as_itself() {
    let folder = folder();
    let site = serve(folder.path()).await;
    let mut tags = Vec::new();
    for (accept, encoding, body) in [
        ("Accept-Encoding: gzip, deflate, br\r\n", "br", "schedule in br"),
        ("Accept-Encoding: gzip, br;q=0.1\r\n", "gzip", "schedule in gz"),
        ("Accept-Encoding: identity\r\n", "", "schedule"),
        ("", "", "schedule"),
    ] {
        let reply = get(site.address, "/conf/schedule", accept).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(String::from_utf8_lossy(&reply.body), body);
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        let tag = reply.header("etag").to_owned();
        let suffix = match encoding {
            "br" => "-br\"",
            "gzip" => "-gz\"",
            _ => "\"",
        };
        assert!(tag.starts_with('"') && tag.ends_with(suffix), "{tag}");
        let fresh = get(site.address, "/conf/schedule", &format!("{accept}If-None-Match: {tag}\r\n")).await;
        assert_eq!((fresh.status, fresh.body.len(), fresh.header("etag")), (304, 0, tag.as_str()));
        assert_eq!(fresh.header("vary"), "accept-encoding");
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3);
    // A file without encodings is sent as it is.
    let reply = get(site.address, "/conf/", "Accept-Encoding: br\r\n").await;
    assert_eq!((reply.header("content-encoding"), reply.body.as_slice()), ("", b"overview".as_slice()));
}

#[tokio::test]
async fn times_and_heads() {
    let folder = folder();
    let site = serve(folder.path()).await;
    let modified = get(site.address, "/conf/", "").await.header("last-modified").to_owned();
    assert!(modified.ends_with(" GMT"), "{modified}");
    let fresh = get(site.address, "/conf/", &format!("If-Modified-Since: {modified}\r\n")).await;
    assert_eq!(fresh.status, 304);
    let head = exchange(site.address, b"HEAD /conf/ HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n").await;
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, "8", 0));
    let post = b"POST /conf/ HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let refused = exchange(site.address, post).await;
    assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD"));
}

#[tokio::test]
async fn a_changed_file_is_seen_at_once() {
    let folder = folder();
    let site = serve(folder.path()).await;
    assert_eq!(get(site.address, "/conf/", "").await.body, b"overview");
    write(folder.path(), "conf/index.html", "another overview");
    assert_eq!(get(site.address, "/conf/", "").await.body, b"another overview");
    fs::remove_file(folder.path().join("conf/index.html")).unwrap();
    assert_eq!(get(site.address, "/conf/", "").await.status, 404);
    write(folder.path(), "new.html", "new");
    assert_eq!(get(site.address, "/new", "").await.body, b"new");
}

#[tokio::test]
async fn a_large_file_is_not_read_for_an_answer_without_its_bytes() {
    let folder = folder();
    let path = folder.path().join("film.webm");
    let length = 5 * 1024 * 1024;
    fs::write(&path, vec![b'a'; length]).unwrap();
    let site = serve(folder.path()).await;
    let whole = get(site.address, "/film.webm", "").await;
    let tag = whole.header("etag").to_owned();
    assert_eq!((whole.status, whole.body.len()), (200, length));
    // Another content in the same state: only who reads it notices.
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, vec![b'b'; length]).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    let fresh = get(site.address, "/film.webm", &format!("If-None-Match: {tag}\r\n")).await;
    assert_eq!((fresh.status, fresh.header("etag")), (304, tag.as_str()));
    let head = b"HEAD /film.webm HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
    let head = exchange(site.address, head).await;
    assert_eq!((head.status, head.header("etag"), head.body.len()), (200, tag.as_str(), 0));
    assert_eq!(head.header("content-length"), length.to_string());
    // A change that shows is seen at once, and all bytes are sent again.
    fs::write(&path, vec![b'c'; length + 1]).unwrap();
    let changed = get(site.address, "/film.webm", &format!("If-None-Match: {tag}\r\n")).await;
    assert_eq!((changed.status, changed.body.len()), (200, length + 1));
    let again = get(site.address, "/film.webm", "").await;
    assert!(again.header("etag") == changed.header("etag") && again.body == changed.body);
    assert_ne!(changed.header("etag"), tag);
}

#[cfg(unix)]
#[tokio::test]
async fn links_do_not_lead_out() {
    let folder = folder();
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.txt", "secret");
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), folder.path().join("link.txt")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("conf/index.html"), folder.path().join("inside.html"))
        .unwrap();
    let site = serve(folder.path()).await;
    assert_eq!(get(site.address, "/link.txt", "").await.status, 404);
    assert_eq!(get(site.address, "/elsewhere/secret.txt", "").await.status, 404);
    assert_eq!(get(site.address, "/inside", "").await.body, b"overview");
}

#[tokio::test]
async fn a_site_that_does_not_exist_yet_has_no_pages() {
    let site = serve(Path::new("/nowhere/at/all")).await;
    let reply = get(site.address, "/", "").await;
    assert_eq!((reply.status, reply.body.as_slice()), (404, b"there is no such page\n".as_slice()));
    let long = format!("/{}", "x".repeat(4000));
    assert_eq!(get(site.address, &long, "").await.status, 404);
}
