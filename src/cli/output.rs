//! Where results go, and what is said about a run.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

use stanceline::model::Severity;
use stanceline::pipeline::{Notices, Outcome};
use stanceline::report::AtomicFile;

use super::args::InputArgs;
use super::exit::{Done, Failure};
use super::{Context, Result, terminal};

/// A file that appears when it is complete, or standard output.
pub(super) struct Output {
    name: String,
    target: Target,
}

enum Target {
    File(AtomicFile),
    Stdout(BufWriter<StdoutLock<'static>>),
}

impl Output {
    /// Opens the output, so that one that cannot be written is known before the work begins.
    pub(super) fn open(file: Option<&Path>) -> Result<Self> {
        match file.filter(|file| *file != Path::new("-")) {
            None => {
                let stdout = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                Ok(Self { name: "standard output".to_owned(), target: Target::Stdout(stdout) })
            }
            Some(file) => {
                let name = file.display().to_string();
                let opened = AtomicFile::create(file);
                let target = opened.map_err(|error| Failure::Message(format!("cannot write {name}: {error}")))?;
                Ok(Self { name, target: Target::File(target) })
            }
        }
    }

    /// Its name for messages.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What to write to.
    pub(super) fn writer(&mut self) -> &mut dyn Write {
        match &mut self.target {
            Target::File(file) => file,
            Target::Stdout(stdout) => stdout,
        }
    }

    /// Makes sure that everything arrived.
    pub(super) fn finish(self) -> Result<()> {
        let finished = match self.target {
            Target::File(file) => file.finish(),
            Target::Stdout(mut stdout) => stdout.flush(),
        };
        finished.map_err(|error| Failure::io(&self.name, &error))
    }
}

/// Writes what `write` writes, and makes sure that it arrived.
pub(super) fn write(mut output: Output, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    write(output.writer()).map_err(|error| Failure::io(output.name(), &error))?;
    output.finish()
}

/// Tells what went wrong with the inputs.
pub(super) fn tell(outcome: &Outcome, context: Context) {
    if context.quiet {
        return;
    }
    let notices = &outcome.notices;
    for problem in notices.first() {
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        terminal::say(&format!("{level}: {problem}"));
    }
    let hidden = (notices.errors + notices.warnings).saturating_sub(Notices::KEPT as u64);
    if hidden > 0 {
        terminal::say(&format!("… and {hidden} more"));
    }
    if outcome.tally.corpus.documents == 0 {
        terminal::say("note: no documents were read");
    }
}

/// How a run over a corpus ends: with problems if more was rejected than allowed.
pub(super) fn done(outcome: &Outcome, args: &InputArgs, context: Context) -> Done {
    let rejected = outcome.notices.errors;
    if rejected <= args.max_rejects {
        return Done::Well;
    }
    if !context.quiet {
        let plural = if rejected == 1 { "" } else { "s" };
        terminal::say(&format!(
            "{rejected} rejected record{plural} or input{plural}; --max-rejects {rejected} allows that"
        ));
    }
    Done::WithProblems
}

/// Whether not one of the inputs could be opened: a failure, not a result.
pub(super) fn nothing_readable(outcome: &Outcome, inputs: usize) -> bool {
    let corpus = &outcome.tally.corpus;
    let unreadable = corpus.skipped.get("unreadable_file").map_or(0, |skipped| skipped.count);
    corpus.documents == 0 && unreadable >= inputs as u64
}
