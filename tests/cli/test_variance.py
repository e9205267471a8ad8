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
        self.assertIn(says, self.expect(65, "optimise", "day.cfg", *STRATIFIED, "--vary", "groups.desk.staff=3,4", "--for", "least occupancy").stderr)
        self.assertIn(says, self.expect(65, "staff", "day.cfg", *STRATIFIED, "-q").stderr)
        self.expect(0, "run", "day.cfg", "-q", *STRATIFIED, "-o", "day.h5")
        self.assertIn(says, self.expect(65, "show", "day.h5", "--controls").stderr)
        self.assertIn("must begin a set of 10 replications, which are drawn together (run.variance): 1, 11, 21, found 6",
                      self.expect(64, "run", "day.cfg", "-q", *STRATIFIED, "--first-replication", 6).stderr)

    def test_plain_is_written_over_sets_of_the_scenario(self):
        self.write("sets.cfg", DAY.replace("seed = 11;", 'seed = 11; variance = "lattice"; set = 4;'))
        self.assertIn("sets of 4", self.expect(0, "run", "sets.cfg", "-q").stdout)
        plain = self.expect(0, "run", "sets.cfg", "-q", "--set", "run.variance=plain").stdout
        self.assertEqual(plain.replace("sets", "day"), self.expect(0, "run", "day.cfg", "-q").stdout)
        full = self.expect(0, "explain", "sets.cfg", "--full", "--set", "run.variance=plain").stdout
        self.write("full.cfg", full)
        self.assertNotIn("sets of", self.expect(0, "run", "full.cfg", "-q").stdout)

    def test_gain_is_told_from_ten_sets_on(self):
        def told(replications):
            return self.json_of("run", "day.cfg", "-q", "--json", *STRATIFIED, "-r", replications)["intervals"]

        self.assertEqual(told(5), "no intervals: they rest on sets of 10 replications with stratified factors, and none is whole")
        self.assertEqual(told(10), "no intervals: they rest on sets of 10 replications with stratified factors, and there is one")
        self.assertEqual(told(90), "intervals rest on 9 independent sets of 10 replications with stratified factors")
        self.assertIn("variance", told(100))
        self.assertIn("there are no intervals: they rest on sets of 10", self.expect(0, "run", "day.cfg", *STRATIFIED, "-r", 10).stderr)

    def test_studies_have_sets_as_observations(self):
        """Each point has its sets; what is told of it, its intervals and its best rest on them, in one piece, in shards and by precision."""
        vary = ("sweep", "day.cfg", "--vary", "volume=0.9,1", "-r", 100, "-q", "--metric", "offered,service_level,target_days")

        def offered(*args):
            rows = self.json_of(*vary, "--json", *args)["points"]
            return rows[1]["responses"]["offered"], rows[1]["replications"]

        (plain, _), (sets, replications) = offered(), offered(*STRATIFIED, "-o", "sets.h5")
        self.assertEqual(replications, 100)
        self.assertLess(sets["high"] - sets["low"], 0.5 * (plain["high"] - plain["low"]))
        run = self.json_of("run", "day.cfg", "-q", "--json", "--metric", "offered,target_days", "--entity", "all", *STRATIFIED)["metrics"]
        self.assertAlmostEqual(run[0]["mean"], sets["mean"], places=9)
        self.assertAlmostEqual(run[0]["half_width"], 0.5 * (sets["high"] - sets["low"]), places=9)
        for i in (1, 2):
            self.expect(0, *vary, *STRATIFIED, "--shard", f"{i}/2", "-o", f"part{i}.h5")
        self.expect(0, "merge", "part1.h5", "part2.h5", "-o", "merged.h5")
        self.assertEqual((self.folder / "merged.h5").read_bytes(), (self.folder / "sets.h5").read_bytes())
        self.assertIn("100 replications each in sets of 10 that count as one", self.expect(0, "show", "sets.h5").stdout)
        self.assertIn("after 10 sets of 10 replications", self.expect(0, "show", "sets.h5", "--analysis", "best", "--metric", "service_level").stdout)
        self.assertTrue(self.expect(0, "export", "sets.h5", "--by", "replication").stdout.startswith("point,volume,set,response,unit,value,weight\n1,0.9,1,offered"))
        self.assertIn("must be whole sets of 10 replications", self.expect(64, *vary, *STRATIFIED, "-r", 15).stderr)
        self.assertIn("replications are drawn in sets of 10 here and of 1 at the base", self.expect(
            65, "sweep", "day.cfg", "--vary", "run.variance=plain,stratified", "-r", 10, "-q").stderr)
        few = ("sweep", "day.cfg", "--vary", "volume=0.9,1", "-r", 20)
        self.assertIn("rest on 2 sets of replications at each point and may be too short: 10 or more are wanted, such as -r 200",
                      self.expect(0, *few, *STRATIFIED).stderr)
        self.assertNotIn("too short", self.expect(0, *few).stderr)

    def test_sets_are_a_column_of_single_replications(self):
        def rows(*args):
            self.expect(0, "run", "day.cfg", "-q", "-r", 20, *args, "-o", "day.h5", "--force")
            text = self.expect(0, "export", "day.h5", "--by", "replication", "--metric", "offered", "--entity", "all").stdout
            return [line.split(",") for line in text.splitlines()]

        sets = rows(*STRATIFIED)
        at = sets[0].index("set")
        self.assertEqual([r[at] for r in sets[1:]], ["1"] * 10 + ["2"] * 10)
        self.assertNotIn("set", rows()[0])


if __name__ == "__main__":
    main()
