"""Memory that runs out at any moment: the program says so and ends with status 71, or gets by and gives the right result; it never
crashes, hangs, or leaves half a file behind."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, LIBRARY = os.environ["CCSIM_PROGRAM"], sys.argv.pop()
SECONDS = 19  # for all tests together; what is not reached by then is sampled less densely the next time

SCENARIO = """
types: {
  service: {
    arrivals: { per_hour = 42.385; day_factor: { dist = "gamma"; cv = 0.1; }; };
    patience: { dist = "gamma"; mean = "3 min"; cv = 0.7; };
    talk: { dist = "lognormal"; mean = "4 min"; cv = 0.9; };
    redial: { after_abandon = 0.5; delay: { dist = "exponential"; mean = "9 min"; }; };
    target: { service_level = 0.8; within = ["20 s", "60 s"]; };
    groups = ( "desk", "help" );
  };
  sales: { like = "service"; priority = 1; groups = ( ["help", "desk"] ); };
};
groups: { desk: { staff = 4; }; help: { staff = [1, 2]; }; };
trunks: { main: { lines = 9; }; };
clock: { open = "09:00-10:00"; };
run: { replications = 2; };
"""

# and persons: a roster from a file, shifts with breaks, adherence; and contacts that were recorded
ROSTER = """extends = "s.cfg";
shifts: { all: { start = "09:00"; length = "1 h"; breaks: { rest: { after = "20 min"; lasts = "5 min"; }; }; activities: { talk: { at = "09:40"; lasts = "5 min"; }; }; }; };
groups: { desk: { shifts: { all = 3; }; adherence: { late: { dist = "exponential"; mean = "1 min"; }; }; }; help: { roster = "roster.csv"; }; own: { staff = 1; }; };
types: { back: { arrivals: { replay = "calls.csv"; }; talk = "1 min"; groups = ["own"]; }; };
"""
SHORT = """
types: { a: { arrivals: { per_hour = 200; }; talk = "4 min"; patience = "3 min"; groups = ("g"); }; b: { like = "a"; groups = ("h"); }; };
groups: { g: { staff = 2; }; h: { staff = 3; }; };
clock: { open = "09:00-10:00"; };
"""
ROWS = "agent,date,start,end,activity,group\nada,2026-03-02,09:00,10:00,,help\nada,2026-03-02,09:30,09:40,lunch,help\nbo,2026-03-02,09:00,10:00,,desk\n"
CALLS = "time,queue,talk\n2026-03-02T09:05:00,back,55\n2026-03-02T09:04:00,back,\n2026-03-02T09:06:00,other,50\n"


class Fault(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "s.cfg").write_text(SCENARIO)
        (self.folder / "people.cfg").write_text(ROSTER)
        (self.folder / "roster.csv").write_text(ROWS)
        (self.folder / "calls.csv").write_text(CALLS)

    def run_program(self, *args, fail_at=0, fail_all=False):
        env = {**os.environ, "LD_PRELOAD": LIBRARY, "CCSIM_FAIL_AT": str(fail_at), "CCSIM_COUNT_FILE": str(self.folder / "count")}
        if fail_all:
            env["CCSIM_FAIL_ALL"] = "1"
        done = subprocess.run([PROGRAM, *args], cwd=self.folder, env=env, capture_output=True, text=True, timeout=60)
        return done, int((self.folder / "count").read_text()) if (self.folder / "count").exists() else 0

    def sweep(self, args, result=None, seconds=SECONDS / 5):
        """Every call fails once, or as many as the time allows: the first 40 and the rest evenly."""
        def content():
            path = self.folder / result if result else None
            return path.read_bytes() if path and path.exists() else None

        done, n = self.run_program(*args)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(n, 10)
        wanted, end, failures = (done.stdout, content()), time.monotonic() + seconds, 0
        step = 1
        at = 0
        while at < n and time.monotonic() < end:
            at += 1 if at < 40 else step
            if at == 40:
                each = max(1e-3, (time.monotonic() - (end - seconds)) / 40 / 2)
                step = max(1, round(2 * (n - 40) * each / max(1e-3, end - time.monotonic())))
            for fail_all in (False, True):
                if result:
                    (self.folder / result).unlink(missing_ok=True)
                done, _ = self.run_program(*args, fail_at=at, fail_all=fail_all)
                told = f"ccsim {' '.join(args)}, call {at} of {n} fails{' and all after it' if fail_all else ''}:\n{done.stdout}{done.stderr}"
                if done.returncode == 0:
                    self.assertEqual((done.stdout, content()), wanted, told)
                    continue
                failures += 1
                # the C library's own failures to open a file arrive as errors of that file
                self.assertTrue(done.returncode == 71 or (done.returncode in (66, 74) and "Cannot allocate memory" in done.stderr), told)
                self.assertIn("memory", done.stderr, told)
                self.assertIn(content(), (None, wanted[1]), told)
                self.assertEqual(list(self.folder.glob(".*.tmp")), [], told)
        self.assertGreater(failures, 5, "the library does not make anything fail")

    def test_init(self):
        self.sweep(["init", "mine"], result="mine.cfg", seconds=SECONDS / 20)

    def test_run_with_a_result_on_one_thread(self):
        self.sweep(["run", "s.cfg", "-j1", "-o", "r.h5"], "r.h5", 2 * SECONDS / 5)

    def test_run_on_two_threads(self):
        self.sweep(["run", "s.cfg", "-j2", "--json"])

    def test_run_of_persons(self):
        self.sweep(["run", "people.cfg", "-j1"])

    def test_a_scenario_of_two_warnings(self):
        """A warning that finds no room is no reason to say that all is well, nor to say nothing of memory."""
        (self.folder / "short.cfg").write_text(SHORT)
        self.sweep(["check", "short.cfg"], seconds=SECONDS / 20)

    def test_explain(self):
        self.sweep(["explain", "s.cfg", "--full"])

    def test_show(self):
        done, _ = self.run_program("run", "s.cfg", "-o", "r.h5")
        self.assertEqual(done.returncode, 0)
        self.sweep(["show", "r.h5", "--by", "interval"])
        self.sweep(["show", "r.h5"])

    def test_export(self):
        """Not of workbooks: their library does not survive it, and is given work only where there is memory."""
        done, _ = self.run_program("run", "s.cfg", "-o", "r.h5")
        self.assertEqual(done.returncode, 0)
        self.sweep(["export", "r.h5", "-o", "r.csv", "--by", "interval"], "r.csv")
        self.sweep(["export", "r.h5", "--format", "csv-wide"])


if __name__ == "__main__":
    unittest.main()
