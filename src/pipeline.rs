//! Wires the stages together over many threads.
//!
//! One thread reads, the others parse, analyse and add up, and the calling thread writes. What is in memory at once
//! is bounded: chunks between reading and writing, about four for each thread, and the tallies. Results do not depend
//! on the number of threads: sums are exact, and what has an order is put back into the order of the input.

mod copies;
mod ids;
mod order;
mod run;
mod steps;

pub use run::{Notices, Options, Outcome, Progress, Shard, annotate, score};
pub use steps::score_in_steps;
