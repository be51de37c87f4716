//! The engine knows no agenda: a pack about school meals, with invented actors, works like any other.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails if what it expects is not so"
)]

mod common;

use std::collections::BTreeMap;

use common::{actor_id, root};
use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::model::Document;
use stanceline::prove::prove;
use stanceline::report::Report;
use stanceline::{Tally, aggregate};

const ARTICLE: &str = "\
VALE HOUSE, 3 March -- Ashford Vale signed the School Meals Act on Friday, and the Meadow Party welcomed the law.

The Thrift Union attacked it. \"We oppose free school meals and we will fight for the voucher scheme,\" the Thrift \
Union said in a statement.

Mira Oakes said that Brindle County would not join the scheme. She praised universal school meals, which the Thrift \
Union has dismissed as a waste. Neither the weather nor the Brindle Cheese Fair kept pupils from a first free plate.";

fn analyzer() -> Analyzer {
    let folder = root().join("tests/packs/school-meals");
    let (lexicon, problems) = Lexicon::load(&folder).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    assert!(problems.is_empty(), "{}", problems.render(false));
    Analyzer::new(lexicon, Options::default())
}

fn article() -> Document {
    Document {
        id: "article".to_owned(),
        date: Some("2023-03-03".parse().unwrap()),
        text: ARTICLE.to_owned(),
        ..Document::default()
    }
}

#[test]
fn its_examples_hold() {
    let analyzer = analyzer();
    let failures = prove(&analyzer);
    assert!(failures.is_empty(), "{failures:#?}");
    let own = analyzer.lexicon().examples.iter().filter(|example| ARTICLE.len() > example.text.len()).count();
    assert!(own >= 15, "{own} examples ran");
}

#[test]
fn an_article_gives_the_stances_that_a_reader_sees() {
    let analyzer = analyzer();
    let analysis = analyzer.analyze(&article());
    let mut sums = BTreeMap::new();
    for (actor, score, _) in analysis.sentences.iter().flat_map(|sentence| &sentence.stance) {
        *sums.entry(actor_id(&analyzer, &analysis, *actor)).or_insert(0.0) += score.to_f64();
    }
    println!("{sums:?}");
    for (actor, sign) in [
        ("ashford-vale", 1.0),
        ("meadow-party", 1.0),
        ("thrift-union", -1.0),
        ("mira-oakes", 1.0),
        ("brindle-county", 1.0),
    ] {
        let sum = sums.get(actor).copied().unwrap_or_default();
        assert!(sum * sign > 0.0, "{actor} stands at {sum}, all: {sums:?}");
    }
    assert_eq!(sums.len(), 5, "nobody else has a stance: {sums:?}");
}

#[test]
fn nothing_of_the_first_agenda_is_left() {
    let analyzer = analyzer();
    let lexicon = analyzer.lexicon();
    assert_eq!(lexicon.packs.iter().map(|pack| pack.id.as_str()).collect::<Vec<_>>(), ["english-core", "school-meals"]);
    assert_eq!((lexicon.actors.len(), lexicon.frames.len()), (8, 5));

    let mut tally = Tally::new(aggregate::Settings::default());
    let document = article();
    tally.add(&document, &analyzer.analyze(&document), lexicon);
    let mut bytes = Vec::new();
    Report::new(&tally, lexicon, analyzer.options()).write_json(&mut bytes).unwrap();
    let report = String::from_utf8(bytes).unwrap().to_lowercase();
    assert!(report.contains("school-meals") && report.contains("means-tested"));
    for word in ["china", "chinese", "cyber", "huawei", "internet", "india", "rival"] {
        assert!(!report.contains(word), "the report speaks of {word}");
    }
}

#[test]
fn a_text_of_the_first_agenda_says_nothing_here() {
    let text = "India rejected cyber sovereignty and China praised the Global Data Security Initiative.".to_owned();
    let analysis = analyzer().analyze(&Document { text, ..Document::default() });
    assert!(analysis.sentences.is_empty(), "{analysis:?}");
}
