"""ccsim sweep and ccsim merge: the points of a study, the same bytes whatever way they come about, and what is wrong told in its place."""
import csv
import html
import io
import json
import os
import re
import signal
import subprocess
import time

from cli import LONG_S, PROGRAM, CliTest, main

VARY = ("--vary", "volume=0.9..1.1 by 0.1", "--vary", "groups.general.staff=4,5")
STUDY = """
base = "office.cfg";
factors: {
  volume = "0.9..1.1 by 0.1";
  agents: { path = "groups.general.staff"; values = [4, 5]; };
};
responses = ["service_level", "asa_s@type/sales", "wait_p95_s"];
replications = 4;
"""


class Sweep(CliTest):
    def points(self, *args):
        return self.json_of("sweep", *args, "--json")["points"]

    def bytes_of(self, name):
        return (self.folder / name).read_bytes()

    def test_what_is_no_factor_is_refused(self):
        for vary, says in (("run.seed=1,2", "run.seed: is the study's own and no factor: write --seed"), ("run.replications=5,9", "is the study's own and no factor"),
                           ("volume=1,1", "volume: has the level 1 twice"), ('types.*.channel="chat","chat"', 'has the level "chat" twice')):
            self.expect(64, "sweep", "office.cfg", "--vary", vary, "-r2", says=says)
        self.write("twice.cfg", 'base = "office.cfg"; replications = 2; factors: { volume: { times = [0.9, 1, 0.9]; }; };')
        self.expect(65, "sweep", "twice.cfg", says="twice.cfg:1: factors.volume: has the level 0.9 twice")

    def test_a_point_has_the_figures_of_a_run_with_its_changes(self):
        points = self.points("office.cfg", *VARY, "-r5", "--metric", "service_level,asa_s@type/sales,offered,abandonment_rate,occupancy@group/general")
        self.assertEqual([(p["levels"]["volume"], p["levels"]["groups.general.staff"]) for p in points],
                         [(v, s) for v in (0.9, 1, 1.1) for s in (4, 5)])
        for p in points:
            run = self.json_of("run", "office.cfg", "-r5", "--json", "--what-if", f"volume *{p['levels']['volume']}", "--set",
                               f"groups.general.staff={p['levels']['groups.general.staff']}")["metrics"]
            of = {(r["metric"], r["entity"]): r for r in run if "interval" not in r}
            for name, figure in p["responses"].items():
                metric, _, entity = name.partition("@")
                for end in ("mean", "low", "high"):
                    self.assertAlmostEqual(figure[end], of[metric, entity or "all"][end], places=9, msg=f"{name} {end} at {p['levels']}")

    def test_a_factor_may_change_any_number_of_settings(self):
        busy = 20 * ["volume +0 %"] + ["staff"]
        points = self.points("office.cfg", "--vary", f"all: {', '.join(busy)}=1,2", "-r2", "--metric", "offered")
        self.assertEqual(len(points), 2)

    def test_a_study_says_what_the_command_line_does(self):
        self.write("study.cfg", STUDY)
        self.assertEqual(self.points("study.cfg"), json.loads(json.dumps(self.points("office.cfg", "--vary", "volume=0.9..1.1 by 0.1", "--vary", "agents: groups.general.staff=4,5",
                         "-r4", "--metric", "service_level,asa_s@type/sales,wait_p95_s"))))
        first = self.points("study.cfg", "-r2", "--metric", "offered", "--set", "types.sales.arrivals.per_hour=0.001")[0]
        self.assertEqual((first["replications"], list(first["responses"])), (2, ["offered"]))

    def test_the_same_bytes_whatever_way_they_come_about(self):
        sweep = ("sweep", "office.cfg", *VARY, "-r6", "-q")
        self.expect(0, *sweep, "-j1", "-o", "one.h5")
        self.expect(0, *sweep, "-j2", "-o", "two.h5")
        self.expect(0, *sweep, "-j5", "-o", "five.h5")
        for of in (2, 4):
            parts = [f"part{of}{i}.h5" for i in range(1, of + 1)]
            for i, part in enumerate(parts):
                self.expect(0, *sweep, "--shard", f"{i + 1}/{of}", "-o", part)
            self.expect(0, "merge", *reversed(parts), "-q", "-o", f"merged{of}.h5")
        for other in ("two.h5", "five.h5", "merged2.h5", "merged4.h5"):
            self.assertEqual(self.bytes_of("one.h5"), self.bytes_of(other), other)
        self.assertEqual(list(self.folder.glob("*.part")), [])

    def kill(self, args, when):
        """SIGKILL as soon as what is kept so far is so long."""
        part = self.folder / "k.h5.part"
        process = subprocess.Popen([PROGRAM, *args], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + LONG_S
        while process.poll() is None and not (part.exists() and part.stat().st_size >= when) and time.monotonic() < end:
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=LONG_S)
        return part

    def test_killed_and_given_again_it_goes_on(self):
        args = ("sweep", "office.cfg", "--vary", "volume=0.8..1.2 by 0.01", "-r40", "-q", "-o", "k.h5")
        self.expect(0, *args[:-1], "whole.h5", "-j2")
        lengths = [0]
        for when in (100, 4000, 9000, 14000):
            part = self.kill((*args, "-j2"), when)
            self.assertTrue(part.exists(), "it was finished before it was killed")
            self.assertGreaterEqual(part.stat().st_size, lengths[-1])
            lengths.append(part.stat().st_size)
        told = self.expect(0, *(word for word in args if word != "-q")).stderr
        self.assertRegex(told, "going on: [0-9]+ of 41 points are there")
        self.assertEqual(self.bytes_of("k.h5"), self.bytes_of("whole.h5"))
        self.assertFalse(part.exists())

    def test_what_was_killed_in_mid_write_is_cut_off(self):
        args = ("sweep", "office.cfg", "--vary", "volume=0.8..1.2 by 0.01", "-r40", "-q", "-o", "k.h5")
        self.expect(0, *args[:-1], "whole.h5")
        part = self.kill(args, 9000)
        whole = part.read_bytes()
        (self.folder / "k.h5").write_bytes(self.bytes_of("whole.h5"))  # killed after the study was written
        self.expect(0, *args)
        self.assertFalse(part.exists())
        for n in (len(whole) - 1, len(whole) - 9, len(whole) - 100, 60, 20, 3, 0):
            (self.folder / "k.h5").unlink(missing_ok=True)
            part.write_bytes(whole[:n])
            self.expect(0, *args)
            self.assertEqual(self.bytes_of("k.h5"), self.bytes_of("whole.h5"), n)
        (self.folder / "k.h5").unlink()
        damaged = bytearray(whole)
        damaged[-20] ^= 1
        part.write_bytes(damaged)
        self.expect(0, *args)
        self.assertEqual(self.bytes_of("k.h5"), self.bytes_of("whole.h5"))

    def test_ctrl_c_says_what_is_there(self):
        args = ("sweep", "office.cfg", "--vary", "volume=0.8..1.2 by 0.01", "-r4000", "-o", "k.h5", "-j2")
        part = self.folder / "k.h5.part"
        process = subprocess.Popen([PROGRAM, *args], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + LONG_S
        while not (part.exists() and part.stat().st_size > 60) and time.monotonic() < end:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=LONG_S)
        self.assertEqual((process.returncode, out), (130, ""))
        self.assertRegex(err, "stopped by Ctrl-C after [0-9]+ of 41 points; the same command goes on from there\n$")

    def test_a_study_that_is_there_is_not_simulated_again(self):
        args = ("sweep", "office.cfg", *VARY, "-r3", "-q", "-o", "a.h5")
        first = self.expect(0, *args).stdout
        before = self.bytes_of("a.h5")
        self.assertEqual(self.expect(0, *args).stdout, first)
        self.expect(73, "sweep", "office.cfg", *VARY, "-r4", "-q", "-o", "a.h5", says="exists")
        self.assertEqual(self.bytes_of("a.h5"), before)
        self.expect(0, "sweep", "office.cfg", *VARY, "-r4", "-q", "-o", "a.h5", "--force")
        self.assertNotEqual(self.bytes_of("a.h5"), before)

    def test_parts_of_another_study_are_refused(self):
        sweep = ("sweep", "office.cfg", *VARY, "-q")
        self.expect(0, *sweep, "-r3", "--shard", "1/2", "-o", "a.h5")
        for name, more in (("seed", ("-r3", "-s7")), ("more", ("-r4",)), ("figures", ("-r3", "--metric", "offered")), ("set", ("-r3", "--set", "groups.closers.staff=2"))):
            self.expect(0, *sweep, *more, "--shard", "2/2", "-o", f"{name}.h5")
            says = {"seed": "has the seed 7, and a.h5 has 2385", "set": "is of another scenario than a.h5"}.get(name, "is of another study than a.h5")
            self.expect(65, "merge", "a.h5", f"{name}.h5", "-o", "m.h5", says=says)
        self.expect(0, *sweep, "-r3", "--shard", "3/3", "-o", "third.h5")
        self.expect(65, "merge", "a.h5", "third.h5", "-o", "m.h5", says="is shard 3 of 3, and a.h5 is one of 2")
        self.expect(65, "merge", "a.h5", "a.h5", "-o", "m.h5", says="is shard 1, and so is a.h5")
        self.expect(65, "merge", "a.h5", "-o", "m.h5", says="shard 2 of 2 is missing")
        self.expect(0, "run", "office.cfg", "-r3", "-q", "-o", "run.h5")
        self.expect(65, "merge", "run.h5", "-o", "m.h5", says="run.h5: carries no replications that could be joined")
        self.expect(64, "merge", "a.h5", says="-o whole.h5")
        self.assertFalse((self.folder / "m.h5").exists())

    def test_what_is_left_of_another_study_is_not_gone_on_with(self):
        self.kill(("sweep", "office.cfg", "--vary", "volume=0.8..1.2 by 0.01", "-r40", "-q", "-o", "k.h5"), 100)
        self.expect(73, "sweep", "office.cfg", "--vary", "volume=0.8..1.2 by 0.01", "-r41", "-q", "-o", "k.h5", says="--force begins anew")
        self.write("o.h5.part", "my own notes, which are long enough to be something")
        self.expect(73, "sweep", "office.cfg", *VARY, "-r2", "-q", "-o", "o.h5", "--force", says="is not what a sweep leaves")

    def test_with_independent_numbers_no_two_points_are_alike(self):
        levels = ("--vary", "run.confidence=0.9,0.95")  # changes nothing that is simulated
        same = self.points("office.cfg", *levels, "-r3")
        self.assertEqual(same[0]["responses"]["asa_s"]["mean"], same[1]["responses"]["asa_s"]["mean"])
        other = self.points("office.cfg", *levels, "-r3", "--independent")
        self.assertNotEqual(other[0]["responses"]["asa_s"]["mean"], other[1]["responses"]["asa_s"]["mean"])

    def test_precision_is_that_of_each_point(self):
        points = self.points("office.cfg", "--vary", "volume=0.6,1.2", "-r10", "--precision", "asa_s=25%", "--max-replications", "400")
        self.assertGreater(points[0]["replications"], points[1]["replications"])
        for p in points:
            figure = p["responses"]["asa_s"]
            self.assertTrue(p["replications"] == 400 or (figure["high"] - figure["low"]) / 2 <= 0.25 * figure["mean"], p)
        self.expect(64, "sweep", "office.cfg", *VARY, "--precision", "offered=1%", says="must be one of the responses")

    def test_steady_states_can_be_varied(self):
        points = self.points("steady.cfg", "--vary", "groups.desk.staff=6,7", "-r2", "--metric", "asa_s,offered")
        run = self.figures("run", "steady.cfg", "-r2", "--set", "groups.desk.staff=7")
        self.assertAlmostEqual(points[1]["responses"]["asa_s"]["mean"], run["asa_s", "all"], delta=0.2 * run["asa_s", "all"])
        self.assertAlmostEqual(points[1]["responses"]["offered"]["mean"] / 12, run["offered", "all"] / 12, delta=0.1 * run["offered", "all"])

    def test_rows_for_other_programs(self):
        self.expect(0, "sweep", "office.cfg", *VARY, "-r3", "-q", "-o", "a.h5", "--metric", "service_level,offered")
        rows = list(csv.DictReader(io.StringIO(self.expect(0, "export", "a.h5").stdout)))
        self.assertEqual(len(rows), 6 * 2)
        self.assertEqual(list(rows[0]), ["point", "volume", "groups.general.staff", "response", "unit", "replications", "mean", "low", "high"])
        shown = self.json_of("show", "a.h5", "--json")["points"]
        self.assertEqual(float(rows[3]["mean"]), shown[1]["responses"]["offered"]["mean"])
        single = list(csv.DictReader(io.StringIO(self.expect(0, "export", "a.h5", "--by", "replication").stdout)))
        self.assertEqual(len(single), 6 * 3 * 2)
        values = [float(r["value"]) for r in single if r["point"] == "2" and r["response"] == "offered"]
        self.assertAlmostEqual(sum(values) / 3, shown[1]["responses"]["offered"]["mean"], places=9)
        self.assertEqual(self.json_of("export", "a.h5", "--format", "json")["points"], shown)
        self.expect(64, "export", "a.h5", "-o", "a.xlsx", says="a study goes to csv and json")
        self.expect(65, "compare", "a.h5", "a.h5", says="is a study of ccsim sweep")
        self.expect(64, "show", "a.h5", "--grid", says="belongs to results of ccsim run")

    def test_a_list_of_commands_for_any_queue(self):
        sweep = ("sweep", "office.cfg", *VARY, "--vary", "run.service_level_of=\"contacts\",\"customers\"", "--set", "title=\"it's\"", "-r3", "--metric", "offered")
        self.expect(0, *sweep, "-q", "-o", "whole.h5")
        lines = self.expect(0, *sweep, "-o", "st udy.h5", "--commands", "5").stdout.splitlines()
        self.assertEqual(len(lines), 6)
        for line in reversed(lines[:5]):
            subprocess.run(["sh", "-c", line], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["sh", "-c", lines[5]], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        self.assertEqual(self.bytes_of("st udy.h5"), self.bytes_of("whole.h5"))
        self.expect(64, *sweep, "--commands", "5", says="-o study.h5")
        self.expect(64, *sweep, "-o", "a.h5", "--commands", "13", says="from 1 to 12")

    def test_slurm_submits_again_what_left_nothing(self):
        """An sbatch of our own does the jobs of the array one after the other; the second one fails at first."""
        self.write("sbatch", """#!/bin/sh
for word; do case $word in --array=*) list=${word#--array=} ;; esac; done
cat > job.sh
echo "$@" >> submitted
for i in $(echo "$list" | tr , ' '); do
    if [ "$i" = 2 ] && [ ! -e failed ]; then touch failed; continue; fi
    SLURM_ARRAY_TASK_ID=$i sh job.sh > /dev/null
done
""").chmod(0o755)
        sweep = ("sweep", "office.cfg", *VARY, "-r3")
        self.expect(0, *sweep, "-q", "-o", "whole.h5")
        self.write("study.sh", self.expect(0, *sweep, "-o", "study.h5", "--slurm", "4").stdout)
        env = dict(os.environ, PATH=f"{self.folder}:{os.environ['PATH']}")
        done = subprocess.run(["sh", "study.sh", "--partition=long"], cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.bytes_of("study.h5"), self.bytes_of("whole.h5"))
        submitted = (self.folder / "submitted").read_text().splitlines()
        self.assertEqual(len(submitted), 2)
        self.assertIn("--array=1,2,3,4 --partition=long", submitted[0])
        self.assertIn("--array=2 ", submitted[1])

    def rows(self, *args):
        """What the analyses of a study say: the rows of each."""
        return {a["analysis"]: a["rows"] for a in self.json_of("show", *args, "--json")}

    def test_effects_are_those_of_the_points(self):
        self.expect(0, "sweep", "office.cfg", "--vary", "volume=0.9,1.1", "--vary", "aht=0.9,1.1", "-r6", "-q", "-o", "a.h5")
        mean = [p["responses"]["asa_s"]["mean"] for p in self.json_of("show", "a.h5", "--json")["points"]]  # volume low low high high, aht low high low high
        of = self.rows("a.h5", "--analysis", "effects,tornado,surface", "--metric", "asa_s")
        effect = {r["effect"]: r["asa_s"] for r in of["effects"]}
        self.assertAlmostEqual(effect["volume"]["value"], (mean[2] + mean[3] - mean[0] - mean[1]) / 2, places=9)
        self.assertAlmostEqual(effect["aht"]["value"], (mean[1] + mean[3] - mean[0] - mean[2]) / 2, places=9)
        self.assertAlmostEqual(effect["volume x aht"]["value"], (mean[0] + mean[3] - mean[1] - mean[2]) / 2, places=9)
        for e in effect.values():
            self.assertTrue(e["low"] < e["value"] < e["high"], e)
        self.assertEqual([r["factor"] for r in of["tornado"]], sorted(("volume", "aht"), key=lambda f: -abs(effect[f]["value"])))
        self.assertAlmostEqual(of["tornado"][0]["change"]["value"], effect[of["tornado"][0]["factor"]]["value"], places=9)
        middle = sum(mean) / 4
        self.assertAlmostEqual(of["tornado"][0]["elasticity"]["value"], effect[of["tornado"][0]["factor"]]["value"] / 0.2 / middle, places=6)
        self.assertEqual([r["term"] for r in of["surface"]][:4], ["middle", "volume", "aht", "volume x aht"])
        self.assertAlmostEqual(of["surface"][0]["asa_s"]["value"], middle, places=9)

    def test_points_without_contacts_are_left_out_and_told(self):
        staff = ("--vary", "groups.general.staff=5,6,7", "-r6", "-q", "--metric", "service_level,busy_agents")
        self.expect(0, "sweep", "office.cfg", "--vary", "volume=0,0.5,1", *staff, "-o", "some.h5")
        self.expect(0, "sweep", "office.cfg", "--vary", "volume=0.5,1", *staff, "-o", "all.h5")
        level = [p["responses"]["service_level"]["mean"] for p in self.json_of("show", "some.h5", "--json")["points"]]
        self.assertEqual(level[:3], [None] * 3)
        for analysis in ("effects", "tornado", "surface", "isoline --target service_level=90%", "front", "best --metric service_level"):
            note = self.json_of("show", "some.h5", "--json", "--analysis", *analysis.split())[0]["note"]
            self.assertIn("Left out, as the figure is not known there (no contacts, or in one replication only): service_level at 3 of 9 points.", note)
            self.assertNotIn("nan", self.expect(0, "show", "some.h5", "--analysis", *analysis.split()).stdout)
        effect = self.rows("some.h5", "--analysis", "effects")["effects"][0]["service_level"]["value"]  # of volume, over twice the range that is known
        self.assertAlmostEqual(effect, 2 * (sum(level[6:]) - sum(level[3:6])) / 3, places=9)
        some, known = ({a: [{k: v for k, v in row.items() if k != "point"} for row in rows] for a, rows in self.rows(name, "--analysis", "front,best").items()}
                       for name in ("some.h5", "all.h5"))
        self.assertEqual(some["best"], known["best"])
        self.assertEqual(len(self.rows("some.h5", "--analysis", "front", "--metric", "busy_agents,service_level")["front"]), len(known["front"]))
        self.assertNotIn("Left out", self.expect(0, "show", "all.h5", "--analysis", "effects,front,best").stdout)

    def test_trajectories_are_left_out_whole(self):
        vary = ("--vary", "volume=0..1", "--vary", "aht=0.9..1.1", "-r2", "-q", "--metric", "service_level,busy_agents", "--points", "8")
        self.expect(0, "sweep", "office.cfg", *vary, "--design", "morris", "-o", "m.h5")
        told = self.json_of("show", "m.h5", "--json", "--analysis", "morris")[0]
        level = [p["responses"]["service_level"]["mean"] for p in self.json_of("show", "m.h5", "--json")["points"]]
        n = sum(3 for i in range(0, 24, 3) if None in level[i : i + 3])
        self.assertTrue(0 < n < 24, n)
        self.assertIn(f"service_level at {n} of 24 points.", told["note"])
        for row in told["rows"]:
            self.assertIsNotNone(row["mean"]["low"], row)

    def test_what_must_hold_for_a_target(self):
        self.expect(0, "sweep", "office.cfg", "--vary", "volume=0.8..1.2 by 0.1", "--vary", "groups.general.staff=5..9 by 1", "-r10", "-q", "-o", "a.h5")
        rows = self.rows("a.h5", "--analysis", "isoline", "--target", "service_level=80%")["isoline"]
        self.assertEqual([r["volume"]["value"] for r in rows], [0.8, 0.9, 1, 1.1, 1.2])
        staff = [r["groups.general.staff"]["value"] for r in rows]
        there = [x for x in staff if x is not None]
        self.assertEqual(there, sorted(there))
        self.assertGreaterEqual(len(there), 3)
        run = self.figures("run", "office.cfg", "-r400", "--set", f"groups.general.staff={staff[2]}")
        self.assertAlmostEqual(run["service_level", "all"], 0.8, delta=0.06)  # the polynomial is off by some points
        back = self.rows("a.h5", "--analysis", "isoline", "--target", "service_level=80%", "--solve", "volume")["isoline"]
        self.assertIn("volume", back[0])
        for target, words in (("asa_s=100000", "everywhere"), ("service_level=1.5", "nowhere")):
            bounds = self.rows("a.h5", "--analysis", "isoline", "--target", target)["isoline"]
            self.assertEqual([(r["groups.general.staff"]["value"], r["holds"]) for r in bounds], [(None, words)] * 5)
        self.expect(64, "show", "a.h5", "--analysis", "isoline", says="such as service_level=80%")
        self.expect(64, "show", "a.h5", "--analysis", "isoline", "--target", "service_level=80", says='expected a value such as "80 %" behind the =, found "80"')
        self.expect(64, "show", "a.h5", "--analysis", "isoline", "--target", "servce_level=80%", says="did you mean service_level?")
        self.expect(64, "show", "a.h5", "--analysis", "isoline", "--target", "service_level=80%", "--solve", "staff", says="is no factor of this study")

    def test_indices_and_the_designs_that_they_need(self):
        vary = ("--vary", "volume=0.8..1.2", "--vary", "types.sales.patience.mean=\"3 min\"", "-r2", "-q")
        self.expect(64, "sweep", "office.cfg", *vary, "--design", "sensitivity", "--points", "8", says="needs two levels")
        vary = ("--vary", "volume=0.8..1.2", "--vary", "run.confidence=0.9..0.95", "-r2", "-q", "--metric", "service_level")
        self.expect(0, "sweep", "office.cfg", *vary, "--design", "sensitivity", "--points", "32", "-o", "s.h5")
        volume, nothing = self.rows("s.h5", "--analysis", "sobol")["sobol"]
        self.assertAlmostEqual(nothing["total"]["value"], 0, places=9)  # it changes nothing that is simulated
        self.assertAlmostEqual(volume["total"]["value"], 1, delta=0.4)
        self.expect(0, "sweep", "office.cfg", *vary, "--design", "morris", "--points", "6", "-o", "m.h5")
        volume, nothing = self.rows("m.h5", "--analysis", "morris")["morris"]
        self.assertEqual((nothing["mean_abs"]["value"], nothing["sd"]["value"]), (0, 0))
        self.assertLess(volume["mean"]["value"], -0.05)
        self.expect(64, "show", "m.h5", "--analysis", "sobol", says="sobol needs a study of design sensitivity; this one is of design morris")
        self.expect(64, "show", "m.h5", "--analysis", "sobel", says="must be some of effects")
        self.expect(0, "run", "office.cfg", "-r3", "-q", "-o", "run.h5")
        self.expect(64, "show", "run.h5", "--analysis", "effects", says="belongs to studies of ccsim sweep")

    def test_the_front_and_the_best(self):
        self.expect(0, "sweep", "office.cfg", "--vary", "groups.general.staff=4..9 by 1", "-r30", "-q", "-o", "a.h5", "--metric", "service_level,busy_agents")
        of = self.rows("a.h5", "--analysis", "front,best", "--metric", "service_level,busy_agents")
        points = {p["point"]: p["responses"] for p in self.json_of("show", "a.h5", "--json")["points"]}
        for row in of["front"]:
            self.assertTrue(row["chance"]["value"] is None or 0 <= row["chance"]["value"] <= 1)
        best = of["best"][0]
        self.assertTrue(best["point"].startswith("6:"), best)  # the most agents
        self.assertEqual(best["service_level"]["value"], points[6]["service_level"]["mean"])
        self.assertEqual(of["best"][-1]["left"], "")
        self.assertEqual(of["best"][-1]["against_the_best"]["high"], 0)
        out = self.expect(0, "show", "a.h5", "--analysis", "best", "--metric", "service_level", "--margin", "0.0001").stdout
        self.assertIn("Not decided: after 30 replications", out)
        out = self.expect(0, "show", "a.h5", "--analysis", "best", "--metric", "service_level", "--margin", "0.05").stdout
        self.assertRegex(out, "Point [56] is selected by the procedure KN after [0-9]+ replications")
        csv_text = self.expect(0, "export", "a.h5", "--analysis", "best", "--metric", "service_level").stdout
        self.assertTrue(csv_text.startswith("point,service_level,service_level_low,service_level_high,against_the_best,"), csv_text)

    def drawn(self, page, chart, name=None):
        """The rows that a chart of a page draws, as objects, and its parameters."""
        figure = re.search(f'<figure class="chart" id="{chart}" [^>]*data-params="([^"]*)".*?<script type="application/json" class="data">(.*?)</script>', page, re.S)
        data = json.loads(figure.group(2))
        packed = data[name] if name else data
        rows = [{f: packed["texts"][f][v] if f in packed["texts"] and v is not None else v for f, v in zip(packed["fields"], row)} for row in packed["rows"]]
        return rows, json.loads(html.unescape(figure.group(1)))

    def test_a_study_has_a_page(self):
        self.expect(0, "sweep", "office.cfg", *VARY, "-r12", "-q", "-o", "a.h5", "--metric", "service_level,asa_s,busy_agents")
        self.expect(0, "report", "a.h5", "--target", "service_level=70%", "-q")
        page = (self.folder / "a.html").read_text()
        points = self.json_of("show", "a.h5", "--json")["points"]
        cells, params = self.drawn(page, "field", "cells")
        of = "Service level: volume and groups.general.staff"
        self.assertEqual({(c["x"], c["y"]): c["value"] for c in cells if c["of"] == of},
                         {(p["levels"]["volume"], p["levels"]["groups.general.staff"]): p["responses"]["service_level"]["mean"] for p in points})
        self.assertEqual({c["xHigh"] for c in cells if c["x"] == 0.9}, {c["xLow"] for c in cells if c["x"] == 1})
        self.assertTrue(params["choices"][of]["hasLine"])
        line, _ = self.drawn(page, "field", "line")
        told = {r["volume"]["value"]: r["groups.general.staff"]["value"] for r in self.rows("a.h5", "--analysis", "isoline", "--target", "service_level=70%")["isoline"]}
        self.assertTrue(line, "the line at which the target holds")
        for at in line:
            self.assertEqual(at["of"], of)
            if at["x"] in told:
                self.assertAlmostEqual(at["y"], told[at["x"]], 9)
        changes, _ = self.drawn(page, "factors-tornado")
        swings = {(r["figure"], r["factor"]): r["change"]["value"] for r in self.rows("a.h5", "--analysis", "tornado")["tornado"]}
        self.assertAlmostEqual(100 * next(c["difference"] for c in changes if c["row"].startswith("volume")), swings["service_level", "volume"], 9)
        weighed, _ = self.drawn(page, "front-points")
        on = {r["point"] for r in self.rows("a.h5", "--analysis", "front")["front"] if r["chance"]["value"] >= 0.95}
        self.assertEqual({w["name"] for w in weighed if w["standing"] == "beaten by none"}, on)
        for heading in ("What the study says", "The best point", "A polynomial of the factors", "A Gaussian process of the factors", "All points"):
            self.assertIn(heading, page)
        told = {r["term"]: r["service_level"]["value"] for r in self.rows("a.h5", "--analysis", "kriging", "--metric", "service_level")["kriging"]}
        self.assertTrue(0 < told["off by, at a point not seen"] < 0.1 and told["reach of volume"] > 0.04, told)
        self.expect(0, "report", "a.h5", "--metric", "service_level", "-o", "one.html", "-q")
        one = (self.folder / "one.html").read_text()
        self.assertNotIn('id="front"', one)
        self.assertNotIn("hasLine", re.search('id="field".*?>', one).group(0))
        self.expect(0, "report", "a.h5", "--metric", "service_level", "-o", "again.html", "-q")
        self.assertEqual(one, (self.folder / "again.html").read_text())

    def test_what_a_page_of_a_study_cannot_be(self):
        self.expect(0, "sweep", "office.cfg", *VARY, "-r2", "-q", "-o", "a.h5")
        self.expect(0, "sweep", "office.cfg", *VARY, "-r2", "-q", "--shard", "1/2", "-o", "shard.h5")
        self.expect(0, "run", "office.cfg", "-r2", "-q", "-o", "run.h5")
        self.expect(64, "report", "a.h5", "--slides", says="a study of ccsim sweep has a page alone")
        self.expect(64, "report", "a.h5", "--language", "de", says="the page of a study of ccsim sweep is in English")
        self.expect(65, "report", "run.h5", "a.h5", "-o", "x.html", says="a.h5: is a study, which has a page of its own: give it alone")
        self.expect(64, "report", "shard.h5", says="ccsim merge puts its parts together")
        self.expect(64, "report", "a.h5", "--target", "noise=1", says='"noise" is no response of this study')
        self.expect(64, "report", "run.h5", "--target", "service_level=80%", says="belongs to studies of ccsim sweep")
        self.expect(64, "report", "run.h5", "--metric", "service_level", says="belongs to studies of ccsim sweep")

    def test_a_dry_run_writes_nothing(self):
        out = self.expect(0, "sweep", "office.cfg", *VARY, "-r100", "-o", "a.h5", "--dry-run").stdout
        for text in ("6 points of 2 factors (grid)", "600 replications", "memory: about", "time:   about", "--shard 1/n"):
            self.assertIn(text, out)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["office.cfg", "steady.cfg"])
        out = self.expect(0, "sweep", "office.cfg", "--vary", "volume=0.8..1.2", "--design", "sobol", "--points", "1000000", "--dry-run").stdout
        self.assertIn("1000000 points of 1 factors (sobol)", out)

    def test_designs_of_a_study(self):
        for design, n in (("grid", 9), ("one_at_a_time", 5), ("factorial", 4)):
            self.assertEqual(len(self.points("office.cfg", "--vary", "volume=0.9,1,1.1", "--vary", "aht=0.9,1,1.1", "-r1", "--design", design)), n)
        self.assertEqual(len(self.points("office.cfg", "--vary", "volume=0.9..1.1", "-r1", "--design", "lhs", "--points", "7")), 7)
        self.write("list.cfg", 'base = "office.cfg"; factors: { volume: { by = "times"; }; aht: { by = "times"; }; }; list = ((0.9, 1), (1.1, 0.95)); replications = 1;')
        self.assertEqual([p["levels"] for p in self.points("list.cfg")], [{"volume": 0.9, "aht": 1}, {"volume": 1.1, "aht": 0.95}])
        self.write("points.csv", "aht,note,volume\n1,first,0.9\n0.95,second,1.1\n")
        self.write("csv.cfg", 'base = "office.cfg"; factors: { volume: {}; aht: {}; }; csv = "points.csv"; replications = 1;')
        self.assertEqual(self.points("csv.cfg"), self.points("list.cfg"))

    def test_what_is_wrong_is_told_in_its_place(self):
        for text, says in ((STUDY.replace("values", "valuse"), "study.cfg:5: factors.agents.valuse: unknown key, did you mean values?"),
                           (STUDY.replace("replications = 4", "replications = 0"), "study.cfg:8: replications: expected a whole number"),
                           (STUDY.replace("general", "genral"), "study.cfg:5: point 1 (volume 0.9, agents 4): groups.genral.staff: there is no \"genral\""),
                           (STUDY.replace("[4, 5]", "[4, -5]"), "study.cfg:5: point 2 (volume 0.9, agents -5): groups.general.staff"),
                           (STUDY.replace("asa_s@", "asa@"), "study.cfg:7: responses: there is no metric \"asa\" here, did you mean \"asa_s\"?"),
                           (STUDY.replace("0.9..1.1", "1.1..0.9"), "factors.volume: a range must end above its begin"),
                           (STUDY.replace("office", "orifice"), "orifice.cfg: cannot be read"),
                           (STUDY + 'design = "lattice";', "study.cfg:9: design: expected grid, one_at_a_time"),
                           (STUDY + "list = ((1, 2)); design = \"csv\";", "the design csv needs csv"),
                           ("types: {};", "study.cfg: is no study")):
            self.write("study.cfg", text)
            self.expect(66 if "orifice" in text else 64 if "asa@" in text else 65, "sweep", "study.cfg", says=says)
        self.expect(66, "sweep", "nothing.cfg", says="cannot be read")
        self.expect(64, "sweep", "office.cfg", "--vary", "volume=0.9..1.1", says="a grid needs levels")
        self.expect(64, "sweep", "office.cfg", *VARY, "--shard", "0/3", "-o", "a.h5", says="must be such as 3/7")
        self.expect(64, "sweep", "office.cfg", *VARY, "--shard", "1/3", says="goes with --output FILE")
        self.expect(64, "sweep", "office.cfg", *VARY, "--shard", "1/7", "-o", "a.h5", says="for as many shards at most")
        self.expect(64, "sweep", "office.cfg", *VARY, *VARY[:2], says="two factors have this name")


if __name__ == "__main__":
    main()
