//! Reads the text of a path as Jayway 2.0.0 does, down to its oddities.
//!
//! Jayway cuts the text into fragments without regard to quotes, and then reads each fragment for itself, passing over
//! what it doesn't know: `[ 1 ]` and `[x1]` are both the first index. The functions here follow its `PathCompiler`.

use crate::bracket;
use crate::dialect::Dialect;
use crate::error::PathError;
use crate::path::Path;
use crate::token::Token;

/// The most steps in a path; the walk goes one level deeper with each.
pub(crate) const MOST_STEPS: usize = 256;
/// How deep filters may stand in filters.
pub(crate) const DEEPEST_FILTER: usize = 16;
/// The longest text of a path, in bytes.
pub(crate) const LONGEST: usize = 64 * 1024;

/// What Java's `String.trim` removes.
pub(crate) fn java_trim(text: &str) -> &str {
    text.trim_matches(|character| character <= ' ')
}

/// Reads a path; `depth` counts the filters around it.
pub(crate) fn compile(whole: &str, depth: usize) -> Result<Path, PathError> {
    if whole.len() > LONGEST {
        return Err(PathError::new(LONGEST, "the path is too long"));
    }
    if depth > DEEPEST_FILTER {
        return Err(PathError::new(0, "filters are nested too deeply"));
    }
    let text = java_trim(whole);
    let offset = whole.find(text).unwrap_or(0);
    if text.is_empty() {
        return Err(PathError::new(0, "a path can't be empty"));
    }
    if text.ends_with("..") {
        return Err(PathError::new(offset + text.len() - 2, "a path can't end with `..`"));
    }
    let from_document = !text.starts_with('@');
    let rest = match text.strip_prefix(['$', '@']) {
        Some(rest) if rest.is_empty() || rest.starts_with(['.', '[']) => rest.to_owned(),
        Some(_) => {
            return Err(PathError::new(offset + 1, "behind the first sign of a path stands `.` or `[`"));
        }
        None => format!(".{text}"),
    };
    // Where `rest` begins in the whole text. The dot put before a bare name has no place of its own.
    let offset = if text.starts_with(['$', '@']) { offset + 1 } else { offset };
    let added = usize::from(!text.starts_with(['$', '@']));
    let tokens = Fragments { rest: &rest, at: 0, depth }
        .tokens()
        .map_err(|error| PathError::new((error.position + offset).saturating_sub(added), error.reason))?;
    Ok(Path::new(whole, tokens, Dialect::Jayway20, from_document))
}

/// Cuts what follows the root into fragments.
struct Fragments<'t> {
    rest: &'t str,
    at: usize,
    depth: usize,
}

impl Fragments<'_> {
    fn tokens(mut self) -> Result<Vec<Token>, PathError> {
        let mut tokens = vec![Token::Root];
        while self.at < self.rest.len() {
            if tokens.len() >= MOST_STEPS {
                return Err(PathError::new(self.at, "the path has too many steps"));
            }
            tokens.extend(self.next()?);
        }
        // A lone `.` becomes `$..` and comes here.
        if matches!(tokens.last(), Some(Token::Scan)) {
            return Err(PathError::new(self.rest.len(), "a path can't end with `..`"));
        }
        Ok(tokens)
    }

    fn next(&mut self) -> Result<Option<Token>, PathError> {
        let start = self.at;
        match self.rest[start..].chars().next() {
            None => Ok(None),
            Some(' ') => Err(PathError::new(start, "a path can't have a space here")),
            Some('$') => {
                self.at += 1;
                Ok(Some(Token::Root))
            }
            Some('*') => {
                self.at += 1;
                Ok(Some(Token::Wildcard))
            }
            Some('[') => {
                let fragment = &self.rest[start..start + closed_length(&self.rest[start..])];
                self.at += fragment.len();
                bracket::token(fragment, self.depth)
                    .map(Some)
                    .map_err(|error| PathError::new(start + error.position, error.reason))
            }
            Some('.') => self.dotted(),
            Some(_) => {
                let name = self.name();
                Ok(Some(Token::Names(dotted_names(name))))
            }
        }
    }

    /// What follows a dot.
    fn dotted(&mut self) -> Result<Option<Token>, PathError> {
        self.at += 1;
        match self.rest[self.at..].chars().next() {
            None => Err(PathError::new(self.at, "a path can't end with a dot")),
            Some('.') => {
                self.at += 1;
                Ok(Some(Token::Scan))
            }
            Some('[' | ' ') => Ok(None),
            Some(_) => Ok(Some(match self.name() {
                "*" => Token::Wildcard,
                name => Token::Names(dotted_names(name)),
            })),
        }
    }

    fn name(&mut self) -> &str {
        let tail = &self.rest[self.at..];
        let length = tail.find(['.', '[', ' ']).unwrap_or(tail.len());
        self.at += length;
        &tail[..length]
    }
}

/// How long the bracket at the front is. Brackets in quotes count, and one that isn't closed goes to the end.
fn closed_length(text: &str) -> usize {
    let mut open = 0_usize;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            '[' => open += 1,
            ']' if open == 0 => return index + 1,
            ']' => open -= 1,
            _ => {}
        }
    }
    text.len()
}

/// A name behind a dot. Jayway puts it between quotes and reads it as a bracket, so that a quote or a bracket in it
/// cuts it short.
fn dotted_names(name: &str) -> Vec<String> {
    quoted_names(&format!("'{name}']"))
}

/// The texts between quotes, up to the closing bracket, wherever it stands.
pub(crate) fn quoted_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut open: Option<String> = None;
    for character in text.chars() {
        match (character, &mut open) {
            (']', _) => break,
            ('\'', Some(_)) => names.extend(open.take()),
            ('\'', None) => open = Some(String::new()),
            (other, Some(name)) => name.push(other),
            (_, None) => {}
        }
    }
    names
}
