//! Comparisons: what was put into the demonstration corpus is found, and on simulated corpora intervals and p-values are
//! what they claim to be.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails if what it expects is not so")]

mod common;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use common::{analyzer, root};
use serde_json::Value;
use stanceline::aggregate::{Clusters, Period, Sample};
use stanceline::compare::{self, ActorComparison, Comparison, Options, Within};
use stanceline::model::Score;
use stanceline::report::{CellReport, Report, StanceSums, Sums};
use stanceline::{aggregate, ingest, pipeline};

fn report(period: Period) -> Report {
    let (inputs, _) = ingest::discover(&[root().join("corpus")], None);
    let tally = aggregate::Settings { period, ..aggregate::Settings::default() };
    let options = pipeline::Options { tally, ..pipeline::Options::default() };
    let outcome = pipeline::score(analyzer(), inputs, &[], &options, &()).unwrap();
    Report::new(&outcome.tally, analyzer().lexicon(), analyzer().options())
}

/// The demonstration corpus by day, so that no step is cut.
fn by_day() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| report(Period::Day))
}

fn turn() -> Comparison {
    compare::within(by_day(), Within::At("2020-06-15".parse().unwrap()), Options::default()).unwrap()
}

fn actor<'a>(comparison: &'a Comparison, id: &str) -> &'a ActorComparison {
    comparison.actors.iter().find(|actor| actor.id == id).unwrap()
}

#[test]
fn no_shift_is_found_where_none_was_put_in() {
    let comparison = turn();
    for id in ["united-states", "japan", "china", "pakistan", "estonia"] {
        let change = actor(&comparison, id).change;
        println!("{id}: {change:?}");
        assert!(change.ci95.is_none_or(|[low, high]| low <= 0.0 && high >= 0.0), "{id}: {change:?}");
    }
}

#[test]
fn sides_add_up_to_the_report() {
    let comparison = turn();
    assert!(comparison.left_out.is_empty() && comparison.warnings.iter().all(|warning| warning.code != "cut_period"));
    for row in &comparison.actors {
        let whole = by_day().actors.iter().find(|actor| actor.id == row.id).unwrap();
        assert_eq!(row.before.opinions + row.after.opinions, whole.stance.opinions, "{}", row.id);
        assert_eq!(row.before.documents + row.after.documents, whole.stance.documents, "{}", row.id);
        if let Some(parts) = &row.decomposition {
            let sum = ((parts.within + parts.objects + parts.sources) * 1e6).round();
            assert_eq!(Some(sum as i64), row.change.difference.map(|d| (d * 1e6).round() as i64), "{}", row.id);
        }
        let sentences: u64 = row.objects.iter().map(|object| object.after.sentences).sum();
        assert_eq!(sentences, row.after.sentences, "{}: each sentence counts for one object", row.id);
        for (side, list) in [(false, &row.contributions.before), (true, &row.contributions.after)] {
            assert!(list.iter().all(|one| (one.date.as_deref().unwrap() >= "2020-06-15") == side), "{}", row.id);
        }
    }
}

#[test]
fn a_day_that_cuts_a_step_leaves_it_out() {
    let report = report(Period::Month);
    let comparison = compare::within(&report, Within::At("2020-06-15".parse().unwrap()), Options::default()).unwrap();
    let [cut] = &comparison.left_out[..] else { unreachable!("{:?}", comparison.left_out) };
    assert_eq!((cut.reason.as_str(), cut.period.as_deref()), ("cut_period", Some("2020-06")));
    assert!(comparison.warnings.iter().any(|warning| warning.code == "cut_period"));
    let documents = [&comparison.before, &comparison.after].map(|side| side.documents.unwrap()).iter().sum::<u64>();
    assert_eq!(documents + cut.documents, report.corpus.documents);
}

#[test]
fn halves_as_two_reports_differ_as_one_report_at_a_day() {
    let within = turn();
    let mut halves = [by_day().clone(), by_day().clone()];
    for (later, half) in halves.iter_mut().enumerate() {
        for actor in &mut half.actors {
            actor.cells.retain(|cell| (cell.period.as_deref() >= Some("2020-06-15")) == (later == 1));
        }
    }
    let labels = ["before.json", "after.json"];
    let between = compare::reports(&halves[0], &halves[1], labels, Options::default()).unwrap();
    assert!(between.changes.is_empty());
    for row in &within.actors {
        let other = actor(&between, &row.id);
        assert_eq!((&row.before, &row.after, row.change), (&other.before, &other.after, other.change), "{}", row.id);
        assert_eq!(row.decomposition, other.decomposition);
    }
}

#[test]
fn periods_follow_each_other() {
    let by_year = Within::Periods(Some(Period::Year));
    let options = Options { rolling: Some(3), ..Options::default() };
    let comparison = compare::within(by_day(), by_year, options).unwrap();
    let rows: Vec<&ActorComparison> = comparison.actors.iter().filter(|row| row.id == "india").collect();
    assert!(rows.len() > 5);
    for pair in rows.windows(2) {
        assert_eq!(pair[0].periods.as_ref().unwrap()[1], pair[1].periods.as_ref().unwrap()[0]);
        assert_eq!(pair[0].after, pair[1].before);
    }
    let rolling = comparison.rolling.iter().find(|series| series.actor == "india").unwrap();
    let (first, third) = (&rolling.points[0].mean, &rolling.points[2].mean);
    assert!(first.documents < third.documents);
}

#[test]
fn json_csv_and_schema_agree() {
    let comparison = turn();
    let mut json = Vec::new();
    comparison.write_json(&mut json).unwrap();
    let value: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(serde_json::from_slice::<Comparison>(&json).unwrap(), comparison, "it can be read back");
    let row = &value["actors"][0];
    for field in ["id", "before", "after", "difference", "ci95", "p", "q"] {
        assert!(row.get(field).is_some(), "{field}");
    }
    let mut csv = Vec::new();
    comparison.write_csv(&mut csv).unwrap();
    let rows = csv::Reader::from_reader(csv.as_slice()).records().count();
    let objects: usize = comparison.actors.iter().map(|actor| actor.objects.len()).sum();
    assert_eq!(rows, comparison.actors.len() * 2 + objects + comparison.relations.len());
}

/// Numbers that look drawn by lot (`SplitMix64`).
struct Lot(u64);

impl Lot {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal with spread 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// A document: one to five sentences in a mood of their own about `mean`, which is the true mean since no score
    /// comes near the ends of the scale.
    fn document(&mut self, mean: f64) -> Sample {
        let sentences = 1 + (self.unit() * 5.0) as usize;
        let mood = mean + 0.15 * self.normal().clamp(-2.0, 2.0);
        let mut sample = Sample::default();
        for _ in 0..sentences {
            sample.add(Score::from_f64(mood + 0.2 * self.normal().clamp(-2.0, 2.0)));
        }
        sample
    }

    fn corpus(&mut self, documents: usize, mean: f64) -> Clusters {
        let mut clusters = Clusters::default();
        (0..documents).for_each(|_| clusters.add(self.document(mean)));
        clusters
    }
}

#[test]
fn intervals_cover_what_they_claim() {
    for documents in [30, 60, 200] {
        let mut lot = Lot(documents as u64);
        let corpora = 4_000;
        let covered = (0..corpora).filter(|_| {
            let (low, high) = lot.corpus(documents, 0.1).ci95().unwrap();
            low <= 0.1 && 0.1 <= high
        });
        let share = covered.count() as f64 / f64::from(corpora);
        println!("{documents} documents: {:.1}% of {corpora} intervals cover the true mean", 100.0 * share);
        assert!((0.93..=0.97).contains(&share), "{documents} documents: {share}");
    }
}

/// METHODOLOGY.md says where intervals are too narrow; should they ever be better than that, it must say so.
#[test]
fn where_intervals_are_too_narrow_is_known() {
    let share = |documents: usize, seed: u64, draw: &dyn Fn(&mut Lot) -> Sample, mean: f64| {
        let mut lot = Lot(seed);
        let corpora = 4_000;
        let covered = (0..corpora).filter(|_| {
            let mut clusters = Clusters::default();
            (0..documents).for_each(|_| clusters.add(draw(&mut lot)));
            clusters.ci95().is_some_and(|(low, high)| low <= mean && mean <= high)
        });
        covered.count() as f64 / f64::from(corpora)
    };
    // A mood of ±0.8 for each document, from which four in ten sentences are free; nine in ten moods are positive.
    let one_sided = |lot: &mut Lot| {
        let mut sample = Sample::default();
        let mood = lot.unit() < 0.9;
        for _ in 0..=(lot.unit() * 5.0) as usize {
            let positive = if lot.unit() < 0.6 { mood } else { lot.unit() < 0.9 };
            sample.add(Score::from_f64(if positive { 0.8 } else { -0.8 }));
        }
        sample
    };
    // One document in ten is thirty sentences long.
    let uneven = |lot: &mut Lot| {
        let sentences = if lot.unit() < 0.1 { 30 } else { 1 };
        let mood = 0.1 + 0.3 * lot.normal().clamp(-2.0, 2.0);
        let mut sample = Sample::default();
        (0..sentences).for_each(|_| sample.add(Score::from_f64(mood)));
        sample
    };
    for (name, draw, mean) in [("one-sided", &one_sided as &dyn Fn(&mut Lot) -> Sample, 0.64), ("uneven", &uneven, 0.1)]
    {
        let shares = [10, 30, 200].map(|documents| share(documents, 5, draw, mean));
        println!("{name}: {:?} with 10, 30, 200 documents", shares.map(|share| (share * 1000.0).round() / 10.0));
        assert!(shares[0] < 0.93 && shares[2] > 0.91, "{name}: {shares:?}");
    }
}

/// A report that holds nothing but these sums before and after 2020.
fn simulated(before: Clusters, after: Clusters) -> Report {
    let mut report = by_day().clone();
    report.actors.truncate(1);
    report.relations.clear();
    let cell = |period: &str, sums: Clusters| CellReport {
        period: Some(period.to_owned()),
        source: None,
        stance: Some(StanceSums { counts: [0; 4], sums: Sums(sums) }),
        sentiment: None,
        objects: Vec::new(),
    };
    report.actors[0].cells = vec![cell("2019-01-01", before), cell("2021-01-01", after)];
    report.corpus.series.clear();
    report
}

#[test]
fn p_values_are_uniform_where_nothing_changed_and_differences_are_covered() {
    let mut lot = Lot(2);
    let corpora = 2_000;
    let mut tenths: BTreeMap<usize, u32> = BTreeMap::new();
    let mut covered = 0;
    let mut base = simulated(Clusters::default(), Clusters::default());
    for _ in 0..corpora {
        let (before, after) = (lot.corpus(30, -0.05), lot.corpus(45, -0.05));
        for (cell, sums) in base.actors[0].cells.iter_mut().zip([before, after]) {
            cell.stance = Some(StanceSums { counts: [0; 4], sums: Sums(sums) });
        }
        let at = Within::At("2020-01-01".parse().unwrap());
        let comparison = compare::within(&base, at, Options::default()).unwrap();
        let change = comparison.actors[0].change;
        *tenths.entry((change.p.unwrap() * 10.0).min(9.0) as usize).or_default() += 1;
        covered += u32::from(change.ci95.is_some_and(|[low, high]| low <= 0.0 && high >= 0.0));
    }
    println!("p-values by tenths: {tenths:?}; intervals that hold nought: {covered} of {corpora}");
    // 200 in each tenth; the chi-squared of nine degrees is below 27.9 in 99.9% of draws.
    let chi: f64 =
        (0..10).map(|tenth| (f64::from(tenths.get(&tenth).copied().unwrap_or(0)) - 200.0).powi(2) / 200.0).sum();
    assert!(chi < 27.9, "{chi}: {tenths:?}");
    assert!((1_860..=1_940).contains(&covered), "{covered} of {corpora}");
}
