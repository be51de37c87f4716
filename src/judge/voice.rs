//! Whose voice: what stands in quotation marks, what somebody is reported to say, and what the author says.

use super::Reading;
use super::chain::Held;
use super::chunk::Kind;
use super::refer::Quotation;
use super::shift::Shift;
use super::tag::Tag;
use crate::detect::Detected;
use crate::lexicon::{AttributionKind, Classes, Entry};
use crate::model::Voice;
use crate::token::Kind as Token;

/// A stretch of the sentence that somebody speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// Number of the speaker's mention, if an actor.
    pub(super) speaker: Option<usize>,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) quoted: bool,
    /// "is not convinced that": the speaker holds the opposite.
    pub(super) negated: Option<Shift>,
    /// "denied that": what the speaker is said to do, it says it does not.
    /// The number is that of the denying word.
    pub(super) denied: Option<usize>,
}

/// Quotation marks around fewer words enclose a term or a scare quote, not an utterance.
const UTTERANCE: usize = 5;
/// Chunks at most that name who is spoken to.
const ADDRESSEE: usize = 8;

impl Reading<'_> {
    /// Who speaks which part.
    pub(super) fn find_scopes(&self) -> Vec<Scope> {
        if !self.is_on("voice") {
            return Vec::new();
        }
        let mut scopes: Vec<Scope> = (0..self.chunks.verbs.len()).filter_map(|verb| self.reported_by(verb)).collect();
        scopes.extend(self.according_to());
        let reported = scopes.clone();
        for (first, end) in self.quotations() {
            let speaker =
                reported.iter().find(|scope| scope.first < end && first < scope.end).and_then(|scope| scope.speaker);
            scopes.push(Scope {
                speaker: speaker.or_else(|| self.lone_speaker(&reported)),
                first,
                end,
                quoted: true,
                negated: None,
                denied: None,
            });
        }
        scopes
    }

    fn lone_speaker(&self, reported: &[Scope]) -> Option<usize> {
        match reported {
            [only] => only.speaker,
            _ => None,
        }
    }

    /// The part of the sentence that a reporting verb introduces or follows.
    fn reported_by(&self, verb: usize) -> Option<Scope> {
        let kind = self.lexicon.attributions[self.attribution_of(verb)? as usize].kind;
        let denied = (kind == AttributionKind::Deny).then_some(self.chunks.verbs[verb].head);
        let group = self.chunks.verbs[verb];
        let negated = group.negator.map(|word| self.negation(word));
        let length = self.sentence.words.len();
        let left = self.chunks.before(group.chunk);
        let inverted = left.is_none_or(|left| matches!(self.chunks.list[left].kind, Kind::Comma | Kind::CloseQuote))
            && self.chunks.is_noun(group.chunk + 1);
        if inverted {
            let subject = group.chunk + 1;
            return Some(Scope {
                speaker: self.speaker_in(subject),
                first: 0,
                end: self.chunks.list[group.chunk].first,
                quoted: false,
                negated,
                denied,
            });
        }
        let subject = self.subject(verb, 0)?;
        // "India was urged by the US to …": the one who speaks stands after *by*.
        let source = if group.passive { self.by_agent(&group) } else { Some(subject.chunk) };
        let speaker = source.and_then(|chunk| self.speaker_in(chunk));
        let chunk = self.chunks.list[group.chunk];
        let follows = self.chunks.kind(group.chunk + 1);
        // "…," it said in a statement.
        let quoted_before = self.chunks.before(self.list_start(subject.chunk)).is_some_and(|left| {
            let direct = self.chunks.list[left].kind == Kind::CloseQuote;
            direct && !matches!(follows, Some(Kind::Complementizer | Kind::OpenQuote | Kind::Noun | Kind::Break))
        });
        let tail = follows.is_none()
            || quoted_before
            || follows == Some(Kind::Comma) && self.chunks.list.len() <= group.chunk + 4;
        if tail && self.chunks.list[self.list_start(subject.chunk)].first > 0 {
            return Some(Scope {
                speaker,
                first: 0,
                end: self.chunks.list[self.list_start(subject.chunk)].first,
                quoted: false,
                negated,
                denied,
            });
        }
        let first = self.after_addressee(group.chunk).unwrap_or(chunk.end);
        let end = (first..length).find(|&word| self.is_semicolon(word)).unwrap_or(length);
        Some(Scope { speaker, first, end, quoted: false, negated, denied })
    }

    /// Where the words begin that are told to somebody: "told *the conference* that …".
    fn after_addressee(&self, verb_chunk: usize) -> Option<usize> {
        let listener = |&chunk: &usize| {
            matches!(self.chunks.kind(chunk), Some(Kind::Noun | Kind::Preposition | Kind::Coordinator))
        };
        let next = verb_chunk + 1 + (verb_chunk + 1..verb_chunk + ADDRESSEE).take_while(listener).count();
        (self.chunks.kind(next) == Some(Kind::Complementizer)).then(|| self.chunks.list[next].end)
    }

    fn is_semicolon(&self, word: usize) -> bool {
        self.sentence.words[word].kind == Token::Semicolon
    }

    fn speaker_in(&self, noun: usize) -> Option<usize> {
        self.holders(noun).first().map(|who| who.mention)
    }

    /// "According to X, …": the whole sentence but the phrase.
    fn according_to(&self) -> Option<Scope> {
        let hit = self
            .sentence
            .hits
            .iter()
            .find(|hit| matches!(hit.entry, Entry::Attribution(_, forms) if forms.is_empty()))?;
        let chunk = self.chunks.of_word.get(hit.end as usize).copied()?;
        let speaker = self.chunks.is_noun(chunk).then(|| self.speaker_in(chunk)).flatten();
        Some(Scope { speaker, first: 0, end: self.sentence.words.len(), quoted: false, negated: None, denied: None })
    }

    /// Stretches in quotation marks that are long enough to be utterances.
    fn quotations(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut open = self.context.open_quote.is_some().then_some(0);
        for (at, tag) in self.tags.iter().enumerate() {
            match (tag, open) {
                (Tag::OpenQuote, None) => open = Some(at),
                (Tag::CloseQuote, Some(first)) => {
                    if at - first > UTTERANCE {
                        found.push((first, at));
                    }
                    open = None;
                }
                _ => {}
            }
        }
        found.extend(open.filter(|first| self.tags.len() - first > UTTERANCE).map(|first| (first, self.tags.len())));
        found
    }

    /// The quotation that goes on into the next sentence, if one does.
    pub(super) fn quote_left_open(&self) -> Option<Quotation> {
        let open = left_open(self.context.open_quote, self.sentence);
        if !self.sentence.has_quotes {
            return open;
        }
        let speaker = self.scopes.iter().rev().find_map(|scope| scope.speaker).map(|mention| self.mentions[mention]);
        open.map(|quotation| Quotation { speaker: quotation.speaker.or(speaker) })
    }

    /// The speaker of a word's surroundings: of the innermost scope, or of the document.
    pub(super) fn speaker_at(&self, word: usize) -> Option<usize> {
        let inner = self
            .scopes
            .iter()
            .filter(|scope| scope.first <= word && word < scope.end)
            .min_by_key(|scope| scope.end - scope.first);
        match inner {
            Some(scope) => scope.speaker,
            None => self.first_person_mention(),
        }
    }

    /// A mention of the document's speaker in the first person, so that "it must be respected" can be theirs.
    fn first_person_mention(&self) -> Option<usize> {
        self.mentions.iter().position(|mention| {
            mention.via == crate::lexicon::Via::Speaker
                && self.word_is(mention.first, Classes::PRONOUN_WE.with(Classes::PRONOUN_I))
        })
    }

    /// Whether what stands at `word` is denied by the holder itself, or by somebody who is no actor, as a firm's office
    /// for the firm; a denying verb that is a cue of the chain was judged there.
    pub(super) fn denies(&self, word: usize, held: &Held) -> bool {
        let actor = self.mentions[held.who.mention].actor;
        let own = |scope: &&Scope| scope.speaker.is_none_or(|speaker| self.mentions[speaker].actor == actor);
        self.scopes
            .iter()
            .filter(own)
            .filter(|scope| scope.first <= word && word < scope.end)
            .any(|scope| scope.denied.is_some_and(|head| !held.links.iter().any(|link| link.first == head)))
    }

    /// In whose voice an opinion at `word` is given.
    pub(super) fn voice_at(&self, word: usize) -> Voice {
        let inner = self
            .scopes
            .iter()
            .filter(|scope| scope.first <= word && word < scope.end)
            .min_by_key(|scope| scope.end - scope.first);
        match inner {
            Some(scope) => {
                let speaker = scope.speaker.map(|mention| self.mentions[mention].actor);
                if scope.quoted { Voice::Quoted(speaker) } else { Voice::Reported(speaker) }
            }
            None => Voice::Author,
        }
    }
}

/// The quotation that is open after a sentence, if one was open before it.
pub(super) fn left_open(before: Option<Quotation>, sentence: &Detected) -> Option<Quotation> {
    if !sentence.has_quotes {
        return before;
    }
    sentence.words.iter().fold(before, |open, word| {
        // Only double marks: a single one may be an apostrophe.
        let double = matches!(word.ending[1], b'"' | 0x9C | 0x9D | 0xAB | 0xBB);
        match word.kind {
            Token::OpenQuote if double => Some(Quotation::default()),
            Token::CloseQuote if double => None,
            _ => open,
        }
    })
}
