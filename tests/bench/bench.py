#!/usr/bin/python3
"""How fast ccsim is, and whether what it computes so fast is right. Prints the page docs/performance.md.

  cmake --preset release -D CCSIM_TESTS=ON && cmake --build --preset release --target benches
  tests/bench/bench.py                               all of it, some five minutes on a quiet machine
  tests/bench/bench.py --write docs/performance.md   the same, into the file
  tests/bench/bench.py --only w1,w2 --rounds 5       some of it
  tests/bench/bench.py --against OTHER/ccsim         two programs in alternation, for a change of the code

What is compared runs in alternation, in an order that rotates from round to round; the best round counts, and a ratio is that of the
two best ones. On a machine that has other work to do, --urgent helps. A time is processor time, user and system together, of the
whole process from its start to its end, or where it says "elapsed", time on the clock. No start-up is subtracted. What needs one
core is bound to one.
Exit status: 0; 1 if a workload has not the results that it is known to have; 66 if a program is missing. Slowness is no error.
"""
import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import textwrap
from math import sqrt
from statistics import NormalDist, median
from typing import NamedTuple

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFERENCE_NS = 91  # ns a contact of the yardstick on the machine that the targets were written for
BANK = "scenarios/bank_day.cfg"
W1, SLEEPERS, W2, WIDE = (f"tests/bench/{name}.cfg" for name in ("w1", "w1_sleepers", "w2", "wide"))


class Run(NamedTuple):
    """What one run took."""
    elapsed_s: float
    cpu_s: float
    peak_mb: float


class Times(list):
    """The runs of one contender, a round each."""
    cpu = property(lambda self: min(run.cpu_s for run in self))
    elapsed = property(lambda self: min(run.elapsed_s for run in self))
    cpu_median = property(lambda self: median(run.cpu_s for run in self))
    elapsed_median = property(lambda self: median(run.elapsed_s for run in self))
    peak_mb = property(lambda self: max(run.peak_mb for run in self))


class Bench:
    """The programs, how long to run them, and the page so far."""

    def __init__(self, options):
        self.program = os.path.abspath(options.program)
        self.tools = os.path.join(os.path.abspath(options.build), "tests", "bench")
        self.rounds = 1 if options.short else options.rounds
        self.short = options.short
        self.cores = sorted(os.sched_getaffinity(0))
        self.folder = None  # for results, while it lasts
        self.known = {}     # contacts of a run
        self.targets, self.sections, self.misses = [], [], []

    def path(self, word):
        if word == "ccsim":
            return self.program
        if word in ("bare_w1", "bench_calendar", "bench_draw", "bench_shift", "meter"):
            return os.path.join(self.tools, word)
        return os.path.join(self.folder, word) if word.endswith((".h5", ".html", ".csv", ".json", ".xlsx")) else word

    def words(self, command):
        return [self.path(word) for word in command.split()]

    # ---- running ---------------------------------------------------------------------------------------------------------------

    def measure(self, contender, one_core):
        """One run of a command, or of several at once."""
        commands = [contender] if isinstance(contender, str) else contender
        words = []
        for command in commands:
            words += (["--and"] if words else []) + self.words(command)
        reader, writer = os.pipe()
        os.set_inheritable(writer, True)
        os.sched_setaffinity(0, self.cores[-1:] if one_core else self.cores)
        try:
            done = subprocess.run([self.path("meter"), str(writer)] + words, cwd=SOURCE, close_fds=False,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        finally:
            os.sched_setaffinity(0, self.cores)
            os.close(writer)
        with os.fdopen(reader) as report:
            line = report.read().split()
        if done.returncode != 0:
            sys.exit(f"{' '.join(commands)}: status {done.returncode}\n{done.stderr.decode()}")
        return Run(float(line[0]), float(line[1]), float(line[2]) * 1024 / 1e6)

    def race(self, contenders, one_core=True):
        """Every contender once a round. @return Times by name"""
        names = list(contenders)
        times = {name: Times() for name in names}
        for number in range(self.rounds):
            for i in range(len(names)):
                name = names[(i + number) % len(names)]
                times[name].append(self.measure(contenders[name], one_core))
        return times

    def output(self, command):
        done = subprocess.run(self.words(command), cwd=SOURCE, stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            sys.exit(f"{command}: status {done.returncode}")
        return done.stdout.decode()

    def metrics(self, command):
        """(metric, entity) -> (mean, standard error or None) of a run, and the number of its replications."""
        found = json.loads(self.output(command + " --json"))
        t = student(found["confidence"], found["replications"] - 1)
        return {(row["metric"], row["entity"]): (row["mean"], row["half_width"] / t if row["half_width"] and t else None)
                for row in found["metrics"]}, found["replications"]

    def contacts(self, command):
        """Contacts, further attempts included, that a run of ccsim simulates."""
        if command not in self.known:
            metrics, replications = self.metrics(command)
            self.known[command] = metrics["arrived", "all"][0] * replications
        return self.known[command]

    # ---- the page --------------------------------------------------------------------------------------------------------------

    def target(self, what, wanted, reached, good):
        self.targets.append((what, wanted, reached, "yes" if good else "**no**"))

    def section(self, title, *parts):
        """Parts that are no table and no commands are prose, and set in lines."""
        self.sections.append("\n\n".join([f"## {title}"] + [part if part[0] in "|`" else prose(part) for part in parts]))

    def check(self, what, known, simulated, allowed):
        """One row of a table of results. known: (value, its standard error)"""
        off = (simulated[0] - known[0]) / sqrt((simulated[1] or 0)**2 + known[1]**2)
        if not abs(off) <= allowed:
            self.misses.append(f"{what}: known {known[0]:g}, simulated {simulated[0]:g}, {off:+.1f} standard errors")
        return (what, f"{known[0]:.7g}", f"{simulated[0]:.6g}", f"{off:+.1f}")


def student(confidence, freedom):
    """Quantile of Student's t, by the series of Cornish and Fisher (Abramowitz and Stegun 1964, 26.7.5). None without freedom"""
    if freedom < 1:
        return None
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    terms = (z, (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96, (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384)
    return sum(term / freedom**i for i, term in enumerate(terms))


# ---- text ----------------------------------------------------------------------------------------------------------------------

def table(head, rows):
    """Markdown, columns in line; all but the first to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in [head] + rows) for i in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths))) + " |" for row in [head] + rows]
    lines.insert(1, "|" + "|".join("-" * (width + 1) + ("-" if i == 0 else ":") for i, width in enumerate(widths)) + "|")
    return "\n".join(lines)


def prose(*texts):
    return textwrap.fill(" ".join(" ".join(texts).split()), 128, break_long_words=False, break_on_hyphens=False)


def commands(*lines):
    return "```\n" + "\n".join(lines) + "\n```"


def million(x):
    return f"{x / 1e6:.3g} M"


def speed_rows(bench, names, times):
    """A row for each of names: (name, contacts) with its times."""
    rows = []
    for name, contacts in names:
        t = times[name]
        rows.append((name, million(contacts), f"{t.cpu * 1e9 / contacts:.1f}", f"{t.cpu_median * 1e9 / contacts:.1f}",
                     million(contacts / t.cpu), f"{t.peak_mb:.1f}"))
    return rows


SPEED_HEAD = ("", "contacts", "ns a contact, best", "median", "contacts/s", "peak MB")


# ---- the benchmarks ------------------------------------------------------------------------------------------------------------

def w1(bench):
    """Erlang A against the yardstick, at two lengths, and beside a million sleeping timers."""
    days = (1, 2) if bench.short else (7, 28)
    run = {d: f"ccsim run {W1} -q -j 1 --set clock.days={d}" for d in days}
    asleep = {d: f"ccsim run {SLEEPERS} -q -j 1 --set clock.days={d}" for d in days}
    bare = {d: f"bare_w1 -r 1 -n {d * 144000}" for d in days}
    contenders, counts = {}, {}
    for d in days:
        n = bench.contacts(run[d])
        for name, command, contacts in ((f"ccsim, {d} days", run[d], n), (f"bare_w1, {d} days", bare[d], d * 144000),
                                        (f"beside sleepers, {d} days", asleep[d], n)):
            contenders[name], counts[name] = command, contacts
    times = bench.race(contenders)
    short, long = (lambda name, d=d: times[f"{name}, {d} days"].cpu for d in days)
    ratio = long("ccsim") / long("bare_w1") * counts[f"bare_w1, {days[1]} days"] / counts[f"ccsim, {days[1]} days"]
    further = {name: (long(name) - short(name)) * 1e9 / ((days[1] - days[0]) * 144000)
               for name in ("ccsim", "bare_w1")}
    # A quotient of differences: the best rounds of all four need not belong together.
    rounds = [[times[f"{name}, {d} days"][i].cpu_s for name in ("beside sleepers", "ccsim") for d in days] for i in range(bench.rounds)]
    sleep = median((far - near) / (long_one - short_one or 1e-9) for near, far, short_one, long_one in rounds) - 1
    ns = long("bare_w1") * 1e9 / counts[f"bare_w1, {days[1]} days"]
    pairs = [a.cpu_s / b.cpu_s for a, b in zip(*(times[f"{name}, {days[1]} days"] for name in ("ccsim", "bare_w1")))]
    rate = counts[f"ccsim, {days[1]} days"] / long("ccsim")
    bench.target("W1: time / time of the yardstick", "at most 1.0", f"{ratio:.2f} (median {median(pairs):.2f})", ratio <= 1.0)
    bench.target(f"W1: contacts/s where the yardstick takes {REFERENCE_NS} ns (here {ns:.0f}, and {million(rate)})", "about 10 M",
                 million(rate * ns / REFERENCE_NS), ratio <= 1.1)
    bench.target("W1 beside a million sleeping timers: cost of a contact", "less than +10 %", f"{100 * sleep:+.1f} %", sleep < 0.1)
    bench.section(
        "W1, Erlang A",
        "500 agents, 100 contacts a minute, patience 2 min, one core, the whole engine from the scenario file, all statistics by"
        " half-hour. The yardstick, `bare_w1`, is a loop written for this model alone: a binary heap of all events with true"
        " cancellation, without statistics by interval, routing, types or keyed random numbers.",
        table(SPEED_HEAD, speed_rows(bench, counts.items(), times)),
        f"Process for process, start included: ccsim takes {ratio:.2f} times the yardstick's time over {days[1]} days (median of the"
        f" rounds' ratios {median(pairs):.2f}). A further contact, from {days[0]} to {days[1]} days, takes {further['ccsim']:.0f} ns in"
        f" ccsim and {further['bare_w1']:.0f} ns in the yardstick. Beside a million sleeping timers its cost in ccsim changes by"
        f" {100 * sleep:+.1f} % (median of the rounds); making, holding and leaving them takes"
        f" {short('beside sleepers') - short('ccsim'):.2f} s once.",
        commands(*contenders.values()), NOTES["w1"])
    truth(bench, "W1", f"ccsim run {W1} -q --set clock.days={days[1]} -r {20 if bench.short else 10}", W1_KNOWN)


# Value, its standard error: exact, but a run of 28 days that starts empty is that much off (1/4 of what a million contacts are).
W1_KNOWN = {("p_wait", "all"): (0.39477182, 2.5e-4), ("abandonment_rate", "all"): (0.02185236, 2e-5),
            ("mean_wait_s", "all"): (2.62228, 2e-3), ("sl_offered", "all"): (0.97071745, 3e-5)}
W2_KNOWN = {("offered", "all"): (50743, 3), ("abandonment_rate", "all"): (0.0492, 1e-4), ("sl_offered", "all"): (0.8401, 3e-4),
            ("mean_wait_s", "all"): (7.24, 0.01)}
for i, value in enumerate((0.0376, 0.0348, 0.0540, 0.0457, 0.0672, 0.0561)):
    W2_KNOWN["abandonment_rate", f"type/type_{i + 1}"] = (value, 2e-4)


def truth(bench, name, command, known):
    """The results that the workload is known to have; in short runs the standard error is itself uncertain."""
    found, _ = bench.metrics(command)
    rows = [bench.check(" ".join(key), value, found[key], 5 if bench.short else 4) for key, value in known.items()]
    bench.section(f"{name}: is it right?", table(("", "known", "simulated", "standard errors apart"), rows), commands(command))


def w2(bench):
    """The multi-skill day, 20 days, and 80 to see what the start costs."""
    days = (2, 5) if bench.short else (20, 80)
    run = {f"ccsim, {d} days": f"ccsim run {W2} -q -j 1 -r {d}" for d in days}
    bare = {"bare_w1": f"bare_w1 -r 1 -n {days[0] * 50743}"}
    counts = {name: bench.contacts(command) for name, command in run.items()}
    counts["bare_w1"] = days[0] * 50743
    times = bench.race({**run, **bare})
    first = f"ccsim, {days[0]} days"
    rate, yardstick = counts[first] / times[first].cpu, counts["bare_w1"] / times["bare_w1"].cpu
    scaled = rate * 1e3 / REFERENCE_NS / yardstick * 1e6
    bench.target("W2: contacts/s on one core", "at least 8 M", million(rate), rate >= 8e6)
    bench.target(f"W2: contacts/s where the yardstick takes {REFERENCE_NS} ns (here {1e9 / yardstick:.0f})", "at least 8 M",
                 million(scaled), scaled >= 8e6)
    bench.section(
        "W2, a multi-skill day",
        "Six types, six groups with two or three skills, redials, 48 half-hours, about 50,700 contacts a day, on one core. Contacts"
        " include the redials.",
        table(SPEED_HEAD, speed_rows(bench, counts.items(), times)),
        f"W1's yardstick, run in alternation, makes {million(yardstick)} contacts/s; a contact of W2 takes {yardstick / rate:.2f} times its"
        " time.",
        commands(*run.values(), *bare.values()), NOTES["w2"])
    truth(bench, "W2", f"ccsim run {W2} -q -r {40 if bench.short else 400}", W2_KNOWN)


def threads(bench):
    """Two threads against two processes that share nothing but the machine."""
    n = 4 if bench.short else 200
    contenders = {"two threads": f"ccsim run {W2} -q -j 2 -r {2 * n}",
                  "two processes": [f"ccsim run {W2} -q -j 1 -r {n} -s {seed}" for seed in (1, 2)],
                  "one thread": f"ccsim run {W2} -q -j 1 -r {n}"}
    times = bench.race(contenders, one_core=False)
    slower = times["two threads"].elapsed / times["two processes"].elapsed - 1
    paired = median(a.elapsed_s / b.elapsed_s for a, b in zip(times["two threads"], times["two processes"])) - 1
    bench.target("Two threads against two independent processes: elapsed", "less than +5 %",
                 f"{100 * slower:+.1f} % (median {100 * paired:+.1f} %)", slower < 0.05)
    rows = [(name, f"{t.elapsed:.2f}", f"{t.elapsed_median:.2f}", f"{t.cpu:.2f}") for name, t in times.items()]
    bench.section(
        "Two threads",
        f"W2, {2 * n} days on two cores; one thread does half of it.",
        table(("", "elapsed s, best", "median", "processor s"), rows),
        f"Two threads take {100 * slower:+.1f} % by the best rounds, {100 * paired:+.1f} % by the median of the rounds' ratios.",
        commands(contenders["two threads"], " & ".join(contenders["two processes"]) + " ; wait"), NOTES["threads"])


def bank(bench):
    """What a user waits for."""
    n = 4 if bench.short else 100
    two = f"ccsim run {BANK} -q -j 2 -r {n} -o bank.h5 --force"
    contenders = {"two cores, with result file": two, "two cores, no file": f"ccsim run {BANK} -q -j 2 -r {n}",
                  "one core, with result file": two.replace("-j 2", "-j 1")}
    times = bench.race(contenders, one_core=False)
    contacts = bench.contacts(f"ccsim run {BANK} -q -j 2 -r {n}")
    elapsed = times["two cores, with result file"].elapsed
    bench.target(f"The bank, {n} replications on two cores: elapsed", "under 1 s", f"{elapsed:.2f} s", elapsed < 1)
    rows = [(name, f"{t.elapsed:.3f}", f"{t.elapsed_median:.3f}", f"{t.cpu:.3f}", f"{t.cpu * 1e9 / contacts:.0f}", f"{t.peak_mb:.1f}")
            for name, t in times.items()]
    bench.section(
        "The retail bank's day",
        f"{n} replications, {million(contacts)} contacts in all, IVR, lognormal talk and after-call work, redials and returns.",
        table(("", "elapsed s, best", "median", "processor s", "ns a contact", "peak MB"), rows), commands(*contenders.values()),
        NOTES["bank"])


def what_ifs(bench):
    """Variants compared, and what is made of their result."""
    n = 4 if bench.short else 100
    compare = f"ccsim compare {BANK} -q -j 2 -r {n}" + "".join(f" --what-if {change}" for change in (
        "lending:groups.lending.staff+=2", "basic:groups.voice_basic.staff+=2", "fewer:groups.*.staff*=0.95", "patient:types.*.patience.mean*=1.1"))
    bench.output(compare + " -o five.h5 --force")
    contenders = {"compare, five variants, two cores": compare, "the same, with result file": compare + " -o five.h5 --force",
                  "report": "ccsim report five.h5 -o five.html --force", "export CSV": "ccsim export five.h5 -o five.csv --force",
                  "export CSV by interval": "ccsim export five.h5 --by interval -o five.csv --force",
                  "export JSON": "ccsim export five.h5 -o five.json --force", "export XLSX": "ccsim export five.h5 -o five.xlsx --force",
                  "export intervals": "ccsim export five.h5 --format intervals -o five.csv --force", "show": "ccsim show five.h5"}
    times = bench.race(contenders, one_core=False)
    elapsed = times["compare, five variants, two cores"].elapsed
    slowest = max(t.elapsed for name, t in times.items() if name.startswith(("report", "export")))
    bench.target(f"Five variants of the bank compared, {n} replications each, two cores", "under 2 s", f"{elapsed:.2f} s", elapsed < 2)
    bench.target("Report and exports of these five: the slowest", "under 1 s", f"{slowest:.2f} s", slowest < 1)
    rows = [(name, f"{t.elapsed:.3f}", f"{t.elapsed_median:.3f}", f"{t.cpu:.3f}", f"{t.peak_mb:.1f}") for name, t in times.items()]
    bench.section(
        "What-ifs and what is made of them", f"The bank and four what-ifs, {n} replications each.",
        table(("", "elapsed s, best", "median", "processor s", "peak MB"), rows), commands(*contenders.values()), NOTES["what_ifs"])


def start(bench):
    """Whole runs that simulate next to nothing: upper bounds of the time to the first event."""
    base = f"ccsim run {BANK} -q -j 1 -r 1"
    idle = "the bank, one replication, hardly a contact"
    contenders = {idle: base + " --set types.*.arrivals.per_day*=0.001",
                  "the bank, one replication": base, "the bank, one replication, with result file": base + " -o bank.h5 --force",
                  "W1, one minute": f"ccsim run {W1} -q -j 1 --set clock.days=1 --set clock.open=00:00-00:01 --set clock.interval=60",
                  "ccsim --version": "ccsim --version"}
    times = bench.race(contenders)
    elapsed = times[idle].elapsed
    bench.target("Process start to first event: the bank from start to end with hardly a contact", "under 10 ms", f"{elapsed * 1e3:.1f} ms",
                 elapsed < 0.01)
    cpu = times["ccsim --version"].cpu
    bench.target("ccsim --version: processor time", "under 4 ms", f"{cpu * 1e3:.1f} ms", cpu < 0.004)
    rows = [(name, f"{t.elapsed * 1e3:.1f}", f"{t.elapsed_median * 1e3:.1f}", f"{t.cpu * 1e3:.1f}", f"{t.peak_mb:.1f}")
            for name, t in times.items()]
    bench.section(
        "Start",
        "Elapsed time of whole processes, simulation and printed tables included: the first event comes earlier than that.",
        table(("", "elapsed ms, best", "median", "processor ms", "peak MB"), rows), commands(*contenders.values()), NOTES["start"])


def growth(bench):
    """What a contact costs in models that are large, as multiples of the yardstick."""
    days = 1 if bench.short else 14
    base, wide = (f"ccsim run {scenario} -q -j 1 --set clock.days={days}" for scenario in (W1, WIDE))
    one = " --set clock.interval=86400"
    agents = " --set types.contact.arrivals.per_minute=2000 --set groups.agents.staff=10000 --set clock.days=1"
    crowd = " --set types.contact.arrivals.per_minute=150 --set types.contact.patience.mean=86400"
    commands_of = {"500 agents, one type, a day as one interval": (base + one, None), "10,000 agents": (base + one + agents, 2.4),
                   "60 types, 40 groups, a day as one interval": (wide + one, 2.6), "60 types, 40 groups, half-hours": (wide, None),
                   "72,000 waiting": (base + one + crowd, 2.8)}
    yardstick = f"bare_w1 -r 1 -n {days * 144000}"
    counts = {name: bench.contacts(command) for name, (command, _) in commands_of.items()}
    times = bench.race({**{name: command for name, (command, _) in commands_of.items()}, "bare_w1": yardstick})
    ns_bare, rows = times["bare_w1"].cpu * 1e9 / (days * 144000), []
    for name, (_, most) in commands_of.items():
        ratio = times[name].cpu * 1e9 / counts[name] / ns_bare
        paired = median(a.cpu_s / b.cpu_s for a, b in zip(times[name], times["bare_w1"])) * days * 144000 / counts[name]
        rows.append((name, million(counts[name]), f"{ratio * ns_bare:.0f}", f"{ratio:.2f}", f"{paired:.2f}", f"{times[name].peak_mb:.1f}"))
        if most:
            bench.target(f"{name}: time / time of the yardstick, a contact", f"at most {most}", f"{ratio:.2f} (median {paired:.2f})",
                         ratio <= most)
    bench.section(
        "How cost grows", "W1's law in larger models, on one core; a contact's time as a multiple of the yardstick's"
        f" {ns_bare:.0f} ns, by the best rounds and by the median of the rounds' ratios.",
        table(("", "contacts", "ns a contact", "/ yardstick", "median", "peak MB"), rows),
        commands(*(command for command, _ in commands_of.values()), yardstick), NOTES["growth"])


def a_day_of_1440(days, replications=1):
    """W1 with a hundredth of its contacts."""
    return (f"ccsim run {W1} -q -j 1 --set types.contact.arrivals.per_minute=1 --set groups.agents.staff=8 --set clock.days={days}"
            f" -r {replications}")


def memory_by_unit(bench):
    """What an interval and a replication take, as differences of two lengths."""
    days, replications = ((2, 4), (10, 20)) if bench.short else ((30, 365), (200, 2000))
    runs = [a_day_of_1440(n) for n in days] + [a_day_of_1440(1, n) for n in replications]
    rounds, bench.rounds = bench.rounds, min(bench.rounds, 3)
    times = bench.race({run: run for run in runs})
    bench.rounds = rounds
    peaks = [times[run].peak_mb for run in runs]
    year_mb = peaks[1]
    interval_kb = (peaks[1] - peaks[0]) * 1e3 / (48 * (days[1] - days[0]))
    replication_kb = (peaks[3] - peaks[2]) * 1e3 / (replications[1] - replications[0])
    bench.target(f"Peak memory: {days[1]} days of half-hours", "under 100 MB", f"{year_mb:.0f} MB", year_mb < 100)
    bench.target("Memory of an interval", "at most 5 kB", f"{interval_kb:.1f} kB", interval_kb <= 5)
    bench.target("Memory of a replication", "at most 8 kB", f"{replication_kb:.1f} kB", replication_kb <= 8)
    names = [f"{n} days" for n in days] + [f"{n} replications of a day" for n in replications]
    bench.section(
        "Memory of intervals and replications", "1,440 contacts a day, half-hours, one type and one group.",
        table(("", "MB", "processor s"), [(name, f"{times[run].peak_mb:.1f}", f"{times[run].cpu:.3f}") for name, run in zip(names, runs)]),
        f"An interval takes {interval_kb:.1f} kB, a replication {replication_kb:.1f} kB: the differences of two lengths.",
        commands(*runs), NOTES["memory_by_unit"])


def memory(bench):
    """Peak memory, and that it does not grow with the contacts simulated."""
    more, bank_n = (2, 2) if bench.short else (28, 100)
    day = f"ccsim run {W1} -q -j 1 --set clock.days=1"
    few, many = "W1, 1 day as one interval", f"W1, 1 day of {more} times the contacts as one interval"
    contenders = {
        few: f"{day} --set clock.interval=86400",
        many: f"{day} --set clock.interval=86400 --set types.contact.arrivals.per_minute*={more}"
              f" --set types.contact.talk.mean={300 / more:.3f}",
        "W1, 1 day": day,
        f"W1, {more} replications of 1 day": f"{day} -r {more}",
        f"W1, {more} days": f"ccsim run {W1} -q -j 1 --set clock.days={more}",
        "W2, 20 days": f"ccsim run {W2} -q -j 1 -r {2 if bench.short else 20}",
        f"the bank, {bank_n} replications, 2 threads, with result file": f"ccsim run {BANK} -q -j 2 -r {bank_n} -o bank.h5 --force"}
    rounds, bench.rounds = bench.rounds, min(bench.rounds, 3)
    times = bench.race(contenders)
    bench.rounds = rounds
    peak = max(t.peak_mb for t in times.values())
    growth = times[many].peak_mb - times[few].peak_mb
    bench.target("Peak memory", "under 40 MB", f"{peak:.1f} MB", peak < 40)
    bench.target(f"Peak memory: {more} times the contacts simulated", "no more", f"{growth:+.1f} MB", growth < 0.5)
    bench.section("Peak memory", table(("", "MB"), [(name, f"{t.peak_mb:.1f}") for name, t in times.items()]),
                  commands(*contenders.values()), NOTES["memory"])


def parts(bench):
    """The calendar and the draws alone."""
    size = " -n 2000 -r 1" if bench.short else f" -r {bench.rounds}"
    os.sched_setaffinity(0, bench.cores[-1:])
    rows = [line.split() for line in bench.output("bench_calendar" + size).splitlines()]
    ns = {(row[0], int(row[1])): row[2] for row in rows}
    sizes = (500, 10000, 1000000)
    bench.section(
        "The calendar alone",
        "ns an operation (to set, to clear and to fire a timer are one each), by the number of pending timers.",
        table(("",) + tuple(f"{size:,}" for size in sizes),
              [("the first one fires and is set again",) + tuple(ns["hold", size] for size in sizes),
               ("besides, a random one is cleared and set again",) + tuple(ns["cancel", size] for size in sizes),
               ("500 timers, beside as many asleep", "", "", ns["beside", 1000000])]),
        commands("bench_calendar" + ("" if bench.short else size)), NOTES["calendar"])
    rows = [line.split() for line in bench.output("bench_draw" + size).splitlines()]
    os.sched_setaffinity(0, bench.cores)
    bench.section("Draws alone", "ns a number, drawn alone and in batches of 16; laws without the uniform that they need.",
                  table(("", "alone", "in a batch"), rows), commands("bench_draw" + ("" if bench.short else size)), NOTES["draw"])


def shifts(bench):
    """Shifts that cover a week."""
    times = bench.race({"shifts": "bench_shift"})["shifts"]
    said = re.search(r"([0-9]+) rows, ([0-9]+) candidates, ([0-9]+) columns: .* s, ([0-9.]+) paid hours, ([0-9.]+) % above", bench.output("bench_shift"))
    rows, candidates, columns, hours, above = said.groups()
    bench.target(f"shifts for {rows} quarter-hours of {candidates} candidates", "under 10 s, 1 %", f"{times.cpu:.1f} s, to {above} %",
                 times.cpu < 10 and float(above) <= 1)
    bench.section("Shifts",
                  "A week of quarter-hours at a peak of 100 agents, covered by shifts of three lengths with a lunch and two rests each, laid in windows.",
                  table(("quarter-hours", "candidates", "columns made", "paid hours", "above the bound, %", "s", "s elapsed"),
                        [(rows, candidates, columns, hours, above, f"{times.cpu:.2f}", f"{times.elapsed:.2f}")]),
                  commands("bench_shift"), NOTES["shifts"])


NOTES = {
    "shifts": """\
The answer is the same on every machine: the work is limited by nodes of branch and cut, not by time. What waits is the linear programs, in one thread.""",
    "w1": """\
Three quarters of the time is the event loop, into which calendar, handlers and statistics are compiled as one function; an
eighth is random numbers and their logarithms, 16 at a time, by the widest vector units that the processor has. The start of the
process, see below, is in the figures of the shorter runs with some per cent. The sleepers lie in lists that nobody looks at:
what they cost is the place in the caches that making and leaving them takes.""",
    "w2": """\
A contact has to look through more here than in W1: three groups on its way in, two or three queues on the agent's way out, six
types' rows of statistics; one in twenty abandons, and a third of these draw all their numbers anew, one by one.""",
    "threads": """\
Threads share the plan, which nobody writes, and a counter of replications; results are merged in order when a block is done.""",
    "bank": """\
A contact has four events instead of two and draws lognormal and Weibull times; those of after-call work and redial are drawn one
by one, not in batches. The result file, with all its tables and their compression, is made by one thread at the end.""",
    "what_ifs": """\
Variants are simulated one after the other, each by all threads, 64 replications at a time; their tables and differences are made
side by side. For a file, or a table by interval, every replication by interval stays in memory for the differences by interval.""",
    "start": """\
HDF5 and the thirty libraries that Debian's wants (curl, TLS, Kerberos) are loaded when a file is read or written, and not before. A
result file adds that, the start of HDF5, and its tables.""",
    "memory": """\
Some 10 MB are the libraries, loaded and linked; HDF5 adds as much when a file is written. The rest grows with the contacts
alive at a time, with the intervals reported (W1's 28 days have 1,344 half-hours, each with the moments of every metric for
every entity), and by some hundred numbers a replication: not with the contacts simulated.""",
    "growth": """\
Instructions hardly grow (the calendar has no height, types have a timer each): what grows is memory touched at random. A contact and its
timer are a line and a half; 14,000 of them leave the first caches, 72,000 the second one.""",
    "memory_by_unit": """\
Of an interval one replication keeps the numerator and the denominator of each figure, and the figure; sums of squares and ends of
confidence intervals come with the second replication. A replication leaves its facts, its quantiles and its figures.""",
    "calendar": """\
With a million pending, neither the timers nor the lists fit the near caches: an operation is then a few misses. Timers asleep
in far lists cost nothing.""",
    "draw": """\
A number of the generator alone is ten rounds of Philox in one dependent chain; in a batch 16 chains run side by side in vector
units.""",
}
BENCHMARKS = {"w1": w1, "w2": w2, "threads": threads, "bank": bank, "what_ifs": what_ifs, "start": start, "growth": growth, "memory": memory,
              "memory_by_unit": memory_by_unit, "parts": parts, "shifts": shifts}


# ---- two programs --------------------------------------------------------------------------------------------------------------

def against(bench, other):
    """Two builds of ccsim in alternation."""
    other = os.path.abspath(other)
    loads = {"W1, 14 days": f"run {W1} -q -j 1 --set clock.days=14", "W2, 40 days": f"run {W2} -q -j 1 -r 40",
             "the bank, 50 days": f"run {BANK} -q -j 1 -r 50", "beside sleepers": f"run {SLEEPERS} -q -j 1"}
    rows = []
    for name, command in loads.items():
        times = bench.race({"this": f"ccsim {command}", "other": f"{other} {command}"})
        this, that = times["this"], times["other"]
        pairs = median(a.cpu_s / b.cpu_s for a, b in zip(this, that))
        rows.append((name, f"{this.cpu:.3f}", f"{that.cpu:.3f}", f"{this.cpu / that.cpu:.3f}", f"{pairs:.3f}"))
    print(table(("", "this s", "other s", "this / other", "median of rounds"), rows))


# ---- the page ------------------------------------------------------------------------------------------------------------------

def machine(bench):
    """Processor, cores, compiler; nothing that names this machine."""
    model = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("model name"):
                model = " ".join(line.split(":")[1].split())
                break
    with open(os.path.join(os.path.dirname(os.path.dirname(bench.tools)), "CMakeCache.txt"), encoding="utf-8") as cache:
        settings = dict(re.findall(r"^(\w+):\w+=(.*)$", cache.read(), re.MULTILINE))
    version = subprocess.run([settings.get("CMAKE_C_COMPILER", "cc"), "--version"], stdout=subprocess.PIPE, check=True).stdout.decode()
    return (f"{model}, {os.cpu_count()} cores; {version.splitlines()[0]}; build type {settings.get('CMAKE_BUILD_TYPE')}, no option for a"
            " certain processor.")


def page(bench, load):
    times = "once" if bench.rounds == 1 else f"{bench.rounds} times, the best one counting"
    text = ["# Performance",
            prose("Written by `tests/bench/bench.py --write docs/performance.md`; do not edit. Every figure stands above the commands that"
                  " made it (`ccsim` is the program as it is released, `bare_w1`, `bench_calendar` and `bench_draw` are built beside it in"
                  f" `tests/bench`), run in alternation {times}. Time is processor time, user and system, of the whole process; where it"
                  " says elapsed, time on the clock. Nothing is subtracted for the start. A ratio is that of the two best runs, its median"
                  " that of the rounds' ratios, which other work on the machine drives up. How many replications a precision takes, and what"
                  " brings their number down: [precision](precision.md)."),
            prose(machine(bench))]
    if load > 0.2 * len(bench.cores):
        text.append(prose(f"**The machine had other work to do** (load average {load:.0f} before the start): those of a quiet one are"
                          " better."))
    if bench.short:
        text.append("**A short run, to see that it works: its times mean nothing.**")
    text.append(table(("what", "wanted", "reached", "good"), bench.targets))
    return "\n\n".join(text + [section.rstrip() for section in bench.sections]) + "\n"


def arguments():
    build = os.environ.get("CCSIM_BUILD") or os.path.join(SOURCE, "build", "release")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=build, help="folder of the build (build/release)")
    parser.add_argument("--program", help="ccsim (the one of the build)")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default=",".join(BENCHMARKS), help="some of " + ",".join(BENCHMARKS))
    parser.add_argument("--urgent", action="store_true", help="go before all other work of the machine, as far as the system permits")
    parser.add_argument("--short", action="store_true", help="one round of hardly anything: shows that it works, its times mean nothing")
    parser.add_argument("--against", metavar="CCSIM", help="another program: compare it with the build's")
    parser.add_argument("--write", metavar="FILE", help="write the page there")
    options = parser.parse_args()
    options.program = options.program or os.environ.get("CCSIM_PROGRAM") or os.path.join(options.build, "ccsim")
    unknown = set(options.only.split(",")) - set(BENCHMARKS)
    if unknown or options.rounds < 1:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}" if unknown else "--rounds must be above 0")
    return options


def hurry():
    """Before other processes, and before other sessions where the kernel shares out processors among these first."""
    try:
        os.nice(-20)
        with open("/proc/self/autogroup", "w", encoding="ascii") as group:
            group.write("-20")
    except OSError as why:
        print(f"--urgent: {why}", file=sys.stderr)


def main():
    options = arguments()
    bench = Bench(options)
    for word in ("ccsim", "bare_w1", "meter", "bench_calendar", "bench_draw", "bench_shift"):
        if not os.access(bench.path(word), os.X_OK):
            print(f"{bench.path(word)} is missing: cmake --build --preset release --target benches", file=sys.stderr)
            return 66
    load = os.getloadavg()[0]
    if options.urgent:
        hurry()
    with tempfile.TemporaryDirectory() as bench.folder:
        if options.against:
            against(bench, options.against)
            return 0
        for name in options.only.split(","):
            BENCHMARKS[name](bench)
    text = page(bench, load)
    print(text, end="")
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(text)
    for miss in bench.misses:
        print(f"not what it is known to be: {miss}", file=sys.stderr)
    return 1 if bench.misses else 0


if __name__ == "__main__":
    sys.exit(main())
