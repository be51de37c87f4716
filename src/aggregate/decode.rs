//! Adds a tally that was written as bytes to another, without building it first: merging thousands of parts is then a
//! walk over their bytes.

use super::cells::{CellKey, ObjectKey};
use super::clusters::Clusters;
use super::corpus::Corpus;
use super::evidence::{Evidence, EvidenceTerm, Rank, Strongest};
use super::interner::Interner;
use super::period::Period;
use super::step::Step;
use super::tally::{ActorTally, Group, Relation, SentimentTally, StanceTally, Tally};
use super::wire::{Damaged, Read, Reader};
use crate::model::{PartialDate, Score};

impl Tally {
    /// Adds what [`Tally::encode`] wrote of a tally with the same settings.
    ///
    /// # Errors
    /// If the bytes are no whole tally; some of them may have been added then.
    pub fn merge_encoded(&mut self, bytes: &[u8]) -> Result<(), Damaged> {
        let mut reader = Reader::new(bytes);
        let period = self.settings.period;
        let corpus = corpus(&mut reader, &mut self.names, period)?;
        self.corpus.merge(corpus);
        for _ in 0..reader.count()? {
            self.merge_actor(&mut reader)?;
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
            let id = reader.name(&mut self.names)?;
            let sums = group(reader)?;
            self.set_aside.actors.entry(id.to_string()).or_default().merge(&sums);
        }
        Ok(())
    }

    fn merge_actor(&mut self, reader: &mut Reader) -> Read<()> {
        let settings = self.settings;
        let id = reader.name(&mut self.names)?;
        let (name, kind) = (reader.name(&mut self.names)?, reader.name(&mut self.names)?);
        if !self.actors.contains_key(&*id) {
            self.actors.insert(id.to_string(), ActorTally::default());
        }
        let actor = self.actors.get_mut(&*id).ok_or(Damaged)?;
        actor.name_as(&name, &kind);
        actor.mentions += reader.count()?;
        actor.sentences += reader.count()?;
        actor.documents += reader.count()?;
        for _ in 0..reader.count()? {
            merge_cell(reader, actor, &mut self.names, settings.period)?;
        }
        for _ in 0..reader.count()? {
            let frame = reader.name(&mut self.names)?;
            if !actor.frames.contains_key(&*frame) {
                actor.frames.insert(frame.to_string(), super::FrameTally::default());
            }
            let counts = actor.frames.get_mut(&*frame).ok_or(Damaged)?;
            counts.favor += reader.count()?;
            counts.against += reader.count()?;
        }
        merge_strongest(reader, &mut actor.favor, settings.evidence)?;
        merge_strongest(reader, &mut actor.against, settings.evidence)?;
        for _ in 0..reader.count()? {
            let year = i16::try_from(reader.signed()?).map_err(|_| Damaged)?;
            let sides = actor.years.entry(year).or_default();
            merge_strongest(reader, &mut sides.favor, settings.evidence_by_year)?;
            merge_strongest(reader, &mut sides.against, settings.evidence_by_year)?;
        }
        merge_strongest(reader, &mut actor.drawn, settings.evidence)
    }

    fn merge_relation(&mut self, reader: &mut Reader) -> Read<()> {
        let (holder, object) = (reader.name(&mut self.names)?, reader.name(&mut self.names)?);
        if !self.relations.contains_key(&*holder) {
            self.relations.insert(holder.to_string(), std::collections::BTreeMap::new());
        }
        let objects = self.relations.get_mut(&*holder).ok_or(Damaged)?;
        if !objects.contains_key(&*object) {
            objects.insert(object.to_string(), super::RelationSteps::new());
        }
        let steps = objects.get_mut(&*object).ok_or(Damaged)?;
        for _ in 0..reader.count()? {
            let step = step(reader, self.settings.period)?;
            let (positive, negative) = (reader.count()?, reader.count()?);
            let relation = Relation { positive, negative, clusters: clusters(reader)? };
            steps.entry(step).or_default().merge(&relation);
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
        let reason = reader.name(names)?;
        let skipped = corpus.skipped.entry(reason.to_string()).or_default();
        skipped.count = reader.count()?;
        for _ in 0..reader.count()? {
            skipped.examples.insert(reader.text()?.to_owned());
        }
    }
    Ok(corpus)
}

fn merge_cell(reader: &mut Reader, actor: &mut ActorTally, names: &mut Interner, period: Period) -> Read<()> {
    let step = step(reader, period)?;
    let source = if reader.count()? == 0 { None } else { Some(reader.name(names)?) };
    let cell = actor.cells.entry(CellKey { step, source }).or_default();
    cell.group.merge(&group(reader)?);
    for _ in 0..reader.count()? {
        let kind = reader.count()?;
        let id = reader.name(names)?;
        let key = if kind == 0 { ObjectKey::Frame(id) } else { ObjectKey::Actor(id) };
        let sums = clusters(reader)?;
        cell.object(key.id(), || key.clone()).merge(&sums);
    }
    Ok(())
}

fn group(reader: &mut Reader) -> Read<Group> {
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

fn clusters(reader: &mut Reader) -> Read<Clusters> {
    let documents = reader.count()?;
    if documents == 0 {
        return Ok(Clusters::default());
    }
    Ok(Clusters {
        documents,
        sentences: reader.count()?,
        sum: reader.signed()?,
        sentences_squared: reader.large()?,
        sum_squared: reader.large()?,
        cross: reader.signed()?,
        squares: reader.large()?,
    })
}

fn merge_strongest(reader: &mut Reader, list: &mut Strongest, limit: usize) -> Read<()> {
    for _ in 0..reader.count()? {
        let mut block = Reader::new(reader.block()?);
        let size = Score(narrow(block.signed()?)?);
        let hash = block.count()?;
        let rank = Rank::written(size, hash, block.text()?);
        if list.may_keep(rank, limit) {
            list.add(evidence(&mut block, rank)?, limit);
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
