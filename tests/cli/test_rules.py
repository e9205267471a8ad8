"""Rules that act during the day: what they do to a day, how it is told, and what looks for staff without them."""
import json
import shutil

from cli import SOURCE, CliTest, main

STEERED = """
clock: { start = "2026-03-02"; open = "08:00-12:00"; };
types: { calls: { arrivals: { per_hour = 60; }; patience: { dist = "exponential"; mean = 120; }; talk: { dist = "exponential"; mean = 180; }; target: { service_level = 0.8; within = 20; }; }; };
shifts: { early: { start = "08:00"; length = "4 h"; activities: { coaching: { at = "09:00"; lasts = "30 min"; }; }; }; };
groups: { desk: { shifts: { early = 5; }; }; };
rules: { busy: { when = "waiting(calls) > 0"; at_least = "10 min"; group = "desk"; cancel = "coaching"; }; };
run: { replications = 20; };
"""


class Rules(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "intraday.cfg", self.folder)

    def test_callers_gain_and_the_mail_loses(self):
        with_them, without = (self.figures("run", "intraday.cfg", "-r40", *sets) for sets in ((), ("--set", "rules=none")))
        self.assertGreater(with_them["service_level", "type/calls"], without["service_level", "type/calls"] + 0.03)
        self.assertLess(with_them["service_level", "type/mail"], without["service_level", "type/mail"])
        self.assertLess(with_them["off_phones_s", "activity/desk/coaching"], without["off_phones_s", "activity/desk/coaching"] - 3600)
        self.assertGreater(with_them["ruled_s", "rule/help"], 3600)
        self.assertAlmostEqual(with_them["ruled_s", "all"], sum(with_them["ruled_s", "rule/" + r] for r in ("help", "no_coaching", "longer", "time_off")), delta=1)
        self.assertEqual(with_them["scheduled_agents", "all"], without["scheduled_agents", "all"])

    def test_rules_are_told_as_they_act(self):
        done = self.run_program("trace", "intraday.cfg", "-q", "--json")
        moments = [json.loads(line) for line in done.stdout.splitlines() if line]
        began = [m for m in moments if m["event"] == "rule_begins"]
        self.assertTrue(began)
        self.assertLessEqual({m["rule"] for m in began}, {"help", "no_coaching", "longer", "time_off"})
        for decided in (m for m in moments if m["event"] == "rule_decided"):
            self.assertIn(decided["time_s"] + decided["delay_s"], [m["time_s"] for m in began if m["rule"] == decided["rule"]])

    def test_staff_is_looked_for_without_rules_and_takes_their_place_where_it_takes_that_of_persons(self):
        self.write("steered.cfg", STEERED)
        done = self.run_program("staff", "steered.cfg", "-q", "-o", "found.cfg", "--time-limit", "60 s")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('rules = "none"', (self.folder / "found.cfg").read_text())
        self.assertEqual(self.run_program("check", "found.cfg").returncode, 0)


if __name__ == "__main__":
    main()
