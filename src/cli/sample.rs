//! `stanceline sample`: units to be coded by hand.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use stanceline::aggregate;
use stanceline::validate::{Sampling, draw, write_sample};

use super::args::{InputArgs, PackArgs};
use super::exit::Failure;
use super::output::{self};
use super::progress::Bar;
use super::setup::{self, Prepared};
use super::{Context, Result, terminal};

/// Draw a blind sample of sentences and actors to be coded by hand.
///
/// A unit is a sentence and an actor that it mentions. The sheet has an empty column "label" for -1, 0 or +1 and says
/// nothing of what the program thinks. Each unit is as likely as any other; the same seed draws the same units.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline sample corpus/ -n 200 -o codes.csv
  stanceline sample corpus/ --by-actor -n 20 --actor india --actor china -o codes.csv

Then code the sheet, and measure with: stanceline validate codes.csv --corpus corpus/")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Write the sheet to this file; as JSON Lines if its name ends in .jsonl.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the sheet.
    #[arg(long, value_name = "FORM")]
    format: Option<Form>,
    /// Units drawn; of each actor with --by-actor.
    #[arg(short, long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    number: u32,
    /// Draw the same number of units of each actor, so that those rarely named are not lost.
    #[arg(long)]
    by_actor: bool,
    /// Draw units of this actor alone, by its id (repeatable).
    #[arg(long, value_name = "ACTOR")]
    actor: Vec<String>,
    /// What the draw hangs on.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    pack: PackArgs,
}

/// Form of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table, for spreadsheets.
    Csv,
    /// JSON Lines.
    Jsonl,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let tally = aggregate::Settings::default();
    let Prepared { analyzer, work, inputs, found, output } =
        setup::prepare((&args.input, &args.pack), true, tally, args.output.as_deref(), context)?;
    let sampling = Sampling {
        size: args.number as usize,
        seed: args.seed,
        by_actor: args.by_actor,
        actors: args.actor.iter().cloned().collect(),
    };

    let bar = Bar::new(&inputs, context);
    let drawn = draw(&analyzer, inputs, &found, &work, &sampling, &bar);
    bar.finish();
    let drawn = drawn.map_err(|error| Failure::Message(error.to_string()))?;
    output::tell(&drawn.outcome, context);
    if drawn.units.is_empty() {
        return Err(Failure::Message("there is no unit to draw: no sentence mentions such an actor".to_owned()));
    }
    let as_json = args.format.map_or_else(|| is_json(args.output.as_deref()), |form| form == Form::Jsonl);
    output::write(output, |out| write_sample(&drawn.units, as_json, out))?;
    if !context.quiet {
        let (units, population) = (drawn.units.len(), drawn.population);
        terminal::say(&format!("drew {units} of {population} units; fill in the column label with -1, 0 or 1"));
    }
    Ok(output::done(&drawn.outcome, &args.input, context))
}

fn is_json(output: Option<&Path>) -> bool {
    let ending = output.and_then(Path::extension);
    ending.is_some_and(|ending| ["jsonl", "ndjson"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
