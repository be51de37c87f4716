//! The steps from the words of an opinion to its figures.

use stanceline::lexicon::Lexicon;
use stanceline::model::{Object, Opinion, Score, Term};

/// Pole times weight of an object: +1 for a full frame of the positive pole; `None` where it has none.
pub(super) fn pole(lexicon: &Lexicon, object: Object) -> Option<Score> {
    let of_carrier = |carrier: u32| lexicon.carriers.get(carrier as usize).map(|carrier| carrier.pole);
    match object {
        Object::Frame(frame) => lexicon.frames.get(frame as usize).map(|frame| frame.pole),
        Object::Carrier(carrier) => of_carrier(carrier),
        Object::Actor(actor) => lexicon.carrier_of(actor.0).and_then(of_carrier),
    }
}

/// How polarity and strength come about: the factors of all words but the object, and their product.
pub(super) fn strength(opinion: &Opinion) -> String {
    let words = opinion.terms.iter().filter(|term| !is_object(term));
    let factors: Vec<Score> = words.filter_map(|term| term.factor).collect();
    let held = signed(i64::from(opinion.polarity) * opinion.strength.0);
    if factors.len() < 2 {
        return held;
    }
    let steps = factors.iter().map(|factor| signed(factor.0)).collect::<Vec<_>>().join(" × ");
    let product = factors.iter().fold(Score::ONE, |product, &factor| product.times(factor)).clamped();
    format!("{steps} {} {held}", equals(product.0, i64::from(opinion.polarity) * opinion.strength.0))
}

/// Whether the word is the object, whose factor is its pole: that makes stance, not strength.
pub(super) fn is_object(term: &Term) -> bool {
    term.role == "object"
}

/// How the contribution to the holder's stance comes about.
pub(super) fn stance(lexicon: &Lexicon, opinion: &Opinion) -> String {
    let Some(stance) = opinion.stance else { return "none: no matter of the agenda".to_owned() };
    let held = i64::from(opinion.polarity) * opinion.strength.0;
    match pole(lexicon, opinion.object) {
        Some(pole) => {
            let product = Score(held).times(pole);
            let (held, pole) = (signed(held), signed(pole.0));
            format!("{held} × pole {pole} {} {}", equals(product.0, stance.0), signed(stance.0))
        }
        None => signed(stance.0),
    }
}

/// An equals sign where the shown steps are all there are, an arrow where more went into the result.
fn equals(product: i64, result: i64) -> &'static str {
    if (product - result).abs() <= 5 { "=" } else { "→" }
}

/// A number of millionths with sign and two decimals, or more where it has them.
pub(super) fn signed(millionths: i64) -> String {
    let number = millionths as f64 / 1e6;
    if millionths % 10_000 == 0 { format!("{number:+.2}") } else { format!("{number:+.3}") }
}
