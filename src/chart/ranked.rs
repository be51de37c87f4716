//! Actors by their stance: a dot for the mean, a whisker for its interval, and both in figures.

use serde_json::{Value, json};

use super::scene::{Anchor, Scene, Shape};
use super::{Options, Picture, caption, font, title, vega};
use crate::report::{ActorReport, Report, escape_controls};

const MARGIN: f64 = 16.0;
const ROW: f64 = 22.0;
const SMALL: f64 = 11.0;
/// Columns of the mean and of the counts.
const MEAN: f64 = 52.0;
const COUNT: f64 = 76.0;
/// Under so many documents there is no interval.
const LEAST_DOCUMENTS: u64 = 2;

pub(super) fn draw(report: &Report, actors: &[&ActorReport], options: &Options) -> Picture {
    let mut rows: Vec<Row> = actors.iter().filter_map(|actor| Row::of(actor)).collect();
    // Those of one mean stay in the order of the report.
    rows.sort_by(|a, b| b.mean.total_cmp(&a.mean));
    let scene = scene(report, &rows, options);
    let data: Vec<Value> = rows.iter().map(Row::record).collect();
    let vega = vega::dots_and_whiskers(&scene.title, &scene.description, &data, options);
    Picture { name: "ranked", scene, vega }
}

struct Row {
    name: String,
    mean: f64,
    ci95: Option<[f64; 2]>,
    opinions: u64,
    documents: u64,
    is_thin: bool,
}

impl Row {
    fn of(actor: &ActorReport) -> Option<Self> {
        let stance = &actor.stance;
        Some(Self {
            name: escape_controls(&actor.name).into_owned(),
            mean: stance.mean?,
            ci95: stance.ci95,
            opinions: stance.opinions,
            documents: stance.documents,
            is_thin: stance.caution.is_some() || stance.documents < LEAST_DOCUMENTS,
        })
    }

    fn record(&self) -> Value {
        let [low, high] = self.ci95.map_or([None, None], |[low, high]| [Some(low), Some(high)]);
        json!({"actor": self.name, "mean": self.mean, "low": low, "high": high, "opinions": self.opinions,
            "documents": self.documents, "thin": self.is_thin})
    }

    fn about(&self) -> String {
        let interval = self.ci95.map_or("no interval".to_owned(), |[low, high]| format!("95% {low} to {high}"));
        format!("{}: {} ({interval}), {} opinions in {} documents", self.name, self.mean, self.opinions, self.documents)
    }
}

fn scene(report: &Report, rows: &[Row], options: &Options) -> Scene {
    let (theme, width) = (options.theme, options.width);
    let inner = width - 2.0 * MARGIN;
    let widest = rows.iter().map(|row| font::width(&row.name, SMALL)).fold(0.0, f64::max);
    let names = widest.min(inner * 0.3);
    let (left, right) = (MARGIN + names + 20.0, width - MARGIN - MEAN - COUNT - 12.0);
    let mut scene = Scene {
        width,
        height: 0.0,
        title: title(report),
        description: caption(report).join(" "),
        ground: theme.ground,
        marks: Vec::new(),
    };
    let mut y = MARGIN;
    for line in font::wrap(&scene.title.clone(), 16.0, inner) {
        y += 20.0;
        scene.text((MARGIN, y), 16.0, Anchor::Start, theme.ink, line);
    }
    y += 22.0;
    scene.text((width - MARGIN - COUNT, y), SMALL, Anchor::End, theme.soft, "mean");
    scene.text((width - MARGIN, y), SMALL, Anchor::End, theme.soft, "n (docs)");
    let top = y + 8.0;
    let bottom = top + rows.len() as f64 * ROW;
    let place = |value: f64| left + f64::midpoint(value.clamp(-1.0, 1.0), 1.0) * (right - left);
    for (value, label) in [(-1.0, "−1"), (-0.5, "−0.5"), (0.0, "0"), (0.5, "+0.5"), (1.0, "+1")] {
        let (color, weight) = if value == 0.0 { (theme.soft, 1.5) } else { (theme.grid, 1.0) };
        scene.line((place(value), top), (place(value), bottom), color, weight);
        scene.text((place(value), bottom + 16.0), SMALL, Anchor::Middle, theme.soft, label);
    }
    for (number, row) in rows.iter().enumerate() {
        let middle = top + (number as f64 + 0.5) * ROW;
        let base = middle + 4.0;
        let color = theme.of(row.mean);
        scene.text((MARGIN, base), SMALL, Anchor::Start, theme.ink, font::fit(&row.name, SMALL, names));
        if let Some([low, high]) = row.ci95 {
            scene.line((place(low), middle), (place(high), middle), color, 2.0);
        }
        let fill = if row.is_thin { theme.ground } else { color };
        scene.mark(Shape::Dot { center: (place(row.mean), middle), radius: 4.5, fill, line: color }, row.about());
        let mean = format!("{:+.2}", (row.mean * 100.0).round() / 100.0 + 0.0).replace('-', "−");
        scene.text((width - MARGIN - COUNT, base), SMALL, Anchor::End, theme.ink, mean);
        let counts = format!("{} ({})", row.opinions, row.documents);
        scene.text((width - MARGIN, base), SMALL, Anchor::End, theme.soft, font::fit(&counts, SMALL, COUNT - 8.0));
    }
    let mut y = bottom + 16.0;
    if let Some(poles) = &report.pack.poles {
        y += 16.0;
        let half = (right - left) / 2.0 - 4.0;
        let ends = [&poles.negative, &poles.positive].map(|pole| escape_controls(pole).into_owned());
        scene.text((left, y), SMALL, Anchor::Start, theme.negative, font::fit(&format!("← {}", ends[0]), SMALL, half));
        scene.text((right, y), SMALL, Anchor::End, theme.positive, font::fit(&format!("{} →", ends[1]), SMALL, half));
    }
    y += 8.0;
    let mut notes =
        vec!["Lines are 95% intervals with documents as clusters; hollow dots rest on few documents.".to_owned()];
    notes.extend(caption(report));
    for line in notes.iter().flat_map(|note| font::wrap(note, SMALL, inner)) {
        y += 16.0;
        scene.text((MARGIN, y), SMALL, Anchor::Start, theme.soft, line);
    }
    scene.height = y + MARGIN;
    scene
}
