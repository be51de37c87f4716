//! From a phrase as written to the word sequences that it matches.

use crate::token::{Case, Kind, Token, fold_into, hash_folded, tokenize};

/// More choices than this in one phrase are taken for a slip.
const MAX_EXPANSIONS: usize = 2000;

/// A phrase with its choices `{a|b}` taken apart.
#[derive(Debug)]
pub(super) struct Choices<'a> {
    /// Text and the choices that follow it; the last text is followed by the empty choice alone.
    parts: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Choices<'a> {
    /// Finds the choices of a phrase.
    pub(super) fn of(phrase: &'a str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut count = 1;
        let mut rest = phrase;
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            let close = after.find('}').ok_or("an opening brace has no closing one")?;
            let choices: Vec<&str> = after[1..close].split('|').collect();
            if before.contains('}') || after[1..close].contains('{') {
                return Err("braces must not be nested".to_owned());
            }
            if choices.len() < 2 {
                return Err("a choice needs two sides: {a|b}".to_owned());
            }
            count *= choices.len();
            if count > MAX_EXPANSIONS {
                return Err(format!("more than {MAX_EXPANSIONS} choices in one phrase"));
            }
            parts.push((before, choices));
            rest = &after[close + 1..];
        }
        if rest.contains('}') {
            return Err("a closing brace has no opening one".to_owned());
        }
        parts.push((rest, vec![""]));
        Ok(Self { parts })
    }

    /// Hands each way to write the phrase to `each`, with single spaces: an empty choice leaves two.
    pub(super) fn for_each(&self, each: &mut dyn FnMut(&str) -> Result<(), String>) -> Result<(), String> {
        write_out(&self.parts, &mut String::new(), &mut String::new(), each)
    }
}

fn write_out(
    parts: &[(&str, Vec<&str>)],
    head: &mut String,
    tidy: &mut String,
    each: &mut dyn FnMut(&str) -> Result<(), String>,
) -> Result<(), String> {
    let Some(((text, choices), rest)) = parts.split_first() else {
        if is_tidy(head) {
            return each(head);
        }
        tidy.clear();
        for word in head.split_whitespace() {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
        return each(tidy);
    };
    let length = head.len();
    for choice in choices {
        head.push_str(text);
        head.push_str(choice);
        write_out(rest, head, tidy, each)?;
        head.truncate(length);
    }
    Ok(())
}

/// Whether all white space is single spaces between words.
fn is_tidy(phrase: &str) -> bool {
    let mut last = b' ';
    for byte in phrase.bytes() {
        // White space outside ASCII begins with one of the high bytes.
        let suspicious = byte == b' ' && last == b' ' || !(b' '..0xC2).contains(&byte);
        if suspicious {
            return false;
        }
        last = byte;
    }
    last != b' '
}

/// Writes out the choices `{a|b}` of a phrase.
pub(super) fn expand(phrase: &str) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    Choices::of(phrase)?.for_each(&mut |plain| {
        all.push(plain.to_owned());
        Ok(())
    })?;
    Ok(all)
}

/// One word of a phrase: its hash, where it stands in the phrase, and the capitals that the text must show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) hash: u64,
    pub(super) written: &'a str,
    pub(super) case: Case,
}

impl Word<'_> {
    /// The word in the form that is hashed.
    pub(super) fn folded(&self) -> String {
        let mut folded = String::new();
        fold_into(self.written.strip_suffix('.').unwrap_or(self.written), &mut folded);
        folded
    }
}

/// Hands the words of a phrase without choices to `each`; hyphens fall away, for they match spaces too.
///
/// `tokens` is a buffer.
pub(super) fn words<'a>(
    phrase: &'a str,
    tokens: &mut Vec<Token>,
    each: &mut dyn FnMut(Word<'a>),
) -> Result<(), String> {
    if phrase.starts_with('\'') && phrase[1..].bytes().all(|byte| byte.is_ascii_lowercase()) && phrase.len() > 1 {
        // A clitic: "'re".
        each(Word { hash: hash_folded(phrase), written: phrase, case: Case::Lower });
        return Ok(());
    }
    tokens.clear();
    tokenize(phrase, 0, phrase.len(), tokens);
    for token in tokens.iter() {
        let written = &phrase[token.start as usize..token.end as usize];
        match token.kind {
            Kind::Word | Kind::Number | Kind::Possessive => {
                each(Word { hash: token.hash, written, case: token.case });
            }
            Kind::Comma => each(Word { hash: hash_folded(","), written: ",", case: Case::Lower }),
            Kind::Hyphen | Kind::Stop | Kind::Other => {}
            Kind::CloseQuote if written != "\"" => {}
            _ => return Err(format!("{written:?} cannot be matched: a phrase holds words, hyphens and apostrophes")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_written_out() {
        assert_eq!(
            expand("data locali{s|z}ation").as_deref(),
            Ok(&["data localisation".into(), "data localization".into()][..])
        );
        assert_eq!(expand("{the |}Kremlin").as_deref(), Ok(&["the Kremlin".into(), "Kremlin".into()][..]));
        for bad in ["{a|b", "a}", "{a}", "{a|{b|c}}"] {
            assert!(expand(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_keep_the_capitals_they_need() {
        let mut shown = Vec::new();
        words("multi-stakeholder US U.S. China’s", &mut Vec::new(), &mut |word| {
            assert_eq!(word.hash, hash_folded(&word.folded()));
            shown.push((word.folded(), word.case));
        })
        .unwrap();
        assert_eq!(
            shown,
            [
                ("multi".into(), Case::Lower),
                ("stakeholder".into(), Case::Lower),
                ("us".into(), Case::Upper),
                ("u.s".into(), Case::Upper),
                ("china".into(), Case::Capital),
                ("'s".into(), Case::Lower),
            ]
        );
        assert!(words("what? why", &mut Vec::new(), &mut |_| ()).is_err());
    }
}
