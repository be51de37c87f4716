//! Learned weights: the shipped files are what the documented commands write, they touch no stance, and names have none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails if what it expects is not so"
)]

mod common;

use std::fs;
use std::path::PathBuf;

use common::{analyzer, root};
use stanceline::Lexicon;
use stanceline::analyze::{Analyzer, Options};
use stanceline::fit::{self, Corpus, Origin, Settings};
use stanceline::judge::contributions;
use stanceline::model::{ActorRef, Document, Measure};

/// The analyzer of `explain`: all sentences, with or without learned weights.
fn observing(without: &[&str]) -> Analyzer {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
    let without = without.iter().map(|&family| family.to_owned()).collect();
    Analyzer::new(lexicon, Options { all_sentences: true, without, ..Options::default() })
}

fn document(text: &str) -> Document {
    Document { text: text.to_owned(), ..Document::default() }
}

/// Labelled sets with the weight of one text each, or nothing, said loudly, where they are not there.
fn corpora(sets: &[(&str, f64)]) -> Option<Vec<Corpus>> {
    let read = |(name, weight): &(&str, f64)| {
        let path: PathBuf = root().join("../shared/eval").join(format!("{name}.jsonl"));
        let Ok(lines) = fs::read_to_string(&path) else {
            println!("NOT RUN: {} is not there, so the shipped weights were not learned again", path.display());
            return None;
        };
        Some(Corpus { texts: fit::read(&lines).unwrap(), weight: *weight })
    };
    sets.iter().map(read).collect()
}

/// Learns again and compares with the file, but for its first lines, where the command stands.
fn assert_shipped(file: &str, sets: &[(&str, f64)], settings: Settings, sources: &[&str], date: &str) {
    let Some(corpora) = corpora(sets) else { return };
    let fitted = fit::learn(&observing(&["learned"]), &corpora, settings);
    let sources = sources.iter().map(|&source| source.to_owned()).collect();
    let origin = Origin { sources, date: date.to_owned(), command: String::new() };
    let body = |text: &str| text.split_once("\n# On the first").unwrap().1.to_owned();
    let shipped = fs::read_to_string(root().join("lexicons/english-learned").join(file)).unwrap();
    assert!(body(&fitted.to_toml(&origin)) == body(&shipped), "{file} is not what the command in its head writes");
    assert!(shipped.len() < 1 << 20, "{file} is too long to be read");
}

#[test]
fn the_shipped_weights_of_sentiment_are_learned_again() {
    let settings = Settings { measure: Measure::Sentiment, penalty: 150.0, support: 8, prune: 0.1 };
    assert_shipped("learned-sentiment.toml", &[("newsmtsc.train", 1.0)], settings, &["newsmtsc"], "2021");
}

#[test]
fn the_shipped_weights_of_tone_are_learned_again() {
    let sets = [("nyt.train", 1.0), ("unscon.train", 0.3), ("newsmtsc.train", 0.4), ("dse.train", 0.1)];
    let settings = Settings { measure: Measure::Tone, penalty: 100.0, support: 20, prune: 0.01 };
    assert_shipped("learned-tone.toml", &sets, settings, &["vader-nyt", "unscon", "newsmtsc", "dse"], "2024");
}

#[test]
fn contributions_add_up_to_the_sentiment() {
    let analyzer = observing(&[]);
    let text = "India was widely praised for its brilliant and honest work, while Russia was accused of lying again.";
    let analysis = analyzer.analyze(&document(text));
    let sentence = &analysis.sentences[0];
    assert_eq!(sentence.sentiment.len(), 2);
    for &(actor, score) in &sentence.sentiment {
        let all = contributions(analyzer.lexicon(), text, &sentence.observations, Some(actor));
        let sum = |scale: usize| all.iter().map(|one| one.adds[scale].to_f64()).sum::<f64>().max(0.0);
        let difference = sum(0) - sum(1);
        let expected = difference / (1.0 + difference.abs());
        assert!((expected - score.to_f64()).abs() < 1e-4, "{expected} {score} {all:?}");
    }
}

#[test]
fn names_and_capitals_have_no_weight() {
    let analyzer = observing(&[]);
    let text = "In Geneva India met Accused Corrupt Murder Failed on Huawei and the Budapest Convention.";
    let analysis = analyzer.analyze(&document(text));
    let sentence = &analysis.sentences[0];
    let india = ActorRef(analyzer.lexicon().actor("india").unwrap());
    let all = contributions(analyzer.lexicon(), text, &sentence.observations, Some(india));
    let words: Vec<&str> = all.iter().filter(|one| one.role == "word").map(|one| one.entry.as_str()).collect();
    for name in ["accused", "corrupt", "murder", "failed", "huawei", "convention", "geneva"] {
        assert!(!words.contains(&name), "{words:?}");
    }
}

#[test]
fn learned_weights_touch_no_stance() {
    let (with, without) = (observing(&[]), observing(&["learned"]));
    let mut moved = 0;
    for path in common::files(&root().join("corpus"), &["txt"]) {
        let text = fs::read_to_string(path).unwrap();
        let (one, other) = (with.analyze(&document(&text)), without.analyze(&document(&text)));
        for (one, other) in one.sentences.iter().zip(&other.sentences) {
            assert_eq!((&one.opinions, &one.stance), (&other.opinions, &other.stance));
            moved += usize::from(one.sentiment != other.sentiment);
        }
    }
    assert!(moved > 0, "the weights are in use");
    assert!(analyzer().lexicon().learned(Measure::Sentiment).is_some());
}

/// What is said of a pack whose only file of entries holds this.
fn problems(learned: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("p");
    fs::create_dir(&pack).unwrap();
    let header =
        "id = \"p\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\nbias = \"b\"\n";
    fs::write(pack.join("pack.toml"), header).unwrap();
    fs::write(pack.join("learned.toml"), learned).unwrap();
    match Lexicon::load(&pack) {
        Ok((lexicon, _)) => format!("no problem: {:?}", lexicon.learned(Measure::Sentiment).map(|all| all.words.len())),
        Err(problems) => problems.render(false),
    }
}

#[test]
fn mistakes_in_learned_weights_are_shown_with_their_line() {
    let file = |words: &str| {
        let head = "[[learned]]\nmeasure = \"sentiment\"\ndate = \"2021\"\ntexts = 1\npenalty = 1.0\n";
        format!("{head}words = [\n{words}\n]\n")
    };
    let good = "{ words = [\"accused\"], support = 5, blame = { after-near = 0.5 } },";
    assert!(problems(&file(good)).contains("no problem: Some(1)"), "{}", problems(&file(good)));
    for (words, code, message) in [
        (format!("{good}\n{good}"), "L019", "learned.toml:8:"),
        ("{ words = [\"two words\"], support = 5 },".to_owned(), "L008", "learned.toml:7:"),
        ("{ words = [\"accused\"], support = 0 },".to_owned(), "L006", "a support of 0"),
        ("{ words = [\"accused\"], support = 5, blame = { after-near = 500.0 } },".to_owned(), "L006", "out of range"),
        ("{ words = [\"accused\"], support = 5, tone = 0.5 },".to_owned(), "L002", "do not fit the measure"),
        ("{ words = [\"accused\"], support = 5, blame = { behind = 0.5 } },".to_owned(), "L002", "behind"),
    ] {
        let shown = problems(&file(&words));
        assert!(shown.contains(code) && shown.contains(message), "{words}:\n{shown}");
    }
    let twice = format!("{0}{0}", file(""));
    assert!(problems(&twice).contains("L019"), "{}", problems(&twice));
}
