"""In-house against vendors: what sections 23 to 25 of the domain must reproduce, on the same customers, with what it costs."""
import json
import os
import pathlib
import shlex
import shutil

from cli import CliTest, main

OUTCOMES = """reconnect: { delay = "20 min"; }; again_when_closed = "in_the_day";
  outcomes: { resolved = %s; returns = 0.7; window = "1 d"; time: { half = %s; power = 4; };
              churn: { first = 0.005; later = 0.01; never = 0.12; value = %s; }; };"""


def groups_text(home, away, hard):
    """Offices and what they cost; hard: the one abroad serves what is complex, too, and not well."""
    skills = "simple = { speed = 0.96; quality = -0.03; };" + (" complex = { speed = 0.9; quality = -0.9; };" if hard else "")
    at_home = f"home: {{ staff = {home}; costs: {{ wage = 19; benefits = 0.3; overhead = 12; }}; }};" if home else ""
    abroad = f"away: {{ staff = {away}; skills: {{ {skills} }}; }};" if away else ""
    contract = 'contracts: { v: { groups = ["away"]; prices: { p: { per = "logged_hour"; price = 16.5; }; }; }; };' if away else ""
    return f"groups: {{ {at_home} {abroad} }}; {contract}"


def centre(value, simple, complex, groups):
    """A shop with simple and complex issues; an office abroad costs less by the hour."""
    return f"""
clock: {{ start = "2026-03-02"; days = 5; open: {{ weekdays = "08:00-14:00"; weekend = "closed"; }}; report = "day"; }};
types: {{
  simple:  {{ arrivals: {{ per_hour = 180; }}; talk: {{ dist = "exponential"; mean = 200; }}; patience = 180; groups = ["{simple}"];
             {OUTCOMES % (0.85, 0.45, value)} }};
  complex: {{ arrivals: {{ per_hour = 75; }}; talk: {{ dist = "exponential"; mean = 420; }}; patience = 180; groups = ["{complex}"];
             {OUTCOMES % (0.65, 0.75, value)} }}; }};
{groups}
costs: {{ currency = "USD"; }};
run: {{ replications = 10; }};
"""


class Sourcing(CliTest):
    def compare(self, *args, metric, entity="all"):
        """Figures of variants: (mean, difference, half-width of the difference) by variant and metric."""
        told = json.loads(self.expect(0, "compare", *args, "-q", "--json", "--metric", metric, "--entity", entity).stdout)
        return {(row["variant"], row["metric"]): (row["mean"], row.get("difference"), row.get("difference_half_width")) for row in told["metrics"] if "interval" not in row}

    def options(self, value):
        self.write("home.cfg", centre(value, "home", "home", groups_text(25, 0, False)))
        self.write("away.cfg", centre(value, "away", "away", groups_text(0, 29, True)))
        self.write("split.cfg", centre(value, "away", "home", groups_text(13, 14, False)))

    def test_the_gap_narrows_by_the_resolution(self):
        """Section 23, t1: abroad is cheapest by the hour, and less so by the resolution; least of all for what is complex."""
        self.options(100)
        gaps = {}
        for entity in ("all", "type/simple", "type/complex"):
            x = self.compare("home.cfg", "away.cfg", metric="cost_total,paid_hours,cost_per_resolution", entity=entity)
            gaps[entity] = 1 - x["away", "cost_per_resolution"][0] / x["home", "cost_per_resolution"][0]
            self.assertGreater(-x["away", "cost_per_resolution"][1], x["away", "cost_per_resolution"][2])  # cheaper all the same
            if entity == "all":
                hour = 1 - (x["away", "cost_total"][0] / x["away", "paid_hours"][0]) / (x["home", "cost_total"][0] / x["home", "paid_hours"][0])
        self.assertLess(gaps["all"], hour - 0.03)
        self.assertLess(gaps["type/complex"], gaps["type/simple"] - 0.1)

    def test_what_is_complex_stays_at_home(self):
        """Section 23, t3: with issues of both kinds the split costs less, customers who leave included, than either office alone."""
        self.options(300)
        full = "cost_full_per_resolution"
        x = self.compare("split.cfg", "home.cfg", "away.cfg", metric=full)
        for office in ("home", "away"):
            _, difference, half = x[office, full]
            self.assertGreater(difference - half, 0, office)

    def test_what_customers_are_worth_turns_the_order_around(self):
        """Section 23, t4: where little is lost with a customer the vendor is cheapest, where much is it is dearest."""
        full = "cost_full_per_resolution"
        for value, sign in ((10, -1), (2000, 1)):
            self.options(value)
            _, difference, half = self.compare("home.cfg", "away.cfg", metric=full)["away", full]
            self.assertGreater(sign * difference - half, 0, value)

    def contract(self, terms, staff):
        return f"""
clock: {{ start = "2026-03-02"; days = 26; open: {{ weekdays = "08:00-14:00"; weekend = "closed"; }}; interval = "30 min"; report = "interval"; }};
types: {{ calls: {{ arrivals: {{ per_hour = 100; day_factor: {{ dist = "gamma"; cv = 0.1; }}; }}; talk: {{ dist = "exponential"; mean = 240; }}; patience = 180;
  target: {{ service_level = 0.8; within = 20; }}; {OUTCOMES % (0.75, 0.6, 100)} }}; }};
groups: {{ desk: {{ staff = {staff}; }}; }};
contracts: {{ v: {{ label = "Vendor"; groups = ["desk"]; prices: {{ p: {{ per = "logged_hour"; price = 16.5; }}; }}; at_risk = "10 %"; terms: {{ {terms} }}; }}; }};
run: {{ replications = 10; }};
"""

    def test_two_options_of_the_page_on_money_come_to_a_deck(self):
        """Files and commands of docs/money.md, as they stand there, beside the shipped base."""
        source = pathlib.Path(os.environ["CCSIM_SOURCE"])
        shutil.copytree(source / "scenarios" / "ecommerce_sourcing", self.folder / "scenarios" / "ecommerce_sourcing", dirs_exist_ok=True)
        shutil.copytree(source / "presets", self.folder / "presets", dirs_exist_ok=True)
        shutil.copy(source / "scenarios" / "ecommerce_peak.cfg", self.folder / "scenarios")
        text = (source / "docs" / "money.md").read_text(encoding="utf-8").split("## Two options of your own")[1].split("\n## ")[0]
        blocks = [block.strip("\n") for block in text.split("```")[1::2]]
        folder = self.folder / "scenarios" / "ecommerce_sourcing"
        for name, block in zip(("in_house.cfg", "nearshore.cfg", "client.cfg"), blocks):
            (folder / name).write_text(block, encoding="utf-8")
        commands = [shlex.split(line, comments=True) for line in blocks[3].splitlines()]
        self.assertEqual([c[:2] for c in commands[:5]], [["ccsim", "compare"], ["ccsim", "show"], ["ccsim", "report"], ["ccsim", "report"], ["ccsim", "export"]])
        for command in commands[:5]:
            few = ["-r", "2", "-q"] if command[1] == "compare" else []
            self.expect(0, *command[1:], *few, cwd=folder)
        slides = (folder / "two-slides.html").read_text(encoding="utf-8")
        for said in ("<h1>Where to serve customers</h1>", "The client", "Nearshore, Bogota kostet am wenigsten", "interview of 12 November", "#0a3a63"):
            self.assertIn(said, slides)
        self.assertLess(slides.index("interview of 12 November"), slides.index("scenario sketch of an e-commerce centre"), "the client's own figures come first")
        self.assertEqual(slides.count(">costs.wage<"), 1, "the sketch does not vouch for what the client says")
        self.assertEqual(slides.count("Kosten in USD: von In-house, Columbus zu Nearshore, Bogota</text>"), 1)

    def test_a_month_is_met_while_its_intervals_miss(self):
        """Section 25: the service level of the month is reached while a fifth of its intervals and many of its days miss it."""
        term = '%s: { metric = "service_level"; of = "all"; per = "%s"; target = "80 %%"; weight = 0.3; };'
        self.write("month.cfg", self.contract("".join(term % (per, per) for per in ("interval", "day", "month")), staff='(("08:00", "10:00", 13), ("10:00", "12:00", 10), ("12:00", "14:00", 14))'))
        self.expect(0, "run", "month.cfg", "-q", "-o", "month.h5")
        told = json.loads(self.expect(0, "show", "month.h5", "--statement", "--json").stdout)["statements"][0]["terms"]
        missed = {row["term"].split(": ")[1]: row["missed"] for row in told}
        self.assertEqual(missed["month"], 0)
        self.assertGreater(missed["interval"], 0.2)
        self.assertGreater(missed["day"], 0.1)

    def test_a_cliff_leaves_the_vendor_indifferent_and_a_slope_does_not(self):
        """Section 25: at a cliff the penalty comes at once and not at all above the target; a linear malus goes down agent by agent."""
        self.write("cliff.cfg", self.contract('level: { metric = "service_level"; target = "80 %"; };', staff=8))
        self.write("slope.cfg", self.contract('level: { metric = "service_level"; target = "80 %"; full_at = 0.5; };', staff=8))
        falls = {}
        for name in ("cliff", "slope"):
            options = [x for n in range(9, 13) for x in ("--what-if", f"n{n}: groups.desk.staff={n}")]
            share = [x[0] for (_, metric), x in self.compare(f"{name}.cfg", *options, metric="penalty_share").items() if metric == "penalty_share"]
            falls[name] = [a - b for a, b in zip(share, share[1:])]
            self.assertEqual(share[-1], 0)
        self.assertEqual(falls["cliff"][:2], [0, 0])  # far below, an agent more wins nothing
        self.assertGreater(min(falls["slope"][:3]), 0.01)
        self.assertGreater(max(falls["cliff"]), 1.5 * max(falls["slope"]))

    def test_a_cap_of_handle_times_makes_agents_rush(self):
        """Section 25: a cap in the contract shortens contacts, fewer issues are resolved, and more of them come back."""
        self.write("capped.cfg", self.contract('level: { metric = "asa_s"; target = 60; };', staff=11))
        x = self.compare("capped.cfg", "--what-if", "cap: contracts.v.aht_cap=200", metric="aht_s,fcr,repeat_rate")
        for metric, sign in (("aht_s", -1), ("fcr", -1), ("repeat_rate", 1)):
            _, difference, half = x["cap", metric]
            self.assertGreater(sign * difference - half, 0, metric)
        self.assertAlmostEqual(x["cap", "aht_s"][0], 200, delta=3)



if __name__ == "__main__":
    main()
