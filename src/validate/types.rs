//! What `validate` writes as JSON: the card, and what is of use only to whoever mends the program.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::groups::RuleFigures;
use crate::report::{AnnotatedSentence, Card};

/// Everything that was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Validation {
    /// The validity card.
    #[serde(flatten)]
    pub card: Card,
    /// Figures of each actor, by number of units, then by name; empty if the units name none.
    pub actors: Vec<ActorFigures>,
    /// How often each rule decided and was right.
    pub rules: Vec<RuleFigures>,
    /// What is left, and how right it is, if only verdicts of at least some strength are taken.
    pub coverage: Vec<CoverageStep>,
    /// The worst errors: opposite signs first, then sides where there is none, then sides missed; strongest first.
    pub errors: Vec<ErrorReport>,
}

/// Figures of one actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorFigures {
    /// The actor as the code sheet names it.
    pub actor: String,
    /// Its units.
    pub units: u64,
    /// Share of them whose label is right.
    pub accuracy: f64,
    /// Mean F1 of the labels that occur among its codes.
    pub macro_f1: f64,
    /// Krippendorff's nominal alpha of program and codes; `null` if all labels are the same.
    pub alpha: Option<f64>,
    /// Units that got the opposite sign.
    pub wrong_signs: u64,
    /// Mean of its codes.
    pub mean_coded: f64,
    /// Mean of the labels given.
    pub mean_given: f64,
}

/// Verdicts of at least some strength.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoverageStep {
    /// Least size of the score.
    pub strength: f64,
    /// Units with a side of at least that strength.
    pub units: u64,
    /// Their share in all units.
    pub coverage: f64,
    /// Share of right ones among them; `null` without any.
    pub accuracy: Option<f64>,
    /// Opposite signs among them.
    pub wrong_signs: u64,
}

/// One unit that was judged otherwise than it was coded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorReport {
    /// Id of the unit, with `#rev` for the other direction of a relation.
    pub id: String,
    /// The sheet and line that it stands in.
    pub place: String,
    /// The actor as the sheet names it.
    pub actor: Option<String>,
    /// The code.
    pub truth: i8,
    /// What the program said.
    pub label: i8,
    /// The score behind it.
    pub score: f64,
    /// The rule that decided; empty where none did.
    pub rule: String,
    /// The words of the sentence.
    pub text: String,
    /// All that was found in the sentence, with offsets in the text that was read; `null` if predictions of another
    /// program were measured.
    pub found: Option<AnnotatedSentence>,
}
