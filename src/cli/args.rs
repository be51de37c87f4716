//! Options that verbs share.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use stanceline::aggregate::Period;
use stanceline::dedup::{self, Method};
use stanceline::ingest::{Encoding, Format};
use stanceline::judge::FAMILIES;
use stanceline::pipeline::Shard;
use stanceline::report::{Report, TableForm, write_tables};

use super::exit::Failure;

/// Which pack, and how it is used.
#[derive(Clone, Debug, Args)]
pub(super) struct PackArgs {
    /// Read with the pack in this folder, or with a built-in pack of this name.
    #[arg(long, value_name = "DIR", default_value = super::setup::DEFAULT_PACK)]
    pub(super) pack: PathBuf,
    /// Switch a family of rules off, to see what it does to the figures (repeatable).
    #[arg(long, value_name = "FAMILY", help_heading = "Experiments", value_parser = PossibleValuesParser::new(FAMILIES), hide_possible_values = true)]
    pub(super) without: Vec<String>,
}

/// What is read, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct InputArgs {
    /// Files, folders, or - for standard input: .txt .md .jsonl .ndjson .json .csv .tsv .html .warc, each also .gz and .zst, or .parquet.
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// Format of inputs whose names do not tell: txt, md, jsonl, ndjson, json, csv, tsv, html, warc or parquet.
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(super) input_format: Option<Format>,
    /// Read one of our fields from one of another name, as in --field text=body (repeatable).
    #[arg(long, value_name = "OURS=THEIRS", value_parser = pair, help_heading = "Input")]
    pub(super) field: Vec<(String, String)>,
    /// Encoding of inputs without a byte order mark.
    #[arg(long, value_name = "NAME", default_value = "utf-8", help_heading = "Input")]
    pub(super) encoding: EncodingArg,
    /// Longest record in bytes; a longer one is rejected.
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20, help_heading = "Input")]
    pub(super) max_record: usize,
    /// End with status 1 only if more records than this were rejected.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Input")]
    pub(super) max_rejects: u64,
    /// Count only actors supplied with the documents, not those of the pack.
    #[arg(long, help_heading = "Input")]
    pub(super) entities_only: bool,
    /// Threads to analyse with; 0 for as many as there are cores.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
}

/// Which copies of documents are set aside.
#[derive(Clone, Debug, Args)]
pub(super) struct DedupArgs {
    /// Set copies of a text aside, so that a report in forty papers is one voice: those with the same words (exact),
    /// with nearly the same (near), or none (off).
    #[arg(long, value_name = "HOW", default_value = "exact")]
    dedup: DedupArg,
    /// Share of common words in a row, 0.5 to 1, from which texts are near copies.
    #[arg(long, value_name = "SHARE", default_value = "0.8", value_parser = share)]
    dedup_threshold: u8,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DedupArg {
    Off,
    Exact,
    Near,
}

impl DedupArgs {
    pub(super) fn options(&self) -> dedup::Options {
        let method = match self.dedup {
            DedupArg::Off => Method::Off,
            DedupArg::Exact => Method::Exact,
            DedupArg::Near => Method::Near,
        };
        dedup::Options { method, threshold: self.dedup_threshold }
    }
}

/// A share in hundredths.
fn share(text: &str) -> Result<u8, String> {
    let share: f64 = text.parse().map_err(|_| "write a number such as 0.8".to_owned())?;
    if (0.5..=1.0).contains(&share) { Ok((share * 100.0).round() as u8) } else { Err("not from 0.5 to 1".to_owned()) }
}

/// A share of a corpus.
pub(super) fn shard(text: &str) -> Result<Shard, String> {
    let parsed = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match parsed {
        Some((number, of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
        _ => Err("write it as 3/7: the third of seven".to_owned()),
    }
}

/// Whether the work is kept while it is done.
#[derive(Clone, Debug, Args)]
pub(super) struct ResumeArgs {
    /// Keep finished steps of the work in this folder, and go on from those that are there: a run that was broken off
    /// gives the same bytes as one that was not. The folder may be deleted afterwards.
    #[arg(long, value_name = "DIR")]
    pub(super) resume: Option<PathBuf>,
    /// Bytes of text in a step.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20, requires = "resume")]
    pub(super) resume_step: u64,
}

/// Whether and how the report is also written as long tables.
#[derive(Clone, Debug, Args)]
pub(super) struct TableArgs {
    /// Also write the report as long tables into this folder: actors, series, opinions, evidence, and datapackage.json,
    /// which says what the columns mean.
    #[arg(long, value_name = "DIR")]
    pub(super) tables: Option<PathBuf>,
    /// Form of the long tables; parquet only in builds with that feature.
    #[arg(long, value_name = "FORM", default_value = "csv", requires = "tables")]
    tables_format: TableFormArg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TableFormArg {
    Csv,
    Jsonl,
    #[cfg(feature = "parquet")]
    Parquet,
}

impl TableArgs {
    /// Writes the tables, if they are wanted.
    pub(super) fn write(&self, report: &Report) -> super::Result<()> {
        let Some(folder) = &self.tables else { return Ok(()) };
        let form = match self.tables_format {
            TableFormArg::Csv => TableForm::Csv,
            TableFormArg::Jsonl => TableForm::JsonLines,
            #[cfg(feature = "parquet")]
            TableFormArg::Parquet => TableForm::Parquet,
        };
        write_tables(report, form, folder).map_err(|error| Failure::io(&folder.display().to_string(), &error))
    }
}

/// Encoding of inputs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum EncodingArg {
    /// UTF-8; invalid bytes are replaced and counted.
    #[value(name = "utf-8")]
    Utf8,
    /// Windows-1252, which includes Latin-1.
    #[value(name = "windows-1252")]
    Windows1252,
}

impl From<EncodingArg> for Encoding {
    fn from(encoding: EncodingArg) -> Self {
        match encoding {
            EncodingArg::Utf8 => Self::Utf8,
            EncodingArg::Windows1252 => Self::Windows1252,
        }
    }
}

/// Step of time series.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PeriodArg {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl From<PeriodArg> for Period {
    fn from(period: PeriodArg) -> Self {
        match period {
            PeriodArg::Day => Self::Day,
            PeriodArg::Week => Self::Week,
            PeriodArg::Month => Self::Month,
            PeriodArg::Quarter => Self::Quarter,
            PeriodArg::Year => Self::Year,
        }
    }
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("write it as OURS=THEIRS, such as text=body")?;
    Ok((ours.to_owned(), theirs.to_owned()))
}
