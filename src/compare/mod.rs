//! What changed between two corpora or two times, how sure that is, what moved it, and when.
//!
//! What enters: reports, whose cells hold exact sums by step and source. What leaves: a [`Comparison`], as JSON, table
//! or CSV. Nothing is read or judged again; all figures follow from the sums of the reports.

mod adjust;
mod change_points;
mod check;
mod contributions;
mod csv;
mod difference;
mod read;
mod select;
mod series;
mod shift_share;
mod sides;
mod student;
mod table;
mod types;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use schemars::{Schema, schema_for};

pub use read::read;
pub use select::Within;
pub use table::Table;
pub use types::{
    ActorComparison, Change, Comparison, Contributions, Decomposition, Difference, LeftOut, MeanReport, Mode,
    ObjectComparison, RelationComparison, RollingPoint, RollingSeries, SentimentComparison, SideReport, SourcePart,
    Warning,
};

use crate::aggregate::{Period, Relation, Step};
use crate::model::{Location, PartialDate, Problem, Severity};
use crate::report::problems;
use crate::report::{
    ActorReport, EvidenceReport, PackReport, Report, SCHEMA_VERSION, SentimentReport, StanceReport, ToolReport,
    write_json,
};
use crate::validate;
use sides::{Pool, pool, pool_relation};

/// How reports are compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Compare although packs or settings differ.
    pub allow_mismatch: bool,
    /// Give rolling means over windows of this many steps.
    pub rolling: Option<u32>,
}

/// Compares two reports; `labels` name them.
///
/// # Errors
/// With code `R007` if they were made with other packs or settings and that is not allowed.
pub fn reports(before: &Report, after: &Report, labels: [&str; 2], options: Options) -> Result<Comparison, Problem> {
    let warnings = check::check([before, after], options.allow_mismatch)?;
    let side = |report: &Report, label: &str| SideReport {
        label: label.to_owned(),
        documents: Some(report.corpus.documents),
        first: report.corpus.first_date.clone(),
        last: report.corpus.last_date.clone(),
    };
    let sides = [side(before, labels[0]), side(after, labels[1])];
    let mut comparison = Comparison::new(Mode::Reports, after, sides);
    comparison.warnings = warnings;
    let known = |report: &'_ Report| report.actors.iter().map(|actor| actor.id.clone()).collect::<BTreeSet<_>>();
    let find = |report: &Report, id: &str| report.actors.iter().find(|actor| actor.id == id).cloned();
    for id in known(before).union(&known(after)) {
        let actors = [find(before, id), find(after, id)];
        let pooled = actors.each_ref().map(|actor| actor.as_ref().map(|actor| whole(actor)).unwrap_or_default());
        let Some(named) = actors[1].as_ref().or(actors[0].as_ref()) else { continue };
        let on_side = |_: usize, _: &EvidenceReport| true;
        let sources = [actors[0].as_ref().unwrap_or(named), actors[1].as_ref().unwrap_or(named)];
        comparison.actors.extend(compare_actor(named, sources, [&pooled[0], &pooled[1]], None, Some(&on_side)));
    }
    comparison.compare_relations([before, after].map(|report| relations(report, |_| Some(()))), None);
    comparison.correct([before, after]);
    comparison.finish();
    Ok(comparison)
}

/// Compares the parts of one report.
///
/// # Errors
/// With code `R008` if the report's steps cannot be put together to the periods asked for.
pub fn within(report: &Report, which: Within, options: Options) -> Result<Comparison, Problem> {
    let own = Period::named(&report.settings.period).unwrap_or_default();
    let (mut comparison, period) = match which {
        Within::At(day) => (before_and_from(report, day), own),
        Within::Periods(period) => {
            let period = period.unwrap_or(own);
            (by_period(report, own, period)?, period)
        }
    };
    period.as_str().clone_into(&mut comparison.period);
    for actor in &report.actors {
        let steps = series::steps(actor, period);
        comparison.changes.extend(series::changes(actor, &steps));
        comparison.rolling.extend(options.rolling.and_then(|window| series::rolling(actor, &steps, window)));
    }
    comparison.correct([report, report]);
    comparison.finish();
    Ok(comparison)
}

/// Steps at which an actor's stance changed, by documents of the actor, then by time.
///
/// Steps are those of the report; see [`Change`] for what each holds.
pub fn changes(report: &Report) -> Vec<Change> {
    let own = Period::named(&report.settings.period).unwrap_or_default();
    report.actors.iter().flat_map(|actor| series::changes(actor, &series::steps(actor, own))).collect()
}

fn before_and_from(report: &Report, day: jiff::civil::Date) -> Comparison {
    let (sides, left_out) = select::sides(report, day);
    let mut comparison = Comparison::new(Mode::Date, report, sides);
    comparison.at = Some(day.to_string());
    if let Some(cut) = left_out.iter().find(|left| left.reason == "cut_period") {
        let message = format!(
            "{day} cuts {}: its {} documents are on neither side (score with --period day to part them)",
            cut.period.as_deref().unwrap_or_default(),
            cut.documents
        );
        comparison.warnings.push(Warning { code: "cut_period".to_owned(), message });
    }
    comparison.left_out = left_out;
    let own = Period::named(&report.settings.period).unwrap_or_default();
    let side_of = |evidence: &EvidenceReport| {
        let date: PartialDate = evidence.date.as_deref()?.parse().ok()?;
        select::side(day, Step::of(own, date))
    };
    let on_side = |side: usize, evidence: &EvidenceReport| side_of(evidence) == Some(side == 1);
    for actor in &report.actors {
        let pools = pool(actor, |step| select::side(day, step));
        let none = Pool::default();
        let sides = [false, true].map(|side| pools.get(&side).unwrap_or(&none));
        comparison.actors.extend(compare_actor(actor, [actor, actor], sides, None, Some(&on_side)));
    }
    let side = |later: bool| relations(report, move |step| (select::side(day, step) == Some(later)).then_some(()));
    comparison.compare_relations([side(false), side(true)], None);
    comparison
}

fn by_period(report: &Report, own: Period, period: Period) -> Result<Comparison, Problem> {
    if Step::numbered(own, 0).and_then(|step| step.within(period)).is_none() {
        let message = format!("steps of a {} cannot be put together to a {}", own.as_str(), period.as_str());
        let advice = format!("score with --period {}", period.as_str());
        let location = Location { file: "compare".to_owned(), ..Location::default() };
        return Err(Problem {
            code: problems::STEPS.code,
            severity: Severity::Error,
            location,
            message,
            advice: Some(advice),
        });
    }
    let label = |label: &str| SideReport { label: label.to_owned(), ..SideReport::default() };
    let mut comparison = Comparison::new(Mode::Periods, report, [label("period before"), label("period")]);
    comparison.left_out = select::undated(report).into_iter().collect();
    for actor in &report.actors {
        let pools: Vec<(Step, Pool)> = pool(actor, |step| step?.within(period)).into_iter().collect();
        for pair in pools.windows(2) {
            let [(was, before), (is, after)] = pair else { continue };
            let periods = Some([was.to_string(), is.to_string()]);
            comparison.actors.extend(compare_actor(actor, [actor, actor], [before, after], periods, None));
        }
    }
    for relation in &report.relations {
        let pools: Vec<(Step, Relation)> = pool_relation(relation, |step| step?.within(period)).into_iter().collect();
        for pair in pools.windows(2) {
            let [(was, before), (is, after)] = pair else { continue };
            let key = (relation.holder.clone(), relation.object.clone());
            let side = |one: &Relation| BTreeMap::from([(key.clone(), *one)]);
            comparison.compare_relations([side(before), side(after)], Some(&[was.to_string(), is.to_string()]));
        }
    }
    Ok(comparison)
}

/// Whether a piece of evidence belongs to a side: 0 or 1.
type OnSide<'a> = &'a dyn Fn(usize, &EvidenceReport) -> bool;

/// One row; `None` without evidence on both sides. `sources` hold the evidence of each side.
fn compare_actor(
    named: &ActorReport,
    sources: [&ActorReport; 2],
    sides: [&Pool; 2],
    periods: Option<[String; 2]>,
    on_side: Option<OnSide>,
) -> Option<ActorComparison> {
    let [before, after] = sides;
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let change = difference::difference(&before.stance.clusters, &after.stance.clusters);
    let sentiment = SentimentComparison {
        before: SentimentReport::new(&before.sentiment),
        after: SentimentReport::new(&after.sentiment),
        change: difference::difference(&before.sentiment.clusters, &after.sentiment.clusters),
    };
    Some(ActorComparison {
        id: named.id.clone(),
        name: named.name.clone(),
        kind: named.kind.clone(),
        periods,
        before: StanceReport::new(&before.stance),
        after: StanceReport::new(&after.stance),
        change,
        sentiment,
        objects: compare_objects(sides),
        decomposition: shift_share::decompose(before, after),
        contributions: on_side.map(|on_side| contributions(sources, sides, on_side)).unwrap_or_default(),
    })
}

fn compare_objects(sides: [&Pool; 2]) -> Vec<ObjectComparison> {
    let [before, after] = sides.map(Pool::objects);
    let all: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let row = |object| {
        let [was, is] = [&before, &after].map(|side| side.get(object).copied().unwrap_or_default());
        ObjectComparison {
            object: Clone::clone(object),
            before: MeanReport::new(&was),
            after: MeanReport::new(&is),
            change: difference::difference(&was, &is),
        }
    };
    all.into_iter().map(row).collect()
}

/// The sentences that pulled most from the mean of the one side to that of the other.
fn contributions(sources: [&ActorReport; 2], sides: [&Pool; 2], on_side: OnSide) -> Contributions {
    let means = sides.map(|side| side.stance.clusters.mean());
    let [Some(was), Some(is)] = means else { return Contributions::default() };
    let direction = (is - was).signum();
    if (is - was).abs() < 1e-9 {
        return Contributions::default();
    }
    Contributions {
        before: contributions::strongest(sources[0], |evidence| on_side(0, evidence), is, -direction),
        after: contributions::strongest(sources[1], |evidence| on_side(1, evidence), was, direction),
    }
}

fn whole(actor: &ActorReport) -> Pool<'_> {
    pool(actor, |_| Some(())).remove(&()).unwrap_or_default()
}

type Relations = BTreeMap<(String, String), Relation>;

/// The relations of a report over the steps that `side` takes.
fn relations(report: &Report, side: impl Fn(Option<Step>) -> Option<()>) -> Relations {
    let key = |relation: &crate::report::RelationReport| (relation.holder.clone(), relation.object.clone());
    let pooled = report.relations.iter().map(|one| (key(one), pool_relation(one, &side).remove(&())));
    pooled.filter_map(|(key, relation)| Some((key, relation?))).collect()
}

impl Comparison {
    fn new(mode: Mode, report: &Report, sides: [SideReport; 2]) -> Self {
        let [before, after] = sides;
        Self {
            schema_version: SCHEMA_VERSION,
            tool: ToolReport::this(),
            mode,
            at: None,
            period: report.settings.period.clone(),
            pack: PackReport::clone(&report.pack),
            before,
            after,
            left_out: Vec::new(),
            warnings: Vec::new(),
            actors: Vec::new(),
            relations: Vec::new(),
            changes: Vec::new(),
            rolling: Vec::new(),
        }
    }

    fn compare_relations(&mut self, [before, after]: [Relations; 2], periods: Option<&[String; 2]>) {
        let keys: BTreeSet<&(String, String)> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let [was, is] = [&before, &after].map(|side| side.get(key).copied().unwrap_or_default().clusters);
            self.relations.push(RelationComparison {
                holder: key.0.clone(),
                object: key.1.clone(),
                periods: periods.cloned(),
                before: MeanReport::new(&was),
                after: MeanReport::new(&is),
                change: difference::difference(&was, &is),
            });
        }
    }

    /// Puts the means corrected for measured misclassification beside the raw ones, on each side by the validity card
    /// of its report, where there is one.
    fn correct(&mut self, reports: [&Report; 2]) {
        let [before, after] = reports.map(|report| report.validity.as_ref());
        for actor in &mut self.actors {
            let ActorComparison { before: was, after: is, sentiment, .. } = actor;
            for (validity, stance, sentiment) in
                [(before, was, &mut sentiment.before), (after, is, &mut sentiment.after)]
            {
                if let Some(validity) = validity {
                    validate::correct(&validity.card, stance, sentiment);
                }
            }
        }
    }

    /// Sorts the rows, adjusts the p-values of each kind, and warns of what is thin.
    fn finish(&mut self) {
        let mut documents: BTreeMap<String, u64> = BTreeMap::new();
        for actor in &self.actors {
            *documents.entry(actor.id.clone()).or_default() += actor.before.documents + actor.after.documents;
        }
        self.actors.sort_by_key(|actor| (Reverse(documents.get(&actor.id).copied()), actor.id.clone()));
        adjust(self.actors.iter_mut().map(|actor| &mut actor.change));
        adjust(self.actors.iter_mut().map(|actor| &mut actor.sentiment.change));
        adjust(self.actors.iter_mut().flat_map(|actor| &mut actor.objects).map(|object| &mut object.change));
        adjust(self.relations.iter_mut().map(|relation| &mut relation.change));
        self.warnings.extend(check::thin(&self.actors));
    }

    /// The comparison as JSON with a line end.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json(self, out)
    }

    /// The comparison as CSV in long form: a row for each mean that is compared.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::write(self, out)
    }
}

/// Fills in q for tests of one kind.
fn adjust<'a>(changes: impl Iterator<Item = &'a mut Difference>) {
    let mut changes: Vec<&mut Difference> = changes.collect();
    let p: Vec<Option<f64>> = changes.iter().map(|change| change.p).collect();
    for (change, q) in changes.iter_mut().zip(adjust::benjamini_hochberg(&p)) {
        change.q = q.map(crate::report::rounded);
    }
}

/// The JSON Schema of a comparison.
pub fn schema() -> Schema {
    schema_for!(Comparison)
}
