//! Adds one document to a tally.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::cells::{CellKey, ObjectKey};
use super::clusters::Sample;
use super::evidence::{Evidence, EvidenceTerm, Rank};
use super::label::{SentimentLabel, StanceLabel};
use super::names::{Names, ObjectId};
use super::step::Step;
use super::tally::{ActorTally, Group, Relation, SentimentTally, Settings, StanceTally, Tally};
use crate::lexicon::Lexicon;
use crate::model::{ActorRef, Analysis, CharIndex, Document, Object, Opinion, Score, SentenceAnalysis, Term};

/// What a document says about one actor.
#[derive(Clone, Debug, Default)]
struct Found<'a> {
    mentions: u64,
    sentences: u64,
    stance: Sample,
    sentiment: Sample,
    counts: Group,
    /// Its stance by the object of the strongest opinion in each sentence.
    objects: Vec<(ObjectId<'a>, Sample)>,
}

/// What one actor holds toward another in a document.
#[derive(Clone, Copy, Debug, Default)]
struct FoundRelation {
    counts: Relation,
    opinions: Sample,
}

/// A document being added.
struct Adding<'a> {
    document: &'a Document,
    names: Names<'a>,
    chars: Option<CharIndex<'a>>,
    found: BTreeMap<ActorRef, Found<'a>>,
    relations: BTreeMap<(&'a str, &'a str), FoundRelation>,
}

impl Tally {
    /// Adds a document and its analysis, made with `lexicon`.
    pub fn add(&mut self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) {
        self.corpus.documents += 1;
        self.corpus.sentences += u64::from(analysis.sentence_count);
        self.corpus.split_sentences += u64::from(analysis.split_sentences);
        let step = document.date.and_then(|date| Step::of(self.settings.period, date));
        self.corpus.add_date(document.date, step);
        let names = Names::new(lexicon, analysis);
        let mut adding = Adding { document, names, chars: None, found: BTreeMap::new(), relations: BTreeMap::new() };
        for sentence in &analysis.sentences {
            self.count_mentions(sentence);
            adding.count(sentence);
            for opinion in &sentence.opinions {
                self.add_opinion(&mut adding, sentence, opinion);
            }
            for &(actor, score, _) in &sentence.stance {
                self.add_lead(&mut adding, sentence, actor, score);
            }
        }
        self.add_found(&adding, step);
        self.add_relations(&adding, step);
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
            adding.relate(adding.names.id(holder), object, opinion);
            let Some(score) = opinion.stance.filter(|score| *score != Score::ZERO) else { continue };
            adding.found.entry(holder).or_default().counts.stance.opinions += 1;
            let settings = self.settings;
            self.with_actor(adding.names, holder, |actor| {
                if let ObjectId::Frame(frame) = object {
                    count_frame(actor, frame, opinion.polarity);
                }
                keep_evidence(actor, &settings, adding, (sentence, opinion), score);
            });
        }
    }

    /// Counts an actor's stance in a sentence for the object of its strongest opinion, and draws lots for it.
    fn add_lead(&mut self, adding: &mut Adding, sentence: &SentenceAnalysis, actor: ActorRef, score: Score) {
        let names = adding.names;
        let held = |opinion: &&Opinion| {
            opinion.stance.is_some_and(|score| score != Score::ZERO) && holders(opinion).any(|holder| holder == actor)
        };
        let strength = |opinion: &&Opinion| opinion.stance.map_or(Score::ZERO, Score::abs);
        let held = sentence.opinions.iter().filter(held);
        let Some(lead) = held.min_by_key(|o| (Reverse(strength(o)), names.object(o.object))) else { return };
        adding.found.entry(actor).or_default().object(names.object(lead.object)).add(score);
        let limit = self.settings.evidence;
        let rank = Rank::drawn(sentence.span.of(&adding.document.text), &adding.document.id);
        self.with_actor(names, actor, |known| {
            if known.drawn.may_keep(rank, limit) {
                let score = lead.stance.unwrap_or_default();
                known.drawn.add(adding.evidence(rank.evidence(score), sentence, lead), limit);
            }
        });
    }

    fn add_found(&mut self, adding: &Adding, step: Option<Step>) {
        let source = adding.document.source.as_deref().map(|source| self.names.intern(source));
        let key = CellKey { step, source };
        for (&actor, found) in &adding.found {
            let group = found.group();
            if let Some(source) = key.source.as_ref().filter(|_| !group.is_empty()) {
                self.sources.note(source);
            }
            let objects: Vec<ObjectKey> = found.objects.iter().map(|(id, _)| self.object_key(*id)).collect();
            self.with_actor(adding.names, actor, |known| {
                known.mentions += found.mentions;
                known.sentences += found.sentences;
                known.documents += 1;
                if group.is_empty() {
                    return;
                }
                let cell = known.cells.entry(key.clone()).or_default();
                cell.group.change(|sums| sums.merge(&group));
                for (key, (id, sample)) in objects.into_iter().zip(&found.objects) {
                    cell.object(*id, || key).change(|sums| sums.add(*sample));
                }
            });
        }
    }

    fn add_relations(&mut self, adding: &Adding, step: Option<Step>) {
        for (&(holder, object), found) in &adding.relations {
            let mut relation = found.counts;
            relation.clusters.add(found.opinions);
            let objects = self.relations.entry(holder.to_owned()).or_default();
            objects
                .entry(object.to_owned())
                .or_default()
                .entry(step)
                .or_default()
                .change(|known| known.merge(&relation));
        }
    }

    fn object_key(&mut self, id: ObjectId) -> ObjectKey {
        match id {
            ObjectId::Frame(id) => ObjectKey::Frame(self.names.intern(id)),
            ObjectId::Actor(id) => ObjectKey::Actor(self.names.intern(id)),
        }
    }

    /// Hands the sums of an actor to `change`; they are new if it has none.
    fn with_actor(&mut self, names: Names, actor: ActorRef, change: impl FnOnce(&mut ActorTally)) {
        let id = names.id(actor);
        if let Some(known) = self.actors.get_mut(id) {
            known.name_as(names.name(actor), names.kind(actor));
            return change(known);
        }
        let mut new = ActorTally::default();
        new.name_as(names.name(actor), names.kind(actor));
        change(&mut new);
        self.actors.insert(id.to_owned(), new);
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

    /// Counts what one actor holds toward another; what it holds toward itself is no relation.
    fn relate(&mut self, holder: &'a str, object: ObjectId<'a>, opinion: &Opinion) {
        let ObjectId::Actor(object) = object else { return };
        if holder == object || opinion.polarity == 0 {
            return;
        }
        let relation = self.relations.entry((holder, object)).or_default();
        if opinion.polarity > 0 {
            relation.counts.positive += 1;
        } else {
            relation.counts.negative += 1;
        }
        relation.opinions.add(Score(i64::from(opinion.polarity) * opinion.strength.0));
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
        evidence.url.clone_from(&document.url);
        evidence
    }
}

impl<'a> Found<'a> {
    /// The sums of an object.
    fn object(&mut self, id: ObjectId<'a>) -> &mut Sample {
        let at = match self.objects.iter().position(|(known, _)| *known == id) {
            Some(at) => at,
            None => {
                self.objects.push((id, Sample::default()));
                self.objects.len() - 1
            }
        };
        &mut self.objects[at].1
    }

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

/// Keeps an opinion as evidence if it is among the strongest of all, or of its year.
fn keep_evidence(
    actor: &mut ActorTally,
    settings: &Settings,
    adding: &mut Adding,
    (sentence, opinion): (&SentenceAnalysis, &Opinion),
    score: Score,
) {
    let (limit, yearly) = (settings.evidence, settings.evidence_by_year);
    let rank = Rank::new(score, &adding.document.id);
    let side = if score > Score::ZERO { &mut actor.favor } else { &mut actor.against };
    if side.may_keep(rank, limit) {
        side.add(adding.evidence(rank.evidence(score), sentence, opinion), limit);
    }
    let Some(date) = adding.document.date else { return };
    let sides = actor.years.entry(date.year()).or_default();
    let side = if score > Score::ZERO { &mut sides.favor } else { &mut sides.against };
    if side.may_keep(rank, yearly) {
        side.add(adding.evidence(rank.evidence(score), sentence, opinion), yearly);
    }
}
