//! The main shifts in words.

use std::cmp::Reverse;

use super::ranked::signed;
use crate::compare::{self, Change};
use crate::report::Report;

/// Shifts that are told on the first screen.
const TOLD: usize = 5;

/// A change of an actor's stance, as a sentence tells it.
pub(super) struct Shift<'a> {
    /// Display name of the actor.
    pub(super) name: &'a str,
    /// When, from what, to what.
    pub(super) change: Change,
}

impl Shift<'_> {
    /// Where it moved.
    pub(super) fn words(&self) -> String {
        let Change { period, interval: [first, last], before, after, p, .. } = &self.change;
        let way = if after > before { "up" } else { "down" };
        let when = if first == last { String::new() } else { format!(" (between {first} and {last}, 95%)") };
        let (before, after) = (signed(*before), signed(*after));
        format!("moved {way} from {before} to {after} in {period}{when}, p = {p:.3}")
    }
}

/// The largest changes first, and how many there are; ties by time, then by id.
pub(super) fn largest<'a>(report: &'a Report, changes: &[Change]) -> (Vec<Shift<'a>>, usize) {
    let mut changes = changes.to_vec();
    let size = |change: &Change| Reverse((change.difference.abs() * 1e6).round() as u64);
    changes.sort_by(|a, b| {
        size(a).cmp(&size(b)).then_with(|| a.period.cmp(&b.period)).then_with(|| a.actor.cmp(&b.actor))
    });
    let all = changes.len();
    let name = |id: &str| report.actors.iter().find(|actor| actor.id == id).map_or("", |actor| actor.name.as_str());
    let told = changes.into_iter().take(TOLD);
    (told.map(|change| Shift { name: name(&change.actor), change }).collect(), all)
}

/// All changes of a report.
pub(super) fn all(report: &Report) -> Vec<Change> {
    compare::changes(report)
}
