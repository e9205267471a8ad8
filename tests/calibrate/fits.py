"""Whether the intervals of ccsim calibrate hold what a log was made with as often as they say: fits.py [--write] [--quick] [--runs N] [MODEL...]

Ten scenarios whose numbers are known write logs (ccsim run --log), a replication is a centre of its own, and the program count_fits (CCSIM_FITS says where it is) fits each of them
alone. A row is good when its interval holds the truth in 93 to 97 % of the fits that gave the number, three standard errors of so many fits aside. --write puts the rows into
docs/calibration.md. Seeds are 2001, 2002, ... by batch, fixed beforehand. A number that fewer than nine in ten fits give is no good row either.

Round trips: a log of 20 replications is calibrated, and the scenario that comes of it simulated beside the one that the log is of. Contacts, those who come again and the work of
agents are the same but for chance: that of the log's mean, and of the two runs', four standard errors of all three together."""
import argparse
import collections
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "calibration.md"
BEGIN, END = "<!-- fits -->", "<!-- end of fits -->"
LEAST, MOST, GIVEN = 0.93, 0.97, 0.9
LOGGED, RUN = 20, 100  # replications of a round trip
TRIPS = {"redials": ("arrived", "redials", "abandoned", "busy_agents"), "repeats": ("arrived", "repeats", "busy_agents"), "day factor": ("arrived",)}
ROWS = 300000  # of a log, about: longer ones are written in batches


def centre(days, per_day, agents, type_text, more=""):
    """A centre that is open for four hours every day; (scenario, rows a replication)."""
    return f"""clock: {{ start = "2026-03-02"; days = {days}; open = "08:00-12:00"; at_close = "clear"; }};
types: {{ calls: {{ {type_text} }}; }};
groups: {{ desk: {{ staff = {agents}; }}; }}; {more}""", days * per_day


def work(arrivals, patience, talk='{ dist = "exponential"; mean = "3 min"; }', more=""):
    return f"arrivals: {arrivals}; patience: {patience}; talk: {talk}; {more}"


EXPONENTIAL = '{ dist = "exponential"; mean = "2 min"; }'
MODELS = {  # scenario, rows, truths
    "exponential patience": (*centre(2, 500, 5, work("{ per_day = 500; }", EXPONENTIAL, more='balk = "8 %";')),
                             {"patience.mean": 120, "talk.mean": 180, "balk": 0.08}),
    "Weibull patience, gamma talk": (*centre(2, 500, 5, work("{ per_day = 500; }", '{ dist = "weibull"; shape = 0.6; mean = "2 min"; }',
                                                             '{ dist = "gamma"; mean = "3 min"; cv = 0.7; }')),
                                     {"patience.mean": 120, "patience.cv": 1.758, "talk.mean": 180, "talk.cv": 0.7}),
    "lognormal patience, lognormal talk": (*centre(2, 500, 5, work("{ per_day = 500; }", '{ dist = "lognormal"; mean = "2 min"; cv = 1; }',
                                                                   '{ dist = "lognormal"; mean = "3 min"; cv = 0.9; }', 'wrap: { dist = "gamma"; mean = "30 s"; cv = 0.5; };')),
                                           {"patience.mean": 120, "patience.cv": 1, "talk.mean": 180, "talk.cv": 0.9, "wrap.mean": 30, "wrap.cv": 0.5}),
    "some never give up": (*centre(4, 600, 5, work("{ per_day = 500; }", '{ dist = "exponential"; mean = "1 min"; }', more='never_abandons = "25 %";')),
                           {"patience.mean": 60, "never_abandons": 0.25}),
    "redials": (*centre(2, 700, 4, work("{ per_day = 400; }", EXPONENTIAL, more='redial: { after_abandon = "60 %"; delay: { dist = "exponential"; mean = "10 min"; }; };')),
                {"redial.after_abandon": 0.6, "redial.delay.mean": 600}),
    "repeats": (*centre(1, 700, 9, work("{ per_day = 600; }", EXPONENTIAL,
                                        more='reconnect: { probability = "25 %"; delay: { dist = "lognormal"; mean = "12 min"; cv = 0.6; }; };')),
                {"reconnect.probability": 0.25, "reconnect.delay.mean": 720, "reconnect.delay.cv": 0.6}),
    "Poisson counts": (*centre(21, 100, 9, work("{ per_day = { weekdays = 110; weekend = 60; }; }", EXPONENTIAL)),
                       {"arrivals.per_day.mon": 110, "arrivals.per_day.sun": 60}),
    "day factor": (*centre(63, 100, 9, work('{ per_day = 100; day_factor: { dist = "gamma"; cv = 0.25; }; }', EXPONENTIAL)),
                   {"arrivals.per_day.mon": 100, "arrivals.day_factor.cv": 0.25}),
    "day factor with memory": (*centre(126, 100, 12, work('{ per_day = 100; day_factor: { dist = "gamma"; cv = 0.25; memory = 0.7; }; }', EXPONENTIAL)),
                               {"arrivals.per_day.mon": 100, "arrivals.day_factor.cv": 0.25, "arrivals.day_factor.memory": 0.7}),
    "interval factor with memory": (*centre(63, 240, 25, work('{ per_day = 240; interval_factor: { dist = "gamma"; cv = 0.3; memory = 0.5; }; }', EXPONENTIAL)),
                                    {"arrivals.interval_factor.cv": 0.3, "arrivals.interval_factor.memory": 0.5}),
}
QUICK = {"exponential patience": 40}
TEXT = f"""
| model | number | true | fits | given | holds | below | above |
|---|---|---|---|---|---|---|---|
"""


def count(model, runs):
    """Of each key: fits, given, within, below, above."""
    scenario, rows, truths = MODELS[model]
    batch = max(1, min(runs, ROWS // rows))
    totals = collections.defaultdict(lambda: [0] * 5)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "model.cfg").write_text(scenario)
        for first in range(0, runs, batch):
            n = min(batch, runs - first)
            subprocess.run([os.environ["CCSIM_PROGRAM"], "run", "model.cfg", "-r", str(n), "-s", str(2001 + first // batch), "--log", "log.csv", "--force", "-q"],
                           cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            done = subprocess.run([os.environ["CCSIM_FITS"], "log.csv", *(f"{key}={truth}" for key, truth in truths.items())], cwd=folder,
                                  check=True, capture_output=True, text=True)
            for line in done.stdout.splitlines():
                key, *numbers = line.split()
                totals[key] = [a + int(b) for a, b in zip(totals[key], numbers)]
    return totals


def ccsim(folder, *args):
    return subprocess.run([os.environ["CCSIM_PROGRAM"], *args], cwd=folder, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def figures(folder, scenario):
    """Of each metric of everything together: mean, standard deviation of a replication."""
    done = json.loads(ccsim(folder, "run", scenario, "-r", str(RUN), "-s", "2385", "--json"))
    return {m["metric"]: (m["mean"], m["half_width"] * math.sqrt(RUN) / 1.984) for m in done["metrics"] if m["entity"] == "all" and m["half_width"] is not None}


def trip(model):
    """(metric, of the scenario, of the one that its log comes to, whether they are the same)."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "model.cfg").write_text(MODELS[model][0])
        ccsim(folder, "run", "model.cfg", "-r", str(LOGGED), "-s", "2001", "--log", "log.csv", "-q")
        ccsim(folder, "calibrate", "log.csv", "--base", "model.cfg", "-o", "again.cfg", "-q")
        before, after = figures(folder, "model.cfg"), figures(folder, "again.cfg")
    for metric in TRIPS[model]:
        mean, deviation = before[metric]
        off = after[metric][0] - mean
        yield metric, mean, after[metric][0], abs(off) < 4 * deviation * math.sqrt(1 / LOGGED + 2 / RUN)


def is_good(fits, given, within):
    chance = 3 * math.sqrt(0.95 * 0.05 / given) if given else 1
    return given >= GIVEN * fits and LEAST - chance < within / given < MOST + chance


def write(lines):
    text = DOCS.read_text()
    before, rest = text.split(BEGIN)
    names = {line.split(" | ")[0] for line in lines}
    kept = [line for line in rest.split(END)[0].splitlines() if line.startswith("| ") and not line.startswith("| model |") and line.split(" | ")[0] not in names]
    DOCS.write_text(before + BEGIN + TEXT + "\n".join(kept + lines) + "\n" + END + rest.split(END)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("models", nargs="*")
    args = parser.parse_args()
    bad = 0
    for model in args.models or (QUICK if args.quick else MODELS):
        lines = []
        for key, (fits, given, within, below, above) in count(model, QUICK.get(model, args.runs) if args.quick else args.runs).items():
            good = is_good(fits, given, within)
            bad += not good
            share = f"{100 * within / given:.1f} %" if given else "-"
            lines.append(f"| {model} | `{key}` | {MODELS[model][2][key]:g} | {fits} | {given} | {share}{'' if good else ' **!**'} | {below} | {above} |")
        print("\n".join(lines), flush=True)
        if args.write:
            write(lines)
    for model in ["redials"] if args.quick else args.models or TRIPS:
        for metric, before, after, same in trip(model) if model in TRIPS else ():
            print(f"{model}, there and back: {metric} {before:.1f}, {after:.1f}{'' if same else ' **!**'}")
            bad += not same
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
