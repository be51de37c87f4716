//! Which sentences are worth the grammar: most are not, and that is where the speed comes from.

use super::{Context, Mentioned};
use crate::detect::Detected;
use crate::lexicon::{ActorKind, Classes, Entry, Lexicon, ShifterKind, Signals};

/// Whether anybody can hold anything here: an object and a holder are needed, named or referred to.
///
/// Most sentences with an actor have neither; for them no grammar is worked out.
pub(super) fn can_hold_opinions(
    sentence: &Detected,
    mentions: &[Mentioned],
    context: &Context,
    lexicon: &Lexicon,
) -> bool {
    // A bloc that carries a pole needs no second actor: its work is its own.
    let bloc =
        |actor: u32| lexicon.actors[actor as usize].kind == ActorKind::Bloc && lexicon.carrier_of(actor).is_some();
    let carries = mentions.iter().filter_map(|mention| mention.known).any(bloc);
    // "The treaty" is an object only where a frame was named before.
    let pointed = |entry: Entry| matches!(entry, Entry::Anaphor(_)) && context.has_frames();
    let object = |entry: Entry| matches!(entry, Entry::Deed(..) | Entry::Frame(_)) || pointed(entry);
    let several = mentions.iter().any(|mention| mention.actor != mentions[0].actor);
    let refers = sentence.signals.has(Signals::REFERENCE) && (context.can_refer() || !mentions.is_empty());
    let mut entries = sentence.hits.iter().map(|hit| hit.entry);
    let carrier = entries.clone().any(|entry| matches!(entry, Entry::Carrier(_)));
    let others = several || refers || carries || carrier || context.last_carrier.is_some();
    let sides = Classes::JUDGING.with(Classes::AGAINST);
    let obliges = |entry: Entry| matches!(entry, Entry::Shifter(number) if lexicon.shifters[number as usize].kind == ShifterKind::Obligation);
    let reports = || sentence.hits.iter().any(|hit| matches!(hit.entry, Entry::Attribution(..)));
    // "said that they must leave": no cue is needed for this.
    let tells = several && entries.clone().any(obliges) && reports();
    entries.clone().any(object)
        || tells
        || others && entries.any(|entry| matches!(entry, Entry::Cue(..)))
        || (several || carrier) && sentence.words.iter().any(|word| word.classes.has(sides))
}
