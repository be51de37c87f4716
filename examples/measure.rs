//! Measures the judge on labelled text: `cargo run --release --example measure -- DIR [--set NAME] [--without FAMILY]
//! [--fold read|unread] [--errors N] [--write DIR]`.
//!
//! DIR holds the labelled sets as JSON Lines (`domain.dev.jsonl`, `dse.dev.jsonl`, …). Each record's mentions are
//! handed over as supplied entities; what the sentence says of them is the prediction.
//! `--fold` takes the two thirds of the domain sets that rules were written on, or the third that was kept unread.
//! `--write` puts predictions beside each other as `{"id","label","score"}` lines for another scorer.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::model::{ActorRef, Analysis, ByteSpan, CharIndex, Document, Entity, Object};

#[derive(Deserialize)]
struct Span {
    #[serde(default)]
    start: Option<u32>,
    #[serde(default)]
    end: Option<u32>,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    date: Option<String>,
    text: String,
    #[serde(default)]
    target: Option<Span>,
    #[serde(default)]
    source: Option<Span>,
    #[serde(default)]
    actor: Option<String>,
    #[serde(default)]
    speaker: Option<String>,
    label: i8,
    #[serde(default)]
    reverse_label: Option<i8>,
    #[serde(default)]
    score: Option<f64>,
    #[serde(default)]
    set: Option<String>,
}

/// What a set asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    Stance,
    Relation,
    Sentiment,
    Tone,
}

struct Item {
    id: String,
    gold: i8,
    gold_score: Option<f64>,
    set: Option<String>,
    label: i8,
    score: f64,
    rule: String,
    text: String,
}

struct Arguments {
    dir: PathBuf,
    only: Option<String>,
    without: Vec<String>,
    fold: Option<String>,
    errors: usize,
    write: Option<PathBuf>,
}

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

fn main() -> Result<(), Box<dyn Error>> {
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
        let records = read(&path, *task, arguments.fold.as_deref())?;
        let items = predict(&records, *task, &arguments.without)?;
        report(name, *task, &items, &mut out)?;
        for item in items.iter().filter(|item| item.gold != item.label).take(arguments.errors) {
            writeln!(out, "  {} gold {:+} got {:+} by {}: {}", item.id, item.gold, item.label, item.rule, item.text)?;
        }
        if let Some(dir) = &arguments.write {
            write_predictions(&dir.join(format!("{name}.pred.jsonl")), &items)?;
        }
    }
    Ok(())
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Arguments, Box<dyn Error>> {
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

fn read(path: &Path, task: Task, fold: Option<&str>) -> Result<Vec<Record>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let mut records = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line)?;
        let unread = Sha256::digest(&record.id).last().is_some_and(|byte| byte % 3 == 0);
        let wanted = match fold {
            Some("unread") if task == Task::Stance => unread,
            Some("read") if task == Task::Stance => !unread,
            _ => true,
        };
        if wanted {
            records.push(record);
        }
    }
    Ok(records)
}

fn predict(records: &[Record], task: Task, without: &[String]) -> Result<Vec<Item>, Box<dyn Error>> {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").map_err(|problems| problems.render(false))?;
    let entities_only = matches!(task, Task::Relation);
    let analyzer = Analyzer::new(lexicon, Options { entities_only, all_sentences: true, without: without.to_vec() });
    Ok(records.iter().flat_map(|record| judge(&analyzer, record, task)).collect())
}

fn document(record: &Record, task: Task) -> Document {
    let entity = |id: &str, span: Option<&Span>| {
        let span = span?;
        Some(Entity { id: id.to_owned(), start: span.start?, end: span.end?, name: None })
    };
    let target_id = match task {
        Task::Stance => record.actor.as_deref().unwrap_or("target"),
        _ => "target",
    };
    let entities = match task {
        Task::Tone => Vec::new(),
        Task::Relation => [entity("source", record.source.as_ref()), entity("target", record.target.as_ref())]
            .into_iter()
            .flatten()
            .collect(),
        _ => entity(target_id, record.target.as_ref()).into_iter().collect(),
    };
    Document {
        id: record.id.clone(),
        date: record.date.as_deref().and_then(|date| date.parse().ok()),
        speaker: record.speaker.clone(),
        text: record.text.clone(),
        entities,
        ..Document::default()
    }
}

fn judge(analyzer: &Analyzer, record: &Record, task: Task) -> Vec<Item> {
    let analysis = analyzer.analyze(&document(record, task));
    let actor = |id: &str| find_actor(analyzer, &analysis, id);
    let item = |id: String, gold: i8, (label, score, rule): (i8, f64, String)| Item {
        id,
        gold,
        gold_score: record.score,
        set: record.set.clone(),
        label,
        score,
        rule,
        text: record.text.clone(),
    };
    match task {
        Task::Stance => {
            let id = record.actor.as_deref().unwrap_or("target");
            let found = actor(id).and_then(|actor| stance(&analysis, actor, record)).unwrap_or((0, 0.0, String::new()));
            vec![item(record.id.clone(), record.label, found)]
        }
        Task::Relation => {
            let (source, target) = (actor("source"), actor("target"));
            let mut items = vec![item(record.id.clone(), record.label, relation(&analysis, source, target))];
            if let Some(reverse) = record.reverse_label {
                items.push(item(format!("{}#rev", record.id), reverse, relation(&analysis, target, source)));
            }
            items
        }
        Task::Sentiment => {
            let target = actor("target");
            let sums = analysis
                .sentences
                .iter()
                .flat_map(|sentence| &sentence.sentiment)
                .filter(|(who, _)| Some(*who) == target);
            let score: f64 = sums.map(|(_, score)| score.to_f64()).sum();
            vec![item(record.id.clone(), record.label, (sign(score, 0.05), score, String::new()))]
        }
        Task::Tone => {
            let tones: Vec<f64> =
                analysis.sentences.iter().filter_map(|sentence| sentence.tone).map(stanceline::Score::to_f64).collect();
            let score = if tones.is_empty() { 0.0 } else { tones.iter().sum::<f64>() / tones.len() as f64 };
            vec![item(record.id.clone(), record.label, (sign(score, 0.05), score, String::new()))]
        }
    }
}

fn sign(score: f64, threshold: f64) -> i8 {
    i8::from(score >= threshold) - i8::from(score <= -threshold)
}

fn find_actor(analyzer: &Analyzer, analysis: &Analysis, id: &str) -> Option<ActorRef> {
    let known = analyzer.lexicon().actors.len() as u32;
    let supplied = analysis.supplied.iter().position(|actor| actor.id == id).map(|at| ActorRef(known + at as u32));
    supplied.or_else(|| analyzer.lexicon().actor(id).map(ActorRef))
}

fn stance(analysis: &Analysis, actor: ActorRef, record: &Record) -> Option<(i8, f64, String)> {
    let index = CharIndex::new(&record.text);
    let span = record.target.as_ref()?;
    let place = ByteSpan { start: index.byte_at(span.start?)?, end: index.byte_at(span.end?)? };
    let sentence = analysis.sentences.iter().find(|sentence| sentence.span.overlaps(place))?;
    let (_, score, mixed) = sentence.stance.iter().find(|(who, ..)| *who == actor)?;
    let opinions = sentence
        .opinions
        .iter()
        .filter(|opinion| opinion.holder == actor && opinion.stance.is_some_and(|stance| stance.0 != 0));
    let rule = opinions
        .max_by_key(|opinion| opinion.stance.map(stanceline::model::Score::abs))
        .map_or("", |opinion| opinion.rule);
    let label = if *mixed { 0 } else { score.signum() };
    Some((label, score.to_f64(), rule.to_owned()))
}

fn relation(analysis: &Analysis, holder: Option<ActorRef>, object: Option<ActorRef>) -> (i8, f64, String) {
    let (Some(holder), Some(object)) = (holder, object) else { return (0, 0.0, String::new()) };
    let opinions: Vec<_> = analysis
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.opinions)
        .filter(|opinion| opinion.holder == holder && opinion.object == Object::Actor(object))
        .collect();
    let score: f64 = opinions.iter().map(|opinion| f64::from(opinion.polarity) * opinion.strength.to_f64()).sum();
    let rule = opinions.first().map_or("", |opinion| opinion.rule);
    (sign(score, 1e-9), score, rule.to_owned())
}

// ---- figures ----

fn report(name: &str, task: Task, items: &[Item], out: &mut impl std::io::Write) -> Result<(), Box<dyn Error>> {
    let mut sets: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for item in items {
        let set = item.set.as_ref().filter(|_| task == Task::Sentiment).map_or(String::new(), |set| format!(" {set}"));
        sets.entry(format!("{name}{set}")).or_default().push(item);
    }
    for (set, items) in sets {
        let (macro_f1, polar_f1, per_class) = f1(&items);
        let accuracy = items.iter().filter(|item| item.gold == item.label).count() as f64 / items.len() as f64;
        let wrong = items.iter().filter(|item| item.gold * item.label < 0).count();
        write!(
            out,
            "{set}: n {} macro-F1 {macro_f1:.4} polar-F1 {polar_f1:.4} accuracy {accuracy:.4} wrong signs {wrong} ({:.1}%)",
            items.len(),
            100.0 * wrong as f64 / items.len() as f64
        )?;
        writeln!(out, " F1 -/0/+ {per_class}")?;
        if task == Task::Tone {
            tone_figures(&items, out)?;
        }
        rules(&items, out)?;
    }
    Ok(())
}

fn f1(items: &[&Item]) -> (f64, f64, String) {
    let mut values = Vec::new();
    let mut shown = Vec::new();
    for class in [-1_i8, 0, 1] {
        let gold = items.iter().filter(|item| item.gold == class).count();
        let got = items.iter().filter(|item| item.label == class).count();
        let both = items.iter().filter(|item| item.gold == class && item.label == class).count();
        let value = if gold + got == 0 { 0.0 } else { 2.0 * both as f64 / (gold + got) as f64 };
        shown.push(format!("{value:.3}"));
        if gold > 0 {
            values.push((class, value));
        }
    }
    let mean = |values: &[f64]| if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 };
    let all: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
    let polar: Vec<f64> = values.iter().filter(|(class, _)| *class != 0).map(|(_, value)| *value).collect();
    (mean(&all), mean(&polar), shown.join(" "))
}

/// Pearson's r with the continuous gold, or the best macro-F1 over thresholds where gold has labels alone.
fn tone_figures(items: &[&Item], out: &mut impl std::io::Write) -> Result<(), Box<dyn Error>> {
    if items.iter().all(|item| item.gold_score.is_some()) {
        let gold: Vec<f64> = items.iter().filter_map(|item| item.gold_score).collect();
        let got: Vec<f64> = items.iter().map(|item| item.score).collect();
        writeln!(out, "  Pearson r {:.4}", pearson(&gold, &got))?;
        return Ok(());
    }
    let mut cuts: Vec<f64> = items.iter().map(|item| item.score).collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let best = cuts.iter().map(|cut| (threshold_f1(items, *cut), *cut)).max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((value, cut)) = best {
        writeln!(out, "  best macro-F1 over thresholds {value:.4} (negative at or below {cut:.3})")?;
    }
    Ok(())
}

fn threshold_f1(items: &[&Item], cut: f64) -> f64 {
    let class = |negative: bool| {
        let gold = items.iter().filter(|item| (item.gold < 0) == negative).count();
        let got = items.iter().filter(|item| (item.score <= cut) == negative).count();
        let both = items.iter().filter(|item| (item.gold < 0) == negative && (item.score <= cut) == negative).count();
        2.0 * both as f64 / (gold + got).max(1) as f64
    };
    f64::midpoint(class(true), class(false))
}

fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(x), mean(y));
    let sum = |f: &dyn Fn(f64, f64) -> f64| x.iter().zip(y).map(|(a, b)| f(a - mx, b - my)).sum::<f64>();
    sum(&|a, b| a * b) / (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt()
}

/// How often each rule fired and how often its sign was right.
fn rules(items: &[&Item], out: &mut impl std::io::Write) -> Result<(), Box<dyn Error>> {
    let mut by_rule: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for item in items.iter().filter(|item| item.label != 0 && !item.rule.is_empty()) {
        let entry = by_rule.entry(&item.rule).or_default();
        entry.0 += 1;
        entry.1 += usize::from(item.label == item.gold);
        entry.2 += usize::from(item.label * item.gold < 0);
    }
    for (rule, (fired, right, wrong)) in by_rule {
        writeln!(
            out,
            "  {rule:20} fired {fired:4}  right {:5.1}%  wrong sign {wrong}",
            100.0 * right as f64 / fired as f64
        )?;
    }
    Ok(())
}

fn write_predictions(path: &Path, items: &[Item]) -> Result<(), Box<dyn Error>> {
    let mut file = std::fs::File::create(path)?;
    for item in items {
        let line = serde_json::json!({"id": item.id, "label": item.label, "score": item.score});
        writeln!(file, "{line}")?;
    }
    Ok(())
}
