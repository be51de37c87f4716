//! One document through all stages that need nothing but its text: segment, detect, judge.

use std::cell::LazyCell;

use crate::detect::Detected;
use crate::judge::{self, Context, Judge, Settings};
use crate::lexicon::{Ends, Lexicon, Signals};
use crate::model::{ActorRef, Analysis, ByteSpan, CharIndex, Document, SentenceAnalysis, SuppliedActor};
use crate::segment::{self, Abbreviations, Sentence};

/// How documents are analysed.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only actors supplied with a document count; the pack's own are off.
    pub entities_only: bool,
    /// Keep every sentence, with its tone and all that its figures can rest on, not only those with a finding.
    pub all_sentences: bool,
    /// Rule families that are switched off, to price them.
    pub without: Vec<String>,
}

/// Reads documents with one lexicon; shared by all threads.
#[derive(Debug)]
pub struct Analyzer {
    lexicon: Lexicon,
    options: Options,
    settings: Settings,
    abbreviations: Abbreviations,
}

/// Buffers that one thread reuses from document to document.
#[derive(Debug, Default)]
pub struct Scratch {
    sentences: Vec<Sentence>,
    detected: Detected,
    judge: Judge,
}

impl Analyzer {
    /// An analyzer for the lexicon.
    pub fn new(mut lexicon: Lexicon, options: Options) -> Self {
        if options.without.iter().any(|off| off == "learned") {
            lexicon.forget_learned();
        }
        let settings = Settings {
            entities_only: options.entities_only,
            observe: options.all_sentences,
            without: options.without.clone(),
        };
        let ends = |ends: Ends| match ends {
            Ends::Never => segment::Ends::Never,
            Ends::Maybe => segment::Ends::Maybe,
        };
        let listed = lexicon.abbreviations.iter().map(|(word, kind)| (word.as_str(), ends(*kind)));
        let abbreviations = Abbreviations::new(listed, lexicon.openers.iter().map(String::as_str));
        Self { lexicon, options, settings, abbreviations }
    }

    /// The lexicon that it reads with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// How it reads.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What the document says. Never fails; a text without anything to find gives an empty analysis.
    pub fn analyze(&self, document: &Document) -> Analysis {
        self.analyze_with(document, &mut Scratch::default())
    }

    /// As [`Self::analyze`], with buffers of the calling thread.
    pub fn analyze_with(&self, document: &Document, scratch: &mut Scratch) -> Analysis {
        let Scratch { sentences, detected, judge } = scratch;
        segment::sentences(&document.text, &self.abbreviations, sentences);
        let (mut context, supplied) = self.context(document);
        let mut analysis = Analysis { sentence_count: sentences.len() as u32, supplied, ..Analysis::default() };
        analysis.split_sentences = sentences.iter().filter(|sentence| sentence.split).count() as u32;
        if let Some(title) = &document.title {
            self.read_title(title, &mut context, detected, judge);
        }
        for sentence in sentences.iter() {
            let found = self.sentence(&document.text, sentence.span, detected, judge, &mut context);
            analysis.sentences.extend(found);
        }
        analysis
    }

    /// The title tells who was named and what the text is about; its own opinions are not counted.
    fn read_title(&self, title: &str, context: &mut Context, detected: &mut Detected, judge: &mut Judge) {
        let entities = context.set_aside_entities();
        let _ = self.sentence(title, ByteSpan::new(0, title.len()), detected, judge, context);
        context.bring_back_entities(entities);
    }

    /// Judges a sentence if it can hold anything, and remembers that it passed otherwise.
    fn sentence(
        &self,
        text: &str,
        span: ByteSpan,
        detected: &mut Detected,
        judge: &mut Judge,
        context: &mut Context,
    ) -> Option<SentenceAnalysis> {
        detected.read_words(text, span, &self.lexicon);
        let signals = detected.signals;
        let actors = signals.has(Signals::ACTOR) && !self.options.entities_only || context.has_entity_in(span);
        let references =
            signals.has(Signals::REFERENCE) && context.can_refer() && signals.has(Signals::OBJECT.with(Signals::CUE));
        if !(actors || references || self.options.all_sentences) {
            context.pass(signals.has(Signals::TOPIC));
            return None;
        }
        let shows_all = self.options.all_sentences;
        if !shows_all && !context.has_entity_in(span) && judge::says_nothing(signals, context, &self.lexicon) {
            context.pass_by(detected);
            return None;
        }
        detected.find_phrases(&self.lexicon);
        let found = judge.read(span, detected, &self.lexicon, &self.settings, context);
        let empty = found.mentions.is_empty() && found.opinions.is_empty();
        (self.options.all_sentences || !empty).then_some(found)
    }

    /// What is known before the first sentence: date, speaker, supplied mentions.
    fn context(&self, document: &Document) -> (Context, Vec<SuppliedActor>) {
        let mut supplied: Vec<SuppliedActor> = Vec::new();
        let mut entities: Vec<(ActorRef, ByteSpan)> = Vec::new();
        let index = LazyCell::new(|| CharIndex::new(&document.text));
        for entity in &document.entities {
            let (Some(start), Some(end)) = (index.byte_at(entity.start), index.byte_at(entity.end)) else { continue };
            let actor = self.actor_ref(&entity.id, entity.name.as_deref(), &mut supplied);
            entities.push((actor, ByteSpan { start, end }));
        }
        entities.sort_by_key(|(actor, span)| (*span, *actor));
        let speaker = document.speaker.as_deref().map(|name| self.actor_ref(name, None, &mut supplied));
        (Context::new(document.date, speaker, entities), supplied)
    }

    /// The number of an actor by id or, where no actor has that id, by name: the lexicon's, or one that the document
    /// brought.
    fn actor_ref(&self, id: &str, name: Option<&str>, supplied: &mut Vec<SuppliedActor>) -> ActorRef {
        let known = self.lexicon.actors.len() as u32;
        if let Some(actor) = self.lexicon.actor(id).or_else(|| self.lexicon.actor_named(id)) {
            return ActorRef(actor);
        }
        let number = supplied.iter().position(|actor| actor.id == id).unwrap_or_else(|| {
            supplied.push(SuppliedActor { id: id.to_owned(), name: name.unwrap_or(id).to_owned() });
            supplied.len() - 1
        });
        ActorRef(known + number as u32)
    }
}
