//! What stands between brackets, as Jayway 2.0.0 reads it.

use crate::compile::{java_trim, quoted_names};
use crate::criterion;
use crate::error::PathError;
use crate::filter::Filter;
use crate::token::{Indices, Token};

/// Reads a fragment `[…]`: the first character that means something decides what it is.
pub(crate) fn token(fragment: &str, depth: usize) -> Result<Token, PathError> {
    if fragment == "[*]" {
        return Ok(Token::Wildcard);
    }
    if is_placeholder(fragment) {
        return Err(PathError::new(0, "`[?]` stands for a filter given beside the path, and there is none"));
    }
    for (index, character) in fragment.char_indices() {
        match character {
            '?' => {
                // The filter begins at the last bracket before the question mark.
                let start = fragment[..index].rfind('[').unwrap_or(0);
                return filter(&fragment[start..], depth);
            }
            '\'' => return names(&fragment[index..], index),
            '0'..='9' | ':' | '-' => return plain(&fragment[index..], index).map(Token::Indices),
            '@' => return from_length(&fragment[index..], index).map(Token::Indices),
            _ => {}
        }
    }
    Err(PathError::new(0, format!("`{fragment}` is neither a name in quotes, an index, `*` nor a filter")))
}

/// `[?]`, `[?,?]`
fn is_placeholder(fragment: &str) -> bool {
    fragment.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|inner| {
        let inner = inner.trim_start();
        inner.starts_with('?')
            && inner.chars().all(|c| matches!(c, '?' | ',' | '*') || c.is_ascii_whitespace())
    })
}

fn names(text: &str, at: usize) -> Result<Token, PathError> {
    if !text.contains(']') {
        return Err(PathError::new(at, "a bracket is not closed"));
    }
    Ok(Token::Names(quoted_names(text)))
}

/// Reads `[?(…)]`: criteria joined by `&&` and `||`.
fn filter(fragment: &str, depth: usize) -> Result<Token, PathError> {
    let end = filter_end(fragment)?;
    let whole = &fragment[..end];
    let not_so = || PathError::new(0, "a filter looks like `[?(…)]`");
    let inner = whole.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).ok_or_else(not_so)?;
    let inner = java_trim(inner).strip_prefix('?').ok_or_else(not_so)?;
    let inner =
        java_trim(inner).strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).ok_or_else(not_so)?;
    let mut criteria = Vec::new();
    let mut operators = Vec::new();
    for piece in split_at_operators(java_trim(inner)) {
        match java_trim(piece) {
            operator @ ("&&" | "||") => operators.push(operator),
            text => criteria.push(Filter::Criterion(criterion::read(without_parentheses(text)?, depth)?)),
        }
    }
    if operators.len() > 100 {
        return Err(PathError::new(0, "the filter has too many criteria"));
    }
    joined(criteria, operators).map(Token::Filter)
}

/// Where the filter's closing bracket is; here quotes count.
fn filter_end(fragment: &str) -> Result<usize, PathError> {
    let (mut round, mut square, mut quoted) = (0_i32, 0_i32, false);
    let mut before = ' ';
    for (index, character) in fragment.char_indices() {
        match character {
            '\'' if before != '\\' => quoted = !quoted,
            _ if quoted => {}
            '(' => round += 1,
            ')' => round -= 1,
            '[' => square += 1,
            ']' => {
                square -= 1;
                if round == 0 {
                    return if square == 0 {
                        Ok(index + 1)
                    } else {
                        Err(PathError::new(index, "the brackets of a filter are not balanced"))
                    };
                }
            }
            _ => {}
        }
        before = character;
    }
    Err(PathError::new(0, "the brackets of a filter are not balanced"))
}

/// Cuts before and behind every `&&` and `||`, those in quotes too.
fn split_at_operators(text: &str) -> Vec<&str> {
    let is_cut = |at: usize| {
        let (left, right) = text.split_at(at);
        ["&&", "||"].iter().any(|operator| left.ends_with(operator) || right.starts_with(operator))
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, _) in text.char_indices().skip(1) {
        if is_cut(index) {
            pieces.push(&text[start..index]);
            start = index;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// Parentheses around a criterion mean nothing to Jayway 2.0.
fn without_parentheses(text: &str) -> Result<&str, PathError> {
    let inner = text.trim_start_matches(['[', '?', '(', ' ']).trim_end_matches([')', ' ']);
    if inner.is_empty() { Err(PathError::new(0, "a criterion of the filter is empty")) } else { Ok(inner) }
}

/// Joins criteria from the last to the first, which is also the order in which they are tried.
fn joined(mut criteria: Vec<Filter>, mut operators: Vec<&str>) -> Result<Filter, PathError> {
    let dangling = || PathError::new(0, "`&&` and `||` stand between two criteria");
    let mut filter = criteria.pop().ok_or_else(dangling)?;
    while let Some(operator) = operators.pop() {
        let other = criteria.pop().ok_or_else(dangling)?;
        filter = if operator == "&&" { filter.and(other) } else { filter.or(other) };
    }
    if criteria.is_empty() { Ok(filter) } else { Err(dangling()) }
}

/// Reads `@.length-1` or `@.size()-1`.
fn from_length(text: &str, at: usize) -> Result<Indices, PathError> {
    let bad = || PathError::new(at, "an index from the end looks like `(@.length-1)` or `(@.size()-1)`");
    let mut characters = text.chars().skip(2);
    let mut function = String::new();
    loop {
        match characters.next().ok_or_else(bad)? {
            '-' => break,
            ' ' | '(' | ')' => {}
            other => function.push(other),
        }
    }
    if function != "size" && function != "length" {
        return Err(bad());
    }
    let mut number = String::from("-");
    loop {
        match characters.next().ok_or_else(bad)? {
            ')' => break,
            ' ' => {}
            other => number.push(other),
        }
    }
    Ok(Indices::FromLength(integer(&number, at)?))
}

/// Reads numbers, commas and colons. Of several readings that the text offers, the order below decides.
fn plain(text: &str, at: usize) -> Result<Indices, PathError> {
    let mut reader = Numbers { rest: text.chars().collect(), next: 0, digits: String::new(), at };
    let mut numbers = Vec::new();
    let (mut several, mut from, mut to, mut between) = (false, false, false, false);
    loop {
        match reader.current()? {
            ' ' => {}
            ':' => {
                let before = if reader.digits.is_empty() { None } else { Some(reader.take()?) };
                reader.next += 1;
                reader.read_digits()?;
                match before {
                    None => {
                        to = true;
                        numbers.push(reader.take()?);
                    }
                    Some(before) => {
                        numbers.push(before);
                        if reader.digits.is_empty() {
                            from = true;
                        } else {
                            between = true;
                            numbers.push(reader.take()?);
                        }
                    }
                }
            }
            ',' => {
                numbers.push(reader.take()?);
                several = true;
            }
            character if character.is_ascii_digit() || character == '-' => reader.digits.push(character),
            _ => break,
        }
        if reader.current()? == ']' {
            break;
        }
        // What stopped a slice is passed over, a comma or a second colon included.
        reader.next += 1;
    }
    if !reader.digits.is_empty() {
        numbers.push(reader.take()?);
    }
    Ok(match *numbers.as_slice() {
        [one] if !to && !from => Indices::One(one),
        _ if several => Indices::Several(numbers),
        [start, ..] if from => Indices::From(start),
        [end, ..] if to => Indices::To(end),
        [start, end, ..] if between => Indices::Between(start, end),
        _ => return Err(PathError::new(at, "an index was expected")),
    })
}

struct Numbers {
    rest: Vec<char>,
    next: usize,
    digits: String,
    at: usize,
}

impl Numbers {
    fn current(&self) -> Result<char, PathError> {
        self.rest.get(self.next).copied().ok_or_else(|| PathError::new(self.at, "a bracket is not closed"))
    }

    fn read_digits(&mut self) -> Result<(), PathError> {
        loop {
            match self.current()? {
                ' ' => {}
                character if character.is_ascii_digit() || character == '-' => self.digits.push(character),
                _ => return Ok(()),
            }
            self.next += 1;
        }
    }

    fn take(&mut self) -> Result<i64, PathError> {
        integer(&std::mem::take(&mut self.digits), self.at)
    }
}

/// A Java `int`.
pub(crate) fn integer(text: &str, at: usize) -> Result<i64, PathError> {
    text.parse::<i32>().map(i64::from).map_err(|_| PathError::new(at, format!("`{text}` is no index")))
}
