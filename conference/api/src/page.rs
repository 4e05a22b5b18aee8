//! Lists page by page.

use crate::{App, Error};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::civil::Date;
use plenary_domain::published::Published;
use plenary_domain::release::ReleaseNumber;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::sync::Arc;

/// How many items a page holds: 1 to 100, 50 unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct Limit(usize);

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl TryFrom<u32> for Limit {
    type Error = &'static str;
    fn try_from(limit: u32) -> Result<Self, &'static str> {
        let fits = (1..=100).contains(&limit);
        usize::try_from(limit).ok().filter(|_| fits).map(Self).ok_or("a page holds 1 to 100 items")
    }
}

impl JsonSchema for Limit {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 50 })
    }
}

/// Where a list goes on. Callers get it from one page and give it back for the next; what it says is our affair.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum Cursor {
    /// At this position of a list of this release. The pages of a list are all of one release, whatever is released meanwhile.
    Release(ReleaseNumber, usize),
    /// After the conference with this start and slug.
    Conference(Date, String),
    /// After this release.
    Note(ReleaseNumber),
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (kind, rest) = decoded.split_once(' ')?;
        match (kind, rest.split_once(' ')) {
            ("release", Some((number, position))) => {
                Some(Self::Release(ReleaseNumber(number.parse().ok()?), position.parse().ok()?))
            }
            ("conference", Some((start, slug))) => {
                Some(Self::Conference(start.parse().ok()?, slug.to_owned()))
            }
            ("note", None) => Some(Self::Note(ReleaseNumber(rest.parse().ok()?))),
            _ => None,
        }
    }
}

/// What is wrong with a cursor that this list did not give out.
pub(crate) const BAD_CURSOR: Error =
    Error::BadField { field: "cursor", reason: "this is no cursor of this list; begin again without one" };

impl TryFrom<String> for Cursor {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("this is no cursor of this list; begin again without one")
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = match self {
            Self::Release(number, position) => format!("release {number} {position}"),
            Self::Conference(start, slug) => format!("conference {start} {slug}"),
            Self::Note(number) => format!("note {number}"),
        };
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(plain))
    }
}

impl JsonSchema for Cursor {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Cursor".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// A page of a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}Page")]
pub(crate) struct Page<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// Give it back as `cursor` to get the next page; null at the end.
    pub(crate) next: Option<Cursor>,
}

/// A page of what a release holds: which release it is of, and from where on.
pub(crate) struct ReleasePage {
    pub(crate) published: Arc<Published>,
    position: usize,
    limit: usize,
}

impl ReleasePage {
    /// The release that the cursor is of, else the current one.
    pub(crate) async fn of(
        app: &App,
        conference: &str,
        limit: Limit,
        cursor: Option<Cursor>,
    ) -> Result<Self, Error> {
        let (published, position) = match cursor {
            None => (app.published(conference).await?, 0),
            Some(Cursor::Release(number, position)) => (pinned(app, conference, number).await?, position),
            Some(_) => return Err(BAD_CURSOR),
        };
        Ok(Self { published, position, limit: limit.0 })
    }

    /// The items of the page, out of a list of the release.
    pub(crate) fn of_list<T, View>(
        &self,
        list: &[T],
        wanted: impl Fn(&T) -> bool,
        view: impl Fn(&T) -> View,
    ) -> Page<View> {
        let rest = list.iter().enumerate().skip(self.position);
        let mut rest = rest.filter(|(_, item)| wanted(item)).peekable();
        let items = rest.by_ref().take(self.limit).map(|(_, item)| view(item)).collect();
        let number = self.published.release().note.number;
        Page { items, next: rest.peek().map(|(position, _)| Cursor::Release(number, *position)) }
    }
}

/// The release that a cursor names; one that is not there makes it a bad cursor, unless the conference is not there either.
async fn pinned(app: &App, conference: &str, number: ReleaseNumber) -> Result<Arc<Published>, Error> {
    match app.release(conference, number).await {
        Err(plenary_app::Error::NotFound { .. }) => {
            Err(app.published(conference).await.map_or_else(Error::from, |_| BAD_CURSOR))
        }
        release => Ok(release?),
    }
}

/// A page of a list that is there as a whole; `cursor` makes the cursor after an item.
pub(crate) fn of_rest<T, View>(
    rest: impl Iterator<Item = T>,
    limit: Limit,
    view: impl Fn(&T) -> View,
    cursor: impl Fn(&T) -> Cursor,
) -> Page<View> {
    let mut rest = rest.peekable();
    let taken: Vec<T> = rest.by_ref().take(limit.0).collect();
    let next = rest.peek().and_then(|_| taken.last()).map(cursor);
    Page { items: taken.iter().map(view).collect(), next }
}
