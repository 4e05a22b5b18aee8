//! Templates: `lockstep-vtl` against Apache Velocity 1.7 with API Gateway's rule for null references.

mod context;
mod expression;
mod grammar;
mod known;
mod method;

use crate::answer::{Answer, Verdict};
use crate::minimise::{shorter_texts, simpler_values, texts_without_a_pair};
use crate::mutation::mutate;
use crate::random::Random;
use crate::spelling::same_but_for_digits;
use crate::subject::Subject;
use lockstep_vtl::{Context, Template};
use serde_json::{Map, Value, json};

/// The subject.
pub struct Templates;

/// A template and the variables that it sees.
#[derive(Clone)]
pub struct Case {
    pub(crate) template: String,
    context: Map<String, Value>,
}

/// What mutations put in.
const SPRINKLES: &[&str] = &[
    "$", "#", "\\", "!", "{", "}", "[", "]", "(", ")", ".", "..", ",", ":", "\"", "'", " ", "\n", "\t", "a",
    "x", "1", "-", "$s", "$!x", "${m", "#end", "#{end}", "#else", "#if(", "#set(", "##", "#*", "*#", "#[[",
    "]]#", "\\\\", "\r\n", "é", " in ", "==", "&&", "null", "true", "#stop", "#break", "$foreach", "@", "#@",
    "|", "%", "<",
];

impl Subject for Templates {
    type Case = Case;

    fn name(&self) -> &'static str {
        "vtl"
    }

    fn draw(&self, random: &mut Random) -> Case {
        let context = context::draw(random);
        let mut template = grammar::Grammar::new(random).template();
        // A third as the grammar makes it, the rest with one mistake or more.
        let places = random.pick(&[0, 0, 0, 1, 1, 1, 2, 2, 4]);
        if places > 0 {
            template = mutate(random, &template, places, SPRINKLES);
        }
        Case { template, context }
    }

    fn question(&self, case: &Case) -> Value {
        json!({"id": 0, "template": case.template, "context": case.context, "mode": "aws"})
    }

    fn ours(&self, case: &Case) -> Answer {
        let mut context = Context::new();
        for (name, value) in &case.context {
            context.set(name, value);
        }
        let compiled = Template::compile(&case.template).map_err(|error| error.to_string());
        match compiled.and_then(|template| template.render(&mut context).map_err(|error| error.to_string())) {
            Ok(text) => Answer::Text(text),
            Err(reason) => Answer::Refused(reason),
        }
    }

    fn judge(&self, case: &Case, oracle: &Answer, ours: &Answer) -> Verdict {
        let same = match (oracle, ours) {
            (Answer::Refused(_), Answer::Refused(_)) => true,
            (Answer::Text(one), Answer::Text(other)) => one == other || same_but_for_digits(one, other),
            _ => false,
        };
        if same {
            return Verdict::Same;
        }
        known::rule(case, oracle, ours).map_or(Verdict::Different, Verdict::Known)
    }

    fn smaller(&self, case: &Case) -> Vec<Case> {
        let texts = shorter_texts(&case.template).into_iter();
        let contexts = simpler_values(&Value::Object(case.context.clone())).into_iter();
        let in_context = |template| Case { template, context: case.context.clone() };
        texts
            .map(in_context)
            .chain(contexts.filter_map(|context| match context {
                Value::Object(context) => Some(Case { template: case.template.clone(), context }),
                _ => None,
            }))
            .chain(texts_without_a_pair(&case.template).into_iter().map(in_context))
            .collect()
    }

    fn recorded(&self, case: &Case, oracle: &Answer) -> Value {
        let Case { template, context } = case;
        match oracle {
            Answer::Text(output) => json!({"template": template, "context": context, "output": output}),
            Answer::Refused(_) => json!({"template": template, "context": context, "refused": true}),
        }
    }
}
