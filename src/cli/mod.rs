//! Flags, exit codes and everything that is printed; one file for each verb.

mod annotate;
mod args;
mod card;
mod chart;
mod compare;
mod corpus;
mod exit;
mod explain;
mod fit;
mod merge;
mod output;
mod pack;
mod page;
mod progress;
mod resume;
mod sample;
mod score;
mod setup;
mod signals;
mod tally;
mod terminal;
mod validate;
mod wrap;

use std::process::ExitCode;

use clap::{ColorChoice, Parser, Subcommand};

use exit::{Done, Failure};

/// Measure where actors stand in news and statements.
///
/// Reads a corpus and reports, for each actor (state, bloc, company, agency, leader), its stance toward an agenda and
/// how it is spoken of, with the sentences that say so.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, propagate_version = true)]
#[command(after_help = "\
Examples:
  stanceline score corpus/                     a table of actors
  stanceline score news.jsonl.gz -o report.json
  stanceline compare report.json --at 2022-02-24
  stanceline explain \"India refused to sign the declaration.\"

Exit status: 0 done; 1 done, with input rejected or problems found by a check;
2 usage, pack or I/O failure; 130 interrupted; 143 terminated; 141 closed pipe.")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    /// When to use colour; `NO_COLOR` turns `auto` off.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Print no progress and no notices.
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Score(score::Args),
    Annotate(annotate::Args),
    Tally(tally::Args),
    Merge(merge::Args),
    Compare(compare::Args),
    Chart(chart::Args),
    Page(page::Args),
    Explain(explain::Args),
    Sample(sample::Args),
    Validate(validate::Args),
    Fit(fit::Args),
    /// Work on lexicon packs.
    #[command(subcommand)]
    Pack(pack::Verb),
}

/// What all verbs know.
#[derive(Clone, Copy, Debug)]
struct Context {
    color: ColorChoice,
    quiet: bool,
}

/// Runs the command given on the command line.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let context = Context { color: cli.color, quiet: cli.quiet };
    signals::watch();
    let result = match cli.verb {
        Verb::Score(args) => score::run(&args, context),
        Verb::Annotate(args) => annotate::run(&args, context),
        Verb::Tally(args) => tally::run(&args, context),
        Verb::Merge(args) => merge::run(&args, context),
        Verb::Compare(args) => compare::run(&args, context),
        Verb::Chart(args) => chart::run(&args, context),
        Verb::Page(args) => page::run(&args, context),
        Verb::Explain(args) => explain::run(args, context),
        Verb::Sample(args) => sample::run(&args, context),
        Verb::Validate(args) => validate::run(&args, context),
        Verb::Fit(args) => fit::run(&args, context),
        Verb::Pack(verb) => pack::run(verb, context),
    };
    exit::code(result)
}

type Result<T = Done> = std::result::Result<T, Failure>;
