//! Finding the resource and method that a path and verb address.

use std::collections::HashMap;

/// The resources of an API by their segments. Looked up per request, built once.
#[derive(Debug, Default)]
pub(crate) struct ResourceTree {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    fixed: HashMap<Box<str>, usize>,
    /// API Gateway allows one variable sibling per level.
    variable: Option<(Box<str>, usize)>,
    greedy: Option<(Box<str>, usize)>,
    resource: Option<usize>,
}

/// Why a path cannot stand beside those already there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadResourcePath {
    /// Does not start with `/`, or ends with it.
    Shape,
    /// A `{…}` segment with nothing or something odd in it.
    Variable(String),
    /// Another variable stands at this level already (recorded: one per level, `{proxy+}` included).
    Sibling { new: String, present: String },
    /// Something follows a greedy segment (recorded: nothing may).
    BelowGreedy,
    /// The path is there already.
    Twice,
}

/// A resource found, with the values of its variables in the path's order, as sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found<'tree, 'path> {
    pub(crate) resource: usize,
    pub(crate) variables: Vec<(&'tree str, &'path str)>,
}

enum Segment<'a> {
    Fixed(&'a str),
    Variable(&'a str),
    Greedy(&'a str),
}

impl ResourceTree {
    /// Adds a resource under its path template.
    pub(crate) fn add(&mut self, template: &str, resource: usize) -> Result<(), BadResourcePath> {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        let rest = template.strip_prefix('/').ok_or(BadResourcePath::Shape)?;
        let mut segments =
            if rest.is_empty() { "".split_terminator('/') } else { rest.split_terminator('/') };
        if rest.ends_with('/') {
            return Err(BadResourcePath::Shape);
        }
        while let Some(text) = segments.next() {
            match segment(text)? {
                Segment::Fixed(text) => {
                    let known = self.nodes[node].fixed.get(text).copied();
                    node = known.unwrap_or_else(|| {
                        let next = self.grow();
                        self.nodes[node].fixed.insert(text.into(), next);
                        next
                    });
                }
                Segment::Variable(name) => node = self.variable(node, name, text)?,
                Segment::Greedy(name) => {
                    if segments.next().is_some() {
                        return Err(BadResourcePath::BelowGreedy);
                    }
                    return self.greedy(node, name, text, resource);
                }
            }
        }
        if self.nodes[node].resource.replace(resource).is_some() {
            return Err(BadResourcePath::Twice);
        }
        Ok(())
    }

    fn grow(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    fn variable(&mut self, node: usize, name: &str, text: &str) -> Result<usize, BadResourcePath> {
        if let Some((present, next)) = &self.nodes[node].variable {
            return if &**present == name {
                Ok(*next)
            } else {
                Err(sibling(text, &format!("{{{present}}}")))
            };
        }
        if let Some((present, _)) = &self.nodes[node].greedy {
            return Err(sibling(text, &format!("{{{present}+}}")));
        }
        let next = self.grow();
        self.nodes[node].variable = Some((name.into(), next));
        Ok(next)
    }

    fn greedy(
        &mut self,
        node: usize,
        name: &str,
        text: &str,
        resource: usize,
    ) -> Result<(), BadResourcePath> {
        if let Some((present, _)) = &self.nodes[node].variable {
            return Err(sibling(text, &format!("{{{present}}}")));
        }
        match &self.nodes[node].greedy {
            Some((present, _)) if &**present == name => Err(BadResourcePath::Twice),
            Some((present, _)) => Err(sibling(text, &format!("{{{present}+}}"))),
            None => {
                self.nodes[node].greedy = Some((name.into(), resource));
                Ok(())
            }
        }
    }

    /// The best resource for a path (no leading slash runs, no trailing slash) among those that `accepts` — has a method
    /// for the verb. Recorded: a fixed segment goes before a variable, a variable before a greedy one; where a branch ends
    /// without a fitting method, the search goes back and on.
    pub(crate) fn find<'tree, 'path>(
        &'tree self,
        path: &'path str,
        accepts: &dyn Fn(usize) -> bool,
    ) -> Option<Found<'tree, 'path>> {
        let mut variables = Vec::new();
        let rest = path.strip_prefix('/').unwrap_or(path);
        let resource = self.search(0, (!rest.is_empty()).then_some(rest), accepts, &mut variables)?;
        Some(Found { resource, variables })
    }

    fn search<'tree, 'path>(
        &'tree self,
        node: usize,
        rest: Option<&'path str>,
        accepts: &dyn Fn(usize) -> bool,
        variables: &mut Vec<(&'tree str, &'path str)>,
    ) -> Option<usize> {
        let node = self.nodes.get(node)?;
        let Some(rest) = rest else {
            return node.resource.filter(|resource| accepts(*resource));
        };
        let (head, tail) = match rest.split_once('/') {
            Some((head, tail)) => (head, Some(tail)),
            None => (rest, None),
        };
        if let Some(next) = node.fixed.get(head)
            && let Some(found) = self.search(*next, tail, accepts, variables)
        {
            return Some(found);
        }
        if let Some((name, next)) = &node.variable
            && !head.is_empty()
        {
            variables.push((name, head));
            if let Some(found) = self.search(*next, tail, accepts, variables) {
                return Some(found);
            }
            variables.pop();
        }
        let (name, resource) = node.greedy.as_ref()?;
        accepts(*resource).then(|| {
            variables.push((name, rest));
            *resource
        })
    }
}

fn sibling(new: &str, present: &str) -> BadResourcePath {
    BadResourcePath::Sibling { new: new.to_owned(), present: present.to_owned() }
}

fn segment(text: &str) -> Result<Segment<'_>, BadResourcePath> {
    let bad = || BadResourcePath::Variable(text.to_owned());
    let Some(inner) = text.strip_prefix('{') else {
        return if text.is_empty() || text.contains(['{', '}']) {
            Err(bad())
        } else {
            Ok(Segment::Fixed(text))
        };
    };
    let inner = inner.strip_suffix('}').ok_or_else(bad)?;
    let (name, greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b'$');
    if name.is_empty() || !name.bytes().all(fits) {
        return Err(bad());
    }
    Ok(if greedy { Segment::Greedy(name) } else { Segment::Variable(name) })
}

#[cfg(test)]
mod tests {
    use super::{BadResourcePath, ResourceTree};

    const TEMPLATES: [&str; 9] = [
        "/",
        "/talks",
        "/talks/{code}",
        "/talks/{code}/slots",
        "/talks/today",
        "/files/{path+}",
        "/files/index/list",
        "/rooms/{room}/{day}",
        "/{rest+}",
    ];

    fn tree() -> ResourceTree {
        let mut tree = ResourceTree::default();
        for (position, template) in TEMPLATES.iter().enumerate() {
            tree.add(template, position).unwrap();
        }
        tree
    }

    fn look(
        tree: &ResourceTree,
        path: &str,
        without: &[&str],
    ) -> Option<(&'static str, Vec<(String, String)>)> {
        let accepts = |resource: usize| !without.contains(&TEMPLATES[resource]);
        let found = tree.find(path, &accepts)?;
        let variables =
            found.variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Some((TEMPLATES[found.resource], variables))
    }

    /// Path, resources without the method, the resource found, its variables.
    type Row<'a> = (&'a str, &'a [&'a str], &'a str, &'a [(&'a str, &'a str)]);

    #[test]
    fn the_nearest_resource_with_a_method_wins() {
        let tree = tree();
        let none: [&str; 0] = [];
        let table: [Row<'_>; 14] = [
            ("/", &none, "/", &[]),
            ("", &none, "/", &[]),
            ("/talks", &none, "/talks", &[]),
            ("/talks/today", &none, "/talks/today", &[]),
            ("/talks/ABC", &none, "/talks/{code}", &[("code", "ABC")]),
            ("/talks/a%2Fb/slots", &none, "/talks/{code}/slots", &[("code", "a%2Fb")]),
            ("/talks/ABC/other", &none, "/{rest+}", &[("rest", "talks/ABC/other")]),
            // The method decides: a resource without it is passed over, all the way back to the greedy one.
            ("/talks/today", &["/talks/today"], "/talks/{code}", &[("code", "today")]),
            ("/talks", &["/talks"], "/{rest+}", &[("rest", "talks")]),
            ("/files/index/list", &none, "/files/index/list", &[]),
            ("/files/index/other", &none, "/files/{path+}", &[("path", "index/other")]),
            // Only greedy segments take empty ones.
            ("/files/a//b", &none, "/files/{path+}", &[("path", "a//b")]),
            ("/rooms//monday", &none, "/{rest+}", &[("rest", "rooms//monday")]),
            ("/rooms/1/monday", &none, "/rooms/{room}/{day}", &[("room", "1"), ("day", "monday")]),
        ];
        for (path, without, resource, variables) in table {
            let variables: Vec<(String, String)> =
                variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            assert_eq!(look(&tree, path, without), Some((resource, variables)), "{path} without {without:?}");
        }
        // A greedy segment takes at least something.
        assert_eq!(look(&tree, "/", &["/"]), None);
        assert_eq!(look(&tree, "/files", &["/{rest+}"]), None);
    }

    #[test]
    fn paths_that_api_gateway_refuses_are_refused() {
        let table = [
            ("talks", BadResourcePath::Shape),
            ("/talks/", BadResourcePath::Shape),
            ("/x/{}", BadResourcePath::Variable("{}".to_owned())),
            ("/x/a{b}", BadResourcePath::Variable("a{b}".to_owned())),
            ("/x/{a b}", BadResourcePath::Variable("{a b}".to_owned())),
            ("/x/{open", BadResourcePath::Variable("{open".to_owned())),
            (
                "/talks/{other}",
                BadResourcePath::Sibling { new: "{other}".to_owned(), present: "{code}".to_owned() },
            ),
            (
                "/talks/{more+}",
                BadResourcePath::Sibling { new: "{more+}".to_owned(), present: "{code}".to_owned() },
            ),
            (
                "/files/{one}",
                BadResourcePath::Sibling { new: "{one}".to_owned(), present: "{path+}".to_owned() },
            ),
            (
                "/files/{other+}",
                BadResourcePath::Sibling { new: "{other+}".to_owned(), present: "{path+}".to_owned() },
            ),
            ("/files/{path+}", BadResourcePath::Twice),
            ("/talks", BadResourcePath::Twice),
            ("/z/{all+}/below", BadResourcePath::BelowGreedy),
        ];
        for (template, error) in table {
            assert_eq!(tree().add(template, 99), Err(error), "{template}");
        }
    }

    #[test]
    fn an_api_without_resources_has_nothing_to_find() {
        assert_eq!(ResourceTree::default().find("/", &|_| true), None);
    }
}
