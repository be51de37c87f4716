//! `chart` as its users meet it: what a picture says, that data stays text, and what is refused.

use std::fs;

use serde_json::{Value, json};

use super::Case;

const OF_REPORTS: [&str; 6] = ["ranked", "series", "sentiment", "frames", "relations", "outlets"];
const OF_COMPARISONS: [&str; 2] = ["slope", "difference"];

/// Text that would do something where it is not text.
const HOSTILE: [&str; 24] = [
    "</text><script>alert(1)</script>",
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</svg><svg onload=alert(1)>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!-- comment --><g onclick=alert(1)>",
    "<?xml-stylesheet href=\"evil.css\"?>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    "&x; &amp; &#60;script&#62;",
    "\" onload=\"alert(1)",
    "' onload='alert(1)",
    "<image href=\"https://evil.example/x\"/>",
    "<foreignObject><iframe src=//evil.example></iframe></foreignObject>",
    "<style>@import '//evil.example'</style>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<use href=\"//evil.example#x\"/>",
    "<animate onbegin=alert(1) attributeName=x dur=1s>",
    "url(javascript:alert(1))",
    "\u{202e}evil\u{2066}\u{1b}[31mred\u{7}",
    "\u{ffff}\u{0}\u{b}\u{fffe}",
    "line\nfeed\r\ttab",
    "../../etc/passwd",
    "{{constructor}} ${alert(1)} __proto__",
];

fn scored() -> Case {
    let case = Case::new();
    let record = |id: &str, date: &str, verb: &str| {
        let text = format!(
            "India {verb} cyber sovereignty. Russia backed cyber sovereignty. India praised Russia. China is a threat."
        );
        format!("{}\n", json!({"id": id, "date": date, "source": "Daily", "text": text}))
    };
    let records = record("a", "2020-03-01", "rejected") + &record("b", "2022-09-01", "backed");
    case.file("a.jsonl", records).run(&["score", "a.jsonl", "--quiet", "-o", "a.json"]).ends(0, &[]);
    case.run(&["compare", "a.json", "--at", "2021-06-01", "--quiet", "-o", "c.json"]).ends(0, &[]);
    case
}

fn read(case: &Case, name: &str) -> Value {
    serde_json::from_slice(&fs::read(case.path(name)).unwrap()).unwrap()
}

fn india(of: &Value) -> Value {
    of["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == "india").unwrap().clone()
}

/// All text of an SVG file, one piece for each element.
fn words(case: &Case, name: &str) -> Vec<String> {
    let svg = fs::read_to_string(case.path(name)).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let texts = document.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text());
    texts.filter(|text| !text.trim().is_empty()).map(str::to_owned).collect()
}

/// Whether some text names this and gives the number as the report does.
fn says(words: &[String], name: &str, mean: &Value) -> bool {
    let start = format!("{name}: ");
    let number = |text: &str| text.strip_prefix(&start)?.split(' ').next()?.parse::<f64>().ok();
    words.iter().any(|text| number(text).is_some_and(|number| Some(number) == mean.as_f64()))
}

#[test]
fn every_picture_is_written_in_every_form_and_is_the_same_twice() {
    let case = scored();
    for folder in ["one", "two/deep"] {
        case.run(&["chart", "a.json", "-o", folder]).ends(0, &[]);
        case.run(&["chart", "c.json", "-o", folder]).ends(0, &[]);
    }
    let mut names: Vec<String> = fs::read_dir(case.path("one"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut wanted: Vec<String> = OF_REPORTS
        .iter()
        .chain(&OF_COMPARISONS)
        .flat_map(|kind| ["svg", "png", "vl.json"].map(|form| format!("{kind}.{form}")))
        .collect();
    wanted.sort();
    assert_eq!(names, wanted);
    for name in names {
        let bytes = |folder: &str| fs::read(case.path(folder).join(&name)).unwrap();
        assert!(!bytes("one").is_empty() && bytes("one") == bytes("two/deep"), "{name}");
    }
}

#[test]
fn pictures_say_what_the_report_says() {
    let case = scored();
    case.run(&["chart", "a.json", "-o", "out", "--formats", "svg"]).ends(0, &[]);
    let report = read(&case, "a.json");
    let name = |id: &Value| {
        let actors = report["actors"].as_array().unwrap();
        actors.iter().find(|actor| actor["id"] == *id).unwrap()["name"].as_str().unwrap()
    };
    let [ranked, series, sentiment, frames, relations, outlets] =
        OF_REPORTS.map(|kind| words(&case, &format!("out/{kind}.svg")));
    let mut checked = 0;
    for actor in report["actors"].as_array().unwrap().iter().filter(|actor| !actor["stance"]["mean"].is_null()) {
        let (own, mean) = (name(&actor["id"]), &actor["stance"]["mean"]);
        assert!(says(&ranked, own, mean), "{own} {mean} in {ranked:?}");
        for point in actor["series"].as_array().unwrap().iter().filter(|point| !point["stance"]["mean"].is_null()) {
            let what = format!("{own}, {}", point["period"].as_str().unwrap());
            assert!(says(&series, &what, &point["stance"]["mean"]), "{what} in {series:?}");
        }
        for source in actor["sources"].as_array().unwrap() {
            let what = format!("{own}, {}", source["source"].as_str().unwrap());
            assert!(says(&outlets, &what, &source["stance"]["mean"]), "{what} in {outlets:?}");
        }
        if !actor["sentiment"]["mean"].is_null() {
            assert!(says(&sentiment, own, mean), "{own} in {sentiment:?}");
        }
        for frame in actor["frames"].as_array().unwrap() {
            let what = format!("{own}, {}: ", frame["id"].as_str().unwrap());
            assert!(frames.iter().any(|text| text.starts_with(&what)), "{what} in {frames:?}");
        }
        checked += 1;
    }
    assert!(checked >= 2);
    for relation in report["relations"].as_array().unwrap() {
        let what = format!("{}, {}", name(&relation["holder"]), name(&relation["object"]));
        assert!(says(&relations, &what, &relation["mean"]), "{what} in {relations:?}");
    }
    for pictures in [&ranked, &series, &frames] {
        assert!(pictures.iter().any(|text| text.starts_with("NOT VALIDATED")), "{pictures:?}");
    }
}

#[test]
fn pictures_of_a_comparison_say_what_it_says() {
    let case = scored();
    case.run(&["chart", "c.json", "-o", "out", "--formats", "svg"]).ends(0, &[]);
    let [slope, difference] = OF_COMPARISONS.map(|kind| words(&case, &format!("out/{kind}.svg")));
    let comparison = read(&case, "c.json");
    let both = comparison["actors"].as_array().unwrap().iter().filter(|actor| !actor["difference"].is_null());
    let mut checked = 0;
    for actor in both {
        let name = actor["name"].as_str().unwrap();
        assert!(says(&difference, name, &actor["difference"]), "{name} in {difference:?}");
        assert!(says(&slope, &format!("{name}, before 2021-06-01"), &actor["before"]["mean"]), "{slope:?}");
        assert!(says(&slope, &format!("{name}, from 2021-06-01"), &actor["after"]["mean"]), "{slope:?}");
        checked += 1;
    }
    assert!(checked > 0);
}

#[test]
fn options_choose_what_is_drawn() {
    let case = scored();
    case.file("e.csv", "label,date\n\"Galwan, clash\",2020-06-15\nLater,2021\n");
    let options =
        ["--only", "ranked,series", "--formats", "svg", "--actors", "india", "--lang", "de", "--theme", "dark"];
    let more = ["--events", "e.csv", "--event", "2022-01=Third", "--by", "year", "--width", "600"];
    let all: Vec<&str> = ["chart", "a.json", "-o", "out"].into_iter().chain(options).chain(more).collect();
    case.run(&all).ends(0, &[]);
    assert_eq!(fs::read_dir(case.path("out")).unwrap().count(), 2);
    let series = words(&case, "out/series.svg");
    let has = |part: &str| series.iter().any(|text| text.contains(part));
    assert!(has("Haltung zu") && has("NICHT VALIDIERT") && has("India, 2020: ") && !has("Russia"), "{series:?}");
    let whole = series.join(" ");
    assert!(whole.contains("1 2020-06-15 Galwan, clash; 2 2021 Later; 3 2022-01 Third"), "{whole}");
    case.run(&["chart", "a.json", "-o", "part", "--only", "ranked", "--formats", "svg", "--to", "2021"]).ends(0, &[]);
    let ranked = words(&case, "part/ranked.svg").join("\n");
    assert!(ranked.contains("Only what is dated 2020-") && ranked.contains("documents: 1."), "{ranked}");
}

#[test]
fn hostile_names_poles_sources_frames_and_events_stay_text() {
    let case = scored();
    let mut report = read(&case, "a.json");
    let actor = india(&report);
    let copies = HOSTILE.iter().enumerate().map(|(at, text)| {
        let mut copy = actor.clone();
        copy["id"] = format!("a{at}").into();
        copy["name"] = (*text).into();
        for cell in copy["cells"].as_array_mut().unwrap() {
            cell["source"] = (*text).into();
            for one in cell.get_mut("objects").and_then(Value::as_array_mut).into_iter().flatten() {
                one["object"] = json!({"frame": text});
            }
        }
        copy
    });
    report["actors"] = copies.collect();
    report["relations"] = HOSTILE
        .iter()
        .map(|text| {
            let mut relation = report["relations"][0].clone();
            relation["holder"] = "a0".into();
            relation["object"] = (*text).into();
            relation
        })
        .collect();
    report["pack"]["id"] = HOSTILE[1].into();
    report["pack"]["target"] = HOSTILE[4].into();
    report["pack"]["poles"] = json!({"positive": HOSTILE[0], "negative": HOSTILE[5]});
    case.file("b.json", report.to_string());
    let events: Vec<String> =
        HOSTILE.iter().map(|text| format!("2020-06={text}")).filter(|event| !event.contains('\0')).collect();
    let mut command = vec!["chart", "b.json", "-o", "out", "--formats", "svg,png", "--top", "40"];
    command.extend(events.iter().flat_map(|event| ["--event", event]));
    case.run(&command).ends(0, &[]);
    let mut comparison = read(&case, "c.json");
    let like = india(&comparison);
    comparison["actors"] = HOSTILE
        .iter()
        .map(|text| {
            let mut copy = like.clone();
            copy["name"] = (*text).into();
            copy
        })
        .collect();
    comparison["at"] = Value::Null;
    comparison["before"]["label"] = HOSTILE[0].into();
    case.file("d.json", comparison.to_string());
    case.run(&["chart", "d.json", "-o", "out", "--formats", "svg", "--top", "40"]).ends(0, &[]);
    for kind in OF_REPORTS.iter().chain(&OF_COMPARISONS) {
        let svg = fs::read_to_string(case.path(&format!("out/{kind}.svg"))).unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            assert!(
                ["svg", "title", "desc", "rect", "polyline", "polygon", "circle", "text"].contains(&name),
                "{kind}: {name}"
            );
            assert!(
                node.attributes().all(|one| !one.name().starts_with("on") && !one.name().contains("href")),
                "{kind}"
            );
        }
        assert!(!document.descendants().any(|node| node.is_comment() || node.is_pi()), "{kind}");
        let steers = |letter: char| {
            letter.is_control() && letter != '\n'
                || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
        };
        assert!(!svg.contains(steers), "{kind}");
        assert!(
            document.descendants().filter_map(|node| node.text()).any(|text| text.contains("<script>alert(1)")),
            "{kind}"
        );
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_and_leaves_nothing() {
    let case = scored();
    let whole = fs::read(case.path("a.json")).unwrap();
    case.file("cut.json", &whole[..whole.len() / 2]).file("foreign.json", "{}").file("plain.txt", "It rained.");
    let newer = String::from_utf8(whole).unwrap().replacen("\"schema_version\": 1", "\"schema_version\": 99", 1);
    case.file("newer.json", newer).file("wrong.csv", "date,label\nsoon,x\n").file("heads.csv", "day,label\n2020,x\n");
    case.run(&["score", "plain.txt", "--quiet", "-o", "none.json"]).ends(0, &[]);
    let refused = |arguments: &[&str], says: &str| {
        let all: Vec<&str> = ["chart"].iter().chain(arguments).chain(&["-o", "out"]).copied().collect();
        case.run(&all).ends(2, &[says]);
    };
    refused(&["cut.json"], "R004");
    refused(&["foreign.json"], "R003");
    refused(&["newer.json"], "R005");
    refused(&["none.json"], "nothing to draw");
    refused(&["a.json", "--actors", "nobody"], "no actor \"nobody\"");
    refused(&["a.json", "--only", "slope"], "slope: needs a comparison");
    refused(&["c.json", "--only", "ranked"], "ranked: needs a report");
    refused(&["c.json", "--from", "2020"], "R008");
    refused(&["a.json", "--only", "pie"], "pie");
    refused(&["a.json", "--event", "2020-06-15"], "DATE=LABEL");
    refused(&["a.json", "--events", "wrong.csv"], "wrong.csv:2");
    refused(&["a.json", "--events", "heads.csv"], "no column \"date\"");
    refused(&["a.json", "--events", "missing.csv"], "missing.csv");
    refused(&["a.json", "--width", "100"], "480");
    assert!(!case.path("out").exists());
    case.run(&["compare", "c.json", "--at", "2020"]).ends(2, &["R003", "comparison"]);
}

#[test]
fn a_picture_without_figures_is_left_out_and_named() {
    let case = Case::new();
    case.file("a.txt", super::TEXT).run(&["score", "a.txt", "--quiet", "-o", "a.json"]).ends(0, &[]);
    case.run(&["chart", "a.json", "-o", "out"]).ends(0, &["series left out", "outlets left out"]);
    assert!(case.path("out/ranked.svg").exists() && !case.path("out/series.svg").exists());
}
