//! Verdicts in words of tone: "called the ban *unlawful*", "sees Huawei as *a threat*", "the ban is *a mistake*, it said".

use super::chain::{Climb, Link};
use super::chunk::Kind;
use super::{ObjectAt, Reading};
use crate::lexicon::{Classes, Entry};
use crate::model::Score;

/// Tone below which a description is no verdict.
const NEUTRAL: i64 = 250_000;
/// A verdict weighs less than a cue: the tone of a word says less than what a verb does.
const VERDICT: Score = Score(700_000);

impl Reading<'_> {
    /// Takes in what a verb calls its object; false if it calls it nothing with a tone.
    pub(super) fn called(&self, verb: usize, object: &ObjectAt, climb: &mut Climb) -> bool {
        let group = &self.chunks.verbs[verb];
        self.word_is(group.head, Classes::JUDGING)
            && !group.passive
            && object.end > group.head
            && self.judged(object.end, climb)
    }

    /// Takes in the tone of the words from `from` to the end of the clause as a verdict.
    pub(super) fn judged(&self, from: usize, climb: &mut Climb) -> bool {
        let to = self.clause_end(from);
        let mut tone = 0;
        let mut words: Option<(usize, usize)> = None;
        for hit in &self.sentence.hits {
            let (first, end) = (hit.first as usize, hit.end as usize);
            if let Entry::Tone(weight) = hit.entry
                && from <= first
                && end <= to
            {
                tone += weight.0;
                words = Some(words.map_or((first, end), |known| (known.0, end)));
            }
        }
        let Some((first, end)) = words.filter(|_| tone.abs() >= NEUTRAL && self.is_on("verdict")) else { return false };
        let negated = (from..first).any(|word| self.tagged(word, super::tag::Tag::Negator));
        let sign: i8 = if (tone < 0) == negated { 1 } else { -1 };
        climb.sign *= sign;
        climb.strength = climb.strength.times(VERDICT);
        climb.links.push(Link { cue: None, first, end, factor: Score(VERDICT.0 * i64::from(sign)) });
        true
    }

    /// Where the clause ends that goes on at a word.
    fn clause_end(&self, from: usize) -> usize {
        let ends = self.chunks.list.iter().find(|chunk| {
            let other = matches!(
                chunk.kind,
                Kind::Comma
                    | Kind::Break
                    | Kind::Subordinator
                    | Kind::Complementizer
                    | Kind::Relative
                    | Kind::CloseQuote
            );
            let as_what = self.word_is(chunk.first, Classes::AS);
            chunk.first >= from && !as_what && (other || matches!(chunk.kind, Kind::Verb(_)))
        });
        ends.map_or(self.tags.len(), |chunk| chunk.first)
    }
}
