//! Stylesheets that come out of the programme: where slots stand, and the colours that a conference sets. Pages have no styles
//! in themselves.

use crate::published_file::{PublishedFile, media_type};
use crate::site::{Site, SiteDay};
use std::fmt::Write as _;

/// The stylesheet of a day's grid. Lines are counted from 1 within the rooms' columns and the times' rows; heads have the
/// column of times before them.
pub(crate) fn day(day: &SiteDay<'_>) -> PublishedFile {
    let date = day.day.date;
    let tracks: usize = day.grid.columns.iter().map(|column| column.lanes).sum();
    let mut css = String::with_capacity(64 * (day.slots.len() + day.grid.marks.len() + 4));
    let mut rule = |selector: std::fmt::Arguments<'_>, declarations: std::fmt::Arguments<'_>| {
        // Writing into a string cannot fail.
        let _ = writeln!(css, "#day-{date} {selector}{{{declarations}}}");
    };
    rule(format_args!(".grid"), format_args!("--columns:{};--rows:{}", tracks.max(1), day.grid.rows.max(1)));
    for (position, column) in day.grid.columns.iter().enumerate() {
        rule(
            format_args!(".c{}", position + 1),
            format_args!("grid-column:{}/span {}", column.track + 1, column.lanes),
        );
    }
    for (position, mark) in day.grid.marks.iter().enumerate() {
        rule(format_args!(".m{}", position + 1), format_args!("grid-row:{}", mark.row));
    }
    for (slot, place) in day.placed() {
        rule(
            format_args!(".s{}", slot.number.get()),
            format_args!("grid-area:{}/{}/span {}/span {}", place.row, place.track, place.span, place.width),
        );
    }
    PublishedFile::immutable(&format!("day-{date}.css"), media_type::CSS, css.into_bytes())
}

/// The colours of a conference and its tracks.
pub(crate) fn conference(site: &Site<'_>) -> PublishedFile {
    let mut css = String::new();
    if let Some(accent) = &site.conference().accent {
        let _ = writeln!(css, ":root{{--accent-set:{accent}}}");
    }
    for (position, track) in site.input.published.tracks().iter().enumerate() {
        if let Some(colour) = &track.colour {
            let _ = writeln!(css, ".t{position}{{--track:{colour}}}");
        }
    }
    PublishedFile::immutable("conference.css", media_type::CSS, css.into_bytes())
}
