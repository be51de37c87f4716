//! The words of the domain: plain values without I/O and without rules.

mod analysis;
mod date;
mod document;
mod observation;
mod problem;
mod score;
mod span;

pub use analysis::{ActorRef, Analysis, Mention, Object, Opinion, SentenceAnalysis, SuppliedActor, Term, Voice};
pub use date::PartialDate;
pub use document::{Document, Entity};
pub use observation::{Evidence, Measure, Observation, Observed, Zone, Zones};
pub use problem::{Location, Problem, Severity};
pub use score::Score;
pub use span::{ByteSpan, CharIndex};
