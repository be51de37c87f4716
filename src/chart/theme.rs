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
    positive: Color(0, 114, 178),
    negative: Color(213, 94, 0),
};

/// On a dark grey.
pub const DARK: Theme = Theme {
    ground: Color(24, 26, 27),
    ink: Color(236, 236, 236),
    soft: Color(178, 178, 178),
    grid: Color(68, 70, 72),
    positive: Color(86, 180, 233),
    negative: Color(230, 159, 0),
};

impl Theme {
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
