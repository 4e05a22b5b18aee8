//! Reads a schedule file, makes a release of it, and writes it in a format.
//!
//! `convert FILE --format xml|json|ics|jsonld|export|summary [--time-zone ZONE]`
//!
//! The result goes to standard output; what was repaired, or why the file is refused, to standard error.

use jiff::Timestamp;
use plenary_domain::code::{ConferenceSlug, PageCode};
use plenary_domain::identity::{ConferenceId, IdentitySource};
use plenary_domain::ledger::Ledger;
use plenary_domain::published::Published;
use plenary_domain::reconcile;
use plenary_domain::release::{Release, ReleaseNote, ReleaseNumber};
use plenary_formats::export::{self, Export};
use plenary_formats::{
    Addresses, ReadOptions, ReadSchedule, SourceFile, frab_json, frab_xml, icalendar, json_ld, read,
};
use std::process::ExitCode;
use uuid::Uuid;

/// Identities that are the same at every run, so that outputs can be compared.
struct Counted(u32);

impl IdentitySource for Counted {
    fn uuid(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::new_v5(&Uuid::NAMESPACE_OID, &self.0.to_be_bytes())
    }

    fn page_code(&mut self) -> PageCode {
        self.0 += 1;
        let digits = format!("{:06}", self.0 % 1_000_000);
        let letters: String = digits.bytes().map(|digit| char::from(digit - b'0' + b'A')).collect();
        letters.parse().expect("six letters are a code")
    }
}

struct Arguments {
    file: String,
    format: String,
    options: ReadOptions,
}

fn arguments() -> Result<Arguments, String> {
    let mut given = std::env::args().skip(1);
    let (mut file, mut format, mut options) = (None, "summary".to_owned(), ReadOptions::default());
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{argument} takes a value"));
        match argument.as_str() {
            "--format" => format = value()?,
            "--time-zone" => {
                options.time_zone = Some(value()?.parse().map_err(|error| format!("{error}"))?);
            }
            _ => file = Some(argument),
        }
    }
    let file =
        file.ok_or("usage: convert FILE [--format xml|json|ics|jsonld|export|summary] [--time-zone ZONE]")?;
    Ok(Arguments { file, format, options })
}

fn publish(read: &ReadSchedule, name: &str) -> Published {
    let imported = &read.schedule;
    let mut identities = Counted(0);
    let slug = ConferenceSlug::from_name(imported.conference.acronym.as_deref().unwrap_or(name))
        .or_else(|| ConferenceSlug::from_name(&imported.conference.title))
        .or_else(|| ConferenceSlug::from_name("conference"))
        .expect("the last of them is a slug");
    let conference = reconcile::conference(&imported.conference, ConferenceId(identities.uuid()), slug);
    let programme = reconcile::reconcile(imported, None, &mut Ledger::default(), &mut identities);
    let note = ReleaseNote {
        number: ReleaseNumber::FIRST,
        label: imported.label.clone(),
        released_at: Timestamp::UNIX_EPOCH,
        changes: Vec::new(),
    };
    Published::new(conference, Release { note, programme })
}

fn summary(published: &Published) -> String {
    let days: Vec<String> = published
        .days()
        .iter()
        .enumerate()
        .map(|(position, day)| format!("{} ({})", day.date, published.slots_on(position).count()))
        .collect();
    format!(
        "{}: {} slots, {} sessions, {} speakers, {} rooms, {} tracks, days {}",
        published.conference().title,
        published.slots().len(),
        published.sessions().len(),
        published.speakers().len(),
        published.rooms().len(),
        published.tracks().len(),
        days.join(", ")
    )
}

fn run() -> Result<String, String> {
    let arguments = arguments()?;
    let bytes = std::fs::read(&arguments.file).map_err(|error| format!("{}: {error}", arguments.file))?;
    let started = std::time::Instant::now();
    let file = SourceFile { name: &arguments.file, bytes: &bytes };
    let read = read(file, &arguments.options).map_err(|error| format!("{}: {error}", arguments.file))?;
    let read_in = started.elapsed();
    for repair in &read.repairs {
        eprintln!("{repair}");
    }
    let published = publish(&read, "conference");
    let addresses = Addresses::new("https://schedule.example");
    let started = std::time::Instant::now();
    let output = match arguments.format.as_str() {
        "xml" => frab_xml::write(&published, &addresses),
        "json" => frab_json::write(&published, &addresses),
        "ics" => icalendar::write(&published, &addresses),
        "jsonld" => json_ld::script_safe(&json_ld::event(&published, &addresses)),
        "export" => export::write(&Export {
            conference: published.conference().clone(),
            releases: vec![published.release().note.clone()],
            programme: published.release().programme.clone(),
            ledger: Ledger::of(&published.release().programme),
        }),
        "summary" => summary(&published),
        other => return Err(format!("`{other}` is no format")),
    };
    eprintln!("read in {read_in:?}, written in {:?}", started.elapsed());
    Ok(output)
}

fn main() -> ExitCode {
    match run() {
        Ok(output) => {
            print!("{output}");
            if !output.ends_with('\n') {
                println!();
            }
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
