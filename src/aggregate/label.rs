//! From scores to labels.

use crate::model::Score;

/// Label of a stance, after `SemEval-2016` Task 6 with "mixed" for evidence that points both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StanceLabel {
    /// Toward the positive pole.
    Favor,
    /// Away from it.
    Against,
    /// Both ways, or neither.
    Mixed,
}

impl StanceLabel {
    /// The label of a score; `both_ways` if it is the sum of evidence for and against.
    pub fn of(score: Score, both_ways: bool) -> Self {
        match score.signum() {
            1 if !both_ways => Self::Favor,
            -1 if !both_ways => Self::Against,
            _ => Self::Mixed,
        }
    }

    /// The label as written in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Favor => "favor",
            Self::Against => "against",
            Self::Mixed => "mixed",
        }
    }
}

/// Label of a sentiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentimentLabel {
    /// Spoken of well.
    Positive,
    /// Neither well nor badly.
    Neutral,
    /// Spoken of badly.
    Negative,
}

impl SentimentLabel {
    /// A score nearer to nought than this is neutral: ±0.05, the convention of VADER (Hutto and Gilbert 2014).
    pub const NEUTRAL_BELOW: Score = Score(50_000);

    /// The label of a score.
    pub fn of(score: Score) -> Self {
        match score.signum() {
            _ if score.abs() < Self::NEUTRAL_BELOW => Self::Neutral,
            1 => Self::Positive,
            _ => Self::Negative,
        }
    }

    /// The label as written in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_sign_and_threshold() {
        assert_eq!(StanceLabel::of(Score(1), false), StanceLabel::Favor);
        assert_eq!(StanceLabel::of(Score(-1), false), StanceLabel::Against);
        assert_eq!(StanceLabel::of(Score(-1), true), StanceLabel::Mixed);
        assert_eq!(StanceLabel::of(Score::ZERO, false), StanceLabel::Mixed);
        assert_eq!(SentimentLabel::of(Score(49_999)), SentimentLabel::Neutral);
        assert_eq!(SentimentLabel::of(Score(50_000)), SentimentLabel::Positive);
        assert_eq!(SentimentLabel::of(Score(-50_000)), SentimentLabel::Negative);
    }
}
