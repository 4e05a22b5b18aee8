//! `/conferences/{conference}/sessions` and one of them.

use crate::{each, fixture};
use serde_json::{Value, json};

#[tokio::test]
async fn filters_narrow_the_list() {
    let api = fixture::api().await;
    let table: &[(&str, &[&str])] = &[
        ("", &["CLOUDS", "PAINT1", "NIGHT1", "NEVER1"]),
        ("track=science", &["CLOUDS"]),
        ("track=science&track=art-beauty", &["CLOUDS", "PAINT1"]),
        ("track=nothing", &[]),
        ("type=workshop", &["PAINT1"]),
        ("language=en", &["CLOUDS"]),
        ("language=de", &["PAINT1", "NIGHT1"]),
        ("language=DE-at", &["PAINT1"]),
        ("language=d", &[]),
        ("day=2024-12-27", &["CLOUDS", "PAINT1", "NIGHT1"]),
        ("day=2024-12-28", &["PAINT1", "NEVER1"]),
        ("day=2024-12-29", &[]),
        ("room=hall-1", &["CLOUDS", "NIGHT1"]),
        ("room=hall-2&day=2024-12-27", &["PAINT1"]),
        ("room=hall-1&day=2024-12-28", &[]),
        ("track=science&language=de", &[]),
        ("colour=red", &["CLOUDS", "PAINT1", "NIGHT1", "NEVER1"]),
    ];
    for (query, expected) in table {
        let page = api.ok(&format!("/conferences/days24/sessions?{query}")).await;
        assert_eq!(each(&page, "code"), *expected, "{query}");
        assert_eq!((&page["next"], &page["timeZone"]), (&Value::Null, &json!("Europe/Berlin")));
    }
    let (status, detail) = api.refused("/conferences/days24/sessions?day=friday").await;
    assert_eq!(
        (status, detail.contains("`friday` is no date; write one as 2024-12-28")),
        (400, true),
        "{detail}"
    );
}

#[tokio::test]
async fn a_list_shows_when_and_where() {
    let api = fixture::api().await;
    let page = api.ok("/conferences/days24/sessions?track=art-beauty").await;
    let slot = |number: u32, guid: &str, day: &str| {
        json!({
            "guid": guid, "number": number, "day": day, "start": format!("{day}T11:00:00Z"),
            "end": format!("{day}T11:45:00Z"), "minutes": 45, "room": { "slug": "hall-2", "name": "Hall 2" },
        })
    };
    let expected = json!({
        "code": "PAINT1", "title": "Painting", "subtitle": null, "state": "confirmed",
        "track": { "slug": "art-beauty", "name": "Art & Beauty" },
        "type": { "slug": "workshop", "name": "Workshop" },
        "language": "de-AT",
        "speakers": [{ "code": "SPEAK2", "name": "Grace" }],
        "slots": [
            slot(2, "00000000-0000-0000-0000-000000000002", "2024-12-27"),
            slot(3, "00000000-0000-0000-0000-000000000003", "2024-12-28"),
        ],
    });
    assert_eq!(page["items"], json!([expected]));
}

/// All pages of a list: the codes of each.
async fn pages(api: &crate::Api, url: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = api.ok(&format!("{url}{cursor}")).await;
        pages.push(each(&page, "code"));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return pages,
        }
    }
}

#[tokio::test]
async fn pages_have_50_items_and_together_all() {
    let api = fixture::api().await;
    let found = pages(&api, "/conferences/camp/sessions?").await;
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    let all: Vec<String> = (1..=120).map(|number| format!("T{number:05}")).collect();
    assert_eq!(found.concat(), all);
    let found = pages(&api, "/conferences/camp/sessions?room=tent&limit=60").await;
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [60, 60], "no empty page at the end");
    let found = pages(&api, "/conferences/camp/sessions?limit=100").await;
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [100, 20]);
}

#[tokio::test]
async fn all_pages_are_of_one_release() {
    let (api, app) = fixture::api_and_app().await;
    let first = api.ok("/conferences/camp/sessions?limit=100").await;
    fixture::import(&app, fixture::big(10)).await;
    let next = first["next"].as_str().unwrap();
    let second = api.ok(&format!("/conferences/camp/sessions?limit=100&cursor={next}")).await;
    assert_eq!(each(&second, "code").first().map(String::as_str), Some("T00101"));
    assert_eq!(each(&second, "code").len(), 20);
}

#[tokio::test]
async fn a_cursor_of_another_list_or_release_is_refused() {
    let api = fixture::api().await;
    let conferences = api.ok("/conferences?limit=1").await;
    let next = conferences["next"].as_str().unwrap();
    assert_eq!(api.refused(&format!("/conferences/days24/sessions?cursor={next}")).await.0, 400);
    let later = "cmVsZWFzZSA5IDA"; // "release 9 0"
    assert_eq!(api.refused(&format!("/conferences/days24/sessions?cursor={later}")).await.0, 400);
    assert_eq!(api.refused(&format!("/conferences/nothing/sessions?cursor={later}")).await.0, 404);
    let beyond = "cmVsZWFzZSAxIDk5OTk"; // "release 1 9999"
    let page = api.ok(&format!("/conferences/days24/sessions?cursor={beyond}")).await;
    assert_eq!((&page["items"], &page["next"]), (&json!([]), &Value::Null));
}

#[tokio::test]
async fn a_session_has_its_texts_sanitised() {
    let api = fixture::api().await;
    let session = api.ok("/conferences/days24/sessions/CLOUDS").await;
    assert_eq!(session["abstract"], json!({ "html": "<p>About <b>clouds</b></p>", "text": "About clouds" }));
    assert_eq!(session["description"]["text"], "Long.");
    assert_eq!((&session["subtitle"], &session["state"]), (&json!("A view from below"), &json!("confirmed")));
    assert_eq!(session["speakers"].as_array().unwrap().len(), 2);
    assert_eq!(session["links"], json!([{ "title": "More", "url": "https://example.org/a" }]));
    assert_eq!(session["attachments"][0]["title"], "Slides");
    assert_eq!((&session["license"], &session["optedOut"]), (&json!("CC BY 4.0"), &json!(true)));
    for address in ["logo", "feedbackUrl", "originUrl"] {
        assert_eq!(session[address], "https://example.org/a", "{address}");
    }
    assert_eq!(session["timeZone"], "Europe/Berlin");
    let never = api.ok("/conferences/days24/sessions/NEVER1").await;
    assert_eq!((&never["state"], &never["abstract"]), (&json!("cancelled"), &Value::Null));
}

#[tokio::test]
async fn a_session_that_is_not_there_is_not_found() {
    let api = fixture::api().await;
    for code in ["NOBODY", "clouds", "x"] {
        let refused = api.refused(&format!("/conferences/days24/sessions/{code}")).await;
        assert_eq!(refused, (404, format!("there is no session `{code}`")));
    }
}
