//! Parts of speech, as far as the rules need them: which words are verbs, which begin clauses, which join.
//!
//! Closed classes come from the lexicon; a word that can be verb or noun is decided by its neighbours.

use crate::detect::{Detected, Hit, Word};
use crate::lexicon::{Classes, Control, Entry, Forms, Lexicon, Part, ShifterKind, Via};
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

/// Fills `tags` with the tag of every word.
///
/// `fixed` is a buffer: the words whose tags the lexicon settles.
pub(super) fn tag(sentence: &Detected, lexicon: &Lexicon, tags: &mut Vec<Tag>, fixed: &mut Vec<bool>) {
    let words = &sentence.words;
    tags.clear();
    tags.resize(words.len(), Tag::Other);
    fixed.clear();
    fixed.resize(words.len(), false);
    mark_phrases(sentence, lexicon, tags, fixed);
    let hyphenated = hyphenated_verbs(sentence);
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

/// Verbs written with a hyphen ("co-sponsored"): first word and the one that is inflected.
fn hyphenated_verbs(sentence: &Detected) -> Vec<(usize, usize)> {
    let verbs = sentence.hits.iter().filter(|hit| match hit.entry {
        Entry::Cue(_, Part::Verb(_)) | Entry::Deed(..) => true,
        Entry::Attribution(_, forms) => !forms.is_empty(),
        _ => false,
    });
    let mut found: Vec<(usize, usize)> = verbs
        .map(|hit| hit.first as usize)
        .filter(|&first| {
            sentence.words.get(first + 1).is_some_and(|next| next.kind == Kind::Hyphen)
                && first + 2 < sentence.words.len()
        })
        .map(|first| (first, first + 2))
        .collect();
    found.dedup();
    found
}

/// Tags that phrases of the lexicon settle: names, grammar words of several words, negators.
fn mark_phrases(sentence: &Detected, lexicon: &Lexicon, tags: &mut [Tag], fixed: &mut [bool]) {
    for hit in &sentence.hits {
        let tag = match hit.entry {
            Entry::Actor(_, Via::Demonym) => Tag::Demonym,
            Entry::Actor(..) | Entry::Frame(_) | Entry::Carrier(_) | Entry::Guard => Tag::Name,
            Entry::Shifter(number) if lexicon.shifters[number as usize].kind == ShifterKind::Negator => Tag::Negator,
            Entry::Shifter(number)
                if hit.len() > 1 && lexicon.shifters[number as usize].kind == ShifterKind::Conditional =>
            {
                Tag::Subordinator
            }
            Entry::Shifter(number) if hit.len() > 1 && is_adverbial(lexicon.shifters[number as usize].kind) => {
                Tag::Adverb
            }
            Entry::Class(class) if hit.len() > 1 => match closed(class) {
                Some(tag) => tag,
                None if class.has(Classes::RELATIVE) && !opens_with_preposition(hit, sentence) => Tag::Relative,
                None => continue,
            },
            Entry::Cue(_, Part::Adjective) if hit.len() > 1 => Tag::Adjective,
            _ => continue,
        };
        let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO).with(Classes::MODAL);
        let contraction =
            tag == Tag::Negator && hit.len() == 1 && sentence.words[hit.first as usize].classes.has(auxiliary);
        if fixed[hit.first as usize] || contraction {
            continue;
        }
        let whole = tag == Tag::Name;
        for at in hit.first..hit.end {
            tags[at as usize] = if at == hit.first || whole { tag } else { Tag::Inside };
            fixed[at as usize] = true;
        }
    }
}

/// "by which", unlike "both of which": the noun that is taken up is not the subject of what follows.
fn opens_with_preposition(hit: &Hit, sentence: &Detected) -> bool {
    sentence.words[hit.first as usize].classes.has(Classes::PREPOSITION.with(Classes::TO))
}

/// Shifters of several words that stand like adverbs: "not only", "to some extent".
fn is_adverbial(kind: ShifterKind) -> bool {
    matches!(kind, ShifterKind::Amplifier | ShifterKind::Downtoner | ShifterKind::Adversative)
}

/// The tag of a closed class that leaves no choice.
fn closed(class: Classes) -> Option<Tag> {
    let table = [
        (Classes::PREPOSITION, Tag::Preposition),
        (Classes::SUBORDINATOR, Tag::Subordinator),
        (Classes::COORDINATOR, Tag::Coordinator),
        (Classes::ADVERB, Tag::Adverb),
        (Classes::REPRESENTATIVE, Tag::Noun),
        (Classes::PRIVATE, Tag::Noun),
        (Classes::NOUN, Tag::Noun),
        (Classes::ADJECTIVE, Tag::Adjective),
        (Classes::DETERMINER, Tag::Determiner),
        (Classes::COMPLEMENTIZER, Tag::Complementizer),
        (Classes::MODAL, Tag::Modal),
    ];
    table.into_iter().find(|(known, _)| class.has(*known)).map(|(_, tag)| tag)
}

/// An unknown small-letter word in "-ly".
fn is_ly_adverb(word: &Word) -> bool {
    word.ending == *b"ly"
        && word.case == Case::Lower
        && word.forms.is_empty()
        && !word.classes.has(Classes::NOUN.with(Classes::ADJECTIVE))
}

/// Whether a noun group that is an object can begin with the word, as none follows a participle that describes.
fn opens_object(word: &Word) -> bool {
    let other = Classes::PREPOSITION.with(Classes::COORDINATOR).with(Classes::SUBORDINATOR).with(Classes::ADVERB);
    let other = other.with(Classes::TO).with(Classes::BE).with(Classes::HAVE).with(Classes::MODAL).with(Classes::DO);
    word.kind == Kind::Word && !word.classes.has(other) || word.kind == Kind::OpenQuote
}

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
            Kind::Stop | Kind::Question => Tag::Stop,
            Kind::Other => Tag::Other,
        }
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
            // "has *long* opposed", but "a *long* fight".
            let auxiliary = before.is_some_and(Tag::is_auxiliary);
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

    /// A word that can be a verb: is it one here?
    fn verb_or_not(&self, at: usize, word: &Word, before: Option<Tag>) -> Tag {
        let forms = word.forms;
        let noun = word.classes.has(Classes::NOUN)
            || word.classes.has(Classes::REPRESENTATIVE)
            || word.classes.has(Classes::PRIVATE);
        let otherwise = if forms.has(Forms::PARTICIPLE) && !noun || word.classes.has(Classes::ADJECTIVE) {
            Tag::Adjective
        } else {
            Tag::Noun
        };
        match before {
            Some(Tag::To) if forms.has(Forms::BASE) => return Tag::Bare,
            Some(Tag::Modal | Tag::Do) if forms.has(Forms::BASE) => return Tag::Bare,
            Some(Tag::Have) if forms.has(Forms::PARTICIPLE) => return Tag::Participle,
            Some(Tag::Be) if forms.has(Forms::ING) => return Tag::Ing,
            Some(Tag::Be) if forms.has(Forms::PARTICIPLE) => return Tag::Participle,
            Some(Tag::Be) => return otherwise,
            Some(Tag::Determiner | Tag::OwnPronoun | Tag::Possessive | Tag::Number) => return otherwise,
            Some(Tag::Hyphen) => return otherwise,
            Some(Tag::Adjective) if !forms.has(Forms::THIRD) || noun => return otherwise,
            Some(Tag::Pronoun | Tag::Relative)
                if forms.has(Forms::BASE) || forms.has(Forms::THIRD) || forms.has(Forms::PAST) =>
            {
                return Tag::Finite;
            }
            Some(Tag::Preposition) => return if forms.has(Forms::ING) { Tag::Ing } else { otherwise },
            _ => {}
        }
        if forms.has(Forms::ING)
            && word.classes.has(Classes::ADJECTIVE)
            && !matches!(before, Some(Tag::Be))
            && self.nominal_follows(at)
        {
            return Tag::Adjective;
        }
        if forms.has(Forms::ING) {
            return if noun && before.is_some_and(|tag| tag == Tag::Noun) { Tag::Noun } else { Tag::Ing };
        }
        if forms.has(Forms::PAST) || forms.has(Forms::PARTICIPLE) {
            return self.past_or_participle(at, forms, before);
        }
        self.present_or_noun(at, forms, noun, before)
    }

    fn past_or_participle(&self, at: usize, forms: Forms, before: Option<Tag>) -> Tag {
        let next = self.after(at);
        let by = next.is_some_and(|next| next.classes.has(Classes::BY));
        let after_noun = before.is_some_and(Tag::ends_noun_group);
        if forms.has(Forms::PARTICIPLE) && (by || !forms.has(Forms::PAST)) {
            return Tag::Participle;
        }
        if !after_noun && !matches!(before, Some(Tag::Comma | Tag::Coordinator | Tag::Inside)) {
            // Before a noun it describes it: "proposed rules".
            let describes = next.is_some_and(|next| {
                next.kind == Kind::Word
                    && next.forms.is_empty()
                    && !next.classes.has(Classes::DETERMINER)
                    && !next.classes.has(Classes::PREPOSITION)
            });
            return if describes { Tag::Adjective } else { Tag::Participle };
        }
        if after_noun && self.subordinate && forms.has(Forms::PAST) {
            return Tag::Finite;
        }
        if after_noun && self.reports && next.is_some_and(opens_object) && !self.finite_ahead(at) {
            // "said India backed the treaty": a clause without "that".
            return Tag::Finite;
        }
        if after_noun && (self.finite_in_clause || self.finite_ahead(at)) && forms.has(Forms::PARTICIPLE) {
            return Tag::Participle;
        }
        Tag::Finite
    }

    /// Whether the same clause goes on to a verb that is surely finite, so that this one describes its subject.
    fn finite_ahead(&self, at: usize) -> bool {
        for word in self.words[at + 1..].iter().take(12) {
            let classes = word.classes;
            if matches!(
                word.kind,
                Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::OpenQuote | Kind::Stop
            ) || classes.has(Classes::COORDINATOR)
                || classes.has(Classes::SUBORDINATOR) && !classes.has(Classes::PREPOSITION)
                || classes.has(Classes::COMPLEMENTIZER)
                || classes.has(Classes::RELATIVE)
                || classes.has(Classes::PRONOUN)
            {
                return false;
            }
            if classes.has(Classes::BE) || classes.has(Classes::HAVE) || classes.has(Classes::MODAL) {
                return true;
            }
        }
        false
    }

    fn present_or_noun(&self, at: usize, forms: Forms, noun: bool, before: Option<Tag>) -> Tag {
        let next = self.after(at);
        let object_follows = next.is_some_and(|next| {
            next.classes.has(Classes::DETERMINER)
                || next.classes.has(Classes::TO)
                || next.classes.has(Classes::COMPLEMENTIZER)
                || next.classes.has(Classes::POSSESSIVE)
                || next.case != Case::Lower
                || next.classes.has(Classes::ADJECTIVE)
                || next.kind == Kind::OpenQuote
                || next.classes.has(Classes::PREPOSITION) && !next.classes.has(Classes::OF)
        });
        let after_subject = before.is_some_and(Tag::ends_noun_group);
        let after_break = matches!(before, Some(Tag::Coordinator | Tag::Comma));
        let plural_before = self.plural_before(at);
        let agrees = if forms.has(Forms::BASE) { plural_before } else { !plural_before || !noun };
        if after_subject && forms.has(Forms::BASE) && self.finite_in_clause && self.causative_before(at) {
            return Tag::Bare;
        }
        let needed = object_follows || !noun || !self.verb_ahead(at);
        let verb = (after_subject && agrees && !self.finite_in_clause || after_break && !noun) && needed;
        if verb { Tag::Finite } else { Tag::Noun }
    }

    /// Whether the verb before takes a bare infinitive: "let France help".
    fn causative_before(&self, at: usize) -> bool {
        let Some(verb) = (0..at).rev().find(|&word| self.tags[word].is_verb()) else { return false };
        self.sentence.hits.iter().any(|hit| match hit.entry {
            Entry::Cue(cue, Part::Verb(_)) => {
                hit.first as usize == verb && self.lexicon.cues[cue as usize].control == Control::Causative
            }
            _ => false,
        })
    }

    /// Whether the clause has another word that can be its verb further on.
    fn verb_ahead(&self, at: usize) -> bool {
        let marks = [Kind::Comma, Kind::Semicolon, Kind::Colon, Kind::Dash];
        let rest = (at + 1..self.words.len()).take_while(|&word| !marks.contains(&self.words[word].kind));
        let free = rest.filter(|&word| !self.fixed[word]).map(|word| &self.words[word]);
        let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO).with(Classes::MODAL);
        free.into_iter().any(|word| {
            word.classes.has(auxiliary)
                || word.forms.has(Forms::PAST.with(Forms::THIRD)) && !word.classes.has(Classes::NOUN)
        })
    }

    /// Whether the noun before is a plural or one of several, so that a verb of the base form agrees with it.
    fn plural_before(&self, at: usize) -> bool {
        let Some(last) = (0..at).rev().find(|&word| self.tags[word].ends_noun_group()) else { return false };
        let joined = self.tags[..last].iter().rev().take(4).any(|tag| *tag == Tag::Coordinator);
        let plural_noun = self.tags[last] != Tag::Name && self.words[last].ending[1] == b's';
        joined
            || plural_noun
            || self.words[last].classes.has(Classes::PRONOUN_THEY)
            || self.words[last].classes.has(Classes::PRONOUN_WE)
    }
}
