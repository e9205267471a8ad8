"""The shared library libccsim: where it is found, and its interface (include/ccsim/ccsim.h) as ctypes sees it."""
from __future__ import annotations

import ctypes as c
import ctypes.util
import functools
import operator
import os
import pathlib
import threading
from typing import Any, Callable, List, Optional, Sequence, Tuple

from ._errors import UsageError

INTERFACE = "0.1"  # versions of the library whose structures these are
UNLIMITED = 0xFFFFFFFF
F64, U64, U32, TEXT = range(4)

TELL = c.CFUNCTYPE(None, c.c_void_p, c.c_int, c.c_char_p)
PROGRESS = c.CFUNCTYPE(None, c.c_void_p, c.c_uint32, c.c_uint32, c.c_double)
_Texts = c.POINTER(c.c_char_p)


class LibraryError(ImportError):
    """The library is not there, or of another version."""


class Listener(c.Structure):
    _fields_ = [("tell", TELL), ("context", c.c_void_p)]


class Source(c.Structure):
    _fields_ = [("path", c.c_char_p), ("text", c.c_char_p), ("n_bytes", c.c_size_t), ("folder", c.c_char_p), ("name", c.c_char_p),
                ("sets", _Texts), ("n_sets", c.c_size_t), ("what_ifs", _Texts), ("n_what_ifs", c.c_size_t)]


class Options(c.Structure):
    _fields_ = [("seed", c.c_uint64), ("replications", c.c_uint32), ("max_replications", c.c_uint32), ("threads", c.c_uint32), ("precision", c.c_char_p),
                ("first_replication", c.c_uint32), ("keep_intervals", c.c_int), ("stop", c.c_void_p), ("progress", PROGRESS), ("context", c.c_void_p),
                ("input_uncertainty", c.c_int)]


class StudyOptions(c.Structure):
    _fields_ = [("varies", _Texts), ("n_varies", c.c_size_t), ("design", c.c_char_p), ("points", c.c_uint32), ("fraction", c.c_uint32), ("responses", _Texts),
                ("n_responses", c.c_size_t), ("replications", c.c_uint32), ("max_replications", c.c_uint32), ("precision", c.c_char_p),
                ("seed", c.POINTER(c.c_uint64)), ("independent", c.c_int), ("threads", c.c_uint32), ("stop", c.c_void_p), ("progress", PROGRESS),
                ("context", c.c_void_p)]


class FigureOut(c.Structure):
    _fields_ = [("mean", c.c_double), ("half_width", c.c_double), ("low", c.c_double), ("high", c.c_double)]


class Variable(c.Structure):
    _fields_ = [("name", c.c_char_p), ("units", c.c_char_p), ("about", c.c_char_p), ("type", c.c_uint32), ("n_dimensions", c.c_uint32),
                ("dimensions", c.c_uint32 * 5), ("n", c.c_size_t), ("cells", c.c_void_p)]


class Attribute(c.Structure):
    _fields_ = [("name", c.c_char_p), ("type", c.c_uint32), ("f64", c.c_double), ("u64", c.c_uint64), ("text", c.c_char_p)]


class Queue(c.Structure):
    _fields_ = [("rate_per_s", c.c_double), ("handle_s", c.c_double), ("agents", c.c_uint32), ("patience_s", c.c_double), ("balk_frac", c.c_double),
                ("places", c.c_uint32), ("lines", c.c_uint32), ("within_s", c.c_double)]


class QueueFigures(c.Structure):
    _fields_ = [(name, c.c_double) for name in ("service_level", "load_erlang", "p_wait", "p_blocked", "p_balked", "p_abandoned", "p_answered",
                                                "mean_wait_s", "asa_s", "queue_length", "occupancy")]


_P, _S, _D = c.c_void_p, c.c_char_p, c.POINTER(c.c_double)
_FUNCTIONS = {
    "version": (_S, []),
    "scenario_open": (c.c_int, [c.POINTER(Source), c.POINTER(Listener), c.POINTER(_P)]),
    "scenario_free": (None, [_P]),
    "scenario_text": (_S, [_P]),
    "scenario_explain": (_S, [_P]),
    "options_init": (None, [c.POINTER(Options), _P]),
    "run": (c.c_int, [_P, c.POINTER(Options), c.POINTER(Listener), c.POINTER(_P)]),
    "compare": (c.c_int, [c.POINTER(Source), c.c_uint32, c.POINTER(Options), c.POINTER(Listener), c.POINTER(_P)]),
    "sweep": (c.c_int, [c.POINTER(Source), c.POINTER(StudyOptions), c.POINTER(Listener), c.POINTER(_P)]),
    "stop_new": (_P, []),
    "stop_ask": (None, [_P]),
    "stop_free": (None, [_P]),
    "result_read": (c.c_int, [_S, c.POINTER(Listener), c.POINTER(_P)]),
    "result_write": (c.c_int, [_P, _S, c.c_int, c.POINTER(Listener)]),
    "result_free": (None, [_P]),
    "result_figure": (c.c_int, [_P, _S, _S, c.POINTER(FigureOut)]),
    "result_figure_at": (c.c_int, [_P, _S, _S, c.c_uint32, c.POINTER(FigureOut)]),
    "result_replications": (c.c_uint64, [_P]),
    "result_variants": (c.c_uint32, [_P]),
    "result_select": (c.c_int, [_P, c.c_uint32, c.POINTER(Listener)]),
    "result_metric": (_S, [_P, c.c_uint32]),
    "result_entity": (_S, [_P, c.c_uint32]),
    "result_variable": (c.c_int, [_P, c.c_size_t, c.POINTER(Variable)]),
    "result_attribute": (c.c_int, [_P, c.c_size_t, c.POINTER(Attribute)]),
    "result_dimension": (c.c_int, [_P, c.c_size_t, c.POINTER(_S), c.POINTER(c.c_size_t)]),
    "queue_init": (None, [c.POINTER(Queue), c.c_double, c.c_double, c.c_uint32]),
    "queue_solve": (c.c_int, [c.POINTER(Queue), c.POINTER(Listener), c.POINTER(QueueFigures)]),
    "queue_agents": (c.c_int, [c.POINTER(Queue), c.c_double, c.POINTER(Listener), c.POINTER(c.c_uint32)]),
}


def _places() -> List[str]:
    """Where the library may be: what CCSIM_LIBRARY says, else within the package, in the build of its checkout, or where the system has it."""
    told = os.environ.get("CCSIM_LIBRARY")
    if told:
        return [told]
    here = pathlib.Path(__file__).resolve()
    near = [here.with_name("libccsim.so"), *(folder / "build/release/libccsim.so" for folder in here.parents[3:4])]
    found = ctypes.util.find_library("ccsim")
    return [str(path) for path in near if path.exists()] + [name for name in (found, f"libccsim.so.{INTERFACE}") if name]


def _open() -> Any:
    errors = []
    for name in _places():
        try:
            return c.CDLL(name)
        except OSError as error:
            errors.append(f"{name}: {error}")
    raise LibraryError("libccsim is not found: install ccsim, or let the variable CCSIM_LIBRARY name the file libccsim.so of a build (" + "; ".join(errors) + ")")


@functools.lru_cache(maxsize=None)
def library() -> Any:
    """The library, found once. :raises LibraryError: it is not there, or its interface is another one."""
    found = _open()
    for name, (result, arguments) in _FUNCTIONS.items():
        try:
            function = getattr(found, "ccsim_" + name)
        except AttributeError as error:
            raise LibraryError(f"this libccsim is older than the package: it has no ccsim_{name}") from error
        function.restype, function.argtypes = result, arguments
    text = found.ccsim_version().decode()
    if text.rsplit(".", 1)[0] != INTERFACE:
        raise LibraryError(f"libccsim is of version {text}, and this package knows {INTERFACE}.x")
    return found


def version() -> str:
    """Of the library, "0.1.0"."""
    return str(library().ccsim_version().decode())


class Heard:
    """What the library says during a call."""

    def __init__(self) -> None:
        self.errors: List[str] = []
        self.warnings: List[str] = []
        self._tell = TELL(self._hear)
        self.listener = Listener(self._tell, None)

    def _hear(self, _context: Optional[int], is_error: int, message: bytes) -> None:
        (self.errors if is_error else self.warnings).append(message.decode("utf-8", "replace"))


def whole(name: str, value: Any, bits: int = 32) -> int:
    """A whole number as the library takes it, which ctypes would cut to so many bits. :raises UsageError: it is none, or has more of them; the library knows what else it must be."""
    try:
        number = operator.index(value)
    except TypeError:
        raise UsageError([f"{name}: must be a whole number, found {value!r}"]) from None
    if not 0 <= number < 2**bits:
        raise UsageError([f"{name}: is out of range, found {number}"])
    return number


def real(name: str, value: Any) -> float:
    """A number. :raises UsageError: it is none."""
    try:
        return c.c_double(value).value
    except (TypeError, OverflowError):
        raise UsageError([f"{name}: must be a number, found {value!r}"]) from None


def encoded(text: Optional[str]) -> Optional[bytes]:
    """A text as the library takes it. :raises UsageError: it is none. :raises ValueError: it holds a NUL, at which C would end it."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise UsageError([f"must be a text, found {text!r}"])
    if "\0" in text:
        raise ValueError(f"a text must not hold a NUL: {text!r}")
    return text.encode("utf-8", "surrogateescape")


def texts(words: Sequence[str]) -> Tuple[Any, int]:
    """An array of texts, and how many."""
    return (c.c_char_p * len(words))(*[encoded(word) for word in words]), len(words)


class Stop:
    """A flag that ends a run; kept until nobody looks at it."""

    def __init__(self) -> None:
        self.handle = library().ccsim_stop_new()
        if not self.handle:
            raise MemoryError("out of memory")

    def ask(self) -> None:
        library().ccsim_stop_ask(self.handle)

    def __del__(self) -> None:
        if getattr(self, "handle", None):
            library().ccsim_stop_free(self.handle)


def call(function: Callable[[], int], stop: Stop, time_limit_s: Optional[float] = None) -> int:
    """Call a function of the library that takes long in a thread of its own, so that this one hears Ctrl-C: the run is then asked for an end and waited for.

    :returns: its status. :raises KeyboardInterrupt: after the run has ended.
    """
    status: List[int] = []
    worker = threading.Thread(target=lambda: status.append(function()), name="ccsim")
    worker.start()
    try:
        worker.join(time_limit_s)
        if worker.is_alive():
            stop.ask()
            worker.join()
    except BaseException:
        _end(worker, stop)
        raise
    return status[0]


def _end(worker: threading.Thread, stop: Stop) -> None:
    """Ask for an end and wait for it, however often Ctrl-C is pressed meanwhile: the run uses memory of the caller."""
    while worker.is_alive():
        try:
            stop.ask()
            worker.join()
        except KeyboardInterrupt:
            pass
