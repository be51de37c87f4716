//! Words that can be verbs: whether they are here, and in which form.

use super::{Tag, Tagger};
use crate::detect::{Hit, Word};
use crate::lexicon::{Classes, Control, Entry, Forms, Part};
use crate::token::{Case, Kind};

impl Tagger<'_> {
    /// A word that can be a verb: is it one here?
    pub(super) fn verb_or_not(&self, at: usize, word: &Word, before: Option<Tag>) -> Tag {
        let forms = word.forms;
        let noun = word.classes.has(Classes::NOUN)
            || word.classes.has(Classes::REPRESENTATIVE)
            || word.classes.has(Classes::PRIVATE);
        let otherwise = if forms.has(Forms::PARTICIPLE) && !noun || word.classes.has(Classes::ADJECTIVE) {
            Tag::Adjective
        } else {
            Tag::Noun
        };
        // "prepared to lift": the last word of a phrase can be the "to" of an infinitive.
        let phrase_to = at > 0 && self.tags[at - 1] == Tag::Inside && self.words[at - 1].classes.has(Classes::TO);
        match before {
            Some(_) if phrase_to && forms.has(Forms::BASE) && self.takes_infinitive(at - 1) => return Tag::Bare,
            // "Syrian forces": an adjective has no verb of its own.
            Some(Tag::Demonym) if noun => return otherwise,
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

    /// Whether the phrase that ends in the word "to" is an adjective's, which an infinitive can follow.
    fn takes_infinitive(&self, to: usize) -> bool {
        let ends_here = |hit: &&Hit| hit.end as usize == to + 1 && (hit.first as usize) < to;
        self.sentence.hits.iter().filter(ends_here).any(|hit| matches!(hit.entry, Entry::Cue(_, Part::Adjective)))
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
        // "accused them of being", "asked them to have": no tense after these.
        let mut bare = false;
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
            if classes.has(Classes::TO) || word.forms.has(Forms::ING) {
                bare = true;
            } else if classes.has(Classes::BE.with(Classes::HAVE).with(Classes::MODAL)) {
                return !bare;
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
        if after_subject && forms.has(Forms::BASE) && object_follows && self.demand_before(at) {
            return Tag::Finite;
        }
        let needed = object_follows || !noun || !self.verb_ahead(at);
        let after_insertion = forms.has(Forms::THIRD) && next.is_some_and(opens_object) && self.closes_insertion(at);
        let may_be = after_subject && agrees && !self.finite_in_clause || after_break && (!noun || after_insertion);
        let verb = may_be && needed;
        if verb { Tag::Finite } else { Tag::Noun }
    }

    /// Whether the comma before closes an insertion in a clause that has no verb yet: "India, a neighbour, *supports*".
    fn closes_insertion(&self, at: usize) -> bool {
        let comma = |end: usize| self.tags[..end].iter().rposition(|tag| *tag == Tag::Comma);
        let Some(opens) = comma(at).and_then(comma) else { return false };
        let clause = self.tags[..opens].iter().rposition(|tag| *tag == Tag::Break).map_or(0, |mark| mark + 1);
        let subject = &self.tags[clause..opens];
        subject.last().is_some_and(|tag| tag.ends_noun_group())
            && !subject.iter().any(|tag| tag.is_verb() || tag.is_auxiliary() || *tag == Tag::Comma)
    }

    /// Whether the verb before takes a bare infinitive: "let France help".
    fn causative_before(&self, at: usize) -> bool {
        self.control_before(at).any(|(control, _)| control == Control::Causative)
    }

    /// Whether the verb before asks for what the clause says: "demanded that China *stop*", in the base form.
    fn demand_before(&self, at: usize) -> bool {
        self.control_before(at).any(|(control, last)| {
            control == Control::Directive && self.words[last].classes.has(Classes::COMPLEMENTIZER)
        })
    }

    /// How the cues of the verb before control what follows, and the last word of each.
    fn control_before(&self, at: usize) -> impl Iterator<Item = (Control, usize)> {
        let verb = (0..at).rev().find(|&word| self.tags[word].is_verb());
        self.sentence.hits.iter().filter(move |hit| Some(hit.first as usize) == verb).filter_map(|hit| {
            match hit.entry {
                Entry::Cue(cue, Part::Verb(_)) => Some((self.lexicon.cues[cue as usize].control, hit.end as usize - 1)),
                _ => None,
            }
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

/// Whether a noun group that is an object can begin with the word, as none follows a participle that describes.
fn opens_object(word: &Word) -> bool {
    let other = Classes::PREPOSITION.with(Classes::COORDINATOR).with(Classes::SUBORDINATOR).with(Classes::ADVERB);
    let other = other.with(Classes::TO).with(Classes::BE).with(Classes::HAVE).with(Classes::MODAL).with(Classes::DO);
    word.kind == Kind::Word && !word.classes.has(other) || word.kind == Kind::OpenQuote
}
