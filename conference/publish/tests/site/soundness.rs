//! What holds for every page of every site: links lead somewhere, markup is whole, nothing runs, nothing is styled inline.

use crate::support::markup::{Element, elements};
use crate::support::{BUILT_INDEX, conference, large, programme, published, site, site_with, text};
use plenary_domain::conference::Conference;
use plenary_domain::programme::Programme;
use plenary_domain::slot::SlotContent;
use plenary_domain::text::{Text, TextFormat};
use plenary_formats::Addresses;
use plenary_publish::{FileKind, ListedConference, PublishedFile, RootInput, Shell, root_files};
use std::collections::{BTreeMap, BTreeSet};

fn pages(files: &[PublishedFile]) -> impl Iterator<Item = (&str, Vec<Element>)> {
    files.iter().filter(|file| file.kind == FileKind::Page).map(|file| {
        let parsed = elements(text(file)).unwrap_or_else(|errors| panic!("{}: {errors:?}", file.path));
        (file.path.as_str(), parsed)
    })
}

/// The site and the pages around it, as they stand together.
fn whole_site(shell: &Shell) -> Vec<PublishedFile> {
    let published = published(conference(), programme());
    let listed = [ListedConference::from(published.conference())];
    let addresses = Addresses::new("https://schedule.example.org");
    let mut files = site_with(&published, shell);
    files.extend(root_files(&RootInput { conferences: &listed, shell, addresses: &addresses }));
    files
}

#[test]
fn every_link_leads_to_a_file() {
    let files = whole_site(&Shell::plain());
    let known: BTreeSet<String> = files.iter().map(PublishedFile::url_path).collect();
    let mut checked = 0;
    for (path, elements) in pages(&files) {
        for element in &elements {
            let Some(target) = element.attribute("href").or(element.attribute("src")) else { continue };
            let target = target.strip_prefix("https://schedule.example.org").unwrap_or(target);
            if target.starts_with("https://") || element.name == "base" {
                continue;
            }
            let (address, fragment) = target.split_once('#').unwrap_or((target, ""));
            assert!(known.contains(address), "{path} leads to {target}");
            let found =
                fragment.is_empty() || elements.iter().any(|other| other.attribute("id") == Some(fragment));
            assert!(found, "{path} leads to {target}");
            checked += 1;
        }
    }
    assert!(checked > 150, "{checked}");
}

#[test]
fn every_address_in_data_leads_to_a_file() {
    let files = whole_site(&Shell::plain());
    let known: BTreeSet<String> = files.iter().map(|file| format!("/{}", file.path)).collect();
    let mut checked = 0;
    for file in files.iter().filter(|file| file.content_type == "application/json") {
        for address in text(file).split('"').filter(|part| part.starts_with("/r/")) {
            assert!(known.contains(address), "{} names {address}", file.path);
            checked += 1;
        }
    }
    assert_eq!(checked, 10, "3 of each of 2 days, speakers, changes, styles; and the programme");
}

#[test]
fn nothing_is_inline_and_data_blocks_are_json() {
    for shell in [Shell::plain(), Shell::parse(BUILT_INDEX).unwrap()] {
        for (path, elements) in pages(&whole_site(&shell)) {
            for element in &elements {
                assert_ne!(element.name, "style", "{path}");
                let inline = |(name, _): &&(String, String)| name == "style" || name.starts_with("on");
                assert!(
                    !element.attributes.iter().any(|attribute| inline(&attribute)),
                    "{path}: {element:?}"
                );
                if element.name == "script" && element.attribute("src").is_none() {
                    let kind = element.attribute("type").unwrap_or_default();
                    assert!(matches!(kind, "application/json" | "application/ld+json"), "{path}: {kind}");
                    serde_json::from_str::<serde_json::Value>(&element.text).unwrap();
                }
            }
        }
    }
}

#[test]
fn every_page_has_its_outline() {
    for (path, elements) in pages(&whole_site(&Shell::plain())) {
        let named = |name: &str| elements.iter().filter(|element| element.name == name).collect::<Vec<_>>();
        assert_eq!(named("h1").len(), 1, "{path}");
        assert_eq!(named("main").len(), 1, "{path}");
        assert_eq!(named("html")[0].attribute("lang"), Some("en"), "{path}");
        let title = &named("title")[0].text;
        assert!(!title.is_empty(), "{path}");
        let levels: Vec<u32> =
            elements.iter().filter_map(|element| element.name.strip_prefix('h')?.parse().ok()).collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
        let ids: Vec<&str> = elements.iter().filter_map(|element| element.attribute("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}");
        if path.starts_with("tidal/") {
            assert_eq!(
                elements.iter().filter(|e| e.attribute("rel") == Some("canonical")).count(),
                1,
                "{path}"
            );
        }
    }
}

#[test]
fn every_slot_has_its_place() {
    let files = site(&published(conference(), programme()));
    let mut rules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for sheet in
        files.iter().filter(|file| file.path.contains("/day-") && file.content_type.starts_with("text/css"))
    {
        for rule in text(sheet).lines() {
            let (selector, _) = rule.split_once('{').unwrap();
            let (section, class) = selector.split_once(' ').unwrap();
            rules.entry(section.trim_start_matches('#').to_owned()).or_default().insert(class.to_owned());
        }
    }
    let mut placed = 0;
    for (path, elements) in pages(&files).filter(|(path, _)| path.contains("tidal/schedule")) {
        let mut section = "";
        for element in &elements {
            if element.name == "section" {
                section = element.attribute("id").unwrap();
            }
            for class in element.attribute("class").unwrap_or_default().split(' ') {
                let numbered = class.len() > 1 && class[1..].bytes().all(|byte| byte.is_ascii_digit());
                if numbered && class.starts_with(['s', 'c', 'm']) {
                    assert!(rules[section].contains(&format!(".{class}")), "{path}: {section} {class}");
                    placed += 1;
                }
            }
        }
    }
    assert!(placed > 30, "{placed}");
}

const ATTACKS: [&str; 9] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"><img src=x onerror=alert(1)>",
    "'\"` onmouseover=alert(1) x='",
    "</title></style></textarea></noscript><svg onload=alert(1)>",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "\u{202e}txt.exe \u{2066}مرحبا",
    "🌊 ]]> --> \u{2028} \\u003c",
];

/// The small conference with a text in every field that takes text.
fn attacked(attack: &str) -> (Conference, Programme) {
    let attack = &attack.to_owned();
    let mut conference = conference();
    let field = Some(attack.clone());
    conference.title.clone_from(attack);
    (conference.subtitle, conference.acronym) = (field.clone(), field.clone());
    (conference.venue, conference.city) = (field.clone(), field.clone());
    conference.description = Text::new(TextFormat::Plain, attack.clone());
    let mut programme = programme();
    programme.tracks.iter_mut().for_each(|track| track.name.clone_from(attack));
    programme.rooms.iter_mut().for_each(|room| room.name.clone_from(attack));
    programme.session_types.iter_mut().for_each(|kind| kind.name.clone_from(attack));
    for speaker in &mut programme.speakers {
        speaker.name.clone_from(attack);
        speaker.biography = Text::new(TextFormat::Markdown, attack.clone());
        speaker.links.iter_mut().for_each(|link| link.title.clone_from(attack));
    }
    for session in &mut programme.sessions {
        session.title.clone_from(attack);
        session.subtitle.clone_from(&field);
        session.abstract_text = Text::new(TextFormat::Html, attack.clone());
        session.description = Text::new(TextFormat::Markdown, attack.clone());
        session.recording.license.clone_from(&field);
        session
            .links
            .iter_mut()
            .chain(&mut session.attachments)
            .for_each(|link| link.title.clone_from(attack));
    }
    for slot in &mut programme.slots {
        if let SlotContent::Break(title) = &mut slot.content {
            title.clone_from(attack);
        }
    }
    (conference, programme)
}

#[test]
fn text_never_becomes_markup() {
    // Sanitised HTML may bring paragraphs and the like; what must be the same is everything that could run or load.
    let active = |files: &[PublishedFile]| -> BTreeMap<String, Vec<String>> {
        pages(files)
            .map(|(path, elements)| {
                let shape = elements.iter().filter(|element| {
                    matches!(
                        element.name.as_str(),
                        "script"
                            | "style"
                            | "img"
                            | "svg"
                            | "iframe"
                            | "link"
                            | "meta"
                            | "base"
                            | "title"
                            | "h1"
                            | "h2"
                            | "h3"
                            | "article"
                            | "main"
                            | "section"
                            | "form"
                            | "input"
                            | "object"
                            | "embed"
                    )
                });
                let shape = shape.map(|element| {
                    let attributes: Vec<&str> =
                        element.attributes.iter().map(|(name, _)| name.as_str()).collect();
                    format!("{} {attributes:?}", element.name)
                });
                (path.to_owned(), shape.collect())
            })
            .collect()
    };
    let (plain_conference, plain_programme) = attacked("calm");
    let calm = active(&site(&published(plain_conference, plain_programme)));
    for attack in ATTACKS {
        let (conference, programme) = attacked(attack);
        let files = site(&published(conference, programme));
        for (path, shape) in active(&files) {
            // A text that sanitising leaves empty has no description.
            let without = |shape: &[String]| -> Vec<String> {
                shape.iter().filter(|line| !line.starts_with("meta")).cloned().collect()
            };
            assert_eq!(without(&shape), without(&calm[&path]), "{attack} in {path}");
        }
        let title = pages(&files).find(|(path, _)| path.ends_with("SESS01.html")).unwrap().1;
        let heading = title.iter().find(|element| element.name == "h1").unwrap();
        assert_eq!(heading.text, attack);
    }
}

#[test]
fn a_large_conference_is_on_one_page() {
    let published = large(1351);
    let files = site(&published);
    let schedule = files.iter().find(|file| file.path == "tidal/schedule.html").unwrap();
    assert_eq!(text(schedule).matches("<li class=\"slot ").count(), 1351);
}
