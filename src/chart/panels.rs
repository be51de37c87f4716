//! Small multiples: equal panels, from left to right and then down.

/// Between panels.
const GAP: f64 = 20.0;

/// A grid of panels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panels {
    columns: usize,
    left: f64,
    top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Panels {
    /// As many columns of at least `least` pixels as there is room for between the sides, up to `most`, below `above`.
    pub(super) fn new(sides: [f64; 2], above: f64, number: usize, [least, height]: [f64; 2], most: usize) -> Self {
        let room = sides[1] - sides[0] + GAP;
        let columns = ((room / (least + GAP)).floor() as usize).clamp(1, most).min(number.max(1));
        Self { columns, left: sides[0], top: above + 10.0, width: room / columns as f64 - GAP, height }
    }

    /// Left upper corner of a panel.
    pub(super) fn corner(&self, number: usize) -> (f64, f64) {
        let (row, column) = (number / self.columns, number % self.columns);
        (self.left + column as f64 * (self.width + GAP), self.top + row as f64 * (self.height + GAP))
    }

    /// Panels in a row.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Where so many panels end.
    pub(super) fn bottom(&self, number: usize) -> f64 {
        let rows = number.div_ceil(self.columns) as f64;
        self.top + rows * (self.height + GAP) - GAP
    }
}
