#!/usr/bin/python3
"""Staffs scenarios/bank_day.cfg as workforce planners do, and writes into its header what that gives.

The rule. For each half-hour: contacts that ask for an agent (calls that the IVR does not serve, and the quick returns that
these cause; redials are not planned for), pooled over all types, with their mean handle time. `ccsim erlang a` gives the least
agents who answer 80 % of them within 20 s, patience being exponential with mean 300 s. That number is split over the four
groups in the proportions of their positions, remainders going to the largest fractions, one agent at least to each group.

The day. The same formula with these agents, summed over the half-hours: for the mean day, and averaged over the factor of the
day. Then, with --simulate, the same day simulated, first as the formula sees it, then with one thing after another as it is.

usage: staff_by_erlang_a.py [--check] [--simulate] [--ccsim PROGRAM]

  --check     writes nothing; exit status 1 if a run would change the file
  --simulate  the simulated figures too (100 replications of six variants)
  --ccsim     the program (default: $CCSIM_PROGRAM, else build/release/ccsim, else the one in $PATH)

Blocks are found by their marker comments, BEGIN NAME and END NAME; nothing outside them is touched."""
import argparse
import csv
import functools
import json
import math
import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCENARIO = HERE / "bank_day.cfg"
POSITIONS = {"voice_basic": 150, "voice_chat": 60, "lending": 25, "fraud": 15}
TARGET, PATIENCE_S, HALF_HOUR_S = "80/20", 300, 1800
Z_STEP, Z_MAX = 0.5, 4.5  # the trapezoidal rule on a normal density: with this step its error is below 1e-8
EXPONENTIAL = '{ dist = "exponential"; mean = "5 min"; }'
POOLED = '(["voice_basic", "voice_chat", "lending", "fraud"])'
STEPS = (  # from the formula's view of the day to the scenario: what each line puts back, and the settings that take it away
    ("as the formula sees it, half-hours joined", {}),
    ("+ the factor of the day", {"types.balance.arrivals.day_factor": "none"}),
    ("+ patience as in the file, balking",
     {"types.balance.patience": EXPONENTIAL, "types.fraud.patience": EXPONENTIAL, "types.balance.balk": "0"}),
    ("+ redials", {"types.balance.redial": "none"}),
    ("+ four groups instead of one",
     {"types.balance.groups": POOLED, "types.loans.groups": POOLED, "types.fraud.groups": POOLED}),
    ("+ fraud first: the scenario", {"types.fraud.priority": "0"}),
)
ROW = "//           {:<46}{:>13}{:>15}{:>15}{:>15}"
HEAD = ROW.format("", "in 20 s, %", "mean wait, s", "abandoned, %", "occupancy, %")


# --- the scenario's text ----------------------------------------------------------------------------------------------------

TOKEN = re.compile(r'\s+|//[^\n]*|#[^\n]*|/\*.*?\*/|(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z*][\w*-]*)|'
                   r"(?P<number>[-+]?[\d.]+(?:[eE][-+]?\d+)?)L?|(?P<mark>[=:;,{}()\[\]])", re.DOTALL)


def tokens(text):
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise SystemExit(f"{SCENARIO}: cannot read {text[at:at + 20]!r}")
        at = match.end()
        if match.lastgroup:
            yield match.lastgroup, match.group(match.lastgroup)
    yield "end", ""


class Reader:
    """The part of libconfig's grammar that scenarios use; groups become dicts, lists and arrays lists."""

    def __init__(self, text):
        self.stream = tokens(text)
        self.kind, self.token = next(self.stream)

    def take(self):
        token = self.token
        self.kind, self.token = next(self.stream)
        return token

    def settings(self, end):
        found = {}
        while self.token != end:
            name = self.take()
            self.take()  # = or :
            found[name] = self.value()
            while self.token in (";", ","):
                self.take()
        self.take() if end else None
        return found

    def value(self):
        kind, token = self.kind, self.take()
        if token == "{":
            return self.settings("}")
        if token in ("[", "("):
            items = []
            while self.token not in ("]", ")"):
                items.append(self.value())
                if self.token == ",":
                    self.take()
            self.take()
            return items
        if kind == "text":
            return token[1:-1]
        return float(token) if kind == "number" else token


def merged(base, over):
    """As the program merges: groups by key, but a distribution replaces whole."""
    result = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both and "dist" not in value else value
    return result


def types_of(scenario):
    types = {}
    for name, own in scenario["types"].items():
        types[name] = merged(types[own["like"]], own) if "like" in own else own
    return types


def seconds(value):
    units = {"h": 3600, "min": 60, "s": 1, "ms": 1e-3}
    if not isinstance(value, str):
        return value
    return sum(float(n) * units[unit] for n, unit in re.findall(r"([\d.]+) *(h|min|ms|s)\b", value))


def share(value):
    return float(value.rstrip(" %")) / 100 if isinstance(value, str) else value


def mean_s(law):
    return seconds(law["mean"] if isinstance(law, dict) else law)


def profile(name):
    with open(SCENARIO.parent / name, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    total = sum(float(row["per_mille"]) for row in rows)
    return [float(row["per_mille"]) / total for row in rows]


def pooled_load(types):
    """Contacts that ask for an agent, by half-hour, and their mean handle time in seconds."""
    contacts, work_s = None, 0
    for t in types.values():
        asks = 1 - share(t["ivr"]["contained"])
        day = float(t["arrivals"]["per_day"]) * asks / (1 - share(t["reconnect"]["probability"]) * asks)
        by_half_hour = [day * part for part in profile(t["arrivals"]["profile"])]
        contacts = [a + b for a, b in zip(contacts, by_half_hour)] if contacts else by_half_hour
        work_s += day * (mean_s(t["talk"]) + mean_s(t["wrap"]))
    return contacts, work_s / sum(contacts)


# --- the formula ------------------------------------------------------------------------------------------------------------

class Ccsim:
    def __init__(self, program):
        built = HERE.parent / "build" / "release" / "ccsim"
        self.program = program or os.environ.get("CCSIM_PROGRAM") or (str(built) if built.exists() else shutil.which("ccsim"))
        if not self.program:
            raise SystemExit("no program: build it (./quickstart), or name it with --ccsim")

    def json(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--json"], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(done.args)}: exit status {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout)

    @functools.lru_cache(maxsize=None)
    def erlang(self, model, contacts, handle_s, agents=None):
        """With agents: what they achieve; without: the least that reach the target."""
        queue = [f"--contacts={contacts!r}", f"--interval={HALF_HOUR_S}", f"--aht={handle_s!r}"]
        queue += [f"--patience={PATIENCE_S}"] if model == "a" else []
        queue += [f"--target={TARGET}"] if agents is None else [f"--agents={agents}", "--within=20 s"]
        return self.json("erlang", model, *queue)


def split(agents):
    """Largest remainders; one agent at least, taken from the largest group."""
    total = sum(POSITIONS.values())
    exact = {name: agents * n / total for name, n in POSITIONS.items()}
    found = {name: int(x) for name, x in exact.items()}
    for name in sorted(POSITIONS, key=lambda name: found[name] - exact[name])[:agents - sum(found.values())]:
        found[name] += 1
    for name in POSITIONS:
        if found[name] == 0:
            found[name] = 1
            found[max(found, key=found.get)] -= 1
    return found


def factors(cv):
    """Values of a lognormal factor of mean 1, and their weights."""
    sigma = math.sqrt(math.log1p(cv * cv))
    z = [i * Z_STEP - Z_MAX for i in range(int(2 * Z_MAX / Z_STEP) + 1)] if cv > 0 else [0.0]
    density = [math.exp(-x * x / 2) for x in z]
    return [(math.exp(sigma * x - sigma * sigma / 2), d / sum(density)) for x, d in zip(z, density)]


def day_by_formula(ccsim, contacts, handle_s, agents, cv):
    """The day's figures from the steady state of each half-hour."""
    offered = wait_s = abandoned = within = busy = 0
    for factor, weight in factors(cv):
        for n, staff in zip(contacts, agents):
            queue = ccsim.erlang("a", n * factor, handle_s, staff)
            offered += weight * n * factor
            wait_s += weight * n * factor * queue["mean_wait_s"]
            abandoned += weight * n * factor * queue["abandonment_rate"]
            within += weight * n * factor * queue["within"][0]["sl_offered"]
            busy += weight * queue["busy_agents"]
    return within / offered, wait_s / offered, abandoned / offered, busy / sum(agents)


# --- simulation -------------------------------------------------------------------------------------------------------------

def simulate(ccsim, settings):
    sets = [argument for path, value in settings.items() for argument in ("--set", f"{path}={value}")]
    done = ccsim.json("run", str(SCENARIO), *sets)
    return {(row["metric"], row["entity"]): (row["mean"], row["half_width"]) for row in done["metrics"] if "interval" not in row}


def estimate(result, metric, entity, digits, factor=1):
    mean, half_width = result[metric, entity]
    return f"{factor * mean:.{digits}f} ±{factor * half_width:.{digits}f}"


def row(text, result, entity, level="sl_offered"):
    """A line of a table: what a type has, what a group has, both for all."""
    columns = ((level, 1, 100), ("mean_wait_s", 1, 1), ("abandonment_rate", 2, 100), ("occupancy", 1, 100))
    return ROW.format(text, *(estimate(result, metric, entity, digits, factor) if (metric, entity) in result else ""
                              for metric, digits, factor in columns)).rstrip()


def simulated_lines(ccsim, scenario, types):
    lines = [HEAD]
    for i, (text, _) in enumerate(STEPS):
        settings = {"types.fraud.target.within": '"20 s"'}
        for _, without in STEPS[i + 1:]:
            settings.update(without)
        lines.append(row(text, simulate(ccsim, settings), "all"))
    result = simulate(ccsim, {})
    lines.append("//")
    for name, t in types.items():
        lines.append(row(f"{t['label']}, in {t['target']['within']}", result, f"type/{name}"))
    for name, group in scenario["groups"].items():
        lines.append(row(f"agents: {group['label']}", result, f"group/{name}"))
    for text, metric, entity, digits in (
            ("calls, quick returns and redials included", "arrived", "all", 0), ("served by the IVR", "contained", "all", 0),
            ("offered to agents", "offered", "all", 0), ("of these, redials", "redials", "all", 0),
            ("staffed agents, time average", "staffed_agents", "all", 1),
            ("lines in use, time average", "busy_trunks", "trunk/main", 1)):
        lines.append(ROW.format(text, estimate(result, metric, entity, digits), "", "", "").rstrip())
    return lines


# --- the file ---------------------------------------------------------------------------------------------------------------

def block(text, name):
    """Where the lines between the two markers of a block begin and end."""
    match = re.search(rf"^// BEGIN {name}\b[^\n]*\n(.*?)^// END {name}\b", text, re.DOTALL | re.MULTILINE)
    if not match:
        raise SystemExit(f"{SCENARIO}: no block BEGIN {name} ... END {name}")
    return match.span(1)


def replaced(text, name, lines):
    start, end = block(text, name)
    return text[:start] + "".join(line + "\n" for line in lines) + text[end:]


def staffed(text, rows):
    """The arrays behind `staff =` of each group in the block; the rest of it stays."""
    start, end = block(text, "staff")
    inner = text[start:end]
    for name in POSITIONS:
        agents = [str(row[name]) for row in rows]
        lines = [", ".join(agents[i:i + 14]) for i in range(0, len(agents), 14)]
        array = "[\n      " + ",\n      ".join(lines) + "]"
        entry = re.compile(rf"(^ *{name}: *{{.*?\bstaff *= *)(\[[^]]*\]|\d+)", re.DOTALL | re.MULTILINE)
        inner, n = entry.subn(rf"\g<1>{array}", inner)
        if n != 1:
            raise SystemExit(f"{SCENARIO}: group {name} is not in the block staff, with staff = ...")
    return text[:start] + inner + text[end:]


def formula_lines(ccsim, load, agents, cv):
    contacts, handle_s = load
    by_c = [ccsim.erlang("c", n, handle_s)["agents"] for n in contacts]
    work_h, staffed_h = sum(contacts) * handle_s / 3600, sum(agents) / 2
    lines = [f"//           {sum(contacts):,.0f} contacts, mean handle time {handle_s:.1f} s, {work_h:,.0f} hours of work; "
             f"{staffed_h:,.1f} hours staffed, {max(agents)} agents at the peak", HEAD]
    for text, staff, factor_cv in (("the mean day", agents, 0), ("averaged over the factor of the day", agents, cv),
                                   (f"the same, staffed by Erlang C ({sum(by_c) / 2:,.1f} hours)", by_c, cv)):
        level, wait_s, abandoned, occupancy = day_by_formula(ccsim, contacts, handle_s, staff, factor_cv)
        figures = (f"{100 * level:.1f}", f"{wait_s:.1f}", f"{100 * abandoned:.2f}", f"{100 * occupancy:.1f}")
        lines.append(ROW.format(text, *figures))
    return lines


def same(a, b):
    """Equal but for the last digit of a number: another machine's arithmetic may round the other way."""
    number = re.compile(r"\d+(?:\.\d+)?")
    if number.sub("", a) != number.sub("", b):
        return False
    pairs = zip(number.findall(a), number.findall(b))
    return all(abs(float(x) - float(y)) < 1.5 * 10.0 ** -len(x.partition(".")[2]) for x, y in pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a run would change the file")
    parser.add_argument("--simulate", action="store_true", help="the simulated figures too")
    parser.add_argument("--ccsim", metavar="PROGRAM", help="default: $CCSIM_PROGRAM, else build/release/ccsim, else from $PATH")
    options = parser.parse_args()
    ccsim = Ccsim(options.ccsim)
    before = SCENARIO.read_text(encoding="utf-8")
    scenario = Reader(before).settings("")
    types = types_of(scenario)
    load = pooled_load(types)
    agents = [ccsim.erlang("a", n, load[1])["agents"] for n in load[0]]
    after = staffed(before, [split(n) for n in agents])
    wrong = after != before
    cv = scenario["day_factors"]["volume"]["cv"]
    after = replaced(after, "formula", formula_lines(ccsim, load, agents, cv))
    if options.check:
        wrong = wrong or not same(before, after)
    else:
        SCENARIO.write_text(after, encoding="utf-8")  # the simulation reads the new staffing
    if options.simulate and not (options.check and wrong):
        after = replaced(after, "simulated", simulated_lines(ccsim, scenario, types))
        wrong = options.check and not same(before, after)
    if not options.check:
        SCENARIO.write_text(after, encoding="utf-8")
    elif wrong:
        raise SystemExit(f"{SCENARIO.name} is not up to date: run {Path(__file__).name} --simulate")


if __name__ == "__main__":
    main()
