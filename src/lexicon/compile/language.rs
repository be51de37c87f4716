//! Grammar classes, irregular forms, shifters and what else belongs to the language, not to an agenda.

use super::{Compiler, Inflect};
use crate::lexicon::class::Classes;
use crate::lexicon::compiled::{Attribution, Entry, Shifter};
use crate::lexicon::inflect::Forms;
use crate::lexicon::load::{In, Written};
use crate::lexicon::phrase::expand;
use crate::lexicon::wire::{self, At};
use crate::model::Score;

impl Compiler {
    pub(super) fn language(&mut self, written: &Written) {
        self.irregular(&written.irregulars);
        for class in written.classes.iter().filter(|class| class.entry.name.value == "preposition") {
            let single = class.entry.words.iter().filter(|word| !word.value.contains(' '));
            self.prepositions.extend(single.map(|word| word.value.clone()));
        }
        for class in &written.classes {
            self.class(class);
        }
        for In { file, entry } in &written.descriptions {
            let kind = entry.kind;
            self.list(*file, &entry.nouns, Inflect::Noun, &|_| Entry::Description(kind));
        }
        for In { file, entry } in &written.attributions {
            let number = self.lexicon.attributions.len() as u32;
            self.lexicon.attributions.push(Attribution { kind: entry.kind });
            self.list(*file, &entry.verbs, Inflect::Verb, &|forms| Entry::Attribution(number, forms));
            self.list(*file, &entry.phrases, Inflect::AsWritten, &|_| Entry::Attribution(number, Forms::NONE));
        }
        self.shifters(&written.shifters);
        for In { file, entry } in &written.tones {
            let weight = self.number(*file, &entry.weight, -1.0..=1.0);
            let tone = |_| Entry::Tone(weight);
            self.list(*file, &entry.verbs, Inflect::Verb, &tone);
            self.list(*file, &entry.nouns, Inflect::Noun, &tone);
            self.list(*file, &entry.adjectives, Inflect::AsWritten, &tone);
            self.list(*file, &entry.words, Inflect::AsWritten, &tone);
        }
        for In { entry, .. } in &written.abbreviations {
            self.lexicon.abbreviations.extend(entry.words.iter().map(|word| (word.value.clone(), entry.ends)));
        }
    }

    fn irregular(&mut self, irregulars: &[In<wire::Irregular>]) {
        for In { file, entry } in irregulars {
            if let Some(base) = &entry.base {
                let forms = [
                    (Forms::PAST, &entry.past),
                    (Forms::PARTICIPLE, &entry.participle),
                    (Forms::THIRD, &entry.third),
                    (Forms::ING, &entry.ing),
                ];
                for (form, spelling) in forms {
                    for spelling in spelling.iter().flat_map(|spelling| expand(spelling).unwrap_or_default()) {
                        self.irregulars.add_verb(&base.value, form, spelling);
                    }
                }
            }
            match (&entry.singular, &entry.plural) {
                (Some(singular), Some(plural)) => self.irregulars.add_plural(&singular.value, plural),
                (Some(singular), None) => {
                    self.problems.error(
                        "L002",
                        *file,
                        singular.span.clone(),
                        "a singular without its plural".to_owned(),
                        "add plural = \"...\"",
                    );
                }
                _ => {}
            }
        }
    }

    fn class(&mut self, In { file, entry }: &In<wire::Class>) {
        let Some(class) = Classes::named(&entry.name.value) else {
            let advice = format!("known: {}", Classes::NAMES.join(", "));
            self.problems.error(
                "L014",
                *file,
                entry.name.span.clone(),
                format!("unknown class {:?}", entry.name.value),
                &advice,
            );
            return;
        };
        if class == Classes::OPENER {
            self.lexicon.openers.extend(entry.words.iter().map(|word| word.value.clone()));
            return;
        }
        self.list(*file, &entry.words, Inflect::AsWritten, &|_| Entry::Class(class));
        self.list(*file, &entry.adjectives, Inflect::AsWritten, &|_| Entry::Class(class));
        self.list(*file, &entry.nouns, Inflect::Noun, &|_| Entry::Class(class));
        if class != Classes::VERB {
            self.list(*file, &entry.verbs, Inflect::Verb, &|_| Entry::Class(class));
        }
        for verb in &entry.verbs {
            self.verb_class(*file, verb, class);
        }
    }

    /// A plain verb: known for its forms and its class.
    fn verb_class(&mut self, file: usize, verb: &At<String>, class: Classes) {
        for (spelling, forms) in self.irregulars.verb(&verb.value) {
            let mut words = Vec::new();
            if self.cut(&spelling, &mut words).is_err() || words.is_empty() {
                continue;
            }
            if let [(word, _)] = words[..] {
                let info = &mut self.lexicon.info[word.0 as usize];
                info.classes = info.classes.with(Classes::VERB).with(class);
                info.forms = info.forms.with(forms);
            } else {
                self.problems.error(
                    "L008",
                    file,
                    verb.span.clone(),
                    "a verb of the class is one word".to_owned(),
                    "put it under [[cue]] or [[attribution]]",
                );
            }
        }
    }

    fn shifters(&mut self, shifters: &[In<wire::Shifter>]) {
        for In { file, entry } in shifters {
            let factor = match &entry.factor {
                Some(factor) => self.number(*file, factor, 0.0..=2.0),
                None => Score::ONE,
            };
            let number = self.lexicon.shifters.len() as u32;
            self.lexicon.shifters.push(Shifter { kind: entry.kind, factor });
            self.list(*file, &entry.words, Inflect::AsWritten, &|_| Entry::Shifter(number));
        }
    }
}
