//! Measures the judge on a folder of labelled sets: `cargo run --release --example measure -- DIR [--set NAME]
//! [--without FAMILY] [--fold read|unread] [--errors N] [--write DIR]`.
//!
//! DIR holds the labelled sets as JSON Lines (`domain.dev.jsonl`, `dse.dev.jsonl`, …); each is measured as
//! `stanceline validate` measures it, and shown in a line, so that rules can be tried out on all of them at once.
//! `--fold` takes the two thirds of the domain sets that rules were written on, or the third that was kept unread.
//! `--write` puts predictions beside each other as `{"id","label","score"}` lines for another scorer.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::model::Problem;
use stanceline::validate::{
    Coded, Confusion, Item, LABELS, Sheet, Task, items, pearson, read_units, rules, write_predictions,
};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

struct Arguments {
    dir: PathBuf,
    only: Option<String>,
    without: Vec<String>,
    fold: Option<String>,
    errors: usize,
    write: Option<PathBuf>,
}

/// The sets and what each asks.
const SETS: &[(&str, Task)] = &[
    ("domain.dev", Task::Stance),
    ("domain-news.dev", Task::Stance),
    ("domain-un.dev", Task::Stance),
    ("dse.train", Task::Relation),
    ("dse.dev", Task::Relation),
    ("events.dev", Task::Relation),
    ("newsmtsc.dev", Task::Sentiment),
    ("nyt.dev", Task::Tone),
    ("unscon.train", Task::Tone),
];

fn main() -> Result {
    let arguments = parse(std::env::args().skip(1))?;
    let mut out = std::io::stdout().lock();
    for (name, task) in SETS {
        if arguments.only.as_ref().is_some_and(|only| !name.starts_with(only.as_str())) {
            continue;
        }
        let path = arguments.dir.join(format!("{name}.jsonl"));
        if !path.is_file() {
            writeln!(out, "{name}: NOT MEASURED, {} is missing", path.display())?;
            continue;
        }
        let coded = read(&path, *task, arguments.fold.as_deref())?;
        let items = items(&coded, *task, &analyzer(*task, &arguments.without)?).map_err(|problems| first(&problems))?;
        report(name, *task, &items, &coded, &mut out)?;
        for item in items.iter().filter(|item| item.truth != Some(item.prediction.label)).take(arguments.errors) {
            let (truth, got, rule) = (item.truth.unwrap_or(0), item.prediction.label, item.prediction.rule);
            let text = &coded.units[item.unit].document.text;
            writeln!(out, "  {} gold {truth:+} got {got:+} by {rule}: {text}", item.id)?;
        }
        if let Some(dir) = &arguments.write {
            write_predictions(&items, &mut std::fs::File::create(dir.join(format!("{name}.pred.jsonl")))?)?;
        }
    }
    Ok(())
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Arguments> {
    let mut parsed =
        Arguments { dir: PathBuf::new(), only: None, without: Vec::new(), fold: None, errors: 0, write: None };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--set" => parsed.only = Some(value()?),
            "--without" => parsed.without.push(value()?),
            "--fold" => parsed.fold = Some(value()?),
            "--errors" => parsed.errors = value()?.parse()?,
            "--write" => parsed.write = Some(value()?.into()),
            _ => parsed.dir = argument.into(),
        }
    }
    if parsed.dir.as_os_str().is_empty() {
        return Err("name the folder of the labelled sets".into());
    }
    Ok(parsed)
}

fn analyzer(task: Task, without: &[String]) -> Result<Analyzer> {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").map_err(|problems| problems.render(false))?;
    let entities_only = task == Task::Relation;
    Ok(Analyzer::new(
        lexicon,
        Options { entities_only, all_sentences: true, without: without.to_vec(), ..Options::default() },
    ))
}

fn read(path: &Path, task: Task, fold: Option<&str>) -> Result<Coded> {
    let sheet = Sheet { name: path.display().to_string(), bytes: std::fs::read(path)? };
    let read = read_units(&[sheet], task, None);
    let mut coded = read.map_err(|problems| first(&problems))?;
    coded.units.retain(|unit| {
        let unread = Sha256::digest(&unit.id).last().is_some_and(|byte| byte % 3 == 0);
        match fold {
            Some("unread") if task == Task::Stance => unread,
            Some("read") if task == Task::Stance => !unread,
            _ => true,
        }
    });
    Ok(coded)
}

fn first(problems: &[Problem]) -> String {
    problems.first().map_or(String::new(), ToString::to_string)
}

fn report(name: &str, task: Task, items: &[Item], coded: &Coded, out: &mut impl Write) -> Result {
    let mut sets: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in items {
        let set = coded.units[item.unit].set.as_ref().filter(|_| task == Task::Sentiment);
        let set = set.map_or(String::new(), |set| format!(" {set}"));
        sets.entry(format!("{name}{set}")).or_default().push(item.clone());
    }
    for (set, items) in sets {
        let confusion = confusion(&items);
        let classes = confusion.classes();
        let figure = |figure: Option<f64>| figure.unwrap_or(0.0);
        writeln!(
            out,
            "{set}: n {} macro-F1 {:.4} polar-F1 {:.4} accuracy {:.4} wrong signs {} ({:.1}%) F1 -/0/+ {}",
            items.len(),
            figure(confusion.macro_f1(&classes)),
            figure(confusion.polar_f1(&classes)),
            figure(confusion.accuracy()),
            confusion.wrong_signs(),
            100.0 * figure(confusion.wrong_sign_share()),
            LABELS.map(|label| format!("{:.3}", confusion.f1(label))).join(" ")
        )?;
        if task == Task::Tone {
            tone(&items, out)?;
        }
        for rule in rules(&items) {
            let right = 100.0 * rule.precision;
            writeln!(
                out,
                "  {:20} fired {:4}  right {right:5.1}%  wrong sign {}",
                rule.rule, rule.decided, rule.opposite
            )?;
        }
    }
    Ok(())
}

fn confusion(items: &[Item]) -> Confusion {
    Confusion::of(items.iter().filter_map(|item| Some((item.truth?, item.prediction.label))))
}

/// Pearson's r with continuous codes, or the best macro-F1 over thresholds where there are labels alone.
fn tone(items: &[Item], out: &mut impl Write) -> Result {
    let pairs: Option<Vec<(f64, f64)>> =
        items.iter().map(|item| Some((item.truth_score?, item.prediction.score))).collect();
    if let Some(pairs) = pairs {
        writeln!(out, "  Pearson r {:.4}", pearson(&pairs))?;
        return Ok(());
    }
    let mut cuts: Vec<f64> = items.iter().map(|item| item.prediction.score).collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let best = cuts.iter().map(|cut| (threshold_f1(items, *cut), *cut)).max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((value, cut)) = best {
        writeln!(out, "  best macro-F1 over thresholds {value:.4} (negative at or below {cut:.3})")?;
    }
    Ok(())
}

fn threshold_f1(items: &[Item], cut: f64) -> f64 {
    let below = |score: f64| -i8::from(score <= cut);
    let pairs = items.iter().filter_map(|item| Some((item.truth?, below(item.prediction.score))));
    Confusion::of(pairs).macro_f1(&[-1, 0]).unwrap_or(0.0)
}
