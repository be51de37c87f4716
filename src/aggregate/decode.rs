//! Adds a tally that was written as bytes to another, without building it first: merging thousands of parts is then a
//! walk over their bytes.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::{Cell, CellKey, ObjectKey};
use super::clusters::Clusters;
use super::corpus::Corpus;
use super::evidence::{Evidence, EvidenceTerm, Rank, Strongest};
use super::interner::Interner;
use super::names::ObjectId;
use super::period::Period;
use super::sources::Sources;
use super::step::Step;
use super::tally::{ActorTally, Group, Relation, SentimentTally, StanceTally, Tally};
use super::wire::{Damaged, Read, Reader, checksum};
use crate::model::{PartialDate, Score};

impl Tally {
    /// Adds what [`Tally::encode`] wrote of a tally with the same settings: its `sums`, and those bytes of its
    /// `evidence` that are asked for by place and length.
    ///
    /// # Errors
    /// If the bytes are no whole tally; some of them may have been added then.
    pub fn merge_encoded(&mut self, sums: &[u8], evidence: &mut Fetch) -> Result<(), Damaged> {
        let mut reader = Reader::new(sums);
        let mut pieces = Pieces { fetch: evidence, at: 0 };
        let period = self.settings.period;
        let corpus = corpus(&mut reader, &mut self.names, period)?;
        self.corpus.merge(corpus);
        for _ in 0..reader.count()? {
            self.merge_actor(&mut reader, &mut pieces)?;
        }
        for _ in 0..reader.count()? {
            self.merge_relation(&mut reader)?;
        }
        self.merge_set_aside(&mut reader)?;
        if reader.is_done() { Ok(()) } else { Err(Damaged) }
    }

    fn merge_set_aside(&mut self, reader: &mut Reader) -> Read<()> {
        self.set_aside.documents += reader.count()?;
        self.set_aside.groups += reader.count()?;
        self.set_aside.across_parts += reader.count()?;
        for _ in 0..reader.count()? {
            let copies = reader.count()?;
            self.set_aside.keep_leader(copies, reader.text()?.to_owned());
        }
        for _ in 0..reader.count()? {
            let id = reader.name(&mut self.names)?.to_string();
            let sums = group(reader)?;
            self.set_aside.actors.entry(id).or_default().merge(&sums);
        }
        Ok(())
    }

    fn merge_actor(&mut self, reader: &mut Reader, pieces: &mut Pieces) -> Read<()> {
        let settings = self.settings;
        let id = Arc::clone(reader.name(&mut self.names)?);
        let name = Arc::clone(reader.name(&mut self.names)?);
        let kind = Arc::clone(reader.name(&mut self.names)?);
        if !self.actors.contains_key(&*id) {
            self.actors.insert(id.to_string(), ActorTally::default());
        }
        let actor = self.actors.get_mut(&*id).ok_or(Damaged)?;
        actor.name_as(&name, &kind);
        actor.mentions += reader.count()?;
        actor.sentences += reader.count()?;
        actor.documents += reader.count()?;
        merge_cells(reader, &mut actor.cells, (&mut self.names, &mut self.sources), settings.period)?;
        for _ in 0..reader.count()? {
            let frame = Arc::clone(reader.name(&mut self.names)?);
            if !actor.frames.contains_key(&*frame) {
                actor.frames.insert(frame.to_string(), super::FrameTally::default());
            }
            let counts = actor.frames.get_mut(&*frame).ok_or(Damaged)?;
            counts.favor += reader.count()?;
            counts.against += reader.count()?;
        }
        merge_strongest(reader, pieces, &mut actor.favor, settings.evidence)?;
        merge_strongest(reader, pieces, &mut actor.against, settings.evidence)?;
        for _ in 0..reader.count()? {
            let year = i16::try_from(reader.signed()?).map_err(|_| Damaged)?;
            let sides = actor.years.entry(year).or_default();
            merge_strongest(reader, pieces, &mut sides.favor, settings.evidence_by_year)?;
            merge_strongest(reader, pieces, &mut sides.against, settings.evidence_by_year)?;
        }
        merge_strongest(reader, pieces, &mut actor.drawn, settings.evidence)
    }

    fn merge_relation(&mut self, reader: &mut Reader) -> Read<()> {
        let holder = Arc::clone(reader.name(&mut self.names)?);
        let object = Arc::clone(reader.name(&mut self.names)?);
        if !self.relations.contains_key(&*holder) {
            self.relations.insert(holder.to_string(), BTreeMap::new());
        }
        let objects = self.relations.get_mut(&*holder).ok_or(Damaged)?;
        if !objects.contains_key(&*object) {
            objects.insert(object.to_string(), super::RelationSteps::new());
        }
        let steps = objects.get_mut(&*object).ok_or(Damaged)?;
        for _ in 0..reader.count()? {
            let step = step(reader, self.settings.period)?;
            let relation = relation(reader)?;
            steps.entry(step).or_default().change(|known| known.merge(&relation));
        }
        Ok(())
    }
}

fn corpus(reader: &mut Reader, names: &mut Interner, period: Period) -> Read<Corpus> {
    let mut corpus = Corpus {
        documents: reader.count()?,
        sentences: reader.count()?,
        split_sentences: reader.count()?,
        undated: reader.count()?,
        mentions: reader.count()?,
        mentions_without_opinion: reader.count()?,
        first_date: date(reader)?,
        last_date: date(reader)?,
        ..Corpus::default()
    };
    for _ in 0..reader.count()? {
        let step = numbered(reader, period)?;
        corpus.steps.insert(step, reader.count()?);
    }
    for _ in 0..reader.count()? {
        let reason = reader.name(names)?.to_string();
        let skipped = corpus.skipped.entry(reason).or_default();
        skipped.count = reader.count()?;
        for _ in 0..reader.count()? {
            skipped.examples.insert(reader.text()?.to_owned());
        }
    }
    Ok(corpus)
}

/// Cells come in the order of their keys, so that one walk along those that are known finds all of them.
fn merge_cells(
    reader: &mut Reader,
    cells: &mut BTreeMap<CellKey, Cell>,
    (names, sources): (&mut Interner, &mut Sources),
    period: Period,
) -> Read<()> {
    let mut new = Vec::new();
    let mut known = cells.iter_mut().peekable();
    for _ in 0..reader.count()? {
        let step = step(reader, period)?;
        let source = if reader.count()? == 0 { None } else { Some(reader.name(names)?) };
        while known.next_if(|(before, _)| place(before, step, source) == Ordering::Less).is_some() {}
        match known.next_if(|(same, _)| place(same, step, source) == Ordering::Equal) {
            Some((_, cell)) => merge_cell(reader, cell, names)?,
            None => {
                if let Some(source) = source {
                    sources.note(source);
                }
                let key = CellKey { step, source: source.cloned() };
                let mut cell = Cell::default();
                merge_cell(reader, &mut cell, names)?;
                new.push((key, cell));
            }
        }
    }
    for (key, cell) in new {
        // Only in damaged bytes are keys out of order, so that one is there.
        cells.entry(key).or_default().merge(&cell);
    }
    Ok(())
}

/// Where a key stands against that of a step and source.
fn place(key: &CellKey, step: Option<Step>, source: Option<&Arc<str>>) -> Ordering {
    key.step.cmp(&step).then_with(|| match (&key.source, source) {
        // There is one copy of each name, so that most comparisons need not look at its letters.
        (Some(one), Some(other)) if Arc::ptr_eq(one, other) => Ordering::Equal,
        (one, other) => one.as_deref().cmp(&other.map(|other| &**other)),
    })
}

fn merge_cell(reader: &mut Reader, cell: &mut Cell, names: &mut Interner) -> Read<()> {
    let group = group(reader)?;
    cell.group.change(|known| known.merge(&group));
    for _ in 0..reader.count()? {
        let kind = reader.count()?;
        let id = Arc::clone(reader.name(names)?);
        let sums = if kind < 2 { clusters(reader)? } else { group.stance.clusters };
        let of_frame = kind % 2 == 0;
        let object = if of_frame { ObjectId::Frame(&id) } else { ObjectId::Actor(&id) };
        let key = || if of_frame { ObjectKey::Frame(Arc::clone(&id)) } else { ObjectKey::Actor(Arc::clone(&id)) };
        cell.object(object, key).change(|known| known.merge(&sums));
    }
    Ok(())
}

pub(super) fn group(reader: &mut Reader) -> Read<Group> {
    let stance = StanceTally {
        clusters: clusters(reader)?,
        opinions: reader.count()?,
        favor: reader.count()?,
        against: reader.count()?,
        mixed: reader.count()?,
    };
    let sentiment = SentimentTally {
        clusters: clusters(reader)?,
        positive: reader.count()?,
        neutral: reader.count()?,
        negative: reader.count()?,
    };
    Ok(Group { stance, sentiment })
}

pub(super) fn relation(reader: &mut Reader) -> Read<Relation> {
    Ok(Relation { positive: reader.count()?, negative: reader.count()?, clusters: clusters(reader)? })
}

pub(super) fn clusters(reader: &mut Reader) -> Read<Clusters> {
    let documents = reader.count()?;
    if documents == 0 {
        return Ok(Clusters::default());
    }
    let sentences = reader.count()?;
    let (sentences, is_one) = (sentences / 2, sentences % 2 == 0);
    let sum = reader.signed()?;
    if is_one {
        let squares = if sentences > 1 { reader.large()? } else { 0 };
        return Clusters::of_one(sentences, sum, squares).ok_or(Damaged);
    }
    Ok(Clusters {
        documents,
        sentences,
        sum,
        sentences_squared: reader.large()?,
        sum_squared: reader.large()?,
        cross: reader.signed()?,
        squares: reader.large()?,
    })
}

/// Gives the bytes of evidence at a place, so many of them.
pub type Fetch<'a> = dyn FnMut(u64, usize) -> Result<Vec<u8>, Damaged> + 'a;

/// The pieces of evidence, which are numbered by the order in which they are met.
struct Pieces<'a, 'b> {
    fetch: &'a mut Fetch<'b>,
    at: u64,
}

fn merge_strongest(reader: &mut Reader, pieces: &mut Pieces, list: &mut Strongest, limit: usize) -> Read<()> {
    for _ in 0..reader.count()? {
        let size = Score(narrow(reader.signed()?)?);
        let (hash, length, check) = (reader.count()?, reader.count()?, reader.count()?);
        let at = pieces.at;
        pieces.at = at.checked_add(length).ok_or(Damaged)?;
        // The least document id: what it would rank at best.
        if list.may_keep(Rank::written(size, hash, ""), limit) {
            let piece = (pieces.fetch)(at, narrow(length)?)?;
            if u64::from(checksum(&piece)) != check {
                return Err(Damaged);
            }
            let mut piece = Reader::new(&piece);
            let rank = Rank::written(size, hash, piece.text()?);
            list.add(evidence(&mut piece, rank)?, limit);
        }
    }
    Ok(())
}

fn evidence(reader: &mut Reader, rank: Rank) -> Read<Evidence> {
    let mut evidence = rank.evidence(Score::ZERO);
    evidence.start = narrow(reader.count()?)?;
    evidence.end = narrow(reader.count()?)?;
    reader.text()?.clone_into(&mut evidence.sentence);
    evidence.score = Score(narrow(reader.signed()?)?);
    reader.text()?.clone_into(&mut evidence.rule);
    evidence.of_frame = reader.count()? > 0;
    reader.text()?.clone_into(&mut evidence.object);
    evidence.polarity = narrow(reader.signed()?)?;
    evidence.strength = Score(narrow(reader.signed()?)?);
    for _ in 0..reader.count()? {
        evidence.terms.push(EvidenceTerm {
            role: reader.text()?.to_owned(),
            start: narrow(reader.count()?)?,
            end: narrow(reader.count()?)?,
            entry: reader.text()?.to_owned(),
            text: reader.text()?.to_owned(),
        });
    }
    evidence.date = date(reader)?;
    evidence.source = reader.maybe()?.map(str::to_owned);
    evidence.url = reader.maybe()?.map(str::to_owned);
    if reader.is_done() { Ok(evidence) } else { Err(Damaged) }
}

fn step(reader: &mut Reader, period: Period) -> Read<Option<Step>> {
    if reader.count()? == 0 { Ok(None) } else { numbered(reader, period).map(Some) }
}

fn numbered(reader: &mut Reader, period: Period) -> Read<Step> {
    Ok(Step::unchecked(period, narrow(reader.signed()?)?))
}

fn date(reader: &mut Reader) -> Read<Option<PartialDate>> {
    reader.maybe()?.map(|text| text.parse().map_err(|_| Damaged)).transpose()
}

fn narrow<T, N: TryFrom<T>>(number: T) -> Read<N> {
    N::try_from(number).map_err(|_| Damaged)
}
