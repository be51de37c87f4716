//! Dates as sources give them: a day, a month or a year.

use std::fmt;
use std::str::FromStr;

/// A calendar date of which the day, or the day and the month, may be unknown.
///
/// Written as ISO 8601: `2022-09-01`, `2022-09` or `2022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// A whole date, or `None` if there is no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        jiff::civil::Date::new(year, month as i8, day as i8).ok()?;
        Some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month where known.
    pub fn day_of_month(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The first day that the date can mean.
    pub fn earliest(self) -> (i16, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day that the date can mean; day 31 stands for the end of any month.
    pub fn latest(self) -> (i16, u8, u8) {
        let month = if self.month == 0 { 12 } else { self.month };
        (self.year, month, if self.day == 0 { 31 } else { self.day })
    }
}

/// Why a text is no [`PartialDate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an ISO date (year, year-month or year-month-day)")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for PartialDate {
    type Err = NotADate;

    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYYMMDD` and timestamps that begin with a whole date.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        let date = text.split(['T', ' ']).next().unwrap_or("");
        let parts: Vec<&str> = match date.len() {
            8 if date.bytes().all(|b| b.is_ascii_digit()) => vec![&date[..4], &date[4..6], &date[6..]],
            _ => date.split('-').collect(),
        };
        if date.len() != text.len() && parts.len() != 3 {
            return Err(NotADate);
        }
        let number = |at: usize, digits: usize| -> Result<u16, NotADate> {
            let part = parts[at];
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            if plain { part.parse().map_err(|_| NotADate) } else { Err(NotADate) }
        };
        let year = number(0, 4)? as i16;
        match parts.len() {
            1 => Ok(Self { year, month: 0, day: 0 }),
            2 => match number(1, 2)? as u8 {
                month @ 1..=12 => Ok(Self { year, month, day: 0 }),
                _ => Err(NotADate),
            },
            3 => Self::day(year, number(1, 2)? as u8, number(2, 2)? as u8).ok_or(NotADate),
            _ => Err(NotADate),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day_of_month() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_sources_write_and_nothing_else() {
        for (text, shown) in [
            ("2022-09-01", "2022-09-01"),
            ("2022-09", "2022-09"),
            ("2022", "2022"),
            ("20220901", "2022-09-01"),
            ("2022-09-01T10:00:00Z", "2022-09-01"),
            ("2022-09-01 10:00", "2022-09-01"),
        ] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(shown.to_owned()));
        }
        for text in ["", "2022-13", "2022-02-30", "03/04/2022", "22-01-01", "2022-1-1", "soon", "2022-01-01-01"] {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate), "{text}");
        }
    }
}
