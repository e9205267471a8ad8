"""Outbound campaigns from the command line: lists of customers from files."""
import json

from cli import CliTest, main

CENTRE = """
clock: { start = "2026-03-02"; open = "08:00-12:00"; };
types: { out: { arrivals: { per_hour = 0; }; talk = 100; }; };
groups: { g: { staff = 1; }; };
campaigns: { c: { type = "out"; customers = %s; outcome: { live = 1; }; ring: { live = 20; }; conversion = 1; revenue = 10; compliance: { rules = "own"; }; }; };
"""


class Outbound(CliTest):
    def campaign(self, *args):
        return {m: x for (m, e), x in self.figures(*args).items() if e == "campaign/c"}

    def test_customers_are_read_from_a_file_by_the_words_of_its_columns(self):
        self.write("people.csv", "Name;DNC;Prio;Best time;Wert\nann;;1;;\nbob;Yes;5;;99\ncyd;;2;09:00-10:00;2,5\n")
        self.write("out.cfg", CENTRE % '"people.csv"')
        found = self.campaign("run", "out.cfg", "-r", 2)
        self.assertEqual((found["entries_listed"], found["attempts"], found["outbound_revenue"]), (2, 2, 12.5))
        self.write("named.cfg", CENTRE % '{ csv = "people.csv"; columns: { do_not_call = "none"; value = "none"; }; }')
        found = self.campaign("run", "named.cfg", "-r", 2)
        self.assertEqual((found["entries_listed"], found["outbound_revenue"]), (3, 30))
        self.assertIn("It calls 3 entries, each as its list says, the more urgent first", self.expect(0, "explain", "out.cfg").stdout)
        self.assertIn("customers = (", self.expect(0, "explain", "out.cfg", "--full").stdout)

    def test_what_is_wrong_in_a_file_is_told_at_its_line(self):
        self.write("people.csv", "zone,best time,priority\n,,1\n,late,2\n")
        self.write("out.cfg", CENTRE % '"people.csv"')
        self.expect(65, "check", "out.cfg", says='people.csv:3: campaigns.c.customers[1][1]: expected the best time to call such as "17:00-20:00", found "late"')
        self.write("people.csv", "name,street\nann,high\n")
        self.expect(65, "check", "out.cfg", says="people.csv:1: campaigns.c.customers: has no column that tells anything of customers")
        self.write("people.csv", "zone,priority\n")
        self.expect(65, "check", "out.cfg", says="people.csv has no rows")
        self.write("people.csv", "name;priority\nann;1\n;\n\ncyd;\n")
        self.expect(65, "check", "out.cfg", says="people.csv:3: campaigns.c.customers: is an empty row, which would be somebody: remove it")
        self.write("out.cfg", CENTRE % '{ csv = "people.csv"; collumns = "x"; }')
        self.expect(65, "check", "out.cfg", says='collumns: customers are { csv = "people.csv";')

    def test_a_column_that_is_not_known_is_told(self):
        """A slip in the heading of who must not be called would call them."""
        self.write("people.csv", "Name;donotcal;priority\nann;yes;1\nbob;no;2\n")
        self.write("out.cfg", CENTRE % '"people.csv"')
        self.expect(65, "check", "out.cfg", says='people.csv:1: campaigns.c.customers: has an unknown column "donotcal", did you mean do_not_call?')
        self.write("named.cfg", CENTRE % '{ csv = "people.csv"; columns: { do_not_call = "donotcal"; }; }')
        self.expect(0, "check", "named.cfg", says="people.csv:1: campaigns.c.customers: columns that are not read: Name; known are zone")
        self.assertEqual(self.campaign("run", "named.cfg", "-r", 2)["entries_listed"], 1)
        self.write("none.cfg", CENTRE % '{ csv = "people.csv"; columns: { do_not_call = "none"; }; }')
        self.expect(0, "check", "none.cfg", says="columns that are not read: Name, donotcal;")
        self.write("people.csv", "Account,Reason,Do not contact\n7,old,yes\n8,new,no\n")
        self.expect(0, "check", "out.cfg", says="columns that are not read: Account, Reason;")
        self.assertEqual(self.campaign("run", "out.cfg", "-r", 2)["entries_listed"], 1)

    def test_no_more_calls_begin_in_a_window_than_its_limit(self):
        """Preview, an agent whose calls take 120 s could make 15 in half an hour; without the limit they do. The window begins anew on the half-hour, not when something happens."""
        text = CENTRE.replace("customers = %s", "list = 400") .replace('compliance:', 'pacing: { mode = "preview"; %s }; compliance:')
        self.write("free.cfg", text % "")
        self.write("limit.cfg", text % 'limit = 7; limit_window = "30 min";')
        self.assertEqual(self.campaign("run", "free.cfg", "-r", 2)["attempts"], 120)
        self.assertEqual(self.campaign("run", "limit.cfg", "-r", 2)["attempts"], 56)
        self.assertIn("08:30:20", self.expect(0, "trace", "limit.cfg").stdout)
        self.assertIn("at most 1 at once, and 7 calls in each 30 min. Who", " ".join(self.expect(0, "explain", "limit.cfg").stdout.split()))
        self.write("bad.cfg", text % 'limit_window = "30 min";')
        self.expect(65, "check", "bad.cfg", says="campaigns.c.pacing.limit_window: is read with limit alone: write pacing.limit")

    def test_the_guard_takes_no_agent_from_under_a_call_that_is_out(self):
        """One call for each agent who is free abandons nobody, whether or not calls must keep their agents."""
        text = CENTRE.replace("customers = %s", "list = 3000").replace("staff = 1", "staff = 6").replace("live = 1;", "live = 0.3;")
        text = text.replace("live = 20", 'live: { dist = "uniform"; min = 6; max = 24; }').replace('rules = "own"', 'rules = "us"')
        self.write("guarded.cfg", text)
        found = self.campaign("run", "guarded.cfg", "-r", 4)
        self.assertGreater(found["connects"], 300)
        self.assertEqual(found["abandoned_live"], 0)

    def test_a_condition_is_told_by_campaign(self):
        """Held back until nine: so in the summary, on the page, and in the trace by its name."""
        self.write("held.cfg", CENTRE.replace("customers = %s", 'list = 20; when = "time_of_day >= 09:00"'))
        self.assertRegex(self.expect(0, "run", "held.cfg", "-r", 2, "-o", "held.h5").stdout, "held back +revenue\n")
        self.expect(0, "report", "held.h5", "-o", "page.html")
        self.assertIn("Held back by its condition", (self.folder / "page.html").read_text())
        self.assertEqual(self.campaign("run", "held.cfg", "-r", 2)["held_back"], 0.25)
        self.assertIn("08:00:00.0  the centre has campaign c hold back: its condition does not hold\n", self.expect(0, "trace", "held.cfg").stdout)
        told = [json.loads(line) for line in self.expect(0, "trace", "held.cfg", "--json").stdout.splitlines()]
        self.assertIn(("calls_on", "c"), [(m.get("event"), m.get("campaign")) for m in told])

    def test_fines_are_costs_of_the_type(self):
        """Each call to who must not be called, and each live answer abandoned beyond the cap, has its price; with the guard on there is nothing to pay."""
        text = CENTRE.replace("staff = 1", "staff = 4") % '"none"' + "costs: { wage = 0; };\n"
        text = text.replace('compliance: { rules = "own"; }', 'list = 90; pacing: { mode = "power"; lines = 40; lines_per_agent = 3; }; compliance: { %s do_not_call = 0.2; fines: { opt_out = 1500; cap = 500; }; }')
        self.write("off.cfg", text % 'guard = "off";')
        self.write("on.cfg", text % "")
        figures = self.figures("run", "off.cfg", "-r", 4)
        found = {m: x for (m, e), x in figures.items() if e == "campaign/c"}
        self.assertGreater(found["violations_opt_out"], 5)
        self.assertGreater(found["abandoned_live"], 5)
        # one window of 30 days, in each replication abandoned - floor(3 % of live answers)
        beyond = figures["cost_amends", "type/out"] - 1500 * found["violations_opt_out"]
        self.assertAlmostEqual(beyond / 500, found["abandoned_live"] - 0.03 * found["live_answers"], delta=1)
        self.assertEqual(beyond % 125, 0)
        self.assertAlmostEqual(figures["cost_total", "all"], figures["cost_amends", "all"], 6)
        self.assertEqual(self.figures("run", "on.cfg", "-r", 4)["cost_amends", "type/out"], 0)
        self.write("bare.cfg", (text % "").replace("costs: { wage = 0; };", ""))
        self.expect(65, "check", "bare.cfg", says="campaigns.c.compliance.fines: go into the ledger, and nothing says what things cost: write costs")


if __name__ == "__main__":
    main()
