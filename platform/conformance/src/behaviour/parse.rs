//! Reading a description.

use super::expression::{Expression, Function, Operator};
use super::program::{Action, Program, Rule};
use super::token::{Kind, Token, tokens};
use serde_json::{Number, Value};

/// Reads a description; none when a part of it cannot be read.
pub fn parse(words: &str) -> Option<Program> {
    let words = words.trim().trim_end_matches('.');
    let mut parser = Parser { source: words, tokens: tokens(words)?, position: 0 };
    let rules = parser.rules().filter(|_| parser.at_end());
    rules.map(|rules| Program { rules }).or_else(|| loosely(words))
}

/// The few things that are said in too many ways to be read word by word.
fn loosely(words: &str) -> Option<Program> {
    let words = words.to_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    let returns = says(&["return", "repl", "respond", "echo", "json.loads", "json.parse"]);
    let json = says(&["json", "parse"]);
    let unconditional = !says(&["->", "throw", "raise", "fail", " else "]);
    let parsed = returns && json && says(&["body"]) && unconditional && !words.contains('{');
    let rule = Rule { condition: None, action: Action::Return(Expression::ParsedBody) };
    parsed.then(|| Program { rules: vec![rule] })
}

/// Words before a value that say nothing about it.
const FILLERS: [&str; 10] = ["the", "a", "an", "string", "its", "whole", "value", "object", "number", "text"];
/// Words that a returned value follows.
const RETURNS: [&str; 12] = [
    "returns", "return", "replies", "reply", "responds", "respond", "echoes", "echo", "answers", "answer",
    "gives", "yields",
];
/// Words that an error follows.
const THROWS: [&str; 6] = ["throws", "throw", "raises", "raise", "fails", "fail"];

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    position: usize,
}

impl Parser<'_> {
    fn at_end(&self) -> bool {
        self.position >= self.tokens.len()
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.position).map(|token| &token.kind)
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Kind::Sign(present)) if *present == sign);
        self.position += usize::from(found);
        found
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let found = matches!(self.peek(), Some(Kind::Word(present)) if words.contains(&present.to_lowercase().as_str()));
        self.position += usize::from(found);
        found
    }

    fn rules(&mut self) -> Option<Vec<Rule>> {
        self.word(&["always", "simply", "just", "it"]);
        if self.word(&["if", "when"]) {
            return self.conditions();
        }
        let start = self.position;
        if self.is_action() {
            let action = self.action()?;
            self.remark();
            return Some(vec![Rule { condition: None, action }]);
        }
        self.position = start;
        self.word(&["by", "depending", "switch"]);
        self.word(&["on"]);
        let subject = self.chain()?;
        self.sign(":");
        self.cases(&subject)
    }

    fn is_action(&self) -> bool {
        match self.peek() {
            Some(Kind::Word(word)) => {
                let word = word.to_lowercase();
                RETURNS.contains(&word.as_str()) || THROWS.contains(&word.as_str())
            }
            _ => false,
        }
    }

    /// `if C returns A else if D returns B else E`.
    fn conditions(&mut self) -> Option<Vec<Rule>> {
        let mut rules = Vec::new();
        loop {
            let condition = self.expression()?;
            self.word(&["then"]);
            self.sign(":");
            self.sign(",");
            rules.push(Rule { condition: Some(condition), action: self.action()? });
            self.sign(";");
            self.sign(",");
            if self.at_end() {
                return Some(rules);
            }
            if self.word(&["elif", "if", "when"]) {
                continue;
            }
            if !self.word(&["else", "otherwise"]) {
                return None;
            }
            if self.word(&["if"]) {
                continue;
            }
            self.sign(":");
            rules.push(Rule { condition: None, action: self.action()? });
            return Some(rules);
        }
    }

    /// `"200" -> A; /path -> B; else C`.
    fn cases(&mut self, subject: &Expression) -> Option<Vec<Rule>> {
        let mut rules = Vec::new();
        while !self.at_end() {
            let condition = if self.word(&["else", "otherwise", "default", "anything"]) {
                None
            } else {
                let literal = Expression::Literal(self.case_literal()?);
                Some(Expression::Binary(Operator::Equal, Box::new(subject.clone()), Box::new(literal)))
            };
            let arrow = ["->", "=>", "→", ":"].into_iter().any(|arrow| self.sign(arrow));
            if condition.is_some() && !arrow {
                return None;
            }
            rules.push(Rule { condition, action: self.action()? });
            self.sign(";");
            self.sign(",");
        }
        (!rules.is_empty()).then_some(rules)
    }

    /// A text, a number, or all that stands before the arrow.
    fn case_literal(&mut self) -> Option<Value> {
        if let Kind::Text(text) = self.peek()?.clone() {
            self.position += 1;
            Some(text.into())
        } else {
            let start = self.tokens.get(self.position)?.start;
            while !matches!(self.peek()?, Kind::Sign("->" | "=>" | "→")) {
                self.position += 1;
            }
            let end = self.tokens.get(self.position)?.start;
            Some(self.source.get(start..end)?.trim().into())
        }
    }

    fn action(&mut self) -> Option<Action> {
        if self.word(&THROWS) {
            return self.throw();
        }
        if self.word(&RETURNS) {
            self.word(&["with", "back"]);
        }
        let value = self.value()?;
        self.remark();
        Some(Action::Return(value))
    }

    /// `Exception("message")`, `with the message "…"`, `an Error with message "…"`.
    fn throw(&mut self) -> Option<Action> {
        let mut kind = "Error".to_owned();
        loop {
            if self.word(&["with", "message", "error", "a", "an", "the", "new", "that", "says", "exception"])
            {
                let Some(Kind::Word(word)) = self.tokens.get(self.position - 1).map(|token| &token.kind)
                else {
                    continue;
                };
                if word.starts_with(char::is_uppercase) {
                    kind.clone_from(word);
                }
                continue;
            }
            match self.peek()? {
                Kind::Word(word) if word.starts_with(char::is_uppercase) && word != "JSON" => {
                    kind.clone_from(word);
                    self.position += 1;
                }
                Kind::Sign("(") => {
                    self.position += 1;
                    let message = self.expression()?;
                    return self.sign(")").then_some(Action::Throw { kind, message });
                }
                Kind::Sign(":") => self.position += 1,
                _ => return Some(Action::Throw { kind, message: self.expression()? }),
            }
        }
    }

    /// A value with the words around it.
    fn value(&mut self) -> Option<Expression> {
        if self.word(&["nothing", "undefined"]) {
            return Some(Expression::Literal(Value::Null));
        }
        while self.word(&FILLERS) {}
        if self.word(&["input", "payload"]) {
            self.word(&["unchanged"]);
            return Some(Expression::Event);
        }
        if self.word(&["empty"]) {
            let value = if self.word(&["string", "text"]) {
                Value::from("")
            } else {
                Value::Object(serde_json::Map::new())
            };
            self.word(&["object", "dict"]);
            return Some(Expression::Literal(value));
        }
        let value = self.expression()?;
        self.word(&["unchanged", "itself"]);
        if self.word(&["as"]) {
            self.word(&["a", "an"]);
            if !self.word(&["string", "is", "text", "received"]) {
                return None;
            }
        }
        Some(value)
    }

    /// A remark in parentheses about base64: it is taken off wherever an event says that it is there.
    fn remark(&mut self) {
        let start = self.tokens.get(self.position).map(|token| token.start);
        let rest = start.and_then(|start| self.source.get(start..)).unwrap_or_default();
        let inside = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if inside.is_some_and(|(remark, _)| remark.to_lowercase().contains("base64")) {
            while !self.sign(")") && !self.at_end() {
                self.position += 1;
            }
        }
    }

    fn expression(&mut self) -> Option<Expression> {
        let condition = self.any()?;
        if !self.sign("?") {
            return Some(condition);
        }
        let then = self.expression()?;
        if !self.sign(":") {
            return None;
        }
        let otherwise = self.expression()?;
        Some(Expression::Choice(Box::new(condition), Box::new(then), Box::new(otherwise)))
    }

    fn any(&mut self) -> Option<Expression> {
        let mut left = self.all()?;
        while self.sign("||") || self.word(&["or"]) {
            left = Expression::Binary(Operator::Or, Box::new(left), Box::new(self.all()?));
        }
        Some(left)
    }

    fn all(&mut self) -> Option<Expression> {
        let mut left = self.comparison()?;
        while self.sign("&&") || self.word(&["and"]) {
            left = Expression::Binary(Operator::And, Box::new(left), Box::new(self.comparison()?));
        }
        Some(left)
    }

    fn comparison(&mut self) -> Option<Expression> {
        let left = self.sum()?;
        let operator = match self.peek() {
            Some(Kind::Sign("==" | "===" | "=")) => Operator::Equal,
            Some(Kind::Sign("!=" | "!==")) => Operator::NotEqual,
            Some(Kind::Sign(">=")) => Operator::GreaterOrEqual,
            Some(Kind::Sign("<=")) => Operator::LessOrEqual,
            Some(Kind::Sign(">")) => Operator::Greater,
            Some(Kind::Sign("<")) => Operator::Less,
            Some(Kind::Word(word)) if word == "is" || word == "equals" => Operator::Equal,
            Some(Kind::Word(word)) if word == "in" => Operator::Contains,
            _ => return Some(left),
        };
        self.position += 1;
        let right = self.sum()?;
        Some(Expression::Binary(operator, Box::new(left), Box::new(right)))
    }

    fn sum(&mut self) -> Option<Expression> {
        let mut left = self.unary()?;
        while self.sign("+") {
            left = Expression::Binary(Operator::Add, Box::new(left), Box::new(self.unary()?));
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<Expression> {
        if self.sign("!") || self.word(&["not"]) {
            return Some(Expression::Not(Box::new(self.unary()?)));
        }
        self.chain()
    }

    /// A value and what is taken of it: `event.a[0].get("b")`.
    fn chain(&mut self) -> Option<Expression> {
        let mut value = self.primary()?;
        loop {
            if self.sign(".") {
                let name = self.name()?;
                if self.sign("(") {
                    value = self.method(value, &name)?;
                } else {
                    value = Expression::Member(Box::new(value), Box::new(Expression::Literal(name.into())));
                }
            } else if self.sign("[") {
                let index = self.expression()?;
                if !self.sign("]") {
                    return None;
                }
                value = Expression::Member(Box::new(value), Box::new(index));
            } else {
                return Some(value);
            }
        }
    }

    fn name(&mut self) -> Option<String> {
        let name = match self.peek()? {
            Kind::Word(word) => word.clone(),
            _ => return None,
        };
        self.position += 1;
        Some(name)
    }

    fn method(&mut self, of: Expression, name: &str) -> Option<Expression> {
        let argument = if self.sign(")") {
            None
        } else {
            let argument = self.expression()?;
            if self.sign(",") {
                self.expression()?;
            }
            if !self.sign(")") {
                return None;
            }
            Some(argument)
        };
        let function = match (name, argument) {
            ("get", Some(name)) => return Some(Expression::Member(Box::new(of), Box::new(name))),
            ("toUpperCase" | "upper", None) => Function::Upper,
            ("toLowerCase" | "lower", None) => Function::Lower,
            ("toString" | "decode" | "encode", _) => Function::Text,
            _ => return None,
        };
        Some(Expression::Call(function, Box::new(of)))
    }

    fn primary(&mut self) -> Option<Expression> {
        let kind = self.peek()?.clone();
        self.position += 1;
        Some(match kind {
            Kind::Text(text) => Expression::Literal(text.into()),
            Kind::Number(digits) => {
                let number = digits.parse::<i64>().map(Number::from).ok();
                Expression::Literal(Value::Number(number.or_else(|| Number::from_f64(digits.parse().ok()?))?))
            }
            Kind::Sign("(") => {
                let inside = self.expression()?;
                return self.sign(")").then_some(inside);
            }
            Kind::Sign("{") => return self.object(),
            Kind::Sign("[") => return self.list(),
            Kind::Sign(_) => return None,
            Kind::Word(word) => return self.named(&word),
        })
    }

    fn named(&mut self, word: &str) -> Option<Expression> {
        Some(match word {
            "event" | "Event" => Expression::Event,
            "true" | "True" => Expression::Literal(true.into()),
            "false" | "False" => Expression::Literal(false.into()),
            "null" | "None" => Expression::Literal(Value::Null),
            _ => {
                let function = self.function(word)?;
                if !self.sign("(") {
                    return None;
                }
                let argument = self.expression()?;
                if self.sign(",") {
                    self.expression()?;
                }
                return self.sign(")").then(|| Expression::Call(function, Box::new(argument)));
            }
        })
    }

    /// `JSON.stringify`, `json.dumps`, `int` …; the first word is read.
    fn function(&mut self, word: &str) -> Option<Function> {
        let mut name = word.to_owned();
        if matches!(word, "JSON" | "json" | "base64") && self.sign(".") {
            name = format!("{}.{}", word.to_lowercase(), self.name()?);
        }
        Some(match name.as_str() {
            "json.stringify" | "json.dumps" => Function::Stringify,
            "json.parse" | "json.loads" => Function::Parse,
            "int" | "parseInt" | "Number" => Function::Integer,
            "str" | "String" => Function::Text,
            "len" => Function::Length,
            "base64.b64encode" | "btoa" => Function::Base64Encode,
            "base64.b64decode" | "atob" => Function::Base64Decode,
            _ => return None,
        })
    }

    fn list(&mut self) -> Option<Expression> {
        let mut items = Vec::new();
        while !self.sign("]") {
            items.push(self.expression()?);
            if !self.sign(",") && !matches!(self.peek()?, Kind::Sign("]")) {
                return None;
            }
        }
        Some(Expression::List(items))
    }

    /// Members; a bare word that is no value of its own is a text: `{header: value}`.
    fn object(&mut self) -> Option<Expression> {
        let mut members = Vec::new();
        while !self.sign("}") {
            let name = match self.peek()?.clone() {
                Kind::Word(text) | Kind::Text(text) | Kind::Number(text) => text,
                Kind::Sign(_) => return None,
            };
            self.position += 1;
            if !self.sign(":") {
                return None;
            }
            let start = self.position;
            let value = if let Some(value) = self.expression() {
                value
            } else {
                self.position = start;
                Expression::Literal(self.name()?.into())
            };
            members.push((name, value));
            if !self.sign(",") && !matches!(self.peek()?, Kind::Sign("}")) {
                return None;
            }
        }
        Some(Expression::Object(members))
    }
}
