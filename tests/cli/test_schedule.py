"""ccsim schedule: the grid, the roster and the scenario that refers to it, what it refuses, and how it ends early."""
import csv
import json
import signal
import subprocess
import time

from cli import PROGRAM, CliTest, main

BASE = """
title = "A desk";
clock: { start = "2026-03-02"; days = 2; open = "09:00-17:00"; interval = "30 min"; };
types: { help: { arrivals: { per_hour = 60.385; }; talk: { dist = "exponential"; mean = "3 min"; };
  patience: { dist = "exponential"; mean = "2 min"; }; target: { service_level = "80 %"; within = "20 s"; }; }; };
groups: { desk: { staff = 6; shrinkage = "10 %"; }; }; // as much as the rest of its shifts
run: { replications = 10; seed = 5; };
"""
SHIFTS = """
shifts: { flexible: { starts = ("09:00", "13:00", "1 h"); lengths = ("4 h", "6 h");
  breaks: { rest: { after = "1 h"; within = "2 h"; lasts = "30 min"; }; }; }; };
"""


def minutes(text):
    return 60 * int(text[:2]) + int(text[3:])


class Schedule(CliTest):
    def setUp(self):
        super().setUp()
        self.write("bare.cfg", BASE)
        self.write("desk.cfg", BASE + SHIFTS)

    def asked(self, *args, scenario="desk.cfg"):
        return json.loads(self.expect(0, "schedule", scenario, "-q", "--json", *args).stdout)

    def rows(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_the_shifts_cover_what_is_required(self):
        said = self.asked("--steady")
        self.assertFalse(said["checked"])
        self.assertEqual(said["hours_below"], 0)
        self.assertEqual(len(said["intervals"]), 32)
        for interval in said["intervals"]:
            self.assertGreaterEqual(interval["on_phones_least"], interval["required"])
        self.assertLessEqual(said["bound"], said["cost"] + 1e-6)
        self.assertLess(said["cost"], 1.1 * said["bound"])

    def test_the_roster_is_the_schedule_row_by_row(self):
        said = self.asked("--steady", "-o", "roster.csv")
        rows = self.rows("roster.csv")
        self.assertEqual({row["activity"] for row in rows}, {"phone", "rest"})
        self.assertEqual(len({row["agent"] for row in rows}), said["groups"][0]["persons"])
        for interval in said["intervals"]:
            at = [row for row in rows if row["date"] == interval["interval"][:10]
                  and minutes(row["start"]) <= minutes(interval["interval"][11:16]) < minutes(row["end"])]
            on = sum(1 if row["activity"] == "phone" else -1 for row in at)
            self.assertEqual(on, interval["on_phones_least"], interval)
        for row in rows:
            if row["activity"] != "rest":
                continue
            shift, = [other for other in rows if other["activity"] == "phone" and (other["agent"], other["date"]) == (row["agent"], row["date"])]
            self.assertTrue(60 <= minutes(row["start"]) - minutes(shift["start"]) <= 180, row)

    def test_the_scenario_written_runs_and_has_what_was_checked(self):
        said = self.asked("--by", "day", "-o", "done.cfg")
        self.assertTrue(said["checked"])
        self.assertEqual({target["period"] for target in said["targets"]}, {"2026-03-02", "2026-03-03"})
        self.assertIn('roster = "done.csv"', (self.folder / "done.cfg").read_text(encoding="utf-8"))
        level = json.loads(self.expect(0, "run", "done.cfg", "-r", "60", "-q", "--json").stdout)
        self.assertIn("service_level", json.dumps(level))
        explained = self.expect(0, "explain", "done.cfg").stdout
        self.assertIn("desk", explained)
        self.expect(64, "schedule", "desk.cfg", "--steady", "-o", "done.h5", says="its ending must say what to write")

    def test_the_roster_read_again_has_the_agents_that_were_told(self):
        said = self.asked("--steady", "-o", "roster.csv")
        bare = BASE.replace('staff = 6; shrinkage = "10 %";', 'roster = "roster.csv";')
        self.write("again.cfg", bare)
        self.expect(0, "run", "again.cfg", "-q", "-r", "2", "-o", "again.h5")
        text = self.expect(0, "export", "again.h5", "--format", "csv-wide", "--by", "interval", "--metric", "scheduled_agents", "--entity", "group/desk").stdout
        there = [(row["interval"], float(row["scheduled_agents"])) for row in csv.DictReader(text.splitlines()) if row["scheduled_agents"]]
        self.assertEqual([name for name, _ in there], [interval["interval"] for interval in said["intervals"]])
        for interval, (name, agents) in zip(said["intervals"], there):
            self.assertAlmostEqual(agents, interval["on_phones"], places=6, msg=name)

    def test_what_intervals_have_too_much_is_used_where_the_target_is_of_the_day(self):
        said = self.asked("--by", "day", "-r", "20", "-o", "eased.csv")
        self.assertEqual(said["repairs"], 0)
        self.assertGreater(said["saved"], 0)
        self.assertGreater(said["shifts_taken_away"] + said["shifts_exchanged"], 0)
        for target in said["targets"]:
            self.assertGreater(target["probability"], 0.2, target)
        for interval in said["intervals"]:
            at = [row for row in self.rows("eased.csv") if row["date"] == interval["interval"][:10]
                  and minutes(row["start"]) <= minutes(interval["interval"][11:16]) < minutes(row["end"])]
            self.assertEqual(sum(1 if row["activity"] == "phone" else -1 for row in at), interval["on_phones_least"], interval)
        self.assertEqual(self.asked("--by", "interval", "-r", "20")["saved"], 0)
        self.assertIn("left over: ", self.expect(0, "schedule", "desk.cfg", "-q", "--by", "day", "-r", "20").stdout)

    def test_everybody_is_of_one_kind_of_employment(self):
        self.write("mix.cfg", BASE + """
          employment: { full: { pattern = "4 on 3 off"; }; part: { hours_a_week = "8 h"; share_most = "40 %"; share_least = "20 %"; }; };
          shifts: { long: { employment = "full"; starts = ("09:00", "11:00", "1 h"); lengths = "6 h"; starts_most = 2; };
            split: { employment = "part"; start = "09:00"; length = "8 h"; most = 1; breaks: { between: { after = "2 h"; within = "1 h"; lasts = "3 h"; paid = 0; }; }; };
            gig: { employment = "part"; starts = ("09:00", "15:00", "1 h"); lengths = ("2 h", "3 h"); }; };""")
        said = self.asked("--steady", "-o", "mix.csv", scenario="mix.cfg")
        kinds = {kind["kind"]: kind for kind in said["groups"][0]["employment"]}
        self.assertEqual(sum(kind["persons"] for kind in kinds.values()), said["groups"][0]["persons"])
        for date in ("2026-03-02", "2026-03-03"):
            day = [shift for shift in said["shifts"] if shift["date"] == date]
            heads = {name: sum(s["heads"] for s in day if s["shift"] == name) for name in ("long", "split", "gig")}
            part = (heads["split"] + heads["gig"]) / sum(heads.values())
            self.assertTrue(0.15 < part < 0.5, heads)
            self.assertLessEqual(heads["split"], 1)
            self.assertLessEqual(len({s["start"] for s in day if s["shift"] == "long"}), 2)
        rows = self.rows("mix.csv")
        hours = {}
        for row in rows:
            self.assertRegex(row["agent"], "^desk_(full|part)_[0-9]{3}$")
            hours.setdefault(row["agent"], []).append((minutes(row["end"]) - minutes(row["start"])) / 60)
        for agent, stretches in hours.items():
            self.assertTrue("_full_" in agent or sum(stretches) <= 8, agent)
            self.assertTrue("_part_" in agent or set(stretches) == {6}, agent)

    def test_the_limit_that_makes_shifts_dear_is_told(self):
        shifts = """shifts: { full: { start = "09:00"; length = "8 h"; }; gig: { start = "11:00"; length = "2 h"; most = 1; }; };"""
        self.write("binds.cfg", BASE.replace('shrinkage = "10 %";', "") + shifts)
        self.write("need.csv", "time,desk\n09:00,2\n11:00,4\n13:00,2\n")
        said = self.asked("--steady", "--require", "need.csv", scenario="binds.cfg")
        self.assertEqual((said["cost"], said["limits_tried"], said["limits_left"]), (52, 1, 0))
        limit, = said["binding"]  # two days of three full and one gig, 26 hours; of two and two, 20
        self.assertEqual((limit["limit"], limit["change"]), ("shifts.gig.most (1)", "left out"))
        self.assertAlmostEqual(limit["saved"], 12, places=3)
        self.assertAlmostEqual(limit["saved_frac"], 12 / 52, places=4)
        text = self.expect(0, "schedule", "binds.cfg", "-q", "--steady", "--require", "need.csv").stdout
        self.assertIn("what binds: with shifts.gig.most (1) left out the schedule would need 12 weighted paid hours less (bound of the linear program)", text)
        loose = ["--steady", "--require", "need.csv", "--set", "shifts.gig.most=9"]
        self.assertEqual(self.asked(*loose, scenario="binds.cfg")["binding"], [])
        self.assertIn("no limit on shifts saves more than 0.5 %; looked at, each by itself: 1", self.expect(0, "schedule", "binds.cfg", "-q", *loose).stdout)

    def test_kinds_of_employment_are_for_every_shift(self):
        self.write("some.cfg", BASE + SHIFTS + 'employment: { full: { share_least = "50 %"; share_most = "40 %"; }; };')
        out = self.expect(65, "schedule", "some.cfg", "--steady", says="shifts.flexible: needs employment, such as \"full\"")
        self.assertIn("some.cfg:11: employment.full.share_least: is more than share_most, 40 %", out.stderr)

    def test_what_a_gap_is_stands_below_the_grid(self):
        self.assertIn("gap: the fewest on the phones in an interval less those required", self.expect(0, "schedule", "desk.cfg", "-q", "--steady").stdout)

    def test_what_shifts_do_not_hold_of_shrinkage_is_added(self):
        plain = self.asked("--steady", "--set", "groups.desk.shrinkage=0")
        self.assertEqual((plain["groups"][0]["shrinkage_away"], round(plain["groups"][0]["shrinkage_held"], 6)), (0, 0.1))
        for ask in (["--set", "groups.desk.shrinkage=0.19"], ["--what-if", "shrinkage 19 %", "--set", "groups.desk.shrinkage=0"]):
            said = self.asked("--steady", *ask, "-o", "away.cfg", "--force")
            self.assertAlmostEqual(said["groups"][0]["shrinkage_away"], 0.1)
            for few, many in zip(plain["intervals"], said["intervals"]):
                self.assertAlmostEqual(many["required"], few["required"] / 0.9)
            text = (self.folder / "away.cfg").read_text()
            self.assertIn("unplanned = 0.1;", text)
            self.assertNotIn("changes", text)
            explained = self.expect(0, "explain", "away.cfg").stdout
            self.assertIn("10 %", explained)
        self.assertIn("Planned shrinkage 19.0 %".lower(), self.expect(0, "schedule", "desk.cfg", "--steady", "-q", "--set", "groups.desk.shrinkage=0.19").stdout)
        self.assertIn("which is all of it", self.expect(0, "schedule", "desk.cfg", "--steady", "-q", "--set", "groups.desk.shrinkage=0.08").stdout)

    def test_a_change_of_shrinkage_in_the_scenario_counts_once(self):
        self.write("changed.cfg", BASE + SHIFTS + "changes: { less: { shrinkage = 0.28; }; busy: { volume = 1.1; shrinkage = 0.28; }; };")
        said = self.asked("--steady", "-o", "away.cfg", scenario="changed.cfg")
        self.assertAlmostEqual(said["groups"][0]["shrinkage_away"], 0.2)
        full = self.expect(0, "explain", "--full", "away.cfg").stdout
        self.assertIn("volume = 1.1", full)
        self.assertNotIn("0.28", full)

    def test_changes_of_the_question_are_in_the_scenario_written(self):
        self.expect(0, "schedule", "desk.cfg", "-q", "--steady", "--what-if", "volume +50 %", "-o", "more.cfg")
        self.assertIn("1.5", (self.folder / "more.cfg").read_text(encoding="utf-8"))

    def test_what_is_required_may_come_from_a_table_or_a_result(self):
        self.expect(0, "staff", "desk.cfg", "-q", "--steady", "--csv", "need.csv", "-o", "need.h5")
        first = self.asked("--steady")
        for name in ("need.csv", "need.h5"):
            self.assertEqual(self.asked("--steady", "--require", name)["cost"], first["cost"], name)
        self.write("queue.csv", "time;help\n09:00;3\n")  # its one team is meant
        self.assertEqual({i["required"] for i in self.asked("--steady", "--require", "queue.csv")["intervals"]}, {3})
        self.write("wide.csv", "time;desk\n09:00;3\n12:00;5,5\n")
        said = self.asked("--steady", "--require", "wide.csv")
        self.assertEqual({(i["interval"][11:16] >= "12:00", i["required"]) for i in said["intervals"]}, {(False, 3), (True, 5.5)})

    def test_bad_tables_are_told_by_line(self):
        self.write("need.csv", "time,desk\n09:00,3\nnoon,4\n10:00,many\n")
        out = self.expect(65, "schedule", "desk.cfg", "--steady", "--require", "need.csv", says="need.csv:3: time: must be a time of day")
        self.assertIn("need.csv:4: desk: must be a number of agents", out.stderr)
        self.write("other.csv", "time,sales\n09:00,3\n")
        self.expect(65, "schedule", "desk.cfg", "--steady", "--require", "other.csv", says="called like a group of the scenario")

    def test_an_interval_that_no_shift_covers_is_named(self):
        late = self.expect(65, "schedule", "desk.cfg", "--steady", "--set", "shifts.flexible.starts[0]=10:00",
                           says="on 2026-03-02 at 09:00, and no shift has anybody on the phones then")
        self.assertIn("--shortage", late.stderr)
        said = self.asked("--steady", "--set", "shifts.flexible.starts[0]=10:00", "--shortage", "3")
        self.assertGreater(said["hours_below"], 0)

    def test_without_shifts_an_example_is_told(self):
        out = self.expect(65, "schedule", "bare.cfg", "--steady", says="the scenario has no shifts to choose from")
        self.assertIn("starts = (", out.stderr)

    def test_turns_are_refused(self):
        self.expect(65, "schedule", "desk.cfg", "--steady", "--set", 'shifts.flexible.pattern="4 on 3 off"', says="leave it out, and say --days-a-week")

    def test_wrong_wishes_are_refused(self):
        self.expect(64, "schedule", "desk.cfg", "--days-a-week", "8", says="--days-a-week: must be a whole number from 1 to 7")
        self.expect(64, "schedule", "desk.cfg", "--rest", "long", says='must be a time such as "40 h"')
        self.expect(64, "schedule", "desk.cfg", "--shortage", "0", says="must be a number of paid hours above 0")
        self.expect(65, "schedule", "desk.cfg", "--steady", "--hours-a-week", "2 h", says="less than a shift has paid hours")

    def test_ctrl_c_ends_it(self):
        child = subprocess.Popen([PROGRAM, "schedule", "desk.cfg", "-q", "-r", "5000"], cwd=self.folder, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
        self.assertEqual(child.returncode, 130)
        self.assertIn("stopped by Ctrl-C", err)


if __name__ == "__main__":
    main()
