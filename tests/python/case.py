"""What the tests of the Python package share: results made by the program, once a run of the tests."""
import atexit
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

os.environ["MPLBACKEND"] = "Agg"
PROGRAM = os.environ["CCSIM_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CCSIM_SOURCE"])
FOLDER = pathlib.Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["MPLCONFIGDIR"] = str(FOLDER)
sys.path.insert(0, str(SOURCE / "analysis/python"))
sys.path.insert(0, str(SOURCE / "tests/cli"))
sys.dont_write_bytecode = True

try:
    import ccsim_results as ccsim
    import ccsim_results._read as reader
    import h5py
    import numpy as np
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from cli import OFFICE, STEADY  # noqa: E402  (the scenarios of the command line's tests)

NIGHT = OFFICE.replace('open = "08:00-12:00"; interval = "30 min";',
                       'timezone = "America/New_York"; start = "2026-10-31"; days = 2; open = "00:00-04:00"; interval = "30 min";')
PAUSE = OFFICE.replace('open = "08:00-12:00";', 'start = "2026-03-02"; days = 2; open = "08:00-10:00, 10:30-12:00";')
SCENARIOS = {"office": OFFICE, "steady": STEADY, "night": NIGHT, "pause": PAUSE}


def program(*args, status=0):
    """What the program prints."""
    done = subprocess.run([PROGRAM, *map(str, args)], cwd=FOLDER, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    if done.returncode != status:
        raise AssertionError(f"ccsim {args} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@functools.lru_cache(maxsize=None)
def made(scenario, *options):
    """The path of a result of a scenario."""
    path = FOLDER / f"{scenario}.cfg"
    path.write_text(SCENARIOS[scenario])
    out = FOLDER / f"{scenario}{abs(hash(options))}.h5"
    program("run", path, "--quiet", "-o", out, *options)
    return out


@functools.lru_cache(maxsize=None)
def compared(*options):
    """The path of a result of the office and two variants."""
    path = FOLDER / "office.cfg"
    path.write_text(OFFICE)
    out = FOLDER / f"variants{abs(hash(options))}.h5"
    program("compare", path, "--what-if", "two more: groups.general.staff+=2", "--what-if", "one closer less: groups.closers.staff+=-1",
            "--quiet", "-o", out, *options)
    return out


@functools.lru_cache(maxsize=None)
def many(n):
    """The path of a result of the office and n - 1 variants."""
    path = FOLDER / "office.cfg"
    path.write_text(OFFICE)
    out = FOLDER / f"many{n}.h5"
    program("compare", path, "--quiet", "-r", "3", "-o", out,
            *(word for i in range(1, n) for word in ("--what-if", f"variant {i}: groups.general.staff={2 + i}")))
    return out


@functools.lru_cache(maxsize=None)
def stopped():
    """The path of a result of a run that a time limit stopped."""
    path = FOLDER / "office.cfg"
    path.write_text(OFFICE)
    program("run", path, "--quiet", "-r", "9000000", "--time-limit", "300 ms", "-o", FOLDER / "stopped.h5", status=75)
    return FOLDER / "stopped.partial.h5"


def read_once():
    """From here on what reads a file for another function reads it once a test program: it takes most of the time of these tests.
    ccsim.open reads each time."""
    opened = functools.lru_cache(maxsize=None)(reader.open_result)
    reader.open_result = lambda path, **options: opened(path, **options).copy()


def rows(text):
    """The rows of the program's JSON."""
    return json.loads(text)["metrics"]


class Case(unittest.TestCase):
    maxDiff = None

    def same(self, found, wanted, tolerance=0.0):
        np.testing.assert_allclose(np.asarray(found, dtype=float), np.asarray(wanted, dtype=float), rtol=tolerance, atol=tolerance)


def main():
    unittest.main()
