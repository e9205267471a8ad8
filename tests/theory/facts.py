"""facts.py - a result file as base facts, and figures made of them with a standard error that comes from the run itself.

A figure is a function of sums of base facts over observations. Observations are the batches of a steady run, the replications,
or, by interval, the days of the calendar: the file holds sums over replications for every interval of every day, so that each
day of the calendar, summed over replications, is one observation. The standard error is the jackknife's (Quenouille, Tukey;
Efron and Stein 1981): the figure is formed again with each observation left out in turn."""

import h5py
import numpy as np


def _all(x):
    """Sums over all observations."""
    return x.sum(axis=0)


def _but_one(x):
    """Sums over all observations but one, for each of them."""
    return x.sum(axis=0) - x


class Result:
    """What a result file holds, as far as tests need it."""

    def __init__(self, path):
        with h5py.File(path, "r") as f:
            self.complete = int(f.attrs["complete"])
            self.open_s = float(f.attrs["open_s"])
            self.names = {k: [str(x) for x in f[k].asstr()[:]] for k in ("type", "group", "trunk", "agent", "flow", "node", "outage", "rule", "campaign", "entity", "metric") if k in f}
            pair = [f[k].asstr()[:] for k in ("pair_type", "pair_group")]
            self.pairs = [(str(t), str(g)) for t, g in zip(*pair)]
            self.facts = {}
            self.by_day = {}
            for name, v in f.items():
                kind = name.split("_")[0]
                if kind not in ("type", "pair", "group", "trunk", "agent", "journey", "handling", "prediction", "callback", "flow", "node", "bot", "path", "outage", "duty", "ring", "intraday", "campaign", "hands", "turns", "lapse", "switching", "outcome", "verdict", "due", "career") or v.ndim < 3 or f[name].dtype.kind != "f":
                    continue
                (self.by_day if name.endswith("_by_day") else self.facts)[name.removesuffix("_by_day")] = v[0]
            self.n = len(self.facts["type_offered"])
            self.by_replication = f["value_by_replication"][0]
            self.estimates = {m: f[m][0] for m in self.names["metric"]}
            self.cells = None
            if "interval" in f:
                self.cells = f["moments_by_interval"][0]  # metric, entity, interval, moment
                self.cell_start_s = f["interval_start_s"][:]
                self.cell_end_s = f["interval_end_s"][:]
                self.cell_open = f["interval_open"][:].astype(bool)
                self.cell_day = np.array([str(x)[:10] for x in f["interval"].asstr()[:]])
                self.n_days = len(f["day"]) if "day" in f else 1

    def contacts(self):
        """Attempts that arrived, all types and observations together."""
        return int(self.facts["type_arrived"].sum())

    def days(self, metric, entity, moment):
        """A moment of a metric by day of the calendar and interval of the day; the last column is after close."""
        x = self.cells[self.names["metric"].index(metric), self.names["entity"].index(entity), :, moment]
        return x.reshape(self.n_days, -1)


class Observed:
    """Sums of base facts over observations: batches or replications."""

    def __init__(self, result, combine):
        self.result = result
        self.combine = combine

    def _sum(self, name, keep):
        x = self.result.facts[name]
        return self.combine(x[:, keep].sum(axis=1))

    def _index(self, kind, name):
        names = self.result.names[kind]
        return list(range(len(names))) if name is None else [names.index(name)]

    def time(self):
        return self.combine(np.full(self.result.n, self.result.open_s))

    def type(self, fact, name=None):
        return self._sum("type_" + fact, self._index("type", name))

    def within(self, outcome, name=None, k=0):
        """Contacts that were answered or abandoned within the k-th threshold."""
        x = self.result.facts["type_%s_within" % outcome]
        return self.combine(x[:, self._index("type", name), k].sum(axis=1))

    def pair(self, fact, name=None, group=None):
        keep = [i for i, (t, g) in enumerate(self.result.pairs) if name in (None, t) and group in (None, g)]
        return self._sum("pair_" + fact, keep)

    def work(self, name=None, group=None):
        return self.pair("talk_area", name, group) + self.pair("wrap_area", name, group)

    def group(self, fact, name=None):
        return self._sum("group_" + fact, self._index("group", name))

    def journey(self, fact, name=None):
        """Contacts, each once whatever its legs, by the type as which they came."""
        return self._sum("journey_" + fact, self._index("type", name))

    def transfers(self, name=None):
        return self._sum("handling_transfers", [i for i, (t, _) in enumerate(self.result.pairs) if name in (None, t)])

    def agent(self, fact, name):
        return self._sum("agent_" + fact, self._index("agent", name))

    def handling(self, fact, name=None, group=None):
        """Of pairs of type and group: what happens in talks and after them."""
        keep = [i for i, (t, g) in enumerate(self.result.pairs) if name in (None, t) and group in (None, g)]
        return self._sum("handling_" + fact, keep)

    def ring(self, fact, name=None):
        return self._sum("ring_" + fact, self._index("group", name))

    def career(self, fact, name=None):
        return self._sum("career_" + fact, self._index("group", name))

    def hands(self, fact, name=None):
        return self._sum("hands_" + fact, self._index("group", name))

    def due(self, fact, name=None):
        """What is promised, by type: kept, late, due by interval."""
        return self._sum("due_" + fact, self._index("type", name))

    def turns(self, fact, name=None):
        """Of pairs of type and group: what agents do piece by piece."""
        return self._sum("turns_" + fact, [i for i, (t, _) in enumerate(self.result.pairs) if name in (None, t)])

    def lapse(self, fact, name=None):
        """Of conversations that are put away."""
        return self._sum("lapse_" + fact, self._index("type", name))

    def switching(self, fact, name=None):
        """Of customers who are sent to another channel."""
        return self._sum("switching_" + fact, self._index("type", name))

    def callback(self, fact, name=None):
        return self._sum("callback_" + fact, self._index("type", name))

    def called(self, fact, name=None, group=None):
        """Of pairs of type and group: what is done for calls back."""
        keep = [i for i, (t, g) in enumerate(self.result.pairs) if name in (None, t) and group in (None, g)]
        return self._sum("callback_pair_" + fact, keep)

    def flow(self, fact):
        return self._sum("flow_" + fact, self._index("flow", None))

    def outage(self, fact):
        return self._sum("outage_" + fact, self._index("outage", None))

    def node(self, fact, name=None):
        return self._sum("node_" + fact, self._index("node", name))

    def bot(self, fact, name=None):
        return self._sum("bot_" + fact, self._index("node", name))

    def path(self, fact, name=None):
        return self._sum("path_" + fact, self._index("type", name))

    def rule(self, fact):
        return self._sum("intraday_" + fact, self._index("rule", None))

    def campaign(self, fact, name=None):
        return self._sum("campaign_" + fact, self._index("campaign", name))

    def trunk(self, fact):
        return self._sum("trunk_" + fact, self._index("trunk", None))

    def prediction(self, fact, name):
        return self._sum("prediction_" + fact, self._index("type", name))

    def n(self):
        return self.result.n


class Days:
    """Sums over days of the calendar, each of which is a sum over replications."""

    NUMERATOR, DENOMINATOR = 0, 1

    def __init__(self, result, combine):
        self.result = result
        self.combine = combine
        self.replications = result.n

    def days(self):
        """How many days, counting replications."""
        return self.combine(np.full(self.result.n_days, float(self.replications)))

    def cell(self, metric, interval=None, closed=True, entity="all", moment=NUMERATOR):
        """Sum of a metric's numerators (or denominators) over one interval of the day, or over all."""
        x = self.result.days(metric, entity, moment)
        n_open = int(self.result.cell_open[: x.shape[1]].sum())
        if interval is not None:
            return self.combine(x[:, interval])
        return self.combine(x.sum(axis=1) if closed else x[:, :n_open].sum(axis=1))

    def length_s(self, interval):
        return float((self.result.cell_end_s - self.result.cell_start_s)[interval])

    def n(self):
        return self.result.n_days


class Estimate:
    """A figure, its standard error, and the correlation of neighbouring observations (near 0 when batches are long enough)."""

    def __init__(self, value, error, lag1=0.0):
        self.value = float(value)
        self.error = float(error)
        self.lag1 = float(lag1)


def jackknife(view, result, figure):
    """view: Observed or Days. figure: function of a view."""
    whole = figure(view(result, _all))
    parts = np.asarray(figure(view(result, _but_one)), dtype=float)
    n = view(result, _all).n()
    if parts.ndim == 0:  # a figure that is no function of the observations
        return Estimate(whole, 0.0)
    deviation = parts - parts.mean()
    spread = float((deviation**2).sum())
    lag1 = float((deviation[1:] * deviation[:-1]).sum() / spread) if spread > 0 else 0.0
    return Estimate(whole, np.sqrt((n - 1) / n * spread), lag1)


def quantile_of_waits(result, name, step):
    """A metric such as wait_p90_s; the error holds the width of the histogram's buckets, step = relative width."""
    m, e = result.names["metric"].index(name), result.names["entity"].index("all")
    each = result.by_replication[:, e, m]
    value = float(result.estimates[name][e])
    error = each.std(ddof=1) / np.sqrt(len(each))
    return Estimate(value, np.hypot(error, step * value / np.sqrt(12)))


def interval_mean(result, metric, at_s):
    """Mean of a time average over the two intervals that meet at a time of the day. Their errors are averaged, as if the two were
    one: nearly the same contacts are in both."""
    cells = [i for i in range(len(result.cell_start_s)) if at_s in (result.cell_start_s[i] % 86400, result.cell_end_s[i] % 86400)]
    m, e = result.names["metric"].index(metric), result.names["entity"].index("all")
    means, errors = [], []
    for before in (True, False):
        side = [i for i in cells if (result.cell_end_s[i] % 86400 == at_s) == before]
        num, _, num2, _, _ = result.cells[m, e, side].sum(axis=0)
        n = result.n * len(side)
        length = float((result.cell_end_s - result.cell_start_s)[side[0]])
        means.append(num / n / length)
        errors.append(np.sqrt((num2 / n - (num / n) ** 2) / (n - 1)) / length)
    return Estimate(np.mean(means), np.mean(errors))


def day_counts(result, fact):
    """A fact of every single day, in order."""
    return result.by_day["type_" + fact].sum(axis=-1).ravel()


def quantile_of(x, p):
    """Quantile by nearest rank with the error of its rank (Woodruff 1952)."""
    x = np.sort(x)
    n = len(x)
    step = np.sqrt(n * p * (1 - p))
    at = [int(np.clip(np.ceil(n * p + k * step) - 1, 0, n - 1)) for k in (-1, 0, 1)]
    low, value, high = x[at]
    return Estimate(value, max((high - low) / 2, 0.0))


def moment_of(x, figure):
    """Jackknife over blocks of single numbers; figure: function of (n, sum, sum of squares, sum of indicators...)."""
    whole = figure(*[c.sum() for c in x])
    parts = figure(*[c.sum() - c for c in x])
    n = len(x[0])
    deviation = parts - parts.mean()
    return Estimate(whole, np.sqrt((n - 1) / n * (deviation**2).sum()))
