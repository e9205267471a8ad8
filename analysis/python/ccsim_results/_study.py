"""A study of ``ccsim sweep``: its data set, and its points as a table."""
from __future__ import annotations

from typing import Any, Dict

import numpy as np
import pandas as pd
import xarray as xr

from ._errors import ResultError

_COORDS = {"point", "factor", "response", "replications", "seed"}


def is_study(attrs: Dict[str, Any]) -> bool:
    """Whether the attributes of a file are those of a study."""
    return attrs.get("kind") == "sweep"


def shape(variables: Dict[str, Any], attrs: Dict[str, Any], name: str) -> xr.Dataset:
    """What describes points, factors and responses becomes coordinates; replications count from 1."""
    for key in ("point", "factor", "response", "level", "value", "weight", "mean", "low", "high", "replications"):
        if key not in variables:
            raise ResultError(f"{name}: has no {key}: this is no study that can be shown")
    coords = {key: variables.pop(key) for key in list(variables) if key in _COORDS or key.startswith(("factor_", "response_"))}
    coords["replication"] = (("replication",), np.arange(1, variables["value"][1].shape[1] + 1), {"long_name": "number of the replication"})
    return xr.Dataset(variables, coords, attrs)


def points(study: xr.Dataset, *, by: str = "point") -> pd.DataFrame:
    """The points of a study as a tidy table: a column for each factor, and a row for each response.

    :param study: what :func:`open` gives for a file of ``ccsim sweep``.
    :param by: ``"point"``: columns ``mean``, ``low``, ``high`` and ``replications``; ``"replication"``: a row for each replication too, with its ``value`` and
        ``weight`` (a point's figure is ``sum(value * weight) / sum(weight)``).
    :raises ResultError: the data set is no study.
    :raises ValueError: ``by`` is something else.
    """
    if not is_study(study.attrs):
        raise ResultError("this data set is no study of ccsim sweep")
    if by not in ("point", "replication"):
        raise ValueError(f'by must be "point" or "replication", found {by!r}')
    texts = study["level_text"].values if "level_text" in study else np.full(study["level"].shape, "", dtype=object)
    levels = {str(factor): [text if text else level for text, level in zip(texts[:, i], study["level"].values[:, i])]
              for i, factor in enumerate(study["factor"].values)}
    table = pd.DataFrame(levels, index=pd.Index(study["point"].values, name="point"))
    if by == "point":
        figures = study[["mean", "low", "high"]].to_dataframe()[["mean", "low", "high"]].reset_index()
        counts = pd.Series(study["replications"].values, index=study["point"].values)
        figures["replications"] = figures["point"].map(counts)
    else:
        figures = study[["value", "weight"]].to_dataframe()[["value", "weight"]].dropna(how="all").reset_index()
    figures["point"] = figures["point"].astype(int)
    table.index = table.index.astype(int)
    return table.merge(figures, left_index=True, right_on="point").set_index("point").reset_index()
