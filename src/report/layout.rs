//! How JSON is laid out: indented down to the items of an actor's lists, each of which stands on one line.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

/// Writes a value as JSON with a line end.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // Through a buffer, for JSON is written in pieces of a few bytes.
    let mut out = BufWriter::new(out);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Layout::new()))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Indents the outer levels and writes all within them on one line each.
struct Layout {
    outer: PrettyFormatter<'static>,
    inner: CompactFormatter,
    depth: usize,
}

impl Layout {
    /// Levels that are indented: the report, its actors, an actor, its lists.
    const INDENTED: usize = 4;

    fn new() -> Self {
        Self { outer: PrettyFormatter::new(), inner: CompactFormatter, depth: 0 }
    }

    fn is_outer(&self) -> bool {
        self.depth <= Self::INDENTED
    }
}

/// Hands a call to the one or the other.
macro_rules! by_depth {
    ($self:ident.$call:ident($($argument:expr),*)) => {
        if $self.is_outer() { $self.outer.$call($($argument),*) } else { $self.inner.$call($($argument),*) }
    };
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        by_depth!(self.begin_array(writer))
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let ended = by_depth!(self.end_array(writer));
        self.depth -= 1;
        ended
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        by_depth!(self.begin_array_value(writer, first))
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        by_depth!(self.end_array_value(writer))
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        by_depth!(self.begin_object(writer))
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let ended = by_depth!(self.end_object(writer));
        self.depth -= 1;
        ended
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        by_depth!(self.begin_object_key(writer, first))
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        by_depth!(self.begin_object_value(writer))
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        by_depth!(self.end_object_value(writer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_lists_stand_on_one_line() {
        let value = serde_json::json!({"actors": [{"cells": [{"sums": [1, 2]}, {}]}]});
        let mut bytes = Vec::new();
        write_json(&value, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("\n      \"cells\": [\n        {\"sums\":[1,2]},\n        {}\n      ]"), "{text}");
    }
}
