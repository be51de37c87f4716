//! From a phrase as written to the word sequences that it matches.

use crate::token::{Case, Kind, fold_into, tokenize};

/// More choices than this in one phrase are taken for a slip.
const MAX_EXPANSIONS: usize = 2000;

/// One word of a phrase: its folded form and the capitals that the text must show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    pub(crate) folded: String,
    pub(crate) case: Case,
}

/// Writes out the choices `{a|b}` of a phrase.
pub(crate) fn expand(phrase: &str) -> Result<Vec<String>, String> {
    let mut done = vec![String::new()];
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
        done = done.iter().flat_map(|head| choices.iter().map(move |c| format!("{head}{before}{c}"))).collect();
        if done.len() > MAX_EXPANSIONS {
            return Err(format!("more than {MAX_EXPANSIONS} choices in one phrase"));
        }
        rest = &after[close + 1..];
    }
    if rest.contains('}') {
        return Err("a closing brace has no opening one".to_owned());
    }
    Ok(done.into_iter().map(|head| tidy(&format!("{head}{rest}"))).collect())
}

/// Single spaces: an empty choice leaves two.
fn tidy(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a phrase without choices; hyphens fall away, for they match spaces too.
pub(crate) fn words(phrase: &str) -> Result<Vec<Word>, String> {
    if phrase.starts_with('\'') && phrase[1..].bytes().all(|byte| byte.is_ascii_lowercase()) && phrase.len() > 1 {
        // A clitic: "'re".
        return Ok(vec![Word { folded: phrase.to_owned(), case: Case::Lower }]);
    }
    let mut tokens = Vec::new();
    tokenize(phrase, 0, phrase.len(), &mut tokens);
    let mut words = Vec::with_capacity(tokens.len());
    for token in &tokens {
        let text = &phrase[token.start as usize..token.end as usize];
        match token.kind {
            Kind::Word | Kind::Number | Kind::Possessive => words.push(word(text, token.case)),
            Kind::Comma => words.push(Word { folded: ",".to_owned(), case: Case::Lower }),
            Kind::Hyphen | Kind::Stop | Kind::Other => {}
            Kind::CloseQuote if text != "\"" => {}
            _ => return Err(format!("{text:?} cannot be matched: a phrase holds words, hyphens and apostrophes")),
        }
    }
    if words.is_empty() { Err("the phrase holds no word".to_owned()) } else { Ok(words) }
}

fn word(text: &str, case: Case) -> Word {
    let mut folded = String::new();
    fold_into(text.strip_suffix('.').unwrap_or(text), &mut folded);
    Word { folded, case }
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
        let shown: Vec<_> =
            words("multi-stakeholder US U.S. China’s").unwrap().into_iter().map(|w| (w.folded, w.case)).collect();
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
        assert!(words("what? why").is_err());
        assert!(words("-").is_err());
    }
}
