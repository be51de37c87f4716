//! The tree of phrases while it is built.

use rustc_hash::FxHashMap;

use super::compiled::{Lexicon, Node, NodeId, Terminal};
use super::vocabulary::{WordId, WordMask};

/// All phrases of all packs as one tree of words.
///
/// Choices and inflection make hundreds of thousands of phrases of some ten thousand written ones, so a phrase costs
/// no allocation here, and the beginning that it shares with the one before is not looked up again.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Root by number of the first word.
    roots: Vec<Option<NodeId>>,
    children: FxHashMap<(NodeId, WordId), NodeId>,
    /// The words that lead on, by node.
    next: Vec<WordMask>,
    terminals: Vec<(NodeId, Terminal)>,
    /// The phrase added last, with the nodes that it leads through.
    last: Vec<(WordId, NodeId)>,
}

impl Tree {
    /// Adds a meaning of a phrase and gives the node that it ends in.
    pub(super) fn insert(&mut self, words: impl Iterator<Item = WordId> + Clone, terminal: Terminal) -> Option<NodeId> {
        let shared = self.last.iter().zip(words.clone()).take_while(|((known, _), word)| known == word).count();
        self.last.truncate(shared);
        for word in words.skip(shared) {
            let node = match self.last.last() {
                Some(&(_, parent)) => self.child(parent, word),
                None => self.root(word),
            };
            self.last.push((word, node));
        }
        let (_, node) = *self.last.last()?;
        self.terminals.push((node, terminal));
        Some(node)
    }

    fn root(&mut self, word: WordId) -> NodeId {
        let new = NodeId(self.next.len() as u32);
        let place = word.0 as usize;
        if place >= self.roots.len() {
            self.roots.resize(place + 1, None);
        }
        *self.roots[place].get_or_insert_with(|| {
            self.next.push(WordMask::default());
            new
        })
    }

    fn child(&mut self, parent: NodeId, word: WordId) -> NodeId {
        let new = NodeId(self.next.len() as u32);
        let child = *self.children.entry((parent, word)).or_insert(new);
        if child == new {
            self.next.push(WordMask::default());
            self.next[parent.0 as usize].insert(word);
        }
        child
    }

    /// Puts the tree into the lexicon; each meaning of a phrase once.
    pub(super) fn store(mut self, lexicon: &mut Lexicon) {
        // Nodes are numbered as they come, so most terminals are in order already.
        self.terminals.sort();
        self.terminals.dedup();
        for (info, root) in lexicon.info.iter_mut().zip(self.roots) {
            info.node = root;
        }
        let mut first = 0;
        for (number, next) in self.next.into_iter().enumerate() {
            let here = self.terminals[first..].iter().take_while(|(node, _)| node.0 as usize == number).count();
            let last = first + here;
            lexicon.nodes.push(Node { first: first as u32, last: last as u32, next });
            first = last;
        }
        lexicon.terminals = self.terminals.into_iter().map(|(_, terminal)| terminal).collect();
        self.children.shrink_to_fit();
        lexicon.children = self.children;
    }
}
