//! Stretches of time that series are cut into.

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

    /// The length written like this, or `None`.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year]
            .into_iter()
            .find(|period| period.as_str() == name)
    }
}
