//! A conference's site while it is being written: what several pages and files share.

use crate::data;
use crate::geometry::{Grid, GridSlot, Place};
use crate::links::{Links, address};
use crate::published_file::PublishedFile;
use crate::site_input::SiteInput;
use crate::styles;
use plenary_domain::conference::Conference;
use plenary_domain::day::Day;
use plenary_domain::identity::{SessionId, SpeakerId};
use plenary_domain::release::ReleaseNote;
use plenary_domain::session::Session;
use plenary_domain::slot::{Slot, SlotContent};
use plenary_domain::speaker::Speaker;
use plenary_domain::text::Text;
use plenary_formats::html;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A conference's site while it is being written.
pub(crate) struct Site<'a> {
    pub(crate) input: SiteInput<'a>,
    pub(crate) links: Links<'a>,
    /// The longer texts of each session, made once: pages and files show the same.
    pub(crate) texts: HashMap<SessionId, SessionTexts>,
    /// The biography of each speaker, where there is one.
    pub(crate) biographies: HashMap<SpeakerId, String>,
    pub(crate) days: Vec<SiteDay<'a>>,
    pub(crate) addresses: ImmutableAddresses,
    /// The files behind these addresses.
    pub(crate) immutable: Vec<PublishedFile>,
}

/// A session's longer texts as HTML that may stand in a page.
#[derive(Debug, Default)]
pub(crate) struct SessionTexts {
    pub(crate) abstract_html: Option<String>,
    pub(crate) description_html: Option<String>,
}

/// A day with its slots laid out.
pub(crate) struct SiteDay<'a> {
    pub(crate) day: &'a Day,
    pub(crate) slots: Vec<&'a Slot>,
    pub(crate) grid: Grid,
    pub(crate) addresses: DayAddresses,
}

/// Where a day's immutable files are.
#[derive(Debug, Clone, Default)]
pub(crate) struct DayAddresses {
    pub(crate) data: String,
    pub(crate) texts: String,
    pub(crate) styles: String,
}

/// Where a conference's immutable files are.
#[derive(Debug, Clone, Default)]
pub(crate) struct ImmutableAddresses {
    pub(crate) programme: String,
    pub(crate) speakers: String,
    pub(crate) changes: String,
    pub(crate) styles: String,
}

impl<'a> Site<'a> {
    /// Lays out the days and makes the immutable files.
    pub(crate) fn new(input: SiteInput<'a>) -> Self {
        let mut site = Self {
            input,
            links: Links::new(&input.published.conference().slug),
            texts: session_texts(input),
            biographies: biographies(input),
            days: days(input),
            addresses: ImmutableAddresses::default(),
            immutable: Vec::new(),
        };
        site.add_immutable_files();
        site
    }

    pub(crate) fn conference(&self) -> &'a Conference {
        self.input.published.conference()
    }

    /// All releases, newest first.
    pub(crate) fn releases(&self) -> Vec<&'a ReleaseNote> {
        let mut releases: Vec<&ReleaseNote> = self.input.releases.iter().collect();
        releases.sort_by_key(|note| Reverse(note.number));
        releases
    }

    /// Distinct sessions of a day.
    pub(crate) fn sessions_on(&self, day: &SiteDay<'a>) -> Vec<&'a Session> {
        let mut seen = HashSet::new();
        day.slots
            .iter()
            .filter_map(|slot| self.session_in(slot))
            .filter(|session| seen.insert(session.id))
            .collect()
    }

    /// The session in a slot; none for a break.
    pub(crate) fn session_in(&self, slot: &Slot) -> Option<&'a Session> {
        match &slot.content {
            SlotContent::Session(id) => self.input.published.session(*id),
            SlotContent::Break(_) => None,
        }
    }

    /// The day on which a session is given first.
    pub(crate) fn first_day_of(&self, session: &Session) -> Option<&SiteDay<'a>> {
        let first = self.input.published.slots_of(session.id).next()?;
        self.days.iter().find(|day| day.day.holds(first))
    }

    fn add_immutable_files(&mut self) {
        let days: Vec<[PublishedFile; 3]> = self
            .days
            .par_iter()
            .map(|day| [data::day(self, day), data::texts(self, day), styles::day(day)])
            .collect();
        for (day, [data, texts, styles]) in self.days.iter_mut().zip(days) {
            day.addresses =
                DayAddresses { data: address(&data), texts: address(&texts), styles: address(&styles) };
            self.immutable.extend([data, texts, styles]);
        }
        self.addresses.speakers = self.keep(data::speakers(self));
        self.addresses.changes = self.keep(data::changes(self));
        self.addresses.styles = self.keep(styles::conference(self));
        self.addresses.programme = self.keep(data::programme(self));
        self.immutable.extend(self.input.shell.stylesheet.clone());
    }

    fn keep(&mut self, file: PublishedFile) -> String {
        let address = address(&file);
        self.immutable.push(file);
        address
    }
}

impl SiteDay<'_> {
    /// The slots with their places.
    pub(crate) fn placed(&self) -> impl Iterator<Item = (&Slot, &Place)> {
        self.slots.iter().copied().zip(&self.grid.places)
    }
}

fn days(input: SiteInput<'_>) -> Vec<SiteDay<'_>> {
    let published = input.published;
    let zone = &published.conference().time_zone;
    let mut slots_by_day: BTreeMap<usize, Vec<&Slot>> = BTreeMap::new();
    for (position, slot) in published.slots().iter().enumerate() {
        if let Some(day) = published.day_of_slot(position) {
            slots_by_day.entry(day).or_default().push(slot);
        }
    }
    let days = published.days().iter().enumerate().map(|(position, day)| {
        let slots = slots_by_day.remove(&position).unwrap_or_default();
        let on_grid: Vec<GridSlot> = slots
            .iter()
            .map(|slot| GridSlot {
                room: slot.room.and_then(|room| published.room_position(room)),
                start: slot.start,
                end: slot.end(),
            })
            .collect();
        let grid = Grid::lay_out(&on_grid, day.end, zone);
        SiteDay { day, slots, grid, addresses: DayAddresses::default() }
    });
    days.collect()
}

fn session_texts(input: SiteInput<'_>) -> HashMap<SessionId, SessionTexts> {
    let render = |text: &Option<Text>| text.as_ref().map(html::render).filter(|html| !html.is_empty());
    input
        .published
        .sessions()
        .par_iter()
        .map(|session| {
            let texts = SessionTexts {
                abstract_html: render(&session.abstract_text),
                description_html: render(&session.description),
            };
            (session.id, texts)
        })
        .collect()
}

fn biographies(input: SiteInput<'_>) -> HashMap<SpeakerId, String> {
    let render = |speaker: &Speaker| speaker.biography.as_ref().map(html::render);
    input
        .published
        .speakers()
        .par_iter()
        .filter_map(|speaker| Some((speaker.id, render(speaker).filter(|html| !html.is_empty())?)))
        .collect()
}
