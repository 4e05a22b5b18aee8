//! Templates as Velocity's grammar makes them.

use super::expression;
use crate::random::Random;

/// How deep directives may stand in one another.
const DEEPEST: usize = 3;

/// Writes a template.
pub struct Grammar<'r> {
    random: &'r mut Random,
    /// The macros that the template defines, with the number of their parameters.
    macros: Vec<(&'static str, usize)>,
}

impl<'r> Grammar<'r> {
    /// A grammar that chooses by `random`.
    pub fn new(random: &'r mut Random) -> Self {
        Self { random, macros: Vec::new() }
    }

    /// A whole template.
    pub fn template(mut self) -> String {
        let mut template = String::new();
        if self.random.percent(20) {
            template.push_str(&self.macro_definition());
        }
        for _ in 0..self.random.between(1, 6) {
            template.push_str(&self.piece(0));
        }
        template
    }

    fn piece(&mut self, depth: usize) -> String {
        let deep = depth >= DEEPEST;
        match self.random.below(if deep { 60 } else { 100 }) {
            0..=14 => self.text(),
            15..=37 => expression::reference(self.random, 0),
            38..=52 => self.set(),
            53 => self.escaped(),
            54 | 55 => self.comment(),
            56 => self.raw(),
            57..=59 => self.call(depth),
            60..=76 => self.choice(depth),
            77..=90 => self.turns(depth),
            91 | 92 => self.define(depth),
            93 => self.macro_definition(),
            94 | 95 => self.evaluate(),
            96 => self.literal(),
            _ => self
                .random
                .pick(&["#stop", "#break", "#{break}", "#break($foreach)", "#break ", "#stop\n"])
                .to_owned(),
        }
    }

    fn body(&mut self, depth: usize) -> String {
        let mut body = self.space();
        for _ in 0..self.random.between(0, 3) {
            body.push_str(&self.piece(depth + 1));
        }
        body + &self.space()
    }

    /// What a template has around its directives.
    fn space(&mut self) -> String {
        self.random
            .pick(&["", "", "", "", " ", "\n", "\n  ", "  \n", "\t", "\r\n", "\n\n", " \t\n "])
            .to_owned()
    }

    fn text(&mut self) -> String {
        self.random.repeat(1, 4, |random| {
            let word = random.pick(&[
                "text",
                " ",
                "\n",
                ", ",
                "\"",
                "'",
                "{\"a\": ",
                "}",
                "[",
                "]",
                "(",
                ")",
                ".",
                "$ ",
                "# ",
                "US$5 ",
                "é",
                "\\ ",
                "#1 ",
                "  ",
                "\t",
                "a.b",
                "-",
                "!",
                "<b>",
                ":",
                "*",
                "@",
                "|",
                "1",
                "\u{1f600}",
                "$$",
                "##\n",
                "\r\n",
            ]);
            word.to_owned()
        })
    }

    fn set(&mut self) -> String {
        let target = if self.random.percent(80) {
            format!("${}", self.random.pick(&["a", "b", "c", "x", "y", "i", "s", "n"]))
        } else {
            self.random
                .pick(&[
                    "$m.a",
                    "$m['k']",
                    "$l[0]",
                    "$x.b.c",
                    "$!a",
                    "${b}",
                    "$m.new",
                    "$x.a[1]",
                    "$l[-1]",
                    "$y[\"k\"]",
                    "$m.c.k",
                    "$missing.a",
                    "$foreach.own",
                    "$m.get('a')",
                ])
                .to_owned()
        };
        let value = expression::any(self.random, 0);
        let open = self.random.pick(&["#set(", "#set(", "#set(", "#set( ", "#set (", "#{set}("]);
        let equals = self.random.pick(&[" = ", "=", " =", "\n=\n"]);
        let close = self.random.pick(&[")", ")", ")", " )", "\n)"]);
        self.space() + open + &target + equals + &value + close + &self.space()
    }

    fn escaped(&mut self) -> String {
        let slashes = "\\".repeat(self.random.between(1, 4));
        let behind = self.random.pick(&[
            "$s",
            "$!s",
            "${s}",
            "$missing",
            "#if(true)",
            "#end",
            "#set($a = 1)",
            "#nosuch",
            "#m1",
            "x",
            "$",
            "#",
        ]);
        slashes + behind + self.random.pick(&["", " ", ".a", "\n"])
    }

    fn comment(&mut self) -> String {
        self.random
            .pick(&[
                "## a $s #if\n",
                "##\n",
                "#* b $s #end *#",
                "#** c *#",
                "#*\n*#\n",
                "##x\r\n",
                "#**#",
                "  ## d\n",
            ])
            .to_owned()
    }

    fn raw(&mut self) -> String {
        self.random.pick(&["#[[ $s #if ]]#", "#[[]]#", "#[[\n#end\n]]#\n", "#[[ ]] ]]#"]).to_owned()
    }

    fn choice(&mut self, depth: usize) -> String {
        let mut text = self.space();
        text.push_str(self.random.pick(&["#if(", "#if(", "#if (", "#{if}(", "#if( "]));
        text.push_str(&expression::condition(self.random, 0));
        text.push(')');
        text.push_str(&self.body(depth));
        for _ in 0..self.random.pick(&[0, 0, 0, 1, 2]) {
            text.push_str(self.random.pick(&["#elseif(", "#{elseif}(", "#elseif ("]));
            text.push_str(&expression::condition(self.random, 0));
            text.push(')');
            text.push_str(&self.body(depth));
        }
        if self.random.percent(45) {
            text.push_str(self.random.pick(&["#else", "#{else}", "#else ", "#else\n"]));
            text.push_str(&self.body(depth));
        }
        text + &self.end()
    }

    fn end(&mut self) -> String {
        self.random.pick(&["#end", "#end", "#{end}", "#end\n", "#end ", "  #end\n", "\n#end\n"]).to_owned()
    }

    fn turns(&mut self, depth: usize) -> String {
        let variable = self.random.pick(&["$i", "$j", "$e", "$x", "$a", "${i}", "$!i"]);
        let over = match self.random.below(12) {
            0..=3 => {
                self.random.pick(&["$l", "$x", "$m", "$y", "$s", "$nil", "$missing", "$i", "$e"]).to_owned()
            }
            4..=6 => self.random.pick(&["[1..3]", "[3..1]", "[-1..1]", "[$n..3]", "[1..2]"]).to_owned(),
            7 | 8 => self
                .random
                .pick(&["$m.entrySet()", "$m.keySet()", "$m.values()", "$x.keySet()", "$l.iterator()"])
                .to_owned(),
            9 => {
                self.random.pick(&["['a', 1]", "[]", "{}", "{'a': 1, 'b': [2]}", "$s.split(',')"]).to_owned()
            }
            _ => expression::reference(self.random, 0),
        };
        let open = self.random.pick(&["#foreach(", "#foreach( ", "#foreach (", "#{foreach}("]);
        let within = self.random.pick(&[" in ", " in ", "  in  ", "\nin\n"]);
        let close = self.random.pick(&[")", ")", " )"]);
        let mut body = self.body(depth);
        if self.random.percent(35) {
            body.push_str(self.random.pick(&[
                "$foreach.index",
                "$foreach.count;",
                "$velocityCount",
                "#if($foreach.hasNext), #end",
                "$foreach.first$foreach.last",
                "$foreach.parent.index",
                "$foreach.topmost.count",
                "$velocityHasNext",
                "$foreach",
                "$foreach.own",
                "#if($foreach.count > 1)#break#end",
                "$foreach.parent.parent.index",
                "$foreach.hasNext()",
                "$foreach.getIndex()",
            ]));
        }
        self.space() + open + variable + within + &over + close + &body + &self.end()
    }

    fn define(&mut self, depth: usize) -> String {
        let name = self.random.pick(&["$b1", "$b2", "$x", "${b1}", "$!b2"]);
        let body = self.body(depth);
        let used = self.random.pick(&[
            "$b1",
            "$b2",
            "$!b1",
            "${b2}",
            "",
            "\\$b1",
            "\"$b1\"",
            "$b1.a",
            "#set($c = $b1)$c",
            "#set($c = \"$b1\")$c",
        ]);
        format!("#define({name}){body}{}{used}", self.end())
    }

    fn macro_definition(&mut self) -> String {
        let name = self.random.pick(&["m1", "m2", "m-3", "if2"]);
        let count = self.random.below(4);
        let parameters = self.random.repeat(count, count, |random| {
            random.pick(&[" $p", " $q", " $s", " $!p", " ${q}", " $x"]).to_owned()
        });
        let mut body = self.body(1);
        for _ in 0..self.random.below(4) {
            body.push_str(self.random.pick(&[
                "[$p]",
                "$!q",
                "${p}",
                "$p.a",
                "#set($p = 1)",
                "$!bodyContent",
                "$bodyContent",
                "#if($p)y#end",
                "#set($x = $p)",
                "$s",
                "#break",
                "#foreach($i in $p)$i#end",
                "#set($q = 'z')$q",
                "#m2($p)",
                "#stop",
            ]));
        }
        self.macros.push((name, count));
        let open = self.random.pick(&["#macro(", "#macro( ", "#{macro}(", "#macro ("]);
        format!("{open}{name}{parameters}){body}{}", self.end())
    }

    fn call(&mut self, depth: usize) -> String {
        let known =
            (!self.macros.is_empty() && self.random.percent(85)).then(|| self.random.pick(&self.macros));
        let (name, count) = known.unwrap_or(("nosuch", 1));
        let count = if self.random.percent(85) { count } else { self.random.below(4) };
        let separator = self.random.pick(&[" ", ", ", ",", "\n", "  "]);
        let arguments: Vec<String> = (0..count).map(|_| expression::operand(self.random, 2)).collect();
        let arguments = arguments.join(separator);
        let name = if self.random.percent(15) { format!("{{{name}}}") } else { name.to_owned() };
        match self.random.below(10) {
            0 => format!("#{name}"),
            1 | 2 => {
                let body = self.body(depth.max(1));
                format!("#@{name}({arguments}){body}{}", self.end())
            }
            3 => format!("#{name} ({arguments})"),
            _ => format!("#{name}({arguments})"),
        }
    }

    fn evaluate(&mut self) -> String {
        let text = self.random.pick(&[
            "'$s'",
            "\"$s\"",
            "$s",
            "'#set($x = 1)$x'",
            "'#if('",
            "'#foreach($i in [1..2])$i#end'",
            "$n",
            "$missing",
            "'a#stop b'",
            "'a#break b'",
            "'#macro(m1)e#end#m1()'",
            "'#m1(1)'",
            "\"#set($y = '$s')$y\"",
            "'\\$s'",
            "$l",
            "''",
        ]);
        format!("#evaluate({text})")
    }

    fn literal(&mut self) -> String {
        let inner = self.random.pick(&[
            "$s",
            "#if(true)x#end",
            "\\$s",
            "$!{s}.a",
            "text",
            "#set($a = 1)",
            " # $ ",
            "#m1()",
        ]);
        format!("#literal(){inner}#end")
    }
}
