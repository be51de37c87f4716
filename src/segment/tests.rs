//! What every reader of news would call a sentence, by table, and what must hold for any text at all.

use proptest::prelude::*;

use super::SentenceKind::{Heading, ListItem, Prose};
use super::{Abbreviations, Ends, LONGEST, Sentence, SentenceKind, sentences};

fn english() -> Abbreviations {
    let never = ["Dr.", "Mr.", "Mrs.", "Gen.", "Lt.", "Sen.", "St.", "Prof.", "vs.", "Ph.D.", "p.", "approx."];
    let maybe = ["No.", "Inc.", "Corp.", "Co.", "Ltd.", "Jan.", "Sept.", "et al.", "etc.", "Jr.", "Yahoo!"];
    let openers = "A An The In It He She But And On At We They This However";
    Abbreviations::new(
        never.map(|word| (word, Ends::Never)).into_iter().chain(maybe.map(|word| (word, Ends::Maybe))),
        openers.split(' '),
    )
}

fn cut(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    sentences(text, &english(), &mut out);
    out
}

/// Cuts each text without its bars, which stand where sentences must end.
fn check_all(table: &[&str]) {
    let mut wrong = Vec::new();
    for marked in table {
        let text = marked.replace('|', "");
        let want: Vec<&str> = marked.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        let got: Vec<&str> = cut(&text).iter().map(|sentence| sentence.span.of(&text)).collect();
        if got != want {
            wrong.push(format!("{got:#?} in {marked:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stops_end_sentences_and_abbreviations_do_not() {
    check_all(&[
        "India signed. |China did not.",
        "Is it over? |No! |It goes on.",
        "Dr. Smith met Gen. Li.",
        "Lt. Gen. Hooda retired. |Mrs. May stayed.",
        "Approx. 40 states signed.",
        "The U.S. officials left.",
        "He works in the U.S. |The talks go on.",
        "The U.N. General Assembly voted. |It passed.",
        "The U.S.'s allies and the U.S.-led group met.",
        "Resolution No. 2 passed. |No. 3 did not.",
        "He said no. |The vote failed.",
        "Apple Inc. said so. |Huawei was founded by Apple Inc. |It grew.",
        "At 9 a.m. Beijing time it began. |It ended at 5 p.m. |The crowd left.",
        "J. R. Smith and George W. Bush agreed.",
        "Washington, D.C. (Wire) is far.",
        "See Li et al. 2019 for more.",
        "Yahoo! Inc. was sold.",
        "Martin Luther King Jr. spoke. |He left.",
        "Zhang holds a Ph.D. from Tsinghua.",
        "It met on Sept. 11 and Jan. 6.",
        "He met J. A. Baker. |A day later he left.",
        "e.g. China and i.e. Russia signed.",
    ]);
}

#[test]
fn numbers_and_addresses_hold_together() {
    check_all(&[
        "Growth was 3.5 percent in v1.2 of the plan. |It fell.",
        "At 10.30 a.m. on 3.5.2022 it began.",
        "He bought it at amazon.com. |The price rose.",
        "See https://www.state.gov/a.b?c=d!e for more. |It is long.",
        "Write to a.b@example.org. |He will answer.",
        "It ended in 2019. |35 states signed.",
        "It cost a lot. |$5 billion was lost.",
        "The talks failed.|The minister left.",
        "It runs on ASP.NET and Node.js today.",
        "Section 4.2. |The state decides.",
        "1. The first point.",
        "We agree.[12] |The rest is open.[3][4]",
    ]);
}

#[test]
fn quotations_and_brackets_close_their_sentence() {
    check_all(&[
        "“It is done.” |He left.",
        "“It is done,” he said. |“We go on.”",
        "\"It is done.\" |He left.",
        "“Why?” he asked.",
        "“Never!” the minister said. |“Not now.”",
        "He said: “We agree.” |They did not.",
        "'It is over.' |Li left.",
        "He left. |\"We stay,\" she said.",
        "It is “of the U.S.” |China disagrees.",
        "It failed. |(See p. 3.) |He left.",
        "It failed (as he said in 2019.) and so on.",
        "He asked (why?) and left.",
        "It is done.” |‘No.’ |«Yes.» |Good.",
        "It is done. \" |He left.",
        "''It is done by 'them.' ''",
        "**It is done.** |He left.",
        "“We agree.”|The rest stayed.",
        "It is over (at last!). |He left.",
        "[It is over.] |He left.",
    ]);
}

#[test]
fn runs_of_stops_and_ellipses() {
    check_all(&[
        "He waited ... and left.",
        "He waited… and left.",
        "He waited... |The train came.",
        "He waited… |China spoke.",
        "The plan … China has made is old.",
        "It is . . . a long story. |He left.",
        "“… China must act,” he said.",
        "... and so it goes.",
        "What?! |No!!! |Yes.",
        "Really?! he asked.",
        "He left. – Reuters reported it.",
        "Stop ! |The end .",
    ]);
}

#[test]
fn other_scripts_and_odd_characters() {
    check_all(&[
        "中国支持。|印度反对！|为什么？|好。",
        "他说：“不行。”|然后走了。",
        "हम सहमत हैं। |वह गया।",
        "\u{FEFF}India signed. |China left.",
        "India signed.\u{200B} |China left.",
        "India signed.\u{A0}|China left.",
        "India\u{0} signed. |China\u{0} left.",
        "Cafe\u{301}. |E\u{301}tat signed.",
        "🙂 It is done. |🙂 Good.",
    ]);
}

#[test]
fn lines_wrap_softly_or_end_on_purpose() {
    check_all(&[
        "The foreign ministers of China, Russia, India and\nPakistan met in the old town hall of Samarkand on\nMonday. |They agreed.",
        "India and\nChina signed.",
        "the so-called\n“Clean Network” failed.",
        "India Signs Deal|\nIndia signed the treaty on Monday in New York. |It is the first.",
        "India signs deal|\n\nIndia signed.",
        "INDIA SIGNS|\nThe treaty is the first.",
        "India signs a deal|\nBy John Smith|\nNEW DELHI (Wire) — India signed the treaty on Monday, officials in the capital said.",
        "BEIJING -- The ministry objected. |It left.",
        "BEIJING --\nThe ministry objected in a long statement on Monday.",
        "WASHINGTON, D.C. -- The House voted.",
        "It is done.|\n\nHe left.",
        "It is done.|\r\n\r\nHe left|\r\rand went.",
        "India backs\r\ncyber norms.",
        "India backs\rcyber norms.",
        "# Cyber sovereignty|\nIt is old.",
        "Cyber sovereignty|\n=====|\nIt is old.",
        "The first paragraph is quite long and says much about it.|\nThe second is short.|\nThe third paragraph is as long as the first was before it.",
        "It said:|\n- cyber norms|\n- data rules. |They matter.|\n* end",
        "Points:|\n1. The first. |It is old.|\n2. The second|\n(a) The third|\n(iv) fourth",
        "• one|\n• two",
        "The talks that began in the spring of the year will end on\n12. |The rest is unknown.",
        "The ministry said this about\nChina:|\n\nIt left.",
        "\n\n  India signed.  |\n",
    ]);
}

fn kinds(text: &str) -> Vec<(SentenceKind, u32)> {
    cut(text).iter().map(|sentence| (sentence.kind, sentence.paragraph)).collect()
}

#[test]
fn headings_items_and_prose_are_told_apart() {
    let article = "India signs\nBy John Smith\n\nIndia signed. China left.\n\n- one. Two\n- three\n\n## Then\nIt ended";
    let want = [
        (Heading, 0),
        (Heading, 1),
        (Prose, 2),
        (Prose, 2),
        (ListItem, 3),
        (ListItem, 3),
        (ListItem, 4),
        (Heading, 5),
        (Prose, 6),
    ];
    assert_eq!(kinds(article), want);
    assert_eq!(kinds("India rejects cyber sovereignty"), [(Prose, 0)]);
    assert_eq!(kinds("India rejects\n\nIt said so.\n\nBy John Smith"), [(Heading, 0), (Prose, 1), (Heading, 2)]);
    assert_eq!(kinds(" \n\t\n"), []);
}

#[test]
fn long_sentences_are_cut_between_clauses() {
    let text = format!("{}, and {}.", "word ".repeat(300).trim_end(), "word ".repeat(300).trim_end());
    let got = cut(&text);
    assert_eq!(got.len(), 2);
    assert!(got.iter().all(|sentence| sentence.split));
    assert!(got[0].span.of(&text).ends_with(','));
    let solid = "é".repeat(LONGEST * 2 + 1);
    let lengths: Vec<usize> = cut(&solid).iter().map(|s| s.span.of(&solid).chars().count()).collect();
    assert_eq!(lengths, [LONGEST, LONGEST, 1]);
    assert!(!cut(&"é".repeat(LONGEST))[0].split);
}

#[test]
fn marks_alone_take_linear_time() {
    let started = std::time::Instant::now();
    for unit in [". ", "?", "a.", "\" ", "(.", "…\n", ".\n\n", " .", "- ", "A. "] {
        cut(&unit.repeat(100_000));
    }
    cut(&format!("{}{}", " ".repeat(400_000), "a.b ".repeat(100_000)));
    assert!(started.elapsed().as_secs() < 30, "took {:?}", started.elapsed());
}

fn holds(text: &str) {
    let mut at = 0;
    for sentence in cut(text) {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        assert!(at <= start && start < end, "order in {text:?}");
        assert!(text[at..start].trim().is_empty(), "gap in {text:?}");
        assert_eq!(text[start..end].trim(), &text[start..end]);
        assert!(text[start..end].chars().count() <= LONGEST);
        at = end;
    }
    assert!(text[at..].trim().is_empty(), "rest in {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_is_covered(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_text_of_marks_is_covered(text in "([A-Za-z]{1,3}|[.?!…。” \n\r\t\"'()#*\\-]|The |1\\. |U\\.S\\. |\u{FEFF}){0,60}") {
        holds(&text);
    }

    #[test]
    fn any_long_text_is_covered(text in "([a-zé]{1,900}[ ,.]?){0,12}") {
        holds(&text);
    }
}
