"""Contacts that go on to another agent: what commands say of them. How they are counted is for tests/unit/test_transfer.c."""
import csv
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

    def test_a_trace_says_whether_somebody_was_asked(self):
        """At half of the talk, at 1200 s, the agent asks; the other one is free, or talks from 1100 s on."""
        centre = """clock: { open = "08:00-08:30"; interval = "30 min"; };
            types: {
              a: { arrivals: { gap = 1000; }; talk = 400; groups = ( "front" ); consult: { b: { probability = 1; after = "50 %"; time = 60; max_wait = 30; }; }; };
              b: { arrivals: { gap = GAP; }; talk = 600; groups = ( "back" ); };
            };
            groups: { front: { staff = 1; }; back: { staff = 1; }; };"""
        asked, in_vain = "in which another agent was asked", "in which nobody could be asked"
        self.write("asks.cfg", centre.replace("GAP", "1700"))
        told = self.expect(0, "trace", "asks.cfg").stdout
        self.assertRegex(told, f"after 1 min, {asked}")
        self.assertNotIn(in_vain, told)
        self.write("asks.cfg", centre.replace("GAP", "1100"))
        told = self.expect(0, "trace", "asks.cfg").stdout
        self.assertRegex(told, f"after 30 s, {in_vain}")
        self.assertNotIn(asked, told)

    def test_agents_ask_one_another(self):
        """Who is asked has more to do, who asks talks for longer, and customers are as many; parts of the handle time add up."""
        asks = ("--set", "types.desk.consult.specialists.probability=0.12", "--set", "types.desk.consult.specialists.time=2 min",
                "--set", "types.desk.consult.specialists.max_wait=1 min")
        figures = self.figures("run", TIERS, "-r", 4, *asks)
        before = self.figures("run", TIERS, "-r", 4)
        self.assertNotIn(("consults", "all"), before)
        self.assertAlmostEqual(figures["consults", "all"], figures["consulted_in", "type/specialists"])
        self.assertGreater(figures["occupancy", "group/specialists"], before["occupancy", "group/specialists"])
        self.assertGreater(figures["consults_answered_rate", "type/desk"], figures["consult_rate", "type/desk"])
        parts = sum(figures[name, "type/desk"] for name in ("setup_s", "hold_s", "talk_s", "consult_s", "wrap_s"))
        self.assertAlmostEqual(figures["aht_s", "type/desk"], parts, places=6)
        self.assertAlmostEqual(figures["talk_s", "type/desk"], before["talk_s", "type/desk"], delta=10)
        self.assertIn("another is asked", self.expect(0, "run", TIERS, "-q", "-r", 2, *asks).stdout)
        self.assertIn("the agent who asks about desk/", self.expect(0, "trace", TIERS, *asks).stdout)
        self.write("asks.cfg", "types: { a: { arrivals: { per_hour = 30; }; talk = 100; groups = ['g'];\n"
                   "consult: { b: { probability = 0.5; time = 30; }; }; }; };\ngroups: { g: { staff = 3; }; };".replace("'", '"'))
        self.assertIn("asks.cfg:2: types.a.consult.b: ", self.expect(65, "check", "asks.cfg").stderr)

    def test_contacts_go_up(self):
        """In the place of transfers at the end of the talk: the desk has less to do, specialists as much; log and trace say so."""
        up = ("--set", "types.desk.transfer=none", "--set", "types.desk.escalate.specialists.probability=0.16",
              "--set", "types.desk.escalate.specialists.detect_share=0.4")
        figures = self.figures("run", TIERS, "-r", 4, *up)
        before = self.figures("run", TIERS, "-r", 4)
        self.assertNotIn(("escalations", "all"), before)
        self.assertAlmostEqual(figures["escalation_rate", "type/desk"], 0.155, delta=0.02)
        self.assertLess(figures["aht_s", "type/desk"], before["aht_s", "type/desk"] - 15)
        self.assertLess(figures["failed_attempt_s", "type/desk"], 0.6 * figures["aht_s", "type/desk"])
        self.assertGreater(figures["journey_escalated_s", "type/desk"], figures["journey_s", "type/desk"])
        self.assertIn("went up", self.expect(0, "run", TIERS, "-q", "-r", 2, "--log", "up.csv", *up).stdout)
        self.assertIn(",escalated,", (self.folder / "up.csv").read_text(encoding="utf-8"))
        self.assertRegex(self.expect(0, "trace", TIERS, *up).stdout, r"desk/\d+ goes up from desk agent \d+, who has tried for")

    def test_single_agents_pass_on_and_receive(self):
        """Agents together have what their group has."""
        self.expect(0, "run", TIERS, "-q", "-r", 3, "--set", "run.agents=each", "-o", "a.h5")
        groups = self.figures("show", "a.h5")
        rows = list(csv.DictReader(self.expect(0, "export", "a.h5", "--by", "agent", "--metric", "transfers,transfers_received").stdout.splitlines()))
        for metric, group in (("transfers", "desk"), ("transfers_received", "specialists")):
            own = sum(float(r["mean"]) for r in rows if r["metric"] == metric and r["entity"].startswith("agent/%s/" % group))
            self.assertGreater(own, 0)
            self.assertAlmostEqual(own, groups[metric, "group/" + group], places=6)
        self.assertIn("passed on", self.expect(0, "show", "a.h5", "--by", "agent").stdout)

    def test_better_self_service_is_not_told_as_worse(self):
        """Who is contained, and has what they came for, is served in the end."""
        flow = """
            types: { a: { arrivals: { per_hour = 100; }; flow = "f"; talk = 100; groups = ["g"]; drop: { probability = 0.1; }; }; };
            flows: { f: { start = "n"; nodes: { n: { time = "30 s"; success = 0.6; false_success = 0.05; }; }; }; };
            groups: { g: { staff = 9; }; };"""
        self.write("flow.cfg", flow)
        figures = self.figures("run", "flow.cfg", "-r", 20)
        self.assertAlmostEqual(figures["journeys_resolved", "all"], figures["journeys_served", "all"] + figures["journeys_contained", "all"])
        self.assertAlmostEqual(figures["journeys_contained", "all"], 0.6 * 0.95, delta=0.02)
        self.assertAlmostEqual(figures["journeys_served", "all"], 0.4 * 0.9, delta=0.02)
        self.assertAlmostEqual(figures["issues_resolved", "all"], figures["journeys_resolved", "all"])  # nobody comes again
        told = self.expect(0, "compare", "flow.cfg", "-q", "-r", 20, "--what-if", "better: flows.f.nodes.n.success=0.9",
                           "--metric", "journeys_resolved,journeys_served").stdout
        self.assertRegex(told, r"journeys_resolved .*better")
        self.assertRegex(told, r"journeys_served .*lower")

    def test_who_is_called_back_waits_off_the_line(self):
        figures = self.figures("run", SOURCE / "scenarios" / "callback.cfg", "-r", 3, "--set", "types.service.drop.probability=0.01")
        self.assertGreater(figures["journey_owed_s", "all"], 60)
        self.assertLess(figures["journey_wait_s", "all"], 60)

    def test_calls_back_are_told_and_compared(self):
        centre = SOURCE / "scenarios" / "callback.cfg"
        self.assertIn("called after", self.expect(0, "run", centre, "-q", "-r", 3, "-o", "c.h5").stdout)
        told = self.expect(0, "compare", centre, "-q", "-r", 3, "--what-if", "none: types.service.callback=none").stdout
        self.assertRegex(told, r"service_level_callbacks_wait_on +\d.* +\d")
        self.assertRegex(told, r"callbacks_accepted .* 0 ")
        rows = {(r["variant"], r["metric"]): r["mean"] for r in self.json_of(
            "compare", centre, "-r", 3, "--what-if", "none: types.service.callback=none", "--json", "--metric",
            "sl_offered,service_level_callbacks_answered")["metrics"] if r["entity"] == "all"}
        self.assertEqual(rows["none", "sl_offered"], rows["none", "service_level_callbacks_answered"])
        event = next(x for x in map(json.loads, self.expect(0, "trace", centre, "--json").stdout.splitlines()) if x["event"] == "call_back")
        self.assertEqual(event["rule"], "when_quiet")
        self.assertGreater(event["owed"], 0)

    def test_warm_transfers_couple_the_queues(self):
        warm = [f"types.desk.transfer.specialists.{x}" for x in ("kind=warm", "handover=60 s", "identify=none")]
        options = [x for setting in warm for x in ("--set", setting)]
        cold, many, few = (self.figures("run", TIERS, "-r", 4, *more) for more in
                           ([], options, [*options, "--set", "groups.specialists.staff-=2"]))
        self.assertNotIn(("company_s", "all"), cold)
        self.assertEqual(many["warm_transfers", "type/desk"], many["transfers", "type/desk"])
        self.assertGreater(few["company_s", "type/desk"], many["company_s", "type/desk"])
        self.assertLess(few["service_level", "type/desk"], many["service_level", "type/desk"])
        self.assertLess(few["joined_rate", "type/desk"], 1)

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
