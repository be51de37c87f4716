//! Which script letters are of: enough to tell texts in other letters, and words that are not what they look like.

/// Whether a letter is of the Latin script, full-width forms included.
pub fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter,
            '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{24F}' | '\u{250}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}' | '\u{FB00}'..='\u{FB06}'
            | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}

/// Whether a letter is of a script with letters that look like Latin ones: Greek or Cyrillic.
fn looks_latin(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{52F}') && letter.is_alphabetic()
}

/// The first word of a text that mixes Latin letters with Greek or Cyrillic ones, as in "Huаwei" with a Cyrillic "а".
///
/// Such a word matches no phrase: to take it for what it looks like would be a guess.
pub fn mixed_word(text: &str) -> Option<&str> {
    // The first bytes of Greek and Cyrillic letters in UTF-8: most texts hold none, and this is fast.
    if !text.bytes().any(|byte| (0xCD..=0xD4).contains(&byte)) {
        return None;
    }
    text.split(|letter: char| !letter.is_alphabetic())
        .find(|word| word.chars().any(looks_latin) && word.chars().filter(|letter| is_latin(*letter)).count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_scripts_are_found_and_others_are_not() {
        assert_eq!(mixed_word("Then Hu\u{430}wei came."), Some("Hu\u{430}wei"));
        assert_eq!(mixed_word("R\u{3bf}ssi\u{430}"), Some("R\u{3bf}ssi\u{430}"));
        for text in ["Huawei", "Россия и Huawei", "the Δt of 5 µm", "α-helix", "Zürich, Łódź", "中国 and India", ""]
        {
            assert_eq!(mixed_word(text), None, "{text}");
        }
        assert!("aZéßŁĄếＡ".chars().all(is_latin) && !"жω中ا".chars().any(is_latin));
    }
}
