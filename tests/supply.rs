//! What the program is made of: no unsafe code of its own, no crate that speaks to a network, only free licences; and
//! every code of a problem is raised by some test.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use common::{files, root};
use regex::Regex;
use serde_json::Value;

/// The crates that are built into the program, as cargo lists them.
fn crates() -> Vec<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Crates that open connections, or whose purpose is to serve those that do.
const NETWORK: [&str; 22] = [
    "ureq",
    "reqwest",
    "hyper",
    "hyper-util",
    "curl",
    "curl-sys",
    "isahc",
    "attohttpc",
    "minreq",
    "surf",
    "tokio",
    "async-std",
    "smol",
    "mio",
    "socket2",
    "rustls",
    "native-tls",
    "openssl",
    "openssl-sys",
    "trust-dns-resolver",
    "hickory-resolver",
    "quinn",
];

#[test]
fn no_crate_speaks_to_a_network_and_no_code_opens_a_connection() {
    for one in crates() {
        let name = one["name"].as_str().unwrap();
        assert!(!NETWORK.contains(&name), "{name} is among the dependencies");
    }
    let opens = Regex::new(r"std::net|TcpStream|TcpListener|UdpSocket|UnixStream|ToSocketAddrs").unwrap();
    for path in files(&root().join("src"), &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!opens.is_match(&text), "{} opens a connection", path.display());
    }
}

/// Licences under which everything may be used, changed and passed on.
const FREE: [&str; 16] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "BSL-1.0",
    "MIT-0",
    "MPL-2.0",
];

/// Whether a licence expression leaves a choice of free licences: one side of each "or", all sides of each "and".
fn is_free(expression: &str) -> bool {
    let expression = expression.replace(['(', ')'], " ").replace('/', " OR ");
    let all = |part: &str| part.split(" AND ").all(|licence| FREE.contains(&licence.trim()));
    expression.split(" OR ").any(all)
}

#[test]
fn all_crates_are_under_free_licences() {
    assert!(
        is_free("MIT OR GPL-3.0-only")
            && is_free("Apache-2.0/MIT")
            && !is_free("GPL-3.0-only")
            && !is_free("MIT AND SSPL-1.0")
    );
    let mut count = 0;
    for one in crates() {
        let (name, licence) = (one["name"].as_str().unwrap(), one["license"].as_str().unwrap_or_default());
        assert!(is_free(licence), "{name} is under {licence:?}");
        let source = one["source"].as_str().unwrap_or("registry");
        assert!(source.starts_with("registry"), "{name} comes from {source}");
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    let forbidden = Regex::new(r"\bunsafe\s*(\{|fn|impl|extern)|allow\(unsafe_code").unwrap();
    for path in files(&root().join("src"), &["rs"]) {
        assert!(!forbidden.is_match(&fs::read_to_string(&path).unwrap()), "{}", path.display());
    }
}

/// Codes as they stand in the code, and the names of those that have one.
fn codes() -> BTreeSet<(String, Option<String>)> {
    let named = Regex::new(r#""([CDR]\d{3})" "([a-z_]+)""#).unwrap();
    let bare = Regex::new(r#""(L\d{3})""#).unwrap();
    let mut codes = BTreeSet::new();
    for path in files(&root().join("src"), &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        codes.extend(named.captures_iter(&text).map(|found| (found[1].to_owned(), Some(found[2].to_owned()))));
        codes.extend(bare.captures_iter(&text).map(|found| (found[1].to_owned(), None)));
    }
    codes
}

#[test]
fn every_code_of_a_problem_is_named_by_a_test() {
    let mut tests = String::new();
    for path in files(&root().join("tests"), &["rs"]).into_iter().filter(|path| !path.ends_with("supply.rs")) {
        tests.push_str(&fs::read_to_string(&path).unwrap());
    }
    for path in files(&root().join("src"), &["rs"]).into_iter().filter(|path| path.ends_with("tests.rs")) {
        tests.push_str(&fs::read_to_string(&path).unwrap());
    }
    let codes = codes();
    assert!(codes.len() > 60, "{}", codes.len());
    let is_named = |(code, slug): &&(String, Option<String>)| {
        tests.contains(code.as_str()) || slug.as_ref().is_some_and(|slug| tests.contains(&format!("\"{slug}\"")))
    };
    let missing: Vec<_> = codes.iter().filter(|code| !is_named(code)).collect();
    assert!(missing.is_empty(), "no test raises {missing:?}");
}
