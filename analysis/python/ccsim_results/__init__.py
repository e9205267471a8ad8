"""Results of ccsim, the contact-centre simulator, in Python.

    import ccsim_results as ccsim

    result = ccsim.open("results/bank.h5")                   # an xarray.Dataset
    ccsim.frame(result, by="interval", metric="service_level")
    ccsim.differences("base.h5", "more_staff.h5")
    ccsim.plot.day(result, "service_level")

Every function that takes a result takes the data set of :func:`open` or the path of a file.
"""
from . import plot
from ._compare import differences
from ._errors import ResultError, ResultWarning
from ._frame import frame, wait_distribution
from ._read import open_result as open  # the word that readers of files know; open() of Python stays builtins.open
from ._study import points

__all__ = ["ResultError", "ResultWarning", "differences", "frame", "open", "plot", "points", "wait_distribution"]
__version__ = "0.1.0"
