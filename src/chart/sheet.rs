//! What pictures have in common: title, axes, poles, notes and caption.

use super::facts::Facts;
use super::font;
use super::scale::Scale;
use super::scene::{Anchor, Point, Scene, Shape};
use super::theme::Color;
use super::words::Words;
use super::{Options, figure::Figure};

/// Room around everything, in pixels.
pub(super) const MARGIN: f64 = 16.0;
/// Size of most text.
pub(super) const SMALL: f64 = 11.0;
/// Size of titles.
const LARGE: f64 = 16.0;
/// From one line of small text to the next.
pub(super) const LINE: f64 = 16.0;

/// A picture that is being drawn, from above to below.
pub(super) struct Sheet<'a> {
    pub(super) scene: Scene,
    pub(super) options: &'a Options,
    pub(super) words: &'static Words,
    facts: &'a Facts,
    /// A note that had no room elsewhere.
    note: Option<String>,
    /// How far down it is drawn.
    pub(super) y: f64,
}

impl<'a> Sheet<'a> {
    /// An empty picture with its title.
    pub(super) fn new(title: String, facts: &'a Facts, options: &'a Options) -> Self {
        let theme = options.theme;
        let description = facts.caption.join(" ");
        let scene =
            Scene { width: options.width, height: 0.0, title, description, ground: theme.ground, marks: Vec::new() };
        let mut sheet = Self { scene, options, words: options.lang.words(), facts, note: None, y: MARGIN };
        for line in font::wrap(&sheet.scene.title.clone(), LARGE, sheet.inner()) {
            sheet.y += 20.0;
            sheet.scene.text((MARGIN, sheet.y), LARGE, Anchor::Start, theme.ink, line);
        }
        sheet
    }

    /// Width between the margins.
    pub(super) fn inner(&self) -> f64 {
        self.options.width - 2.0 * MARGIN
    }

    /// A small text, cut to `most` pixels.
    pub(super) fn label(&mut self, at: Point, anchor: Anchor, color: Color, words: &str, most: f64) {
        self.scene.text(at, SMALL, anchor, color, font::fit(words, SMALL, most));
    }

    /// Vertical lines from `top` to `bottom`, with their values below.
    pub(super) fn across(&mut self, scale: &Scale, top: f64, bottom: f64) {
        let theme = self.options.theme;
        for value in scale.ticks() {
            let place = scale.at(value);
            let (color, weight) = if value == 0.0 { (theme.soft, 1.5) } else { (theme.grid, 1.0) };
            self.scene.line((place, top), (place, bottom), color, weight);
            self.scene.text((place, bottom + 16.0), SMALL, Anchor::Middle, theme.soft, self.words.tick(value));
        }
    }

    /// Horizontal lines from `left` to `right`, with their values to the left.
    pub(super) fn upward(&mut self, scale: &Scale, left: f64, right: f64) {
        let theme = self.options.theme;
        for value in scale.ticks() {
            let place = scale.at(value);
            let (color, weight) = if value == 0.0 { (theme.soft, 1.5) } else { (theme.grid, 1.0) };
            self.scene.line((left, place), (right, place), color, weight);
            self.scene.text((left - 6.0, place + 4.0), SMALL, Anchor::End, theme.soft, self.words.tick(value));
        }
    }

    /// A dot, filled unless it rests on few documents.
    pub(super) fn dot(&mut self, center: Point, radius: f64, figure: &Figure, about: String) {
        let theme = self.options.theme;
        let line = theme.of(figure.mean);
        let fill = if figure.is_thin { theme.ground } else { line };
        self.scene.mark(Shape::Dot { center, radius, fill, line }, about);
    }

    /// What the ends of a horizontal axis mean, below its ticks; as a note if that is too long.
    pub(super) fn poles(&mut self, left: f64, right: f64) {
        let Some([negative, positive]) = &self.facts.poles else { return };
        let words = [format!("← {negative}"), format!("{positive} →")];
        if words.iter().any(|words| font::width(words, SMALL) > (right - left) / 2.0 - 4.0) {
            self.note = self.poles_note();
            return;
        }
        let (theme, [negative, positive]) = (self.options.theme, words);
        self.y += LINE;
        self.scene.text((left, self.y), SMALL, Anchor::Start, theme.negative, negative);
        self.scene.text((right, self.y), SMALL, Anchor::End, theme.positive, positive);
    }

    /// What the ends of other scales mean, as a note.
    pub(super) fn poles_note(&self) -> Option<String> {
        self.facts.poles.as_ref().map(|[negative, positive]| format!("−1: {negative}; +1: {positive}."))
    }

    /// Notes as one paragraph, then the caption, and with them the end.
    pub(super) fn finish(mut self, notes: &[String]) -> Scene {
        self.y += 8.0;
        let notes = notes.iter().chain(&self.note).map(String::as_str).collect::<Vec<_>>().join(" ");
        let texts = [&notes].into_iter().chain(&self.facts.caption);
        let lines: Vec<String> = texts.flat_map(|text| font::wrap(text, SMALL, self.inner())).collect();
        for line in lines {
            self.y += LINE;
            self.scene.text((MARGIN, self.y), SMALL, Anchor::Start, self.options.theme.soft, line);
        }
        self.scene.height = self.y + MARGIN;
        self.scene
    }
}
