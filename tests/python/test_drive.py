"""The package `ccsim`: the library driven from Python. Figures are those of the program, cells are the library's own memory, errors have file and line, and
Ctrl-C ends a run."""
import concurrent.futures
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import unittest
import warnings

from case import FOLDER, OFFICE, SOURCE, Case, main, np, program, made
from case import ccsim as results

try:
    import ccsim
    ccsim.version()
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

import xarray as xr

warnings.simplefilter("ignore", ccsim.ScenarioWarning)


def office():
    return ccsim.load(made("office").parent / "office.cfg")


def replications_of(scenario):
    """In a process of its own: what makes a scenario again was sent there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return scenario.run(3, threads=1).figure("asa_s").mean


class Drive(Case):
    def test_a_result_is_that_of_the_program(self):
        result, file = office().run(threads=2), results.open(made("office"))
        drop = ["config_settings"]
        xr.testing.assert_identical(result.data.drop_vars(drop, errors="ignore"), file.drop_vars(drop, errors="ignore"))
        self.assertEqual(result.figure("asa_s").mean, file.asa_s.sel(entity="all").item())
        self.assertEqual(result.figure("asa_s", "type/sales", interval=1).mean, file.asa_s_by_interval.sel(entity="type/sales")[..., 1].item())
        self.assertEqual(result.replications, file.config_replications.item())
        self.assertIn("group/general", result.entities)
        self.assertIn("asa_s", result.metrics)
        values, weights = result.observations("asa_s")
        self.same(np.nansum(values * weights) / weights.sum(), result.figure("asa_s").mean, 1e-12)

    def test_a_written_file_has_the_programs_bytes(self):
        result = office().run()
        result.write(FOLDER / "drive.h5")
        self.assertEqual((FOLDER / "drive.h5").read_bytes(), made("office").read_bytes())
        with self.assertRaisesRegex(ccsim.OutputError, "drive.h5"):
            result.write(FOLDER / "drive.h5")
        result.write(FOLDER / "drive.h5", force=True)
        again = ccsim.read(FOLDER / "drive.h5")
        self.assertEqual(again.figure("asa_s"), result.figure("asa_s"))

    def test_cells_are_not_copied_and_outlive_the_result(self):
        result = office().run(3)
        values = result.data["asa_s"].values
        self.assertFalse(values.flags.owndata or values.flags.writeable)
        kept = values.copy()
        del result
        self.same(values, kept)

    def test_scenarios_from_text_with_changes(self):
        desk = ccsim.parse(OFFICE, name="office")
        self.assertEqual(desk.run(3).figure("asa_s"), office().run(3).figure("asa_s"))
        more = desk.change({"groups.general.staff+": 2}, what_if="volume +10 %", name="more")
        self.assertIn("volume = 1.1", more.text)
        self.assertEqual(more.run(3).variants, ["more"])
        self.assertIn("volume +10 %", repr(more))
        self.assertIn("general", desk.explain())

    def test_errors_have_file_and_line(self):
        with self.assertRaises(ccsim.ScenarioError) as caught:
            ccsim.parse(OFFICE.replace("patience", "patients", 1), name="office")
        self.assertEqual(caught.exception.file, "office")
        self.assertEqual(OFFICE.splitlines()[caught.exception.line - 1].count("patience") > 0, True)
        for wrong, call in ((ccsim.UsageError, lambda: office().run(0)), (ccsim.UsageError, lambda: office().run(-5)), (ccsim.UsageError, lambda: office().run(2**40)),
                            (ccsim.UsageError, lambda: office().run(seed=-1)), (ccsim.UsageError, lambda: office().run(precision="asa=5%")),
                            (ccsim.UsageError, lambda: ccsim.parse(OFFICE, what_if="volum +10 %")), (FileNotFoundError, lambda: ccsim.load("nowhere.cfg")),
                            (FileNotFoundError, lambda: ccsim.read("nowhere.h5")), (ValueError, lambda: ccsim.parse("a\0b")),
                            (ccsim.UsageError, lambda: office().run(3).figure("zebra")), (ccsim.UsageError, lambda: office().run(3).figure("asa_s", variant="zebra")),
                            (ccsim.UsageError, lambda: ccsim.sweep(office(), "volume=1,2", design="spiral"))):
            with self.assertRaises(wrong):
                call()

    def test_numbers_do_not_wrap(self):
        run, vary = office().run(3), {"volume": [1, 2]}
        for name, call in (("replications", lambda: office().run(2**32 + 3)), ("replications", lambda: ccsim.sweep(office(), vary, replications=-1)),
                           ("replications", lambda: office().run("3")), ("replications", lambda: ccsim.sweep(office(), vary, replications=2**32 - 1)),
                           ("seed", lambda: ccsim.sweep(office(), vary, seed=-1)), ("points", lambda: ccsim.sweep(office(), vary, design="lhs", points=2**32 + 4)),
                           ("threads", lambda: ccsim.sweep(office(), vary, threads=1.5)), ("interval", lambda: run.figure("asa_s", interval=-1)),
                           ("interval", lambda: run.figure("asa_s", interval=2**32)), ("variant", lambda: run.figure("asa_s", variant=2**32)),
                           ("variant", lambda: run.observations("asa_s", variant=-1)), ("variant", lambda: run.observations("asa_s", variant="zebra")),
                           ("agents", lambda: ccsim.erlang(per_hour=20, handle_s=180, agents=-1)), ("lines", lambda: ccsim.erlang(per_hour=20, handle_s=180, agents=2, lines=2**32 + 2)),
                           ("handle_s", lambda: ccsim.erlang(per_hour=20, handle_s="3 min", agents=2)), ("time_limit_s", lambda: office().run(3, time_limit_s="1 s")),
                           ("must be a text", lambda: office().run(3, precision=0.05))):
            with self.assertRaisesRegex(ccsim.UsageError, name):
                call()
        self.assertEqual(office().run(np.int64(3)).replications, 3)

    def test_warnings_point_at_the_caller(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            few = ccsim.parse(OFFICE, set={"groups.general.staff": 1})
        self.assertEqual(caught[0].filename, __file__)
        self.assertEqual(few.warnings, [str(one.message) for one in caught])

    def test_comparisons_are_those_of_the_program(self):
        found = ccsim.compare(office(), "two more: groups.general.staff+=2", office().change({"groups.closers.staff+": -1}, name="one less"))
        self.assertEqual(found.variants, ["office", "two more", "one less"])
        program("compare", "office.cfg", "--what-if", "two more: groups.general.staff+=2", "--what-if", "one less: groups.closers.staff+=-1", "--quiet", "-o", "c.h5")
        file = results.open(FOLDER / "c.h5")
        self.same(found.data["asa_s"], file["asa_s"])
        self.same(found.data["asa_s_difference"], file["asa_s_difference"])
        self.assertEqual(found.differences(metric="asa_s", entity="all")["verdict"].tolist(), results.differences(file, metric="asa_s", entity="all")["verdict"].tolist())
        self.assertEqual(found.figure("asa_s", variant="two more").mean, file["asa_s"].sel(config="two more", entity="all").item())

    def test_the_library_names_what_has_no_name(self):
        later = "staff of general +1 from 09:00 to 11:00"
        found = ccsim.compare(office().change(what_if="busy: volume +10 %"), later, "none: aht *1", replications=3)
        self.assertEqual(found.variants, ["busy", later, "none"])
        self.same(found.observations("asa_s", variant="none")[0], found.observations("asa_s", variant=2)[0])
        self.same(found.figure("asa_s", variant="none").mean, found.figure("asa_s", variant="busy").mean)

    def test_levels_are_a_list_or_a_text(self):
        found = [ccsim.sweep(office(), {"volume": levels}, responses=["asa_s"], replications=3).points() for levels in ([0.9, 1.1], "0.9,1.1", np.array([0.9, 1.1]))]
        self.assertTrue(found[0].equals(found[1]) and found[0].equals(found[2]))
        with self.assertRaisesRegex(ccsim.UsageError, "two levels"):
            ccsim.sweep(office(), {"volume": 0.9})

    def test_studies_are_those_of_the_program(self):
        found = ccsim.sweep(office(), {"volume": [0.9, 1.1], "groups.general.staff": [5, 6]}, responses=["asa_s"], replications=3)
        program("sweep", "office.cfg", "--vary", "volume=0.9,1.1", "--vary", "groups.general.staff=5,6", "--metric", "asa_s", "-r", "3", "-q", "-o", "s.h5")
        self.assertTrue(found.points().equals(results.points(results.open(FOLDER / "s.h5"))))
        found.write(FOLDER / "t.h5")
        self.assertEqual((FOLDER / "t.h5").read_bytes(), (FOLDER / "s.h5").read_bytes())
        self.assertIsInstance(ccsim.read(FOLDER / "s.h5"), ccsim.Study)

    def test_progress_is_told(self):
        told = []
        office().run(20, threads=2, progress=lambda done, wanted, precision: told.append((done, wanted)))
        self.assertEqual(told[-1], (20, 20))

    def test_ctrl_c_ends_a_run(self):
        begun = time.monotonic()
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with self.assertRaises(KeyboardInterrupt):
            office().run(9_000_000)
        timer.join()
        self.assertLess(time.monotonic() - begun, 30)

    def test_a_time_limit_leaves_what_is_finished(self):
        with self.assertRaises(ccsim.Stopped) as caught:
            office().run(9_000_000, time_limit_s=0.3)
        self.assertGreater(caught.exception.result.replications, 0)
        self.assertEqual(caught.exception.result.data.attrs["complete"], 0)

    def test_threads_and_processes(self):
        one = replications_of(office())
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            shared = office()
            self.assertEqual({*pool.map(replications_of, [shared, shared, office(), office()])}, {one})
        with concurrent.futures.ProcessPoolExecutor(2) as pool:
            self.assertEqual({*pool.map(replications_of, [shared.change(), office()])}, {one})
        self.assertEqual(pickle.loads(pickle.dumps(shared)).text, shared.text)
        with self.assertRaises(TypeError):
            pickle.dumps(shared.run(3))

    def test_a_run_can_be_shared_out(self):
        parts = [office().run(3, first_replication=first).observations("asa_s")[0] for first in (1, 4)]
        self.same(np.concatenate(parts), office().run(6).observations("asa_s")[0])

    def test_the_closed_formulas(self):
        two = ccsim.erlang(per_hour=20, handle_s=180, agents=2)  # Erlang C: one Erlang on two agents waits with probability 1/3
        self.same([two.p_wait, two.asa_s, two.service_level], [1 / 3, 60, 1 - math.exp(-20 / 180) / 3], 1e-12)
        self.same(ccsim.erlang(per_hour=20, handle_s=180, agents=2, places=0).p_blocked, 0.2, 1e-12)
        self.assertEqual(ccsim.erlang(per_hour=20, handle_s=180, target=0.8).agents, 3)
        with self.assertRaisesRegex(ccsim.UsageError, "agents"):
            ccsim.erlang(per_hour=20, handle_s=180, agents=1)
        with self.assertRaises(TypeError):
            ccsim.erlang(per_hour=20, handle_s=180)


class Library(Case):
    def test_that_is_missing_is_told(self):
        done = subprocess.run([sys.executable, "-B", "-c", "import ccsim; ccsim.version()"], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "PYTHONPATH": str(SOURCE / "analysis/python"), "CCSIM_LIBRARY": "/nowhere/libccsim.so"})
        self.assertIn("LibraryError: libccsim is not found", done.stderr)

    def test_values_that_are_estimates_are_drawn(self):
        """As `ccsim run --input-uncertainty` does, to the digit."""
        text = """clock: { open = "09:00-12:00"; }; types: { help: { arrivals: { per_hour = 200; }; talk = 60; }; }; groups: { desk: { staff = 9; }; };
            uncertainty: { level: { of = "types.help.arrivals.per_hour"; times = { dist = "gamma"; cv = 0.2; }; }; };"""
        desk = ccsim.parse(text, name="desk")
        parts = desk.run(20, input_uncertainty=True).uncertainty().set_index("metric")
        self.same(parts.loc["offered", ["parameters", "forecast", "chance"]].sum(), 1, 1e-9)
        self.assertGreater(parts.loc["offered", "parameters"], 0.8)
        (FOLDER / "doubt.cfg").write_text(text)
        program("run", "doubt.cfg", "-q", "-r20", "--input-uncertainty", "-o", "doubt.h5", "--force")
        self.assertEqual(list(results.open(FOLDER / "doubt.h5")["uncertain_sd"].values), list(parts["sd"]))
        with self.assertRaisesRegex(ccsim.UsageError, "does not part its bands"):
            desk.run(20).uncertainty()
        with self.assertRaisesRegex(ccsim.UsageError, "input_uncertainty: goes with"):
            desk.run(20, precision="offered=5%", input_uncertainty=True)
        both = ccsim.compare(desk, "busy: volume +10 %", replications=20, input_uncertainty=True)
        low, high = (both.figure("offered", variant=i).mean for i in (0, 1))
        self.assertLess(abs(high / low - 1.1), 0.02)

    def test_of_structures_that_are_the_headers(self):
        """Every field of the public header, in its order."""
        import re

        import ccsim._library as lib
        header = re.sub(r"/\*.*?\*/", "", (SOURCE / "include/ccsim/ccsim.h").read_text(), flags=re.S)
        for name, structure in (("source", lib.Source), ("options", lib.Options), ("study", lib.StudyOptions), ("figure", lib.FigureOut),
                                ("variable", lib.Variable), ("attribute", lib.Attribute), ("queue", lib.Queue), ("queue_figures", lib.QueueFigures)):
            body = re.search(r"typedef struct \{([^}]*)\} ccsim_" + name + "_t;", header).group(1)
            fields = [re.sub(r"\[.*?\]", "", word).split()[-1].lstrip("*") for line in body.split(";") for word in line.split(",") if word.strip()]
            self.assertEqual([field for field, *_ in structure._fields_], fields, name)


if __name__ == "__main__":
    main()
