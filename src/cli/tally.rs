//! `stanceline tally`: a part of a corpus to a part of a report.

use std::path::PathBuf;

use stanceline::pipeline::Shard;
use stanceline::report::{Provenance, write_part};

use super::args::{DedupArgs, InputArgs, PackArgs, PeriodArg, ResumeArgs, shard};
use super::{Context, Result, corpus, output};

/// Score a part of a corpus, to be merged with others.
///
/// The part holds exact sums. `stanceline merge` makes the report of all parts, which is the same, byte for byte, as if
/// their documents had been scored in one go.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline tally news-2021.jsonl.gz -o 2021.tally
  stanceline tally news/ --shard 1/2 -o 1.tally
  stanceline merge *.tally -o report.json")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Write the part to this file; - for standard output.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Step of time series.
    #[arg(long, value_name = "STEP", default_value = "month")]
    period: PeriodArg,
    #[command(flatten)]
    resume: ResumeArgs,
    #[command(flatten)]
    dedup: DedupArgs,
    /// Count only this share of the corpus, such as 3/7. Shares are cut by text, so that copies of a text lie in one;
    /// each machine reads all inputs and scores its share.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    #[command(flatten)]
    pack: PackArgs,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let how = corpus::How {
        input: &args.input,
        pack: &args.pack,
        dedup: &args.dedup,
        resume: &args.resume,
        period: args.period,
        shard: args.shard,
        lists_documents: true,
    };
    let scored = corpus::score(&how, Some(&args.output), context)?;
    let tally = &scored.outcome.tally;
    let provenance = Provenance::new(scored.analyzer.lexicon(), scored.analyzer.options(), tally.settings);
    output::write(scored.output, |out| write_part(tally, &scored.outcome.documents, &provenance, out))?;
    Ok(output::done(&scored.outcome, &args.input, context))
}
