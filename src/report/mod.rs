//! Writes what was found: the report of a corpus, and the annotation of single documents.
//!
//! What enters: a [`Tally`](crate::aggregate::Tally), or a document with its analysis. What leaves: JSON whose form
//! the types of this module define, tables in CSV and in the terminal. Scores become decimal numbers here, rounded to
//! six places, and offsets count Unicode code points. Nothing is measured here.

mod annotate;
mod atomic;
mod build;
mod csv;
mod number;
mod schema;
mod table;
mod text;
mod types;
mod validity;

pub use annotate::{
    AnnotatedDocument, AnnotatedMention, AnnotatedObject, AnnotatedOpinion, AnnotatedSentence, AnnotatedTerm,
    SentimentValue, StanceValue,
};
pub use atomic::AtomicFile;
pub use csv::write_csv;
pub(crate) use csv::{as_written, defused};
pub(crate) use number::rounded;
pub use schema::schema;
pub use table::Table;
pub(crate) use table::count;
pub use text::escape_controls;
pub use types::{
    ActorReport, CorpusReport, EvidenceReport, FrameReport, Interval, ObjectReport, PackReference, PackReport,
    PolesReport, RelationReport, Report, ReportSettings, SentimentReport, SeriesPoint, SkippedReport, SourceReport,
    StanceReport, TermReport, ToolReport,
};
pub use validity::{
    Agreement, Baseline, Card, CardCodes, CardCorpus, CardPack, CardSettings, CoderAgreement, CoderPair,
    CorrectedReport, Estimate, Figures, LabelFigures, Validity,
};

/// Version of the form of reports. It rises when a field changes its meaning or goes; new fields leave it.
pub const SCHEMA_VERSION: u32 = 1;
