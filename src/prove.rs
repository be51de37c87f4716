//! Runs the examples of packs: each must fire, or stay silent, as its entry says.

use crate::analyze::Analyzer;
use crate::lexicon::{Example, Expectation, Lexicon};
use crate::model::{ActorRef, Analysis, Document, Object};

/// An example that did not give what its entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the entry.
    pub entry: String,
    /// The example's text.
    pub text: String,
    /// What it should have given and what it gave.
    pub message: String,
}

/// The examples of all packs that fail, in the order of the packs.
pub fn prove(analyzer: &Analyzer) -> Vec<Failure> {
    let lexicon = analyzer.lexicon();
    lexicon.examples.iter().filter_map(|example| fails(analyzer, lexicon, example)).collect()
}

fn fails(analyzer: &Analyzer, lexicon: &Lexicon, example: &Example) -> Option<Failure> {
    let document = Document { text: example.text.clone(), ..Document::default() };
    let analysis = analyzer.analyze(&document);
    let message = match &example.expectation {
        Expectation::Silence => silence(lexicon, &analysis),
        Expectation::Stance { holder, sign } => stance(lexicon, &analysis, holder, *sign),
        Expectation::Opinion { holder, object, polarity } => opinion(lexicon, &analysis, holder, object, *polarity),
    }?;
    Some(Failure { entry: example.entry.clone(), text: example.text.clone(), message })
}

fn name(lexicon: &Lexicon, actor: ActorRef) -> &str {
    lexicon.actors.get(actor.0 as usize).map_or("", |actor| &actor.id)
}

fn silence(lexicon: &Lexicon, analysis: &Analysis) -> Option<String> {
    let (actor, score, _) = analysis.sentences.iter().flat_map(|sentence| &sentence.stance).next()?;
    Some(format!("must stay silent, but gives {} a stance of {score}", name(lexicon, *actor)))
}

fn stance(lexicon: &Lexicon, analysis: &Analysis, holder: &str, sign: i8) -> Option<String> {
    let Some(actor) = lexicon.actor(holder) else { return Some(format!("no actor has the id {holder:?}")) };
    let mut stances =
        analysis.sentences.iter().flat_map(|sentence| &sentence.stance).filter(|(who, ..)| who.0 == actor);
    let label = if sign > 0 { "favor" } else { "against" };
    match stances.next() {
        Some((_, score, _)) if score.signum() == sign => None,
        Some((_, score, _)) => Some(format!("must give {holder} the label {label}, but its stance is {score}")),
        None => Some(format!("must give {holder} the label {label}, but it has no stance")),
    }
}

fn opinion(lexicon: &Lexicon, analysis: &Analysis, holder: &str, object: &str, polarity: i8) -> Option<String> {
    let (Some(from), Some(to)) = (lexicon.actor(holder), lexicon.actor(object)) else {
        return Some(format!("no actor has the id {holder:?} or {object:?}"));
    };
    let mut opinions = analysis.sentences.iter().flat_map(|sentence| &sentence.opinions);
    let found = opinions.find(|opinion| opinion.holder.0 == from && opinion.object == Object::Actor(ActorRef(to)));
    match found {
        Some(found) if found.polarity == polarity => None,
        Some(found) => Some(format!("must give {holder} {polarity:+} toward {object}, but gives {:+}", found.polarity)),
        None => Some(format!("must give {holder} {polarity:+} toward {object}, but finds no opinion")),
    }
}
