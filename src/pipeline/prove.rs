//! Runs the examples of packs as tests.

use crate::aggregate::Names;
use crate::analyze::Analyzer;
use crate::lexicon::{Example, Expectation};
use crate::model::{Analysis, Document};

/// An example that does not give what it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the entry that it belongs to.
    pub entry: String,
    /// The text.
    pub text: String,
    /// What it must give, in words.
    pub expected: String,
    /// What it gives.
    pub found: String,
}

/// The examples of the analyzer's packs that fail, in the packs' order.
pub fn prove(analyzer: &Analyzer) -> Vec<Failure> {
    analyzer.lexicon().examples.iter().filter_map(|example| prove_one(analyzer, example)).collect()
}

fn prove_one(analyzer: &Analyzer, example: &Example) -> Option<Failure> {
    let document = Document { text: example.text.clone(), ..Document::default() };
    let analysis = analyzer.analyze(&document);
    let names = Names::new(analyzer.lexicon(), &analysis);
    if holds(&example.expectation, &analysis, names) {
        return None;
    }
    Some(Failure {
        entry: example.entry.clone(),
        text: example.text.clone(),
        expected: expected(&example.expectation),
        found: found(&analysis, names),
    })
}

fn holds(expectation: &Expectation, analysis: &Analysis, names: Names) -> bool {
    let mut stances = analysis.sentences.iter().flat_map(|sentence| &sentence.stance);
    let mut opinions = analysis.sentences.iter().flat_map(|sentence| &sentence.opinions);
    match expectation {
        Expectation::Silence => stances.next().is_none(),
        Expectation::Stance { holder, sign } => {
            let of_holder: i64 = stances.filter(|(actor, ..)| names.id(*actor) == holder).map(|(_, s, _)| s.0).sum();
            of_holder.signum() == i64::from(*sign)
        }
        Expectation::Opinion { holder, object, polarity } => opinions.any(|opinion| {
            names.id(opinion.holder) == holder
                && names.object(opinion.object).as_str() == object
                && opinion.polarity == *polarity
        }),
    }
}

fn expected(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Silence => "no stance of anybody".to_owned(),
        Expectation::Stance { holder, sign } if *sign > 0 => format!("{holder} in favor"),
        Expectation::Stance { holder, .. } => format!("{holder} against"),
        Expectation::Opinion { holder, object, polarity } if *polarity > 0 => format!("{holder} for {object}"),
        Expectation::Opinion { holder, object, .. } => format!("{holder} against {object}"),
    }
}

fn found(analysis: &Analysis, names: Names) -> String {
    let opinions = analysis.sentences.iter().flat_map(|sentence| &sentence.opinions);
    let opinions = opinions.map(|opinion| {
        let object = names.object(opinion.object).as_str();
        format!("{} {:+} {object} ({})", names.id(opinion.holder), opinion.polarity, opinion.rule)
    });
    let stances = analysis.sentences.iter().flat_map(|sentence| &sentence.stance);
    let stances = stances.map(|(actor, score, _)| format!("stance of {} {score}", names.id(*actor)));
    let all: Vec<String> = opinions.chain(stances).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join("; ") }
}
