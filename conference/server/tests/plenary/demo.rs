use crate::command::{Server, Workplace, succeed};
use std::process::Command;

#[test]
fn a_demo_shows_the_fictional_conference_around_the_time_it_pretends() {
    let place = Workplace::new();
    let at = "2031-05-06T12:00:00Z";
    let server = Server::start(&mut place.publishing(&["demo", "--port", "0", "--at", at]));
    let root = server.get("/", "");
    assert_eq!(root.status, 302);
    let schedule = server.get(root.header("location"), "");
    assert_eq!(schedule.status, 200);
    assert!(schedule.text().contains("2031-05-06"), "the day of the pretence is one of its days");
    let slug = root.header("location").split('/').nth(1).unwrap().to_owned();
    let current = server.wait_for(&format!("/{slug}/current.json"), |reply| reply.status == 200).json();
    assert_eq!(current["clock"], at);
    let sessions = server.get(&format!("/v1/conferences/{slug}/sessions"), "").json();
    assert!(sessions["items"].as_array().unwrap().len() > 20);
    assert_eq!(server.terminate(), Some(0));
}

#[test]
fn a_demo_of_a_file_shows_the_file() {
    let place = Workplace::new();
    let file = place.schedule("Opening", "one");
    let server =
        Server::start(&mut place.publishing(&["demo", "--port", "0", "--from", file.to_str().unwrap()]));
    assert!(server.get("/tiny/schedule", "").text().contains("Opening"));
}

#[test]
fn help_shows_how() {
    let help = |arguments: &[&str]| {
        succeed(Command::new(env!("CARGO_BIN_EXE_plenary")).args(arguments).env_remove("PLENARY_URL"))
    };
    let whole = help(&["--help"]);
    for words in ["serve", "import", "export", "demo", "conferences", "plenary import schedule.xml"] {
        assert!(whole.contains(words), "{words}: {whole}");
    }
    assert!(help(&["import", "--help"]).contains("--time-zone"));
}
