//! `chart` as its users meet it: what a picture says, that data stays text, and what is refused.

use std::fs;

use super::{Case, TEXT};

fn scored(text: &str) -> Case {
    let case = Case::new();
    case.file("a.txt", text);
    case.run(&["score", "a.txt", "--quiet", "-o", "a.json"]).ends(0, &[]);
    case
}

#[test]
fn a_picture_says_what_the_report_says_and_is_the_same_twice() {
    let case = scored(TEXT);
    for folder in ["one", "two/deep"] {
        case.run(&["chart", "a.json", "-o", folder]).ends(0, &[]);
    }
    for name in ["ranked.svg", "ranked.png", "ranked.vl.json"] {
        let read = |folder: &str| fs::read(case.path(folder).join(name)).unwrap();
        assert!(!read("one").is_empty() && read("one") == read("two/deep"), "{name}");
    }
    let report: serde_json::Value = serde_json::from_slice(&fs::read(case.path("a.json")).unwrap()).unwrap();
    let svg = fs::read_to_string(case.path("one/ranked.svg")).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let words: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
    for actor in report["actors"].as_array().unwrap() {
        let about = format!("{}: {} ", actor["name"].as_str().unwrap(), actor["stance"]["mean"]);
        assert!(words.iter().any(|text| text.starts_with(&about)), "{about} in {words:?}");
    }
    assert!(words.iter().any(|text| text.starts_with("NOT VALIDATED")), "{words:?}");
}

#[test]
fn names_stay_text() {
    let case = scored(TEXT);
    let mut report: serde_json::Value = serde_json::from_slice(&fs::read(case.path("a.json")).unwrap()).unwrap();
    let hostile = "</text><script>alert(1)</script>&\"'\u{202e}\u{1b}\u{ffff}";
    report["actors"][0]["name"] = hostile.into();
    case.file("b.json", report.to_string()).run(&["chart", "b.json", "-o", "out"]).ends(0, &[]);
    let svg = fs::read_to_string(case.path("out/ranked.svg")).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    assert!(!document.descendants().any(|node| node.has_tag_name("script")));
    assert!(
        document.descendants().filter_map(|node| node.text()).any(|text| text.contains("<script>alert(1)")),
        "{svg}"
    );
    assert!(!svg.contains(['\u{202e}', '\u{1b}', '\u{ffff}']));
}

#[test]
fn what_cannot_be_drawn_is_refused_and_leaves_nothing() {
    let case = scored(TEXT);
    let whole = fs::read(case.path("a.json")).unwrap();
    case.file("cut.json", &whole[..whole.len() / 2]).file("foreign.json", "{}").file("plain.txt", "It rained.");
    case.run(&["score", "plain.txt", "--quiet", "-o", "none.json"]).ends(0, &[]);
    case.run(&["chart", "cut.json", "-o", "out"]).ends(2, &["R004"]);
    case.run(&["chart", "foreign.json", "-o", "out"]).ends(2, &["R003"]);
    case.run(&["chart", "none.json", "-o", "out"]).ends(2, &["no actor takes a side"]);
    case.run(&["chart", "a.json", "-o", "out", "--actors", "nobody"]).ends(2, &["no actor \"nobody\""]);
    assert!(!case.path("out").exists());
}
