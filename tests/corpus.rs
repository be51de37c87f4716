//! The demonstration corpus shows what was put into it: India's turn, steady camps, the Quad's rise.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails if what it expects is not so"
)]

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use common::{analyzer, root};
use stanceline::ingest;
use stanceline::pipeline;
use stanceline::report::Report;

/// The day from which India's line is another one.
const TURN: &str = "2020-06-15";

/// Reports of what was written before and from the turn.
fn halves() -> [Report; 2] {
    let (inputs, problems) =
        ingest::discover(&[root().join("corpus/articles"), root().join("corpus/statements")], None);
    assert!(problems.is_empty(), "{problems:?}");
    let mut halves = [Vec::new(), Vec::new()];
    for input in inputs {
        let name = input.name.rsplit(['/', '\\']).next().unwrap().to_owned();
        // All but the digest of 2023 begin with their day.
        let later = name.get(..TURN.len()).filter(|day| day.starts_with("20")).is_none_or(|day| day >= TURN);
        halves[usize::from(later)].push(input);
    }
    halves.map(|inputs| {
        let outcome = pipeline::score(analyzer(), inputs, &[], &pipeline::Options::default(), &()).unwrap();
        assert_eq!(outcome.notices.errors, 0);
        Report::new(&outcome.tally, analyzer().lexicon(), analyzer().options())
    })
}

fn mean(report: &Report, id: &str) -> f64 {
    let actor = report.actors.iter().find(|actor| actor.id == id).unwrap_or_else(|| panic!("{id} is not named"));
    actor.stance.mean.unwrap_or_else(|| panic!("{id} has no stance"))
}

fn mentions(report: &Report, id: &str) -> u64 {
    report.actors.iter().find(|actor| actor.id == id).map_or(0, |actor| actor.mentions)
}

#[test]
fn the_corpus_shows_what_was_put_into_it() {
    let [before, after] = halves();
    let steady = [("united-states", -1.0), ("japan", -1.0), ("china", 1.0), ("pakistan", 1.0), ("estonia", -1.0)];
    let shown: BTreeMap<&str, (f64, f64)> = steady
        .iter()
        .map(|(id, _)| *id)
        .chain(["india", "russia"])
        .map(|id| (id, (mean(&before, id), mean(&after, id))))
        .collect();
    println!("{shown:#?}");

    let (was, is) = shown["india"];
    assert!(is < was - 0.1, "India turns: {was} before, {is} after");
    assert!(is < 0.0, "India stands against after its turn: {is}");
    for (id, sign) in steady {
        let (was, is) = shown[id];
        assert!(was * sign > 0.0 && is * sign > 0.0, "{id} holds its line: {was} before, {is} after");
    }
    let (was, is) = shown["russia"];
    assert!(was > 0.0 && is > 0.0, "Russia favours throughout: {was}, {is}");

    let documents = |report: &Report| report.corpus.documents as f64;
    let (was, is) =
        (mentions(&before, "quad") as f64 / documents(&before), mentions(&after, "quad") as f64 / documents(&after));
    assert!(is > 2.0 * was, "the Quad rises: {was} mentions a document before, {is} after");
}

#[test]
fn a_run_over_the_corpus_is_quick() {
    let analyzer = analyzer();
    let (inputs, _) = ingest::discover(&[root().join("corpus")], None);
    let start = Instant::now();
    let outcome = pipeline::score(analyzer, inputs, &[], &pipeline::Options::default(), &()).unwrap();
    let took = start.elapsed();
    let report = Report::new(&outcome.tally, analyzer.lexicon(), analyzer.options());
    println!("{} documents in {took:?}", report.corpus.documents);
    assert!(report.corpus.documents >= 80);
    assert!(took < Duration::from_secs(5), "{took:?}");
}
