//! Actors by their stance and by how they are spoken of: a bubble for each, as large as its documents are many.

use serde_json::{Value, json};

use super::facts::Facts;
use super::figure::Figure;
use super::scale::Scale;
use super::scene::{Anchor, Bounds, Point, Shape, overlap};
use super::sheet::{LINE, MARGIN, SMALL, Sheet};
use super::words::fill;
use super::{Drawn, Options, chosen, font, vega};
use crate::report::{ActorReport, Report, escape_controls};

/// Actors drawn if it is not said how many.
const TOP: usize = 16;
/// Radius of the largest bubble, and of the smallest that can be seen.
const LARGEST: f64 = 22.0;
const SMALLEST: f64 = 3.0;
/// Room for the numbers of the axis.
const AXIS: f64 = 56.0;
/// Height of the plot.
const PLOT: f64 = 400.0;

struct Bubble {
    name: String,
    stance: Figure,
    sentiment: Figure,
    documents: u64,
}

pub(super) fn draw(report: &Report, facts: &Facts, options: &Options) -> Option<Drawn> {
    let has_both = |actor: &ActorReport| actor.stance.mean.is_some() && actor.sentiment.mean.is_some();
    let (actors, all) = chosen(report, options, TOP, has_both);
    let mut bubbles: Vec<Bubble> = actors.iter().filter_map(|actor| Bubble::of(actor)).collect();
    // Large ones lie below small ones.
    bubbles.sort_by_key(|bubble| std::cmp::Reverse(bubble.documents));
    let most = bubbles.first()?.documents.max(1);
    let words = options.lang.words();
    let mut sheet = Sheet::new(facts.title(words.sentiment), facts, options);
    let top = sheet.y + 16.0;
    let plot =
        Plot { x: Scale::unit(MARGIN + AXIS, options.width - MARGIN - 8.0), y: Scale::unit(top + PLOT, top), most };
    plot.axes(&mut sheet);
    for bubble in &bubbles {
        plot.whiskers(&mut sheet, bubble);
    }
    for bubble in &bubbles {
        plot.bubble(&mut sheet, bubble);
    }
    let unnamed = plot.names(&mut sheet, &bubbles);
    let mut notes = vec![words.bubbles.to_owned()];
    notes.extend((!unnamed.is_empty()).then(|| fill(words.unnamed, &[&unnamed.join(", ")])));
    notes.extend(super::shown(words.actors_shown, bubbles.len(), all));
    let vega = specification(&bubbles, options);
    Some(Drawn::new(sheet, &notes, vega))
}

impl Bubble {
    fn of(actor: &ActorReport) -> Option<Self> {
        Some(Self {
            name: escape_controls(&actor.name).into_owned(),
            stance: Figure::of_stance(&actor.stance)?,
            sentiment: Figure::of_sentiment(&actor.sentiment)?,
            documents: actor.stance.documents,
        })
    }

    fn is_thin(&self) -> bool {
        self.stance.is_thin || self.sentiment.is_thin
    }
}

struct Plot {
    x: Scale,
    y: Scale,
    /// Documents of the largest bubble.
    most: u64,
}

impl Plot {
    fn axes(&self, sheet: &mut Sheet) {
        let ([left, right], [bottom, top]) = (self.x.ends, self.y.ends);
        sheet.across(&self.x, top, bottom);
        sheet.upward(&self.y, left, right);
        let (theme, words) = (sheet.options.theme, sheet.words);
        let half = font::width(words.sentiment_axis, SMALL) / 2.0;
        sheet.scene.upright(
            (MARGIN + 10.0, f64::midpoint(top, bottom) + half),
            SMALL,
            theme.soft,
            words.sentiment_axis,
        );
        sheet.y = bottom + 2.0 * LINE;
        sheet.scene.text((f64::midpoint(left, right), sheet.y), SMALL, Anchor::Middle, theme.soft, words.stance_axis);
        sheet.poles(left, right);
    }

    fn center(&self, bubble: &Bubble) -> Point {
        (self.x.at(bubble.stance.mean), self.y.at(bubble.sentiment.mean))
    }

    fn radius(&self, bubble: &Bubble) -> f64 {
        let largest = LARGEST.min((self.x.ends[1] - self.x.ends[0]) / 30.0);
        (largest * (bubble.documents as f64 / self.most as f64).sqrt()).max(SMALLEST)
    }

    /// Both intervals.
    fn whiskers(&self, sheet: &mut Sheet, bubble: &Bubble) {
        let ((x, y), theme) = (self.center(bubble), sheet.options.theme);
        let color = theme.ground.mixed(theme.of(bubble.stance.mean), 0.5);
        if let Some([low, high]) = bubble.stance.ci95 {
            sheet.scene.line((self.x.at(low), y), (self.x.at(high), y), color, 1.0);
        }
        if let Some([low, high]) = bubble.sentiment.ci95 {
            sheet.scene.line((x, self.y.at(low)), (x, self.y.at(high)), color, 1.0);
        }
    }

    fn bubble(&self, sheet: &mut Sheet, bubble: &Bubble) {
        let theme = sheet.options.theme;
        let line = theme.of(bubble.stance.mean);
        let fill = if bubble.is_thin() { theme.ground } else { theme.ground.mixed(line, 0.6) };
        let about = format!(
            "{}; sentiment {} (n {})",
            bubble.stance.about(&bubble.name),
            bubble.sentiment.mean,
            bubble.sentiment.n
        );
        let shape = Shape::Dot { center: self.center(bubble), radius: self.radius(bubble), fill, line };
        sheet.scene.mark(shape, about);
    }

    /// Where its whiskers run, and the lines of nought.
    fn lines(&self, bubble: &Bubble) -> [Bounds; 4] {
        let ((x, y), [left, right], [bottom, top]) = (self.center(bubble), self.x.ends, self.y.ends);
        let ends = |figure: &Figure, scale: &Scale| figure.ci95.map_or([0.0; 2], |ends| ends.map(|end| scale.at(end)));
        let [from, to] = ends(&bubble.stance, &self.x);
        let [low, high] = ends(&bubble.sentiment, &self.y);
        let (middle, nought) = (self.x.at(0.0), self.y.at(0.0));
        [
            [from, y, to, y + 0.1],
            [x, high, x + 0.1, low],
            [middle, top, middle + 0.1, bottom],
            [left, nought, right, nought + 0.1],
        ]
    }

    /// Names beside bubbles, the largest first, where neither names nor bubbles are covered; those without room.
    fn names(&self, sheet: &mut Sheet, bubbles: &[Bubble]) -> Vec<String> {
        let circles: Vec<Bounds> = bubbles
            .iter()
            .map(|bubble| {
                let ((x, y), r) = (self.center(bubble), self.radius(bubble));
                [x - r, y - r, x + r, y + r]
            })
            .collect();
        let whiskers: Vec<Bounds> = bubbles.iter().flat_map(|bubble| self.lines(bubble)).collect();
        let ([left, right], [bottom, top]) = (self.x.ends, self.y.ends);
        let (mut taken, mut unnamed): (Vec<Bounds>, Vec<String>) = (Vec::new(), Vec::new());
        for (number, (bubble, circle)) in bubbles.iter().zip(&circles).enumerate() {
            let name = font::fit(&bubble.name, SMALL, 140.0);
            let is_free = |place: &Bounds| {
                place[0] >= left
                    && place[2] <= right
                    && place[1] >= top
                    && place[3] <= bottom
                    && !taken.iter().any(|other| overlap(place, other))
                    && !circles.iter().any(|other| overlap(place, other))
                    && is_nearest(place, &circles, number)
            };
            let is_clear = |place: &Bounds| is_free(place) && !whiskers.iter().any(|line| overlap(place, line));
            let places = places(circle, font::width(&name, SMALL));
            match places.iter().copied().find(is_clear).or_else(|| places.into_iter().find(is_free)) {
                Some(place) => {
                    let color = sheet.options.theme.ink;
                    sheet.scene.text((place[0], place[1] + SMALL * 0.76), SMALL, Anchor::Start, color, name);
                    taken.push(place);
                }
                None => unnamed.push(bubble.name.clone()),
            }
        }
        unnamed
    }
}

/// Whether a name at this place is nearer to its own bubble than to any other.
fn is_nearest(place: &Bounds, circles: &[Bounds], own: usize) -> bool {
    let distance = |circle: &Bounds| {
        let (x, y) = (f64::midpoint(circle[0], circle[2]), f64::midpoint(circle[1], circle[3]));
        let (dx, dy) = (x - x.clamp(place[0], place[2]), y - y.clamp(place[1], place[3]));
        (dx * dx + dy * dy).sqrt() - (circle[2] - circle[0]) / 2.0
    };
    let mine = circles.get(own).map_or(0.0, distance);
    circles.iter().enumerate().all(|(number, circle)| number == own || distance(circle) >= mine)
}

/// Where a name may stand around a bubble, the best first.
fn places([left, top, right, bottom]: &Bounds, width: f64) -> Vec<Bounds> {
    let (x, y) = (f64::midpoint(*left, *right), f64::midpoint(*top, *bottom));
    let height = SMALL * 0.98;
    let at = |left: f64, top: f64| [left, top, left + width, top + height];
    let mut places = Vec::new();
    for shift in [-8.0, 8.0, -14.0, 14.0, 0.0] {
        places.push(at(right + 3.0, y - height / 2.0 + shift));
        places.push(at(left - 3.0 - width, y - height / 2.0 + shift));
    }
    for shift in [0.5, 0.0, 1.0] {
        places.push(at(x - width * shift, top - 3.0 - height));
        places.push(at(x - width * shift, bottom + 3.0));
    }
    places
}

fn specification(bubbles: &[Bubble], options: &Options) -> Value {
    let rows = bubbles.iter().map(|bubble| {
        let mut row = bubble.stance.record(&[("actor", &bubble.name)]);
        let [low, high] = bubble.sentiment.ci95.map_or([None, None], |[low, high]| [Some(low), Some(high)]);
        let more = [
            ("sentiment", json!(bubble.sentiment.mean)),
            ("sentiment_low", json!(low)),
            ("sentiment_high", json!(high)),
            ("sentences", json!(bubble.sentiment.n)),
            ("thin", json!(bubble.is_thin())),
        ];
        row.extend(more.map(|(key, value)| (key.to_owned(), value)));
        Value::Object(row)
    });
    let (color, words) = (vega::sign_color(options), options.lang.words());
    let unit = json!([-1, 1]);
    let titled = |mut field: Value, title: &str| {
        field["title"] = json!(title);
        field
    };
    let x = titled(vega::quantity("mean", &unit), words.stance_axis);
    let y = titled(vega::quantity("sentiment", &unit), words.sentiment_axis);
    let soft = options.theme.soft.to_string();
    json!({
        "data": {"values": rows.collect::<Vec<_>>()},
        "width": options.width * 0.8, "height": PLOT,
        "layer": [
            {"mark": {"type": "rule", "color": soft}, "encoding": {"x": {"datum": 0, "type": "quantitative"}}},
            {"mark": {"type": "rule", "color": soft}, "encoding": {"y": {"datum": 0, "type": "quantitative"}}},
            {"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule", "opacity": 0.5},
                "encoding": {"x": vega::quantity("low", &unit), "x2": {"field": "high"}, "y": y, "color": color}},
            {"transform": [{"filter": "isValid(datum.sentiment_low)"}], "mark": {"type": "rule", "opacity": 0.5},
                "encoding": {"y": vega::quantity("sentiment_low", &unit), "y2": {"field": "sentiment_high"}, "x": x, "color": color}},
            {"mark": {"type": "point", "opacity": 1}, "encoding": {"x": x, "y": y, "stroke": color, "fill": vega::hollow(options),
                "size": {"field": "documents", "type": "quantitative", "scale": {"range": [30, 1500]}},
                "tooltip": vega::tooltip(&["actor", "sentiment", "sentences"])}},
            {"mark": {"type": "text", "align": "left", "dx": 12, "color": options.theme.ink.to_string()},
                "encoding": {"x": x, "y": y, "text": {"field": "actor", "type": "nominal"}}}
        ]
    })
}
