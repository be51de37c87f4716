//! Parts of speech, as far as the rules need them: which words are verbs, which begin clauses, which join.
//!
//! Closed classes come from the lexicon; a word that can be verb or noun is decided by its neighbours.

mod settled;
mod verbs;

use super::Mentioned;
use crate::detect::{Detected, Word};
use crate::lexicon::{Classes, Entry, Forms, Lexicon};
use crate::token::{Case, Kind};

/// Part of speech of a word in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A noun, or any word that nothing speaks against.
    Noun,
    /// Part of a name or of a frame's term.
    Name,
    /// "Indian": adjective or noun of a people.
    Demonym,
    /// "it", "they", "we" …
    Pronoun,
    /// "its", "our" …
    OwnPronoun,
    /// "'s"
    Possessive,
    Determiner,
    Adjective,
    Adverb,
    Number,
    Preposition,
    /// "to" before an infinitive.
    To,
    /// A verb with a tense of its own.
    Finite,
    /// The bare form after "to", a modal or "do".
    Bare,
    Ing,
    Participle,
    Be,
    Have,
    Do,
    Modal,
    Negator,
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
    Hyphen,
    Stop,
    /// A later word of a phrase whose first word carries the tag.
    Inside,
    Other,
}

impl Tag {
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Self::Finite | Self::Bare | Self::Ing | Self::Participle)
    }

    pub(super) fn is_auxiliary(self) -> bool {
        matches!(self, Self::Be | Self::Have | Self::Do | Self::Modal)
    }

    /// Whether a word with this tag can stand in a noun group.
    pub(super) fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Name
                | Self::Demonym
                | Self::Pronoun
                | Self::OwnPronoun
                | Self::Possessive
                | Self::Determiner
                | Self::Adjective
                | Self::Number
                | Self::Hyphen
        )
    }

    fn ends_noun_group(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Name
                | Self::Demonym
                | Self::Pronoun
                | Self::Number
                | Self::CloseBracket
                | Self::CloseQuote
        )
    }
}

/// Fills `tags` with the tag of every word; `supplied` are the mentions that came with the document.
///
/// `fixed` is a buffer: the words whose tags the lexicon settles.
pub(super) fn tag(
    sentence: &Detected,
    lexicon: &Lexicon,
    supplied: &[Mentioned],
    tags: &mut Vec<Tag>,
    fixed: &mut Vec<bool>,
) {
    let words = &sentence.words;
    tags.clear();
    tags.resize(words.len(), Tag::Other);
    fixed.clear();
    fixed.resize(words.len(), false);
    settled::mark_supplied(sentence, supplied, tags, fixed);
    settled::mark_phrases(sentence, lexicon, tags, fixed);
    let hyphenated = settled::hyphenated_verbs(sentence);
    let mut tagger = Tagger {
        sentence,
        lexicon,
        words,
        tags,
        fixed,
        hyphenated: &hyphenated,
        finite_in_clause: false,
        subordinate: false,
        reports: false,
    };
    for (at, settled) in fixed.iter().enumerate() {
        if !settled {
            let tag = tagger.decide(at);
            tagger.tags[at] = tag;
        }
        tagger.note(at);
    }
    for &(first, last) in &hyphenated {
        tags[first] = tags[last];
        tags[first + 1..=last].fill(Tag::Inside);
    }
}

/// An unknown small-letter word in "-ly".
fn is_ly_adverb(word: &Word) -> bool {
    word.ending == *b"ly"
        && word.case == Case::Lower
        && word.forms.is_empty()
        && !word.classes.has(Classes::NOUN.with(Classes::ADJECTIVE))
}

/// Letters of the longest abbreviation in names that is left standing within a sentence: "Lieut.".
const LONGEST_ABBREVIATION: u32 = 5;

struct Tagger<'a> {
    sentence: &'a Detected,
    lexicon: &'a Lexicon,
    words: &'a [Word],
    tags: &'a mut Vec<Tag>,
    fixed: &'a [bool],
    hyphenated: &'a [(usize, usize)],
    /// Whether a finite verb has been read since the clause began.
    finite_in_clause: bool,
    /// Whether the clause was opened by a word such as "that", "which" or "because".
    subordinate: bool,
    /// Whether the clause's verb reports, so that another clause can follow without "that".
    reports: bool,
}

impl Tagger<'_> {
    /// Keeps track of clauses.
    fn note(&mut self, at: usize) {
        match self.tags[at] {
            Tag::Finite | Tag::Modal => {
                self.finite_in_clause = true;
                self.subordinate = false;
                self.reports = self.is_report(at);
            }
            Tag::Be | Tag::Have | Tag::Do if !self.words[at].forms.has(Forms::ING) => self.finite_in_clause = true,
            Tag::Subordinator
            | Tag::Complementizer
            | Tag::Relative
            | Tag::Coordinator
            | Tag::Break
            | Tag::OpenQuote
            | Tag::Comma => {
                self.finite_in_clause = false;
                self.subordinate = matches!(self.tags[at], Tag::Subordinator | Tag::Complementizer | Tag::Relative);
                self.reports = false;
            }
            _ => {}
        }
    }

    /// Whether a reporting verb stands here.
    fn is_report(&self, at: usize) -> bool {
        let hits = self.sentence.hits.iter().filter(|hit| hit.first as usize == at);
        hits.into_iter().any(|hit| matches!(hit.entry, Entry::Attribution(_, forms) if !forms.is_empty()))
    }

    fn decide(&self, at: usize) -> Tag {
        let word = &self.words[at];
        match word.kind {
            Kind::Word => self.decide_word(at, word),
            Kind::Number => Tag::Number,
            Kind::Possessive => self.possessive(at),
            Kind::Hyphen => Tag::Hyphen,
            Kind::Comma => Tag::Comma,
            Kind::Semicolon | Kind::Colon | Kind::Dash => Tag::Break,
            Kind::OpenBracket => Tag::OpenBracket,
            Kind::CloseBracket => Tag::CloseBracket,
            Kind::OpenQuote => Tag::OpenQuote,
            Kind::CloseQuote => self.close_quote(at),
            Kind::Stop => self.stop(at),
            Kind::Question => Tag::Stop,
            Kind::Other => self.ampersand(at),
        }
    }

    /// "Chase & Co" is one name.
    fn ampersand(&self, at: usize) -> Tag {
        let capital =
            |word: Option<&Word>| word.is_some_and(|word| word.kind == Kind::Word && word.case != Case::Lower);
        let between = at > 0 && capital(self.words.get(at - 1)) && capital(self.words.get(at + 1));
        if between && self.words[at].ending[1] == b'&' { Tag::Inside } else { Tag::Other }
    }

    /// The stop of "Mr. Duterte" or "Robert F. Kennedy" belongs to the name.
    fn stop(&self, at: usize) -> Tag {
        let short = at > 0 && {
            let word = &self.words[at - 1];
            let length = word.span.end - word.span.start;
            word.case != Case::Lower && word.kind == Kind::Word && length <= LONGEST_ABBREVIATION
        };
        let goes_on = self.words.get(at + 1).is_some_and(|next| next.kind == Kind::Word && next.case != Case::Lower);
        if short && goes_on { Tag::Inside } else { Tag::Stop }
    }

    /// "'s" is "is" after a pronoun or before a participle that cannot stand in a noun group.
    fn possessive(&self, at: usize) -> Tag {
        if at > 0 && self.tags[at - 1] == Tag::Pronoun { Tag::Be } else { Tag::Possessive }
    }

    /// An apostrophe after a plural is a possessive ending, if no quotation mark was opened.
    fn close_quote(&self, at: usize) -> Tag {
        let count = |tag: Tag| self.tags[..at].iter().filter(|known| **known == tag).count();
        let apostrophe = matches!(self.words[at].ending[1], b'\'' | 0x99);
        let plural =
            at > 0 && self.words[at - 1].ending[1] == b's' && self.words[at - 1].span.end == self.words[at].span.start;
        let open = count(Tag::OpenQuote) > count(Tag::CloseQuote);
        if apostrophe && plural && !open { Tag::Possessive } else { Tag::CloseQuote }
    }

    fn decide_word(&self, at: usize, word: &Word) -> Tag {
        let classes = word.classes;
        let begins = self.hyphenated.iter().find(|(_, last)| *last == at).map_or(at, |(first, _)| *first);
        let before = self.before(begins);
        if classes.has(Classes::BE) {
            return Tag::Be;
        }
        if classes.has(Classes::HAVE) {
            return Tag::Have;
        }
        if classes.has(Classes::DO) {
            return Tag::Do;
        }
        if classes.has(Classes::MODAL)
            && !(word.forms.has(Forms::BASE) && before == Some(Tag::To))
            && word.case == Case::Lower
        {
            return Tag::Modal;
        }
        if classes.has(Classes::TO) {
            return if self.infinitive_follows(at) { Tag::To } else { Tag::Preposition };
        }
        if classes.has(Classes::COMPLEMENTIZER.with(Classes::RELATIVE)) {
            return self.that_or_which(at, classes, before);
        }
        if classes.has(Classes::PRONOUN) && !(classes.has(Classes::POSSESSIVE) && self.nominal_follows(at)) {
            return Tag::Pronoun;
        }
        if classes.has(Classes::POSSESSIVE) {
            return Tag::OwnPronoun;
        }
        if classes.has(Classes::COORDINATOR) {
            return Tag::Coordinator;
        }
        if classes.has(Classes::PREPOSITION) && classes.has(Classes::SUBORDINATOR) {
            return if self.clause_follows(at) { Tag::Subordinator } else { Tag::Preposition };
        }
        let verb_instead =
            !word.forms.is_empty() && before.is_some_and(Tag::ends_noun_group) && !self.clause_follows(at);
        if classes.has(Classes::SUBORDINATOR) && !verb_instead {
            return Tag::Subordinator;
        }
        if classes.has(Classes::DETERMINER) {
            return Tag::Determiner;
        }
        if classes.has(Classes::PREPOSITION)
            && !(word.forms.has(Forms::BASE) && matches!(before, Some(Tag::To | Tag::Modal)))
        {
            return Tag::Preposition;
        }
        if !word.forms.is_empty() && !(word.case != Case::Lower && at > 0 && !self.begins_clause(at)) {
            return self.verb_or_not(at, word, before);
        }
        if classes.has(Classes::ADVERB) && classes.has(Classes::ADJECTIVE) {
            // "has *long* opposed", "leaders *still* back", but "a *long* fight".
            let auxiliary = before.is_some_and(|tag| tag.is_auxiliary() || tag.ends_noun_group());
            let verb_next = self.words.get(at + 1).is_some_and(|next| !next.forms.is_empty());
            return if auxiliary && verb_next { Tag::Adverb } else { Tag::Adjective };
        }
        self.open_class(word)
    }

    fn open_class(&self, word: &Word) -> Tag {
        let classes = word.classes;
        if classes.has(Classes::NOUN) || classes.has(Classes::REPRESENTATIVE) || classes.has(Classes::PRIVATE) {
            return Tag::Noun;
        }
        if classes.has(Classes::ADVERB) || is_ly_adverb(word) {
            return Tag::Adverb;
        }
        if classes.has(Classes::ADJECTIVE) { Tag::Adjective } else { Tag::Noun }
    }

    /// The tag before, adverbs and negators left out.
    fn before(&self, at: usize) -> Option<Tag> {
        self.tags[..at].iter().rev().copied().find(|tag| !matches!(tag, Tag::Adverb | Tag::Negator | Tag::Inside))
    }

    fn begins_clause(&self, at: usize) -> bool {
        matches!(self.tags[at - 1], Tag::OpenQuote | Tag::Break | Tag::OpenBracket | Tag::Stop)
    }

    /// The next word that is no adverb.
    fn after(&self, at: usize) -> Option<&Word> {
        self.words[at + 1..]
            .iter()
            .find(|word| !(word.classes.has(Classes::ADVERB) || is_ly_adverb(word)) || !word.forms.is_empty())
    }

    fn infinitive_follows(&self, at: usize) -> bool {
        self.after(at).is_some_and(|next| {
            let bare = next.forms.has(Forms::BASE)
                || next.classes.has(Classes::BE)
                || next.classes.has(Classes::HAVE)
                || next.classes.has(Classes::DO);
            bare && next.case == Case::Lower && !next.classes.has(Classes::DETERMINER)
        })
    }

    fn nominal_follows(&self, at: usize) -> bool {
        self.after(at).is_some_and(|next| {
            next.kind == Kind::Word
                && !next.classes.has(Classes::PREPOSITION)
                && !next.classes.has(Classes::TO)
                && !next.classes.has(Classes::COORDINATOR)
                && !next.classes.has(Classes::DETERMINER)
        })
    }

    /// Whether a finite verb stands before the next mark: then a word such as "after" opens a clause.
    fn clause_follows(&self, at: usize) -> bool {
        if self.words.get(at + 1).is_some_and(|next| next.forms.has(Forms::ING)) {
            return false;
        }
        let mut nouns = 0;
        for (ahead, word) in self.words.iter().enumerate().skip(at + 1).take(14) {
            match word.kind {
                Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Stop => return false,
                _ => {}
            }
            let auxiliary =
                word.classes.has(Classes::BE) || word.classes.has(Classes::HAVE) || word.classes.has(Classes::MODAL);
            let finite = word.forms.has(Forms::PAST) || word.forms.has(Forms::THIRD);
            let noun = word.classes.has(Classes::NOUN) || word.classes.has(Classes::PRIVATE);
            if nouns > 0 && (auxiliary || finite && !noun && word.case == Case::Lower && !self.fixed[ahead]) {
                return true;
            }
            if word.kind == Kind::Word
                && !word.classes.has(Classes::DETERMINER)
                && !word.classes.has(Classes::ADJECTIVE)
            {
                nouns += 1;
            }
        }
        false
    }

    /// "that", "which", "who", "whether", "how" in their different offices.
    fn that_or_which(&self, at: usize, classes: Classes, before: Option<Tag>) -> Tag {
        let both = classes.has(Classes::COMPLEMENTIZER) && classes.has(Classes::RELATIVE);
        let determiner = classes.has(Classes::DETERMINER);
        let verb_next = self.after(at).is_some_and(|next| {
            let auxiliary = next.classes.has(Classes::BE)
                || next.classes.has(Classes::HAVE)
                || next.classes.has(Classes::MODAL)
                || next.classes.has(Classes::DO);
            let plural_noun = next.classes.has(Classes::NOUN)
                || next.classes.has(Classes::PRIVATE)
                || next.classes.has(Classes::REPRESENTATIVE);
            auxiliary
                || !next.forms.is_empty() && !next.forms.has(Forms::ING) && !plural_noun && next.case == Case::Lower
        });
        if verb_next
            && before.is_some_and(|tag| tag.ends_noun_group() || tag == Tag::Comma)
            && classes.has(Classes::RELATIVE)
        {
            return Tag::Relative;
        }
        if classes.has(Classes::RELATIVE) && !both {
            return Tag::Relative;
        }
        if determiner
            && matches!(
                before,
                None | Some(Tag::Preposition | Tag::Coordinator | Tag::Subordinator | Tag::Break | Tag::Be)
            )
        {
            return if verb_next { Tag::Pronoun } else { Tag::Determiner };
        }
        Tag::Complementizer
    }
}
