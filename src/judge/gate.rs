//! Which sentences are worth the grammar: most are not, and that is where the speed comes from.

use super::{Context, Mentioned};
use crate::detect::Detected;
use crate::lexicon::{ActorKind, Classes, Entry, Lexicon, ShifterKind, Signals};

/// Whether a sentence has nothing for any rule, as its words alone tell: no actor can be named or meant in it, and no
/// frame, carrier or act that the next sentences could go back to.
///
/// This is so of most sentences, and no phrase is looked for in them. What [`Judge::read`](super::Judge::read) would
/// find is nothing, and what it would remember [`Context::pass_by`] does.
pub fn says_nothing(signals: Signals, context: &Context, lexicon: &Lexicon) -> bool {
    !signals.has(Signals::NAME.with(Signals::MATTER))
        && !(signals.has(Signals::SHORT_NAME) && !context.named.is_empty())
        && !(signals.has(Signals::ANAPHOR) && context.has_frames())
        && !(signals.has(Signals::ACT) && context.last_act.is_some())
        && !context.resolves(signals, lexicon)
}

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

/// Whether no actor is named and none can be meant, so that nobody holds what the sentence is about; and whether what
/// that is can be told without grammar, as it can for names of frames and carriers.
pub(super) fn nobody_is_meant(
    sentence: &Detected,
    mentions: &[Mentioned],
    context: &Context,
    lexicon: &Lexicon,
) -> bool {
    let signals = sentence.signals;
    if !mentions.is_empty() || context.resolves(signals, lexicon) {
        return false;
    }
    let has = |wanted: fn(Entry) -> bool| sentence.hits.iter().any(|hit| wanted(hit.entry));
    let frames = context.has_frames() || has(|entry| matches!(entry, Entry::Frame(_)));
    !(has(|entry| matches!(entry, Entry::Deed(..)))
        || frames && has(|entry| matches!(entry, Entry::Anaphor(_)))
        || signals.has(Signals::ACT) && context.last_act.is_some())
}
