//! Measures the program against codes that people gave, and carries what was found into reports.
//!
//! What enters: code sheets (units of text with the labels of one or several coders), and an analyzer whose verdict
//! on the same units is compared with them. What leaves: a [`Validation`] with figures of agreement and error, each
//! with an interval; a validity [`Card`](crate::report::Card) that reports embed; estimates corrected for the measured
//! misclassification; and blind samples to be coded in the first place.
//! The module judges nothing itself and changes no figure that was measured: a correction stands beside its raw mean.

mod agreement;
mod attach;
mod baselines;
mod bootstrap;
mod card;
mod coders;
mod confusion;
mod correct;
mod correlation;
mod coverage;
mod errors;
mod evaluation;
mod groups;
mod labels;
mod predict;
mod predictions;
pub mod problems;
mod sample;
mod schema;
mod sheet;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod units;

pub use agreement::{Level, alpha};
pub use attach::attach;
pub use bootstrap::{Rng, intervals};
pub use card::{card, read_card};
pub use confusion::{Confusion, LABELS};
pub use correct::{correct, embed};
pub use correlation::{pearson, spearman};
pub use evaluation::{Settings, evaluate};
pub use groups::{RuleFigures, rules};
pub use predict::{Item, Prediction, deciding, items, reading};
pub use predictions::{read_predictions, write_predictions};
pub use sample::{Drawn, SampledUnit, Sampling, draw, write_sample};
pub use schema::schema;
pub use sheet::Sheet;
pub use text::render;
pub use types::{ActorFigures, CoverageStep, ErrorReport, Validation};
pub use units::{Coded, Place, Unit, read_units};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The stance that a sentence ascribes to an actor, toward the agenda.
    Stance,
    /// How a sentence speaks of an actor.
    Sentiment,
    /// What a source holds toward a target.
    Relation,
    /// The tone of a sentence, whoever it is about.
    Tone,
}

impl Task {
    /// The task as written in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Sentiment => "sentiment",
            Self::Relation => "relation",
            Self::Tone => "tone",
        }
    }
}
