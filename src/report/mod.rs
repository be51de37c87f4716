//! Writes what was found: the report of a corpus, and the annotation of single documents.
//!
//! What enters: a [`Tally`](crate::aggregate::Tally), or a document with its analysis. What leaves: JSON whose form
//! the types of this module define, tables in CSV and in the terminal. Scores become decimal numbers here, rounded to
//! six places, and offsets count Unicode code points. Nothing is measured here.

mod annotate;
mod atomic;
mod build;
mod cells;
mod csv;
mod difference;
mod figures;
mod layout;
mod merger;
mod number;
#[cfg(feature = "parquet")]
mod parquet;
mod part;
pub mod problems;
mod read;
mod rows;
mod schema;
mod series;
mod spark;
mod steps;
mod style;
mod sums;
mod table;
mod table_files;
mod tables;
mod text;
mod types;
mod validity;

pub use annotate::{
    AnnotatedDocument, AnnotatedMention, AnnotatedObject, AnnotatedOpinion, AnnotatedSentence, AnnotatedTerm,
    SentimentValue, StanceValue,
};
pub use atomic::{AtomicFile, prepare_folder};
pub use cells::{CellReport, ObjectSums, RelationCell, SentimentSums, StanceSums};
pub use csv::write_csv;
pub(crate) use csv::{as_written, defused, io_error};
pub(crate) use layout::write_json;
pub use merger::Merger;
pub(crate) use number::rounded;
pub use part::write_part;
pub(crate) use read::of_form;
pub use read::{Form, form, read};
pub use schema::schema;
pub use steps::{Plan, PlannedInput, Reading, StepRecord, Steps};
pub use style::Style;
pub(crate) use style::{Shown, sign, signed};
pub use sums::Sums;
pub use table::Table;
pub(crate) use table::count;
pub use table_files::{TableForm, write_tables};
pub use tables::{Cell, Column, Kind, LongTable, TABLES};
pub use text::escape_controls;
pub use types::{
    ActorReport, Caution, CorpusPoint, CorpusReport, DedupReport, EvidenceReport, FrameReport, Interval, LeaderReport,
    ObjectReport, PackReference, PackReport, PolesReport, Provenance, RelationReport, Report, ReportSettings,
    SentimentReport, SeriesPoint, SkippedReport, SourceReport, StanceReport, TermReport, ToolReport, WithCopies,
};
pub use validity::{
    Agreement, Baseline, Card, CardCodes, CardCorpus, CardPack, CardSettings, CoderAgreement, CoderPair,
    CorrectedReport, Estimate, Figures, LabelFigures, Validity,
};

/// What the header of a part of a tally says it is.
const PART_FORMAT: &str = "stanceline-tally";

/// Version of the form of reports. It rises when a field changes its meaning or goes; new fields leave it.
pub const SCHEMA_VERSION: u32 = 1;
