//! `stanceline annotate`: what was found in each document.

use std::path::PathBuf;

use stanceline::{aggregate, pipeline};

use super::args::{InputArgs, PackArgs};
use super::exit::Failure;
use super::output::{self};
use super::progress::Bar;
use super::setup::{self, Prepared};
use super::{Context, Result};

/// Write what was found in each document, one line of JSON each.
///
/// Lines come in the order of the input and hold every sentence with its mentions, opinions, stances, sentiments and
/// tone. Offsets count Unicode code points of the document's text.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline annotate corpus/ -o annotated.jsonl
  echo \"India rejected the proposal.\" | stanceline annotate -")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    pack: PackArgs,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let tally = aggregate::Settings::default();
    let Prepared { analyzer, work, inputs, found, mut output } =
        setup::prepare((&args.input, &args.pack), true, tally, args.output.as_deref(), context)?;

    let bar = Bar::new(&inputs, context);
    let count = inputs.len();
    let outcome = pipeline::annotate(&analyzer, inputs, &found, &work, &bar, output.writer());
    bar.finish();
    let outcome = outcome.map_err(|error| Failure::io(output.name(), &error))?;
    output::tell(&outcome, context);
    if output::nothing_readable(&outcome, count) {
        return Err(Failure::Message("none of the inputs could be read".to_owned()));
    }
    output.finish()?;
    Ok(output::done(&outcome, &args.input, context))
}
