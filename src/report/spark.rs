//! An actor's stance over time in a dozen letters.

use super::style::Style;
use super::types::{ActorReport, Report};
use crate::aggregate::{Clusters, Step};

/// Letters, each for a part of the time.
const PARTS: usize = 12;

/// From -1 to +1.
const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const ASCII: [&str; 5] = ["_", ".", "-", "'", "^"];

/// The time of a corpus, cut into equal parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    first: Step,
    last: Step,
}

impl Span {
    /// `None` if fewer than two steps have documents.
    pub(super) fn of(report: &Report) -> Option<Self> {
        let steps = || report.corpus.series.iter().filter_map(|point| point.period.parse::<Step>().ok());
        let (first, last) = (steps().min()?, steps().max()?);
        (first != last).then_some(Self { first, last })
    }

    fn steps(&self) -> usize {
        usize::try_from(i64::from(self.last.number()) - i64::from(self.first.number()) + 1).unwrap_or(1)
    }

    /// How many letters it takes.
    pub(super) fn width(&self) -> usize {
        self.steps().min(PARTS)
    }

    /// The means of the actor's stance, a letter for each part; a dot where there is no evidence.
    pub(super) fn line(&self, actor: &ActorReport, style: Style) -> String {
        let mut parts = vec![Clusters::default(); self.width()];
        for cell in &actor.cells {
            let Some((step, stance)) = cell.step().zip(cell.stance.as_ref()) else { continue };
            let at = i64::from(step.number()) - i64::from(self.first.number());
            let part = usize::try_from(at).ok().map(|at| at * self.width() / self.steps());
            if let Some(part) = part.and_then(|part| parts.get_mut(part)) {
                part.merge(&stance.tally().clusters);
            }
        }
        parts.iter().map(|part| part.mean().map_or(style.either("·", " "), |mean| letter(mean, style))).collect()
    }

    /// How to read it.
    pub(super) fn legend(&self, style: Style) -> String {
        let (least, most) = (style.either("▁", "_"), style.either("█", "^"));
        let none = style.either("·", "blank");
        format!("over time: {} to {}, {least} is -1, {most} is +1, {none} no evidence\n", self.first, self.last)
    }
}

fn letter(mean: f64, style: Style) -> &'static str {
    let letters: &[&'static str] = if style.ascii { &ASCII } else { &LEVELS };
    let at = (f64::midpoint(mean, 1.0) * letters.len() as f64).floor() as usize;
    letters[at.min(letters.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_rise_with_the_mean() {
        let style = Style { width: 80, color: false, ascii: false };
        assert_eq!([-1.0, 0.0, 0.9, 1.0].map(|mean| letter(mean, style)), ["▁", "▅", "█", "█"]);
        let ascii = Style { ascii: true, ..style };
        assert_eq!([-1.0, 0.0, 1.0].map(|mean| letter(mean, ascii)), ["_", "-", "^"]);
    }
}
