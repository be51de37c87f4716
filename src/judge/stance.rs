//! A sentence's stance of each actor: the mean of what its opinions add.

use std::collections::BTreeMap;

use crate::model::{ActorRef, Opinion, Score};

/// Stance of each holder, and of whom it speaks for, with whether its opinions point both ways.
pub(super) fn sum(opinions: &[Opinion]) -> Vec<(ActorRef, Score, bool)> {
    let mut by_actor: BTreeMap<ActorRef, Vec<Score>> = BTreeMap::new();
    for opinion in opinions {
        let Some(stance) = opinion.stance.filter(|stance| stance.0 != 0) else { continue };
        for actor in [Some(opinion.holder), opinion.speaks_for].into_iter().flatten() {
            by_actor.entry(actor).or_default().push(stance);
        }
    }
    by_actor
        .into_iter()
        .map(|(actor, scores)| {
            let (score, both) = combine(&scores);
            (actor, score, both)
        })
        .collect()
}

/// The strongest contribution on the stronger side, less the share of the other side.
///
/// Two frames under one cue are one position, so contributions of one sign do not add up; contributions of both signs
/// are weighed against each other, and the sentence is mixed if the weaker side has at least two thirds of the stronger.
fn combine(scores: &[Score]) -> (Score, bool) {
    let most = |sign: i64| scores.iter().map(|score| score.0 * sign).filter(|score| *score > 0).max().unwrap_or(0);
    let (favor, against) = (most(1), most(-1));
    let mixed = favor.min(against) * 3 >= favor.max(against) * 2 && favor > 0 && against > 0;
    (Score(favor - against).clamped(), mixed)
}
