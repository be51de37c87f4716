//! Web archives: pages in, everything else passed over, damage located.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Case, documents, skipped};

fn page(sentence: &str) -> String {
    format!(
        "<html><head><title>News</title></head><body><article><p>{sentence} {}</p></article></body></html>",
        "It was a long day. ".repeat(20)
    )
}

/// A record with these fields and this block.
fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(id: &str, http: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: https://example.org/{id}\r\nWARC-Date: 2022-09-16T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    record("response", &fields, &[http.as_bytes(), b"\r\n\r\n", body].concat())
}

const HTML: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An archive as crawlers write it: pages among records of other kinds.
fn archive() -> Vec<Vec<u8>> {
    let rejects = page("India rejected cyber sovereignty.");
    let backs = page("Russia backed cyber sovereignty.");
    let chunked =
        format!("{:x}\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n", 10, &backs[..10], backs.len() - 10, &backs[10..]);
    let cafe: Vec<u8> = page("The caf\u{e9} stayed open.").chars().map(|sign| sign as u8).collect();
    vec![
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: test"),
        record("request", "Content-Type: application/http; msgtype=request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        response("a", HTML, rejects.as_bytes()),
        record("metadata", "", b""),
        response("b", &format!("{HTML}\r\nTransfer-Encoding: chunked"), chunked.as_bytes()),
        response("c", &format!("{HTML}\r\nContent-Encoding: gzip"), &gzip(rejects.as_bytes())),
        // Taken apart by whoever archived it, with the fields left as they were.
        response("d", &format!("{HTML}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"), backs.as_bytes()),
        response("picture", "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", rejects.as_bytes()),
        response("e", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1", &cafe),
    ]
}

#[test]
fn pages_are_taken_and_other_records_are_no_documents() {
    let case = Case::new();
    let whole = archive().concat();
    let members: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    case.file("a.warc", &whole).file("b.warc.gz", members).file("c.warc.gz", gzip(&whole));
    case.file("d", &whole);
    let score = |name: &str, more: &[&str]| {
        let run = case.run(&[&["score", name, "--format", "json", "--dedup", "off"][..], more].concat());
        run.ends(0, &[]).report()
    };
    let plain = score("a.warc", &[]);
    documents(&plain, 5);
    assert_eq!(plain["corpus"]["skipped"], serde_json::json!([]));
    assert_eq!(plain["corpus"]["first_date"], "2022-09-16");
    for report in
        [score("b.warc.gz", &[]), score("c.warc.gz", &["--threads", "1"]), score("d", &["--input-format", "warc"])]
    {
        assert!(report == plain);
    }
    let lines = case.run(&["annotate", "a.warc"]).ends(0, &[]).stdout();
    let ids: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"].map(|id| format!("urn:uuid:{id}")));
}

#[test]
fn damage_is_located_and_the_rest_is_read() {
    let case = Case::new();
    let records = archive();
    let offset = |number: usize| records[..number].concat().len();
    // A record without a length, then junk, then the rest; and an archive that ends early.
    let headless = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nlost\r\n\r\n";
    let broken = [&records[..3].concat()[..], headless, b"junk\n", &records[3..].concat()].concat();
    case.file("broken.warc", &broken);
    let place = format!("broken.warc:{}: a record does not tell its length [D019]", offset(3));
    let run = case.run(&["score", "broken.warc", "--format", "json", "--dedup", "off"]);
    documents(&run.ends(1, &[&place]).report(), 5);
    let whole = records.concat();
    case.file("cut.warc", &whole[..whole.len() - 30]);
    let place = format!("cut.warc:{}: the archive ends within a record [D019]", offset(9));
    documents(&case.run(&["score", "cut.warc", "--format", "json", "--dedup", "off"]).ends(1, &[&place]).report(), 4);
    let packed = gzip(&whole);
    case.file("cut.warc.gz", &packed[..packed.len() - 20]);
    case.run(&["score", "cut.warc.gz", "--dedup", "off"]).ends(1, &["[D006]"]);
    case.file("none.warc", "no archive at all\n".repeat(200_000));
    case.run(&["score", "none.warc", "--format", "json"]).ends(1, &["none.warc:0: no record begins here [D019]"]);
}

#[test]
fn long_records_are_passed_over() {
    let case = Case::new();
    let picture = response("picture", "HTTP/1.1 200 OK\r\nContent-Type: image/png", &vec![7; 3 << 20]);
    let long = response("long", HTML, page("India rejected cyber sovereignty.").repeat(9000).as_bytes());
    let records = archive();
    case.file("a.warc", [&records[2][..], &picture, &long, &records[4]].concat());
    let run = case.run(&["score", "a.warc", "--format", "json", "--max-record", "100000"]);
    let place = format!("a.warc:{}: record longer than 100000 bytes [D004]", records[2].len() + picture.len());
    let report = run.ends(1, &[&place]).report();
    documents(&report, 2);
    assert_eq!(skipped(&report, "too_long"), 1, "the picture is no loss");
}
