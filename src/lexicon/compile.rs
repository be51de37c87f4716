//! From the written form to the compiled one, with every check that needs more than one entry.

mod actors;
mod agenda;
mod announce;
mod language;
mod learned;
mod phrases;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use announce::Unannounced;

use super::compiled::{Capitals, Entry, Expectation, Lexicon, NodeId, PackInfo, Via};
use super::diagnose::Problems;
use super::inflect::{Forms, Irregulars};
use super::load::{In, Written};
use super::phrase::Word;
use super::tree::Tree;
use super::vocabulary::{Vocabulary, WordId};
use super::wire::At;
use crate::model::Score;
use crate::token::{Case, Token, hash_folded};

/// Compiles what was read; gives the lexicon with its warnings, or all problems if any is an error.
pub(super) fn compile(written: &Written, problems: Problems) -> Result<(Lexicon, Problems), Problems> {
    let mut compiler = Compiler::new(problems);
    compiler.all(written);
    compiler.finish()
}

/// How a list of phrases is inflected.
#[derive(Clone, Copy)]
enum Inflect {
    AsWritten,
    Verb,
    Noun,
}

/// One word of a phrase and the capitals that it must show.
pub(super) type PhraseWord = (WordId, Case);

/// Told each inflected form of a phrase, as words.
type EachForm<'a> = dyn FnMut(&mut Compiler, &[PhraseWord], Forms) -> Result<(), String> + 'a;

/// A name of an actor, and where it was written.
struct Named {
    /// The phrase: the node that it ends in, and its capitals.
    phrase: (NodeId, Capitals),
    actor: u32,
    via: Via,
    words: Box<[WordId]>,
    place: (usize, Range<usize>),
}

pub(super) struct Compiler {
    pub(super) lexicon: Lexicon,
    pub(super) problems: Problems,
    irregulars: Irregulars,
    prepositions: FxHashSet<String>,
    /// The forms of the verbs met so far, cut into words.
    verbs: FxHashMap<String, Vec<(Vec<PhraseWord>, Forms)>>,
    words: FxHashMap<u64, WordId>,
    tree: Tree,
    /// Names of actors, to find those that two of them share.
    names: Vec<Named>,
    unannounced: Unannounced,
    tokens: Vec<Token>,
    frame_ids: BTreeMap<String, u32>,
    source_ids: BTreeSet<String>,
}

impl Compiler {
    fn new(problems: Problems) -> Self {
        Self {
            lexicon: Lexicon::default(),
            problems,
            irregulars: Irregulars::default(),
            prepositions: FxHashSet::default(),
            verbs: FxHashMap::default(),
            words: FxHashMap::default(),
            tree: Tree::default(),
            names: Vec::new(),
            unannounced: Unannounced::default(),
            tokens: Vec::new(),
            frame_ids: BTreeMap::new(),
            source_ids: BTreeSet::new(),
        }
    }

    fn all(&mut self, written: &Written) {
        self.packs(written);
        self.language(written);
        self.actors(&written.actors);
        for guard in &written.guards {
            self.list(guard.file, &guard.entry.phrases, Inflect::AsWritten, &|_| Entry::Guard);
        }
        self.frames(&written.frames);
        self.carriers(&written.carriers);
        for topic in &written.topics {
            self.list(topic.file, &topic.entry.words, Inflect::Noun, &|_| Entry::Topic);
        }
        self.cues(&written.cues);
        for learned in &written.learned {
            self.learned(learned);
        }
        self.leave_out_examples(written.own_from);
    }

    /// Examples of required packs may speak of actors that this agenda does not load; a pack's own must not, unless it
    /// is a pack of language alone.
    fn leave_out_examples(&mut self, own_from: usize) {
        let Lexicon { examples, actor_ids, .. } = &mut self.lexicon;
        let bare = actor_ids.is_empty();
        examples.retain(|example| {
            let known = match &example.expectation {
                Expectation::Stance { holder, .. } => actor_ids.contains_key(holder),
                Expectation::Opinion { holder, object, .. } => {
                    actor_ids.contains_key(holder) && actor_ids.contains_key(object)
                }
                Expectation::Silence => true,
            };
            known || example.place.0 >= own_from && !bare
        });
    }

    fn packs(&mut self, written: &Written) {
        self.lexicon.sha256.clone_from(&written.sha256);
        for In { file, entry: pack } in &written.packs {
            self.id(*file, &pack.id);
            for source in &pack.source {
                if !self.source_ids.insert(source.id.value.clone()) {
                    self.duplicate(*file, &source.id);
                }
            }
            self.lexicon.packs.push(PackInfo {
                id: pack.id.value.clone(),
                version: pack.version.clone(),
                title: pack.title.clone(),
                licence: pack.licence.clone(),
                bias: pack.bias.clone(),
                poles: pack.poles.as_ref().map(|poles| (poles.positive.clone(), poles.negative.clone())),
                target: pack.target.clone(),
            });
        }
    }

    // ---- the language ----

    // ---- actors ----

    // ---- the agenda ----

    // ---- checks of single values ----

    fn id(&mut self, file: usize, id: &At<String>) {
        let kebab = !id.value.is_empty()
            && id
                .value
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if !kebab {
            self.problems.error(
                "L004",
                file,
                id.span.clone(),
                format!("{:?} is no kebab-case id", id.value),
                "use small letters, digits and single hyphens",
            );
        }
    }

    fn duplicate(&mut self, file: usize, id: &At<String>) {
        self.problems.error(
            "L005",
            file,
            id.span.clone(),
            format!("the id {:?} is taken", id.value),
            "ids are unique among all packs loaded together",
        );
    }

    pub(super) fn number(&mut self, file: usize, value: &At<f64>, range: std::ops::RangeInclusive<f64>) -> Score {
        if !range.contains(&value.value) {
            let message = format!("{} is out of range", value.value);
            self.problems.error(
                "L006",
                file,
                value.span.clone(),
                message,
                &format!("write a number from {} to {}", range.start(), range.end()),
            );
        }
        Score::from_f64(value.value.clamp(*range.start(), *range.end()))
    }

    pub(super) fn sources(&mut self, file: usize, sources: &[At<String>]) {
        for source in sources {
            if !self.source_ids.contains(&source.value) {
                self.problems.error(
                    "L017",
                    file,
                    source.span.clone(),
                    format!("no source has the id {:?}", source.value),
                    "write a [[source]] in pack.toml",
                );
            }
        }
    }

    // ---- phrases ----

    // ---- the whole ----

    fn finish(mut self) -> Result<(Lexicon, Problems), Problems> {
        self.announce();
        self.shared_names();
        self.problems.sort();
        if self.problems.is_fatal() {
            return Err(self.problems);
        }
        self.lexicon.comma = self.word(&Word { hash: hash_folded(","), written: ",", case: Case::Lower });
        self.lexicon.vocabulary = Vocabulary::of(&self.words);
        self.tree.store(&mut self.lexicon);
        self.lexicon.mark_parted();
        Ok((self.lexicon, self.problems))
    }
}

impl Lexicon {}
