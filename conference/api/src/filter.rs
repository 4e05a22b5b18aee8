//! Which sessions a list is asked for.

use jiff::civil::Date;
use plenary_domain::day::Day;
use plenary_domain::identity::{RoomId, SessionTypeId, TrackId};
use plenary_domain::published::Published;
use plenary_domain::session::Session;
use plenary_domain::slot::Slot;

/// What is asked for, as written in the query; an empty list asks for nothing in particular.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) days: Vec<Date>,
    pub(crate) rooms: Vec<String>,
    pub(crate) tracks: Vec<String>,
    pub(crate) session_types: Vec<String>,
    pub(crate) languages: Vec<String>,
}

/// The same, looked up in a release. Within a field one of the values is enough; every field has to agree, day and room
/// about one and the same slot.
pub(crate) struct SessionFilter<'p> {
    published: &'p Published,
    days: Option<Vec<&'p Day>>,
    rooms: Option<Vec<RoomId>>,
    tracks: Option<Vec<TrackId>>,
    session_types: Option<Vec<SessionTypeId>>,
    languages: Vec<String>,
}

impl<'p> SessionFilter<'p> {
    /// Looks up what is asked for. What the conference does not have, no session has.
    pub(crate) fn new(published: &'p Published, wanted: Wanted) -> Self {
        Self {
            published,
            days: chosen(&wanted.days, published.days(), |day, date| day.date == *date, |day| day),
            rooms: chosen(&wanted.rooms, published.rooms(), |room, slug| room.slug == *slug, |room| room.id),
            tracks: chosen(
                &wanted.tracks,
                published.tracks(),
                |track, slug| track.slug == *slug,
                |track| track.id,
            ),
            session_types: chosen(
                &wanted.session_types,
                published.session_types(),
                |kind, slug| kind.slug == *slug,
                |kind| kind.id,
            ),
            languages: wanted.languages,
        }
    }

    /// Whether a session is asked for.
    pub(crate) fn matches(&self, session: &Session) -> bool {
        one_of(self.tracks.as_deref(), session.track.as_ref())
            && one_of(self.session_types.as_deref(), session.session_type.as_ref())
            && self.matches_language(session)
            && self.matches_slot(session)
    }

    /// Basic filtering of RFC 4647, 3.3.1: `de` asks for `de-AT` too.
    fn matches_language(&self, session: &Session) -> bool {
        let Some(language) = session.language.as_ref() else { return self.languages.is_empty() };
        let tag = language.as_str();
        let covers = |range: &String| {
            tag.get(..range.len()).is_some_and(|start| start.eq_ignore_ascii_case(range))
                && matches!(tag.as_bytes().get(range.len()), None | Some(b'-'))
        };
        self.languages.is_empty() || self.languages.iter().any(covers)
    }

    fn matches_slot(&self, session: &Session) -> bool {
        if self.days.is_none() && self.rooms.is_none() {
            return true;
        }
        let on_day =
            |slot: &Slot| self.days.as_ref().is_none_or(|days| days.iter().any(|day| day.holds(slot)));
        let mut slots = self.published.slots_of(session.id);
        slots.any(|slot| on_day(slot) && one_of(self.rooms.as_deref(), slot.room.as_ref()))
    }
}

/// What is kept of the things that any of the words names; `None` when there are no words.
fn chosen<'p, Word, T, Kept>(
    words: &[Word],
    things: &'p [T],
    is_named: fn(&T, &Word) -> bool,
    keep: fn(&'p T) -> Kept,
) -> Option<Vec<Kept>> {
    let named = things.iter().filter(|thing| words.iter().any(|word| is_named(thing, word)));
    (!words.is_empty()).then(|| named.map(keep).collect())
}

fn one_of<Id: PartialEq>(wanted: Option<&[Id]>, id: Option<&Id>) -> bool {
    wanted.is_none_or(|wanted| id.is_some_and(|id| wanted.contains(id)))
}
