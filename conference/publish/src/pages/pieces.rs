//! Pieces of pages: times, prose, pictures, links, and the state of having nothing to show.

use crate::dates;
use crate::words::Word;
use jiff::Timestamp;
use maud::{Markup, PreEscaped, html};
use plenary_domain::session::Link;
use plenary_domain::slot::Slot;
use plenary_domain::time_zone::Zone;

/// `19:15–19:55`.
pub(super) fn time_span(slot: &Slot, zone: &Zone) -> Markup {
    html! { (clock(slot.start, zone)) "–" (clock(slot.end(), zone)) }
}

fn clock(instant: Timestamp, zone: &Zone) -> Markup {
    html! { time datetime=(dates::machine(instant, zone)) { (dates::clock(instant, zone)) } }
}

/// A longer text. `html` must be what [`plenary_formats::html::render`] made: it stands in the page as it is.
pub(super) fn prose(class: &str, html: &str, language: Option<&str>) -> Markup {
    html! { div class={ (class) " prose" } lang=[language] { (PreEscaped(html)) } }
}

/// Somebody's picture. Whoever keeps it does not learn which page shows it.
pub(super) fn avatar(address: &str) -> Markup {
    html! { img.speaker-avatar src=(address) alt="" width="64" height="64" loading="lazy" referrerpolicy="no-referrer"; }
}

/// A logo or other picture that belongs to what is named beside it.
pub(super) fn logo(class: &str, address: &str) -> Markup {
    html! { img class=(class) src=(address) alt="" loading="lazy" referrerpolicy="no-referrer"; }
}

/// Pages elsewhere, as list items.
pub(super) fn link_items(links: &[Link]) -> Markup {
    html! {
        @for link in links {
            li { a href=(link.url) rel="noopener nofollow ugc" { (link.title) } }
        }
    }
}

/// Nothing to show, and why.
pub(super) fn state(title: Word, text: Word) -> Markup {
    html! {
        div.state {
            h2.state-title { (title) }
            p.state-text { (text) }
        }
    }
}
