//! `stanceline score`: from corpus to report.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use stanceline::report::{Provenance, Report, Table, write_csv};

use super::args::{DedupArgs, InputArgs, PackArgs, PeriodArg, QuoteArgs, ResumeArgs, TableArgs};
use super::card::{self, CardArgs};
use super::{Context, Result, corpus, output, terminal};

/// Report each actor's stance and sentiment over a corpus.
///
/// Without -o a table of the actors goes to standard output; with -o the whole report goes to a file, as JSON unless
/// --format or the file's ending says otherwise.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline score corpus/
  stanceline score news.jsonl.gz -o report.json --period quarter
  zcat dump.jsonl.gz | stanceline score - --input-format jsonl --field text=body
  stanceline score corpus/ --format csv > actors.csv")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Write the report to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the output.
    #[arg(long, value_name = "FORM")]
    format: Option<Form>,
    /// Step of time series.
    #[arg(long, value_name = "STEP", default_value = "month")]
    period: PeriodArg,
    /// Actors shown in the table.
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// Write the table in plain ASCII.
    #[arg(long)]
    ascii: bool,
    #[command(flatten)]
    card: CardArgs,
    #[command(flatten)]
    tables: TableArgs,
    #[command(flatten)]
    resume: ResumeArgs,
    #[command(flatten)]
    dedup: DedupArgs,
    #[command(flatten)]
    quotes: QuoteArgs,
    #[command(flatten)]
    pack: PackArgs,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Table of the actors for the terminal.
    Table,
    /// The whole report.
    Json,
    /// Table of the actors.
    Csv,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let card = args.card.read()?;
    args.tables.prepare()?;
    let form = args.format.unwrap_or_else(|| form_of(args.output.as_deref()));
    let how = corpus::How {
        input: &args.input,
        pack: &args.pack,
        dedup: &args.dedup,
        quotes: args.quotes,
        resume: &args.resume,
        period: args.period,
        shard: None,
        lists_documents: false,
    };
    let corpus::Scored { analyzer, outcome, output } = corpus::score(&how, args.output.as_deref(), context)?;
    let provenance = Provenance::new(analyzer.lexicon(), analyzer.options(), outcome.tally.settings);
    // The report needs about as much room as the packs, which are of no use any more.
    drop(analyzer);
    let mut report = Report::of(&outcome.tally, provenance);
    card::embed(&mut report, card, context);
    args.tables.write(&report)?;
    output::write(output, |out| match form {
        Form::Json => report.write_json(out),
        Form::Csv => write_csv(&report, out),
        Form::Table => out.write_all(table(&report, args, context).as_bytes()),
    })?;
    Ok(output::done(&outcome, &args.input, context))
}

fn table(report: &Report, args: &Args, context: Context) -> String {
    let style = terminal::style(args.ascii, args.output.is_none(), context.color);
    Table { top: args.top, style }.render(report)
}

/// The form that the name of the output tells.
fn form_of(output: Option<&Path>) -> Form {
    match output {
        None => Form::Table,
        Some(file) if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) => Form::Csv,
        Some(_) => Form::Json,
    }
}
