//! `/conferences/{conference}/releases` and one of them.

use crate::fixture;
use serde_json::{Value, json};

#[tokio::test]
async fn releases_come_newest_first_and_page_by_page() {
    let api = fixture::api_with_two_releases().await;
    let all = api.ok("/conferences/days24/releases").await;
    let labels: Vec<&Value> =
        all["items"].as_array().unwrap().iter().map(|release| &release["label"]).collect();
    assert_eq!((labels, &all["next"]), (vec![&json!("Acrux"), &json!("Gacrux")], &Value::Null));
    let first = api.ok("/conferences/days24/releases?limit=1").await;
    assert_eq!(first["items"][0]["number"], 2);
    let next = first["next"].as_str().unwrap();
    let second = api.ok(&format!("/conferences/days24/releases?limit=1&cursor={next}")).await;
    assert_eq!((&second["items"][0]["number"], &second["next"]), (&json!(1), &Value::Null));
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let api = fixture::api().await;
    let sessions = api.ok("/conferences/camp/sessions?limit=1").await;
    let next = sessions["next"].as_str().unwrap();
    assert_eq!(api.refused(&format!("/conferences/days24/releases?cursor={next}")).await.0, 400);
}

#[tokio::test]
async fn a_release_tells_what_it_changed() {
    let api = fixture::api_with_two_releases().await;
    let first = api.ok("/conferences/days24/releases/1").await;
    assert_eq!((&first["label"], &first["changes"]), (&json!("Gacrux"), &json!([])));
    let second = api.ok("/conferences/days24/releases/2").await;
    let changes = second["changes"].as_array().unwrap();
    let of = |kind: &str| changes.iter().find(|change| change["kind"] == kind).unwrap();
    assert_eq!(of("new")["title"], "Added");
    assert_eq!(of("new")["to"], json!({ "start": "2024-12-28T15:00:00Z", "minutes": 45, "room": "Hall 2" }));
    assert_eq!(of("moved")["session"], "CLOUDS");
    assert_eq!(of("moved")["from"]["start"], "2024-12-27T10:00:00Z");
    assert_eq!(of("moved")["to"]["start"], "2024-12-27T10:30:00Z");
    assert_eq!((&of("cancelled")["title"], &of("cancelled")["to"]), (&json!("Night"), &Value::Null));
    let retitled = of("retitled");
    assert_eq!(
        (&retitled["titleBefore"], &retitled["title"]),
        (&json!("Painting"), &json!("Painting walls"))
    );
}

#[tokio::test]
async fn a_release_that_is_not_there_is_not_found() {
    let api = fixture::api().await;
    let refused = api.refused("/conferences/days24/releases/2").await;
    assert_eq!(refused, (404, "there is no release `2`".to_owned()));
    let (status, detail) = api.refused("/conferences/days24/releases/latest").await;
    assert_eq!((status, detail.starts_with("`release`: ")), (400, true), "{detail}");
}
