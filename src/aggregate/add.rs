//! Adds one document to a tally.

use std::collections::BTreeMap;

use super::clusters::Sample;
use super::evidence::{Evidence, EvidenceTerm, Rank};
use super::label::{SentimentLabel, StanceLabel};
use super::names::{Names, ObjectId};
use super::tally::{ActorTally, Group, SentimentTally, StanceTally, Tally};
use crate::lexicon::Lexicon;
use crate::model::{ActorRef, Analysis, CharIndex, Document, Object, Opinion, Score, SentenceAnalysis, Term};

/// What a document says about one actor.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    mentions: u64,
    sentences: u64,
    stance: Sample,
    sentiment: Sample,
    counts: Group,
}

/// A document being added.
struct Adding<'a> {
    document: &'a Document,
    names: Names<'a>,
    chars: Option<CharIndex<'a>>,
    found: BTreeMap<ActorRef, Found>,
}

impl Tally {
    /// Adds a document and its analysis, made with `lexicon`.
    pub fn add(&mut self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) {
        self.corpus.documents += 1;
        self.corpus.sentences += u64::from(analysis.sentence_count);
        self.corpus.split_sentences += u64::from(analysis.split_sentences);
        self.corpus.add_date(document.date);
        let names = Names::new(lexicon, analysis);
        let mut adding = Adding { document, names, chars: None, found: BTreeMap::new() };
        for sentence in &analysis.sentences {
            self.count_mentions(sentence);
            adding.count(sentence);
            for opinion in &sentence.opinions {
                self.add_opinion(&mut adding, sentence, opinion);
            }
        }
        self.add_found(&adding);
    }

    fn count_mentions(&mut self, sentence: &SentenceAnalysis) {
        self.corpus.mentions += sentence.mentions.len() as u64;
        let takes_part = |actor: ActorRef| {
            let is_object = |o: &Opinion| o.object == Object::Actor(actor);
            sentence.opinions.iter().any(|o| o.holder == actor || o.speaks_for == Some(actor) || is_object(o))
        };
        let silent = sentence.mentions.iter().filter(|mention| !takes_part(mention.actor));
        self.corpus.mentions_without_opinion += silent.count() as u64;
    }

    fn add_opinion(&mut self, adding: &mut Adding, sentence: &SentenceAnalysis, opinion: &Opinion) {
        let object = adding.names.object(opinion.object);
        for holder in holders(opinion) {
            self.relate(adding.names.id(holder), object, opinion);
            let Some(score) = opinion.stance.filter(|score| *score != Score::ZERO) else { continue };
            adding.found.entry(holder).or_default().counts.stance.opinions += 1;
            let limit = self.settings.evidence;
            let actor = self.actor(adding.names, holder);
            if let ObjectId::Frame(frame) = object {
                count_frame(actor, frame, opinion.polarity);
            }
            let side = if score > Score::ZERO { &mut actor.favor } else { &mut actor.against };
            let rank = Rank::new(score, &adding.document.id);
            if side.may_keep(rank, limit) {
                side.add(adding.evidence(rank.evidence(score), sentence, opinion), limit);
            }
        }
    }

    /// Counts what one actor holds toward another; what it holds toward itself is no relation.
    fn relate(&mut self, holder: &str, object: ObjectId, opinion: &Opinion) {
        let ObjectId::Actor(object) = object else { return };
        if holder == object || opinion.polarity == 0 {
            return;
        }
        let objects = self.relations.entry(holder.to_owned()).or_default();
        let relation = objects.entry(object.to_owned()).or_default();
        if opinion.polarity > 0 {
            relation.positive += 1;
        } else {
            relation.negative += 1;
        }
        relation.sum += i128::from(opinion.polarity) * i128::from(opinion.strength.0);
    }

    fn add_found(&mut self, adding: &Adding) {
        let step = adding.document.date.and_then(|date| self.settings.period.of(date));
        for (&actor, found) in &adding.found {
            let known = self.actor(adding.names, actor);
            known.mentions += found.mentions;
            known.sentences += found.sentences;
            known.documents += 1;
            let group = found.group();
            if group.is_empty() {
                continue;
            }
            known.total.merge(&group);
            if let Some(step) = &step {
                known.series.entry(step.to_owned()).or_default().merge(&group);
            }
            if let Some(source) = &adding.document.source {
                known.sources.entry(source.to_owned()).or_default().merge(&group);
            }
        }
    }

    fn actor(&mut self, names: Names, actor: ActorRef) -> &mut ActorTally {
        let known = self.actors.entry(names.id(actor).to_owned()).or_default();
        known.name_as(names.name(actor), names.kind(actor));
        known
    }
}

impl<'a> Adding<'a> {
    fn count(&mut self, sentence: &SentenceAnalysis) {
        let mut present: Vec<ActorRef> = Vec::with_capacity(8);
        for mention in &sentence.mentions {
            self.found.entry(mention.actor).or_default().mentions += 1;
            present.push(mention.actor);
        }
        for &(actor, score, both_ways) in &sentence.stance {
            let found = self.found.entry(actor).or_default();
            found.stance.add(score);
            count_stance(&mut found.counts.stance, score, both_ways);
            present.push(actor);
        }
        for &(actor, score) in &sentence.sentiment {
            let found = self.found.entry(actor).or_default();
            found.sentiment.add(score);
            count_sentiment(&mut found.counts.sentiment, score);
            present.push(actor);
        }
        present.sort_unstable();
        present.dedup();
        for actor in present {
            self.found.entry(actor).or_default().sentences += 1;
        }
    }

    /// Fills in evidence. Offsets in code points are only worked out here, for the few opinions that are kept.
    fn evidence(&mut self, mut evidence: Evidence, sentence: &SentenceAnalysis, opinion: &Opinion) -> Evidence {
        let document: &'a Document = self.document;
        let text: &'a str = &document.text;
        let chars = self.chars.get_or_insert_with(|| CharIndex::new(text));
        evidence.start = chars.chars_before(sentence.span.start);
        evidence.end = chars.chars_before(sentence.span.end);
        sentence.span.of(text).clone_into(&mut evidence.sentence);
        opinion.rule.clone_into(&mut evidence.rule);
        let object = self.names.object(opinion.object);
        evidence.of_frame = matches!(object, ObjectId::Frame(_));
        object.as_str().clone_into(&mut evidence.object);
        evidence.polarity = opinion.polarity;
        evidence.strength = opinion.strength;
        let term = |term: &Term| EvidenceTerm {
            role: term.role.to_owned(),
            start: chars.chars_before(term.span.start),
            end: chars.chars_before(term.span.end),
            entry: term.entry.clone(),
            text: term.span.of(text).to_owned(),
        };
        evidence.terms = opinion.terms.iter().map(term).collect();
        evidence.date = document.date;
        evidence.source.clone_from(&document.source);
        evidence
    }
}

impl Found {
    fn group(&self) -> Group {
        let mut group = self.counts;
        group.stance.clusters.add(self.stance);
        group.sentiment.clusters.add(self.sentiment);
        group
    }
}

/// Whose position an opinion is: the holder's, and that of whom it speaks for.
fn holders(opinion: &Opinion) -> impl Iterator<Item = ActorRef> {
    let state = opinion.speaks_for.filter(|&state| state != opinion.holder);
    std::iter::once(opinion.holder).chain(state)
}

fn count_stance(counts: &mut StanceTally, score: Score, both_ways: bool) {
    match StanceLabel::of(score, both_ways) {
        StanceLabel::Favor => counts.favor += 1,
        StanceLabel::Against => counts.against += 1,
        StanceLabel::Mixed => counts.mixed += 1,
    }
}

fn count_sentiment(counts: &mut SentimentTally, score: Score) {
    match SentimentLabel::of(score) {
        SentimentLabel::Positive => counts.positive += 1,
        SentimentLabel::Neutral => counts.neutral += 1,
        SentimentLabel::Negative => counts.negative += 1,
    }
}

fn count_frame(actor: &mut ActorTally, frame: &str, polarity: i8) {
    let counts = actor.frames.entry(frame.to_owned()).or_default();
    match polarity {
        1 => counts.favor += 1,
        -1 => counts.against += 1,
        _ => {}
    }
}
