//! `page` as its users meet it: what is in the file, and what happens to files that are no report.

use std::fs;

use super::{Case, record};

/// A report of a small corpus with one hostile outlet.
fn report(case: &Case) {
    let linked = |id| record(id).replace("\"source\"", "\"url\":\"https://example.org/c\",\"source\"");
    let hostile = linked("b").replace("Daily", "</script><script>alert(1)</script>");
    case.file("a.jsonl", linked("a") + &hostile);
    case.run(&["score", "a.jsonl", "-o", "a.json", "--dedup", "off"]).ends(0, &[]);
}

#[test]
fn the_page_holds_what_it_needs_and_asks_nobody() {
    let case = Case::new();
    report(&case);
    case.run(&["page", "a.json", "-o", "a.html"]).ends(0, &[]);
    let page = fs::read_to_string(case.path("a.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for part in [
        "default-src 'none'; script-src 'sha256-",
        "Not validated.",
        "<noscript><div class=\"scroll\"",
        "<th scope=\"row\"><bdi>India</bdi></th><td>\u{2212}",
        "No change of any actor's stance",
        "<dt>Toward <bdi>",
        "How to cite",
        "No record was skipped or mended.",
        "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)",
        "https://example.org/c",
    ] {
        assert!(page.contains(part), "{part} is in the page");
    }
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script>").count(), 2);
    for sign in [" src=", " style=", "@import", "url(", "innerHTML", "fetch("] {
        assert!(!page.contains(sign), "{sign} is not in the page");
    }
}

#[test]
fn the_same_report_gives_the_same_page() {
    let case = Case::new();
    report(&case);
    let first = case.run(&["page", "a.json"]).ends(0, &[]).stdout();
    case.run(&["page", "a.json", "-o", "a.html"]).ends(0, &[]);
    assert_eq!(first, fs::read_to_string(case.path("a.html")).unwrap());
    case.file("elsewhere/b.json", fs::read(case.path("a.json")).unwrap());
    assert_eq!(first, case.run(&["page", "elsewhere/b.json"]).ends(0, &[]).stdout());
}

#[test]
fn what_is_no_report_makes_no_page() {
    let case = Case::new();
    report(&case);
    let whole = fs::read_to_string(case.path("a.json")).unwrap();
    let newer = whole.replacen("\"schema_version\": 1", "\"schema_version\": 99", 1);
    assert_ne!(newer, whole);
    for (name, text, says) in [
        ("missing.json", None, "R001"),
        ("empty.json", Some(""), "R002"),
        ("foreign.json", Some("{\"a\":1}"), "R003"),
        ("cut.json", Some(&whole[..whole.len() / 2]), "R004"),
        ("newer.json", Some(newer.as_str()), "R005"),
    ] {
        if let Some(text) = text {
            case.file(name, text);
        }
        case.run(&["page", name, "-o", "page.html"]).ends(2, &[says, name]);
        assert!(!case.path("page.html").exists(), "{name} leaves no page");
    }
}
