//! Whom a noun group stands for: heads, possessors, representatives, lists.

use super::chunk::Kind;
use super::tag::Tag;
use super::{Mentioned, Reading};
use crate::lexicon::{ActorKind, Classes, Entry, Via};
use crate::model::Score;

/// An actor as holder, with how surely the noun group means it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Who {
    /// Number of the mention.
    pub(super) mention: usize,
    /// 1 for the actor's own name, less for a possessor or a list that takes it in.
    pub(super) surety: Score,
}

const OWN_NAME: Score = Score(1_000_000);
const POSSESSOR: Score = Score(700_000);
const SHARED: Score = Score(800_000);

impl Reading<'_> {
    /// The actors that a noun group stands for as holder, with those of its list and those it takes in by name.
    pub(super) fn holders(&self, noun: usize) -> Vec<Who> {
        let mut found: Vec<Who> = Vec::new();
        let first = self.list_start(noun);
        let last = self.list_end(first).max(noun);
        for chunk in first..=last {
            if self.chunks.is_noun(chunk) {
                found.extend(self.head_actor(chunk));
                found.extend(self.of_actors(chunk));
            }
        }
        if found.is_empty() {
            found.extend(self.through_apposition(noun));
        }
        if found.is_empty() && self.chunks.kind(last + 1) == Some(Kind::Comma) && self.chunks.is_noun(last + 2) {
            // "Three governments, those of Brazil and Chile,"
            found.extend(self.of_actors(last + 2));
        }
        self.named_members(last, &mut found);
        if found.is_empty() {
            found = self.members_that_are(noun);
        }
        dedup(found, self)
    }

    /// The actor that is the head of one noun group, or for whom its head speaks.
    pub(super) fn head_actor(&self, noun: usize) -> Option<Who> {
        let chunk = self.chunks.list[noun];
        let inside: Vec<usize> = (0..self.mentions.len()).filter(|&m| chunk.holds(self.mentions[m].first)).collect();
        let head = self.head_word(noun)?;
        if let Some(&last) = inside.last() {
            let mention = &self.mentions[last];
            if mention.first <= head && head < mention.end {
                return self.as_head(last, noun);
            }
            if self.only_capitals(mention.end, chunk.end) && mention.via != Via::Demonym {
                return Some(Who { mention: last, surety: OWN_NAME });
            }
            return self.speaks_through(&inside, noun, head);
        }
        None
    }

    /// The last word of a noun group that is no hyphen or possessive.
    pub(super) fn head_word(&self, noun: usize) -> Option<usize> {
        let chunk = self.chunks.list[noun];
        (chunk.first..chunk.end).rev().find(|&word| !matches!(self.tags[word], Tag::Possessive | Tag::Hyphen))
    }

    /// A mention that is itself the head. "The Chinese" is the state; "Indians" are people.
    fn as_head(&self, mention: usize, noun: usize) -> Option<Who> {
        let found = &self.mentions[mention];
        if found.via != Via::Demonym {
            // "in New Delhi" is a place, and so is a bare metonym after such a preposition.
            let whole = found.first == self.chunks.list[noun].first;
            let place = found.via == Via::Metonym && whole && self.preposition_before(noun, Classes::IN);
            return (!place).then_some(Who { mention, surety: OWN_NAME });
        }
        let plural = self.sentence.words[found.end - 1].ending[1] == b's';
        let article = found.first > 0 && self.tagged(found.first - 1, Tag::Determiner);
        (article && !plural || self.is_supplied(found)).then_some(Who { mention, surety: SHARED })
    }

    /// Whether a mention came with the document: then it is meant as an actor, whatever its form.
    pub(super) fn is_supplied(&self, mention: &Mentioned) -> bool {
        self.context.entities.iter().any(|entity| entity.actor == mention.actor)
    }

    pub(super) fn preposition_before(&self, noun: usize, class: Classes) -> bool {
        self.chunks.before(noun).is_some_and(|left| {
            self.chunks.kind(left) == Some(Kind::Preposition) && self.word_is(self.chunks.list[left].first, class)
        })
    }

    /// "Huawei Technologies Co": the name goes on in capitals.
    fn only_capitals(&self, from: usize, to: usize) -> bool {
        from < to && (from..to).all(|word| self.sentence.words[word].case != crate::token::Case::Lower)
    }

    /// "Indian officials", "India's foreign minister", "the Modi government": the head speaks for the actor.
    fn speaks_through(&self, inside: &[usize], noun: usize, head: usize) -> Option<Who> {
        let chunk = self.chunks.list[noun];
        let nearest = *inside.last()?;
        let mention = &self.mentions[nearest];
        let words = mention.end..chunk.end;
        // Of a supplied person or party also those around it count: "the Rubio team", "Republican voters".
        let stands_alone = mention.via == Via::Supplied && self.kind_of(mention) != Some(ActorKind::State);
        if self.is_office(mention.end, chunk.end) {
            return Some(Who { mention: nearest, surety: OWN_NAME });
        }
        if !stands_alone && words.clone().any(|word| self.word_is(word, Classes::PRIVATE)) {
            return None;
        }
        let represents =
            words.clone().any(|word| self.word_is(word, Classes::REPRESENTATIVE) || self.word_is(word, Classes::TITLE));
        if represents {
            return Some(Who { mention: nearest, surety: OWN_NAME });
        }
        let cue = self.cues.iter().any(|cue| cue.first <= head && head < cue.end);
        let owned = self.tagged(mention.end, Tag::Possessive);
        let meant = owned || self.is_supplied(mention);
        (meant && !cue && (stands_alone || !self.is_described_person(head)))
            .then_some(Who { mention: nearest, surety: POSSESSOR })
    }

    /// "national security advisor": an office of several words ends the group.
    fn is_office(&self, from: usize, to: usize) -> bool {
        let offices = Classes::REPRESENTATIVE.with(Classes::TITLE);
        self.sentence.hits.iter().any(|hit| {
            let ends = hit.first as usize >= from && hit.end as usize == to && hit.len() > 1;
            ends && matches!(hit.entry, Entry::Class(class) if class.has(offices))
        })
    }

    fn is_described_person(&self, head: usize) -> bool {
        self.sentence
            .hits
            .iter()
            .any(|hit| hit.first as usize == head && hit.entry == Entry::Description(ActorKind::Company))
    }

    /// "officials in New Delhi", "the governments of India and Japan", "those of Brazil and Chile", "a majority of Democrats".
    fn of_actors(&self, noun: usize) -> Vec<Who> {
        let Some(head) = self.head_word(noun) else { return Vec::new() };
        let stands_in = self.word_is(head, Classes::REPRESENTATIVE.with(Classes::QUANTITY))
            || self.chunks.list[noun].end - self.chunks.list[noun].first == 1
                && self.word_is(head, Classes::DETERMINER);
        if !stands_in || self.chunks.kind(noun + 1) != Some(Kind::Preposition) || !self.chunks.is_noun(noun + 2) {
            return Vec::new();
        }
        let preposition = self.chunks.list[noun + 1].first;
        if ![Classes::OF, Classes::IN, Classes::FROM].iter().any(|&class| self.word_is(preposition, class)) {
            return Vec::new();
        }
        let first = noun + 2;
        let last = self.list_end(first);
        let members = (first..=last).filter(|&chunk| self.chunks.is_noun(chunk)).filter_map(|chunk| {
            let place = self.chunks.list[chunk];
            (0..self.mentions.len()).rev().find(|&m| {
                place.holds(self.mentions[m].first)
                    && self.mentions[m].end == place.end
                    && self.mentions[m].via != Via::Demonym
            })
        });
        members.map(|mention| Who { mention, surety: OWN_NAME }).collect()
    }

    /// "Syed Haque, Pakistan's minister, said": the group behind the comma names the actor.
    fn through_apposition(&self, noun: usize) -> Option<Who> {
        if self.chunks.kind(noun + 1) == Some(Kind::Comma)
            && self.chunks.is_noun(noun + 2)
            && self.previous_in_list(noun + 2).is_none()
            && !self.tells_in_aside(noun + 2)
        {
            return self.head_actor(noun + 2);
        }
        let left = self.chunks.before(noun)?;
        if self.chunks.kind(left) == Some(Kind::Comma) {
            let before = self.chunks.before(left)?;
            let object = self.chunks.before(before).is_some_and(|left| {
                matches!(self.chunks.list[left].kind, Kind::Preposition | Kind::Verb(_) | Kind::Adjective)
            });
            let apposition = self.chunks.is_noun(before) && !object && self.previous_in_list(noun).is_none();
            return apposition.then(|| self.head_actor(before)).flatten();
        }
        None
    }

    /// "No country, *China* said, wants it": who tells is not who is told of.
    fn tells_in_aside(&self, noun: usize) -> bool {
        match self.chunks.kind(noun + 1) {
            Some(Kind::Verb(verb)) => self.attribution_of(verb).is_some(),
            _ => false,
        }
    }

    /// Members that a group takes in by name: "countries such as A and B", "the Quad – A, B and C –", "allies (A, B)".
    fn named_members(&self, last: usize, found: &mut Vec<Who>) {
        let (mut at, like) = match self.chunks.kind(last + 1) {
            Some(Kind::Preposition) => {
                let word = self.chunks.list[last + 1].first;
                (last + 2, self.word_is(word, Classes::LIKE) || self.word_is(word, Classes::WITH))
            }
            Some(Kind::Comma) if self.chunks.kind(last + 2) == Some(Kind::Preposition) => {
                let word = self.chunks.list[last + 2].first;
                let takes_in =
                    [Classes::LIKE, Classes::WITH, Classes::AMONG].iter().any(|&class| self.word_is(word, class));
                (last + 3, takes_in)
            }
            Some(Kind::Break | Kind::OpenBracket) => (last + 2, self.closes_list(last + 2)),
            _ => return,
        };
        if !like {
            return;
        }
        while self.chunks.is_noun(at) {
            if let Some(who) = self.head_actor(at) {
                found.push(Who { surety: SHARED, ..who });
            }
            at += match (self.chunks.kind(at + 1), self.chunks.kind(at + 2)) {
                (Some(Kind::Comma), Some(Kind::Coordinator)) => 3,
                (Some(Kind::Comma | Kind::Coordinator), Some(Kind::Noun)) => 2,
                _ => return,
            };
        }
    }

    /// "*A and B* are among the leaders who …", "*A* has joined the countries which …".
    fn members_that_are(&self, noun: usize) -> Vec<Who> {
        let Some(mut left) = self.chunks.before(noun) else { return Vec::new() };
        if self.preposition_before(noun, Classes::AMONG) {
            let Some(before) = self.chunks.before(left) else { return Vec::new() };
            left = before;
        }
        let Some(Kind::Verb(number)) = self.chunks.kind(left) else { return Vec::new() };
        let joins = self.cue_of_verb(number).is_some_and(|cue| self.lexicon.cues[cue.cue as usize].sign > 0);
        let taken_up = self.chunks.kind(noun + 1) == Some(Kind::Relative);
        if !taken_up || self.chunks.verbs[number].passive || !(self.chunks.verbs[number].copula || joins) {
            return Vec::new();
        }
        let Some(subject) = self.subject(number, 3) else { return Vec::new() };
        let members = (self.list_start(subject.chunk)..=subject.chunk).filter(|&chunk| self.chunks.is_noun(chunk));
        members
            .filter_map(|chunk| self.head_actor(chunk))
            .map(|who| Who { surety: SHARED.times(who.surety), ..who })
            .collect()
    }

    /// Whether a dash or bracket encloses nothing but noun groups from `at` on.
    fn closes_list(&self, mut at: usize) -> bool {
        for _ in 0..16 {
            match self.chunks.kind(at) {
                Some(Kind::Noun | Kind::Comma | Kind::Coordinator) => at += 1,
                Some(Kind::Break | Kind::CloseBracket) => return true,
                _ => return false,
            }
        }
        false
    }

    /// The actor that owns a noun group or stands as adjective before it: "*China's* vision", "*Chinese* support",
    /// "*its* plan".
    pub(super) fn possessor(&self, noun: usize, before_word: usize) -> Option<Who> {
        let chunk = self.chunks.list[noun];
        let found = (0..self.mentions.len()).rev().find(|&m| {
            let mention = &self.mentions[m];
            chunk.first <= mention.first && mention.end <= before_word
        })?;
        let mention: &Mentioned = &self.mentions[found];
        if (mention.end..before_word).any(|word| self.word_is(word, Classes::PRIVATE)) {
            return None;
        }
        let owned = self.tagged(mention.end, Tag::Possessive) || self.tagged(mention.first, Tag::OwnPronoun);
        let adjective = mention.via == Via::Demonym;
        let compound = mention.end == before_word;
        let led = self.tagged(mention.end, Tag::Hyphen);
        let surety = if owned || adjective { OWN_NAME } else { SHARED };
        (owned
            || adjective
            || compound
            || led
            || (mention.end..before_word).any(|word| self.word_is(word, Classes::REPRESENTATIVE)))
        .then_some(Who { mention: found, surety })
    }
}

fn dedup(mut found: Vec<Who>, reading: &Reading<'_>) -> Vec<Who> {
    let mut seen: Vec<crate::model::ActorRef> = Vec::new();
    found.retain(|who| {
        let actor = reading.mentions[who.mention].actor;
        let new = !seen.contains(&actor);
        seen.push(actor);
        new
    });
    found
}
