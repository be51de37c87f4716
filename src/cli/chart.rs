//! `stanceline chart`: pictures of a report.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use stanceline::chart::{self, LEAST_WIDTH, Options, png, svg, theme};
use stanceline::report;

use super::Result;
use super::exit::{Done, Failure};
use super::output::{self, Output};

/// Draw actors by their stance as SVG, PNG and Vega-Lite.
///
/// Writes ranked.svg, ranked.png and ranked.vl.json into a folder, which is made if it is not there. Axes run from -1
/// to +1; lines are 95% intervals; hollow dots rest on few documents.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline chart report.json -o pictures
  stanceline chart report.json -o pictures --actors india,china --theme dark")]
pub(super) struct Args {
    /// A report of `score` or `merge`.
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// The folder to write into.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Draw only these actors, by id.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    actors: Vec<String>,
    /// Actors drawn, those with most documents first.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1000))]
    top: usize,
    /// Width in pixels; PNG files have twice as many.
    #[arg(long, value_name = "PIXELS", default_value_t = 800, value_parser = clap::value_parser!(u32).range(LEAST_WIDTH as i64..=4000))]
    width: u32,
    /// Colours for a light or a dark ground.
    #[arg(long, value_name = "THEME", default_value = "light")]
    theme: Theme,
}

/// The ground that a picture stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Theme {
    /// Dark on white.
    Light,
    /// Light on dark grey.
    Dark,
}

pub(super) fn run(args: &Args) -> Result {
    let report = report::read(&args.report)?;
    if let Some(unknown) = args.actors.iter().find(|id| !report.actors.iter().any(|actor| actor.id == **id)) {
        return Err(Failure::Message(format!(
            "--actors: the report holds no actor {unknown:?}; name actors by their id"
        )));
    }
    let theme = match args.theme {
        Theme::Light => theme::LIGHT,
        Theme::Dark => theme::DARK,
    };
    let options = Options { actors: args.actors.clone(), top: args.top, width: f64::from(args.width), theme };
    let Some(picture) = chart::ranked(&report, &options) else {
        let message = format!("{}: no actor takes a side, so there is nothing to draw", args.report.display());
        return Err(Failure::Message(message));
    };
    let failed = |what: &str| Failure::Message(format!("{}.{what} could not be drawn", picture.name));
    let svg = svg::write(&picture.scene).map_err(|_| failed("svg"))?;
    let png = png::write(&picture.scene).ok_or_else(|| failed("png"))?;
    let mut vega = serde_json::to_vec_pretty(&picture.vega).map_err(|_| failed("vl.json"))?;
    vega.push(b'\n');
    let folder = &args.output;
    fs::create_dir_all(folder).map_err(|error| Failure::io(&folder.display().to_string(), &error))?;
    for (ending, bytes) in [("svg", svg), ("png", png), ("vl.json", vega)] {
        write(&folder.join(format!("{}.{ending}", picture.name)), &bytes)?;
    }
    Ok(Done::Well)
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    output::write(Output::open(Some(file))?, |out| out.write_all(bytes))
}
