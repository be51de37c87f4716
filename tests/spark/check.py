"""Runs examples/spark/score.py and compares its report with that of one machine."""

import json
import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
JOB = ROOT / "examples" / "spark" / "score.py"
HOLDERS = ["India", "Russia", "Japan", "China", "Brazil", "The United States", "Australia", "Iran"]
VERBS = ["rejected", "backed", "criticised", "promoted", "welcomed", "refused to support"]
OBJECTS = ["cyber sovereignty", "the Budapest Convention", "internet freedom", "data localisation"]


def corpus() -> list[dict]:
    """Documents with copies in other papers and spellings, equal documents, ids given twice and texts without letters."""
    records = []
    for number in range(600):
        holder, verb, thing = (words[number % 400 * step % len(words)] for words, step in ((HOLDERS, 5), (VERBS, 7), (OBJECTS, 3)))
        text = f"{holder} {verb} {thing}. {HOLDERS[number % 400 % 7]} {VERBS[number % 5]} it in note {number % 400}."
        if number % 3 == 1:
            text = text.upper().replace(". ", " — ")
        if number % 50 == 7:
            text = "…"
        date = f"20{10 + number % 12}-{1 + number % 9:02}-{1 + number % 27:02}"
        records.append({"id": f"d{number}", "date": date, "source": f"Paper {number % 11}", "text": text})
    return records + records[40:50] + [{"id": "d3", "text": "Iran backed cyber sovereignty."}]


def flaky(folder: pathlib.Path, program: str) -> tuple[str, pathlib.Path]:
    """The program in a wrapper that breaks down in its first tally, after it has read and written something."""
    flag, wrapper = folder / "failed", folder / "stanceline"
    wrapper.write_text(
        f"""#!/bin/bash
if [[ $1 == tally ]] && mkdir '{flag}' 2>/dev/null; then
    head -c 500 >/dev/null
    echo 'half a part'
    exit 7
fi
exec '{program}' "$@"
"""
    )
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    return str(wrapper), flag


def score(master: str, program: str, corpus: pathlib.Path, report: pathlib.Path) -> subprocess.CompletedProcess:
    options = ["--master", master, "--driver-memory", "1g", "--conf", "spark.ui.enabled=false"]
    options += ["--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1"]
    options += ["--conf", f"spark.local.dir={report.parent}", "pyspark-shell"]
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": " ".join(options), "PYSPARK_PYTHON": sys.executable}
    environment |= {"PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [sys.executable, JOB, corpus, "-o", report, "--partitions", "5", "--stanceline", program]
    # Spark keeps the work of a cluster of processes in the current folder.
    return subprocess.run(
        [str(part) for part in command], env=environment, cwd=report.parent, capture_output=True, text=True, timeout=300
    )


def main() -> int:
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="stanceline-spark-") as name:
        folder = pathlib.Path(name)
        lines = folder / "corpus.jsonl"
        lines.write_text("".join(json.dumps(record) + "\n" for record in corpus()))
        whole = folder / "whole.json"
        subprocess.run([program, "score", lines, "-o", whole, "--quiet"], check=True)
        wanted = whole.read_bytes()
        report = json.loads(wanted)
        assert report["dedup"]["set_aside"] > 100, "the corpus has copies"
        assert [skipped["reason"] for skipped in report["corpus"]["skipped"]] == ["duplicate_id"]

        failures = []
        for master in ["local[2,4]", "local-cluster[2,1,1024]"]:
            began = time.monotonic()
            place = folder / master.split("[")[0]
            place.mkdir()
            wrapper, flag = flaky(place, program)
            run = score(master, wrapper, lines, place / "report.json")
            same = run.returncode == 0 and (place / "report.json").read_bytes() == wanted
            if not (same and flag.is_dir() and "error code 7" in run.stderr):
                failures.append(f"{master}: same {same}, failed once {flag.is_dir()}\n{run.stderr[-3000:]}")
            print(f"{master}: a part failed once and was made again, {time.monotonic() - began:.0f} s", flush=True)

        began = time.monotonic()
        broken = score("local[2]", "/bin/false", lines, folder / "none.json")
        if broken.returncode == 0 or (folder / "none.json").exists():
            failures.append("a program that always fails: the job did not fail, or left a report")
        print(f"local[2]: a program that always fails ends the job, {time.monotonic() - began:.0f} s", flush=True)
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
