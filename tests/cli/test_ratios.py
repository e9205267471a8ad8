"""`run.ratios`: each ratio also as the mean of ratios, with the share of those that there are not."""
import csv
import json

from cli import CliTest, main

# So few come that some days have nobody.
CENTRE = """
clock: { start = "2026-03-02"; days = 3; open = "08:00-10:00"; interval = "1 h"; };
types: { help: { arrivals: { per_hour = 0.7; }; talk = 900; patience = 120; target: { service_level = 0.8; within = 20; }; }; };
groups: { desk: { staff = 1; }; };
run: { replications = 12; seed = 4; };
"""


class Ratios(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE)

    def test_are_the_means_of_what_the_file_has_of_single_replications(self):
        self.expect(0, "run", "centre.cfg", "-q", "--set", "run.ratios=replications", "-o", "out.h5")
        self.expect(0, "export", "out.h5", "--by", "replication", "--entity", "all", "--metric", "service_level", "-o", "each.csv")
        with open(self.folder / "each.csv", newline="") as file:
            ratios = [float(row["value"]) for row in csv.DictReader(file) if row["value"]]
        figures = self.figures("show", "out.h5")
        self.assertAlmostEqual(figures["service_level_mean_of_ratios", "all"], sum(ratios) / len(ratios), places=12)
        self.assertAlmostEqual(figures["service_level_ratios_left_out", "all"], 1 - len(ratios) / 12, places=12)

    def test_are_there_by_interval_and_day_and_in_comparisons(self):
        wish = ("--set", "run.ratios=days", "--metric", "service_level_mean_of_ratios,service_level_ratios_left_out", "--entity", "all")
        rows = json.loads(self.expect(0, "run", "centre.cfg", *wish, "--by", "interval", "--json").stdout)["metrics"]
        self.assertEqual(len([row for row in rows if row.get("interval")]), 2 * 3 * 3)
        self.assertIn("2026-03-03", self.expect(0, "run", "centre.cfg", *wish, "--by", "day").stdout)
        out = self.expect(0, "compare", "centre.cfg", "--what-if", "two: groups.desk.staff=2", *wish).stdout
        self.assertIn("service_level_mean_of_ratios", out)

    def test_are_not_there_unless_they_are_asked_for(self):
        self.assertNotIn("mean_of_ratios", self.expect(0, "run", "centre.cfg", "--json").stdout)
        error = self.expect(64, "run", "centre.cfg", "--metric", "asa_s_mean_of_ratios").stderr
        self.assertIn("run.ratios", error)

    def test_of_days_need_days(self):
        self.assertIn("no figures of days are kept", self.expect(0, "check", "centre.cfg", "--set", "run.ratios=days", "--set",
                                                                 "clock.report=week").stderr)
        self.assertIn("days", self.expect(0, "explain", "centre.cfg", "--set", "run.ratios=days").stdout)
        self.write("steady.cfg", CENTRE.replace("clock:", "run: { mode = \"steady\"; length = \"90 h\"; ratios = \"days\"; };\nold:")
                   .split("old:")[0] + "types:" + CENTRE.split("types:")[1].split("run:")[0])
        self.assertIn("a steady state has no days", self.expect(0, "check", "steady.cfg").stderr)

    def test_can_be_simulated_until_they_are_precise(self):
        out = json.loads(self.expect(0, "run", "centre.cfg", "--set", "run.ratios=replications", "--precision",
                                     "occupancy_mean_of_ratios=50%", "--json").stdout)
        self.assertTrue(out["precision"]["met"])


if __name__ == "__main__":
    main()
