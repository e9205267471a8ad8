"""What the tests of the command line share: running the program, scenarios, a folder of one's own."""
import json
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["CCSIM_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CCSIM_SOURCE"])
LONG_S = 60  # for what happens at once on a machine that does nothing else
WIPE = b"\r\x1b[K"

OFFICE = """
title = "An office";
clock: { open = "08:00-12:00"; interval = "30 min"; };
types: {
  service: {
    label = "Service";
    arrivals: { per_hour = 62.385; };
    patience: { dist = "exponential"; mean = "3 min"; };
    talk: { dist = "lognormal"; mean = "4 min 7 s"; cv = 0.9; };
    target: { service_level = "80 %"; within = "20 s"; };
    groups = ( "general" );
  };
  sales: { like = "service"; label = "Sales"; arrivals: { per_hour = 11.3; }; priority = 1; groups = ( "closers", "general" ); };
};
groups: { general: { staff = 5; }; closers: { staff = 1; }; };
run: { replications = 7; seed = 2385; };
"""

STEADY = """
types: { calls: { arrivals: { per_hour = 97; }; talk: { dist = "exponential"; mean = "3 min"; }; }; };
groups: { desk: { staff = 6; }; };
run: { mode = "steady"; warm_up = "1 h"; length = "60 h"; batches = 12; };
"""


def read_terminal(master):
    """Everything that is written to a terminal until its last writer is gone; closes it."""
    text = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        text += part
    os.close(master)
    return text


class LongRun:
    """A run that would last for hours, on a terminal of its own: its bar says what is finished."""

    def __init__(self, folder, *args, before=()):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen([*before, PROGRAM, "run", *args, "-r9000000", "-j2"], cwd=folder, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=slave)
        os.close(slave)
        self.text = b""

    def wait_until_some_are_finished(self):
        end = time.monotonic() + LONG_S
        while not re.search(rb"\] ([2-9]|[0-9]{2,}) of 9000000", self.text):
            if not select.select([self.master], [], [], end - time.monotonic())[0]:
                raise AssertionError(f"no two replications in {LONG_S} s: {self.text}")
            self.text += os.read(self.master, 4096)

    def end(self):
        """(status, what it printed, what it said, as it came to the terminal)"""
        self.text += read_terminal(self.master)
        out = self.process.stdout.read().decode()
        self.process.stdout.close()
        return self.process.wait(timeout=LONG_S), out, self.text

    def stop(self, *signals):
        """(status, what it printed, what it said at last)"""
        self.wait_until_some_are_finished()
        for which in signals:
            self.process.send_signal(which)
        status, out, text = self.end()
        return status, out, text.rpartition(WIPE)[2].replace(b"\r\n", b"\n").decode()


class CliTest(unittest.TestCase):
    """A test in a folder of its own, with office.cfg and steady.cfg in it."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("office.cfg", OFFICE)
        self.write("steady.cfg", STEADY)

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run_program(self, *args, **kwargs):
        """The program's outcome; what its environment may say about colours is left out."""
        env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "LD_PRELOAD")}
        env.update(kwargs.pop("env", {}))
        kwargs.setdefault("stdin", subprocess.DEVNULL)
        if "input" in kwargs:
            del kwargs["stdin"]
        return subprocess.run([PROGRAM, *map(str, args)], cwd=kwargs.pop("cwd", self.folder), env=env, capture_output="stdout" not in kwargs, timeout=120,
                              text=kwargs.pop("text", True), **kwargs)

    def run_without_reader(self, *args):
        """Its standard output is a pipe that nobody reads, from before its first word: (status, what it said)."""
        reads, writes = os.pipe()
        os.close(reads)
        try:
            done = subprocess.run([PROGRAM, *map(str, args)], cwd=self.folder, stdout=writes, stderr=subprocess.PIPE, timeout=120, check=False)
        finally:
            os.close(writes)
        return done.returncode, done.stderr

    def expect(self, status, *args, says=None, **kwargs):
        """The program ends with this status; a failure says something, of which `says` is a part. Nothing is left behind."""
        done = self.run_program(*args, **kwargs)
        self.assertEqual(done.returncode, status, f"ccsim {args}:\n{done.stdout}\n{done.stderr}")
        if status not in (0, 1):
            self.assertTrue(done.stderr.strip(), f"ccsim {args} fails without a word")
        if says is not None:
            self.assertIn(says, done.stderr)
        self.assertEqual(list(self.folder.glob(".*.tmp")), [], "a temporary file is left behind")
        return done

    def json_of(self, *args, **kwargs):
        """What the program prints as JSON; NaN and Infinity are no JSON."""
        done = self.expect(0, *args, **kwargs)
        return json.loads(done.stdout, parse_constant=lambda name: self.fail(f"{name} in JSON"))

    def figures(self, *args):
        """(metric, entity) -> mean of a run or a result."""
        return {(r["metric"], r["entity"]): r["mean"] for r in self.json_of(*args, "--json")["metrics"] if "interval" not in r}

    def differences(self, base, what_if, *args):
        """By metric, of all: the paired difference, the low and high of it, and both values."""
        rows = {}
        for row in self.json_of("compare", base, "--what-if", what_if, "--entity", "all", "--json", "-q", *args)["metrics"]:
            if "difference" not in row:
                rows[row["metric"]] = {"base": row["mean"]}
            elif row["difference_half_width"] is not None:
                self.assertTrue(row["paired"])
                rows[row["metric"]] |= {"value": row["mean"], "low": row["difference"] - row["difference_half_width"], "high": row["difference"] + row["difference_half_width"]}
        return rows

    def within(self, row, low, high):
        self.assertGreaterEqual(row["low"], low)
        self.assertLessEqual(row["high"], high)


def main():
    unittest.main()
