//! Writing well-formed XML 1.0.

/// An XML document being written: elements are opened, filled and closed; everything is escaped.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document that begins with its declaration.
    pub(super) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Opens an element that other elements will stand in.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.text.extend(["</", name, ">\n"]);
        }
    }

    /// An element with text.
    pub(super) fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        if text.is_empty() {
            self.text.push_str("/>\n");
            return;
        }
        self.text.push('>');
        escape(&mut self.text, text, Where::Content);
        self.text.extend(["</", name, ">\n"]);
    }

    /// An element with text and no attributes.
    pub(super) fn value(&mut self, name: &'static str, text: &str) {
        self.element(name, &[], text);
    }

    /// An element with text, where there is one.
    pub(super) fn optional(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.value(name, text);
        }
    }

    /// The document; what is still open is closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.text.extend(["<", name]);
        for (attribute, value) in attributes {
            self.text.extend([" ", attribute, "=\""]);
            escape(&mut self.text, value, Where::Attribute);
            self.text.push('"');
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.text.push_str("  ");
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Content,
    Attribute,
}

/// Escapes text; characters that XML 1.0 forbids even as references (section 2.2) are dropped.
fn escape(target: &mut String, text: &str, place: Where) {
    for character in text.chars() {
        match character {
            '&' => target.push_str("&amp;"),
            '<' => target.push_str("&lt;"),
            '>' => target.push_str("&gt;"),
            '"' => target.push_str("&quot;"),
            '\r' => target.push_str("&#13;"),
            '\n' if place == Where::Attribute => target.push_str("&#10;"),
            '\t' if place == Where::Attribute => target.push_str("&#9;"),
            '\n' | '\t' => target.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => target.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn everything_is_escaped_and_the_forbidden_dropped() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<\n&\u{1}'")]);
        xml.value("c", "x\u{0}\u{b}\u{fffe}<&>\r\n\t]]>\u{1f600}");
        xml.value("d", "");
        let text = xml.finish();
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("b"), Some("\"<\n&'"));
        let values: Vec<_> =
            root.children().filter(roxmltree::Node::is_element).map(|node| node.text()).collect();
        assert_eq!(values, [Some("x<&>\r\n\t]]>\u{1f600}"), None]);
    }
}
