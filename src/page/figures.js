// From sums to means and intervals, as the report works them out.
// Sums are [documents, Σ n, Σ s, Σ n², Σ n s, Σ s², squares] with s in millionths, then counts of labels.

const MILLION = 1e6;
const SUMS = 7;
const FEW = 10;
const Z = 1.959963984540054;

const T_975 = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135,
  2.262157163, 2.228138852, 2.20098516, 2.17881283, 2.160368656, 2.144786688, 2.131449546, 2.119905299,
  2.109815578, 2.10092204, 2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.06865761, 2.063898562,
  2.059538553, 2.055529439, 2.051830516, 2.048407142, 2.045229642, 2.042272456,
];

// The 97.5% quantile of Student's t (Abramowitz and Stegun 1964, 26.7.5, beyond the table).
const quantile = (n) => {
  if (n <= T_975.length) return T_975[n - 1];
  const z2 = Z * Z;
  const g1 = (Z * (z2 + 1)) / 4;
  const g2 = (Z * ((5 * z2 + 16) * z2 + 3)) / 96;
  const g3 = (Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384;
  const g4 = (Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92160;
  return Z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
};

const addTo = (total, sums, from = 0) => {
  for (let at = from; at < sums.length; at += 1) total[at - from] = (total[at - from] ?? 0) + sums[at];
};

// Mean, 95% interval with documents as clusters (Cochran 1977, 6.4), numbers and caution; no mean without evidence.
const figureOf = (sums) => {
  const [documents = 0, n = 0, sum, squaredN, cross, squaredSum] = sums;
  if (n === 0) return { mean: null, ci: null, n: 0, documents: 0, caution: null, counts: [] };
  const ratio = sum / n;
  const counts = sums.slice(SUMS);
  const effective = (n * n) / squaredN;
  const caution = documents < 2 ? "one" : effective < FEW ? "few" : null;
  const figure = { mean: ratio / MILLION, ci: null, n, documents, caution, counts };
  if (documents > 1) {
    const residuals = Math.max(0, squaredSum - 2 * ratio * cross + ratio * ratio * squaredN);
    const variance = ((documents / (documents - 1)) * residuals) / (n * MILLION) ** 2;
    const half = quantile(documents - 1) * Math.sqrt(variance);
    figure.ci = [Math.max(-1, figure.mean - half), Math.min(1, figure.mean + half)];
  }
  return figure;
};
