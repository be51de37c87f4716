//! The program as its users meet it: good input, bad input, and what it says and returns.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod archives;
mod chart;
mod compare;
#[cfg(unix)]
mod faults;
mod input;
mod language;
mod limits;
#[cfg(unix)]
mod malformed;
mod output;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod parts;
mod pictures;
mod quotes;
mod resume;
#[cfg(unix)]
mod security;
mod tables;
mod terminal;
mod validate;
mod verbs;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "India rejected cyber sovereignty. Russia backed cyber sovereignty.";

/// A folder for one test, and the program run in it.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stanceline"));
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run { output }
    }

    /// Runs with a standard output that nobody reads from the start, so that even one line meets a closed pipe.
    #[cfg(unix)]
    fn run_into_closed_pipe(&self, arguments: &[&str]) -> Output {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        self.command(arguments).stdout(writer).output().unwrap()
    }
}

struct Run {
    output: Output,
}

impl Run {
    fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// Checks the exit code and that stderr says each of these.
    #[track_caller]
    fn ends(&self, code: i32, says: &[&str]) -> &Self {
        let stderr = self.stderr();
        assert_eq!(self.output.status.code(), Some(code), "{stderr}");
        for said in says {
            assert!(stderr.contains(said), "{said:?} is not in {stderr:?}");
        }
        self
    }

    /// The report on stdout.
    #[track_caller]
    fn report(&self) -> Value {
        serde_json::from_slice(&self.output.stdout).unwrap()
    }
}

fn record(id: &str) -> String {
    format!("{{\"id\":\"{id}\",\"date\":\"2022-09-01\",\"source\":\"Daily\",\"text\":\"{TEXT}\"}}\n")
}

#[track_caller]
fn skipped(report: &Value, reason: &str) -> u64 {
    let all = report["corpus"]["skipped"].as_array().unwrap();
    all.iter().find(|skipped| skipped["reason"] == reason).map_or(0, |skipped| skipped["count"].as_u64().unwrap())
}

#[track_caller]
fn documents(report: &Value, number: u64) {
    assert_eq!(report["corpus"]["documents"], number, "{}", report["corpus"]);
}
