//! The seed article, read where it lies beside the repository: signs of stance, each with a sentence that says so.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]
#![allow(clippy::print_stderr, reason = "a test that checks nothing must say so loudly")]

mod common;

use std::path::PathBuf;

use common::{analyzer, root};
use stanceline::ingest;
use stanceline::pipeline;
use stanceline::report::{ActorReport, Report};

fn article() -> PathBuf {
    let beside = || root().parent().unwrap().join("shared/seed/shifting-cyber-agenda-sco.txt");
    std::env::var_os("STANCELINE_SEED").map_or_else(beside, PathBuf::from)
}

fn report() -> Option<Report> {
    let article = article();
    if !article.is_file() {
        let line = "!".repeat(78);
        eprintln!("{line}\nSEED ARTICLE NOT FOUND: this test checked nothing");
        eprintln!("STANCELINE_SEED names its file; looked for {}\n{line}", article.display());
        return None;
    }
    let (inputs, problems) = ingest::discover(&[article], None);
    assert!(problems.is_empty(), "{problems:?}");
    let outcome = pipeline::score(analyzer(), inputs, &[], &pipeline::Options::default(), &()).unwrap();
    Some(Report::new(&outcome.tally, analyzer().lexicon(), analyzer().options()))
}

fn mean(report: &Report, id: &str) -> Option<f64> {
    report.actors.iter().find(|actor| actor.id == id)?.stance.mean
}

/// The sentences that speak for the sign of the actor's mean.
fn evidence(actor: &ActorReport) -> impl Iterator<Item = &str> {
    let sign = actor.stance.mean.unwrap_or_default().signum();
    actor.evidence.iter().filter(move |found| found.score * sign > 0.0).map(|found| found.sentence.as_str())
}

#[test]
fn signs_come_out_as_the_article_says() {
    let Some(report) = report() else { return };
    let mut wrong = Vec::new();
    let mut check = |id: &str, sign: f64, needed: bool| match mean(&report, id) {
        Some(mean) if mean * sign > 0.0 => {}
        None if !needed => {}
        other => wrong.push(format!("{id} should stand at {sign:+}, but stands at {other:?}")),
    };
    for id in ["china", "russia", "sco", "pakistan", "wic", "tencent", "huawei"] {
        check(id, 1.0, true);
    }
    for id in ["india", "quad"] {
        check(id, -1.0, true);
    }
    for id in ["united-states", "japan", "australia"] {
        check(id, -1.0, false);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_stance_has_a_sentence_that_says_so() {
    let Some(report) = report() else { return };
    let article = std::fs::read_to_string(article()).unwrap();
    for actor in report.actors.iter().filter(|actor| actor.stance.mean.is_some_and(|mean| mean != 0.0)) {
        let sentences: Vec<&str> = evidence(actor).collect();
        assert!(!sentences.is_empty(), "{} has a stance and no evidence", actor.id);
        for sentence in sentences {
            assert!(article.contains(sentence), "{}: no sentence of the article: {sentence}", actor.id);
        }
    }
}

#[test]
fn what_lies_below_the_article_is_no_evidence() {
    let Some(report) = report() else { return };
    for id in ["mauritius", "united-kingdom", "ukraine"] {
        assert_eq!(mean(&report, id), None, "{id} is named in links to other articles alone");
    }
}
