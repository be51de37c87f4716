//! The one definition of a word.
//!
//! Text and lexicon phrases are cut and folded by the same code, so that a phrase can never be written in a way
//! that no text matches.
//! Clean ASCII words are hashed where they stand; only words with other letters are folded into a scratch buffer
//! (compatibility composition, lower case, invisible characters dropped), and their spans still point into the text.

mod fold;
mod scan;
mod scripts;

pub use fold::{fold_into, hash_folded};
pub use scan::{Scanner, tokenize};
pub use scripts::{is_latin, mixed_word};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run of letters, digits, inner apostrophes and inner stops ("U.S.").
    Word,
    /// A number, with its inner stops and commas.
    Number,
    /// The possessive ending "'s".
    Possessive,
    /// A hyphen that joins two words.
    Hyphen,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A dash, long or doubled.
    Dash,
    /// An opening bracket.
    OpenBracket,
    /// A closing bracket.
    CloseBracket,
    /// An opening quotation mark.
    OpenQuote,
    /// A closing quotation mark, or the apostrophe of a plural possessive.
    CloseQuote,
    /// The mark that ends a sentence, or the stop of an abbreviation.
    Stop,
    /// A question mark.
    Question,
    /// Anything else.
    Other,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Begins with a small letter or no letter.
    #[default]
    Lower,
    /// Begins with a capital.
    Capital,
    /// Capitals (and digits) alone, two letters or more, or a capital with a digit or stops.
    Upper,
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the folded word; nought for punctuation.
    pub hash: u64,
    /// What it is.
    pub kind: Kind,
    /// How it is capitalised.
    pub case: Case,
}
