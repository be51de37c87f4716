//! Stanceline measures where actors stand.
//!
//! It reads news articles and statements, finds who holds what toward whom in each sentence, and adds that up
//! to reports of each actor's stance toward an agenda and of how each actor is spoken of.
//! The modules follow the way of the data; each uses only those above it.

pub mod model;
pub mod token;
pub mod lexicon;
pub mod ingest;
pub mod segment;
pub mod detect;
pub mod judge;
pub mod analyze;
pub mod prove;
pub mod aggregate;
pub mod report;
pub mod pipeline;

pub use aggregate::Tally;
pub use analyze::Analyzer;
pub use lexicon::Lexicon;
pub use model::{Analysis, Document, Problem, Score};
pub use report::Report;
