//! Validation from end to end: the same figures as an independent scorer, and the worked example of the README.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails if what it expects is not so, and says loudly what it could not run"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::root;
use serde_json::{Value, json};
use stanceline::analyze::{Analyzer, Options};
use stanceline::ingest;
use stanceline::lexicon::Lexicon;
use stanceline::pipeline;
use stanceline::report::Report;
use stanceline::validate::{
    self, Coded, Confusion, Item, Sampling, Settings, Sheet, Task, Validation, pearson, spearman,
};

const SETS: [(&str, Task, Option<&str>); 8] = [
    ("domain.dev", Task::Stance, None),
    ("domain-news.dev", Task::Stance, None),
    ("domain-un.dev", Task::Stance, None),
    ("dse.dev", Task::Relation, None),
    ("events.dev", Task::Relation, Some("plover")),
    ("newsmtsc.dev", Task::Sentiment, Some("rw")),
    ("nyt.dev", Task::Tone, None),
    ("unscon.train", Task::Tone, None),
];

fn analyzer(entities_only: bool) -> Analyzer {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
    Analyzer::new(lexicon, Options { entities_only, all_sentences: true, ..Options::default() })
}

fn sheet(path: &Path) -> Sheet {
    Sheet { name: path.file_name().unwrap().to_string_lossy().into_owned(), bytes: fs::read(path).unwrap() }
}

fn measure(items: &[Item], coded: &Coded, sheets: &[Sheet], task: Task, analyzer: &Analyzer) -> Validation {
    let settings = Settings { task, resamples: 20, seed: 1, errors: 3, corpus: None, foreign: None };
    validate::evaluate(items, coded, sheets, analyzer, &settings).unwrap()
}

/// The labelled sets and their scorer, which are kept outside the repository.
fn labelled() -> Option<PathBuf> {
    let folder = root().join("../shared/eval");
    let is_there = folder.join("score.py").is_file() && Command::new("python3").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("NOT RUN: {} with score.py, or python3, is missing", folder.display());
    }
    is_there.then_some(folder)
}

/// What the scorer says of predictions, by name.
fn scored(folder: &Path, gold: &Path, predictions: &Path, set: Option<&str>) -> Value {
    let mut command = Command::new("python3");
    command.arg(folder.join("score.py")).args([gold, predictions]).args(["--json", "--boot", "0"]);
    command.args(set.map(|set| ["--set", set]).into_iter().flatten());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// All figures of the scorer, to its last digit, and of those that we write to ours.
fn agrees(ours: &Validation, items: &[Item], theirs: &Value, whose: &str) {
    let confusion = Confusion::of(items.iter().map(|item| (item.truth.unwrap(), item.prediction.label)));
    let classes = confusion.classes();
    let figures = &ours.card.figures;
    assert_eq!(theirs["n"], ours.card.codes.units, "{whose}");
    let mut compared = vec![
        ("accuracy", confusion.accuracy(), &figures.accuracy),
        ("f1_macro", confusion.macro_f1(&classes), &figures.macro_f1),
        ("f1_polar", confusion.polar_f1(&classes), &figures.polar_f1),
        ("avg_recall", confusion.average_recall(&classes), &figures.average_recall),
    ];
    let pairs: Option<Vec<(f64, f64)>> =
        items.iter().map(|item| Some((item.truth_score?, item.prediction.score))).collect();
    assert_eq!(theirs.get("pearson").is_some(), pairs.is_some(), "{whose}");
    if let Some(pairs) = pairs {
        compared.push(("pearson", Some(pearson(&pairs)), figures.pearson.as_ref().unwrap()));
        compared.push(("spearman", Some(spearman(&pairs)), figures.spearman.as_ref().unwrap()));
    }
    for (name, exact, written) in compared {
        let (exact, written, theirs) = (exact.unwrap(), written.value.unwrap(), theirs[name][0].as_f64().unwrap());
        assert_eq!(format!("{exact:.4}"), format!("{theirs:.4}"), "{name} of {whose}");
        assert!((exact - written).abs() <= 0.500_001e-6, "{name} of {whose}: {exact}, written as {written}");
    }
}

#[test]
fn figures_are_those_of_an_independent_scorer() {
    let Some(folder) = labelled() else { return };
    let temporary = tempfile::tempdir().unwrap();
    let file = temporary.path().join("predictions.jsonl");
    for (name, task, set) in SETS {
        let analyzer = analyzer(task == Task::Relation);
        let gold = folder.join(format!("{name}.jsonl"));
        let sheets = [sheet(&gold)];
        let coded = validate::read_units(&sheets, task, set).unwrap();
        let mut items = validate::items(&coded, task, &analyzer).unwrap();

        validate::write_predictions(&items, &mut fs::File::create(&file).unwrap()).unwrap();
        let whose = format!("{name}, by this program");
        let own = measure(&items, &coded, &sheets, task, &analyzer);
        agrees(&own, &items, &scored(&folder, &gold, &file, set), &whose);

        // Somebody else's: scores without labels, labels without scores, and some left out.
        let foreign: Vec<String> = items
            .iter()
            .enumerate()
            .filter(|(number, _)| number % 7 != 0)
            .map(|(number, item)| match number % 3 {
                0 => json!({"id": item.id, "score": (number % 41) as f64 / 20.0 - 1.0}).to_string(),
                1 => json!({"id": item.id, "label": item.prediction.label}).to_string(),
                _ => json!({"id": item.id, "label": 1, "score": item.prediction.score}).to_string(),
            })
            .collect();
        fs::write(&file, foreign.join("\n")).unwrap();
        let missing = validate::read_predictions(&mut items, &sheet(&file)).unwrap();
        let theirs = scored(&folder, &gold, &file, set);
        assert_eq!(theirs["missing"], missing, "{name}");
        let other = measure(&items, &coded, &sheets, task, &analyzer);
        agrees(&other, &items, &theirs, &format!("{name}, by another"));
    }
}

fn corpus() -> Vec<ingest::Input> {
    let (inputs, problems) = ingest::discover(&[root().join("corpus")], None);
    assert!(problems.is_empty(), "{problems:?}");
    inputs
}

/// The worked example: fifty coded units, found in the corpus, measured, and carried by a report.
#[test]
fn the_demonstration_codes_give_a_card_that_a_report_carries() {
    let sheets = [sheet(&root().join("examples/demo-codes.csv"))];
    let mut coded = validate::read_units(&sheets, Task::Stance, None).unwrap();
    assert_eq!((coded.units.len(), coded.uncoded), (50, 0));
    let documents = ingest::read(corpus(), ingest::Options::default()).map(std::result::Result::unwrap);
    validate::attach(&mut coded, documents).unwrap();
    let analyzer = analyzer(false);
    let items = validate::items(&coded, Task::Stance, &analyzer).unwrap();
    let outcome = pipeline::score(&analyzer, corpus(), &[], &pipeline::Options::default(), &()).unwrap();
    let mut report = Report::new(&outcome.tally, analyzer.lexicon(), analyzer.options());
    assert!(report.validity.is_none());

    let mut card = measure(&items, &coded, &sheets, Task::Stance, &analyzer).card;
    let baselines: Vec<&str> = card.baselines.iter().map(|baseline| baseline.name.as_str()).collect();
    assert_eq!(baselines, ["majority", "actor", "window"]);
    assert_eq!(card.confusion.map(|row| row.iter().sum::<u64>()), [9, 27, 14], "what was coded");
    assert!(card.between_coders.is_none(), "one coder");
    validate::embed(&mut report, card.clone());
    let differs = &report.validity.as_ref().unwrap().differs;
    assert_eq!(differs.len(), 1, "the card does not know its corpus: {differs:?}");
    assert!(differs[0].starts_with("corpus: "));

    // With a matrix that is large enough, each mean of two documents or more gets its corrected one.
    card.confusion = [[80, 15, 5], [10, 180, 10], [5, 15, 80]];
    validate::embed(&mut report, card);
    for actor in report.actors.iter().filter(|actor| actor.stance.documents > 1) {
        let corrected = actor.stance.corrected.as_ref().unwrap();
        assert!(corrected.mean.abs() <= corrected.uncorrected.abs() + 0.06, "errors dilute: {corrected:?}");
        let [low, high] = corrected.ci95;
        assert!(low <= corrected.mean && corrected.mean <= high);
    }
    assert!(report.actors.iter().all(|actor| actor.sentiment.corrected.is_none()), "a card of stance");
}

fn sample(sampling: &Sampling, threads: usize, inputs: Vec<ingest::Input>) -> validate::Drawn {
    let options = pipeline::Options { threads, ..pipeline::Options::default() };
    validate::draw(&analyzer(false), inputs, &[], &options, sampling, &()).unwrap()
}

#[test]
fn a_sample_hangs_on_its_seed_alone() {
    let sampling = Sampling { size: 40, seed: 1, by_actor: false, actors: BTreeSet::new() };
    let drawn = sample(&sampling, 1, corpus());
    assert_eq!(drawn.units.len(), 40);
    assert!(drawn.population > 1000, "{}", drawn.population);
    let mut reversed = corpus();
    reversed.reverse();
    assert_eq!(sample(&sampling, 4, reversed).units, drawn.units, "threads and order change nothing");
    let other = sample(&Sampling { seed: 2, ..sampling.clone() }, 0, corpus());
    let common = other.units.iter().filter(|unit| drawn.units.contains(unit)).count();
    assert!(common < 10, "another seed draws others, {common} are the same");
    let more = sample(&Sampling { size: 60, ..sampling }, 0, corpus());
    assert_eq!(more.units[..40], drawn.units, "a larger sample holds the smaller one");
    for unit in &drawn.units {
        let text: Vec<char> = unit.text.chars().collect();
        let mention: String = text[unit.start as usize..unit.end as usize].iter().collect();
        assert_eq!(mention, unit.mention);
        assert!(unit.text.contains(&unit.sentence));
    }
}

/// Each unit is as likely as any other: over many seeds an actor's share of the sample is its share of the units.
#[test]
fn a_sample_favours_nobody() {
    let (inputs, _) = ingest::discover(&[root().join("corpus/statements")], None);
    let draw = |seed: u64, size: usize| {
        let sampling = Sampling { size, seed, by_actor: false, actors: BTreeSet::new() };
        sample(&sampling, 0, inputs.clone()).units
    };
    let all = draw(0, usize::MAX);
    let share = |units: &[validate::SampledUnit]| {
        units.iter().filter(|unit| unit.actor == "india").count() as f64 / units.len() as f64
    };
    let expected = share(&all);
    let drawn: Vec<validate::SampledUnit> = (1..=20).flat_map(|seed| draw(seed, 50)).collect();
    let error = (expected * (1.0 - expected) / drawn.len() as f64).sqrt();
    assert!((share(&drawn) - expected).abs() < 3.0 * error, "{} for {expected}", share(&drawn));
}

#[test]
fn a_sample_by_actor_gives_each_its_own() {
    let actors = ["india", "china"].map(str::to_owned).into();
    let drawn = sample(&Sampling { size: 7, seed: 1, by_actor: true, actors }, 0, corpus());
    let count = |actor: &str| drawn.units.iter().filter(|unit| unit.actor == actor).count();
    assert_eq!((count("india"), count("china"), drawn.units.len()), (7, 7, 14));
}

/// A command as it stands in the README, run in the repository with its outputs elsewhere, and what it shows.
fn shown(command: &str, temporary: &Path) -> String {
    let here = |word: &str| temporary.join(word).to_string_lossy().into_owned();
    let words = command.split(' ').skip(1).map(|word| match word {
        "card.json" | "codes.csv" => here(word),
        _ => word.to_owned(),
    });
    let output = Command::new(env!("CARGO_BIN_EXE_stanceline")).current_dir(root()).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let of_stderr = if command.contains("sample") { output.stderr } else { Vec::new() };
    String::from_utf8([output.stdout, of_stderr].concat()).unwrap()
}

/// The first lines of a text, then those from each line that begins with one of `from` to the next empty line.
fn excerpt(text: &str, first: usize, from: &[&str]) -> String {
    let mut kept: Vec<&str> = text.lines().take(first).collect();
    for start in from {
        kept.push("…");
        let lines = text.lines().skip_while(|line| !line.starts_with(start));
        kept.extend(lines.take_while(|line| !line.is_empty()));
    }
    if text.lines().count() > kept.len() {
        kept.push("…");
    }
    kept.join("\n") + "\n"
}

/// `STANCELINE_BLESS=1 cargo test --test validate` renews the example.
#[test]
fn the_example_in_the_readme_is_true() {
    let temporary = tempfile::tempdir().unwrap();
    let mut example = String::new();
    for (command, first, from) in [
        ("stanceline sample corpus -n 50 -o codes.csv", 1, &[][..]),
        (
            "stanceline validate examples/demo-codes.csv --corpus corpus --card card.json",
            10,
            &["true / given", "baseline"][..],
        ),
        ("stanceline score corpus --validity card.json", 9, &[]),
    ] {
        example.extend(["$ ", command, "\n", &excerpt(&shown(command, temporary.path()), first, from)]);
    }
    let file = root().join("README.md");
    let readme = fs::read_to_string(&file).unwrap();
    let (before, rest) = readme.split_once("<!-- validation:start -->\n").unwrap();
    let (there, after) = rest.split_once("<!-- validation:end -->").unwrap();
    let wanted = format!("```console\n{example}```\n");
    if std::env::var_os("STANCELINE_BLESS").is_some() {
        fs::write(&file, format!("{before}<!-- validation:start -->\n{wanted}<!-- validation:end -->{after}")).unwrap();
        return;
    }
    assert!(
        there == wanted,
        "the example is stale; STANCELINE_BLESS=1 cargo test --test validate renews it:\n{wanted}"
    );
}
