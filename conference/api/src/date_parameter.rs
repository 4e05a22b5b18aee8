//! A date in an address.

use crate::view::DateSchema;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// A date as a caller writes it: `2024-12-28`. What is none is refused in the caller's words, not in a parser's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DateParameter(pub(crate) Date);

impl<'de> Deserialize<'de> for DateParameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let date = text.parse().map(Self);
        date.map_err(|_| D::Error::custom(format!("`{text}` is no date; write one as 2024-12-28")))
    }
}

impl JsonSchema for DateParameter {
    fn inline_schema() -> bool {
        DateSchema::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        DateSchema::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        DateSchema::json_schema(generator)
    }
}
