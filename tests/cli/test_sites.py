"""Sites: a noun that is made of groups. Its figures are theirs together, and without it nothing else changes."""
import shutil

from cli import SOURCE, CliTest, main

NONE = ("--set", "sites=none", "--set", "groups.*.site=none")


class Sites(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "two_sites.cfg", self.folder)
        shutil.copytree(SOURCE / "scenarios" / "profiles", self.folder / "profiles")

    def test_a_site_is_its_groups_together(self):
        of = self.figures("run", "two_sites.cfg", "-r5")
        for metric in ("scheduled_agents", "busy_agents", "answers", "overtime_s"):
            self.assertAlmostEqual(of[metric, "site/hills"], of[metric, "group/hills"] + of[metric, "group/claims"], places=9)
            self.assertEqual(of[metric, "site/harbour"], of[metric, "group/harbour"])
        share = (of["busy_agents", "group/hills"] + of["busy_agents", "group/claims"]) / of["staffed_agents", "site/hills"]
        self.assertAlmostEqual(of["occupancy", "site/hills"], share, places=9)
        # the contacts of the coast and the country may be served at the hills by one group, those of claims by the other: each counts once
        self.assertAlmostEqual(of["waiting_s", "site/hills"], of["waiting_s", "all"], places=6)
        self.assertNotIn(("service_level", "site/hills"), of)

    def test_without_sites_every_other_figure_is_the_same(self):
        for by in ((), ("--by", "interval"), ("--by", "pair")):
            run = ("run", "two_sites.cfg", "-r5", "--json", *by)
            with_sites, without = self.json_of(*run)["metrics"], self.json_of(*run, *NONE)["metrics"]
            self.assertEqual(without, [row for row in with_sites if not row["entity"].startswith("site/")])
            self.assertGreater(len(without), 0)

    def test_tables_page_and_explanation_have_a_row_for_each(self):
        self.expect(0, "run", "two_sites.cfg", "-r5", "-q", "-o", "a.h5")
        self.assertRegex(self.expect(0, "show", "a.h5").stdout, r"(?m)^site +scheduled .*\nHarbour .*\nHills ")
        self.assertRegex(self.expect(0, "show", "a.h5", "--by", "site", "--metric", "occupancy").stdout, r"(?m)^Harbour +\d")
        self.assertIn("occupancy", self.expect(0, "show", "a.h5", "--entity", "site/hills").stdout)
        self.expect(0, "report", "a.h5", "-o", "a.html")
        self.assertIn("Figures of the sites", (self.folder / "a.html").read_text(encoding="utf-8"))
        self.assertIn("Site Hills\n  Groups: Hills calls, Claims team.", self.expect(0, "explain", "two_sites.cfg").stdout)
        self.expect(0, "run", "two_sites.cfg", "-r5", "-q", "-o", "b.h5", *NONE)
        self.expect(64, "show", "b.h5", "--by", "site", says="of type, channel, group, site, trunk")
        self.expect(0, "report", "b.h5", "-o", "b.html")
        self.assertNotIn("Figures of the sites", (self.folder / "b.html").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
