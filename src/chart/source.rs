//! What pictures are drawn from.

use std::path::Path;

use crate::compare::{self, Comparison, Mode};
use crate::model::Problem;
use crate::report::{self, Form, Report};

/// A report or a comparison.
#[derive(Clone, Debug)]
pub enum Source {
    /// A report, whole or in part.
    Report {
        /// Its figures.
        report: Box<Report>,
        /// First and last step, if only a part is drawn.
        within: Option<[String; 2]>,
    },
    /// A comparison.
    Comparison(Box<Comparison>),
}

impl Source {
    /// Whether it is a comparison.
    pub fn is_comparison(&self) -> bool {
        matches!(self, Self::Comparison(_))
    }

    /// Whether it parts documents into two sides.
    pub(super) fn has_sides(&self) -> bool {
        matches!(self, Self::Comparison(comparison) if comparison.mode != Mode::Periods)
    }

    /// Whether it holds an actor of this id.
    pub fn knows(&self, id: &str) -> bool {
        match self {
            Self::Report { report, .. } => report.actors.iter().any(|actor| actor.id == id),
            Self::Comparison(comparison) => comparison.actors.iter().any(|actor| actor.id == id),
        }
    }
}

/// Reads a report or a comparison.
///
/// # Errors
/// As [`report::read`] and [`compare::read`].
pub fn read(file: &Path) -> Result<Source, Problem> {
    match report::form(file)? {
        Form::Report => Ok(Source::Report { report: Box::new(report::read(file)?), within: None }),
        Form::Comparison => Ok(Source::Comparison(Box::new(compare::read(file)?))),
    }
}
