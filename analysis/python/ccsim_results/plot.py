"""Pictures of results with matplotlib. Each function draws into `ax`, or into a new figure, and returns the Axes.

Colours are those of Okabe and Ito, and viridis: they can be told apart by people who see colours otherwise, and on grey paper. A
configuration has the same colour in every picture, the base the first; where colours come again, dashes differ.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple

import numpy as np
import pandas as pd
import xarray as xr

from ._compare import differences as _differences, pairs
from ._errors import ResultError
from ._frame import (Names, applies, cells, choose, choose_entities, choose_metrics, configs, interval_of, metric_at, need_intervals,
                     one_config, texts, types_of, wait_distribution)
from ._read import Result, as_result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["COLORS", "day", "differences", "heat", "waits"]

COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_DASHES: Tuple[Any, ...] = ("-", "--", ":", "-.", (0, (8, 2)), (0, (1, 3)), (0, (6, 2, 1, 2, 1, 2)), (0, (3, 4)))
_MARKERS = {"better": "^", "worse": "v", "higher": "^", "lower": "v", "same": "s", "undecided": "o"}


# ---- shared ----------------------------------------------------------------------------------------------------------------------


def _axes(ax: Optional["Axes"], rows: int = 0) -> "Axes":
    """A new figure is as high as its rows need."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, max(4.5, 1.5 + 0.4 * rows)), constrained_layout=True)[1]


def _look(color: int, dash: int = 0) -> Dict[str, Any]:
    """Colour and dash of the line of two numbers, such as those of a configuration and of an entity. Every pass through the colours begins
    with another dash, first with those that are least alike: any 14 by 4 lines differ, and 56 of one dash."""
    turn = color // len(COLORS)
    half = len(_DASHES) // 2
    return {"color": COLORS[color % len(COLORS)], "linestyle": _DASHES[(turn % 2 * half + turn // 2 + dash) % len(_DASHES)]}


def _is_share(about: dict) -> bool:
    return about["unit"] == "1" and about["kind"] in ("ratio", "share of days")


def _words(name: str) -> str:
    """ "asa_s" is read "asa": the unit stands beside it."""
    return (name[:-2] if name.endswith("_s") else name).replace("_", " ")


def _unit(about: dict) -> str:
    if _is_share(about):
        return "%"
    return about["kind"] if about["unit"] == "1" else about["unit"]


def _label(about: dict) -> str:
    return f"{_words(about['name'])} ({_unit(about)})"


def _format(axis: Any, about: dict, points: bool = False) -> None:
    """Shares are fractions in the data and per cent on the axis."""
    if not _is_share(about):
        return
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda x, _: f"{100 * x:+g}" if points and x else f"{100 * x:g}"))


def _entity_label(data: xr.Dataset, entity: int) -> str:
    label, kind = (str(data[key].values[entity]) for key in ("entity_label", "entity_kind"))
    return "all contacts" if kind == "all" else f"{kind} {label}"


def _with_metric(data: xr.Dataset, metric: int, entity: Names) -> List[int]:
    known = applies(data, metric, choose_entities(data, entity))
    if not known:
        raise ResultError(f"the metric {metric_at(data, metric)['name']!r} is not defined for {entity!r}")
    return known


def _edges(data: xr.Dataset) -> Tuple[np.ndarray, np.ndarray]:
    """Begins and ends of the intervals as they are drawn: local times; where clocks go back, the clock of the first begin goes on, so
    that time does. Where the labels are no dates, hours since midnight of the first day."""
    starts, ends = data["interval_start_s"].values, data["interval_end_s"].values
    if "interval_end" not in data.coords:
        return starts / 3600, ends / 3600
    begins = data["interval"].values
    if (np.diff(begins) > np.timedelta64(0)).all():
        return begins, data["interval_end"].values
    return tuple(begins[0] + np.array([np.timedelta64("NaT") if np.isnan(s) else np.timedelta64(round(s * 1e9), "ns")
                                       for s in those - starts[0]], dtype="timedelta64[ns]") for those in (starts, ends))


def _time_axis(data: xr.Dataset, ax: "Axes") -> None:
    if "interval_end" not in data.coords:
        ax.set_xlabel("time (h since midnight of the first day)")
        return
    import matplotlib.dates as dates

    locator = dates.AutoDateLocator(maxticks=12)
    ax.xaxis.set_major_locator(locator)
    days = np.unique(data["interval"].values[data["interval_open"].values].astype("datetime64[D]"))
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, show_offset=len(days) > 1))
    ax.set_xlabel(f"local time, {days[0]}" + ("" if len(days) == 1 else f" to {days[-1]}"))


def _steps(data: xr.Dataset, *rows: np.ndarray) -> Tuple[np.ndarray, ...]:
    """Times and values of steps over the opening hours: two points for each interval, and none (NaN) between openings."""
    begins, ends = _edges(data)
    opens = np.flatnonzero(data["interval_open"].values)
    times: List[Any] = []
    out: List[List[float]] = [[] for _ in rows]
    for k, i in enumerate(opens):
        if k and opens[k - 1] != i - 1:
            times.append(ends[opens[k - 1]])
            for column in out:
                column.append(np.nan)
        times += [begins[i], ends[i]]
        for column, row in zip(out, rows):
            column += [row[i], row[i]]
    return (np.array(times), *(np.array(column) for column in out))


# ---- through the day -------------------------------------------------------------------------------------------------------------


def _target(data: xr.Dataset, config: int, metric: str, entity: int) -> float:
    """What the target of a contact type wants of this metric; NaN where it wants nothing."""
    if data["entity_kind"].values[entity] != "type" or "type_target" not in data:
        return float("nan")
    at = (config, types_of(data, entity)[0])
    counted_as = str(cells(data, "type_target_metric", "config", "type")[at])
    return float(cells(data, "type_target", "config", "type")[at]) if metric in ("service_level", counted_as) else float("nan")


def _day_band(data: xr.Dataset, config: int, metric: int, entity: int) -> Optional[Tuple[np.ndarray, np.ndarray, float]]:
    """Lowest and highest quantile over replications by interval, and the share of days between them."""
    if "value_quantile_by_interval" not in data:
        return None
    values = cells(data, "value_quantile_by_interval", "config", "metric", "entity", "interval", "probability")[config, metric, entity]
    p = data["probability"].values
    low, high = int(p.argmin()), int(p.argmax())
    return values[:, low], values[:, high], float(p[high] - p[low])


def _draw_day(ax: "Axes", data: xr.Dataset, at: Tuple[int, int, int], label: str, days: bool) -> None:
    """The mean of (config, metric, entity) with its bands, that of days if wanted."""
    (config, metric, entity), look = at, _look(at[0])
    color = look["color"]
    name = metric_at(data, metric)["name"]
    name, dims = f"{name}_by_interval", ("config", "entity", "interval")
    mean, least, most = (x[config, entity] for x in (cells(data, name, *dims), *interval_of(data, name, *dims)))
    band = _day_band(data, config, metric, entity) if days else None
    if band:
        times, low, high = _steps(data, band[0], band[1])
        ax.fill_between(times, low, high, color=color, alpha=0.15, linewidth=0, label=f"{label}: {band[2]:.0%} of days")
    times, least, most = _steps(data, least, most)
    ax.fill_between(times, least, most, color=color, alpha=0.4, linewidth=0)
    times, mean, _ = _steps(data, mean, mean)
    confidence = float(data.attrs["confidence"])
    ax.plot(times, mean, **look, linewidth=1.6, label=f"{label}: mean, {100 * confidence:g} % interval")


def day(result: Result, metric: str = "service_level", entity: str = "all", *, config: Names = None,
        days: Optional[bool] = None, ax: Optional["Axes"] = None) -> "Axes":
    """A metric through the opening hours: its mean with the confidence interval, and the band in which single days lie.

    :param config: which configurations; None: all of them, a colour each (then a dash).
    :param days: whether to draw the band of days (10 to 90 %); None: where there is one configuration only, as bands of several hide each
        other.
    """
    data = as_result(result)
    m = choose_metrics(data, metric)[0]
    need_intervals(data, metric)
    e = _with_metric(data, m, entity)[0]
    chosen, names = choose("configuration", config, configs(data)), configs(data)
    ax = _axes(ax)
    for c in chosen:
        _draw_day(ax, data, (c, m, e), names[c], len(chosen) == 1 if days is None else days)
    wanted = {_target(data, c, metric, e) for c in chosen}
    for target in sorted(x for x in wanted if not np.isnan(x)):
        ax.axhline(target, color="black", linestyle="--", linewidth=1, label=f"target: {100 * target:g} %")
    about = metric_at(data, m)
    ax.set_title(f"{_words(about['name'])} of {_entity_label(data, e)} by interval")
    ax.set_ylabel(_label(about))
    _format(ax.yaxis, about)
    _time_axis(data, ax)
    ax.grid(True, alpha=0.3)
    ax.legend(fontsize="small")
    return ax


def heat(result: Result, metric: str = "occupancy", entity: Names = "group", *, config: Optional[str] = None,
         ax: Optional["Axes"] = None) -> "Axes":
    """A metric by entity and interval as a heat map; white where it is not defined, or closed.

    :param entity: the rows: names, or a kind such as "group" or "type".
    :param config: which configuration; must be said where there are several.
    """
    data = as_result(result)
    m, c = choose_metrics(data, metric)[0], one_config(data, config)
    need_intervals(data, metric)
    rows = _with_metric(data, m, entity)
    about = metric_at(data, m)
    values = cells(data, f"{metric}_by_interval", "config", "entity", "interval")[c][rows]
    opens = data["interval_open"].values
    begins, ends = _edges(data)
    last = int(np.flatnonzero(opens)[-1]) + 1
    edges = np.concatenate([begins[:last], ends[last - 1 : last]])
    ax = _axes(ax)
    ax.grid(False)
    mesh = ax.pcolormesh(edges, np.arange(len(rows) + 1), np.ma.masked_invalid(np.where(opens, values, np.nan)[:, :last]), cmap="viridis")
    bar = ax.figure.colorbar(mesh, ax=ax)
    bar.set_label(_label(about))
    _format(bar.ax.yaxis, about)
    ax.set_yticks(np.arange(len(rows)) + 0.5)
    ax.set_yticklabels([str(data["entity_label"].values[e]) for e in rows])
    ax.invert_yaxis()
    kinds = sorted({str(data["entity_kind"].values[e]) for e in rows})
    ax.set_ylabel(" and ".join(kinds))
    ax.set_title(f"{_words(metric)} by {' and '.join(kinds)} and interval" + (f", {configs(data)[c]}" if len(configs(data)) > 1 else ""))
    _time_axis(data, ax)
    return ax


# ---- waits -----------------------------------------------------------------------------------------------------------------------


def waits(result: Result, entity: Names = "all", *, config: Names = None, ax: Optional["Axes"] = None) -> "Axes":
    """How long answered contacts waited: the share that waited at most so long, as steps. Drawn up to where 99.5 % are answered.

    :param entity: "all", types or channels: a colour each in a result of one configuration, else a dash each.
    :param config: which configurations; None: all of them, a colour each (then a dash).
    """
    data = as_result(result)
    table = wait_distribution(data, entity, config)
    if table.empty:
        raise ResultError("nobody was answered: there are no waits to draw")
    ax = _axes(ax)
    several, last = table["config"].nunique() > 1, float(table["upper_s"].max())
    ends = [1.0]
    entities, names, drawn = texts(data, "entity"), configs(data), list(table["entity"].unique())
    for (name, of), part in table.groupby(["config", "entity"], sort=False):
        label = _entity_label(data, entities.index(of)) + (f", {name}" if several else "")
        x, y = part["upper_s"].to_numpy(), part["cumulative"].to_numpy()
        if x[0] > 0:
            x, y = np.concatenate([[0.0], x]), np.concatenate([[0.0], y])
        ends.append(x[np.searchsorted(y, 0.995).clip(max=len(x) - 1)])
        x, y = np.append(x, last), np.append(y, 1.0)
        look = _look(names.index(name), drawn.index(of)) if len(names) > 1 else _look(drawn.index(of))
        ax.step(x, y, where="post", **look, label=label)
    ax.set_xlim(0, max(ends))
    ax.set_ylim(0, 1.02)
    ax.set_title("waits of answered contacts")
    ax.set_xlabel("wait (s)")
    ax.set_ylabel("waited at most so long (% of answered)")
    _format(ax.yaxis, {"unit": "1", "kind": "ratio"})
    ax.grid(True, alpha=0.3)
    ax.legend(fontsize="small", loc="lower right")
    return ax


# ---- differences -----------------------------------------------------------------------------------------------------------------


def differences(a: Result, b: Optional[Result] = None, *, metric: str = "service_level", entity: Names = None, by: str = "entity",
                base: Optional[str] = None, config: Names = None, ax: Optional["Axes"] = None) -> "Axes":
    """Differences of a metric with their intervals, each with its verdict; the grey band is the margin that matters.

    Over the run a row for each entity and configuration; with by="interval" through the opening hours, of one entity (None: "all").
    The other arguments are those of :func:`ccsim_results.differences`.
    """
    data = as_result(a)
    second = None if b is None else as_result(b)
    if by == "interval" and entity is None:
        entity = "all"
    table = _differences(data, second, by=by, metric=metric, entity=entity, base=base, config=config)
    about = metric_at(data, choose_metrics(data, metric)[0])
    if by == "interval" and table["entity"].nunique() > 1:
        raise ResultError("differences by interval are drawn for one entity: name it with entity=")
    table = table[table["difference"].notna()]
    if table.empty:
        raise ResultError("no difference is defined")
    ax = _axes(ax, 0 if by == "interval" else len(table))
    looks = {other.name: _look(other.config + (second is not None)) for _, other in pairs(data, second, base, config)}
    (_draw_differences_through_day if by == "interval" else _draw_forest)(ax, data, table, looks)
    across = ax.yaxis if by == "interval" else ax.xaxis
    margin = float(table["margin"].iloc[0])
    span, line = (ax.axhspan, ax.axhline) if by == "interval" else (ax.axvspan, ax.axvline)
    span(-margin, margin, color="0.85", zorder=0)
    line(0, color="black", linewidth=1)
    across.set_label_text(f"difference in {_words(about['name'])} ({'percentage points' if _is_share(about) else _unit(about)})")
    _format(across, about, points=True)
    of = "" if by != "interval" else f" of {_entity_label(data, texts(data, 'entity').index(table['entity'].iloc[0]))}"
    ax.set_title(f"{_words(about['name'])}{of} against {table['base'].iloc[0]}" + ("" if table["paired"].all() else ", unpaired"))
    return ax


def _draw_forest(ax: "Axes", data: xr.Dataset, table: pd.DataFrame, looks: Dict[str, Dict[str, Any]]) -> None:
    """A row for each entity, in it the configurations one below the other."""
    names, rows, entities = list(table["config"].unique()), list(table["entity"].unique()), texts(data, "entity")
    for k, name in enumerate(names):
        color, dash = looks[name]["color"], looks[name]["linestyle"]
        for _, one in table[table["config"] == name].iterrows():
            y = rows.index(one["entity"]) + (k - (len(names) - 1) / 2) * 0.8 / len(names)
            half = 0 if np.isnan(one["half_width"]) else one["half_width"]
            bar = ax.errorbar(one["difference"], y, xerr=half, color=color, marker=_MARKERS.get(one["verdict"], "o"), capsize=3,
                              fillstyle="none" if one["verdict"] == "undecided" else "full")
            bar.lines[2][0].set_linestyle(dash)
            ax.annotate(one["verdict"], (one["difference"], y), xytext=(0, 5), textcoords="offset points", ha="center", fontsize="x-small")
        ax.plot([], [], **looks[name], label=name)
    ax.set_yticks(range(len(rows)))
    ax.set_yticklabels([_entity_label(data, entities.index(row)) for row in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_ylabel("entity")
    ax.grid(True, axis="x", alpha=0.3)
    ax.legend(fontsize="small")


def _draw_differences_through_day(ax: "Axes", data: xr.Dataset, table: pd.DataFrame, looks: Dict[str, Dict[str, Any]]) -> None:
    for name, part in table.groupby("config", sort=False):
        known = part.set_index("interval_label")[["difference", "half_width"]].reindex(data["interval_label"].values).to_numpy()
        times, mean, half = _steps(data, known[:, 0], known[:, 1])
        ax.fill_between(times, mean - half, mean + half, color=looks[str(name)]["color"], alpha=0.3, linewidth=0)
        ax.plot(times, mean, **looks[str(name)], label=str(name))
    _time_axis(data, ax)
    ax.grid(True, alpha=0.3)
    ax.legend(fontsize="small")
