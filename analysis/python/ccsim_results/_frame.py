"""Results as tidy tables: a row for each figure."""
from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional, Tuple, Union

import numpy as np
import pandas as pd
import xarray as xr

from ._errors import ResultError, no_such
from ._read import Result, as_result

Names = Optional[Union[str, Iterable[str]]]


# ---- what a result has -----------------------------------------------------------------------------------------------------------


def cells(result: xr.Dataset, name: str, *dims: str) -> np.ndarray:
    """The numbers of a variable over these dimensions, in this order; "config" is there also after one was selected."""
    variable = result.variables[name]
    if "config" in dims and "config" not in variable.dims:
        variable = variable.set_dims({"config": 1, **dict(zip(variable.dims, variable.shape))})
    return variable.transpose(*dims).values


def configs(result: xr.Dataset) -> List[str]:
    return [str(name) for name in np.atleast_1d(result.variables["config"].values)]


def choose(kind: str, wanted: Names, names: List[str]) -> List[int]:
    """Positions of the names wanted, in their order; all where nothing is said."""
    if wanted is None:
        return list(range(len(names)))
    out = []
    for name in [wanted] if isinstance(wanted, str) else wanted:
        if name not in names:
            raise no_such(kind, name, names)
        out.append(names.index(name))
    return out


def texts(result: xr.Dataset, name: str) -> List[str]:
    return [str(text) for text in result.variables[name].values]


def choose_metrics(result: xr.Dataset, wanted: Names) -> List[int]:
    return choose("metric", wanted, texts(result, "metric"))


def choose_entities(result: xr.Dataset, wanted: Names) -> List[int]:
    """A kind, such as "type", means all entities of it."""
    names, kinds = texts(result, "entity"), texts(result, "entity_kind")
    out: List[int] = []
    for name in [None] if wanted is None else [wanted] if isinstance(wanted, str) else list(wanted):
        if name in kinds and name not in names:
            out.extend(i for i, kind in enumerate(kinds) if kind == name)
        else:
            out.extend(choose("entity", name, names))
    return out


def one_config(result: xr.Dataset, wanted: Optional[str], argument: str = "config", which: str = "this") -> int:
    """The configuration wanted; where nothing is said there must be one only. In messages: which result, and the argument that names it."""
    names = configs(result)
    if wanted is None and len(names) > 1:
        raise ResultError(f"{which} result holds {len(names)} configurations: choose one with {argument}= ({', '.join(names)})")
    return choose("configuration", wanted, names)[0]


def metric_at(result: xr.Dataset, metric: int) -> Dict[str, Any]:
    """Name, unit and kind of a metric, and what people read."""
    return {key: result.variables[variable].values[metric] for key, variable in
            (("name", "metric"), ("unit", "metric_unit"), ("kind", "metric_kind"), ("text", "metric_text")) if variable in result}


def has_intervals(result: xr.Dataset, metric: str) -> bool:
    return f"{metric}_by_interval" in result


def need_intervals(result: xr.Dataset, metric: Optional[str] = None) -> None:
    if "interval" not in result.dims:
        raise ResultError("this result has no intervals: a steady state has none")
    if metric is not None and not has_intervals(result, metric):
        raise ResultError(f"the metric {metric!r} is not known by interval")


def observations(result: xr.Dataset, config: int) -> int:
    """Those of a configuration: where several stand side by side, the rest of its rows is empty."""
    return int(cells(result, "config_replications", "config")[config]) * batches(result)


def batches(result: xr.Dataset) -> int:
    return max(1, int(result.variables["batch"].values.max(initial=1)))


# ---- tables ----------------------------------------------------------------------------------------------------------------------

_ENTITY = ("entity", "entity_kind", "entity_name")
_INTERVAL = ("interval", "interval_label", "interval_open")


def _grid(result: xr.Dataset, config: List[int], entity: List[int], extra: int) -> Dict[str, np.ndarray]:
    """Columns that name the rows (config, entity, one more axis of `extra` cells)."""
    names = np.array(configs(result), dtype=object)[config]
    columns = {"config": np.repeat(names, len(entity) * extra)}
    for key in _ENTITY:
        columns[key] = np.tile(np.repeat(result[key].values[entity], extra), len(config))
    return columns


def interval_of(result: xr.Dataset, name: str, *dims: str) -> Tuple[np.ndarray, np.ndarray]:
    """The ends of a variable's confidence interval; files of 0.1.0 hold its half-width alone."""
    if f"{name}_low" in result and f"{name}_high" in result:
        return cells(result, f"{name}_low", *dims), cells(result, f"{name}_high", *dims)
    mean, half_width = cells(result, name, *dims), cells(result, f"{name}_half_width", *dims)
    return mean - half_width, mean + half_width


def _estimates(result: xr.Dataset, metric: int, config: List[int], entity: List[int], by_interval: bool) -> pd.DataFrame:
    about = metric_at(result, metric)
    suffix = "_by_interval" if by_interval else ""
    n = result.sizes["interval"] if by_interval else 1
    dims = ("config", "entity", "interval") if by_interval else ("config", "entity")
    name = about["name"] + suffix
    figures = (cells(result, name, *dims), cells(result, name + "_half_width", *dims), *interval_of(result, name, *dims))
    columns = _grid(result, config, entity, n)
    columns["metric"] = np.full(len(columns["config"]), about["name"], dtype=object)
    if by_interval:
        for key in _INTERVAL:
            columns[key] = np.tile(result[key].values, len(config) * len(entity))
    for key, values in zip(("mean", "half_width", "low", "high"), figures):
        columns[key] = values[np.ix_(config, entity)].reshape(-1)
    return pd.DataFrame(columns).assign(unit=about["unit"], kind=about["kind"])


def _replications(result: xr.Dataset, metric: int, config: List[int], entity: List[int]) -> pd.DataFrame:
    about = metric_at(result, metric)
    parts = []
    for c in config:
        n = observations(result, c)
        columns = _grid(result, [c], entity, n)
        columns["metric"] = np.full(len(columns["config"]), about["name"], dtype=object)
        for key in ("replication", "batch"):
            columns[key] = np.tile(result[key].values[:n], len(entity))
        for key, name in (("value", "value_by_replication"), ("weight", "weight_by_replication")):
            values = cells(result, name, "config", "replication", "entity", "metric")
            columns[key] = values[c, :n, :, metric][:, entity].T.reshape(-1)
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True).assign(unit=about["unit"], kind=about["kind"])


def applies(result: xr.Dataset, metric: int, entity: List[int]) -> List[int]:
    """Those of the entities for which a metric is defined."""
    known = cells(result, "metric_applies", "metric", "entity")[metric]
    return [e for e in entity if known[e]]


def frame(result: Result, by: str = "entity", metric: Names = None, entity: Names = None, config: Names = None) -> pd.DataFrame:
    """Figures as a tidy table, a row for each.

    :param by: "entity": estimates over the run; "interval": the same by interval, the time after close too (``interval_open`` False);
        "replication": single observations (``value``, and ``weight``, its denominator: an estimate is
        sum(value * weight) / sum(weight), observations of weight 0 left out).
    :param metric: name or names; None: all (by interval: all that are known by interval).
    :param entity: name or names, or a kind such as "type" for all of it; None: all. Entities for which a metric is not defined have no row.
    :param config: name or names of scenario or variants; None: all.
    :return: columns config, metric, entity, entity_kind, entity_name, [interval, interval_label, interval_open | replication, batch],
        mean, half_width, low, high [value, weight], unit, kind (of the metric). Shares are fractions of 1; NaN is not defined.
    :raises ResultError: a name that is not there, with the closest one.
    """
    data = as_result(result)
    if by not in ("entity", "interval", "replication"):
        raise no_such("table by", by, ("entity", "interval", "replication"))
    metrics, entities = choose_metrics(data, metric), choose_entities(data, entity)
    chosen = choose("configuration", config, configs(data))
    names = texts(data, "metric")
    if by == "interval":
        for m in metrics:
            need_intervals(data, names[m] if metric is not None else None)
        metrics = [m for m in metrics if has_intervals(data, names[m])]
    parts = []
    for m in metrics:
        known = applies(data, m, entities)
        if known:
            parts.append(_replications(data, m, chosen, known) if by == "replication" else
                         _estimates(data, m, chosen, known, by == "interval"))
    if not parts:
        raise ResultError(f"no metric that was asked for is defined for {entity!r}")
    table = pd.concat(parts, ignore_index=True)
    first = ["config", "metric", *_ENTITY]
    return table[first + [column for column in table.columns if column not in first]]


# ---- waits -----------------------------------------------------------------------------------------------------------------------


def types_of(result: xr.Dataset, entity: int) -> List[int]:
    """The contact types whose contacts an entity includes; none for groups, sites and trunks."""
    kind, name = (result[key].values[entity] for key in ("entity_kind", "entity_name"))
    types = texts(result, "type")
    if kind == "all":
        return list(range(len(types)))
    if kind == "type":
        return [types.index(name)]
    if kind == "channel":
        return [i for i, channel in enumerate(texts(result, "type_channel")) if channel == name]
    return []


def wait_distribution(result: Result, entity: Names = None, config: Names = None, of: str = "wait") -> pd.DataFrame:
    """The waits of answered contacts, all replications together; or, of a result with ``run.figures = "detailed"``, something else.

    :param entity: "all", "type/NAME", "channel/NAME", several of them, or a kind; None: all of these.
    :param of: "wait"; "abandon": the waits of abandoned contacts; "talk", "wrap": the lengths of talks, and of after-call work.
    :return: columns config, entity, upper_s (upper end of a bin of waits, which is 0.8 % wide; the first, 0, holds those who did not
        wait), count, share (of the answered) and cumulative (share that waited at most upper_s). Bins without contacts have no row.
    :raises ResultError: a name that is not there, or an entity without contact types; something that the result does not hold.
    """
    data = as_result(result)
    entities = choose_entities(data, entity)
    if f"{of}_count" not in data:
        raise ResultError(f"this result does not say how '{of}' is spread: 'wait' is always there, 'abandon', 'talk' and 'wrap' where the "
                          "scenario says run.figures = \"detailed\"")
    counts = cells(data, f"{of}_count", "config", "type", f"{of}_bin")
    upper = data[f"{of}_bin_upper_s"].values
    parts = []
    for c in choose("configuration", config, configs(data)):
        for e in entities:
            members = types_of(data, e)
            if not members and entity is not None:
                raise ResultError(f"{data['entity'].values[e]} has no waits of its own: ask for types, channels or all")
            count = counts[c][members].sum(axis=0)
            some = np.flatnonzero(count)
            total = max(int(count.sum()), 1)
            parts.append(pd.DataFrame({
                "config": configs(data)[c], "entity": str(data["entity"].values[e]), "upper_s": upper[some], "count": count[some],
                "share": count[some] / total, "cumulative": np.cumsum(count[some]) / total}))
    return pd.concat(parts, ignore_index=True)
