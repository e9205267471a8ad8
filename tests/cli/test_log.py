"""`ccsim run --log`: its rows are the attempts that the run counts, in order, the same for one worker and for many."""
import collections
import csv
import datetime
import re
import signal
import sqlite3

from cli import SOURCE, CliTest, LongRun, main

BANK = SOURCE / "scenarios" / "bank_day.cfg"
NIGHT = SOURCE / "tests" / "golden" / "night.cfg"
BETWEEN = SOURCE / "scenarios" / "between_contacts.cfg"
MAIL = SOURCE / "scenarios" / "monday_mail.cfg"
# Everything that can become of an attempt, in one small centre.
CENTRE = """
clock: { start = "2026-03-02"; days = 2; open = "08:00-10:00"; at_close = "clear"; };
types: {
  a: { arrivals: { per_hour = 200; }; balk = 0.05; queue_limit = 6; ivr: { contained = 0.3; time = 20; };
       patience: { dist = "exponential"; mean = 60; }; talk: { dist = "exponential"; mean = 120; }; wrap: { dist = "exponential"; mean = 20; };
       redial: { after_abandon = 0.5; delay = 60; }; reconnect: { probability = 0.2; delay = 300; }; };
  b: { arrivals: { per_hour = 60; }; talk = 100; patience: { dist = "exponential"; mean = 60; }; };
};
groups: { g: { staff = 8; }; };
trunks: { t: { lines = 14; types = ["a"]; }; };
"""
STEADY = """
types: { a: { arrivals: { per_minute = 4; }; talk: { dist = "exponential"; mean = 60; }; patience: { dist = "exponential"; mean = 99; }; wrap = 9; }; };
groups: { g: { staff = 5; }; };
run: { mode = "steady"; warm_up = "1 h"; length = "20 h"; batches = 10; };
"""
CALLS_OUT = """
clock: { start = "2026-03-02"; open = "08:00-12:00"; };
types: { out: { arrivals: { per_hour = 0; }; talk: { dist = "exponential"; mean = 100; }; wrap = 10; }; };
groups: { g: { staff = 5; }; };
campaigns: { c: { type = "out"; list = 300; attempts: { most = 3; spacing = 600; }; outcome: { live = 0.3; machine = 0.4; busy = 0.05; bad_number = 0.05; };
  ring: { live: { dist = "uniform"; min = 6; max = 40; }; }; machine_detection: { time = 2; wrong = 0.1; missed = 0.05; }; pacing: { mode = "power"; lines = 9; };
  compliance: { do_not_call = 0.1; guard = "off"; }; }; };
"""
OUTCOMES = ("answered", "abandoned", "contained", "blocked", "balked", "disconnected", "still_waiting")


class Log(CliTest):
    def rows(self, *args, n=1, log="log.csv"):
        self.expect(0, "run", *args, "-q", "-r", n, "--log", log, "--force")
        with open(self.folder / log, newline="") as file:
            return list(csv.DictReader(file))

    def expect_figures(self, *args, n=1):
        """The rows add up to the figures of the run. @return both"""
        rows = self.rows(*args, n=n)
        figures = self.figures("run", *args, "-r", n)
        found = collections.Counter((row["outcome"], e) for row in rows for e in ("all", "type/" + row["type"]))
        for entity in {e for m, e in figures if m == "offered" and (e == "all" or e.startswith("type/"))}:
            for outcome in OUTCOMES:
                self.assertAlmostEqual(found[outcome, entity] / n, figures[outcome, entity] or 0, 6, (outcome, entity))
        waits = [float(row["wait_s"]) for row in rows if row["outcome"] == "answered" and row["wait_s"]]
        self.assertAlmostEqual(sum(waits) / len(waits), figures["asa_s", "all"], 2)
        return rows, figures

    def test_a_database_reads_it_as_a_table(self):
        self.write("centre.cfg", CENTRE)
        rows, figures = self.expect_figures("centre.cfg", n=2)
        table = sqlite3.connect(":memory:")
        names = list(rows[0])
        table.execute("create table log (" + ", ".join(f'"{name}"' for name in names) + ")")  # group is a word of SQL
        table.executemany(f"insert into log values ({', '.join('?' * len(names))})", [list(row.values()) for row in rows])
        found = dict(table.execute("select type, avg(cast(wait_s as real)) from log where outcome = 'answered' group by type"))
        for name in ("a", "b"):
            self.assertAlmostEqual(found[name], figures["asa_s", f"type/{name}"], 2)
        self.assertEqual(table.execute("select count(*) from log where outcome = 'abandoned'").fetchone()[0] / 2, figures["abandoned", "all"])

    def test_every_outcome_is_counted_as_the_run_counts_it(self):
        self.write("centre.cfg", CENTRE)
        rows, figures = self.expect_figures("centre.cfg", n=3)
        for outcome in ("answered", "abandoned", "contained", "blocked", "balked", "disconnected"):
            self.assertGreater(figures[outcome, "all"], 0, outcome)
        self.assertEqual(sum(int(row["attempt"]) > 1 for row in rows) / 3, figures["redials", "all"] + figures["repeats", "all"])
        for scenario in (BANK, NIGHT, BETWEEN, MAIL):
            self.expect_figures(scenario)

    def test_times_are_those_of_the_run(self):
        self.write("centre.cfg", CENTRE)
        rows, figures = self.expect_figures("centre.cfg")
        answered = [row for row in rows if row["outcome"] == "answered"]
        handle = sum(float(row["talk_s"]) + float(row["wrap_s"] or 0) for row in answered) / len(answered)
        self.assertAlmostEqual(handle, figures["aht_s", "all"], 2)
        self.assertTrue(all(row["group"] == "g" and 1 <= int(row["agent"]) <= 8 for row in answered))
        retried = [row for row in rows if row["retry_s"]]
        self.assertGreater(len(retried), 10)
        self.assertTrue(all(row["outcome"] in ("answered", "abandoned") for row in retried))
        opening = datetime.datetime.fromisoformat("2026-03-02T08:00:00")
        start = float(rows[0]["arrived_s"]) - (datetime.datetime.fromisoformat(rows[0]["arrived"]) - opening).total_seconds()
        for row in rows:  # both to the same millisecond
            told = (datetime.datetime.fromisoformat(row["arrived"]) - opening).total_seconds()
            self.assertAlmostEqual(told, float(row["arrived_s"]) - start, 6)
        first = next(row for row in rows if row["attempt"] == "2")
        before = next(row for row in rows if row["contact"] == first["contact"] and row["attempt"] == "1")
        left = sum(float(before[key] or 0) for key in ("arrived_s", "ivr_s", "wait_s", "talk_s", "retry_s"))
        self.assertAlmostEqual(left, float(first["arrived_s"]), 2)

    def test_a_steady_state_is_logged_without_its_warm_up(self):
        self.write("steady.cfg", STEADY)
        rows, _ = self.expect_figures("steady.cfg")
        self.assertEqual({row["arrived"] for row in rows}, {""})
        self.assertGreaterEqual(min(float(row["arrived_s"]) for row in rows), 3600)

    def test_rows_are_what_the_run_counts_at_its_borders(self):
        """Who came in the warm-up and asks for an agent behind it is in; who is served by the IVR counts where it came."""
        self.write("steady.cfg", STEADY.replace("wrap = 9;", "wrap = 9; ivr: { contained = 0.3; time = 500; };"))
        rows, _ = self.expect_figures("steady.cfg")
        self.assertLess(min(float(row["arrived_s"]) for row in rows), 3600)

    def test_batches_tell_a_warm_up_that_the_run_finds_by_itself(self):
        """An overload at the start that takes hours to go, of ten batches of two hours each."""
        self.write("steady.cfg", STEADY.replace('warm_up = "1 h"; ', "").replace("wrap = 9;", "wrap = 9; initial: { waiting = 300; };").replace(
            'patience: { dist = "exponential"; mean = 99; };', "").replace("per_minute = 4", "per_minute = 4.3"))
        rows = self.rows("steady.cfg")
        data = self.json_of("run", "steady.cfg", "-r", 1, "--json")
        skipped = int(re.search(r"warm-up found and not counted: (\d+) h", data["intervals"]).group(1)) // 2
        self.assertGreater(skipped, 0)
        answered = sum(row["outcome"] == "answered" for row in rows if int(row["batch"]) > skipped)
        self.assertEqual({int(row["batch"]) for row in rows}, set(range(1, 11)))
        self.assertAlmostEqual(answered * 10 / (10 - skipped), self.figures("run", "steady.cfg", "-r", 1)["answered", "all"], 6)

    def test_days_run_in_or_out_are_left_out(self):
        self.write("centre.cfg", CENTRE + "run: { run_in = 1; run_out = 1; };")
        rows, _ = self.expect_figures("centre.cfg")
        self.assertEqual({row["arrived"][:10] for row in rows}, {"2026-03-02", "2026-03-03"})

    def test_how_a_talk_ended_and_which_leg_was_given_up_is_told(self):
        self.write("legs.cfg", """
            clock: { open = "08:00-12:00"; };
            types: { a: { arrivals: { per_hour = 60; }; talk = 60; groups = ["g"]; transfer: { b: { probability = 0.5; }; };
                          redial: { after_abandon = 1; delay = 300; }; drop: { probability = 0.1; }; };
                     b: { talk = 200; groups = ["h"]; patience: { dist = "exponential"; mean = 30; }; redial: { after_abandon = 0.7; delay = 600; }; }; };
            groups: { g: { staff = 4; }; h: { staff = 1; }; };""")
        rows, figures = self.rows("legs.cfg"), self.figures("run", "legs.cfg", "-r", 1)
        ends = collections.Counter(row["talk_end"] for row in rows)
        self.assertEqual((ends["transferred"], ends["cut_off"]), (figures["transfers", "all"], figures["drops", "all"]))
        self.assertEqual(ends["done"] + ends["transferred"] + ends["cut_off"], figures["completed", "all"])
        retried = {(row["leg"], row["outcome"]) for row in rows if row["retry_s"]}
        self.assertEqual(retried, {("2", "abandoned")})

    def test_who_takes_over_is_named_and_the_wait_for_them_told(self):
        rows, _ = self.expect_figures(BETWEEN, "--set", "groups.desk.end_of_shift=hand_over", "-s", 5)
        handed = [row for row in rows if row["handover_wait_s"]]
        self.assertGreater(len(handed), 0)
        self.assertTrue(all(row["agent"] and row["outcome"] == "answered" for row in handed))

    def test_a_message_that_is_left_has_a_row_of_its_own(self):
        for after in ("", 'after = "1 min"; '):
            self.write("message.cfg", """
clock: { days = 1; open = "08:00-12:00"; };
types: { a: { arrivals: { per_hour = 100; }; talk = 240; groups = ["g"]; callback: { way = "message"; to = "messages"; %saccept = 0.5; }; };
         messages: { arrivals: { per_hour = 0; }; talk = 120; groups = ["g"]; }; };
groups: { g: { staff = 6; }; };
""" % after)
            rows = self.rows("message.cfg", n=2)
            figures = self.figures("run", "message.cfg", "-r", 2)
            found = collections.Counter((row["queue"], row["outcome"]) for row in rows)
            left = figures["callbacks_accepted", "type/a"]
            self.assertGreater(left, 50)
            self.assertEqual(found["a", "accepted"] / 2, left)
            for queue in ("a", "messages"):
                self.assertEqual(found[queue, "answered"] / 2, figures["answered", "type/" + queue], queue)
            self.assertEqual(found["messages", "answered"] / 2, left, "messages are worked off, all of them")
            began = {(row["replication"], row["contact"], row["queue"]): row for row in rows}
            for (replication, contact, queue), row in began.items():
                if queue == "messages":
                    call = began[replication, contact, "a"]
                    self.assertAlmostEqual(float(row["arrived_s"]), float(call["arrived_s"]) + float(call["wait_s"] or 0), 2)

    def test_a_conversation_that_goes_on_later_has_a_row_for_each_part(self):
        rows, figures = self.expect_figures(SOURCE / "scenarios" / "messaging.cfg", "--set", "clock.days=2")
        paused = sum(row["talk_end"] == "paused" for row in rows)
        self.assertEqual(paused, figures["pauses", "all"])
        self.assertEqual(sum(row["leg"] != "1" for row in rows), figures["resumed", "all"])

    def test_each_call_of_a_campaign_has_a_row(self):
        """Those that nobody answers, too; what comes of them is what the run counts, and calls against the law are marked."""
        self.write("out.cfg", CALLS_OUT)
        rows = self.rows("out.cfg", n=2)
        figures = self.figures("run", "out.cfg", "-r", 2)
        found = collections.Counter(row["outcome"] for row in rows)
        campaign = {m: x for (m, e), x in figures.items() if e == "campaign/c"}
        self.assertAlmostEqual(len(rows) / 2, campaign["attempts"], 6)
        for outcome, rate in (("not_answered", "no_answer_rate"), ("line_busy", "busy_rate"), ("bad_number", "bad_number_rate")):
            self.assertAlmostEqual(found[outcome] / (len(rows) - found["still_called"]), campaign[rate], 6)
        self.assertAlmostEqual(found["taken_for_machine"] / 2, campaign["taken_for_machine"], 6)
        self.assertAlmostEqual(sum("opt_out" in row["against"] for row in rows) / 2, campaign["violations_opt_out"], 6)
        self.assertGreater(campaign["violations_opt_out"], 5)
        self.assertTrue(all(float(row["dial_s"]) == 25 for row in rows if row["outcome"] == "not_answered"))
        self.assertEqual({row["attempt"] for row in rows}, {"1"})
        self.assertEqual(len({(row["replication"], row["contact"]) for row in rows}), len(rows))
        self.write("centre.cfg", CENTRE)
        self.assertNotIn("dial_s", self.rows("centre.cfg")[0])

    def test_rows_stand_in_order_whoever_works(self):
        self.write("centre.cfg", CENTRE)
        rows = self.rows("centre.cfg", "-j1", n=9, log="one.csv")
        self.rows("centre.cfg", "-j2", n=9, log="two.csv")
        self.assertEqual((self.folder / "one.csv").read_bytes(), (self.folder / "two.csv").read_bytes())
        order = [(int(row["replication"]), float(row["arrived_s"])) for row in rows]
        self.assertEqual(order, sorted(order))
        self.assertEqual({replication for replication, _ in order}, set(range(1, 10)))

    def test_a_log_changes_no_figure(self):
        self.write("centre.cfg", CENTRE)
        plain = self.json_of("run", "centre.cfg", "--json")
        self.assertEqual(self.json_of("run", "centre.cfg", "--json", "--log", "log.csv"), plain)

    def test_a_share_is_of_the_same_contacts_in_every_variant(self):
        self.write("centre.cfg", CENTRE)
        every = self.rows("centre.cfg", n=5)
        some = self.rows("centre.cfg", "--log-share", "20%", n=5)
        self.assertTrue({tuple(row.values()) for row in some} < {tuple(row.values()) for row in every})

        def contacts(rows):
            return {(row["replication"], row["contact"]) for row in rows}

        n = len(contacts(every))  # each is in it or not: four standard errors of a share of 0.2
        self.assertAlmostEqual(len(contacts(some)) / n, 0.2, delta=4 * (0.16 / n) ** 0.5)
        self.assertEqual(contacts(some), contacts(self.rows("centre.cfg", "--log-share", "20%", "--set", "groups.g.staff=20", n=5)) & contacts(every))

    def test_a_share_goes_by_names(self):
        self.write("centre.cfg", CENTRE)

        def contacts(*args):
            rows = self.rows("centre.cfg", "--log-share", "20%", *args, n=3)
            return {(row["replication"], row["contact"]) for row in rows if row["type"] == "b" and row["attempt"] == "1"}

        self.assertTrue(contacts())
        self.assertEqual(contacts(), contacts("--set", "types.a=none", "--set", "trunks=none"))

    def test_who_is_there_at_the_start_is_not_logged_as_it_is_not_counted(self):
        self.write("centre.cfg", CENTRE.replace("talk = 100;", "talk = 100; initial: { busy = 2; waiting = 3; };"))
        rows, _ = self.expect_figures("centre.cfg")
        self.assertFalse([row for row in rows if "start" in row["contact"]])

    def test_a_retry_is_told_as_it_was_meant(self):
        self.write("centre.cfg", CENTRE.replace("after_abandon = 0.5; delay = 60;", "after_abandon = 0.5; delay = 7200;"))
        waits = {row["retry_s"] for row in self.rows("centre.cfg") if row["outcome"] == "abandoned" and row["retry_s"]}
        self.assertEqual(waits, {"7200.000"})

    def test_columns_are_those_that_are_named(self):
        self.write("centre.cfg", CENTRE)
        rows = self.rows("centre.cfg", "--log-columns", "outcome, type")
        self.assertEqual(list(rows[0]), ["outcome", "type"])
        self.expect(64, "run", "centre.cfg", "--log", "a.csv", "--log-columns", "outcome,wait", says="no column \"wait\"; columns are replication, contact")
        self.expect(64, "run", "centre.cfg", "--log", "a.csv", "--log-columns", "type,type", says="has the column \"type\" twice")
        self.expect(64, "run", "centre.cfg", "--log", "a.csv", "--log-share", "0", says="must be a share of the contacts")
        self.expect(64, "run", "centre.cfg", "--log-share", "10%", says="goes with --log FILE")
        self.assertFalse((self.folder / "a.csv").exists())

    def test_the_documentation_has_the_columns(self):
        self.write("out.cfg", CALLS_OUT)
        rows = self.rows("out.cfg")
        self.assertEqual(re.findall(r"^\| `(\w+)` \|", (SOURCE / "docs" / "log.md").read_text(), re.M), list(rows[0]))

    def test_a_file_that_stands_is_not_harmed(self):
        self.write("centre.cfg", CENTRE)
        self.write("log.csv", "mine\n")
        self.expect(73, "run", "centre.cfg", "--log", "log.csv", says="exists already")
        self.expect(73, "run", "centre.cfg", "--log", "nowhere/log.csv", says="does not exist")
        self.expect(64, "run", "centre.cfg", "--log", "log.xlsx", says="--log log.csv")
        for name in ("--log", "--output"):
            self.expect(64, "run", "centre.cfg", "-r1", name, "-", says=f"{name}: - would be standard output, where run prints its tables")
        self.assertFalse((self.folder / "-").exists())
        self.expect(64, "run", "centre.cfg", "-o", "same", "--log", "same", says="is the file of --output")
        self.write("calls.csv", "time,talk\n08:10:00,60\n08:20:00,90\n")
        self.write("replay.cfg", CENTRE.replace("arrivals: { per_hour = 60; }", 'arrivals: { replay = "calls.csv"; }'))
        self.expect(73, "run", "replay.cfg", "--log", "calls.csv", "--force", says="is read by the scenario")
        status, _, err = LongRun(self.folder, "centre.cfg", "--log", "log.csv", "--force", "-o", "a.h5").stop(signal.SIGINT)
        self.assertEqual(status, 130)
        self.assertRegex(err, "^stopped by Ctrl-C after [0-9]+ of 9000000 replications; these [0-9]+ are in a.partial.h5\nthe log was not written\n$")
        self.assertEqual((self.folder / "log.csv").read_text(), "mine\n")
        self.assertEqual(list(self.folder.glob(".*.tmp")), [])


if __name__ == "__main__":
    main()
