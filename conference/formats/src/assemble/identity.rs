//! Which event is which, at this import and the next.

use crate::raw::RawEvent;
use crate::read::FileFormat;
use crate::repair::{RepairKind, Repairs};
use jiff::Timestamp;
use plenary_domain::code::PageCode;
use plenary_domain::slot::{SlotGuid, SlotNumber};
use std::collections::{HashMap, HashSet};
use url::Url;
use uuid::Uuid;

/// How an event and its session are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) guid: SlotGuid,
    pub(super) number: Option<u32>,
    pub(super) session_key: String,
    pub(super) code: Option<String>,
}

/// A version 5 UUID for what `source` calls `id`; the same whenever and wherever it is made.
pub(super) fn derived_guid(source: &str, id: &str) -> Uuid {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("urn:plenary:schedule:{source}").as_bytes());
    Uuid::new_v5(&namespace, id.as_bytes())
}

/// Gives out identities, each once.
pub(super) struct Identities<'a> {
    source: &'a str,
    format: FileFormat,
    guids: HashSet<Uuid>,
    numbers: HashSet<u32>,
    /// Session keys by title and either id or page: what shares both is one session in several slots.
    sessions: HashMap<(String, String), String>,
    /// Session keys by page code.
    codes: HashMap<PageCode, String>,
}

impl<'a> Identities<'a> {
    /// `source` is what made identities are made from. The UID of a calendar's entry is unique by itself (RFC 5545, section
    /// 3.8.4.7), so that calendars share one source.
    pub(super) fn of(source: &'a str, format: FileFormat) -> Self {
        Self {
            source: if format == FileFormat::ICalendar { "icalendar" } else { source },
            format,
            guids: HashSet::new(),
            numbers: HashSet::new(),
            sessions: HashMap::new(),
            codes: HashMap::new(),
        }
    }

    pub(super) fn identify(&mut self, event: &RawEvent, start: Timestamp, repairs: &mut Repairs) -> Identity {
        let guid = self.guid(event, start, repairs);
        let session_key = self.session_key(event, guid);
        Identity {
            guid: SlotGuid(guid),
            number: self.number(event, repairs),
            code: self.code(event, &session_key, repairs),
            session_key,
        }
    }

    fn guid(&mut self, event: &RawEvent, start: Timestamp, repairs: &mut Repairs) -> Uuid {
        let stated = event.guid.as_deref().or(match self.format {
            FileFormat::ICalendar => event.id.as_deref(),
            _ => None,
        });
        let given = stated.and_then(|text| Uuid::parse_str(text.trim()).ok()).filter(|guid| !guid.is_nil());
        if let Some(guid) = given {
            if self.guids.insert(guid) {
                return guid;
            }
            repairs.note(RepairKind::GuidDuplicate, || event.name());
        }
        let id = event.id.as_deref().or(stated).or(event.slug.as_deref()).or(event.url.as_deref());
        if given.is_none() && self.format != FileFormat::ICalendar {
            let kind = if id.is_some() { RepairKind::GuidMissing } else { RepairKind::IdentityMissing };
            repairs.note(kind, || event.name());
        }
        let room = event.room.as_deref().unwrap_or_default();
        let title = event.title.as_deref().unwrap_or_default();
        let place = || format!("{title}/{room}/{start}");
        let wanted = id.map_or_else(place, |id| format!("event:{id}"));
        // What is taken is told apart by time and place, and when all is the same, by order.
        let alternatives = std::iter::once(wanted.clone())
            .chain(std::iter::once_with(|| format!("{wanted}/{}", place())))
            .chain((2..).map(|count: usize| format!("{wanted}/{}/{count}", place())));
        let mut guids = alternatives.map(|name| derived_guid(self.source, &name));
        guids.find(|guid| self.guids.insert(*guid)).unwrap_or_default()
    }

    fn number(&mut self, event: &RawEvent, repairs: &mut Repairs) -> Option<u32> {
        if self.format == FileFormat::ICalendar {
            return None;
        }
        let id = event.id.as_deref()?;
        let number = id.trim().parse::<u32>().ok().and_then(|number| SlotNumber::try_from(number).ok());
        let Some(number) = number.map(SlotNumber::get) else {
            repairs.note(RepairKind::IdUnusable, || event.name());
            return None;
        };
        if !self.numbers.insert(number) {
            repairs.note(RepairKind::IdDuplicate, || event.name());
            return None;
        }
        Some(number)
    }

    /// The code where there is one: pretalx gives one to each submission. Else what has the same title and the same id or
    /// page is the same session. A title alone is no identity.
    fn session_key(&mut self, event: &RawEvent, guid: Uuid) -> String {
        let title = event.title.clone().unwrap_or_default();
        let page = event.url.as_deref().filter(|url| names_a_page(url)).map(|url| format!("page:{url}"));
        let id = event.id.as_deref().map(|id| format!("id:{id}"));
        let names: Vec<_> = [page, id].into_iter().flatten().map(|name| (title.clone(), name)).collect();
        let known = names.iter().find_map(|name| self.sessions.get(name)).cloned();
        let code = event.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
        let key = code.map(str::to_owned).or(known).unwrap_or_else(|| guid.to_string());
        for name in names {
            self.sessions.entry(name).or_insert_with(|| key.clone());
        }
        key
    }

    /// A page code: the file's own, else the one in the address of the page (`…/talk/ABCDEF/`); never one code for two
    /// sessions.
    fn code(&mut self, event: &RawEvent, session_key: &str, repairs: &mut Repairs) -> Option<String> {
        let stated = event.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
        let code = match stated.map(str::parse::<PageCode>) {
            Some(Ok(code)) => code,
            Some(Err(_)) => {
                repairs.note(RepairKind::CodeUnusable, || {
                    format!("“{}” of {}", stated.unwrap_or_default(), event.name())
                });
                return None;
            }
            None => code_in_address(event.url.as_deref()?)?,
        };
        let holder = self.codes.entry(code).or_insert_with(|| session_key.to_owned());
        (holder == session_key).then(|| code.to_string())
    }
}

/// Whether an address leads deeper than a site's first page.
pub(super) fn names_a_page(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.path().len() > 1)
}

fn code_in_address(address: &str) -> Option<PageCode> {
    let url = Url::parse(address).ok()?;
    let mut segments = url.path_segments()?.skip_while(|segment| !matches!(*segment, "talk" | "sessions"));
    segments.next()?;
    segments.next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{code_in_address, derived_guid, names_a_page};

    #[test]
    fn made_guids_stay_the_same_for_ever() {
        let guid = derived_guid("fosdem-2021", "event:11795");
        assert_eq!(guid.to_string(), "1a14451b-d576-596e-8131-51027f83fd7c");
        assert_eq!(guid.get_version_num(), 5);
    }

    #[test]
    fn codes_are_found_in_the_pages_addresses() {
        let code = |address| code_in_address(address).map(|code| code.to_string());
        assert_eq!(code("https://x.example/conf/talk/MJA8QY/").as_deref(), Some("MJA8QY"));
        assert_eq!(code("https://x.example/conf/sessions/ABC123").as_deref(), Some("ABC123"));
        assert_eq!(code("https://x.example/events/10386.html"), None);
        assert_eq!(code("https://x.example/talk/some-title/"), None);
    }

    #[test]
    fn a_site_is_no_page() {
        assert!(!names_a_page("http://x.example"));
        assert!(!names_a_page("http://x.example/"));
        assert!(!names_a_page("nonsense"));
        assert!(names_a_page("http://x.example/a"));
    }
}
