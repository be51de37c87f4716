//! Reads a report back, and says clearly why a file is none.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::types::Report;
use super::{PART_FORMAT, SCHEMA_VERSION, problems};
use crate::aggregate::{Period, Step};
use crate::ingest::problems::Kind;
use crate::model::{Location, Problem};

/// What tells a report from other JSON.
#[derive(Deserialize)]
struct Header {
    schema_version: Option<u64>,
    tool: Option<HeaderTool>,
    actors: Option<IgnoredAny>,
    /// What is compared: only comparisons have it.
    mode: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct HeaderTool {
    name: Option<String>,
    version: Option<String>,
}

/// A report with a problem, as it is told.
pub(super) fn problem(file: &Path, kind: Kind, message: String, advice: &str) -> Problem {
    let location = Location { file: file.display().to_string(), ..Location::default() };
    Problem { code: kind.code, severity: kind.severity, location, message, advice: Some(advice.to_owned()) }
}

/// What a file of this program holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A report, as `score` and `merge` write it.
    Report,
    /// A comparison, as `compare` writes it.
    Comparison,
}

/// What the file holds.
///
/// # Errors
/// As [`read`], but for what stands beyond the header.
pub fn form(file: &Path) -> Result<Form, Problem> {
    opened(file).map(|(_, form)| form)
}

/// Reads the report in a file.
///
/// # Errors
/// With code `R001` if the file cannot be read, `R002` if it is empty, `R003` if it is no report, `R004` if it is cut
/// short or damaged, `R005` if a newer version of the form wrote it, `R006` if it holds no sums to compare.
pub fn read(file: &Path) -> Result<Report, Problem> {
    let report: Report = of_form(file, Form::Report)?;
    let advice = "score the corpus again with this version";
    check(&report).map_err(|message| problem(file, problems::NO_SUMS, message, advice))?;
    Ok(report)
}

/// Reads what a file holds, if it is of this form.
///
/// # Errors
/// As [`read`].
pub(crate) fn of_form<T: DeserializeOwned>(file: &Path, wanted: Form) -> Result<T, Problem> {
    let (bytes, form) = opened(file)?;
    if form != wanted {
        let (message, advice) = match wanted {
            Form::Report => ("this is a comparison, not a report", "name a report of `score` or `merge`"),
            Form::Comparison => ("this is a report, not a comparison", "name a file of `compare -o`"),
        };
        return Err(problem(file, problems::FOREIGN, message.to_owned(), advice));
    }
    serde_json::from_slice(&bytes).map_err(|error| broken(file, &error, &bytes))
}

/// The bytes of a file of this program, and what they hold.
fn opened(file: &Path) -> Result<(Vec<u8>, Form), Problem> {
    let tell = |kind, message, advice| problem(file, kind, message, advice);
    let bytes = fs::read(file).map_err(|error| {
        tell(problems::UNREADABLE, format!("cannot be read: {error}"), "name a report of `score` or `merge`")
    })?;
    if bytes.is_empty() {
        return Err(tell(problems::EMPTY, "the file is empty".to_owned(), "make the report again"));
    }
    if bytes.windows(PART_FORMAT.len()).take(64).any(|window| window == PART_FORMAT.as_bytes()) {
        let message = "this is a part of a tally, not a report".to_owned();
        return Err(tell(
            problems::FOREIGN,
            message,
            "make a report of it with `stanceline merge PART... -o report.json`",
        ));
    }
    let header: Header = serde_json::from_slice(&bytes).map_err(|error| broken(file, &error, &bytes))?;
    let name = header.tool.as_ref().and_then(|tool| tool.name.as_deref());
    let Some(version) = header.schema_version.filter(|_| name == Some(env!("CARGO_PKG_NAME"))) else {
        let message = "this is JSON, but no report of stanceline".to_owned();
        return Err(tell(problems::FOREIGN, message, "name a report of `score` or `merge`"));
    };
    if version > u64::from(SCHEMA_VERSION) {
        let by = header.tool.and_then(|tool| tool.version).unwrap_or_default();
        let message = format!("form {version} of stanceline {by} is newer than form {SCHEMA_VERSION} of this program");
        return Err(tell(
            problems::NEWER,
            message,
            "use that version of the program, or score the corpus again with this one",
        ));
    }
    if header.actors.is_none() {
        return Err(tell(problems::FOREIGN, "this holds no actors".to_owned(), "name a report of `score` or `merge`"));
    }
    let form = if header.mode.is_some() { Form::Comparison } else { Form::Report };
    Ok((bytes, form))
}

fn broken(file: &Path, error: &serde_json::Error, bytes: &[u8]) -> Problem {
    let starts_as_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let (kind, what) = match error.classify() {
        Category::Eof => (problems::DAMAGED, "the report is cut short"),
        _ if starts_as_json => (problems::DAMAGED, "the report is damaged"),
        _ => (problems::FOREIGN, "this is no report"),
    };
    problem(file, kind, format!("{what}: {error}"), "make the report again, or name another file")
}

/// Whether the sums are there from which everything else is worked out.
fn check(report: &Report) -> Result<(), String> {
    let period = &report.settings.period;
    if Period::named(period).is_none() {
        return Err(format!("{period:?} is no period"));
    }
    for actor in &report.actors {
        if actor.cells.is_empty() && actor.stance.documents + actor.sentiment.documents > 0 {
            return Err(format!("the report holds no sums of {}, as reports of earlier versions", actor.id));
        }
        let steps = actor.cells.iter().filter_map(|cell| cell.period.as_deref());
        if let Some(wrong) = steps.clone().find(|step| step.parse::<Step>().is_err()) {
            return Err(format!("{wrong:?} is no period"));
        }
    }
    Ok(())
}
