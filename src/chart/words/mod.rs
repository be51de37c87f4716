//! The words of pictures that do not come from the report, in several languages.
//!
//! `{}` stands for a figure or name. Names of actors, frames and poles stay as the pack gives them. A language stands
//! here if the font of PNG files has its letters.

mod de;
mod en;
mod es;
mod fr;
mod ru;

use crate::aggregate::Period;

/// A language of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// German.
    De,
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Russian.
    Ru,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 5] = [Self::De, Self::En, Self::Es, Self::Fr, Self::Ru];

    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::De => &de::WORDS,
            Self::En => &en::WORDS,
            Self::Es => &es::WORDS,
            Self::Fr => &fr::WORDS,
            Self::Ru => &ru::WORDS,
        }
    }
}

/// The words in one language.
#[derive(Debug)]
pub(super) struct Words {
    /// What stands before the decimals of a number.
    pub(super) decimal: char,
    /// Titles; `{}` is what stance is measured toward.
    pub(super) ranked: &'static str,
    pub(super) series: &'static str,
    pub(super) sentiment: &'static str,
    pub(super) frames: &'static str,
    pub(super) outlets: &'static str,
    pub(super) slope: &'static str,
    pub(super) difference: &'static str,
    /// Title without a target.
    pub(super) relations: &'static str,
    /// Heads and axes.
    pub(super) mean: &'static str,
    pub(super) opinions_documents: &'static str,
    pub(super) change: &'static str,
    pub(super) documents: &'static str,
    pub(super) stance_axis: &'static str,
    pub(super) sentiment_axis: &'static str,
    pub(super) holder_target: &'static str,
    /// Sides of a day.
    pub(super) before: &'static str,
    pub(super) from: &'static str,
    /// Day, week, month, quarter, year.
    pub(super) periods: [&'static str; 5],
    /// Notes on how to read a picture.
    pub(super) intervals: &'static str,
    pub(super) over_time: &'static str,
    pub(super) change_points: &'static str,
    pub(super) events: &'static str,
    pub(super) bubbles: &'static str,
    pub(super) unnamed: &'static str,
    pub(super) frame_cells: &'static str,
    pub(super) relation_cells: &'static str,
    pub(super) slopes: &'static str,
    pub(super) differences: &'static str,
    /// What is not drawn: how many of how many.
    pub(super) actors_shown: &'static str,
    pub(super) frames_shown: &'static str,
    pub(super) targets_shown: &'static str,
    pub(super) outlets_shown: &'static str,
    /// What was measured on what.
    pub(super) corpus: &'static str,
    pub(super) corpus_dated: &'static str,
    pub(super) restricted: &'static str,
    pub(super) made_with: &'static str,
    pub(super) not_validated: &'static str,
    pub(super) validated: &'static str,
    pub(super) measured_elsewhere: &'static str,
    pub(super) validity_elsewhere: &'static str,
    pub(super) sides: &'static str,
}

/// The template with its places filled in order.
pub(super) fn fill(template: &str, values: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (number, part) in parts.enumerate() {
        filled.push_str(values.get(number).copied().unwrap_or_default());
        filled.push_str(part);
    }
    filled
}

impl Words {
    /// A mean with its sign, to two decimals; a value from data never looks like another through a missing sign.
    pub(super) fn signed(&self, value: f64) -> String {
        // Adding nought turns a negative nought into a plain one.
        self.localized(&format!("{:+.2}", (value * 100.0).round() / 100.0 + 0.0))
    }

    /// A probability, to three decimals.
    pub(super) fn probability(&self, value: f64) -> String {
        if value < 0.001 { self.localized("<0.001") } else { self.localized(&format!("{value:.3}")) }
    }

    /// The length of a step, named as in reports.
    pub(super) fn period(&self, name: &str) -> &'static str {
        let periods = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];
        let at = periods.iter().position(|period| period.as_str() == name);
        at.map_or("", |at| self.periods[at])
    }

    /// The label of a tick.
    pub(super) fn tick(&self, value: f64) -> String {
        if value == 0.0 { "0".to_owned() } else { self.localized(&format!("{value:+}")) }
    }

    fn localized(&self, number: &str) -> String {
        number.replace('-', "−").replace('.', &self.decimal.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::super::font;
    use super::*;

    #[test]
    fn the_font_has_every_letter_and_templates_have_as_many_places() {
        let places = |text: &str| text.matches("{}").count();
        let fields = |words: &Words| format!("{words:#?}");
        let english = fields(Lang::En.words());
        for lang in Lang::ALL {
            let shown = fields(lang.words());
            assert_eq!(shown.lines().count(), english.lines().count());
            for (line, like) in shown.lines().zip(english.lines()) {
                assert_eq!(places(line), places(like), "{lang:?}: {line}");
            }
            assert!(shown.chars().all(|letter| letter.is_control() || font::glyph(letter).is_some()), "{lang:?}");
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(Lang::De.words().signed(-0.5), "−0,50");
        assert_eq!(
            (Lang::En.words().signed(-0.001), Lang::En.words().tick(0.5)),
            ("+0.00".to_owned(), "+0.5".to_owned())
        );
        assert_eq!(fill("{} of {}", &["1", "{}"]), "1 of {}");
    }
}
