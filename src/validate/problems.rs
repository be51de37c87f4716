//! Everything that can be wrong with a code sheet: codes, names and advice.

use crate::ingest::problems::Kind;
use crate::model::{Location, Problem, Severity};

macro_rules! kinds {
    ($($name:ident $code:literal $slug:literal: $meaning:literal, $advice:literal;)*) => {
        $(pub(super) const $name: Kind = Kind {
            code: $code, slug: $slug, severity: Severity::Error, meaning: $meaning, advice: $advice,
        };)*
        /// All kinds, by code.
        pub const ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    EMPTY_SHEET "C001" "empty_sheet":
        "The code sheets hold no unit, or no unit with a code.",
        "give a sheet with one row for each unit and a code in it";
    BROKEN_SHEET "C002" "broken_sheet":
        "A code sheet, or a row of it, cannot be read.",
        "give JSON Lines, or CSV in UTF-8 with a header";
    MISSING_FIELD "C003" "missing_field":
        "A row lacks a field, or a sheet a column, that is needed to find or to measure the unit.",
        "a unit has an id, a label, a text (or a document in --corpus), and the actor or its place";
    BAD_LABEL "C004" "bad_label":
        "A code is none of the labels.",
        "write -1, 0 or 1; or against, none, favor; or negative, neutral, positive; leave uncoded units empty";
    DUPLICATE_CODE "C005" "duplicate_code":
        "A unit has two codes of the same coder.",
        "name the coders in a column coder, or give each unit an id of its own";
    MISMATCH "C006" "mismatched_unit":
        "Two rows of one unit disagree about what the unit is.",
        "give all coders the same sheet, and each unit an id of its own";
    BAD_PLACE "C007" "bad_place":
        "The place of an actor does not lie in the text.",
        "count start and end in Unicode code points of the text, end exclusive";
    UNKNOWN_DOCUMENT "C008" "unknown_document":
        "A unit's document was not found in the corpus, or more than once.",
        "name the corpus that the sample was drawn from with --corpus";
    SENTENCE_NOT_FOUND "C009" "sentence_not_found":
        "A unit's sentence does not stand in its document, or more than once.",
        "keep the columns that the sample came with, or check that the corpus is the same";
    ONE_CLASS "C010" "one_class":
        "All units have the same code, so that nothing can be told apart and no agreement beyond chance is defined.",
        "code more units, so that at least two labels occur";
    BAD_PREDICTIONS "C011" "bad_predictions":
        "A line of predictions cannot be used.",
        "write one {\"id\", \"label\" or \"score\"} a line";
    BAD_CARD "C012" "bad_card":
        "A file is no validity card that this version reads.",
        "write one with: stanceline validate CODES --card card.json";
    UNKNOWN_ACTOR "C013" "unknown_actor":
        "The pack does not know a unit's actor, and no place says where it stands, so that no verdict could be about it.",
        "write the actor's id or name as the pack has it, or give the place of its mention";
}

/// The kind with this code.
pub fn kind(code: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.code == code).copied()
}

/// A problem in a line of a file.
pub(super) fn at(kind: Kind, file: &str, line: u64, message: impl Into<String>) -> Problem {
    let location = Location { file: file.to_owned(), line: Some(line).filter(|&line| line > 0), column: None };
    kind.at(location, message)
}
