"""What goes wrong, as exceptions, and what is doubtful, as warnings."""
from __future__ import annotations

import os
import re
import sys
import warnings
from typing import TYPE_CHECKING, List, Optional, Tuple

if TYPE_CHECKING:
    from ._result import Result

_HERE = os.path.dirname(os.path.abspath(__file__))
_PLACE = re.compile(r"(.+?):(\d+)(?::\d+)?: ")
_USAGE, _SCENARIO, _INPUT, _NOMEM, _CREATE, _WRITE, STOPPED = 64, 65, 66, 71, 73, 74, 75


def place(message: str) -> Tuple[Optional[str], Optional[int]]:
    """File and line that a message begins with; None where it names none."""
    match = _PLACE.match(message)
    return (match.group(1), int(match.group(2))) if match else (None, None)


class CcsimError(Exception):
    """What is wrong, as ccsim says it.

    :ivar messages: every error, each with its file, its line and a remedy; ``str()`` joins them by lines.
    :ivar file: the file of the first of them, None where it names none; :ivar line: its line.
    """

    def __init__(self, messages: List[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages
        self.file, self.line = place(messages[0]) if messages else (None, None)


class ScenarioError(CcsimError, ValueError):
    """A scenario, a study or a result file that makes no sense."""


class UsageError(CcsimError, ValueError):
    """A name or a number that cannot be."""


class OutputError(CcsimError, OSError):
    """A file that cannot be written, or is there already."""


class Stopped(CcsimError):
    """A run that was asked for an end, by :meth:`Scenario.run`'s ``time_limit_s``.

    :ivar result: the replications that were finished; None if none was.
    """

    def __init__(self, messages: List[str], result: "Optional[Result]") -> None:
        super().__init__(messages)
        self.result = result


class ScenarioWarning(UserWarning):
    """A scenario or a run whose figures mean less than they seem to."""


def raise_for(status: int, messages: List[str]) -> None:
    """The exception that goes with a status."""
    said = messages or [f"ccsim ended with status {status}"]
    if status == _NOMEM:
        raise MemoryError("\n".join(said))
    if status == _INPUT:
        raise FileNotFoundError("\n".join(said))
    kinds = {_USAGE: UsageError, _SCENARIO: ScenarioError, _CREATE: OutputError, _WRITE: OutputError}
    raise kinds.get(status, CcsimError)(said)


def warn(messages: List[str]) -> None:
    """A warning each, about the line that called the package."""
    frame, level = sys._getframe(1), 2
    while frame is not None and os.path.dirname(os.path.abspath(frame.f_code.co_filename)) == _HERE:
        frame, level = frame.f_back, level + 1  # type: ignore[assignment]
    for message in messages:
        warnings.warn(message, ScenarioWarning, stacklevel=level)
