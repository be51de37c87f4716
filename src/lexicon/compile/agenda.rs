//! Frames, carriers and cues, with the examples that must hold.

use std::collections::BTreeSet;

use super::{Compiler, Inflect};
use crate::lexicon::compiled::{Carrier, Cue, Entry, Example, Expectation, Frame, Part, TargetSet};
use crate::lexicon::load::In;
use crate::lexicon::wire::{self, At, ExampleLabel};
use crate::model::Score;

impl Compiler {
    pub(super) fn frames(&mut self, frames: &[In<wire::Frame>]) {
        for In { file, entry } in frames {
            let number = self.lexicon.frames.len() as u32;
            self.id(*file, &entry.id);
            if self.frame_ids.insert(entry.id.value.clone(), number).is_some() {
                self.duplicate(*file, &entry.id);
            }
            let pole = self.pole(*file, &entry.pole, entry.weight.as_ref());
            self.lexicon.frames.push(Frame {
                id: entry.id.value.clone(),
                pole,
                kind: entry.kind,
                needs_topic: entry.needs_topic,
            });
            self.list(*file, &entry.terms, Inflect::Noun, &|_| Entry::Frame(number));
            self.list(*file, &entry.verbs, Inflect::Verb, &|forms| Entry::Deed(number, forms));
            self.list(*file, &entry.anaphors, Inflect::Noun, &|_| Entry::Anaphor(number));
            if entry.terms.is_empty() && entry.verbs.is_empty() {
                self.problems.error(
                    "L018",
                    *file,
                    entry.id.span.clone(),
                    format!("the frame {:?} has no terms", entry.id.value),
                    "add terms = [...] or verbs = [...]",
                );
            }
            self.sources(*file, &entry.source);
            self.examples(*file, &entry.id.value, &entry.fires, &entry.silent);
        }
    }

    pub(super) fn carriers(&mut self, carriers: &[In<wire::Carrier>]) {
        for In { file, entry } in carriers {
            let number = self.lexicon.carriers.len() as u32;
            let pole = self.pole(*file, &entry.pole, entry.weight.as_ref());
            let actors: Vec<u32> = entry.actors.iter().filter_map(|id| self.reference(*file, id)).collect();
            let id = match (&entry.id, entry.actors.first()) {
                (Some(id), _) => {
                    self.id(*file, id);
                    id.value.clone()
                }
                (None, Some(actor)) => actor.value.clone(),
                (None, None) => {
                    self.problems.error(
                        "L002",
                        *file,
                        entry.pole.span.clone(),
                        "a carrier needs actors or an id".to_owned(),
                        "add actors = [...] or id = \"...\"",
                    );
                    String::new()
                }
            };
            for (actor, id) in actors.iter().zip(&entry.actors) {
                if self.lexicon.carrier_of.insert(*actor, number).is_some() {
                    self.duplicate(*file, id);
                }
            }
            self.lexicon.carriers.push(Carrier { id: id.clone(), actors, pole });
            self.list(*file, &entry.terms, Inflect::Noun, &|_| Entry::Carrier(number));
            self.sources(*file, &entry.source);
            self.examples(*file, &id, &entry.fires, &entry.silent);
        }
    }

    pub(super) fn cues(&mut self, cues: &[In<wire::Cue>]) {
        let mut ids = BTreeSet::new();
        for In { file, entry } in cues {
            let number = self.lexicon.cues.len() as u32;
            self.id(*file, &entry.id);
            if !ids.insert(entry.id.value.clone()) {
                self.duplicate(*file, &entry.id);
            }
            if !(-1..=1).contains(&entry.sign.value) {
                self.problems.error(
                    "L006",
                    *file,
                    entry.sign.span.clone(),
                    format!("a sign of {}", entry.sign.value),
                    "write 1, 0 or -1",
                );
            }
            let weight = self.number(*file, &entry.weight, 0.0..=1.0);
            self.lexicon.cues.push(Cue {
                id: entry.id.value.clone(),
                sign: entry.sign.value.clamp(-1, 1) as i8,
                weight,
                targets: TargetSet::new(&entry.targets),
                control: entry.control,
                reciprocal: entry.reciprocal,
                agentive: entry.agentive,
                holder: entry.holder,
            });
            self.list(*file, &entry.verbs, Inflect::Verb, &|forms| Entry::Cue(number, Part::Verb(forms)));
            self.list(*file, &entry.nouns, Inflect::Noun, &|_| Entry::Cue(number, Part::Noun));
            self.list(*file, &entry.adjectives, Inflect::AsWritten, &|_| Entry::Cue(number, Part::Adjective));
            self.sources(*file, &entry.source);
            self.examples(*file, &entry.id.value, &entry.fires, &entry.silent);
        }
    }

    fn examples(&mut self, file: usize, entry: &str, fires: &[wire::Fires], silent: &[At<String>]) {
        for example in fires {
            let holder = example.holder.clone();
            let expectation = match (example.label, &example.object, example.polarity) {
                (Some(label), None, None) => {
                    let sign = if label == ExampleLabel::Favor { 1 } else { -1 };
                    Expectation::Stance { holder, sign }
                }
                (None, Some(object), Some(polarity @ (-1 | 1))) => {
                    Expectation::Opinion { holder, object: object.clone(), polarity }
                }
                _ => {
                    let message =
                        "an example that fires needs `label`, or `object` and a `polarity` of 1 or -1".to_owned();
                    self.problems.error(
                        "L002",
                        file,
                        example.text.span.clone(),
                        message,
                        "see lexicons/README.md, Examples as tests",
                    );
                    continue;
                }
            };
            self.example(file, entry, &example.text, expectation);
        }
        for text in silent {
            self.example(file, entry, text, Expectation::Silence);
        }
    }

    fn example(&mut self, file: usize, entry: &str, text: &At<String>, expectation: Expectation) {
        let place = (file, text.span.clone());
        self.lexicon.examples.push(Example { entry: entry.to_owned(), text: text.value.clone(), expectation, place });
    }

    fn pole(&mut self, file: usize, pole: &At<i64>, weight: Option<&At<f64>>) -> Score {
        let weight = weight.map_or(Score::ONE, |weight| self.number(file, weight, 0.0..=1.0));
        match pole.value {
            1 => weight,
            -1 => -weight,
            other => {
                self.problems.error("L006", file, pole.span.clone(), format!("a pole of {other}"), "write 1 or -1");
                Score::ZERO
            }
        }
    }
}
