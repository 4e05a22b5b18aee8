//! `/conferences/{conference}/speakers` and one of them.

use crate::{each, fixture};
use serde_json::{Value, json};

#[tokio::test]
async fn speakers_are_listed_with_what_they_give() {
    let api = fixture::api().await;
    let page = api.ok("/conferences/days24/speakers").await;
    let expected = json!({
        "items": [
            {
                "code": "SPEAK1", "name": "Ada", "avatar": "https://example.org/a",
                "sessions": [{ "code": "CLOUDS", "title": "Clouds" }],
            },
            {
                "code": "SPEAK2", "name": "Grace", "avatar": null,
                "sessions": [{ "code": "CLOUDS", "title": "Clouds" }, { "code": "PAINT1", "title": "Painting" }],
            },
        ],
        "next": null,
    });
    assert_eq!(page, expected);
}

#[tokio::test]
async fn the_list_has_pages() {
    let api = fixture::api().await;
    let first = api.ok("/conferences/camp/speakers").await;
    assert_eq!(each(&first, "code").len(), 50);
    let next = first["next"].as_str().unwrap();
    let rest = api.ok(&format!("/conferences/camp/speakers?limit=100&cursor={next}")).await;
    assert_eq!((each(&rest, "code").len(), &rest["next"]), (70, &Value::Null));
}

#[tokio::test]
async fn a_speaker_has_biography_and_sessions() {
    let api = fixture::api().await;
    let speaker = api.ok("/conferences/days24/speakers/SPEAK1").await;
    assert_eq!((&speaker["name"], &speaker["timeZone"]), (&json!("Ada"), &json!("Europe/Berlin")));
    assert_eq!(speaker["biography"], json!({ "html": "Looks <i>up</i>.", "text": "Looks up." }));
    assert_eq!(speaker["links"][0]["title"], "Home");
    assert_eq!(speaker["sessions"][0]["slots"][0]["start"], "2024-12-27T10:00:00Z");
    assert_eq!(api.ok("/conferences/days24/speakers/SPEAK2").await["biography"], Value::Null);
}

#[tokio::test]
async fn a_speaker_who_is_not_there_is_not_found() {
    let api = fixture::api().await;
    for code in ["NOBODY", "x"] {
        let refused = api.refused(&format!("/conferences/days24/speakers/{code}")).await;
        assert_eq!(refused, (404, format!("there is no speaker `{code}`")));
    }
}
