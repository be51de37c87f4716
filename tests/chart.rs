//! Pictures of any report: no two texts overlap, nothing leaves the frame.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use common::analyzer;
use proptest::prelude::*;
use stanceline::aggregate::{Clusters, Sample, Settings};
use stanceline::chart::scene::{Scene, Shape, overlap};
use stanceline::chart::{Choice, Event, Kind, LEAST_WIDTH, Lang, Options, Source, draw, theme};
use stanceline::compare::{self, Within};
use stanceline::model::Score;
use stanceline::report::{
    ActorReport, CellReport, ObjectReport, ObjectSums, RelationCell, RelationReport, SentimentReport, SentimentSums,
    StanceReport, StanceSums, Sums,
};
use stanceline::{Report, Tally};

fn empty() -> Report {
    let analyzer = analyzer();
    Report::new(&Tally::new(Settings::default()), analyzer.lexicon(), analyzer.options())
}

/// Sums of documents of one sentence each.
fn sums(scores: &[i32]) -> Sums {
    let mut sums = Clusters::default();
    for &score in scores {
        let mut sample = Sample::default();
        sample.add(Score(score.into()));
        sums.add(sample);
    }
    Sums(sums)
}

fn cell(year: u16, source: &str, frame: &str, scores: &[i32]) -> CellReport {
    let n = scores.len() as u64;
    CellReport {
        period: Some(format!("{year}-03")),
        source: Some(source.to_owned()),
        stance: Some(StanceSums { counts: [n, n, 0, 0], sums: sums(scores) }),
        sentiment: Some(SentimentSums { counts: [n, 0, 0], sums: sums(scores) }),
        objects: vec![ObjectSums { object: ObjectReport::Frame(frame.to_owned()), sums: sums(scores) }],
    }
}

/// An actor whose figures are those of its cells.
fn actor(number: usize, name: &str, cells: Vec<CellReport>) -> ActorReport {
    let mut stance = stanceline::aggregate::StanceTally::default();
    let mut sentiment = stanceline::aggregate::SentimentTally::default();
    for cell in &cells {
        stance.merge(&cell.stance.unwrap().tally());
        sentiment.merge(&cell.sentiment.unwrap().tally());
    }
    ActorReport {
        id: format!("a{number}"),
        name: name.to_owned(),
        kind: "state".to_owned(),
        mentions: stance.opinions,
        sentences: stance.opinions,
        documents: stance.opinions,
        stance: StanceReport::new(&stance),
        sentiment: SentimentReport::new(&sentiment),
        with_copies: None,
        frames: Vec::new(),
        series: Vec::new(),
        sources: Vec::new(),
        evidence: Vec::new(),
        evidence_by_year: Vec::new(),
        sample: Vec::new(),
        cells,
    }
}

fn relation(holder: usize, object: usize, score: i32) -> RelationReport {
    RelationReport {
        holder: format!("a{holder}"),
        object: format!("a{object}"),
        positive: 1,
        negative: 0,
        mean: f64::from(score) / 1e6,
        ci95: None,
        documents: 1,
        cells: vec![RelationCell { period: None, counts: [1, 0], sums: sums(&[score]) }],
    }
}

/// A year, a source, a frame, and scores.
type AnyCell = (u16, String, String, Vec<i32>);

/// A report of any actors: each with a name, and with cells of a year, a source, a frame and scores.
fn reports() -> impl Strategy<Value = Report> {
    let cells = (2000_u16..2024, ".{0,30}", ".{0,30}", proptest::collection::vec(-1_000_000..=1_000_000, 1..4));
    let actors = (".{0,60}", proptest::collection::vec(cells, 1..5));
    (proptest::collection::vec(actors, 1..30), ".{0,80}", ".{0,40}").prop_map(|(actors, pole, target)| {
        let mut report = empty();
        let of = |(number, (name, cells)): (usize, &(String, Vec<AnyCell>))| {
            let cells = cells.iter().map(|(year, source, frame, scores)| cell(*year, source, frame, scores));
            actor(number, name, cells.collect())
        };
        report.actors = actors.iter().enumerate().map(of).collect();
        let number = report.actors.len();
        report.relations = (0..number).map(|holder| relation(holder, (holder * 7 + 1) % number, 300_000)).collect();
        report.pack.target = Some(target);
        if let Some(poles) = &mut report.pack.poles {
            poles.positive = pole;
        }
        report
    })
}

fn options(width: f64, lang: Lang) -> Options {
    let event = |day: &str| format!("{day}=Some event with a name").parse::<Event>().unwrap();
    let events = ["2001-02-03", "2010-06-15", "2010-07-01", "2030"].map(event).to_vec();
    Options { actors: Vec::new(), top: Some(12), width, theme: theme::LIGHT, lang, events }
}

/// No two texts overlap, and nothing leaves the frame.
fn is_tidy(scene: &Scene) -> Result<(), TestCaseError> {
    let bounds: Vec<_> =
        scene.texts().filter(|text| !text.words.trim().is_empty()).map(|text| (text.bounds(), &text.words)).collect();
    for (at, (one, words)) in bounds.iter().enumerate() {
        for (other, more) in &bounds[at + 1..] {
            prop_assert!(!overlap(one, other), "{words:?} {one:?} and {more:?} {other:?}");
        }
    }
    for mark in &scene.marks {
        // Bubbles at the corner of their plot may reach a little over its edge, but not over that of the picture.
        let [left, top, right, bottom] = mark.shape.bounds();
        prop_assert!(left >= 0.0 && top >= 0.0 && right <= scene.width && bottom <= scene.height, "{mark:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn texts_stand_apart_and_within_the_frame(report in reports(), width in LEAST_WIDTH..2000.0, lang in 0..Lang::ALL.len()) {
        let options = options(width, Lang::ALL[lang]);
        let day = jiff::civil::Date::constant(2012, 1, 1);
        let comparison = compare::within(&report, Within::At(day), compare::Options::default()).unwrap();
        let sources = [
            Source::Report { report: Box::new(report), within: None },
            Source::Comparison(Box::new(comparison)),
        ];
        for source in &sources {
            for kind in Kind::ALL {
                if let Some(picture) = draw(source, kind, &options) {
                    is_tidy(&picture.scene).map_err(|error| TestCaseError::fail(format!("{kind:?}: {error}")))?;
                }
            }
        }
    }
}

fn source(cells: Vec<CellReport>) -> Source {
    let mut report = empty();
    report.actors = vec![actor(0, "Ruritania", cells)];
    Source::Report { report: Box::new(report), within: None }
}

/// What the marks of a picture say.
fn said(source: &Source, kind: Kind) -> Vec<String> {
    let scene = draw(source, kind, &options(800.0, Lang::En)).unwrap().scene;
    scene.marks.into_iter().filter_map(|mark| mark.about).collect()
}

#[test]
fn missing_steps_are_gaps_and_thin_points_hollow() {
    let years = [(2001, 500_000), (2002, 100_000), (2005, 300_000)];
    let source = source(years.map(|(year, score)| cell(year, "Daily", "trade", &[score, score / 2])).to_vec());
    let mut yearly = source.clone();
    Choice { by: Some(stanceline::aggregate::Period::Year), ..Choice::default() }.apply(&mut yearly).unwrap();
    let scene = draw(&yearly, Kind::Series, &options(800.0, Lang::En)).unwrap().scene;
    // Lines that are neither of the grid nor whiskers.
    let slanted =
        |points: &[(f64, f64)]| (points[0].0 - points[1].0).abs() > 1.0 && (points[0].1 - points[1].1).abs() > 1.0;
    let joined = scene.marks.iter().filter(|mark| matches!(&mark.shape, Shape::Line { points, .. } if slanted(points)));
    assert_eq!(joined.count(), 1, "2001 and 2002 are joined, 2005 stands alone");
    let hollow = scene.marks.iter().filter(|mark| matches!(&mark.shape, Shape::Dot { fill, line, .. } if fill != line));
    assert_eq!(hollow.count(), 3);
    assert_eq!(said(&yearly, Kind::Series).len(), 3);
}

#[test]
fn a_part_of_the_time_is_worked_out_anew() {
    let mut source = source(vec![
        cell(2001, "Daily", "trade", &[1_000_000]),
        cell(2005, "Daily", "trade", &[-500_000, -300_000]),
        cell(2009, "Weekly", "tariffs", &[1_000_000]),
    ]);
    let choice = Choice { from: "2002".parse().ok(), to: "2005-03-31".parse().ok(), by: None };
    choice.apply(&mut source).unwrap();
    let ranked = said(&source, Kind::Ranked);
    assert!(ranked[0].starts_with("Ruritania: -0.4 (") && ranked[0].ends_with("n 2, documents 2"), "{ranked:?}");
    assert_eq!(said(&source, Kind::Frames).len(), 1, "only what is dated within");
    let mut none = source;
    Choice { to: "2005-03-30".parse().ok(), ..Choice::default() }.apply(&mut none).unwrap();
    assert!(draw(&none, Kind::Ranked, &options(800.0, Lang::En)).is_none(), "a step that is cut is left out");
}
