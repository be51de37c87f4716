//! Which documents belong to which side.

use jiff::civil::Date;

use super::types::{LeftOut, SideReport};
use crate::aggregate::{Period, Step};
use crate::report::Report;

/// What is compared within one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Before and from a day.
    At(Date),
    /// Each period of this length, or of the report's, with the one before it.
    Periods(Option<Period>),
}

/// The side of a step: false before the day, true from it on; `None` if the day cuts the step, or if there is none.
pub(super) fn side(day: Date, step: Option<Step>) -> Option<bool> {
    let step = step?;
    match (step.is_before(day), step.is_from(day)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

/// The sides of a day, and what belongs to neither.
pub(super) fn sides(report: &Report, day: Date) -> ([SideReport; 2], Vec<LeftOut>) {
    let label = |word: &str| format!("{word} {day}");
    let mut sides =
        [label("before"), label("from")].map(|label| SideReport { label, documents: Some(0), ..SideReport::default() });
    let mut left_out = Vec::new();
    for point in report.corpus.series.iter().filter(|point| point.documents > 0) {
        match side(day, point.period.parse().ok()) {
            Some(later) => {
                let side = &mut sides[usize::from(later)];
                side.documents = side.documents.map(|documents| documents + point.documents);
                side.first.get_or_insert_with(|| point.period.clone());
                side.last = Some(point.period.clone());
            }
            None => left_out.push(LeftOut {
                reason: "cut_period".to_owned(),
                period: Some(point.period.clone()),
                documents: point.documents,
            }),
        }
    }
    left_out.extend(undated(report));
    (sides, left_out)
}

/// Documents whose date does not tell a step.
pub(super) fn undated(report: &Report) -> Option<LeftOut> {
    let dated: u64 = report.corpus.series.iter().map(|point| point.documents).sum();
    let documents = report.corpus.documents.saturating_sub(dated);
    (documents > 0).then(|| LeftOut { reason: "undated".to_owned(), period: None, documents })
}
