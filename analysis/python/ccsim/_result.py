"""What a run found: figures, and the cells of the library's memory as numpy, xarray and pandas see them."""
from __future__ import annotations

import ctypes as c
import os
import threading
from typing import Any, Dict, List, NamedTuple, Optional, Tuple, Union

import numpy as np
import pandas as pd
import xarray as xr

import ccsim_results
from ccsim_results import _read, _study

from . import _library as lib
from ._errors import UsageError, raise_for

_TYPES = {lib.F64: "<f8", lib.U64: "<u8", lib.U32: "<u4"}


class Figure(NamedTuple):
    """An estimate with its confidence interval, at the level that the scenario names (0.95). NaN is not defined."""

    mean: float
    half_width: float
    low: float
    high: float


class _Handle:
    """A result of the library, freed when nothing refers to its memory any more. @p owner: what its memory refers to."""

    def __init__(self, pointer: c.c_void_p, owner: Any) -> None:
        self.pointer, self.owner, self.lock = pointer, owner, threading.Lock()

    def __del__(self) -> None:
        lib.library().ccsim_result_free(self.pointer)


class _Cells:
    """Memory of a result for numpy, which keeps this object, and by it the result."""

    def __init__(self, handle: _Handle, address: int, kind: str, shape: Tuple[int, ...]) -> None:
        self._handle = handle
        self.__array_interface__ = {"version": 3, "typestr": kind, "shape": shape, "data": (address, True)}


def _text(value: Optional[bytes]) -> Optional[str]:
    return None if value is None else value.decode("utf-8", "replace")


def _dimensions(handle: _Handle) -> List[Tuple[str, int]]:
    found, name, size = [], c.c_char_p(), c.c_size_t()
    while lib.library().ccsim_result_dimension(handle.pointer, len(found), c.byref(name), c.byref(size)) == 0:
        found.append(((name.value or b"").decode(), size.value))
    return found


def _cells(handle: _Handle, v: lib.Variable, shape: Tuple[int, ...]) -> np.ndarray:
    if v.type == lib.TEXT:
        words = c.cast(v.cells, c.POINTER(c.c_char_p))
        flat = np.array([_text(words[i]) for i in range(v.n)] + [None], dtype=object)[:-1]
        return flat.reshape(shape)
    if v.n == 0:
        return np.empty(shape, dtype=_TYPES[v.type])
    return np.asarray(_Cells(handle, v.cells, _TYPES[v.type], shape))


def _variables(handle: _Handle) -> Dict[str, Tuple[Tuple[str, ...], Any, Dict[str, Any]]]:
    dims, found, v = _dimensions(handle), {}, lib.Variable()
    while lib.library().ccsim_result_variable(handle.pointer, len(found), c.byref(v)) == 0:
        over = [dims[v.dimensions[i]] for i in range(v.n_dimensions)]
        attrs = {key: _text(text) for key, text in (("units", v.units), ("long_name", v.about)) if text is not None}
        found[v.name.decode()] = (tuple(name for name, _ in over), _cells(handle, v, tuple(size for _, size in over)), attrs)
    found.pop("time", None)  # which is the coordinate interval, as in ccsim_results
    return found


def _attributes(handle: _Handle) -> Dict[str, Any]:
    found, a, i = {}, lib.Attribute(), 0
    while lib.library().ccsim_result_attribute(handle.pointer, i, c.byref(a)) == 0:
        found[a.name.decode()] = a.f64 if a.type == lib.F64 else _text(a.text) if a.type == lib.TEXT else a.u64
        i += 1
    found.pop("coordinates", None)  # which is for readers of files
    return found


class _Base:
    """What results and studies have in common."""

    def __init__(self, handle: _Handle) -> None:
        self._handle = handle
        self._data: Optional[xr.Dataset] = None

    def write(self, path: Union[str, "os.PathLike[str]"], force: bool = False) -> None:
        """As an HDF5 file, whole or not at all, the same bytes as those of ``ccsim run -o``.

        :param force: whether a file that is there is written over. :raises OutputError: it is there, or cannot be written.
        """
        heard = lib.Heard()
        with _FILES:
            status = lib.library().ccsim_result_write(self._handle.pointer, os.fsencode(path), int(force), c.byref(heard.listener))
        if status:
            raise_for(status, heard.errors)

    @property
    def data(self) -> xr.Dataset:
        """The data set as :func:`ccsim_results.open` gives it for a file. Numbers are the library's own memory and read-only; ``.copy()`` makes one's own."""
        if self._data is None:
            self._data = self._shape(_variables(self._handle), _attributes(self._handle))
        return self._data

    @staticmethod
    def _shape(variables: Dict[str, Any], attrs: Dict[str, Any]) -> xr.Dataset:
        raise NotImplementedError

    def __reduce__(self) -> Any:
        raise TypeError("a result is memory of this process: send its .data, or write it into a file")


_FILES = threading.Lock()  # HDF5 underneath need not be safe for threads


class Result(_Base):
    """What :meth:`Scenario.run`, :func:`compare` or :func:`read` found. May be used by one thread at a time."""

    _shape = staticmethod(_read._shape)

    @property
    def replications(self) -> int:
        """How many were simulated; of several variants, of the base."""
        return int(lib.library().ccsim_result_replications(self._handle.pointer))

    @property
    def variants(self) -> List[str]:
        """Names of the scenario and its variants, the base first."""
        return [str(name) for name in self.data["config"].values]

    @property
    def metrics(self) -> List[str]:
        return self._names(lib.library().ccsim_result_metric)

    @property
    def entities(self) -> List[str]:
        return self._names(lib.library().ccsim_result_entity)

    def _names(self, function: Any) -> List[str]:
        found: List[str] = []
        while (name := function(self._handle.pointer, len(found))) is not None:
            found.append(name.decode())
        return found

    def figure(self, metric: str, entity: str = "all", *, interval: Optional[int] = None, variant: Union[int, str] = 0) -> Figure:
        """A metric of an entity over the whole run, or in an interval (a number from 0).

        :param entity: "all", "type/NAME", "group/NAME", ...; see :attr:`entities`. :raises UsageError: there is no such figure.
        """
        number, at = self._variant(variant), 0 if interval is None else lib.whole("interval", interval)
        of, out, heard, names = lib.library(), lib.FigureOut(), lib.Heard(), (lib.encoded(metric), lib.encoded(entity))
        with self._handle.lock:
            status = of.ccsim_result_select(self._handle.pointer, number, c.byref(heard.listener))
            if status == 0 and interval is None:
                status = of.ccsim_result_figure(self._handle.pointer, *names, c.byref(out))
            elif status == 0:
                status = of.ccsim_result_figure_at(self._handle.pointer, *names, at, c.byref(out))
        if status:
            raise_for(status, heard.errors or [f"there is no figure {metric} of {entity}" + ("" if interval is None else f" in interval {interval}")])
        return Figure(out.mean, out.half_width, out.low, out.high)

    def observations(self, metric: str, entity: str = "all", *, variant: Union[int, str] = 0) -> Tuple[np.ndarray, np.ndarray]:
        """Values of single replications (in a steady state of batches) and what they weigh: the figure is ``sum(value * weight) / sum(weight)``."""
        at = {"config": self._variant(variant), "entity": self._at("entity", entity), "metric": self._at("metric", metric)}
        found = (self.data[f"{kind}_by_replication"].isel({dim: i for dim, i in at.items() if dim in self.data[f"{kind}_by_replication"].dims}).values
                 for kind in ("value", "weight"))
        values, weights = found
        return values, weights

    def uncertainty(self) -> pd.DataFrame:
        """What the band of a run with ``input_uncertainty`` is made of: for each figure of all together its standard deviation over replications, and the shares of the
        variance that values which are estimates (``parameters``), random demand (``forecast``) and ``chance`` make, with half-widths at 95 %.

        :raises UsageError: the result has none: of a run without draws, of fewer than ten replications, of a comparison.
        """
        if "uncertain_metric" not in self.data:
            raise UsageError(["the result does not part its bands: that takes a run with input_uncertainty, of ten replications at least"])
        names = ["metric", "sd"] + [part + width for part in ("parameters", "forecast", "chance") for width in ("", "_half_width")]
        return pd.DataFrame({name: self.data[f"uncertain_{name}"].values for name in names})

    def _variant(self, variant: Union[int, str]) -> int:
        """Number of a variant that is named, or numbered from 0."""
        if isinstance(variant, str) and variant in self.variants:
            return self.variants.index(variant)
        number = len(self.variants) if isinstance(variant, str) else lib.whole("variant", variant)
        if number >= len(self.variants):
            raise UsageError([f"there is no variant {variant!r}; there are {', '.join(self.variants)}"])
        return number

    def _at(self, dim: str, name: str) -> int:
        names = [str(word) for word in self.data[dim].values]
        if name not in names:
            raise UsageError([f"there is no {dim} {name!r}"])
        return names.index(name)

    def frame(self, **options: Any) -> pd.DataFrame:
        """A row for each figure: the options of :func:`ccsim_results.frame` (``by``, ``metric``, ``entity``, ``config``)."""
        return ccsim_results.frame(self.data, **options)

    def differences(self, other: "Optional[Result]" = None, **options: Any) -> pd.DataFrame:
        """Differences of the variants from the base, or of another result from this one, with intervals and verdicts: :func:`ccsim_results.differences`."""
        return ccsim_results.differences(self.data, None if other is None else other.data, **options)


class Study(_Base):
    """What :func:`sweep` found."""

    @staticmethod
    def _shape(variables: Dict[str, Any], attrs: Dict[str, Any]) -> xr.Dataset:
        return _study.shape(variables, attrs, "this study")

    def points(self, *, by: str = "point") -> pd.DataFrame:
        """A column for each factor, a row for each response: :func:`ccsim_results.points`."""
        return ccsim_results.points(self.data, by=by)


def made(pointer: c.c_void_p, owner: Any) -> Union[Result, Study]:
    """The object for a handle of the library."""
    handle = _Handle(pointer, owner)
    return Study(handle) if _study.is_study(_attributes(handle)) else Result(handle)


def read(path: Union[str, "os.PathLike[str]"]) -> Union[Result, Study]:
    """A file that ccsim wrote. A child process with limits of time and memory reads it, so that a file that was made to crash a reader is an error.

    :raises ScenarioError: the file is truncated, damaged or foreign. :raises FileNotFoundError: it is missing.
    """
    heard, to = lib.Heard(), c.c_void_p()
    with _FILES:
        status = lib.library().ccsim_result_read(os.fsencode(path), c.byref(heard.listener), c.byref(to))
    if status:
        raise_for(status, heard.errors)
    return made(to, None)
