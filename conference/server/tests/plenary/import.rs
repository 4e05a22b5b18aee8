use crate::command::{Workplace, fail, succeed};
use std::fs;

#[test]
fn an_import_tells_what_it_came_to() {
    let place = Workplace::new();
    let created = place.import(&place.schedule("Opening", "one"));
    assert!(
        created.starts_with("Imported Tiny Conf as /tiny/: 2 sessions, 1 speaker, 1 day, release 1 (one)\n"),
        "{created}"
    );
    let again = place.import(&place.path("schedule.xml"));
    assert!(again.starts_with("Unchanged: Tiny Conf as /tiny/"), "{again}");
    let renamed = place.import(&place.schedule("Opening", "one again"));
    assert!(
        renamed.contains("release 1 (one)\nThe file calls itself one again, but has nothing new"),
        "{renamed}"
    );
    let updated = place.import(&place.schedule("Opening words", "two"));
    assert!(updated.contains("Updated Tiny Conf as /tiny/"), "{updated}");
    assert!(
        updated.contains("release 2 (two)\nChanged: 1 retitled\n  - retitled: Opening, now Opening words\n"),
        "{updated}"
    );
    let list = succeed(&mut place.command(&["conferences"]));
    assert_eq!(list, "tiny  2030-01-02 – 2030-01-02  Tiny Conf, release 2\n");
    let pages = fs::read_to_string(place.path("data/site/tiny/schedule.html")).unwrap();
    assert!(pages.contains("Opening words") && pages.contains("/assets/main-A1B2.js"), "{pages}");
    assert!(place.path("data/site/assets/main-A1B2.js").is_file());
}

#[test]
fn what_was_put_right_is_told() {
    let place = Workplace::new();
    let file = place.schedule("Opening", "one");
    let without =
        fs::read_to_string(&file).unwrap().replace("<time_zone_name>Europe/Berlin</time_zone_name>", "");
    fs::write(&file, without.replace("+01:00", "")).unwrap();
    let told = place.import(&file);
    assert!(told.contains("Put right:\n  - The file names no time zone"), "{told}");
    let file = file.to_str().unwrap();
    let told =
        succeed(&mut place.publishing(&["import", file, "--slug", "other", "--time-zone", "Asia/Tokyo"]));
    assert!(told.contains("as /other/"), "{told}");
}

#[test]
fn a_file_without_a_time_zone_keeps_the_one_it_was_first_imported_in() {
    let place = Workplace::new();
    let file = place.schedule("Opening", "one");
    let without =
        fs::read_to_string(&file).unwrap().replace("<time_zone_name>Europe/Berlin</time_zone_name>", "");
    fs::write(&file, without.replace("+01:00", "")).unwrap();
    let file = file.to_str().unwrap();
    let created = succeed(&mut place.publishing(&["import", file, "--time-zone", "Asia/Tokyo"]));
    assert!(created.contains("Asia/Tokyo"), "{created}");
    let again = succeed(&mut place.publishing(&["import", file]));
    assert!(again.starts_with("Unchanged: Tiny Conf"), "{again}");
    let moved = succeed(&mut place.publishing(&["import", file, "--time-zone", "Europe/Berlin"]));
    assert!(moved.contains("Changed: 2 moved"), "{moved}");
}

#[test]
fn a_bad_file_is_one_clear_error_and_leaves_nothing() {
    let place = Workplace::new();
    let whole = fs::read_to_string(place.schedule("Opening", "one")).unwrap();
    let half = &whole[..whole.len() / 2];
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><schedule>&b;</schedule>";
    for (name, content) in [
        ("empty.xml", ""),
        ("half.xml", half),
        ("bomb.xml", bomb),
        ("page.html", "<html><body>Hi</body></html>"),
    ] {
        let file = place.write(name, content);
        let said = fail(&mut place.publishing(&["import", file.to_str().unwrap()]));
        assert!(said.contains(name), "{said}");
        assert!(!place.path("data").exists(), "{name} left something");
    }
    let huge = place.path("huge.xml");
    fs::File::create(&huge).unwrap().set_len(50 << 20).unwrap();
    let said = fail(&mut place.publishing(&["import", huge.to_str().unwrap()]));
    assert!(said.contains("50.0 MiB"), "{said}");
    let said = fail(&mut place.publishing(&["import", "/nowhere/schedule.xml"]));
    assert!(said.contains("/nowhere/schedule.xml") && said.contains("No such file"), "{said}");
    assert!(!place.path("data").exists());
    // Beside a conference, too, a bad file changes nothing.
    place.import(&place.path("schedule.xml"));
    let before = fs::read(place.path("data/site/tiny/current.json")).unwrap();
    fail(&mut place.publishing(&["import", place.path("half.xml").to_str().unwrap()]));
    assert_eq!(fs::read(place.path("data/site/tiny/current.json")).unwrap(), before);
}

#[test]
fn another_conference_is_not_overwritten_by_mistake() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let other = fs::read_to_string(place.path("schedule.xml")).unwrap();
    let other =
        other.replace("Tiny Conf", "Huge Summit").replace(">tiny<", ">huge<").replace("8f1f2b8e", "9a9a9a9a");
    let file = place.write("other.xml", &other);
    let file = file.to_str().unwrap();
    let said = fail(&mut place.publishing(&["import", file, "--slug", "tiny"]));
    assert!(said.contains("`tiny` belongs to `Tiny Conf`"), "{said}");
    let told = succeed(&mut place.publishing(&["import", file, "--slug", "tiny", "--replace"]));
    assert!(told.contains("Huge Summit as /tiny/"), "{told}");
}

#[test]
fn exports_come_in_four_formats_and_the_own_one_loses_nothing() {
    let place = Workplace::new();
    place.import(&place.schedule("Opening", "one"));
    let export = |format: &str| succeed(&mut place.command(&["export", "tiny", "--format", format]));
    assert!(export("xml").contains("<title>Opening</title>"));
    assert!(export("frab-json").contains("\"Opening\""));
    let calendar =
        succeed(&mut place.command(&["export", "tiny", "--format", "ics", "--url", "https://tiny.example"]));
    assert!(calendar.starts_with("BEGIN:VCALENDAR"), "{calendar}");
    assert!(calendar.contains("https://tiny.example/tiny/"), "{calendar}");
    let whole = export("json");
    let file = place.path("tiny.json");
    succeed(&mut place.command(&["export", "tiny", "--output", file.to_str().unwrap()]));
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    let elsewhere = Workplace::new();
    elsewhere.import(&file);
    assert_eq!(succeed(&mut elsewhere.command(&["export", "tiny"])), whole);
    let said = fail(&mut place.command(&["export", "none"]));
    assert_eq!(said, "plenary: there is no conference none\n");
    let said = fail(&mut Workplace::new().command(&["export", "tiny"]));
    assert!(said.contains("import a schedule first"), "{said}");
}
