//! Draws pictures of a report, from its figures alone.
//!
//! What enters: a [`Report`] and how it shall be drawn. What leaves: a [`Picture`] as a scene of plain shapes, which
//! [`svg`] and [`png`] write, and as a Vega-Lite specification with its data inlined. The same report gives the same
//! bytes: widths of text come from a font that is compiled in.

mod font;
pub mod png;
mod ranked;
pub mod scene;
pub mod svg;
pub mod theme;
mod vega;

use serde_json::Value;

use crate::report::{ActorReport, Report, count, escape_controls};
use scene::Scene;
use theme::Theme;

/// How pictures are drawn.
#[derive(Clone, Debug)]
pub struct Options {
    /// Ids of the actors that are drawn; all if empty.
    pub actors: Vec<String>,
    /// How many actors are drawn, those with most documents first.
    pub top: usize,
    /// Width in CSS pixels, from 480; heights follow from what is drawn.
    pub width: f64,
    /// Colours.
    pub theme: Theme,
}

/// Narrowest picture whose columns do not run into each other, in CSS pixels.
pub const LEAST_WIDTH: f64 = 480.0;

/// One picture in two forms.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its name, which files are called by; never from data.
    pub name: &'static str,
    /// As shapes.
    pub scene: Scene,
    /// As a Vega-Lite specification.
    pub vega: Value,
}

/// Draws actors by their stance as dots with intervals; `None` if none of those wanted takes a side.
pub fn ranked(report: &Report, options: &Options) -> Option<Picture> {
    let actors = chosen(report, options);
    (!actors.is_empty()).then(|| ranked::draw(report, &actors, options))
}

/// The actors with a stance that were asked for, most documents first.
fn chosen<'a>(report: &'a Report, options: &Options) -> Vec<&'a ActorReport> {
    let is_wanted = |actor: &ActorReport| options.actors.is_empty() || options.actors.contains(&actor.id);
    let with_stance = report.actors.iter().filter(|actor| actor.stance.mean.is_some() && is_wanted(actor));
    with_stance.take(options.top).collect()
}

/// What is measured, toward what.
fn title(report: &Report) -> String {
    let target = report.pack.target.as_deref().unwrap_or(&report.pack.id);
    escape_controls(&format!("Stance toward {target}")).into_owned()
}

/// Of what, with what, and how far it can be trusted.
fn caption(report: &Report) -> Vec<String> {
    let (corpus, pack) = (&report.corpus, &report.pack);
    let dates = match (&corpus.first_date, &corpus.last_date) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let (documents, sentences) = (count(corpus.documents, "document"), count(corpus.sentences, "sentence"));
    let (tool, sha256) = (&report.tool, pack.sha256.get(..12).unwrap_or(&pack.sha256));
    let lines = [
        format!(
            "{documents}, {sentences}{dates}. Pack {} {} ({sha256}…), {} {}.",
            pack.id, pack.version, tool.name, tool.version
        ),
        validity(report),
    ];
    lines.map(|line| escape_controls(&line).into_owned()).to_vec()
}

fn validity(report: &Report) -> String {
    let Some(validity) = &report.validity else {
        return "NOT VALIDATED: nobody has compared these figures with human codes on this corpus.".to_owned();
    };
    let f1 = validity.card.figures.macro_f1.value.map_or("unknown".to_owned(), |value| format!("{value:.2}"));
    let units = validity.card.codes.units;
    let differs = if validity.differs.is_empty() { "" } else { " MEASURED ON SOMETHING ELSE: " };
    format!("Validity: {} macro-F1 {f1} on {units} units.{differs}{}", validity.card.task, validity.differs.join("; "))
}
