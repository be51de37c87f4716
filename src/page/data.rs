//! What the scripts draw from: the report's exact sums in rows, each text once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use crate::aggregate::{Clusters, Period, Step};
use crate::compare::Change;
use crate::model::PartialDate;
use crate::report::{ActorReport, CellReport, EvidenceReport, ObjectReport, RelationCell, RelationReport, Report};

/// Steps that are listed without gaps; a longer time is listed by the steps with evidence.
const MOST_STEPS: i64 = 5000;

/// All that the scripts know. Steps, sources and objects are numbers into the lists; −1 is none.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    period: &'a str,
    steps: Vec<String>,
    sources: Vec<&'a str>,
    /// Kind and id.
    objects: Vec<(&'static str, &'a str)>,
    poles: [&'a str; 2],
    actors: Vec<Value>,
    relations: Vec<Value>,
    changes: &'a [Change],
}

/// The places of what rows name by number.
struct Places<'a> {
    period: Period,
    steps: BTreeMap<Step, usize>,
    sources: BTreeMap<&'a str, usize>,
    objects: BTreeMap<&'a ObjectReport, usize>,
}

impl<'a> Data<'a> {
    pub(super) fn new(report: &'a Report, changes: &'a [Change]) -> Self {
        let places = Places::of(report);
        let poles = report.pack.poles.as_ref();
        let object = |object: &&'a ObjectReport| match object {
            ObjectReport::Frame(id) => ("frame", id.as_str()),
            ObjectReport::Actor(id) => ("actor", id.as_str()),
        };
        Self {
            period: &report.settings.period,
            steps: places.steps.keys().map(ToString::to_string).collect(),
            sources: places.sources.keys().copied().collect(),
            objects: places.objects.keys().map(object).collect(),
            poles: poles.map_or(["", ""], |poles| [&poles.negative, &poles.positive]),
            actors: report.actors.iter().map(|actor| places.actor(actor)).collect(),
            relations: report.relations.iter().map(|relation| places.relation(relation)).collect(),
            changes,
        }
    }
}

impl<'a> Places<'a> {
    fn of(report: &'a Report) -> Self {
        let cells = || report.actors.iter().flat_map(|actor| &actor.cells);
        let mut steps: BTreeSet<Step> = cells().filter_map(CellReport::step).collect();
        steps.extend(report.relations.iter().flat_map(|relation| &relation.cells).filter_map(RelationCell::step));
        fill(&mut steps);
        let sources: BTreeSet<&str> = cells()
            .filter_map(|cell| cell.source.as_deref())
            .chain(report.actors.iter().flat_map(evidence).filter_map(|one| one.source.as_deref()))
            .collect();
        let objects: BTreeSet<&ObjectReport> = cells()
            .flat_map(|cell| cell.objects.iter().map(|sums| &sums.object))
            .chain(report.actors.iter().flat_map(evidence).map(|one| &one.object))
            .collect();
        Self {
            period: Period::named(&report.settings.period).unwrap_or_default(),
            steps: numbered(steps),
            sources: numbered(sources),
            objects: numbered(objects),
        }
    }

    fn step(&self, step: Option<Step>) -> i64 {
        place(step.and_then(|step| self.steps.get(&step)))
    }

    fn source(&self, source: Option<&str>) -> i64 {
        place(source.and_then(|source| self.sources.get(source)))
    }

    /// Id, name, kind, mentions, sentences, documents, corrected stance, cells, evidence.
    fn actor(&self, actor: &'a ActorReport) -> Value {
        let corrected = actor.stance.corrected.as_ref();
        let cells: Vec<Value> = actor.cells.iter().map(|cell| self.cell(cell)).collect();
        json!([
            actor.id,
            actor.name,
            actor.kind,
            actor.mentions,
            actor.sentences,
            actor.documents,
            corrected.map(|corrected| json!([corrected.mean, corrected.ci95[0], corrected.ci95[1]])),
            cells,
            self.evidence(actor),
        ])
    }

    /// Step, source, sums and labels of stance, of sentiment, and sums by object; 0 where there are none.
    fn cell(&self, cell: &'a CellReport) -> Value {
        let stance = cell.stance.as_ref().map(|stance| with_counts(&stance.sums.0, &stance.counts));
        let sentiment = cell.sentiment.as_ref().map(|sentiment| with_counts(&sentiment.sums.0, &sentiment.counts));
        let objects = cell.objects.iter().map(|one| {
            let mut row = vec![json!(place(self.objects.get(&one.object)))];
            row.extend(sums(&one.sums.0));
            Value::from(row)
        });
        let none = || Value::from(0);
        json!([
            self.step(cell.step()),
            self.source(cell.source.as_deref()),
            stance.unwrap_or_else(none),
            sentiment.unwrap_or_else(none),
            objects.collect::<Vec<_>>(),
        ])
    }

    /// Each sentence and opinion once, the strongest first, then those of years, then those drawn by lot.
    fn evidence(&self, actor: &'a ActorReport) -> Vec<Value> {
        let mut seen = BTreeSet::new();
        let mut first = |one: &'a EvidenceReport| {
            seen.insert((one.document.as_str(), one.start, one.rule.as_str(), &one.object, (one.score * 1e6) as i64))
        };
        evidence(actor).filter(|one| first(one)).map(|one| self.piece(one)).collect()
    }

    fn piece(&self, one: &EvidenceReport) -> Value {
        let date: Option<PartialDate> = one.date.as_deref().and_then(|date| date.parse().ok());
        let terms = one.terms.iter().map(|term| {
            let place = |at: u32| i64::from(at) - i64::from(one.start);
            json!([term.role, place(term.start), place(term.end), term.entry, term.text])
        });
        json!([
            one.document,
            one.date,
            self.step(date.and_then(|date| Step::of(self.period, date))),
            self.source(one.source.as_deref()),
            one.url,
            one.sentence,
            one.score,
            one.rule,
            terms.collect::<Vec<_>>(),
            place(self.objects.get(&one.object)),
            one.polarity,
            one.strength,
        ])
    }

    /// Holder, object, and step with sums and labels of each cell.
    fn relation(&self, relation: &RelationReport) -> Value {
        let cells =
            relation.cells.iter().map(|cell| json!([self.step(cell.step()), with_counts(&cell.sums.0, &cell.counts)]));
        json!([relation.holder, relation.object, cells.collect::<Vec<_>>()])
    }
}

fn evidence(actor: &ActorReport) -> impl Iterator<Item = &EvidenceReport> {
    actor.evidence.iter().chain(&actor.evidence_by_year).chain(&actor.sample)
}

/// Documents, Σ n, Σ s, Σ n², Σ n s, Σ s², squares: what means, intervals and cautions need.
fn sums(sums: &Clusters) -> [Value; 7] {
    [
        Value::from(sums.documents),
        Value::from(sums.sentences),
        whole(sums.sum as f64),
        whole(sums.sentences_squared as f64),
        whole(sums.cross as f64),
        whole(sums.sum_squared as f64),
        whole(sums.squares as f64),
    ]
}

/// A number without a point where it has none: it is shorter, and as exact as a script holds it.
fn whole(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.abs() < EXACT { Value::from(number as i64) } else { Value::from(number) }
}

fn with_counts(clusters: &Clusters, counts: &[u64]) -> Value {
    sums(clusters).into_iter().chain(counts.iter().copied().map(Value::from)).collect()
}

/// Adds the steps between the first and the last, so that a step without evidence is a gap.
fn fill(steps: &mut BTreeSet<Step>) {
    let (Some(&first), Some(&last)) = (steps.first(), steps.last()) else { return };
    if i64::from(last.number()) - i64::from(first.number()) < MOST_STEPS {
        steps.extend((first.number()..last.number()).filter_map(|number| Step::numbered(first.period(), number)));
    }
}

fn numbered<T: Ord>(items: BTreeSet<T>) -> BTreeMap<T, usize> {
    items.into_iter().zip(0..).collect()
}

fn place(found: Option<&usize>) -> i64 {
    found.map_or(-1, |&place| place as i64)
}
