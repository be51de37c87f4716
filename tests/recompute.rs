//! The figures of a report follow from the annotations of its documents.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use stanceline::analyze::{Analyzer, Options};
use stanceline::ingest::{self, Input};
use stanceline::lexicon::Lexicon;
use stanceline::pipeline;
use stanceline::report::{AnnotatedDocument, Report};

#[derive(Debug, Default, PartialEq)]
struct Figures {
    mentions: u64,
    documents: BTreeSet<usize>,
    stance: Vec<f64>,
    opinions: u64,
    labels: BTreeMap<String, u64>,
    sentiment: Vec<f64>,
}

fn inputs() -> Vec<Input> {
    ingest::discover(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")], None).0
}

fn recomputed(lines: &[u8]) -> BTreeMap<String, Figures> {
    let mut all: BTreeMap<String, Figures> = BTreeMap::new();
    for (number, line) in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).enumerate() {
        let document: AnnotatedDocument = serde_json::from_slice(line).unwrap();
        let mut actor = |id: &str, change: &mut dyn FnMut(&mut Figures)| {
            let figures = all.entry(id.to_owned()).or_default();
            figures.documents.insert(number);
            change(figures);
        };
        for sentence in &document.sentences {
            for mention in &sentence.mentions {
                actor(&mention.actor, &mut |figures| figures.mentions += 1);
            }
            for opinion in sentence.opinions.iter().filter(|opinion| opinion.stance.is_some_and(|score| score != 0.0)) {
                let state = opinion.speaks_for.as_ref().filter(|state| **state != opinion.holder);
                for holder in [Some(&opinion.holder), state].into_iter().flatten() {
                    actor(holder, &mut |figures| figures.opinions += 1);
                }
            }
            for (id, stance) in &sentence.stance {
                actor(id, &mut |figures| {
                    figures.stance.push(stance.score);
                    *figures.labels.entry(stance.label.clone()).or_default() += 1;
                });
            }
            for (id, sentiment) in &sentence.sentiment {
                actor(id, &mut |figures| {
                    figures.sentiment.push(sentiment.score);
                    *figures.labels.entry(sentiment.label.clone()).or_default() += 1;
                });
            }
        }
    }
    all
}

#[track_caller]
fn same_mean(scores: &[f64], mean: Option<f64>) {
    let computed = (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64);
    let differs = computed.zip(mean).map_or(computed.is_some() != mean.is_some(), |(a, b)| (a - b).abs() > 1.1e-6);
    assert!(!differs, "{computed:?} is not {mean:?}");
}

#[test]
fn annotations_add_up_to_the_report() {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
    let analyzer = Analyzer::new(lexicon, Options { all_sentences: true, ..Options::default() });
    let options = pipeline::Options::default();
    let outcome = pipeline::score(&analyzer, inputs(), &[], &options, &()).unwrap();
    let report = Report::new(&outcome.tally, analyzer.lexicon(), analyzer.options());
    let mut lines = Vec::new();
    pipeline::annotate(&analyzer, inputs(), &[], &options, &(), &mut lines).unwrap();
    let all = recomputed(&lines);

    assert_eq!(report.actors.len(), all.len());
    assert!(report.actors.is_sorted_by(|a, b| (b.documents, &a.id) < (a.documents, &b.id)), "by documents, then by id");
    for actor in &report.actors {
        let figures = &all[&actor.id];
        let count = |label: &str| figures.labels.get(label).copied().unwrap_or(0);
        assert_eq!(
            (actor.mentions, actor.documents),
            (figures.mentions, figures.documents.len() as u64),
            "{}",
            actor.id
        );
        assert_eq!(actor.stance.opinions, figures.opinions, "{}", actor.id);
        let stances = (actor.stance.favor, actor.stance.against, actor.stance.mixed);
        assert_eq!(stances, (count("favor"), count("against"), count("mixed")), "{}", actor.id);
        let sentiments = (actor.sentiment.positive, actor.sentiment.neutral, actor.sentiment.negative);
        assert_eq!(sentiments, (count("positive"), count("neutral"), count("negative")), "{}", actor.id);
        same_mean(&figures.stance, actor.stance.mean);
        same_mean(&figures.sentiment, actor.sentiment.mean);
    }
}

#[test]
fn series_and_evidence_add_up() {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
    let analyzer = Analyzer::new(lexicon, Options::default());
    let outcome = pipeline::score(&analyzer, inputs(), &[], &pipeline::Options::default(), &()).unwrap();
    let report = Report::new(&outcome.tally, analyzer.lexicon(), analyzer.options());
    for actor in &report.actors {
        let by_period: u64 = actor.series.iter().map(|point| point.stance.opinions).sum();
        let by_source: u64 = actor.sources.iter().map(|source| source.stance.opinions).sum();
        assert!(by_period <= actor.stance.opinions && by_source <= actor.stance.opinions, "{}", actor.id);
        for evidence in &actor.evidence {
            assert_eq!(evidence.sentence.chars().count() as u32, evidence.end - evidence.start);
            for term in &evidence.terms {
                assert_eq!(term.text.chars().count() as u32, term.end - term.start, "{evidence:?}");
            }
        }
    }
}
