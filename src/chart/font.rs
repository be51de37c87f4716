//! How wide text is, and how it is made to fit.
//!
//! Widths are those of `DejaVu` Sans, with which PNG files are set. It runs wider than Helvetica, Arial and their
//! likes, so that what fits with it fits with whatever a reader of the SVG has.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};

/// The font of PNG files; `None` cannot be, for it is compiled in.
pub(super) static FACE: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(dejavu::sans::regular(), 0).ok());

/// The glyph of a letter, if the font has one.
pub(super) fn glyph(letter: char) -> Option<GlyphId> {
    FACE.as_ref()?.glyph_index(letter)
}

/// Width of a letter in pixels; letters that the font lacks count as a square.
pub(super) fn advance(letter: char, size: f64) -> f64 {
    let units = FACE.as_ref().map_or(1.0, |face| f64::from(face.units_per_em()));
    let advance = glyph(letter).and_then(|glyph| FACE.as_ref()?.glyph_hor_advance(glyph));
    advance.map_or(size, |advance| f64::from(advance) / units * size)
}

/// Width of a text in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| advance(letter, size)).sum()
}

/// Text of at most `most` pixels; what is cut off shows as an ellipsis.
pub(super) fn fit(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut left = most - advance('…', size);
    let mut kept = String::new();
    for letter in text.chars() {
        left -= advance(letter, size);
        if left < 0.0 {
            break;
        }
        kept.push(letter);
    }
    kept.trim_end().to_owned() + "…"
}

/// Lines of at most `most` pixels, broken at spaces; a word that is longer is cut.
pub(super) fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = fit(word, size, most);
        match lines.last_mut() {
            Some(line) if width(line, size) + advance(' ', size) + width(&word, size) <= most => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(fit("Ruritania", 10.0, 200.0), "Ruritania");
        let cut = fit("The United Principalities of Ruritania", 10.0, 80.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 80.0, "{cut}");
        let lines = wrap("one two three four five six seven", 10.0, 60.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line, 10.0) <= 60.0), "{lines:?}");
    }
}
