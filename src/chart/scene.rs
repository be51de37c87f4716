//! A picture as plain shapes, before it becomes SVG or PNG.

use super::font;
use super::theme::Color;

/// Coordinates in CSS pixels, from the upper left corner.
pub type Point = (f64, f64);

/// Lengths of a dash and of the gap behind it, in pixels.
pub(super) const DASH: [f32; 2] = [4.0, 3.0];

/// A drawn picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What is measured; read out by screen readers.
    pub title: String,
    /// Of what, and how far it can be trusted.
    pub description: String,
    /// Colour of the ground.
    pub ground: Color,
    /// What is drawn, from back to front.
    pub marks: Vec<Mark>,
}

/// A shape, and what it says.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The shape.
    pub shape: Shape,
    /// The figures that it stands for, shown when pointed at.
    pub about: Option<String>,
}

/// What can be drawn.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A line through points.
    Line {
        /// Its points in order.
        points: Vec<Point>,
        /// Its colour.
        color: Color,
        /// Its width in pixels.
        width: f64,
        /// Whether it is broken into dashes.
        dashed: bool,
    },
    /// A closed shape.
    Area {
        /// Its corners in order.
        points: Vec<Point>,
        /// The colour within.
        fill: Color,
        /// The colour of its outline, if it has one.
        line: Option<Color>,
    },
    /// A dot.
    Dot {
        /// Its middle.
        center: Point,
        /// Its radius in pixels.
        radius: f64,
        /// The colour within.
        fill: Color,
        /// The colour of its outline.
        line: Color,
    },
    /// One line of text.
    Text(Text),
}

/// One line of text.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where its anchor stands on the baseline.
    pub at: Point,
    /// Size of the font in pixels.
    pub size: f64,
    /// Which end of it stands there.
    pub anchor: Anchor,
    /// Whether it runs upward.
    pub upright: bool,
    /// Its colour.
    pub color: Color,
    /// The words, from data or labels: anything but markup.
    pub words: String,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A rectangle: left, top, right, bottom.
pub type Bounds = [f64; 4];

impl Text {
    /// The rectangle that it fills.
    pub fn bounds(&self) -> Bounds {
        let width = font::width(&self.words, self.size);
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let (x, y) = self.at;
        let (rise, fall) = (self.size * 0.76, self.size * 0.22);
        if self.upright {
            [x - rise, y - width + before, x + fall, y + before]
        } else {
            [x - before, y - rise, x - before + width, y + fall]
        }
    }
}

impl Shape {
    /// The rectangle that it fills.
    pub fn bounds(&self) -> Bounds {
        match self {
            Self::Text(text) => text.bounds(),
            Self::Dot { center: (x, y), radius, .. } => [x - radius, y - radius, x + radius, y + radius],
            Self::Line { points, .. } | Self::Area { points, .. } => points.iter().fold(
                [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
                |[left, top, right, bottom], &(x, y)| [left.min(x), top.min(y), right.max(x), bottom.max(y)],
            ),
        }
    }
}

/// Whether two rectangles share more than an edge.
pub fn overlap(a: &Bounds, b: &Bounds) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

impl Scene {
    /// Adds a shape.
    pub fn draw(&mut self, shape: Shape) {
        self.marks.push(Mark { shape, about: None });
    }

    /// Adds a shape with the figures that it stands for.
    pub fn mark(&mut self, shape: Shape, about: String) {
        self.marks.push(Mark { shape, about: Some(about) });
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, color: Color, width: f64) {
        self.draw(Shape::Line { points: vec![from, to], color, width, dashed: false });
    }

    /// Adds a straight line of dashes.
    pub fn dashes(&mut self, from: Point, to: Point, color: Color, width: f64) {
        self.draw(Shape::Line { points: vec![from, to], color, width, dashed: true });
    }

    /// Adds a text.
    pub fn text(&mut self, at: Point, size: f64, anchor: Anchor, color: Color, words: impl Into<String>) {
        self.draw(Shape::Text(Text { at, size, anchor, upright: false, color, words: words.into() }));
    }

    /// Adds a text that runs upward from its place.
    pub fn upright(&mut self, at: Point, size: f64, color: Color, words: impl Into<String>) {
        let words = words.into();
        self.draw(Shape::Text(Text { at, size, anchor: Anchor::Start, upright: true, color, words }));
    }

    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}
