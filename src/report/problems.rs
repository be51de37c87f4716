//! Everything that can be wrong with a report or a part: codes, names and advice.

use crate::ingest::problems::Kind;
use crate::model::Severity;

macro_rules! kinds {
    ($($name:ident $code:literal $slug:literal: $meaning:literal, $advice:literal;)*) => {
        $(pub(crate) const $name: Kind = Kind {
            code: $code, slug: $slug, severity: Severity::Error, meaning: $meaning, advice: $advice,
        };)*
        /// All kinds, by code.
        pub const ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    UNREADABLE "R001" "unreadable":
        "A report or part cannot be opened or read.",
        "check the name and the rights of the file";
    EMPTY "R002" "empty":
        "A report or part holds no byte, as after a run that was broken off.",
        "make it again";
    FOREIGN "R003" "foreign":
        "A file is neither a report nor a part of this program, or one where the other is wanted.",
        "compare and show reports of score and merge; merge parts of tally";
    DAMAGED "R004" "damaged":
        "A report or part is cut short, or its bytes were changed: its checksum or its form does not hold.",
        "copy it again from where it was made, or make it again";
    NEWER "R005" "newer":
        "A report or part has a form that this version of the program does not know.",
        "use the version that wrote it, or make it again with this one";
    NO_SUMS "R006" "no_sums":
        "A report holds no sums by time and source, from which differences are worked out, or a step that is none.",
        "score the corpus again with this version";
    MISMATCH "R007" "mismatch":
        "Parts were made with another program version, pack or setting, so that their sums do not mean the same.",
        "make all parts with the same program, pack and settings";
    STEPS "R008" "steps":
        "The steps of a report cannot be put together to the periods asked for, as weeks to months.",
        "score with a finer --period";
    NOT_THE_PLAN "R009" "not_the_plan":
        "The folder given with --resume holds steps of another run: other inputs, program, pack or settings.",
        "go on with the same inputs and settings, or name another folder";
    SOURCES "R010" "sources":
        "Parts name more than 100,000 different sources between them.",
        "make the parts again with the outlet as the source: --field source=NAME";
}

/// The kind with this code.
pub fn kind(code: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.code == code).copied()
}
