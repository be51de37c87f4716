//! Stanceline measures where actors stand.
//!
//! It reads news articles and statements, finds who holds what toward whom in each sentence, and adds that up
//! to reports of each actor's stance toward an agenda and of how each actor is spoken of.
//! The modules follow the way of the data; each uses only those above it.
//!
//! ```
//! use stanceline::analyze::{Analyzer, Options};
//! use stanceline::{Document, Lexicon};
//!
//! let (lexicon, _warnings) = Lexicon::builtin("cyber-governance").map_err(|problems| problems.render(false))?;
//! let analyzer = Analyzer::new(lexicon, Options::default());
//! let document = Document { text: "India rejected cyber sovereignty.".to_owned(), ..Document::default() };
//!
//! let analysis = analyzer.analyze(&document);
//! let (actor, score, both_ways) = analysis.sentences[0].stance[0];
//! assert_eq!(analyzer.lexicon().actors[actor.0 as usize].id, "india");
//! assert!(score.to_f64() < 0.0 && !both_ways);
//! # Ok::<(), String>(())
//! ```
//!
//! [`pipeline::score`] does this for a corpus over many threads, and [`Report::new`] makes a report of the sums.

pub mod model;
pub mod token;
pub mod temporary;
pub mod lexicon;
pub mod language;
pub mod ingest;
pub mod dedup;
pub mod segment;
pub mod detect;
pub mod judge;
pub mod analyze;
pub mod prove;
pub mod fit;
pub mod aggregate;
pub mod report;
pub mod pipeline;
pub mod validate;
pub mod compare;
pub mod chart;
pub mod page;

pub use aggregate::Tally;
pub use analyze::Analyzer;
pub use lexicon::Lexicon;
pub use model::{Analysis, Document, Problem, Score};
pub use report::Report;
