//! Which documents a part holds, so that merging can tell what stands in two parts.

use super::wire::{Damaged, Read, Reader, Writer};

/// The documents of a part: each id and each text once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    /// Ids.
    pub ids: Vec<String>,
    /// Hashes of the texts that count in its figures.
    pub texts: Vec<u64>,
}

impl Documents {
    /// Adds those of another thread or part.
    pub fn extend(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.texts.extend(other.texts);
    }

    /// Puts them in order, each once, so that equal documents give equal bytes.
    pub fn sort(&mut self) {
        self.ids.sort_unstable();
        self.ids.dedup();
        self.texts.sort_unstable();
        self.texts.dedup();
    }

    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.count(self.ids.len() as u64);
        self.ids.iter().for_each(|id| out.text(id));
        out.count(self.texts.len() as u64);
        let mut before = 0;
        for text in &self.texts {
            out.count(text.wrapping_sub(before));
            before = *text;
        }
        out.bytes
    }

    /// Hands on each id and then each text of what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// If the bytes are not whole.
    pub fn decode(bytes: &[u8], id: &mut dyn FnMut(&str), text: &mut dyn FnMut(u64)) -> Result<(), Damaged> {
        let mut reader = Reader::new(bytes);
        for _ in 0..reader.count()? {
            id(reader.text()?);
        }
        let mut before = 0_u64;
        for _ in 0..reader.count()? {
            before = before.wrapping_add(reader.count()?);
            text(before);
        }
        end(&reader)
    }
}

fn end(reader: &Reader) -> Read<()> {
    if reader.is_done() { Ok(()) } else { Err(Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_back() {
        let mut documents = Documents { ids: vec!["b".into(), "a".into(), "b".into()], texts: vec![u64::MAX, 1, 7, 1] };
        documents.sort();
        let bytes = documents.encode();
        let mut read = Documents::default();
        let Documents { ids, texts } = &mut read;
        Documents::decode(&bytes, &mut |id| ids.push(id.to_owned()), &mut |text| texts.push(text)).unwrap();
        assert_eq!(read, documents);
        assert_eq!(Documents::decode(&bytes[1..], &mut |_| {}, &mut |_| {}), Err(Damaged));
    }
}
