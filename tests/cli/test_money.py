"""What things cost: figures and their identities, the statement, what is told where nobody asks."""
import json
import math
import re
import xml.etree.ElementTree

from cli import CliTest, main

try:
    import openpyxl
except ImportError:
    openpyxl = None

CENTRE = """
clock: { start = "2026-03-30"; days = 3; open = "08:00-12:00"; };
types: { calls: { arrivals: { per_hour = 60; }; talk: { dist = "exponential"; mean = 200; }; patience = 120; groups = ["desk", "help"]; };
         mails: { channel = "email"; arrivals: { per_hour = 10; }; talk = 300; groups = ["help"]; }; };
groups: { desk: { staff = 3; }; help: { staff = 2; }; };
run: { replications = 10; };
"""
COSTS = """
costs: { wage = 20; benefits = 0.3; overhead = 2; seat = 300; telephony = 0.02; abandoned = 4; income = 6; };
"""


def amounts(text):
    """Rows of a statement: what stands in front, then the mean."""
    rows = {}
    for line in text.splitlines():
        cells = re.split(r"\s{2,}", line.strip())
        if len(cells) >= 5 and re.fullmatch(r"-?[\d,]+\.\d\d", cells[-4]):
            rows[cells[0]] = float(cells[-4].replace(",", ""))
    return rows


class Book:
    """A sheet with its formulas worked out here: products and sums of cells, SUM and SUMIF."""

    def __init__(self, sheet):
        self.sheet, self.changed = sheet, {}

    def cells(self, area):
        return [cell.coordinate for row in self.sheet[area] for cell in row]

    def value(self, at):
        x = self.changed.get(at, self.sheet[at].value)
        if not isinstance(x, str) or not x.startswith("="):
            return x or 0
        if found := re.fullmatch(r"=SUMIF\((\w+:\w+),\"(\w+)\",(\w+:\w+)\)", x):
            roles, amounts = self.cells(found[1]), self.cells(found[3])
            return sum(self.value(b) for a, b in zip(roles, amounts) if self.value(a) == found[2])
        if found := re.fullmatch(r"=SUM\((\w+:\w+)\)", x):
            return sum(map(self.value, self.cells(found[1])))
        return sum(math.prod(map(self.value, term.split("*"))) for term in x[1:].split("+"))


class Money(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE + COSTS)
        self.write("plain.cfg", CENTRE)

    def figures(self, *args):
        rows = json.loads(self.expect(0, *args, "--json").stdout)["metrics"]
        return {(row["entity"], row["metric"]): row["mean"] for row in rows}

    def test_adds_up(self):
        self.expect(0, "run", "centre.cfg", "-q", "-o", "out.h5")
        x = self.figures("show", "out.h5", "--metric", "cost_total,cost_in_house,cost_vendor,cost_telephony,revenue,profit,cost_per_contact,completed")
        self.assertAlmostEqual(x["all", "cost_total"], x["type/calls", "cost_total"] + x["type/mails", "cost_total"], 6)
        self.assertAlmostEqual(x["all", "cost_total"], x["channel/voice", "cost_total"] + x["channel/email", "cost_total"], 6)
        self.assertAlmostEqual(x["all", "cost_total"],
                               x["group/desk", "cost_total"] + x["group/help", "cost_total"] + x["all", "cost_telephony"], 6)
        self.assertAlmostEqual(x["all", "cost_total"], x["all", "cost_in_house"] + x["all", "cost_vendor"], 6)
        self.assertAlmostEqual(x["all", "profit"], x["all", "revenue"] - x["all", "cost_total"], 6)
        self.assertAlmostEqual(x["all", "cost_per_contact"] * x["all", "completed"], x["all", "cost_total"], 4)
        self.assertEqual(x["type/mails", "cost_telephony"], 0)

    def test_is_a_statement_whose_lines_add_up_to_the_cent(self):
        self.expect(0, "run", "centre.cfg", "-q", "-o", "out.h5")
        shown = self.expect(0, "show", "out.h5", "--statement").stdout
        rows = amounts(shown.split("revenue")[0])
        total = rows.pop("Cost in-house")
        self.assertAlmostEqual(sum(rows.values()), total, delta=0.06)  # means, each printed to the cent
        self.assertAlmostEqual(total, self.figures("show", "out.h5", "--metric", "cost_total")["all", "cost_total"], delta=0.006)
        self.assertEqual(rows["desk: Wages"], 3 * 4 * 3 * 20)  # three days of four hours
        self.assertEqual(rows["desk: Seats"], 3 * 300 * 2 / 31 // 0.01 * 0.01 + 3 * 300 / 30)  # two days of March, one of April
        self.assertIn("2026-04", shown)
        self.assertIn("Thought to be lost", shown)

    def test_says_where_there_is_no_ledger(self):
        self.expect(0, "run", "plain.cfg", "-q", "-o", "plain.h5")
        self.assertIn("says nothing of costs", self.expect(64, "show", "plain.h5", "--statement").stderr)
        self.assertIn("says nothing of costs", self.expect(64, "show", "plain.h5", "--statement", "--json").stderr)
        self.assertIn("cost_total", self.expect(64, "show", "plain.h5", "--statement", "--by", "day").stderr)
        self.assertNotIn("cost", self.expect(0, "show", "plain.h5", "--entity", "all").stdout)

    def test_changes_nothing_that_happens(self):
        wanted = ["--metric", "offered,service_level,asa_s,occupancy", "--json"]
        self.expect(0, "run", "centre.cfg", "-q", "-o", "a.h5")
        self.expect(0, "run", "plain.cfg", "-q", "-o", "b.h5")
        a, b = (json.loads(self.expect(0, "show", name, *wanted).stdout)["metrics"] for name in ("a.h5", "b.h5"))
        self.assertEqual(a, b)

    def test_is_said_in_words(self):
        text = self.expect(0, "explain", "centre.cfg").stdout
        self.assertIn("desk: an hour is paid 20.00; with benefits, supervision, turnover, licences and overhead it costs 28.00; 3 seats cost 300.00 each a month.", text)
        self.assertNotIn("Costs", self.expect(0, "explain", "plain.cfg").stdout)

    def test_stands_beside_other_options(self):
        shown = self.expect(0, "compare", "plain.cfg", "centre.cfg", "-q").stdout
        self.assertRegex(shown, r"cost_total +- +1,[0-9]{3}")  # the first has no costs
        self.expect(0, "compare", "plain.cfg", "centre.cfg", "-q", "-r", "2", "-o", "free.h5")
        self.assertIsNone(json.loads(self.expect(0, "show", "free.h5", "--statement", "--json").stdout)["statements"][0]["sums"]["total"]["mean"])
        self.expect(0, "report", "free.h5", "-o", "free.html")
        self.assertIn("not costed", self.read("free.html"))  # and not a cost of 0.00
        self.write("more.cfg", (CENTRE + COSTS).replace("staff = 3", "staff = 4"))
        shown = self.expect(0, "compare", "centre.cfg", "more.cfg", "-q").stdout
        self.assertRegex(shown, r"cost_total .*\+(29\d|30\d|31\d|3[2-9]\d).*worse")

    def test_bills_to_the_cent_and_costs_the_same_at_cost_plus_nothing(self):
        self.write("vendor.cfg", CENTRE + COSTS + 'contracts: { v: { label = "Vendor"; groups = ["desk"]; cost_plus = 0; }; };')
        a, b = (self.run_and_show(name) for name in ("centre.cfg", "vendor.cfg"))
        self.assertAlmostEqual(a["all", "cost_total"], b["all", "cost_total"], 6)
        self.assertAlmostEqual(b["all", "cost_total"], b["all", "cost_in_house"] + b["all", "cost_vendor"], 6)
        self.assertAlmostEqual(b["contract/v", "invoice"], b["all", "cost_vendor"], 6)
        self.assertAlmostEqual(b["contract/v", "vendor_margin"], 0, 6)
        self.assertAlmostEqual(b["group/desk", "cost_total"], b["contract/v", "invoice"], 6)

    def run_and_show(self, name):
        self.expect(0, "run", name, "-q", "-o", name + ".h5")
        return self.figures("show", name + ".h5")

    def test_tells_how_terms_go(self):
        self.write("vendor.cfg", CENTRE + COSTS + """contracts: { v: { label = "Vendor"; groups = ["desk"]; prices: { p: { label = "Hours"; per = "logged_hour"; price = 30; }; };
            terms: { never: { metric = "asa_s"; of = "type/calls"; target = "1 h"; per = "day"; weight = 0.5; };
                     always: { label = "Occupancy"; metric = "occupancy"; of = "group/desk"; target = "1 %"; side = "above"; weight = 0.5; }; }; }; };""")
        self.expect(0, "run", "vendor.cfg", "-q", "-o", "v.h5")
        shown = self.expect(0, "show", "v.h5", "--statement").stdout
        self.assertRegex(shown, r"Vendor: never +1\.5 +0 % +0 % +0\.00")
        self.assertRegex(shown, r"Vendor: Occupancy +1 +100 % +100 % +\d\d\.")
        x = self.figures("show", "v.h5")
        self.assertAlmostEqual(x["contract/v", "penalty"], x["contract/v", "fee"] * 0.05, delta=0.02)  # a tenth of half, by month to the cent
        self.assertAlmostEqual(x["contract/v", "invoice"], x["contract/v", "fee"] - x["contract/v", "penalty"], 6)
        self.assertIn("Such a month counts as one month here.", shown)  # of March and April it has some days each
        self.assertIn("Of 2026-04 the run has 3.33 %: seats, fees, minimum bills and bands are that part of a month's.", self.expect(0, "explain", "vendor.cfg").stdout)
        self.assertIn("must not be above 0.01, each month; a miss costs up to 5 % of the month's fee", self.expect(0, "explain", "vendor.cfg").stdout)

    def test_puts_a_vendor_in_the_place_of_those_in_house(self):
        self.write("vendor.cfg", 'extends = "centre.cfg"; groups: { desk = "none"; bpo: { label = "BPO"; staff = 3; same_role_as = "desk"; }; }; types: { calls: { groups = ["bpo", "help"]; }; };')
        shown = self.expect(0, "compare", "centre.cfg", "vendor.cfg", "-q", "-o", "v.h5").stdout
        self.assertIn("BPO takes the place of desk", shown)
        self.write("typo.cfg", self.read("vendor.cfg").replace('same_role_as = "desk"', 'same_role_as = "desc"'))
        told = self.expect(0, "compare", "centre.cfg", "typo.cfg", "-r", "2", "-o", "typo.h5", says="warning: typo: groups.bpo.same_role_as: no variant has a group \"desc\", did you mean \"desk\"?")
        self.assertNotIn("takes the place", told.stdout)
        self.assertIn("did you mean \"desk\"?", self.expect(0, "show", "typo.h5").stdout)
        self.assertRegex(shown, r"occupancy desk +(\d\d\.\d % ± \d\.\d) +\1 +0 points +same")
        self.assertRegex(self.expect(0, "show", "v.h5", "--entity", "group/desk", "--metric", "occupancy").stdout, r"vendor +\d\d\.\d %.*0 points.*same")
        rows = [row for row in json.loads(self.expect(0, "show", "v.h5", "--json", "--metric", "occupancy", "--entity", "group/desk").stdout)["metrics"]]
        self.assertEqual((rows[0]["mean"], rows[1]["difference"]), (rows[1]["mean"], 0))
        self.expect(0, "export", "v.h5", "-o", "v.csv")
        table = [line.split(",") for line in self.read("v.csv").splitlines()]
        cells = {row[0]: row[table[0].index("mean")] for row in table if row[1:3] == ["occupancy", "group/desk"]}
        self.assertEqual(cells["centre"], cells["vendor"])
        # what takes a place is listed under its own name, too, and compared once
        own = {row[0]: row for row in table if row[1:3] == ["occupancy", "group/bpo"]}
        self.assertEqual((own["vendor"][table[0].index("mean")], own["vendor"][table[0].index("verdict")]), (cells["vendor"], ""))
        self.expect(0, "export", "v.h5", "-o", "v.xlsx")
        self.assertRegex(self.expect(0, "show", "v.h5", "--by", "group").stdout, r"BPO +vendor +3 +.*\d\d\.\d %")
        rows = json.loads(self.expect(0, "show", "v.h5", "--json", "--by", "interval", "--metric", "occupancy", "--entity", "group/desk").stdout)["metrics"]
        apart = [row["difference"] for row in rows if "interval" in row and row["variant"] == "vendor"]
        self.assertEqual(set(apart), {0, None})  # behind the last half-hour of a day nobody is logged in

    def test_a_workbook_works_with_what_a_planner_changes(self):
        if not openpyxl:
            self.skipTest("python3-openpyxl is missing")
        self.write("vendor.cfg", 'extends = "centre.cfg"; contracts: { v: { label = "Vendor"; groups = ["desk"]; prices: { p: { label = "Hours"; per = "logged_hour"; price = 30; }; };'
                   ' terms: { level: { metric = "asa_s"; of = "type/calls"; target = "1 s"; per = "day"; }; }; }; };')
        self.expect(0, "compare", "centre.cfg", "vendor.cfg", "-q", "-o", "v.h5")
        self.expect(0, "export", "v.h5", "-o", "v.xlsx")
        self.expect(0, "run", "plain.cfg", "-q", "-o", "plain.h5")
        self.expect(0, "export", "plain.h5", "-o", "plain.xlsx")
        self.assertNotIn("Cost", openpyxl.load_workbook(self.folder / "plain.xlsx").sheetnames)
        live, stored = (openpyxl.load_workbook(self.folder / "v.xlsx", data_only=only) for only in (False, True))
        n = 0
        for name in ("Cost", "Cost by month"):
            book = Book(live[name])
            for row in live[name].iter_rows(min_row=2):
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith("="):
                        n += 1
                        self.assertAlmostEqual(book.value(cell.coordinate), stored[name][cell.coordinate].value, 6, f"{name} {cell.coordinate} {cell.value}")
        self.assertGreater(n, 30)
        book = Book(live["Cost"])
        row = {(book.value(f"A{i}"), book.value(f"B{i}")): i for i in range(2, live["Cost"].max_row + 1)}
        total = {v: book.value(f"G{row[v, 'Cost in all']}") for v in ("centre", "vendor")}
        told = json.loads(self.expect(0, "show", "v.h5", "--statement", "--json").stdout)["statements"]
        self.assertAlmostEqual(total["vendor"], told[1]["sums"]["total"]["mean"], 6)
        # half an hour's pay more: wages, and benefits on them; a tenth more for the vendor's hours: the malus follows the fee
        book.changed[f"F{row['centre', 'desk: Wages']}"] = 20.5
        book.changed[f"F{row['vendor', 'Vendor: Hours']}"] = 33
        self.assertAlmostEqual(book.value(f"G{row['centre', 'Cost in all']}"), total["centre"] + 0.5 * 36 * 1.3, delta=0.02)
        invoice = next(row for row in told[1]["months"] if row["month"] == "2026-03")["invoice"]["mean"] + next(row for row in told[1]["months"] if row["month"] == "2026-04")["invoice"]["mean"]
        self.assertLess(invoice, 36 * 30)
        self.assertAlmostEqual(book.value(f"G{row['vendor', 'Cost in all']}"), total["vendor"] + 0.1 * invoice, 6)

    def test_tells_where_numbers_come_from(self):
        self.write("said.cfg", 'extends = "centre.cfg"; sources: { payroll: { label = "Payroll, March 2026"; of = "costs.wage, costs.benefits"; grade = "measured"; }; acd: { of = "types.*.arrivals"; }; };')
        text = self.expect(0, "explain", "said.cfg").stdout
        self.assertIn("costs.wage = 20: Payroll, March 2026 (measured).", text)
        self.assertIn("types.mails.arrivals = { per_hour = 10; }: acd.", text)
        self.assertNotIn("Where the numbers come from", self.expect(0, "explain", "centre.cfg").stdout)
        self.expect(0, "compare", "centre.cfg", "said.cfg", "-q", "-r", "2", "-o", "s.h5")
        rows = json.loads(self.expect(0, "show", "s.h5", "--json").stdout)["assumptions"]
        self.assertEqual(rows[0], {"key": "costs.wage", "variant": "said", "value": "20", "source": "Payroll, March 2026", "grade": "measured"})
        self.assertEqual([(row["key"], row["grade"]) for row in rows[1:]], [("costs.benefits", "measured"), ("types.calls.arrivals", None), ("types.mails.arrivals", None),
                                                                          *((f"costs.{key}", None) for key in ("overhead", "seat", "telephony", "abandoned", "income"))])
        self.assertEqual({row["source"] for row in rows[4:]}, {"no source is said"})
        text = self.expect(0, "explain", "said.cfg", "--set", "costs.wage=21", "--what-if", "volume +10 %").stdout
        self.assertIn("costs.wage = 21: changed by a setting or what-if.", text)  # the payroll does not say 21
        self.assertIn("factors.volume = 1.1: changed by a setting or what-if.", text)
        self.write("less.cfg", 'extends = "said.cfg"; costs: { wage = 18; };')
        self.assertIn("costs.wage = 18: changed by a further file.", self.expect(0, "explain", "less.cfg").stdout)
        self.write("own.cfg", 'extends = "less.cfg"; sources: { union: { of = "costs.wage"; }; };')
        text = self.expect(0, "explain", "own.cfg").stdout
        self.assertIn("costs.wage = 18: union.", text)
        self.assertNotIn("changed by", text)
        self.write("lines.cfg", 'extends = "said.cfg"; trunks: { t: { lines = 50; hour = 1.5; types = ["calls"]; }; };')
        text = self.expect(0, "explain", "lines.cfg").stdout
        self.assertIn("trunks.t.hour = 1.5: no source is said.", text)
        self.assertIn("t: a line costs 1.5 for each hour for which a contact or an attempt of a campaign holds it.", text)
        text = self.expect(0, "explain", "said.cfg", "--set", "costs.wage=21", "--what-if", "volume +10 %").stdout
        self.assertIn("costs.benefits = 0.3: Payroll, March 2026 (measured).", text)
        self.expect(0, "report", "s.h5", "-o", "s.html")
        self.assertIn("costs.wage = 20: Payroll, March 2026 (measured)", re.sub(r"<[^>]+>|&#?\w+;|\u00a0", lambda m: " " if m[0][0] != "<" else "", self.read("s.html")))

    def test_costs_the_same_where_it_says_so(self):
        """Two of the prices told are put in: in the mean over the replications the variants then cost the same, but for what is rounded each month."""
        contract = 'extends = "centre.cfg"; contracts: { v: { label = "Vendor"; groups = ["desk"]; transition = 400; prices: { p: { per = "%s"; price = %r; }; }; }; };'
        self.write("hours.cfg", contract % ("logged_hour", 21.5))
        self.write("contact.cfg", contract % ("contact", 3))
        self.expect(0, "compare", "centre.cfg", "hours.cfg", "contact.cfg", "-q", "-o", "v.h5")
        told = json.loads(self.expect(0, "show", "v.h5", "--statement", "--json").stdout)
        at = {(row["variant"], row["moves"]): row for row in told["break_even"]}
        self.assertIsNone(at["hours", "volume"]["times"])  # telephony is the same in both
        self.assertEqual((at["hours", "bills"]["price"], at["contact", "bills"]["unit"]), (21.5, "contacts"))
        self.write("hours.cfg", contract % ("logged_hour", at["hours", "bills"]["price_then"]))
        self.write("contact.cfg", contract % ("contact", at["contact", "bills"]["price_then"]))
        a, b, c = (self.run_and_show(name)["all", "cost_total"] for name in ("centre.cfg", "hours.cfg", "contact.cfg"))
        self.assertAlmostEqual(a, b, delta=0.02)
        self.assertAlmostEqual(a, c, delta=0.02)
        # a factor on contacts alone is that on bills by the contact, as the base has none; chance enters by the number of contacts
        self.assertAlmostEqual(at["contact", "volume"]["times"], at["contact", "bills"]["times"], 6)
        self.assertLess(at["hours", "bills"]["half_width"], at["contact", "bills"]["half_width"])
        sums = told["statements"][0]["sums"]
        self.assertAlmostEqual(sums["cost"]["mean"], sum(row["mean"] for row in told["statements"][0]["lines"] if row["role"] == "cost"), 6)
        self.assertEqual(sums["total"]["mean"], sums["cost"]["mean"] + sums["invoice"]["mean"])
        shown = self.expect(0, "show", "v.h5", "--statement").stdout
        self.assertRegex(shown, r"contact +Bills of vendors +0\.\d{3} ± 0\.\d{3} +3\.00 +\d\.\d\d +USD/contact")
        self.expect(0, "report", "v.h5", "-o", "v.html")
        self.assertIn("Break-even: what makes a variant cost as much as the base", self.read("v.html"))
        self.assertIn("What makes the difference", self.read("v.html"))
        self.expect(0, "report", "v.h5", "--pictures", "drawn")
        drawn = " ".join(" ".join(xml.etree.ElementTree.parse(self.folder / "drawn" / "waterfall.svg").getroot().itertext()).split())
        least = min(told["statements"][1:], key=lambda s: s["sums"]["total"]["mean"])
        self.assertIn(f"Cost in USD: from centre to {least['variant']}", drawn)
        self.assertIn(f"{least['sums']['total']['mean']:,.0f}", drawn)
        self.assertRegex(drawn, r"Invoices of vendors \+[\d,]+")
        self.expect(0, "run", "plain.cfg", "-q", "-o", "plain.h5")
        self.expect(0, "report", "plain.h5", "--pictures", "none")
        self.assertFalse((self.folder / "none" / "waterfall.svg").exists())

    def test_costs_are_set_against_each_other_in_one_currency_only(self):
        """Of a variant in another currency, one without costs, and one that differs in the wage alone, nothing is told that means nothing."""
        self.write("raise.cfg", 'extends = "centre.cfg"; costs: { wage = 22; };')
        self.write("euro.cfg", 'extends = "centre.cfg"; costs: { currency = "EUR"; wage = 9; };')
        self.expect(0, "compare", "centre.cfg", "raise.cfg", "-q", "-r", "5", "-o", "raise.h5")
        told = json.loads(self.expect(0, "show", "raise.h5", "--statement", "--json").stdout)["break_even"]
        self.assertEqual([row["times"] for row in told if row["moves"] == "pay"], [None])  # they meet where nobody is paid
        self.write("free.cfg", "types: { a: { arrivals: { per_hour = 9; }; talk = 60; }; }; groups: { desk: { staff = 3; }; }; clock: { days = 1; };")
        self.write("paid.cfg", 'extends = "free.cfg"; costs: { wage = 20; };')
        self.expect(0, "compare", "paid.cfg", "free.cfg", "-q", "-r", "2", "-o", "free.h5")
        shown = self.expect(0, "show", "free.h5", "--statement").stdout
        self.assertIn("\nfree\n\nNothing is said of costs.\n", shown)
        self.assertNotIn("\n: mean of", shown)
        self.expect(0, "compare", "centre.cfg", "euro.cfg", "raise.cfg", "-q", "-r", "5", "-o", "euro.h5")
        shown = self.expect(0, "show", "euro.h5").stdout
        self.assertRegex(shown, r"cost_total|cost")
        self.assertIn("not compared: it is paid in EUR, not in USD", self.expect(0, "compare", "centre.cfg", "euro.cfg", "-q", "-r", "2").stdout)
        rows = [row for row in json.loads(self.expect(0, "show", "euro.h5", "--json", "--entity", "all").stdout)["metrics"] if row["metric"] == "cost_total" and "interval" not in row]
        self.assertEqual([(row["variant"], row["difference"] is None) for row in rows if row["variant"] != "centre"], [("euro", True), ("raise", False)])
        self.assertEqual([row["words"] for row in rows if row["variant"] == "euro"], ["not compared: it is paid in EUR, not in USD"])
        self.assertIn("cost_total of euro: it is paid in EUR, not in USD; give all the same costs.currency", self.expect(64, "tradeoff", "euro.h5", "--metric", "cost_total,asa_s").stderr)
        shown = self.expect(0, "show", "euro.h5", "--statement").stdout
        self.assertIn("No break-even of euro: it is paid in EUR, not in USD.", shown)
        told = json.loads(self.expect(0, "show", "euro.h5", "--statement", "--json").stdout)["break_even"]
        self.assertEqual({row["variant"] for row in told if "not_because" in row}, {"euro"})
        self.expect(0, "report", "euro.h5", "-o", "euro.html")
        self.assertIn("Costs of euro are not set against those of centre: it is paid in EUR, not in USD.", self.read("euro.html"))
        self.assertNotIn("From centre to euro", self.read("euro.html"))
        self.expect(0, "compare", "centre.cfg", "euro.cfg", "plain.cfg", "raise.cfg", "-q", "-r", "5", "-o", "all.h5")
        self.expect(0, "report", "all.h5", "--pictures", "all")
        drawn = " ".join(" ".join(xml.etree.ElementTree.parse(self.folder / "all" / "waterfall.svg").getroot().itertext()).split())
        self.assertIn("Cost in USD: from centre to raise", drawn)
        self.assertIn("cheapest variant with costs in this currency", drawn)

    def test_f28_who_is_paid_by_the_contact_resolves_less(self):
        """F28: the same customers, the same money; paid by the contact agents hurry (contracts.*.pace), by the resolution they do not."""
        outcomes = "outcomes: { resolved = 0.75; returns = 0.6; window = \"1 h\"; time: { half = 0.6; power = 4; }; }; reconnect: { delay = \"20 min\"; };"
        centre = CENTRE.replace('groups = ["desk", "help"];', 'groups = ["desk", "help"]; ' + outcomes).replace("days = 3", "days = 10")
        contract = 'contracts: { v: { groups = ["desk"]; %s prices: { p: { per = "%s"; price = 5; }; }; }; };'
        self.write("resolution.cfg", centre + contract % ("", "resolution"))
        self.write("contact.cfg", centre + contract % ("pace = 0.9;", "contact"))
        rows = json.loads(self.expect(0, "compare", "resolution.cfg", "contact.cfg", "-q", "--json", "-r", "20", "--metric", "fcr", "--entity", "group/desk").stdout)
        self.assertLess(self.difference(rows, "fcr"), -0.01)

    def difference(self, rows, metric):
        """The upper end of a difference."""
        row = [row for row in rows["metrics"] if row["metric"] == metric and "difference" in row][0]
        return row["difference"] + row["difference_half_width"]

    def test_stands_on_the_page(self):
        self.write("vendor.cfg", CENTRE + COSTS + """contracts: { v: { label = "Vendor"; groups = ["desk"]; prices: { p: { per = "logged_hour"; price = 12; }; };
            terms: { wait: { label = "Mean answer"; metric = "asa_s"; of = "type/calls"; target = "5 s"; }; }; }; };""")
        self.expect(0, "run", "plain.cfg", "-q", "-o", "plain.h5")
        self.expect(0, "report", "plain.h5", "-o", "plain.html")
        self.assertNotIn('id="money"', self.read("plain.html"))
        self.expect(0, "compare", "centre.cfg", "vendor.cfg", "-q", "-o", "both.h5")
        self.expect(0, "report", "both.h5", "-o", "both.html")
        page = self.read("both.html").split('<section id="money"')[1].split("</section>")[0]
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
        self.assertRegex(text, r"Wages, overtime and benefits [\d,]+ [\d,]+ \u2212")
        self.assertIn("Invoices of vendors 0 389 389", text)  # three days of twelve hours at 12, a tenth less
        self.assertRegex(text, r"Vendor: Mean answer 1 100 % 100 % ")
        base, vendor = text.split("Statement of vendor, line by line")
        self.assertIn("desk: Wages cost 720.00", base)
        self.assertIn("desk: Wages vendor 720.00", vendor)  # they are the vendor's there
        self.assertNotIn("desk: Wages cost", vendor)

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def test_f30_who_counts_churn_staffs_more(self):
        """F30: of these staffings the one that costs least with what is lost on the day has fewer agents than the one that costs least with customers who leave, too."""
        self.write("churn.cfg", """
clock: { start = "2026-03-02"; days = 10; open = "08:00-12:00"; };
types: { calls: { arrivals: { per_hour = 60; }; talk: { dist = "exponential"; mean = 200; }; patience: { dist = "exponential"; mean = 120; };
  outcomes: { resolved = 0.8; returns = 0.5; window = "1 h"; churn: { first = 0.01; later = 0.02; never = 0.15; margin = 30; monthly = 0.2; }; }; reconnect: { delay = "30 min"; }; }; };
groups: { desk: { staff = 4; }; };
costs: { wage = 20; abandoned = 3; };
run: { replications = 10; };
""")
        options = [option for n in range(5, 10) for option in ("--what-if", f"{n}: groups.desk.staff={n}")]
        rows = json.loads(self.expect(0, "compare", "churn.cfg", "-q", *options, "--json", "--metric", "cost_total,cost_lost,cost_full,scheduled_agents",
                                      "--entity", "all").stdout)["metrics"]
        x = {}
        for row in rows:
            x.setdefault(row["variant"], {})[row["metric"]] = row["mean"]
        least = min(x.values(), key=lambda v: v["cost_total"] + v["cost_lost"])["scheduled_agents"]
        whole = min(x.values(), key=lambda v: v["cost_full"])["scheduled_agents"]
        self.assertGreater(whole, least)
        self.assertLess(whole, 9)  # an optimum within


if __name__ == "__main__":
    main()
