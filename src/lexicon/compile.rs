//! From the written form to the compiled one, with every check that needs more than one entry.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::class::Classes;
use super::compiled::{
    Actor, Attribution, Carrier, Cue, Entry, Example, Expectation, Frame, Lexicon, Membership, Node, NodeId, Office,
    PackInfo, Part, Shifter, Signals, TargetSet, Terminal, Via, WordId, WordInfo,
};
use super::diagnose::Problems;
use super::inflect::{Forms, Irregulars};
use super::load::{In, Written};
use super::phrase::{Word, expand, words};
use super::wire::{self, ActorKind, At, ExampleLabel, Pronoun, ShifterKind};
use crate::model::{PartialDate, Score};
use crate::token::{Case, hash_folded};

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

struct Compiler {
    lexicon: Lexicon,
    problems: Problems,
    irregulars: Irregulars,
    prepositions: BTreeSet<String>,
    /// Phrase -> entry -> where it was written first; sorted, so that the compiled form does not depend on hashing.
    phrases: BTreeMap<Vec<Word>, BTreeMap<Entry, (usize, Range<usize>)>>,
    frame_ids: BTreeMap<String, u32>,
    source_ids: BTreeSet<String>,
}

impl Compiler {
    fn new(problems: Problems) -> Self {
        Self {
            lexicon: Lexicon::default(),
            problems,
            irregulars: Irregulars::default(),
            prepositions: BTreeSet::new(),
            phrases: BTreeMap::new(),
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
        for verb in &entry.verbs {
            self.verb_class(*file, verb);
        }
    }

    /// A plain verb: known for its forms alone.
    fn verb_class(&mut self, file: usize, verb: &At<String>) {
        for (spelling, forms) in self.irregulars.verb(&verb.value) {
            let Ok(words) = words(&spelling) else { continue };
            if let [word] = &words[..] {
                let word = self.word(&word.folded);
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
        if let (Some(first), Some(last), Some(until)) = (first, last, until) {
            if last.latest() < first.earliest() {
                self.problems.error(
                    "L010",
                    file,
                    until.span.clone(),
                    format!("{last} lies before {first}"),
                    "`until` is the last day, `from` the first",
                );
            }
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
                evaluates: entry.evaluates,
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

    fn number(&mut self, file: usize, value: &At<f64>, range: std::ops::RangeInclusive<f64>) -> Score {
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

    fn sources(&mut self, file: usize, sources: &[At<String>]) {
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
            match self.spellings(&phrase.value, inflect) {
                Ok(spellings) => {
                    for (words, forms) in spellings {
                        self.phrases
                            .entry(words)
                            .or_default()
                            .entry(entry(forms))
                            .or_insert_with(|| (file, phrase.span.clone()));
                    }
                }
                Err(message) => {
                    self.problems.error("L008", file, phrase.span.clone(), message, "phrases: see lexicons/README.md");
                }
            }
        }
    }

    fn spellings(&self, phrase: &str, inflect: Inflect) -> Result<Vec<(Vec<Word>, Forms)>, String> {
        let mut all = Vec::new();
        for plain in expand(phrase)? {
            for (inflected, forms) in self.inflected(&plain, inflect) {
                all.push((words(&inflected)?, forms));
            }
        }
        Ok(all)
    }

    fn inflected(&self, phrase: &str, inflect: Inflect) -> Vec<(String, Forms)> {
        match inflect {
            Inflect::AsWritten => vec![(phrase.to_owned(), Forms::NONE)],
            Inflect::Verb => {
                let (verb, rest) = phrase.split_once(' ').map_or((phrase, ""), |(verb, rest)| (verb, rest));
                let join = |form: String| if rest.is_empty() { form } else { format!("{form} {rest}") };
                self.irregulars.verb(verb).into_iter().map(|(form, forms)| (join(form), forms)).collect()
            }
            Inflect::Noun => {
                let parts: Vec<&str> = phrase.split(' ').collect();
                let head =
                    parts.iter().skip(1).position(|word| self.prepositions.contains(*word)).unwrap_or(parts.len() - 1);
                let mut plural: Vec<String> = parts.iter().map(|&word| word.to_owned()).collect();
                plural[head] = self.irregulars.plural(parts[head]);
                vec![(phrase.to_owned(), Forms::NONE), (plural.join(" "), Forms::NONE)]
            }
        }
    }

    fn word(&mut self, folded: &str) -> WordId {
        if self.lexicon.info.is_empty() {
            self.lexicon.info.push(WordInfo::default());
            self.lexicon.signals.push([Signals::NONE; 2]);
            self.lexicon.spellings.push(String::new());
        }
        let hash = hash_folded(folded);
        if let Some(known) = self.lexicon.words.get(&hash) {
            return *known;
        }
        let word = WordId(self.lexicon.info.len() as u32);
        self.lexicon.words.insert(hash, word);
        self.lexicon.info.push(WordInfo::default());
        self.lexicon.signals.push([Signals::NONE; 2]);
        self.lexicon.spellings.push(folded.to_owned());
        word
    }

    // ---- the phrase tree ----

    fn finish(mut self) -> Result<(Lexicon, Problems), Problems> {
        self.shared_names();
        self.problems.sort();
        if self.problems.is_fatal() {
            return Err(self.problems);
        }
        let phrases = std::mem::take(&mut self.phrases);
        let mut tree = Tree::default();
        for (words, entries) in phrases {
            let ids: Vec<WordId> = words.iter().map(|word| self.word(&word.folded)).collect();
            self.describe(&ids, &words, entries.keys());
            let cases: Box<[Case]> = if words.iter().all(|word| word.case == Case::Lower) {
                Box::default()
            } else {
                words.iter().map(|word| word.case).collect()
            };
            let single = ids.len() == 1;
            let hit = |entry: &Entry| !(single && matches!(entry, Entry::Class(_)));
            let terminals: Vec<Terminal> =
                entries.into_keys().filter(hit).map(|entry| Terminal { entry, cases: cases.clone() }).collect();
            if !terminals.is_empty() {
                tree.insert(&ids, terminals);
            }
        }
        self.lexicon.comma = self.word(",");
        tree.store(&mut self.lexicon);
        self.mark_parted();
        Ok((self.lexicon, self.problems))
    }

    /// Notes which words begin phrases that an object can part: "shut *the gear* out".
    fn mark_parted(&mut self) {
        let info = &self.lexicon.info;
        let particle = |word: &WordId| info[word.0 as usize].classes.has(Classes::PARTICLE);
        let nodes: BTreeSet<NodeId> =
            self.lexicon.children.keys().filter(|(_, word)| particle(word)).map(|(node, _)| *node).collect();
        for info in &mut self.lexicon.info {
            info.parts = info.node.is_some_and(|node| nodes.contains(&node));
        }
    }

    /// Two actors must not share a name; short names and demonyms of agencies may.
    fn shared_names(&mut self) {
        let mut shared = Vec::new();
        for (words, entries) in &self.phrases {
            let mut named: BTreeMap<u32, &(usize, Range<usize>)> = BTreeMap::new();
            for (entry, place) in entries {
                if let Entry::Actor(actor, via) = entry {
                    if *via != Via::Ambiguous {
                        named.insert(*actor, place);
                    }
                }
            }
            if named.len() > 1 {
                let ids: Vec<&str> =
                    named.keys().map(|actor| self.lexicon.actors[*actor as usize].id.as_str()).collect();
                let phrase: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
                let place = named.values().next_back().map(|place| (place.0, place.1.clone()));
                shared
                    .extend(place.map(|place| (place, format!("{:?} names {}", phrase.join(" "), ids.join(" and ")))));
            }
        }
        for ((file, span), message) in shared {
            self.problems.error("L009", file, span, message, "keep it for one of them, or list it under `ambiguous`");
        }
    }

    /// Notes what a phrase tells of its words.
    fn describe<'a>(&mut self, ids: &[WordId], words: &[Word], entries: impl Iterator<Item = &'a Entry>) {
        let [first, rest @ ..] = ids else { return };
        // The key word: the longest, for it is the rarest.
        let key = (0..words.len()).max_by_key(|&at| (words[at].folded.len(), std::cmp::Reverse(at))).unwrap_or(0);
        let capital = usize::from(words[key].case != Case::Lower);
        for entry in entries {
            let announced = &mut self.lexicon.signals[ids[key].0 as usize][capital];
            *announced = announced.with(signals(*entry, &self.lexicon.shifters));
            let info = &mut self.lexicon.info[first.0 as usize];
            // A class word has its class however it is written; other words may be names when capitalised.
            let single = rest.is_empty() && (words[0].case == Case::Lower || matches!(entry, Entry::Class(_)));
            let (classes, forms) = grammar(*entry, single);
            info.classes = info.classes.with(classes);
            info.forms = info.forms.with(forms);
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

/// The phrase tree while it is built.
#[derive(Default)]
struct Tree {
    children: FxHashMap<(NodeId, WordId), NodeId>,
    roots: BTreeMap<WordId, NodeId>,
    terminals: Vec<Vec<Terminal>>,
    parents: BTreeSet<NodeId>,
}

impl Tree {
    fn insert(&mut self, words: &[WordId], terminals: Vec<Terminal>) {
        let [first, rest @ ..] = words else { return };
        let mut node = match self.roots.get(first) {
            Some(node) => *node,
            None => {
                let node = self.new_node();
                self.roots.insert(*first, node);
                node
            }
        };
        for word in rest {
            self.parents.insert(node);
            node = match self.children.get(&(node, *word)) {
                Some(child) => *child,
                None => {
                    let child = self.new_node();
                    self.children.insert((node, *word), child);
                    child
                }
            };
        }
        self.terminals[node.0 as usize].extend(terminals);
    }

    fn new_node(&mut self) -> NodeId {
        self.terminals.push(Vec::new());
        NodeId(self.terminals.len() as u32 - 1)
    }

    fn store(self, lexicon: &mut Lexicon) {
        for (word, node) in self.roots {
            lexicon.info[word.0 as usize].node = Some(node);
        }
        for (number, terminals) in self.terminals.into_iter().enumerate() {
            let first = lexicon.terminals.len() as u32;
            lexicon.terminals.extend(terminals);
            let has_children = self.parents.contains(&NodeId(number as u32));
            lexicon.nodes.push(Node { first, last: lexicon.terminals.len() as u32, has_children });
        }
        lexicon.children = self.children;
    }
}
