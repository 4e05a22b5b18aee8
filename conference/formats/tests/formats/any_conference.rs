//! Any conference that the domain allows, with awkward texts everywhere.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use plenary_domain::code::PageCode;
use plenary_domain::conference::Conference;
use plenary_domain::day::Day;
use plenary_domain::identity::{ConferenceId, RoomId, SessionId, SessionTypeId, SpeakerId, TrackId};
use plenary_domain::ledger::Ledger;
use plenary_domain::programme::{Programme, sort_slots};
use plenary_domain::room::Room;
use plenary_domain::session::{Link, Recording, Session, SessionState, SessionType};
use plenary_domain::slot::{Slot, SlotContent, SlotGuid};
use plenary_domain::speaker::Speaker;
use plenary_domain::text::{Text, TextFormat};
use plenary_domain::track::Track;
use plenary_domain::web_url::WebUrl;
use plenary_formats::export::Export;
use proptest::prelude::*;
use uuid::Uuid;

const ZONES: [&str; 7] = [
    "Europe/Berlin",
    "America/New_York",
    "UTC",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Etc/GMT-1",
    "America/St_Johns",
];

/// A line of text with everything that some format treats specially.
fn line() -> impl Strategy<Value = String> {
    "[a-z][a-zA-Z0-9<>&\"'\\\\;:,#%={}äß日😀 ]{0,24}[a-z0-9]"
}

fn long_text() -> impl Strategy<Value = Option<Text>> {
    let format = prop_oneof![Just(TextFormat::Plain), Just(TextFormat::Markdown), Just(TextFormat::Html)];
    let source = "[a-zA-Z0-9<>&\"'\\\\;:,*_#\\[\\]()äß日😀 \n\r\t\u{1}\u{0}\u{7f}]{0,200}";
    (format, source).prop_map(|(format, source)| Text::new(format, source))
}

fn address() -> impl Strategy<Value = Option<WebUrl>> {
    prop_oneof![
        Just(None),
        "https?://[a-zäö]{1,8}\\.example(:80)?(/[a-zA-Z0-9%äé\\[\\]~#?&=,;'()!$*+:@.-]{0,20}){0,3}"
            .prop_map(|text| text.parse().ok())
    ]
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let link = (line(), address()).prop_map(|(title, url)| url.map(|url| Link { title, url }));
    prop::collection::vec(link, 0..3).prop_map(|links| links.into_iter().flatten().collect())
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(|bits| uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid())
}

prop_compose! {
    fn conference()(
        id in uuid(), title in line(), subtitle in prop::option::of(line()), acronym in prop::option::of(line()),
        zone in 0..ZONES.len(), timeslot_minutes in 1..60_u32, venue in prop::option::of(line()),
        city in prop::option::of(line()), url in address(), logo in address(), accent in prop::option::of("#[0-9a-f]{6}"),
        description in long_text(), language in prop::option::of(Just("de")), month in 1..13_i8,
    ) -> Conference {
        Conference {
            id: ConferenceId(id), slug: "any-conference".parse().unwrap(), title, subtitle, acronym,
            time_zone: ZONES[zone].parse().unwrap(), start: date(2026, month, 1), end: date(2026, month, 3),
            day_change: jiff::civil::time(4, 0, 0, 0), timeslot_minutes, venue, city, url, logo,
            accent: accent.map(|colour| colour.parse().unwrap()), description,
            language: language.map(|language| language.parse().unwrap()),
        }
    }
}

prop_compose! {
    fn speaker(position: usize)(
        id in uuid(), guid in uuid(), source_id in prop::option::of(Just(format!("p{position}"))), name in line(),
        biography in long_text(), avatar in address(), links in links(),
    ) -> Speaker {
        Speaker { id: SpeakerId(id), code: code('P', position), guid, source_id, name, biography, avatar, links }
    }
}

type Choices = (prop::sample::Index, prop::sample::Index, prop::sample::Index);

prop_compose! {
    fn session(position: usize)(
        id in uuid(), cancelled in prop::bool::weighted(0.2), title in line(), subtitle in prop::option::of(line()),
        abstract_text in long_text(), description in long_text(), links in links(), attachments in links(),
        logo in address(), license in prop::option::of(line()), opted_out in any::<bool>(), feedback_url in address(),
        origin_url in address(), choices in any::<Choices>(), language in prop::option::of(Just("en-GB")),
        source_id in prop::option::of(Just(format!("s{position}"))),
    ) -> (Session, Choices) {
        let state = if cancelled { SessionState::Cancelled } else { SessionState::Confirmed };
        let session = Session {
            id: SessionId(id), code: code('S', position), state, title, subtitle, track: None, session_type: None,
            language: language.map(|language| language.parse().unwrap()), abstract_text, description, speakers: vec![],
            links, attachments, logo, recording: Recording { license, opted_out }, feedback_url, origin_url, source_id,
        };
        (session, choices)
    }
}

fn code(kind: char, position: usize) -> PageCode {
    format!("{kind}{position:05}").parse().unwrap()
}

fn slot_seed()
-> impl Strategy<Value = (Uuid, bool, Option<prop::sample::Index>, i64, u32, prop::sample::Index, String)> {
    (
        uuid(),
        prop::bool::weighted(0.2),
        prop::option::weighted(0.9, any::<prop::sample::Index>()),
        0..3 * 1440_i64,
        1..600_u32,
        any::<prop::sample::Index>(),
        line(),
    )
}

/// An export of any conference.
pub fn export() -> impl Strategy<Value = Export> {
    let speakers = (0..4).map(speaker).collect::<Vec<_>>();
    let sessions = (0..5).map(session).collect::<Vec<_>>();
    let names = || {
        prop::collection::vec((uuid(), uuid(), line(), prop::option::of("#[0-9a-f]{6}"), long_text()), 1..4)
    };
    let slots = prop::collection::vec(slot_seed(), 1..12);
    (conference(), names(), names(), names(), speakers, sessions, slots, prop::option::of(line())).prop_map(
        |(conference, tracks, rooms, kinds, speakers, sessions, slots, label)| {
            let mut programme = Programme {
                tracks: tracks
                    .into_iter()
                    .enumerate()
                    .map(|(at, (id, _, name, colour, _))| Track {
                        id: TrackId(id),
                        name: format!("{name} {at}"),
                        slug: format!("track-{at}"),
                        colour: colour.map(|colour| colour.parse().unwrap()),
                    })
                    .collect(),
                rooms: rooms
                    .into_iter()
                    .enumerate()
                    .map(|(at, (id, guid, name, colour, description))| Room {
                        id: RoomId(id),
                        name: format!("{name} {at}"),
                        slug: format!("room-{at}"),
                        guid,
                        capacity: colour.map(|_| 100),
                        description,
                    })
                    .collect(),
                session_types: kinds
                    .into_iter()
                    .enumerate()
                    .map(|(at, (id, _, name, _, _))| SessionType {
                        id: SessionTypeId(id),
                        name: format!("{name} {at}"),
                        slug: format!("kind-{at}"),
                    })
                    .collect(),
                speakers,
                sessions: vec![],
                slots: vec![],
                days: days(&conference),
            };
            programme.sessions = sessions.into_iter().map(|session| assigned(session, &programme)).collect();
            programme.slots =
                slots.into_iter().enumerate().map(|(at, seed)| slot(at, seed, &programme)).collect();
            sort_slots(&mut programme.slots, &programme.rooms);
            let note = plenary_domain::release::ReleaseNote {
                number: plenary_domain::release::ReleaseNumber::FIRST,
                label,
                released_at: Timestamp::UNIX_EPOCH,
                changes: vec![],
            };
            Export { ledger: Ledger::of(&programme), conference, releases: vec![note], programme }
        },
    )
}

fn days(conference: &Conference) -> Vec<Day> {
    let at = |offset: i64| {
        let date = conference.start.checked_add(jiff::Span::new().days(offset)).unwrap();
        (date, conference.time_zone.instant(date.to_datetime(conference.day_change)).unwrap())
    };
    // One more than the conference has, for the clock may be set back and make it longer than three times 24 hours.
    (0..4)
        .map(|offset| Day {
            index: u32::try_from(offset).unwrap() + 1,
            date: at(offset).0,
            start: at(offset).1,
            end: at(offset + 1).1,
        })
        .collect()
}

fn assigned((mut session, choices): (Session, Choices), programme: &Programme) -> Session {
    session.track = Some(choices.0.get(&programme.tracks).id).filter(|_| choices.2.index(4) > 0);
    session.session_type =
        Some(choices.1.get(&programme.session_types).id).filter(|_| choices.2.index(3) > 0);
    session.speakers = programme.speakers.iter().skip(choices.2.index(5)).map(|speaker| speaker.id).collect();
    session
}

fn slot(
    position: usize,
    (guid, is_break, room, offset, minutes, session, title): (
        Uuid,
        bool,
        Option<prop::sample::Index>,
        i64,
        u32,
        prop::sample::Index,
        String,
    ),
    programme: &Programme,
) -> Slot {
    let content = if is_break {
        SlotContent::Break(title)
    } else {
        SlotContent::Session(session.get(&programme.sessions).id)
    };
    Slot {
        guid: SlotGuid(guid),
        number: u32::try_from(position * 7 + 1).unwrap().try_into().unwrap(),
        content,
        room: room.map(|room| room.get(&programme.rooms).id),
        start: programme.days[0].start + SignedDuration::from_mins(offset),
        minutes,
    }
}
