//! From labelled texts to rows of numbers: one column for each word or kind of evidence in each zone.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::records::Labelled;
use crate::analyze::Analyzer;
use crate::model::{ActorRef, Analysis, Document, Entity, Evidence, Measure, Observation, Observed, Score, Zone};
use crate::token::fold_into;

/// What a column counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// What the rules found, in a zone.
    Evidence(Evidence, Zone),
    /// A word in any of its forms, by its stem, in a zone.
    Word(String, Zone),
    /// What a sentence of one corpus begins with.
    Bias(usize),
}

/// What a text shows: columns with their values, and which forms its words have.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) values: BTreeMap<Column, f64>,
    /// Stem and form of each word, and whether it stands with a capital.
    pub(super) forms: BTreeSet<(String, String, bool)>,
    /// What the text is given without learned weights.
    pub(super) without: f64,
}

/// How much evidence of the rules is counted: its few weights are penalised less than those of the many words.
const EVIDENCE: f64 = 4.0;
/// The same for the bias, which is hardly penalised.
const BIAS: f64 = 10.0;
/// A word counts at most so often.
const OFTEN: f64 = 2.0;

/// Shows texts.
pub(super) struct Shower<'a> {
    analyzer: &'a Analyzer,
    measure: Measure,
    stemmer: Stemmer,
}

impl<'a> Shower<'a> {
    pub(super) fn new(analyzer: &'a Analyzer, measure: Measure) -> Self {
        Self { analyzer, measure, stemmer: Stemmer::create(Algorithm::English) }
    }

    /// What a text of the numbered corpus shows.
    pub(super) fn show(&self, labelled: &Labelled, corpus: usize) -> Shown {
        let target = labelled.target.filter(|_| self.measure == Measure::Sentiment);
        let entity = |(start, end)| Entity { id: "target".to_owned(), start, end, name: None };
        let entities = target.map(entity).into_iter().collect();
        let document = Document { text: labelled.text.clone(), entities, ..Document::default() };
        let analysis = self.analyzer.analyze(&document);
        let toward = target.map(|_| ActorRef(self.analyzer.lexicon().actors.len() as u32));
        let mut shown = Shown { without: self.without(&analysis, toward), ..Shown::default() };
        let observations = analysis.sentences.iter().flat_map(|sentence| &sentence.observations);
        for seen in observations.filter(|seen| seen.toward == toward) {
            self.add(&mut shown, seen, &labelled.text);
        }
        shown.values.insert(Column::Bias(corpus), BIAS);
        shown
    }

    fn add(&self, shown: &mut Shown, seen: &Observation, text: &str) {
        let (column, scale): (&dyn Fn(Zone) -> Column, f64) = match seen.what {
            Observed::Evidence(kind) => (&move |zone| Column::Evidence(kind, zone), EVIDENCE),
            Observed::Word => {
                let written = seen.span.of(text);
                let mut form = String::new();
                fold_into(written, &mut form);
                if !form.chars().all(|letter| letter.is_alphabetic() || letter == '\'') {
                    return;
                }
                let stem = self.stemmer.stem(&form).into_owned();
                let capital = written.chars().next().is_some_and(char::is_uppercase);
                shown.forms.insert((stem.clone(), form, capital));
                (&move |zone| Column::Word(stem.clone(), zone), 1.0)
            }
        };
        for zone in seen.zones.iter() {
            let value = shown.values.entry(column(zone)).or_default();
            *value += scale * seen.value.to_f64();
            if seen.what == Observed::Word {
                *value = value.min(OFTEN);
            }
        }
    }

    /// The figure that the rules alone give.
    fn without(&self, analysis: &Analysis, toward: Option<ActorRef>) -> f64 {
        let sentences = &analysis.sentences;
        match self.measure {
            Measure::Sentiment => {
                let sentiments = sentences.iter().flat_map(|sentence| &sentence.sentiment);
                sentiments.filter(|(actor, _)| Some(*actor) == toward).map(|(_, score)| score.to_f64()).sum()
            }
            Measure::Tone => {
                let tones: Vec<f64> =
                    sentences.iter().filter_map(|sentence| sentence.tone).map(Score::to_f64).collect();
                tones.iter().sum::<f64>() / tones.len().max(1) as f64
            }
        }
    }
}

/// What a weight of the column must be multiplied by to be one of what was observed.
pub(super) fn scale(column: &Column) -> f64 {
    match column {
        Column::Evidence(..) => EVIDENCE,
        Column::Word(..) => 1.0,
        Column::Bias(_) => BIAS,
    }
}

/// Columns with numbers: evidence and biases always, words in zones where at least `support` texts show them.
pub(super) fn columns<'s>(shown: impl Iterator<Item = &'s Shown>, support: usize) -> BTreeMap<Column, u32> {
    let mut texts: BTreeMap<&Column, usize> = BTreeMap::new();
    for one in shown {
        for column in one.values.keys() {
            *texts.entry(column).or_default() += 1;
        }
    }
    let kept = texts.into_iter().filter(|(column, texts)| !matches!(column, Column::Word(..)) || *texts >= support);
    kept.enumerate().map(|(number, (column, _))| (column.clone(), number as u32)).collect()
}

/// A text's row in these columns.
pub(super) fn row(shown: &Shown, columns: &BTreeMap<Column, u32>) -> Vec<(u32, f64)> {
    let known = |(column, value): (&Column, &f64)| Some((*columns.get(column)?, *value));
    shown.values.iter().filter_map(known).filter(|(_, value)| value.abs() > 0.0).collect()
}
