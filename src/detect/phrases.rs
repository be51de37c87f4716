//! Phrases among words: the longest match of each layer.

use super::{Hit, Word};
use crate::lexicon::{Classes, Entry, Lexicon, NodeId, Part, Terminal, Via};
use crate::token::{Case, Kind};

/// Layers of entries; the longest match wins within a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    /// Actors, frames, carriers and guards; nothing else is found strictly inside one.
    Name,
    /// Cues and deeds.
    Cue,
    /// Reporting words.
    Attribution,
    /// Shifters.
    Shifter,
    /// Grammar words of several words.
    Class,
    /// Tone.
    Tone,
    /// Words that point back, and topic words: every match counts.
    Pointer,
}

fn layer(entry: Entry) -> Layer {
    match entry {
        Entry::Actor(..) | Entry::Guard | Entry::Frame(_) | Entry::Carrier(_) => Layer::Name,
        Entry::Cue(..) | Entry::Deed(..) => Layer::Cue,
        Entry::Attribution(..) => Layer::Attribution,
        Entry::Shifter(_) => Layer::Shifter,
        Entry::Class(_) => Layer::Class,
        Entry::Tone(_) => Layer::Tone,
        Entry::Anaphor(_) | Entry::Description(_) | Entry::Topic => Layer::Pointer,
    }
}

/// A match before the longest are chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    layer: Layer,
    /// Layer, then place, then length from the longest on.
    order: u64,
    hit: Hit,
}

impl Found {
    fn new(hit: Hit) -> Self {
        let layer = layer(hit.entry);
        Self { layer, order: (layer as u64) << 56 | place(&hit), hit }
    }
}

/// First word, then length from the longest on.
fn place(hit: &Hit) -> u64 {
    u64::from(hit.first) << 24 | u64::from(0xFF_FFFF - hit.end.min(0xFF_FFFF))
}

/// Fills `hits` with the phrases among `words`, sorted by first word, longer ones first.
pub(super) fn find(words: &[Word], lexicon: &Lexicon, found: &mut Vec<Found>, hits: &mut Vec<Hit>) {
    found.clear();
    hits.clear();
    let shouted = is_shouted(words);
    for (first, word) in words.iter().enumerate() {
        if let Some(node) = word.node {
            follow(words, lexicon, first, node, shouted, found);
            if word.parts {
                parted(words, lexicon, first, node, found);
            }
        }
    }
    found.sort_unstable_by(|one, other| one.order.cmp(&other.order).then_with(|| one.hit.entry.cmp(&other.hit.entry)));
    choose(found, hits);
    hits.sort_unstable_by(|one, other| place(one).cmp(&place(other)).then_with(|| one.entry.cmp(&other.entry)));
}

/// Whether the sentence stands in capitals, so that capitals tell nothing.
fn is_shouted(words: &[Word]) -> bool {
    let mut letters = words.iter().filter(|word| word.kind == Kind::Word);
    let capitals =
        |word: &Word| word.case == Case::Upper || word.case == Case::Capital && word.span.end - word.span.start == 1;
    letters.clone().all(capitals) && letters.nth(3).is_some()
}

/// Walks down the tree from the word `first` and notes every phrase that ends on the way.
fn follow(words: &[Word], lexicon: &Lexicon, first: usize, root: NodeId, shouted: bool, found: &mut Vec<Found>) {
    let mut node = root;
    let mut at = first + 1;
    let mut passed = 0;
    loop {
        let here = lexicon.nodes[node.0 as usize];
        for terminal in &lexicon.terminals[here.first as usize..here.last as usize] {
            let closed = passed == 0 || allows_determiners(terminal);
            if closed && shows_capitals(&words[first..at], terminal, shouted) {
                found.push(Found::new(Hit { first: first as u32, end: at as u32, entry: terminal.entry }));
            }
        }
        if here.next.is_empty() {
            return;
        }
        // A hyphen or another mark between two words, or the stop of an abbreviation, may stand where the phrase has a space.
        let skipped = words.get(at).is_some_and(|word| {
            matches!(word.kind, Kind::Hyphen | Kind::Other | Kind::CloseQuote) || is_inner_stop(words, at)
        });
        let mut next = at + usize::from(skipped);
        node = loop {
            let Some(word) = words.get(next) else { return };
            if let Some(child) = lexicon.child(node, word.id) {
                break child;
            }
            if passed == PASSED || !is_determiner(word) {
                return;
            }
            next += 1;
            passed += 1;
        };
        at = next + 1;
    }
}

/// Determiners and numbers passed over within one phrase at most.
const PASSED: usize = 3;

/// "ban on *another 43* apps", "control over *the* internet": words that change nothing in what a phrase means.
fn is_determiner(word: &Word) -> bool {
    word.kind == Kind::Number || word.classes.has(Classes::DETERMINER) && !word.classes.has(Classes::PRONOUN)
}

fn allows_determiners(terminal: &Terminal) -> bool {
    terminal.capitals.is_none()
        && matches!(terminal.entry, Entry::Frame(_) | Entry::Carrier(_) | Entry::Deed(..) | Entry::Cue(..))
}

/// How far a particle can stand behind its verb, in words.
const PARTICLE_REACH: usize = 8;

/// Verbs parted from their particle by the object: "shut *the gear* out of". The hit covers the verb alone.
fn parted(words: &[Word], lexicon: &Lexicon, first: usize, root: NodeId, found: &mut Vec<Found>) {
    for at in first + 2..(first + 2 + PARTICLE_REACH).min(words.len()) {
        if words[at - 1].kind != Kind::Word && !matches!(words[at - 1].kind, Kind::Possessive | Kind::Hyphen) {
            return;
        }
        if !words[at].classes.has(Classes::PARTICLE) {
            continue;
        }
        let Some(mut node) = lexicon.child(root, words[at].id) else { continue };
        let mut next = at + 1;
        let mut longest = None;
        loop {
            let here = lexicon.nodes[node.0 as usize];
            let terminals = &lexicon.terminals[here.first as usize..here.last as usize];
            if terminals.iter().any(|terminal| is_verb(terminal.entry)) {
                longest = Some(terminals);
            }
            let Some(child) = words.get(next).and_then(|word| lexicon.child(node, word.id)) else { break };
            node = child;
            next += 1;
        }
        let verbs = longest.into_iter().flatten().filter(|terminal| is_verb(terminal.entry));
        let hits: Vec<Found> = verbs
            .map(|terminal| Found::new(Hit { first: first as u32, end: first as u32 + 1, entry: terminal.entry }))
            .collect();
        if !hits.is_empty() {
            // The verb alone means something else.
            found.retain(|known| known.hit.first != first as u32 || known.layer != Layer::Cue);
            found.extend(hits);
            return;
        }
    }
}

fn is_verb(entry: Entry) -> bool {
    matches!(entry, Entry::Cue(_, Part::Verb(_)))
}

fn is_inner_stop(words: &[Word], at: usize) -> bool {
    words[at].kind == Kind::Stop
        && words[at].span.end - words[at].span.start == 1
        && at + 1 < words.len()
        && words[at - 1].case != Case::Lower
}

/// Whether the words show the capitals that the phrase asks for.
fn shows_capitals(words: &[Word], terminal: &Terminal, shouted: bool) -> bool {
    if terminal.capitals.is_none() {
        return true;
    }
    let letters =
        words.iter().filter(|word| !matches!(word.kind, Kind::Hyphen | Kind::Stop | Kind::Other | Kind::CloseQuote));
    letters.zip(terminal.capitals.iter()).all(|(word, need)| match need {
        Case::Lower => true,
        Case::Capital => word.case != Case::Lower,
        // In a shouted sentence "US" may be "us"; a longer acronym is safe.
        Case::Upper => word.case == Case::Upper && (!shouted || word.span.end - word.span.start > 2),
    })
}

/// Keeps, layer by layer, the leftmost longest matches; what lies inside a name is dropped.
fn choose(found: &[Found], hits: &mut Vec<Hit>) {
    let mut taken_to = 0;
    let mut last = (Layer::Name, 0, 0);
    for &Found { layer, hit, .. } in found {
        if layer != last.0 {
            taken_to = 0;
        }
        let same = last == (layer, hit.first, hit.end);
        if layer == Layer::Pointer || same || hit.first >= taken_to {
            last = (layer, hit.first, hit.end);
            taken_to = taken_to.max(hit.end);
            hits.push(hit);
        }
    }
    drop_hidden(hits);
}

/// Drops what lies inside a name. Names come first, for theirs is the first layer.
fn drop_hidden(hits: &mut Vec<Hit>) {
    let names = hits.iter().take_while(|hit| layer_of_name(hit)).count();
    let mut kept = names;
    for at in names..hits.len() {
        if !hits[..names].iter().any(|name| hides(name, &hits[at])) {
            hits[kept] = hits[at];
            kept += 1;
        }
    }
    hits.truncate(kept);
}

fn layer_of_name(hit: &Hit) -> bool {
    layer(hit.entry) == Layer::Name
}

/// Whether a name hides another hit inside it. A demonym is a word like others and hides nothing longer.
fn hides(name: &Hit, hit: &Hit) -> bool {
    let inside = name.first <= hit.first && hit.end <= name.end;
    let pointer = matches!(hit.entry, Entry::Topic);
    let demonym = matches!(name.entry, Entry::Actor(_, Via::Demonym));
    inside && !pointer && !demonym
}
