//! Finds where records end in a stream of bytes, without reading what they say.

/// What parts the records of a format, and where in them the search stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Splitter {
    /// Each line is a record.
    Lines,
    /// Rows of cells parted by a sign; a line end within quotation marks ends none.
    Rows { separator: u8, cell: Cell },
    /// JSON values, nested so deep.
    Values { base: u32, depth: u32, string: bool, escaped: bool },
}

/// Where in a cell of a table the search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Start,
    Plain,
    Quoted,
    /// After a quotation mark within quotation marks: it closes them, or is the first of two.
    Closing,
}

/// Ends of records found in a piece of the stream: offsets one past the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
}

impl Ends {
    fn add(&mut self, end: usize) {
        self.first = self.first.or(Some(end));
        self.last = Some(end);
    }
}

impl Splitter {
    pub(super) fn rows(separator: u8) -> Self {
        Self::Rows { separator, cell: Cell::Start }
    }

    /// The splitter for JSON that begins with `head`: an array's elements, or values one after the other.
    pub(super) fn values(head: &[u8]) -> Self {
        let base = u32::from(head.trim_ascii_start().starts_with(b"["));
        Self::Values { base, depth: 0, string: false, escaped: false }
    }

    /// Goes over the next bytes of the stream.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> Ends {
        match self {
            Self::Lines => Ends {
                first: memchr::memchr(b'\n', bytes).map(|at| at + 1),
                last: memchr::memrchr(b'\n', bytes).map(|at| at + 1),
            },
            Self::Rows { separator, cell } => scan_rows(*separator, cell, bytes),
            Self::Values { base, depth, string, escaped } => {
                let mut ends = Ends::default();
                scan_values(*base, (depth, string, escaped), bytes, &mut |end| ends.add(end));
                ends
            }
        }
    }

    /// Whether the stream may end here: not within quotation marks, nor within an array or object.
    pub(super) fn is_complete(&self) -> bool {
        match *self {
            Self::Lines => true,
            Self::Rows { cell, .. } => cell != Cell::Quoted,
            Self::Values { depth, string, .. } => depth == 0 && !string,
        }
    }

    /// The splitter as at the beginning of a record.
    pub(super) fn reset(self) -> Self {
        match self {
            Self::Rows { separator, .. } => Self::rows(separator),
            other => other,
        }
    }
}

fn scan_rows(separator: u8, cell: &mut Cell, bytes: &[u8]) -> Ends {
    let mut ends = Ends::default();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match *cell {
            Cell::Quoted => match memchr::memchr(b'"', &bytes[at..]) {
                Some(found) => {
                    at += found;
                    *cell = Cell::Closing;
                }
                None => return ends,
            },
            Cell::Closing | Cell::Start if byte == b'"' => *cell = Cell::Quoted,
            Cell::Closing | Cell::Start | Cell::Plain => {
                let Some(found) = memchr::memchr2(separator, b'\n', &bytes[at..]) else {
                    *cell = Cell::Plain;
                    return ends;
                };
                at += found;
                *cell = Cell::Start;
                if bytes[at] == b'\n' {
                    ends.add(at + 1);
                }
            }
        }
        at += 1;
    }
    ends
}

/// Calls `end` one past each value at depth `base`: after the comma between elements of an array, after the closing
/// bracket of values one after the other.
pub(super) fn scan_values(
    base: u32,
    (depth, string, escaped): (&mut u32, &mut bool, &mut bool),
    bytes: &[u8],
    end: &mut dyn FnMut(usize),
) {
    let mut at = 0;
    while at < bytes.len() {
        if *string && !*escaped {
            match memchr::memchr2(b'"', b'\\', &bytes[at..]) {
                Some(found) => at += found,
                None => return,
            }
            *escaped = bytes[at] == b'\\';
            *string = *escaped;
        } else if *escaped {
            *escaped = false;
        } else {
            match bytes[at] {
                b'"' => *string = true,
                b'{' | b'[' => *depth += 1,
                b'}' | b']' => {
                    *depth = depth.saturating_sub(1);
                    if *depth == 0 && base == 0 {
                        end(at + 1);
                    }
                }
                b',' if base == 1 && *depth == 1 => end(at + 1),
                _ => {}
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(mut splitter: Splitter, text: &str, step: usize) -> Vec<usize> {
        let mut all = Vec::new();
        let mut at = 0;
        for piece in text.as_bytes().chunks(step) {
            let found = splitter.scan(piece);
            all.extend(found.first.map(|end| at + end));
            all.extend(found.last.filter(|_| found.first != found.last).map(|end| at + end));
            at += piece.len();
        }
        all
    }

    #[test]
    fn records_end_at_the_same_places_however_the_bytes_come() {
        let table = "a,b\n\"x\n\",\"say \"\"no\"\"\n\"\n5\" pipe,2\n";
        let array = r#"[{"a":"]},{\""}, 1,{"b":[1,2]}]"#;
        let stream = "{\"a\":{}}\n{\"b\":\"}\"}";
        for step in [1, 2, 3] {
            assert_eq!(ends(Splitter::rows(b','), table, step), [4, 23, 33]);
            assert_eq!(ends(Splitter::values(b"["), array, step), [16, 19]);
            assert_eq!(ends(Splitter::values(b"{"), stream, step), [8, 18]);
        }
    }
}
