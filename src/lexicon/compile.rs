//! From the written form to the compiled one, with every check that needs more than one entry.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::class::Classes;
use super::compiled::{
    Actor, Attribution, Capitals, Carrier, Cue, Entry, Example, Expectation, Frame, Lexicon, Membership, NodeId,
    Office, PackInfo, Part, Shifter, Signals, TargetSet, Terminal, Via, Vocabulary, WordId, WordInfo,
};
use super::diagnose::Problems;
use super::inflect::{Forms, Irregulars};
use super::load::{In, Written};
use super::phrase::{Choices, Word, expand, words};
use super::tree::Tree;
use super::wire::{self, ActorKind, At, ExampleLabel, Pronoun, ShifterKind};
use crate::model::{PartialDate, Score};
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

    fn language(&mut self, written: &Written) {
        self.irregular(&written.irregulars);
        for class in written.classes.iter().filter(|class| class.entry.name.value == "preposition") {
            let single = class.entry.words.iter().filter(|word| !word.value.contains(' '));
            self.prepositions.extend(single.map(|word| word.value.clone()));
        }
        for class in &written.classes {
            self.class(class);
        }
        for In { file, entry } in &written.descriptions {
            let kind = entry.kind;
            self.list(*file, &entry.nouns, Inflect::Noun, &|_| Entry::Description(kind));
        }
        for In { file, entry } in &written.attributions {
            let number = self.lexicon.attributions.len() as u32;
            self.lexicon.attributions.push(Attribution { kind: entry.kind });
            self.list(*file, &entry.verbs, Inflect::Verb, &|forms| Entry::Attribution(number, forms));
            self.list(*file, &entry.phrases, Inflect::AsWritten, &|_| Entry::Attribution(number, Forms::NONE));
        }
        self.shifters(&written.shifters);
        for In { file, entry } in &written.tones {
            let weight = self.number(*file, &entry.weight, -1.0..=1.0);
            let tone = |_| Entry::Tone(weight);
            self.list(*file, &entry.verbs, Inflect::Verb, &tone);
            self.list(*file, &entry.nouns, Inflect::Noun, &tone);
            self.list(*file, &entry.adjectives, Inflect::AsWritten, &tone);
            self.list(*file, &entry.words, Inflect::AsWritten, &tone);
        }
        for In { entry, .. } in &written.abbreviations {
            self.lexicon.abbreviations.extend(entry.words.iter().map(|word| (word.value.clone(), entry.ends)));
        }
    }

    fn irregular(&mut self, irregulars: &[In<wire::Irregular>]) {
        for In { file, entry } in irregulars {
            if let Some(base) = &entry.base {
                let forms = [
                    (Forms::PAST, &entry.past),
                    (Forms::PARTICIPLE, &entry.participle),
                    (Forms::THIRD, &entry.third),
                    (Forms::ING, &entry.ing),
                ];
                for (form, spelling) in forms {
                    for spelling in spelling.iter().flat_map(|spelling| expand(spelling).unwrap_or_default()) {
                        self.irregulars.add_verb(&base.value, form, spelling);
                    }
                }
            }
            match (&entry.singular, &entry.plural) {
                (Some(singular), Some(plural)) => self.irregulars.add_plural(&singular.value, plural),
                (Some(singular), None) => {
                    self.problems.error(
                        "L002",
                        *file,
                        singular.span.clone(),
                        "a singular without its plural".to_owned(),
                        "add plural = \"...\"",
                    );
                }
                _ => {}
            }
        }
    }

    fn class(&mut self, In { file, entry }: &In<wire::Class>) {
        let Some(class) = Classes::named(&entry.name.value) else {
            let advice = format!("known: {}", Classes::NAMES.join(", "));
            self.problems.error(
                "L014",
                *file,
                entry.name.span.clone(),
                format!("unknown class {:?}", entry.name.value),
                &advice,
            );
            return;
        };
        if class == Classes::OPENER {
            self.lexicon.openers.extend(entry.words.iter().map(|word| word.value.clone()));
            return;
        }
        self.list(*file, &entry.words, Inflect::AsWritten, &|_| Entry::Class(class));
        self.list(*file, &entry.adjectives, Inflect::AsWritten, &|_| Entry::Class(class));
        self.list(*file, &entry.nouns, Inflect::Noun, &|_| Entry::Class(class));
        if class != Classes::VERB {
            self.list(*file, &entry.verbs, Inflect::Verb, &|_| Entry::Class(class));
        }
        for verb in &entry.verbs {
            self.verb_class(*file, verb);
        }
    }

    /// A plain verb: known for its forms alone.
    fn verb_class(&mut self, file: usize, verb: &At<String>) {
        for (spelling, forms) in self.irregulars.verb(&verb.value) {
            let mut words = Vec::new();
            if self.cut(&spelling, &mut words).is_err() || words.is_empty() {
                continue;
            }
            if let [(word, _)] = words[..] {
                let info = &mut self.lexicon.info[word.0 as usize];
                info.classes = info.classes.with(Classes::VERB);
                info.forms = info.forms.with(forms);
            } else {
                self.problems.error(
                    "L008",
                    file,
                    verb.span.clone(),
                    "a verb of the class is one word".to_owned(),
                    "put it under [[cue]] or [[attribution]]",
                );
            }
        }
    }

    fn shifters(&mut self, shifters: &[In<wire::Shifter>]) {
        for In { file, entry } in shifters {
            let factor = match &entry.factor {
                Some(factor) => self.number(*file, factor, 0.0..=2.0),
                None => Score::ONE,
            };
            let number = self.lexicon.shifters.len() as u32;
            self.lexicon.shifters.push(Shifter { kind: entry.kind, factor });
            self.list(*file, &entry.words, Inflect::AsWritten, &|_| Entry::Shifter(number));
        }
    }

    // ---- actors ----

    fn actors(&mut self, actors: &[In<wire::Actor>]) {
        for In { file, entry } in actors {
            self.id(*file, &entry.id);
            let number = self.lexicon.actors.len() as u32;
            if self.lexicon.actor_ids.insert(entry.id.value.clone(), number).is_some() {
                self.duplicate(*file, &entry.id);
            }
            self.lexicon.actors.push(Actor {
                id: entry.id.value.clone(),
                name: entry.name.value.clone(),
                kind: entry.kind,
                pronoun: entry.pronoun.unwrap_or(if entry.kind == ActorKind::Leader {
                    Pronoun::He
                } else {
                    Pronoun::It
                }),
                offices: Vec::new(),
                member_of: Vec::new(),
            });
        }
        for (number, In { file, entry }) in actors.iter().enumerate() {
            self.actor_phrases(*file, number as u32, entry);
            self.actor_ties(*file, number, entry);
        }
    }

    fn actor_phrases(&mut self, file: usize, number: u32, entry: &wire::Actor) {
        let named = |via: Via| move |_| Entry::Actor(number, via);
        let name = std::slice::from_ref(&entry.name);
        self.list(file, name, Inflect::AsWritten, &named(Via::Name));
        self.list(file, &entry.names, Inflect::AsWritten, &named(Via::Name));
        self.list(file, &entry.demonyms, Inflect::AsWritten, &named(Via::Demonym));
        self.list(file, &entry.metonyms, Inflect::AsWritten, &named(Via::Metonym));
        self.list(file, &entry.ambiguous, Inflect::AsWritten, &named(Via::Ambiguous));
        self.list(file, &entry.descriptions, Inflect::AsWritten, &named(Via::Description));
        self.sources(file, &entry.source);
    }

    fn actor_ties(&mut self, file: usize, number: usize, entry: &wire::Actor) {
        for office in &entry.speaks_for {
            let actor = self.reference(file, &office.actor);
            let (from, until) = self.dates(file, office.from.as_ref(), office.until.as_ref());
            if let Some(actor) = actor {
                self.lexicon.actors[number].offices.push(Office { actor, from, until });
            }
        }
        for membership in &entry.member_of {
            let bloc = self.reference(file, &membership.bloc);
            let (from, until) = self.dates(file, membership.from.as_ref(), membership.until.as_ref());
            if let Some(bloc) = bloc {
                self.lexicon.actors[number].member_of.push(Membership { bloc, from, until });
            }
        }
    }

    fn reference(&mut self, file: usize, id: &At<String>) -> Option<u32> {
        let found = self.lexicon.actor_ids.get(&id.value).copied();
        if found.is_none() {
            self.problems.error(
                "L007",
                file,
                id.span.clone(),
                format!("no actor has the id {:?}", id.value),
                "write an [[actor]] with this id, or mend the spelling",
            );
        }
        found
    }

    fn dates(
        &mut self,
        file: usize,
        from: Option<&At<String>>,
        until: Option<&At<String>>,
    ) -> (Option<PartialDate>, Option<PartialDate>) {
        let first = from.and_then(|date| self.date(file, date));
        let last = until.and_then(|date| self.date(file, date));
        if let (Some(first), Some(last), Some(until)) = (first, last, until)
            && last.latest() < first.earliest()
        {
            self.problems.error(
                "L010",
                file,
                until.span.clone(),
                format!("{last} lies before {first}"),
                "`until` is the last day, `from` the first",
            );
        }
        (first, last)
    }

    fn date(&mut self, file: usize, date: &At<String>) -> Option<PartialDate> {
        let parsed = date.value.parse().ok();
        if parsed.is_none() {
            self.problems.error(
                "L010",
                file,
                date.span.clone(),
                format!("{:?} is no date", date.value),
                "write YYYY, YYYY-MM or YYYY-MM-DD",
            );
        }
        parsed
    }

    // ---- the agenda ----

    fn frames(&mut self, frames: &[In<wire::Frame>]) {
        for In { file, entry } in frames {
            let number = self.lexicon.frames.len() as u32;
            self.id(*file, &entry.id);
            if self.frame_ids.insert(entry.id.value.clone(), number).is_some() {
                self.duplicate(*file, &entry.id);
            }
            let pole = self.pole(*file, &entry.pole, entry.weight.as_ref());
            self.lexicon.frames.push(Frame {
                id: entry.id.value.clone(),
                pole,
                kind: entry.kind,
                needs_topic: entry.needs_topic,
            });
            self.list(*file, &entry.terms, Inflect::Noun, &|_| Entry::Frame(number));
            self.list(*file, &entry.verbs, Inflect::Verb, &|forms| Entry::Deed(number, forms));
            self.list(*file, &entry.anaphors, Inflect::Noun, &|_| Entry::Anaphor(number));
            if entry.terms.is_empty() && entry.verbs.is_empty() {
                self.problems.error(
                    "L018",
                    *file,
                    entry.id.span.clone(),
                    format!("the frame {:?} has no terms", entry.id.value),
                    "add terms = [...] or verbs = [...]",
                );
            }
            self.sources(*file, &entry.source);
            self.examples(*file, &entry.id.value, &entry.fires, &entry.silent);
        }
    }

    fn carriers(&mut self, carriers: &[In<wire::Carrier>]) {
        for In { file, entry } in carriers {
            let number = self.lexicon.carriers.len() as u32;
            let pole = self.pole(*file, &entry.pole, entry.weight.as_ref());
            let actors: Vec<u32> = entry.actors.iter().filter_map(|id| self.reference(*file, id)).collect();
            let id = match (&entry.id, entry.actors.first()) {
                (Some(id), _) => {
                    self.id(*file, id);
                    id.value.clone()
                }
                (None, Some(actor)) => actor.value.clone(),
                (None, None) => {
                    self.problems.error(
                        "L002",
                        *file,
                        entry.pole.span.clone(),
                        "a carrier needs actors or an id".to_owned(),
                        "add actors = [...] or id = \"...\"",
                    );
                    String::new()
                }
            };
            for (actor, id) in actors.iter().zip(&entry.actors) {
                if self.lexicon.carrier_of.insert(*actor, number).is_some() {
                    self.duplicate(*file, id);
                }
            }
            self.lexicon.carriers.push(Carrier { id: id.clone(), actors, pole });
            self.list(*file, &entry.terms, Inflect::Noun, &|_| Entry::Carrier(number));
            self.sources(*file, &entry.source);
            self.examples(*file, &id, &entry.fires, &entry.silent);
        }
    }

    fn cues(&mut self, cues: &[In<wire::Cue>]) {
        let mut ids = BTreeSet::new();
        for In { file, entry } in cues {
            let number = self.lexicon.cues.len() as u32;
            self.id(*file, &entry.id);
            if !ids.insert(entry.id.value.clone()) {
                self.duplicate(*file, &entry.id);
            }
            if !(-1..=1).contains(&entry.sign.value) {
                self.problems.error(
                    "L006",
                    *file,
                    entry.sign.span.clone(),
                    format!("a sign of {}", entry.sign.value),
                    "write 1, 0 or -1",
                );
            }
            let weight = self.number(*file, &entry.weight, 0.0..=1.0);
            self.lexicon.cues.push(Cue {
                id: entry.id.value.clone(),
                sign: entry.sign.value.clamp(-1, 1) as i8,
                weight,
                targets: TargetSet::new(&entry.targets),
                control: entry.control,
                reciprocal: entry.reciprocal,
                agentive: entry.agentive,
                holder: entry.holder,
            });
            self.list(*file, &entry.verbs, Inflect::Verb, &|forms| Entry::Cue(number, Part::Verb(forms)));
            self.list(*file, &entry.nouns, Inflect::Noun, &|_| Entry::Cue(number, Part::Noun));
            self.list(*file, &entry.adjectives, Inflect::AsWritten, &|_| Entry::Cue(number, Part::Adjective));
            self.sources(*file, &entry.source);
            self.examples(*file, &entry.id.value, &entry.fires, &entry.silent);
        }
    }

    fn examples(&mut self, file: usize, entry: &str, fires: &[wire::Fires], silent: &[At<String>]) {
        for example in fires {
            let holder = example.holder.clone();
            let expectation = match (example.label, &example.object, example.polarity) {
                (Some(label), None, None) => {
                    let sign = if label == ExampleLabel::Favor { 1 } else { -1 };
                    Expectation::Stance { holder, sign }
                }
                (None, Some(object), Some(polarity @ (-1 | 1))) => {
                    Expectation::Opinion { holder, object: object.clone(), polarity }
                }
                _ => {
                    let message =
                        "an example that fires needs `label`, or `object` and a `polarity` of 1 or -1".to_owned();
                    self.problems.error(
                        "L002",
                        file,
                        example.text.span.clone(),
                        message,
                        "see lexicons/README.md, Examples as tests",
                    );
                    continue;
                }
            };
            self.example(file, entry, &example.text, expectation);
        }
        for text in silent {
            self.example(file, entry, text, Expectation::Silence);
        }
    }

    fn example(&mut self, file: usize, entry: &str, text: &At<String>, expectation: Expectation) {
        let place = (file, text.span.clone());
        self.lexicon.examples.push(Example { entry: entry.to_owned(), text: text.value.clone(), expectation, place });
    }

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

    fn pole(&mut self, file: usize, pole: &At<i64>, weight: Option<&At<f64>>) -> Score {
        let weight = weight.map_or(Score::ONE, |weight| self.number(file, weight, 0.0..=1.0));
        match pole.value {
            1 => weight,
            -1 => -weight,
            other => {
                self.problems.error("L006", file, pole.span.clone(), format!("a pole of {other}"), "write 1 or -1");
                Score::ZERO
            }
        }
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

    fn list(&mut self, file: usize, phrases: &[At<String>], inflect: Inflect, entry: &dyn Fn(Forms) -> Entry) {
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
    fn word(&mut self, word: &Word) -> WordId {
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
        let capitals = Capitals::of(words.iter().map(|(_, case)| *case));
        let node = self.tree.insert(words.iter().map(|(word, _)| *word), Terminal { entry, capitals });
        if let (Entry::Actor(actor, via), Some(node)) = (entry, node) {
            let words = words.iter().map(|(word, _)| *word).collect();
            let place = (place.0, place.1.clone());
            self.names.push(Named { phrase: (node, capitals), actor, via, words, place });
        }
        Ok(())
    }

    // ---- the whole ----

    fn finish(mut self) -> Result<(Lexicon, Problems), Problems> {
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

    /// Two actors must not share a name; short names and demonyms of agencies may.
    fn shared_names(&mut self) {
        let mut names = std::mem::take(&mut self.names);
        names.retain(|name| name.via != Via::Ambiguous);
        // The sort is stable: of a name written twice the first place stays.
        names.sort_by_key(|name| (name.phrase, name.actor, name.via));
        names.dedup_by_key(|name| (name.phrase, name.actor, name.via));
        for same in names.chunk_by(|one, other| one.phrase == other.phrase) {
            let (Some(first), Some(last)) = (same.first(), same.last()) else { continue };
            if first.actor == last.actor {
                continue;
            }
            let mut ids: Vec<&str> =
                same.iter().map(|name| self.lexicon.actors[name.actor as usize].id.as_str()).collect();
            ids.dedup();
            let words: Vec<&str> =
                first.words.iter().map(|word| self.lexicon.spellings[word.0 as usize].as_str()).collect();
            let message = format!("{:?} names {}", words.join(" "), ids.join(" and "));
            let (file, span) = last.place.clone();
            self.problems.error("L009", file, span, message, "keep it for one of them, or list it under `ambiguous`");
        }
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
    fn mark_parted(&mut self) {
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
        Entry::Anaphor(_) | Entry::Description(_) => Signals::REFERENCE,
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
