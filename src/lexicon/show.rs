//! What a lexicon compiled to, for people.

use std::collections::BTreeMap;

use super::compiled::{Entry, Lexicon, NodeId};
use super::vocabulary::WordId;

impl Lexicon {
    /// How many phrases (after choices and inflection) there are for each kind of entry.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for terminal in &self.terminals {
            *counts.entry(kind(terminal.entry)).or_default() += 1;
        }
        counts
    }

    /// Every phrase of actors, frames, carriers, cues and tone, folded, sorted, each once.
    pub fn terms(&self) -> Vec<String> {
        let mut terms: Vec<String> =
            self.phrases().filter(|(_, entry)| is_term(*entry)).map(|(phrase, _)| phrase).collect();
        terms.sort();
        terms.dedup();
        terms
    }

    /// Every phrase with each of its meanings, in no order that matters.
    fn phrases(&self) -> impl Iterator<Item = (String, Entry)> + '_ {
        let mut paths: Vec<(NodeId, String)> = Vec::new();
        let mut children: BTreeMap<NodeId, Vec<(WordId, NodeId)>> = BTreeMap::new();
        let mut edges: Vec<_> = self.children.iter().map(|(&(parent, word), &child)| (parent, word, child)).collect();
        edges.sort_unstable();
        for (parent, word, child) in edges {
            children.entry(parent).or_default().push((word, child));
        }
        let roots = self.info.iter().enumerate().filter_map(|(word, info)| info.node.map(|node| (word, node)));
        let mut open: Vec<(NodeId, String)> = roots.map(|(word, node)| (node, self.spellings[word].clone())).collect();
        while let Some((node, phrase)) = open.pop() {
            for (word, child) in children.get(&node).into_iter().flatten() {
                open.push((*child, format!("{phrase} {}", self.spellings[word.0 as usize])));
            }
            paths.push((node, phrase));
        }
        paths.into_iter().flat_map(|(node, phrase)| {
            let node = self.nodes[node.0 as usize];
            let terminals = &self.terminals[node.first as usize..node.last as usize];
            terminals.iter().map(move |terminal| (phrase.clone(), terminal.entry))
        })
    }
}

fn is_term(entry: Entry) -> bool {
    matches!(
        entry,
        Entry::Actor(..) | Entry::Frame(_) | Entry::Deed(..) | Entry::Carrier(_) | Entry::Cue(..) | Entry::Tone(_)
    )
}

fn kind(entry: Entry) -> &'static str {
    match entry {
        Entry::Actor(..) => "actor names",
        Entry::Guard => "guards",
        Entry::Frame(_) => "frame terms",
        Entry::Deed(..) => "deeds",
        Entry::Anaphor(_) => "anaphors",
        Entry::Carrier(_) => "carrier terms",
        Entry::Topic => "topic words",
        Entry::Cue(..) => "cues",
        Entry::Attribution(..) => "reporting words",
        Entry::Shifter(_) => "shifters",
        Entry::Tone(_) => "tone words",
        Entry::Description(_) => "descriptions",
        Entry::Class(_) => "grammar words",
    }
}
