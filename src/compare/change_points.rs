//! When a series changed: binary segmentation with a permutation test.
//!
//! A split of a stretch of steps into two gains G = N₀ N₁ / (N₀ + N₁) · (M₀ − M₁)², the squares of the scores that two
//! means explain better than one (N sentences, M mean). The best split is a change if its gain is among the largest
//! 5% of the best gains of the same steps in random order (Vostrikova 1981 for the segmentation; Antoch and Hušková
//! 2001 for the test); each half is then searched in the same way. The order is drawn from a fixed seed.
//!
//! Steps whose split explains almost as much belong to the interval: all with (Gmax − G) / s² ≤ 7.35, s² being the
//! variance of the scores about the two means (the likelihood ratio of Hansen 2000, *Econometrica* 68, whose 95% point
//! is −2 log(1 − √0.95)).

use crate::aggregate::Step;

/// One step of a series with evidence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) step: Step,
    pub(super) documents: u64,
    pub(super) sentences: f64,
    /// Sum of the scores of its sentences.
    pub(super) sum: f64,
}

/// A change: before the point with this number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) at: usize,
    /// First and last point that may be it.
    pub(super) interval: [usize; 2],
    pub(super) p: f64,
}

/// The rate of false alarms: how many series without any change show one.
pub(super) const ALPHA: f64 = 0.05;

/// Random orders that are drawn for each test.
const ORDERS: u32 = 999;

/// Each side of a change needs at least so many steps with evidence, and so many documents.
const LEAST_STEPS: usize = 2;
const LEAST_DOCUMENTS: u64 = 5;

/// The 95% point of the likelihood ratio of Hansen (2000): −2 log(1 − √0.95).
const RATIO_95: f64 = 7.352_277_7;

/// The changes of a series, in order of time. `seed` decides which random orders are drawn.
pub(super) fn changes(points: &[Point], seed: u64) -> Vec<Found> {
    let mut random = SplitMix64(seed);
    let mut found = Vec::new();
    let mut open = vec![(0, points.len())];
    while let Some((start, end)) = open.pop() {
        let Some(change) = test(&points[start..end], &mut random) else { continue };
        let at = start + change.at;
        found.push(Found { at, interval: change.interval.map(|bound| bound + start), ..change });
        open.extend([(at, end), (start, at)]);
    }
    found.sort_by_key(|change| change.at);
    found
}

/// The change of one stretch, if there is one.
fn test(points: &[Point], random: &mut SplitMix64) -> Option<Found> {
    let gains = gains(points);
    let (at, most) = best(&gains)?;
    let mut order = points.to_vec();
    let mut as_large = 1;
    for _ in 0..ORDERS {
        random.shuffle(&mut order);
        let drawn = best(&self::gains(&order)).map_or(0.0, |(_, gain)| gain);
        as_large += u32::from(drawn >= most * (1.0 - 1e-12));
        if f64::from(as_large) > ALPHA * f64::from(ORDERS + 1) {
            return None;
        }
    }
    let p = f64::from(as_large) / f64::from(ORDERS + 1);
    Some(Found { at, interval: interval(points, &gains, at, most), p })
}

/// The gain of a split before each point; `None` where a side would be too thin.
fn gains(points: &[Point]) -> Vec<Option<f64>> {
    let documents: u64 = points.iter().map(|point| point.documents).sum();
    let (sentences, sum) = totals(points);
    let (mut before, mut n, mut s) = (0, 0.0, 0.0);
    let mut gains = Vec::with_capacity(points.len());
    for (at, point) in points.iter().enumerate() {
        let steps = at.min(points.len() - at);
        let is_thin = steps < LEAST_STEPS || before.min(documents - before) < LEAST_DOCUMENTS;
        gains.push((!is_thin).then(|| {
            let rest = sentences - n;
            let distance: f64 = s / n - (sum - s) / rest;
            n * rest / sentences * distance * distance
        }));
        before += point.documents;
        n += point.sentences;
        s += point.sum;
    }
    gains
}

/// The first split of the largest gain.
fn best(gains: &[Option<f64>]) -> Option<(usize, f64)> {
    let splits = gains.iter().enumerate().filter_map(|(at, gain)| Some((at, (*gain)?)));
    splits.reduce(|best, split| if split.1 > best.1 { split } else { best }).filter(|(_, gain)| *gain > 0.0)
}

fn interval(points: &[Point], gains: &[Option<f64>], at: usize, most: f64) -> [usize; 2] {
    let squares: f64 = [&points[..at], &points[at..]]
        .map(|half| {
            let (sentences, sum) = totals(half);
            let mean = sum / sentences;
            half.iter().map(|point| point.sentences * (point.sum / point.sentences - mean).powi(2)).sum::<f64>()
        })
        .iter()
        .sum();
    let variance = squares / (points.len().saturating_sub(2).max(1)) as f64;
    let may_be = |gain: &Option<f64>| gain.is_some_and(|gain| most - gain <= RATIO_95 * variance);
    let first = gains.iter().position(may_be).unwrap_or(at);
    let last = gains.iter().rposition(may_be).unwrap_or(at);
    [first, last]
}

fn totals(points: &[Point]) -> (f64, f64) {
    points.iter().fold((0.0, 0.0), |(n, s), point| (n + point.sentences, s + point.sum))
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let drawn = (u128::from(self.next()) * (last as u128 + 1)) >> 64;
            list.swap(last, drawn as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Period;

    /// A series by mean scores, each of one step with as many documents as sentences.
    fn series(scores: &[(u64, f64)]) -> Vec<Point> {
        let point = |(at, &(n, mean)): (usize, &(u64, f64))| Point {
            step: Step::numbered(Period::Month, 24_000 + at as i32).unwrap(),
            documents: n,
            sentences: n as f64,
            sum: mean * n as f64,
        };
        scores.iter().enumerate().map(point).collect()
    }

    fn noise(random: &mut SplitMix64) -> f64 {
        let unit = |random: &mut SplitMix64| (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (0..6).map(|_| unit(random) - 0.5).sum()
    }

    /// Scores with a spread of 0.35, one document a score, a drawn number of documents a step.
    fn drawn(random: &mut SplitMix64, steps: usize, mean: impl Fn(usize) -> f64) -> Vec<Point> {
        let step = |at: usize, random: &mut SplitMix64| {
            let documents = 1 + random.next() % 5;
            let sum: f64 = (0..documents).map(|_| mean(at) + 0.5 * noise(random)).sum();
            (documents, sum / documents as f64)
        };
        let scores: Vec<(u64, f64)> = (0..steps).map(|at| step(at, random)).collect();
        series(&scores)
    }

    /// Two steps of 0.5, two of −0.5, each of three documents: N₀ = N₁ = 6, G = 6 · 6 / 12 · 1² = 3.
    #[test]
    fn the_gain_is_that_of_the_worked_example() {
        let points = series(&[(3, 0.5), (3, 0.5), (3, -0.5), (3, -0.5)]);
        assert_eq!(gains(&points), [None, None, Some(3.0), None]);
    }

    #[test]
    fn false_alarms_are_as_rare_as_claimed() {
        let mut random = SplitMix64(7);
        let runs = 1_000;
        let alarms = (0..runs).filter(|&run| !changes(&drawn(&mut random, 40, |_| 0.1), run).is_empty()).count();
        // 5% of 1,000 with three standard errors (6.9) on each side.
        assert!((30..=71).contains(&alarms), "{alarms} of {runs} series without a change show one");
    }

    #[test]
    fn a_change_is_found_where_it_is() {
        let mut random = SplitMix64(11);
        let runs = 200;
        let (mut found, mut near, mut covered) = (0, 0, 0);
        for run in 0..runs {
            let points = drawn(&mut random, 40, |at| if at < 25 { 0.3 } else { -0.3 });
            let Some(change) = changes(&points, run).into_iter().min_by_key(|change| change.at.abs_diff(25)) else {
                continue;
            };
            found += 1;
            near += u32::from(change.at.abs_diff(25) <= 2);
            covered += u32::from((change.interval[0]..=change.interval[1]).contains(&25));
        }
        assert!(found >= 195, "{found} of {runs} found");
        assert!(near >= 185, "{near} of {runs} within two steps");
        assert!(covered >= 184, "{covered} of {runs} intervals hold the true step");
    }

    #[test]
    fn two_changes_are_told_apart() {
        let mut random = SplitMix64(3);
        let (mut both, mut only) = (0, 0);
        for run in 0..100 {
            let points = drawn(&mut random, 60, |at| if (20..40).contains(&at) { -0.5 } else { 0.5 });
            let places: Vec<usize> = changes(&points, run).iter().map(|change| change.at).collect();
            let is_near = |wanted: usize| places.iter().any(|at| at.abs_diff(wanted) <= 1);
            both += u32::from(is_near(20) && is_near(40));
            only += u32::from(places.len() == 2);
        }
        assert!(both >= 95, "both found in {both} of 100");
        // Three stretches without a change are tested, each with its false alarms.
        assert!(only >= 80, "nothing else found in {only} of 100");
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert!(changes(&[], 1).is_empty());
        assert!(changes(&series(&[(1, 0.5), (1, -0.5), (1, 0.5)]), 1).is_empty());
        assert!(changes(&series(&[(9, 0.5); 12]), 1).is_empty());
    }
}
