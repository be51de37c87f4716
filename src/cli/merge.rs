//! `stanceline merge`: from parts to a report, or to a larger part.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use stanceline::Report;
use stanceline::report::{Merger, write_csv, write_part};

use super::args::TableArgs;
use super::card::{self, CardArgs};
use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::{Context, Result, terminal};

/// Merge parts made by `stanceline tally` into a report or a larger part.
///
/// The order of the parts does not matter. Parts that were made with another version, pack or setting are refused.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline merge part-*.tally -o report.json
  stanceline merge 2021.tally 2022.tally -o both.tally")]
pub(super) struct Args {
    /// Parts.
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the output; else the file's ending tells.
    #[arg(long, value_name = "FORM")]
    format: Option<Form>,
    #[command(flatten)]
    tables: TableArgs,
    #[command(flatten)]
    card: CardArgs,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The report.
    Json,
    /// Table of the actors.
    Csv,
    /// A larger part.
    Tally,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let form = args.format.unwrap_or_else(|| form_of(args.output.as_deref()));
    if form == Form::Tally && args.card.is_given() {
        return Err(Failure::Message(
            "a part carries no validity card; give --validity when the report is made".to_owned(),
        ));
    }
    let card = args.card.read()?;
    let mut merger = Merger::new(form == Form::Tally);
    merger.add_all(&args.parts)?;
    if !context.quiet {
        for (one, other) in merger.twice() {
            let (one, other) = (one.display(), other.display());
            terminal::say(&format!("warning: {one} and {other} are the same; their documents count twice"));
        }
    }
    if !context.quiet && merger.across_parts() > 0 {
        let copies = merger.across_parts();
        terminal::say(&format!(
            "warning: {copies} texts stand in more than one part and count in each; parts cut with --shard keep copies together"
        ));
    }
    let Some((tally, documents, provenance)) = merger.finish() else { return Ok(Done::Well) };
    let output = Output::open(args.output.as_deref())?;
    if form == Form::Tally {
        output::write(output, |out| write_part(&tally, &documents, &provenance, out))?;
        return Ok(Done::Well);
    }
    let mut report = Report::merged(&tally, &provenance);
    card::embed(&mut report, card, context);
    args.tables.write(&report)?;
    output::write(output, |out| if form == Form::Csv { write_csv(&report, out) } else { report.write_json(out) })?;
    Ok(Done::Well)
}

/// The form that the name of the output tells.
fn form_of(output: Option<&Path>) -> Form {
    let ending = output.and_then(Path::extension).unwrap_or_default();
    match ending.to_ascii_lowercase().to_str() {
        Some("csv") => Form::Csv,
        Some("tally") => Form::Tally,
        _ => Form::Json,
    }
}
