"""Limits of figures, yellow and red: in summary, tables, grid, JSON, CSV, workbook and on the page, and the exit status of --strict."""
import csv
import json

from cli import CliTest, main

CENTRE = """
clock: { start = "2026-03-02"; days = 2; open = "08:00-12:00"; };
types: { calls: { arrivals: { per_interval = [50, 90, 130, 160, 150, 120, 90, 60]; }; talk: { dist = "exponential"; mean = 200; }; patience = 120;
                  target: { service_level = 0.8; within = 20; }; }; };
groups: { desk: { label = "The desk"; staff = 18; }; };
run: { replications = 20; };
"""
LIMITS = """
limits: {
  busy: { metric = "occupancy"; of = "group"; yellow = "80 %"; red = 0.95; };
  lost: { metric = "abandonment_rate"; of = "type/calls"; red = 0.05; per = "day"; };
  wait: { metric = "asa_s"; yellow = "5 s"; red = "1 min"; per = "run"; };
};
"""


class Limits(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE + LIMITS)
        self.write("plain.cfg", CENTRE)

    def json_limits(self, *args):
        return {row["limit"]: row for row in json.loads(self.expect(0, *args, "--json").stdout)["limits"]}

    def test_have_the_lights_of_what_was_found(self):
        self.expect(0, "run", "centre.cfg", "-q", "-o", "out.h5")
        busy = self.json_limits("show", "out.h5")["busy/group/desk"]
        rows = [row for row in json.loads(self.expect(0, "show", "out.h5", "--by", "interval", "--metric", "occupancy", "--entity",
                                                      "group/desk", "--json").stdout)["metrics"] if row.get("interval") and row["mean"] is not None]
        lights = {row["interval"]: "red" if row["low"] > 0.95 else "yellow" if row["low"] > 0.8 else "green" if row["high"] <= 0.8
                  else "undecided" for row in rows}
        self.assertEqual({row["interval"]: row["light"] for row in rows}, lights)
        for light in ("green", "yellow", "red", "undecided"):
            found = [at for at, of in lights.items() if of == light]
            self.assertEqual(busy["lights"][light], len(found))
            if light != "green":
                self.assertEqual(busy[light + "_at"], found)
        self.assertGreater(busy["lights"]["yellow"], 0)
        self.assertEqual(busy["judged"], 16)
        self.assertEqual(self.json_limits("show", "out.h5")["wait/all"]["light"], "yellow")

    def test_stand_wherever_results_are_read(self):
        self.expect(0, "run", "centre.cfg", "-q", "-o", "out.h5")
        out = self.expect(0, "show", "out.h5").stdout
        self.assertRegex(out, r"occupancy +The desk +above 80 % +above 95 %")
        self.assertRegex(out, "occupancy of The desk: yellow Mon 2 Mar 09:30-10:30")
        self.assertRegex(self.expect(0, "show", "out.h5", "--grid").stdout, r"Mon 2 Mar 09:30.* yellow")
        self.assertRegex(self.expect(0, "show", "out.h5", "--by", "interval", "--metric", "occupancy").stdout, r"09:00 +\d+ %")
        self.expect(0, "export", "out.h5", "--by", "interval", "--metric", "occupancy,offered", "--entity", "group/desk", "-o", "out.csv")
        with open(self.folder / "out.csv", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["metric"] == "occupancy"]
        self.assertEqual({row["light"] for row in rows} - {""}, {"green", "yellow", "undecided"})
        self.expect(0, "export", "out.h5", "-o", "out.xlsx")
        self.expect(0, "report", "out.h5", "-o", "out.html")
        page = (self.folder / "out.html").read_text()
        self.assertIn("<i> yellow</i>", page)
        self.assertIn("Limits stand behind types", page)
        self.assertIn("busy: occupancy of group/desk, by interval: yellow above 80 %, red above 95 %.",
                      self.expect(0, "explain", "centre.cfg").stdout)

    def test_change_no_figure_and_leave_no_trace_where_there_are_none(self):
        rows = [json.loads(self.expect(0, "run", name, "--json").stdout) for name in ("centre.cfg", "plain.cfg")]
        for row in rows[0]["metrics"]:
            row.pop("light", None)
        self.assertEqual(rows[0]["metrics"], rows[1]["metrics"])
        self.assertNotIn("limits", rows[1])
        self.assertNotIn("limit", self.expect(0, "run", "plain.cfg").stdout)

    def test_that_are_not_surely_kept_give_a_status_of_their_own(self):
        self.write("strict.cfg", CENTRE.replace("service_level = 0.8", "service_level = 0.1")
                   + 'limits: { busy: { metric = "occupancy"; yellow = 0.5; red = 0.99; per = "run"; }; };')
        self.expect(0, "run", "strict.cfg", "-q", "--strict")
        self.expect(1, "run", "strict.cfg", "-q", "--strict", "--set", "limits.busy.red=0.6")
        self.expect(1, "run", "strict.cfg", "-q", "--strict", "-r", 1)

    def test_of_variants_are_their_own(self):
        found = {(row["limit"], row["variant"]): row for row in json.loads(self.expect(
            0, "compare", "centre.cfg", "--what-if", "easy: limits.wait.yellow=30, limits.busy.red=none, limits.busy.side=above", "--json").stdout)["limits"]}
        self.assertEqual(found["wait/all", "centre"]["light"], "yellow")
        self.assertEqual(found["wait/all", "easy"]["light"], "green")
        self.assertIsNone(found["busy/group/desk", "easy"]["red"])

    def test_are_refused_where_they_say_nothing(self):
        for change, words in (("limits.busy.metric=ocupancy", 'did you mean "occupancy"'), ("limits.busy.of=desk", 'did you mean "group/desk"'),
                              ("limits.busy.red=0.8", "must differ from yellow"), ("limits.busy.red=none", 'needs side = "above" or "below"'),
                              ("limits.wait.red=\"85 x\"", "expected a time"), ("limits.lost.yellow=0.1", "must lie above yellow"),
                              ("limits.busy.of=type/calls", "is no figure of type/calls"), ("limits.lost.red=none", "needs yellow, red or both"),
                              ("limits.busy.per=week", "expected one of interval, day, run"), ("limits.busy.reed=1", "unknown key")):
            self.assertIn(words, self.expect(65, "check", "centre.cfg", "--set", change).stderr)
        self.assertIn("is known over the run only", self.expect(65, "check", "centre.cfg", "--set", "limits.wait.metric=wait_p95_s", "--set",
                                                               "limits.wait.per=interval").stderr)


if __name__ == "__main__":
    main()
