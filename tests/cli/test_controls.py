"""`ccsim show --controls`: what is known exactly is met with less chance, and what has no controls says so."""
from cli import CliTest, main

# Nobody tries again: the contacts offered are those who come, 4 hours of 150 on average, whatever becomes of them.
DAY = """clock: { open = "08:00-12:00"; };
day_factors: { volume: { dist = "gamma"; cv = 0.2; }; };
types: { calls: { arrivals: { per_hour = 150; day_factor = "volume"; }; talk = { dist = "exponential"; mean = "3 min"; };
  patience = { dist = "exponential"; mean = "3 min"; }; target: { service_level = "80 %"; within = "20 s"; }; }; };
groups: { desk: { staff = 9; }; };
run: { replications = 100; seed = 11; };
"""


class Controls(CliTest):
    def setUp(self):
        super().setUp()
        self.write("day.cfg", DAY)

    def figures(self, *args):
        """By metric and entity."""
        return {(row["metric"], row["entity"]): row for row in self.json_of("show", "day.h5", "--controls", "--json", *args)["controls"][0]["figures"]}

    def test_exact_means_are_met_with_less_chance(self):
        self.expect(0, "run", "day.cfg", "-q", "-o", "day.h5")
        found = self.figures()
        offered, level = found["offered", "all"], found["service_level", "type/calls"]
        self.assertGreater(offered["gain"], 10)  # (0.2^2 600^2 + 600) / 600 = 25
        self.assertLess(abs(offered["mean"] - 600), 2 * offered["half_width"])
        self.assertLess(offered["half_width"], 0.4 * offered["plain_half_width"])
        self.assertGreater(level["gain"], 3)
        self.assertLess(level["by_demand"], 0)
        plain = self.json_of("show", "day.h5", "--json", "--metric", "service_level", "--entity", "type/calls")["metrics"][0]
        self.assertAlmostEqual(level["plain_mean"], plain["mean"], delta=1e-9)
        told = self.expect(0, "show", "day.h5", "--controls", "--metric", "asa_s", "--entity", "all").stdout
        self.assertIn("Controlled", told)
        self.assertIn("Gain: so many times the replications", told)
        self.assertEqual(len(told.splitlines()), 4)
        for option in (("--by", "interval"), ("--grid",), ("--erlang",)):
            self.assertIn("--controls", self.expect(64, "show", "day.h5", "--controls", *option).stderr)
        self.assertEqual(self.figures("--metric", "wait_p95_s"), {}, "a percentile is no mean of replications")
        left_out = ("show", "day.h5", "--controls", "--metric", "wait_p95_s,offered", "--entity", "all")
        self.assertIn("Left out, as no mean of replications or without change: wait_p95_s of all.\n", self.expect(0, *left_out).stdout)
        self.assertEqual(self.json_of(*left_out, "--json")["controls"][0]["left_out"], ["wait_p95_s all"])

    def test_tables_have_them_too(self):
        self.expect(0, "run", "day.cfg", "-q", "-o", "day.h5")
        figures = self.figures("--metric", "offered,service_level,wait_p95_s")
        self.expect(0, "export", "day.h5", "--controls", "--metric", "offered,service_level,wait_p95_s", "-o", "controls.csv")
        rows = [line.split(",") for line in (self.folder / "controls.csv").read_text().splitlines()]
        self.assertEqual(rows[0], "config metric entity unit mean half_width plain_mean plain_half_width gain".split())
        self.assertEqual({(r[1], r[2]): [float(x) for x in r[4:]] for r in rows[1:]},
                         {key: [f[name] for name in rows[0][4:]] for key, f in figures.items()})
        self.assertEqual(self.expect(0, "export", "day.h5", "--controls", "--format", "json").stdout,
                         self.expect(0, "show", "day.h5", "--controls", "--json").stdout)
        for wrong in (("--by", "interval"), ("--erlang",), ("--format", "intervals"), ("-o", "day.xlsx")):
            self.assertIn("--controls", self.expect(64, "export", "day.h5", "--controls", *wrong).stderr)

    def test_who_is_absent_is_known(self):
        """Of persons on shifts what the hours of absence are on average is known exactly, and they are had again to the second; of the service level they take chance away too."""
        shifts = ("--set", 'shifts={early:{start="08:00";length="3 h";};late:{start="09:00";length="3 h";};}', "--set", "types.calls.arrivals.per_hour=110",
                  "--set", 'groups.desk={shifts:{early=6;late=5;};shrinkage:{unplanned="10 %";};}', "--set", "types.calls.arrivals.day_factor=none")
        self.expect(0, "run", "day.cfg", "-q", *shifts, "-o", "day.h5")
        found = self.figures("--metric", "absent_agents,service_level")
        absent, level = found["absent_agents", "all"], found["service_level", "all"]
        self.assertAlmostEqual(absent["mean"], 0.1 * 33 / 4, places=9)
        self.assertLess(absent["half_width"], 1e-9)
        self.assertGreater(absent["plain_half_width"], 0.05)
        self.assertGreater(level["gain"], 1.3)
        self.assertGreater(level["by_attendance"], 0)
        self.assertIn("above 1000", self.expect(0, "show", "day.h5", "--controls", "--metric", "absent_agents", "--entity", "all").stdout)

    def test_a_shard_has_the_controls_of_its_replications(self):
        self.expect(0, "run", "day.cfg", "-q", "-o", "day.h5", "-r", "60", "--first-replication", "31")
        self.assertGreater(self.figures()["offered", "all"]["gain"], 8)
        self.assertIn("60 replications: the gain is a rough estimate", self.expect(0, "show", "day.h5", "--controls").stdout)

    def test_what_cannot_be_controlled_says_why(self):
        self.expect(0, "run", "day.cfg", "-q", "-o", "few.h5", "-r", "12")
        self.assertIn("12 replications are too few to control: 20 or more", self.expect(64, "show", "few.h5", "--controls").stderr)
        self.expect(0, "run", "day.cfg", "-q", "-o", "none.h5", "-r", "20", "--set", "types.calls.arrivals.day_factor=none")
        self.assertIn("no type has a factor of the day", self.expect(64, "show", "none.h5", "--controls").stderr)


if __name__ == "__main__":
    main()
