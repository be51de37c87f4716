//! Learning weights from labelled text.
//!
//! What enters: an analyzer and labelled texts.
//! What leaves: a `[[learned]]` file of a pack, and how good it is on texts that it was not learned from.
//! The model is a sum of weights ([`ridge`]), so that each figure can be taken apart again; nothing of this module takes
//! part when a corpus is scored.

mod figures;
mod records;
mod ridge;
mod table;
mod write;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::analyze::Analyzer;
use crate::model::Measure;
pub use figures::Figures;
use figures::{macro_f1, pearson};
pub use records::{Corpus, Labelled, read};
use table::{Column, Shower, Shown};
pub use write::Origin;

/// How weights are learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What they measure.
    pub measure: Measure,
    /// The strength of the ridge penalty.
    pub penalty: f64,
    /// A word has a weight in a zone if at least so many texts show it there.
    pub support: usize,
    /// Weights of words smaller than this on all scales are left out, and the others learned again.
    pub prune: f64,
}

/// Parts of the texts for cross-validation.
const FOLDS: usize = 5;
/// Written weights of praise and blame are those of the regression times this, so that sentiment fills [-1, +1].
const SHARPEN: f64 = 4.0;
/// The sum at which a score leaves neutral: x / (1 + x) = 0.05.
const BORDER: f64 = 0.05 / 0.95;

/// Learned weights.
#[derive(Clone, Debug)]
pub struct Fitted {
    settings: Settings,
    columns: BTreeMap<Column, u32>,
    /// By scale, by column.
    weights: Vec<Vec<f64>>,
    /// Sums of tone up to this size are neutral.
    neutral: f64,
    /// Support and forms by stem.
    forms: BTreeMap<String, write::Forms>,
    texts: usize,
    figures: Figures,
}

/// The texts as the regression sees them.
struct Seen {
    shown: Vec<Shown>,
    /// By scale, by text.
    targets: Vec<Vec<f64>>,
    weights: Vec<f64>,
    labels: Vec<i8>,
    scores: Vec<Option<f64>>,
    folds: Vec<usize>,
    /// How many belong to the first corpus, which the figures are of.
    first: usize,
}

/// Learns weights from corpora; the first is what they are for, the others help.
///
/// The analyzer must read without learned weights and keep all sentences.
pub fn learn(analyzer: &Analyzer, corpora: &[Corpus], settings: Settings) -> Fitted {
    let seen = see(analyzer, corpora, settings.measure);
    let mut tried = vec![[0.0; 2]; seen.first];
    for fold in 0..FOLDS {
        let learned: Vec<usize> = (0..seen.shown.len()).filter(|text| seen.folds[*text] != fold).collect();
        let (columns, weights) = solve(&seen, &learned, settings);
        for text in (0..seen.first).filter(|text| seen.folds[*text] == fold) {
            tried[text] = sums(&seen.shown[text], &columns, &weights);
        }
    }
    let neutral = if settings.measure == Measure::Tone { neutral(&seen, &tried) } else { 0.0 };
    let all: Vec<usize> = (0..seen.shown.len()).collect();
    let (columns, weights) = solve(&seen, &all, settings);
    let trained: Vec<[f64; 2]> = (0..seen.first).map(|text| sums(&seen.shown[text], &columns, &weights)).collect();
    let score = |sums: &[f64; 2]| score(*sums, settings.measure, neutral);
    let figures = Figures {
        without: measure(&seen, seen.shown[..seen.first].iter().map(|one| one.without), settings.measure),
        cross_validated: measure(&seen, tried.iter().map(score), settings.measure),
        trained: measure(&seen, trained.iter().map(score), settings.measure),
    };
    let forms = write::forms(&seen.shown);
    Fitted { settings, columns, weights, neutral, forms, texts: seen.shown.len(), figures }
}

impl Fitted {
    /// How good the weights are.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The weights as a file of a pack.
    pub fn to_toml(&self, origin: &Origin) -> String {
        write::toml(self, origin)
    }
}

fn see(analyzer: &Analyzer, corpora: &[Corpus], measure: Measure) -> Seen {
    let shower = Shower::new(analyzer, measure);
    let first = corpora.first().map_or(0, |corpus| corpus.texts.len());
    let scales = if measure == Measure::Sentiment { 2 } else { 1 };
    let mut seen = Seen {
        shown: Vec::new(),
        targets: vec![Vec::new(); scales],
        weights: Vec::new(),
        labels: Vec::new(),
        scores: Vec::new(),
        folds: Vec::new(),
        first,
    };
    for (number, corpus) in corpora.iter().enumerate() {
        let spread = spread(corpus);
        for labelled in &corpus.texts {
            seen.shown.push(shower.show(labelled, number));
            match measure {
                Measure::Sentiment => {
                    let neutral = f64::from(u8::from(labelled.label == 0));
                    seen.targets[0].push(f64::from(u8::from(labelled.label > 0)) - neutral);
                    seen.targets[1].push(f64::from(u8::from(labelled.label < 0)) - neutral);
                }
                Measure::Tone => seen.targets[0].push(rating(labelled) / spread),
            }
            seen.weights.push(corpus.weight);
            seen.labels.push(labelled.label);
            seen.scores.push(labelled.score);
            seen.folds.push(usize::from(Sha256::digest(&labelled.text)[0]) % FOLDS);
        }
    }
    seen
}

fn rating(labelled: &Labelled) -> f64 {
    labelled.score.unwrap_or(f64::from(labelled.label))
}

/// The standard deviation of a corpus's ratings, so that each is rated on one scale.
fn spread(corpus: &Corpus) -> f64 {
    let n = corpus.texts.len().max(1) as f64;
    let mean = corpus.texts.iter().map(rating).sum::<f64>() / n;
    let variance = corpus.texts.iter().map(|one| (rating(one) - mean) * (rating(one) - mean)).sum::<f64>() / n;
    if variance > 0.0 { variance.sqrt() } else { 1.0 }
}

/// Learns from some texts, leaves out small weights and learns again.
fn solve(seen: &Seen, texts: &[usize], settings: Settings) -> (BTreeMap<Column, u32>, Vec<Vec<f64>>) {
    let columns = table::columns(texts.iter().map(|text| &seen.shown[*text]), settings.support);
    let weights = regress(seen, texts, &columns, settings.penalty);
    let sharpen = sharpness(settings.measure);
    let large = |number: u32| weights.iter().any(|scale| (scale[number as usize] * sharpen).abs() >= settings.prune);
    let kept = columns.iter().filter(|(column, number)| !matches!(column, Column::Word(..)) || large(**number));
    let columns = kept.enumerate().map(|(number, (column, _))| (column.clone(), number as u32)).collect();
    let weights = regress(seen, texts, &columns, settings.penalty);
    (columns, weights)
}

fn regress(seen: &Seen, texts: &[usize], columns: &BTreeMap<Column, u32>, penalty: f64) -> Vec<Vec<f64>> {
    let rows: Vec<Vec<(u32, f64)>> = texts.iter().map(|text| table::row(&seen.shown[*text], columns)).collect();
    let weights: Vec<f64> = texts.iter().map(|text| seen.weights[*text]).collect();
    let solved = seen.targets.iter().map(|targets| {
        let targets: Vec<f64> = texts.iter().map(|text| targets[*text]).collect();
        ridge::solve(&rows, &targets, &weights, columns.len(), penalty)
    });
    solved.collect()
}

fn sharpness(measure: Measure) -> f64 {
    if measure == Measure::Sentiment { SHARPEN } else { 1.0 }
}

/// The sums of a text on both scales; nought where there is none.
fn sums(shown: &Shown, columns: &BTreeMap<Column, u32>, weights: &[Vec<f64>]) -> [f64; 2] {
    let row = table::row(shown, columns);
    [0, 1].map(|scale| weights.get(scale).map_or(0.0, |weights| ridge::predict(&row, weights)))
}

/// The score that sums give, as it is worked out when a sentence is scored.
fn score([first, second]: [f64; 2], measure: Measure, neutral: f64) -> f64 {
    let sum = match measure {
        Measure::Sentiment => SHARPEN * (first.max(0.0) - second.max(0.0)),
        Measure::Tone if first.abs() <= neutral => first * BORDER / neutral,
        Measure::Tone => first.signum() * (first.abs() - neutral + BORDER),
    };
    sum / (1.0 + sum.abs())
}

/// The border of neutral, in steps of 0.05, that gives tone the best macro-F1 on texts not learned from.
fn neutral(seen: &Seen, tried: &[[f64; 2]]) -> f64 {
    let borders = (1..=20).map(|step| f64::from(step) / 20.0);
    let mut best = (f64::MIN, 0.05);
    for border in borders {
        let labels = tried.iter().map(|sums| figures::label(score(*sums, Measure::Tone, border)));
        let f1 = macro_f1(seen.labels[..seen.first].iter().copied().zip(labels));
        if f1 > best.0 {
            best = (f1, border);
        }
    }
    best.1
}

/// Macro-F1 of the labels and, for tone with ratings, the correlation with them, over the first corpus.
fn measure(seen: &Seen, scores: impl Iterator<Item = f64>, measure: Measure) -> figures::Quality {
    let scores: Vec<f64> = scores.collect();
    let labels = scores.iter().map(|score| figures::label(*score));
    let ratings: Option<Vec<f64>> = seen.scores[..seen.first].iter().copied().collect();
    figures::Quality {
        macro_f1: macro_f1(seen.labels[..seen.first].iter().copied().zip(labels)),
        correlation: ratings.filter(|_| measure == Measure::Tone).map(|ratings| pearson(&ratings, &scores)),
    }
}
