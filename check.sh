#!/usr/bin/env bash
# Runs every test of the repository: ./check.sh
# Needs the Rust toolchain with the components rustfmt and clippy, Node 20 and Python 3; the scripts of the browser and
# Spark tests install what they need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

started=$SECONDS

failed=()

say() {
    printf '\n== %s (after %d s)\n' "$1" "$((SECONDS - started))"
}

# Runs one step; a failure is remembered, so that one run tells of all.
step() {
    local name=$1
    shift
    say "$name: $*"
    "$@" || failed+=("$name")
}

need() {
    if ! cargo "$1" --version >/dev/null 2>&1; then
        printf 'cargo %s is not installed; add it with: rustup component add %s\n' "$1" "$2" >&2
        exit 2
    fi
}

if ! command -v cargo >/dev/null 2>&1; then
    printf 'cargo is not installed; see https://rustup.rs\n' >&2
    exit 2
fi
need fmt rustfmt
need clippy clippy

say "Rust: at least $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) is needed (Cargo.toml), here is $(rustc --version)"
step format cargo fmt --all --check
step lints cargo clippy --locked --all-targets -- -D warnings
step documentation env RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --locked --no-deps --document-private-items
step tests cargo test --locked --no-fail-fast
step browser tests/js/run.sh
step parquet cargo test --locked --no-fail-fast --features parquet --test cli -- parquet tables
step spark tests/spark/run.sh

if ((${#failed[@]} > 0)); then
    say "failed: ${failed[*]}"
    exit 1
fi
say "all passed"
