//! Puts the figures together.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::agreement::{Level, alpha_of_matrix};
use super::baselines::baselines;
use super::bootstrap::intervals;
use super::coders::{between_coders, with_coders};
use super::confusion::{Confusion, LABELS};
use super::correlation::{pearson, spearman};
use super::coverage::coverage;
use super::errors::errors;
use super::predict::Item;
use super::problems::{ONE_CLASS, at};
use super::sheet::Sheet;
use super::types::Validation;
use super::units::Coded;
use super::{Task, card, groups};
use crate::analyze::Analyzer;
use crate::model::Problem;
use crate::report::{CardCodes, CardCorpus, Estimate, Figures, LabelFigures, rounded};

/// How it is measured.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What is measured.
    pub task: Task,
    /// Draws for the intervals.
    pub resamples: u32,
    /// What the draws start from.
    pub seed: u64,
    /// How many of the worst errors are kept.
    pub errors: usize,
    /// The corpus that the units were read in.
    pub corpus: Option<CardCorpus>,
    /// If predictions of another program are measured: how many items they do not name.
    pub foreign: Option<u64>,
}

/// Levels of alpha, in the order of outputs.
pub(super) const LEVELS: [Level; 3] = [Level::Nominal, Level::Ordinal, Level::Interval];

/// Compares predictions with codes.
///
/// # Errors
/// If there is nothing to compare, or if all codes are the same.
pub fn evaluate(
    items: &[Item],
    coded: &Coded,
    sheets: &[Sheet],
    analyzer: &Analyzer,
    settings: &Settings,
) -> Result<Validation, Problem> {
    let decided: Vec<&Item> = items.iter().filter(|item| item.truth.is_some()).collect();
    let confusion = Confusion::of(decided.iter().filter_map(|item| Some((item.truth?, item.prediction.label))));
    let classes = confusion.classes();
    if classes.len() < 2 {
        let file = sheets.first().map_or("", |sheet| sheet.name.as_str());
        let message = classes.first().map_or_else(
            || "the coders are divided on every unit, so that nothing counts as true".to_owned(),
            |only| format!("all {} units have the code {only}", confusion.total()),
        );
        return Err(at(ONE_CLASS, file, 0, message));
    }
    let groups = grouped(decided.iter().map(|item| coded.units[item.unit].group()));
    let measure = Measure { items: &decided, groups: &groups, classes: &classes, settings };
    let codes = CardCodes {
        sha256: fingerprint(sheets),
        units: decided.len() as u64,
        documents: groups.len() as u64,
        coders: coded.coders.clone(),
        undecided: (items.len() - decided.len()) as u64,
        uncoded: coded.uncoded,
        unpredicted: settings.foreign.unwrap_or(0),
    };
    let mut card = card::card(settings, analyzer, codes);
    card.figures = measure.figures(&confusion);
    card.confusion = confusion.0;
    card.labels = measure.labels(&confusion);
    card.between_coders = between_coders(coded, settings);
    card.with_coders = with_coders(items, coded);
    card.baselines = baselines(items, coded, settings.task, analyzer);
    Ok(Validation {
        card,
        actors: groups::actors(items, coded),
        rules: groups::rules(items),
        coverage: coverage(items),
        errors: errors(&decided, coded, analyzer, settings),
    })
}

/// SHA-256 over the sheets in the order given.
fn fingerprint(sheets: &[Sheet]) -> String {
    let mut hash = Sha256::new();
    for sheet in sheets {
        hash.update(&sheet.bytes);
    }
    format!("{:x}", hash.finalize())
}

/// Numbers of the units of each document, given the document of each unit.
pub(super) fn grouped<'a>(documents: impl Iterator<Item = &'a str>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, document) in documents.enumerate() {
        groups.entry(document).or_default().push(number);
    }
    groups.into_values().collect()
}

/// A figure and its interval, rounded.
pub(super) fn estimate(value: Option<f64>, ci95: Option<[f64; 2]>) -> Estimate {
    Estimate { value: value.map(rounded), ci95: ci95.filter(|_| value.is_some()).map(|ends| ends.map(rounded)) }
}

/// What figures are made of.
struct Measure<'a> {
    items: &'a [&'a Item],
    groups: &'a [Vec<usize>],
    classes: &'a [i8],
    settings: &'a Settings,
}

impl Measure<'_> {
    fn intervals<const N: usize>(&self, statistics: impl FnMut(&[usize]) -> [Option<f64>; N]) -> [Option<[f64; 2]>; N] {
        intervals(self.groups, self.settings.resamples, self.settings.seed, statistics)
    }

    fn confusion(&self, drawn: &[usize]) -> Confusion {
        let pair = |&number: &usize| Some((self.items[number].truth?, self.items[number].prediction.label));
        Confusion::of(drawn.iter().filter_map(pair))
    }

    fn figures(&self, whole: &Confusion) -> Figures {
        let all = self.of_matrix(whole);
        let ends = self.intervals(|drawn| self.of_matrix(&self.confusion(drawn)));
        let [accuracy, macro_f1, polar_f1, average_recall, wrong_sign_share, kappa, nominal, ordinal, interval] =
            std::array::from_fn(|at| estimate(all[at], ends[at]));
        let wrong_sign_share = self.with_rule_of_three(wrong_sign_share, whole.wrong_signs());
        let (pearson, spearman) = self.correlations();
        Figures {
            accuracy,
            macro_f1,
            polar_f1,
            average_recall,
            wrong_signs: whole.wrong_signs(),
            wrong_sign_share,
            kappa,
            alpha_nominal: nominal,
            alpha_ordinal: ordinal,
            alpha_interval: interval,
            pearson,
            spearman,
        }
    }

    /// What never happened in D documents happens in at most 3 / D of them, at 95% (Hanley and Lippman-Hand 1983); draws
    /// of what was seen would say that it cannot happen at all.
    fn with_rule_of_three(&self, share: Estimate, seen: u64) -> Estimate {
        let most = (3.0 / self.groups.len() as f64).min(1.0);
        if seen > 0 { share } else { estimate(share.value, Some([0.0, most])) }
    }

    fn of_matrix(&self, confusion: &Confusion) -> [Option<f64>; 9] {
        let alphas = LEVELS.map(|level| alpha_of_matrix(confusion, level));
        [
            confusion.accuracy(),
            confusion.macro_f1(self.classes),
            confusion.polar_f1(self.classes),
            confusion.average_recall(self.classes),
            confusion.wrong_sign_share(),
            confusion.kappa(),
            alphas[0],
            alphas[1],
            alphas[2],
        ]
    }

    /// Correlations with continuous codes, if all items have one.
    fn correlations(&self) -> (Option<Estimate>, Option<Estimate>) {
        let pairs: Option<Vec<(f64, f64)>> =
            self.items.iter().map(|item| Some((item.truth_score?, item.prediction.score))).collect();
        let Some(pairs) = pairs else { return (None, None) };
        let [of_values, of_ranks] = self.intervals(|drawn| {
            let drawn: Vec<(f64, f64)> = drawn.iter().map(|&number| pairs[number]).collect();
            [Some(pearson(&drawn)), Some(spearman(&drawn))]
        });
        (Some(estimate(Some(pearson(&pairs)), of_values)), Some(estimate(Some(spearman(&pairs)), of_ranks)))
    }

    fn labels(&self, whole: &Confusion) -> Vec<LabelFigures> {
        let of = |confusion: &Confusion, label: i8| {
            let occurs = confusion.truths(label) + confusion.given(label) > 0;
            [confusion.precision(label), confusion.recall(label), occurs.then(|| confusion.f1(label))]
        };
        let figures = LABELS.map(|label| {
            let all = of(whole, label);
            let ends = self.intervals(|drawn| of(&self.confusion(drawn), label));
            let [precision, recall, f1] = std::array::from_fn(|at| estimate(all[at], ends[at]));
            LabelFigures { label, truths: whole.truths(label), given: whole.given(label), precision, recall, f1 }
        });
        figures.into()
    }
}
