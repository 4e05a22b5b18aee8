//! Paths with placeholders, as API Gateway has them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A path such as `/conferences/{conference}/files/{path+}`; `/` is the root.
///
/// ```
/// use lockstep_route::PathTemplate;
/// let path: PathTemplate = "/files/{path+}".parse()?;
/// assert_eq!(path.variables().collect::<Vec<_>>(), ["path"]);
/// assert!("/files/{path+}/more".parse::<PathTemplate>().is_err());
/// # Ok::<(), lockstep_route::Mistake>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PathTemplate {
    text: String,
    segments: Vec<Segment>,
}

/// What stands between two slashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// Exactly this.
    Fixed(String),
    /// Any one segment, known by this name.
    Variable(String),
    /// All the rest, one segment at least, known by this name.
    Greedy(String),
}

impl PathTemplate {
    /// The path as written; also API Gateway's name for the resource.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its segments; none for the root.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The names of its placeholders, in order.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(Segment::variable)
    }
}

impl Segment {
    /// The name of a placeholder.
    pub fn variable(&self) -> Option<&str> {
        match self {
            Self::Variable(name) | Self::Greedy(name) => Some(name),
            Self::Fixed(_) => None,
        }
    }
}

impl std::str::FromStr for PathTemplate {
    type Err = crate::Mistake;
    fn from_str(text: &str) -> Result<Self, crate::Mistake> {
        let bad = |reason| crate::Mistake::BadPath { path: text.to_owned(), reason };
        let rest = text.strip_prefix('/').ok_or(bad("it begins with `/`"))?;
        let mut segments: Vec<Segment> = Vec::new();
        for part in rest.split('/').filter(|_| !rest.is_empty()) {
            if matches!(segments.last(), Some(Segment::Greedy(_))) {
                return Err(bad("a greedy placeholder such as `{proxy+}` is always the last segment"));
            }
            let segment = segment(part).map_err(bad)?;
            if let Some(name) = segment.variable()
                && segments.iter().any(|other| other.variable() == Some(name))
            {
                return Err(bad("a placeholder stands in a path only once"));
            }
            segments.push(segment);
        }
        Ok(Self { text: text.to_owned(), segments })
    }
}

/// API Gateway's rule for a path part: `a-zA-Z0-9._-:`, or a name in braces that fill the whole part.
fn segment(part: &str) -> Result<Segment, &'static str> {
    let all = |text: &str, extra: &[char]| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(&c))
    };
    if part.is_empty() {
        return Err("it has no empty segments and no `/` at its end");
    }
    if let Some(inner) = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let name = inner.strip_suffix('+').unwrap_or(inner);
        if !all(name, &['.', '_', '-']) {
            return Err("a placeholder's name takes letters, digits, `.`, `_` and `-`");
        }
        let greedy = name.len() < inner.len();
        return Ok(if greedy {
            Segment::Greedy(name.to_owned())
        } else {
            Segment::Variable(name.to_owned())
        });
    }
    if all(part, &['.', '_', '-', ':']) {
        Ok(Segment::Fixed(part.to_owned()))
    } else {
        Err("a segment takes letters, digits, `.`, `_`, `-` and `:`, or is one placeholder in braces")
    }
}

impl TryFrom<String> for PathTemplate {
    type Error = crate::Mistake;
    fn try_from(text: String) -> Result<Self, crate::Mistake> {
        text.parse()
    }
}

impl From<PathTemplate> for String {
    fn from(path: PathTemplate) -> Self {
        path.text
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
