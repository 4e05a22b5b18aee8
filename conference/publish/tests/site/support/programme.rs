//! A small conference of our own, made by hand, and a large one, made by rule.

use jiff::{SignedDuration, Timestamp};
use plenary_domain::change::{Change, Place};
use plenary_domain::conference::Conference;
use plenary_domain::day::Day;
use plenary_domain::identity::{ConferenceId, RoomId, SessionId, SessionTypeId, SpeakerId, TrackId};
use plenary_domain::programme::Programme;
use plenary_domain::published::Published;
use plenary_domain::release::{Release, ReleaseNote, ReleaseNumber};
use plenary_domain::room::Room;
use plenary_domain::session::{Link, Recording, Session, SessionState, SessionType};
use plenary_domain::slot::{Slot, SlotContent, SlotGuid, SlotNumber};
use plenary_domain::speaker::Speaker;
use plenary_domain::text::{Text, TextFormat};
use plenary_domain::track::Track;
use uuid::Uuid;

pub fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn conference() -> Conference {
    Conference {
        id: ConferenceId(uuid(1)),
        slug: "tidal".parse().unwrap(),
        title: "Tidal 2026".to_owned(),
        subtitle: Some("Two days by the sea".to_owned()),
        acronym: Some("tidal26".to_owned()),
        time_zone: "Europe/Berlin".parse().unwrap(),
        start: "2026-09-25".parse().unwrap(),
        end: "2026-09-26".parse().unwrap(),
        day_change: "04:00".parse().unwrap(),
        timeslot_minutes: 5,
        venue: Some("Old Lighthouse".to_owned()),
        city: Some("Husum".to_owned()),
        url: Some("https://tidal.example.org/2026".parse().unwrap()),
        logo: None,
        accent: Some("#0a7d6c".parse().unwrap()),
        description: Text::new(TextFormat::Markdown, "Everything about **tides**."),
        language: Some("en".parse().unwrap()),
    }
}

pub fn session(number: u8, title: &str) -> Session {
    Session {
        id: SessionId(uuid(100 + u128::from(number))),
        code: format!("SESS{number:02}").parse().unwrap(),
        state: SessionState::Confirmed,
        title: title.to_owned(),
        subtitle: None,
        track: None,
        session_type: None,
        language: None,
        abstract_text: None,
        description: None,
        speakers: Vec::new(),
        links: Vec::new(),
        attachments: Vec::new(),
        logo: None,
        recording: Recording::default(),
        feedback_url: None,
        origin_url: None,
        source_id: None,
    }
}

pub fn speaker(number: u8, name: &str) -> Speaker {
    Speaker {
        id: SpeakerId(uuid(200 + u128::from(number))),
        code: format!("SPEA{number:02}").parse().unwrap(),
        guid: uuid(300 + u128::from(number)),
        source_id: None,
        name: name.to_owned(),
        biography: None,
        avatar: None,
        links: Vec::new(),
    }
}

pub fn slot(number: u32, content: SlotContent, room: Option<RoomId>, start: &str, minutes: u32) -> Slot {
    Slot {
        guid: SlotGuid(uuid(400 + u128::from(number))),
        number: SlotNumber::try_from(number).unwrap(),
        content,
        room,
        start: instant(start),
        minutes,
    }
}

fn room(number: u8, name: &str) -> Room {
    Room {
        id: RoomId(uuid(500 + u128::from(number))),
        name: name.to_owned(),
        slug: name.to_lowercase(),
        guid: uuid(600 + u128::from(number)),
        capacity: (number == 1).then_some(240),
        description: None,
    }
}

fn day(index: u32, date: &str) -> Day {
    let zone = conference().time_zone;
    Day::between_turns(index, date.parse().unwrap(), &zone, conference().day_change).unwrap()
}

fn sessions() -> Vec<Session> {
    let [science, harbour] = tracks().map(|track| track.id);
    let talk = SessionTypeId(uuid(800));
    let mut opening = session(1, "Why the sea goes away");
    opening.subtitle = Some("and comes back".to_owned());
    opening.track = Some(science);
    opening.session_type = Some(talk);
    opening.language = Some("en".parse().unwrap());
    opening.abstract_text = Text::new(TextFormat::Plain, "The moon pulls.\n\nThe sea follows.");
    opening.description = Text::new(TextFormat::Html, "<p>With <em>models</em>.</p>");
    opening.speakers = vec![SpeakerId(uuid(201)), SpeakerId(uuid(202))];
    opening.links = vec![Link {
        title: "Tide tables".to_owned(),
        url: "https://tides.example.org/?a=1&b=2".parse().unwrap(),
    }];
    opening.attachments = vec![Link {
        title: "Slides".to_owned(),
        url: "https://tidal.example.org/slides.pdf".parse().unwrap(),
    }];
    opening.recording = Recording { license: Some("CC BY 4.0".to_owned()), opted_out: false };
    opening.feedback_url = Some("https://tidal.example.org/feedback/1".parse().unwrap());
    opening.origin_url = Some("https://tidal.example.org/talks/1".parse().unwrap());

    let mut german = session(2, "Wattwandern für Anfänger");
    german.track = Some(harbour);
    german.language = Some("de".parse().unwrap());
    german.speakers = vec![SpeakerId(uuid(202))];
    german.recording.opted_out = true;

    let mut cancelled = session(3, "Knots that hold");
    cancelled.state = SessionState::Cancelled;

    vec![opening, german, cancelled, session(4, "Night watch")]
}

fn tracks() -> [Track; 2] {
    let track = |number: u128, name: &str, colour: Option<&str>| Track {
        id: TrackId(uuid(700 + number)),
        name: name.to_owned(),
        slug: name.to_lowercase(),
        colour: colour.map(|colour| colour.parse().unwrap()),
    };
    [track(1, "Science", Some("#3366cc")), track(2, "Harbour", None)]
}

/// Two days: overlapping sessions in a room, a break, a cancelled session, a night that ends on the next morning, and a
/// session that is given twice.
pub fn programme() -> Programme {
    let rooms = vec![room(1, "Hall"), room(2, "Cabin")];
    let (hall, cabin) = (Some(rooms[0].id), Some(rooms[1].id));
    let sessions = sessions();
    let of = |number: usize| SlotContent::Session(sessions[number - 1].id);
    let mut reader = speaker(1, "Ada Ebbing");
    reader.biography = Text::new(TextFormat::Plain, "Reads the sea.");
    reader.avatar = Some("https://tidal.example.org/ada.jpg".parse().unwrap());
    reader.links =
        vec![Link { title: "Homepage".to_owned(), url: "https://ada.example.org/".parse().unwrap() }];
    let slots = vec![
        slot(1, of(1), hall, "2026-09-25T08:00:00Z", 60),
        slot(2, of(2), cabin, "2026-09-25T08:15:00Z", 45),
        slot(3, of(3), hall, "2026-09-25T08:30:00Z", 60),
        slot(4, SlotContent::Break("Tea".to_owned()), None, "2026-09-25T09:30:00Z", 30),
        slot(5, of(4), hall, "2026-09-25T21:30:00Z", 210),
        slot(6, of(1), cabin, "2026-09-26T09:00:00Z", 60),
    ];
    Programme {
        tracks: tracks().to_vec(),
        rooms,
        session_types: vec![SessionType {
            id: SessionTypeId(uuid(800)),
            name: "Talk".to_owned(),
            slug: "talk".to_owned(),
        }],
        speakers: vec![reader, speaker(2, "Jan Priel")],
        sessions,
        slots,
        days: vec![day(1, "2026-09-25"), day(2, "2026-09-26")],
    }
}

pub fn releases() -> Vec<ReleaseNote> {
    let place =
        |start: &str, room: &str| Place { start: instant(start), minutes: 60, room: Some(room.to_owned()) };
    let guid = |number: u128| SlotGuid(uuid(400 + number));
    let (opening, cancelled) = ("SESS01".parse().unwrap(), "SESS03".parse().unwrap());
    let changes = vec![
        Change::Moved {
            slot: guid(1),
            session: Some(opening),
            title: "Why the sea goes away".to_owned(),
            from: place("2026-09-25T07:00:00Z", "Cabin"),
            to: place("2026-09-25T08:00:00Z", "Hall"),
        },
        Change::Retitled {
            slot: guid(1),
            session: Some(opening),
            before: "The sea".to_owned(),
            title: "Why the sea goes away".to_owned(),
        },
        Change::Cancelled {
            slot: guid(3),
            session: Some(cancelled),
            title: "Knots that hold".to_owned(),
            from: place("2026-09-25T08:30:00Z", "Hall"),
        },
        Change::New {
            slot: guid(4),
            session: None,
            title: "Tea".to_owned(),
            to: place("2026-09-25T09:30:00Z", "Hall"),
        },
        Change::Cancelled {
            slot: guid(9),
            session: Some("GONE00".parse().unwrap()),
            title: "Off the programme".to_owned(),
            from: place("2026-09-26T08:30:00Z", "Hall"),
        },
    ];
    vec![
        ReleaseNote {
            number: ReleaseNumber(2),
            label: Some("High water".to_owned()),
            released_at: instant("2026-08-02T10:00:00Z"),
            changes,
        },
        ReleaseNote {
            number: ReleaseNumber(1),
            label: None,
            released_at: instant("2026-08-01T10:00:00Z"),
            changes: Vec::new(),
        },
    ]
}

pub fn published(conference: Conference, programme: Programme) -> Published {
    let note = releases().swap_remove(0);
    Published::new(conference, Release { note, programme })
}

/// A conference of a size: talks of 30 minutes in ten rooms, with texts as long as real ones are.
pub fn large(sessions: usize) -> Published {
    let words = [
        "harbour", "tide", "signal", "current", "model", "protocol", "library", "measure", "anchor", "chart",
        "lamp", "depth", "network", "policy", "memory", "garden", "engine", "sail", "archive", "winter",
    ];
    let prose = |seed: usize, length: usize| -> String {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(97);
        let mut text = String::new();
        for position in 0..length {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += words[(state >> 33) % words.len()];
            text += if position % 12 == 11 { ".\n\n" } else { " " };
        }
        text
    };
    let code = |prefix: char, number: usize| format!("{prefix}{number:05}").parse().unwrap();
    let mut programme = programme();
    programme.rooms = (1..=10).map(|number| room(number, &format!("Room {number}"))).collect();
    programme.speakers = (0..sessions * 4 / 5)
        .map(|number| Speaker {
            id: SpeakerId(uuid(20_000 + number as u128)),
            code: code('P', number),
            biography: Text::new(TextFormat::Plain, prose(number, 40)),
            ..speaker(1, &format!("{} {}", words[number % 20], words[number / 20 % 20]))
        })
        .collect();
    programme.sessions = (0..sessions)
        .map(|number| Session {
            id: SessionId(uuid(10_000 + number as u128)),
            code: code('S', number),
            track: Some(programme.tracks[number % 2].id),
            abstract_text: Text::new(TextFormat::Markdown, prose(number, 90)),
            description: Text::new(TextFormat::Html, format!("<p>{}</p>", prose(number + 7, 60))),
            speakers: vec![programme.speakers[number % programme.speakers.len()].id],
            ..session(1, &prose(number * 31, 6).replace("\n\n", " "))
        })
        .collect();
    let days = sessions.div_ceil(340).max(2);
    let first: jiff::civil::Date = "2026-09-25".parse().unwrap();
    programme.days = (0..days)
        .map(|index| {
            let date = first + jiff::Span::new().days(i64::try_from(index).unwrap());
            day(u32::try_from(index + 1).unwrap(), &date.to_string())
        })
        .collect();
    let a_day = sessions.div_ceil(days);
    programme.slots = (0..sessions)
        .map(|number| {
            let (on_day, day) = (number % a_day, number / a_day);
            let minutes = 30 * i64::try_from(on_day / 10).unwrap();
            let start = programme.days[day].start + SignedDuration::from_mins(300 + minutes);
            let content = SlotContent::Session(programme.sessions[number].id);
            let room = Some(programme.rooms[on_day % 10].id);
            slot(u32::try_from(number + 1).unwrap(), content, room, &start.to_string(), 30)
        })
        .collect();
    published(conference(), programme)
}
