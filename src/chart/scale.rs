//! From values to places, and the ticks of axes.

/// Ticks of a scale from -1 to +1.
pub(super) const UNIT_TICKS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];

/// A linear scale around nought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Largest value on either side of nought.
    pub(super) most: f64,
    /// Places of the least and of the largest value.
    pub(super) ends: [f64; 2],
}

impl Scale {
    /// From -1 to +1, the range of stances.
    pub(super) fn unit(from: f64, to: f64) -> Self {
        Self { most: 1.0, ends: [from, to] }
    }

    /// The place of a value; what lies outside stands at the end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = f64::midpoint((value / self.most).clamp(-1.0, 1.0), 1.0);
        self.ends[0] + share * (self.ends[1] - self.ends[0])
    }

    /// Ends, halves and nought.
    pub(super) fn ticks(&self) -> [f64; 5] {
        UNIT_TICKS.map(|tick| tick * self.most)
    }
}
