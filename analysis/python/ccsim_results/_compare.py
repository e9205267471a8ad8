"""Differences between results, by the estimators of `ccsim compare`.

Counts, ratios, averages and maxima: each observation's linearised residual, weight * (value - ratio) / mean weight (delta
method), is subtracted pairwise where both results met the same customers, which is so where their seeds and first replications are equal; else the two are
independent samples (Welch). Percentiles: delete-a-group jackknife over sections of replications, in mode steady those of the batches.
"""
from __future__ import annotations

import math
import os
from statistics import NormalDist
from typing import Any, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import pandas as pd
import xarray as xr

from ._errors import ResultError, no_such, warn
from ._frame import (Names, applies, batches, cells, choose, choose_entities, choose_metrics, configs, metric_at, need_intervals, observations,
                     one_config, texts)
from ._read import Result, as_result
from ._student import t_quantile


class View(NamedTuple):
    """One configuration of a result."""

    data: xr.Dataset
    config: int
    name: str

    @property
    def n(self) -> int:
        return observations(self.data, self.config)

    @property
    def seed(self) -> int:
        return int(cells(self.data, "config_seed", "config")[self.config])

    @property
    def first_replication(self) -> int:
        return int(self.data["replication"].values[0])

    @property
    def groups(self) -> Optional[np.ndarray]:
        """By observation: its independent batch or set from 1, 0: none; None: each is independent, beside sets of others too."""
        if "independent_batch" not in self.data:
            return None
        groups = self.cells("independent_batch", "replication")[: self.n]
        return None if batches(self.data) == 1 and groups.max(initial=0) == 0 else groups

    @property
    def together(self) -> int:
        """How many replications are drawn together (run.variance)."""
        if "config_set" not in self.data:
            return 1
        return max(1, int(cells(self.data, "config_set", "config")[self.config]))

    @property
    def is_base(self) -> bool:
        """Whether the differences that the file holds are from this one: the first of a file, which a selection may have left out."""
        return "config_is_base" in self.data.coords and bool(cells(self.data, "config_is_base", "config")[self.config])

    def cells(self, variable: str, *dims: str) -> np.ndarray:
        """Of this configuration, over dims in this order."""
        return cells(self.data, variable, "config", *dims)[self.config]


class Spread(NamedTuple):
    """Variances of estimates and their degrees of freedom."""

    variance: np.ndarray
    degrees: np.ndarray


# ---- whether they can be compared ------------------------------------------------------------------------------------------------


def _refuse(a: View, b: View, what: str, first: object, second: object) -> None:
    raise ResultError(f"{a.name} and {b.name} cannot be compared: another {what} ({first}, {second})")


def _duration(seconds: float) -> str:
    """As the program writes it: "1 h 30 min", "15 min", "30.5 s"."""
    ms = round(seconds * 1000)
    if ms < 1000:
        return f"{ms} ms"
    parts = ((ms // 3600000, "h"), (ms // 60000 % 60, "min"), (ms % 60000 / 1000, "s"))
    return " ".join(f"{value:.10g} {unit}" for value, unit in parts if value)


def _check_intervals(a: View, b: View) -> None:
    lengths = [(v.data["interval_end_s"] - v.data["interval_start_s"]).values for v in (a, b)]
    labels = [texts(v.data, "interval_label") for v in (a, b)]
    for i, (first, second) in enumerate(zip(*labels)):
        same = np.isclose(lengths[0][i], lengths[1][i], rtol=0, atol=1e-6, equal_nan=True)
        if first == second and same:
            continue
        if i == 0 and first != second:
            _refuse(a, b, "horizon", first, second)
        _refuse(a, b, "interval", _duration(lengths[0][0]), _duration(lengths[1][0]))
    if len(labels[0]) != len(labels[1]):
        _refuse(a, b, "horizon", *(f"{len(those)} intervals" for those in labels))


def _check_horizon(a: View, b: View) -> None:
    """Both must have simulated the same stretch of time in the same pieces."""
    if a.data is b.data:
        return
    for what, of in (("mode", lambda data: data.attrs["mode"]), ("number of batches", batches)):
        if of(a.data) != of(b.data):
            _refuse(a, b, what, of(a.data), of(b.data))
    confidence = [float(view.data.attrs["confidence"]) for view in (a, b)]
    if abs(confidence[0] - confidence[1]) > 1e-12:
        _refuse(a, b, "confidence", *(f"{x:.10g}" for x in confidence))
    if abs(a.data.attrs["open_s"] - b.data.attrs["open_s"]) > 1e-6:
        _refuse(a, b, "horizon", _duration(a.data.attrs["open_s"]), _duration(b.data.attrs["open_s"]))
    if "interval" in a.data.dims and "interval" in b.data.dims:
        _check_intervals(a, b)


def _is_paired(a: View, b: View) -> bool:
    if a.seed == b.seed and a.first_replication == b.first_replication and a.together == b.together:
        return True
    if a.seed == b.seed and a.together != b.together:
        warn(f"{b.name} is compared unpaired with {a.name}: replications are drawn in sets of {a.together} and of {b.together} (run.variance)")
        return False
    if a.seed == b.seed:
        warn(f"{b.name} is compared unpaired with {a.name}: the replications differ (from {a.first_replication} on and from {b.first_replication} on)")
        return False
    warn(f"{b.name} is compared unpaired with {a.name}: the seeds differ ({a.seed} and {b.seed}), so that much of a difference is chance; "
         "run both with one seed")
    return False


# ---- estimators ------------------------------------------------------------------------------------------------------------------


def _half_width(spread: Spread, confidence: float) -> np.ndarray:
    t = np.full(spread.degrees.shape, math.nan)
    for degrees in np.unique(spread.degrees):
        t[spread.degrees == degrees] = t_quantile(confidence, int(degrees))
    return t * np.sqrt(spread.variance)


def _spread(x: np.ndarray) -> Spread:
    """Of the means over the first axis."""
    n = len(x)
    if n < 2:
        return Spread(np.full(x.shape[1:], math.nan), np.zeros(x.shape[1:], dtype=np.int64))
    squares = ((x - x.sum(axis=0) / n) ** 2).sum(axis=0)
    return Spread(squares / (n - 1) / n, np.full(x.shape[1:], n - 1, dtype=np.int64))


def _spread_of_some(x: np.ndarray) -> Spread:
    """Of the means over the first axis of what is there: batches without an answered contact have no percentile."""
    n = (~np.isnan(x)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(x, axis=0) / n
        variance = np.where(n > 1, np.nansum((x - mean) ** 2, axis=0) / (n - 1) / n, math.nan)
    return Spread(variance, np.where(n > 1, n - 1, 0).astype(np.int64))


def _by_batch(x: np.ndarray, groups: Optional[np.ndarray]) -> np.ndarray:
    """In mode steady observations of one independent batch are added up (warm-up goes to what follows); none where there are none."""
    if groups is None:
        return x
    if len(x) == 0 or groups.max() == 0:
        return x[:0]
    groups = groups[: len(x)].astype(np.int64)
    for i in range(len(groups) - 2, -1, -1):
        if groups[i] == 0:
            groups[i] = groups[i + 1]
    begins = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.add.reduceat(x, begins, axis=0) * (len(begins) / len(x))  # their mean stays that of the observations


def _longer_batches(a: View, b: View) -> Optional[np.ndarray]:
    """The independent batches of the one that has fewer, or has any."""
    if a.groups is None or b.groups is None:
        return b.groups if a.groups is None else a.groups
    return a.groups if a.groups.max(initial=0) <= b.groups.max(initial=0) else b.groups


def _jackknife(x: np.ndarray) -> Spread:
    """From the estimates without each section: (g - 1)^2 times the variance of their mean."""
    variance, degrees = _spread(x)
    return Spread(variance * (len(x) - 1.0) ** 2, degrees)


def _spread_of_both(a: Spread, b: Spread) -> Spread:
    """Of the differences of independent estimates (Welch, Satterthwaite)."""
    total = a.variance + b.variance
    with np.errstate(invalid="ignore", divide="ignore"):
        degrees = total**2 / (a.variance**2 / a.degrees + b.variance**2 / b.degrees)
    least = np.minimum(a.degrees, b.degrees)
    whole = np.where(np.isfinite(degrees), np.maximum(degrees, 1), 0).astype(np.int64)
    return Spread(total, np.where(total > 0, whole, least))


def _linearise(values: np.ndarray, weights: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """Ratios of sums over the first axis and, for each observation, what it moves them by."""
    counts = (weights > 0) | (weights < 0)
    den = weights.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(counts, weights * values, 0).sum(axis=0) / den
        residuals = np.where(counts, weights * (values - ratio) / (den / len(values)), 0)
    return ratio, np.where(counts.sum(axis=0) > 1, residuals, math.nan)  # a single one says nothing of its spread


def _difference(a: Tuple[np.ndarray, np.ndarray], b: Tuple[np.ndarray, np.ndarray], paired: bool, confidence: float, kind: str,
                views: Optional[Tuple[View, View]] = None) -> Tuple[np.ndarray, np.ndarray]:
    """b - a and half-widths, of pairs of values and weights over observations; with the views these may be batches that hang together."""
    groups = [view.groups for view in views] if views else [None, None]
    common = _longer_batches(*views) if views else None
    n = min(len(a[0]), len(b[0]))
    if paired:
        a, b = (a[0][:n], a[1][:n]), (b[0][:n], b[1][:n])
    (base, first), (other, second) = _linearise(*a), _linearise(*b)
    spread = (_spread(_by_batch(second - first, common)) if paired
              else _spread_of_both(_spread(_by_batch(first, groups[0])), _spread(_by_batch(second, groups[1]))))
    mean, half = other - base, _half_width(spread, confidence)
    if kind == "share of days":
        half = _half_width_of_days(a, b, paired, mean, confidence, [common, common] if paired else groups)
    return mean, np.where(np.isnan(mean), math.nan, half)


def _half_width_of_days(a: Tuple[np.ndarray, np.ndarray], b: Tuple[np.ndarray, np.ndarray], paired: bool, mean: np.ndarray,
                        confidence: float, groups: Sequence[Optional[np.ndarray]]) -> np.ndarray:
    """Days that were all alike may yet differ: two more are added (Bonett and Price 2012; Agresti and Caffo 2000 of what is not paired); days of a replication hang together,
    and those of the replications of a set."""
    def by_set(x: np.ndarray, days: np.ndarray, of: Optional[np.ndarray]) -> Tuple[np.ndarray, np.ndarray]:
        if of is None:
            return x, days
        size = len(days) / max(1, len(_by_batch(days, of)))  # which _by_batch takes out, to keep means
        of_set = _by_batch(days, of) * size
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(of_set > 0, _by_batch(np.where(days > 0, days * x, 0), of) * size / of_set, 0), of_set

    def shrunk(x: np.ndarray, days: np.ndarray, one: int, two: int) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
        judged = days > 0
        x, n = np.where(judged, x, 0), judged.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.where(n > 0, np.maximum(1, np.where(judged, days, 0).sum(axis=0) / np.maximum(n, 1)), 1)
            clusters = (each > 1) & (n > 1)
            mean = (each * x.sum(axis=0) + one) / (n * each + 2)
            squares = each**2 * (x**2).sum(axis=0) + two - (n * each**2 + 2) * mean**2
            return mean, np.maximum(0, squares) * np.where(clusters, n / np.maximum(n - 1, 1), 1) / (n * each + 2)**2, np.where(clusters, n, 0)

    if paired:
        difference, days = by_set(b[0] - a[0], np.where((a[1] > 0) & (b[1] > 0), np.minimum(a[1], b[1]), 0), groups[0])
        least, (centre, variance, n) = (days > 0).sum(axis=0), shrunk(difference, days, 0, 2)
    else:
        a, b = by_set(*a, groups[0]), by_set(*b, groups[1])
        least = np.minimum((a[1] > 0).sum(axis=0), (b[1] > 0).sum(axis=0))
        (first, spread, n_first), (second, other, n_second) = shrunk(a[0], a[1], 1, 1), shrunk(b[0], b[1], 1, 1)
        centre, variance, n = second - first, spread + other, np.minimum(n_first, n_second)
    z = NormalDist().inv_cdf(0.5 + 0.5 * confidence)
    times = np.array([t_quantile(confidence, int(k) - 1) if k > 1 else z for k in np.ravel(n)]).reshape(np.shape(n))
    return np.where(least > 1, times * np.sqrt(variance) + np.abs(mean - centre), math.nan)


def _judge(mean: np.ndarray, half: np.ndarray, sense: float, margin: float, n: int) -> Tuple[np.ndarray, Any]:
    """Verdicts, and about how many more observations would decide: 0 where it is decided, NA where that is not known."""
    size, up = np.abs(mean), mean > 0
    direction = np.where(up, "higher", "lower") if sense == 0 else np.where(up == (sense > 0), "better", "worse")
    none, unknown = np.isnan(mean), np.isnan(half)
    same, moved = size + half <= margin, size > half
    verdict = np.select([none, unknown, same, moved], ["", "undecided", "same", direction], "undecided").astype(object)
    wanted = np.full(mean.shape, math.inf)
    for target in (size, margin - size):
        with np.errstate(invalid="ignore", divide="ignore"):
            wanted = np.fmin(wanted, np.where(target > 0, n * (half / target) ** 2, math.inf))
    more = np.where(wanted > n, np.ceil(wanted - n), 1.0)
    more[(same | moved) & ~unknown] = 0
    more[none | unknown | ((verdict == "undecided") & ~(wanted < 1e15))] = math.nan
    return verdict, pd.array([pd.NA if math.isnan(x) else int(x) for x in more], dtype="Int64")


# ---- over the run ----------------------------------------------------------------------------------------------------------------


class Pair(NamedTuple):
    """Two configurations, and the entities to compare: positions in each."""

    base: View
    other: View
    paired: bool
    entity: List[int]
    other_entity: List[int]

    @property
    def confidence(self) -> float:
        return float(self.base.data.attrs["confidence"])


def _series(view: View, metric: int, entity: List[int]) -> Tuple[np.ndarray, np.ndarray]:
    return tuple(view.cells(name, "replication", "entity", "metric")[: view.n, entity, metric]
                 for name in ("value_by_replication", "weight_by_replication"))


def _percentiles(view: View, metric: int, entity: List[int]) -> Tuple[np.ndarray, bool]:
    """Those of all waits without a section, or of single batches; and which."""
    most = view.n if view.groups is None else int(view.groups.max(initial=0))
    if "value_without_section" in view.data and ("interval" in view.data.dims or view.groups is not None):
        values = view.cells("value_without_section", "section", "entity", "metric")
        values = values[~np.isnan(values).all(axis=(1, 2))]  # a stack is as wide as its widest
        return values[: min(len(values), most), entity, metric], True
    return _series(view, metric, entity)[0][:most], False


def _percentile_difference(pair: Pair, metric: int, other_metric: int) -> Tuple[np.ndarray, np.ndarray]:
    name = metric_at(pair.base.data, metric)["name"]
    mean = pair.other.cells(name, "entity")[pair.other_entity] - pair.base.cells(name, "entity")[pair.entity]
    first, by_section = _percentiles(pair.base, metric, pair.entity)
    second, _ = _percentiles(pair.other, other_metric, pair.other_entity)
    spread_of = _jackknife if by_section else _spread_of_some
    if pair.paired and len(first) == len(second) and pair.base.n == pair.other.n:
        spread = spread_of(second - first)
    else:
        spread = _spread_of_both(spread_of(first), spread_of(second))
    return mean, np.where(np.isnan(mean), math.nan, _half_width(spread, pair.confidence))


def _over_run(pair: Pair, metric: int, other_metric: int) -> Tuple[np.ndarray, np.ndarray, int]:
    """Differences, half-widths, and the observations that they rest on."""
    n = min(pair.base.n, pair.other.n)
    kind = metric_at(pair.base.data, metric)["kind"]
    if kind == "quantile":
        return (*_percentile_difference(pair, metric, other_metric), n)
    mean, half = _difference(_series(pair.base, metric, pair.entity), _series(pair.other, other_metric, pair.other_entity), pair.paired,
                             pair.confidence, kind, (pair.base, pair.other))
    factor = batches(pair.base.data) if kind == "count" else 1  # counts are those of a replication
    return factor * mean, factor * half, n


# ---- by interval -----------------------------------------------------------------------------------------------------------------


def _kept(view: View, metric: str, entity: List[int]) -> Optional[Tuple[np.ndarray, np.ndarray]]:
    """Values and weights of single replications over (replication, entity, interval); None where they were not kept."""
    if "value_by_interval" not in view.data:
        return None
    columns = list(zip(texts(view.data, "column_metric"), texts(view.data, "column_entity")))
    wanted = [columns.index((metric, str(name))) for name in view.data["entity"].values[entity]]
    n = min(view.data.sizes["kept_replication"], view.n)
    return tuple(view.cells(name, "kept_replication", "column", "interval")[:n, wanted] for name in ("value_by_interval", "weight_by_interval"))


def _by_interval(pair: Pair, metric: int) -> Tuple[np.ndarray, np.ndarray, int]:
    """Those that the file holds, else from the replications that it keeps."""
    name, kind = (metric_at(pair.base.data, metric)[key] for key in ("name", "kind"))
    stored = f"{name}_by_interval_difference"
    if pair.base.data is pair.other.data and pair.base.is_base and f"{stored}_half_width" in pair.base.data:
        mean, half = (pair.other.cells(stored + end, "entity", "interval")[pair.other_entity] for end in ("", "_half_width"))
        return mean, half, min(pair.base.n, pair.other.n)
    both = []
    for view, entity in ((pair.base, pair.entity), (pair.other, pair.other_entity)):
        series = _kept(view, name, entity)
        if series is None:
            raise ResultError(f"{view.name} holds no replications by interval; run it with --keep intervals")
        both.append(series)
    mean, half = _difference(both[0], both[1], pair.paired, pair.confidence, kind)
    return mean, half, min(len(both[0][0]), len(both[1][0]))


# ---- the table -------------------------------------------------------------------------------------------------------------------


def _common(pair: Pair, metric: int, other_metric: int) -> Pair:
    """The entities for which the metric is defined in both."""
    base = set(applies(pair.base.data, metric, pair.entity))
    other = set(applies(pair.other.data, other_metric, pair.other_entity))
    both = [(a, b) for a, b in zip(pair.entity, pair.other_entity) if a in base and b in other]
    return pair._replace(entity=[a for a, _ in both], other_entity=[b for _, b in both])


def _targets(view: View) -> dict:
    """By type: the time within which its target counts, and what counts in it."""
    within, level = (view.cells(name, "type", *rest) for name, rest in (("type_within_s", ("within",)), ("type_target_metric", ())))
    aside = view.cells("type_callbacks_as", "type") if "type_callbacks_as" in view.data else [""] * len(level)
    return {name: (float(row[0]), str(a), str(b)) for name, row, a, b in zip(texts(view.data, "type"), within, level, aside)}


def _counts_otherwise(pair: Pair, metric: str) -> bool:
    """Whether the metric is a service level, or rests on one, and a type that both have has a target that is counted otherwise."""
    if metric not in ("service_level", "target_days") and not metric.startswith("sl_"):
        return False
    base, other = _targets(pair.base), _targets(pair.other)
    return any(base[name] != other[name] for name in base.keys() & other.keys() if base[name][0] == base[name][0] and other[name][0] == other[name][0])


def _rows(pair: Pair, metric: int, other_metric: int, by_interval: bool) -> Optional[pd.DataFrame]:
    pair = _common(pair, metric, other_metric)
    if not pair.entity:
        return None
    data, about = pair.base.data, metric_at(pair.base.data, metric)
    mean, half, n = _by_interval(pair, metric) if by_interval else _over_run(pair, metric, other_metric)
    suffix, dims = ("_by_interval", ("entity", "interval")) if by_interval else ("", ("entity",))
    columns: dict = {"base": pair.base.name, "config": pair.other.name, "metric": about["name"]}
    extra = mean.shape[1] if by_interval else 1
    for key in ("entity", "entity_kind", "entity_name"):
        columns[key] = np.repeat(data[key].values[pair.entity], extra)
    if by_interval:
        for key in ("interval", "interval_label", "interval_open"):
            columns[key] = np.tile(data[key].values, len(pair.entity))
    columns["base_mean"] = pair.base.cells(about["name"] + suffix, *dims)[pair.entity].reshape(-1)
    columns["mean"] = pair.other.cells(about["name"] + suffix, *dims)[pair.other_entity].reshape(-1)
    mean, half = mean.reshape(-1), half.reshape(-1)
    columns.update({"difference": mean, "half_width": half, "low": mean - half, "high": mean + half, "paired": pair.paired})
    sense, margin = (float(data[key].values[metric]) for key in ("metric_sense", "metric_margin"))
    sense = 0.0 if _counts_otherwise(pair, about["name"]) else sense
    columns["verdict"], columns["more"] = _judge(mean, half, sense, margin, n)
    return pd.DataFrame(columns).assign(margin=margin, unit=about["unit"], kind=about["kind"])


def _view(data: xr.Dataset, config: int) -> View:
    return View(data, config, configs(data)[config])


def _apart(a: View, b: View) -> Tuple[View, View]:
    """The other of two results of one scenario goes by the name of its file."""
    if a.name != b.name:
        return a, b
    file = os.path.basename(b.data.encoding.get("source", ""))
    return a, b._replace(name=file if file not in ("", a.name) else f"{b.name} (other)")


def pairs(a: xr.Dataset, b: Optional[xr.Dataset], base: Optional[str], config: Names) -> List[Tuple[View, View]]:
    """The base with each of those that are compared with it."""
    if b is not None:
        at = one_config(a, None, "base", "the first") if base is None else _choose("base", base, configs(a), ", in the first result")[0]
        first = _view(a, at)
        return [_apart(first, _view(b, c)) for c in _choose("config", config, configs(b), ", in the second result")]
    names = configs(a)
    if len(names) < 2:
        raise ResultError(f"this result holds one configuration, {names[0]}: pass two results")
    first = _view(a, 0 if base is None else _choose("base", base, names)[0])
    others = [_view(a, c) for c in _choose("config", config, names) if c != first.config]
    if not others:
        rest = ", ".join(name for name in names if name != first.name)
        raise ResultError(f"config={first.name!r}: that is the base; name others with config= ({rest}), or another base with base=")
    return [(first, other) for other in others]


def _choose(argument: str, wanted: Names, names: List[str], where: str = "") -> List[int]:
    """As choose(), and an error says of which argument and result it speaks."""
    try:
        return choose("configuration", wanted, names)
    except ResultError as error:
        raise ResultError(f"{argument}={where}: {error}") from None


def _match(base: View, other: View, entity: List[int], wanted: bool) -> Tuple[List[int], List[int]]:
    names, others = texts(base.data, "entity"), texts(other.data, "entity")
    for e in entity:
        if wanted and names[e] not in others:
            raise no_such("entity", names[e], others)
    both = [(e, others.index(names[e])) for e in entity if names[e] in others]
    return [e for e, _ in both], [o for _, o in both]


def differences(a: Result, b: Optional[Result] = None, *, by: str = "entity", metric: Names = None, entity: Names = None,
                base: Optional[str] = None, config: Names = None) -> pd.DataFrame:
    """Differences "other - base", a row for each figure, as `ccsim compare` has them.

    ``differences(a, b)`` compares the configuration of b (or each of them) with that of a; ``differences(a)`` compares, within a result of
    several configurations, each with the first.

    :param by: "entity": over the run; "interval": by interval, where the results hold that (``--keep intervals``, or a file that
        `ccsim compare` wrote).
    :param base: name of the configuration to compare with, of a; None: the first, and where there is b the only one.
    :param config: name or names of those to be compared, of b where there is one; None: all.
    :return: columns base, config, metric, entity, entity_kind, entity_name, [interval, interval_label, interval_open], base_mean, mean,
        difference, half_width, low, high, paired, verdict, more, margin, unit, kind. verdict: "better", "worse" ("higher", "lower" where
        a metric has no better side), "same" (the whole interval lies within the margin that matters), "undecided", "" (nothing to
        compare). more: about how many more replications (batches in mode steady) would decide; 0 where it is decided, NA where that is
        not known. The difference rests on observations that both have; where one has more, it is not that of the means.
    :raises ResultError: another mode, horizon or interval, with the reason; a name that is not there; nothing but the base to compare; no
        replications by interval.
    :warns ResultWarning: the seeds differ, so that the difference is one of independent samples.
    """
    first, second = as_result(a), None if b is None else as_result(b)
    if by not in ("entity", "interval"):
        raise no_such("table by", by, ("entity", "interval"))
    metrics, entities = choose_metrics(first, metric), choose_entities(first, entity)
    parts: List[Any] = []
    for one, other in pairs(first, second, base, config):
        _check_horizon(one, other)
        pair = Pair(one, other, _is_paired(one, other), *_match(one, other, entities, entity is not None))
        others = texts(other.data, "metric")
        for m in metrics:
            name = metric_at(first, m)["name"]
            if name not in others:
                if metric is not None:
                    raise no_such("metric", name, others)
                continue
            if by == "interval":
                if metric is not None or "interval" not in first.dims:
                    need_intervals(first, name)
                if f"{name}_by_interval" not in first:
                    continue
            parts.append(_rows(pair, m, others.index(name), by == "interval"))
    found = [part for part in parts if part is not None]
    if not found:
        raise ResultError("there is nothing to compare: no metric that was asked for is defined for an entity of both")
    return pd.concat(found, ignore_index=True)
