//! What the pages of a small conference look like.

use crate::support::{conference, file, programme, published, site, site_with, text};
use insta::assert_snapshot;
use plenary_domain::programme::Programme;
use plenary_formats::Addresses;
use plenary_publish::{FileKind, ListedConference, RootInput, Shell, root_files};
use std::collections::BTreeSet;

/// A page with a line for each element, so that a difference can be read. Blocks of data are left to their own tests.
fn readable(html: &str) -> String {
    let without_data =
        html.split("<script type=\"application/")
            .enumerate()
            .map(|(position, part)| {
                if position == 0 { part } else { part.split_once("</script>").map_or("", |(_, after)| after) }
            })
            .collect::<String>();
    let hash = |line: &str| match line.split_once("/r/") {
        Some((before, after)) => format!("{before}/r/…{}", &after[20..]),
        None => line.to_owned(),
    };
    without_data.replace('<', "\n<").replace("\n</", "</").lines().map(hash).collect::<Vec<_>>().join("\n")
}

#[test]
fn pages_stay_as_they_are() {
    let files = site(&published(conference(), programme()));
    for (name, path) in [
        ("overview", "tidal/index.html"),
        ("schedule", "tidal/schedule.html"),
        ("day", "tidal/schedule/2026-09-26.html"),
        ("session", "tidal/sessions/SESS01.html"),
        ("session_cancelled", "tidal/sessions/SESS03.html"),
        ("speakers", "tidal/speakers.html"),
        ("speaker", "tidal/speakers/SPEA02.html"),
        ("changes", "tidal/changes.html"),
        ("my_schedule", "tidal/my-schedule.html"),
    ] {
        assert_snapshot!(name, readable(text(file(&files, path))));
    }
}

#[test]
fn a_schedule_that_is_not_out_says_so() {
    let empty = Programme { days: programme().days, ..Programme::default() };
    let files = site(&published(conference(), empty));
    assert_snapshot!("schedule_empty", readable(text(file(&files, "tidal/schedule.html"))));
    assert!(text(file(&files, "tidal/index.html")).contains("The schedule is not out yet"));
    assert!(text(file(&files, "tidal/speakers.html")).contains("No speakers are announced yet"));
    let nothing = site(&published(conference(), Programme::default()));
    assert!(text(file(&nothing, "tidal/schedule.html")).contains("The schedule is not out yet"));
}

#[test]
fn pages_outside_any_conference_stay_as_they_are() {
    let shell = Shell::plain();
    let addresses = Addresses::new("https://schedule.example.org");
    let listed = [ListedConference::from(&conference())];
    let files = root_files(&RootInput { conferences: &listed, shell: &shell, addresses: &addresses });
    assert_snapshot!("conferences", readable(text(file(&files, "index.html"))));
    assert_snapshot!("not_found", readable(text(file(&files, "404.html"))));
    let none = root_files(&RootInput { conferences: &[], shell: &shell, addresses: &addresses });
    assert!(text(file(&none, "index.html")).contains("No conference is published yet"));
}

#[test]
fn data_stays_as_it_is() {
    let files = site(&published(conference(), programme()));
    let named = |name: &str| files.iter().find(|file| file.path.ends_with(name)).unwrap();
    for name in [
        "programme.json",
        "day-2026-09-25.json",
        "texts-2026-09-25.json",
        "speakers.json",
        "changes.json",
        "current.json",
    ] {
        let value: serde_json::Value = serde_json::from_slice(&named(name).bytes).unwrap();
        assert_snapshot!(name, serde_json::to_string_pretty(&value).unwrap());
    }
    for name in ["day-2026-09-25.css", "conference.css"] {
        assert_snapshot!(name, text(named(name)));
    }
}

/// A page's JSON-LD.
fn json_ld(html: &str) -> serde_json::Value {
    let (_, block) = html.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(block.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn search_engines_learn_of_every_session_once() {
    let files = site(&published(conference(), programme()));
    let schedule = json_ld(text(file(&files, "tidal/schedule.html")));
    let sessions = schedule["subEvent"].as_array().unwrap();
    let names: BTreeSet<&str> = sessions.iter().map(|session| session["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(sessions.iter().all(|session| session.get("description").is_none()));
    assert!(json_ld(text(file(&files, "tidal/index.html"))).get("subEvent").is_none());
    let session = json_ld(text(file(&files, "tidal/sessions/SESS01.html")));
    assert_eq!(session["name"], "Why the sea goes away");
    assert_eq!(json_ld(text(file(&files, "tidal/speakers/SPEA02.html")))["name"], "Jan Priel");
}

#[test]
fn without_an_app_nothing_is_offered_that_needs_one() {
    let files = site_with(&published(conference(), programme()), &Shell::plain());
    assert!(files.iter().all(|file| !file.path.contains("my-schedule")));
    assert!(!text(file(&files, "tidal/schedule.html")).contains("my-schedule"));
}

#[test]
fn pictures_that_browsers_would_not_load_are_left_out() {
    let (mut conference, mut programme) = (conference(), programme());
    let picture =
        |scheme: &str, name: &str| Some(format!("{scheme}://pictures.example/{name}").parse().unwrap());
    conference.logo = picture("http", "conference.png");
    programme.sessions.iter_mut().for_each(|session| session.logo = picture("http", "session.png"));
    programme.speakers.iter_mut().for_each(|speaker| speaker.avatar = picture("http", "speaker.png"));
    programme.speakers[1].avatar = picture("HTTPS", "second.png");
    programme.sessions[1].logo = picture("https", "second.png");
    let files = site(&published(conference, programme));
    // What the site shows; feeds tell other programs whatever there is.
    let shown = |url: &str, before: &str| {
        let site = files.iter().filter(|file| file.kind != FileKind::Feed);
        site.filter(|file| text(file).contains(&format!("{before}{url}"))).count()
    };
    for before in ["src=\"", "og:image\" content=\"", "\"logo\":\"", "\"avatar\":\""] {
        assert_eq!(shown("http://pictures.example/", before), 0, "{before}");
        let secure = shown("https://pictures.example/second.png", before);
        assert!(secure > 0, "{before}");
    }
}

#[test]
fn the_same_input_gives_the_same_files() {
    let published = published(conference(), programme());
    assert_eq!(site(&published), site(&published));
    let plain = site_with(&published, &Shell::plain());
    assert!(plain.iter().any(|file| file.path.ends_with("plain.css")));
}
