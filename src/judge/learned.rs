//! Sentiment and tone by learned weights: what the rules found and single words, each weighed by where it stands.
//!
//! Praise and blame are two sums; each counts only above nought, and sentiment is the one less the other.

use super::sentiment::{Charged, squash};
use super::{Mentioned, Reading};
use crate::lexicon::{Pair, Row, Via, Weights};
use crate::model::{ActorRef, Evidence, Object, Observation, Observed, Opinion, Score, Zones};

/// The sum that [`squash`] takes to the border of neutral, 0.05.
const BORDER: i64 = 52_632;

/// A sum while it grows.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    pair: Pair,
    /// Whether anything with a weight went in.
    any: bool,
    /// Over how many mentions.
    mentions: i64,
}

impl Sum {
    fn add(&mut self, weight: Pair, value: Score) {
        if weight != [0, 0] {
            self.any = true;
            for (sum, weight) in self.pair.iter_mut().zip(weight) {
                *sum += if value == Score::ONE { weight } else { Score(weight).times(value).0 };
            }
        }
    }
}

impl Reading<'_> {
    /// Sentiment toward each actor with evidence.
    pub(super) fn learned_sentiment(
        &self,
        weights: &Weights,
        opinions: &[Opinion],
        charged: &[Charged],
    ) -> Vec<(ActorRef, Score)> {
        let words: Vec<(usize, &Row)> = self.weighted_words(weights).collect();
        let mut sums: Vec<(ActorRef, Sum)> = Vec::new();
        for mention in self.telling_mentions() {
            let sum = sum_of(&mut sums, mention.actor);
            sum.mentions += 1;
            charged_toward(charged, self, mention, &mut |kind, zones, _, value| {
                sum.add(weights.evidence[kind as usize].sum(zones), value);
            });
            for (word, row) in &words {
                if let Some(zones) = self.layout.zones((*word, *word + 1), (mention.first, mention.end)) {
                    sum.add(row.sum(zones), Score::ONE);
                }
            }
        }
        // A word counts once for an actor that is named twice: the mean over its mentions. Opinions are counted once anyway.
        for (_, sum) in &mut sums {
            if sum.mentions > 1 {
                sum.pair = sum.pair.map(|pair| Score(pair).over(sum.mentions).0);
            }
        }
        for_opinions(opinions, &mut |actor, kind, _, value| {
            sum_of(&mut sums, actor).add(weights.evidence[kind as usize].sum(Zones::ANY), value);
        });
        sums.sort_unstable_by_key(|(actor, _)| *actor);
        let with_evidence = sums.into_iter().filter(|(_, sum)| sum.any);
        with_evidence.map(|(actor, sum)| (actor, squash(difference(sum.pair, weights.bias)))).collect()
    }

    /// The tone of the sentence, if anything in it has a weight.
    pub(super) fn learned_tone(&self, weights: &Weights, opinions: &[Opinion], charged: &[Charged]) -> Option<Score> {
        let mut sum = Sum::default();
        self.tone_evidence(opinions, charged, &mut |kind, value| {
            sum.add(weights.evidence[kind as usize].sum(Zones::ANY), value);
        });
        for (_, row) in self.weighted_words(weights) {
            sum.add(row.sum(Zones::ANY), Score::ONE);
        }
        sum.any.then(|| squash(beyond_neutral(sum.pair[0] + weights.bias[0], weights.neutral)))
    }

    /// The mentions that places are measured from: pronouns and descriptions only for whom the sentence does not name.
    fn telling_mentions(&self) -> impl Iterator<Item = &Mentioned> {
        let named = |mention: &Mentioned| !matches!(mention.via, Via::Pronoun | Via::Description);
        let named_too = move |actor| self.mentions.iter().any(|other| other.actor == actor && named(other));
        self.mentions.iter().filter(move |mention| named(mention) || !named_too(mention.actor))
    }

    /// The words that have a learned weight, in order.
    fn weighted_words<'w>(&'w self, weights: &'w Weights) -> impl Iterator<Item = (usize, &'w Row)> + 'w {
        let words = self.sentence.words.iter().enumerate();
        words.filter_map(move |(at, word)| {
            let entry = weights.entry(word.id)?;
            self.layout.is_plain(at).then(|| (at, &weights.words[entry]))
        })
    }

    /// What the rules found for the tone of the sentence.
    fn tone_evidence(&self, opinions: &[Opinion], charged: &[Charged], each: &mut dyn FnMut(Evidence, Score)) {
        for opinion in opinions {
            let kind = if opinion.polarity < 0 { Evidence::OpinionNegative } else { Evidence::OpinionPositive };
            each(kind, opinion.strength);
        }
        for one in charged {
            each(one.evidence(), one.weight.abs());
        }
        let tones: i64 = charged.iter().filter(|one| one.is_tone).map(|one| one.weight.0).sum();
        each(Evidence::ToneSum, squash(tones));
    }

    /// All that sentiment and tone can rest on here, with weights or without.
    pub(super) fn observations(&self, opinions: &[Opinion], charged: &[Charged]) -> Vec<Observation> {
        let mut seen = Vec::new();
        if self.sentence.words.is_empty() {
            return seen;
        }
        let whole = self.sentence.span(0, self.sentence.words.len() as u32);
        let plain = || (0..self.sentence.words.len()).filter(|word| self.layout.is_plain(*word));
        let span = |first: usize, end: usize| self.sentence.span(first as u32, end as u32);
        for mention in self.telling_mentions() {
            let toward = Some(mention.actor);
            let mentions = self.telling_mentions().filter(|other| other.actor == mention.actor).count() as i64;
            charged_toward(charged, self, mention, &mut |kind, zones, (first, end), value| {
                let what = Observed::Evidence(kind);
                seen.push(Observation { toward, what, span: span(first, end), zones, value: value.over(mentions) });
            });
            seen.extend(plain().filter_map(|word| {
                let zones = self.layout.zones((word, word + 1), (mention.first, mention.end))?;
                let value = Score::ONE.over(mentions);
                Some(Observation { toward, what: Observed::Word, span: span(word, word + 1), zones, value })
            }));
        }
        for_opinions(opinions, &mut |actor, kind, _, value| {
            let what = Observed::Evidence(kind);
            seen.push(Observation { toward: Some(actor), what, span: whole, zones: Zones::ANY, value });
        });
        self.tone_evidence(opinions, charged, &mut |kind, value| {
            let what = Observed::Evidence(kind);
            seen.push(Observation { toward: None, what, span: whole, zones: Zones::ANY, value });
        });
        let words = plain().map(|word| Observation {
            toward: None,
            what: Observed::Word,
            span: span(word, word + 1),
            zones: Zones::ANY,
            value: Score::ONE,
        });
        seen.extend(words);
        seen
    }
}

/// The sum of an actor, new if it has none.
fn sum_of(sums: &mut Vec<(ActorRef, Sum)>, actor: ActorRef) -> &mut Sum {
    let at = sums.iter().position(|(known, _)| *known == actor).unwrap_or_else(|| {
        sums.push((actor, Sum::default()));
        sums.len() - 1
    });
    &mut sums[at].1
}

/// Told each charged expression seen from a mention: kind, zones, words, value.
fn charged_toward(
    charged: &[Charged],
    reading: &Reading,
    mention: &Mentioned,
    each: &mut dyn FnMut(Evidence, Zones, (usize, usize), Score),
) {
    for one in charged {
        if let Some(zones) = reading.layout.zones((one.first, one.end), (mention.first, mention.end)) {
            each(one.evidence(), zones, (one.first, one.end), one.weight.abs());
        }
    }
}

/// Told what opinions say of actors: those toward them, and those that they hold.
fn for_opinions(opinions: &[Opinion], each: &mut dyn FnMut(ActorRef, Evidence, Object, Score)) {
    for opinion in opinions {
        let [toward, holds] = match opinion.polarity {
            ..0 => [Evidence::OpinionNegative, Evidence::HoldsNegative],
            _ => [Evidence::OpinionPositive, Evidence::HoldsPositive],
        };
        if let Object::Actor(actor) = opinion.object {
            each(actor, toward, opinion.object, opinion.strength);
        }
        each(opinion.holder, holds, opinion.object, opinion.strength);
    }
}

/// Praise less blame, each only above nought.
fn difference(sums: Pair, bias: Pair) -> i64 {
    (sums[0] + bias[0]).max(0) - (sums[1] + bias[1]).max(0)
}

/// Takes the border of neutral, as learned, to where [`squash`] puts it; beyond it nothing is stretched.
fn beyond_neutral(sum: i64, neutral: i64) -> i64 {
    if sum.abs() <= neutral {
        return sum.saturating_mul(BORDER) / neutral.max(1);
    }
    sum.signum() * (sum.abs() - neutral + BORDER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn praise_and_blame_count_above_nought_alone() {
        assert_eq!(difference([300_000, 100_000], [-100_000, -200_000]), 200_000);
        assert_eq!(difference([100_000, 500_000], [-200_000, -200_000]), -300_000);
        assert_eq!(difference([100_000, 100_000], [-200_000, -200_000]), 0);
    }

    #[test]
    fn the_border_of_neutral_is_kept() {
        assert_eq!(squash(beyond_neutral(300_000, 300_000)).0, 50_000);
        assert_eq!(squash(beyond_neutral(-300_000, 300_000)).0, -50_000);
        assert_eq!(beyond_neutral(0, 300_000), 0);
        assert!(beyond_neutral(300_001, 300_000) > beyond_neutral(300_000, 300_000));
    }
}
