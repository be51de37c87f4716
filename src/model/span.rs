//! Places in a text.

/// A half-open range of bytes of a document's text; both ends are character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ByteSpan {
    /// The span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The text that the span covers, or `""` if it does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies wholly within.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Turns byte offsets into offsets in Unicode code points, which all outputs use, and back.
///
/// One walk over the text builds it; a look-up costs at most one block of [`CharIndex::BLOCK`] bytes.
#[derive(Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Code points before each block of the text; empty where the text is ASCII and offsets are equal.
    blocks: Vec<u32>,
}

impl<'a> CharIndex<'a> {
    const BLOCK: usize = 256;

    /// The index of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for block in text.as_bytes().chunks(Self::BLOCK) {
                blocks.push(seen);
                seen += count_starts(block);
            }
        }
        Self { text, blocks }
    }

    /// The number of code points before byte `byte`.
    pub fn chars_before(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let Some(&base) = self.blocks.get(byte / Self::BLOCK) else {
            return if self.blocks.is_empty() { byte as u32 } else { self.total() };
        };
        base + count_starts(&self.text.as_bytes()[byte / Self::BLOCK * Self::BLOCK..byte.min(self.text.len())])
    }

    /// The byte at which code point number `chars` starts, or `None` past the end of the text.
    pub fn byte_at(&self, chars: u32) -> Option<u32> {
        if self.blocks.is_empty() {
            return (chars as usize <= self.text.len()).then_some(chars);
        }
        let block = self.blocks.partition_point(|&before| before <= chars).saturating_sub(1);
        let mut left = chars - self.blocks[block];
        let first = block * Self::BLOCK;
        for (at, &byte) in self.text.as_bytes()[first..].iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return Some((first + at) as u32);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len() as u32)
    }

    fn total(&self) -> u32 {
        count_starts(self.text.as_bytes())
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| is_start(byte)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_lead_back_to_bytes() {
        let text = "Türkiye said “no”. ".repeat(60);
        let index = CharIndex::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars_before(byte as u32), chars as u32);
            assert_eq!(index.byte_at(chars as u32), Some(byte as u32));
        }
        let total = text.chars().count() as u32;
        assert_eq!(index.chars_before(text.len() as u32), total);
        assert_eq!(index.byte_at(total), Some(text.len() as u32));
        assert_eq!(index.byte_at(total + 1), None);
    }
}
