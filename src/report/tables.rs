//! The report as tidy long tables: one row for each observation, one column for each variable.

use std::io;

use super::rows::{actors, evidence, opinions, series};
use super::types::Report;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Count,
    /// A decimal number.
    Number,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What its numbers count, or the range that they lie in; empty for text.
    pub unit: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A value; what is missing is no value, never nought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Missing,
    /// Text as it was read.
    Text(&'a str),
    /// A whole number.
    Count(i64),
    /// A decimal number.
    Number(f64),
}

/// Where rows go.
pub(super) type Rows<'a> = dyn FnMut(&[Cell]) -> io::Result<()> + 'a;

/// A table of the report.
#[derive(Clone, Copy, Debug)]
pub struct LongTable {
    /// Its name, which is that of its file.
    pub name: &'static str,
    /// What a row is.
    pub meaning: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Columns that tell one row from another.
    pub key: &'static [&'static str],
    rows: fn(&Report, &mut Rows) -> io::Result<()>,
}

impl LongTable {
    /// Hands on its rows in the order of the report.
    ///
    /// # Errors
    /// If `sink` fails.
    pub fn rows(&self, report: &Report, sink: &mut Rows) -> io::Result<()> {
        (self.rows)(report, sink)
    }
}

/// All tables.
pub const TABLES: [LongTable; 4] = [
    LongTable {
        name: "actors",
        meaning: "An actor and one of the two measures over all documents.",
        columns: ACTORS,
        key: &["actor", "measure"],
        rows: actors,
    },
    LongTable {
        name: "series",
        meaning: "An actor, one of the two measures and a step of time.",
        columns: SERIES,
        key: &["actor", "measure", "period"],
        rows: series,
    },
    LongTable {
        name: "opinions",
        meaning: "An actor, a step of time, a source and an object: the sentences in which the actor takes a side on it.",
        columns: OPINIONS,
        key: &["actor", "period", "source", "object_type", "object"],
        rows: opinions,
    },
    LongTable {
        name: "evidence",
        meaning: "A quoted sentence and why it was chosen.",
        columns: EVIDENCE,
        key: &["actor", "chosen_as", "document", "sentence_start", "score", "object"],
        rows: evidence,
    },
];

const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Text, unit: "", meaning }
}

const fn count(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Count, unit, meaning }
}

const fn number(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Number, unit, meaning }
}

const SCORE: &str = "score in [-1, +1]";

const ACTOR: Column = text("actor", "id of the actor");
const MEASURE: Column = text("measure", "stance: where the actor stands; sentiment: how it is spoken of");
const MEAN: Column = number("mean", SCORE, "mean score of sentences; missing without evidence");
const LOW: Column = number("low", SCORE, "lower bound of the 95% interval; missing under two documents");
const HIGH: Column = number("high", SCORE, "upper bound of the 95% interval; missing under two documents");
const SENTENCES: Column = count("sentences", "sentences", "sentences with evidence");
const DOCUMENTS: Column = count("documents", "documents", "documents with evidence");
const POSITIVE: Column = count("positive", "sentences", "in favor of the positive pole, or speaking well");
const BETWEEN: Column = count("between", "sentences", "mixed, or neither well nor badly");
const NEGATIVE: Column = count("negative", "sentences", "against the positive pole, or speaking badly");

const ACTORS: &[Column] = &[
    ACTOR,
    text("name", "display name"),
    text("kind", "state, bloc, organization, company, agency or leader; entity if it came with the documents"),
    count("mentions", "mentions", "mentions of the actor, for both measures"),
    MEASURE,
    MEAN,
    LOW,
    HIGH,
    SENTENCES,
    DOCUMENTS,
    POSITIVE,
    BETWEEN,
    NEGATIVE,
];

const SERIES: &[Column] = &[
    ACTOR,
    MEASURE,
    text("period", "step of time, such as 2022-09-01, 2022-W35, 2022-09, 2022-Q3 or 2022"),
    MEAN,
    LOW,
    HIGH,
    SENTENCES,
    DOCUMENTS,
    POSITIVE,
    BETWEEN,
    NEGATIVE,
];

const OPINIONS: &[Column] = &[
    ACTOR,
    text("period", "step of time; missing where the date is missing or too coarse"),
    text("source", "name of the source; missing where the document names none"),
    text("object_type", "frame or actor"),
    text("object", "id of what the opinion is about"),
    SENTENCES,
    DOCUMENTS,
    number("score_sum", "sum of scores in [-1, +1]", "sum over the sentences; divided by them it is the mean"),
    MEAN,
];

const EVIDENCE: &[Column] = &[
    ACTOR,
    text("chosen_as", "strongest, strongest_of_year or sample, which is drawn by lot"),
    text("document", "id of the document"),
    text("date", "date of the document, as precise as it was given"),
    text("source", "source of the document"),
    text("sentence", "the sentence"),
    count("sentence_start", "Unicode code points", "first code point of the sentence in the text"),
    count("sentence_end", "Unicode code points", "one past its last"),
    number("score", SCORE, "what the opinion adds to the stance of the actor"),
    text("rule", "permanent id of the rule that linked holder and object"),
    text("object_type", "frame or actor"),
    text("object", "id of what the opinion is about"),
    count("polarity", "-1, 0 or +1", "toward the object"),
    number("strength", "0 to 1", "how firmly"),
];
