//! What a visitor's first view of the schedule costs: the page, what it links to, and what the app then loads.

use super::client::Connection;
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use std::collections::BTreeSet;

/// Bytes as they are sent, compressed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Budget {
    /// The page that was measured.
    pub page: String,
    /// Its HTML.
    pub html: usize,
    /// Its style sheets.
    pub styles: usize,
    /// The scripts it names.
    pub scripts: usize,
    /// Those, and every script that they may load later on, whether or not this page needs it.
    pub scripts_with_lazy: usize,
    /// The programme and the day, which the app loads at once.
    pub data: usize,
}

impl Budget {
    /// Everything before the page is complete, if no script were loaded in vain.
    pub fn first_load(&self) -> usize {
        self.html + self.styles + self.scripts + self.data
    }

    /// The same, if every script were loaded.
    pub fn first_load_with_lazy(&self) -> usize {
        self.html + self.styles + self.scripts_with_lazy + self.data
    }
}

/// Measures the page of the first day.
pub fn measure(connection: &mut Connection, conference: &str) -> Result<Budget> {
    let current = connection.json(&format!("/{conference}/current.json"))?;
    let programme_path = current["programme"].as_str().context("current.json names no programme")?;
    let programme = connection.json(programme_path)?;
    let day = &programme["days"][0];
    let page = format!("/{conference}/schedule/{}", day["date"].as_str().context("a day has no date")?);
    let day_path = day["data"].as_str().context("a day has no data")?;
    let html = connection.text(&page)?;
    let named = linked(&html, "<script ", "src");
    let preloaded = linked(&html, "<link rel=\"modulepreload\"", "href");
    let initial: BTreeSet<_> = named.into_iter().chain(preloaded).collect();
    let all = reachable(connection, &initial)?;
    let styles: BTreeSet<_> = linked(&html, "<link rel=\"stylesheet\"", "href").into_iter().collect();
    Ok(Budget {
        html: size(connection, &page)?,
        styles: sizes(connection, &styles)?,
        scripts: sizes(connection, &initial)?,
        scripts_with_lazy: sizes(connection, &all)?,
        data: size(connection, programme_path)? + size(connection, day_path)?,
        page,
    })
}

/// The values of an attribute of the elements that begin so.
fn linked(html: &str, element: &str, attribute: &str) -> Vec<String> {
    let before = format!(" {attribute}=\"");
    let elements = html.split(element).skip(1).filter_map(|rest| rest.split('>').next());
    elements
        .filter_map(|rest| format!(" {rest}").split(&before).nth(1)?.split('"').next().map(absolute))
        .collect()
}

fn absolute(path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

/// Scripts and the scripts that they name, and so on. The app's chunks lie beside each other and name each other by
/// `./chunk-….js`, in whatever quotes the minifier prefers.
fn reachable(connection: &mut Connection, initial: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut found = initial.clone();
    let mut next: Vec<_> = initial.iter().cloned().collect();
    while let Some(script) = next.pop() {
        let folder = script.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let text = connection.text(&script)?;
        for rest in text.split("./").skip(1) {
            let Some(name) = rest.split(['"', '\'', '`']).next().filter(|name| is_script(name)) else {
                continue;
            };
            let path = format!("{folder}/{name}");
            if found.insert(path.clone()) {
                next.push(path);
            }
        }
    }
    Ok(found)
}

fn is_script(name: &str) -> bool {
    let stem = name.strip_suffix(".js").unwrap_or_default();
    !stem.is_empty()
        && stem.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
}

fn sizes(connection: &mut Connection, paths: &BTreeSet<String>) -> Result<usize> {
    paths.iter().map(|path| size(connection, path)).sum()
}

fn size(connection: &mut Connection, path: &str) -> Result<usize> {
    let answer = connection.get(path)?;
    ensure!(answer.status == 200, "GET {path} is answered by {}", answer.status);
    Ok(answer.length)
}
