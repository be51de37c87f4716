//! How actors are spoken of: opinions about them, and words of tone weighed by clause, role and distance.

use std::collections::BTreeMap;

use super::{Mentioned, Reading};
use crate::detect::Word;
use crate::lexicon::{Classes, Entry, ShifterKind};
use crate::model::{ActorRef, Object, Opinion, Score};
use crate::token::Kind;

/// Share of an opinion's strength that goes to the sentiment toward its object.
const OPINION: Score = Score(800_000);
/// What tone in another clause counts.
const OTHER_CLAUSE: Score = Score(350_000);
/// A negated word of tone: "not corrupt".
const NEGATED: Score = Score(-500_000);
/// How far a negator reaches, in words, within its clause.
const NEGATION_REACH: usize = 3;
/// The sum of tone at which sentiment is half of full: keeps many words from going beyond ±1.
const HALF: i64 = 1_000_000;

/// A word of tone in its place.
#[derive(Clone, Copy, Debug)]
struct ToneAt {
    first: usize,
    end: usize,
    weight: Score,
}

impl Reading<'_> {
    /// Sentiment toward each actor with evidence, and the tone of the sentence.
    pub(super) fn sentiment(&self, opinions: &[Opinion]) -> (Vec<(ActorRef, Score)>, Option<Score>) {
        let has_tone = self.is_on("tone") && self.sentence.hits.iter().any(|hit| matches!(hit.entry, Entry::Tone(_)));
        if !has_tone && opinions.is_empty() {
            return (Vec::new(), None);
        }
        let borders = if has_tone { self.borders_before() } else { Vec::new() };
        let tones = if has_tone { self.tones(&borders) } else { Vec::new() };
        let mut toward: BTreeMap<ActorRef, i64> = BTreeMap::new();
        for opinion in opinions {
            if let Object::Actor(actor) = opinion.object {
                *toward.entry(actor).or_default() += i64::from(opinion.polarity) * opinion.strength.times(OPINION).0;
            }
        }
        for mention in &self.mentions {
            let sum: i64 = tones.iter().map(|tone| tone_toward(mention, tone, &borders).0).sum();
            if sum != 0 || !tones.is_empty() {
                *toward.entry(mention.actor).or_default() += sum;
            }
        }
        let total: i64 = tones.iter().map(|tone| tone.weight.0).sum();
        let tone = (!tones.is_empty()).then(|| squash(total));
        (toward.into_iter().map(|(actor, sum)| (actor, squash(sum))).collect(), tone)
    }

    /// How a stretch of the sentence speaks of the actor whose mention begins at `word`.
    pub(super) fn tone_within(&self, word: usize, (from, to): (usize, usize)) -> Score {
        let Some(mention) = self.mentions.iter().find(|mention| mention.first == word) else { return Score::ZERO };
        let borders = self.borders_before();
        let inside = self.tones(&borders).into_iter().filter(|tone| from <= tone.first && tone.end <= to);
        Score(inside.map(|tone| tone_toward(mention, &tone, &borders).0).sum())
    }

    /// The words of tone, negation applied; words of weight nought only guard.
    fn tones(&self, borders_before: &[usize]) -> Vec<ToneAt> {
        let words = self.sentence.hits.iter().filter_map(|hit| match hit.entry {
            Entry::Tone(weight) if weight.0 != 0 => {
                Some(ToneAt { first: hit.first as usize, end: hit.end as usize, weight })
            }
            _ => None,
        });
        words.map(|tone| ToneAt { weight: self.shifted(&tone, borders_before), ..tone }).collect()
    }

    /// A tone's weight after the negators and amplifiers right before it.
    fn shifted(&self, tone: &ToneAt, borders_before: &[usize]) -> Score {
        let from = tone.first.saturating_sub(NEGATION_REACH);
        let mut weight = tone.weight;
        for hit in &self.sentence.hits {
            let Entry::Shifter(number) = hit.entry else { continue };
            let (first, end) = (hit.first as usize, hit.end as usize);
            let shifter = self.lexicon.shifters[number as usize];
            let same_clause = end <= tone.first && borders_before[end] == borders_before[tone.first];
            match shifter.kind {
                ShifterKind::Negator if from <= first && same_clause && self.is_on("negation") => {
                    weight = weight.times(NEGATED);
                }
                ShifterKind::Amplifier | ShifterKind::Downtoner if end == tone.first => {
                    weight = weight.times(shifter.factor);
                }
                _ => {}
            }
        }
        weight
    }

    /// How many clause borders stand before each word, and in the whole sentence at last.
    fn borders_before(&self) -> Vec<usize> {
        let words = &self.sentence.words;
        let mut before = Vec::with_capacity(words.len() + 1);
        let mut seen = 0;
        before.push(seen);
        for word in words {
            seen += usize::from(is_clause_border(word));
            before.push(seen);
        }
        before
    }
}

/// A mark or a word that opens a clause; told by the word alone, so that no grammar need be worked out for it.
fn is_clause_border(word: &Word) -> bool {
    let opens = Classes::SUBORDINATOR.with(Classes::COMPLEMENTIZER).with(Classes::RELATIVE);
    let mark = matches!(
        word.kind,
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::OpenQuote | Kind::CloseQuote
    );
    mark || word.classes.has(opens) && !word.classes.has(Classes::PREPOSITION)
}

/// What a word of tone says of a mention: less with distance, and less from another clause.
fn tone_toward(mention: &Mentioned, tone: &ToneAt, borders_before: &[usize]) -> Score {
    if tone.first < mention.end && mention.first < tone.end {
        return Score::ZERO;
    }
    let (from, to) = if mention.end <= tone.first { (mention.end, tone.first) } else { (tone.end, mention.first) };
    let distance = (to - from) as i64;
    let near = Score(Score::ONE.0 * 12 / (12 + distance));
    let clause = if borders_before[from] == borders_before[to] { Score::ONE } else { OTHER_CLAUSE };
    tone.weight.times(near).times(clause).times(mention.surety)
}

/// Brings a sum into (-1, +1): x / (|x| + half).
fn squash(sum: i64) -> Score {
    match sum.checked_mul(Score::ONE.0) {
        Some(product) => Score(product / (sum.abs() + HALF)),
        None => Score((i128::from(sum) * i128::from(Score::ONE.0) / i128::from(sum.abs() + HALF)) as i64),
    }
}
