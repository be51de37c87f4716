//! Opens the folder in which a run keeps what it has finished.

use stanceline::analyze::Analyzer;
use stanceline::ingest::{Encoding, Input};
use stanceline::pipeline;
use stanceline::report::{Plan, PlannedInput, Provenance, Reading, Steps};

use super::Result;
use super::corpus::How;
use super::exit::Failure;

/// The folder of steps, if one was named; `problems` is the number of inputs that could not be used.
pub(super) fn open(
    how: &How,
    (analyzer, work): (&Analyzer, &pipeline::Options),
    inputs: &[Input],
    problems: usize,
) -> Result<Option<Steps>> {
    let Some(folder) = &how.resume.resume else { return Ok(None) };
    let reading = Reading {
        input_format: how.input.input_format.map(|format| format.to_string()),
        fields: work.ingest.fields.renamed().map(|(field, name)| (field.name().to_owned(), name.to_owned())).collect(),
        encoding: match work.ingest.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Windows1252 => "windows-1252",
        }
        .to_owned(),
        max_record: how.input.max_record as u64,
        shard: how.shard.map(|shard| (shard.number, shard.of)),
        step: how.resume.resume_step.max(1),
        problems: problems as u64,
    };
    let planned = |input: &Input| match input.stamp() {
        Some((bytes, modified)) => Ok(PlannedInput { id: input.id.clone(), bytes, modified }),
        None => {
            let name = &input.name;
            Err(Failure::Message(format!("{name}: --resume needs regular files; write this input to one first")))
        }
    };
    let inputs = inputs.iter().map(planned).collect::<Result<_>>()?;
    let provenance = Provenance::new(analyzer.lexicon(), analyzer.options(), work.tally);
    Ok(Some(Steps::open(folder, &Plan::new(provenance, reading, inputs))?))
}
