//! Draws pictures of a report or a comparison, from its figures alone.
//!
//! What enters: a [`Source`] and how it shall be drawn. What leaves: a [`Picture`] as a scene of plain shapes, which
//! [`svg`] and [`png`] write, and as a Vega-Lite specification with its data inlined. The same source gives the same
//! bytes: widths of text come from a font that is compiled in.

mod difference;
mod dots;
mod event;
mod facts;
mod figure;
mod font;
mod frames;
mod matrix;
mod outlets;
mod panels;
pub mod png;
mod ranked;
mod relations;
mod scale;
pub mod scene;
mod select;
mod sentiment;
mod series;
mod sheet;
mod slope;
mod source;
pub mod svg;
pub mod theme;
mod time;
mod vega;
mod words;

use std::str::FromStr;

use serde_json::Value;

use crate::report::{ActorReport, Report};
pub use event::{Event, events};
use facts::Facts;
use scene::Scene;
pub use select::Choice;
use sheet::Sheet;
pub use source::{Source, read};
use theme::Theme;
pub use words::Lang;

/// How pictures are drawn.
#[derive(Clone, Debug)]
pub struct Options {
    /// Ids of the actors that are drawn; all if empty.
    pub actors: Vec<String>,
    /// How many actors are drawn, those with most documents first; else as many as suit the picture.
    pub top: Option<usize>,
    /// Width in CSS pixels, from [`LEAST_WIDTH`]; heights follow from what is drawn.
    pub width: f64,
    /// Colours.
    pub theme: Theme,
    /// Language of labels.
    pub lang: Lang,
    /// Marked in series, by date.
    pub events: Vec<Event>,
}

impl Options {
    /// Whether this actor may be drawn.
    fn wants(&self, id: &str) -> bool {
        self.actors.is_empty() || self.actors.iter().any(|actor| actor == id)
    }
}

/// Narrowest picture whose columns do not run into each other, in CSS pixels.
pub const LEAST_WIDTH: f64 = 480.0;

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Actors by their stance.
    Ranked,
    /// Stance over time.
    Series,
    /// Stance and sentiment of each actor.
    Sentiment,
    /// Stance by actor and frame.
    Frames,
    /// What actors hold toward each other.
    Relations,
    /// Stance by outlet.
    Outlets,
    /// Stance on both sides of a comparison.
    Slope,
    /// Differences of a comparison.
    Difference,
}

impl Kind {
    /// Every kind, in the order in which they are written.
    pub const ALL: [Self; 8] = [
        Self::Ranked,
        Self::Series,
        Self::Sentiment,
        Self::Frames,
        Self::Relations,
        Self::Outlets,
        Self::Slope,
        Self::Difference,
    ];

    /// Its name, which files are called by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::Series => "series",
            Self::Sentiment => "sentiment",
            Self::Frames => "frames",
            Self::Relations => "relations",
            Self::Outlets => "outlets",
            Self::Slope => "slope",
            Self::Difference => "difference",
        }
    }

    /// Whether it is drawn of comparisons alone.
    pub fn is_of_comparisons(self) -> bool {
        matches!(self, Self::Slope | Self::Difference)
    }

    /// What a source must hold for it.
    pub fn needs(self) -> &'static str {
        match self {
            Self::Ranked => "a report in which an actor takes a side",
            Self::Series => "a report, or a comparison of periods, in which a dated document gives an actor's stance",
            Self::Sentiment => "a report in which an actor takes a side and is spoken of",
            Self::Frames => "a report in which an actor takes a side on a frame",
            Self::Relations => "a report in which an actor holds something toward another",
            Self::Outlets => "a report in which a document that names its source gives an actor's stance",
            Self::Slope | Self::Difference => {
                "a comparison of two sides (`stanceline compare … -o comparison.json`) in which an actor takes a side on both"
            }
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        found.ok_or_else(|| format!("not one of {}", Self::ALL.map(Self::as_str).join(", ")))
    }
}

/// One picture in two forms.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What it shows.
    pub kind: Kind,
    /// As shapes.
    pub scene: Scene,
    /// As a Vega-Lite specification.
    pub vega: Value,
}

/// A picture before its kind is known.
struct Drawn {
    scene: Scene,
    vega: Value,
}

impl Drawn {
    fn new(sheet: Sheet, notes: &[String], vega: Value) -> Self {
        let options = sheet.options;
        let scene = sheet.finish(notes);
        Self { vega: vega::specification(vega, &scene, notes, options), scene }
    }
}

/// Draws one picture; `None` if the source does not hold what it [needs](Kind::needs).
pub fn draw(source: &Source, kind: Kind, options: &Options) -> Option<Picture> {
    let drawn = match source {
        Source::Report { report, within } => {
            let facts = Facts::of_report(report, within.as_ref(), options);
            match kind {
                Kind::Ranked => ranked::draw(report, &facts, options),
                Kind::Series => series::of_report(report, &facts, options),
                Kind::Sentiment => sentiment::draw(report, &facts, options),
                Kind::Frames => frames::draw(report, &facts, options),
                Kind::Relations => relations::draw(report, &facts, options),
                Kind::Outlets => outlets::draw(report, &facts, options),
                Kind::Slope | Kind::Difference => None,
            }
        }
        Source::Comparison(comparison) => {
            let facts = Facts::of_comparison(comparison, options);
            match kind {
                Kind::Series => series::of_periods(comparison, &facts, options),
                Kind::Slope if source.has_sides() => slope::draw(comparison, &facts, options),
                Kind::Difference if source.has_sides() => difference::draw(comparison, &facts, options),
                _ => None,
            }
        }
    }?;
    Some(Picture { kind, scene: drawn.scene, vega: drawn.vega })
}

/// The actors that were asked for and can be drawn, those with most documents first, and how many there are in all.
fn chosen<'a>(
    report: &'a Report,
    options: &Options,
    top: usize,
    can_be_drawn: impl Fn(&ActorReport) -> bool,
) -> (Vec<&'a ActorReport>, usize) {
    let all = || report.actors.iter().filter(|actor| options.wants(&actor.id) && can_be_drawn(actor));
    (all().take(options.top.unwrap_or(top)).collect(), all().count())
}

/// A note on how many of how many are drawn, if that is not all.
fn shown(template: &str, drawn: usize, all: usize) -> Option<String> {
    (drawn < all).then(|| words::fill(template, &[&drawn.to_string(), &all.to_string()]))
}
