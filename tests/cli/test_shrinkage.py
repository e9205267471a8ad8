"""Shrinkage: what the schedule takes off, who is absent by chance, gross and net wherever agents are told of."""
import math
import shutil

from cli import SOURCE, CliTest, main

PLAIN = """clock: { open = "08:00-12:00"; days = 20; };
types: { a: { arrivals: { per_hour = 20; }; talk = "3 min"; patience = "5 min"; }; };
groups: { g: { staff = 20; }; };
run: { replications = 50; };
"""
APART = ("--set", "groups.g.shrinkage={ planned = 0.12; unplanned = 0.05; }")


class Shrinkage(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "absence.cfg", self.folder)
        (self.folder / "plain.cfg").write_text(PLAIN, encoding="utf-8")

    def test_realised_shrinkage_is_that_of_theory(self):
        of = self.figures("run", "plain.cfg", *APART)
        # 17.6 are scheduled, each of whom is absent on 5 % of 20 x 50 days: binomial, the fraction included
        error = math.sqrt(17.6 * 0.05 * 0.95 / 1000)
        self.assertAlmostEqual(of["absent_agents", "all"], 0.88, delta=4 * error)
        self.assertAlmostEqual(of["shrinkage_realised", "group/g"], 0.164, delta=4 * error / 20)
        self.assertAlmostEqual(of["shrinkage_planned", "group/g"], 0.12, places=12)
        self.assertAlmostEqual(of["rostered_agents", "group/g"], 20, places=9)
        self.assertAlmostEqual(of["scheduled_agents", "group/g"], 17.6, places=9)
        self.assertGreater(of["absent_agents", "all"], 0.5)

    def test_a_plain_share_is_planned_and_without_one_nothing_is_told(self):
        plain = self.figures("run", "plain.cfg", "-r5", "--set", "groups.g.shrinkage=12 %")
        self.assertEqual(plain, self.figures("run", "plain.cfg", "-r5", "--set", "groups.g.shrinkage={ planned = 0.12; }"))
        self.assertEqual(plain["shrinkage_realised", "all"], plain["shrinkage_planned", "all"])
        none = self.figures("run", "plain.cfg", "-r5")
        self.assertNotIn(("shrinkage_realised", "all"), none)
        self.assertEqual(none, self.figures("run", "plain.cfg", "-r5", "--set", "groups.g.shrinkage={ unplanned = 0; }"))

    # fact F26: five points more shrinkage need (1 - s) / (1 - s - 0.05) times the people for the same number at work
    def test_five_points_more_take_the_people_that_the_identity_says(self):
        gross = 20 * 0.8 / 0.75
        base = self.figures("run", "plain.cfg", "-r3", "--set", "groups.g.shrinkage=20 %")
        more = self.figures("run", "plain.cfg", "-r3", "--set", "groups.g.shrinkage=25 %", "--set", f"groups.g.staff={gross!r}")
        self.assertAlmostEqual(more["scheduled_agents", "all"], base["scheduled_agents", "all"], places=9)
        self.assertAlmostEqual(more["rostered_agents", "all"] / base["rostered_agents", "all"], 0.8 / 0.75, places=9)

    # the same of the answer of ccsim staff: who is needed on the phones is so with any shrinkage, who is needed on the roster is the identity to the last digit
    def test_the_staff_needed_obeys_the_identity(self):
        def needed(shrinkage):
            rows = self.json_of("staff", "plain.cfg", "--steady", "-q", "--json", "--set", f"groups.g.shrinkage={shrinkage} %", "--set",
                                "types.a.target={ service_level = 0.8; within = \"20 s\"; }", "--set", "types.a.arrivals.per_hour=140")["staff"]
            return [[row[of] for row in rows] for of in ("required_agents", "required_gross")]
        (net, gross), (same, more) = needed(30), needed(35)
        self.assertEqual(net, same)
        self.assertGreater(min(net), 5)
        self.assertEqual([round(x, 12) for x in more], [round(x * 0.7 / 0.65, 12) for x in gross])
        self.assertEqual([round(x, 12) for x in gross], [round(x / 0.7, 12) for x in net])

    def test_fifteen_percent_is_answered_asked_and_applied(self):
        told = self.expect(0, "compare", "absence.cfg", "-r4", "--what-if", "shrinkage 15 %").stdout
        self.assertIn("  applied: agents scheduled 21.3 -> 20.7 (-2.5 %)\n", told)
        self.assertIn("  applied: agents at work, absence taken off 20.1 -> 19.5 (-2.6 %)\n", told)
        self.assertIn("  applied: shrinkage 12.8 % -> 15 %, of 23 agents on the roster\n", told)
        told = self.expect(0, "compare", "absence.cfg", "-r4", "--what-if", "staff +2 in desk from 08:00 to 12:00").stdout
        self.assertIn("2 on the roster, 1.77 at work after 11.26 % shrinkage\n", told)

    def test_gross_and_net_stand_in_explanation_summary_and_page(self):
        told = self.expect(0, "explain", "absence.cfg").stdout
        self.assertIn("  On the roster, gross, are 1,150 agent hours; planned shrinkage of 7.6 % on average leaves those scheduled.\n", told)
        self.assertIn("a shrinkage of 12.8 % in all.\n", told)
        self.expect(0, "run", "absence.cfg", "-r4", "-q", "-o", "a.h5")
        self.assertRegex(self.expect(0, "show", "a.h5").stdout, r"(?m)^group .* rostered +shrinkage\n")
        self.expect(0, "report", "a.h5", "-o", "a.html")
        page = (self.folder / "a.html").read_text(encoding="utf-8")
        self.assertIn("On the roster", page)
        self.assertIn("Shrinkage", page)
        self.expect(0, "run", "plain.cfg", "-r4", "-q", "-o", "b.h5")
        self.expect(0, "report", "b.h5", "-o", "b.html")
        self.assertNotIn("On the roster", (self.folder / "b.html").read_text(encoding="utf-8"))

    def test_variants_share_who_is_absent(self):
        def absent(*words):
            rows = self.json_of("run", "plain.cfg", "-r1", "--json", "--by", "interval", "--metric", "absent_agents", *words)["metrics"]
            return [row["mean"] for row in rows if row["entity"] == "group/g" and "interval" in row and row["mean"] is not None]
        few, many = absent("--set", "groups.g.shrinkage={ unplanned = 0.05; }"), absent("--set", "groups.g.shrinkage={ unplanned = 0.2; }")
        self.assertTrue(all(a <= b for a, b in zip(few, many)))
        self.assertLess(sum(few), sum(many))
        more = absent("--set", "groups.g.shrinkage={ unplanned = 0.05; }", "--set", "groups.g.staff=25")
        self.assertTrue(all(0 <= b - a <= 5 for a, b in zip(few, more)))


if __name__ == "__main__":
    main()
