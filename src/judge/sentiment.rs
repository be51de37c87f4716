//! How actors are spoken of: opinions about them, and words of tone weighed by clause, role and distance.

use std::collections::BTreeMap;

use super::layout::Layout;
use super::{Mentioned, Reading};
use crate::detect::Hit;
use crate::lexicon::{Entry, ShifterKind};
use crate::model::{ActorRef, Evidence, Measure, Object, Observation, Opinion, Score};

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

/// A word of tone or a cue in its place, after the shifters before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charged {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) weight: Score,
    /// A word of tone, or else a cue.
    pub(super) is_tone: bool,
}

impl Charged {
    /// What it is evidence of.
    pub(super) fn evidence(&self) -> Evidence {
        match (self.is_tone, self.weight.0 < 0) {
            (true, false) => Evidence::TonePositive,
            (true, true) => Evidence::ToneNegative,
            (false, false) => Evidence::CuePositive,
            (false, true) => Evidence::CueNegative,
        }
    }
}

/// What a sentence says of those in it.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Sentiment toward each actor with evidence.
    pub(super) sentiment: Vec<(ActorRef, Score)>,
    /// Tone of the sentence.
    pub(super) tone: Option<Score>,
    /// What they can rest on, if that is asked for.
    pub(super) observations: Vec<Observation>,
}

impl Reading<'_> {
    /// Sentiment toward each actor with evidence, and the tone of the sentence: by learned weights where there are any.
    pub(super) fn spoken_of(&self, opinions: &[Opinion]) -> Spoken {
        if self.mentions.is_empty() && opinions.is_empty() && !self.settings.observe {
            return Spoken::default();
        }
        let charged = self.charged();
        let tones = || charged.iter().filter(|one| one.is_tone);
        let sentiment = match self.lexicon.learned(Measure::Sentiment) {
            Some(weights) => self.learned_sentiment(weights, opinions, &charged),
            None => self.sentiment(opinions, &charged),
        };
        // No figure of a corpus rests on the tone of single sentences: it is worked out where every sentence is shown.
        let tone = match self.lexicon.learned(Measure::Tone) {
            _ if !self.settings.observe => None,
            Some(weights) => self.learned_tone(weights, opinions, &charged),
            None => tones().next().map(|_| squash(tones().map(|tone| tone.weight.0).sum())),
        };
        let observations = if self.settings.observe { self.observations(opinions, &charged) } else { Vec::new() };
        Spoken { sentiment, tone, observations }
    }

    /// Sentiment by the weights of opinions and words of tone alone.
    fn sentiment(&self, opinions: &[Opinion], charged: &[Charged]) -> Vec<(ActorRef, Score)> {
        let mut toward: BTreeMap<ActorRef, i64> = BTreeMap::new();
        for opinion in opinions {
            if let Object::Actor(actor) = opinion.object {
                *toward.entry(actor).or_default() += i64::from(opinion.polarity) * opinion.strength.times(OPINION).0;
            }
        }
        if charged.iter().any(|one| one.is_tone) {
            for mention in &self.mentions {
                let tones = charged.iter().filter(|one| one.is_tone);
                *toward.entry(mention.actor).or_default() +=
                    tones.map(|tone| tone_toward(mention, tone, self.layout).0).sum::<i64>();
            }
        }
        toward.into_iter().map(|(actor, sum)| (actor, squash(sum))).collect()
    }

    /// How a stretch of the sentence speaks of the actor whose mention begins at `word`.
    pub(super) fn tone_within(&self, word: usize, (from, to): (usize, usize)) -> Score {
        let Some(mention) = self.mentions.iter().find(|mention| mention.first == word) else { return Score::ZERO };
        let charged = self.charged();
        let inside = charged.iter().filter(|one| one.is_tone && from <= one.first && one.end <= to);
        Score(inside.map(|tone| tone_toward(mention, tone, self.layout).0).sum())
    }

    /// The words of tone, and the cues where learned weights ask for them; words of weight nought only guard.
    fn charged(&self) -> Vec<Charged> {
        let (tone, cues) =
            (self.is_on("tone"), self.lexicon.learned(Measure::Sentiment).is_some() || self.settings.observe);
        let shifters: Vec<&Hit> =
            self.sentence.hits.iter().filter(|hit| matches!(hit.entry, Entry::Shifter(_))).collect();
        let mut last = None;
        let mut charged: Vec<Charged> = Vec::new();
        for hit in &self.sentence.hits {
            let (weight, is_tone) = match hit.entry {
                Entry::Tone(weight) if tone => (weight, true),
                // A cue that is verb and noun is one.
                Entry::Cue(cue, _)
                    if cues && last.replace((hit.first, hit.end, cue)) != Some((hit.first, hit.end, cue)) =>
                {
                    let cue = &self.lexicon.cues[cue as usize];
                    (Score(i64::from(cue.sign) * cue.weight.0), false)
                }
                _ => continue,
            };
            if weight.0 != 0 {
                let (first, end) = (hit.first as usize, hit.end as usize);
                charged.push(Charged { first, end, weight: self.shifted(first, weight, &shifters), is_tone });
            }
        }
        charged
    }

    /// A weight after the negators and amplifiers right before its word.
    fn shifted(&self, at: usize, weight: Score, shifters: &[&Hit]) -> Score {
        let from = at.saturating_sub(NEGATION_REACH);
        let before = shifters.iter().take_while(|hit| (hit.first as usize) < at);
        before.fold(weight, |weight, hit| {
            let Entry::Shifter(number) = hit.entry else { return weight };
            let (first, end) = (hit.first as usize, hit.end as usize);
            let shifter = self.lexicon.shifters[number as usize];
            let same_clause = end <= at && self.layout.same_clause(end, at);
            match shifter.kind {
                ShifterKind::Negator if from <= first && same_clause && self.is_on("negation") => weight.times(NEGATED),
                ShifterKind::Amplifier | ShifterKind::Downtoner if end == at => weight.times(shifter.factor),
                _ => weight,
            }
        })
    }
}

/// What a word of tone says of a mention: less with distance, and less from another clause.
fn tone_toward(mention: &Mentioned, tone: &Charged, layout: &Layout) -> Score {
    if tone.first < mention.end && mention.first < tone.end {
        return Score::ZERO;
    }
    let (from, to) = if mention.end <= tone.first { (mention.end, tone.first) } else { (tone.end, mention.first) };
    let distance = (to - from) as i64;
    let near = Score(Score::ONE.0 * 12 / (12 + distance));
    let clause = if layout.same_clause(from, to) { Score::ONE } else { OTHER_CLAUSE };
    tone.weight.times(near).times(clause).times(mention.surety)
}

/// Brings a sum into (-1, +1): x / (|x| + half).
pub(super) fn squash(sum: i64) -> Score {
    match sum.checked_mul(Score::ONE.0) {
        Some(product) => Score(product / (sum.abs() + HALF)),
        None => Score((i128::from(sum) * i128::from(Score::ONE.0) / i128::from(sum.abs() + HALF)) as i64),
    }
}
