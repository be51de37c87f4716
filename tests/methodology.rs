//! METHODOLOGY.md says what each rule gives for an example: here the program gives it.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use std::collections::BTreeSet;

use common::{actor_id, analyzer, object_id, read, root};
use stanceline::judge::FAMILIES;

/// Families that are no rule's name: they switch a part of other rules.
const PARTS: &[&str] = &[
    "act-anaphora",
    "anaphora",
    "carriers",
    "condition",
    "implied-object",
    "learned",
    "negation",
    "own-cause",
    "reference",
    "tone",
    "voice",
];

/// Rule, example, and what it is said to give, from the table under "Rules".
fn rows() -> Vec<[String; 3]> {
    let text = std::fs::read_to_string(root().join("METHODOLOGY.md")).unwrap();
    let section = text.split("\n## Rules\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = section.lines().filter(|line| line.starts_with("| `")).map(cells);
    rows.map(|row| [row[0].trim_matches('`').to_owned(), row[2].clone(), row[3].replace('`', "")]).collect()
}

#[test]
fn every_rule_gives_what_the_methodology_says() {
    let analyzer = analyzer();
    let mut wrong = Vec::new();
    for [rule, example, gives] in rows() {
        let analysis = read(&example);
        let found: Vec<String> = analysis.sentences[0]
            .opinions
            .iter()
            .filter(|opinion| opinion.rule == rule)
            .map(|opinion| {
                let sign = if opinion.polarity < 0 { '−' } else { '+' };
                let holder = actor_id(analyzer, &analysis, opinion.holder);
                let object = object_id(analyzer, &analysis, opinion.object);
                format!("{holder} → {object} {sign}{:.2}", opinion.strength.to_f64())
            })
            .collect();
        if !found.contains(&gives) {
            wrong.push(format!("{rule}: {example}\n  said: {gives}\n  found: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_stands_in_the_methodology() {
    let told: BTreeSet<String> = rows().into_iter().map(|[rule, ..]| rule).collect();
    let known: BTreeSet<String> =
        FAMILIES.iter().filter(|family| !PARTS.contains(family)).map(|family| (*family).to_owned()).collect();
    assert_eq!(told, known);
}
