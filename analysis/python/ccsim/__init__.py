"""ccsim, the contact-centre simulator, driven from Python.

    import ccsim

    office = ccsim.load("scenarios/office.cfg", set={"groups.general.staff": 12})
    result = office.run(replications=100)
    result.figure("service_level", "type/sales")             # Figure(mean=0.81, half_width=0.02, low=0.79, high=0.83)
    result.data                                              # an xarray.Dataset over the program's own memory
    result.frame(by="interval", metric="service_level")      # a pandas.DataFrame

    ccsim.compare(office, "two more: groups.general.staff+=2", "busy: volume +10 %").differences(metric="asa_s")
    ccsim.sweep(office, ["volume=0.9..1.1 by 0.1", "groups.general.staff=10,12"], replications=20).points()
    ccsim.erlang(per_hour=120, handle_s=240, target=0.8, within_s=20).agents

The simulator is the shared library libccsim, called in this process: nothing is copied through files or texts. What is wrong with a scenario is
raised as a :class:`ScenarioError` with file and line; what is doubtful is warned of as a :class:`ScenarioWarning`. Results that ccsim wrote before
are read by the package ``ccsim_results``.
"""
from ._erlang import Erlang, erlang
from ._errors import CcsimError, OutputError, ScenarioError, ScenarioWarning, Stopped, UsageError
from ._library import LibraryError, version
from ._result import Figure, Result, Study, read
from ._scenario import Scenario, compare, load, parse, sweep

__all__ = ["CcsimError", "Erlang", "Figure", "LibraryError", "OutputError", "Result", "Scenario", "ScenarioError", "ScenarioWarning", "Stopped", "Study",
           "UsageError", "compare", "erlang", "load", "parse", "read", "sweep", "version"]
