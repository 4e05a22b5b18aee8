//! What all pages have in common: head, masthead, colophon, and the shell around them.

use crate::data::Pointer;
use crate::links::file_of;
use crate::published_file::PublishedFile;
use crate::shell::Shell;
use crate::site::{Site, SiteDay};
use crate::words;
use crate::{dates, words::Word};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use plenary_formats::json_ld;
use serde_json::Value;

/// Which part of the masthead's navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Schedule,
    Speakers,
    MySchedule,
    None,
}

/// A page of a conference, without what all pages have in common.
pub(super) struct Page<'a> {
    /// Its address from the root: `/38c3/schedule`.
    pub(super) url_path: String,
    /// Its own title; none for the conference's first page.
    pub(super) title: Option<String>,
    /// What it is about, in a sentence or two without markup.
    pub(super) description: Option<String>,
    pub(super) section: Section,
    /// The day that the app opens with it.
    pub(super) day: Option<&'a SiteDay<'a>>,
    /// The days whose data the app needs at once.
    pub(super) preloaded: Vec<&'a SiteDay<'a>>,
    /// The days whose grids stand on it.
    pub(super) drawn: Vec<&'a SiteDay<'a>>,
    pub(super) json_ld: Option<Value>,
    /// A picture for those who link to it.
    pub(super) picture: Option<&'a str>,
    /// What stands in `<main>`.
    pub(super) content: Markup,
}

/// A page outside any conference.
pub(super) struct RootPage {
    pub(super) url_path: &'static str,
    pub(super) title: String,
    pub(super) content: Markup,
    /// A data block for the app.
    pub(super) data: Option<String>,
}

/// The whole page as a file.
pub(super) fn page(site: &Site<'_>, page: &Page<'_>) -> PublishedFile {
    let conference = site.conference();
    let title = match &page.title {
        Some(title) => format!("{title} · {}", conference.title),
        None => conference.title.clone(),
    };
    let head = html! {
        (metadata(site, page, &title))
        link rel="stylesheet" href=(site.addresses.styles);
        @for day in &page.drawn {
            link rel="stylesheet" href=(day.addresses.styles);
        }
        @if site.input.shell.runs_app() {
            link rel="preload" as="fetch" crossorigin href=(site.addresses.programme);
            @for day in &page.preloaded {
                link rel="preload" as="fetch" crossorigin href=(day.addresses.data);
            }
        }
        @if let Some(value) = &page.json_ld {
            script type="application/ld+json" { (PreEscaped(json_ld::script_safe(value))) }
        }
        script type="application/json" id="plenary-publication" {
            (PreEscaped(Pointer::new(site, page.day.map(|day| day.day.date)).to_json()))
        }
    };
    let body = html! {
        (masthead(site, page))
        (main(&page.content))
        (colophon(site))
    };
    let html = document(site.input.shell, &title, &page.url_path, &head, &body);
    PublishedFile::page(file_of(&page.url_path), html)
}

/// A page outside any conference as a file.
pub(super) fn root_page(shell: &Shell, page: RootPage) -> PublishedFile {
    let head = html! {
        @if let Some(data) = page.data {
            script type="application/json" id="plenary-conferences" { (PreEscaped(data)) }
        }
    };
    let body = html! {
        header.masthead {
            a.masthead-title href="/" { (words::CONFERENCES) }
            div.masthead-tools {}
        }
        (main(&page.content))
    };
    let html = document(shell, &page.title, page.url_path, &head, &body);
    PublishedFile::page(file_of(page.url_path), html)
}

/// `content` already in place: the title first, so that a browser has it before it waits for styles.
fn document(shell: &Shell, title: &str, url_path: &str, head: &Markup, body: &Markup) -> String {
    // `<base>` would send a bare `#content` to the site's first page.
    let skip = format!("{url_path}#content");
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
                (PreEscaped(&shell.head))
                (head)
            }
            (PreEscaped(format!("<body{}>", shell.body_attributes)))
            div #page {
                a.skip-link href=(skip) { (words::SKIP_TO_CONTENT) }
                (body)
            }
            (PreEscaped(&shell.body))
            (PreEscaped("</body>"))
        }
    }
    .into_string()
}

fn main(content: &Markup) -> Markup {
    html! { main #content .page tabindex="-1" { (content) } }
}

/// What search engines and link previews read.
fn metadata(site: &Site<'_>, page: &Page<'_>, title: &str) -> Markup {
    let url = format!("{}{}", site.input.addresses.base(), page.url_path);
    html! {
        @if let Some(description) = &page.description {
            meta name="description" content=(description);
            meta property="og:description" content=(description);
        }
        link rel="canonical" href=(url);
        meta property="og:type" content="website";
        meta property="og:site_name" content=(site.conference().title);
        meta property="og:title" content=(page.title.as_deref().unwrap_or(title));
        meta property="og:url" content=(url);
        @if let Some(picture) = page.picture {
            meta property="og:image" content=(picture);
        }
        @if page.url_path == site.links.schedule() {
            link rel="alternate" type="text/calendar" href=(site.links.feed("ics"));
            link rel="alternate" type="application/vnd.c3voc.schedule+xml" href=(site.links.feed("xml"));
        }
    }
}

fn masthead(site: &Site<'_>, page: &Page<'_>) -> Markup {
    let entries: [(Section, String, Word); 3] = [
        (Section::Schedule, site.links.schedule(), words::SCHEDULE),
        (Section::Speakers, site.links.speakers(), words::SPEAKERS),
        (Section::MySchedule, site.links.my_schedule(), words::MY_SCHEDULE),
    ];
    let offered = |section| section != Section::MySchedule || site.input.shell.runs_app();
    html! {
        header.masthead {
            a.masthead-title href=(site.links.overview()) { (site.conference().title) }
            nav.masthead-nav aria-label=(words::NAVIGATION) {
                @for (section, address, word) in entries.iter().filter(|entry| offered(entry.0)) {
                    a href=(address) aria-current=[current(page, *section, address)] { (word) }
                    " "
                }
            }
            div.masthead-tools {}
        }
    }
}

/// `page` for a link to the very page, `true` for one to the list that the page belongs to.
fn current(page: &Page<'_>, section: Section, address: &str) -> Option<&'static str> {
    (page.section == section).then(|| if page.url_path == address { "page" } else { "true" })
}

fn colophon(site: &Site<'_>) -> Markup {
    let note = &site.input.published.release().note;
    let zone = &site.conference().time_zone;
    html! {
        footer.colophon {
            p.colophon-release {
                a href=(site.links.changes()) { (words::RELEASE.with(&[&note.name()])) }
                " · "
                time datetime=(dates::machine(note.released_at, zone)) { (dates::moment(note.released_at, zone)) }
            }
            (feeds(site, "colophon-feeds"))
        }
    }
}

/// Links to the schedule in the formats of other programs.
pub(super) fn feeds(site: &Site<'_>, class: &str) -> Markup {
    let feeds = [("ics", words::ICALENDAR), ("xml", words::FRAB_XML), ("json", words::FRAB_JSON)];
    html! {
        ul class=(class) {
            @for (extension, word) in &feeds {
                li { a href=(site.links.feed(extension)) { (word) } }
            }
        }
    }
}
