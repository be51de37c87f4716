//! Axes of time: steps that follow each other, with gaps where there is none.

use jiff::Unit;
use jiff::civil::Date;

use super::font;
use super::sheet::SMALL;
use crate::aggregate::Step;

/// From steps to places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    first: Step,
    last: Step,
    left: f64,
    right: f64,
}

impl Time {
    pub(super) fn new([first, last]: [Step; 2], left: f64, right: f64) -> Self {
        Self { first, last, left, right }
    }

    /// Width of one step in pixels.
    pub(super) fn pitch(&self) -> f64 {
        (self.right - self.left) / (f64::from(self.last.number()) - f64::from(self.first.number()) + 1.0)
    }

    /// Where a step begins.
    pub(super) fn start(&self, step: Step) -> f64 {
        self.left + (f64::from(step.number()) - f64::from(self.first.number())) * self.pitch()
    }

    /// The middle of a step.
    pub(super) fn middle(&self, step: Step) -> f64 {
        self.start(step) + self.pitch() / 2.0
    }

    /// The place of a day; `None` outside of the axis.
    pub(super) fn day(&self, day: Date) -> Option<f64> {
        let steps = std::iter::successors(Some(self.first), |step| step.next()).take_while(|step| *step <= self.last);
        let step = steps.take_while(|step| step.first_day().is_some_and(|first| first <= day)).last()?;
        let days = |from: Date, to: Date| Some(f64::from(from.until((Unit::Day, to)).ok()?.get_days()));
        let (first, next) = (step.first_day()?, step.next()?.first_day()?);
        let share = days(first, day)? / days(first, next)?;
        (share < 1.0).then(|| self.start(step) + share * self.pitch())
    }

    /// Places and names of ticks that do not run into each other: first steps of years, or else steps.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let all = || std::iter::successors(Some(self.first), |step| step.next()).take_while(|step| *step <= self.last);
        let year = |step: Step| step.first_day().map(Date::year);
        let mut ticks: Vec<(Step, String)> = Vec::new();
        let mut before = None;
        for step in all() {
            if before.is_some() && year(step) != before {
                ticks.push((step, year(step).map(|year| year.to_string()).unwrap_or_default()));
            }
            before = year(step);
        }
        if ticks.len() < 2 || year(self.first) == year(self.last) {
            ticks = all().map(|step| (step, step.to_string())).collect();
        } else if self.first.to_string().len() == 4 {
            ticks.insert(0, (self.first, self.first.to_string()));
        }
        let widest = ticks.iter().map(|(_, name)| font::width(name, SMALL)).fold(0.0, f64::max) + 10.0;
        let room = (((self.right - self.left) / widest).floor() as usize).max(1);
        let every = ticks.len().div_ceil(room).max(1);
        let placed = ticks.into_iter().step_by(every).map(|(step, name)| (self.middle(step), name));
        // Where steps are uneven in number to the year, neighbours may still be too close.
        let mut kept: Vec<(f64, String)> = Vec::new();
        for (place, name) in placed {
            if kept.last().is_none_or(|(last, _)| place - last >= widest) {
                kept.push((place, name));
            }
        }
        kept
    }
}
