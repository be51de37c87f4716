//! Pictures of any report: no two texts overlap, nothing leaves the frame.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use common::analyzer;
use proptest::prelude::*;
use stanceline::chart::scene::overlap;
use stanceline::chart::{LEAST_WIDTH, Options, ranked, theme};
use stanceline::report::{ActorReport, StanceReport};
use stanceline::{Report, Tally};

fn empty() -> Report {
    let analyzer = analyzer();
    Report::new(
        &Tally::new(analyzer.lexicon(), analyzer.options(), Default::default()),
        analyzer.lexicon(),
        analyzer.options(),
    )
}

fn actor(number: usize, name: &str, mean: f64, documents: u64) -> ActorReport {
    let ci95 = (documents > 1).then_some([(mean - 0.3).max(-1.0), (mean + 0.3).min(1.0)]);
    ActorReport {
        id: format!("a{number}"),
        name: name.to_owned(),
        kind: "state".to_owned(),
        mentions: documents,
        sentences: documents,
        documents,
        stance: StanceReport { mean: Some(mean), ci95, opinions: documents, documents, ..StanceReport::default() },
        sentiment: Default::default(),
        with_copies: None,
        frames: Vec::new(),
        series: Vec::new(),
        sources: Vec::new(),
        evidence: Vec::new(),
        evidence_by_year: Vec::new(),
        sample: Vec::new(),
        cells: Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn texts_stand_apart_and_within_the_frame(
        actors in proptest::collection::vec((".{0,60}", -1.0..=1.0_f64, 1..10_000_000_000_u64), 1..200),
        width in LEAST_WIDTH..2000.0,
        pole in ".{0,80}",
    ) {
        let mut report = empty();
        report.actors = actors.iter().enumerate().map(|(at, (name, mean, n))| actor(at, name, *mean, *n)).collect();
        if let Some(poles) = &mut report.pack.poles {
            poles.positive = pole;
        }
        let scene = ranked(&report, &Options { actors: Vec::new(), top: 200, width, theme: theme::LIGHT }).unwrap().scene;
        let bounds: Vec<_> = scene.texts().filter(|text| !text.words.is_empty()).map(|text| (text.bounds(), &text.words)).collect();
        for (at, (one, words)) in bounds.iter().enumerate() {
            for (other, more) in &bounds[at + 1..] {
                prop_assert!(!overlap(one, other), "{words:?} {one:?} and {more:?} {other:?}");
            }
        }
        for mark in &scene.marks {
            let [left, top, right, bottom] = mark.shape.bounds();
            prop_assert!(left >= 0.0 && top >= 0.0 && right <= scene.width && bottom <= scene.height, "{mark:?}");
        }
    }
}
