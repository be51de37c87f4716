//! Figures of parts of the units: of each actor, of each rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::agreement::{Level, alpha_of_matrix};
use super::confusion::{Confusion, mean, share};
use super::predict::Item;
use super::types::ActorFigures;
use super::units::Coded;
use crate::report::rounded;

/// How often a rule decided, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleFigures {
    /// Id of the rule.
    pub rule: String,
    /// Units whose side rests on it.
    pub decided: u64,
    /// Those with the right side.
    pub right: u64,
    /// Those with the opposite side.
    pub opposite: u64,
    /// Share of right ones.
    pub precision: f64,
}

/// Of each rule that decided the side of a unit, by id.
pub fn rules(items: &[Item]) -> Vec<RuleFigures> {
    let mut by_rule: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
    for item in items.iter().filter(|item| item.prediction.label != 0 && !item.prediction.rule.is_empty()) {
        let (Some(truth), label) = (item.truth, item.prediction.label) else { continue };
        let (decided, right, opposite) = by_rule.entry(item.prediction.rule).or_default();
        *decided += 1;
        *right += u64::from(label == truth);
        *opposite += u64::from(label * truth < 0);
    }
    let figures = by_rule.into_iter().map(|(rule, (decided, right, opposite))| {
        let precision = rounded(share(right, decided).unwrap_or(0.0));
        RuleFigures { rule: rule.to_owned(), decided, right, opposite, precision }
    });
    figures.collect()
}

/// Of each actor that the units name.
pub(super) fn actors(items: &[Item], coded: &Coded) -> Vec<ActorFigures> {
    let mut by_actor: BTreeMap<&str, Vec<(i8, i8)>> = BTreeMap::new();
    for item in items {
        if let (Some(actor), Some(truth)) = (coded.units[item.unit].actor.as_deref(), item.truth) {
            by_actor.entry(actor).or_default().push((truth, item.prediction.label));
        }
    }
    let mut figures: Vec<ActorFigures> = by_actor.into_iter().map(|(actor, pairs)| of_actor(actor, &pairs)).collect();
    figures.sort_by_key(|figures| Reverse(figures.units));
    figures
}

fn of_actor(actor: &str, pairs: &[(i8, i8)]) -> ActorFigures {
    let confusion = Confusion::of(pairs.iter().copied());
    let of = |figure: Option<f64>| rounded(figure.unwrap_or(0.0));
    ActorFigures {
        actor: actor.to_owned(),
        units: pairs.len() as u64,
        accuracy: of(confusion.accuracy()),
        macro_f1: of(confusion.macro_f1(&confusion.classes())),
        alpha: alpha_of_matrix(&confusion, Level::Nominal).map(rounded),
        wrong_signs: confusion.wrong_signs(),
        mean_coded: of(mean(pairs.iter().map(|pair| f64::from(pair.0)))),
        mean_given: of(mean(pairs.iter().map(|pair| f64::from(pair.1)))),
    }
}
