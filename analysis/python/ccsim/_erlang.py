"""The closed formulas: Erlang B, C and A."""
from __future__ import annotations

import ctypes as c
import math
from typing import NamedTuple, Optional

from . import _library as lib
from ._errors import raise_for


class Erlang(NamedTuple):
    """A queue in a steady state. Shares are of offered contacts; times in seconds, zeros included."""

    agents: int
    service_level: float
    load_erlang: float
    p_wait: float
    p_blocked: float
    p_balked: float
    p_abandoned: float
    p_answered: float
    mean_wait_s: float
    asa_s: float
    queue_length: float
    occupancy: float


def erlang(*, per_hour: float, handle_s: float, agents: Optional[int] = None, target: Optional[float] = None, within_s: float = 20.0,
           patience_s: float = math.inf, balk: float = 0.0, places: Optional[int] = None, lines: Optional[int] = None) -> Erlang:
    """Erlang A; with infinite patience Erlang C, with ``places=0`` Erlang B.

    :param per_hour: contacts an hour. :param handle_s: mean handle time. :param patience_s: mean patience. :param balk: share who leave rather than wait.
    :param agents: how many there are; or :param target: service level within ``within_s``, for which the fewest are found.
    :param places: contacts that may wait, None: any number. :param lines: waiting and in service together.
    :raises UsageError: a number out of range, a queue that never settles, a target that no number of agents reaches.
    :raises TypeError: both or neither of ``agents`` and ``target``.
    """
    if (agents is None) == (target is None):
        raise TypeError("erlang() takes agents, or a target for which they are found")
    of, heard, queue, out, found = lib.library(), lib.Heard(), lib.Queue(), lib.QueueFigures(), c.c_uint32()
    of.ccsim_queue_init(c.byref(queue), lib.real("per_hour", per_hour) / 3600, lib.real("handle_s", handle_s), 1 if agents is None else lib.whole("agents", agents))
    queue.patience_s, queue.balk_frac, queue.within_s = lib.real("patience_s", patience_s), lib.real("balk", balk), lib.real("within_s", within_s)
    queue.places = lib.UNLIMITED if places is None else lib.whole("places", places)
    queue.lines = lib.UNLIMITED if lines is None else lib.whole("lines", lines)
    if target is not None:
        status = of.ccsim_queue_agents(c.byref(queue), lib.real("target", target), c.byref(heard.listener), c.byref(found))
        if status:
            raise_for(status, heard.errors)
        queue.agents = found.value
    status = of.ccsim_queue_solve(c.byref(queue), c.byref(heard.listener), c.byref(out))
    if status:
        raise_for(status, heard.errors)
    return Erlang(queue.agents, *(getattr(out, name) for name, _ in lib.QueueFigures._fields_))
