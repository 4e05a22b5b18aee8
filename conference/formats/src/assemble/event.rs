//! One event.

use super::identity::{Identity, names_a_page};
use super::link::Links;
use super::moment::Moment;
use super::speakers::Speakers;
use super::{breaks, language, text};
use crate::raw::{RawEvent, single_line};
use crate::repair::{RepairKind, Repairs};
use plenary_domain::imported::ImportedEvent;
use plenary_domain::session::Recording;
use plenary_domain::text::Text;

pub(super) fn event(
    raw: &RawEvent,
    moment: Moment,
    identity: Identity,
    speakers: &mut Speakers<'_>,
    links: &Links,
    repairs: &mut Repairs,
) -> ImportedEvent {
    let name = || raw.name();
    let line = |field: &Option<String>| field.as_deref().map(single_line).filter(|text| !text.is_empty());
    let kind = line(&raw.kind);
    let speakers = speakers.of_event(raw, repairs);
    let title = line(&raw.title).unwrap_or_else(|| {
        repairs.note(RepairKind::TitleMissing, name);
        "Untitled".to_owned()
    });
    let mut address = |field: &Option<String>| links.address(field.as_deref()?, name, repairs);
    let (logo, feedback_url) = (address(&raw.logo), address(&raw.feedback_url));
    let (origin_url, page) = (address(&raw.origin_url), address(&raw.url));
    // A calendar gives the site's first page to what has no page of its own.
    let page = page.filter(|page| names_a_page(page.as_str()));
    let mut long = |field: &Option<String>| -> Option<Text> { text::text(field.as_deref()?, name, repairs) };
    let (abstract_text, description) = (long(&raw.abstract_text), long(&raw.description));
    ImportedEvent {
        guid: identity.guid,
        number: identity.number,
        session_key: identity.session_key,
        code: identity.code,
        is_break: speakers.is_empty() && breaks::is_break(kind.as_deref(), &title),
        cancelled: raw.cancelled,
        title,
        subtitle: line(&raw.subtitle),
        room: room(raw, repairs),
        start: moment.start,
        minutes: moment.minutes,
        track: line(&raw.track),
        session_type: kind,
        language: raw.language.as_deref().and_then(|text| language::language(text, name, repairs)),
        description: description.filter(|text| Some(text) != abstract_text.as_ref()),
        abstract_text,
        speakers,
        links: links.list(&raw.links, name, repairs),
        attachments: links.list(&raw.attachments, name, repairs),
        logo,
        recording: Recording { license: line(&raw.license), opted_out: raw.opted_out },
        feedback_url,
        origin_url: origin_url.or(page),
    }
}

/// The room that the event stands under; where it stands under none, the one it names.
fn room(raw: &RawEvent, repairs: &mut Repairs) -> Option<String> {
    let line = |field: &Option<String>| field.as_deref().map(single_line).filter(|text| !text.is_empty());
    let (above, own) = (line(&raw.room), line(&raw.own_room));
    if let (Some(above), Some(own)) = (&above, &own)
        && above != own
    {
        repairs.note(RepairKind::RoomDiffers, || {
            format!("{} stands under “{above}” and names “{own}”", raw.name())
        });
    }
    above.or(own)
}
