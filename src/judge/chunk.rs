//! Words to chunks: noun groups, verb groups and the small words between them.
//!
//! Everything about clauses is decided on chunks, of which a sentence has far fewer than words.

use super::tag::Tag;
use crate::detect::Detected;
use crate::lexicon::{Classes, Entry, Forms, Lexicon, Part, ShifterKind};
use crate::token::Case;

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A noun group: "China's vision", "it".
    Noun,
    /// A verb group; the number is that of its [`VerbGroup`].
    Verb(usize),
    /// Predicate adjectives: "wary of", "open".
    Adjective,
    Preposition,
    Coordinator,
    Subordinator,
    Complementizer,
    Relative,
    Comma,
    /// A colon, semicolon or dash.
    Break,
    OpenBracket,
    CloseBracket,
    OpenQuote,
    CloseQuote,
}

/// A run of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) kind: Kind,
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Chunk {
    pub(super) fn holds(&self, word: usize) -> bool {
        self.first <= word && word < self.end
    }
}

/// How a verb group stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// With a tense: "rejected", "has banned", "will join".
    Finite,
    /// "to ban"
    Infinitive,
    /// "banning"
    Ing,
    /// "backed by": a participle without "be" or "have".
    Reduced,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// Number of its chunk.
    pub(super) chunk: usize,
    /// Word of the main verb, or of "be" in a copula.
    pub(super) head: usize,
    pub(super) mood: Mood,
    pub(super) passive: bool,
    pub(super) copula: bool,
    /// Whether the act is said to be done: a perfect tense ("has not signed").
    pub(super) perfect: bool,
    /// Word of a negator in the group.
    pub(super) negator: Option<usize>,
    /// Word of a modal in the group.
    pub(super) modal: Option<usize>,
}

/// The chunks of a sentence.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    pub(super) list: Vec<Chunk>,
    pub(super) verbs: Vec<VerbGroup>,
    /// The chunk of each word; [`Self::NONE`] for words in none.
    pub(super) of_word: Vec<usize>,
}

impl Chunks {
    pub(super) const NONE: usize = usize::MAX;

    /// Takes all chunks away.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.verbs.clear();
        self.of_word.clear();
    }

    /// The verb group of a chunk.
    pub(super) fn verb(&self, chunk: usize) -> Option<&VerbGroup> {
        match self.list.get(chunk)?.kind {
            Kind::Verb(number) => self.verbs.get(number),
            _ => None,
        }
    }

    pub(super) fn kind(&self, chunk: usize) -> Option<Kind> {
        self.list.get(chunk).map(|chunk| chunk.kind)
    }

    /// The chunk before, if there is one.
    pub(super) fn before(&self, chunk: usize) -> Option<usize> {
        chunk.checked_sub(1)
    }

    pub(super) fn is_noun(&self, chunk: usize) -> bool {
        self.kind(chunk) == Some(Kind::Noun)
    }
}

/// Groups the tagged words.
pub(super) fn chunk(sentence: &Detected, lexicon: &Lexicon, tags: &mut [Tag], chunks: &mut Chunks) {
    absorb_cue_phrases(sentence, tags);
    chunks.clear();
    let mut builder = Builder { sentence, lexicon, tags, chunks, at: 0 };
    while builder.at < builder.tags.len() {
        builder.step();
    }
    let Builder { chunks, .. } = builder;
    chunks.of_word.resize(sentence.words.len(), Chunks::NONE);
    for (number, chunk) in chunks.list.iter().enumerate() {
        chunks.of_word[chunk.first..chunk.end].fill(number);
    }
}

/// The later words of a verb's phrase ("back *away from*") go with the verb, so that its object follows at once.
fn absorb_cue_phrases(sentence: &Detected, tags: &mut [Tag]) {
    for hit in &sentence.hits {
        let (Entry::Cue(_, Part::Verb(forms)) | Entry::Deed(_, forms) | Entry::Attribution(_, forms)) = hit.entry
        else {
            continue;
        };
        let first = hit.first as usize;
        if hit.len() > 1 && fits(tags[first], forms) {
            tags[first + 1..hit.end as usize].fill(Tag::Inside);
        }
    }
}

/// Whether a verb with this tag can be in one of the forms.
pub(super) fn fits(tag: Tag, forms: Forms) -> bool {
    match tag {
        Tag::Finite => forms.has(Forms::BASE) || forms.has(Forms::THIRD) || forms.has(Forms::PAST),
        Tag::Bare => forms.has(Forms::BASE),
        Tag::Ing => forms.has(Forms::ING),
        Tag::Participle => forms.has(Forms::PARTICIPLE),
        Tag::Be | Tag::Have | Tag::Do => !forms.is_empty(),
        _ => false,
    }
}

struct Builder<'a> {
    sentence: &'a Detected,
    lexicon: &'a Lexicon,
    tags: &'a [Tag],
    chunks: &'a mut Chunks,
    at: usize,
}

impl Builder<'_> {
    fn step(&mut self) {
        let tag = self.tags[self.at];
        let mark = match tag {
            Tag::Preposition => Some(Kind::Preposition),
            Tag::Coordinator => Some(Kind::Coordinator),
            Tag::Subordinator => Some(Kind::Subordinator),
            Tag::Complementizer => Some(Kind::Complementizer),
            Tag::Relative => Some(Kind::Relative),
            Tag::Comma => Some(Kind::Comma),
            Tag::Break => Some(Kind::Break),
            Tag::OpenBracket => Some(Kind::OpenBracket),
            Tag::CloseBracket => Some(Kind::CloseBracket),
            Tag::OpenQuote => Some(Kind::OpenQuote),
            Tag::CloseQuote => Some(Kind::CloseQuote),
            _ => None,
        };
        if tag == Tag::OpenBracket && self.tags.get(self.at + 1) == Some(&Tag::CloseBracket) {
            self.at += 2;
        } else if let Some(kind) = mark {
            self.push(kind, self.at, self.inside(self.at + 1));
        } else if tag.is_auxiliary() || tag == Tag::To || tag.is_verb() {
            self.verb_group();
        } else if tag == Tag::Adjective && self.tags.get(self.at + 1) == Some(&Tag::Inside) {
            // "in favour of": a predicate whose object follows.
            self.push(Kind::Adjective, self.at, self.inside(self.at + 1));
        } else if tag.is_nominal() {
            self.noun_group();
        } else {
            self.at += 1;
        }
    }

    /// The end of a phrase whose later words carry [`Tag::Inside`].
    fn inside(&self, mut end: usize) -> usize {
        while self.tags.get(end) == Some(&Tag::Inside) {
            end += 1;
        }
        end
    }

    fn push(&mut self, kind: Kind, first: usize, end: usize) {
        self.chunks.list.push(Chunk { kind, first, end });
        self.at = end;
    }

    fn noun_group(&mut self) {
        let first = self.at;
        let mut at = first;
        let mut has_head = false;
        let mut last = first;
        while at < self.tags.len() {
            let tag = self.tags[at];
            match tag {
                Tag::Pronoun if at > first => break,
                Tag::Determiner | Tag::OwnPronoun if has_head => break,
                _ if has_head && self.is_time(at - 1) && self.sentence.words[at].case != Case::Lower => break,
                // "hackers *angered by* the ban": a predicate of its own.
                Tag::Adjective if has_head && self.tags.get(at + 1) == Some(&Tag::Inside) => break,
                Tag::Possessive => has_head = false,
                Tag::Noun | Tag::Name | Tag::Demonym | Tag::Pronoun | Tag::Number => has_head = true,
                Tag::Adverb | Tag::Negator
                    if !has_head && self.tags.get(at + 1).is_some_and(|next| next.is_nominal()) => {}
                Tag::Inside => {}
                tag if tag.is_nominal() => {}
                _ => break,
            }
            last = at;
            at += 1;
            if tag == Tag::Pronoun {
                break;
            }
        }
        let tags = &self.tags[first..=last];
        let adjectives = tags
            .iter()
            .all(|tag| matches!(tag, Tag::Adjective | Tag::Adverb | Tag::Negator | Tag::Inside | Tag::Hyphen));
        let kind = if adjectives { Kind::Adjective } else { Kind::Noun };
        if self.is_time_adverbial(first, last) {
            self.at = last + 1;
        } else {
            self.push(kind, first, last + 1);
        }
    }

    fn is_time(&self, word: usize) -> bool {
        self.sentence.words[word].classes.has(Classes::TIME.with(Classes::MONTH)) && self.tags[word] == Tag::Noun
    }

    /// "Congress *this week* imposed", "*last month* the court": says when, and is no party to the act.
    fn is_time_adverbial(&self, first: usize, last: usize) -> bool {
        let plain = |tag: &Tag| matches!(tag, Tag::Noun | Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Adverb);
        if !self.is_time(last) || !self.tags[first..=last].iter().all(plain) {
            return false;
        }
        let after_noun = first > 0
            && self
                .chunks
                .list
                .last()
                .is_some_and(|chunk| chunk.kind == Kind::Noun && chunk.end >= first.saturating_sub(1));
        let noun_follows = self.tags.get(last + 1).is_some_and(|tag| tag.is_nominal());
        let opens = self
            .chunks
            .list
            .last()
            .is_none_or(|chunk| !matches!(chunk.kind, Kind::Preposition | Kind::Verb(_) | Kind::Noun));
        after_noun || opens && noun_follows
    }

    /// Whether a verb of several words begins here.
    fn is_cue_phrase(&self, at: usize) -> bool {
        self.sentence
            .hits
            .iter()
            .any(|hit| hit.first as usize == at && hit.len() > 1 && matches!(hit.entry, Entry::Cue(_, Part::Verb(_))))
    }

    fn verb_group(&mut self) {
        let first = self.at;
        let mut group = VerbGroup {
            chunk: self.chunks.list.len(),
            head: first,
            mood: Mood::Finite,
            passive: false,
            copula: false,
            perfect: false,
            negator: self.negator_before(first),
            modal: None,
        };
        let mut at = first;
        let mut end = first;
        let mut last_auxiliary = None;
        let mut main = None;
        while at < self.tags.len() {
            let tag = self.tags[at];
            match tag {
                Tag::To if at == first => group.mood = Mood::Infinitive,
                Tag::To => break,
                tag if tag.is_auxiliary() && self.is_cue_phrase(at) => {
                    // "has no plans to": the whole phrase is the verb.
                    group.copula = tag == Tag::Be;
                    main = Some(at);
                    end = at;
                    break;
                }
                Tag::Modal => group.modal = Some(at),
                Tag::Be | Tag::Do => {}
                Tag::Have => group.perfect = true,
                Tag::Negator => group.negator = Some(at),
                Tag::Adverb | Tag::Inside => {
                    at += 1;
                    continue;
                }
                tag if tag.is_verb() => {
                    main = Some(at);
                    end = at;
                    break;
                }
                _ => break,
            }
            if tag.is_auxiliary() {
                last_auxiliary = Some(at);
                if self.is_contraction(at) {
                    group.negator = Some(at);
                }
            }
            end = at;
            at += 1;
        }
        let be = last_auxiliary.is_some_and(|word| self.tags[word] == Tag::Be);
        match main {
            Some(main) => {
                group.head = main;
                group.passive = self.tags[main] == Tag::Participle && (be || last_auxiliary.is_none());
                group.perfect &= self.tags[main] == Tag::Participle;
                if last_auxiliary.is_none() && group.mood == Mood::Finite {
                    group.mood = match self.tags[main] {
                        Tag::Ing => Mood::Ing,
                        Tag::Participle => Mood::Reduced,
                        Tag::Bare => Mood::Infinitive,
                        _ => Mood::Finite,
                    };
                }
            }
            None => {
                group.head = last_auxiliary.unwrap_or(first);
                group.copula = be;
                group.perfect = false;
            }
        }
        if group.mood == Mood::Finite
            && self.sentence.words[first].forms.has(Forms::ING)
            && self.tags[first] != Tag::Finite
        {
            group.mood = Mood::Ing;
        }
        self.chunks.list.push(Chunk { kind: Kind::Verb(self.chunks.verbs.len()), first, end: self.inside(end + 1) });
        self.chunks.verbs.push(group);
        self.at = self.inside(end + 1).max(first + 1);
        self.trailing_negator();
    }

    /// Whether an auxiliary holds its negator: "isn't", "cannot".
    fn is_contraction(&self, word: usize) -> bool {
        self.sentence.hits.iter().any(|hit| {
            hit.first as usize == word && hit.len() == 1 && matches!(hit.entry, Entry::Shifter(number) if self.lexicon.shifters[number as usize].kind == ShifterKind::Negator)
        })
    }

    /// "not to ban", "never banned": the negator stands before the group.
    fn negator_before(&self, first: usize) -> Option<usize> {
        let mut at = first;
        while at > 0 && matches!(self.tags[at - 1], Tag::Adverb | Tag::Negator | Tag::Inside) {
            at -= 1;
            if self.tags[at] == Tag::Negator {
                return Some(at);
            }
        }
        None
    }

    /// "is not a party": the negator follows a copula.
    fn trailing_negator(&mut self) {
        if self.tags.get(self.at) == Some(&Tag::Negator)
            && let Some(group) = self.chunks.verbs.last_mut()
            && (group.copula || self.tags[group.head] == Tag::Have)
        {
            group.negator = Some(self.at);
            self.at = self.inside(self.at + 1);
        }
    }
}

impl super::Reading<'_> {
    /// Whether a word has a grammar class.
    pub(super) fn word_is(&self, word: usize, class: Classes) -> bool {
        self.sentence.words[word].classes.has(class)
    }
}
