//! Ridge regression: least squares with a penalty on the squares of the weights (Hoerl and Kennard 1970).
//!
//! Solved by conjugate gradients (Hestenes and Stiefel 1952) on the normal equations.
//! Only additions, multiplications and divisions of `f64` in a fixed order take part, which give the same bits on every
//! machine that follows IEEE 754.

/// Rows of a sparse matrix: columns with their values.
pub(super) type Rows = [Vec<(u32, f64)>];

/// When to stop: the squared residual against that of the beginning.
const TOLERANCE: f64 = 1e-18;
/// More steps than any well-posed problem takes.
const STEPS: usize = 2_000;

/// The weights that make `Σ weight (row · x − target)² + penalty |x|²` least.
pub(super) fn solve(rows: &Rows, targets: &[f64], weights: &[f64], columns: usize, penalty: f64) -> Vec<f64> {
    let mut x = vec![0.0; columns];
    let mut residual = vec![0.0; columns];
    for ((row, target), weight) in rows.iter().zip(targets).zip(weights) {
        for &(column, value) in row {
            residual[column as usize] += weight * target * value;
        }
    }
    let mut direction = residual.clone();
    let mut size = dot(&residual, &residual);
    let enough = size * TOLERANCE;
    let mut image = vec![0.0; columns];
    for _ in 0..STEPS {
        if size <= enough {
            break;
        }
        normal(rows, weights, penalty, &direction, &mut image);
        let step = size / dot(&direction, &image);
        for ((x, residual), (direction, image)) in x.iter_mut().zip(&mut residual).zip(direction.iter().zip(&image)) {
            *x += step * direction;
            *residual -= step * image;
        }
        let new = dot(&residual, &residual);
        let share = new / size;
        for (direction, residual) in direction.iter_mut().zip(&residual) {
            *direction = residual + share * *direction;
        }
        size = new;
    }
    x
}

/// What the weights predict for a row.
pub(super) fn predict(row: &[(u32, f64)], x: &[f64]) -> f64 {
    row.iter().map(|&(column, value)| value * x[column as usize]).sum()
}

/// `(AᵀWA + penalty) v` into `out`.
fn normal(rows: &Rows, weights: &[f64], penalty: f64, v: &[f64], out: &mut [f64]) {
    for (out, v) in out.iter_mut().zip(v) {
        *out = penalty * v;
    }
    for (row, weight) in rows.iter().zip(weights) {
        let along = weight * predict(row, v);
        for &(column, value) in row {
            out[column as usize] += along * value;
        }
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_problem_has_the_solution_worked_out_by_hand() {
        // Minimise (x + y - 3)² + 2 (y - 1)² + (x² + y²): 2x + y = 3, x + 4y = 5, so x = 1, y = 1.
        let rows = [vec![(0, 1.0), (1, 1.0)], vec![(1, 1.0)]];
        let x = solve(&rows, &[3.0, 1.0], &[1.0, 2.0], 2, 1.0);
        assert!((x[0] - 1.0).abs() < 1e-9 && (x[1] - 1.0).abs() < 1e-9, "{x:?}");
    }

    #[test]
    fn a_heavier_penalty_draws_weights_to_nought() {
        let rows = [vec![(0, 1.0)], vec![(0, 2.0)]];
        let at = |penalty: f64| solve(&rows, &[1.0, 2.0], &[1.0, 1.0], 1, penalty)[0];
        assert!(at(0.0) > at(1.0) && at(1.0) > at(10.0) && at(10.0) > 0.0);
    }
}
