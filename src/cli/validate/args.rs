//! Options of `stanceline validate`.

use std::path::PathBuf;

use clap::ValueEnum;
use stanceline::ingest::{self, Format};
use stanceline::validate::Task;

use super::super::args::{EncodingArg, InputArgs, LangArg, PackArgs, pair};

/// Measure the program against codes that people gave.
///
/// Reads code sheets (JSON Lines, or CSV with a header: id, label, actor, and a text or a document of --corpus; several
/// coders as columns `label_NAME` or as rows with a column coder) and prints how far the program agrees with them, with
/// intervals, baselines and the worst errors. With one broken row nothing is measured.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline validate codes.csv --corpus corpus/ --card card.json
  stanceline validate labelled.jsonl --task sentiment
  stanceline validate labelled.jsonl --predictions other-tool.jsonl --format json

Then carry the card along: stanceline score corpus/ --validity card.json -o report.json")]
pub(in crate::cli) struct Args {
    /// Code sheets.
    #[arg(required = true, value_name = "CODES")]
    pub(super) codes: Vec<PathBuf>,
    /// What the codes say.
    #[arg(long, value_name = "TASK", default_value = "stance")]
    pub(super) task: TaskArg,
    /// Write the report to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) format: Form,
    /// Write a validity card for `score --validity` to this file.
    #[arg(long, value_name = "FILE")]
    pub(super) card: Option<PathBuf>,
    /// Worst errors shown.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) errors: usize,
    /// Measure units of this part of the data alone (field set).
    #[arg(long, value_name = "NAME")]
    pub(super) set: Option<String>,
    /// Measure these predictions instead, one {"id", "label" or "score"} a line.
    #[arg(long, value_name = "FILE")]
    pub(super) predictions: Option<PathBuf>,
    /// Write what was predicted, one {"id", "label", "score"} a line.
    #[arg(long, value_name = "FILE")]
    pub(super) write_predictions: Option<PathBuf>,
    /// Draws for the 95% intervals.
    #[arg(long, value_name = "N", default_value_t = 1000, help_heading = "Intervals")]
    pub(super) resamples: u32,
    /// What the draws start from.
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Intervals")]
    pub(super) seed: u64,
    /// Read the units in the documents of this file or folder (repeatable).
    #[arg(long, value_name = "INPUT", help_heading = "Corpus")]
    pub(super) corpus: Vec<PathBuf>,
    /// Format of inputs of the corpus whose names do not tell.
    #[arg(long, value_name = "NAME", help_heading = "Corpus")]
    input_format: Option<Format>,
    /// Read one of our fields from one of another name, as in --field text=body (repeatable).
    #[arg(long, value_name = "OURS=THEIRS", value_parser = pair, help_heading = "Corpus")]
    field: Vec<(String, String)>,
    /// Encoding of the corpus where no byte order mark tells.
    #[arg(long, value_name = "NAME", default_value = "utf-8", help_heading = "Corpus")]
    encoding: EncodingArg,
    /// Count only actors supplied with the documents, not those of the pack.
    #[arg(long, help_heading = "Corpus")]
    entities_only: bool,
    /// Threads to read the corpus with; 0 for as many as there are cores.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Corpus")]
    threads: usize,
    #[command(flatten)]
    pub(super) pack: PackArgs,
}

impl Args {
    /// How the corpus is read: as any command reads its inputs.
    pub(super) fn corpus_args(&self) -> InputArgs {
        InputArgs {
            inputs: self.corpus.clone(),
            input_format: self.input_format,
            field: self.field.clone(),
            encoding: self.encoding,
            max_record: ingest::Options::default().max_record_bytes,
            max_file_bytes: 0,
            max_rejects: 0,
            entities_only: self.entities_only,
            // Codes were given to what stands there, in whatever language.
            lang: LangArg::Any,
            threads: self.threads,
        }
    }

    /// Whether the pack's actors are off: between two given places no other actor counts.
    pub(super) fn entities_only(&self) -> bool {
        self.entities_only || Task::from(self.task) == Task::Relation
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TaskArg {
    /// The stance that a sentence ascribes to an actor.
    Stance,
    /// How a sentence speaks of an actor.
    Sentiment,
    /// What a source holds toward a target.
    Relation,
    /// The tone of a sentence.
    Tone,
}

impl From<TaskArg> for Task {
    fn from(task: TaskArg) -> Self {
        match task {
            TaskArg::Stance => Self::Stance,
            TaskArg::Sentiment => Self::Sentiment,
            TaskArg::Relation => Self::Relation,
            TaskArg::Tone => Self::Tone,
        }
    }
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For the terminal.
    Text,
    /// All figures.
    Json,
}
