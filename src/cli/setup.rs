//! From options to what the stages need.

use std::path::Path;

use stanceline::analyze::{self, Analyzer};
use stanceline::ingest::{self, Fields, Input};
use stanceline::lexicon::{Lexicon, Problems};
use stanceline::model::Problem;
use stanceline::{aggregate, pipeline};

use super::args::{InputArgs, PackArgs};
use super::exit::Failure;
use super::output::Output;
use super::{Context, Result, terminal};

/// The pack that is used if none is named.
pub(super) const DEFAULT_PACK: &str = "cyber-governance";

/// Loads the pack in a folder, or a built-in one of that name.
pub(super) fn find_pack(pack: &Path) -> std::result::Result<(Lexicon, Problems), Problems> {
    if pack.is_dir() { Lexicon::load(pack) } else { Lexicon::builtin(&pack.to_string_lossy()) }
}

/// An analyzer; what is wrong with the pack goes to stderr.
pub(super) fn analyzer(args: &PackArgs, options: analyze::Options, context: Context) -> Result<Analyzer> {
    let color = terminal::colors_stderr(context.color);
    match find_pack(&args.pack) {
        Ok((lexicon, warnings)) => {
            if !warnings.is_empty() && !context.quiet {
                terminal::say_raw(&warnings.render(color));
            }
            Ok(Analyzer::new(lexicon, options))
        }
        Err(problems) => {
            terminal::say_raw(&problems.render(color));
            terminal::say("nothing was run");
            Err(Failure::Told)
        }
    }
}

/// What a verb that reads a corpus has before the work begins.
pub(super) struct Prepared {
    pub(super) analyzer: Analyzer,
    pub(super) work: pipeline::Options,
    pub(super) inputs: Vec<Input>,
    /// Inputs that could not be used.
    pub(super) found: Vec<Problem>,
    pub(super) output: Output,
}

/// Loads the pack, finds the inputs and opens the output, so that a mistake in any of them shows before the work.
pub(super) fn prepare(
    (input, pack): (&InputArgs, &PackArgs),
    all_sentences: bool,
    tally: aggregate::Settings,
    output: Option<&Path>,
    context: Context,
) -> Result<Prepared> {
    let options = analyze::Options { entities_only: input.entities_only, all_sentences, without: pack.without.clone() };
    let analyzer = analyzer(pack, options, context)?;
    let work = pipeline_options(input, tally)?;
    let (inputs, found) = discover(input)?;
    let output = Output::open(output)?;
    Ok(Prepared { analyzer, work, inputs, found, output })
}

/// How the corpus is worked on.
pub(super) fn pipeline_options(args: &InputArgs, tally: aggregate::Settings) -> Result<pipeline::Options> {
    let pairs = args.field.iter().map(|(ours, theirs)| (ours.as_str(), theirs.as_str()));
    let fields = Fields::new(pairs).map_err(|problem| Failure::Message(format!("--field: {}", problem.message)))?;
    let ingest = ingest::Options {
        format: args.input_format,
        fields,
        encoding: args.encoding.into(),
        max_record_bytes: args.max_record,
    };
    Ok(pipeline::Options { ingest, tally, threads: args.threads, ..pipeline::Options::default() })
}

/// The inputs found, and what could not be.
///
/// A path that does not exist, or of a format that this build cannot read, is a mistake to mend before anything runs; so is a list of inputs in which there is
/// nothing to read. Anything else that cannot be used is reported after the rest was done.
pub(super) fn discover(args: &InputArgs) -> Result<(Vec<Input>, Vec<Problem>)> {
    let (inputs, problems) = ingest::discover(&args.inputs, args.input_format);
    let is_missing = |problem: &&Problem| matches!(ingest::problems::slug(problem.code), "missing_file" | "not_built");
    let fatal: Vec<&Problem> =
        if inputs.is_empty() { problems.iter().collect() } else { problems.iter().filter(is_missing).collect() };
    if fatal.is_empty() {
        return Ok((inputs, problems));
    }
    for problem in fatal {
        terminal::say(&format!("error: {problem}"));
    }
    Err(Failure::Told)
}
