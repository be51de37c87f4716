//! What was measured, for the terminal.

use std::fmt::Write;

use super::confusion::LABELS;
use super::types::Validation;
use crate::report::{Card, Estimate, count, escape_controls};

/// Actors that are listed.
const ACTORS: usize = 20;

/// Below it, Krippendorff (2004, *Content Analysis*, 2nd ed., p. 241) draws not even tentative conclusions.
const LEAST_ALPHA: f64 = 0.667;

/// The figures as text, without the errors.
pub fn render(validation: &Validation) -> String {
    let card = &validation.card;
    let mut shown = head(card);
    figures(card, &mut shown);
    coders(card, &mut shown);
    with_coders(card, &mut shown);
    matrix(card, &mut shown);
    labels(card, &mut shown);
    baselines(card, &mut shown);
    coverage(validation, &mut shown);
    rules(validation, &mut shown);
    actors(validation, &mut shown);
    shown
}

fn head(card: &Card) -> String {
    let mut head = format!("{}: ", card.task);
    let _ = match (&card.tool, &card.pack) {
        (Some(tool), Some(pack)) => {
            write!(head, "{} {} with {} {}", tool.name, tool.version, pack.pack.id, pack.pack.version)
        }
        _ => write!(head, "predictions of another program"),
    };
    let codes = &card.codes;
    let _ = write!(head, "\n{} in {}", count(codes.units, "unit"), count(codes.documents, "document"));
    for (number, what) in [
        (codes.undecided, "undecided between coders"),
        (codes.uncoded, "uncoded and left out"),
        (codes.unpredicted, "without a prediction, taken as 0"),
    ] {
        if number > 0 {
            let _ = write!(head, ", {number} {what}");
        }
    }
    head.push_str("\n\n");
    head
}

fn figures(card: &Card, shown: &mut String) {
    let figures = &card.figures;
    for (name, estimate) in [
        ("accuracy", &figures.accuracy),
        ("macro-F1", &figures.macro_f1),
        ("F1 of + and - alone", &figures.polar_f1),
        ("average recall", &figures.average_recall),
        ("wrong signs", &figures.wrong_sign_share),
        ("Cohen's kappa", &figures.kappa),
        ("alpha, nominal", &figures.alpha_nominal),
        ("alpha, ordinal", &figures.alpha_ordinal),
        ("alpha, interval", &figures.alpha_interval),
    ] {
        let units = || format!("  ({})", count(figures.wrong_signs, "unit"));
        let count = if name == "wrong signs" { units() } else { String::new() };
        let _ = writeln!(shown, "{name:<20} {}{count}", with_interval(estimate));
    }
    for (name, estimate) in [("Pearson's r", &figures.pearson), ("Spearman's rho", &figures.spearman)] {
        if let Some(estimate) = estimate {
            let _ = writeln!(shown, "{name:<20} {}", with_interval(estimate));
        }
    }
}

fn coders(card: &Card, shown: &mut String) {
    let coders = card.codes.coders.len() as u64;
    let Some(agreement) = &card.between_coders else {
        let whose = if coders == 0 { "coder not named".to_owned() } else { count(coders, "coder") };
        let _ = writeln!(shown, "\nbetween coders: NOT MEASURED ({whose}; it takes two for the same units)");
        return;
    };
    let _ = writeln!(shown, "\nbetween {}, {}", count(coders, "coder"), count(agreement.units, "unit"));
    for (name, estimate) in [
        ("alpha, nominal", &agreement.alpha_nominal),
        ("alpha, ordinal", &agreement.alpha_ordinal),
        ("alpha, interval", &agreement.alpha_interval),
    ] {
        let _ = writeln!(shown, "{name:<20} {}", with_interval(estimate));
    }
    if agreement.alpha_nominal.value.is_none_or(|alpha| alpha < LEAST_ALPHA) {
        let _ = writeln!(shown, "the coders AGREE TOO LITTLE (least alpha {LEAST_ALPHA}): what is true is not settled");
    }
    for pair in &agreement.pairs {
        let [one, other] = pair.coders.each_ref().map(|name| escape_controls(name));
        let _ = writeln!(shown, "kappa {one}, {other}: {} ({} units)", number(pair.kappa), pair.units);
    }
}

fn with_coders(card: &Card, shown: &mut String) {
    for with in &card.with_coders {
        let (coder, units) = (escape_controls(&with.coder), count(with.units, "unit"));
        let (kappa, alpha) = (number(with.kappa), number(with.alpha_nominal));
        let _ = writeln!(shown, "program with {coder}: kappa {kappa}, nominal alpha {alpha} ({units})");
    }
}

fn matrix(card: &Card, shown: &mut String) {
    let _ = writeln!(shown, "\n{:<12}{:>7}{:>7}{:>7}", "true / given", "-1", "0", "+1");
    for (label, row) in LABELS.iter().zip(card.confusion) {
        let _ = writeln!(shown, "{:>12}{:>7}{:>7}{:>7}", signed(*label), row[0], row[1], row[2]);
    }
}

fn labels(card: &Card, shown: &mut String) {
    let _ = writeln!(shown, "\nlabel  precision             recall                F1");
    for label in &card.labels {
        let [precision, recall, f1] = [&label.precision, &label.recall, &label.f1].map(with_interval);
        let line = format!("{:>5}  {precision:<21} {recall:<21} {f1}", signed(label.label));
        let _ = writeln!(shown, "{}", line.trim_end());
    }
}

fn baselines(card: &Card, shown: &mut String) {
    let _ = writeln!(shown, "\nbaseline             accuracy  macro-F1  wrong signs");
    for baseline in &card.baselines {
        let name = match baseline.name.as_str() {
            "majority" => "always the commonest",
            "actor" => "actor's name alone",
            _ => "tone of 8 words",
        };
        let (accuracy, f1) = (baseline.accuracy, baseline.macro_f1);
        let _ = writeln!(shown, "{name:<20} {accuracy:>9.3} {f1:>9.3} {:>12}", baseline.wrong_signs);
    }
}

fn coverage(validation: &Validation, shown: &mut String) {
    let _ = writeln!(shown, "\nstrength  coverage  accuracy  wrong signs");
    for step in validation.coverage.iter().filter(|step| step.units > 0) {
        let (strength, accuracy) = (format!("{:.1}", step.strength), number(step.accuracy));
        let _ = writeln!(shown, "{strength:>8} {:>9.3} {accuracy:>9} {:>12}", step.coverage, step.wrong_signs);
    }
}

fn rules(validation: &Validation, shown: &mut String) {
    if validation.rules.is_empty() {
        return;
    }
    let _ = writeln!(shown, "\nrule                 decided  right  opposite  precision");
    for rule in &validation.rules {
        let counts = format!("{:>8} {:>6} {:>9}", rule.decided, rule.right, rule.opposite);
        let _ = writeln!(shown, "{:<20} {counts} {:>10.3}", rule.rule, rule.precision);
    }
}

fn actors(validation: &Validation, shown: &mut String) {
    if validation.actors.is_empty() {
        return;
    }
    let _ = writeln!(shown, "\nactor                units  accuracy  macro-F1   alpha  wrong  coded  given");
    for actor in validation.actors.iter().take(ACTORS) {
        let name: String = escape_controls(&actor.actor).chars().take(20).collect();
        let _ = writeln!(
            shown,
            "{name:<20} {:>5} {:>9.3} {:>9.3} {:>7} {:>6}  {:>+5.2}  {:>+5.2}",
            actor.units,
            actor.accuracy,
            actor.macro_f1,
            number(actor.alpha),
            actor.wrong_signs,
            actor.mean_coded,
            actor.mean_given
        );
    }
    let hidden = validation.actors.len().saturating_sub(ACTORS);
    if hidden > 0 {
        let _ = writeln!(shown, "and {hidden} more (all with --format json)");
    }
}

fn signed(label: i8) -> String {
    if label == 0 { "0".to_owned() } else { format!("{label:+}") }
}

fn number(value: Option<f64>) -> String {
    value.map_or("-".to_owned(), |value| format!("{value:.3}"))
}

fn with_interval(estimate: &Estimate) -> String {
    let interval = estimate.ci95.map_or(String::new(), |[low, high]| format!(" [{low:.3}, {high:.3}]"));
    number(estimate.value) + &interval
}
