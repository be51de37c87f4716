//! A tally as bytes.

use std::cmp::Reverse;

use super::cells::{Cell, CellKey, ObjectKey};
use super::clusters::Clusters;
use super::corpus::Corpus;
use super::evidence::{Evidence, Strongest};
use super::set_aside::SetAside;
use super::step::Step;
use super::tally::{ActorTally, Group, Relation, Tally};
use super::wire::{Writer, checksum};
use crate::model::PartialDate;

/// A tally as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// Everything but the evidence, and for each piece of it what decides whether it is kept.
    pub sums: Vec<u8>,
    /// The pieces of evidence one after the other. Merging looks up those that it keeps, which are few of many parts.
    pub evidence: Vec<u8>,
}

impl Tally {
    /// The tally as bytes that [`Tally::merge_encoded`] adds to another. Equal tallies give equal bytes.
    pub fn encode(&self) -> Encoded {
        let mut out = Writer::default();
        corpus(&mut out, &self.corpus);
        out.count(self.actors.len() as u64);
        for (id, actor) in &self.actors {
            out.name(id);
            actor_tally(&mut out, actor);
        }
        let pairs = self.relations.iter().flat_map(|(holder, objects)| objects.iter().map(move |pair| (holder, pair)));
        out.count(pairs.clone().count() as u64);
        for (holder, (object, steps)) in pairs {
            out.name(holder);
            out.name(object);
            out.count(steps.len() as u64);
            for (at, sums) in steps {
                step(&mut out, *at);
                relation(&mut out, &sums.get());
            }
        }
        set_aside(&mut out, &self.set_aside);
        Encoded { sums: out.bytes, evidence: out.evidence }
    }
}

fn set_aside<'a>(out: &mut Writer<'a>, set_aside: &'a SetAside) {
    out.count(set_aside.documents);
    out.count(set_aside.groups);
    out.count(set_aside.across_parts);
    out.count(set_aside.leaders.len() as u64);
    for (Reverse(copies), document) in &set_aside.leaders {
        out.count(*copies);
        out.text(document);
    }
    out.count(set_aside.actors.len() as u64);
    for (id, sums) in &set_aside.actors {
        out.name(id);
        group(out, sums);
    }
}

fn corpus<'a>(out: &mut Writer<'a>, corpus: &'a Corpus) {
    out.counts([corpus.documents, corpus.sentences, corpus.split_sentences, corpus.undated]);
    out.counts([corpus.mentions, corpus.mentions_without_opinion]);
    date(out, corpus.first_date);
    date(out, corpus.last_date);
    out.count(corpus.steps.len() as u64);
    for (at, documents) in &corpus.steps {
        out.signed(i128::from(at.number()));
        out.count(*documents);
    }
    out.count(corpus.skipped.len() as u64);
    for (reason, skipped) in &corpus.skipped {
        out.name(reason);
        out.count(skipped.count);
        out.count(skipped.examples.len() as u64);
        skipped.examples.iter().for_each(|example| out.text(example));
    }
}

fn actor_tally<'a>(out: &mut Writer<'a>, actor: &'a ActorTally) {
    out.name(&actor.name);
    out.name(&actor.kind);
    out.counts([actor.mentions, actor.sentences, actor.documents]);
    out.count(actor.cells.len() as u64);
    for (key, cell) in &actor.cells {
        cell_key(out, key);
        cell_sums(out, cell);
    }
    out.count(actor.frames.len() as u64);
    for (frame, counts) in &actor.frames {
        out.name(frame);
        out.count(counts.favor);
        out.count(counts.against);
    }
    strongest(out, &actor.favor);
    strongest(out, &actor.against);
    out.count(actor.years.len() as u64);
    for (year, sides) in &actor.years {
        out.signed(i128::from(*year));
        strongest(out, &sides.favor);
        strongest(out, &sides.against);
    }
    strongest(out, &actor.drawn);
}

fn cell_key<'a>(out: &mut Writer<'a>, key: &'a CellKey) {
    step(out, key.step);
    out.count(u64::from(key.source.is_some()));
    if let Some(source) = &key.source {
        out.name(source);
    }
}

pub(super) fn group(out: &mut Writer, group: &Group) {
    let Group { stance, sentiment } = group;
    clusters(out, &stance.clusters);
    out.counts([stance.opinions, stance.favor, stance.against, stance.mixed]);
    clusters(out, &sentiment.clusters);
    out.counts([sentiment.positive, sentiment.neutral, sentiment.negative]);
}

fn cell_sums<'a>(out: &mut Writer<'a>, cell: &'a Cell) {
    let whole = cell.group.get();
    group(out, &whole);
    out.count(cell.objects.len() as u64);
    for (key, sums) in &cell.objects {
        // Most cells are of one document about one object, whose sums are those of the cell.
        let sums = sums.get();
        let is_whole = sums == whole.stance.clusters;
        let (kind, id) = match key {
            ObjectKey::Frame(id) => (0, id),
            ObjectKey::Actor(id) => (1, id),
        };
        out.count(kind + 2 * u64::from(is_whole));
        out.name(id);
        if !is_whole {
            clusters(out, &sums);
        }
    }
}

pub(super) fn relation(out: &mut Writer, relation: &Relation) {
    out.count(relation.positive);
    out.count(relation.negative);
    clusters(out, &relation.clusters);
}

/// Without documents there is nothing else; of one document all other sums follow from n, s and the squares, and of
/// one sentence the squares too.
pub(super) fn clusters(out: &mut Writer, sums: &Clusters) {
    out.count(sums.documents);
    match Clusters::of_one(sums.sentences, sums.sum, sums.squares) {
        _ if sums.documents == 0 => {}
        Some(one) if one == *sums => {
            out.count(2 * sums.sentences);
            out.signed(sums.sum);
            if sums.sentences > 1 {
                out.large(sums.squares);
            }
        }
        _ => {
            out.count(2 * sums.sentences + 1);
            out.signed(sums.sum);
            out.large(sums.sentences_squared);
            out.large(sums.sum_squared);
            out.signed(sums.cross);
            out.large(sums.squares);
        }
    }
}

/// What decides about each piece, and its length and checksum; the pieces themselves stand elsewhere.
fn strongest(out: &mut Writer, list: &Strongest) {
    out.count(list.iter().count() as u64);
    for evidence in list.iter() {
        let mut piece = Writer::default();
        piece.text(&evidence.document);
        evidence_rest(&mut piece, evidence);
        let (size, hash) = evidence.rank();
        out.signed(i128::from(size.0));
        out.count(hash);
        out.count(piece.bytes.len() as u64);
        out.count(u64::from(checksum(&piece.bytes)));
        out.evidence.append(&mut piece.bytes);
    }
}

fn evidence_rest(out: &mut Writer, evidence: &Evidence) {
    out.count(u64::from(evidence.start));
    out.count(u64::from(evidence.end));
    out.text(&evidence.sentence);
    out.signed(i128::from(evidence.score.0));
    out.text(&evidence.rule);
    out.count(u64::from(evidence.of_frame));
    out.text(&evidence.object);
    out.signed(i128::from(evidence.polarity));
    out.signed(i128::from(evidence.strength.0));
    out.count(evidence.terms.len() as u64);
    for term in &evidence.terms {
        out.text(&term.role);
        out.count(u64::from(term.start));
        out.count(u64::from(term.end));
        out.text(&term.entry);
        out.text(&term.text);
    }
    date(out, evidence.date);
    out.maybe(evidence.source.as_deref());
    out.maybe(evidence.url.as_deref());
}

/// A step by its number; its length is that of the settings.
fn step(out: &mut Writer, step: Option<Step>) {
    out.count(u64::from(step.is_some()));
    if let Some(step) = step {
        out.signed(i128::from(step.number()));
    }
}

fn date(out: &mut Writer, date: Option<PartialDate>) {
    out.maybe(date.map(|date| date.to_string()).as_deref());
}
