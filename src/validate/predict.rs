//! What the program says of each unit.

use std::borrow::Cow;

use super::Task;
use super::problems::{UNKNOWN_ACTOR, at};
use super::units::{Coded, Place, Unit};
use crate::aggregate::{SentimentLabel, StanceLabel};
use crate::analyze::Analyzer;
use crate::lexicon::Lexicon;
use crate::model::{
    ActorRef, Analysis, ByteSpan, CharIndex, Document, Entity, Mention, Object, Problem, Score, SentenceAnalysis,
};

/// A verdict on one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// -1, 0 or +1; 0 also where there is no evidence.
    pub label: i8,
    /// The score behind it, whose size is the confidence.
    pub score: f64,
    /// Id of the rule that gave the strongest opinion; empty where no opinion decides.
    pub rule: &'static str,
}

/// One comparison: a unit, or the other direction of a relation.
#[derive(Clone, Debug)]
pub struct Item {
    /// Id of the unit, with `#rev` for the other direction.
    pub id: String,
    /// Number of the unit in [`Coded::units`].
    pub unit: usize,
    /// Whether it asks what the target holds toward the source.
    pub reverse: bool,
    /// What counts as true; `None` if coders are divided.
    pub truth: Option<i8>,
    /// The code on a continuous scale.
    pub truth_score: Option<f64>,
    /// What the program, or whoever else predicted, says.
    pub prediction: Prediction,
}

/// Id of an actor that has a place and no name.
const TARGET: &str = "target";

/// Id of the source of a relation.
const SOURCE: &str = "source";

/// All comparisons, in the order of the units.
///
/// # Errors
/// All units whose actor no verdict could be about: to count these as 0 would be a figure about nothing.
pub fn items(coded: &Coded, task: Task, analyzer: &Analyzer) -> Result<Vec<Item>, Vec<Problem>> {
    let unknown: Vec<Problem> =
        coded.units.iter().filter_map(|unit| unknown_actor(unit, task, analyzer.lexicon())).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let each = |(number, unit): (usize, &Unit)| {
        let (document, analysis) = reading(unit, task, analyzer);
        let item = |reverse: bool, truth: Option<i8>| Item {
            id: format!("{}{}", unit.id, if reverse { "#rev" } else { "" }),
            unit: number,
            reverse,
            truth,
            truth_score: unit.score.filter(|_| !reverse),
            prediction: predict(unit, task, reverse, &document, &analysis, analyzer.lexicon()),
        };
        let reverse = unit.reverse.filter(|_| task == Task::Relation);
        std::iter::once(item(false, unit.truth)).chain(reverse.map(|truth| item(true, Some(truth)))).collect::<Vec<_>>()
    };
    Ok(coded.units.iter().enumerate().flat_map(each).collect())
}

/// What is wrong with a unit of which neither the pack nor a place nor the document says who is meant.
fn unknown_actor(unit: &Unit, task: Task, lexicon: &Lexicon) -> Option<Problem> {
    let id = actor_id(unit, lexicon);
    let is_known = lexicon.actor(&id).is_some()
        || !unit.in_corpus && unit.target.is_some()
        || unit.document.entities.iter().any(|entity| entity.id == id);
    if is_known || matches!(task, Task::Relation | Task::Tone) {
        return None;
    }
    let message = unit.actor.as_ref().map_or("no actor".to_owned(), |actor| format!("no actor is called {actor:?}"));
    Some(at(UNKNOWN_ACTOR, &unit.file, unit.line, message))
}

/// The document in which a unit is read, and its analysis.
///
/// A text that stands by itself gets the coded actors as supplied entities, since their places are given; a document
/// of a corpus is read as `score` reads it.
pub fn reading<'a>(unit: &'a Unit, task: Task, analyzer: &Analyzer) -> (Cow<'a, Document>, Analysis) {
    let document = if unit.in_corpus {
        Cow::Borrowed(&*unit.document)
    } else {
        Cow::Owned(Document { entities: entities(unit, task, analyzer.lexicon()), ..(*unit.document).clone() })
    };
    let analysis = analyzer.analyze(&document);
    (document, analysis)
}

fn entities(unit: &Unit, task: Task, lexicon: &Lexicon) -> Vec<Entity> {
    let entity = |id: String, place: Option<Place>| {
        place.map(|place| Entity { id, start: place.start, end: place.end, name: None })
    };
    let target = match task {
        Task::Tone => None,
        Task::Stance | Task::Sentiment => entity(actor_id(unit, lexicon), unit.target),
        Task::Relation => entity(TARGET.to_owned(), unit.target),
    };
    let source = unit.source.filter(|_| task == Task::Relation);
    entity(SOURCE.to_owned(), source).into_iter().chain(target).collect()
}

/// The lexicon's id of a unit's actor, given by id or name; else what the sheet calls it.
fn actor_id(unit: &Unit, lexicon: &Lexicon) -> String {
    let Some(given) = unit.actor.as_deref() else { return TARGET.to_owned() };
    let known = lexicon.actor(given).or_else(|| lexicon.actor_named(given));
    known.map_or(given, |actor| &lexicon.actors[actor as usize].id).to_owned()
}

fn predict(
    unit: &Unit,
    task: Task,
    reverse: bool,
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> Prediction {
    let actor = |id: &str| find_actor(id, analysis, lexicon);
    let sentences = || sentences(unit, task, document, analysis);
    match task {
        Task::Stance => {
            actor(&actor_id(unit, lexicon)).map_or_else(Prediction::default, |actor| stance(&sentences(), actor))
        }
        Task::Sentiment => {
            actor(&actor_id(unit, lexicon)).map_or_else(Prediction::default, |actor| sentiment(&sentences(), actor))
        }
        Task::Relation => {
            let (source, target) = (actor(SOURCE), actor(TARGET));
            let (holder, object) = if reverse { (target, source) } else { (source, target) };
            relation(analysis, holder, object)
        }
        Task::Tone => tone(&sentences()),
    }
}

fn find_actor(id: &str, analysis: &Analysis, lexicon: &Lexicon) -> Option<ActorRef> {
    let known = lexicon.actors.len() as u32;
    let supplied = analysis.supplied.iter().position(|actor| actor.id == id).map(|at| ActorRef(known + at as u32));
    supplied.or_else(|| lexicon.actor(id).map(ActorRef))
}

/// The sentences that a unit is about: the one in which the actor stands, or all of the text if no place is given.
///
/// Sentiment and tone are those of the whole text where the sheet gives it as one unit, without saying which of its
/// sentences is meant.
fn sentences<'a>(unit: &Unit, task: Task, document: &Document, analysis: &'a Analysis) -> Vec<&'a SentenceAnalysis> {
    let is_whole = !unit.in_corpus && unit.sentence.is_none() && matches!(task, Task::Sentiment | Task::Tone);
    let Some(place) = unit.target.filter(|_| !is_whole) else { return analysis.sentences.iter().collect() };
    let span = bytes(document, place);
    analysis
        .sentences
        .iter()
        .find(|sentence| span.is_some_and(|span| sentence.span.overlaps(span)))
        .into_iter()
        .collect()
}

/// The sentence to look at for a unit: of those that it is about, the one in which its actor has the strongest stance,
/// else the first that mentions it, else the first.
pub fn deciding<'a>(
    unit: &Unit,
    task: Task,
    document: &Document,
    analysis: &'a Analysis,
    lexicon: &Lexicon,
) -> Option<&'a SentenceAnalysis> {
    let who = if task == Task::Relation { SOURCE.to_owned() } else { actor_id(unit, lexicon) };
    let actor = find_actor(&who, analysis, lexicon);
    let rank = |sentence: &SentenceAnalysis| {
        let stance = sentence.stance.iter().find(|(who, ..)| Some(*who) == actor).map(|(_, score, _)| score.abs());
        (stance, mentions(sentence, actor).next().is_some())
    };
    let sentences = sentences(unit, task, document, analysis).into_iter();
    sentences.reduce(|best, next| if rank(next) > rank(best) { next } else { best })
}

/// Where an actor, or whoever speaks for it, stands in a sentence.
fn mentions(sentence: &SentenceAnalysis, actor: Option<ActorRef>) -> impl Iterator<Item = ByteSpan> {
    let is_it =
        move |mention: &&Mention| Some(mention.actor) == actor || mention.speaks_for == actor && actor.is_some();
    sentence.mentions.iter().filter(is_it).map(|mention| mention.span)
}

/// The place of a unit's actor: its first mention in the sentence, else the place that the sheet gives.
pub(super) fn place(
    unit: &Unit,
    task: Task,
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> Option<ByteSpan> {
    let actor = find_actor(&actor_id(unit, lexicon), analysis, lexicon);
    let here = deciding(unit, task, document, analysis, lexicon);
    let mention = here.and_then(|sentence| mentions(sentence, actor).next());
    let given = || unit.target.and_then(|place| bytes(document, place));
    mention.or_else(given)
}

fn bytes(document: &Document, place: Place) -> Option<ByteSpan> {
    let index = CharIndex::new(&document.text);
    Some(ByteSpan { start: index.byte_at(place.start)?, end: index.byte_at(place.end)? })
}

fn stance(sentences: &[&SentenceAnalysis], actor: ActorRef) -> Prediction {
    let found = sentences.iter().flat_map(|&sentence| {
        let stances = sentence.stance.iter().filter(|(who, ..)| *who == actor);
        stances.map(move |&(_, score, both_ways)| (sentence, score, both_ways))
    });
    // The first of the strongest.
    let strongest = found.reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best });
    let Some((sentence, score, both_ways)) = strongest else { return Prediction::default() };
    let label = match StanceLabel::of(score, both_ways) {
        StanceLabel::Favor => 1,
        StanceLabel::Against => -1,
        StanceLabel::Mixed => 0,
    };
    let held = sentence.opinions.iter().filter(|opinion| {
        (opinion.holder == actor || opinion.speaks_for == Some(actor)) && opinion.stance.is_some_and(|s| s.0 != 0)
    });
    let rule = held.max_by_key(|opinion| opinion.stance.map(Score::abs)).map_or("", |opinion| opinion.rule);
    Prediction { label, score: score.to_f64(), rule }
}

fn sentiment(sentences: &[&SentenceAnalysis], actor: ActorRef) -> Prediction {
    let found = sentences.iter().flat_map(|sentence| &sentence.sentiment).filter(|(who, _)| *who == actor);
    let sum = found.fold(Score::ZERO, |sum, (_, score)| sum + *score);
    Prediction { label: side(sum), score: sum.to_f64(), rule: "" }
}

fn relation(analysis: &Analysis, holder: Option<ActorRef>, object: Option<ActorRef>) -> Prediction {
    let (Some(holder), Some(object)) = (holder, object) else { return Prediction::default() };
    let opinions = analysis.sentences.iter().flat_map(|sentence| &sentence.opinions);
    let held: Vec<_> = opinions.filter(|o| o.holder == holder && o.object == Object::Actor(object)).collect();
    let sum: i64 = held.iter().map(|opinion| i64::from(opinion.polarity) * opinion.strength.0).sum();
    let rule = held.first().map_or("", |opinion| opinion.rule);
    Prediction { label: Score(sum).signum(), score: Score(sum).to_f64(), rule }
}

pub(super) fn tone(sentences: &[&SentenceAnalysis]) -> Prediction {
    let tones: Vec<Score> = sentences.iter().filter_map(|sentence| sentence.tone).collect();
    let sum = tones.iter().fold(Score::ZERO, |sum, tone| sum + *tone);
    let mean = sum.over(tones.len() as i64);
    Prediction { label: side(mean), score: mean.to_f64(), rule: "" }
}

/// The side of a sentiment or a tone.
fn side(score: Score) -> i8 {
    match SentimentLabel::of(score) {
        SentimentLabel::Positive => 1,
        SentimentLabel::Neutral => 0,
        SentimentLabel::Negative => -1,
    }
}
