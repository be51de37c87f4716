//! What went wrong, where, and how to mend it.

use std::fmt;

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; nothing was lost.
    Warning,
    /// A record, an entry or a file could not be used.
    Error,
}

/// Where a [`Problem`] lies: a file as the user named it, with line and column counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, as named on the command line or found under a folder named there.
    pub file: String,
    /// The line or row, where known; in web archives the byte at which the record begins.
    pub line: Option<u64>,
    /// The column in characters, where known.
    pub column: Option<u64>,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

/// Something wrong with an input, a pack or a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Permanent code: `L` for lexicons, `D` for documents, `C` for code sheets, `R` for reports, then three digits.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it lies.
    pub location: Location,
    /// What is wrong, in one line.
    pub message: String,
    /// How to mend it, in one line.
    pub advice: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.location, self.message, self.code)?;
        if let Some(advice) = &self.advice {
            write!(f, "; {advice}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
