//! Actors with their names, offices, ties and memberships.

use super::{Compiler, Inflect};
use crate::lexicon::compiled::{Actor, Entry, Membership, Office, Via};
use crate::lexicon::load::In;
use crate::lexicon::wire::{self, ActorKind, At, Pronoun};
use crate::model::PartialDate;

impl Compiler {
    pub(super) fn actors(&mut self, actors: &[In<wire::Actor>]) {
        for In { file, entry } in actors {
            self.id(*file, &entry.id);
            let number = self.lexicon.actors.len() as u32;
            if self.lexicon.actor_ids.insert(entry.id.value.clone(), number).is_some() {
                self.duplicate(*file, &entry.id);
            }
            self.lexicon.actors.push(Actor {
                id: entry.id.value.clone(),
                name: entry.name.value.clone(),
                kind: entry.kind,
                pronoun: entry.pronoun.unwrap_or(if entry.kind == ActorKind::Leader {
                    Pronoun::He
                } else {
                    Pronoun::It
                }),
                offices: Vec::new(),
                member_of: Vec::new(),
            });
        }
        for (number, In { file, entry }) in actors.iter().enumerate() {
            self.actor_phrases(*file, number as u32, entry);
            self.actor_ties(*file, number, entry);
        }
    }

    fn actor_phrases(&mut self, file: usize, number: u32, entry: &wire::Actor) {
        let named = |via: Via| move |_| Entry::Actor(number, via);
        let name = std::slice::from_ref(&entry.name);
        self.list(file, name, Inflect::AsWritten, &named(Via::Name));
        self.list(file, &entry.names, Inflect::AsWritten, &named(Via::Name));
        self.list(file, &entry.demonyms, Inflect::AsWritten, &named(Via::Demonym));
        self.list(file, &entry.metonyms, Inflect::AsWritten, &named(Via::Metonym));
        self.list(file, &entry.ambiguous, Inflect::AsWritten, &named(Via::Ambiguous));
        self.list(file, &entry.descriptions, Inflect::AsWritten, &named(Via::Description));
        self.sources(file, &entry.source);
    }

    fn actor_ties(&mut self, file: usize, number: usize, entry: &wire::Actor) {
        for office in &entry.speaks_for {
            let actor = self.reference(file, &office.actor);
            let (from, until) = self.dates(file, office.from.as_ref(), office.until.as_ref());
            if let Some(actor) = actor {
                self.lexicon.actors[number].offices.push(Office { actor, from, until });
            }
        }
        for membership in &entry.member_of {
            let bloc = self.reference(file, &membership.bloc);
            let (from, until) = self.dates(file, membership.from.as_ref(), membership.until.as_ref());
            if let Some(bloc) = bloc {
                self.lexicon.actors[number].member_of.push(Membership { bloc, from, until });
            }
        }
    }

    pub(super) fn reference(&mut self, file: usize, id: &At<String>) -> Option<u32> {
        let found = self.lexicon.actor_ids.get(&id.value).copied();
        if found.is_none() {
            self.problems.error(
                "L007",
                file,
                id.span.clone(),
                format!("no actor has the id {:?}", id.value),
                "write an [[actor]] with this id, or mend the spelling",
            );
        }
        found
    }

    fn dates(
        &mut self,
        file: usize,
        from: Option<&At<String>>,
        until: Option<&At<String>>,
    ) -> (Option<PartialDate>, Option<PartialDate>) {
        let first = from.and_then(|date| self.date(file, date));
        let last = until.and_then(|date| self.date(file, date));
        if let (Some(first), Some(last), Some(until)) = (first, last, until)
            && last.latest() < first.earliest()
        {
            self.problems.error(
                "L010",
                file,
                until.span.clone(),
                format!("{last} lies before {first}"),
                "`until` is the last day, `from` the first",
            );
        }
        (first, last)
    }

    fn date(&mut self, file: usize, date: &At<String>) -> Option<PartialDate> {
        let parsed = date.value.parse().ok();
        if parsed.is_none() {
            self.problems.error(
                "L010",
                file,
                date.span.clone(),
                format!("{:?} is no date", date.value),
                "write YYYY, YYYY-MM or YYYY-MM-DD",
            );
        }
        parsed
    }

    /// Two actors must not share a name; short names and demonyms of agencies may.
    pub(super) fn shared_names(&mut self) {
        let mut names = std::mem::take(&mut self.names);
        names.retain(|name| name.via != Via::Ambiguous);
        // The sort is stable: of a name written twice the first place stays.
        names.sort_by_key(|name| (name.phrase, name.actor, name.via));
        names.dedup_by_key(|name| (name.phrase, name.actor, name.via));
        for same in names.chunk_by(|one, other| one.phrase == other.phrase) {
            let (Some(first), Some(last)) = (same.first(), same.last()) else { continue };
            if first.actor == last.actor {
                continue;
            }
            let mut ids: Vec<&str> =
                same.iter().map(|name| self.lexicon.actors[name.actor as usize].id.as_str()).collect();
            ids.dedup();
            let words: Vec<&str> =
                first.words.iter().map(|word| self.lexicon.spellings[word.0 as usize].as_str()).collect();
            let message = format!("{:?} names {}", words.join(" "), ids.join(" and "));
            let (file, span) = last.place.clone();
            self.problems.error("L009", file, span, message, "keep it for one of them, or list it under `ambiguous`");
        }
    }
}
