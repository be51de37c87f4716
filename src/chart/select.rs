//! A part of a report, worked out anew from its exact sums.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::Source;
use crate::aggregate::{Clusters, Period, SentimentTally, StanceTally, Step};
use crate::model::{Location, PartialDate, Problem, Severity};
use crate::report::{ActorReport, Report, SentimentReport, StanceReport, problems};

/// Which part of a report is drawn, and in what steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Only what is dated from this day on, or from the first of this month or year.
    pub from: Option<PartialDate>,
    /// Only what is dated up to this day, or the last of this month or year.
    pub to: Option<PartialDate>,
    /// Length of the steps of series, if not that of the report.
    pub by: Option<Period>,
}

impl Choice {
    /// Narrows the source to this part. Steps that `from` or `to` cuts are left out, as are documents without a date.
    ///
    /// # Errors
    /// With code `R008` if the source is a comparison, whose steps are fixed, or if the steps of the report cannot be
    /// put together to those asked for.
    pub fn apply(&self, source: &mut Source) -> Result<(), Problem> {
        let (is_bounded, is_stepped) = (self.from.or(self.to).is_some(), self.by.is_some());
        let Source::Report { report, within } = source else {
            let message = "a comparison has its periods already".to_owned();
            let advice = "choose them with `stanceline compare`, or draw the report";
            return if is_bounded || is_stepped { Err(problem(message, advice)) } else { Ok(()) };
        };
        if is_bounded {
            self.narrow(report);
            let ends = report.corpus.series.first().zip(report.corpus.series.last());
            *within = Some(ends.map(|(first, last)| [first.period.clone(), last.period.clone()]).unwrap_or_default());
        }
        if let Some(period) = self.by {
            regroup(report, period)?;
        }
        Ok(())
    }

    fn holds(&self, step: Option<Step>) -> bool {
        let Some((first, last)) = step.and_then(days) else { return false };
        let starts = self.from.and_then(|date| civil(date.earliest())).is_none_or(|from| from <= first);
        starts && self.to.and_then(|date| civil(date.latest())).is_none_or(|to| last <= to)
    }

    fn narrow(&self, report: &mut Report) {
        for actor in &mut report.actors {
            actor.cells.retain(|cell| self.holds(cell.step()));
            measure(actor);
        }
        let documents = |actor: &ActorReport| actor.stance.documents.max(actor.sentiment.documents);
        report.actors.sort_by_key(|actor| Reverse(documents(actor)));
        for relation in &mut report.relations {
            relation.cells.retain(|cell| self.holds(cell.step()));
        }
        let corpus = &mut report.corpus;
        corpus.series.retain(|point| self.holds(point.period.parse().ok()));
        corpus.documents = corpus.series.iter().map(|point| point.documents).sum();
    }
}

/// Works out an actor's totals from its cells.
fn measure(actor: &mut ActorReport) {
    let (mut stance, mut sentiment) = (StanceTally::default(), SentimentTally::default());
    for cell in &actor.cells {
        if let Some(sums) = &cell.stance {
            stance.merge(&sums.tally());
        }
        if let Some(sums) = &cell.sentiment {
            sentiment.merge(&sums.tally());
        }
    }
    actor.stance = StanceReport::new(&stance);
    actor.sentiment = SentimentReport::new(&sentiment);
}

/// Puts the steps of a report together to longer ones.
fn regroup(report: &mut Report, period: Period) -> Result<(), Problem> {
    let own = Period::named(&report.settings.period).unwrap_or_default();
    if Step::numbered(own, 0).and_then(|step| step.within(period)).is_none() {
        let message = format!("steps of a {} cannot be put together to a {}", own.as_str(), period.as_str());
        return Err(problem(message, &format!("score with --period {}", period.as_str())));
    }
    period.as_str().clone_into(&mut report.settings.period);
    for cell in report.actors.iter_mut().flat_map(|actor| &mut actor.cells) {
        cell.period = cell.step().and_then(|step| step.within(period)).map(|step| step.to_string());
    }
    Ok(())
}

fn problem(message: String, advice: &str) -> Problem {
    let location = Location { file: "chart".to_owned(), ..Location::default() };
    Problem {
        code: problems::STEPS.code,
        severity: Severity::Error,
        location,
        message,
        advice: Some(advice.to_owned()),
    }
}

/// First and last day of a step.
fn days(step: Step) -> Option<(Date, Date)> {
    let next = step.next()?.first_day()?;
    Some((step.first_day()?, next.yesterday().ok()?))
}

fn civil((year, month, day): (i16, u8, u8)) -> Option<Date> {
    Date::new(year, month as i8, day as i8).ok()
}

/// Sums of what cells hold, by a key of each; cells without a key are left out.
pub(super) fn pool<K: Ord>(
    actor: &ActorReport,
    key: impl Fn(&crate::report::CellReport) -> Option<K>,
) -> std::collections::BTreeMap<K, Clusters> {
    let mut pools = std::collections::BTreeMap::<K, Clusters>::new();
    for cell in &actor.cells {
        if let (Some(key), Some(stance)) = (key(cell), &cell.stance) {
            pools.entry(key).or_default().merge(&stance.tally().clusters);
        }
    }
    pools
}
