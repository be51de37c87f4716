//! Groups of copies and their leaders.

use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::key::Key;
use super::minhash::{BANDS, Signature};
use super::words::Fingerprint;
use super::{Method, Options};

/// What was collected of all documents.
#[derive(Debug, Default)]
pub struct Collected {
    texts: FxHashMap<u64, Text>,
}

/// A text that one or more documents have.
#[derive(Debug)]
struct Text {
    leader: Key,
    documents: u64,
    signature: Option<Box<Signature>>,
}

impl Collected {
    /// Adds a document.
    pub fn add(&mut self, fingerprint: Fingerprint, key: Key) {
        if fingerprint.text == 0 {
            return;
        }
        self.put(fingerprint.text, Text { leader: key, documents: 1, signature: fingerprint.signature.map(Box::new) });
    }

    /// Adds what was collected elsewhere.
    pub fn merge(&mut self, other: Self) {
        if self.texts.is_empty() {
            *self = other;
            return;
        }
        #[allow(clippy::iter_over_hash_type, reason = "adding up does not depend on the order")]
        for (text, one) in other.texts {
            self.put(text, one);
        }
    }

    fn put(&mut self, text: u64, one: Text) {
        match self.texts.entry(text) {
            Entry::Vacant(place) => {
                place.insert(one);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.leader = known.leader.min(one.leader);
                known.documents += one.documents;
            }
        }
    }
}

/// What a document is among its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It has none.
    Single,
    /// It counts for all of them; so many others are set aside.
    Leader(u64),
    /// It is set aside.
    Copy,
}

/// The groups of two or more copies.
#[derive(Debug, Default)]
pub struct Copies {
    /// The group of each text in one: the text with the least hash names it.
    group_of: FxHashMap<u64, u64>,
    groups: FxHashMap<u64, Group>,
    /// Groups whose leader was met: of several equal documents the first met leads.
    met: Mutex<FxHashSet<u64>>,
}

#[derive(Clone, Copy, Debug)]
struct Group {
    leader: Key,
    documents: u64,
}

impl Copies {
    /// Puts copies together.
    pub fn new(mut collected: Collected, options: Options) -> Self {
        if options.method != Method::Near {
            // Nothing but equal texts are put together, so that those which stand alone can go.
            collected.texts.retain(|_, text| text.documents > 1);
        }
        let mut texts: Vec<(u64, Text)> = collected.texts.into_iter().collect();
        texts.sort_unstable_by_key(|(text, _)| *text);
        let roots = match options.method {
            Method::Near => near(&texts, options.threshold),
            Method::Exact | Method::Off => (0..texts.len()).collect(),
        };
        let mut groups: FxHashMap<u64, Group> = FxHashMap::default();
        for ((_, text), root) in texts.iter().zip(&roots) {
            let group = groups.entry(texts[*root].0).or_insert(Group { leader: text.leader, documents: 0 });
            group.leader = group.leader.min(text.leader);
            group.documents += text.documents;
        }
        groups.retain(|_, group| group.documents > 1);
        let named = texts.iter().zip(&roots).map(|((text, _), root)| (*text, texts[*root].0));
        let group_of = named.filter(|(_, root)| groups.contains_key(root)).collect();
        Self { group_of, groups, met: Mutex::default() }
    }

    /// Whether no document has a copy.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// What a document is. The leader is so only once.
    pub fn role(&self, fingerprint: &Fingerprint, key: impl FnOnce() -> Key) -> Role {
        let name = self.name(fingerprint.text);
        let Some(group) = self.groups.get(&name) else { return Role::Single };
        let leads = key() == group.leader && self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        if leads { Role::Leader(group.documents - 1) } else { Role::Copy }
    }

    /// Notes that the leader of a text's group was met, in another run.
    pub fn meet(&self, text: u64) {
        let name = self.name(text);
        if self.groups.contains_key(&name) {
            self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        }
    }

    /// The name of the group that a text is in, or its own: the same for all copies.
    pub fn name(&self, text: u64) -> u64 {
        self.group_of.get(&text).copied().unwrap_or(text)
    }
}

/// For each text the least of its group: the texts that near copies, and near copies of those, link together.
fn near(texts: &[(u64, Text)], threshold: u8) -> Vec<usize> {
    let mut links = Links::new(texts.len());
    let signed = || texts.iter().enumerate().filter_map(|(at, (_, text))| Some((at, text.signature.as_deref()?)));
    for band in 0..BANDS {
        let mut buckets: Vec<(u64, usize)> = signed().map(|(at, signature)| (signature.band(band), at)).collect();
        buckets.sort_unstable();
        for bucket in buckets.chunk_by(|one, other| one.0 == other.0) {
            for (place, &(_, one)) in bucket.iter().enumerate() {
                // In a crowded bucket each text is compared with those next to it, so that the work stays in proportion.
                for &(_, other) in bucket[place + 1..].iter().take(CROWD) {
                    let pair = texts[one].1.signature.as_deref().zip(texts[other].1.signature.as_deref());
                    if pair.is_some_and(|(one, other)| one.is_near(other, threshold)) {
                        links.join(one, other);
                    }
                }
            }
        }
    }
    (0..texts.len()).map(|at| links.root(at)).collect()
}

/// Texts in a bucket with which each is compared.
const CROWD: usize = 64;

/// Sets that grow together; the least member names each.
struct Links(Vec<usize>);

impl Links {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    fn document(id: &str, date: &str, text: &str) -> Document {
        let date = date.parse().ok();
        Document { id: id.to_owned(), date, text: text.to_owned(), ..Document::default() }
    }

    /// The role of each document, in the order given.
    fn roles(documents: &[Document], method: Method, threshold: u8) -> Vec<Role> {
        let read = |document: &Document| (Fingerprint::new(&document.text, method == Method::Near), Key::new(document));
        let mut collected = [Collected::default(), Collected::default()];
        for (at, document) in documents.iter().enumerate() {
            let (fingerprint, key) = read(document);
            collected[at % 2].add(fingerprint, key);
        }
        let [mut all, rest] = collected;
        all.merge(rest);
        let copies = Copies::new(all, Options { method, threshold });
        documents
            .iter()
            .map(|document| {
                let (fingerprint, key) = read(document);
                copies.role(&fingerprint, || key)
            })
            .collect()
    }

    #[test]
    fn the_earliest_copy_leads_whatever_the_order() {
        let mut documents = vec![
            document("late", "2020-05-02", "India rejected the plan."),
            document("early", "2020-05-01", "INDIA rejected the plan"),
            document("vague", "2020", "India rejected the plan."),
            document("undated", "", "India rejected the plan!"),
            document("other", "2020-05-01", "India backed the plan."),
            document("empty", "2020-05-01", ""),
            document("empty too", "2020-05-01", " "),
        ];
        let wanted = [Role::Copy, Role::Leader(3), Role::Copy, Role::Copy, Role::Single, Role::Single, Role::Single];
        assert_eq!(roles(&documents, Method::Exact, 80), wanted);
        documents.reverse();
        let turned: Vec<Role> = wanted.into_iter().rev().collect();
        assert_eq!(roles(&documents, Method::Exact, 80), turned);
    }

    #[test]
    fn of_equal_documents_one_leads() {
        let documents = vec![document("a", "2020", "One two."); 3];
        assert_eq!(roles(&documents, Method::Exact, 80), [Role::Leader(2), Role::Copy, Role::Copy]);
    }

    #[test]
    fn near_copies_are_found_and_others_are_not() {
        let long: Vec<String> = (0..200).map(|word| format!("word{word}")).collect();
        let mut edited = long.clone();
        edited[100] = "another".to_owned();
        edited.truncate(190);
        let other: Vec<String> = (150..350).map(|word| format!("word{word}")).collect();
        let documents = [
            document("a", "2020-01-02", &long.join(" ")),
            document("b", "2020-01-01", &edited.join(" ")),
            document("c", "2020-01-03", &other.join(" ")),
        ];
        assert_eq!(roles(&documents, Method::Near, 80), [Role::Copy, Role::Leader(1), Role::Single]);
        assert_eq!(roles(&documents, Method::Near, 100), [Role::Single; 3]);
        assert_eq!(roles(&documents, Method::Exact, 80), [Role::Single; 3]);
    }
}
