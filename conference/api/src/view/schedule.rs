//! The schedule.

use super::time::{DateSchema, DateTimeSchema};
use super::{ReleaseSummary, SessionCard, SlotTime};
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::published::Published;
use plenary_domain::slot::SlotContent;
use plenary_domain::{day, slot};
use schemars::JsonSchema;
use serde::Serialize;

/// A day of the programme.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Day {
    /// 1 for the first.
    index: u32,
    /// Its date, local to the venue.
    #[schemars(with = "DateSchema")]
    date: Date,
    /// When it begins.
    #[schemars(with = "DateTimeSchema")]
    start: Timestamp,
    /// When it ends.
    #[schemars(with = "DateTimeSchema")]
    end: Timestamp,
}

impl From<&day::Day> for Day {
    fn from(day: &day::Day) -> Self {
        Self { index: day.index, date: day.date, start: day.start, end: day.end }
    }
}

/// What happens at a time and place: a session or a break, one of them null.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Slot {
    #[serde(flatten)]
    time: SlotTime,
    /// The session.
    session: Option<SessionCard>,
    /// The title of a break.
    r#break: Option<String>,
}

impl Slot {
    fn new(published: &Published, slot: &slot::Slot) -> Self {
        let (session, pause) = match &slot.content {
            SlotContent::Session(id) => (published.session(*id), None),
            SlotContent::Break(title) => (None, Some(title.clone())),
        };
        Self {
            time: SlotTime::new(published, slot),
            session: session.map(|session| SessionCard::new(published, session)),
            r#break: pause,
        }
    }
}

/// A day with what happens on it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DayPlan {
    #[serde(flatten)]
    day: Day,
    /// What happens, by start and room.
    slots: Vec<Slot>,
}

impl DayPlan {
    fn new(published: &Published, position: usize, day: &day::Day) -> Self {
        let slots = published.slots_on(position).map(|(_, slot)| Slot::new(published, slot)).collect();
        Self { day: Day::from(day), slots }
    }
}

/// The whole schedule.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Schedule {
    /// The release it is of.
    release: ReleaseSummary,
    /// The zone in which the conference lives.
    time_zone: String,
    /// The days, in order.
    days: Vec<DayPlan>,
}

impl From<&Published> for Schedule {
    fn from(published: &Published) -> Self {
        let days = published.days().iter().enumerate();
        Self {
            release: ReleaseSummary::from(&published.release().note),
            time_zone: published.conference().time_zone.to_string(),
            days: days.map(|(position, day)| DayPlan::new(published, position, day)).collect(),
        }
    }
}

/// The schedule of one day.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ScheduleDay {
    /// The release it is of.
    release: ReleaseSummary,
    /// The zone in which the conference lives.
    time_zone: String,
    #[serde(flatten)]
    plan: DayPlan,
}

impl ScheduleDay {
    /// The day of a date; `None` when the programme has no such day.
    pub(crate) fn new(published: &Published, date: Date) -> Option<Self> {
        let position = published.days().iter().position(|day| day.date == date)?;
        Some(Self {
            release: ReleaseSummary::from(&published.release().note),
            time_zone: published.conference().time_zone.to_string(),
            plan: DayPlan::new(published, position, &published.days()[position]),
        })
    }
}
