//! The run over a corpus that `score` and `tally` share.

use std::path::Path;

use stanceline::aggregate;
use stanceline::analyze::Analyzer;
use stanceline::pipeline::{self, Outcome, Shard};

use super::args::{DedupArgs, InputArgs, PackArgs, PeriodArg, ResumeArgs};
use super::exit::Failure;
use super::output::{self, Output};
use super::progress::Bar;
use super::setup::{self, Prepared};
use super::{Context, Result, resume};

/// A corpus that was scored, and where the result goes.
pub(super) struct Scored {
    pub(super) analyzer: Analyzer,
    pub(super) outcome: Outcome,
    pub(super) output: Output,
}

/// How a corpus is scored.
pub(super) struct How<'a> {
    pub(super) input: &'a InputArgs,
    pub(super) pack: &'a PackArgs,
    pub(super) dedup: &'a DedupArgs,
    pub(super) resume: &'a ResumeArgs,
    pub(super) period: PeriodArg,
    /// The share that counts, of a corpus that is scored in parts.
    pub(super) shard: Option<Shard>,
    /// Whether the documents are listed, as a part needs it.
    pub(super) lists_documents: bool,
}

/// Scores a corpus; what went wrong with its inputs is told. The output is opened before the work begins.
pub(super) fn score(how: &How, output: Option<&Path>, context: Context) -> Result<Scored> {
    let How { input, pack, .. } = how;
    let (period, dedup) = (how.period.into(), how.dedup.options());
    let tally = aggregate::Settings { period, dedup, ..aggregate::Settings::default() };
    let Prepared { analyzer, work, inputs, found, output } =
        setup::prepare((input, pack), false, tally, output, context)?;
    let work = pipeline::Options { shard: how.shard, lists_documents: how.lists_documents, ..work };

    let steps = resume::open(how, (&analyzer, &work), &inputs, found.len())?;
    let bar = Bar::new(&inputs, context);
    let count = inputs.len();
    let outcome = match &steps {
        None => pipeline::score(&analyzer, inputs, &found, &work, &bar),
        Some(steps) => pipeline::score_in_steps(&analyzer, (inputs, &found), &work, &bar, steps),
    };
    bar.finish();
    let outcome = outcome.map_err(|error| Failure::Message(error.to_string()))?;
    output::tell(&outcome, context);
    if output::nothing_readable(&outcome, count) {
        return Err(Failure::Message("none of the inputs could be read".to_owned()));
    }
    Ok(Scored { analyzer, outcome, output })
}
