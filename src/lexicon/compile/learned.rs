//! From learned weights as written to those that are looked up, with their checks.

use std::ops::Range;

use super::Compiler;
use crate::lexicon::learned::{Row, Weights};
use crate::lexicon::load::In;
use crate::lexicon::vocabulary::WordId;
use crate::lexicon::wire::{self, At, ByZone};
use crate::model::{Measure, Zone};

/// The largest weight that can be written.
const MOST: f64 = 100.0;

/// What adds to the sums, as written.
struct Scales<'a> {
    praise: &'a ByZone,
    blame: &'a ByZone,
    tone: Option<&'a At<f64>>,
    /// Where to point if the measure does not fit.
    place: &'a Range<usize>,
}

impl Compiler {
    /// Takes in the weights of one measure.
    pub(super) fn learned(&mut self, In { file, entry }: &In<wire::Learned>) {
        let (file, measure) = (*file, entry.measure.value);
        self.sources(file, &entry.source);
        if self.lexicon.learned(measure).is_some() {
            self.problems.error(
                "L019",
                file,
                entry.measure.span.clone(),
                "another file has learned weights of this measure".to_owned(),
                "one [[learned]] for each measure among all packs loaded together",
            );
            return;
        }
        let mut weights = Weights::default();
        if let Some(bias) = &entry.bias {
            weights.bias = [self.weight(file, &bias.praise), self.weight(file, &bias.blame)];
        }
        if let Some(neutral) = &entry.neutral {
            weights.neutral = self.number(file, neutral, 0.0..=MOST).0;
        }
        for evidence in &entry.evidence {
            let scales = Scales {
                praise: &evidence.praise,
                blame: &evidence.blame,
                tone: evidence.tone.as_ref(),
                place: &entry.measure.span,
            };
            weights.evidence[evidence.kind as usize] = self.row(file, measure, &scales);
        }
        for words in &entry.words {
            let number = weights.words.len() as u32 + 1;
            for form in &words.words {
                self.learned_form(file, &mut weights, form, number);
            }
            let scales = Scales {
                praise: &words.praise,
                blame: &words.blame,
                tone: words.tone.as_ref(),
                place: words.words.first().map_or(&words.support.span, |form| &form.span),
            };
            weights.words.push(self.row(file, measure, &scales));
            weights.names.push(words.words.first().map(|form| form.value.clone()).unwrap_or_default());
            if words.support.value == 0 {
                self.problems.error(
                    "L006",
                    file,
                    words.support.span.clone(),
                    "a support of 0".to_owned(),
                    "write in how many labelled texts the word stood",
                );
            }
        }
        self.lexicon.learned[measure as usize] = Some(weights);
    }

    fn weight(&mut self, file: usize, value: &At<f64>) -> i64 {
        self.number(file, value, -MOST..=MOST).0
    }

    fn row(&mut self, file: usize, measure: Measure, scales: &Scales) -> Row {
        let mut row = Row::default();
        for (scale, zones) in [scales.praise, scales.blame].into_iter().enumerate() {
            for (zone, value) in zones {
                let weight = self.weight(file, value);
                row.set(*zone, scale, weight);
            }
        }
        if let Some(tone) = scales.tone {
            let weight = self.weight(file, tone);
            row.set(Zone::Any, 0, weight);
        }
        let by_zone = !scales.praise.is_empty() || !scales.blame.is_empty();
        let fits = match measure {
            Measure::Sentiment => scales.tone.is_none(),
            Measure::Tone => !by_zone,
        };
        if !fits {
            self.problems.error(
                "L002",
                file,
                scales.place.clone(),
                "the weights do not fit the measure".to_owned(),
                "sentiment has `praise` and `blame` by zone, tone has `tone`",
            );
        }
        row
    }

    /// Notes the entry of a form: one word, in one entry.
    fn learned_form(&mut self, file: usize, weights: &mut Weights, form: &At<String>, number: u32) {
        let mut words = Vec::new();
        let cut = self.cut(&form.value, &mut words);
        let [(WordId(word), _)] = words[..] else {
            let message = cut.err().unwrap_or_else(|| format!("{:?} is not one word", form.value));
            self.problems.error("L008", file, form.span.clone(), message, "a learned form is one word");
            return;
        };
        let entries = &mut weights.entries;
        entries.resize(entries.len().max(word as usize + 1), 0);
        let place = &mut entries[word as usize];
        if *place == 0 {
            *place = number;
            return;
        }
        self.problems.error(
            "L019",
            file,
            form.span.clone(),
            format!("{:?} has learned weights already", form.value),
            "each form stands in one entry",
        );
    }
}
