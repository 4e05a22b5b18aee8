//! The words and signs of a description.

/// A word or sign, with the place where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A word or name; a hyphen may stand inside.
    Word(String),
    Text(String),
    Number(String),
    /// A sign: `{`, `->`, `>=` …
    Sign(&'static str),
}

/// The longest first, so that `>=` is not `>`.
const SIGNS: [&str; 31] = [
    "===", "!==", "->", "=>", ">=", "<=", "==", "!=", "&&", "||", "{", "}", "[", "]", "(", ")", ":", ",",
    ";", ".", ">", "<", "+", "!", "?", "/", "=", "-", "*", "→", "…",
];

/// The tokens of a text; none when it holds a text without an end or a sign that is unknown.
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let start = text.len() - rest.len();
        let Some(first) = rest.chars().next() else { return Some(tokens) };
        let (kind, length) = if first == '"' || first == '\'' {
            quoted(rest, first)?
        } else if first.is_ascii_digit() {
            let length =
                rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
            (Kind::Number(rest.get(..length)?.to_owned()), length)
        } else if first.is_alphabetic() || first == '_' || first == '$' {
            let length = word_length(rest);
            (Kind::Word(rest.get(..length)?.to_owned()), length)
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
            (Kind::Sign(sign), sign.len())
        };
        tokens.push(Token { kind, start });
        rest = rest.get(length..)?;
    }
}

/// A hyphen belongs to a word when a letter or digit follows: `test-header`, but not `a -> b`.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((index, letter)) = letters.next() {
        let inside = letter.is_alphanumeric() || letter == '_' || letter == '$';
        let hyphen = letter == '-' && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !inside && !hyphen {
            return index;
        }
    }
    text.len()
}

fn quoted(text: &str, quote: char) -> Option<(Kind, usize)> {
    let mut content = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((index, letter)) = letters.next() {
        if letter == quote {
            return Some((Kind::Text(content), index + 1));
        }
        if letter != '\\' {
            content.push(letter);
            continue;
        }
        content.push(match letters.next()?.1 {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            other => other,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[test]
    fn words_signs_texts_and_numbers_are_told_apart() {
        let kinds: Vec<Kind> =
            tokens(r#"a-b: 'c\'d' -> 12.5 >= "e""#).unwrap().into_iter().map(|token| token.kind).collect();
        let expected = [
            Kind::Word("a-b".to_owned()),
            Kind::Sign(":"),
            Kind::Text("c'd".to_owned()),
            Kind::Sign("->"),
            Kind::Number("12.5".to_owned()),
            Kind::Sign(">="),
            Kind::Text("e".to_owned()),
        ];
        assert_eq!(kinds, expected);
        assert_eq!(tokens("\"open"), None);
        assert_eq!(tokens("§"), None);
    }
}
