//! Whether a document is in the language of the packs.
//!
//! What a document says of its language comes first. Where it says nothing the letters tell, and in a text that is long
//! enough the words: those of grammar (articles, prepositions, pronouns, auxiliaries) make up a third of any running
//! text in their own language, whatever it is about, and little of one in another.
//! Which words these are is known from the classes of the language pack.

use crate::lexicon::{Classes, Lexicon};
use crate::model::Document;
use crate::token::{Kind, Scanner, is_latin};

/// Bytes of a text that are looked at: first so many, and more where those do not settle it.
const LOOKS: [usize; 2] = [400, 6_000];

/// Fewer words than this tell nothing; a headline or a list may hold no word of grammar.
const FEWEST_WORDS: u32 = 50;

/// Fewer letters than this do not tell a script.
const FEWEST_LETTERS: u32 = 12;

/// Words of grammar in a hundred, below which a text is in another language.
const OTHER_BELOW: u32 = 12;

/// Words of grammar in a hundred, from which the first look settles it.
const OWN_FROM: u32 = 17;

/// Fewer words of grammar than this in the packs, and they know no grammar to go by.
const FEWEST_KNOWN: usize = 50;

/// Tells documents in the packs' language from others.
#[derive(Clone, Debug)]
pub struct Detector {
    /// ISO 639 code of the language of the packs.
    language: String,
    /// Whether the packs know the words of grammar.
    knows_grammar: bool,
    /// Whether their words are written in Latin letters.
    is_latin: bool,
}

impl Detector {
    /// A detector for the language of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let language = lexicon.packs.last().map_or(String::new(), |pack| pack.language.to_ascii_lowercase());
        let knows_grammar = lexicon.words_of(Classes::GRAMMAR) >= FEWEST_KNOWN;
        Self { language, knows_grammar, is_latin: lexicon.is_latin() }
    }

    /// Whether a document is in another language, as it says itself or as its text shows. When in doubt it is not.
    pub fn is_other(&self, document: &Document, lexicon: &Lexicon) -> bool {
        if let Some(said) = document.lang.as_deref().and_then(|lang| self.said(lang)) {
            return said;
        }
        let first = self.look(&document.text, LOOKS[0], lexicon);
        if first.settles() || document.text.len() <= LOOKS[0] {
            return first.is_other();
        }
        self.look(&document.text, LOOKS[1], lexicon).is_other()
    }

    /// What a language tag (BCP 47, or a code of ISO 639) says; `None` for one that names no language.
    fn said(&self, tag: &str) -> Option<bool> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
        if self.language.is_empty() || ["und", "mul", "zxx", "mis"].contains(&primary.as_str()) {
            return None;
        }
        if primary.starts_with(&self.language) {
            return Some(false);
        }
        let is_code = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        is_code.then_some(true)
    }

    fn look(&self, text: &str, bytes: usize, lexicon: &Lexicon) -> Look {
        let mut end = bytes.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let mut look = Look::default();
        if !(self.is_latin && text.is_ascii()) {
            for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
                *(if is_latin(letter) == self.is_latin { &mut look.own } else { &mut look.foreign }) += 1;
            }
        }
        if self.knows_grammar {
            Scanner::new(text, 0, text.len()).for_each(|token| {
                // Single letters are words of grammar in many languages.
                if token.kind == Kind::Word && token.end - token.start > 1 {
                    look.words += 1;
                    look.grammar += u32::from(lexicon.info(lexicon.word(token.hash)).classes.has(Classes::GRAMMAR));
                }
            });
        }
        look
    }
}

/// What was counted in the beginning of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Letters of the packs' script; not counted where all are.
    own: u32,
    /// Letters of others.
    foreign: u32,
    words: u32,
    grammar: u32,
}

impl Look {
    /// Whether more would change nothing.
    fn settles(self) -> bool {
        self.words >= FEWEST_WORDS && self.grammar * 100 >= self.words * OWN_FROM
    }

    fn is_other(self) -> bool {
        let other_letters = self.foreign >= FEWEST_LETTERS && self.foreign > self.own;
        let other_words = self.words >= FEWEST_WORDS && self.grammar * 100 < self.words * OTHER_BELOW;
        other_letters || other_words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_against_the_script_of_the_packs() {
        let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
        let own = Detector::new(&lexicon);
        let foreign = Detector { language: "ru".to_owned(), knows_grammar: false, is_latin: false };
        let (english, russian) = ("India rejected cyber sovereignty.", "Индия отвергла киберсуверенитет.");
        let document = |text: &str| Document { text: text.to_owned(), ..Document::default() };
        assert!(own.is_latin && own.knows_grammar && own.language == "en");
        assert!(!own.is_other(&document(english), &lexicon) && own.is_other(&document(russian), &lexicon));
        assert!(foreign.is_other(&document(english), &lexicon) && !foreign.is_other(&document(russian), &lexicon));
    }
}
