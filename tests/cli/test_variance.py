"""`run.variance`: replications drawn together say so wherever their figures are shown, and whoever takes each for itself refuses them."""
from cli import CliTest, main

DAY = """clock: { open = "08:00-10:00"; };
day_factors: { volume: { dist = "gamma"; cv = 0.3; }; };
types: { calls: { arrivals: { per_hour = 60; day_factor = "volume"; }; talk = { dist = "exponential"; mean = "3 min"; };
  patience = { dist = "exponential"; mean = "3 min"; }; target: { service_level = "80 %"; within = "20 s"; }; }; };
groups: { desk: { staff = 4; }; };
run: { replications = 100; seed = 11; };
"""
STRATIFIED = ("--set", "run.variance=stratified")


class Variance(CliTest):
    def setUp(self):
        super().setUp()
        self.write("day.cfg", DAY)

    def half_width(self, *args):
        rows = self.json_of("run", "day.cfg", "-q", "--json", "--metric", "offered", "--entity", "all", *args)["metrics"]
        return rows[0]["half_width"]

    def test_sets_are_told_wherever_figures_are(self):
        told = "intervals rest on 10 independent sets of 10 replications with stratified factors"
        self.assertLess(self.half_width(*STRATIFIED), 0.5 * self.half_width())
        self.assertIn(told, self.expect(0, "run", "day.cfg", "-q", *STRATIFIED, "-o", "day.h5").stdout)
        self.assertRegex(self.json_of("show", "day.h5", "--json")["intervals"], told + "; of the service level they have about 1 / [0-9.]+ of")
        self.assertIn("Replications are drawn in sets of 10", self.expect(0, "explain", "day.cfg", *STRATIFIED).stdout)
        self.assertNotIn("drawn in sets", self.expect(0, "explain", "day.cfg").stdout)
        self.expect(0, "report", "day.h5", "-o", "day.html")
        self.assertIn(told, (self.folder / "day.html").read_text(encoding="utf-8"))

    def test_differences_rest_on_sets_too(self):
        def difference(*args):
            rows = self.json_of("compare", "day.cfg", "-r", 100, "-q", "--json", *args)["metrics"]
            return next(r for r in rows if r["metric"] == "offered" and r["entity"] == "all" and "difference" in r)

        alone = difference("--what-if", "sets: run.variance=stratified")
        self.assertFalse(alone["paired"], "in sets and each for itself: not the same customers")
        self.assertIn("replications are drawn in sets of 1 and of 10",
                      self.expect(0, "compare", "day.cfg", "--what-if", "sets: run.variance=stratified", "-r", 100, "-q").stdout)
        more = ("--what-if", "more: types.calls.arrivals.per_hour*=1.1")
        plain, sets = difference(*more), difference(*more, *STRATIFIED)
        self.assertTrue(sets["paired"])
        self.assertLess(sets["difference_half_width"], 0.8 * plain["difference_half_width"])
        self.assertLess(abs(sets["difference"] - 12), 2 * sets["difference_half_width"])

    def test_what_takes_each_replication_for_itself_says_so(self):
        says = "takes each replication for itself, and here they are drawn in sets of 10: --set run.variance=plain"
        self.assertIn(says, self.expect(65, "sweep", "day.cfg", *STRATIFIED, "--vary", "volume=0.9,1", "-r", 10, "-q").stderr)
        self.assertIn(says, self.expect(65, "staff", "day.cfg", *STRATIFIED, "-q").stderr)
        self.expect(0, "run", "day.cfg", "-q", *STRATIFIED, "-o", "day.h5")
        self.assertIn(says, self.expect(65, "show", "day.h5", "--controls").stderr)
        self.assertIn("must begin a set of 10 replications, which are drawn together (run.variance): 1, 11, 21, found 6",
                      self.expect(64, "run", "day.cfg", "-q", *STRATIFIED, "--first-replication", 6).stderr)


if __name__ == "__main__":
    main()
