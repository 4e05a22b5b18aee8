//! What had to be put right in a file, in words for organisers.

use std::fmt;

/// One kind of thing that was put right, with how often and the first case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What.
    pub kind: RepairKind,
    /// How often; at least 1.
    pub count: usize,
    /// The first case: where it is and what was found; empty when there is nothing to add.
    pub example: String,
}

macro_rules! repair_kinds {
    ($($(#[$doc:meta])* $name:ident: $one:literal | $many:literal;)+) => {
        /// The kinds of repair.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RepairKind {$($(#[$doc])* $name,)+}

        impl RepairKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The sentence for one case, and for `{n}` of them.
            fn sentences(self) -> (&'static str, &'static str) {
                match self {$(Self::$name => ($one, $many),)+}
            }
        }
    };
}

repair_kinds! {
    /// No time zone: the given or UTC.
    TimeZoneAssumed: "The file names no time zone; times are shown in the one assumed"
        | "The file names no time zone; times are shown in the one assumed";
    /// A time zone that is none.
    TimeZoneUnknown: "One time zone of the file does not exist; it was replaced"
        | "{n} time zones of the file do not exist; they were replaced";
    /// Offsets that the named zone does not have.
    OffsetForeign: "One time has an offset that the conference's time zone does not have then; the instant was kept"
        | "{n} times have an offset that the conference's time zone does not have then; the instants were kept";
    /// No GUID.
    GuidMissing: "One event has no GUID; it got one made from the conference and its id, the same at every import"
        | "{n} events have no GUID; they got one made from the conference and their ids, the same at every import";
    /// A GUID that occurs twice.
    GuidDuplicate: "One event has the GUID of another event; it got its own"
        | "{n} events have the GUID of another event; they got their own";
    /// Neither GUID nor id.
    IdentityMissing: "One event has neither GUID nor id; it is recognised by its title, time and room, so a moved event counts as a new one"
        | "{n} events have neither GUID nor id; they are recognised by title, time and room, so a moved event counts as a new one";
    /// An id that occurs twice.
    IdDuplicate: "One event has the id of another event; it got a new number"
        | "{n} events have the id of another event; they got new numbers";
    /// An id that is no positive number below 2³¹.
    IdUnusable: "One event's id is no number from 1 to 2147483647; it got a new number"
        | "{n} events' ids are no numbers from 1 to 2147483647; they got new numbers";
    /// A page code that can't be one.
    CodeUnusable: "One code is not six characters A-Z and 0-9; the page got another"
        | "{n} codes are not six characters A-Z and 0-9; the pages got others";
    /// The instant and the day or start disagree.
    DateContradicts: "One event's date contradicts the day or start time it stands under; the date with its offset was taken"
        | "{n} events' dates contradict the days or start times they stand under; the dates with their offsets were taken";
    /// No date, only a time below a day.
    EventLeftOut: "One event has no readable time and was left out"
        | "{n} events have no readable time and were left out";
    /// No length, or one that can't be read.
    DurationUnreadable: "One event has no readable length; 30 minutes were assumed"
        | "{n} events have no readable length; 30 minutes were assumed";
    /// A whole day.
    WholeDay: "One entry takes a whole day; it was placed at the day's beginning"
        | "{n} entries take whole days; they were placed at the days' beginning";
    /// A rule for repetition.
    RepetitionIgnored: "One entry repeats by a rule; only its first time was taken"
        | "{n} entries repeat by a rule; only their first times were taken";
    /// An older version of the same entry.
    Superseded: "One entry is an older version of another one and was left out"
        | "{n} entries are older versions of others and were left out";
    /// A day without date, beginning or end.
    DayBoundsMissing: "One day does not say when it begins and ends; it runs from day change to day change"
        | "{n} days do not say when they begin and end; they run from day change to day change";
    /// Days that overlap or come twice.
    DayOverlap: "One day overlaps the next or comes twice; it was cut or merged"
        | "{n} days overlap the next or come twice; they were cut or merged";
    /// Events outside every day.
    DayExtended: "One event lies outside the file's days; a day was extended or added"
        | "{n} events lie outside the file's days; days were extended or added";
    /// An event without a title.
    TitleMissing: "One event has no title; it is called Untitled"
        | "{n} events have no title; they are called Untitled";
    /// A speaker without a name.
    NameMissing: "One speaker has no name and was left out"
        | "{n} speakers have no name and were left out";
    /// The same speaker under several names.
    NameDiffers: "One speaker's name differs from event to event; the first was kept"
        | "{n} speakers' names differ from event to event; the first were kept";
    /// Two rooms in one place.
    RoomDiffers: "One event names another room than the one it stands under; the latter was taken"
        | "{n} events name other rooms than the ones they stand under; the latter were taken";
    /// A room's GUID that occurs twice.
    RoomGuidDuplicate: "One room has the GUID of another room; it got its own"
        | "{n} rooms have the GUID of another room; they got their own";
    /// Two events in one room at one time.
    RoomOverlap: "One event begins in a room before the one before it has ended; both are shown side by side"
        | "{n} events begin in a room before the one before them has ended; they are shown side by side";
    /// A language that is none.
    LanguageUnknown: "One event's language is not known; it was left out"
        | "{n} events' languages are not known; they were left out";
    /// More than one language.
    LanguageSeveral: "One event names several languages; the first was kept"
        | "{n} events name several languages; the first was kept";
    /// An address that can't be linked to.
    LinkUnusable: "One link is no http or https address and was left out"
        | "{n} links are no http or https addresses and were left out";
    /// Markup in texts.
    HtmlInText: "One text contains HTML; its formatting is shown, scripts and styles are removed"
        | "{n} texts contain HTML; their formatting is shown, scripts and styles are removed";
    /// A colour that is none.
    ColourUnusable: "One colour is not written as #rrggbb and was left out"
        | "{n} colours are not written as #rrggbb and were left out";
    /// The conference has no name.
    ConferenceTitleMissing: "The conference has no title; it is called by what else is known of it"
        | "The conference has no title; it is called by what else is known of it";
    /// A field of the conference that can't be read.
    ConferenceFieldUnreadable: "One field of the conference can't be read and was replaced by the usual"
        | "{n} fields of the conference can't be read and were replaced by the usual";
    /// Something stands where it does not belong but is clear.
    Misplaced: "One value stands in the wrong place or form and was read nevertheless"
        | "{n} values stand in the wrong place or form and were read nevertheless";
}

impl fmt::Display for Repair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = self.kind.sentences();
        if self.count == 1 {
            formatter.write_str(one)?;
        } else {
            formatter.write_str(&many.replace("{n}", &self.count.to_string()))?;
        }
        match (self.example.is_empty(), self.count) {
            (true, _) => formatter.write_str("."),
            (false, 1) => write!(formatter, ": {}.", self.example),
            (false, _) => write!(formatter, "; first: {}.", self.example),
        }
    }
}

/// Collects repairs while a file is read; the order is that of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Repairs(Vec<Repair>);

impl Repairs {
    /// Notes one case. The example is only made for the first.
    pub(crate) fn note(&mut self, kind: RepairKind, example: impl FnOnce() -> String) {
        if let Some(known) = self.0.iter_mut().find(|repair| repair.kind == kind) {
            known.count += 1;
        } else {
            self.0.push(Repair { kind, count: 1, example: example() });
        }
    }

    /// All that was noted.
    pub(crate) fn into_vec(self) -> Vec<Repair> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Repair, RepairKind, Repairs};

    #[test]
    fn every_kind_has_a_sentence_for_one_and_for_many() {
        for kind in RepairKind::ALL.iter().copied() {
            let (one, many) = kind.sentences();
            assert!(!one.contains('{') && !one.ends_with('.'), "{kind:?}");
            assert!(many.starts_with("{n} ") && !many.ends_with('.') || many == one, "{kind:?}");
        }
    }

    #[test]
    fn cases_of_a_kind_are_counted_and_the_first_is_told() {
        let mut repairs = Repairs::default();
        repairs.note(RepairKind::IdDuplicate, || "a".to_owned());
        assert_eq!(
            Repair { kind: RepairKind::IdDuplicate, count: 1, example: String::new() }.to_string(),
            "One event has the id of another event; it got a new number."
        );
        repairs.note(RepairKind::TitleMissing, || "b".to_owned());
        repairs.note(RepairKind::IdDuplicate, || "c".to_owned());
        let messages: Vec<_> = repairs.into_vec().iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "2 events have the id of another event; they got new numbers; first: a.",
                "One event has no title; it is called Untitled: b.",
            ]
        );
    }
}
