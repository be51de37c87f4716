//! Means corrected for measured misclassification.

use super::card::differences;
use crate::report::{Card, CorrectedReport, Report, SentimentReport, StanceReport, Validity, rounded};

/// Units of a label given that a card must hold for that label to be corrected; how little few units are worth is left
/// to the interval to say.
const LEAST_UNITS: u64 = 3;

/// 97.5% quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Puts a card into a report: its figures, how this run differs, and, if it is of stance or sentiment, the corrected
/// value of each mean of that measure.
pub fn embed(report: &mut Report, card: Card) {
    let differs = differences(&card, report);
    for actor in &mut report.actors {
        let series = actor.series.iter_mut().map(|point| (&mut point.stance, &mut point.sentiment));
        let sources = actor.sources.iter_mut().map(|source| (&mut source.stance, &mut source.sentiment));
        let whole = std::iter::once((&mut actor.stance, &mut actor.sentiment));
        for (stance, sentiment) in whole.chain(series).chain(sources) {
            correct(&card, stance, sentiment);
        }
    }
    report.validity = Some(Validity { card, differs });
}

/// Fills in the corrected mean of the measure that the card is of.
pub fn correct(card: &Card, stance: &mut StanceReport, sentiment: &mut SentimentReport) {
    let corrector = Corrector::new(&card.confusion);
    match card.task.as_str() {
        "stance" => stance.corrected = corrector.stance(stance),
        "sentiment" => sentiment.corrected = corrector.sentiment(sentiment),
        _ => {}
    }
}

/// What units that were given a label are truly like.
#[derive(Clone, Copy, Debug)]
struct Expected {
    /// Mean code.
    mean: f64,
    /// Variance of that mean.
    variance: f64,
}

/// What each label given is worth; `None` for a label that the card holds too few units of.
struct Corrector([Option<Expected>; 3]);

impl Corrector {
    fn new(confusion: &[[u64; 3]; 3]) -> Self {
        Self([0, 1, 2].map(|given| Expected::of(confusion.map(|row| row[given]))))
    }

    fn stance(&self, stance: &StanceReport) -> Option<CorrectedReport> {
        self.correct([stance.against, stance.mixed, stance.favor], stance.documents)
    }

    fn sentiment(&self, sentiment: &SentimentReport) -> Option<CorrectedReport> {
        self.correct([sentiment.negative, sentiment.neutral, sentiment.positive], sentiment.documents)
    }

    /// The mean that codes of these sentences would have, given how many got each label.
    fn correct(&self, given: [u64; 3], documents: u64) -> Option<CorrectedReport> {
        let total: u64 = given.iter().sum();
        if total == 0 || documents < 2 {
            return None;
        }
        let (mut mean, mut square, mut of_card) = (0.0, 0.0, 0.0);
        for (count, expected) in given.into_iter().zip(self.0).filter(|(count, _)| *count > 0) {
            let share = count as f64 / total as f64;
            let expected = expected?;
            mean += share * expected.mean;
            square += share * expected.mean * expected.mean;
            of_card += share * share * expected.variance;
        }
        let of_sentences = (square - mean * mean).max(0.0) / (documents as f64 - 1.0);
        let half = Z * (of_card + of_sentences).sqrt();
        Some(CorrectedReport {
            mean: rounded(mean),
            ci95: [rounded((mean - half).max(-1.0)), rounded((mean + half).min(1.0))],
            uncorrected: rounded((given[2] as f64 - given[0] as f64) / total as f64),
        })
    }
}

impl Expected {
    /// From the codes (-1, 0, +1) of the units that were given one label.
    ///
    /// For the variance alone, half a unit is added to each code (Jeffreys), so that few units that are all alike do
    /// not pass for certainty.
    fn of(codes: [u64; 3]) -> Option<Self> {
        let units: u64 = codes.iter().sum();
        if units < LEAST_UNITS {
            return None;
        }
        let [negative, neither, positive] = codes.map(|count| count as f64);
        let mean = (positive - negative) / units as f64;
        let added = negative + neither + positive + 1.5;
        let (negative, positive) = ((negative + 0.5) / added, (positive + 0.5) / added);
        let spread = negative + positive - (positive - negative) * (positive - negative);
        Some(Self { mean, variance: spread / units as f64 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::bootstrap::Rng;
    use super::*;

    /// Of 20 units given -, 16 are - and 4 are 0: -0.8. Of 10 given +, 6 are +, 3 are 0 and 1 is -: +0.5. Thirty
    /// sentences given - and ten given + then have the mean 0.75 · -0.8 + 0.25 · 0.5 = -0.475, where the labels say
    /// -0.5. Variance of the card: 0.5625 · 0.236885 / 20 + 0.0625 · 0.506616 / 10 = 0.009829; of the sentences in eleven
    /// documents: (0.75 · 0.64 + 0.25 · 0.25 − 0.225625) / 10 = 0.0316875; half the interval 1.959964 · 0.203755.
    #[test]
    fn the_worked_example_holds() {
        let corrector = Corrector::new(&[[16, 0, 1], [4, 0, 3], [0, 0, 6]]);
        let corrected = corrector.correct([30, 0, 10], 11).unwrap();
        assert_eq!((corrected.mean.to_string(), corrected.uncorrected.to_string()), ("-0.475".into(), "-0.5".into()));
        let half = (corrected.ci95[1] - corrected.ci95[0]) / 2.0;
        assert!((half - 0.399_353).abs() < 2e-6, "{half}");
    }

    /// Draws a number of units, each with one of three outcomes as likely as its weight.
    fn draw(rng: &mut Rng, size: u64, weights: [u64; 3]) -> [u64; 3] {
        let mut drawn = [0; 3];
        for _ in 0..size {
            let ticket = rng.below(weights.iter().sum());
            drawn[usize::from(ticket >= weights[0]) + usize::from(ticket >= weights[0] + weights[1])] += 1;
        }
        drawn
    }

    /// Cards and actors drawn two thousand times where the truth is known: codes of units given -, 0 and + are -, 0 and +
    /// as often as these weights say, and the actor gets the labels as often as those.
    fn coverage(card: u64, documents: u64) -> f64 {
        let (codes, labels) = ([[14, 5, 1], [2, 16, 2], [1, 5, 14]], [10, 5, 25]);
        let worth = [-13.0 / 20.0, 0.0, 13.0 / 20.0];
        let truth: f64 = labels.iter().zip(worth).map(|(&count, worth)| count as f64 / 40.0 * worth).sum();
        let mut rng = Rng::new(7);
        let times = 2000;
        let covered = (0..times).filter(|_| {
            let given = codes.map(|weights| draw(&mut rng, card, weights));
            let confusion = [0, 1, 2].map(|truth| given.map(|codes| codes[truth]));
            let labels = draw(&mut rng, documents, labels);
            let corrected = Corrector::new(&confusion).correct(labels, documents).unwrap();
            corrected.ci95[0] <= truth && truth <= corrected.ci95[1]
        });
        covered.count() as f64 / f64::from(times)
    }

    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        for (card, documents) in [(10, 40), (30, 40), (30, 400), (100, 40), (100, 1000)] {
            let covered = coverage(card, documents);
            assert!((0.93..0.985).contains(&covered), "{covered} with {card} units of a label, {documents} documents");
        }
    }

    #[test]
    fn too_few_units_or_documents_correct_nothing() {
        let corrector = Corrector::new(&[[2, 0, 0], [0, 9, 0], [0, 0, 9]]);
        assert!(corrector.correct([1, 0, 0], 5).is_none(), "two units given -");
        assert!(corrector.correct([0, 0, 4], 5).is_some());
        assert!(corrector.correct([0, 0, 4], 1).is_none());
        assert!(corrector.correct([0, 0, 0], 0).is_none());
    }
}
