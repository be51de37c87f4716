#!/usr/bin/env bash
# Scores a corpus with Spark, in one process and in a cluster of two workers' processes, and compares the bytes with
# those of one run of the program. Installs PySpark with pip outside of the tree, and Java with apt if there is none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=3.5.3
venv=${STANCELINE_SPARK_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/stanceline/pyspark-$version}

if ! command -v java >/dev/null 2>&1; then
    echo "installing Java 17" >&2
    sudo=()
    ((EUID == 0)) || sudo=(sudo -n)
    if ! { "${sudo[@]}" apt-get update -qq && "${sudo[@]}" apt-get install -y -qq openjdk-17-jre-headless; } >/dev/null; then
        echo "Java is not there and could not be installed; install Java 17 (openjdk-17-jre-headless)" >&2
        exit 2
    fi
fi

if ! "$venv/bin/python" -c 'import pyspark' 2>/dev/null; then
    echo "installing PySpark $version into $venv (about a minute)" >&2
    python3 -m venv --clear "$venv"
    if ! "$venv/bin/pip" install --quiet --disable-pip-version-check "pyspark==$version"; then
        echo "PySpark could not be installed with pip; is there a network, and room for 700 MB in $venv?" >&2
        exit 2
    fi
fi

cargo build --locked --quiet
program=${CARGO_TARGET_DIR:-target}/debug/stanceline
exec "$venv/bin/python" tests/spark/check.py "$(realpath "$program")"
