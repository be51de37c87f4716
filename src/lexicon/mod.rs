//! Packs: from files to one checked, compiled [`Lexicon`].
//!
//! What enters: folders of TOML files, or the packs compiled into the program.
//! What leaves: a [`Lexicon`] that the later stages only look things up in, or all [`Problems`] at once.
//! Nothing here knows what any entry is about.

mod builtin;
mod class;
mod compile;
mod compiled;
mod diagnose;
mod inflect;
mod learned;
mod load;
mod phrase;
mod schema;
mod show;
mod tree;
mod vocabulary;
mod wire;

use std::path::Path;

pub use class::Classes;
pub(crate) use compiled::Terminal;
pub use compiled::{
    Actor, Attribution, Carrier, Cue, Entry, Example, Expectation, Frame, Lexicon, Membership, NodeId, Office,
    PackInfo, Part, Shifter, TargetSet, Via,
};
pub use diagnose::Problems;
pub use inflect::Forms;
pub use learned::{Pair, Row, Weights};
pub use schema::schema;
pub use vocabulary::{Signals, WordId, WordInfo};
pub use wire::{ActorKind, AttributionKind, Control, Ends, FrameKind, HolderPlace, Pronoun, ShifterKind, Target};

impl Lexicon {
    /// Loads the pack in `folder` and those that it requires: packs beside it first, built-in ones then.
    ///
    /// # Errors
    /// All problems of all files; nothing is loaded if any is an error.
    pub fn load(folder: &Path) -> Result<(Self, Problems), Problems> {
        let mut problems = Problems::default();
        let written = load::load_folder(folder, &mut problems);
        compile::compile(&written, problems)
    }

    /// Loads a pack that is compiled into the program, such as `"cyber-governance"`.
    ///
    /// # Errors
    /// If there is no such pack.
    pub fn builtin(name: &str) -> Result<(Self, Problems), Problems> {
        let mut problems = Problems::default();
        let written = load::load_builtin(name, &mut problems);
        compile::compile(&written, problems)
    }
}
