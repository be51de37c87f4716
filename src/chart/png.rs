//! A scene as PNG, in twice as many pixels, with a font that is compiled in: the same bytes on every machine.

use tiny_skia::{Color as Ink, FillRule, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};
use ttf_parser::OutlineBuilder;

use super::font;
use super::scene::{Anchor, DASH, Point, Scene, Shape, Text};
use super::theme::Color;

/// Pixels for one CSS pixel.
const SCALE: f32 = 2.0;

/// Draws the scene; `None` if it is too large for any picture.
pub fn write(scene: &Scene) -> Option<Vec<u8>> {
    let side = |length: f64| (length * f64::from(SCALE)).ceil() as u32;
    let mut canvas = Pixmap::new(side(scene.width), side(scene.height))?;
    let Color(red, green, blue) = scene.ground;
    canvas.fill(Ink::from_rgba8(red, green, blue, 255));
    for mark in &scene.marks {
        draw(&mut canvas, &mark.shape);
    }
    canvas.encode_png().ok()
}

fn draw(canvas: &mut Pixmap, shape: &Shape) {
    match shape {
        Shape::Text(text) => words(canvas, text),
        Shape::Line { points, color, width, dashed } => {
            let dash = StrokeDash::new(DASH.to_vec(), 0.0).filter(|_| *dashed);
            stroke(canvas, outline(points, false), *color, &Stroke { width: *width as f32, dash, ..Stroke::default() });
        }
        Shape::Area { points, fill: inner, line } => {
            fill(canvas, outline(points, true), *inner);
            if let Some(line) = line {
                stroke(canvas, outline(points, true), *line, &Stroke::default());
            }
        }
        Shape::Dot { center: (x, y), radius, fill: inner, line } => {
            let circle = || PathBuilder::from_circle(*x as f32, *y as f32, *radius as f32);
            fill(canvas, circle(), *inner);
            stroke(canvas, circle(), *line, &Stroke { width: 1.5, ..Stroke::default() });
        }
    }
}

fn paint(Color(red, green, blue): Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn fill(canvas: &mut Pixmap, path: Option<Path>, color: Color) {
    if let Some(path) = path {
        let scale = Transform::from_scale(SCALE, SCALE);
        canvas.fill_path(&path, &paint(color), FillRule::Winding, scale, None);
    }
}

fn stroke(canvas: &mut Pixmap, path: Option<Path>, color: Color, stroke: &Stroke) {
    if let Some(path) = path {
        canvas.stroke_path(&path, &paint(color), stroke, Transform::from_scale(SCALE, SCALE), None);
    }
}

fn outline(points: &[Point], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (number, (x, y)) in points.iter().enumerate() {
        if number == 0 {
            path.move_to(*x as f32, *y as f32);
        } else {
            path.line_to(*x as f32, *y as f32);
        }
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn words(canvas: &mut Pixmap, text: &Text) {
    let Some(face) = font::FACE.as_ref() else { return };
    let width = font::width(&text.words, text.size);
    let mut along = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -width / 2.0,
        Anchor::End => -width,
    };
    let em = text.size / f64::from(face.units_per_em());
    let mut pen = Pen { path: PathBuilder::new(), at: text.at, upright: text.upright, along, em };
    for letter in text.words.chars() {
        pen.along = along;
        // Glyph 0 is the box that stands for letters that the font lacks.
        face.outline_glyph(font::glyph(letter).unwrap_or_default(), &mut pen);
        along += font::advance(letter, text.size);
    }
    fill(canvas, pen.path.finish(), text.color);
}

/// Draws the outlines of letters one after the other.
struct Pen {
    path: PathBuilder,
    at: Point,
    upright: bool,
    along: f64,
    em: f64,
}

impl Pen {
    /// From the font's units, which rise upward, to the picture's.
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let (along, up) = (self.along + f64::from(x) * self.em, f64::from(y) * self.em);
        let (x, y) =
            if self.upright { (self.at.0 - up, self.at.1 - along) } else { (self.at.0 + along, self.at.1 - up) };
        (x as f32, y as f32)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.place(x1, y1), self.place(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
