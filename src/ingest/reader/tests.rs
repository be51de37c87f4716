use std::io::{self, Read, Write};
use std::sync::Arc;

use super::Open;
use crate::ingest::chunk::{Chunk, Pool};
use crate::ingest::discover::Input;
use crate::ingest::source::{read_error, unpacked};
use crate::ingest::{Options, parse, problems};

/// Gives some bytes at a time, and fails from the n-th call on, as a broken disk does.
struct Failing {
    bytes: Vec<u8>,
    at: usize,
    step: usize,
    calls: usize,
    fails_at: usize,
}

/// What Linux calls an input or output error.
const EIO: i32 = 5;

impl Read for Failing {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls >= self.fails_at {
            return Err(io::Error::from_raw_os_error(EIO));
        }
        let given = out.len().min(self.step).min(self.bytes.len() - self.at);
        out[..given].copy_from_slice(&self.bytes[self.at..self.at + given]);
        self.at += given;
        Ok(given)
    }
}

/// The texts read and the names of the problems, from a stream that fails at its n-th call.
fn read(name: &str, bytes: &[u8], step: usize, fails_at: usize) -> (Vec<String>, Vec<&'static str>) {
    let input = Arc::new(Input::in_memory(name, bytes));
    let options = Options::default();
    let failing = Failing { bytes: bytes.to_vec(), at: 0, step, calls: 0, fails_at };
    let mut texts = Vec::new();
    let mut found = Vec::new();
    match unpacked(Box::new(failing), &input, &options) {
        Err(error) => found.push(problems::slug(read_error(&input, None, &error).code)),
        Ok(source) => {
            let mut open = Open::new(Arc::clone(&input), source);
            while let Some(part) = open.next(Vec::new(), &options) {
                let chunk = Chunk { number: 0, input: Arc::clone(&input), part, pool: Pool::default() };
                parse(&chunk, &options, &mut |result| match result {
                    Ok(document) => texts.push(document.text),
                    Err(problem) => found.push(problems::slug(problem.code)),
                });
            }
        }
    }
    (texts, found)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A web archive of one page.
fn archive() -> String {
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>one</p>";
    let length = http.len();
    format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n")
}

#[test]
fn a_read_that_fails_at_any_call_is_told_and_costs_only_what_follows() {
    let lines = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n{\"text\":\"three\"}\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(lines.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, Vec<u8>); 9] = [
        ("a.jsonl", lines.into()),
        ("a.json", "[{\"text\":\"one\"},{\"text\":\"two\"},\n{\"text\":\"three\"}]".into()),
        ("a.csv", "text\none\ntwo\n\"thr\nee\"\n".into()),
        ("a.txt", "one".into()),
        ("a.html", "<p>one</p>".into()),
        ("a.warc", archive().into()),
        ("b.jsonl", utf16),
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.jsonl.zst", zstd::encode_all(lines.as_bytes(), 3).unwrap()),
    ];
    for (name, bytes) in cases {
        let (all, none) = read(name, &bytes, 5, usize::MAX);
        assert!(!all.is_empty() && none.is_empty(), "{name}: {all:?} {none:?}");
        let mut fails_at = 0;
        loop {
            fails_at += 1;
            let (texts, found) = read(name, &bytes, 5, fails_at);
            if found.is_empty() {
                assert_eq!(texts, all, "{name}: read without a failure");
                break;
            }
            assert_eq!(found, ["unreadable_file"], "{name}, call {fails_at}");
            assert!(all.starts_with(&texts), "{name}, call {fails_at}: {texts:?}");
        }
        assert!(fails_at > bytes.len() / 5, "{name}: {fails_at} calls");
    }
}
