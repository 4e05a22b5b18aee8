//! What is asked for: the pages, feeds and data of one conference, and every read that the API's contract lists.

use super::client::Connection;
use crate::workspace;
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;
use std::fs;

/// A URL, and what is expected of it.
pub struct Target {
    /// What it is.
    pub kind: Kind,
    /// The path and the query.
    pub path: String,
    /// The request's headers.
    pub headers: Vec<(&'static str, String)>,
    /// The status of the answer.
    pub expected: u16,
}

/// What a URL gives.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// HTML.
    Page,
    /// The schedule in a format of others.
    Feed,
    /// What the app loads.
    Data,
    /// "Not modified".
    Revalidation,
    /// The API.
    Api,
}

impl Kind {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Feed => "feed",
            Self::Data => "data",
            Self::Revalidation => "304",
            Self::Api => "api",
        }
    }
}

/// One of each thing a conference has, for the places in paths.
struct Examples {
    conference: String,
    date: String,
    session: String,
    speaker: String,
    room: String,
    track: String,
    release: String,
}

/// Everything to ask for.
pub fn find(connection: &mut Connection, conference: &str) -> Result<Vec<Target>> {
    let current = connection.json(&format!("/{conference}/current.json"))?;
    let programme_path = text(&current, "programme")?;
    let programme = connection.json(&programme_path)?;
    let day = largest_day(&programme)?;
    let data = connection.json(&text(day, "data")?)?;
    let speakers_path = text(&programme, "speakers")?;
    let speakers = connection.json(&speakers_path)?;
    let session =
        data["slots"].as_array().into_iter().flatten().find_map(|slot| slot["session"]["code"].as_str());
    let examples = Examples {
        conference: conference.to_owned(),
        date: text(day, "date")?,
        session: session.context("the largest day has no session")?.to_owned(),
        speaker: text(&speakers[0], "code")?,
        room: text(&programme["rooms"][0], "slug")?,
        track: text(&programme["tracks"][0], "slug")?,
        release: current["release"]["number"].to_string(),
    };
    let mut targets = pages(&examples);
    targets.extend(
        ["xml", "json", "ics"].map(|ending| get(Kind::Feed, format!("/{conference}/schedule.{ending}"))),
    );
    targets.push(get(Kind::Data, format!("/{conference}/current.json")));
    for path in [programme_path, text(day, "data")?, text(day, "texts")?, text(day, "styles")?, speakers_path]
    {
        targets.push(get(Kind::Data, path));
    }
    targets.push(revalidation(connection, format!("/{conference}/schedule"))?);
    targets.extend(api(&examples)?);
    Ok(targets)
}

fn get(kind: Kind, path: String) -> Target {
    let headers = vec![("Accept-Encoding", "gzip, br".to_owned())];
    Target { kind, path, headers, expected: 200 }
}

fn text(value: &Value, name: &str) -> Result<String> {
    let text =
        value[name].as_str().with_context(|| format!("the publication has no {name}: {value:.200}"))?;
    Ok(text.to_owned())
}

fn largest_day(programme: &Value) -> Result<&Value> {
    let days = programme["days"].as_array().context("the programme has no days")?;
    days.iter().max_by_key(|day| day["sessions"].as_u64()).context("the conference has no day")
}

fn pages(examples: &Examples) -> Vec<Target> {
    let Examples { conference, date, session, speaker, .. } = examples;
    [
        String::new(),
        "schedule".to_owned(),
        format!("schedule/{date}"),
        format!("sessions/{session}"),
        "speakers".to_owned(),
        format!("speakers/{speaker}"),
        "changes".to_owned(),
        "my-schedule".to_owned(),
    ]
    .map(|page| get(Kind::Page, format!("/{conference}/{page}")))
    .into()
}

fn revalidation(connection: &mut Connection, path: String) -> Result<Target> {
    let etag = connection.get(&path)?.etag.with_context(|| format!("{path} has no ETag"))?;
    let mut target = get(Kind::Revalidation, path);
    target.headers.push(("If-None-Match", etag));
    target.expected = 304;
    Ok(target)
}

/// The reads of the public contract, their places filled with examples and their lists cut to fifty.
fn api(examples: &Examples) -> Result<Vec<Target>> {
    let file = workspace::root().join("conference/api/contract/v1.json");
    let contract = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let contract: Value = serde_json::from_str(&contract)?;
    let base = contract["servers"][0]["url"].as_str().unwrap_or("/v1");
    let paths = contract["paths"].as_object().context("the contract lists no paths")?;
    let reads = paths.iter().filter(|(_, methods)| methods["get"].is_object());
    reads
        .map(|(path, methods)| {
            let limit = if has_parameter(methods, "limit") { "?limit=50" } else { "" };
            Ok(get(Kind::Api, format!("{base}{}{limit}", examples.fill(path)?)))
        })
        .collect()
}

fn has_parameter(methods: &Value, name: &str) -> bool {
    let parameters = [&methods["parameters"], &methods["get"]["parameters"]];
    parameters.into_iter().filter_map(Value::as_array).flatten().any(|parameter| parameter["name"] == name)
}

impl Examples {
    /// A path with examples in its places. What a place is about is told by the segment before it.
    fn fill(&self, path: &str) -> Result<String> {
        let mut filled = String::new();
        let mut before = "";
        for segment in path.split('/').skip(1) {
            filled.push('/');
            filled.push_str(if segment.starts_with('{') { self.example(before, path)? } else { segment });
            before = segment;
        }
        Ok(filled)
    }

    fn example(&self, collection: &str, path: &str) -> Result<&str> {
        Ok(match collection {
            "conferences" => &self.conference,
            "days" | "schedule" => &self.date,
            "sessions" => &self.session,
            "speakers" => &self.speaker,
            "rooms" => &self.room,
            "tracks" => &self.track,
            "releases" => &self.release,
            _ => anyhow::bail!("xtask/src/bench/target.rs knows no example for {path}"),
        })
    }
}
