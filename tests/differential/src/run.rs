//! A run: many cases, a count, and the differences in the form of the case files.

use crate::answer::{Answer, Verdict};
use crate::minimise::minimise;
use crate::oracle::Oracle;
use crate::random::Random;
use crate::subject::Subject;
use anyhow::Result;
use std::collections::BTreeMap;

/// How many cases, and from where.
pub struct Plan {
    /// The number of cases.
    pub cases: u64,
    /// The seed of the first; each next case has the next number.
    pub seed: u64,
    /// How many differences end the run.
    pub most: usize,
}

#[derive(Default)]
struct Count {
    telling: u64,
    empty: u64,
    refused: u64,
    slow: u64,
    known: BTreeMap<&'static str, u64>,
    different: usize,
}

impl Plan {
    /// Runs; true when the two sides agree on everything.
    pub fn run<S: Subject>(&self, subject: &S, mut oracle: Oracle) -> Result<bool> {
        println!("{}: seed {}, {} cases", subject.name(), self.seed, self.cases);
        let mut count = Count::default();
        for number in 0..self.cases {
            let seed = self.seed.wrapping_add(number);
            let case = subject.draw(&mut Random::new(seed));
            let Some(answer) = oracle.ask(&subject.question(&case))? else {
                count.slow += 1;
                continue;
            };
            let ours = subject.ours(&case);
            match subject.judge(&case, &answer, &ours) {
                Verdict::Known(rule) => *count.known.entry(rule).or_default() += 1,
                Verdict::Same if subject.telling(&answer) => count.telling += 1,
                Verdict::Same if matches!(answer, Answer::Text(_)) => count.empty += 1,
                Verdict::Same => count.refused += 1,
                Verdict::Different => {
                    count.different += 1;
                    show(subject, &mut oracle, &case, seed)?;
                    if count.different == self.most {
                        println!("{}: gave up after {} cases", subject.name(), number + 1);
                        break;
                    }
                }
            }
        }
        count.print(subject.name());
        Ok(count.different == 0)
    }
}

/// Minimises a difference and prints it.
fn show<S: Subject>(subject: &S, oracle: &mut Oracle, case: &S::Case, seed: u64) -> Result<()> {
    let mut differs = |case: &S::Case| -> Result<bool> {
        let Some(answer) = oracle.ask(&subject.question(case))? else { return Ok(false) };
        Ok(subject.judge(case, &answer, &subject.ours(case)) == Verdict::Different)
    };
    let smallest = minimise(case, |case| subject.smaller(case), &mut differs)?;
    let Some(answer) = oracle.ask(&subject.question(&smallest))? else { return Ok(()) };
    println!("\nDIFFERENT (seed {seed}). The case, with the oracle's answer:");
    println!("{}", subject.recorded(&smallest, &answer));
    if let Answer::Refused(reason) = &answer {
        println!("  the oracle: {}", reason.lines().next().unwrap_or_default());
    }
    match subject.ours(&smallest) {
        Answer::Text(text) => println!("  ours:       {text:?}"),
        Answer::Refused(reason) => println!("  ours is refused: {reason}"),
    }
    Ok(())
}

impl Count {
    fn print(&self, name: &str) {
        let Self { telling, empty, refused, slow, known, different } = self;
        println!(
            "{name}: {telling} the same, {empty} the same and empty, {refused} refused by both, {slow} too much for the \
             oracle, {different} different"
        );
        for (rule, times) in known {
            println!("{name}: {times} excluded: {rule}");
        }
    }
}
