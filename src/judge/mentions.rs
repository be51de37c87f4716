//! Actors in a sentence: those named, those supplied, and what is shown of them.

use super::refer::Context;
use super::{Mentioned, Reading, Settings};
use crate::detect::{Detected, Hit};
use crate::lexicon::{ActorKind, Entry, Lexicon, Via};
use crate::model::{ActorRef, ByteSpan, Mention, PartialDate, Score};

/// The mentions by name; short names count when the full one came before, supplied ones take the place of others.
pub(super) fn explicit(
    sentence: &Detected,
    lexicon: &Lexicon,
    settings: &Settings,
    context: &mut Context,
) -> Vec<Mentioned> {
    let mut found: Vec<Mentioned> = Vec::new();
    supplied(sentence, lexicon, context, &mut found);
    let supplied_count = found.len();
    if !settings.entities_only {
        named(sentence, lexicon, context, supplied_count, &mut found);
    }
    found.sort_by_key(|mention| (mention.first, mention.end, mention.actor));
    for mention in &found {
        if let Some(actor) = mention.known {
            context.named.insert(actor);
        }
    }
    found
}

/// Mentions by the lexicon's names that no supplied one overlaps.
fn named(sentence: &Detected, lexicon: &Lexicon, context: &Context, supplied: usize, found: &mut Vec<Mentioned>) {
    let named_in_full = |actor: u32| {
        let full = |hit: &Hit| matches!(hit.entry, Entry::Actor(known, via) if known == actor && via != Via::Ambiguous);
        sentence.hits.iter().any(full)
    };
    for hit in &sentence.hits {
        let Entry::Actor(actor, via) = hit.entry else { continue };
        let (first, end) = (hit.first as usize, hit.end as usize);
        if via == Via::Ambiguous && !context.named.contains(&actor) && !named_in_full(actor) {
            continue;
        }
        if found[..supplied].iter().any(|known| known.first < end && first < known.end) {
            continue;
        }
        if via == Via::Ambiguous && found[supplied..].iter().any(|known| known.first == first) {
            continue;
        }
        if is_branch(sentence, lexicon, actor, first) {
            continue;
        }
        found.push(Mentioned {
            actor: ActorRef(actor),
            known: Some(actor),
            speaks_for: spoken_for(lexicon, actor, context.date),
            first,
            end,
            via,
            surety: Score::ONE,
        });
    }
}

/// Whether a state's name only says which branch of a firm is meant: "Huawei *Canada*".
fn is_branch(sentence: &Detected, lexicon: &Lexicon, actor: u32, first: usize) -> bool {
    let kind = |actor: u32| lexicon.actors[actor as usize].kind;
    let is_firm = |hit: &Hit| matches!(hit.entry, Entry::Actor(firm, Via::Name) if hit.end as usize == first && kind(firm) == ActorKind::Company);
    kind(actor) == ActorKind::State && sentence.hits.iter().any(is_firm)
}

/// Mentions that came with the document.
fn supplied(sentence: &Detected, lexicon: &Lexicon, context: &Context, found: &mut Vec<Mentioned>) {
    for entity in &context.entities {
        let words = &sentence.words;
        let first = words.partition_point(|word| word.span.end <= entity.span.start);
        let end = words.partition_point(|word| word.span.start < entity.span.end);
        if first >= end {
            continue;
        }
        let same = sentence.hits.iter().find_map(|hit| match hit.entry {
            Entry::Actor(actor, via) if (hit.first as usize) < end && first < hit.end as usize => {
                Some((actor, via, hit.first as usize == first && hit.end as usize == end))
            }
            _ => None,
        });
        let demonym = same.is_some_and(|(_, via, whole)| via == Via::Demonym && whole);
        let known = lexicon
            .actors
            .get(entity.actor.0 as usize)
            .map(|_| entity.actor.0)
            .or(same.filter(|(.., whole)| *whole).map(|(actor, ..)| actor));
        found.push(Mentioned {
            actor: entity.actor,
            known,
            speaks_for: None,
            first,
            end,
            via: if demonym { Via::Demonym } else { Via::Supplied },
            surety: Score::ONE,
        });
    }
}

/// Whom an actor speaks for on a day; without a date, the one it ever spoke for, if there is only one.
fn spoken_for(lexicon: &Lexicon, actor: u32, date: Option<PartialDate>) -> Option<ActorRef> {
    let offices = &lexicon.actors[actor as usize].offices;
    let (first, rest) = offices.split_first()?;
    let Some(date) = date else {
        return rest.iter().all(|office| office.actor == first.actor).then_some(ActorRef(first.actor));
    };
    let within = |from: Option<PartialDate>, until: Option<PartialDate>| {
        from.is_none_or(|from| from.earliest() <= date.latest())
            && until.is_none_or(|until| date.earliest() <= until.latest())
    };
    offices.iter().find(|office| within(office.from, office.until)).map(|office| ActorRef(office.actor))
}

impl Reading<'_> {
    /// The mentions for output.
    pub(super) fn shown_mentions(&self) -> Vec<Mention> {
        let mut shown: Vec<Mention> = self
            .mentions
            .iter()
            .map(|mention| Mention {
                actor: mention.actor,
                speaks_for: mention.speaks_for,
                span: self.sentence.span(mention.first as u32, mention.end as u32),
                via: mention.via.as_str(),
            })
            .collect();
        shown.sort_by_key(|mention| (mention.span, mention.actor));
        shown
    }
}

/// A supplied mention with its place in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct SuppliedMention {
    pub(super) actor: ActorRef,
    pub(super) span: ByteSpan,
}
