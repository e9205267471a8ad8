#!/usr/bin/python3
"""How many calls a day the 13,800 fresh issues of scenarios/bank_day.cfg make: the table in its header.

A customer whom the IVR served, but not really, calls again and asks for an agent. So does one whose issue an agent did not
resolve, soon or on another day. The quick returns are the scenario's `reconnect`; all others are calls of a day like any other,
in `per_day`. In the long run as many come as go, so that a type has

  of agents    (fresh x (1 - served) + IVR failed) x N, the sum over the contacts of an issue: N = 1 + r1 + r1 r2 + ...,
               rk = 0.90 x 0.95^(k-1) x (1 - FCR)
  other days'  0.75 x (N - 1) / N x of agents
  per_day      fresh + IVR failed + other days'
  contained    fresh x served / per_day: who comes back is not served by the IVR
  probability  0.25 x (N - 1) / N / (1 - contained), as the program lets the IVR serve a part of those who reconnect too

usage: bank_day_volumes.py [--check]

  --check  writes nothing; exit status 1 if the table is not up to date

The table is between the marker comments BEGIN volumes and END volumes. The numbers in the types are for people to change: a run
only says which of them differ."""
import argparse
import sys

sys.dont_write_bytecode = True  # no folder of compiled files among the scenarios
from staff_by_erlang_a import SCENARIO, Reader, mean_s, replaced, share, types_of  # noqa: E402

FRESH = 13800
FALSE_CONTAINMENT, CALLS_AGAIN = 0.25, 0.85
RETURNS, RETURNS_DECAY, QUICK = 0.90, 0.95, 0.25
ISSUES = {  # share of the fresh issues; served by the IVR; resolved by an agent (FCR); work, s; after-call share of the work
    "balance": (0.30, 0.75, 0.86, 170, 0.15),
    "cards": (0.20, 0.10, 0.62, 410, 0.25),
    "payments": (0.20, 0.35, 0.75, 265, 0.20),
    "loans": (0.10, 0.00, 0.60, 490, 0.25),
    "digital": (0.15, 0.55, 0.78, 225, 0.20),
    "fraud": (0.05, 0.00, 0.80, 450, 0.20),
}
ROW = "//           {:<10}{:>8}{:>9}{:>9}{:>7}{:>8}{:>11}{:>8}{:>9}{:>12}{:>12}"


def contacts_per_issue(fcr):
    n = product = 1.0
    for k in range(100):
        product *= RETURNS * RETURNS_DECAY**k * (1 - fcr)
        n += product
    return n


def volumes(issue):
    part, served, fcr, work_s, _ = issue
    fresh = FRESH * part
    failed = fresh * served * FALSE_CONTAINMENT * CALLS_AGAIN
    n = contacts_per_issue(fcr)
    of_agents = (fresh * (1 - served) + failed) * n
    slow = (1 - QUICK) * (n - 1) / n * of_agents
    per_day = fresh + failed + slow
    contained = fresh * served / per_day
    return {"fresh": fresh, "served": fresh * served, "failed": failed, "n": n, "of_agents": of_agents, "slow": slow,
            "per_day": per_day, "contained": contained, "probability": QUICK * (n - 1) / n / (1 - contained),
            "work_s": work_s * of_agents, "resolved": fresh * (1 - served) * fcr}


def line(name, fcr, v, probability):
    counts = {key: f"{v[key]:.0f}" for key in ("fresh", "served", "failed", "of_agents", "slow", "per_day")}
    return ROW.format(name, counts["fresh"], counts["served"], counts["failed"], f"{fcr:.2f}", f"{v['n']:.3f}",
                      counts["of_agents"], counts["slow"], counts["per_day"], f"{v['served'] / v['per_day']:.3f}",
                      probability).rstrip()


def table():
    lines = [ROW.format("", "", "served", "IVR", "", "", "contacts", "other", "calls", "", "reconnect."),
             ROW.format("a day", "fresh", "by IVR", "failed", "FCR", "N", "of agents", "days'", "per_day", "contained",
                        "probability")]
    found = {name: volumes(issue) for name, issue in ISSUES.items()}
    for name, v in found.items():
        lines.append(line(name, ISSUES[name][2], v, f"{v['probability']:.3f}"))
    total = {key: sum(v[key] for v in found.values()) for key in found["balance"]}
    not_served = total["fresh"] - total["served"]
    total["n"] = total["of_agents"] / (not_served + total["failed"])
    lines.append(line("all", total["resolved"] / not_served, total, ""))
    lines.append(f"//           Served by the IVR: {total['served'] / total['fresh']:.3f} of the fresh issues. "
                 f"Mean work of the agents' contacts: {total['work_s'] / total['of_agents']:.1f} s.")
    return lines


def differences(types):
    """What the types say otherwise than the table."""
    for name, issue in ISSUES.items():
        v, t = volumes(issue), types[name]
        after_s = issue[3] * issue[4]
        for path, found, wanted, digits in (
                ("arrivals.per_day", float(t["arrivals"]["per_day"]), v["per_day"], 0),
                ("ivr.contained", share(t["ivr"]["contained"]), v["contained"], 3),
                ("reconnect.probability", share(t["reconnect"]["probability"]), v["probability"], 3),
                ("talk.mean", mean_s(t["talk"]), issue[3] - after_s, 1), ("wrap.mean", mean_s(t["wrap"]), after_s, 1)):
            if abs(found - wanted) > 0.5001 * 10.0**-digits:
                yield f"types.{name}.{path} is {found:g}, the table gives {wanted:.{digits}f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if the table is not up to date")
    options = parser.parse_args()
    before = SCENARIO.read_text(encoding="utf-8")
    after = replaced(before, "volumes", table())
    for text in differences(types_of(Reader(before).settings(""))):
        print(text)
    if not options.check:
        SCENARIO.write_text(after, encoding="utf-8")
    elif after != before:
        raise SystemExit(f"{SCENARIO.name} is not up to date: run bank_day_volumes.py")


if __name__ == "__main__":
    main()
