//! Keeps what a long run has finished, so that it can go on after it was broken off.
//!
//! A folder holds `steps.json`, which says what is being scored and how, and for each finished step a part and a record.
//! All are written whole or not at all; a step is finished when both are there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::AtomicFile;
use super::difference::first_difference;
use super::part::write_part;
use super::problems;
use super::read::problem;
use super::types::Provenance;
use crate::aggregate::{Documents, Tally};
use crate::model::Problem;

/// Version of the form of the folder.
const STEPS_VERSION: u32 = 1;

/// What is scored, and how: steps of different plans do not belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    schema_version: u32,
    /// What the figures depend on.
    #[serde(flatten)]
    made: Made,
    /// The inputs in order.
    inputs: Vec<PlannedInput>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Made {
    #[serde(flatten)]
    provenance: Provenance,
    reading: Reading,
}

/// How inputs are read and cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The format of inputs whose names do not tell.
    pub input_format: Option<String>,
    /// Fields that have another name.
    pub fields: Vec<(String, String)>,
    /// Encoding of inputs without a byte order mark.
    pub encoding: String,
    /// The greatest length of a record in bytes.
    pub max_record: u64,
    /// The most bytes of an input that are read; 0 for all.
    pub max_file: u64,
    /// The share of the corpus that counts.
    pub shard: Option<(u64, u64)>,
    /// Bytes of text in a step.
    pub step: u64,
    /// Inputs that could not be used.
    pub problems: u64,
}

/// An input as it was when the run began.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedInput {
    /// Its path below the folder that was given, or its name.
    pub id: String,
    /// Its length.
    pub bytes: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: u64,
}

impl Plan {
    /// A plan to score these inputs.
    pub fn new(provenance: Provenance, reading: Reading, inputs: Vec<PlannedInput>) -> Self {
        Self { schema_version: STEPS_VERSION, made: Made { provenance, reading }, inputs }
    }

    /// In what this plan differs from one that was begun.
    fn difference(&self, begun: &Self) -> Option<String> {
        if let Some((what, here, there)) = first_difference(&self.made, &begun.made) {
            return Some(format!("{what} is {here} now and was {there}"));
        }
        let mut pairs = self.inputs.iter().zip(&begun.inputs);
        if let Some((here, there)) = pairs.find(|(here, there)| here != there) {
            return Some(if here.id != there.id {
                format!("there is an input {:?} now where {:?} was", here.id, there.id)
            } else if here.bytes != there.bytes {
                format!("input {:?} has {} bytes now and had {}", here.id, here.bytes, there.bytes)
            } else {
                format!("input {:?} was changed since", here.id)
            });
        }
        let (here, there) = (self.inputs.len(), begun.inputs.len());
        (here != there).then(|| format!("there are {here} inputs now and were {there}"))
    }
}

/// What is known of a finished step beside its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// Pieces of input in it.
    pub chunks: u64,
    /// Records and inputs that could not be used.
    pub errors: u64,
    /// Records that were used after mending.
    pub warnings: u64,
}

/// The folder.
#[derive(Debug)]
pub struct Steps {
    folder: PathBuf,
    provenance: Provenance,
    /// Bytes of text in a step.
    pub size: u64,
}

impl Steps {
    /// Opens a folder, which is made if it is not there.
    ///
    /// # Errors
    /// With code `R009` if the folder holds something else, or steps of another plan, whose first difference is named;
    /// `R001` if it cannot be read or written.
    pub fn open(folder: &Path, plan: &Plan) -> Result<Self, Problem> {
        let name = folder.join("steps.json");
        let failed = |error: io::Error| {
            problem(
                folder,
                problems::UNREADABLE,
                format!("cannot be used: {error}"),
                "name another folder to keep steps in",
            )
        };
        fs::create_dir_all(folder).map_err(failed)?;
        match fs::read(&name) {
            Ok(bytes) => {
                let begun: Plan = serde_json::from_slice(&bytes).map_err(|error| {
                    let advice = "delete the folder to begin anew";
                    problem(&name, problems::NOT_THE_PLAN, format!("this is no plan of this version: {error}"), advice)
                })?;
                if let Some(difference) = plan.difference(&begun) {
                    let message = format!("was begun with something else: {difference}");
                    let advice = "go on with the same inputs and settings, or name another folder";
                    return Err(problem(folder, problems::NOT_THE_PLAN, message, advice));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !is_empty(folder).map_err(failed)? {
                    let message = "holds other files and no steps".to_owned();
                    return Err(problem(
                        folder,
                        problems::NOT_THE_PLAN,
                        message,
                        "name an empty folder, or one that is not there",
                    ));
                }
                write_json(&name, plan).map_err(failed)?;
            }
            Err(error) => return Err(failed(error)),
        }
        let Made { provenance, reading } = plan.made.clone();
        Ok(Self { folder: folder.to_owned(), provenance, size: reading.step })
    }

    /// The record of a step, from 1; `None` if it is not finished.
    pub fn finished(&self, number: u64) -> Option<StepRecord> {
        let record = fs::read(self.file(number, "json")).ok()?;
        let record = serde_json::from_slice(&record).ok()?;
        self.part(number).is_file().then_some(record)
    }

    /// Numbers of all finished steps, in order.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn all_finished(&self) -> io::Result<Vec<u64>> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix("step-")?.strip_suffix(".json")?.parse().ok());
            numbers.extend(number.filter(|number| self.finished(*number).is_some()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The file of a step's part.
    pub fn part(&self, number: u64) -> PathBuf {
        self.file(number, "tally")
    }

    fn file(&self, number: u64, ending: &str) -> PathBuf {
        self.folder.join(format!("step-{number:06}.{ending}"))
    }

    /// Keeps a finished step.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep(&self, number: u64, tally: &Tally, documents: &Documents, record: StepRecord) -> io::Result<()> {
        let mut part = AtomicFile::create(&self.part(number))?;
        write_part(tally, documents, &self.provenance, &mut part)?;
        part.finish()?;
        write_json(&self.file(number, "json"), &record)
    }
}

/// Whether a folder holds nothing but hidden files, which a run that was broken off may leave.
fn is_empty(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if !entry?.file_name().as_encoded_bytes().starts_with(b".") {
            return Ok(false);
        }
    }
    Ok(true)
}

fn write_json(name: &Path, value: &impl Serialize) -> io::Result<()> {
    let mut file = AtomicFile::create(name)?;
    serde_json::to_writer(&mut file, value)?;
    file.write_all(b"\n")?;
    file.finish()
}
