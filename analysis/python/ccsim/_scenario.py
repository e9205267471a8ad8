"""Scenarios, and what is simulated of them."""
from __future__ import annotations

import ctypes as c
import os
import threading
from typing import Any, Callable, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from . import _library as lib
from ._errors import STOPPED, Stopped, raise_for, warn
from ._result import Result, Study, made

Path = Union[str, "os.PathLike[str]"]
Changes = Union[Mapping[str, Any], Iterable[str], None]
Progress = Callable[[int, int, float], None]


class _Said(NamedTuple):
    """What a scenario is made of: all that another process needs to make it again."""

    path: str
    text: Optional[str]
    folder: Optional[str]
    name: Optional[str]
    sets: Tuple[str, ...]
    what_ifs: Tuple[str, ...]

    def source(self) -> lib.Source:
        """As the library takes it; the structure keeps its texts."""
        text = lib.encoded(self.text)
        sets, n_sets = lib.texts(self.sets)
        what_ifs, n_what_ifs = lib.texts(self.what_ifs)
        return lib.Source(lib.encoded(self.path), text, len(text or b""), lib.encoded(self.folder), lib.encoded(self.name), sets, n_sets, what_ifs, n_what_ifs)


def value_text(value: Any) -> str:
    """A value as scenarios write it: True is true, a list is [1, 2], a text stays as it is ("4 min", "exponential")."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(f'"{item}"' if isinstance(item, str) else value_text(item) for item in value) + "]"
    return repr(float(value)) if isinstance(value, float) else str(value)


def _settings(changes: Changes) -> Tuple[str, ...]:
    """{"groups.desk.staff": 12, "types.*.talk.mean*": 1.1} and the texts of --set alike."""
    if changes is None:
        return ()
    if isinstance(changes, str):
        return (changes,)
    if isinstance(changes, Mapping):
        return tuple(f"{path}={value_text(value)}" for path, value in changes.items())
    return tuple(changes)


def _words(what_if: Union[str, Iterable[str]]) -> Tuple[str, ...]:
    return (what_if,) if isinstance(what_if, str) else tuple(what_if)


def load(path: Path, *, set: Changes = None, what_if: Union[str, Iterable[str]] = ()) -> "Scenario":
    """A scenario from a file.

    :param set: changes of keys, ``{"groups.desk.staff": 12, "types.*.talk.mean*": 1.1, "groups.desk.staff+": 2}``, or texts as ``--set`` takes them.
    :param what_if: changes in words, ``"volume +10 %"``, after them.
    :raises ScenarioError: it makes no sense; ``messages`` has every error with its file and line. :raises FileNotFoundError: it is missing.
    :warns ScenarioWarning: it means less than it seems to, such as a load above what the agents can give.
    """
    return Scenario(_Said(os.fspath(path), None, None, None, _settings(set), _words(what_if)))


def parse(text: str, *, name: str = "scenario", folder: Optional[Path] = None, set: Changes = None, what_if: Union[str, Iterable[str]] = ()) -> "Scenario":
    """A scenario from a text.

    :param name: what it is called in messages and results. :param folder: where its relative paths start; None: the working directory. The rest as :func:`load`.
    """
    return Scenario(_Said(name, text, None if folder is None else os.fspath(folder), None, _settings(set), _words(what_if)))


class Scenario:
    """A scenario, read and compiled: made by :func:`load` and :func:`parse`. May be used by several threads, which take turns; scenarios of their own run at once.
    Can be sent to other processes, which read it again."""

    def __init__(self, said: _Said) -> None:
        self._said, self._lock, self._pointer = said, threading.Lock(), c.c_void_p()
        heard, source = lib.Heard(), said.source()
        status = lib.library().ccsim_scenario_open(c.byref(source), c.byref(heard.listener), c.byref(self._pointer))
        if status:
            raise_for(status, heard.errors)
        #: What is doubtful about it, in words.
        self.warnings: List[str] = heard.warnings
        warn(heard.warnings)

    def __del__(self) -> None:
        if getattr(self, "_pointer", None):
            lib.library().ccsim_scenario_free(self._pointer)

    def __reduce__(self) -> Any:
        return Scenario, (self._said,)

    def __repr__(self) -> str:
        changes = ", ".join(self._said.sets + self._said.what_ifs)
        return f"<ccsim.Scenario {self._said.path}{': ' if changes else ''}{changes}>"

    def change(self, set: Changes = None, *, what_if: Union[str, Iterable[str]] = (), name: Optional[str] = None) -> "Scenario":
        """Another scenario, with more changes. :param name: what it is called in results."""
        s = self._said
        return Scenario(s._replace(sets=s.sets + _settings(set), what_ifs=s.what_ifs + _words(what_if), name=name or s.name))

    @property
    def text(self) -> str:
        """The complete, self-contained text: defaults filled in, files inlined."""
        return self._told(lib.library().ccsim_scenario_text)

    def explain(self) -> str:
        """The model in plain sentences, defaults included."""
        return self._told(lib.library().ccsim_scenario_explain)

    def _told(self, function: Any) -> str:
        with self._lock:
            text = function(self._pointer)
        if text is None:
            raise MemoryError("out of memory")
        return str(text.decode())

    def run(self, replications: Optional[int] = None, *, seed: Optional[int] = None, threads: Optional[int] = None, precision: Optional[str] = None,
            max_replications: int = 0, first_replication: int = 1, keep_intervals: bool = False, input_uncertainty: bool = False,
            progress: Optional[Progress] = None, time_limit_s: Optional[float] = None) -> Result:
        """Simulate. Equal scenario, seed and replications give equal results, whatever the threads.

        :param replications: 1 to 10,000,000; None: the scenario's. With ``precision`` the size of a block.
        :param precision: "service_level=1%": blocks are added until the half-width is at most this share of the mean, ``max_replications`` at most.
        :param first_replication: number of the first one, so that a run may be shared out. :param keep_intervals: single replications by interval too.
        :param input_uncertainty: each replication draws the values that are estimates (``uncertainty`` of the scenario); :meth:`Result.uncertainty` says what of the
            band is theirs. Days only, without ``precision`` and ``first_replication``.
        :param progress: called with replications done, wanted, and the precision so far, from any thread; what it raises is printed and goes no further.
        :raises KeyboardInterrupt: Ctrl-C, within milliseconds. :raises Stopped: the time limit; its ``result`` is what was finished.
        :raises UsageError: a number out of range, a precision that is none. :warns ScenarioWarning: what its reader must know.
        """
        options = lib.Options()
        lib.library().ccsim_options_init(c.byref(options), self._pointer)
        _fill(options, replications, seed, threads, precision, max_replications, first_replication, keep_intervals)
        options.input_uncertainty = int(input_uncertainty)
        with self._lock:
            found = _simulate(lambda listener, to: lib.library().ccsim_run(self._pointer, c.byref(options), listener, to), options, progress, time_limit_s, self)
        assert isinstance(found, Result)
        return found


def _fill(options: lib.Options, replications: Optional[int], seed: Optional[int], threads: Optional[int], precision: Optional[str], max_replications: int,
          first_replication: int, keep_intervals: bool) -> None:
    for field, value in (("replications", replications), ("seed", seed), ("threads", threads), ("max_replications", max_replications),
                         ("first_replication", first_replication)):
        if value is not None:
            setattr(options, field, lib.whole(field, value, 64 if field == "seed" else 32))
    options.precision, options.keep_intervals = lib.encoded(precision), int(keep_intervals)


def _simulate(function: Callable[[Any, Any], int], options: Any, progress: Optional[Progress], time_limit_s: Optional[float], owner: Any) -> Union[Result, Study]:
    """What runs, comparisons and studies have in common: progress, ends, errors and warnings. The options keep what they point to until the call is over."""
    limit_s = None if time_limit_s is None else lib.real("time_limit_s", time_limit_s)
    heard, to, stop = lib.Heard(), c.c_void_p(), lib.Stop()
    told = lib.PROGRESS(lambda _context, done, wanted, precision: progress(done, wanted, precision) if progress else None)
    options.stop = stop.handle
    if progress:
        options.progress = told
    try:
        status = lib.call(lambda: int(function(c.byref(heard.listener), c.byref(to))), stop, limit_s)
    except BaseException:
        lib.library().ccsim_result_free(to)
        raise
    if status == STOPPED:
        found = made(to, owner) if to else None
        raise Stopped(["stopped by the time limit"], found if isinstance(found, Result) else None)
    if status:
        raise_for(status, heard.errors)
    warn(heard.warnings)
    return made(to, owner)


Variant = Union[Scenario, str]


def compare(base: Union[Scenario, Path], *variants: Variant, replications: Optional[int] = None, seed: Optional[int] = None, threads: Optional[int] = None,
            precision: Optional[str] = None, max_replications: int = 0, keep_intervals: bool = False, input_uncertainty: bool = False,
            progress: Optional[Progress] = None, time_limit_s: Optional[float] = None) -> Result:
    """Variants side by side with the same customers.

    :param variants: changes in words with a name, ``"two more: staff of desk +2"``, or scenarios (:meth:`Scenario.change` with a name).
    The rest as :meth:`Scenario.run`; with ``input_uncertainty`` all variants have the same draws. :returns: a result of them all; :meth:`Result.differences` says what differs.
    """
    first = base if isinstance(base, Scenario) else load(base)
    said = [first._said] + [v._said if isinstance(v, Scenario) else first._said._replace(what_ifs=first._said.what_ifs + (v,), name=None) for v in variants]
    sources = (lib.Source * len(said))(*[one.source() for one in said])
    options = lib.Options()
    lib.library().ccsim_options_init(c.byref(options), first._pointer)
    _fill(options, replications, seed, threads, precision, max_replications, 1, keep_intervals)
    options.input_uncertainty = int(input_uncertainty)
    found = _simulate(lambda listener, to: lib.library().ccsim_compare(sources, len(said), c.byref(options), listener, to), options, progress, time_limit_s, None)
    assert isinstance(found, Result)
    return found


def _levels(levels: Any) -> str:
    """[10, 12], the text of a range, "0.8..1.2 by 0.1", or a single value."""
    if isinstance(levels, str) or not isinstance(levels, Iterable):
        return value_text(levels)
    return ",".join(value_text(level) for level in levels)


def sweep(base: Union[Scenario, Path], vary: Union[str, Sequence[str], Mapping[str, Any]] = (), *, design: Optional[str] = None, points: int = 0,
          fraction: int = 0, responses: Sequence[str] = (), replications: int = 0, precision: Optional[str] = None, max_replications: int = 0,
          seed: Optional[int] = None, independent: bool = False, threads: int = 0, progress: Optional[Progress] = None,
          time_limit_s: Optional[float] = None) -> Study:
    """A scenario at many points.

    :param base: a scenario; or, without ``vary``, the path of a study's file.
    :param vary: texts as ``ccsim sweep --vary`` takes them, ``"volume=0.8..1.2 by 0.1"``, or ``{"groups.desk.staff": [10, 12], "volume": "0.9..1.1 by 0.1"}``.
    :param design: "grid", "one_at_a_time", "factorial", "lhs", "sobol", "morris", "sensitivity"; ``points`` and ``fraction`` as there.
    :param responses: "service_level", "asa_s@group/desk"; none: the usual ones. :param replications: of each point; 0: the scenario's.
    :param independent: points have random numbers of their own, not common ones. :param progress: told points done and wanted.
    """
    words = [f"{name}={_levels(levels)}" for name, levels in vary.items()] if isinstance(vary, Mapping) else list(_words(vary))
    said = base._said if isinstance(base, Scenario) else _Said(os.fspath(base), None, None, None, (), ())
    source, options, number = said.source(), lib.StudyOptions(), c.c_uint64(0 if seed is None else lib.whole("seed", seed, 64))
    options.varies, options.n_varies = lib.texts(words)
    options.responses, options.n_responses = lib.texts(list(responses))
    options.design, options.precision = lib.encoded(design), lib.encoded(precision)
    for field, value in (("points", points), ("fraction", fraction), ("replications", replications), ("max_replications", max_replications), ("threads", threads)):
        setattr(options, field, lib.whole(field, value))
    options.independent = int(independent)
    if seed is not None:
        options.seed = c.pointer(number)
    found = _simulate(lambda listener, to: lib.library().ccsim_sweep(c.byref(source), c.byref(options), listener, to), options, progress, time_limit_s, None)
    assert isinstance(found, Study)
    return found
