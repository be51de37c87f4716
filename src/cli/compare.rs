//! `stanceline compare`: what changed between two reports, or within one.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use stanceline::compare::{self, Comparison, Table, Within};
use stanceline::model::PartialDate;
use stanceline::report;

use super::args::PeriodArg;
use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::{Context, Result, terminal};

/// Below this q a difference is marked in the table.
const MARKED_BELOW: f64 = 0.05;

/// Show what changed between two reports, before and after a date, or from period to period.
///
/// For each actor: the difference of its stance with 95% interval, p-value, p-value adjusted for the number of actors,
/// and effect size; what moved it; and, within one report, when it moved. JSON and CSV also hold the sentiment, the
/// stance by object and the relations between actors.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline compare report.json --at 2020-06-15
  stanceline compare 2019.json 2022.json
  stanceline compare report.json --by year --format csv > years.csv")]
pub(super) struct Args {
    /// Two reports, the earlier or first one first; or one, with --at or --by.
    #[arg(required = true, num_args = 1..=2, value_name = "REPORT")]
    reports: Vec<PathBuf>,
    /// Compare what is dated before this day with what is dated from it on.
    #[arg(long, value_name = "DATE", conflicts_with = "by")]
    at: Option<PartialDate>,
    /// Compare each period of this length with the one before it (default: the report's).
    #[arg(long, value_name = "STEP")]
    by: Option<PeriodArg>,
    /// Give rolling means over so many steps too, in JSON.
    #[arg(long, value_name = "STEPS", value_parser = clap::value_parser!(u32).range(2..))]
    rolling: Option<u32>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the output; else the file's ending tells.
    #[arg(long, value_name = "FORM")]
    format: Option<Form>,
    /// Rows shown in the table.
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// Write the table in plain ASCII.
    #[arg(long)]
    ascii: bool,
    /// Compare reports although their packs or settings differ.
    #[arg(long)]
    allow_mismatch: bool,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Table for the terminal.
    Table,
    /// Everything.
    Json,
    /// A row for each pair of means.
    Csv,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let output = Output::open(args.output.as_deref())?;
    let comparison = comparison(args)?;
    if !context.quiet {
        for warning in &comparison.warnings {
            terminal::say(&format!("warning: {}", warning.message));
        }
    }
    let form = args.format.unwrap_or_else(|| form_of(args.output.as_deref()));
    output::write(output, |out| match form {
        Form::Table => {
            let style = terminal::style(args.ascii, args.output.is_none(), context.color);
            out.write_all(Table { top: args.top, below: MARKED_BELOW, style }.render(&comparison).as_bytes())
        }
        Form::Json => comparison.write_json(out),
        Form::Csv => comparison.write_csv(out),
    })?;
    Ok(Done::Well)
}

fn comparison(args: &Args) -> Result<Comparison> {
    let options = compare::Options { allow_mismatch: args.allow_mismatch, rolling: args.rolling };
    match args.reports.as_slice() {
        [one] => Ok(compare::within(&report::read(one)?, which(args)?, options)?),
        [before, after] => {
            if args.at.is_some() || args.by.is_some() || args.rolling.is_some() {
                let message = "--at, --by and --rolling compare within one report; here are two";
                return Err(Failure::Message(message.to_owned()));
            }
            let (before_name, after_name) = (name(before), name(after));
            let reports = [report::read(before)?, report::read(after)?];
            Ok(compare::reports(&reports[0], &reports[1], [&before_name, &after_name], options)?)
        }
        _ => Err(Failure::Message("one or two reports can be compared".to_owned())),
    }
}

fn which(args: &Args) -> Result<Within> {
    if let Some(at) = args.at {
        let (year, month, day) = at.earliest();
        let day = Date::new(year, month as i8, day as i8);
        return day.map(Within::At).map_err(|error| Failure::Message(format!("--at: {error}")));
    }
    Ok(Within::Periods(args.by.map(Into::into)))
}

/// A report's name without the path, which says nothing of it elsewhere.
fn name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// The form that the name of the output tells.
fn form_of(output: Option<&Path>) -> Form {
    match output {
        None => Form::Table,
        Some(file) if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) => Form::Csv,
        Some(_) => Form::Json,
    }
}
