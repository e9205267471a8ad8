"""What goes wrong with a result, in words."""
from __future__ import annotations

import difflib
import os
import sys
import warnings
from typing import Iterable

_HERE = os.path.dirname(os.path.abspath(__file__))


class ResultError(ValueError):
    """A file is no result that can be read, or a question does not fit the result."""


class ResultWarning(UserWarning):
    """An answer that means less than it seems to, such as an unpaired difference."""


def warn(text: str) -> None:
    """A ResultWarning about the line that called the package, however deep within it this is said."""
    frame, level = sys._getframe(1), 2
    while frame is not None and os.path.dirname(os.path.abspath(frame.f_code.co_filename)) == _HERE:
        frame, level = frame.f_back, level + 1
    warnings.warn(text, ResultWarning, stacklevel=level)


def no_such(kind: str, name: object, names: Iterable[str]) -> ResultError:
    """The error for a name that is not there: with the closest one, or all of them where there are few."""
    known = list(names)
    close = difflib.get_close_matches(str(name), known, n=1)
    if close:
        return ResultError(f"there is no {kind} {name!r}; the closest is {close[0]!r}")
    listed = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return ResultError(f"there is no {kind} {name!r}; there are {listed}")
