//! `stanceline fit`: learns weights from labelled text and writes them as a file of a pack.

use std::path::{Path, PathBuf};

use stanceline::analyze::Options;
use stanceline::fit::{self, Corpus, Origin, Settings};
use stanceline::model::Measure;

use super::args::PackArgs;
use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::{Context, Result, setup, terminal};

/// Learn weights of words, zones and rules from labelled text.
///
/// Reads JSON Lines with `text`, `label` (-1, 0 or 1), for sentiment `target` (`start` and `end` of the mention that the
/// label is about, in code points), and for tone, if there is one, a finer `score`. Writes a readable file of a pack:
/// each word with its weight by zone and the number of texts that show it.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline fit --measure sentiment news.train.jsonl --source news --date 2021 -o mypack/learned-sentiment.toml
  stanceline fit --measure tone rated.jsonl other.jsonl=0.3 --source rated --source other --date 2014 -o mypack/learned-tone.toml")]
pub(super) struct Args {
    /// Labelled texts; after = the weight of one text. The first set is what is learned for, the others help.
    #[arg(required = true, value_name = "FILE[=WEIGHT]", value_parser = weighted)]
    sets: Vec<(PathBuf, f64)>,
    /// What to learn.
    #[arg(long, value_name = "WHAT")]
    measure: MeasureArg,
    /// Id of a source in pack.toml (repeatable).
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Date of the texts, for readers of the file.
    #[arg(long, value_name = "DATE")]
    date: String,
    /// Strength of the ridge penalty.
    #[arg(long, value_name = "NUMBER", default_value_t = 150.0, value_parser = not_negative)]
    penalty: f64,
    /// Texts that must show a word in a zone.
    #[arg(long, value_name = "N", default_value_t = 8)]
    support: usize,
    /// Leave out words with weights smaller than this.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.1, value_parser = not_negative)]
    prune: f64,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    pack: PackArgs,
}

/// What can be learned.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum MeasureArg {
    /// How an actor is spoken of.
    Sentiment,
    /// How a sentence speaks, whoever it is about.
    Tone,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let measure = match args.measure {
        MeasureArg::Sentiment => Measure::Sentiment,
        MeasureArg::Tone => Measure::Tone,
    };
    let output = Output::open(args.output.as_deref())?;
    let corpora = args.sets.iter().map(|(path, weight)| read(path, *weight, measure)).collect::<Result<Vec<_>>>()?;
    let mut without = args.pack.without.clone();
    without.push("learned".to_owned());
    let options = Options { all_sentences: true, without, ..Options::default() };
    let analyzer = setup::analyzer(&args.pack, options, context)?;
    let settings = Settings { measure, penalty: args.penalty, support: args.support.max(1), prune: args.prune };
    let fitted = fit::learn(&analyzer, &corpora, settings);
    let origin = Origin { sources: args.source.clone(), date: args.date.clone(), command: command(args) };
    output::write(output, |out| out.write_all(fitted.to_toml(&origin).as_bytes()))?;
    if !context.quiet {
        let figures = fitted.figures();
        terminal::say(&format!("without learned weights: {}", figures.without));
        terminal::say(&format!("in cross-validation: {}", figures.cross_validated));
        terminal::say(&format!("on the texts learned from: {}", figures.trained));
    }
    Ok(Done::Well)
}

fn read(path: &Path, weight: f64, measure: Measure) -> Result<Corpus> {
    let name = path.display().to_string();
    let lines = std::fs::read_to_string(path).map_err(|error| Failure::io(&name, &error))?;
    let bad = |line: usize, message: &str| Failure::Message(format!("{name}:{line}: {message}"));
    let texts = fit::read(&lines).map_err(|(line, message)| bad(line, &message))?;
    if measure == Measure::Sentiment
        && let Some(at) = texts.iter().position(|text| text.target.is_none())
    {
        return Err(bad(
            at + 1,
            "no target; sentiment is learned toward a mention: add \"target\": {\"start\", \"end\"}",
        ));
    }
    let label = texts[0].label;
    if texts.iter().all(|text| text.label == label) {
        return Err(bad(1, &format!("all labels are {label}: there is nothing to learn")));
    }
    Ok(Corpus { texts, weight })
}

/// The command as a reader of the file would give it, with names of files alone.
fn command(args: &Args) -> String {
    let measure = match args.measure {
        MeasureArg::Sentiment => "sentiment",
        MeasureArg::Tone => "tone",
    };
    let mut parts = vec!["stanceline fit".to_owned(), format!("--measure {measure}")];
    for (path, weight) in &args.sets {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        parts.push(if weight.to_bits() == 1.0_f64.to_bits() { name } else { format!("{name}={weight}") });
    }
    parts.extend(args.source.iter().map(|source| format!("--source {source}")));
    parts.push(format!("--date {}", args.date));
    parts.push(format!("--penalty {} --support {} --prune {}", args.penalty, args.support, args.prune));
    parts.join(" ")
}

fn weighted(text: &str) -> std::result::Result<(PathBuf, f64), String> {
    match text.rsplit_once('=') {
        Some((path, weight)) => Ok((path.into(), not_negative(weight)?)),
        None => Ok((text.into(), 1.0)),
    }
}

fn not_negative(text: &str) -> std::result::Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("{text:?} is no number"))?;
    if number.is_finite() && number >= 0.0 { Ok(number) } else { Err("write a number from 0 up".to_owned()) }
}
