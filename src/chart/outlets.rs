//! Outlets side by side: for each actor, its stance in each outlet.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::facts::Facts;
use super::figure::Figure;
use super::panels::Panels;
use super::scale::Scale;
use super::scene::Anchor;
use super::sheet::{MARGIN, SMALL, Sheet};
use super::{Drawn, Options, chosen, font, select, vega};
use crate::report::{CellReport, Report, escape_controls};

/// Actors drawn if it is not said how many.
const TOP: usize = 6;
/// Outlets drawn, those with most documents first.
const OUTLETS: usize = 10;
const ROW: f64 = 20.0;
/// Room for the name of the actor above a panel.
const NAME: f64 = 20.0;
/// Room for counts beside a panel.
const COUNT: f64 = 30.0;

/// One actor: its figures by outlet.
struct Track {
    name: String,
    figures: BTreeMap<String, Figure>,
}

pub(super) fn draw(report: &Report, facts: &Facts, options: &Options) -> Option<Drawn> {
    let source = |cell: &CellReport| cell.source.clone();
    let can_be_drawn = |cell: &CellReport| cell.source.is_some() && cell.stance.is_some();
    let (actors, all) = chosen(report, options, TOP, |actor| actor.cells.iter().any(can_be_drawn));
    let track = |actor: &&crate::report::ActorReport| Track {
        name: escape_controls(&actor.name).into_owned(),
        figures: select::pool(actor, source)
            .into_iter()
            .filter_map(|(source, sums)| Some((source, Figure::of_sums(&sums)?)))
            .collect(),
    };
    let tracks: Vec<Track> = actors.iter().map(track).collect();
    let mut documents: BTreeMap<&str, u64> = BTreeMap::new();
    for (source, figure) in tracks.iter().flat_map(|track| &track.figures) {
        *documents.entry(source).or_default() += figure.documents;
    }
    let mut outlets: Vec<(&str, u64)> = documents.into_iter().collect();
    outlets.sort_by_key(|(_, documents)| Reverse(*documents));
    let found = outlets.len();
    outlets.truncate(OUTLETS);
    let outlets: Vec<&str> = outlets.into_iter().map(|(outlet, _)| outlet).collect();
    if outlets.is_empty() {
        return None;
    }
    let words = options.lang.words();
    let mut sheet = Sheet::new(facts.title(words.outlets), facts, options);
    panels(&mut sheet, &tracks, &outlets);
    let mut notes = vec![words.intervals.to_owned()];
    notes.extend(sheet.poles_note());
    notes.extend(super::shown(words.actors_shown, tracks.len(), all));
    notes.extend(super::shown(words.outlets_shown, outlets.len(), found));
    let vega = specification(&tracks, &outlets, options);
    Some(Drawn::new(sheet, &notes, vega))
}

fn panels(sheet: &mut Sheet, tracks: &[Track], outlets: &[&str]) {
    let theme = sheet.options.theme;
    let names: Vec<String> = outlets.iter().map(|outlet| escape_controls(outlet).into_owned()).collect();
    let widest = names.iter().map(|name| font::width(name, SMALL)).fold(0.0, f64::max);
    let gutter = widest.min(sheet.inner() * 0.25);
    let height = NAME + outlets.len() as f64 * ROW + 20.0;
    let left = MARGIN + gutter + 14.0;
    let panels = Panels::new([left, sheet.options.width - MARGIN], sheet.y, tracks.len(), [190.0, height], 4);
    for (number, track) in tracks.iter().enumerate() {
        let (left, top) = panels.corner(number);
        sheet.label((left + panels.width, top + 12.0), Anchor::End, theme.soft, "n", COUNT);
        let (top_row, right) = (top + NAME, left + panels.width);
        let scale = Scale::unit(left + 8.0, right - COUNT - 8.0);
        sheet.label((left, top + 12.0), Anchor::Start, theme.ink, &track.name, panels.width - COUNT);
        for (row, outlet) in outlets.iter().enumerate() {
            let middle = top_row + (row as f64 + 0.5) * ROW;
            if number % panels.columns() == 0 {
                sheet.label((MARGIN + gutter, middle + 4.0), Anchor::End, theme.ink, &names[row], gutter);
            }
            sheet.scene.line((left, middle), (right - COUNT, middle), theme.grid, 0.5);
            let Some(figure) = track.figures.get(*outlet) else { continue };
            sheet.label((right, middle + 4.0), Anchor::End, theme.soft, &figure.n.to_string(), COUNT - 4.0);
        }
        sheet.across(&scale, top_row, top_row + outlets.len() as f64 * ROW);
        for (row, outlet) in outlets.iter().enumerate() {
            let Some(figure) = track.figures.get(*outlet) else { continue };
            let middle = top_row + (row as f64 + 0.5) * ROW;
            if let Some([low, high]) = figure.ci95 {
                sheet.scene.line((scale.at(low), middle), (scale.at(high), middle), theme.of(figure.mean), 2.0);
            }
            let about = figure.about(&format!("{}, {}", track.name, names[row]));
            sheet.dot((scale.at(figure.mean), middle), 4.0, figure, about);
        }
    }
    sheet.y = panels.bottom(tracks.len());
}

fn specification(tracks: &[Track], outlets: &[&str], options: &Options) -> Value {
    let rows = tracks.iter().flat_map(|track| {
        let known = outlets.iter().filter_map(|outlet| Some((escape_controls(outlet), track.figures.get(*outlet)?)));
        known.map(|(outlet, figure)| Value::Object(figure.record(&[("actor", &track.name), ("outlet", &outlet)])))
    });
    let (color, domain) = (vega::sign_color(options), json!([-1, 1]));
    let names: Vec<&str> = tracks.iter().map(|track| track.name.as_str()).collect();
    json!({
        "data": {"values": rows.collect::<Vec<_>>()},
        "facet": {"field": "actor", "type": "nominal", "sort": names, "title": null},
        "columns": 3,
        "spec": {
            "width": options.width * 0.22,
            "encoding": {"y": {"field": "outlet", "type": "nominal", "title": null,
                "sort": outlets.iter().map(|outlet| escape_controls(outlet)).collect::<Vec<_>>()}},
            "layer": [
                vega::zero_across(options),
                {"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {"x": vega::quantity("low", &domain), "x2": {"field": "high"}, "color": color}},
                {"mark": {"type": "point", "size": 50, "opacity": 1},
                    "encoding": {"x": vega::quantity("mean", &domain), "stroke": color, "fill": vega::hollow(options),
                        "tooltip": vega::tooltip(&["actor", "outlet"])}}
            ]
        }
    })
}
