//! What each word and rule added to sentiment and tone by learned weights, for people who want to follow a figure.

use crate::lexicon::{Lexicon, Pair, Weights};
use crate::model::{ActorRef, ByteSpan, Measure, Observation, Observed, Score, Zones};
use crate::token::{fold_into, hash_folded};

/// Something that added to the sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// "word", the kind of evidence ("tone-negative"), or "bias".
    pub role: &'static str,
    /// Where it stands; `None` for the bias.
    pub span: Option<ByteSpan>,
    /// The entry of the learned weights; empty for what is no word.
    pub entry: String,
    /// In which zones it stands.
    pub zones: Option<Zones>,
    /// What it added to praise and blame; to tone and nought where it is about the sentence.
    pub adds: [Score; 2],
}

/// What added to the sentiment toward an actor, or to the tone of the sentence if `toward` is `None`: the bias first, the
/// rest in order of the text. Empty without learned weights, or where nothing with a weight was found.
pub fn contributions(
    lexicon: &Lexicon,
    text: &str,
    observations: &[Observation],
    toward: Option<ActorRef>,
) -> Vec<Contribution> {
    let measure = if toward.is_some() { Measure::Sentiment } else { Measure::Tone };
    let Some(weights) = lexicon.learned(measure) else { return Vec::new() };
    let about = observations.iter().filter(|seen| seen.toward == toward);
    let mut all: Vec<Contribution> = about.filter_map(|seen| contribution(lexicon, weights, text, seen)).collect();
    if all.is_empty() {
        return all;
    }
    all.sort_by_key(|one| (one.span, one.role));
    let bias =
        Contribution { role: "bias", span: None, entry: String::new(), zones: None, adds: weights.bias.map(Score) };
    all.insert(0, bias);
    all
}

fn contribution(lexicon: &Lexicon, weights: &Weights, text: &str, seen: &Observation) -> Option<Contribution> {
    let (role, entry, sums): (_, _, Pair) = match seen.what {
        Observed::Evidence(kind) => (kind.as_str(), String::new(), weights.evidence[kind as usize].sum(seen.zones)),
        Observed::Word => {
            let mut folded = String::new();
            fold_into(seen.span.of(text), &mut folded);
            let word = lexicon.word(hash_folded(&folded));
            let entry = weights.entry(word)?;
            ("word", weights.names[entry].clone(), weights.words[entry].sum(seen.zones))
        }
    };
    let adds = sums.map(|sum| Score(sum).times(seen.value));
    let nothing = adds == [Score::ZERO; 2];
    (!nothing).then_some(Contribution { role, span: Some(seen.span), entry, zones: Some(seen.zones), adds })
}
