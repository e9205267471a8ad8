#!/usr/bin/python3
"""theory.py - the truth tier: scenario files through the same door as a user's, compared with what queueing theory knows exactly
and with what other simulators print.

    theory.py [--write FILE] [--lengths] [NAME...]
    theory.py --notices

Runs the cases of table.py (or those named) with the program in $CCSIM_PROGRAM, two at a time. A figure agrees when it lies
within 4 standard errors of the exact value (3.5 of a printed one, both errors combined); the standard error is estimated from
the run itself. A miss counts only if it is confirmed by a run of four times the length with a second fixed seed.
$CCSIM_TEST_DIVISOR shortens every run; the lengths' own goals (standard error below 0.3 % of shares, 1 % of other values) are
then not asked for.

--notices is the test of the test: scenarios that are slightly wrong (table.WRONG) must each miss a figure, at a quarter of the
length."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True  # the source folder stays as it is

import facts  # noqa: E402
import identities  # noqa: E402
import report  # noqa: E402
import table  # noqa: E402

TIMES = 4           # the length of a confirmation
WORKERS = 2
SKIPPED = 77        # exit status
LAG1_LIMIT = 0.25   # correlation of neighbouring batches: beyond it, standard errors would be too small
NUMERIC = 2e-8      # relative: times have 53 bits, and a long run counts billions of seconds


class Comparison:
    """One figure as it came out."""

    def __init__(self, figure, estimate, result):
        self.name = figure.name
        self.reference = figure.reference
        self.limit = figure.limit
        self.goal = figure.goal
        self.value = estimate.value
        self.error = estimate.error
        self.lag1 = estimate.lag1 if estimate.error > NUMERIC * abs(estimate.value) else 0.0  # else it is that of rounding
        self.reference_error = figure.error(estimate, result) if callable(figure.error) else figure.error
        self.exact_by_rule = figure.limit == table.EXACT_LIMIT
        self.confirmed = None  # the comparison that was made again, after a miss

    @property
    def z(self):
        difference = self.value - self.reference
        if difference == 0:
            return 0.0
        spread = np.sqrt(self.error**2 + self.reference_error**2 + (NUMERIC * self.reference) ** 2)
        return float(difference / spread) if spread > 0 else float("inf")

    @property
    def relative_error(self):
        return abs(self.error / self.reference) if self.reference else 0.0

    def misses(self):
        return not abs(self.z) <= self.limit

    def fails(self):
        return self.misses() and (self.confirmed is None or self.confirmed.misses())

    def too_short(self):
        return self.goal is not None and not self.relative_error <= self.goal


class Outcome:
    """A case with its comparisons."""

    def __init__(self, case, comparisons, contacts, seconds, settings):
        self.case = case
        self.comparisons = comparisons
        self.contacts = contacts
        self.seconds = seconds
        self.settings = settings


def seed_of(case, second=False):
    """Fixed, by name: with one seed for all, cases would share random numbers, and so their luck."""
    return zlib.crc32(case.name.encode()) % 1000000 + (1000000 if second else 0)


def run(program, case, seed, times, divisor, *sets):
    """One run of the program. Returns the result, the options and the seconds it took."""
    settings = case.settings(times, divisor)
    for text in sets:
        settings += ["--set", text]
    scenario = "tests/theory/cases/%s.cfg" % case.name
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="ccsim-theory-") as folder:
        path = os.path.join(folder, "result.h5")
        command = [program, "run", scenario, "-o", path, "-j", "1", "-s", str(seed), "--quiet"] + settings
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stderr))
        seconds = time.perf_counter() - begin
        result = facts.Result(path)
    if not result.complete:
        raise RuntimeError("%s: the result is not complete" % case.name)
    return result, settings + ["-s", str(seed)], seconds


def compare(case, result):
    with np.errstate(divide="ignore", invalid="ignore"):
        return [Comparison(f, f.estimate(result), result) for f in case.figures]


def judge(program, case, divisor):
    """Run a case, and again at four times the length where a figure misses."""
    result, settings, seconds = run(program, case, seed_of(case), 1, divisor)
    outcome = Outcome(case, compare(case, result), result.contacts(), seconds, settings)
    if any(c.misses() for c in outcome.comparisons):
        again, _, _ = run(program, case, seed_of(case, True), TIMES, divisor)
        for first, second in zip(outcome.comparisons, compare(case, again)):
            if first.misses():
                first.confirmed = second
    return outcome


def complaints(outcome, divisor):
    """What is wrong with a case, in words."""
    name = outcome.case.name
    for c in outcome.comparisons:
        if c.fails():
            again = "; confirmed: %.8g, z = %.2f" % (c.confirmed.value, c.confirmed.z) if c.confirmed else ""
            yield "%s %s: expected %.10g, found %.10g +- %.2g, z = %.2f%s" % (
                name, c.name, c.reference, c.value, c.error, c.z, again)
        if divisor == 1 and c.too_short():
            yield "%s %s: the standard error is %.3f %% of the value, more than %.1f %%: the run is too short" % (
                name, c.name, 100 * c.relative_error, 100 * c.goal)
        if divisor == 1 and abs(c.lag1) > LAG1_LIMIT:
            yield "%s %s: neighbouring batches are correlated by %.2f: batches are too short" % (name, c.name, c.lag1)
    case = outcome.case
    if case.hours and case.hours * 3600 / table.BATCHES < 50 * case.memory_s:
        yield "%s: a batch is shorter than 50 times the memory of the system" % name


def notices(program, divisor):
    """Run what is slightly wrong. Returns a line for each, and whether all was noticed."""
    by_name = {c.name: c for c in table.CASES}

    def largest(wrong):
        name, sets = wrong
        result, _, _ = run(program, by_name[name], seed_of(by_name[name]), 1, 4 * divisor, *sets)
        return max(compare(by_name[name], result), key=lambda c: abs(c.z))

    with ThreadPoolExecutor(WORKERS) as pool:
        worst = list(pool.map(largest, table.WRONG))
    lines = [(name, " ".join(sets), c.name, c.z) for (name, sets), c in zip(table.WRONG, worst)]
    return lines, all(c.misses() for c in worst)


def print_lengths(outcomes):
    """For whoever sets the lengths in table.py: how much longer each run should be."""
    for o in outcomes:
        wanted = [(c.relative_error / c.goal) ** 2 for c in o.comparisons if c.goal]
        worst = max(zip(wanted, [c.name for c in o.comparisons if c.goal]), default=(0, "-"))
        lag1 = max((abs(c.lag1) for c in o.comparisons), default=0)
        print("%-42s %7.2f M %6.1f s  length x %5.2f for %-24s lag-1 %.3f  largest z %.2f" % (
            o.case.name, o.contacts / 1e6, o.seconds, worst[0], worst[1], lag1, max(abs(c.z) for c in o.comparisons)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", metavar="FILE", help="write the comparisons as a page of documentation")
    parser.add_argument("--lengths", action="store_true", help="show how long each run should be")
    parser.add_argument("--notices", action="store_true", help="run what is slightly wrong: each must miss")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    program = os.environ.get("CCSIM_PROGRAM", "build/release/ccsim")
    divisor = int(os.environ.get("CCSIM_TEST_DIVISOR", "1"))
    os.chdir(Path(__file__).resolve().parents[2])
    if options.notices and divisor > 1:
        print("short runs notice less")
        return SKIPPED
    if options.notices:
        lines, noticed = notices(program, divisor)
        for line in lines:
            print("%s with %s: %s is off by %.1f standard errors" % line)
        return 0 if noticed else 1
    cases = [c for c in table.CASES if not options.names or c.name in options.names]
    order = sorted(cases, key=lambda c: table.LONGEST.index(c.name) if c.name in table.LONGEST else len(table.LONGEST))
    begin = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        done = {case.name: pool.submit(judge, program, case, divisor) for case in order}
        outcomes = [done[case.name].result() for case in cases]
    bad = [text for o in outcomes for text in complaints(o, divisor)]
    if options.lengths:
        print_lengths(outcomes)
    summary = report.Summary(outcomes)
    if not options.names:
        bad += summary.complaints()
    print(summary.line())
    print("%.0f s" % (time.perf_counter() - begin))
    for text in bad:
        print("FAILED " + text)
    if options.write:
        found = {"notices": notices(program, divisor)[0], "identities": list(identities.results())}
        page, mark = Path(options.write), "<!-- coverage -->"
        old = page.read_text(encoding="utf-8") if page.exists() else ""
        rest = "\n" + old[old.index(mark):] if mark in old else ""  # tests/coverage/coverage.py writes it
        page.write_text(report.page(outcomes, summary, divisor, found) + rest, encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
