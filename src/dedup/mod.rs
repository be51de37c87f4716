//! Finds documents that are copies of each other: the same agency report in forty papers is one voice.
//!
//! What enters: documents, once, before any is analysed. What leaves: for each group of copies the one that leads it,
//! which alone counts in the figures. Groups and leaders depend on the documents alone, not on their order.
//!
//! Two texts are *exact* copies if they have the same letters and digits in order, whatever their case, punctuation, spaces
//! and invisible characters. They are *near* copies if their sets of five words in a row are alike to a share of at
//! least the threshold (Jaccard), as estimated by `MinHash` (Broder 1997); a near copy of a near copy is in the group.
//!
//! Memory is a fixed size for each document: 40 bytes for exact copies and 170 for near ones, whatever its length.

mod groups;
mod key;
mod minhash;
mod words;

pub use groups::{Collected, Copies, Role};
pub use key::Key;
pub use words::Fingerprint;

/// Which copies are set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// None: every document counts.
    Off,
    /// Those with the same words.
    #[default]
    Exact,
    /// Those with nearly the same.
    Near,
}

impl Method {
    /// As written in outputs and flags.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Exact => "exact",
            Self::Near => "near",
        }
    }
}

/// How copies are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which are set aside.
    pub method: Method,
    /// Share of five words in a row, in hundredths, from which texts are near copies.
    pub threshold: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self { method: Method::default(), threshold: 80 }
    }
}
