//! What is asked of an actor's series within one report: change points, and rolling means.

use std::collections::BTreeMap;

use super::change_points::{self, Point};
use super::sides::pool;
use super::types::{Change, MeanReport, RollingPoint, RollingSeries};
use crate::aggregate::{Clusters, Period, Step, stable_hash};
use crate::report::{ActorReport, rounded};

/// An actor's stance by step of this length; documents that tell no such step are left out.
pub(super) fn steps(actor: &ActorReport, period: Period) -> BTreeMap<Step, Clusters> {
    let pools = pool(actor, |step| step?.within(period));
    let with_evidence = pools.into_iter().map(|(step, pool)| (step, pool.stance.clusters));
    with_evidence.filter(|(_, sums)| sums.sentences > 0).collect()
}

/// The steps at which the actor's stance changed.
pub(super) fn changes(actor: &ActorReport, steps: &BTreeMap<Step, Clusters>) -> Vec<Change> {
    let points: Vec<Point> = steps
        .iter()
        .map(|(step, sums)| Point {
            step: *step,
            documents: sums.documents,
            sentences: sums.sentences as f64,
            sum: sums.sum as f64 / 1e6,
        })
        .collect();
    let found = change_points::changes(&points, stable_hash(&actor.id));
    let mean = |from: usize, to: usize| {
        let stretch = &points[from..to];
        let sentences: f64 = stretch.iter().map(|point| point.sentences).sum();
        rounded(stretch.iter().map(|point| point.sum).sum::<f64>() / sentences)
    };
    let change = |(number, change): (usize, &change_points::Found)| {
        let from = number.checked_sub(1).map_or(0, |before| found[before].at);
        let to = found.get(number + 1).map_or(points.len(), |next| next.at);
        let (before, after) = (mean(from, change.at), mean(change.at, to));
        Change {
            actor: actor.id.clone(),
            period: points[change.at].step.to_string(),
            interval: change.interval.map(|at| points[at].step.to_string()),
            before,
            after,
            difference: rounded(after - before),
            p: rounded(change.p),
        }
    };
    found.iter().enumerate().map(change).collect()
}

/// Means over the last `window` steps at each step, from the first with evidence to the last.
pub(super) fn rolling(actor: &ActorReport, steps: &BTreeMap<Step, Clusters>, window: u32) -> Option<RollingSeries> {
    let (first, last) = (*steps.first_key_value()?.0, *steps.last_key_value()?.0);
    let all = std::iter::successors(Some(first), |step| step.next()).take_while(|step| *step <= last);
    let points = all.map(|step| {
        let from = Step::numbered(step.period(), step.number() - window as i32 + 1).unwrap_or(first);
        let mut sums = Clusters::default();
        steps.range(from..=step).for_each(|(_, one)| sums.merge(one));
        RollingPoint { period: step.to_string(), mean: MeanReport::new(&sums) }
    });
    Some(RollingSeries { actor: actor.id.clone(), window, points: points.collect() })
}
