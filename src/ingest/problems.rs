//! Everything that can be wrong with an input: codes, names and advice.

use crate::model::{Location, Problem, Severity};

/// One kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Permanent code.
    pub code: &'static str,
    /// Permanent name, as reports give it for a reason of skipping.
    pub slug: &'static str,
    /// Whether something was lost.
    pub severity: Severity,
    /// What it means.
    pub meaning: &'static str,
    /// How to mend it.
    pub advice: &'static str,
}

impl Kind {
    /// A problem of this kind.
    pub(crate) fn at(&self, location: Location, message: impl Into<String>) -> Problem {
        let advice = Some(self.advice.to_owned()).filter(|advice| !advice.is_empty());
        Problem { code: self.code, severity: self.severity, location, message: message.into(), advice }
    }
}

/// Where a problem lies in an input.
pub(super) fn place(file: &str, line: u64) -> Location {
    Location { file: file.to_owned(), line: Some(line), column: None }
}

/// A place of which only the file is known.
pub(super) fn whole(file: &str) -> Location {
    Location { file: file.to_owned(), line: None, column: None }
}

/// The kind with this code.
pub fn kind(code: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.code == code).copied()
}

/// The name of the kind with this code, `"other"` for a code that is none of this stage's.
pub fn slug(code: &str) -> &'static str {
    kind(code).map_or("other", |kind| kind.slug)
}

macro_rules! kinds {
    ($($name:ident $code:literal $slug:literal $severity:ident: $meaning:literal, $advice:literal;)*) => {
        $(pub(super) const $name: Kind = Kind {
            code: $code, slug: $slug, severity: Severity::$severity, meaning: $meaning, advice: $advice,
        };)*
        /// All kinds, by code.
        pub const ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    BROKEN_JSON "D001" "broken_json" Error:
        "A record is no valid JSON, and was left out.", "mend or remove the record";
    MISSING_TEXT "D002" "missing_text" Error:
        "A record has no text, and was left out.", "if the text has another name, say so with --field text=NAME";
    WRONG_TYPE "D003" "wrong_type" Error:
        "A field of a record holds another type of value than it must, and the record was left out.",
        "give text as a string; leave out fields that are not known";
    TOO_LONG "D004" "too_long" Error:
        "A record is longer than records may be, and was left out.",
        "split the record, or check whether line ends or quotation marks are missing";
    UNREADABLE_FILE "D005" "unreadable_file" Error:
        "A file or folder could not be opened or read.", "check its permissions and the disk";
    TRUNCATED_STREAM "D006" "truncated_stream" Error:
        "Compressed data ends early or is damaged; records before the damage were kept.",
        "fetch or compress the file again";
    ENCODING_REPAIRED "D007" "encoding_repaired" Warning:
        "A text holds bytes that are not of its encoding; each was replaced by U+FFFD.",
        "if the file is Windows-1252 or Latin-1, say --encoding windows-1252";
    BAD_DATE "D008" "bad_date" Warning:
        "A date is not of the form 2022-09-01, 2022-09 or 2022; the document was kept without a date.",
        "write dates as year-month-day";
    EMPTY_TEXT "D009" "empty_text" Warning:
        "A text is empty or blank; the document was kept.", "";
    BAD_ENTITIES "D010" "bad_entities" Warning:
        "An entity supplied with a document has no id or lies outside the text, and was dropped.",
        "give id, start and end, counted in code points of the text";
    NO_ARTICLES "D011" "no_articles" Error:
        "A folder holds no file of a known format.",
        "known endings: .txt .md .jsonl .ndjson .json .csv .tsv .html .warc, each also .gz and .zst, and .parquet";
    UNKNOWN_FORMAT "D012" "unknown_format" Error:
        "The name of a file does not tell its format.", "say --input-format NAME";
    MISSING_FILE "D013" "missing_file" Error:
        "A file or folder named as input does not exist.", "check the path";
    FIELD_ABSENT "D014" "field_absent" Warning:
        "A renamed field is absent from the records of a file.", "check the name given with --field";
    BROKEN_ROW "D015" "broken_row" Error:
        "A row of a table has another number of cells than the header, or a quotation mark is never closed; the row \
         was left out.",
        "quote cells that hold the separator or a line end, and double quotation marks within";
    DUPLICATE_FIELD "D016" "duplicate_field" Error:
        "A record gives a field twice, and was left out.", "remove one of the two";
    UNKNOWN_FIELD "D017" "unknown_field" Error:
        "The name of a field to rename is none of a document's.", "write --field OURS=THEIRS";
    NESTED_TOO_DEEP "D018" "nested_too_deep" Error:
        "The elements of a web page are nested deeper than any article's; the page was left out.",
        "check the page for tags that are never closed, or give its text as .txt";
    BROKEN_ARCHIVE "D019" "broken_archive" Error:
        "A record of a web archive has no proper header or ends early; reading goes on at the next that begins well.",
        "fetch the archive again; the place given is the byte after decompression at which the record begins";
    NOT_BUILT "D020" "not_built" Error:
        "This build of the program cannot read the format.",
        "build with `cargo install --path . --features parquet`, or write the table as .jsonl or .csv";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_ordered_and_names_are_unique() {
        assert!(ALL.is_sorted_by(|a, b| a.code < b.code));
        let slugs: std::collections::BTreeSet<_> = ALL.iter().map(|kind| kind.slug).collect();
        assert_eq!(slugs.len(), ALL.len());
        assert_eq!(slug("D001"), "broken_json");
        assert_eq!(slug("L001"), "other");
    }
}
