//! Problems of packs shown like a compiler's: file, line, caret, advice.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::model::{Location, Problem, Severity};

/// A pack file as read.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// The path as the user named the pack, with the file's name.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A file's number and a stretch of its bytes.
type Place = (usize, Range<usize>);

/// Everything wrong with the packs that were loaded together.
#[derive(Debug, Default)]
pub struct Problems {
    files: Vec<SourceFile>,
    list: Vec<(Problem, Option<Place>)>,
}

impl Problems {
    /// The problems in order of file and place.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter().map(|(problem, _)| problem)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether any makes the packs unusable.
    pub fn is_fatal(&self) -> bool {
        self.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The problems as text with lines and carets, in colour if `color`.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut shown = String::new();
        for (problem, place) in &self.list {
            shown.push_str(&self.render_one(&renderer, problem, place.as_ref()));
            shown.push_str("\n\n");
        }
        let files = self.iter().map(|p| p.location.file.as_str()).collect::<std::collections::BTreeSet<_>>().len();
        shown + &format!("{} in {}\n", count(self.len(), "problem"), count(files, "file"))
    }

    fn render_one(&self, renderer: &Renderer, problem: &Problem, place: Option<&Place>) -> String {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(problem.message.as_str()).id(problem.code);
        let advice = problem.advice.as_deref().map(|advice| Level::HELP.message(advice));
        let group = match place {
            Some((file, span)) => {
                let file = &self.files[*file];
                let snippet = Snippet::source(file.text.as_str())
                    .path(file.name.as_str())
                    .annotation(AnnotationKind::Primary.span(clip(span, &file.text)));
                Group::with_title(title).element(snippet).elements(advice)
            }
            None => Group::with_title(title).elements(advice),
        };
        renderer.render(&[group]).clone()
    }

    pub(super) fn add_file(&mut self, file: SourceFile) -> usize {
        self.files.push(file);
        self.files.len() - 1
    }

    pub(super) fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Notes an error at a place in a file.
    pub(super) fn error(&mut self, code: &'static str, file: usize, span: Range<usize>, message: String, advice: &str) {
        self.note(Severity::Error, code, file, span, message, advice);
    }

    fn note(
        &mut self,
        severity: Severity,
        code: &'static str,
        file: usize,
        span: Range<usize>,
        message: String,
        advice: &str,
    ) {
        let text = &self.files[file].text;
        let start = clip(&span, text).start;
        let line = text[..start].matches('\n').count() as u64 + 1;
        let column = text[..start].rsplit('\n').next().unwrap_or("").chars().count() as u64 + 1;
        let location = Location { file: self.files[file].name.clone(), line: Some(line), column: Some(column) };
        let advice = (!advice.is_empty()).then(|| advice.to_owned());
        self.list.push((Problem { code, severity, location, message, advice }, Some((file, span))));
    }

    /// Notes an error that has no place in a file.
    pub(super) fn plain_error(&mut self, code: &'static str, file: &str, message: String, advice: &str) {
        let location = Location { file: file.to_owned(), line: None, column: None };
        let advice = (!advice.is_empty()).then(|| advice.to_owned());
        let problem = Problem { code, severity: Severity::Error, location, message, advice };
        self.list.push((problem, None));
    }

    /// Puts the problems in order of file and place.
    pub(super) fn sort(&mut self) {
        self.list.sort_by_cached_key(|(problem, place)| {
            let at = place.as_ref().map(|(file, span)| (*file, span.start));
            (at, problem.code, problem.message.clone())
        });
    }
}

fn clip(span: &Range<usize>, text: &str) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    floor(span.start)..floor(span.end.max(span.start))
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
