#!/usr/bin/env python3
"""Scores a corpus with Spark: the same report, byte for byte, as `stanceline score` gives on one machine.

Copies of a text are brought together by a hash of its letters, each partition goes through `stanceline tally`, and
`stanceline merge` makes the report of all parts on the driver. The program must stand at the same path on all machines.

    spark-submit examples/spark/score.py corpus.jsonl -o report.json --partitions 64 --stanceline /opt/stanceline
"""

import argparse
import base64
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

# What `stanceline` takes for copies has the same letters and digits; those of ASCII are enough to bring them together.
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def home(record: str, text: str) -> int:
    """The hash by which copies of a text meet; records that cannot be read are spread by what they are."""
    try:
        value = json.loads(record)[text]
        letters = NOT_A_LETTER.sub("", re.sub(r"[A-Z]", lambda found: found[0].lower(), value))
    except (ValueError, KeyError, TypeError):
        letters = record
    # Not Python's own hash, which is another one in each process.
    return int.from_bytes(hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def records(spark: SparkSession, path: str, partitions: int):
    """The corpus as lines of JSON."""
    if path.endswith(".parquet"):
        return spark.read.parquet(path).toJSON()
    return spark.sparkContext.textFile(path, minPartitions=partitions).filter(lambda line: line.strip())


def tally(arguments) -> str:
    """The command that makes one partition a part, in base64, for what goes through a pipe is lines of text."""
    command = [arguments.stanceline, "tally", "-", "--input-format", "jsonl", "--threads", "1", "--quiet", "-o", "-"]
    # Rejected records are in the report; only a program that could not work fails the task.
    command += ["--max-rejects", str(2**63 - 1), "--period", arguments.period, "--dedup", "exact"]
    for field in arguments.field:
        command += ["--field", field]
    script = f"set -o pipefail; {shlex.join(command)} | base64 -w 0"
    return f"bash -c {shlex.quote(script)}"


def merge(parts, arguments) -> None:
    """Merges parts, which come one after the other, into the report."""
    with tempfile.TemporaryDirectory(prefix="stanceline-") as folder:
        names = []
        for number, part in enumerate(parts):
            names.append(os.path.join(folder, f"{number:06}.tally"))
            with open(names[-1], "wb") as file:
                file.write(base64.b64decode(part, validate=True))
        command = [arguments.stanceline, "merge", "--quiet", "--format", "json", "-o", arguments.output]
        subprocess.run(command + names, check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpus", help=".jsonl (also .gz), or a .parquet file or folder")
    parser.add_argument("-o", "--output", required=True, help="the report")
    parser.add_argument("--partitions", type=int, default=8, help="parts that the corpus is cut into")
    parser.add_argument("--stanceline", default="stanceline", help="the program")
    parser.add_argument("--period", default="month", help="step of time series")
    parser.add_argument("--field", action="append", default=[], metavar="OURS=THEIRS", help="names of fields")
    arguments = parser.parse_args()
    names = dict(field.split("=", 1) for field in arguments.field)
    text = names.get("text", "text")

    spark = SparkSession.builder.appName("stanceline").getOrCreate()
    try:
        keyed = records(spark, arguments.corpus, arguments.partitions).map(lambda record: (home(record, text), record))
        together = keyed.partitionBy(arguments.partitions, lambda key: key).values()
        parts = together.pipe(tally(arguments), {"PATH": os.environ.get("PATH", os.defpath)}, checkCode=True)
        # All parts are made before the first is fetched, so that they are made at once.
        parts = parts.persist()
        made = parts.count()
        if made != arguments.partitions:
            raise RuntimeError(f"{made} parts of {arguments.partitions} partitions")
        merge(parts.toLocalIterator(), arguments)
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
