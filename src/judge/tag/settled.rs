//! Tags that phrases settle before any word is looked at: names, grammar words of several words, negators.

use super::Tag;
use crate::detect::{Detected, Hit};
use crate::judge::Mentioned;
use crate::lexicon::{Classes, Entry, Lexicon, Part, ShifterKind, Via};
use crate::token::{Case, Kind};

/// Verbs written with a hyphen ("co-sponsored"): first word and the one that is inflected.
pub(super) fn hyphenated_verbs(sentence: &Detected) -> Vec<(usize, usize)> {
    let verbs = sentence.hits.iter().filter(|hit| match hit.entry {
        Entry::Cue(_, Part::Verb(_)) | Entry::Deed(..) => true,
        Entry::Attribution(_, forms) => !forms.is_empty(),
        _ => false,
    });
    let mut found: Vec<(usize, usize)> = verbs
        .map(|hit| hit.first as usize)
        .filter(|&first| {
            sentence.words.get(first + 1).is_some_and(|next| next.kind == Kind::Hyphen)
                && first + 2 < sentence.words.len()
        })
        .map(|first| (first, first + 2))
        .collect();
    found.dedup();
    found
}

/// A supplied mention with a capital is one name, whatever its words and stops look like: "U. S.", "Ms. de Lima".
pub(super) fn mark_supplied(sentence: &Detected, supplied: &[Mentioned], tags: &mut [Tag], fixed: &mut [bool]) {
    for mention in supplied.iter().filter(|mention| mention.via == Via::Supplied) {
        let words = &sentence.words[mention.first..mention.end];
        if words.iter().any(|word| word.case != Case::Lower) && words[0].kind == Kind::Word {
            let article = usize::from(words.len() > 1 && words[0].classes.has(Classes::DETERMINER));
            tags[mention.first] = Tag::Determiner;
            tags[mention.first + article..mention.end].fill(Tag::Name);
            fixed[mention.first..mention.end].fill(true);
        }
    }
}

/// Tags that phrases of the lexicon settle: names, grammar words of several words, negators.
pub(super) fn mark_phrases(sentence: &Detected, lexicon: &Lexicon, tags: &mut [Tag], fixed: &mut [bool]) {
    for hit in &sentence.hits {
        let tag = match hit.entry {
            Entry::Actor(_, Via::Demonym) => Tag::Demonym,
            Entry::Actor(..) | Entry::Frame(_) | Entry::Carrier(_) | Entry::Guard => Tag::Name,
            Entry::Shifter(number) if lexicon.shifters[number as usize].kind == ShifterKind::Negator => Tag::Negator,
            Entry::Shifter(number)
                if hit.len() > 1 && lexicon.shifters[number as usize].kind == ShifterKind::Conditional =>
            {
                Tag::Subordinator
            }
            Entry::Shifter(number) if hit.len() > 1 && is_adverbial(lexicon.shifters[number as usize].kind) => {
                Tag::Adverb
            }
            Entry::Class(class) if hit.len() > 1 => match closed(class) {
                Some(tag) => tag,
                None if class.has(Classes::RELATIVE) && !opens_with_preposition(hit, sentence) => Tag::Relative,
                None => continue,
            },
            Entry::Cue(_, Part::Adjective) if hit.len() > 1 => Tag::Adjective,
            _ => continue,
        };
        let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO).with(Classes::MODAL);
        let contraction =
            tag == Tag::Negator && hit.len() == 1 && sentence.words[hit.first as usize].classes.has(auxiliary);
        if fixed[hit.first as usize] || contraction {
            continue;
        }
        let whole = tag == Tag::Name;
        for at in hit.first..hit.end {
            tags[at as usize] = if at == hit.first || whole { tag } else { Tag::Inside };
            fixed[at as usize] = true;
        }
    }
}

/// "by which", unlike "both of which": the noun that is taken up is not the subject of what follows.
fn opens_with_preposition(hit: &Hit, sentence: &Detected) -> bool {
    sentence.words[hit.first as usize].classes.has(Classes::PREPOSITION.with(Classes::TO))
}

/// Shifters of several words that stand like adverbs: "not only", "to some extent".
fn is_adverbial(kind: ShifterKind) -> bool {
    matches!(kind, ShifterKind::Amplifier | ShifterKind::Downtoner | ShifterKind::Adversative)
}

/// The tag of a closed class that leaves no choice.
fn closed(class: Classes) -> Option<Tag> {
    let table = [
        (Classes::PREPOSITION, Tag::Preposition),
        (Classes::SUBORDINATOR, Tag::Subordinator),
        (Classes::COORDINATOR, Tag::Coordinator),
        (Classes::ADVERB, Tag::Adverb),
        (Classes::REPRESENTATIVE, Tag::Noun),
        (Classes::PRIVATE, Tag::Noun),
        (Classes::NOUN, Tag::Noun),
        (Classes::ADJECTIVE, Tag::Adjective),
        (Classes::DETERMINER, Tag::Determiner),
        (Classes::COMPLEMENTIZER, Tag::Complementizer),
        (Classes::MODAL, Tag::Modal),
    ];
    table.into_iter().find(|(known, _)| class.has(*known)).map(|(_, tag)| tag)
}
