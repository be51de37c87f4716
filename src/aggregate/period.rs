//! Stretches of time that series are cut into.

use crate::model::PartialDate;

/// The length of a step of a time series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day: `2022-09-01`.
    Day,
    /// A week from Monday to Sunday, numbered as in ISO 8601: `2022-W35`.
    Week,
    /// A month: `2022-09`.
    #[default]
    Month,
    /// A quarter: `2022-Q3`.
    Quarter,
    /// A year: `2022`.
    Year,
}

impl Period {
    /// The length as written in outputs and flags.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The step that a date falls into, or `None` if the date is too coarse to tell.
    ///
    /// Steps of one length sort by time when sorted as text.
    pub fn of(self, date: PartialDate) -> Option<String> {
        let year = date.year();
        match self {
            Self::Year => Some(format!("{year:04}")),
            Self::Quarter => date.month().map(|month| format!("{year:04}-Q{}", (month - 1) / 3 + 1)),
            Self::Month => date.month().map(|month| format!("{year:04}-{month:02}")),
            Self::Week => {
                let day = jiff::civil::Date::new(year, date.month()? as i8, date.day_of_month()? as i8).ok()?;
                let week = day.iso_week_date();
                Some(format!("{:04}-W{:02}", week.year(), week.week()))
            }
            Self::Day => date.day_of_month().map(|_| date.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_fall_into_steps_unless_too_coarse() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        for (period, given, step) in [
            (Period::Day, "2022-09-01", Some("2022-09-01")),
            (Period::Day, "2022-09", None),
            (Period::Week, "2021-01-03", Some("2020-W53")),
            (Period::Week, "2022-09", None),
            (Period::Month, "2022-09", Some("2022-09")),
            (Period::Month, "2022", None),
            (Period::Quarter, "2022-09-30", Some("2022-Q3")),
            (Period::Quarter, "2022-10", Some("2022-Q4")),
            (Period::Year, "2022", Some("2022")),
        ] {
            assert_eq!(period.of(date(given)).as_deref(), step, "{period:?} of {given}");
        }
    }
}
