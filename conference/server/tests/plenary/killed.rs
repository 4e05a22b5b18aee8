//! An import that is killed at any moment leaves one whole release, and the next import carries on.

use crate::command::{Workplace, succeed};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::Instant;

const SESSIONS: u32 = 240;

/// A schedule whose every title carries the edition, so that a mixture shows.
fn edition(place: &Workplace, edition: &str) -> PathBuf {
    let mut events = String::new();
    for number in 1..=SESSIONS {
        let minute = (number - 1) % 12 * 5;
        let hour = 8 + (number - 1) / 24;
        write!(
            events,
            "<event guid=\"00000000-0000-4000-8000-{number:012}\" id=\"{number}\">\
             <date>2030-01-02T{hour:02}:{minute:02}:00+01:00</date><start>{hour:02}:{minute:02}</start>\
             <duration>00:05</duration><room>Hall</room><title>{edition} {number}</title><subtitle/><track>Main</track>\
             <type>talk</type><language>en</language><abstract>{text}</abstract><description/>\
             <persons><person id=\"{number}\">Speaker {number}</person></persons><links/><attachments/></event>",
            text = format!("{edition} tells how it went. ").repeat(30),
        )
        .expect("text in memory");
    }
    let schedule = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><schedule><version>{edition}</version><conference>\
         <title>Kill Conf</title><acronym>kill</acronym><start>2030-01-02</start><end>2030-01-02</end><days>1</days>\
         <timeslot_duration>00:05</timeslot_duration><time_zone_name>Europe/Berlin</time_zone_name></conference>\
         <day index=\"1\" date=\"2030-01-02\" start=\"2030-01-02T07:00:00+01:00\" end=\"2030-01-03T04:00:00+01:00\">\
         <room name=\"Hall\">{events}</room></day></schedule>"
    );
    place.write(&format!("{edition}.xml"), &schedule)
}

/// The editions that stand in an export: one, unless the import was torn.
fn editions(place: &Workplace) -> (BTreeSet<String>, usize) {
    let export = succeed(&mut place.command(&["export", "kill", "--format", "frab-json"]));
    let export: serde_json::Value = serde_json::from_str(&export).expect("JSON");
    let days = export["schedule"]["conference"]["days"].as_array().expect("days");
    let rooms = days.iter().flat_map(|day| day["rooms"].as_object().expect("rooms").values());
    let titles: Vec<String> = rooms
        .flat_map(|room| room.as_array().expect("events"))
        .map(|event| {
            event["title"].as_str().expect("a title").split(' ').next().unwrap_or_default().to_owned()
        })
        .collect();
    (titles.iter().cloned().collect(), titles.len())
}

#[test]
fn a_killed_import_leaves_a_whole_release_and_the_next_one_carries_on() {
    let rounds =
        std::env::var("PLENARY_SOAK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(6u32);
    let place = Workplace::new();
    let files = [edition(&place, "first"), edition(&place, "second")];
    place.import(&files[0]);
    let began = Instant::now();
    place.import(&files[1]);
    let whole = began.elapsed();
    let mut killed = 0;
    // Bounded: a soak with thousands of cases needs no more than this of processes that take half a second each.
    let rounds = rounds.min(200);
    for round in 0..rounds {
        let file = files[round as usize % 2].to_str().expect("a readable path");
        let mut import = place.publishing(&["import", file]);
        let mut import =
            import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command runs");
        thread::sleep(whole.mul_f64(f64::from(round + 1) / f64::from(rounds + 1)));
        let running = import.try_wait().expect("its state").is_none();
        import.kill().expect("a process of ours");
        import.wait().expect("it ends");
        killed += u32::from(running);
        let (editions, sessions) = editions(&place);
        assert_eq!(editions.len(), 1, "round {round} left a mixture: {editions:?}");
        assert_eq!(sessions, SESSIONS as usize, "round {round} lost sessions");
    }
    assert!(killed > 0, "no import was caught running; the test proves nothing");

    // What was left lying does no harm: the next import ends whole, and so does the site.
    place.import(&files[0]);
    assert_eq!(editions(&place), (BTreeSet::from(["first".to_owned()]), SESSIONS as usize));
    let server = place.serve(&[]);
    let page =
        server.wait_for("/kill/schedule", |reply| reply.status == 200 && reply.text().contains("first 240"));
    assert!(!page.text().contains("second "), "the site mixes two editions");
    server.wait_for("/v1/conferences/kill/sessions", |reply| {
        reply.status == 200 && !reply.text().contains("second ")
    });
}
