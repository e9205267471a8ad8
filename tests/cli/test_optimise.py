"""What is best: staff and thresholds at least cost, customers who are lost counted or not, several aims, who should learn what, forecasts that are wrong."""
from cli import CliTest, main

CENTRE = """title = "Chosen";
clock: { open = "08:00-12:00"; }; run: { replications = 10; seed = 5; };
types: {
  sales: { arrivals: { per_hour = 60; }; patience: { dist = "exponential"; mean = "2 min"; }; talk = { dist = "exponential"; mean = "4 min"; }; target: { service_level = 0.8; within = "20 s"; };
    groups = ["sales"]; costs: { abandoned = 40; income = 25; }; };
  help: { arrivals: { per_hour = 60; }; patience: { dist = "exponential"; mean = "3 min"; }; talk = { dist = "exponential"; mean = "5 min"; }; target: { service_level = 0.7; within = "30 s"; };
    routing: { first: { groups = ["help"]; }; then: { after = "20 s"; groups = ["help", "sales"]; }; }; costs: { abandoned = 12; income = 6; }; };
};
groups: { sales: { staff = 5; reserve: { sales = 1; }; }; help: { staff = 7; }; };
costs: { currency = "EUR"; wage = 24; };
"""
STAFF = ("--vary", "groups.sales.staff=5..9 by 1")


class Optimise(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE)

    def found(self, *args):
        return self.json_of("optimise", "centre.cfg", "-r", "5", "--json", *args)

    def test_customers_who_are_lost_want_more_agents_than_costs_alone(self):
        """domain-model F30"""
        cost = self.found(*STAFF, "--for", "least cost_total")
        whole = self.found(*STAFF, "--for", "least cost_full", "--target", "none")
        profit = self.found(*STAFF, "--for", "most profit", "--target", "none")
        self.assertGreater(whole["levels"]["groups.sales.staff"], cost["levels"]["groups.sales.staff"])
        self.assertGreater(profit["levels"]["groups.sales.staff"], 5)
        self.assertGreater(cost["holds"], 0.5)
        self.assertEqual(cost["replications_checked"], max(25, cost["replications_to_choose"]))
        nowhere = self.found("--vary", "groups.sales.staff=1,2", "--for", "least cost_total")
        self.assertNotIn("levels", nowhere)
        self.expect(1, "optimise", "centre.cfg", "-r", "5", "--vary", "groups.sales.staff=1,2", "--for", "least cost_total", "--strict")

    def test_what_is_chosen_is_written_and_simulates_as_it_was_checked(self):
        vary = (*STAFF, "--vary", 'types.help.routing.then.after="0 s","20 s"')
        told = self.expect(0, "optimise", "centre.cfg", "-r", "5", *vary, "--for", "least cost_total", "-o", "chosen.cfg").stdout
        for words in ("least cost_total, where service_level@type/sales >= 80 %", "All 10 points of 2 factors", "holds with", "candidates", "that no choice has seen", "To simulate it: --set"):
            self.assertIn(words, told)
        found = self.found(*vary, "--for", "least cost_total")
        text = (self.folder / "chosen.cfg").read_text()
        self.assertIn('extends = "centre.cfg"', text)
        self.assertIn(f'staff = {found["levels"]["groups.sales.staff"]};', text)
        cost = next(f for f in found["figures"] if f["figure"] == "cost_total")
        self.assertAlmostEqual(self.figures("run", "chosen.cfg", "-r", "25", "-s", "77")["cost_total", "all"], cost["chosen"], delta=0.02 * cost["chosen"])
        self.assertEqual(found, self.found(*vary, "--for", "least cost_total", "-j", "2"), "whatever the threads")

    def test_what_has_to_be_withstood_and_how_often(self):
        usual = self.found(*STAFF, "--for", "least cost_total")["levels"]["groups.sales.staff"]
        worst = self.found(*STAFF, "--for", "least cost_total", "--withstand", "volume=1,1.25")
        self.assertEqual(worst["scenarios"], 2)
        self.assertGreater(worst["levels"]["groups.sales.staff"], usual)
        wrong = (*STAFF, "--for", "least cost_total", "--target", "service_level=80 %", "--set", "types.*.arrivals.forecast.cv=0.15")
        self.assertGreater(self.found(*wrong, "--share", "90%")["levels"]["groups.sales.staff"], self.found(*wrong)["levels"]["groups.sales.staff"])

    def test_several_aims_give_a_front_that_is_a_study(self):
        told = self.expect(0, "optimise", "centre.cfg", "-r", "5", *STAFF, "--for", "least cost_total, most service_level", "--target", "none", "-o", "front.h5").stdout
        self.assertIn("points that no other one beats", told)
        self.expect(0, "optimise", "centre.cfg", "-r", "5", *STAFF, "--for", "least cost_total, most service_level", "--target", "none", "--page", "front.html", "-q")
        self.assertIn("Points that no other one beats", (self.folder / "front.html").read_text())
        study = self.json_of("show", "front.h5", "--json")
        self.assertEqual(len(study["points"]), 5)
        self.expect(64, "optimise", "centre.cfg", *STAFF, "--for", "least cost_total, most service_level", "-o", "front.cfg", says="must be FILE.h5")

    def test_who_should_learn_what(self):
        found = self.found("--cross-train", "2", "--for", "most service_level@type/sales", "--target", "none")
        lessons = next(a for a in found["analyses"] if a["analysis"] == "lessons")["rows"]
        self.assertEqual([row["cross-train"] for row in lessons], ["2 of help for sales"])
        self.assertGreater(lessons[0]["changes by"]["value"], 0)
        self.assertAlmostEqual(lessons[0]["for each agent"]["value"], lessons[0]["changes by"]["value"] / 2)
        self.assertTrue(any("learn" in change for change in found["sets"]))

    def test_lessons_are_told_beside_other_factors_and_beyond_the_points_of_the_search(self):
        """Each is compared with the same point where nobody learns, which the search need not have met."""
        args = ("--cross-train", "2", *STAFF, "--for", "most service_level@type/sales", "--target", "none")
        few, all_of_it = (next(a for a in self.found(*args, *more)["analyses"] if a["analysis"] == "lessons") for more in (("--points", "4"), ()))
        self.assertIn("with groups.sales.staff 9", all_of_it["title"])
        for told in (few, all_of_it):
            self.assertEqual([row["cross-train"] for row in told["rows"]], ["2 of help for sales"])
        told = self.expect(0, "optimise", "centre.cfg", "-r", "5", *args).stdout
        self.assertRegex(told, "better by 0.50? points than")

    def test_nobody_learns_where_that_is_best(self):
        told = self.expect(0, "optimise", "centre.cfg", "-r", "5", "--cross-train", "2", "--for", "least service_level@type/sales", "--target", "none").stdout
        self.assertIn("The scenario as it is is what was chosen.", told)
        self.assertNotIn("To simulate it", told)

    def test_warnings_are_told_once(self):
        result = self.run_program("optimise", "centre.cfg", *STAFF, "--for", "least cost_total", "--target", "service_level=90", "--set", "types.sales.talk.mean=400000")
        self.assertEqual(result.returncode, 64)
        self.assertEqual(result.stderr.count("very long mean handle time"), 1, result.stderr)

    def test_what_is_asked_wrongly_is_told(self):
        for args, says in (((), "--for: must say"), (("--for", "least cost_total"), "says what can be chosen"), (("--for", "least cost_totl", *STAFF), "did you mean"),
                           (("--for", "least cost_total", "--vary", "groups.sales.staff=5..9"), "must have levels or a step"), (("--for", "least cost_total", *STAFF, "--share", "2"), "must be a share"),
                           (("--for", "least cost_total", "--vary", "groups.sales.stf=5,6"), "unknown key"), (("--for", "least cost_total", *STAFF, "-q"), "goes with --output, --page or --json")):
            result = self.run_program("optimise", "centre.cfg", *args)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn(says, result.stderr)


if __name__ == "__main__":
    main()
