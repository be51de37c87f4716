//! Figures against published worked examples, and sheets against what they mean.

use super::Task;
use super::agreement::{Level, alpha};
use super::bootstrap::{Rng, intervals};
use super::confusion::Confusion;
use super::correlation::{pearson, spearman};
use super::sheet::Sheet;
use super::units::{Coded, read_units};

fn near(a: f64, b: f64, within: f64) -> bool {
    (a - b).abs() < within
}

/// Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*: four observers, twelve units, missing data;
/// nominal 0.743, ordinal 0.815, interval 0.849.
#[test]
fn alpha_is_that_of_krippendorffs_example() {
    let observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    let code =
        |row: &str, unit: usize| row.as_bytes()[unit].is_ascii_digit().then(|| (row.as_bytes()[unit] - b'0') as i8);
    let units: Vec<Vec<Option<i8>>> =
        (0..12).map(|unit| observers.iter().map(|row| code(row, unit)).collect()).collect();
    for (level, published) in [(Level::Nominal, 0.743), (Level::Ordinal, 0.815), (Level::Interval, 0.849)] {
        let alpha = alpha(units.iter().map(|unit| &unit[..]), level).unwrap();
        assert!(near(alpha, published, 0.0005), "{level:?}: {alpha}");
    }
}

/// Krippendorff (2011), section B: two observers, ten units of two values; 0.095.
#[test]
fn alpha_of_two_observers_and_two_values() {
    let pairs = [(0, 0), (1, 1), (0, 1), (0, 0), (0, 0), (0, 0), (0, 1), (0, 1), (1, 0), (0, 0)];
    let units: Vec<[Option<i8>; 2]> = pairs.iter().map(|&(a, b)| [Some(a), Some(b)]).collect();
    let nominal = alpha(units.iter().map(|unit| &unit[..]), Level::Nominal).unwrap();
    assert!(near(nominal, 0.095, 0.0005), "{nominal}");
}

#[test]
fn alpha_of_nothing_told_apart_is_none() {
    let same = [[Some(1), Some(1)], [Some(1), Some(1)]];
    assert_eq!(alpha(same.iter().map(|unit| &unit[..]), Level::Nominal), None);
    let single = [[Some(1), None], [None, Some(0)]];
    assert_eq!(alpha(single.iter().map(|unit| &unit[..]), Level::Interval), None);
}

/// Cohen (1960), *A Coefficient of Agreement for Nominal Scales*, table of 200 cases: p 0.70, expected 0.41, kappa 0.492.
#[test]
fn kappa_is_that_of_cohens_example() {
    let matrix = Confusion([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
    assert!(near(matrix.accuracy().unwrap(), 0.70, 1e-12));
    assert!(near(matrix.kappa().unwrap(), 0.492, 0.0005), "{:?}", matrix.kappa());
    assert_eq!(Confusion([[0, 0, 0], [0, 5, 0], [0, 0, 0]]).kappa(), None, "chance alone agrees fully");
}

/// By hand: of 4 units that are −, 2 are found; of 5 given −, 2 are right: precision 0.4, recall 0.5, F1 2 · 2 / (4 + 5).
/// Of 5 that are 0, 3 are found, and 4 were given; of 4 that are +, 2 are found, and 4 were given.
#[test]
fn figures_of_a_small_matrix_are_those_worked_out_by_hand() {
    let matrix = Confusion([[2, 1, 1], [1, 3, 1], [2, 0, 2]]);
    assert_eq!((matrix.precision(-1), matrix.recall(-1)), (Some(0.4), Some(0.5)));
    for (label, f1) in [(-1, 4.0 / 9.0), (0, 6.0 / 9.0), (1, 4.0 / 8.0)] {
        assert!(near(matrix.f1(label), f1, 1e-12), "{label}");
    }
    let classes = matrix.classes();
    assert!(near(matrix.macro_f1(&classes).unwrap(), (4.0 / 9.0 + 6.0 / 9.0 + 0.5) / 3.0, 1e-12));
    assert!(near(matrix.polar_f1(&classes).unwrap(), f64::midpoint(4.0 / 9.0, 0.5), 1e-12));
    assert!(near(matrix.average_recall(&classes).unwrap(), (0.5 + 0.6 + 0.5) / 3.0, 1e-12));
    assert_eq!(matrix.wrong_signs(), 3);
    assert!(near(matrix.wrong_sign_share().unwrap(), 3.0 / 13.0, 1e-12));
    let two = Confusion([[3, 1, 0], [1, 5, 2], [0, 0, 0]]);
    assert_eq!(two.classes(), [-1, 0], "a mean over the labels that occur among the codes");
}

/// Anscombe (1973), first set: r 0.816; its ranks give 0.818.
#[test]
fn correlations_are_those_of_anscombes_first_set() {
    let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
    let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    let pairs: Vec<(f64, f64)> = x.into_iter().zip(y).collect();
    assert!(near(pearson(&pairs), 0.816_42, 1e-5));
    assert!(near(spearman(&pairs), 0.818_18, 1e-5));
    assert!(near(spearman(&[(1.0, 1.0), (1.0, 2.0), (2.0, 3.0)]), 0.866_03, 1e-5), "equal values share a rank");
    assert!(pearson(&[(1.0, 1.0), (1.0, 2.0)]).abs() < 1e-12);
}

/// The first numbers of `SplitMix64` from the seed 1234567, as its authors' program prints them.
#[test]
fn the_generator_is_the_published_one() {
    let mut rng = Rng::new(1_234_567);
    let first: Vec<u64> = (0..3).map(|_| rng.next_u64()).collect();
    assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    assert!((0..1000).all(|_| rng.below(7) < 7));
    assert_eq!(rng.below(0), 0);
}

/// The mean of 100 units of which half are 1: standard error 0.05, so that 95% lie within about ±0.098. Drawn as ten
/// documents of ten like units each, it is as uncertain as ten units: ±0.31.
#[test]
fn intervals_are_as_wide_as_documents_are_few() {
    let value = |number: usize| f64::from(u8::from(number >= 50));
    let mean = |drawn: &[usize]| [Some(drawn.iter().map(|&number| value(number)).sum::<f64>() / drawn.len() as f64)];
    let alone: Vec<Vec<usize>> = (0..100).map(|number| vec![number]).collect();
    let [Some([low, high])] = intervals(&alone, 2000, 1, mean) else { unreachable!("a hundred documents") };
    assert!(near(low, 0.402, 0.02) && near(high, 0.598, 0.02), "{low} {high}");
    let tens: Vec<Vec<usize>> = (0..10).map(|ten| (ten * 10..ten * 10 + 10).collect()).collect();
    let [Some([low, high])] = intervals(&tens, 2000, 1, mean) else { unreachable!("ten documents") };
    assert!(near(low, 0.2, 0.05) && near(high, 0.8, 0.05), "{low} {high}");
    assert_eq!(intervals(&tens[..1], 100, 1, mean), [None], "one document says nothing of others");
    assert_eq!(intervals(&tens, 100, 1, mean), intervals(&tens, 100, 1, mean));
}

fn read(rows: &str) -> Result<Coded, Vec<String>> {
    let sheet = Sheet { name: "s".to_owned(), bytes: rows.as_bytes().to_vec() };
    read_units(&[sheet], Task::Stance, None)
        .map_err(|problems| problems.iter().map(|problem| format!("{} {}", problem.location, problem.code)).collect())
}

#[test]
fn coders_may_stand_in_columns_or_in_rows() {
    let wide =
        "id,text,actor,label_ann,label_bob\n1,A backs B.,a,1,1\n2,A left.,a,0,-1\n3,B left.,b,,\n4,B won.,b,0,\n";
    let long = "id;text;actor;coder;label\n1;A backs B.;a;ann;favor\n1;A backs B.;a;bob;+1\n2;A left.;a;ann;none\n\
                2;A left.;a;bob;against\n3;B left.;b;ann;\n4;B won.;b;ann;0\n";
    for rows in [wide, long] {
        let coded = read(rows).unwrap();
        assert_eq!(coded.coders, ["ann", "bob"]);
        let codes: Vec<_> = coded.units.iter().map(|unit| (unit.truth, &unit.codes[..])).collect();
        let divided: (Option<i8>, &[Option<i8>]) = (None, &[Some(0), Some(-1)]);
        assert_eq!(codes[..2], [(Some(1), &[Some(1), Some(1)][..]), divided]);
        assert_eq!((codes[2].0, coded.uncoded), (Some(0), 1));
    }
}

#[test]
fn a_code_without_a_coder_settles_what_is_true() {
    let coded = read("id,text,actor,label,label_ann,label_bob\n1,A.,a,-1,1,1\n").unwrap();
    assert_eq!((coded.units[0].truth, &coded.units[0].codes[..]), (Some(-1), &[Some(1), Some(1)][..]));
}

#[test]
fn broken_rows_are_named_by_line() {
    let ok = "{\"id\":\"1\",\"text\":\"A.\",\"actor\":\"a\",\"label\":1}\n";
    for (rows, wrong) in [
        (format!("{ok}{{\"id\":\n"), "s:2 C002"),
        (format!("{ok}{{\"text\":\"A.\",\"actor\":\"a\",\"label\":1}}"), "s:2 C003"),
        (format!("{ok}{{\"id\":\"2\",\"actor\":\"a\",\"label\":1}}"), "s:2 C003"),
        (format!("{ok}{{\"id\":\"2\",\"text\":\"A.\",\"label\":1}}"), "s:2 C003"),
        (format!("{ok}{{\"id\":\"2\",\"text\":\"A.\",\"actor\":\"a\",\"label\":2}}"), "s:2 C004"),
        (format!("{ok}{{\"id\":\"2\",\"text\":\"A.\",\"actor\":\"a\",\"label\":\"pro\"}}"), "s:2 C004"),
        (format!("{ok}{ok}"), "s:2 C005"),
        (format!("{ok}{{\"id\":\"1\",\"text\":\"B.\",\"actor\":\"a\",\"label\":1}}"), "s:2 C006"),
        (format!("{ok}{{\"id\":\"2\",\"text\":\"A.\",\"target\":{{\"start\":1,\"end\":3}},\"label\":1}}"), "s:2 C007"),
        ("id,text,actor\n1,A.,a\n".to_owned(), "s:1 C003"),
        ("id,text,actor,label\n1,A.,a,1\n2,B.,b\n".to_owned(), "s:3 C002"),
        ("id,text,actor,label\n1,A.,a,yes\n".to_owned(), "s:2 C004"),
        ("id,text,actor,label\n1,A.,a,\n".to_owned(), "s C001"),
        ("id,text,actor,label\n".to_owned(), "s C001"),
        (String::new(), "s C001"),
    ] {
        assert_eq!(read(&rows).err(), Some(vec![wrong.to_owned()]), "{rows}");
    }
}
