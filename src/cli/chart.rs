//! `stanceline chart`: pictures of a report or a comparison.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use stanceline::chart::{self, Choice, Event, Kind, LEAST_WIDTH, Lang, Options, Picture, Source, png, svg, theme};
use stanceline::model::PartialDate;

use super::args::PeriodArg;
use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::{Context, Result, terminal};

/// Draw a report or a comparison as SVG, PNG and Vega-Lite.
///
/// Writes each picture that the file has figures for into a folder, which is made if it is not there. Of a report:
/// ranked, series, sentiment, frames, relations, outlets; of a comparison: slope and difference, or series where it
/// compares periods. Axes of stance run from -1 to +1; lines are 95% intervals; hollow marks rest on few documents.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline chart report.json -o pictures
  stanceline chart report.json -o pictures --only series --by year --event 2020-06-15=\"Galwan clash\"
  stanceline compare report.json --at 2020-06-15 -o change.json
  stanceline chart change.json -o pictures --theme dark --formats svg")]
pub(super) struct Args {
    /// A report of `score` or `merge`, or a comparison of `compare`.
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// The folder to write into.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Draw only these pictures: ranked, series, sentiment, frames, relations, outlets, slope, difference.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<Kind>,
    /// Write only these forms: svg, png, vega.
    #[arg(
        long,
        value_name = "FORMS",
        value_delimiter = ',',
        default_value = "svg,png,vega",
        hide_possible_values = true
    )]
    formats: Vec<Form>,
    /// Draw only these actors, by id.
    #[arg(long, value_name = "IDS", value_delimiter = ',', help_heading = "What is drawn")]
    actors: Vec<String>,
    /// Actors drawn, those with most documents first; else as many as suit each picture.
    #[arg(long, value_name = "N", help_heading = "What is drawn", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1000))]
    top: Option<usize>,
    /// Draw only what is dated from this day, month or year on; steps that it cuts are left out.
    #[arg(long, value_name = "DATE", help_heading = "What is drawn")]
    from: Option<PartialDate>,
    /// Draw only what is dated up to this day, month or year.
    #[arg(long, value_name = "DATE", help_heading = "What is drawn")]
    to: Option<PartialDate>,
    /// Step of series, if not that of the report.
    #[arg(long, value_name = "STEP", help_heading = "What is drawn")]
    by: Option<PeriodArg>,
    /// Mark an event in series, as in --event 2020-06-15="Galwan clash" (repeatable).
    #[arg(long, value_name = "DATE=LABEL", help_heading = "What is drawn")]
    event: Vec<Event>,
    /// Mark the events of this CSV file, with the columns date and label.
    #[arg(long, value_name = "FILE", help_heading = "What is drawn")]
    events: Option<PathBuf>,
    /// Width in pixels, from 480; PNG files have twice as many. Heights follow from what is drawn.
    #[arg(long, value_name = "PIXELS", default_value_t = 800, help_heading = "How it is drawn", value_parser = clap::value_parser!(u32).range(LEAST_WIDTH as i64..=4000))]
    width: u32,
    /// Colours for a light or a dark ground.
    #[arg(long, value_name = "THEME", default_value = "light", help_heading = "How it is drawn")]
    theme: Theme,
    /// Language of labels; names stay as the pack gives them.
    #[arg(long, value_name = "LANG", default_value = "en", help_heading = "How it is drawn")]
    lang: LangArg,
}

/// The ground that a picture stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Theme {
    /// Dark on white.
    Light,
    /// Light on dark grey.
    Dark,
}

/// Form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Svg,
    Png,
    Vega,
}

/// Language of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LangArg {
    De,
    En,
    Es,
    Fr,
    Ru,
}

pub(super) fn run(args: &Args, context: Context) -> Result {
    let mut source = chart::read(&args.report)?;
    if let Some(unknown) = args.actors.iter().find(|id| !source.knows(id)) {
        return Err(Failure::Message(format!(
            "--actors: {} holds no actor {unknown:?}; name actors by their id",
            args.report.display()
        )));
    }
    Choice { from: args.from, to: args.to, by: args.by.map(Into::into) }.apply(&mut source)?;
    let options = options(args)?;
    let (pictures, missing) = draw(&source, args, &options);
    if pictures.is_empty() {
        let needs: Vec<String> =
            missing.iter().map(|kind| format!("\n  {}: needs {}", kind.as_str(), kind.needs())).collect();
        let message = format!("{}: there is nothing to draw{}", args.report.display(), needs.join(""));
        return Err(Failure::Message(message));
    }
    // Everything is drawn before anything is written.
    let mut files = Vec::new();
    for picture in &pictures {
        for form in &args.formats {
            files.push(rendered(picture, *form)?);
        }
    }
    let folder = &args.output;
    fs::create_dir_all(folder).map_err(|error| Failure::io(&folder.display().to_string(), &error))?;
    for (name, bytes) in files {
        output::write(Output::open(Some(&folder.join(name)))?, |out| out.write_all(&bytes))?;
    }
    if !context.quiet {
        for kind in missing {
            terminal::say(&format!("note: {} left out: needs {}", kind.as_str(), kind.needs()));
        }
    }
    Ok(Done::Well)
}

/// The pictures that are wanted, and those that the source has no figures for.
fn draw(source: &Source, args: &Args, options: &Options) -> (Vec<Picture>, Vec<Kind>) {
    let is_wanted = |kind: &Kind| match args.only.as_slice() {
        [] => true,
        only => only.contains(kind),
    };
    let (mut pictures, mut missing) = (Vec::new(), Vec::new());
    for kind in Kind::ALL.into_iter().filter(is_wanted) {
        match chart::draw(source, kind, options) {
            Some(picture) => pictures.push(picture),
            // That a report is no comparison, or the reverse, need not be said unless it was asked for.
            None if args.only.is_empty() && kind.is_of_comparisons() != source.is_comparison() => {}
            None => missing.push(kind),
        }
    }
    (pictures, missing)
}

fn options(args: &Args) -> Result<Options> {
    let theme = match args.theme {
        Theme::Light => theme::LIGHT,
        Theme::Dark => theme::DARK,
    };
    let lang = match args.lang {
        LangArg::De => Lang::De,
        LangArg::En => Lang::En,
        LangArg::Es => Lang::Es,
        LangArg::Fr => Lang::Fr,
        LangArg::Ru => Lang::Ru,
    };
    let mut events = args.event.clone();
    if let Some(file) = &args.events {
        events.extend(chart::events(file).map_err(Failure::Message)?);
    }
    events.sort_by(|a, b| (a.day, &a.label).cmp(&(b.day, &b.label)));
    Ok(Options { actors: args.actors.clone(), top: args.top, width: f64::from(args.width), theme, lang, events })
}

/// A picture in one form, with the name of its file.
fn rendered(picture: &Picture, form: Form) -> Result<(String, Vec<u8>)> {
    let kind = picture.kind.as_str();
    let (ending, bytes) = match form {
        Form::Svg => ("svg", svg::write(&picture.scene).ok()),
        Form::Png => ("png", png::write(&picture.scene)),
        Form::Vega => {
            ("vl.json", serde_json::to_vec_pretty(&picture.vega).ok().map(|json| [json, b"\n".to_vec()].concat()))
        }
    };
    let name = format!("{kind}.{ending}");
    let bytes = bytes.ok_or_else(|| Failure::Message(format!("{name} could not be drawn; it may be too large")))?;
    Ok((name, bytes))
}
