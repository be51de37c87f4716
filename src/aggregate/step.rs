//! One stretch of time of a series, such as a month.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{ToSpan, Unit};

use super::period::Period;
use crate::model::PartialDate;

/// A day, week, month, quarter or year, as a number that counts on by one from step to step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    period: Period,
    number: i32,
}

/// The day from which days and weeks are counted, a Monday.
const FIRST_MONDAY: Date = Date::constant(1970, 1, 5);

impl Step {
    /// The step of length `period` that a date falls into, or `None` if the date is too coarse to tell.
    pub fn of(period: Period, date: PartialDate) -> Option<Self> {
        let year = i32::from(date.year());
        let number = match period {
            Period::Year => year,
            Period::Quarter => year * 4 + (i32::from(date.month()?) - 1) / 3,
            Period::Month => year * 12 + i32::from(date.month()?) - 1,
            Period::Week => days(civil(date)?)?.div_euclid(7),
            Period::Day => days(civil(date)?)?,
        };
        Some(Self { period, number })
    }

    /// Its length.
    pub fn period(self) -> Period {
        self.period
    }

    /// Its number; steps of one length follow each other by one.
    pub fn number(self) -> i32 {
        self.number
    }

    /// The step with this number, or `None` if it lies outside of the calendar (years -9999 to 9999).
    pub fn numbered(period: Period, number: i32) -> Option<Self> {
        let step = Self { period, number };
        step.first_day().map(|_| step)
    }

    /// The step with a number that came from a step.
    pub(super) fn unchecked(period: Period, number: i32) -> Self {
        Self { period, number }
    }

    /// The step after it.
    pub fn next(self) -> Option<Self> {
        Self::numbered(self.period, self.number.checked_add(1)?)
    }

    /// Its first day.
    pub fn first_day(self) -> Option<Date> {
        let month = |months: i32| {
            let year = i16::try_from(months.div_euclid(12)).ok()?;
            Date::new(year, months.rem_euclid(12) as i8 + 1, 1).ok()
        };
        let days = |days: i64| FIRST_MONDAY.checked_add(days.days()).ok();
        match self.period {
            Period::Year => month(self.number.checked_mul(12)?),
            Period::Quarter => month(self.number.checked_mul(3)?),
            Period::Month => month(self.number),
            Period::Week if self.number.abs() > 600_000 => None,
            Period::Week => days(i64::from(self.number) * 7),
            Period::Day if self.number.abs() > 4_000_000 => None,
            Period::Day => days(i64::from(self.number)),
        }
    }

    /// Whether all of its days lie before `day`.
    pub fn is_before(self, day: Date) -> bool {
        self.next().and_then(Self::first_day).is_some_and(|next| next <= day)
    }

    /// Whether none of its days lies before `day`.
    pub fn is_from(self, day: Date) -> bool {
        self.first_day().is_some_and(|first| first >= day)
    }

    /// The step of length `period` that it lies in, or `None` if it may lie in two.
    pub fn within(self, period: Period) -> Option<Self> {
        if period == self.period {
            return Some(self);
        }
        let nests = match self.period {
            Period::Day => true,
            Period::Week => false,
            Period::Month => matches!(period, Period::Quarter | Period::Year),
            Period::Quarter => period == Period::Year,
            Period::Year => false,
        };
        let first = self.first_day().filter(|_| nests)?;
        Self::of(period, PartialDate::day(first.year(), first.month() as u8, first.day() as u8)?)
    }
}

/// As `2022-09-01`, `2022-W35`, `2022-09`, `2022-Q3` or `2022`.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.first_day() else { return Ok(()) };
        let (year, month) = (first.year(), first.month());
        match self.period {
            Period::Day => write!(f, "{year:04}-{month:02}-{:02}", first.day()),
            Period::Week => {
                let week = first.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Period::Month => write!(f, "{year:04}-{month:02}"),
            Period::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Period::Year => write!(f, "{year:04}"),
        }
    }
}

/// Why a text is no [`Step`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStep;

impl fmt::Display for NotAStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day, week, month, quarter or year such as 2022-09-01, 2022-W35, 2022-09, 2022-Q3 or 2022")
    }
}

impl std::error::Error for NotAStep {}

impl FromStr for Step {
    type Err = NotAStep;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, NotAStep> {
        let step = match text.split_once("-W").or_else(|| text.split_once("-Q")) {
            Some((year, number)) => {
                let (year, number) = year.parse().ok().zip(number.parse().ok()).ok_or(NotAStep)?;
                if text.contains('W') { week(year, number) } else { quarter(year, number) }
            }
            None => {
                let date: PartialDate = text.parse().map_err(|_| NotAStep)?;
                let period = match (date.month(), date.day_of_month()) {
                    (None, _) => Period::Year,
                    (_, None) => Period::Month,
                    _ => Period::Day,
                };
                Self::of(period, date)
            }
        };
        step.filter(|step| step.to_string() == text).ok_or(NotAStep)
    }
}

fn week(year: i16, week: i8) -> Option<Step> {
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    Some(Step { period: Period::Week, number: days(monday)?.div_euclid(7) })
}

fn quarter(year: i16, quarter: i8) -> Option<Step> {
    (1..=4)
        .contains(&quarter)
        .then(|| Step { period: Period::Quarter, number: i32::from(year) * 4 + i32::from(quarter) - 1 })
}

fn civil(date: PartialDate) -> Option<Date> {
    Date::new(date.year(), date.month()? as i8, date.day_of_month()? as i8).ok()
}

/// Days since the first Monday of 1970.
fn days(date: Date) -> Option<i32> {
    FIRST_MONDAY.until((Unit::Day, date)).ok().map(|span| span.get_days())
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
            (Period::Day, "1066-10-14", Some("1066-10-14")),
            (Period::Week, "2021-01-03", Some("2020-W53")),
            (Period::Week, "2022-09", None),
            (Period::Month, "2022-09", Some("2022-09")),
            (Period::Month, "2022", None),
            (Period::Quarter, "2022-09-30", Some("2022-Q3")),
            (Period::Quarter, "2022-10", Some("2022-Q4")),
            (Period::Year, "2022", Some("2022")),
        ] {
            let found = Step::of(period, date(given));
            assert_eq!(found.map(|step| step.to_string()).as_deref(), step, "{period:?} of {given}");
            if let Some(found) = found {
                assert_eq!(found.to_string().parse(), Ok(found), "read back");
            }
        }
        for text in ["", "2022-Q5", "2022-W54", "2021-W53", "2022-9", "2022-Q", "soon", "2022-Q03"] {
            assert_eq!(text.parse::<Step>(), Err(NotAStep), "{text}");
        }
    }

    #[test]
    fn steps_follow_each_other_over_the_turn_of_the_year() {
        for (last, first) in
            [("2020-12-31", "2021-01-01"), ("2020-W53", "2021-W01"), ("2021-12", "2022-01"), ("2021-Q4", "2022-Q1")]
        {
            assert_eq!(last.parse::<Step>().unwrap().next(), first.parse().ok());
        }
        assert_eq!("9999".parse::<Step>().unwrap().next(), None);
    }

    #[test]
    fn a_day_cuts_the_step_that_it_lies_in() {
        let day = Date::constant(2020, 6, 15);
        let step = |text: &str| text.parse::<Step>().unwrap();
        let sides = |text: &str| (step(text).is_before(day), step(text).is_from(day));
        assert_eq!(sides("2020-05"), (true, false));
        assert_eq!(sides("2020-06"), (false, false));
        assert_eq!(sides("2020-07"), (false, true));
        assert_eq!(sides("2020-06-15"), (false, true));
        assert_eq!(sides("2020-W25"), (false, true), "the week begins on that Monday");
    }

    #[test]
    fn short_steps_lie_within_long_ones() {
        let within = |text: &str, period| text.parse::<Step>().unwrap().within(period).map(|step| step.to_string());
        assert_eq!(within("2020-05", Period::Quarter).as_deref(), Some("2020-Q2"));
        assert_eq!(within("2020-12-31", Period::Week).as_deref(), Some("2020-W53"));
        assert_eq!(within("2020-W53", Period::Year), None);
        assert_eq!(within("2020", Period::Month), None);
    }
}
