//! Colours: the palette of Okabe and Ito (2008, "Color Universal Design"), which readers with any common kind of
//! colour blindness can tell apart, and greys for light and dark grounds.

use std::fmt;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// The ground.
    pub ground: Color,
    /// Text and axes.
    pub ink: Color,
    /// Text that matters less.
    pub soft: Color,
    /// Lines of the grid.
    pub grid: Color,
    /// Figures toward the positive pole.
    pub positive: Color,
    /// Figures toward the negative pole.
    pub negative: Color,
}

/// On white.
pub const LIGHT: Theme = Theme {
    ground: Color(255, 255, 255),
    ink: Color(27, 27, 27),
    soft: Color(89, 89, 89),
    grid: Color(217, 217, 217),
    positive: Color(213, 94, 0),
    negative: Color(0, 114, 178),
};

/// On a dark grey.
pub const DARK: Theme = Theme {
    ground: Color(24, 26, 27),
    ink: Color(236, 236, 236),
    soft: Color(178, 178, 178),
    grid: Color(68, 70, 72),
    positive: Color(230, 159, 0),
    negative: Color(86, 180, 233),
};

impl Color {
    /// So much of the other colour, 0 to 1, and the rest of this one.
    pub(super) fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Relative luminance, 0 to 1 (WCAG 2, with a plain square for the curve of displays).
    fn luminance(self) -> f64 {
        let part = |level: u8| (f64::from(level) / 255.0).powi(2);
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }
}

impl Theme {
    /// The colour of a mean as a ground for text: the further from nought, the fuller, and never none.
    pub(super) fn shade(&self, mean: f64) -> Color {
        self.ground.mixed(self.of(mean), 0.15 + 0.85 * mean.abs().min(1.0))
    }

    /// Black or white, whichever can be read on this ground.
    pub(super) fn over(ground: Color) -> Color {
        if ground.luminance() > 0.22 { Color(0, 0, 0) } else { Color(255, 255, 255) }
    }

    /// A colour so light that what stands on it can be seen.
    pub(super) fn faint(&self, color: Color) -> Color {
        self.ground.mixed(color, 0.22)
    }

    /// The colour of a mean's sign.
    pub(super) fn of(&self, mean: f64) -> Color {
        if mean > 0.0 {
            self.positive
        } else if mean < 0.0 {
            self.negative
        } else {
            self.soft
        }
    }
}
