"""Whether intervals at 95 % hold what is true as often as they say: coverage.py [--write] [--runs N] [ROW...] counts with the program `coverage`
(CCSIM_COVERAGE says which one), all rows by hand, and judges them; --quick takes the few small rows that every check takes. --from FOLDER reads
what the program printed before, ROW.txt. --write puts the rows into the table of docs/validation.md, where other rows stay. Seeds are
100001, 100002, ...: fixed beforehand, and none of those that the constants of batching were chosen with."""
import argparse
import math
import os
import pathlib
import subprocess
import sys

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "validation.md"
BEGIN, END = "<!-- coverage -->", "<!-- end of coverage -->"
QUICK = {"days-5": 300, "days-20": 300, "weeks-5": 300, "steady-0.8-200h": 100, "steady-0.95-200h": 60, "steady-two-50h": 150, "factor-20-50h": 20,
         "pairs-days-20": 100, "precision-5%": 200, "days-20-easy": 200, "together-days-20": 200}
WARNED = ("days-5", "weeks-5")  # every such run warns: of fewer than ten observations the intervals of ratios are too short
LEAST, LEAST_OF_DAYS, LEAST_TOGETHER, MOST = 0.93, 0.94, 0.95, 0.97
TEXT = f"""
## Coverage

How often an interval at 95 % holds what is true, over many *runs* of a row (seeds 100001, 100002, ..., fixed beforehand): *given* are the runs that gave an interval (the
others warned that they are too short, or that nothing can be known), *low* and *high* the intervals that lie wholly below and above the truth. A row is good when
it covers {LEAST:.0%} to {MOST:.0%} of the runs, a run that warned not being wrong; shares of days are exact and cover {LEAST_OF_DAYS:.0%} or more, which differences of them do too: of twenty days
only few shares are possible, and what holds enough of them holds more. Rows marked **!** fall short:
differences of percentiles hold a little more than they say (jackknife).
What is true is Erlang C, or a long run with another seed. `days-N`: N days of an overloaded morning; `days-20-easy` and `-rare`: quiet days (0.3 and 0.03 % abandon), where a run warns that
the service level, the abandonment rate, and what hangs on such events, rest on fewer than ten; `weeks`: five days a replication; runs of five replications warn that the
intervals of their ratios are too short; `steady-RHO`: M/M/10;
`steady-two`: two types, two groups; `factor`: a day factor in a steady state; `pairs`: differences on common random numbers; `precision`: stopped when
precise enough; `together`: all figures of `days-20` at once (`--simultaneous`). Made by `tests/coverage/coverage.py --write`; the longest rows have 300 runs.

| row | figure | runs | given | covers, or warned | covers, of those given | low | high | true |
|---|---|---|---|---|---|---|---|---|
"""


def count(row, runs, folder):
    """Lines of a row: its name, figure, entity, runs, given, covered, below, above, truth, excused."""
    if folder:
        return [line.split() for line in (pathlib.Path(folder) / f"{row}.txt").read_text().splitlines()]
    done = subprocess.run([os.environ["CCSIM_COVERAGE"], row, str(runs)], capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


def write(lines):
    """Rows into the table, in the place of those of the same name."""
    text = DOCS.read_text()
    before, after = text.rstrip("\n") + "\n\n", ""
    kept = []
    names = {line.split(" | ")[0] for line in lines}
    if BEGIN in text:
        before, rest = text.split(BEGIN)
        table, after = rest.split(END)
        kept = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| row |")
                and line.split(" | ")[0] not in names]
    DOCS.write_text(before + BEGIN + "\n" + TEXT.strip() + "\n" + "\n".join(kept + lines) + "\n" + END + (after or "\n"))


def judge(figure, row, runs, given, covered, truth, excused):
    """Why a count is not what it ought to be; "" if it is. Chance is three standard errors of the runs."""
    if row in WARNED and not figure.startswith(("target_days", "offered", "abandoned")):
        return ""
    right = (covered + excused + runs - given) / runs
    exact = figure.startswith("target_days") and not row.startswith("pairs")
    together = row.startswith("together")
    least = LEAST_TOGETHER if together else LEAST_OF_DAYS if exact else LEAST
    slack = 3 * math.sqrt(least * (1 - least) / runs) if runs < 1000 else 0
    if right < least - slack:
        return f"{right:.1%} is below {least:.0%}"
    discrete = figure.startswith("target_days")  # of a few days: no interval of whole days covers 95 % exactly
    wide = given == runs and excused == 0 and not discrete and not together and truth != 0 and not row.startswith("weeks")
    if wide and right > MOST + (3 * math.sqrt(0.05 * 0.95 / runs) if runs < 1000 else 0):
        return f"{right:.1%} is above {MOST:.0%}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--from", dest="folder")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("rows", nargs="*")
    asked = parser.parse_args()
    every = asked.rows or subprocess.run([os.environ["CCSIM_COVERAGE"]], capture_output=True, text=True, check=True).stdout.split()
    lines, bad = [], 0
    for row in QUICK if asked.quick else every:
        for _, figure, entity, runs, given, covered, low, high, truth, excused in count(row, QUICK[row] if asked.quick else asked.runs, asked.folder):
            runs, given, covered, excused = int(runs), int(given), int(covered), int(excused)
            why = judge(figure, row, runs, given, covered, float(truth), excused)
            bad += bool(why)
            share = f"{covered / given:.1%}" if given else "-"
            lines.append(f"| {row} | {figure} {entity} | {runs} | {given} | {(covered + excused + runs - given) / runs:.1%}{' **!**' if why else ''} | {share} | "
                         f"{low} | {high} | {float(truth):.5g} |")
            print(f"{row} {figure} {entity}: {covered} of {given} given, {runs} runs{': ' + why if why else ''}", flush=True)
    if asked.write:
        write(lines)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
