"""Outages: what commands say of them. What happens in them is for tests/unit/test_outage.c."""
import json

from cli import SOURCE, CliTest, main

DAY = SOURCE / "scenarios" / "outage.cfg"


class Outages(CliTest):
    def test_summary_has_a_row_for_each(self):
        told = self.expect(0, "run", DAY, "-q", "-r", 3).stdout
        self.assertIn("agent time lost", told)
        for label in ("Power, north", "CRM slow", "Network at home"):
            self.assertIn(label, told)
        self.assertNotIn("agent time lost", self.expect(0, "run", DAY, "-q", "-r", 3, "--set", "outages=none").stdout)

    def test_figures_are_those_of_what_can_happen(self):
        figures = self.figures("run", DAY, "-r", 4)
        self.assertEqual(figures["outages", "outage/power"], 1)
        self.assertAlmostEqual(figures["outage_s", "outage/power"], 45 * 60)
        self.assertAlmostEqual(figures["availability", "outage/power"], 1 - 45 / 600)
        self.assertAlmostEqual(figures["outage_s", "outage/crm"], 3600)
        self.assertNotIn(("stopped_s", "outage/crm"), figures)
        self.assertNotIn(("cut_off", "outage/crm"), figures)
        self.assertNotIn(("kept_out", "outage/power"), figures)
        self.assertAlmostEqual(figures["stopped_s", "group/north"], figures["stopped_s", "outage/power"])
        self.assertAlmostEqual(figures["stopped_s", "all"], figures["stopped_s", "outage/power"] + figures["stopped_s", "outage/network"])
        self.assertAlmostEqual(figures["drops", "all"], figures["cut_off", "outage/power"] + figures["cut_off", "outage/network"])
        self.assertNotIn(("stopped_s", "group/south"), figures)

    def test_one_site_out_is_worse_and_no_collapse_where_others_take_over(self):
        """Random numbers are the same in all three: with the stage less than half is lost of what is lost without it."""
        level = [self.figures("run", DAY, "-r", 10, *more)["service_level", "type/service"]
                 for more in (("--set", "outages=none"), (), ("--set", "types.service.routing.fail_over=none"))]
        self.assertGreater(level[0], level[1] + 0.01)
        self.assertLess(level[0] - level[1], 0.5 * (level[0] - level[2]))

    def test_explain_says_when_and_what(self):
        text = self.expect(0, "explain", DAY).stdout
        for words in ("From 10:30 to 11:15.", "The agents of North cannot work", "talks that they have then are cut off", "take 1.4 times as long: of Billing",
                      "on for 4 % of the time", "Each agent with a probability of 30 %, of At home cannot work"):
            self.assertIn(words, text)
        whole = self.folder / "whole.cfg"
        whole.write_text(self.expect(0, "explain", DAY, "--full").stdout)
        self.assertEqual(self.expect(0, "explain", whole).stdout, text)

    def test_trace_tells_of_them(self):
        lines = [json.loads(x) for x in self.expect(0, "trace", DAY, "--json", "--from", "10:29", "--to", "11:16").stdout.splitlines()]
        begun = next(x for x in lines if x["event"] == "outage_begin" and x["outage"] == "power")
        self.assertEqual(begun["text"], "the centre has an outage: power")
        ended = next(x for x in lines if x["event"] == "outage_end" and x["outage"] == "power")
        self.assertEqual(ended["outage_s"], 45 * 60)
        self.assertTrue(any(x["event"] == "drop" for x in lines))
        self.assertEqual(sum(x["event"] == "works_again" and x["group"] == "north" for x in lines), 9)

    def test_page_and_files_have_them(self):
        self.expect(0, "run", DAY, "-q", "-r", 3, "-o", self.folder / "o.h5")
        page = self.folder / "page.html"
        self.expect(0, "report", self.folder / "o.h5", "-o", page)
        self.assertIn("Power, north", page.read_text())
        self.assertIn("outage/power", self.expect(0, "export", self.folder / "o.h5", "--format", "csv", "-o", "-").stdout)


main()
