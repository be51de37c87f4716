//! Rows of dots with whiskers: a name, a value with its interval, and columns of figures.

use serde_json::{Map, Value, json};

use super::figure::Figure;
use super::font;
use super::scale::Scale;
use super::scene::Anchor;
use super::sheet::{MARGIN, SMALL, Sheet};
use super::vega;

const ROW: f64 = 22.0;
/// Between columns.
const GAP: f64 = 12.0;

/// One row.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) figure: Figure,
    /// Figures beside it.
    pub(super) columns: Vec<String>,
    pub(super) about: String,
    pub(super) record: Map<String, Value>,
}

/// Largest value first; those of one value stay in their order.
pub(super) fn rank(rows: &mut [Row]) {
    rows.sort_by(|a, b| b.figure.mean.total_cmp(&a.figure.mean));
}

/// Draws the rows, with the values from `-most` to `+most`.
pub(super) fn draw(sheet: &mut Sheet, rows: &[Row], heads: &[&str], most: f64) {
    let (theme, inner, right_end) = (sheet.options.theme, sheet.inner(), sheet.options.width - MARGIN);
    let widest = rows.iter().map(|row| font::width(&row.name, SMALL)).fold(0.0, f64::max);
    let names = widest.min(inner * 0.3);
    let widths = widths(rows, heads, inner * 0.4);
    // Right ends of the columns.
    let mut ends = Vec::with_capacity(widths.len());
    let mut end = right_end;
    for width in widths.iter().rev() {
        ends.insert(0, end);
        end -= width + GAP;
    }
    let scale = Scale { most, ends: [MARGIN + names + 20.0, end - 8.0] };
    sheet.y += 22.0;
    for ((head, end), width) in heads.iter().zip(&ends).zip(&widths) {
        sheet.label((*end, sheet.y), Anchor::End, theme.soft, head, *width);
    }
    let top = sheet.y + 8.0;
    let bottom = top + rows.len() as f64 * ROW;
    sheet.across(&scale, top, bottom);
    for (number, row) in rows.iter().enumerate() {
        let middle = top + (number as f64 + 0.5) * ROW;
        let base = middle + 4.0;
        sheet.label((MARGIN, base), Anchor::Start, theme.ink, &row.name, names);
        if let Some([low, high]) = row.figure.ci95 {
            sheet.scene.line((scale.at(low), middle), (scale.at(high), middle), theme.of(row.figure.mean), 2.0);
        }
        sheet.dot((scale.at(row.figure.mean), middle), 4.5, &row.figure, row.about.clone());
        for (column, (text, end)) in row.columns.iter().zip(&ends).enumerate() {
            let color = if column == 0 { theme.ink } else { theme.soft };
            sheet.label((*end, base), Anchor::End, color, text, widths[column]);
        }
    }
    sheet.y = bottom + 16.0;
    sheet.poles(scale.ends[0], scale.ends[1]);
}

/// Widths of the columns, together at most `room`: narrow ones as they are, wide ones cut.
fn widths(rows: &[Row], heads: &[&str], mut room: f64) -> Vec<f64> {
    let width = |(column, head): (usize, &&str)| {
        let texts = rows.iter().filter_map(|row| row.columns.get(column)).map(String::as_str);
        texts.chain([*head]).map(|text| font::width(text, SMALL)).fold(0.0, f64::max)
    };
    let mut widths: Vec<f64> = heads.iter().enumerate().map(width).collect();
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by(|a, b| widths[*a].total_cmp(&widths[*b]));
    for (number, column) in order.iter().enumerate() {
        widths[*column] = widths[*column].min(room / (order.len() - number) as f64);
        room -= widths[*column];
    }
    widths
}

/// The rows as a Vega-Lite specification.
pub(super) fn vega(sheet: &Sheet, rows: &[Row], most: f64) -> Value {
    let options = sheet.options;
    let color = vega::sign_color(options);
    let domain = json!([-most, most]);
    json!({
        "data": {"values": rows.iter().map(|row| &row.record).collect::<Vec<_>>()},
        "width": options.width * 0.6,
        "encoding": {"y": {"field": "actor", "type": "nominal", "sort": null, "title": null}},
        "layer": [
            vega::zero_across(options),
            {"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {"x": vega::quantity("low", &domain), "x2": {"field": "high"}, "color": color}},
            {"mark": {"type": "point", "size": 60, "opacity": 1},
                "encoding": {"x": vega::quantity("mean", &domain), "stroke": color, "fill": vega::hollow(options),
                    "tooltip": vega::tooltip(&["actor"])}}
        ]
    })
}
