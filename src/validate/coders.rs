//! How far coders agree with each other.

use super::agreement::{Level, alpha, alpha_of_matrix};
use super::bootstrap::intervals;
use super::confusion::Confusion;
use super::evaluation::{LEVELS, Settings, estimate, grouped};
use super::predict::Item;
use super::units::Coded;
use crate::report::{Agreement, CoderAgreement, CoderPair, rounded};

/// Agreement over the units that at least two coders coded; `None` without any.
pub(super) fn between_coders(coded: &Coded, settings: &Settings) -> Option<Agreement> {
    let units: Vec<(&str, &[Option<i8>])> = coded
        .units
        .iter()
        .filter(|unit| unit.codes.iter().flatten().count() >= 2)
        .map(|unit| (unit.group(), &unit.codes[..]))
        .collect();
    if units.is_empty() {
        return None;
    }
    let groups = grouped(units.iter().map(|unit| unit.0));
    let all = LEVELS.map(|level| alpha(units.iter().map(|unit| unit.1), level));
    let ends = intervals(&groups, settings.resamples, settings.seed, |drawn| {
        LEVELS.map(|level| alpha(drawn.iter().map(|&number| units[number].1), level))
    });
    let [alpha_nominal, alpha_ordinal, alpha_interval] = std::array::from_fn(|at| estimate(all[at], ends[at]));
    Some(Agreement { units: units.len() as u64, alpha_nominal, alpha_ordinal, alpha_interval, pairs: pairs(coded) })
}

/// The labels given against the codes of each named coder.
pub(super) fn with_coders(items: &[Item], coded: &Coded) -> Vec<CoderAgreement> {
    let with = |(number, coder): (usize, &String)| {
        let forward = items.iter().filter(|item| !item.reverse);
        let confusion = Confusion::of(
            forward.filter_map(|item| Some((coded.units[item.unit].codes[number]?, item.prediction.label))),
        );
        CoderAgreement {
            coder: coder.clone(),
            units: confusion.total(),
            kappa: confusion.kappa().map(rounded),
            alpha_nominal: alpha_of_matrix(&confusion, Level::Nominal).map(rounded),
        }
    };
    coded.coders.iter().enumerate().map(with).collect()
}

fn pairs(coded: &Coded) -> Vec<CoderPair> {
    let mut pairs = Vec::new();
    for (a, first) in coded.coders.iter().enumerate() {
        for (b, second) in coded.coders.iter().enumerate().skip(a + 1) {
            let codes = coded.units.iter().filter_map(|unit| Some((unit.codes[a]?, unit.codes[b]?)));
            let confusion = Confusion::of(codes);
            let kappa = confusion.kappa().map(rounded);
            pairs.push(CoderPair { coders: [first.clone(), second.clone()], units: confusion.total(), kappa });
        }
    }
    pairs
}
