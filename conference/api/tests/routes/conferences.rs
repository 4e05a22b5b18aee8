//! `/conferences`, `/conferences/{conference}`, and its short lists.

use crate::{each, fixture};
use serde_json::{Value, json};

#[tokio::test]
async fn conferences_come_latest_first_and_page_by_page() {
    let api = fixture::api().await;
    let all = api.ok("/conferences").await;
    assert_eq!(
        (each(&all, "slug"), &all["next"]),
        (vec!["camp".to_owned(), "days24".to_owned()], &Value::Null)
    );
    let first = api.ok("/conferences?limit=1").await;
    assert_eq!(each(&first, "slug"), ["camp"]);
    let second = api.ok(&format!("/conferences?limit=1&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!((each(&second, "slug"), &second["next"]), (vec!["days24".to_owned()], &Value::Null));
}

#[tokio::test]
async fn without_conferences_the_list_is_empty() {
    let api = crate::Api::over(fixture::app());
    assert_eq!(api.ok("/conferences").await, json!({ "items": [], "next": null }));
}

#[tokio::test]
async fn a_page_has_1_to_100_items_and_a_cursor_of_its_own() {
    let api = fixture::api().await;
    for limit in ["0", "101", "-1", "x"] {
        let (status, detail) = api.refused(&format!("/conferences?limit={limit}")).await;
        assert_eq!((status, detail.starts_with("`limit`: ")), (400, true), "{detail}");
    }
    let sessions = api.ok("/conferences/camp/sessions?limit=1").await;
    let releases = "bm90ZSAx"; // "note 1"
    for cursor in
        ["x", "", "!", "bm90ZSB4", "bm90ZQ", "cmVsZWFzZSAx", sessions["next"].as_str().unwrap(), releases]
    {
        let refused = api.refused(&format!("/conferences?cursor={cursor}")).await;
        let detail = "`cursor`: this is no cursor of this list; begin again without one";
        assert_eq!(refused, (400, detail.to_owned()), "{cursor}");
    }
}

#[tokio::test]
async fn a_conference_has_its_days_and_texts() {
    let api = fixture::api().await;
    let expected = json!({
        "slug": "days24", "title": "Days", "subtitle": "Two of them", "acronym": "days24",
        "start": "2024-12-27", "end": "2024-12-28", "timeZone": "Europe/Berlin",
        "venue": "Town Hall", "city": "Hamburg", "url": "https://example.org/a", "logo": "https://example.org/a",
        "accent": "#336699", "language": "en", "releasedAt": "2024-12-01T12:00:00Z",
        "description": { "html": "All about <em>days</em>.", "text": "All about days." },
        "release": { "number": 1, "label": "Gacrux", "releasedAt": "2024-12-01T12:00:00Z" },
        "days": [
            { "index": 1, "date": "2024-12-27", "start": "2024-12-27T03:00:00Z", "end": "2024-12-28T03:00:00Z" },
            { "index": 2, "date": "2024-12-28", "start": "2024-12-28T03:00:00Z", "end": "2024-12-29T03:00:00Z" },
        ],
        "languages": ["de", "de-AT", "en"],
    });
    assert_eq!(api.ok("/conferences/days24").await, expected);
}

#[tokio::test]
async fn rooms_tracks_and_kinds_are_listed_in_order() {
    let api = fixture::api().await;
    let rooms = api.ok("/conferences/days24/rooms").await;
    assert_eq!(each(&rooms, "slug"), ["hall-1", "hall-2"]);
    assert_eq!((&rooms["items"][0]["capacity"], &rooms["items"][1]["capacity"]), (&json!(300), &Value::Null));
    assert_eq!(rooms["items"][0]["description"]["text"], "Upstairs.");
    let expected = json!({ "items": [
        { "slug": "science", "name": "Science", "colour": "#112233" },
        { "slug": "art-beauty", "name": "Art & Beauty", "colour": null },
    ] });
    assert_eq!(api.ok("/conferences/days24/tracks").await, expected);
    let kinds = api.ok("/conferences/days24/session-types").await;
    assert_eq!(each(&kinds, "name"), ["Talk", "Workshop"]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_below_either() {
    let api = fixture::api().await;
    for below in [
        "",
        "/rooms",
        "/tracks",
        "/session-types",
        "/releases",
        "/releases/1",
        "/schedule",
        "/schedule/2024-12-27",
        "/sessions",
        "/sessions/CLOUDS",
        "/speakers",
        "/speakers/SPEAK1",
    ] {
        let refused = api.refused(&format!("/conferences/nothing{below}")).await;
        assert_eq!(refused, (404, "there is no conference nothing".to_owned()), "{below}");
    }
}

#[tokio::test]
async fn who_has_it_already_is_told_so() {
    let api = fixture::api().await;
    let first = api.get("/conferences/days24").await;
    assert_eq!(first.headers["Cache-Control"], "public, max-age=60");
    assert_eq!(first.headers["Access-Control-Allow-Origin"], "*");
    let known = json!({ "If-None-Match": first.headers["ETag"] });
    let again = api.get_with("/conferences/days24", known).await;
    assert_eq!((again.status, &again.headers["ETag"]), (304, &first.headers["ETag"]));
}
