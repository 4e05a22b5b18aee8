//! The words of the pages. They are the app's: both read one file of messages.

use maud::{Escaper, Render};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The messages that the app's build extracts and translators work on.
const MESSAGES: &str = include_str!("../../web/src/locale/messages.en.json");

/// A message by its id. Values stand in it as `{$NAME}`, in the order in which they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    id: &'static str,
    english: &'static str,
}

macro_rules! words {
    ($($name:ident $id:literal $english:literal)+) => {
        $(pub(crate) const $name: Word = Word { id: $id, english: $english };)+
        /// Every word in use.
        #[cfg(test)]
        pub(crate) const ALL: &[Word] = &[$($name),+];
    };
}

words! {
    SKIP_TO_CONTENT "page.skip" "Skip to content"
    NAVIGATION "masthead.navigation" "Programme"
    SCHEDULE "schedule.title" "Schedule"
    SPEAKERS "speakers.title" "Speakers"
    MY_SCHEDULE "my-schedule.title" "My schedule"
    CONFERENCES "conferences.title" "Conferences"
    NO_CONFERENCES "conferences.empty" "No conference is published yet"
    NO_CONFERENCES_TEXT "conferences.empty.text" "Once a schedule is imported, its conference is listed here."

    TIMES_IN "schedule.zone" "times in {$ZONE}"
    DAYS "schedule.days" "Days"
    ALL_DAYS "schedule.all-days" "All days"
    NOT_OUT_YET "schedule.empty" "The schedule is not out yet"
    NOT_OUT_YET_TEXT "schedule.empty.text" "As soon as the organisers release it, it will stand on this page."
    EMPTY_DAY "schedule.empty-day" "Nothing is planned on this day."
    NO_ROOM "schedule.no-room" "Elsewhere"
    CANCELLED "session.cancelled" "Cancelled"

    SESSION_CANCELLED "session.cancelled.text" "This session has been cancelled."
    SESSION_UNSCHEDULED "session.unscheduled" "Time and place are not set yet."
    TRACK "session.track" "Track"
    SESSION_TYPE "session.type" "Type"
    LANGUAGE "session.language" "Language"
    RECORDING "session.recording" "Recording"
    NOT_RECORDED "session.not-recorded" "Not recorded, at the speaker’s request"
    LINKS "session.links" "Links and files"
    FEEDBACK "session.feedback" "Give feedback"
    LICENSE "session.license" "Licence: {$LICENSE}"
    ORIGIN "session.origin" "At the system it came from"

    SPEAKER_COUNT_ONE "speakers.count.one" "One speaker"
    SPEAKER_COUNT "speakers.count.other" "{$COUNT} speakers"
    NO_SPEAKERS "speakers.empty" "No speakers are announced yet"
    NO_SPEAKERS_TEXT "speakers.empty.text" "Speakers appear here with the sessions they give."
    SPEAKER_SESSIONS "speaker.sessions" "Sessions"
    SPEAKER_LINKS "speaker.links" "Links"

    WHEN "overview.when" "When"
    WHERE "overview.where" "Where"
    TIME_ZONE "overview.time-zone" "Time zone"
    WEBSITE "overview.website" "Website"
    SESSION_COUNT_ONE "overview.sessions.one" "One session"
    SESSION_COUNT "overview.sessions.other" "{$COUNT} sessions"
    FEEDS "overview.feeds" "For your calendar and your app"
    ICALENDAR "feed.icalendar" "iCalendar"
    FRAB_XML "feed.frab-xml" "Schedule XML"
    FRAB_JSON "feed.frab-json" "Schedule JSON"

    RELEASE "colophon.release" "Release {$NAME}"
    CHANGES "changes.title" "Changes"
    CHANGES_LEAD "changes.lead" "What differs from release to release, newest first."
    FIRST_RELEASE "changes.first" "The first release of the schedule."
    NO_CHANGES "changes.none" "Nothing that is shown here has changed."
    CHANGE_NEW "changes.new" "New"
    CHANGE_MOVED "changes.moved" "Moved"
    CHANGE_CANCELLED "changes.cancelled" "Cancelled"
    CHANGE_RETITLED "changes.retitled" "New title"
    CHANGE_FROM_TO "changes.from-to" "{$FROM} → {$TO}"
    CHANGE_BEFORE "changes.before" "Before: {$TITLE}"

    MY_SCHEDULE_LEAD "my-schedule.lead" "The sessions you have marked, kept on this device."
    NEEDS_SCRIPT "my-schedule.script" "This page needs JavaScript: the sessions you mark are kept in your browser and are sent to nobody."

    NOT_FOUND "not-found.title" "There is no such page"
    NOT_FOUND_TEXT "not-found.text" "The address may be mistyped, or what stood here was taken off the programme."
    NOT_FOUND_HOME "not-found.home" "To the conferences"
}

#[derive(Deserialize)]
struct Messages {
    translations: HashMap<String, String>,
}

static CATALOGUE: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    serde_json::from_str::<Messages>(MESSAGES).map(|messages| messages.translations).unwrap_or_default()
});

impl Word {
    /// The message; the English one that the code knows where the file has none.
    pub(crate) fn text(self) -> &'static str {
        CATALOGUE.get(self.id).map_or(self.english, String::as_str)
    }

    /// The message with its values put in.
    pub(crate) fn with(self, values: &[&str]) -> String {
        fill(self.text(), values)
    }
}

impl Render for Word {
    fn render_to(&self, into: &mut String) {
        // Writing into a string cannot fail.
        let _ = Escaper::new(into).write_str(self.text());
    }
}

fn fill(message: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut filled = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("{$") {
        filled.push_str(before);
        let (_name, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(values.next().unwrap_or(&""));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(message: &str) -> usize {
        message.matches("{$").count()
    }

    #[test]
    fn every_word_is_in_the_file_of_messages() {
        let catalogue = serde_json::from_str::<Messages>(MESSAGES).unwrap().translations;
        let missing: Vec<String> = ALL
            .iter()
            .filter(|word| !catalogue.contains_key(word.id))
            .map(|word| format!("\"{}\": \"{}\"", word.id, word.english))
            .collect();
        assert!(
            missing.is_empty(),
            "conference/web/src/locale/messages.en.json lacks these messages of the pages:\n{}",
            missing.join(",\n")
        );
        for word in ALL {
            assert_eq!(places(&catalogue[word.id]), places(word.english), "values of {}", word.id);
        }
    }

    #[test]
    fn no_id_stands_for_two_words() {
        let ids: std::collections::HashSet<&str> = ALL.iter().map(|word| word.id).collect();
        assert_eq!(ids.len(), ALL.len());
    }

    #[test]
    fn values_are_put_in_by_order() {
        assert_eq!(fill("{$FROM} → {$TO}.", &["a", "b"]), "a → b.");
        assert_eq!(fill("{$FROM} → {$TO}", &["{$TO}", "b"]), "{$TO} → b");
        assert_eq!(fill("none", &["a"]), "none");
    }
}
