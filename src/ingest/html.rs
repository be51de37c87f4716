//! Web pages: the article without what stands around it.

use std::borrow::Cow;

use dom_smoothie::{Article, Config, Readability, TextMode};
use encoding_rs::Encoding;

use super::discover::Input;
use super::document::{Draft, Origin, finish};
use super::fields::Field;
use super::problems::NESTED_TOO_DEEP;
use super::{Sink, decode};

/// The deepest nesting of elements that is taken; browsers stop at 512 as well. Extraction takes room on the stack for
/// each level.
const DEEPEST: usize = 512;

/// The most elements left open that are parsed at all, since that takes time quadratic in their number.
const MOST_OPEN: usize = 20_000;

/// Elements without an end tag, and those whose end tag may be left out as the next of its kind ends them.
const ENDLESS: [&str; 26] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "option",
];

/// Makes a document of the article in a page, or of all its text if no article stands out.
///
/// Title, date, outlet, language and address are taken where the page gives them about itself.
pub(super) fn page(input: &Input, bytes: &[u8], sink: &mut Sink) {
    article(&Origin { input, line: None }, bytes, None, &mut |_| (), sink);
}

/// Makes a document of a page that something else is known of: its encoding, and what `known` fills in.
pub(super) fn article(
    origin: &Origin,
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
    known: &mut dyn FnMut(&mut Draft),
    sink: &mut Sink,
) {
    let (html, repaired) = decode::page(bytes, encoding);
    let mut draft = Draft::new(repaired);
    if !parse(&html, &mut draft) {
        let message = format!("elements nested more than {DEEPEST} deep");
        return sink(Err(NESTED_TOO_DEEP.at(origin.location(), message)));
    }
    known(&mut draft);
    finish(draft, origin, sink);
}

/// Fills the draft from a page; false if that is nested too deep.
fn parse(html: &str, draft: &mut Draft) -> bool {
    if leaves_too_many_open(html.as_bytes()) {
        return false;
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let Ok(mut page) = Readability::new(html, None, Some(config)) else { return true };
    if is_too_deep(&page) {
        return false;
    }
    match page.parse() {
        Ok(article) => fill(draft, article),
        Err(_) => draft.set(Field::Text, Cow::Owned(all_text(html))),
    }
    true
}

fn fill(draft: &mut Draft, article: Article) {
    let known = [
        (Field::Title, Some(article.title)),
        (Field::Date, article.published_time),
        (Field::Source, article.site_name),
        (Field::Lang, article.lang),
        (Field::Url, article.url),
        (Field::Text, Some(article.text_content.to_string())),
    ];
    for (field, value) in known {
        if let Some(value) = value {
            draft.set(field, Cow::Owned(value));
        }
    }
}

/// The text of a page without its scripts and styles.
fn all_text(html: &str) -> String {
    let Ok(page) = Readability::new(html, None, None) else { return String::new() };
    page.doc.select("script, style, noscript, template, head").remove();
    page.doc.formatted_text().to_string()
}

/// Whether elements are nested deeper than [`DEEPEST`].
fn is_too_deep(page: &Readability) -> bool {
    let root = page.doc.root();
    root.descendants_it().any(|node| node.ancestors_it(Some(DEEPEST + 1)).nth(DEEPEST).is_some())
}

/// Whether more than [`MOST_OPEN`] elements are open at once, reckoned from the tags alone.
fn leaves_too_many_open(html: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &html[at..]) {
        at += found + 1;
        let closes = html[at..].first() == Some(&b'/');
        let name = &html[at + usize::from(closes)..];
        let name = &name[..name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        let is = |known: &&str| name.eq_ignore_ascii_case(known.as_bytes());
        if name.is_empty() || ENDLESS.iter().any(is) {
            continue;
        }
        if closes {
            depth = depth.saturating_sub(1);
        } else if let Some(raw) = ["script", "style"].iter().find(|raw| is(raw)) {
            at += end_of_raw(&html[at..], raw);
        } else {
            depth += 1;
        }
        if depth > MOST_OPEN {
            return true;
        }
    }
    false
}

/// Bytes up to the end tag of an element whose content is no HTML.
fn end_of_raw(html: &[u8], name: &str) -> usize {
    let is_end = |at: &usize| {
        let tag = html[at + 1..].strip_prefix(b"/").and_then(|tag| tag.get(..name.len()));
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', html).find(is_end).map_or(html.len(), |at| at + 2)
}
