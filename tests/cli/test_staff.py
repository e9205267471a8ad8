"""ccsim staff: the grid, the files it writes, what it refuses, and how it ends early."""
import csv
import json
import re
import signal
import subprocess
import time

from cli import PROGRAM, CliTest, main

DESK = """
title = "A desk";
clock: { start = "2026-03-02"; open = "09:00-11:00"; interval = "30 min"; };
types: { help: { arrivals: { per_hour = [40.0, 71.385, 66.0, 50.0]; }; talk: { dist = "exponential"; mean = "3 min"; };
  patience: { dist = "exponential"; mean = "2 min"; }; target: { service_level = "80 %"; within = "20 s"; }; }; };
groups: { desk: { staff = 4; shrinkage = "20 %"; }; };
run: { replications = 30; seed = 5; };
"""


class Staff(CliTest):
    def setUp(self):
        super().setUp()
        self.write("desk.cfg", DESK)

    def asked(self, *args):
        return json.loads(self.expect(0, "staff", "desk.cfg", "-q", "--json", *args).stdout)

    def test_a_target_of_everybody_is_refused(self):
        self.expect(64, "staff", "desk.cfg", "--steady", "--set", 'types.help.target.service_level="100 %"', says="is reached by no number of agents")

    def test_the_table_says_required_gross_scheduled_and_gap(self):
        out = self.expect(0, "staff", "desk.cfg", "-q").stdout
        self.assertRegex(out, r"(?m)^interval +desk net +gross +now net +gross +gap net +gross$")
        self.assertRegex(out, r"(?m)^09:00 +\d +[\d.]+ +3.2 +4 +-[\d.]+ +-[\d.]+$")
        self.assertIn("\nnet: what planned shrinkage leaves of gross", out)
        bare = self.expect(0, "staff", "desk.cfg", "-q", "--set", "groups.desk.shrinkage=0").stdout
        self.assertRegex(bare, r"(?m)^interval +desk +now +gap$")
        self.assertNotIn("gross", bare)
        self.assertRegex(out, r"(?m)^required: [\d.]+ agent-hours on the phones, scheduled 6.4")
        said = re.search(r"required: ([\d.]+) agent-hours on the phones, scheduled 6.4\d*: ([\d.]+) hours more than scheduled \(\+", out)
        self.assertAlmostEqual(float(said[1]) - 6.4, float(said[2]), places=1)
        fewer = self.expect(0, "staff", "desk.cfg", "-q", "--steady", "--set", "groups.desk.staff=40").stdout
        self.assertRegex(fewer, r"scheduled 64: [\d.]+ hours fewer than scheduled \(-")
        self.assertNotIn("bound:", out, "half-hours move on: steady states bound nothing")
        whole = self.expect(0, "staff", "desk.cfg", "-q", "--set", "clock.interval=2 h", "--set", "types.help.arrivals.per_hour=57").stdout
        self.assertRegex(whole, r"(?m)^bound: no staffing costs less than [\d.]+, given intervals that are steady states .*: at most [\d.]+ % is left to gain$")
        self.assertRegex(out, r"checked on \d+ other replications")
        self.assertRegex(out, r"(?m)^help +80 % in 20 s +\d of 4 ")

    def test_given_hours_are_spread_best_and_what_is_needed_is_said(self):
        out = self.expect(0, "staff", "desk.cfg", "-q", "--hours", "8").stdout
        said = re.search(r"(?m)^8 agent-hours on the phones in the proportions scheduled give ([\d.]+) % ± [\d.]+ in time \(targets met in (\d) of 4 periods\), "
                         r"spread best ([\d.]+) % ± [\d.]+ in time \(targets met in (\d) of 4 periods\); the targets need ([\d.]+)$", out)
        self.assertGreater(float(said[3]), float(said[1]))
        self.assertGreater(float(said[5]), 8)
        self.assertRegex(out, r"(?m)^before planned shrinkage the spread is 10 hours gross$")
        self.assertNotIn("search more replications", out)
        found = self.asked("--hours", "8", "-o", "spread.cfg")
        self.assertEqual(sum(row["required_agents"] for row in found["staff"]), 16)
        self.assertEqual(round(100 * found["hours"]["spread"]["level"], 1), float(said[3]))
        self.assertIn("// The best spread of the hours given, over desk.cfg", (self.folder / "spread.cfg").read_text())
        self.assertAlmostEqual(self.figures("run", "spread.cfg", "-r", 300, "-s", 77)["service_level", "type/help"], found["hours"]["spread"]["level"], delta=0.03)
        self.assertEqual(found["hours"]["needed"], self.asked()["cost"])
        self.assertNotIn("hours", self.asked("--steady"))

    def test_scheduled_hours_within_bounds_and_what_is_refused(self):
        out = self.expect(0, "staff", "desk.cfg", "-q", "--hours", "scheduled", "--most", "2").stdout
        self.assertIn("6.4 agent-hours on the phones as scheduled give ", out)
        self.assertIn("; no staff within the bounds reaches the targets\n", out)
        self.assertIn("2.4 hours are not placed: less than a step of any group, or all that --most allows are there", out)
        parts = self.asked("--hours", "scheduled", "--step", "0.2", "-r", 5)
        self.assertAlmostEqual(parts["hours"]["placed"], 6.4)
        for value in ("0", "-3", "many", "inf"):
            self.expect(64, "staff", "desk.cfg", "--hours", value, says="--hours: must be agent-hours of the whole horizon")
        self.expect(64, "staff", "desk.cfg", "--hours", 3, "--least", 2, says="3 agent-hours are fewer than the 4 of the least agents")
        self.expect(64, "staff", "desk.cfg", "--hours", 3, "--steady", says="leave out --steady")
        self.expect(64, "staff", "desk.cfg", "--hours", 3, "--in-order", says="leave out --in-order")

    def test_work_that_moves_is_staffed_as_the_change_in_words_would_be(self):
        moved = self.asked("--steady", "--least", 5, "--move-work", "help=50 %")["moved_work"]
        self.assertEqual((moved["from"], moved["to"]), ("09:30-10:00", "09:00-09:30"))
        self.assertAlmostEqual(moved["contacts"], 71.385 / 4)
        self.assertAlmostEqual(float(re.search(r"\*([\d.]+) from 09:00 to 09:30$", moved["what_if"])[1]), 1 + 71.385 / 80, places=4)
        self.assertEqual(moved["before"]["hours"], self.asked("--steady", "--least", 5)["cost"])
        self.assertEqual(moved["after"]["hours"], self.asked("--steady", "--least", 5, "--what-if", moved["what_if"])["cost"])
        self.assertEqual((moved["before"]["hours"], moved["before"]["most_agents"]), (10.5, 6))
        out = self.expect(0, "staff", "desk.cfg", "-q", "--steady", "--move-work", "help=10%").stdout
        self.assertRegex(out, r"(?m)^if 10 % of the contacts of help at 09:30-10:00 came at 09:00-09:30 \(3.6 contacts of the horizon\):\n[\d.]+ agent-hours would be needed "
                              r"in place of [\d.]+: .*; at most \d agents at a time in place of \d$")
        self.assertIn("\nthe same for other commands: --what-if \"volume of help *0.9 from 09:30 to 10:00, volume of help *1.17846 from 09:00 to 09:30\"\n", out)
        self.assertNotIn("told apart", out)
        searched = self.expect(0, "staff", "desk.cfg", "-q", "-r", 5, "--by", "all", "--move-work", "help=10%").stdout
        self.assertIn("hours is not told apart: so much a standard error of every target is worth", searched)
        self.assertNotIn("moved_work", self.asked("--steady"))

    def test_work_that_cannot_move_is_refused(self):
        for text in ("help", "=10%", "help=0", "help=100%", "help=many"):
            self.expect(64, "staff", "desk.cfg", "--move-work", text, says="must be a type and a share of its contacts")
        self.expect(64, "staff", "desk.cfg", "--move-work", "mail=10%", says='no type "mail"; the first one is "help"')
        self.expect(64, "staff", "desk.cfg", "--move-work", "help=10%", "--hours", 8, says="leave out --hours")
        self.expect(64, "staff", "desk.cfg", "--steady", "--move-work", "help=10%", "--least", 7, says="there is nothing to move")

    def test_steady_is_the_least_of_erlang_a(self):
        found = [row["required_agents"] for row in self.asked("--steady")["staff"]]
        for agents, rate in zip(found, (40, 71.385, 66, 50)):
            least = json.loads(self.expect(0, "erlang", "a", "--per-hour", rate, "--aht", "3 min", "--patience", "2 min", "--target", "80/20",
                                           "--json").stdout)["agents"]
            self.assertEqual(agents, least)

    def test_steady_asks_for_those_who_are_absent_too(self):
        there = [row["required_agents"] for row in self.asked("--steady")["staff"]]
        self.write("absent.cfg", DESK.replace('"20 %";', '{ planned = "20 %"; unplanned = "25 %"; };', 1))
        self.assertIn("unplanned", (self.folder / "absent.cfg").read_text())
        found = json.loads(self.expect(0, "staff", "absent.cfg", "-q", "--json", "--steady").stdout)["staff"]
        self.assertEqual([row["required_agents"] for row in found], [-(-4 * n // 3) for n in there])
        self.assertAlmostEqual(found[0]["required_gross"], found[0]["required_agents"] / 0.8)
        out = self.expect(0, "staff", "absent.cfg", "-q", "--steady").stdout
        self.assertRegex(out, r"(?m)^required: [\d.]+ agent-hours before absence by chance, scheduled")
        self.assertNotIn("on the phones", out)
        self.assertNotIn("bound:", out)
        self.expect(64, "staff", "absent.cfg", "--steady", "--set", "groups.desk.shrinkage.unplanned=1", says="no number of agents of group desk")

    def test_a_list_may_be_set(self):
        for value in ("[4,5,6,7]", "[4, 5, 6, 7]"):
            self.assertEqual([round(row["scheduled_gross"], 9) for row in self.asked("--steady", "--set", f"groups.desk.staff={value}")["staff"]], [4, 5, 6, 7])

    def test_threads_change_nothing_and_seeds_do_not_lose_customers(self):
        self.assertEqual(self.asked("-j1"), self.asked("-j3"))
        self.assertEqual(self.asked("-s", 9)["seed"], 9)

    def test_a_table_with_decimal_commas_holds_the_same(self):
        self.expect(0, "staff", "desk.cfg", "-q", "--steady", "--csv", "en.csv")
        self.expect(0, "staff", "desk.cfg", "-q", "--steady", "--csv", "de.csv", "--locale", "de")
        text = (self.folder / "de.csv").read_bytes().decode("utf-8")
        self.assertTrue(text.startswith("\ufeffdate;time;"))
        self.assertIn("\r\n02.03.2026;09:00;desk;", text)
        self.assertEqual(text[1:].replace("02.03.2026", "2026-03-02").replace(";", "|").replace(",", "."), (self.folder / "en.csv").read_bytes().decode("utf-8").replace(",", "|"))
        self.assertIn(",", text)
        self.expect(64, "staff", "desk.cfg", "--locale", "de", says="--locale: goes with --csv FILE")
        self.expect(64, "staff", "desk.cfg", "--csv", "x.csv", "--locale", "xx", says='must be en or de, found "xx"')

    def test_files_agree_and_the_overlay_meets_the_target_on_another_seed(self):
        found = self.asked("--by", "day", "--csv", "staff.csv", "-o", "staffed.cfg")
        with open(self.folder / "staff.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["date"] + "T" + row["time"], float(row["required_agents"])) for row in rows],
                         [(row["interval"], row["required_agents"]) for row in found["staff"]])
        self.assertAlmostEqual(float(rows[0]["required_gross"]), float(rows[0]["required_agents"]) / 0.8)
        figures = self.figures("run", "staffed.cfg", "-r", 300, "-s", 77)
        mean = sum(row["required_agents"] for row in found["staff"]) / 4
        self.assertAlmostEqual(figures["scheduled_agents", "all"], mean, places=9)
        self.assertGreater(figures["service_level", "type/help"], 0.78)
        self.expect(73, "staff", "desk.cfg", "-q", "-o", "staffed.cfg", says="exists")

    def test_a_result_has_the_required_agents_beside(self):
        self.expect(0, "staff", "desk.cfg", "-q", "-o", "staff.h5")
        shown = self.expect(0, "show", "staff.h5").stdout
        self.assertIn("A desk", shown)
        self.assertRegex(shown, r"(?m)^agents needed +required +scheduled +gap, hours +intervals short +most missing +at\n"
                                r"desk +[\d.]+ +3.2 +-[\d.]+ +\d of 4 +[\d.]+ +(09|10):[03]0$")
        rows = list(csv.DictReader(self.expect(0, "export", "staff.h5", "--format", "intervals").stdout.splitlines()))
        found = self.asked()["staff"]
        self.assertEqual([float(row["required_agents"]) for row in rows], [row["required_agents"] for row in found])
        for row in rows:
            self.assertAlmostEqual(float(row["required_gross"]), float(row["required_agents"]) / 0.8, places=2)
        grid = json.loads(self.expect(0, "show", "staff.h5", "--json").stdout)["findings"][0]["grid"]
        self.assertEqual(grid[0]["required_agents"], [row["required_agents"] for row in found] + [None])
        self.assertEqual(grid[0]["required_gross"], [row["required_gross"] for row in found] + [None])
        self.expect(0, "run", "desk.cfg", "-q", "-o", "plain.h5")
        self.assertNotIn("agents needed", self.expect(0, "show", "plain.h5").stdout)
        self.assertNotIn("required", self.expect(0, "export", "plain.h5", "--format", "intervals").stdout)
        self.assertNotIn("required_agents", self.expect(0, "show", "plain.h5", "--json").stdout)

    def test_an_overlay_holds_what_was_asked_beside_the_scenario(self):
        changes = ("--what-if", "busy: shrinkage 30 %, aht +10 %", "--set", "types.help.arrivals.per_hour*=1.1", "--what-if", "volume +5 %",
                   "--set", "types.help.patience={dist=\"gamma\"; mean=\"2 min\"; cv=0.8;}", "--set", "clock.at_close=drain",
                   "--set", "types.help.arrivals={per_day=100;}", "--set", "title=none", "--set", "groups.desk.staff=7")
        found = self.asked(*changes, "-o", "staffed.cfg")
        self.assertIn("//   aht +10 %\n", (self.folder / "staffed.cfg").read_text())
        as_asked = self.figures("run", "desk.cfg", "-r", 9, *changes, "--set",
                                f"groups.desk.staff=[{','.join(str(row['required_gross']) for row in found['staff'])}]")
        self.assertEqual(self.figures("run", "staffed.cfg", "-r", 9), as_asked)
        self.assertAlmostEqual(found["staff"][0]["required_gross"] * 0.7, found["staff"][0]["required_agents"])
        again = json.loads(self.expect(0, "staff", "staffed.cfg", "-q", "--json").stdout)
        self.assertEqual([row["required_agents"] for row in again["staff"]], [row["required_agents"] for row in found["staff"]])
        self.assertEqual([row["gap_agents"] for row in again["staff"]], [0] * 4)
        self.expect(64, "staff", "desk.cfg", "--what-if", "aht +10", says="--what-if")
        self.expect(64, "staff", "-", "-q", "-o", "x.cfg", input=DESK, says="from standard input")

    def test_agents_of_the_table_are_hundredths_and_their_gap_is_net_and_gross(self):
        self.expect(0, "staff", "desk.cfg", "-q", "--steady", "--set", "groups.desk.shrinkage=0.15", "--csv", "staff.csv")
        with open(self.folder / "staff.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for cell in list(row.values())[3:]:
                self.assertRegex(cell, r"^-?\d+(\.\d\d?)?$")
            for kind in ("agents", "gross"):
                self.assertAlmostEqual(float(row["gap_" + kind]), float(row["scheduled_" + kind]) - float(row["required_" + kind]))

    def test_an_overlay_of_persons_has_numbers_and_drops_what_only_persons_do(self):
        self.write("shifts.cfg", DESK.replace("staff = 4; shrinkage = \"20 %\";", """shifts: { day = 4; }; end_of_shift = "finish";
  adherence: { late: { dist = "exponential"; mean = "2 min"; }; };""").replace("types:", """shifts: { day: { start = "09:00"; length = "2 h"; }; };
types:""", 1))
        out = self.expect(0, "staff", "shifts.cfg", "-q", "--steady", "-o", "staffed.cfg").stdout
        self.assertIn("their lateness and the end of their shifts are left out (adherence, end_of_shift)", out)
        self.assertIn('adherence = "none"', (self.folder / "staffed.cfg").read_text())
        self.expect(0, "check", "staffed.cfg")
        self.expect(0, "staff", "shifts.cfg", "-q", "--steady", "--set", "groups.desk.shifts={day=5;}", "-o", "other.cfg")
        self.expect(0, "run", "other.cfg", "-q", "-r", 2)
        self.assertNotIn("left out", self.expect(0, "staff", "desk.cfg", "-q", "--steady", "-o", "plain.cfg").stdout)
        told = self.expect(65, "compare", "shifts.cfg", "--what-if", "staff -1.5 in desk", says="changes agents of desk, who are persons").stderr
        self.assertNotIn("changes nothing", told)

    def test_the_overlay_says_several_days_by_date(self):
        self.write("days.cfg", DESK.replace("clock: {", "clock: { days = 2; "))
        self.expect(0, "staff", "days.cfg", "-q", "-o", "staffed.cfg", "--by", "all")
        self.assertIn('("2026-03-03T09:00", ', (self.folder / "staffed.cfg").read_text())
        self.expect(0, "check", "staffed.cfg")

    def test_the_overlay_says_days_run_in_and_days_of_clock_changes_by_date(self):
        for name, clock in (("in.cfg", ""), ("out.cfg", ""), ("back.cfg", '"2026-10-25"'), ("forth.cfg", '"2026-03-29"')):
            text = DESK.replace("per_hour = [40.0, 71.385, 66.0, 50.0]", "per_hour = 12").replace("replications = 30", "replications = 4")
            if clock:
                text = text.replace('"2026-03-02"; open = "09:00-11:00"; interval = "30 min";',
                                    f'{clock}; timezone = "Europe/Berlin"; open = "00:00-24:00"; interval = "1 h";')
            else:
                text = text.replace("run: {", f"run: {{ run_{name[:-4]} = 1;")
            self.write(name, text)
            self.expect(0, "staff", name, "-q", "--by", "all", "-o", "of_" + name)
            self.expect(0, "check", "of_" + name)
            written = (self.folder / ("of_" + name)).read_text()
            self.assertIn('("2026-', written)
            self.assertNotIn("+0", written)

    def test_in_order_is_quicker_and_holds_on_other_days(self):
        found = self.asked("--in-order", "--by", "interval", "-o", "staffed.cfg")
        self.assertEqual([found["in_order"], found["checked"]], [True, True])
        self.assertGreater(self.figures("run", "staffed.cfg", "-r", 300, "-s", 77)["service_level", "type/help"], 0.78)
        counts = [int(re.search(r"searched: \d+ staffings, (\d+) replications", self.expect(0, "staff", "desk.cfg", "-q", *args).stdout)[1])
                  for args in (("--in-order",), ())]
        self.assertLess(counts[0], counts[1] / 2)
        self.assertIn("searched, one settled after another\n", self.expect(0, "staff", "desk.cfg", "-q", "--in-order").stdout)
        self.expect(64, "staff", "desk.cfg", "--in-order", "--by", "day", says="--in-order: settles intervals by their own targets")
        self.expect(64, "staff", "desk.cfg", "--in-order", "--steady", says="leave out --steady")
        self.expect(65, "staff", "desk.cfg", "-q", "--in-order", "--most", "2", says="cannot be reached")

    def test_targets_of_weeks_and_months_are_told_by_their_names(self):
        hour = ("-r", 4, "--set", 'clock.interval="2 h"', "--set", "types.help.arrivals.per_hour=20")
        days = (*hour, "--set", 'clock.start="2026-01-31"', "--set", "clock.days=3")
        for by, periods in (("week", ["2026-W05", "2026-W06"]), ("month", ["2026-01", "2026-02"])):
            found = self.asked(*days, "--by", by)
            self.assertEqual([found["by"]] + [row["period"] for row in found["targets"]], [by] + periods)
        self.assertIn("; every target held in each month of the", self.expect(0, "staff", "desk.cfg", "-q", *days, "--by", "month").stdout)
        one = (*hour, "--set", "clock.days=2")
        self.assertEqual(self.asked(*one, "--by", "week")["staff"], self.asked(*one, "--by", "all")["staff"])

    def test_what_the_check_misses_is_told_in_a_sentence(self):
        misses = 0
        for seed in range(1, 9):
            done = self.run_program("staff", "desk.cfg", "-q", "-r", 4, "-s", seed, "--most", 5, "--set", "types.help.arrivals.per_hour*=1.03")
            if done.returncode == 65:
                self.assertIn("cannot be reached", done.stderr)
                continue
            self.assertIn("; every target held in each interval of the replications searched\n", done.stdout)
            met = int(re.search(r"(\d) of 4 ", done.stdout)[1])
            self.assertEqual(re.findall(r"The check missed (\d) of 4 periods.*-r \d+\)", done.stdout), [str(4 - met)] if met < 4 else [])
            misses += met < 4
        self.assertGreater(misses, 0)
        self.assertIn("; every target holds in each interval, each", self.expect(0, "staff", "desk.cfg", "--steady").stdout)

    def test_what_few_replications_found_holds_on_other_days(self):
        for seed in range(1, 5):
            self.expect(0, "staff", "desk.cfg", "-q", "-r", 6, "-s", seed, "-o", "staffed.cfg", "--force")
            rows = self.json_of("run", "staffed.cfg", "-r", 1500, "-s", 99, "--json", "--by", "interval", "--metric", "service_level")["metrics"]
            levels = [row["mean"] for row in rows if row["entity"] == "type/help" and "T" in row.get("interval", "")]
            self.assertEqual(len(levels), 4)
            self.assertGreater(min(levels), 0.795, f"seed {seed}")

    def test_strict_tells_a_check_that_misses(self):
        self.assertIn(self.run_program("staff", "desk.cfg", "-q", "--strict").returncode, (0, 1))

    def test_steady_knows_no_group_beside_another_be_it_that_one_keeps_its_staff(self):
        self.write("two.cfg", DESK.replace("types: {", """types: {
  letters: { arrivals: { per_hour = 20; }; talk: { dist = "exponential"; mean = "3 min"; }; groups = ["desk", "back"]; };""")
                   .replace("groups: {", "groups: { back: { staff = 2; };").replace("help: {", 'help: { groups = ["desk"];'))
        self.expect(64, "staff", "two.cfg", "--steady", says="groups back and desk help one another")
        self.expect(0, "staff", "two.cfg", "--steady", "--set", 'types.letters.groups=["back"]')

    def test_steady_knows_agents_with_one_contact_at_a_time(self):
        self.write("chats.cfg", DESK.replace("types: { help: {", 'channels: { chat: { at_once = 3; }; };\ntypes: { help: { channel = "chat";'))
        self.expect(64, "staff", "chats.cfg", "--steady", says="agents have up to 3 of type help at once: leave out --steady, or take --in-order")
        self.expect(0, "staff", "chats.cfg", "-q", "--steady", "--set", "channels.chat.at_once=1")

    def test_what_makes_no_sense_is_refused(self):
        self.expect(64, "staff", "desk.cfg", "--by", "year", says="must be interval, day, week, month or all")
        self.expect(64, "staff", "desk.cfg", "--share", "100%", says="--share")
        self.expect(64, "staff", "desk.cfg", "--step", "2", says="--step")
        self.expect(64, "staff", "desk.cfg", "--least", "front=2", says='no group "front"')
        self.expect(64, "staff", "desk.cfg", "--cost", "desk=0", says="--cost")
        self.expect(64, "staff", "desk.cfg", "--least", "5", "--most", "4", says="group desk")
        self.expect(64, "staff", "desk.cfg", "--steady", "--by", "day", says="--steady")
        self.expect(64, "staff", "office.cfg", "--steady", says="help one another")
        self.expect(64, "staff", "steady.cfg", says="run.mode")
        self.expect(64, "staff", "desk.cfg", "--set", "types.help.target=none", says="no type has a target")
        self.expect(65, "staff", "desk.cfg", "-q", "--most", "2", says="cannot be reached")
        self.expect(65, "staff", "desk.cfg", "-q", "--most", "2", says="cannot be reached in 2026-03-02T09:30: with the most agents allowed (desk 2)")
        self.expect(65, "staff", "desk.cfg", "-q", "--most", "6", "--share", "99%", says="of the replications where 99 % of them are asked for: raise --most")
        self.expect(64, "staff", "desk.cfg", "--steady", "--most", "2", says="bounds exclude")
        for name in ("x.csv", "x.txt", "x", "x.xlsx"):
            self.expect(64, "staff", "desk.cfg", "-o", name, says=name + ": its ending must say what to write: .cfg")

    def test_who_has_waited_too_long_when_the_run_begins_is_told_at_once(self):
        late = ("--set", 'types.help.backlog={waiting=60; waited="10 min";}', "--set", 'types.help.patience="20 min"')
        told = self.expect(65, "staff", "desk.cfg", "-q", *late, says="cannot be reached in 2026-03-02T09:00: with any number of agents").stderr
        self.assertIn("60 contacts that wait when the run begins count there", told)
        self.assertNotIn("--most", told)
        self.expect(0, "staff", "desk.cfg", "-q", *late, "--set", 'types.help.backlog.waited="0 s"', "-r", 4)
        told = self.expect(65, "staff", "desk.cfg", "-q", *late, "--set", 'types.help.backlog={ waited = (("10 min", 60, "5 min")); }').stderr
        self.assertIn("with what they have waited already, or by their due dates (types.help.backlog)", told)
        self.expect(0, "staff", "desk.cfg", "-q", *late, "--set", 'types.help.backlog={ waited = (("10 min", 60, "5 h")); }', "-r", 4)

    def test_an_end_by_ctrl_c_gives_the_best_so_far(self):
        process = subprocess.Popen([PROGRAM, "staff", "office.cfg", "-q", "-r", "40000", "-j2", "--by", "all"], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertRegex(err, "stopped by Ctrl-C; (this is the best staff so far, not checked|no staff that meets the targets was found yet)")
        self.assertEqual("not checked on other replications" in out, "best staff so far" in err)

    def test_a_time_limit_ends_the_search(self):
        start = time.monotonic()
        done = self.run_program("staff", "office.cfg", "-q", "-r", "3000", "--time-limit", "3 s")
        self.assertLess(time.monotonic() - start, 20)
        self.assertIn(done.returncode, (0, 75))
        if done.returncode == 0:
            self.assertIn("ended by the time limit", done.stdout)


if __name__ == "__main__":
    main()
