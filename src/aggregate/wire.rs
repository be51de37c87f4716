//! Numbers and words as bytes: how a tally is written down.
//!
//! Numbers are LEB128, seven bits a byte, lowest first; signed ones are folded to small unsigned ones first (zigzag).
//! A name is a number in the order of first use, and its letters follow where it is new.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::interner::Interner;

/// Writes numbers and words.
#[derive(Debug, Default)]
pub(super) struct Writer<'a> {
    pub(super) bytes: Vec<u8>,
    /// What is kept apart from the rest.
    pub(super) evidence: Vec<u8>,
    names: BTreeMap<&'a str, u64>,
}

impl<'a> Writer<'a> {
    /// A writer that takes the place of what was written before.
    pub(super) fn over(mut bytes: Vec<u8>) -> Self {
        bytes.clear();
        Self { bytes, ..Self::default() }
    }

    pub(super) fn count(&mut self, number: u64) {
        self.large(u128::from(number));
    }

    pub(super) fn counts<const N: usize>(&mut self, numbers: [u64; N]) {
        for number in numbers {
            self.count(number);
        }
    }

    pub(super) fn large(&mut self, mut number: u128) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(super) fn signed(&mut self, number: i128) {
        self.large(((number << 1) ^ (number >> 127)) as u128);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text that may be missing.
    pub(super) fn maybe(&mut self, text: Option<&str>) {
        self.count(u64::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    pub(super) fn name(&mut self, name: &'a str) {
        let new = self.names.len() as u64;
        let number = *self.names.entry(name).or_insert(new);
        self.count(number);
        if number == new {
            self.text(name);
        }
    }
}

/// Tells of damage in bytes that nothing else guards (FNV-1a, folded).
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325, step);
    (hash ^ (hash >> 32)) as u32
}

/// Bytes that no [`Writer`] wrote, or not to their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the sums are damaged")
    }
}

impl std::error::Error for Damaged {}

pub(super) type Read<T> = Result<T, Damaged>;

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    names: Vec<Arc<str>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, names: Vec::new() }
    }

    /// Whether all was read.
    pub(super) fn is_done(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn count(&mut self) -> Read<u64> {
        // Nearly all numbers have one byte, and all that are no sums fit into 64 bits.
        let mut number = 0_u64;
        for (at, &byte) in self.bytes.iter().enumerate().take(10) {
            if at == 9 && byte > 1 {
                break;
            }
            number |= u64::from(byte & 0x7F) << (7 * at);
            if byte < 0x80 {
                self.bytes = &self.bytes[at + 1..];
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    pub(super) fn large(&mut self) -> Read<u128> {
        // Most sums fit into 64 bits, which are read faster.
        if let Ok(number) = self.count() {
            return Ok(u128::from(number));
        }
        let mut number = 0_u128;
        for (at, &byte) in self.bytes.iter().enumerate().take(19) {
            number |= u128::from(byte & 0x7F) << (7 * at);
            if byte < 0x80 {
                self.bytes = &self.bytes[at + 1..];
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    pub(super) fn signed(&mut self) -> Read<i128> {
        let folded = self.large()?;
        Ok((folded >> 1) as i128 ^ -((folded & 1) as i128))
    }

    pub(super) fn block(&mut self) -> Read<&'a [u8]> {
        let length = usize::try_from(self.count()?).map_err(|_| Damaged)?;
        let (block, rest) = self.bytes.split_at_checked(length).ok_or(Damaged)?;
        self.bytes = rest;
        Ok(block)
    }

    pub(super) fn text(&mut self) -> Read<&'a str> {
        std::str::from_utf8(self.block()?).map_err(|_| Damaged)
    }

    pub(super) fn maybe(&mut self) -> Read<Option<&'a str>> {
        if self.count()? == 0 { Ok(None) } else { self.text().map(Some) }
    }

    /// A name, as the one copy that `known` has of it.
    pub(super) fn name(&mut self, known: &mut Interner) -> Read<&Arc<str>> {
        let number = usize::try_from(self.count()?).map_err(|_| Damaged)?;
        if number == self.names.len() {
            let name = known.intern(self.text()?);
            self.names.push(name);
        }
        self.names.get(number).ok_or(Damaged)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            signed in any::<i128>(), large in any::<u128>(), count in any::<u64>(), text in ".*", names in prop::collection::vec("[ab]?", 0..9),
        ) {
            let mut writer = Writer::default();
            writer.signed(signed);
            writer.large(large);
            writer.count(count);
            writer.maybe(Some(&text));
            writer.maybe(None);
            for name in &names {
                writer.name(name);
            }
            let mut reader = Reader::new(&writer.bytes);
            prop_assert_eq!(reader.signed(), Ok(signed));
            prop_assert_eq!(reader.large(), Ok(large));
            prop_assert_eq!(reader.count(), Ok(count));
            prop_assert_eq!(reader.maybe(), Ok(Some(text.as_str())));
            prop_assert_eq!(reader.maybe(), Ok(None));
            let mut known = Interner::default();
            for name in &names {
                prop_assert_eq!(&**reader.name(&mut known).unwrap(), name.as_str());
            }
            prop_assert!(reader.is_done());
            let mut short = Reader::new(&writer.bytes[..writer.bytes.len() - 1]);
            let all = (|| { short.signed()?; short.large()?; short.count()?; short.maybe()?; short.maybe()?; names.iter().try_for_each(|_| short.name(&mut known).map(|_| ())) })();
            prop_assert_eq!(all, Err(Damaged));
        }
    }
}
