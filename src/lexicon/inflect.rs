//! English inflection: the forms of verbs and nouns.
//!
//! Regular rules are here; irregular words come from the packs.

use std::collections::BTreeMap;

/// A set of verb forms that one spelling can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Forms(u8);

impl Forms {
    /// No form of a verb.
    pub const NONE: Self = Self(0);
    /// Infinitive and present plural: "reject".
    pub const BASE: Self = Self(1);
    /// Third person singular: "rejects".
    pub const THIRD: Self = Self(2);
    /// Past: "rejected", "wrote".
    pub const PAST: Self = Self(4);
    /// Past participle: "rejected", "written".
    pub const PARTICIPLE: Self = Self(8);
    /// "rejecting".
    pub const ING: Self = Self(16);

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they share a form.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Irregular words of all packs.
#[derive(Debug, Default)]
pub(super) struct Irregulars {
    verbs: BTreeMap<String, Vec<(Forms, String)>>,
    plurals: BTreeMap<String, String>,
}

impl Irregulars {
    /// Adds an irregular form of a verb; a form may have several spellings.
    pub(super) fn add_verb(&mut self, base: &str, form: Forms, spelling: String) {
        self.verbs.entry(base.to_owned()).or_default().push((form, spelling));
    }

    /// Adds an irregular plural.
    pub(super) fn add_plural(&mut self, singular: &str, plural: &str) {
        self.plurals.insert(singular.to_owned(), plural.to_owned());
    }

    /// All forms of a verb, each spelling once, in order of spelling.
    pub(super) fn verb(&self, base: &str) -> Vec<(String, Forms)> {
        let mut forms: BTreeMap<String, Forms> = BTreeMap::new();
        let mut add = |spelling: String, form: Forms| {
            let known = forms.entry(spelling).or_default();
            *known = known.with(form);
        };
        add(base.to_owned(), Forms::BASE);
        let irregular = self.verbs.get(base).map_or(&[][..], Vec::as_slice);
        for (form, spelling) in irregular {
            add(spelling.clone(), *form);
        }
        let regular = |form: Forms| !irregular.iter().any(|(known, _)| *known == form);
        if regular(Forms::THIRD) {
            add(with_s(base), Forms::THIRD);
        }
        if regular(Forms::PAST) {
            add(with_ed(base), Forms::PAST);
        }
        if regular(Forms::PARTICIPLE) {
            // An irregular past given alone is the participle too ("said").
            let past = irregular.iter().find(|(form, _)| *form == Forms::PAST);
            add(past.map_or_else(|| with_ed(base), |(_, past)| past.clone()), Forms::PARTICIPLE);
        }
        if regular(Forms::ING) {
            add(with_ing(base), Forms::ING);
        }
        forms.into_iter().collect()
    }

    /// The plural of a noun.
    pub(super) fn plural(&self, noun: &str) -> String {
        self.plurals.get(noun).cloned().unwrap_or_else(|| with_s(noun))
    }
}

fn with_s(word: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('y') {
        Some(stem) if ends_in_consonant(stem) => format!("{stem}ies"),
        _ if hisses => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn with_ed(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if ends_in_consonant(stem) => format!("{stem}ied"),
        _ if word.ends_with('e') => format!("{word}d"),
        _ if doubles(word) => format!("{word}{}ed", last(word)),
        _ => format!("{word}ed"),
    }
}

fn with_ing(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match word.strip_suffix('e') {
        Some(stem) if !word.ends_with("ee") && !word.ends_with("oe") && !word.ends_with("ye") => format!("{stem}ing"),
        _ if doubles(word) => format!("{word}{}ing", last(word)),
        _ => format!("{word}ing"),
    }
}

fn last(word: &str) -> char {
    word.chars().last().unwrap_or_default()
}

/// Whether the last letter is doubled: one syllable that ends in one vowel and one consonant ("ban", "quit").
/// Longer words that double stand with the irregular ones.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, end] = letters[..] else { return false };
    let vowels = letters.iter().filter(|c| is_vowel(**c)).count() - usize::from(word.starts_with("qu"));
    vowels == 1
        && is_vowel(vowel)
        && (!is_vowel(before) || word.starts_with("qu"))
        && !is_vowel(end)
        && !matches!(end, 'w' | 'x' | 'y')
}

fn ends_in_consonant(stem: &str) -> bool {
    stem.chars().last().is_some_and(|c| !is_vowel(c))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs() {
        let none = Irregulars::default();
        for (base, expected) in [
            ("reject", "reject rejected rejecting rejects"),
            ("endorse", "endorse endorsed endorses endorsing"),
            ("ban", "ban banned banning bans"),
            ("deny", "denied denies deny denying"),
            ("agree", "agree agreed agreeing agrees"),
            ("tie", "tie tied ties tying"),
            ("sanction", "sanction sanctioned sanctioning sanctions"),
            ("block", "block blocked blocking blocks"),
            ("veto", "veto vetoed vetoing vetos"),
        ] {
            let forms: Vec<String> = none.verb(base).into_iter().map(|(form, _)| form).collect();
            assert_eq!(forms.join(" "), expected);
        }
    }

    #[test]
    fn irregular_forms_take_the_place_of_regular_ones() {
        let mut words = Irregulars::default();
        words.add_verb("say", Forms::PAST, "said".to_owned());
        words.add_plural("man", "men");
        let said = words.verb("say").into_iter().find(|(form, _)| form == "said").unwrap();
        assert_eq!(said.1, Forms::PAST.with(Forms::PARTICIPLE));
        assert_eq!(words.plural("man"), "men");
        assert_eq!(words.plural("ally"), "allies");
    }
}
