//! `/conferences/{conference}/schedule` and one day of it.

use crate::fixture;
use serde_json::{Value, json};

fn titles(day: &Value) -> Vec<(&str, &str)> {
    let slots = day["slots"].as_array().expect("slots");
    slots
        .iter()
        .map(|slot| {
            let title = slot["session"]["title"].as_str().or(slot["break"].as_str()).expect("a title");
            (slot["start"].as_str().expect("a time"), title)
        })
        .collect()
}

#[tokio::test]
async fn the_schedule_goes_day_by_day_and_nights_belong_to_evenings() {
    let api = fixture::api().await;
    let schedule = api.ok("/conferences/days24/schedule").await;
    assert_eq!((&schedule["timeZone"], &schedule["release"]["number"]), (&json!("Europe/Berlin"), &json!(1)));
    let days = schedule["days"].as_array().unwrap();
    assert_eq!(
        titles(&days[0]),
        [
            ("2024-12-27T10:00:00Z", "Clouds"),
            ("2024-12-27T11:00:00Z", "Painting"),
            ("2024-12-27T12:00:00Z", "Lunch"),
            ("2024-12-27T23:30:00Z", "Night"),
        ]
    );
    assert_eq!(titles(&days[1]), [("2024-12-28T11:00:00Z", "Painting"), ("2024-12-28T13:00:00Z", "Never")]);
    let expected = json!({
        "guid": "00000000-0000-0000-0000-000000000004", "number": 4, "day": "2024-12-27",
        "start": "2024-12-27T12:00:00Z", "end": "2024-12-27T12:45:00Z", "minutes": 45,
        "room": { "slug": "hall-1", "name": "Hall 1" }, "session": null, "break": "Lunch",
    });
    assert_eq!(days[0]["slots"][2], expected);
    assert_eq!(days[1]["slots"][1]["session"]["state"], "cancelled");
}

#[tokio::test]
async fn a_day_is_a_part_of_it() {
    let api = fixture::api().await;
    let schedule = api.ok("/conferences/days24/schedule").await;
    let day = api.ok("/conferences/days24/schedule/2024-12-28").await;
    assert_eq!((&day["date"], &day["index"]), (&json!("2024-12-28"), &json!(2)));
    assert_eq!((&day["slots"], &day["release"]), (&schedule["days"][1]["slots"], &schedule["release"]));
}

#[tokio::test]
async fn a_day_that_is_not_there_is_not_found() {
    let api = fixture::api().await;
    let refused = api.refused("/conferences/days24/schedule/2024-12-29").await;
    assert_eq!(refused, (404, "there is no day `2024-12-29`".to_owned()));
    let (status, detail) = api.refused("/conferences/days24/schedule/tomorrow").await;
    assert_eq!(
        (status, detail.starts_with("`day`: `tomorrow` is no date; write one as 2024-12-28")),
        (400, true),
        "{detail}"
    );
}
