//! Laws of merging, on random documents, and the counting rules on a written one.

use proptest::prelude::*;

use super::{Encoded, Settings, Tally};
use crate::lexicon::{Actor, ActorKind, Frame, FrameKind, Lexicon, Pronoun};
use crate::model::{
    ActorRef, Analysis, ByteSpan, Document, Mention, Object, Opinion, PartialDate, Score, SentenceAnalysis, Voice,
};

const TEXT: &str = "Ünder dem Meer. One two three.";

fn lexicon() -> Lexicon {
    let actor = |id: &str| Actor {
        id: id.to_owned(),
        name: id.to_uppercase(),
        kind: ActorKind::State,
        pronoun: Pronoun::It,
        offices: Vec::new(),
        member_of: Vec::new(),
    };
    let frame = Frame { id: "frame".to_owned(), pole: Score::ONE, kind: FrameKind::Idea, needs_topic: false };
    Lexicon { actors: ["a", "b", "c"].map(actor).to_vec(), frames: vec![frame], ..Lexicon::default() }
}

fn opinion(holder: u32, speaks_for: Option<u32>, object: Object, stance: Option<i64>) -> Opinion {
    let strength = Score(stance.unwrap_or(400_000).abs());
    Opinion {
        holder: ActorRef(holder),
        speaks_for: speaks_for.map(ActorRef),
        object,
        polarity: if stance.is_some_and(|score| score < 0) { -1 } else { 1 },
        strength,
        stance: stance.map(Score),
        rule: "rule",
        voice: Voice::Author,
        terms: Vec::new(),
    }
}

fn sentence(number: usize, opinions: Vec<Opinion>) -> SentenceAnalysis {
    let span = if number == 0 { ByteSpan::new(0, 16) } else { ByteSpan::new(17, TEXT.len()) };
    let stance = opinions.iter().filter_map(|o| Some((o.holder, o.stance?, false))).collect();
    let sentiment = opinions.iter().map(|o| (o.holder, Score(30_000 * i64::from(o.polarity)))).collect();
    let mention = |o: &Opinion| Mention { actor: o.holder, speaks_for: None, span, via: "name" };
    SentenceAnalysis {
        span,
        mentions: opinions.iter().map(mention).collect(),
        opinions,
        stance,
        sentiment,
        ..SentenceAnalysis::default()
    }
}

type Drawn = (u8, Option<(i16, u8)>, Option<u8>, Vec<(u32, bool, Option<i64>)>);

/// A document with at most one opinion a sentence.
fn document(drawn: &Drawn) -> (Document, Analysis) {
    let (id, date, source, opinions) = drawn;
    let document = Document {
        id: id.to_string(),
        date: date.and_then(|(year, day)| PartialDate::day(2000 + year, 1 + day % 12, 1 + day % 28)),
        source: source.map(|source| format!("source {source}")),
        text: TEXT.to_owned(),
        ..Document::default()
    };
    let sentences = opinions.iter().enumerate().map(|(number, &(holder, of_frame, stance))| {
        let object = if of_frame { Object::Frame(0) } else { Object::Actor(ActorRef(2)) };
        sentence(number, vec![opinion(holder, Some((holder + 1) % 2), object, stance)])
    });
    let analysis = Analysis { sentences: sentences.collect(), sentence_count: 2, ..Analysis::default() };
    (document, analysis)
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let opinion = (0u32..2, any::<bool>(), proptest::option::of(-3i64..4));
    let opinion = opinion.prop_map(|(holder, of_frame, stance)| (holder, of_frame, stance.map(|s| s * 250_000)));
    let one = (
        0u8..9,
        proptest::option::of((0i16..3, 0u8..30)),
        proptest::option::of(0u8..3),
        prop::collection::vec(opinion, 0..3),
    );
    prop::collection::vec(one, 0..12)
}

fn tally(documents: &[Drawn]) -> Tally {
    let lexicon = lexicon();
    let mut tally = Tally::new(Settings { evidence: 2, ..Settings::default() });
    for drawn in documents {
        let (document, analysis) = document(drawn);
        tally.add(&document, &analysis, &lexicon);
        tally.corpus.skip("reason", document.id);
    }
    tally
}

fn merged(mut left: Tally, right: Tally) -> Tally {
    left.merge(right);
    left
}

proptest! {
    #[test]
    fn merging_is_associative_and_commutative(a in drawn(), b in drawn(), c in drawn()) {
        let whole = tally(&[a.clone(), b.clone(), c.clone()].concat());
        let (a, b, c) = (tally(&a), tally(&b), tally(&c));
        let left = merged(merged(a.clone(), b.clone()), c.clone());
        let right = merged(c.clone(), merged(b.clone(), a.clone()));
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(&right, &whole);
        let mut read = Tally::new(whole.settings);
        for part in [&b, &a, &Tally::new(whole.settings), &c] {
            let Encoded { sums, evidence } = part.encode();
            read.merge_encoded(&sums, &mut |at, length| Ok(evidence[at as usize..][..length].to_vec())).unwrap();
        }
        prop_assert_eq!(&read, &whole);
        prop_assert_eq!(read.encode(), whole.encode());
        let empty = Tally::new(whole.settings);
        prop_assert_eq!(&merged(empty.clone(), whole.clone()), &whole);
        prop_assert_eq!(&merged(whole.clone(), empty), &whole);
    }
}

#[test]
fn whom_a_holder_speaks_for_holds_the_opinion_too() {
    let mut one = sentence(1, vec![opinion(0, Some(1), Object::Frame(0), Some(-500_000))]);
    one.stance.push((ActorRef(1), Score(-500_000), false));
    let document = Document { text: TEXT.to_owned(), ..Document::default() };
    let analysis = Analysis { sentences: vec![one], sentence_count: 2, ..Analysis::default() };
    let mut tally = Tally::new(Settings::default());
    tally.add(&document, &analysis, &lexicon());
    for id in ["a", "b"] {
        let actor = &tally.actors[id];
        let stance = actor.total().stance;
        assert_eq!((stance.opinions, stance.against, actor.documents), (1, 1, 1), "{id}");
        assert_eq!(stance.clusters.sum, -500_000);
        let cell = actor.cells.values().next().unwrap();
        let objects: Vec<_> = cell.objects.iter().map(|(key, sums)| (key.clone(), sums.get())).collect();
        assert_eq!(objects, [(super::ObjectKey::Frame("frame".into()), stance.clusters)]);
        assert_eq!(actor.frames["frame"].against, 1);
        let evidence = actor.against.iter().next().unwrap();
        assert_eq!((evidence.sentence.as_str(), evidence.start, evidence.end), ("One two three.", 16, 30));
    }
    assert_eq!((tally.actors["a"].mentions, tally.actors["b"].mentions), (1, 0));
    assert_eq!(tally.actors["a"].total().sentiment.neutral, 1);
    assert_eq!((tally.corpus.mentions, tally.corpus.mentions_without_opinion, tally.corpus.undated), (1, 0, 1));
}

#[test]
fn opinions_of_actors_about_actors_make_relations() {
    let to_c = |stance| opinion(0, None, Object::Actor(ActorRef(2)), stance);
    let to_itself = opinion(2, None, Object::Actor(ActorRef(2)), None);
    let one = sentence(0, vec![to_c(None), to_c(Some(-200_000)), to_itself]);
    let analysis = Analysis { sentences: vec![one], sentence_count: 2, ..Analysis::default() };
    let mut tally = Tally::new(Settings::default());
    tally.add(&Document { text: TEXT.to_owned(), ..Document::default() }, &analysis, &lexicon());
    let relation = tally.relations["a"]["c"][&None].get();
    assert_eq!((relation.positive, relation.negative, relation.clusters.sum), (1, 1, 200_000));
    assert_eq!((relation.clusters.documents, relation.clusters.sentences), (1, 2));
    assert!(!tally.relations.contains_key("c"));
}
