//! The longest match in a state; of equally long ones, the first in the grammar.

use super::{Kind, More, State};

/// What was matched.
pub(super) enum Match {
    Token(Kind),
    More(More),
    /// A character of a comment.
    Skip,
    /// The character after a reference or directive that ended.
    Terminator,
}

/// Finds the longest match at `position`, with its length in bytes. `None`: the grammar has nothing for it.
/// `slashes` is how many backslashes stand there.
pub(super) fn longest(source: &str, position: usize, state: State, slashes: usize) -> Option<(Match, usize)> {
    let rest = source.get(position..)?;
    let mut best: Option<(Match, usize)> = None;
    let mut offer = |found: Match, length: usize| {
        if length > 0 && best.as_ref().is_none_or(|(_, longest)| length > *longest) {
            best = Some((found, length));
        }
    };
    match state {
        State::Reference | State::ReferenceModifier => {
            offer(Match::Token(Kind::IndexOpen), literal(rest, "["));
        }
        State::Index => offer(Match::Token(Kind::IndexClose), literal(rest, "]")),
        _ => {}
    }
    if matches!(state, State::Directive | State::MethodArguments) {
        for (text, kind) in PUNCTUATION {
            offer(Match::Token(*kind), literal(rest, text));
        }
    }
    match state {
        State::Directive => {
            offer(Match::Token(Kind::ParenOpen), literal(rest, "("));
            offer(Match::Token(Kind::ParenClose), with_line_end(rest, ")"));
        }
        State::ReferenceModifier => offer(Match::Token(Kind::ParenOpen), literal(rest, "(")),
        State::MethodArguments => offer(Match::Token(Kind::MethodClose), literal(rest, ")")),
        State::Default => offer(Match::Token(Kind::EscapedDirective), escaped_directive(rest, slashes)),
        _ => {}
    }
    if matches!(state, State::Default | State::Reference | State::ReferenceModifier | State::MethodArguments)
    {
        offer(Match::Token(Kind::Set), set(rest));
    }
    if rest.as_bytes().get(slashes) == Some(&b'$') {
        offer(Match::More(More::Dollar), slashes + 1);
        let after = rest.get(slashes + 1..).unwrap_or_default();
        let inner = count(after, |byte| byte == b'\\');
        if after.as_bytes().get(inner) == Some(&b'!') {
            offer(Match::More(More::Dollar), slashes + 1 + inner + 1);
        }
    }
    if rest.starts_with('#') {
        offer(Match::More(More::TextBlock), literal(rest, "#[["));
        offer(Match::More(More::FormalComment), formal_comment(rest));
        offer(Match::More(More::BlockComment), literal(rest, "#*"));
        offer(Match::More(More::Hash), 1);
        if matches!(state, State::Default | State::PreDirective | State::Directive | State::Reference) {
            offer(Match::Token(Kind::LineCommentStart), literal(rest, "##"));
        }
    }
    in_state(rest, state, &mut offer);
    best
}

/// The matches that only one or a few states have, in the grammar's order.
fn in_state(rest: &str, state: State, offer: &mut impl FnMut(Match, usize)) {
    let one = rest.chars().next().map_or(0, char::len_utf8);
    match state {
        State::Default => {
            offer(Match::Token(Kind::DoubleEscape), literal(rest, "\\\\"));
            offer(Match::Token(Kind::Escape), literal(rest, "\\"));
            offer(Match::Token(Kind::Text), count(rest, |byte| !matches!(byte, b'$' | b'#' | b'\\')));
        }
        State::LineComment => {
            offer(Match::Token(Kind::LineCommentEnd), line_end(rest));
            offer(Match::Skip, one);
        }
        State::FormalComment | State::BlockComment => {
            offer(Match::Token(Kind::BlockComment), literal(rest, "*#"));
            offer(Match::Skip, one);
        }
        State::TextBlock => {
            offer(Match::Token(Kind::TextBlock), literal(rest, "]]#"));
            offer(Match::More(More::TextBlockCharacter), one);
        }
        State::Directive | State::MethodArguments | State::Index => {
            offer(
                Match::Token(Kind::Whitespace),
                count(rest, |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')),
            );
            offer(Match::Token(Kind::StringLiteral), string_literal(rest));
        }
        State::PreDirective => {
            for (text, kind) in KEYWORDS {
                let bracketed = format!("{{{text}}}");
                let length = if matches!(kind, Kind::End | Kind::Else) {
                    with_line_end(rest, text).max(with_line_end(rest, &bracketed))
                } else {
                    literal(rest, text).max(literal(rest, &bracketed))
                };
                offer(Match::Token(*kind), length);
            }
        }
        State::Reference | State::ReferenceModifier => {}
    }
    if !matches!(state, State::Default | State::PreDirective) {
        let words = matches!(
            state,
            State::Reference
                | State::Directive
                | State::ReferenceModifier
                | State::MethodArguments
                | State::Index
        );
        if words {
            offer(Match::Token(Kind::True), literal(rest, "true"));
            offer(Match::Token(Kind::False), literal(rest, "false"));
        }
    }
    if state == State::Directive {
        for (text, kind) in OPERATORS {
            offer(Match::Token(*kind), literal(rest, text));
        }
    }
    if matches!(state, State::PreDirective | State::Directive | State::MethodArguments | State::Index) {
        offer(Match::Token(Kind::Integer), integer(rest));
        offer(Match::Token(Kind::Double), double(rest));
    }
    if matches!(state, State::PreDirective | State::Directive) {
        offer(Match::Token(Kind::Word), word(rest));
        offer(Match::Token(Kind::BracketedWord), bracketed_word(rest));
    }
    if matches!(state, State::Reference | State::ReferenceModifier | State::MethodArguments) {
        offer(Match::Token(Kind::Identifier), identifier(rest));
        let mut bytes = rest.bytes();
        let dot = bytes.next() == Some(b'.') && bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
        offer(Match::Token(Kind::Dot), if dot { 2 } else { 0 });
    }
    if matches!(state, State::Reference | State::ReferenceModifier) {
        offer(Match::Token(Kind::FormalOpen), literal(rest, "{"));
        offer(Match::Token(Kind::FormalClose), literal(rest, "}"));
        offer(Match::Terminator, one);
    }
    if state == State::PreDirective {
        offer(Match::Terminator, one);
    }
    if matches!(state, State::Default | State::Reference) {
        for text in ["$[", "$![", "$\\![", "$."] {
            offer(Match::Token(Kind::EmptyIndex), literal(rest, text));
        }
    }
}

const PUNCTUATION: &[(&str, Kind)] = &[
    ("[", Kind::BracketOpen),
    ("]", Kind::BracketClose),
    (",", Kind::Comma),
    ("..", Kind::DoubleDot),
    (":", Kind::Colon),
    ("{", Kind::CurlyOpen),
    ("}", Kind::CurlyClose),
];

const KEYWORDS: &[(&str, Kind)] =
    &[("end", Kind::End), ("if", Kind::If), ("elseif", Kind::ElseIf), ("else", Kind::Else)];

const OPERATORS: &[(&str, Kind)] = &[
    ("-", Kind::Minus),
    ("+", Kind::Plus),
    ("*", Kind::Multiply),
    ("/", Kind::Divide),
    ("%", Kind::Modulus),
    ("&&", Kind::And),
    ("and", Kind::And),
    ("||", Kind::Or),
    ("or", Kind::Or),
    ("<", Kind::Less),
    ("lt", Kind::Less),
    ("<=", Kind::LessOrEqual),
    ("le", Kind::LessOrEqual),
    (">", Kind::Greater),
    ("gt", Kind::Greater),
    (">=", Kind::GreaterOrEqual),
    ("ge", Kind::GreaterOrEqual),
    ("==", Kind::Equal),
    ("eq", Kind::Equal),
    ("!=", Kind::NotEqual),
    ("ne", Kind::NotEqual),
    ("!", Kind::Not),
    ("not", Kind::Not),
    ("=", Kind::Assign),
];

fn literal(rest: &str, text: &str) -> usize {
    if rest.starts_with(text) { text.len() } else { 0 }
}

fn count(rest: &str, accepted: impl Fn(u8) -> bool) -> usize {
    rest.bytes().take_while(|byte| accepted(*byte)).count()
}

fn line_end(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

/// `text`, with the blanks and the line end after it if a line end comes.
fn with_line_end(rest: &str, text: &str) -> usize {
    let Some(after) = rest.strip_prefix(text) else { return 0 };
    let blanks = count(after, |byte| matches!(byte, b' ' | b'\t'));
    let end = line_end(after.get(blanks..).unwrap_or_default());
    if end == 0 { text.len() } else { text.len() + blanks + end }
}

fn formal_comment(rest: &str) -> usize {
    let after = rest.strip_prefix("#**").and_then(|after| after.chars().next());
    after.filter(|next| *next != '#').map_or(0, |next| 3 + next.len_utf8())
}

fn escaped_directive(rest: &str, slashes: usize) -> usize {
    if slashes.is_multiple_of(2) || rest.as_bytes().get(slashes) != Some(&b'#') {
        return 0;
    }
    let name = rest.get(slashes + 1..).unwrap_or_default();
    match word(name).max(bracketed_word(name)) {
        0 => 0,
        length => slashes + 1 + length,
    }
}

fn set(rest: &str) -> usize {
    let blanks = count(rest, |byte| matches!(byte, b' ' | b'\t'));
    let after = rest.get(blanks..).unwrap_or_default();
    let name = literal(after, "#set").max(literal(after, "#{set}"));
    if name == 0 {
        return 0;
    }
    let after = after.get(name..).unwrap_or_default();
    let spaces = count(after, |byte| byte == b' ');
    if after.as_bytes().get(spaces) == Some(&b'(') { blanks + name + spaces + 1 } else { 0 }
}

/// A quote inside is doubled; a backslash means nothing to the lexer.
fn string_literal(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let Some(quote @ (b'"' | b'\'')) = bytes.first() else { return 0 };
    let mut index = 1;
    while let Some(byte) = bytes.get(index) {
        if byte == quote {
            if bytes.get(index + 1) != Some(quote) {
                return index + 1;
            }
            index += 1;
        }
        index += 1;
    }
    // An unfinished string may still end at the first of two quotes.
    last_single_end(bytes, *quote)
}

/// Where a string whose quotes are all doubled ends at the latest: at the first quote of the last pair.
fn last_single_end(bytes: &[u8], quote: u8) -> usize {
    let last = bytes.iter().skip(1).rposition(|byte| *byte == quote);
    // Counted without the opening quote this is the place of the last pair's first quote.
    last.map_or(0, |last| last + 1)
}

fn integer(rest: &str) -> usize {
    let sign = literal(rest, "-");
    let digits = count(rest.get(sign..).unwrap_or_default(), |byte| byte.is_ascii_digit());
    if digits == 0 {
        return 0;
    }
    let length = sign + digits;
    length + literal(rest.get(length..).unwrap_or_default(), "..")
}

fn double(rest: &str) -> usize {
    let digits = |from: usize| count(rest.get(from..).unwrap_or_default(), |byte| byte.is_ascii_digit());
    let sign = literal(rest, "-");
    let whole = digits(sign);
    let dot = usize::from(rest.as_bytes().get(sign + whole) == Some(&b'.'));
    let fraction = if dot == 1 { digits(sign + whole + 1) } else { 0 };
    let mantissa = sign + whole + dot + fraction;
    let mut exponent = 0;
    if matches!(rest.as_bytes().get(mantissa), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(rest.as_bytes().get(mantissa + 1), Some(b'+' | b'-')));
        let found = digits(mantissa + 1 + signed);
        exponent = if found > 0 { 1 + signed + found } else { 0 };
    }
    let valid = (whole > 0 && (dot == 1 || exponent > 0)) || (dot == 1 && fraction > 0);
    if valid { mantissa + exponent } else { 0 }
}

fn word(rest: &str) -> usize {
    let starts =
        rest.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'@');
    if starts { count(rest, is_directive_character) } else { 0 }
}

fn is_directive_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'@'
}

fn bracketed_word(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix('{') else { return 0 };
    if inner.starts_with('@') {
        return 0;
    }
    match word(inner) {
        0 => 0,
        length if inner.as_bytes().get(length) == Some(&b'}') => length + 2,
        _ => 0,
    }
}

fn identifier(rest: &str) -> usize {
    let starts = rest.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if starts { count(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') } else { 0 }
}
