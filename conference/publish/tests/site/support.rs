//! The sites of made-up conferences, and ways to look at them.

pub mod markup;
mod programme;

pub use programme::{conference, large, programme, published, releases};

use plenary_domain::published::Published;
use plenary_formats::Addresses;
use plenary_publish::{PublishedFile, Shell, SiteInput, files};
use programme::instant;

/// An application's built page, as far as it matters here.
pub const BUILT_INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>App</title>\
    <base href=\"/\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
    <link rel=\"stylesheet\" href=\"/assets/styles-AB12.css\"></head>\
    <body><conf-root></conf-root><script src=\"/assets/main-CD34.js\" type=\"module\"></script></body></html>";

/// All files of a conference's site around the application's page.
pub fn site(published: &Published) -> Vec<PublishedFile> {
    site_with(published, &Shell::parse(BUILT_INDEX).unwrap())
}

pub fn site_with(published: &Published, shell: &Shell) -> Vec<PublishedFile> {
    files(&SiteInput {
        published,
        releases: &releases(),
        shell,
        addresses: &Addresses::new("https://schedule.example.org"),
        clock: Some(instant("2026-09-25T08:20:00Z")),
    })
}

pub fn file<'a>(files: &'a [PublishedFile], path: &str) -> &'a PublishedFile {
    files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no file {path}"))
}

pub fn text(file: &PublishedFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}
