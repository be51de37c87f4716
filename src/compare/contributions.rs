//! Which sentences contributed most to a difference.

use std::collections::BTreeSet;

use crate::report::{ActorReport, EvidenceReport};

/// Sentences listed for each side.
const LISTED: usize = 3;

/// The pieces of an actor's evidence on one side that pull hardest in a direction.
///
/// A sentence of score x on the second side adds (x − R₀) / N₁ to the difference, one on the first side (R₁ − x) / N₀,
/// with R the mean of the other side and N the sentences of its own: `direction` is the sign that x less `other`, the
/// mean of the other side, must have. The report holds only its strongest evidence and a sample, so these are the
/// first among those.
pub(super) fn strongest(
    actor: &ActorReport,
    is_on_side: impl Fn(&EvidenceReport) -> bool,
    other: f64,
    direction: f64,
) -> Vec<EvidenceReport> {
    let mut seen = BTreeSet::new();
    let all = actor.evidence.iter().chain(&actor.evidence_by_year).chain(&actor.sample);
    let mut found: Vec<&EvidenceReport> =
        all.filter(|one| is_on_side(one)).filter(|one| (one.score - other) * direction > 0.0).collect();
    found.sort_by(|a, b| {
        let pull = |one: &EvidenceReport| (one.score - other) * direction;
        pull(b).total_cmp(&pull(a)).then_with(|| (&a.date, &a.document, a.start).cmp(&(&b.date, &b.document, b.start)))
    });
    // Where the words are not kept the place tells sentences apart.
    let place = |one: &EvidenceReport| one.sentence.is_empty().then(|| (one.document.clone(), one.start));
    found.retain(|one| seen.insert((&one.sentence, place(one))));
    found.into_iter().take(LISTED).cloned().collect()
}
