//! Stance before and after: a line for each actor from the one side to the other.

use serde_json::{Value, json};

use super::facts::{self, Facts};
use super::figure::Figure;
use super::scale::Scale;
use super::scene::{Anchor, Shape};
use super::sheet::{MARGIN, SMALL, Sheet};
use super::{Drawn, Options, font, vega};
use crate::compare::{ActorComparison, Comparison};
use crate::report::escape_controls;

/// Actors drawn if it is not said how many.
const TOP: usize = 10;
/// Between the dots of two actors, so that their whiskers can be told apart.
const LANE: f64 = 7.0;
/// Between names.
const NAME: f64 = 14.0;
/// Between names and lanes.
const BESIDE: f64 = 24.0;
/// Least height of the plot.
const PLOT: f64 = 320.0;
/// Size of the numbers of the axis.
const TINY: f64 = 9.0;
/// Below this q a line is thick.
const MARKED_BELOW: f64 = 0.05;

struct Line {
    name: String,
    sides: [Figure; 2],
    q: Option<f64>,
}

impl Line {
    fn of(actor: &ActorComparison) -> Option<Self> {
        let sides = [Figure::of_stance(&actor.before)?, Figure::of_stance(&actor.after)?];
        Some(Self { name: escape_controls(&actor.name).into_owned(), sides, q: actor.change.q })
    }

    fn is_marked(&self) -> bool {
        self.q.is_some_and(|q| q < MARKED_BELOW)
    }
}

pub(super) fn draw(comparison: &Comparison, facts: &Facts, options: &Options) -> Option<Drawn> {
    let mut lines: Vec<Line> =
        comparison.actors.iter().filter(|actor| options.wants(&actor.id)).filter_map(Line::of).collect();
    let all = lines.len();
    lines.truncate(options.top.unwrap_or(TOP));
    if lines.is_empty() {
        return None;
    }
    let words = options.lang.words();
    let mut sheet = Sheet::new(facts.title(words.slope), facts, options);
    let names = facts::sides(comparison, options);
    plot(&mut sheet, &lines, &names);
    let mut notes = vec![words.slopes.to_owned()];
    notes.extend(sheet.poles_note());
    notes.extend(super::shown(words.actors_shown, lines.len(), all));
    let vega = specification(&lines, &names, options);
    Some(Drawn::new(sheet, &notes, vega))
}

fn plot(sheet: &mut Sheet, lines: &[Line], names: &[String; 2]) {
    let (theme, width) = (sheet.options.theme, sheet.options.width);
    let text = |line: &Line, side: usize| {
        font::width(&line.name, SMALL) + font::width(&sheet.words.signed(line.sides[side].mean), SMALL) + 8.0
    };
    let widest = |side: usize| {
        lines.iter().map(|line| text(line, side)).fold(0.0, f64::max).max(font::width(&names[side], SMALL))
    };
    let columns = [0, 1].map(|side| widest(side).min(sheet.inner() * 0.28));
    let top = sheet.y + 34.0;
    let bottom = top + PLOT.max(lines.len() as f64 * NAME);
    let scale = Scale::unit(bottom, top);
    // Where lanes begin, and which way they go on: away from the names.
    let begins = [MARGIN + columns[0] + BESIDE, width - MARGIN - columns[1] - BESIDE];
    let lanes = LANE.min((begins[1] - begins[0]) * 0.25 / lines.len() as f64);
    let lane = |side: usize, number: usize| begins[side] + [1.0, -1.0][side] * (number as f64 + 0.5) * lanes;
    let inner = [0, 1].map(|side| lane(side, lines.len()));
    sheet.label((begins[0], top - 14.0), Anchor::End, theme.ink, &names[0], begins[0] - MARGIN);
    sheet.label((begins[1], top - 14.0), Anchor::Start, theme.ink, &names[1], width - MARGIN - begins[1]);
    for value in scale.ticks() {
        let (color, weight) = if value == 0.0 { (theme.soft, 1.5) } else { (theme.grid, 1.0) };
        sheet.scene.line((begins[0], scale.at(value)), (begins[1], scale.at(value)), color, weight);
        let tick = sheet.words.tick(value);
        sheet.scene.text((inner[0] + 4.0, scale.at(value) - 3.0), TINY, Anchor::Start, theme.soft, tick);
    }
    for (number, line) in lines.iter().enumerate() {
        let points = [0, 1].map(|side| (lane(side, number), scale.at(line.sides[side].mean)));
        let (color, width) = if line.is_marked() { (theme.ink, 2.5) } else { (theme.soft, 1.0) };
        sheet.scene.draw(Shape::Line { points: points.to_vec(), color, width, dashed: false });
    }
    for side in [0, 1] {
        label(sheet, lines, side, &scale, [begins[side], columns[side]], lane);
        for (number, line) in lines.iter().enumerate() {
            let (x, figure) = (lane(side, number), &line.sides[side]);
            if let Some([low, high]) = figure.ci95 {
                sheet.scene.line((x, scale.at(low)), (x, scale.at(high)), theme.of(figure.mean), 1.5);
            }
            let about = figure.about(&format!("{}, {}", line.name, names[side]));
            sheet.dot((x, scale.at(figure.mean)), 3.5, figure, about);
        }
    }
    sheet.y = bottom + 4.0;
}

/// Names and values beside a side, moved apart where they would run into each other, with thin lines to their dots.
fn label(
    sheet: &mut Sheet,
    lines: &[Line],
    side: usize,
    scale: &Scale,
    [begin, column]: [f64; 2],
    lane: impl Fn(usize, usize) -> f64,
) {
    let theme = sheet.options.theme;
    let mut order: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| b.sides[side].mean.total_cmp(&a.sides[side].mean));
    let [bottom, top] = scale.ends;
    let wanted: Vec<f64> = order.iter().map(|(_, line)| scale.at(line.sides[side].mean)).collect();
    let outward = [-1.0, 1.0][side];
    for (((number, line), dot), y) in order.iter().zip(&wanted).zip(apart(&wanted, top, bottom)) {
        let mean = sheet.words.signed(line.sides[side].mean);
        let edge = begin + outward * BESIDE;
        let points = vec![(edge - outward * 3.0, y), (begin + outward * 2.0, *dot), (lane(side, *number), *dot)];
        sheet.scene.draw(Shape::Line { points, color: theme.grid, width: 1.0, dashed: false });
        let name = font::fit(&line.name, SMALL, column - font::width(&mean, SMALL) - 4.0);
        let (text, anchor) =
            if side == 0 { (format!("{name} {mean}"), Anchor::End) } else { (format!("{mean} {name}"), Anchor::Start) };
        sheet.scene.text((edge, y + 4.0), SMALL, anchor, theme.ink, text);
    }
}

/// Places from above to below, at least a name's height apart, as near to those wanted as one pass down and one up
/// bring them.
fn apart(wanted: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut places = Vec::with_capacity(wanted.len());
    let mut least = top;
    for place in wanted {
        let place = place.max(least);
        places.push(place);
        least = place + NAME;
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - NAME;
    }
    places
}

fn specification(lines: &[Line], names: &[String; 2], options: &Options) -> Value {
    let rows = lines.iter().flat_map(|line| {
        line.sides.iter().zip(names).enumerate().map(|(order, (figure, name))| {
            let mut row = figure.record(&[("actor", &line.name), ("side", name)]);
            row.insert("order".to_owned(), json!(order));
            row.insert("marked".to_owned(), json!(line.is_marked()));
            row.insert("q".to_owned(), json!(line.q));
            Value::Object(row)
        })
    });
    let domain = json!([-1, 1]);
    let color = vega::sign_color(options);
    let x = json!({"field": "side", "type": "nominal", "sort": {"field": "order"}, "title": null, "axis": {"orient": "top", "labelAngle": 0}});
    let offset = json!({"field": "actor", "type": "nominal", "sort": null});
    json!({
        "data": {"values": rows.collect::<Vec<_>>()},
        "width": options.width * 0.7, "height": PLOT,
        "layer": [
            {"mark": {"type": "line"}, "encoding": {"x": x, "y": vega::quantity("mean", &domain),
                "detail": {"field": "actor", "type": "nominal"},
                "strokeWidth": {"condition": {"test": "datum.marked", "value": 2.5}, "value": 1},
                "color": {"value": options.theme.soft.to_string()}}},
            {"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule"}, "encoding": {"x": x, "xOffset": offset,
                "y": vega::quantity("low", &domain), "y2": {"field": "high"}, "color": color}},
            {"mark": {"type": "point", "opacity": 1}, "encoding": {"x": x, "xOffset": offset, "y": vega::quantity("mean", &domain),
                "stroke": color, "fill": vega::hollow(options), "tooltip": vega::tooltip(&["actor", "side", "q"])}},
            {"transform": [{"filter": "datum.order == 1"}], "mark": {"type": "text", "align": "left", "dx": 8, "color": options.theme.ink.to_string()},
                "encoding": {"x": x, "y": vega::quantity("mean", &domain), "text": {"field": "actor", "type": "nominal"}}}
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_move_apart_within_the_plot() {
        let places = apart(&[10.0, 11.0, 12.0, 99.0, 100.0], 0.0, 100.0);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= NAME) && places[4] <= 100.0, "{places:?}");
        assert_eq!(apart(&[20.0, 60.0], 0.0, 100.0), [20.0, 60.0]);
    }
}
