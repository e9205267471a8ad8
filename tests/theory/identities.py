#!/usr/bin/python3
"""identities.py - what holds exactly, whatever the numbers: Little's law, the accounting tree, equal service levels where nobody
abandons, more staff never worse on common random numbers, redials that keep their draws, and names that alone decide the draws.

    identities.py

Each identity runs scenario files through `ccsim run`, and is checked observation by observation; sums of times agree to a
relative 1e-9, counts exactly."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True  # the source folder stays as it is

import facts  # noqa: E402

CASES = "tests/theory/cases/"
IDENTITIES = CASES + "identities/"
CLOSE = 1e-9  # relative, of sums of times: additions in another order

checks = []


def identity(text):
    """Register a check; it yields one (what, holds) for each thing it looks at."""
    def add(function):
        checks.append((text, function))
        return function
    return add


def run(scenario, *options):
    with tempfile.TemporaryDirectory(prefix="ccsim-identities-") as folder:
        path = os.path.join(folder, "result.h5")
        command = [os.environ.get("CCSIM_PROGRAM", "build/release/ccsim"), "run", scenario, "-o", path, "-j", "1", "-q", *options]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stderr))
        return facts.Result(path)


def close(x, y):
    return bool(np.all(np.abs(x - y) <= CLOSE * np.maximum(np.abs(x), np.abs(y)) + 1e-6))


# Days that end by themselves: redials, balking, trunks, several types and groups.
DAYS = [IDENTITIES + "busy_day.cfg", CASES + "intraday_4_contactcenters_singleQueue.cfg", CASES + "w2.cfg"]
STEADY = [CASES + "redial_1.cfg", CASES + "N_design_1.cfg", CASES + "virtual_hold_1.cfg", CASES + "ivr_1.cfg"]


@identity("Little's law: the time that the queue's length sums up to is the time that contacts waited, by type and replication. A "
          "last interval that is open until everybody has left holds the waits after close too")
def littles_law():
    r = run(IDENTITIES + "open_end.cfg", "-r", "40")
    f = r.facts
    for i, name in enumerate(r.names["type"]):
        waits = f["type_wait_answered"][:, i] + f["type_wait_abandoned"][:, i]
        yield "%s: queue area = waits" % name, close(f["type_queue_area"][:, i], waits)
        yield "%s: there are waits" % name, bool((waits > 0).all())
    for i, (t, g) in enumerate(r.pairs):
        yield "%s at %s: talk area = talk times" % (t, g), close(f["pair_talk_area"][:, i], f["pair_talk"][:, i])
        yield "%s at %s: wrap area = wrap times" % (t, g), close(f["pair_wrap_area"][:, i], f["pair_wrap"][:, i])


@identity("Little's law on days that close: with the times after close, whose areas enter no time average, the sums over all "
          "replications agree")
def littles_law_of_days():
    for scenario in DAYS:
        r = run(scenario, "-r", "20")
        f = r.facts
        for i, name in enumerate(r.names["type"]):
            area = r.days("queue_length", "type/" + name, facts.Days.NUMERATOR).sum()
            waits = (f["type_wait_answered"][:, i] + f["type_wait_abandoned"][:, i]).sum()
            yield "%s, %s: queue area = waits" % (Path(scenario).stem, name), close(area, waits) and waits > 0
            after = f["type_queue_area"][:, i].sum()
            yield "%s, %s: some of it after close, or none" % (Path(scenario).stem, name), bool(after <= area * (1 + CLOSE))


@identity("the accounting tree: offered = blocked + balked + answered + abandoned + disconnected + still waiting, arrived = "
          "contained + offered, by type and observation")
def accounting_tree():
    for scenario in DAYS + [CASES + "contactcenters_MMC_cleared.cfg"]:
        yield from _tree(scenario, run(scenario, "-r", "20"), True)
    for scenario in STEADY:
        yield from _tree(scenario, run(scenario, "--set", "run.length=720000", "--set", "run.batches=20"), False)


def _tree(scenario, r, ends):
    f = {k.removeprefix("type_"): v for k, v in r.facts.items() if k.startswith("type_")}
    name = Path(scenario).stem
    parts = sum(f[k] for k in ("blocked", "balked", "answered", "abandoned", "disconnected", "still_waiting"))
    yield name + ": offered = its parts", bool((f["offered"] == parts).all())
    yield name + ": there are contacts", bool((f["offered"] > 0).all())
    yield name + ": waited is answered after a wait, abandoned or cut off", bool((f["waited"] <= f["offered"]).all())
    within = r.facts["type_answered_within"] + r.facts["type_abandoned_within"]
    yield name + ": within T is no more than all", bool((within[..., 0] <= f["answered"] + f["abandoned"]).all())
    if not ends:
        return
    yield name + ": arrived = contained + offered", bool((f["arrived"] == f["contained"] + f["offered"]).all())
    yield name + ": nobody waits at the end", bool((f["still_waiting"] == 0).all())
    answers = np.zeros_like(f["answered"])
    for i, (t, _) in enumerate(r.pairs):
        answers[:, r.names["type"].index(t)] += r.facts["pair_answers"][:, i]
    yield name + ": answered = answers of the pairs", bool((answers == f["answered"]).all())
    yield name + ": talks begun = talks ended", bool((r.facts["pair_answers"] == r.facts["pair_talks"]).all())
    again = f["redials"] + f["repeats"]
    yield name + ": no more further attempts than redials and repeats", bool((again >= f["retry_offered"]).all())
    yield name + ": abandonments by arrival and by event add up alike", bool((f["abandoned"] == f["abandonments"]).all())


@identity("all four service levels are equal when nobody abandons")
def service_levels():
    for scenario in ("erlangC_1", "md_c_1", "trunks_2_no_abandon", "priority2_1", "gmc_erlang3_1"):
        r = run(CASES + scenario + ".cfg", "--set", "run.length=720000", "--set", "run.batches=20")
        blocked = bool(r.facts["type_blocked"].any())
        levels = ["sl_offered", "sl_incl_abandoned", "sl_excl_abandoned"] + ([] if blocked else ["sl_answered"])
        values = np.array([r.by_replication[..., r.names["metric"].index(m)] for m in levels])
        n_types = 1 + len(r.names["type"])
        values = values[:, :, :n_types]
        yield scenario, bool((values == values[0]).all()) and bool((values < 1).all())


@identity("one agent more never makes waits longer: first in, first out, one type, nobody leaves, same random numbers, replication "
          "by replication (Kiefer and Wolfowitz 1955: every wait falls, so does every sum of them)")
def more_staff():
    before = None
    for staff in (10, 11, 12, 15):
        r = run(IDENTITIES + "one_type.cfg", "-r", "60", "--set", "groups.agents.staff=%d" % staff)
        now = {
            "waits": r.facts["type_wait_answered"].sum(axis=1),
            "squares of waits": r.facts["type_wait2_answered"].sum(axis=1),
            "contacts not answered in time": (r.facts["type_answered"] - r.facts["type_answered_within"][..., 0]).sum(axis=1),
            "longest wait": r.by_replication[:, 0, r.names["metric"].index("max_wait_s")],
        }
        arrivals = r.facts["type_arrived"]
        if before:
            yield "%d agents: same contacts" % staff, bool((arrivals == before["arrivals"]).all())
            for k in now:
                yield "%d agents: %s" % (staff, k), bool((now[k] <= before[k] * (1 + CLOSE)).all())
            yield "%d agents: it helps" % staff, bool(now["waits"].sum() < before["waits"].sum())
        before = dict(now, arrivals=arrivals)


@identity("redials with draws kept and drawn anew have the same first attempts, the same customers try again at the same time, and "
          "only talk times after the first attempt differ; with draws kept they are those of the first")
def redial_draws():
    scenario = IDENTITIES + "redial_draws.cfg"
    kept, fresh = (run(scenario, "-r", "30", "--set", "types.calls.redial.draws=" + d) for d in ("kept", "fresh"))
    yield "there are redials, and others who give up", bool((0 < kept.facts["type_redials"]).all()) and bool(
        (kept.facts["type_redials"] < kept.facts["type_blocked"]).all())
    for fact in ("type_arrived", "type_blocked", "type_redials", "type_answered"):
        yield fact + " is the same", bool((kept.facts[fact] == fresh.facts[fact]).all())
    yield "when they try again is the same", close(kept.facts["type_retry_area"], fresh.facts["type_retry_area"])
    yield "talk times differ", bool((kept.facts["pair_talk"] != fresh.facts["pair_talk"]).all())
    all_again = run(scenario, "-r", "30", "--set", "types.calls.redial.after_block=1")
    at_once = run(scenario, "-r", "30", "--set", "groups.agents.staff=500")
    yield "kept talk times are those of the first attempt", close(all_again.facts["pair_talk"], at_once.facts["pair_talk"])
    scenario = IDENTITIES + "reconnect_draws.cfg"
    twice = run(scenario, "-r", "30").facts["pair_talk"]
    once = run(scenario, "-r", "30", "--set", "types.calls.reconnect.probability=0").facts["pair_talk"]
    yield "who comes a second time with draws kept talks as long again", close(twice, 2 * once)
    anew = run(scenario, "-r", "30", "--set", "types.calls.reconnect.draws=fresh").facts["pair_talk"]
    yield "and as long as anybody with draws anew", bool((np.abs(anew - 2 * once) > 1).all())


@identity("names alone decide the draws: types that are added, or written in another order, change no arrival and no talk time of "
          "another")
def names_decide():
    base, more, order = (run(IDENTITIES + n + ".cfg", "-r", "20") for n in ("names", "names_more", "names_order"))
    for name in base.names["type"]:
        i, j, k = (r.names["type"].index(name) for r in (base, more, order))
        for r, other, what in ((more, j, "a type more"), (order, k, "another order")):
            for fact in ("type_arrived", "type_wait_answered"):
                yield "%s, %s: %s" % (name, what, fact), bool((base.facts[fact][:, i] == r.facts[fact][:, other]).all())
            p = base.pairs.index((name, "g_" + name))
            q = r.pairs.index((name, "g_" + name))
            for fact in ("pair_talk", "pair_wrap"):
                yield "%s, %s: %s" % (name, what, fact), bool((base.facts[fact][:, p] == r.facts[fact][:, q]).all())
    waits = {float(x) for x in base.facts["type_wait_answered"].sum(axis=0)}
    yield "the types differ from one another", len(waits) == len(base.names["type"])


@identity("three ways to say that fast agents come first, by speed, by tiers and by list, give the same numbers")
def three_ways():
    short = ("--set", "run.length=3600000", "--set", "run.batches=20")
    ways = [run(CASES + "fastest_first_1.cfg", *short), run(IDENTITIES + "fastest_first_by_tiers.cfg", *short),
            run(IDENTITIES + "fastest_first_by_list.cfg", *short)]
    other = run(CASES + "longest_idle_1.cfg", *short)
    for k in ("type_wait_answered", "type_abandoned", "pair_talk_area", "pair_answers_at_once"):
        for i in (1, 2):
            yield k, bool((ways[0].facts[k] == ways[i].facts[k]).all())
        yield k + " by longest idle differs", bool((ways[0].facts[k] != other.facts[k]).any())


def results():
    """Every identity: its text, how many checks it made, and which of them failed."""
    for text, function in checks:
        outcomes = list(function())
        yield text, len(outcomes), [what for what, holds in outcomes if not holds]


def main():
    os.chdir(Path(__file__).resolve().parents[2])
    bad = 0
    for text, n, failed in results():
        print("%s: %d checks" % (text, n))
        for what in failed:
            print("FAILED " + what)
        bad += len(failed) + (n == 0)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
