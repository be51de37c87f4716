//! `stanceline page`: a report as one page for the browser.

use std::path::PathBuf;

use stanceline::{page, report};

use super::exit::Done;
use super::output::{self, Output};
use super::{Context, Result};

/// Make one page of a report: pictures, tables, and the sentences behind each figure.
///
/// The page is one file that opens from disk, asks nobody for anything and needs no program but a browser.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Example:
  stanceline score news.jsonl.gz -o report.json
  stanceline page report.json -o report.html")]
pub(super) struct Args {
    /// A report, as `score` and `merge` write it.
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args, _context: Context) -> Result {
    let page = page::page(&report::read(&args.report)?);
    output::write(Output::open(args.output.as_deref())?, |out| out.write_all(page.as_bytes()))?;
    Ok(Done::Well)
}
