//! The token manager of Velocity's grammar: nine states, a stack of them, and the longest match.
//!
//! Velocity's whitespace and escape rules follow from how its generated lexer changes state while it reads, so this is that
//! machine and no tidier one: what it does with `$#foo`, `#${x}y` or `\\#set` falls out of it.
//! Source: Apache Velocity 1.7, `Parser.jjt`.

mod matching;
mod token;

use crate::error::CompileError;
use matching::{Match, longest};
pub(crate) use token::{Kind, Token};

/// The lexical states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Default,
    PreDirective,
    Directive,
    Reference,
    ReferenceModifier,
    MethodArguments,
    Index,
    LineComment,
    BlockComment,
    FormalComment,
    TextBlock,
}

struct Saved {
    opened: usize,
    closed: usize,
    state: State,
}

/// Reads tokens one at a time; the parser steers it by [`Lexer::enter_directive`] and friends.
pub(crate) struct Lexer<'t> {
    source: &'t str,
    position: usize,
    state: State,
    stack: Vec<Saved>,
    opened: usize,
    closed: usize,
    in_comment: bool,
    in_set: bool,
    /// Where the backslashes end that begin at or before the position.
    slashes_end: usize,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self {
            source,
            position: 0,
            state: State::Default,
            stack: Vec::new(),
            opened: 0,
            closed: 0,
            in_comment: false,
            in_set: false,
            slashes_end: 0,
        }
    }

    /// The parser has read a directive's name: its arguments follow.
    pub(crate) fn enter_directive(&mut self) {
        self.state = State::Directive;
    }

    /// What looked like a directive has no arguments: back to what was before it.
    pub(crate) fn leave_directive(&mut self) {
        self.pop();
    }

    /// The parser has read the whole of a `#set`.
    pub(crate) fn leave_set(&mut self) {
        self.in_set = false;
    }

    /// Whether the next character other than white space is an opening parenthesis.
    pub(crate) fn parenthesis_follows(&self) -> bool {
        let rest = self.source.get(self.position..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t', '\n', '\r']).starts_with('(')
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Result<Token, CompileError> {
        let mut start = self.position;
        let mut special = None;
        loop {
            if self.position >= self.source.len() {
                if start == self.position {
                    let special = special.unwrap_or(start);
                    return Ok(Token { kind: Kind::EndOfTemplate, start, end: start, special });
                }
                let message = "the template ends in the middle of a reference, directive or comment";
                return Err(CompileError::at(self.source, start, self.position, message));
            }
            let slashes = self.slashes();
            let Some((found, length)) = longest(self.source, self.position, self.state, slashes) else {
                return Err(self.unreadable());
            };
            let before = self.position;
            self.position += length;
            match found {
                Match::Token(kind) => {
                    let end = self.accept(kind, before);
                    // Velocity's lexer forgets what it took into a dot.
                    let start = if kind == Kind::Dot { before } else { start };
                    return Ok(Token { kind, start, end, special: special.unwrap_or(start) });
                }
                Match::More(more) => self.continue_with(more, before),
                Match::Skip => {
                    start = self.position;
                    special = None;
                }
                Match::Terminator => {
                    // The character is read again in the state below; what stood before it becomes text.
                    self.position = before;
                    special.get_or_insert(start);
                    start = before;
                    self.pop();
                }
            }
        }
    }

    /// How many backslashes stand here; a long row of them is counted once.
    fn slashes(&mut self) -> usize {
        if self.slashes_end <= self.position {
            let rest = self.source.as_bytes().get(self.position..).unwrap_or_default();
            let count = rest.iter().take_while(|byte| **byte == b'\\').count();
            self.slashes_end = self.position + count;
        }
        self.slashes_end - self.position
    }

    fn unreadable(&self) -> CompileError {
        let rest = self.source.get(self.position..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let message = format!("`{}` cannot stand here", rest.get(..length).unwrap_or_default());
        CompileError::at(self.source, self.position, self.position + length, message)
    }

    fn push(&mut self, state: State) {
        self.stack.push(Saved { opened: self.opened, closed: self.closed, state: self.state });
        self.opened = 0;
        self.state = state;
    }

    fn pop(&mut self) -> bool {
        if let Some(saved) = self.stack.pop() {
            self.opened = saved.opened;
            self.closed = saved.closed;
            self.state = saved.state;
            return true;
        }
        self.opened = 0;
        self.state = State::Default;
        false
    }

    /// A prefix whose token goes on: `$`, `#` and the openings of comments.
    fn continue_with(&mut self, more: More, before: usize) {
        if self.in_comment {
            return;
        }
        match more {
            More::Dollar => {
                if self.state == State::Reference {
                    self.pop();
                }
                self.push(State::Reference);
            }
            More::Hash => {
                if matches!(self.state, State::Reference | State::ReferenceModifier) {
                    self.pop();
                }
                self.push(State::PreDirective);
            }
            More::TextBlock => self.enter_comment(State::TextBlock),
            More::FormalComment => {
                // The character after `#**` was only looked at.
                self.position = before + 3;
                self.enter_comment(State::FormalComment);
            }
            More::BlockComment => self.enter_comment(State::BlockComment),
            More::TextBlockCharacter => {}
        }
    }

    fn enter_comment(&mut self, state: State) {
        self.in_comment = true;
        self.push(state);
    }

    /// A whole token has been read: changes state as the grammar says and answers where the token ends.
    fn accept(&mut self, kind: Kind, before: usize) -> usize {
        match kind {
            Kind::IndexOpen => self.push(State::Index),
            Kind::IndexClose | Kind::FormalClose | Kind::End | Kind::Else => {
                self.pop();
            }
            Kind::ParenOpen => {
                if !self.in_comment {
                    self.opened += 1;
                }
                if self.state == State::ReferenceModifier {
                    self.state = State::MethodArguments;
                }
            }
            Kind::ParenClose => self.close_parenthesis(),
            Kind::MethodClose => self.state = State::Reference,
            Kind::Set if !self.in_comment => {
                self.push(State::Directive);
                self.in_set = true;
                self.opened += 1;
            }
            Kind::LineCommentStart if !self.in_comment => {
                if self.state == State::Reference {
                    self.pop();
                }
                self.enter_comment(State::LineComment);
            }
            Kind::LineCommentEnd | Kind::BlockComment | Kind::TextBlock => {
                self.in_comment = false;
                self.pop();
            }
            Kind::StringLiteral if self.state == State::Directive => self.drop_out(),
            Kind::If | Kind::ElseIf => self.state = State::Directive,
            Kind::Integer => {
                // `1..3` is a range, never the fraction `1.`.
                if self.source.get(before..self.position).is_some_and(|text| text.ends_with("..")) {
                    self.position -= 2;
                }
                if !matches!(self.state, State::MethodArguments | State::Index) {
                    self.drop_out();
                }
            }
            Kind::Double if self.state != State::MethodArguments => self.drop_out(),
            Kind::Dot => {
                // The letter after the dot begins the identifier.
                self.position = before + 1;
                self.state = State::ReferenceModifier;
            }
            _ => {}
        }
        self.position
    }

    /// A literal outside parentheses ends the directive it stands in.
    fn drop_out(&mut self) {
        if self.opened == 0 && !self.in_set {
            self.pop();
        }
    }

    fn close_parenthesis(&mut self) {
        if self.in_comment {
            return;
        }
        loop {
            if self.opened > 0 {
                if self.opened == self.closed + 1 {
                    self.pop();
                } else {
                    self.closed += 1;
                }
                return;
            }
            if !self.pop() {
                return;
            }
        }
    }
}

/// The prefixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum More {
    Dollar,
    Hash,
    TextBlock,
    FormalComment,
    BlockComment,
    TextBlockCharacter,
}
