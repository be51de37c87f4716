//! Numbers as reports give them.

use crate::model::Score;

/// A number rounded to six decimals, never negative nought.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

/// A score as a number.
pub(super) fn number(score: Score) -> f64 {
    rounded(score.to_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_six_decimals_and_one_nought() {
        assert_eq!(rounded(0.123_456_7).to_string(), "0.123457");
        assert_eq!(rounded(-0.000_000_1).to_string(), "0");
        assert_eq!(number(Score(-400_000)).to_string(), "-0.4");
    }
}
