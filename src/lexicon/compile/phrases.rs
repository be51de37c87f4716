//! Phrases as written to the tree: choices, inflection, words, and what each word announces.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Compiler, EachForm, Inflect, Named, PhraseWord};
use crate::lexicon::class::Classes;
use crate::lexicon::compiled::{Capitals, Entry, Lexicon, NodeId, Part, Shifter, Terminal};
use crate::lexicon::inflect::Forms;
use crate::lexicon::phrase::{Choices, Word, words};
use crate::lexicon::vocabulary::{Signals, WordId, WordInfo};
use crate::lexicon::wire::{At, ShifterKind};
use crate::token::Case;

impl Compiler {
    pub(super) fn list(
        &mut self,
        file: usize,
        phrases: &[At<String>],
        inflect: Inflect,
        entry: &dyn Fn(Forms) -> Entry,
    ) {
        for phrase in phrases {
            let written = Choices::of(&phrase.value).and_then(|choices| {
                choices.for_each(&mut |plain| {
                    self.inflected(plain, inflect, &mut |compiler, words, forms| {
                        compiler.phrase(words, entry(forms), (file, &phrase.span))
                    })
                })
            });
            if let Err(message) = written {
                self.problems.error("L008", file, phrase.span.clone(), message, "phrases: see lexicons/README.md");
            }
        }
    }

    /// Hands each inflected form of a phrase without choices to `each`, as words.
    fn inflected(&mut self, phrase: &str, inflect: Inflect, each: &mut EachForm) -> Result<(), String> {
        let mut all = Vec::with_capacity(16);
        match inflect {
            Inflect::AsWritten => {
                self.cut(phrase, &mut all)?;
                each(self, &all, Forms::NONE)
            }
            Inflect::Noun => {
                let head = self.head(phrase);
                let mut place = 0..0;
                for (at, word) in phrase.split(' ').enumerate() {
                    let first = all.len();
                    self.cut(word, &mut all)?;
                    if at == head {
                        place = first..all.len();
                    }
                }
                each(self, &all, Forms::NONE)?;
                let plural = self.irregulars.plural(phrase.split(' ').nth(head).unwrap_or_default());
                let mut plural_words = Vec::new();
                self.cut(&plural, &mut plural_words)?;
                all.splice(place, plural_words);
                each(self, &all, Forms::NONE)
            }
            Inflect::Verb => {
                let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
                let mut after = Vec::with_capacity(16);
                self.cut(rest, &mut after)?;
                let forms = self.forms_of(verb)?;
                let told = forms.iter().try_for_each(|(form, forms)| {
                    all.clear();
                    all.extend(form);
                    all.extend(&after);
                    each(self, &all, *forms)
                });
                self.verbs.insert(verb.to_owned(), forms);
                told
            }
        }
    }

    /// The forms of a verb, cut into words; taken from those known, to be put back.
    fn forms_of(&mut self, verb: &str) -> Result<Vec<(Vec<PhraseWord>, Forms)>, String> {
        if let Some(known) = self.verbs.get_mut(verb) {
            return Ok(std::mem::take(known));
        }
        let spellings = self.irregulars.verb(verb);
        let cut = spellings.into_iter().map(|(form, forms)| {
            let mut words = Vec::new();
            self.cut(&form, &mut words).map(|()| (words, forms))
        });
        cut.collect()
    }

    /// The number of a phrase's head, which takes the plural: the word before the first preposition, or the last.
    fn head(&self, phrase: &str) -> usize {
        let mut after_first = phrase.split(' ').skip(1);
        let last = after_first.clone().count();
        after_first.position(|word| self.prepositions.contains(word)).unwrap_or(last)
    }

    /// Cuts a phrase without choices into words of the vocabulary.
    pub(super) fn cut(&mut self, phrase: &str, into: &mut Vec<PhraseWord>) -> Result<(), String> {
        let mut tokens = std::mem::take(&mut self.tokens);
        let done = words(phrase, &mut tokens, &mut |word| into.push((self.word(&word), word.case)));
        self.tokens = tokens;
        done
    }

    /// The number of a word in the vocabulary, which grows by it if it is new.
    pub(super) fn word(&mut self, word: &Word) -> WordId {
        if let Some(known) = self.words.get(&word.hash) {
            return *known;
        }
        let lexicon = &mut self.lexicon;
        if lexicon.info.is_empty() {
            // The word that no pack knows.
            lexicon.info.push(WordInfo::default());
            lexicon.signals.push([Signals::NONE; 2]);
            lexicon.spellings.push(String::new());
        }
        let new = WordId(lexicon.info.len() as u32);
        self.words.insert(word.hash, new);
        lexicon.info.push(WordInfo::default());
        lexicon.signals.push([Signals::NONE; 2]);
        lexicon.spellings.push(word.folded());
        new
    }

    /// Adds one meaning of one phrase.
    fn phrase(&mut self, words: &[PhraseWord], entry: Entry, place: (usize, &Range<usize>)) -> Result<(), String> {
        if words.is_empty() {
            return Err("the phrase holds no word".to_owned());
        }
        if words.len() > Capitals::WORDS {
            return Err(format!("the phrase holds more than {} words", Capitals::WORDS));
        }
        self.describe(words, entry);
        if words.len() == 1 && matches!(entry, Entry::Class(_)) {
            return Ok(());
        }
        self.unannounced.add(words, entry);
        let capitals = Capitals::of(words.iter().map(|(_, case)| *case));
        let node = self.tree.insert(words.iter().map(|(word, _)| *word), Terminal { entry, capitals });
        if let (Entry::Actor(actor, via), Some(node)) = (entry, node) {
            let words = words.iter().map(|(word, _)| *word).collect();
            let place = (place.0, place.1.clone());
            self.names.push(Named { phrase: (node, capitals), actor, via, words, place });
        }
        Ok(())
    }

    /// Notes what a phrase tells of its words.
    fn describe(&mut self, words: &[PhraseWord], entry: Entry) {
        let [(first, first_case), rest @ ..] = words else { return };
        // The key word: the longest, for it is the rarest.
        let length = |at: usize| self.lexicon.spellings[words[at].0.0 as usize].len();
        let key = (0..words.len()).max_by_key(|&at| (length(at), std::cmp::Reverse(at))).unwrap_or(0);
        let (key, case) = words[key];
        let announced = &mut self.lexicon.signals[key.0 as usize][usize::from(case != Case::Lower)];
        *announced = announced.with(signals(entry, &self.lexicon.shifters));
        let info = &mut self.lexicon.info[first.0 as usize];
        // A class word has its class however it is written; other words may be names when capitalised.
        let single = rest.is_empty() && (*first_case == Case::Lower || matches!(entry, Entry::Class(_)));
        let (classes, forms) = grammar(entry, single);
        info.classes = info.classes.with(classes);
        info.forms = info.forms.with(forms);
    }
}

impl Lexicon {
    /// Notes which words begin phrases that an object can part: "shut *the gear* out".
    pub(super) fn mark_parted(&mut self) {
        let info = &self.info;
        let particle = |word: &WordId| info[word.0 as usize].classes.has(Classes::PARTICLE);
        let nodes: FxHashSet<NodeId> =
            self.children.keys().filter(|(_, word)| particle(word)).map(|(node, _)| *node).collect();
        for info in &mut self.info {
            info.parts = info.node.is_some_and(|node| nodes.contains(&node));
        }
    }
}

fn signals(entry: Entry, shifters: &[Shifter]) -> Signals {
    match entry {
        Entry::Actor(..) => Signals::ACTOR,
        Entry::Frame(_) | Entry::Deed(..) | Entry::Carrier(_) => Signals::OBJECT,
        Entry::Anaphor(_) => Signals::REFERENCE.with(Signals::ANAPHOR),
        Entry::Description(_) => Signals::REFERENCE.with(Signals::DESCRIPTION),
        Entry::Cue(..) => Signals::CUE,
        Entry::Tone(_) => Signals::TONE,
        Entry::Topic => Signals::TOPIC,
        Entry::Class(class) if class.has(Classes::PRONOUN) || class.has(Classes::POSSESSIVE) => Signals::REFERENCE,
        Entry::Shifter(number) if shifters[number as usize].kind == ShifterKind::Negator => Signals::NONE,
        Entry::Guard | Entry::Class(_) | Entry::Shifter(_) | Entry::Attribution(..) => Signals::NONE,
    }
}

/// Word classes and verb forms that an entry gives its first word; nouns and adjectives only if it is the only one.
fn grammar(entry: Entry, single: bool) -> (Classes, Forms) {
    match entry {
        Entry::Cue(_, Part::Verb(forms)) | Entry::Deed(_, forms) => (Classes::VERB, forms),
        Entry::Attribution(_, forms) if !forms.is_empty() => (Classes::VERB, forms),
        Entry::Cue(_, Part::Noun) | Entry::Description(_) | Entry::Anaphor(_) if single => (Classes::NOUN, Forms::NONE),
        Entry::Cue(_, Part::Adjective) if single => (Classes::ADJECTIVE, Forms::NONE),
        Entry::Class(classes) if single => (classes, Forms::NONE),
        _ => (Classes::NONE, Forms::NONE),
    }
}
