//! A matrix of means: each cell with its value, what it rests on, and a shade.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::figure::Figure;
use super::scene::{Anchor, Bounds, Shape};
use super::sheet::{MARGIN, SMALL, Sheet};
use super::theme::Theme;
use super::{Options, font, vega};

const ROW: f64 = 32.0;
/// Narrowest and widest column.
const NARROW: f64 = 40.0;
const WIDE: f64 = 64.0;
/// Size of the counts.
const TINY: f64 = 9.0;
/// Room for names of rows and of columns.
const NAMES: f64 = 150.0;
/// Columns that a reader can still follow.
const MOST: usize = 16;

/// Rows, columns, and what stands where; places without evidence are not in it.
pub(super) struct Matrix {
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) cells: BTreeMap<(usize, usize), Figure>,
}

/// How many columns there is room for.
pub(super) fn room(options: &Options) -> usize {
    (((options.width - 2.0 * MARGIN - NAMES) / NARROW).floor() as usize).clamp(1, MOST)
}

impl Matrix {
    pub(super) fn draw(&self, sheet: &mut Sheet) {
        let theme = sheet.options.theme;
        let widest =
            |names: &[String]| names.iter().map(|name| font::width(name, SMALL)).fold(0.0, f64::max).min(NAMES);
        let (names, heads) = (widest(&self.rows), widest(&self.columns));
        let left = MARGIN + names + 8.0;
        let width = ((sheet.options.width - MARGIN - left) / self.columns.len() as f64).clamp(NARROW, WIDE);
        let top = sheet.y + heads + 14.0;
        for (column, name) in self.columns.iter().enumerate() {
            let place = (left + (column as f64 + 0.5) * width + 4.0, top - 6.0);
            sheet.scene.upright(place, SMALL, theme.ink, font::fit(name, SMALL, heads));
        }
        for (row, name) in self.rows.iter().enumerate() {
            let y = top + row as f64 * ROW;
            sheet.label((left - 8.0, y + ROW / 2.0 + 4.0), Anchor::End, theme.ink, name, names);
            for (column, head) in self.columns.iter().enumerate() {
                let x = left + column as f64 * width;
                let bounds = [x + 1.0, y + 1.0, x + width - 1.0, y + ROW - 1.0];
                match self.cells.get(&(row, column)) {
                    None => sheet.scene.draw(rectangle(bounds, theme.ground, Some(theme.grid), 0.0)),
                    Some(figure) => cell(sheet, bounds, figure, figure.about(&format!("{name}, {head}"))),
                }
            }
        }
        sheet.y = top + self.rows.len() as f64 * ROW;
    }

    /// As a Vega-Lite specification.
    pub(super) fn vega(&self, options: &Options) -> Value {
        let theme = options.theme;
        let cells = self.cells.iter().map(|((row, column), figure)| {
            Value::Object(figure.record(&[("row", &self.rows[*row]), ("column", &self.columns[*column])]))
        });
        let (negative, positive) = (theme.negative.to_string(), theme.positive.to_string());
        let ground = theme.ground.to_string();
        let text = |size: f64, dy: f64| json!({"type": "text", "fontSize": size, "dy": dy});
        let ink = json!({"condition": {"test": "datum.thin", "value": theme.ink.to_string()},
            "value": theme.ink.to_string()});
        json!({
            "data": {"values": cells.collect::<Vec<_>>()},
            "encoding": {
                "x": {"field": "column", "type": "nominal", "sort": self.columns, "title": null, "axis": {"orient": "top", "labelAngle": -90}},
                "y": {"field": "row", "type": "nominal", "sort": self.rows, "title": null}
            },
            "width": {"step": NARROW}, "height": {"step": ROW},
            "layer": [
                {"mark": {"type": "rect", "strokeWidth": 1.5}, "encoding": {
                    "color": {"field": "mean", "type": "quantitative", "title": null, "scale": {"domain": [-1, 0, 1], "range": [negative, ground, positive]}},
                    "fillOpacity": {"condition": {"test": "datum.thin", "value": 0}, "value": 1},
                    "stroke": vega::sign_color(options),
                    "tooltip": vega::tooltip(&["row", "column"])}},
                {"mark": text(SMALL, -5.0), "encoding": {"text": {"field": "mean", "type": "quantitative", "format": "+.2f"}, "color": ink}},
                {"mark": text(TINY, 8.0), "encoding": {"text": {"field": "n", "type": "quantitative"}, "color": ink}}
            ]
        })
    }
}

/// A filled cell, or a frame if it rests on few documents.
fn cell(sheet: &mut Sheet, bounds: Bounds, figure: &Figure, about: String) {
    let theme = sheet.options.theme;
    let shape = if figure.is_thin {
        rectangle(bounds, theme.ground, Some(theme.of(figure.mean)), 0.5)
    } else {
        rectangle(bounds, theme.shade(figure.mean), None, 0.0)
    };
    sheet.scene.mark(shape, about);
    let color = if figure.is_thin { theme.ink } else { Theme::over(theme.shade(figure.mean)) };
    let [left, top, right, _] = bounds;
    let (middle, room) = (f64::midpoint(left, right), right - left);
    let mean = sheet.words.signed(figure.mean);
    sheet.label((middle, top + 14.0), Anchor::Middle, color, &mean, room);
    let n = font::fit(&figure.n.to_string(), TINY, room);
    sheet.scene.text((middle, top + 26.0), TINY, Anchor::Middle, color, n);
}

fn rectangle(
    [left, top, right, bottom]: Bounds,
    fill: super::theme::Color,
    line: Option<super::theme::Color>,
    inset: f64,
) -> Shape {
    let (left, top, right, bottom) = (left + inset, top + inset, right - inset, bottom - inset);
    Shape::Area { points: vec![(left, top), (right, top), (right, bottom), (left, bottom)], fill, line }
}
