//! A corpus for benchmarks: sentences in the manner of news, made from the word lists below, the same on every run.
//!
//! It stands in for real text by its make-up alone: most sentences are about nothing that the lexicon knows, some name
//! an actor, few say what an actor holds. It says nothing about quality.

use stanceline::Document;
use stanceline::model::PartialDate;

/// Words of a document, about as many as in an article of a news agency.
const WORDS: usize = 650;

const ACTORS: &[&str] = &[
    "China",
    "Beijing",
    "India",
    "Russia",
    "Moscow",
    "The Kremlin",
    "Pakistan",
    "Japan",
    "Australia",
    "Brazil",
    "The United States",
    "Washington",
    "The European Union",
    "Germany",
    "France",
    "Kazakhstan",
    "Huawei",
    "Tencent",
    "The Shanghai Cooperation Organisation",
    "ASEAN",
    "The African Union",
    "Indonesia",
    "Vietnam",
    "Kenya",
    "Iran",
];
const CUES: &[&str] = &[
    "supports",
    "rejected",
    "endorsed",
    "opposes",
    "welcomed",
    "criticised",
    "promotes",
    "condemned",
    "signed up to",
    "backed away from",
    "has banned",
    "called for",
    "warned against",
    "did not endorse",
    "may support",
    "defended",
];
const FRAMES: &[&str] = &[
    "cyber sovereignty",
    "a free and open internet",
    "data localisation",
    "the multi-stakeholder model",
    "the Global Data Security Initiative",
    "internet shutdowns",
    "a new cybercrime treaty",
    "5G equipment from Huawei",
    "a community with a shared future in cyberspace",
    "cross-border data flows",
    "the Digital Silk Road",
];
const SPEECH: &[&str] = &["said", "told reporters", "announced", "added", "noted", "argued", "admitted", "explained"];
const VERBS: &[&str] = &[
    "met",
    "visited",
    "discussed",
    "opened",
    "raised",
    "reached",
    "left",
    "followed",
    "showed",
    "made",
    "took",
    "held",
    "carried",
    "built",
    "moved",
    "brought",
    "found",
    "kept",
    "gave",
    "lost",
    "won",
    "played",
    "sold",
    "bought",
    "saw",
];
const NOUNS: &[&str] = &[
    "market",
    "season",
    "river",
    "bridge",
    "company",
    "school",
    "village",
    "road",
    "factory",
    "harvest",
    "museum",
    "match",
    "team",
    "street",
    "hospital",
    "budget",
    "court",
    "council",
    "price",
    "ship",
    "train",
    "forest",
    "winter",
    "election",
    "minister",
    "talks",
    "border",
    "policy",
    "economy",
    "growth",
    "industry",
    "water",
    "energy",
    "bank",
    "report",
    "study",
    "plan",
    "agreement",
    "crowd",
    "police",
    "player",
    "film",
    "garden",
    "library",
    "festival",
];
const ADJECTIVES: &[&str] = &[
    "new",
    "old",
    "large",
    "small",
    "local",
    "early",
    "late",
    "long",
    "quiet",
    "heavy",
    "recent",
    "public",
    "strong",
    "weak",
    "difficult",
    "successful",
    "dangerous",
    "popular",
    "serious",
    "bright",
    "narrow",
    "annual",
    "regional",
];
const LINKS: &[&str] =
    &["of the", "in the", "after the", "before a", "with the", "near the", "for a", "and the", "from the", "against a"];
const ENDINGS: &[&str] = &[
    "on Monday",
    "last week",
    "in March",
    "after 12 years",
    "at 3.5 per cent",
    "for the first time",
    "according to residents",
    "despite the rain",
    "as prices rose",
    "while others waited",
];
const SYLLABLES: &[&str] = &[
    "bar", "den", "kel", "mor", "sin", "tal", "ven", "dor", "lin", "ras", "pol", "gar", "nes", "wick", "ham", "stein",
];

/// Random numbers by splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut roll = self.0;
        roll = (roll ^ (roll >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        roll = (roll ^ (roll >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        roll ^ (roll >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    /// One of the list; the earlier ones more often.
    fn of(&mut self, list: &'static [&'static str]) -> &'static str {
        let limit = 1 + self.below(list.len());
        list[self.below(limit)]
    }
}

/// Documents with about `megabytes` of text.
pub(crate) fn documents(megabytes: usize) -> impl Iterator<Item = Document> {
    let mut dice = Dice(20_201_109);
    let mut bytes = 0;
    (0..).map_while(move |number| {
        (bytes < megabytes * 1_000_000).then(|| {
            let document = document(&mut dice, number);
            bytes += document.text.len();
            document
        })
    })
}

/// A document as a line of JSON.
pub(crate) fn record(document: &Document) -> String {
    let record = serde_json::json!({
        "id": document.id,
        "date": document.date.map(|date| date.to_string()),
        "source": document.source,
        "title": document.title,
        "text": document.text,
    });
    record.to_string()
}

fn document(dice: &mut Dice, number: usize) -> Document {
    let mut text = String::new();
    let topical = dice.below(4) == 0;
    while text.bytes().filter(|byte| *byte == b' ').count() < WORDS {
        sentence(dice, topical, &mut text);
        text.push_str(if dice.below(4) == 0 { "\n\n" } else { " " });
    }
    let date = format!("{}-{:02}-{:02}", 2014 + dice.below(12), 1 + dice.below(12), 1 + dice.below(28));
    Document {
        id: format!("bench-{number}"),
        date: date.parse::<PartialDate>().ok(),
        source: Some(format!("Outlet {}", dice.below(40))),
        title: Some(format!("{} {} {}", dice.of(ADJECTIVES), dice.of(NOUNS), dice.of(ENDINGS))),
        text,
        ..Document::default()
    }
}

fn sentence(dice: &mut Dice, topical: bool, out: &mut String) {
    match dice.below(20) {
        0..4 if topical => opinion(dice, out),
        0..3 => deed(dice, out),
        3 => speech(dice, out),
        _ => background(dice, out),
    }
    if dice.below(3) == 0 {
        out.push_str(", ");
        out.push_str(dice.of(ENDINGS));
    }
    out.push('.');
}

/// "China supports cyber sovereignty, a new policy of the council"
fn opinion(dice: &mut Dice, out: &mut String) {
    words(out, &[dice.of(ACTORS), dice.of(CUES), dice.of(FRAMES), "and"]);
    phrase(dice, out);
}

/// "India visited the old bridge near the river"
fn deed(dice: &mut Dice, out: &mut String) {
    words(out, &[dice.of(ACTORS), dice.of(VERBS), "the", dice.of(ADJECTIVES), dice.of(NOUNS), dice.of(LINKS)]);
    phrase(dice, out);
}

/// "Mr. Keldor told reporters that the market …"
fn speech(dice: &mut Dice, out: &mut String) {
    out.push_str("Mr. ");
    name(dice, out);
    words(out, &["", dice.of(SPEECH), "that “the", dice.of(NOUNS), dice.of(VERBS)]);
    phrase(dice, out);
    out.push('”');
}

/// "The old market of the village …"
fn background(dice: &mut Dice, out: &mut String) {
    words(out, &["The", dice.of(ADJECTIVES), dice.of(NOUNS), dice.of(LINKS), dice.of(NOUNS), dice.of(VERBS)]);
    phrase(dice, out);
    words(out, &["", dice.of(LINKS)]);
    phrase(dice, out);
}

fn phrase(dice: &mut Dice, out: &mut String) {
    words(out, &["", dice.of(ADJECTIVES), dice.of(NOUNS), dice.of(LINKS), ""]);
    if dice.below(3) == 0 {
        name(dice, out);
    } else {
        out.push_str(dice.of(NOUNS));
    }
}

/// A name that no lexicon knows.
fn name(dice: &mut Dice, out: &mut String) {
    let first = dice.of(SYLLABLES);
    out.push_str(&first[..1].to_uppercase());
    out.push_str(&first[1..]);
    for _ in 0..=dice.below(2) {
        out.push_str(dice.of(SYLLABLES));
    }
}

fn words(out: &mut String, words: &[&str]) {
    out.push_str(&words.join(" "));
}
