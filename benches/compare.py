#!/usr/bin/env python3
"""Measures stanceline against what else reads such texts, and writes a table.

    python3 benches/compare.py            # everything; about half an hour
    python3 benches/compare.py --quick    # 20 MB, three rounds, no 2 GB

It builds the program, makes the corpus, installs its rivals under target/compare (vaderSentiment and sentencex from
PyPI, a VADER of crates.io) and uses wc and ripgrep as they are installed. All commands run in turn, round by round; the
figure of each is the median of its CPU time (user and system, as the kernel accounts them to the process), and ratios
are medians over the rounds. What a command counts must be the same in every round, or the run fails.

The table goes to target/compare/results.md and results.json; --write puts both into benches/.
"""

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benches"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
WORK = TARGET / "compare"
TOOLS = TARGET / "release/examples/bench_tools"
PYTHON_RIVALS = ["vaderSentiment==3.3.2", "sentencex==1.0.32"]
# So much for the slow ones; their figures are scaled to the whole.
SLICE_PYTHON_MB, SLICE_RG_MB, SLICE_RUST_MB = 2, 5, 20
RG_TERMS = 2000


def fail(message):
    sys.exit(f"compare: {message}")


def build(*arguments, **environment):
    subprocess.run(["cargo", *arguments], check=True, cwd=ROOT, env={**os.environ, **environment})


# The kernel counts the memory of whoever starts a program as the program's own peak, so that a small process starts it.
LAUNCHER = """
import json, os, sys, time
result, cpus, *command = sys.argv[1:]
begin = time.monotonic()
child = os.fork()
if child == 0:
    if cpus and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [int(cpu) for cpu in cpus.split(",")])
    os.execvp(command[0], command)
_, status, usage = os.wait4(child, 0)
with open(result, "w") as out:
    json.dump([usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss], out)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""


def run(command, cpus):
    """CPU and wall seconds, peak memory in MB and output of a command on these processors."""
    result = WORK / "launched.json"
    launcher = [sys.executable, "-S", "-c", LAUNCHER, result, ",".join(map(str, cpus)), *command]
    done = subprocess.run([str(part) for part in launcher], capture_output=True)
    cpu, wall, peak = json.loads(result.read_text())
    kilobytes = peak / 1024 if sys.platform == "darwin" else peak
    return {
        "cpu": cpu,
        "wall": wall,
        "peak": kilobytes * 1024 / 1e6,
        "stdout": done.stdout,
        "code": done.returncode,
        "stderr": done.stderr.decode(errors="replace"),
    }


class Bench:
    """A command with what it counts."""

    def __init__(self, name, command, megabytes, count, codes=(0,)):
        self.name, self.command, self.megabytes, self.count = name, command, megabytes, count
        self.codes, self.runs, self.counted = codes, [], None

    def once(self, cpus):
        result = run(self.command, cpus)
        if result["code"] not in self.codes:
            fail(f"{self.name} ended with {result['code']}: {result['stderr'][-400:]}")
        counted = self.count(result["stdout"].decode())
        if not counted or self.counted not in (None, counted):
            fail(f"{self.name} counted {counted!r}, and {self.counted!r} before")
        self.counted = counted
        self.runs.append(result)

    def per_megabyte(self):
        """CPU seconds for each MB of text, round by round."""
        return [one["cpu"] / self.megabytes for one in self.runs]


def corpus(megabytes):
    """The corpus of the benchmarks of so many MB of text, made once."""
    file, facts = WORK / f"corpus-{megabytes}.jsonl", WORK / f"corpus-{megabytes}.json"
    if not facts.exists():
        made = subprocess.run(
            [TOOLS, "corpus", str(megabytes), file], check=True, capture_output=True, text=True
        )
        facts.write_text(made.stdout)
    return file, json.loads(facts.read_text())


def described(file):
    """A corpus of the user's own."""
    return Path(file), json.loads(
        subprocess.run(
            [TOOLS, "parse", file], check=True, capture_output=True, text=True
        ).stdout
    )


def cut(file, megabytes):
    """The first records of a file, about so many MB; with their bytes of text."""
    piece = WORK / f"{Path(file).stem}-first-{megabytes}.jsonl"
    size = text = 0
    with open(file, "rb") as whole, open(piece, "wb") as out:
        for line in whole:
            out.write(line)
            size += len(line)
            text += len(json.loads(line)["text"].encode())
            if size >= megabytes * 1_000_000:
                break
    return piece, text / 1e6


def larger_pack(terms):
    """A pack that asks for four times the phrases: the built-in ones, and three longer ones for each."""
    folder = WORK / "pack-4x"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(
        'id = "four-times"\nversion = "0.1.0"\nlanguage = "en"\ntitle = "Four times the phrases"\n'
        'licence = "CC0-1.0"\nrequires = ["cyber-governance"]\nbias = "None: made for a measurement."\n'
    )
    plain = [term for term in terms if re.fullmatch(r"[a-z]+(?: [a-z]+){0,5}", term)]
    per_term = 3 * len(terms) // len(plain) + 1
    endings = ["report", "level", "number", "season", "market", "garden", "station"][:per_term]
    phrases = [f"{term} {ending}" for ending in endings for term in plain][: 3 * len(terms)]
    listed = ",\n".join(json.dumps(phrase) for phrase in phrases)
    (folder / "tone.toml").write_text(f'[[tone]]\nid = "made-up"\nweight = 0.1\nwords = [\n{listed}\n]\n')
    return folder, len(phrases)


def ratio(over, under):
    """Median over the rounds of one figure over another."""
    return median(one / other for one, other in zip(over, under))


def scaling(program, file, report, rounds):
    """What a second thread gains over what a second process gains: the machine may have less than two whole cores."""
    def command(threads, out):
        return [program, "score", file, "--threads", threads, "--quiet", "-o", out]

    found = []
    for _ in range(rounds):
        one = run(command(1, report), {0})["wall"]
        two = run(command(2, report), {0, 1})["wall"]
        begin = time.monotonic()
        pair = [subprocess.Popen([str(part) for part in command(1, WORK / f"pair-{n}.json")]) for n in range(2)]
        if any([process.wait() for process in pair]):
            fail("one of two processes failed")
        both = time.monotonic() - begin
        found.append({"threads": one / two, "processes": 2 * one / both})
    gains = {key: median(one[key] for one in found) for key in found[0]}
    return {**gains, "ratio": median(one["threads"] / one["processes"] for one in found)}


def machine():
    cpu = platform.processor() or platform.machine()
    try:
        cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()).group(1)
    except (OSError, AttributeError):
        pass
    load = "%.1f" % os.getloadavg()[0]
    return f"{os.cpu_count()} processors, {cpu}, {platform.system()} {platform.release()}, load {load} at the end"


def reported(file):
    """Counts the documents of a report and its hash."""
    def count(_):
        data = Path(file).read_bytes()
        return [json.loads(data)["corpus"]["documents"], hashlib.sha256(data).hexdigest()]

    return count


def benches(file, facts, program, terms):
    """The commands by key."""
    text = facts["text_bytes"] / 1e6
    report, large = WORK / "report.json", WORK / "report-4x.json"
    score = [program, "score", file, "--threads", 1, "--quiet", "-o"]
    whole = lambda out: json.loads(out)
    found = {
        "stanceline": Bench("stanceline, one thread, whole report", [*score, report], text, reported(report)),
        "parse": Bench("reading and parsing alone", [TOOLS, "parse", file], text, whole),
        "wc": Bench("wc -w", ["wc", "-w", file], text, lambda out: int(out.split()[0])),
    }
    pack, added = larger_pack(terms)
    name = f"stanceline, {len(terms) + added:,} phrases instead of {len(terms):,}"
    found["large"] = Bench(name, [*score, large, "--pack", pack], text, reported(large))
    piece, size = cut(file, SLICE_RUST_MB)
    found["rust"] = Bench("vader-sentimental (Rust)", [TARGET / "rivals/release/rivals", piece], size, whole)
    piece, size = cut(file, SLICE_PYTHON_MB)
    python = [WORK / "venv/bin/python", HERE / "rivals/vader.py", piece]
    found["python"] = Bench("vaderSentiment + sentencex (Python)", python, size, whole)
    if shutil.which("rg"):
        some = WORK / "some-terms.txt"
        some.write_text("\n".join(terms[:: -(-len(terms) // RG_TERMS)]) + "\n")
        piece, size = cut(file, SLICE_RG_MB)
        search = ["rg", "--count-matches", "-w", "-i", "-F", "-f", some, piece]
        # Without a match it ends with 1.
        found["rg"] = Bench(f"ripgrep, {RG_TERMS:,} of the terms", search, size, lambda out: int(out or 0) + 1, (0, 1))
    return found


def prepare():
    WORK.mkdir(parents=True, exist_ok=True)
    build("build", "--release", "--bin", "stanceline", "--example", "bench_tools")
    rivals = str(HERE / "rivals/Cargo.toml")
    build("build", "--release", "--manifest-path", rivals, CARGO_TARGET_DIR=str(TARGET / "rivals"))
    venv = WORK / "venv"
    if not (venv / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin/python", "-m", "pip", "install", "-q", *PYTHON_RIVALS], check=True)
    if not shutil.which("rg"):
        print("compare: ripgrep is not installed and is left out", file=sys.stderr)


def memory(program, sizes):
    """Peak memory in MB by size of the corpus and number of threads; the report must not depend on the latter."""
    peaks = {}
    for size in sizes:
        file, facts = corpus(size)
        hashes = set()
        for threads in (1, 2):
            report = WORK / "memory.json"
            done = run([program, "score", file, "--threads", threads, "--quiet", "-o", report], {0, 1})
            if done["code"]:
                fail(f"{size} MB on {threads} threads: {done['stderr'][-400:]}")
            peaks[f"{size} MB, {threads}"] = round(done["peak"], 1)
            hashes.add(tuple(reported(report)(None)))
        if len(hashes) != 1 or hashes.pop()[0] != facts["documents"]:
            fail(f"the reports of {size} MB differ between threads, or miss documents")
    return peaks


def results(found, facts, scales, peaks, rounds):
    """All figures, as they are written down."""
    own = found["stanceline"].per_megabyte()
    rows = []
    for key, bench in found.items():
        speed = median(bench.per_megabyte())
        rows.append({
            "key": key,
            "name": bench.name,
            "text_mb": round(bench.megabytes, 2),
            "mb_per_cpu_second": round(1 / speed, 3),
            "cpu_to_stanceline": round(ratio(bench.per_megabyte(), own), 3),
            "peak_mb": round(max(one["peak"] for one in bench.runs), 1),
            "counted": bench.counted,
        })
    return {
        "machine": machine(),
        "rounds": rounds,
        "corpus": facts,
        "commands": rows,
        "scaling": {key: round(value, 3) for key, value in scales.items()},
        "peak_mb_by_size_and_threads": peaks,
    }


def table(data):
    """The figures as Markdown."""
    text = data["corpus"]["text_bytes"] / 1e6
    lines = [
        f"Measured by `benches/compare.py` on {data['machine']}: {text:,.0f} MB of text in "
        f"{data['corpus']['documents']:,} documents, {data['rounds']} rounds, medians of CPU time of the whole process.",
        "Commands over less text than that are scaled; their slice is named.",
        "",
        "| command | MB of text a CPU second | CPU time, stanceline = 1 | peak MB | over |",
        "|---|---:|---:|---:|---:|",
    ]
    for row in data["commands"]:
        lines.append(
            f"| {row['name']} | {row['mb_per_cpu_second']:,.1f} | {row['cpu_to_stanceline']:,.2f} | {row['peak_mb']:,.0f} "
            f"| {row['text_mb']:,.0f} MB |"
        )
    gains = data["scaling"]
    lines += [
        "",
        f"A second thread makes the run {gains['threads']:.2f} times as fast by the clock; two processes at once do "
        f"{gains['processes']:.2f} times the work of one on the same machine (median ratio {gains['ratio']:.2f}).",
        "",
        "| corpus, threads | peak MB |",
        "|---|---:|",
        *(f"| {size} | {peak:,.0f} |" for size, peak in data["peak_mb_by_size_and_threads"].items()),
    ]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", help="JSONL to measure on, instead of the corpus of the benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="20 MB, three rounds, no 2 GB")
    parser.add_argument("--write", action="store_true", help="put the results into benches/")
    options = parser.parse_args()
    prepare()
    program = TARGET / "release/stanceline"
    size, rounds = (20, 3) if options.quick else (200, options.rounds)
    file, facts = described(options.corpus) if options.corpus else corpus(size)
    terms = run([program, "pack", "show", "--terms"], {0})["stdout"].decode().splitlines()
    if len(terms) < 1000:
        fail(f"the pack has {len(terms)} terms")
    found = benches(file, facts, program, terms)
    for at in range(rounds + 1):
        for key, bench in found.items():
            print(f"round {at} of {rounds}: {bench.name}", file=sys.stderr)
            bench.once({0})
            if at == 0:
                # The first run warms the cache and does not count.
                bench.runs.clear()
    for key in ("stanceline", "large"):
        if found[key].counted[0] != facts["documents"]:
            fail(f"{key} read {found[key].counted[0]} of {facts['documents']} documents")
    if found["parse"].counted != facts:
        fail(f"parsing found {found['parse'].counted} and not {facts}")
    scales = scaling(program, file, WORK / "scaling.json", rounds)
    peaks = memory(program, (20,) if options.quick else (20, 200, 2000))
    data = results(found, facts, scales, peaks, rounds)
    for folder in (WORK, *([HERE] if options.write else [])):
        (folder / "results.json").write_text(json.dumps(data, indent=2) + "\n")
        (folder / "results.md").write_text(table(data))
    print(table(data))


if __name__ == "__main__":
    main()
