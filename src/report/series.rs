//! Series over time, with the steps in which there is nothing.

use std::collections::BTreeMap;

use super::types::{CorpusPoint, SentimentReport, SeriesPoint, StanceReport};
use crate::aggregate::{Group, Step};

/// The longest series whose empty steps are listed. A single wrong date, such as one in year 1, would otherwise fill
/// reports with hundreds of thousands of them.
const MOST_STEPS: i64 = 1_000;

/// Whether the steps from the first to the last are few enough to list them all.
pub(super) fn is_complete<T>(steps: &BTreeMap<Step, T>) -> bool {
    let ends = steps.first_key_value().zip(steps.last_key_value());
    ends.is_none_or(|((first, _), (last, _))| i64::from(last.number()) - i64::from(first.number()) < MOST_STEPS)
}

/// An actor's series.
pub(super) fn points(groups: &BTreeMap<Step, Group>, complete: bool) -> Vec<SeriesPoint> {
    let point = |step: Step, group: &Group| SeriesPoint {
        period: step.to_string(),
        stance: StanceReport::new(&group.stance),
        sentiment: SentimentReport::new(&group.sentiment),
    };
    steps(groups, complete).map(|step| point(step, groups.get(&step).unwrap_or(&Group::default()))).collect()
}

/// The corpus's series.
pub(super) fn corpus_points(documents: &BTreeMap<Step, u64>, complete: bool) -> Vec<CorpusPoint> {
    let count = |step| documents.get(&step).copied().unwrap_or(0);
    steps(documents, complete).map(|step| CorpusPoint { period: step.to_string(), documents: count(step) }).collect()
}

/// The steps from the first to the last; all of them, or those that there are.
fn steps<T>(known: &BTreeMap<Step, T>, complete: bool) -> Box<dyn Iterator<Item = Step> + '_> {
    match known.last_key_value() {
        Some((&last, _)) if complete => {
            let first = known.keys().next().copied();
            Box::new(std::iter::successors(first, |step| step.next()).take_while(move |step| *step <= last))
        }
        _ => Box::new(known.keys().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(steps: &[&str]) -> BTreeMap<Step, u64> {
        steps.iter().map(|step| (step.parse().unwrap(), 2)).collect()
    }

    #[test]
    fn empty_steps_are_listed() {
        let points = corpus_points(&documents(&["2021-11", "2022-02"]), true);
        let shown: Vec<(&str, u64)> = points.iter().map(|point| (point.period.as_str(), point.documents)).collect();
        assert_eq!(shown, [("2021-11", 2), ("2021-12", 0), ("2022-01", 0), ("2022-02", 2)]);
        assert!(corpus_points(&BTreeMap::new(), true).is_empty());
    }

    #[test]
    fn one_wrong_date_does_not_fill_the_report() {
        let documents = documents(&["0001-01", "2022-02"]);
        assert!(!is_complete(&documents));
        assert_eq!(corpus_points(&documents, false).len(), 2);
    }
}
