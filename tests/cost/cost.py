"""What a contact costs: instructions, counted by valgrind as the difference of two lengths of the same run, so that the start and the end
of the program cancel out. Unlike times they do not depend on what else the machine does. A model may cost 1 % more than budgets.json
says; a change that needs more says why in its commit and in docs/cost.md, and `cost.py --update` records it. The rich variant of the flow may
cost a quarter more than the plain one where both do the same.

    cost.py [--update] [MODEL...]

CCSIM_PROGRAM is the release build, CCSIM_LIVE live.c beside it. Instructions depend on the compiler and on what the processor knows: the budgets name both, and
where they differ the test is skipped (exit status 77)."""
import argparse
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
SOURCE = FOLDER.parents[1]
BUDGETS = FOLDER / "budgets.json"
ALLOWED = 0.01  # above the budget
RICH = 1.25     # times plain
SKIPPED = 77

# name: scenario, the setting that makes it longer, the two lengths: from two days on, as one day has no figures by day; from 20 replications on,
# into whose parts percentiles are dealt
MODELS = {
    "w1": ("tests/bench/w1.cfg", "clock.days", 2, 5),
    "w2": ("tests/bench/w2.cfg", "run.replications", 20, 28),
    "bank": ("scenarios/bank_day.cfg", "run.replications", 20, 32),
}
# name: scenario, a setting, the two numbers of replications that live.c does in a variant of the flow
LIVES = {"rich_w1": ("tests/bench/w1.cfg", "clock.days=1", 1, 3), "rich_w2": ("tests/bench/w2.cfg", "clock.days=1", 1, 5)}


def tail(done):
    """What a command that failed said last."""
    return "\n".join((done.stdout + done.stderr).splitlines()[-10:])


def run(command):
    done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{tail(done)}")
    return done


def machine():
    """What the numbers depend on besides the sources."""
    cache = pathlib.Path(os.environ["CCSIM_BUILD"], "CMakeCache.txt").read_text()
    compiler = re.search(r"^CMAKE_C_COMPILER:\w+=(.*)$", cache, re.M)[1]
    version = run([compiler, "--version"]).stdout.splitlines()[0]
    major = re.search(r"(\d+)\.\d+\.\d+", version)
    kind = "clang" if "clang" in version else "gcc"
    flags = pathlib.Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    return f"{kind} {major[1] if major else '?'}, {platform.machine()}, {'AVX2' if ' avx2' in flags else 'no AVX2'}"


def command(program, scenario, key, length):
    return [program, "run", scenario, "--quiet", "-j1", "--set", f"{key}={length}"]


def counted(command):
    """Instructions of a command, and what it prints."""
    done = run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command])
    return int(re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)[1].replace(",", "")), done.stdout


def instructions(program, scenario, key, length):
    return counted(command(program, scenario, key, length))[0]


def contacts(program, scenario, key, length):
    """Attempts that arrived, over the whole run."""
    found = json.loads(run(command(program, scenario, key, length) + ["--json", "--metric", "arrived", "--entity", "all"]).stdout)
    return found["metrics"][0]["mean"] * found["replications"]


def cost(program, scenario, key, short, long):
    """Instructions a contact."""
    more = [measure(program, scenario, key, long) - measure(program, scenario, key, short) for measure in (instructions, contacts)]
    return more[0] / more[1]


def cost_of_life(program, variant, scenario, setting, few, many):
    """Instructions a contact in a variant of the flow."""
    short, long = ([n, float(arrived)] for n, arrived in (counted([program, variant, str(n), scenario, setting]) for n in (few, many)))
    return (long[0] - short[0]) / (long[1] - short[1])


def rich_is_cheap(asked):
    """Whether the rich variant costs no more than allowed."""
    cheap = True
    for name in (n for n in LIVES if not asked or n in asked):
        lean, plain, rich = (cost_of_life(os.environ["CCSIM_LIVE"], variant, *LIVES[name]) for variant in ("lean", "plain", "rich"))
        print(f"{name}: {rich:.1f} instructions a contact, plain {plain:.1f}: {rich / plain:.3f} times{'' if rich <= RICH * plain else ', TOO MANY'}; "
              f"lean {lean:.1f}: {100 * (lean / plain - 1):+.1f} %")
        cheap = cheap and rich <= RICH * plain
    return cheap


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="record what is measured")
    parser.add_argument("models", nargs="*", metavar="MODEL", help=", ".join([*MODELS, *LIVES]))
    asked = parser.parse_args()
    recorded = json.loads(BUDGETS.read_text()) if BUDGETS.exists() else {"machine": None, "instructions_per_contact": {}}
    budgets, here, dear = recorded["instructions_per_contact"], machine(), 0

    if not asked.update and here != recorded["machine"]:
        print(f"skipped: the budgets are those of {recorded['machine']}, this is {here}")
        return SKIPPED
    for name in (n for n in MODELS if not asked.models or n in asked.models):
        found, budget = cost(os.environ["CCSIM_PROGRAM"], *MODELS[name]), budgets.get(name)
        over = budget is None or found > budget * (1 + ALLOWED)
        change = "no budget" if budget is None else f"budget {budget}, {100 * (found / budget - 1):+.1f} %"
        print(f"{name}: {found:.1f} instructions a contact, {change}{', TOO MANY' if over and not asked.update else ''}")
        dear += over
        budgets[name] = round(found, 1) if asked.update else budget
    dear += not rich_is_cheap(asked.models)
    if asked.update:
        BUDGETS.write_text(json.dumps({"machine": here, "instructions_per_contact": budgets}, indent=2) + "\n")
        return 0
    return 1 if dear else 0


if __name__ == "__main__":
    sys.exit(main())
