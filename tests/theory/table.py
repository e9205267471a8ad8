"""table.py - what is run and what is compared: the cases, their lengths, and every figure as a function of base facts."""

import json
import math
import re
from pathlib import Path

import numpy as np

import chats
import facts
from facts import Days, Observed, jackknife

HERE = Path(__file__).parent
EXPECTED = {c["name"]: c for c in json.loads((HERE / "expected.json").read_text())["cases"]}

EXACT_LIMIT = 4.0    # standard errors between simulated and exact
PRINTED_LIMIT = 3.5  # the same for printed results of other simulators, both errors combined
BATCHES = 1000       # of a steady run at full length
SHARE_GOAL = 0.003   # standard error / value of shares and service levels at full length
VALUE_GOAL = 0.01    # of everything else, and of rare outcomes: shares below RARE
RARE = 0.05
EXCEPTIONS = "; shares\n  below 5 %, for which 0.3 % would take billions of contacts, count as everything else"


class Figure:
    """One comparison. estimate: function of a Result. error: standard error of the reference (0 = exact), or a function of
    (estimate, result). goal: the largest standard error / value at full length, None = nothing is asked for."""

    def __init__(self, name, reference, estimate, error=0.0, limit=EXACT_LIMIT, goal=None):
        self.name = name
        self.reference = reference
        self.estimate = estimate
        self.error = error
        self.limit = limit
        self.goal = goal


class Case:
    """One scenario file and what is expected of it. Steady cases have hours (all batches together) and memory_s, a time in which
    the system forgets its state; the others days (of the calendar) and replications."""

    def __init__(self, name, figures, about, source, hours=None, memory_s=None, days=None, replications=None, note=None):
        self.name = name
        self.figures = figures
        self.about = about
        self.source = source
        self.hours = hours
        self.memory_s = memory_s
        self.days = days
        self.replications = replications
        self.note = note

    def settings(self, times, divisor):
        """Options of the command line. times: 1, or 4 when a miss is confirmed; divisor: shortens the run."""
        if self.hours:
            batches = max(BATCHES * times // divisor, 40)
            return ["--set", "run.length=%d" % round(self.hours * 3600 / BATCHES * batches), "--set", "run.batches=%d" % batches]
        more = ["--set", "clock.days=%d" % self.days] if self.days > 1 else []
        return more + ["-r", "%d" % max(self.replications * times // divisor, 2)]

    def length(self, times, divisor):
        """The same in words."""
        if self.hours:
            batches = max(BATCHES * times // divisor, 40)
            return "%d batches of %.4g h" % (batches, self.hours / BATCHES)
        n = max(self.replications * times // divisor, 2)
        return "%d replications" % n if self.days == 1 else "%d replications of %d days" % (n, self.days)


# ---- figures of steady runs and of replications -----------------------------------------------------------------------

def _p(fact):
    return lambda v, c: v.type(fact, c) / v.type("offered", c)


def _waited_and_answered(v, c):
    """Answered contacts that waited: what entered the queue neither balked, was blocked, nor was served at once."""
    at_once = v.type("offered", c) - v.type("blocked", c) - v.type("balked", c) - v.type("waited", c)
    return v.type("answered", c) - at_once


def _wait_sd(v, c):
    mean = v.type("wait_answered", c) / v.type("answered", c)
    return np.sqrt(v.type("wait2_answered", c) / v.type("answered", c) - mean**2)


def _first(fact):
    return lambda v, c: (v.type(fact, c) - v.type("retry_" + fact, c)) / (v.type("offered", c) - v.type("retry_offered", c))


STEADY = {
    "p_block": _p("blocked"),
    "p_abandon": _p("abandoned"),
    "p_balk": _p("balked"),
    "p_wait": _p("waited"),
    "p_delay_virtual": _p("waited"),
    "p_served": _p("answered"),
    "ew_all": lambda v, c: (v.type("wait_answered", c) + v.type("wait_abandoned", c))
    / (v.type("answered", c) + v.type("abandoned", c)),
    "asa": lambda v, c: v.type("wait_answered", c) / v.type("answered", c),
    "ew_ab": lambda v, c: v.type("wait_abandoned", c) / v.type("abandoned", c),
    "ew_given_wait": lambda v, c: v.type("wait_answered", c) / _waited_and_answered(v, c),
    "asa_given_wait": lambda v, c: v.type("wait_answered", c) / _waited_and_answered(v, c),
    "wait_sd": _wait_sd,
    "served_wait_sd": _wait_sd,
    "lq": lambda v, c: v.type("queue_area", c) / v.time(),
    "busy": lambda v, c: v.work(c) / v.time(),
    "occ": lambda v, c: v.work(c) / v.group("staffed_area"),
    "talking": lambda v, c: v.pair("talk_area", c) / v.time(),
    "wrapping": lambda v, c: v.pair("wrap_area", c) / v.time(),
    "trunks_busy": lambda v, c: v.trunk("line_area") / v.time(),
    "ivr_busy": lambda v, c: v.type("ivr_area", c) / v.time(),
    "attempt_rate": lambda v, c: v.type("offered", c) / v.time(),
    "visits_per_customer": lambda v, c: v.type("offered", c) / (v.type("offered", c) - v.type("retry_offered", c)),
    "total_wait_per_customer": lambda v, c: v.type("wait_answered", c) / (v.type("offered", c) - v.type("retry_offered", c)),
    "redial_orbit": lambda v, c: v.type("retry_area", c) / v.time(),
    "reconnect_orbit": lambda v, c: v.type("repeats", c) / v.time(),
    "fresh_p_block": _first("blocked"),
    "fresh_p_wait": _first("waited"),
    "journey_talks": lambda v, c: v.journey("journey_talks", c) / v.journey("journeys_served", c),
    "journey_wait": lambda v, c: v.journey("journey_wait", c) / v.journey("journeys_served", c),
    "journey_time": lambda v, c: v.journey("journey_time", c) / v.journey("journeys_served", c),
    "transfer_rate": lambda v, c: v.transfers(c) / v.pair("talks", c),
}


def _service_level(variant, k):
    """The four definitions at the k-th threshold."""
    def figure(v, c):
        answered, abandoned = v.within("answered", c, k), v.within("abandoned", c, k)
        offered = v.type("offered", c)
        return {
            "a": lambda: answered / offered,
            "b": lambda: (answered + abandoned) / offered,
            "c": lambda: answered / v.type("answered", c),
            "d": lambda: answered / (offered - abandoned),
        }[variant]()
    return figure


def _wait_gt(k):
    def figure(v, c):
        within = v.within("answered", c, k) + v.within("abandoned", c, k)
        return (v.type("offered", c) - v.type("balked", c) - v.type("blocked", c) - within) / v.type("offered", c)
    return figure


def _steady_figure(key, thresholds):
    """The function of base facts that a key of expected.json names; it takes a view and the class it is about."""
    if key in STEADY:
        return STEADY[key]
    if m := re.fullmatch(r"sl_([abcd])(?:_(\d+))?", key):
        return _service_level(m[1], thresholds.index(int(m[2])) if m[2] else 0)
    if key == "p_wait_gt_T":
        return _wait_gt(0)
    if m := re.fullmatch(r"imm_(g\d)", key):
        return lambda v, c: v.pair("answers_at_once", c, m[1]) / v.type("offered", c)
    if m := re.fullmatch(r"occ_(g\d)", key):
        return lambda v, c: v.work(None, m[1]) / v.group("staffed_area", m[1])
    if m := re.fullmatch(r"busy_(c\d)_(g\d)", key):
        return lambda v, c: v.work(m[1], m[2]) / v.time()
    raise KeyError(key)


def goal_of(key, exact):
    """Shares and service levels 0.3 %, everything else 1 %."""
    if exact == 0:
        return None
    share = re.search(r"(^|_)(p|sl|imm|occ|good|lost)(_|$|\d)", key)
    return SHARE_GOAL if share and exact >= RARE else VALUE_GOAL


def observed(name, reference, figure, **more):
    return Figure(name, reference, lambda r: jackknife(Observed, r, figure), **more)


def _steady_figures(case, own=None, goals=True):
    own = own or {}
    thresholds = case["params"].get("T", 20)
    for name, exact in case["expected"].items():
        m = re.fullmatch(r"([ct]\d)_(.*)", name)
        klass, key = (m[1], m[2]) if m else (None, name)
        if key in own and own[key] is None:
            continue
        figure = own.get(key) or _steady_figure(key, thresholds)
        goal = goal_of(name, exact) if goals else None
        yield observed(name, exact, lambda v, f=figure, c=klass: f(v, c), goal=goal)


def turnover(yearly, work, tau_weeks, weeks):
    """People who quit at a constant rate, and are replaced by beginners as the week ends (Whitt 2006): (mean factor on handle time, mean tenure in weeks, quits per week and person) over so many
    weeks, the last of which may be a part of one, from exponential tenure. Tenure is that of the middle of the week."""
    rate = yearly * 7 / 365.25
    p, q = 1 - math.exp(-rate), math.exp(-rate)
    factor = tenure = quits = 0.0
    for k in range(math.ceil(weeks)):
        length = min(1.0, weeks - k)
        left = q**k * math.exp(-(k + 0.5) / tau_weeks) * rate * tau_weeks / (1 + rate * tau_weeks)
        left += sum(p * q**j * math.exp(-(j + 0.5) / tau_weeks) for j in range(k))
        factor += length * (1 + work * left)
        tenure += length * (q**k * (1 / rate + k + 0.5) + sum(p * q**j * (j + 0.5) for j in range(k)))
        quits += 1 - math.exp(-rate * length)
    return factor / weeks, tenure / weeks, quits / weeks


def people(name, exact, days, replications, about):
    ratios = ("learning_weeks", "tenure_weeks", "quits")
    words = ("mean factor of learning on handle times", "mean tenure in weeks", "quits for each week of an agent")
    figures = [observed(word, x, lambda v, fact=fact: v.career(fact) / v.career("person_weeks")) for fact, word, x in zip(ratios, words, exact)]
    return Case(name, figures, about, "retention and learning, Whitt 2006", days=days, replications=replications)


def steady(name, hours, memory_s, own=None, more=(), note=None):
    case = EXPECTED[name]
    return Case(name, list(_steady_figures(case, own)) + list(more), _words(case), case["reference"], hours=hours,
                memory_s=memory_s, note=note)


def _words(case):
    params = ", ".join("%s %s" % (k, json.dumps(v).replace('"', "")) for k, v in case["params"].items())
    return "%s (%s)" % (case["model"], params)


# ---- figures of days, by interval -------------------------------------------------------------------------------------

def day(name, reference, figure, **more):
    return Figure(name, reference, lambda r: jackknife(Days, r, figure), **more)


def _day_figure(key, i, balked_abandon):
    """key without its i01_ or day_ prefix; i: interval or None for the whole day. Balkers count as abandoned at once where the
    case counts them so."""
    def balked(v, interval=i, closed=True):
        return v.cell("balked", interval, closed) if balked_abandon else 0.0

    return {
        "offered": lambda v: v.cell("offered", i) / v.days(),
        "abandoned": lambda v: (v.cell("abandonments", i) + balked(v)) / v.days(),
        "abandoned_until_close": lambda v: (v.cell("abandonments", None, False) + balked(v, None, False)) / v.days(),
        "mean_queue": lambda v: v.cell("queue_length", i) / v.days() / v.length_s(i),
        "mean_busy": lambda v: v.cell("busy_agents", i) / v.days() / v.length_s(i),
        "p_wait": lambda v: v.cell("p_wait", i) / v.cell("offered", i),
        "answered_in_T": lambda v: v.cell("sl_offered", i) / v.days(),
        "sl_a": lambda v: v.cell("sl_offered", i) / v.cell("offered", i),
        "sl_b": lambda v: (v.cell("sl_incl_abandoned", i) + balked(v)) / v.cell("offered", i),
        "sl_c": lambda v: v.cell("sl_offered", i) / v.cell("answered", i),
        "sl_d": lambda v: v.cell("sl_offered", i) / (v.cell("sl_excl_abandoned", i, moment=Days.DENOMINATOR) - balked(v)),
        "occ_until_close": lambda v: v.cell("busy_agents", None, False)
        / v.cell("load_on_schedule", None, False, moment=Days.DENOMINATOR),
        "p_abandon": lambda v: v.cell("abandoned", i) / v.cell("offered", i),
        "p_served": lambda v: v.cell("answered", i) / v.cell("offered", i),
        "lq": lambda v: v.cell("queue_length", i) / v.days() / v.length_s(i),
        "occ": lambda v: v.cell("occupancy", i) / v.cell("occupancy", i, moment=Days.DENOMINATOR),
        "ew_all": lambda v: v.cell("mean_wait_s", i) / v.cell("mean_wait_s", i, moment=Days.DENOMINATOR),
    }[key]


def intraday(name, days, replications, balked_abandon=False, more=()):
    case = EXPECTED[name]
    figures = []
    for full, exact in case["expected"].items():
        prefix, key = full.split("_", 1)
        i = None if prefix == "day" else int(prefix[1:]) - 1
        figures.append(day(full, exact, _day_figure(key, i, balked_abandon), goal=goal_of(key, exact)))
    return Case(name, figures + list(more), _words(case), case["reference"], days=days, replications=replications)


def one_interval(name, i, days, replications, note):
    """Steady figures read from one interval of every day."""
    case = EXPECTED[name]
    figures = [day(key, exact, _day_figure(key, i, False), goal=goal_of(key, exact)) for key, exact in case["expected"].items()]
    return Case(name, figures, _words(case), case["reference"], days=days, replications=replications, note=note)


def per_expected_call(name, days, replications):
    """Day totals divided by the expected number of calls; balkers are lost, and in time where abandoned ones count."""
    case = EXPECTED[name]
    exact = case["expected"]
    calls = exact["expected_calls"]
    balked = lambda v: v.cell("balked")  # noqa: E731
    figures = {
        "good_served_per_expected_call": lambda v: v.cell("sl_offered") / v.days() / calls,
        "good_all_per_expected_call": lambda v: (v.cell("sl_incl_abandoned") + balked(v)) / v.days() / calls,
        "lost_per_expected_call": lambda v: (v.cell("abandoned") + balked(v)) / v.days() / calls,
        "wait_per_expected_call": lambda v: v.cell("mean_wait_s") / v.days() / calls,
        "expected_calls": lambda v: v.cell("offered") / v.days(),
    }
    out = [day(k, exact[k], f, goal=goal_of(k, exact[k])) for k, f in figures.items()]
    out.append(Figure("var_calls", exact["var_calls"], lambda r: _variance(facts.day_counts(r, "arrived")), goal=VALUE_GOAL))
    return Case(name, out, _words(case), case["reference"], days=days, replications=replications)


# ---- figures of daily counts ------------------------------------------------------------------------------------------

def _var(n, s, s2):
    return (s2 - s * s / n) / (n - 1)


def _moments(x, figure):
    return facts.moment_of((np.ones(len(x)), x, x * x), figure)


def _variance(x):
    return _moments(x, _var)


def daily_counts(name, days, replications):
    case = EXPECTED[name]
    mean = case["params"]["mean"]
    functions = {
        "mean": lambda x: _moments(x, lambda n, s, s2: s / n),
        "var": _variance,
        "dispersion": lambda x: _moments(x, lambda n, s, s2: _var(n, s, s2) / (s / n)),
        "cv": lambda x: _moments(x, lambda n, s, s2: np.sqrt(_var(n, s, s2)) / (s / n)),
        "p0": lambda x: facts.moment_of((np.ones(len(x)), (x == 0) * 1.0), lambda n, s: s / n),
        "p_le_mean": lambda x: facts.moment_of((np.ones(len(x)), (x <= mean) * 1.0), lambda n, s: s / n),
        "q05": lambda x: facts.quantile_of(x, 0.05),
        "q50": lambda x: facts.quantile_of(x, 0.50),
        "q95": lambda x: facts.quantile_of(x, 0.95),
    }
    figures = [Figure(k, exact, lambda r, f=functions[k]: f(facts.day_counts(r, "arrived")), goal=goal_of(k, exact))
               for k, exact in case["expected"].items()]
    return Case(name, figures, _words(case), case["reference"], days=days, replications=replications)


def busy_at(name, days, replications):
    """Mean number busy at four moments: the mean over the half-minutes before and after. That moves it by less than 0.01 %."""
    case = EXPECTED[name]
    figures = [Figure(k, exact, lambda r, t=float(k[1:]): facts.interval_mean(r, "busy_agents", t), goal=VALUE_GOAL)
               for k, exact in case["expected"].items()]
    return Case(name, figures, _words(case), case["reference"], days=days, replications=replications,
                note="Each moment is the mean over the half-minutes on either side, and the rate is constant within "
                     "half-minutes; together that moves the mean by at most 0.007 %, a hundredth of the standard error.")


# ---- printed results of others ----------------------------------------------------------------------------------------

ROUNDED = 1 / np.sqrt(12)  # standard deviation of rounding to a unit
NORMAL_95 = 1.959964


def printed(value, low=None, high=None, unit=0.0):
    """Value and standard error of a printed figure: from its 95 % interval and the unit of its last digit."""
    error = (high - low) / 2 / NORMAL_95 if low is not None else 0.0
    return {"reference": value, "error": float(np.hypot(error, unit * ROUNDED)), "limit": PRINTED_LIMIT}


def of_days(value, n_days, unit):
    """A figure printed without an interval: their error is ours, scaled to their number of days, and the rounding."""
    def error(estimate, result):
        ours = result.n * (result.n_days if result.cells is not None else 1)
        return float(np.hypot(estimate.error * np.sqrt(ours / n_days), unit * ROUNDED))
    return {"reference": value, "error": error, "limit": PRINTED_LIMIT}


MMC_SOURCE = "printed with 95 % interval by contactcenters, doc/examples, 1000 days"
IN_TARGET = lambda v: v.cell("sl_offered") / v.days()  # noqa: E731
OF_ANSWERED = lambda v: v.cell("sl_offered") / v.cell("answered")  # noqa: E731
EXCL_ABANDONED = lambda v: v.cell("sl_excl_abandoned") / v.cell("sl_excl_abandoned", moment=Days.DENOMINATOR)  # noqa: E731


def _occupancy(v):
    return v.cell("occupancy", None, False) / v.cell("occupancy", None, False, moment=Days.DENOMINATOR)


MMC = [
    day("printed: in target", figure=IN_TARGET, **printed(1816.158, 1812.618, 1819.698, 0.001)),
    day("printed: answered in T / answered", figure=OF_ANSWERED, **printed(0.902, 0.900, 0.904, 0.001)),
    day("printed: mean wait, min", figure=lambda v: v.cell("mean_wait_s") / v.cell("answered") / 60,
        **printed(0.099, 0.097, 0.102, 0.001)),
    day("printed: occupancy until close", figure=_occupancy, **printed(0.695, 0.694, 0.697, 0.001)),
]
MMC_ABANDONED = [
    day("printed: abandoned", figure=lambda v: v.cell("abandoned") / v.days(), **printed(58.609, 57.660, 59.558, 0.001)),
    day("printed: in target", figure=IN_TARGET, **printed(1906.008, 1903.785, 1908.231, 0.001)),
    day("printed: in T / (offered - abandoned in T)", figure=EXCL_ABANDONED, **printed(0.968, 0.968, 0.969, 0.001)),
]
MMC_BLOCKED = [
    day("printed: blocked", figure=lambda v: v.cell("blocked") / v.days(), **printed(18.655, 18.045, 19.265, 0.001)),
    day("printed: answered in T / answered", figure=OF_ANSWERED, **printed(0.929, 0.928, 0.930, 0.001)),
]
MMC_CLEARED = [
    day("printed: disconnected", figure=lambda v: v.cell("disconnected") / v.days(), **printed(0.433, 0.328, 0.538, 0.001)),
]
SINGLE_QUEUE_20 = [78.1, 85.9, 97.5, 93.7, 90.1, 93.0, 97.4, 97.3, 93.5, 97.0, 87.3, 91.8, 94.7]


def _excl_balked(i, metric):
    """Answered in T / (offered - abandoned in T), per cent, balkers among those abandoned in T."""
    return lambda v: 100 * v.cell(metric, i) / (v.cell(metric, i, moment=Days.DENOMINATOR) - v.cell("balked", i))


SINGLE_QUEUE = [
    day("printed: occupancy, %", figure=lambda v: 100 * _occupancy(v), **printed(55.8, 55.7, 56.0, 0.1)),
    day("printed: service level 20 s, day, %", figure=_excl_balked(None, "sl_excl_abandoned"), **printed(92.5, 92.2, 92.7, 0.1)),
    day("printed: service level 30 s, day, %", figure=_excl_balked(None, "sl_excl_abandoned_2"),
        **printed(94.4, 94.2, 94.6, 0.1)),
] + [
    day("printed: service level 20 s, hour %d, %%" % (i + 1), figure=_excl_balked(i, "sl_excl_abandoned"), **of_days(x, 300, 0.1))
    for i, x in enumerate(SINGLE_QUEUE_20)
]


def erlang_b(lines, load):
    b = 1.0
    for n in range(1, lines + 1):
        b = load * b / (n + load * b)
    return b


def _flat(name, hours, memory_s, about, source, values, goals=True):
    """Values that another program states as exact, rounded to a unit: key: (value, unit)."""
    figures = []
    for key, (value, unit) in values.items():
        f = _steady_figure(key, 20)
        figures.append(observed(key, figure=lambda v, f=f: f(v, None), reference=value, error=unit * ROUNDED,
                                goal=goal_of(key, value) if goals else None))
    return Case(name, figures, about, source, hours=hours, memory_s=memory_s)


def _w2():
    offered = lambda v: v.type("offered")  # noqa: E731
    stated = dict(limit=PRINTED_LIMIT)
    figures = [
        observed("abandoned / offered", 0.0492, lambda v: v.type("abandoned") / offered(v),
                 error=np.hypot(1e-4 / NORMAL_95, 1e-4 * ROUNDED), **stated),
        observed("answered within 20 s / offered", 0.8401, lambda v: v.within("answered") / offered(v),
                 error=np.hypot(3e-4 / NORMAL_95, 1e-4 * ROUNDED), **stated),
        observed("mean wait of all, s", 7.24, lambda v: STEADY["ew_all"](v, None),
                 error=np.hypot(0.01 / NORMAL_95, 0.01 * ROUNDED), **stated),
        observed("contacts a day", figure=lambda v: offered(v) / v.combine(np.ones(v.result.n)), **of_days(50743, 4000, 1)),
    ]
    for i, x in enumerate([0.0376, 0.0348, 0.0540, 0.0457, 0.0672, 0.0561]):
        name = "c%d" % (i + 1)
        figures.append(observed("abandoned / offered, " + name,
                                figure=lambda v, c=name: v.type("abandoned", c) / v.type("offered", c), **of_days(x, 4000, 1e-4)))
    return Case("w2", figures, "Six types, six groups, one day of 48 half-hours with redials (bench W2).",
                "two independent simulations of the same scenario, 4,000 days together", days=1, replications=600)


# Erlang A: the waiting-time density of the states of M/M/7+M integrated to T and to the threshold of short abandons, outside ccsim.
SHORT_ABANDON = [
    observed("answered within 20 s / offered", 0.68237, lambda v: v.within("answered") / v.type("offered"),
             error=1e-5 * ROUNDED, goal=SHARE_GOAL),
    observed("abandoned within 5 s / offered", 0.02128, lambda v: v.type("abandoned_short") / v.type("offered"),
             error=1e-5 * ROUNDED, goal=VALUE_GOAL),
    observed("answered within 20 s / (offered - abandoned within 5 s)", 0.69721,
             lambda v: v.within("answered") / (v.type("offered") - v.type("abandoned_short")), error=1e-5 * ROUNDED, goal=SHARE_GOAL),
    observed("(abandoned - within 5 s) / (offered - abandoned within 5 s)", 0.14552,
             lambda v: (v.type("abandoned") - v.type("abandoned_short")) / (v.type("offered") - v.type("abandoned_short")),
             error=1e-5 * ROUNDED, goal=SHARE_GOAL),
]


# E(S) = 192 s, E(S^2) = 0.6 2 120^2 + 0.4 300^2 (1 + 0.8^2) s^2; the wait is lambda E(S^2) / 2 (1 - rho).
MG1_MIXTURE = [
    observed("p_wait", 0.768, lambda v: v.type("waited") / v.type("offered"), goal=SHARE_GOAL),
    observed("asa", 0.004 * 76320 / (2 * (1 - 0.768)), lambda v: v.type("wait_answered") / v.type("answered"), goal=None),
]


# ---- waits that are predicted -----------------------------------------------------------------------------------------

def _predicted(name, mean_s, mse_s2, error=0.0):
    """Of contacts that never give up a predictor that knows who is in front is right on average, and how far it is off follows from the number."""
    one = 1e-6 * mean_s
    return [
        observed("mean predicted", mean_s, lambda v: v.prediction("predicted_wait", name) / v.prediction("predicted", name), error=error * mean_s,
                 goal=VALUE_GOAL),
        observed("wait", mean_s, lambda v: v.prediction("came_wait", name) / v.prediction("predicted", name), error=error * mean_s),
        observed("predicted less wait", 0, lambda v: (v.prediction("predicted_wait", name) - v.prediction("came_wait", name)) / v.prediction("predicted", name),
                 error=one),
        observed("mean square of the error", mse_s2, lambda v: v.prediction("miss2", name) / v.prediction("predicted", name), error=error * mse_s2),
    ]


# Of M/M/10 a contact that waits finds n in front with probability (1 - rho) rho^n, and leaves its queue after n + 1 of 10 mu; of M/M/10+M the sums over states
# of 1 / (10 mu + i theta) and of its square, outside ccsim; the contacts that are looked at are 0.1 % of all.
PREDICTED = _predicted("calls", 30 / (1 - 100 / 120), 900 / (1 - 100 / 120))
PREDICTED_ABANDONMENT = _predicted("patient", 69.0589, 1709.411, error=2e-3)


# ---- single agents ----------------------------------------------------------------------------------------------------

def occupancy_of_agent(k):
    name = "agents/%d" % k
    return lambda v: (v.agent("talking_area", name) + v.agent("wrapping_area", name)) / v.agent("logged_in_area", name)


def ordered_load(k, load):
    """What the k-th server of a loss system carries where the first one that is free is taken: what k - 1 servers lose of the load,
    less what k lose."""
    return load * (erlang_b(k - 1, load) - erlang_b(k, load))


# ---- call flows -------------------------------------------------------------------------------------------------------

MENU_VISITS = 0.9 / (1 - 0.9 * 0.2)  # of an entry: nine of ten get past the welcome; nine tenths of a fifth come again
SELF_VISITS = MENU_VISITS * (0.9 * 0.2 + 0.04)
FLOW_S = 8 * (1 - 0.5 * 0.1) + 20 * (1 - 0.5 * 0.1) * MENU_VISITS + 60 * SELF_VISITS  # hang-ups and zero-outs come half-way on average
FLOW_PER_H = 337.4485596707819


def bot_queue():
    """Contacts that wait for a session of a bot: erlangA_1, the bot in the place of the agents."""
    expected = EXPECTED["erlangA_1"]["expected"]

    def ended(v):
        return v.bot("queued_sessions") + v.bot("session_waits_in_vain")

    return Case("bot_queue_1",
                [observed("p_wait", expected["p_wait"], lambda v: v.bot("session_waits") / v.node("visits"), goal=SHARE_GOAL),
                 observed("p_abandon", expected["p_abandon"], lambda v: v.bot("session_given_up") / ended(v), goal=SHARE_GOAL),
                 observed("ew_all", expected["ew_all"], lambda v: v.bot("session_wait") / ended(v), goal=VALUE_GOAL),
                 observed("lq", expected["lq"], lambda v: v.bot("session_wait_area") / v.time(), goal=VALUE_GOAL),
                 observed("busy", expected["busy"], lambda v: v.node("stay_area") / v.time(), goal=VALUE_GOAL)],
                "A queue in front of ten sessions of a bot: M/M/10+M, as erlangA_1.", "Erlang A (Palm)", hours=60000, memory_s=1000)


def thinned(name, classes, model):
    """A type that is parted: its parts share a Poisson process, and each is erlangA_1, or, of none, all together."""
    keys = ("p_wait", "p_abandon", "lq", "ew_all", "busy", "sl_a")
    figures = [observed("%s, %s" % (c or "all", key), EXPECTED["erlangA_1"]["expected"][key], lambda v, f=_steady_figure(key, [20]), c=c: f(v, c))
               for c in classes for key in keys]
    return Case(name, figures, model, "thinning of a Poisson process; Erlang A (Palm)", hours=53000, memory_s=300)


def call_flow():
    """An absorbing Markov chain in front of two queues, each of which is erlangA_1."""
    def per_entry(name, value, fact, node):
        return observed(name + " / entries", value, lambda v: v.node(fact, node) / v.flow("entries"), goal=VALUE_GOAL)

    figures = [per_entry("visits of menu", MENU_VISITS, "visits", "front.menu"), per_entry("visits of self", SELF_VISITS, "visits", "front.self"),
               per_entry("hang-ups at welcome", 0.1, "hang_ups", "front.welcome"), per_entry("zero-outs", 0.04 * MENU_VISITS, "zero_outs", None),
               per_entry("contained", 0.8 * SELF_VISITS, "ended", None), per_entry("contained, net", 0.6 * SELF_VISITS, "successes", None),
               per_entry("time in the flow", FLOW_S, "stay", None),
               observed("contacts in the flow", FLOW_S * FLOW_PER_H / 3600, lambda v: v.flow("port_area") / v.time(), goal=VALUE_GOAL),
               observed("sent to others / arrived", MENU_VISITS * 0.9 * 0.3, lambda v: v.path("sent", "calls") / v.type("arrived", "calls"), goal=VALUE_GOAL)]
    for name in ("calls", "others"):
        for key in ("p_wait", "p_abandon", "lq", "ew_all", "busy", "sl_a"):
            figures.append(observed("%s, %s" % (name, key), EXPECTED["erlangA_1"]["expected"][key],
                                    lambda v, f=_steady_figure(key, [20]), c=name: f(v, c)))
    return Case("call_flow_1", figures, "A call flow with a loop, hang-ups, zero-outs and false success, in front of two queues: M/M/10+M each, as erlangA_1.",
                "absorbing Markov chain (Kemeny and Snell 1976); Mirasol 1963; Erlang A", hours=20000, memory_s=300)


# ---- a rule that acts during the day ------------------------------------------------------------------------------------

ALONE, HELPED, LEAVING = range(3)  # the second agent is away; the rule acts; it acts no longer, and one of two who talk leaves when done


def _by_rule(n, phase, begin, end):
    """What the rule makes of n contacts in a phase."""
    if phase != HELPED and n - (1 if phase == ALONE else 2) >= begin:
        return n, HELPED
    if phase == HELPED and n - 2 <= end:
        return n, LEAVING if n >= 2 else ALONE
    return n, phase


def rule_with_hysteresis(per_h, mean_s, begin, end, most=200):
    """M/M/1 whose second agent comes when `begin` wait and leaves once no more than `end` do: the stationary chain of (contacts, phase)."""
    arrive, serve = per_h / 3600.0, 1.0 / mean_s
    states, rates, found = {(0, ALONE): 0}, [], [(0, ALONE)]
    while found:
        n, phase = state = found.pop()
        ways = [(arrive, _by_rule(n + 1, phase, begin, end))] if n < most else []
        if n > 0:
            ways.append((serve * min(n, 1 if phase == ALONE else 2), _by_rule(n - 1, ALONE if phase == LEAVING else phase, begin, end)))
        for rate, to in ways:
            if to not in states:
                states[to] = len(states)
                found.append(to)
            rates.append((states[state], states[to], rate, phase != HELPED and to[1] == HELPED))
    q = np.zeros((len(states), len(states)))
    for i, j, rate, _ in rates:
        q[i, j] += rate
        q[i, i] -= rate
    q[:, 0] = 1
    p = np.linalg.solve(q.T, np.eye(len(states))[0])
    at = {s: p[i] for s, i in states.items()}
    return {"lq": sum(x * max(n - (1 if phase == ALONE else 2), 0) for (n, phase), x in at.items()),
            "acting": sum(x for (_, phase), x in at.items() if phase == HELPED),
            "staffed": 1 + sum(x for (_, phase), x in at.items() if phase != ALONE),
            "begun_per_h": 3600 * sum(p[i] * rate for i, _, rate, begins in rates if begins)}


def rule():
    exact = rule_with_hysteresis(30, 96, 5, 1)
    return Case("rule_1", [
        observed("waiting", exact["lq"], lambda v: v.type("queue_area") / v.time(), goal=VALUE_GOAL),
        observed("asa", exact["lq"] * 120, lambda v: v.type("wait_answered") / v.type("answered"), goal=VALUE_GOAL),
        observed("agents there", exact["staffed"], lambda v: v.group("staffed_area") / v.time(), goal=VALUE_GOAL),
        observed("the rule acts", exact["acting"], lambda v: v.rule("rule_area") / v.time()),
        observed("agents under it", exact["acting"], lambda v: v.rule("ruled_area") / v.time()),
        observed("begins an hour", exact["begun_per_h"], lambda v: 3600 * v.rule("rule_begun") / v.time())],
        "M/M/1, 30 an hour, 96 s; a second agent from five who wait on, until no more than one does.", "Markov chain of contacts and agents",
        hours=60000, memory_s=3000)


# ---- the cases --------------------------------------------------------------------------------------------------------

# Tier t1 is served by group g1, and so on.
TIERS = {"occ": lambda v, c: v.work(c) / v.group("staffed_area", "g" + c[1])}

IVR = {  # per contact that asks for an agent and found a line; blocking per arrival
    "p_block": lambda v, c: v.type("blocked") / v.type("arrived"),
    "agent_arrival_rate": lambda v, c: (v.type("offered") - v.type("blocked")) / v.time(),
    "p_wait": lambda v, c: v.type("waited") / (v.type("offered") - v.type("blocked")),
    "p_abandon_of_agent_calls": lambda v, c: v.type("abandoned") / (v.type("offered") - v.type("blocked")),
    "p_served": lambda v, c: v.type("answered") / (v.type("offered") - v.type("blocked")),
    "sl_a": lambda v, c: v.within("answered") / (v.type("offered") - v.type("blocked")),
    "sl_b": lambda v, c: (v.within("answered") + v.within("abandoned")) / (v.type("offered") - v.type("blocked")),
    "sl_c": lambda v, c: v.within("answered") / v.type("answered"),
    "sl_d": lambda v, c: v.within("answered") / (v.type("offered") - v.type("blocked") - v.within("abandoned")),
}
OUTAGE = {
    "availability": lambda v, c: v.outage("up_area") / (v.outage("up_area") + v.outage("down_area")),
    "stopped": lambda v, c: v.outage("lost_area") / v.time(),
    "p_cut": lambda v, c: v.outage("cut_off") / v.type("offered"),
}
CALLBACK = {
    "p_delayed": lambda v, c: v.type("waited") / v.type("offered"),
    "p_callback": lambda v, c: v.callback("accepted") / v.type("offered"),
    "callback_backlog": lambda v, c: v.callback("owed_area") / v.time(),
    "ew_line": lambda v, c: (v.type("wait_answered") + v.type("wait_abandoned")) / (v.type("answered") + v.type("abandoned")),
    "callback_mean_delay": lambda v, c: v.callback("delay") / v.callback("called_back"),
    "busy_inbound": lambda v, c: (v.work() - v.called("called_area")) / v.time(),
    "busy_callback": lambda v, c: v.called("called_area") / v.time(),
}

COMPANY = dict(TIERS, company=lambda v, c: v.handling("company_area", c) / v.time())
CONSULTS = dict(TIERS, asking=lambda v, c: v.handling("consult_area", c) / v.time(),
                consult_s=lambda v, c: v.handling("consult", c) / v.pair("talks", c))
ESCALATION = dict(TIERS, failed_s=lambda v, c: v.handling("failed", c) / v.handling("escalations", c))
PAUSES = {  # of talks
    "setup_s": lambda v, c: v.handling("setup") / v.pair("talks"),
    "hold_s": lambda v, c: v.handling("hold") / v.pair("talks"),
    "p_hang_up": lambda v, c: v.handling("held_lost") / v.pair("talks"),
}


def _all_within(v, c):
    return v.within("answered", c) + v.callback("called_in_time", c)


def _all_served(v, c):
    return v.type("answered", c) + v.callback("called_back", c)


def _all_waits(v, c):
    return v.type("wait_answered", c) + v.callback("whole_wait", c)


# Of a type all of whose customers keep their places off the line, and of one whose customers do not.
ON_AND_OFF_LINE = {
    "p_served": lambda v, c: _all_served(v, c) / v.type("offered", c),
    "ew_all": lambda v, c: (_all_waits(v, c) + v.type("wait_abandoned", c)) / (_all_served(v, c) + v.type("abandoned", c)),
    "asa": lambda v, c: _all_waits(v, c) / _all_served(v, c),
    "lq": lambda v, c: (v.type("queue_area", c) + v.callback("owed_area", c)) / v.time(),
    "sl_a": lambda v, c: _all_within(v, c) / v.type("offered", c),
    "sl_b": lambda v, c: (_all_within(v, c) + v.within("abandoned", c)) / v.type("offered", c),
    "sl_c": lambda v, c: _all_within(v, c) / _all_served(v, c),
    "sl_d": lambda v, c: _all_within(v, c) / (v.type("offered", c) - v.within("abandoned", c)),
}


def _at_once(v):
    return v.type("offered") - v.type("waited") - v.type("blocked")


def _shares(accepting):
    """Of one type whose customers accept with a probability when they must wait: the classes of virtual_hold_1 in it."""
    line = 1 - accepting
    expected = EXPECTED["virtual_hold_1"]["expected"]
    figures = {
        "p_block": lambda v: v.type("blocked") / v.type("offered"),
        "occ": lambda v: v.work() / v.group("staffed_area"),
        "c1_p_wait": lambda v: v.type("waited") / v.type("offered"),
        "c1_p_abandon": lambda v: v.type("abandoned") / (line * v.type("offered")),
        "c1_lq": lambda v: v.type("queue_area") / v.time(),
        "c1_ew_all": lambda v: (v.type("wait_answered") + v.type("wait_abandoned"))
        / (line * _at_once(v) + v.type("waited") - v.callback("accepted")),
        "c1_asa": lambda v: v.type("wait_answered") / (v.type("answered") - accepting * _at_once(v)),
        "c1_ew_ab": lambda v: v.type("wait_abandoned") / v.type("abandoned"),
        "c1_sl_a": lambda v: (v.within("answered") - accepting * _at_once(v)) / (line * v.type("offered")),
        "c2_ew_all": lambda v: v.callback("whole_wait") / (accepting * _at_once(v) + v.callback("called_back")),
        "c2_lq": lambda v: v.callback("owed_area") / v.time(),
        "c2_sl_a": lambda v: (accepting * _at_once(v) + v.callback("called_in_time")) / (accepting * v.type("offered")),
    }
    return [observed(key, expected[key], f) for key, f in figures.items()]


def dialling():
    """M/G/1 whose first service of a busy period is another one (Welch 1964): who finds the agent idle is answered, all others are called, which takes longer."""
    rate, talk, ring, in_vain, reach = 12 / 3600.0, 200.0, 10.0, 30.0, 0.8
    mean = reach * (talk + ring) + (1 - reach) * in_vain
    square = reach * (2 * ring**2 + 2 * ring * talk + 2 * talk**2) + (1 - reach) * in_vain**2
    delayed = rate * talk / (1 - rate * mean + rate * talk)
    wait = rate * square / (2 * (1 - rate * mean)) + rate * (2 * talk**2 - square) / (2 * (1 + rate * (talk - mean)))
    figures = [
        ("p_wait", delayed, lambda v: v.type("waited") / v.type("offered")),
        ("from accepting to the talk", wait / delayed + ring, lambda v: v.callback("delay") / v.callback("called_back")),
        ("agents dialling", rate * delayed * (reach * ring + (1 - reach) * in_vain), lambda v: v.called("dial_area") / v.time()),
        ("agents dialling in vain", rate * delayed * (1 - reach) * in_vain, lambda v: v.called("dial_lost_area") / v.time()),
        ("busy", rate * talk * (1 - delayed + delayed * reach), lambda v: v.work() / v.time()),
    ]
    return [observed(*figure) for figure in figures]


# Outbound campaigns.
CALLS_OUT = {
    "contacts_per_hour": lambda v, c: 3600 * v.pair("talks") / v.time(),
    "dials_per_hour": lambda v, c: 3600 * v.campaign("attempts") / v.time(),
    "attempts_per_hour": lambda v, c: 3600 * v.campaign("attempts") / v.time(),
    "connects_per_hour": lambda v, c: 3600 * v.campaign("connected") / v.time(),
    "talk_occ": lambda v, c: v.pair("talk_area") / v.group("staffed_area"),
    "talk_wrap_occ": lambda v, c: v.work() / v.group("staffed_area"),
    "p_nuisance": lambda v, c: v.campaign("abandoned_live") / v.campaign("live"),
    "outstanding_mean": lambda v, c: v.campaign("lines_out_area") / v.time(),
}


def shared_campaigns():
    """Two campaigns of preview dialling by the same agents, call by call in turn: each agent goes from call to call without a pause, so that n agents make 2 n calls in the mean times of one
    of each together, half of them for each campaign."""
    agents, calls = 12, {"sales": ("out", 0.35, 20, 15, 180, 30), "surveys": ("asked", 0.5, 25, 30, 90, 15)}
    mean_s = {c: p * (ring + talk + wrap) + (1 - p) * failed for c, (_, p, ring, failed, talk, wrap) in calls.items()}
    rate = agents / sum(mean_s.values())  # of each campaign, a second
    figures = []
    for c, (kind, p, ring, failed, talk, wrap) in calls.items():
        figures += [
            observed("calls an hour, " + c, 3600 * rate, lambda v, c=c: 3600 * v.campaign("attempts", c) / v.time(), goal=VALUE_GOAL),
            observed("connected an hour, " + c, 3600 * rate * p, lambda v, c=c: 3600 * v.campaign("connected", c) / v.time(), goal=VALUE_GOAL),
            observed("agents at work, " + c, rate * p * (talk + wrap), lambda v, k=kind: v.work(k) / v.time(), goal=VALUE_GOAL),
            observed("agents kept, " + c, rate * (p * ring + (1 - p) * failed), lambda v, c=c: v.campaign("kept_agents_area", c) / v.time(), goal=VALUE_GOAL),
        ]
    return figures


def blended():
    """Of contacts that come, those alone; calls that are made beside."""
    own = {k: lambda v, c, f=_steady_figure(k, [20]): f(v, "calls") for k in EXPECTED["blend_1"]["expected"]
           if k not in ("busy", "occ", "busy_inbound", "busy_outbound", "outbound_rate")}
    own["busy_inbound"] = lambda v, c: v.work("calls") / v.time()
    own["busy_outbound"] = lambda v, c: v.work("out") / v.time()
    own["outbound_rate"] = lambda v, c: v.campaign("attempts") / v.time()
    return steady("blend_1", 53000, 300, own=own)


# Agents with so many chats in hand, and what that comes to.
IN_HAND = {
    "chats_in_service": lambda v, c: v.pair("talk_area") / v.time(),
    "agents_busy": lambda v, c: (v.work() - v.group("beside_area")) / v.time(),
    "slot_occ": None,
    "agent_occ": lambda v, c: (v.work() - v.group("beside_area")) / v.group("staffed_area"),
    "mean_service_time": lambda v, c: v.pair("talk") / v.pair("talks"),
    "agents_with_1": lambda v, c: v.hands("in_hand_1") / v.time(),
    "agents_with_2": lambda v, c: v.hands("in_hand_2") / v.time(),
    "agents_with_3": lambda v, c: v.hands("in_hand_3") / v.time(),
}


def conversations():
    """One agent with three conversations at once, by turns."""
    exact = chats.turns(18 / 3600.0, 120.0, 40.0, 5.0, 60.0, 3)
    figures = {
        "p_wait": STEADY["p_wait"],
        "p_abandon": STEADY["p_abandon"],
        "lq": STEADY["lq"],
        "in_hand": IN_HAND["chats_in_service"],
        "busy_agent": IN_HAND["agents_busy"],
        "working": lambda v, c: v.hands("working_area") / v.time(),
        "session_s": IN_HAND["mean_service_time"],
        "reply_s": lambda v, c: v.turns("reply") / v.turns("replies"),
        "turns": lambda v, c: v.turns("turns") / v.pair("talks"),
    }
    return [observed(key, exact[key], lambda v, f=f: f(v, None), goal=VALUE_GOAL) for key, f in figures.items()]


def filled():
    """Four agents with up to three chats, of whom who has the most is given the next one."""
    exact = chats.side_by_side(180 / 3600.0, (0.005, 0.008, 0.0105), 4, 150.0, True)
    return [observed(key, exact[key], lambda v, f=IN_HAND.get(key) or STEADY[key]: f(v, None), goal=VALUE_GOAL) for key in exact]


def deflection():
    """Of who finds all agents busy 40 % write instead."""
    exact = chats.deflected(50 / 3600.0, 200.0, 3, 0.4)
    figures = {
        "deflected": lambda v: v.switching("deflected", "calls") / v.type("arrived"),
        "asked": lambda v: v.switching("switch_asked", "calls") / v.type("arrived"),
        "p_wait": lambda v: v.type("waited", "calls") / v.type("offered", "calls"),
        "wait": lambda v: v.type("wait_answered", "calls") / v.type("answered", "calls"),
        "talking": lambda v: v.pair("talk_area", "calls") / v.time(),
    }
    return [observed(key, exact[key], f, goal=VALUE_GOAL) for key, f in figures.items()]


def chosen_by_preference(same=0.5, chats_worth=0.3, messages_worth=0.8):
    """Of all who come the half do so in the morning, when messaging is open too."""
    own, chat, message = math.exp(same), math.exp(chats_worth), math.exp(messages_worth)
    exact = {"calls": (own / (own + chat + message) + own / (own + chat)) / 2,
             "chats": (chat / (own + chat + message) + chat / (own + chat)) / 2,
             "messages": message / (own + chat + message) / 2}
    return [observed(name, share, lambda v, name=name: v.type("arrived", name) / v.type("arrived"), goal=SHARE_GOAL) for name, share in exact.items()]


def chosen_by_wait():
    """Three agents at telephones; whoever writes never waits."""
    exact = chats.chosen(50 / 3600.0, 200.0, 3, 1.0, 0.2, -0.8)
    figures = {
        "deflected": lambda v: v.switching("deflected", "calls") / v.type("arrived"),
        "p_wait": lambda v: v.type("waited", "calls") / v.type("offered", "calls"),
        "wait": lambda v: v.type("wait_answered", "calls") / v.type("answered", "calls"),
        "talking": lambda v: v.pair("talk_area", "calls") / v.time(),
    }
    return [observed(key, exact[key], f, goal=VALUE_GOAL) for key, f in figures.items()]


def messaging():
    """Two agents, and conversations that are put away after each reply."""
    exact = chats.paused(36 / 3600.0, 60.0, 2, 3.0, 1800.0, 3600.0)
    figures = {
        "p_wait": lambda v: v.type("waited") / v.type("offered"),
        "wait": lambda v: v.type("wait_answered") / v.type("answered"),
        "pauses": lambda v: v.lapse("lapses") / v.type("arrived"),
        "closed": lambda v: v.lapse("lapses_closed") / v.type("arrived"),
        "paused": lambda v: v.lapse("lapse_area") / v.time(),
        "pause_s": lambda v: v.lapse("lapse") / v.lapse("lapses"),
        "span": lambda v: v.journey("journey_time") / v.journey("journeys_served"),
    }
    # Of a pause that ends without an answer nothing is counted in `lapse`; those of conversations that go on last pause_s, told per pause.
    return [observed(key, exact[key], f, goal=VALUE_GOAL) for key, f in figures.items()]


def mail():
    """Of an agent who puts mail aside for calls."""
    exact = chats.put_aside(9 / 3600.0, 200.0, 3 / 3600.0, 300.0)
    return [observed("wait of calls", exact["call_wait"], lambda v: v.type("wait_answered", "calls") / v.type("answered", "calls"), goal=VALUE_GOAL),
            observed("mail, from coming to its end", exact["mail_stay"],
                     lambda v: (v.type("queue_area", "mails") + v.pair("talk_area", "mails")) / v.type("answered", "mails"), goal=VALUE_GOAL),
            observed("times put aside", exact["aside_per_mail"], lambda v: v.turns("put_aside") / v.type("answered", "mails"), goal=VALUE_GOAL),
            observed("working", 0.75, lambda v: v.hands("working_area") / v.time(), goal=VALUE_GOAL)]


def deadline():
    """M/M/1: the time from asking to the end of the talk is exponential with mean 1 / (mu - lambda) = 300 s."""
    return [observed("resolved within 300 s", 1 - math.exp(-1), lambda v: v.due("deadlines_kept") / v.due("deadlines"), goal=SHARE_GOAL),
            observed("of what was due in a batch", 1 - math.exp(-1), lambda v: v.due("fell_due_kept") / v.due("fell_due"), goal=SHARE_GOAL),
            observed("from asking to resolution", 300.0, lambda v: v.due("deadline_time") / v.due("deadlines_done"), goal=VALUE_GOAL)]


def deadline_by_clock(within_h=2.0, mean_h=1.5, open_h=8.0):
    """Mail at any hour, begun at once or at the opening. A night between beginning and due date is sixteen hours more."""
    long_before_close = (24 - within_h) / 24
    late = long_before_close * math.exp(-within_h / mean_h) + (1 - long_before_close) * math.exp(-(within_h + 24 - open_h) / mean_h)
    return [observed("resolved within 2 business hours", 1 - late,
                     lambda v: v.due("deadlines_kept") / (v.due("deadlines") - v.due("deadlines_open")), goal=SHARE_GOAL),
            observed("of what was due", 1 - late, lambda v: v.due("fell_due_kept") / v.due("fell_due"), goal=SHARE_GOAL)]


def chased(share=0.4):
    """M/M/1, who has waited 150 s is late: rho exp(-(mu - lambda) T) of all, of whom a share chases. Their calls are another group's."""
    late = 0.8 * math.exp(-150 / 300.0)
    return [observed("answered in time", 1 - late, lambda v: v.due("deadlines_kept", "mails") / v.due("deadlines", "mails"), goal=SHARE_GOAL),
            observed("chases / mails", share * late, lambda v: v.due("chases", "mails") / v.due("deadlines", "mails"), goal=SHARE_GOAL),
            observed("calls / mails", share * late, lambda v: v.type("arrived", "calls") / v.type("arrived", "mails"), goal=SHARE_GOAL),
            observed("wait of mails", 240.0, lambda v: v.type("wait_answered", "mails") / v.type("answered", "mails"), goal=VALUE_GOAL)]


def chased_impatient(share=0.4, arrivals_per_s=48 / 3600.0, service_per_s=1 / 60.0, impatience_per_s=1 / 300.0, late_s=150.0):
    """M/M/1+M: the offered wait V has the density f(x) = arrivals P(V = 0) exp(arrivals (1 - exp(-impatience x)) / impatience - service x); late and still there is exp(-impatience T) P(V > T)."""
    step = 0.05
    density = [arrivals_per_s * math.exp(arrivals_per_s * (1 - math.exp(-impatience_per_s * (i + 0.5) * step)) / impatience_per_s - service_per_s * (i + 0.5) * step)
               for i in range(60000)]
    none = 1 / (1 + step * sum(density))
    late = math.exp(-impatience_per_s * late_s) * none * step * sum(density[int(late_s / step):])
    gone = none * step * sum(d * (1 - math.exp(-impatience_per_s * (i + 0.5) * step)) for i, d in enumerate(density))
    return [observed("chases / mails", share * late, lambda v: v.due("chases", "mails") / v.due("deadlines", "mails"), goal=VALUE_GOAL),
            observed("calls / mails", share * late, lambda v: v.type("arrived", "calls") / v.type("arrived", "mails"), goal=VALUE_GOAL),
            observed("abandoned", gone, lambda v: v.type("abandoned", "mails") / v.type("offered", "mails"), goal=SHARE_GOAL)]


def slots(n_mean=20 / 6.0, room=3):
    """Of the Poisson number who come before a slot begins as many accept as it has room for."""
    poisson = [math.exp(-n_mean) * n_mean**n / math.factorial(n) for n in range(room)]
    taken = sum(n * p for n, p in enumerate(poisson)) + room * (1 - sum(poisson))
    return [observed("accepted / offered", taken / n_mean, lambda v: v.callback("accepted") / v.type("offered")),
            observed("found no slot / offered", 1 - taken / n_mean, lambda v: v.callback("no_slot") / v.type("offered"))]


# Those who wait do so for 30 s / (1 - sigma) on average.
TAKACS = {"sigma": lambda v, c: 1 - 30.0 * v.type("waited") / v.type("wait_answered")}
BUCKET = 1 / 128  # relative width of the histogram's buckets
P90 = Figure("wait_p90", EXPECTED["gmr_table_erlangC"]["expected"]["wait_p90"],
             lambda r: facts.quantile_of_waits(r, "wait_p90_s", BUCKET), goal=VALUE_GOAL)
BELOW_P90 = observed("P(wait <= wait_p90)", 0.9, lambda v: v.within("answered", None, 1) / v.type("answered"), goal=SHARE_GOAL)
NO_P90 = {"wait_p90": None}

# Waits hold rings; an agent who has not answered is not ready, and the contact rings at somebody else, or waits in front. All exponential: 12 s of ringing, patience 120 s.
RING_MISSED = 0.15 / 12 / (1 / 12 + 1 / 120)
RINGS = [
    observed("p_abandon", 0.1628493865661767, lambda v: v.type("abandoned") / v.type("offered"), goal=SHARE_GOAL),
    observed("ew_all", 19.541926387941203,
             lambda v: (v.type("wait_answered") + v.type("wait_abandoned")) / v.type("offered"), goal=VALUE_GOAL),
    observed("lq", 0.3256987731323534, lambda v: v.type("queue_area") / v.time(), goal=VALUE_GOAL),
    observed("busy", 2.51145184030147, lambda v: v.work() / v.time(), goal=VALUE_GOAL),
    observed("ringing", 0.19697661492560553, lambda v: v.ring("ring_area") / v.time(), goal=VALUE_GOAL),
    observed("not ready", 0.14773246119420422, lambda v: v._sum("duty_not_ready_area", [0]) / v.time(), goal=VALUE_GOAL),
    observed("rings not answered", RING_MISSED, lambda v: v.ring("rings_missed") / v.ring("rings"), goal=SHARE_GOAL),
    observed("mean ring", 120 / 11, lambda v: v.ring("ring") / v.ring("rings"), goal=VALUE_GOAL),
    observed("rings of a contact", 1.0833713820908304, lambda v: v.ring("rings") / v.type("offered"), goal=VALUE_GOAL),
]

CASES = [
    steady("erlangB_1", 29000, 240),
    steady("loss_lognormal_1", 18000, 1000),
    steady("erlangC_1", 63000, 4000),
    steady("erlangC_2_high_load", 320000, 23000),
    steady("erlangC_3_one_agent", 130000, 4800),
    steady("erlangA_1", 53000, 300),
    steady("erlangA_2_overload", 12000, 300),
    steady("erlangA_3_contactcenters_MMCAb_steady", 35000, 120),
    steady("erlangA_4_service_level_curve", 28000, 210),
    steady("erlangA_balk_1", 58000, 300),
    steady("balk_by_queue_1", 62000, 300),
    Case("short_abandon", SHORT_ABANDON, "M/M/7+M: 100 an hour, 240 s, patience 90 s, T = 20 s, short abandons within 5 s.",
         "Erlang A", hours=20000, memory_s=300),
    Case("predict_1", PREDICTED, "M/M/10: waits predicted by those in front, over the rate at which agents get done.", "(Q + 1) / (c mu): Whitt (1999)",
         hours=60000, memory_s=4000),
    Case("predict_2", PREDICTED_ABANDONMENT, "M/M/10+M, 150 an hour: the same of a few who never give up, by those in front who do.",
         "Pure death process of those in front: Whitt (1999), QL_m of Ibrahim and Whitt (2009)", hours=150000, memory_s=300),
    steady("trunks_1", 34000, 300),
    steady("trunks_2_no_abandon", 74000, 400),
    steady("wrapup_1", 41000, 300),
    steady("patience_det_1", 61000, 300),
    steady("patience_weibull_1", 43000, 300),
    steady("patience_lognormal_1", 51000, 300),
    steady("patience_h2_1", 47000, 300),
    steady("patience_never_1", 70000, 400),
    Case("patience_mixture_1", list(_steady_figures(EXPECTED["patience_h2_1"])), "patience_h2_1, its patience written as a mixture of two laws.",
         EXPECTED["patience_h2_1"]["reference"], hours=47000, memory_s=300),
    Case("segments_1", list(_steady_figures(EXPECTED["patience_h2_1"])), "patience_h2_1, its customers of two segments with a patience of their own.",
         EXPECTED["patience_h2_1"]["reference"], hours=47000, memory_s=300),
    Case("mg1_mixture_1", MG1_MIXTURE, "M/G/1, service exponential of mean 120 s with probability 0.6, else lognormal of mean 300 s and cv 0.8.",
         "Pollaczek-Khinchine", hours=240000, memory_s=15000),
    steady("mg1_lognormal_1", 240000, 15000),
    steady("not_ready_1", 240000, 12000),
    steady("mh2_1_1", 730000, 45000),
    steady("md_c_1", 42000, 3000),
    steady("me2_c_M_1", 43000, 300),
    steady("gmc_erlang3_1", 65000, 3000, own=TAKACS),
    steady("mmpp_1", 80000, 4000),
    steady("batch_1", 130000, 8000),
    steady("lifo_1", 54000, 300),
    steady("siro_1", 54000, 300),
    steady("hold_1", 240000, 15000, own=PAUSES),
    steady("warm_1", 260000, 3000, own=COMPANY),
    steady("conference_1", 220000, 3000, own=COMPANY),
    steady("escalation_1", 250000, 15000, own=ESCALATION),
    steady("consult_1", 240000, 15000, own=CONSULTS),
    steady("consult_2", 100000, 3000, own=CONSULTS),
    steady("tandem_1", 160000, 3000, own=TIERS),
    steady("tandem_2", 215000, 6200, own=TIERS),
    Case("ring_1", RINGS, "M/M/5+M: 60 an hour, 180 s, patience 120 s; rings of 12 s, of which 15 % are not answered, the agent being not ready for 60 s then.",
         "CTMC of (talking, ringing, not ready, waiting)", hours=16000, memory_s=600),
    steady("priority2_1", 57000, 4000),
    steady("ageing_1", 110000, 7500),
    steady("V_priority_abandon_1", 48000, 300),
    steady("N_design_1", 57000, 300),
    steady("W_design_1", 77000, 300),
    steady("X_design_1", 47000, 300),
    steady("X_equal_rates_2", 44000, 300),
    steady("longest_idle_1", 60000, 400),
    steady("fastest_first_1", 68000, 400),
    steady("reconnect_1", 79000, 3000),
    steady("outcomes_1", 79000, 3000),
    steady("redial_1", 39000, 1000),
    people("turnover_1", turnover(1.0, 0.6, 10, 25 + (4 + 10 / 24) / 7), 182, 60,
           "300 agents, tenure exponential with mean one year, of whom one a year quits for each; beginners take 60 % longer, 10 weeks on."),
    steady("ivr_1", 37000, 2600, own=IVR),
    Case("call_flow_ivr_1", list(_steady_figures(EXPECTED["ivr_1"], IVR)), "ivr_1, its IVR written as a call flow.", EXPECTED["ivr_1"]["reference"],
         hours=37000, memory_s=2600),
    call_flow(),
    Case("call_flow_ports_1",
         [observed("found no port", erlang_b(12, 480 * 75 / 3600.0), lambda v: v.flow("full") / (v.flow("full") + v.flow("entries")), goal=SHARE_GOAL),
          observed("ports in use", 10.0 * (1 - erlang_b(12, 10.0)), lambda v: v.flow("port_area") / v.time(), goal=VALUE_GOAL),
          observed("visits of page / entries", 2.0, lambda v: v.node("visits", "front.page") / v.flow("entries"), goal=VALUE_GOAL)],
         "10 Erlang on 12 ports of a call flow.", "Erlang B; Sevast'yanov 1957", hours=20000, memory_s=300),
    rule(),
    Case("bot_sessions_1",
         [observed("found no session", erlang_b(9, 480 * 60 * 0.98 / 3600), lambda v: v.node("no_session", "front.bot") / v.node("visits", "front.bot"), goal=SHARE_GOAL),
          observed("sessions in use", 7.84 * (1 - erlang_b(9, 7.84)), lambda v: v.node("stay_area", "front.bot") / v.time(), goal=VALUE_GOAL),
          observed("sessions that broke", 0.04, lambda v: v.node("session_failures", "front.bot") / v.node("sessions", "front.bot"), goal=SHARE_GOAL),
          observed("offered / arrived", 1 - 0.48 * (1 - erlang_b(9, 7.84)), lambda v: v.type("offered") / v.type("arrived"), goal=SHARE_GOAL)],
         "7.84 Erlang on 9 sessions of a bot, of which 1 in 25 breaks.", "Erlang B; Sevast'yanov 1957", hours=20000, memory_s=300),
    bot_queue(),
    steady("virtual_hold_1", 720000, 1500),
    steady("callback_1", 100000, 3000, own=CALLBACK),
    Case("dial_1", dialling(), "M/G/1, who finds the agent idle being answered and all others being called back, with a phone that rings.",
         "Welch 1964", hours=200000, memory_s=6000),
    Case("slots_1", slots(), "Poisson arrivals take slots with room for three; each slot can be taken in the ten minutes before it begins.",
         "Poisson counts, cut off", hours=60000, memory_s=1200),
    steady("preview_1", 5000, 300, own=CALLS_OUT),
    Case("preview_2", shared_campaigns(), "As preview_1, with a second campaign by the same agents, half of whose calls are answered: 25 s or 30 s of ringing, talk 90 s, after-call work 15 s.",
         "renewal reward", hours=5000, memory_s=300),
    steady("predictive_1", 8000, 300, own=CALLS_OUT),
    blended(),
    steady("chat_1", 40000, 1200, own=IN_HAND),
    Case("chat_fill_1", filled(), "As chat_1, but a new chat goes to the agent with the most chats and room for it.", "CTMC of agents by chats in hand", hours=40000, memory_s=1200),
    steady("chat_2_linear", 60000, 600, own=IN_HAND),
    Case("chat_turns_1", conversations(), "One agent with up to three conversations of five turns on average, work 40 s, answers 60 s; 18 an hour, patience 120 s.",
         "CTMC of (conversations, turns owed, waiting)", hours=150000, memory_s=1500),
    Case("deflection_1", deflection(), "M/M/3 with 50 calls an hour of 200 s; of those who find all agents busy 40 % write instead.", "birth and death chain", hours=60000, memory_s=3000),
    Case("choose_1", chosen_by_preference(), "60 customers an hour choose among telephone, chat and, in the morning, messaging; nobody waits.", "McFadden 1974", days=100, replications=16),
    Case("choose_2", chosen_by_wait(), "M/M/3 with 50 customers an hour, calls of 200 s: the longer the queue the more of them write instead.", "birth and death chain", hours=42000, memory_s=3000),
    Case("messaging_1", messaging(), "M/M/2 queue of messages of 60 s: 36 conversations an hour of three turns on average, put away after each reply; answers of 30 min on average, closed after an hour.",
         "Jackson 1957; Baskett, Chandy, Muntz and Palacios 1975", hours=160000, memory_s=9000),
    Case("mail_1", mail(), "M/M/1: 9 calls an hour of 200 s before 3 mails an hour of 300 s, which are put aside for calls and resumed.",
         "Cobham 1954; White and Christie 1958", hours=300000, memory_s=9000),
    Case("deadline_1", deadline(), "M/M/1: 48 an hour, 60 s; to be resolved within 300 s.", "the sojourn time of M/M/1 is exponential",
         hours=60000, memory_s=1500),
    Case("deadline_2", deadline_by_clock(), "M/M/infinity from nine to five, mail at any hour; to be resolved within two business hours.",
         "by hand", days=200, replications=40),
    Case("thread_1", list(_steady_figures(EXPECTED["outcomes_1"], None))
         + [observed("contacts of a thread", 1.25, lambda v: v.due("thread_touches") / v.due("threads"), goal=VALUE_GOAL)],
         "outcomes_1, who is not helped being a thread that goes on: geometric with mean 1.25.", EXPECTED["outcomes_1"]["reference"], hours=79000, memory_s=3000),
    Case("chase_1", chased(), "M/M/1: 48 mails an hour, 60 s; two in five of those who have waited 150 s call.", "Erlang C of one agent",
         hours=90000, memory_s=1500),
    Case("chase_2", chased_impatient(), "chase_1 with patience: M/M/1+M, 300 s on average; two in five of those who wait for 150 s call.", "Baccelli and Hebuterne 1981",
         hours=30000, memory_s=1500),
    steady("outage_1", 600000, 6000, own=OUTAGE),
    steady("outage_2", 500000, 6000, own=OUTAGE),
    steady("outage_3", 300000, 4000, own=OUTAGE),
    thinned("percent_1", ("calls_north", "calls_south"), "200 an hour, each sent to one of two sites by lot, where it waits for ten agents: M/M/10+M each, as erlangA_1."),
    thinned("languages_1", ("calls_en", "calls_es"), "200 an hour in two languages, ten agents who speak each: M/M/10+M each, as erlangA_1."),
    thinned("translated_1", (None,), "One agent who speaks the language of the customers, nine to whom a machine translates at once: one pool, erlangA_1."),
    thinned("fail_over_1", (None,), "Four sites that help one another at once, one of them down: the ten agents of the others are one pool, erlangA_1."),
    Case("seats_1", list(_steady_figures(EXPECTED["erlangA_1"], own={"occ": None})), "erlangA_1 with 13 agents at a site of ten seats.", "Erlang A (Palm)", hours=53000, memory_s=300),
    Case("virtual_hold_2", list(_steady_figures(EXPECTED["virtual_hold_1"], own=ON_AND_OFF_LINE, goals=False)),
         "virtual_hold_1 by `callback`: customers of the second type keep their places off the line.", "CTMC with the ordered queue as state",
         hours=120000, memory_s=1500),
    Case("virtual_hold_4", list(_steady_figures(EXPECTED["virtual_hold_1"], own=ON_AND_OFF_LINE, goals=False)),
         "virtual_hold_2, the customer called first.", "CTMC with the ordered queue as state", hours=120000, memory_s=1500),
    Case("virtual_hold_3", _shares(0.4), "virtual_hold_1 by `callback`: of one type, two in five of those who must wait keep their places.",
         "CTMC with the ordered queue as state", hours=120000, memory_s=1500),
    daily_counts("gamma_poisson_1", 500, 190),
    one_interval("gamma_erlangA_1", 1, 200, 440,
                 "Figures of the second interval of two hours, 24 mean service times after the start."),
    intraday("intraday_1", 200, 320),
    intraday("intraday_2_contactcenters_MMC", 200, 40, more=MMC),
    intraday("intraday_3_contactcenters_MMCAb", 200, 40, more=MMC_ABANDONED),
    intraday("intraday_4_contactcenters_singleQueue", 200, 500, balked_abandon=True, more=SINGLE_QUEUE),
    busy_at("mt_inf_1", 10, 260),
    per_expected_call("ssj_callcenter_gamma400", 200, 120),
    per_expected_call("contactcenters_callcc_gamma10", 200, 320),
    steady("gmr_table_erlangC", 42000, 3000, own=NO_P90, more=[P90, BELOW_P90]),
    steady("gmr_table_erlangA", 9300, 120),
    Case("ordered_agents_1", [observed("occupancy of agent %d" % k, ordered_load(k, 8.0), occupancy_of_agent(k)) for k in range(1, 11)],
         "M/M/10/10: 120 an hour, 240 s; the first idle agent of the list is taken.", "Erlang B, by differences", hours=15000, memory_s=240),
    Case("equal_agents_1", [observed("occupancy of agent %d" % k, 100 / 120.0, occupancy_of_agent(k)) for k in range(1, 11)]
         + [observed("contacts of agent %d / contacts" % k, 0.1,
                     lambda v, k=k: v.agent("taken", "agents/%d" % k) / v.pair("answers")) for k in range(1, 11)],
         "M/M/10: 100 an hour, 300 s; the agent is taken who has been idle longest.", "symmetry", hours=63000, memory_s=4000),
    Case("contactcenters_MMC_at_most_5_waiting", MMC_BLOCKED, "The MMC day with room for five waiting contacts.", MMC_SOURCE,
         days=200, replications=40),
    Case("contactcenters_MMC_cleared", MMC_CLEARED, "The MMC day; waiting contacts are disconnected at the close.", MMC_SOURCE,
         days=200, replications=40),
    _flat("pyworkforce_erlangC", 78000, 540, "M/M/14: 200 an hour, 180 s.", "pyworkforce",
          {"p_wait": (0.1741319336, 1e-10), "sl_a": (0.8883500192, 1e-10), "occ": (0.7142857, 1e-7)}),
    _flat("pyworkforce_erlangA", 65000, 300, "The same with patience Exp 300 s.", "pyworkforce",
          {"p_wait": (0.14526, 1e-5), "p_abandon": (0.013984, 1e-6), "occ": (0.704297, 1e-6)}),
    _flat("pyworkforce_erlangB_17", 18000, 180, "10 Erlang on 17 lines: the least number that blocks at most 2 %.",
          "Erlang B; 17 lines by pyworkforce", {"p_block": (erlang_b(17, 10.0), 0.0)}),
    _flat("pyworkforce_erlangB_16", 11000, 180, "One line fewer blocks more than 2 %.", "Erlang B",
          {"p_block": (erlang_b(16, 10.0), 0.0)}),
    _flat("callcenter_simulator_8", 13000, 900, "M/M/8+M: 78 an hour, 300 s, patience 900 s.",
          "Callcenter-Simulator, Erlang examples", {"p_abandon": (0.043071, 1e-6), "occ": (0.77750, 1e-5), "sl_a": (0.66516, 1e-5)}),
    _flat("callcenter_simulator_100", 13000, 900, "M/M/100+M: 1140 an hour, 300 s, patience 900 s.",
          "Callcenter-Simulator, Erlang examples",
          {"p_abandon": (0.012445, 1e-6), "occ": (0.93818, 1e-5), "sl_a": (0.78224, 1e-5)}),
    _flat("w1", 5000, 300, "M/M/500+M: 100 a minute, 5 minutes, patience 2 minutes (bench W1).", "Erlang A",
          {"p_wait": (0.39477182, 1e-8), "p_abandon": (0.02185236, 1e-8), "ew_all": (2.62228, 1e-5), "sl_a": (0.97071745, 1e-8),
           "occ": (0.97814764, 1e-8)}, goals=False),
    _w2(),
]

# What is slightly wrong, and must be noticed: case, settings.
WRONG = [
    ("erlangA_1", ["types.calls.talk.mean*=1.01"]),
    ("erlangA_1", ["types.calls.patience.mean*=1.03"]),
    ("patience_never_1", ["types.calls.never_abandons=0.28"]),
    ("patience_weibull_1", ["types.calls.patience.shape=0.61", "types.calls.patience.scale=102.2"]),
    ("loss_lognormal_1", ["types.calls.arrivals.per_hour*=1.01"]),
    ("erlangA_balk_1", ["types.calls.balk=0.16"]),
    ("balk_by_queue_1", ["types.calls.balk_by_queue=none", "types.calls.balk=0.145"]),
    ("segments_1", ["types.calls.segments.hasty.priority=1"]),
    ("segments_1", ["types.calls.segments.hasty.share=25 %", "types.calls.segments.patient.share=75 %"]),
    ("patience_mixture_1", ["types.calls.patience={dist = \"exponential\"; mean = 146;}"]),
    ("mg1_mixture_1", ["types.calls.talk={dist = \"lognormal\"; mean = 192; cv = 1.15;}"]),
    ("predict_1", ["types.calls.predictor=head_of_line"]),
    ("predict_2", ["types.patient.predictor=queue_length"]),
    ("short_abandon", ["types.calls.target.short_abandon=5.3"]),
    ("mmpp_1", ["types.calls.arrivals.mmpp=none"]),
    ("mmpp_1", ["types.calls.arrivals.mmpp.stays=[\"45 min\", \"1 h\"]"]),
    ("batch_1", ["types.calls.arrivals.batch.mean=2.2"]),
    ("lifo_1", ["types.calls.queue_order=fifo"]),
    ("siro_1", ["types.calls.queue_order=fifo"]),
    ("siro_1", ["types.calls.queue_order=lifo"]),
    ("hold_1", ["types.calls.hold.times=1"]),
    ("hold_1", ["types.calls.setup=14"]),
    ("warm_1", ["types.t1.transfer.t2.handover.mean=44"]),
    ("warm_1", ["types.t1.transfer.t2.kind=cold", "types.t1.transfer.t2.handover=none"]),
    ("conference_1", ["types.t1.transfer.t2.kind=warm"]),
    ("escalation_1", ["types.t1.escalate.t2.probability=0.27"]),
    ("escalation_1", ["types.t1.escalate.t2.detect_after.mean=44"]),
    ("escalation_1", ["types.t1.escalate.t2.detect_after=none"]),
    ("consult_1", ["types.t1.consult.t2.probability=0.27"]),
    ("consult_2", ["types.t1.consult.t2.time.mean=96"]),
    ("consult_2", ["types.t1.consult.t2.max_wait=20"]),
    ("tandem_1", ["types.t1.transfer.t2.probability=0.297"]),
    ("tandem_2", ["types.t2.transfer.t1.probability=0", "types.t1.arrivals.per_hour=64.6"]),
    ("trunks_1", ["trunks.main.lines=15"]),
    ("call_flow_1", ["flows.front.nodes.menu.zero_out=0.045"]),
    ("call_flow_1", ["flows.front.nodes.self.false_success=0.26"]),
    ("call_flow_ivr_1", ["flows.front.nodes.ivr.success=0.49"]),
    ("call_flow_ports_1", ["flows.front.ports=13"]),
    ("bot_sessions_1", ["flows.front.nodes.bot.sessions=10"]),
    ("bot_sessions_1", ["flows.front.nodes.bot.latency=2.2"]),
    ("bot_sessions_1", ["flows.front.nodes.bot.fails=0.045"]),
    ("bot_queue_1", ["flows.front.nodes.bot.patience.mean=116"]),
    ("bot_queue_1", ["flows.front.nodes.bot.max_wait=120"]),
    ("bot_queue_1", ["flows.front.nodes.bot.queue_limit=4"]),
    ("wrapup_1", ["types.calls.talk.mean=239", "types.calls.wrap.mean=61"]),
    ("not_ready_1", ["groups.agents.not_ready_after_contact.probability=0.49"]),
    ("ring_1", ["groups.agents.ring.no_answer=0.16"]),
    ("ring_1", ["groups.agents.ring.not_ready.mean=57"]),
    ("ageing_1", ["types.c2.weight=1.4"]),
    ("V_priority_abandon_1", ["types.c2.priority=1"]),
    ("N_design_1", ["groups.g2.contact_selection=priority", "groups.g2.order=none"]),
    ("X_design_1", ["types.c2.by_group.g1.talk.mean=395"]),
    ("longest_idle_1", ["types.calls.agent_selection=listed"]),
    ("ordered_agents_1", ["groups.agents.agent_selection=longest_idle"]),
    ("equal_agents_1", ["groups.agents.agent_selection=listed"]),
    ("redial_1", ["types.calls.redial.after_abandon=0.42"]),
    ("rule_1", ["rules.second.until=waiting(calls) <= 2"]),
    ("callback_1", ["types.calls.callback.idle_more_than=0"]),
    ("dial_1", ["types.calls.callback.first=customer", "types.calls.callback.way=by_priority"]),
    ("dial_1", ["types.calls.callback.no_answer=28"]),
    ("slots_1", ["types.calls.callback.slots.within=660"]),
    ("chat_1", ["types.chats.talk_by_sessions=((1, 1), (2, 1.25), (3, 1.45))"]),
    ("preview_1", ["campaigns.sales.ring.no_answer=15.5"]),
    ("preview_2", ["campaigns.surveys.ring.no_answer=31"]),
    ("preview_2", ["groups.agents.staff=11", "groups.others={ staff = 1; }", "types.out.groups=[\"agents\"]", "types.asked.groups=[\"agents\", \"others\"]"]),
    ("predictive_1", ["campaigns.sales.pacing.lines_per_agent=2.3"]),
    ("predictive_1", ["campaigns.sales.outcome.live=0.31"]),
    ("blend_1", ["groups.agents.reserve.calls=1"]),
    ("chat_1", ["channels.chat.at_once=2"]),
    ("chat_fill_1", ["channels.chat.give_to=fewest"]),
    ("chat_2_linear", ["types.chats.talk_by_sessions=((1, 1), (2, 1.01))"]),
    ("deflection_1", ["types.calls.switch.chats.accept=0.42"]),
    ("choose_1", ["types.messages.open=08:00-13:00"]),
    ("choose_1", ["types.calls.choose.among.chats.preference=0.33"]),
    ("choose_2", ["types.calls.choose.wait=-0.9"]),
    ("choose_2", ["types.calls.predictor=head_of_line"]),
    ("messaging_1", ["types.messages.turns.close_after=65 min"]),
    ("messaging_1", ["types.messages.turns.pause.after=5"]),
    ("chat_turns_1", ["types.chats.turns.slower=0.01"]),
    ("chat_turns_1", ["types.chats.turns.customer.mean=62"]),
    ("chat_turns_1", ["types.chats.turns.number.mean=5.1"]),
    ("mail_1", ["types.mails.talk.mean=306"]),
    ("mail_1", ["channels.email.interruptible=5"]),
    ("deadline_1", ["types.calls.target.of=answer"]),
    ("deadline_1", ["types.calls.target.within=282"]),
    ("thread_1", ["types.calls.touches.number.mean=1.26"]),
    ("thread_1", ["types.calls.touches.work=0.95"]),
    ("chase_1", ["types.mails.chase.after=20"]),
    ("chase_1", ["types.mails.chase.original=closed"]),
    ("chase_2", ["types.mails.patience.mean=330"]),
    ("chase_2", ["types.mails.chase.probability=0.43"]),
    ("deadline_2", ["types.calls.target.clock=elapsed"]),
    ("deadline_2", ["types.calls.talk.mean=5280"]),
    ("outage_1", ["outages.power.in_hand=drop"]),
    ("outage_1", ["outages.power.fails.lasts.mean=1260"]),
    ("outage_2", ["outages.power.in_hand=finish"]),
    ("outage_2", ["outages.power.agents=0.48"]),
    ("outage_3", ["outages.line.in_hand=finish"]),
    ("seats_1", ["sites.home.seats=11"]),
    ("percent_1", ["types.calls.site_shares.north=1.05"]),
    ("percent_1", ["types.calls.overflow.after=2 min"]),
    ("languages_1", ["types.calls.languages.en.share=51 %", "types.calls.languages.es.share=49 %"]),
    ("languages_1", ["groups.others.languages.es.handle_time=1.03"]),
    ("translated_1", ["translations.machine.handle_time=1.03"]),
    ("translated_1", ["translations.machine.understood=97 %"]),
    ("fail_over_1", ["outages.power=none"]),
    ("fail_over_1", ["types.calls.overflow.after=20"]),
    ("seats_1", ["sites.home.seats=none"]),
    ("outage_3", ["outages.line.each_fails.every.mean=5600"]),
    ("callback_1", ["types.calls.callback.accept=0.305"]),
    ("callback_1", ["types.calls.callback.talk.mean=206"]),
    ("virtual_hold_2", ["types.c2.callback.accept=0.97"]),
    ("virtual_hold_4", ["types.c2.callback.accept=0.97"]),
    ("virtual_hold_3", ["types.calls.callback.way=when_quiet"]),
    ("redial_1", ["types.calls.redial.delay.mean=330"]),
    ("reconnect_1", ["types.calls.reconnect.probability=0.202"]),
    ("outcomes_1", ["types.calls.outcomes.resolved=0.798"]),
    ("turnover_1", ["careers.attrition.yearly=1.2"]),
    ("gmc_erlang3_1", ["types.calls.arrivals.gap.k=4"]),
    ("gamma_erlangA_1", ["types.calls.arrivals.day_factor.shape=40"]),
    ("intraday_1", ["types.calls.arrivals.per_hour=[60.6, 119.4, 80]"]),
]

# The longest runs, to begin with.
LONGEST = ["erlangC_2_high_load", "intraday_4_contactcenters_singleQueue", "gmr_table_erlangC", "contactcenters_callcc_gamma10",
           "gamma_poisson_1", "ssj_callcenter_gamma400", "virtual_hold_1", "gamma_erlangA_1", "w1", "w2", "ivr_1"]
