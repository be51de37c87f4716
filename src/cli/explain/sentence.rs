//! One sentence and what was found in it, for the terminal.

use std::cmp::Reverse;
use std::fmt::Write;

use stanceline::aggregate::{Names, SentimentLabel, StanceLabel};
use stanceline::judge::{Contribution, contributions};
use stanceline::lexicon::Lexicon;
use stanceline::model::{
    ActorRef, Analysis, ByteSpan, Document, Mention, Opinion, Score, SentenceAnalysis, Voice, Zone, Zones,
};
use stanceline::report::escape_controls;
use unicode_width::UnicodeWidthStr;

use super::super::terminal;
use super::super::wrap::wrap;
use super::arithmetic::{self, signed};

/// How many contributions by learned weights are listed one by one; `annotate` lists all.
const LISTED: usize = 6;

/// Shows the sentences of one document.
pub(super) struct View<'a> {
    lexicon: &'a Lexicon,
    document: &'a Document,
    names: Names<'a>,
    color: bool,
    width: usize,
}

impl<'a> View<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, document: &'a Document, analysis: &'a Analysis, color: bool) -> Self {
        Self { lexicon, document, names: Names::new(lexicon, analysis), color, width: terminal::width() }
    }

    /// The sentence, its actors, its opinions and what they add up to.
    pub(super) fn show(&self, sentence: &SentenceAnalysis) -> String {
        let mut shown = String::new();
        for line in wrap(&self.text(sentence.span), self.width) {
            let _ = writeln!(shown, "{}", self.style("1", &line));
        }
        if !sentence.mentions.is_empty() {
            let mentions: Vec<String> = sentence.mentions.iter().map(|mention| self.mention(mention)).collect();
            self.field(&mut shown, "actors", &mentions.join("; "));
        }
        for (at, opinion) in sentence.opinions.iter().enumerate() {
            self.opinion(&mut shown, at + 1, opinion);
        }
        self.sums(&mut shown, sentence);
        shown
    }

    fn mention(&self, mention: &Mention) -> String {
        let speaks = mention.speaks_for.map_or(String::new(), |state| format!(", speaks for {}", self.id(state)));
        format!("{} = {} ({}{speaks})", self.text(mention.span), self.id(mention.actor), mention.via)
    }

    fn opinion(&self, shown: &mut String, number: usize, opinion: &Opinion) {
        let verb = match opinion.polarity {
            1 => "for",
            -1 => "against",
            _ => "neither for nor against",
        };
        let object = self.names.object(opinion.object).as_str();
        let state = opinion.speaks_for.map_or(String::new(), |state| format!(" (speaks for {})", self.id(state)));
        let head = format!("{}{state} {verb} {object}", self.id(opinion.holder));
        let label = format!("opinion {number}");
        self.field(shown, &label, &self.signed_style(opinion.polarity, &escape_controls(&head)));
        self.field(shown, "  rule", &format!("{}, {}", opinion.rule, self.voice(opinion.voice)));
        for term in &opinion.terms {
            let mut line = format!("\"{}\"", self.text(term.span));
            if !term.entry.is_empty() && term.entry != line[1..line.len() - 1] {
                let _ = write!(line, "  {}", escape_controls(&term.entry));
            }
            if let Some(factor) = term.factor {
                let sign = if arithmetic::is_object(term) { "pole" } else { "×" };
                let _ = write!(line, "  {sign} {}", signed(factor.0));
            }
            self.field(shown, &format!("  {}", term.role), &line);
        }
        self.field(shown, "  strength", &arithmetic::strength(opinion));
        self.field(shown, "  stance", &arithmetic::stance(self.lexicon, opinion));
    }

    fn voice(&self, voice: Voice) -> String {
        let by = |who: Option<ActorRef>| who.map_or(String::new(), |who| format!(" of {}", self.id(who)));
        match voice {
            Voice::Author => "in the author's words".to_owned(),
            Voice::Quoted(who) => format!("in quoted words{}", by(who)),
            Voice::Reported(who) => format!("in reported words{}", by(who)),
        }
    }

    fn sums(&self, shown: &mut String, sentence: &SentenceAnalysis) {
        for &(actor, score, both_ways) in &sentence.stance {
            let label = StanceLabel::of(score, both_ways).as_str();
            let line = format!("{} {} {label}", self.id(actor), signed(score.0));
            self.field(shown, "stance", &self.signed_style(score.signum(), &line));
        }
        for &(actor, score) in &sentence.sentiment {
            let label = SentimentLabel::of(score).as_str();
            let line = format!("{} {} {label}", self.id(actor), signed(score.0));
            self.field(shown, "sentiment", &self.signed_style(score.signum(), &line));
            self.learned(shown, sentence, Some(actor));
        }
        match sentence.tone {
            Some(tone) => {
                self.field(shown, "tone", &signed(tone.0));
                self.learned(shown, sentence, None);
            }
            None if sentence.mentions.is_empty() => self.field(shown, "nothing", "no actor and no word of tone"),
            None => {}
        }
        if sentence.opinions.is_empty() && !sentence.mentions.is_empty() {
            self.field(shown, "opinions", "none");
        }
    }

    /// The strongest contributions by learned weights, and what the others add together.
    fn learned(&self, shown: &mut String, sentence: &SentenceAnalysis, toward: Option<ActorRef>) {
        let scales: &[&str] = if toward.is_some() { &["praise", "blame"] } else { &["tone"] };
        let mut all = contributions(self.lexicon, &self.document.text, &sentence.observations, toward);
        // The sort is stable: what adds as much stays in order of the text.
        all.sort_by_key(|one| (one.span.is_some(), Reverse(one.adds.map(Score::abs).into_iter().max())));
        let (listed, others) = all.split_at(all.len().min(LISTED));
        for one in listed {
            let mut line = one
                .span
                .filter(|_| one.role == "word" || one.zones != Some(Zones::ANY))
                .map_or_else(String::new, |span| format!("{:?} ", self.text(span)));
            if let Some(zones) = one.zones.filter(|_| toward.is_some()) {
                line += &zones.iter().map(Zone::as_str).collect::<Vec<_>>().join(" ");
                line.push_str("  ");
            }
            self.field(shown, &format!("  {}", one.role), &format!("{line}{}", added(scales, one.adds)));
        }
        let sum = |list: &[Contribution]| [0, 1].map(|at| Score(list.iter().map(|one| one.adds[at].0).sum()));
        if !others.is_empty() {
            let label = format!("{} others  {}", others.len(), added(scales, sum(others)));
            self.field(shown, "  …", &label);
        }
        if !all.is_empty() {
            self.field(shown, "  sum", &added(scales, sum(&all)));
        }
    }

    /// A label and what stands beside it, in as many lines as it takes.
    fn field(&self, shown: &mut String, label: &str, value: &str) {
        const INDENT: usize = 14;
        let indent = INDENT.max(label.width() + 3);
        let room = self.width.saturating_sub(indent).max(20);
        for (at, line) in wrap(value, room).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let blank = " ".repeat(indent.saturating_sub(2 + label.width()));
            let _ = writeln!(shown, "  {label}{blank}{line}");
        }
    }

    fn text(&self, span: ByteSpan) -> String {
        let words: Vec<&str> = span.of(&self.document.text).split_whitespace().collect();
        escape_controls(&words.join(" ")).into_owned()
    }

    fn id(&self, actor: ActorRef) -> String {
        escape_controls(self.names.id(actor)).into_owned()
    }

    fn signed_style(&self, sign: i8, text: &str) -> String {
        match sign {
            1 => self.style("36", text),
            -1 => self.style("33", text),
            _ => text.to_owned(),
        }
    }

    fn style(&self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// What is added to each sum.
fn added(scales: &[&str], adds: [Score; 2]) -> String {
    let parts = scales.iter().zip(adds).map(|(scale, add)| format!("{scale} {}", signed(add.0)));
    parts.collect::<Vec<_>>().join(", ")
}
