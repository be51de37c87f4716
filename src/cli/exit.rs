//! How a run ends.

use std::io;
use std::process::ExitCode;

use super::terminal;

/// A run that came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// All is well.
    Well,
    /// Done, but input was rejected or a check found problems.
    WithProblems,
}

/// Why a run could not be done.
#[derive(Debug)]
pub(super) enum Failure {
    /// Usage, pack or I/O.
    Message(String),
    /// What went wrong is on stderr already.
    Told,
    /// Whoever read our output went away.
    ClosedPipe,
}

impl Failure {
    /// The failure of writing to, or reading from, `name`.
    pub(super) fn io(name: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Message(format!("{name}: {error}"))
        }
    }
}

impl From<stanceline::Problem> for Failure {
    fn from(problem: stanceline::Problem) -> Self {
        Self::Message(problem.to_string())
    }
}

/// The exit code of a run; says on stderr why it failed.
pub(super) fn code(result: super::Result) -> ExitCode {
    ExitCode::from(match result {
        Ok(Done::Well) => 0,
        Ok(Done::WithProblems) => 1,
        Err(Failure::Message(message)) => {
            terminal::say(&format!("error: {message}"));
            2
        }
        Err(Failure::Told) => 2,
        Err(Failure::ClosedPipe) => 141,
    })
}
