//! What moved a mean: a shift-share decomposition that adds up.
//!
//! After Kitagawa (1955) with the mean of both sides as weights, taken twice: first over sources, then over objects
//! within each source. With W the share of a source in the sentences, M its mean score and R the mean of all, before
//! (0) and after (1):
//!
//! > R₁ − R₀ = Σ ½ (W₀ + W₁) (M₁ − M₀) + Σ ½ (M₀ + M₁) (W₁ − W₀)
//!
//! The second sum is the change of the mix of sources. In the first, M₁ − M₀ is split in the same way by the shares v
//! and means m of objects within the source. A source or object that is missing on a side has no mean there; that of
//! the other side takes its place, so that all it adds is a change of the mix.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::sides::Pool;
use super::types::{Decomposition, SourcePart};
use crate::aggregate::Clusters;
use crate::model::Score;
use crate::report::{ObjectReport, rounded};

/// Sentences and the sum of their scores on both sides.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    sentences: [f64; 2],
    sums: [f64; 2],
}

impl Pair {
    fn add(&mut self, side: usize, sums: &Clusters) {
        self.sentences[side] += sums.sentences as f64;
        self.sums[side] += sums.sum as f64 / 1e6;
    }

    fn means(&self) -> [Option<f64>; 2] {
        [0, 1].map(|side| (self.sentences[side] > 0.0).then(|| self.sums[side] / self.sentences[side]))
    }

    /// Means where a missing one is that of the other side.
    fn filled(&self) -> [f64; 2] {
        let [before, after] = self.means();
        let (before, after) = (before.or(after), after.or(before));
        [before.unwrap_or(0.0), after.unwrap_or(0.0)]
    }

    /// Shares in the sentences of `all`; nought of nothing.
    fn shares(&self, all: &Self) -> [f64; 2] {
        [0, 1].map(|side| if all.sentences[side] > 0.0 { self.sentences[side] / all.sentences[side] } else { 0.0 })
    }
}

/// A source: all its sentences, and those about each object.
#[derive(Debug, Default)]
struct Source<'a> {
    all: Pair,
    objects: BTreeMap<&'a ObjectReport, Pair>,
}

/// What one source adds.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    within: f64,
    objects: f64,
    sources: f64,
}

/// Splits the difference of the stances; `None` if a side has no stance.
pub(super) fn decompose(before: &Pool, after: &Pool) -> Option<Decomposition> {
    let (was, is) = before.stance.clusters.mean().zip(after.stance.clusters.mean())?;
    let mut sources: BTreeMap<Option<&str>, Source> = BTreeMap::new();
    let mut all = Pair::default();
    for (side, pool) in [before, after].into_iter().enumerate() {
        for (&source, objects) in &pool.parts {
            for (&object, sums) in objects {
                let source = sources.entry(source).or_default();
                source.all.add(side, sums);
                source.objects.entry(object).or_default().add(side, sums);
                all.add(side, sums);
            }
        }
    }
    let found: Vec<Parts> = sources.values().map(|source| parts(source, &all)).collect();
    let by_source = sources.iter().map(|(name, source)| SourcePart {
        source: name.map(str::to_owned),
        shares: source.all.shares(&all).map(rounded),
        means: source.all.means().map(|mean| mean.map(rounded)),
        within: 0.0,
        objects: 0.0,
        sources: 0.0,
    });
    let difference = millionths(rounded(is)) - millionths(rounded(was));
    Some(settled(difference, &found, by_source.collect()))
}

fn parts(source: &Source, all: &Pair) -> Parts {
    let [total_was, total_is] = all.filled();
    let [share_was, share_is] = source.all.shares(all);
    let [was, is] = source.all.filled();
    let weight = f64::midpoint(share_was, share_is);
    // Shares sum to one on both sides, so the mean of all may be taken off: what a source adds to the mix is then
    // nought if it scores as all do.
    let mut found = Parts {
        sources: (f64::midpoint(was, is) - f64::midpoint(total_was, total_is)) * (share_is - share_was),
        ..Parts::default()
    };
    if source.all.means().contains(&None) {
        return found;
    }
    for object in source.objects.values() {
        let [object_was, object_is] = object.filled();
        let [v_was, v_is] = object.shares(&source.all);
        found.within += weight * f64::midpoint(v_was, v_is) * (object_is - object_was);
        found.objects += weight * (f64::midpoint(object_was, object_is) - f64::midpoint(was, is)) * (v_is - v_was);
    }
    found
}

/// Rounds the parts so that they still add up: by source to those of all, and those of all to the difference. What
/// rounding leaves over, some millionths, goes to the largest part of its kind, and among the kinds to `within`.
fn settled(difference: i64, found: &[Parts], mut by_source: Vec<SourcePart>) -> Decomposition {
    let whole = |part: fn(&Parts) -> f64| millionths(found.iter().map(part).sum());
    let sources = whole(|parts| parts.sources);
    let objects = whole(|parts| parts.objects);
    let within = difference - sources - objects;
    let fills = [
        shared_out(found.iter().map(|parts| parts.within), within),
        shared_out(found.iter().map(|parts| parts.objects), objects),
        shared_out(found.iter().map(|parts| parts.sources), sources),
    ];
    for (at, source) in by_source.iter_mut().enumerate() {
        [source.within, source.objects, source.sources] = [0, 1, 2].map(|kind| number(fills[kind][at]));
    }
    by_source.sort_by_key(|part| {
        let size: i64 = [part.within, part.objects, part.sources].map(|part| millionths(part).abs()).iter().sum();
        (Reverse(size), part.source.clone())
    });
    Decomposition { within: number(within), objects: number(objects), sources: number(sources), by_source }
}

/// Parts in millionths that add up to `total`.
fn shared_out(parts: impl Iterator<Item = f64>, total: i64) -> Vec<i64> {
    let mut parts: Vec<i64> = parts.map(millionths).collect();
    let left = total - parts.iter().sum::<i64>();
    if let Some(largest) = parts.iter_mut().max_by_key(|part| part.abs()) {
        *largest += left;
    }
    parts
}

fn millionths(value: f64) -> i64 {
    Score::from_f64(value).0
}

fn number(millionths: i64) -> f64 {
    rounded(Score(millionths).to_f64())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sources and objects by name, with sentences and the sum of their scores in thousandths, on one side.
    fn pool<'a>(objects: &'a [ObjectReport], cells: &[(&'a str, usize, u64, i64)]) -> Pool<'a> {
        let mut pool = Pool::default();
        for &(source, object, sentences, sum) in cells {
            let sums = Clusters { sentences, sum: i128::from(sum) * 1000, documents: 1, ..Clusters::default() };
            pool.stance.clusters.merge(&sums);
            pool.parts.entry(Some(source)).or_default().entry(&objects[object]).or_default().merge(&sums);
        }
        pool
    }

    fn objects() -> [ObjectReport; 3] {
        ["x", "y", "z"].map(|id| ObjectReport::Frame(id.to_owned()))
    }

    fn sum(decomposition: &Decomposition) -> i64 {
        [decomposition.within, decomposition.objects, decomposition.sources].map(millionths).iter().sum()
    }

    /// The worked example of METHODOLOGY.md. Before: source A has 3 sentences about x with sum 1.5 and 1 about y with
    /// sum −0.5, source B 4 about x with sum −0.8. After: A has 2 about x (0.2) and 2 about y (−1.2), B 12 about x
    /// (−2.4).
    ///
    /// R₀ = 0.2 / 8 = 0.025, R₁ = −3.4 / 16 = −0.2125, difference −0.2375. Sources: A falls from 4/8 to 4/16 of the
    /// sentences; its means are 0.25 and −0.25, those of B −0.2 twice; ½ (0.25 − 0.25) (−0.25) + (−0.2) 0.25 = −0.05.
    /// Within A, weight ½ (0.5 + 0.25) = 0.375: objects ½ (0.5 + 0.1) (0.5 − 0.75) + ½ (−0.5 − 0.6) (0.5 − 0.25) =
    /// −0.2125, scores ½ (0.75 + 0.5) (0.1 − 0.5) + ½ (0.25 + 0.5) (−0.6 + 0.5) = −0.2875; times 0.375 they are
    /// −0.0796875 and −0.1078125. B does not change. −0.05 − 0.0796875 − 0.1078125 = −0.2375.
    #[test]
    fn parts_are_those_of_the_worked_example() {
        let objects = objects();
        let before = pool(&objects, &[("A", 0, 3, 1500), ("A", 1, 1, -500), ("B", 0, 4, -800)]);
        let after = pool(&objects, &[("A", 0, 2, 200), ("A", 1, 2, -1200), ("B", 0, 12, -2400)]);
        let found = decompose(&before, &after).unwrap();
        assert_eq!((found.within, found.objects, found.sources), (-0.107_812, -0.079_688, -0.05));
        assert_eq!(found.by_source[0].source.as_deref(), Some("A"));
        assert_eq!(found.by_source[0].shares.map(millionths), [500_000, 250_000]);
        assert_eq!(millionths(found.by_source[1].within), 0);
    }

    #[test]
    fn a_change_of_the_mix_alone_is_called_that() {
        let objects = objects();
        let before = pool(&objects, &[("A", 0, 3, 1500), ("B", 0, 1, -500)]);
        let after = pool(&objects, &[("A", 0, 1, 500), ("B", 0, 3, -1500)]);
        let found = decompose(&before, &after).unwrap();
        assert_eq!((found.within, found.objects, found.sources), (0.0, 0.0, -0.5));
        let new_source = pool(&objects, &[("C", 1, 2, 800)]);
        let found = decompose(&before, &new_source).unwrap();
        assert_eq!((found.within, found.objects, found.sources), (0.0, 0.0, 0.15));
        assert_eq!(decompose(&before, &Pool::default()), None);
    }

    proptest! {
        #[test]
        fn parts_add_up_exactly(
            before in prop::collection::vec((0usize..3, 0usize..3, 1u64..9, -999i64..1000), 1..9),
            after in prop::collection::vec((0usize..3, 0usize..3, 1u64..9, -999i64..1000), 1..9),
        ) {
            let objects = objects();
            let sides = [before, after].map(|cells| {
                let named = cells.iter().map(|&(source, object, n, mean)| (["A", "B", "C"][source], object, n, mean * n as i64));
                named.collect::<Vec<_>>()
            });
            let pools = [pool(&objects, &sides[0]), pool(&objects, &sides[1])];
            let found = decompose(&pools[0], &pools[1]).unwrap();
            let means = [&pools[0], &pools[1]].map(|pool| millionths(rounded(pool.stance.clusters.mean().unwrap())));
            prop_assert_eq!(sum(&found), means[1] - means[0]);
            let by_source = |part: fn(&SourcePart) -> f64| found.by_source.iter().map(|one| millionths(part(one))).sum::<i64>();
            prop_assert_eq!(by_source(|part| part.within), millionths(found.within));
            prop_assert_eq!(by_source(|part| part.objects), millionths(found.objects));
            prop_assert_eq!(by_source(|part| part.sources), millionths(found.sources));
        }
    }
}
