//! From an event to a typed request.
//!
//! The fields of a request come from the path where it has placeholders of that name, else from the query (`GET`, `HEAD`,
//! `DELETE`) or the JSON body (the rest). Texts of path and query become what the type asks for; a query parameter that no
//! field asks for is ignored.

use crate::error::Error;
use crate::head::Head;
use base64::Engine as _;
use percent_encoding::percent_decode_str;
use serde::de::value::{CowStrDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Decodes a request.
pub(crate) fn request<Request: DeserializeOwned>(head: &Head<'_>) -> Result<Request, Error> {
    let mut fields: Vec<(Cow<'_, str>, Field<'_>)> = Vec::new();
    for (name, value) in head.members("pathParameters") {
        let text = percent_decode_str(value.as_str().unwrap_or_default())
            .decode_utf8()
            .map_err(|_| Error::bad_field(name, "it is not UTF-8"))?;
        fields.push((Cow::Borrowed(name), Field::Text(text)));
    }
    if matches!(head.method(), "GET" | "HEAD" | "DELETE") {
        query(head, &mut fields);
    } else {
        let of_path = fields.len();
        for (name, value) in body(head)? {
            if fields[..of_path].iter().all(|(taken, _)| *taken != name) {
                fields.push((Cow::Owned(name), Field::Json(value)));
            }
        }
    }
    let source = MapDeserializer::new(fields.into_iter());
    serde_path_to_error::deserialize(source).map_err(|error: serde_path_to_error::Error<Reason>| {
        let field = error.path().to_string();
        match error.into_inner() {
            // The message names the field itself, or the request has no fields at all.
            reason if field == "." => Error::bad_request(reason.0),
            reason => Error::bad_field(field, reason.0),
        }
    })
}

/// The query's parameters that the path does not have.
fn query<'e>(head: &Head<'e>, fields: &mut Vec<(Cow<'e, str>, Field<'e>)>) {
    let of_path = fields.len();
    for (name, values) in head.members("multiValueQueryStringParameters") {
        if fields[..of_path].iter().all(|(taken, _)| taken != name) {
            fields.push((Cow::Borrowed(name), Field::Texts(values.as_array().map_or(&[], Vec::as_slice))));
        }
    }
    // Events that people write by hand often have the single values only.
    let all_values = head.object("multiValueQueryStringParameters");
    for (name, value) in head.members("queryStringParameters") {
        let taken = all_values.is_some_and(|names| names.contains_key(name));
        if !taken && fields[..of_path].iter().all(|(taken, _)| taken != name) {
            fields
                .push((Cow::Borrowed(name), Field::Text(Cow::Borrowed(value.as_str().unwrap_or_default()))));
        }
    }
}

/// The members of the JSON body; none when there is no body.
fn body(head: &Head<'_>) -> Result<Map<String, Value>, Error> {
    let Some((text, encoded)) = head.body().filter(|(text, _)| !text.is_empty()) else {
        return Ok(Map::new());
    };
    let media_type = head.header("content-type").unwrap_or("application/json");
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media_type != "application/json" && !media_type.ends_with("+json") {
        let status = http::StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(Error::new(status, format!("the body is `{media_type}`; it must be `application/json`")));
    }
    let decoded;
    let bytes = if encoded {
        decoded = base64::engine::general_purpose::STANDARD
            .decode(text)
            .map_err(|_| Error::bad_request("the body is not base64"))?;
        decoded.as_slice()
    } else {
        text.as_bytes()
    };
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Error::bad_request("the body must be a JSON object")),
        Err(error) => Err(Error::bad_request(format!("the body is not JSON: {error}"))),
    }
}

/// Why a request does not fit its type, in words for the caller.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Reason(String);

impl serde::de::Error for Reason {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The value of one field.
enum Field<'e> {
    /// One text, of path or query.
    Text(Cow<'e, str>),
    /// All texts that the query has for a name.
    Texts(&'e [Value]),
    /// A member of the body.
    Json(Value),
}

impl<'e> Field<'e> {
    /// The one text that counts: the last, as in API Gateway's single-value map.
    fn last(texts: &'e [Value]) -> Cow<'e, str> {
        Cow::Borrowed(texts.last().and_then(Value::as_str).unwrap_or_default())
    }
}

impl<'de> IntoDeserializer<'de, Reason> for Field<'de> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

fn json(error: &serde_json::Error) -> Reason {
    Reason(error.to_string())
}

/// Forwards methods of a deserializer: texts are parsed, JSON keeps its type.
macro_rules! parsed {
    ($($method:ident $visit:ident $type:ty, $expected:literal;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Reason> {
            let text = match self {
                Self::Json(value) => return value.$method(visitor).map_err(|error| json(&error)),
                Self::Texts(texts) => Self::last(texts),
                Self::Text(text) => text,
            };
            match text.parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Reason(format!(concat!("`{}` is not ", $expected), text))),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Field<'de> {
    type Error = Reason;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Reason> {
        match self {
            Self::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Self::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Self::Texts(texts) => Self::Text(Self::last(texts)).deserialize_any(visitor),
            Self::Json(value) => value.deserialize_any(visitor).map_err(|error| json(&error)),
        }
    }

    parsed! {
        deserialize_bool visit_bool bool, "`true` or `false`";
        deserialize_i8 visit_i8 i8, "a whole number from -128 to 127";
        deserialize_i16 visit_i16 i16, "a whole number from -32768 to 32767";
        deserialize_i32 visit_i32 i32, "a whole number from -2147483648 to 2147483647";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number from 0 to 4294967295";
        deserialize_u64 visit_u64 u64, "a whole number from 0";
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Reason> {
        match self {
            Self::Json(value) => value.deserialize_option(visitor).map_err(|error| json(&error)),
            text => visitor.visit_some(text),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Reason> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Reason> {
        let texts: Vec<Field<'de>> = match self {
            Self::Json(value) => return value.deserialize_seq(visitor).map_err(|error| json(&error)),
            Self::Texts(texts) => texts
                .iter()
                .map(|text| Self::Text(Cow::Borrowed(text.as_str().unwrap_or_default())))
                .collect(),
            Self::Text(text) => vec![Self::Text(text)],
        };
        SeqDeserializer::new(texts.into_iter()).deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Reason> {
        match self {
            Self::Json(value) => {
                value.deserialize_enum(name, variants, visitor).map_err(|error| json(&error))
            }
            Self::Texts(texts) => Self::Text(Self::last(texts)).deserialize_enum(name, variants, visitor),
            Self::Text(text) => CowStrDeserializer::new(text).deserialize_enum(name, variants, visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Reason> {
        match self {
            Self::Json(value) => {
                value.deserialize_struct(name, fields, visitor).map_err(|error| json(&error))
            }
            text => text.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}
