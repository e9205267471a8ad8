"""From a result file to an xarray data set with names, units and times."""
from __future__ import annotations

import builtins
import os
import re
from typing import Any, Dict, List, Optional, Tuple, Union

import h5py
import numpy as np
import pandas as pd
import xarray as xr

from . import _seal, _study
from ._errors import ResultError, warn

OLDEST, FORMAT = 2, 3  # that are read
Path = Union[str, "os.PathLike[str]"]
Result = Union[xr.Dataset, Path]

_SEALED = "ccsim_sealed"
_INTERNAL = {"_Netcdf4Coordinates", "_Netcdf4Dimid", "_FillValue", "DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "_NCProperties", "coordinates", _SEALED}
_BARE_DIMENSION = b"This is a netCDF dimension but not a netCDF variable"
_NEEDED = ("config", "config_seed", "config_replications", "metric", "metric_unit", "metric_kind", "metric_sense", "metric_margin",
           "metric_applies", "entity", "batch", "value_by_replication", "weight_by_replication")
_KEPT = {"value_by_interval", "weight_by_interval"}
_OF_ONE_CONFIG = ("name", "title", "seed", "seed_text", "settings", "scenario", "replications")
_LOCAL_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d+):(\d\d)(?::(\d\d))?(?:[+-]\d\d:\d\d)?")
_CLOSED_FROM = re.compile(r"(\d{4}-\d\d-\d\d) closed from (\d+):(\d\d)(?::(\d\d))?")

_Variable = Tuple[Tuple[str, ...], Any, Dict[str, Any]]


def open_result(path: Path, *, kept: bool = True) -> xr.Dataset:
    """Read a result file of ccsim.

    The data set has the variables of the file (docs/results.md) with ``units`` and ``long_name``; what is not defined is NaN. Coordinates:

    - ``config``: the scenario, or the variants of ``ccsim compare``; always a dimension, also where there is one. Beside it
      ``config_title``, ``config_seed``, ``config_replications``, and ``config_is_base``, True for what variants were compared with.
    - ``entity``: "all", "type/cards", ...; ``entity_kind`` ("type"), ``entity_name`` ("cards"), ``entity_label`` (what people read).
    - ``metric``: with ``metric_unit``, ``metric_kind``, ``metric_text``, ...
    - ``interval``: local begin as datetime64; ``interval_label`` as ccsim prints it, ``interval_end``, and ``interval_open``, False for
      the time after close. In the hour that comes twice when clocks go back two intervals have the same begin; their labels differ.
    - ``replication``: numbers from 1; in mode steady ``batch`` numbers the batches of each.

    Where the file has one configuration, ``attrs`` hold its name, seed, settings and complete scenario; where it has several, these
    stand over ``config`` only.

    A study of ``ccsim sweep`` has the dimensions ``point``, ``replication``, ``factor`` and ``response`` (docs/sweep.md), and :func:`points` makes a table of it.

    :param kept: whether to read single replications by interval (``--keep intervals``), which can be large.
    :raises ResultError: the file is truncated, damaged, foreign, or of another format.
    :raises OSError: it is missing or cannot be read.
    :warns ResultWarning: the run was stopped before all of its replications were done.
    """
    name = os.fspath(path)
    with builtins.open(name, "rb") as bare:
        sealed = _seal.check(bare, name)
    try:
        with h5py.File(name, "r") as file:
            attrs = _attributes(file)
            _check_format(attrs, name)
            if _SEALED in file.attrs and not sealed:
                raise ResultError(f"{name}: has lost its checksum: another program has changed it. Where that was meant, delete its attribute {_SEALED}")
            items = {key: item for key, item in file.items() if isinstance(item, h5py.Dataset)}
            numbers = _numbers(items)
            variables = {key: _variable(item, key, numbers) for key, item in items.items() if _wanted(item, key, kept)}
    except (OSError, RuntimeError, KeyError) as error:
        raise ResultError(f"{name}: cannot be read: {error}") from error
    if _study.is_study(attrs):
        return _study.shape(variables, attrs, name)
    for key in _NEEDED:
        if key not in variables:
            raise ResultError(f"{name}: has no {key}: this is no result that can be shown")
    data = _shape(variables, attrs)
    data.encoding["source"] = os.path.abspath(name)
    if not data.attrs.get("complete", 1):
        warn(f"{name}: is incomplete: {_stopped(data)}")
    return data


def as_result(result: Result) -> xr.Dataset:
    """A data set as it is, or that of a file."""
    if not isinstance(result, xr.Dataset):
        return open_result(result)
    if _study.is_study(result.attrs):
        raise ResultError("this is a study of ccsim sweep: points() makes a table of it")
    if "ccsim_format" not in result.attrs:
        raise ResultError("this data set is no result of ccsim: it has no attribute ccsim_format")
    for dim in ("metric", "entity"):
        if dim not in result.dims:
            raise ResultError(f"this result has lost its dimension {dim}: pass the whole data set and name what you want")
    return result


def _stopped(data: xr.Dataset) -> str:
    done = data["config_replications"].values
    found = f"{done.min()}" if done.min() == done.max() else f"{done.min()} to {done.max()}"
    return f"the run was stopped after {found} of {data.attrs.get('replications_asked', 'its')} replications"


# ---- the file --------------------------------------------------------------------------------------------------------------------


def _check_format(attrs: Dict[str, Any], name: str) -> None:
    found = attrs.get("ccsim_format")
    if found is None:
        raise ResultError(f"{name}: is HDF5, but no result of ccsim")
    if not isinstance(found, int) or not OLDEST <= found <= FORMAT:
        why = "an older ccsim wrote it; run its scenario again"
        if not isinstance(found, int) or found > FORMAT:
            why = "a newer ccsim wrote it; update ccsim_results"
        raise ResultError(f"{name}: has format {found}, and this ccsim_results reads {OLDEST} to {FORMAT}: {why}")


def _plain(value: Any) -> Any:
    """An attribute as Python has it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    return value.item() if isinstance(value, np.generic) else value


def _attributes(item: Any) -> Dict[str, Any]:
    return {key: _plain(item.attrs[key]) for key in item.attrs if key not in _INTERNAL}


def _wanted(item: h5py.Dataset, key: str, kept: bool) -> bool:
    if key in _KEPT and not kept or key == "time":  # which is the coordinate interval, for readers that do not make times of labels
        return False
    label = item.attrs["NAME"] if item.ndim == 1 and "NAME" in item.attrs else b""
    return not (isinstance(label, bytes) and label.startswith(_BARE_DIMENSION))


def _numbers(items: Dict[str, h5py.Dataset]) -> Dict[int, str]:
    """Dimensions by the number that netCDF-4 gives them."""
    scales = {key: item for key, item in items.items() if h5py.h5ds.is_scale(item.id) and "_Netcdf4Dimid" in item.attrs}
    return {int(item.attrs["_Netcdf4Dimid"]): key for key, item in scales.items()}


def _dims(item: h5py.Dataset, key: str, numbers: Dict[int, str]) -> Tuple[str, ...]:
    """By the numbers that the variable carries; else, in a file that another tool has written anew, by its dimension scales."""
    if item.ndim == 1 and h5py.h5ds.is_scale(item.id):
        return (key,)
    if "_Netcdf4Coordinates" in item.attrs:
        found = [numbers.get(int(number)) for number in item.attrs["_Netcdf4Coordinates"]]
        if None not in found and len(found) == item.ndim:
            return tuple(str(name) for name in found)
    return tuple(item.dims[axis][0].name.lstrip("/") if len(item.dims[axis]) else f"{key}_{axis}" for axis in range(item.ndim))


def _variable(item: h5py.Dataset, key: str, numbers: Dict[int, str]) -> _Variable:
    values = item.asstr()[...] if h5py.check_string_dtype(item.dtype) else item[...]
    return _dims(item, key, numbers), values, _attributes(item)


# ---- names and times -------------------------------------------------------------------------------------------------------------


def _shape(variables: Dict[str, _Variable], attrs: Dict[str, Any]) -> xr.Dataset:
    """Variables that describe an axis become its coordinates."""
    several = len(variables["config"][1]) > 1
    coords = {key: variables.pop(key) for key in list(variables) if _describes(key, variables[key][0])}
    coords["config"] = (("config",), _unique(coords["config"][1]), coords["config"][2])
    coords["config_is_base"] = (("config",), np.arange(len(coords["config"][1])) == 0, {"long_name": "what differences in the file are from"})
    coords.update(_entity_coords(coords))
    if "interval" in coords:
        coords.update(_interval_coords(coords))
    if "day" in coords:
        dims, days, about = coords["day"]
        coords["day"] = (dims, pd.to_datetime(days).values, about)
    if several:
        attrs = {key: value for key, value in attrs.items() if key not in _OF_ONE_CONFIG}
    return xr.Dataset(variables, coords, attrs)


def _describes(key: str, dims: Tuple[str, ...]) -> bool:
    if len(dims) != 1:
        return False
    return key == dims[0] or key.startswith(dims[0] + "_") or (key, dims[0]) == ("batch", "replication")


def _unique(names: Any) -> np.ndarray:
    """Names that select one thing each: of equal ones the second gets a number."""
    seen: Dict[str, int] = {}
    out: List[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return np.array(out, dtype=object)


def _entity_coords(coords: Dict[str, _Variable]) -> Dict[str, _Variable]:
    entities = [str(name) for name in coords["entity"][1]]
    kinds = [name.split("/", 1)[0] for name in entities]
    names = [name.split("/", 1)[-1] for name in entities]
    labels = list(names)
    for kind in set(kinds):
        if kind in coords and f"{kind}_label" in coords:
            known = dict(zip(coords[kind][1], coords[f"{kind}_label"][1]))
            labels = [known.get(name, label) if of == kind else label for of, name, label in zip(kinds, names, labels)]
    return {key: (("entity",), np.array(values, dtype=object), {"long_name": about}) for key, values, about in (
        ("entity_kind", kinds, "all, type, channel, group, site, trunk"), ("entity_name", names, "name within its kind"),
        ("entity_label", labels, "the entity as people read it"))}


def _clock(match: "re.Match[str]") -> np.datetime64:
    """Hours may pass 24: an opening that lasts into the next day keeps its date."""
    date, hour, minute, second = match.groups()
    return np.datetime64(date, "ns") + np.timedelta64(int(hour) * 3600 + int(minute) * 60 + int(second or 0), "s")


def _seconds(s: float) -> np.timedelta64:
    return np.timedelta64("NaT", "ns") if np.isnan(s) else np.timedelta64(round(s * 1e9), "ns")


def _local_times(labels: Any, starts: np.ndarray, ends: np.ndarray, opens: np.ndarray) -> Optional[np.ndarray]:
    """Local begins. A closed time begins where the interval before it ends. None where the labels are no dates."""
    out = np.empty(len(labels), dtype="datetime64[ns]")
    for i, label in enumerate(labels):
        match = (_LOCAL_TIME if opens[i] else _CLOSED_FROM).fullmatch(label)
        if match:
            out[i] = _clock(match)
        elif opens[i] or i == 0:
            return None
        else:
            out[i] = out[i - 1] + _seconds(ends[i - 1] - starts[i - 1])
    return out


def _interval_coords(coords: Dict[str, _Variable]) -> Dict[str, _Variable]:
    dims, labels, about = coords["interval"]
    starts, ends, opens = (coords[key][1] for key in ("interval_start_s", "interval_end_s", "interval_open"))
    begins = _local_times(labels, starts, ends, opens)
    new: Dict[str, _Variable] = {
        "interval_label": (dims, labels, about),
        "interval_open": (dims, opens.astype(bool), {"long_name": "within opening hours; False: closed, such as after close"}),
    }
    if begins is not None:
        lasts = np.array([_seconds(s) for s in ends - starts], dtype="timedelta64[ns]")
        new["interval"] = (dims, begins, {"long_name": "local time of the interval's begin"})
        new["interval_end"] = (dims, begins + lasts, {"long_name": "local time of the interval's end, on the clock of its begin"})
    return new
