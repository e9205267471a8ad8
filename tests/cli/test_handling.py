"""Contacts that go on to another agent: what commands say of them. How they are counted is for tests/unit/test_transfer.c."""
import json

from cli import SOURCE, CliTest, main

TIERS = SOURCE / "scenarios" / "escalation.cfg"


class Handling(CliTest):
    def test_summary_counts_customers_once(self):
        """The table of customers stands where contacts are transferred, and nowhere else."""
        told = self.expect(0, "run", TIERS, "-q", "-r", 3).stdout
        self.assertIn("lost after transfer", told)
        self.assertIn("contacts: each once", told)
        self.assertNotIn("each once", self.expect(0, "run", SOURCE / "scenarios" / "minimal.cfg", "-q", "-r", 3).stdout)

    def test_figures_add_up(self):
        figures = self.figures("run", TIERS, "-r", 4)
        self.assertAlmostEqual(figures["offered", "all"], figures["journeys", "all"] + figures["transferred_in", "all"])
        self.assertAlmostEqual(figures["offered", "type/specialists"], figures["transferred_in", "type/specialists"])
        self.assertEqual(figures["journeys", "type/specialists"], 0)
        self.assertGreater(figures["drops", "all"], 0)
        self.assertAlmostEqual(figures["transfers", "all"], figures["transferred_in", "all"])

    def test_parts_of_handle_time_add_up(self):
        figures = self.figures("run", TIERS, "-r", 4)
        for entity in ("all", "type/desk", "group/desk"):
            parts = sum(figures[name, entity] for name in ("setup_s", "hold_s", "talk_s", "wrap_s"))
            self.assertAlmostEqual(figures["aht_s", entity], parts, places=6)
        self.assertGreater(figures["hold_hang_ups", "type/desk"], 0)
        self.assertGreater(figures["busy_hold", "group/desk"], 0)
        never = self.figures("run", TIERS, "-r", 4, "--set", "types.desk.hold=none", "--set", "types.desk.setup=none")
        self.assertNotIn(("hold_s", "all"), never)
        self.assertGreater(figures["occupancy", "group/desk"], never["occupancy", "group/desk"])

    def test_page_tells_of_legs(self):
        page = self.folder / "page.html"
        self.expect(0, "run", TIERS, "-q", "-r", 3, "-o", self.folder / "e.h5")
        self.expect(0, "report", self.folder / "e.h5", "-o", page)
        text = page.read_text()
        self.assertIn("By a transfer", text)
        self.assertIn("Of 100 legs of calls", text)
        self.assertIn("each counted once", text)

    def test_trace_tells_of_the_leg_and_its_type(self):
        lines = [json.loads(x) for x in self.expect(0, "trace", TIERS, "--json").stdout.splitlines()]
        moved = next(x for x in lines if x["event"] == "transfer" and x["to"] == "specialists")
        later = [x for x in lines if x.get("contact") == moved["contact"] and x.get("leg") == 2]
        self.assertTrue(later)
        self.assertEqual({x["as"] for x in later}, {"specialists"})
        self.assertEqual({x["type"] for x in later}, {moved["type"]}, "the issue keeps the type as which it came")


main()
