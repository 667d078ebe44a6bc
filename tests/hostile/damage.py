#!/usr/bin/env python3
"""Damages traces of all scenarios and sends them through every command that reads a trace.

    tests/hostile/damage.py --braid build/release/bin/braid [--count 3000] [--seed 1] [--jobs 2] [--keep FOLDER]

Runs each scenario once (short, with a time limit), makes COUNT damaged copies of the traces (cut off, bytes flipped, pieces
of one file in another, random words, changed headers, changed blocks), and runs on each of them: report, report --json,
report --why, --critical-path, --compare, --csv, and image to SVG and PNG; with --window FOLDER/tests/window_open_files (a target of its own)
the window, too. Of every run it checks:

  * no signal ended it, and it took no more than --seconds of processor time (10) and --megabytes of memory (300);
  * exit status 0, or 1 or 2 with exactly one line on the error output;
  * an SVG is well-formed XML, JSON is JSON, and no control character but line breaks is in what a terminal would show.

Prints each failure with the command, keeps the file that caused it (--keep), and ends with a line that counts; exit status 1
where something failed. Takes about a second a file on an idle machine. Not part of the test command: run it by hand.
"""

import argparse
import json
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import xml.parsers.expat
from concurrent.futures import ThreadPoolExecutor

HEADER = 400
CHUNKS = 16384
CHUNK = 16384


def scenarios(braid):
    listed = json.loads(subprocess.run([braid, "list", "--json"], check=True, capture_output=True, text=True).stdout)
    return [entry["id"] for entry in listed["scenarios"]]


def record(braid, ids, folder, jobs):
    """A trace of each scenario; those that cannot run here are left out."""

    def one(scenario):
        path = os.path.join(folder, scenario + ".braid")
        command = [braid, "run", scenario, "--timeout", "3", "--out", path, "--json"]
        try:
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        except subprocess.TimeoutExpired:
            pass
        return path if os.path.exists(path) and os.path.getsize(path) > CHUNKS else None

    with ThreadPoolExecutor(jobs) as pool:
        return [path for path in pool.map(one, ids) if path]


class Damage:
    """Ways to spoil a trace. Each takes the bytes and returns others."""

    def __init__(self, dice, others):
        self.dice = dice
        self.others = others

    def place(self, size):
        """Somewhere: in the header, in a block's header, or anywhere."""
        kind = self.dice.randrange(3)
        if kind == 0:
            return self.dice.randrange(min(HEADER, size))
        if kind == 1 and size > CHUNKS:
            return min(size - 1, CHUNKS + CHUNK * self.dice.randrange((size - CHUNKS + CHUNK - 1) // CHUNK) + self.dice.randrange(64))
        return self.dice.randrange(size)

    def cut(self, data):
        return data[: self.dice.randrange(len(data))]

    def flips(self, data):
        for _ in range(self.dice.choice([1, 3, 30, 1000])):
            data[self.place(len(data))] ^= 1 << self.dice.randrange(8)
        return data

    def random_words(self, data):
        for _ in range(self.dice.choice([1, 5, 100])):
            at = self.place(len(data)) & ~3
            word = self.dice.choice([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, self.dice.getrandbits(32)])
            data[at : at + 4] = struct.pack("<I", word)
        return data[:]

    def splice(self, data):
        with open(self.dice.choice(self.others), "rb") as file:
            other = file.read()
        at, length = self.dice.randrange(len(data)), self.dice.randrange(1, 3 * CHUNK)
        start = self.dice.randrange(len(other))
        piece = other[start : start + length]
        data[at : at + len(piece)] = piece
        return data

    def header(self, data):
        """The changing part of the header, which no checksum covers, or the fixed one with its checksum taken away."""
        if self.dice.randrange(2):
            data[68:72] = b"\0\0\0\0"
            data[8 + self.dice.randrange(56)] = self.dice.randrange(256)
        at = 128 + 4 * self.dice.randrange(60)
        data[at : at + 4] = struct.pack("<I", self.dice.choice([0, 1, 0xFFFFFFFF, self.dice.getrandbits(32)]))
        return data

    def blocks(self, data):
        """Whole blocks in other places, or said to be longer than they are."""
        count = (len(data) - CHUNKS) // CHUNK
        if count > 0:
            a, b = (CHUNKS + CHUNK * self.dice.randrange(count) for _ in range(2))
            data[a : a + CHUNK], data[b : b + CHUNK] = data[b : b + CHUNK], data[a : a + CHUNK]
            data[a + 24 : a + 28] = struct.pack("<I", self.dice.choice([1, 1020, 0xFFFFFFFF, self.dice.randrange(2000)]))
        return data

    def events(self, data):
        """Single fields of events: kinds, objects, numbers, lengths of texts."""
        for _ in range(self.dice.choice([1, 10, 200])):
            if len(data) < CHUNKS + 128:
                break
            slot = CHUNKS + 64 + 16 * self.dice.randrange((len(data) - CHUNKS - 64) // 16)
            field, form = self.dice.choice([(0, "<I"), (4, "<I"), (8, "<I"), (12, "<H"), (14, "<B"), (15, "<B")])
            bits = 8 * struct.calcsize(form)
            data[slot + field : slot + field + bits // 8] = struct.pack(form, self.dice.choice([0, 1, self.dice.getrandbits(bits)]))
        return data

    def holes(self, data):
        """A hole behind it: the second of what is returned says how long the file is said to be."""
        data[128:132] = struct.pack("<I", 0x7FFFFFFF)
        data[28:32] = struct.pack("<I", 0x7FFFFFFF)
        data[68:72] = b"\0\0\0\0"
        return data, len(data) + (self.dice.randrange(1, 64) << 30)

    def apply(self, data):
        ways = [self.cut, self.flips, self.random_words, self.splice, self.header, self.blocks, self.events, self.events, self.holes]
        spoilt = self.dice.choice(ways)(bytearray(data))
        return spoilt if isinstance(spoilt, tuple) else (spoilt, 0)


class Checker:
    def __init__(self, options, traces):
        self.options = options
        self.traces = traces
        self.lock = threading.Lock()
        self.runs = self.failures = 0
        self.most_memory = self.most_time = 0.0

    def commands(self, path, out):
        braid = self.options.braid
        yield "story", [braid, "report", path]
        yield "json", [braid, "report", path, "--json"]
        yield "story", [braid, "report", path, "--why", "main", "--critical-path"]
        yield "story", [braid, "report", path, "--compare", self.traces[0]]
        for table in ("lanes", "objects", "events"):
            yield "csv", [braid, "report", path, "--csv", table, out + ".csv"]
        yield "svg", [braid, "image", path, "--out", out + ".svg"]
        yield "png", [braid, "image", path, "--out", out + ".png"]
        if self.options.window:
            yield "window", [self.options.window, path]

    def limit(self):
        seconds = self.options.seconds
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))

    def run(self, command):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, preexec_fn=self.limit,
                                       env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"})
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return process.returncode, out.read(), err.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

    def faults(self, kind, code, out, err, seconds, megabytes, picture):
        if code < 0:
            yield f"ended by signal {-code}"
        elif code > 2:
            yield f"exit status {code}"
        if seconds > self.options.seconds:
            yield f"took {seconds:.1f} s"
        if megabytes > self.options.megabytes:
            yield f"took {megabytes:.0f} MB"
        lines = err.decode("utf-8", "replace").strip().splitlines()
        if code in (1, 2) and len(lines) != 1:
            yield f"said {len(lines)} lines on its error output: {lines[:3]}"
        if code == 0 and lines and kind != "window":  # Qt has its say there
            yield f"succeeded and complained: {lines[:3]}"
        shown = b"" if kind == "window" else err + (out if kind == "story" else b"")
        for letter in shown.decode("utf-8", "replace"):
            if (letter < " " and letter != "\n") or "\x7f" <= letter <= "\x9f":
                yield f"control character {letter!r} on the terminal"
                break
        if code == 0 and kind == "json":
            try:
                json.loads(out)
            except (ValueError, RecursionError) as error:
                yield f"no JSON: {error}"
        if code == 0 and kind == "svg":
            try:
                with open(picture, "rb") as file:
                    xml.parsers.expat.ParserCreate().ParseFile(file)
            except (OSError, xml.parsers.expat.ExpatError) as error:
                yield f"no well-formed SVG: {error}"

    def check(self, path, keep_as):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "picture")
            for kind, command in self.commands(path, out):
                code, said, complained, seconds, megabytes = self.run(command)
                faults = list(self.faults(kind, code, said, complained, seconds, megabytes, out + ".svg"))
                with self.lock:
                    self.runs += 1
                    self.most_time = max(self.most_time, seconds)
                    self.most_memory = max(self.most_memory, megabytes)
                    if faults:
                        self.failures += 1
                        if self.options.keep and not os.path.exists(keep_as):
                            shutil.copy(path, keep_as)
                        print(f"{' '.join(command)}\n    {'; '.join(faults)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--braid", required=True, help="the program to try")
    parser.add_argument("--window", help="window_open_files, to open them in the window as well")
    parser.add_argument("--count", type=int, default=3000, help="damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=10, help="of processor time, for one run")
    parser.add_argument("--megabytes", type=int, default=300, help="for one run")
    parser.add_argument("--traces", help="a folder of sound traces; instead of recording them")
    parser.add_argument("--keep", help="where files that cause a failure are kept")
    parser.add_argument("--crafted", help="a folder of files to send through as they are (see write_crafted)")
    options = parser.parse_args()
    options.braid = os.path.abspath(options.braid)
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.traces:
            traces = sorted(os.path.join(options.traces, name) for name in os.listdir(options.traces) if name.endswith(".braid"))
        else:
            traces = record(options.braid, scenarios(options.braid), folder, options.jobs)
        if not traces:
            print("damage.py: there is no trace to damage.", file=sys.stderr)
            return 2
        # Small ones say as much as large ones, and sooner.
        traces = [path for path in traces if os.path.getsize(path) < 8 << 20] or traces
        checker = Checker(options, traces)

        def one(number):
            dice = random.Random(f"{options.seed}/{number}")
            with open(dice.choice(traces), "rb") as file:
                data, length = Damage(dice, traces).apply(file.read())
            path = os.path.join(folder, f"damaged-{number}.braid")
            with open(path, "wb") as file:
                file.write(data)
                if length:
                    file.truncate(length)
            checker.check(path, os.path.join(options.keep or folder, f"{options.seed}-{number}.braid"))
            os.unlink(path)

        if options.crafted:
            for name in sorted(os.listdir(options.crafted)):
                checker.check(os.path.join(options.crafted, name), os.path.join(options.keep or folder, name))
        with ThreadPoolExecutor(options.jobs) as pool:
            list(pool.map(one, range(options.count)))
        print(f"{options.count} damaged files of {len(traces)} traces, {checker.runs} runs: {checker.failures} failed; "
              f"at most {checker.most_memory:.0f} MB and {checker.most_time:.1f} s")
        return 1 if checker.failures else 0


if __name__ == "__main__":
    sys.exit(main())
