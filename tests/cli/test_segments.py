"""Segments of customers within a type: what a segment has of its own, what it leads on to, and what is told of it."""
import math
import re

from cli import CliTest, main

CENTRE = """clock: { days = 2; open = "08:00-18:00"; interval = "60 min"; };
run: { replications = 10; };
outcomes: { window = "1 d"; csat: { shares = [5, 5, 9, 18, 63]; resolved = 2.2; customers = 0.8; }; churn: { first = "5 %"; later = 0.09; never = 0.25; acts = 0.25; value = 300; }; };
types: {
  service: { label = "Service"; arrivals: { per_hour = 100; day_factor: { dist = "gamma"; cv = 0.1; }; }; talk: { dist = "exponential"; mean = "4 min"; }; patience: { dist = "exponential"; mean = "3 min"; };
    reconnect: { delay = { dist = "exponential"; mean = "20 min"; }; }; transfer: { billing: { probability = 0.1; }; };
    outcomes: { resolved = 0.7; returns = 0.9; };
    segments: { gold: { label = "Gold"; share = "10 %"; patience: { dist = "exponential"; mean = "1 min"; }; priority = 5; value = 4000; churn = 2; expects = 0.8; handle_time = 1.5; resolved = 0.6; };
                other: { share = "90 %"; }; }; };
  billing: { arrivals: { per_hour = 10; }; talk: { dist = "exponential"; mean = "4 min"; }; segments: { gold: { share = "50 %"; }; other: { share = "50 %"; }; };
    transfer: { service: { probability = 0.2; }; }; };
};
groups: { g: { staff = 12; skills: { service: { }; billing: { }; }; }; };
"""


class Segments(CliTest):
    def setUp(self):
        super().setUp()
        self.write("s.cfg", CENTRE)

    def test_each_has_its_own(self):
        of = self.figures("run", "s.cfg", "-q")
        gold, other = of["offered", "type/service_gold"], of["offered", "type/service_other"]
        self.assertAlmostEqual(of["offered", "segment/gold"], gold + of["offered", "type/billing_gold"], delta=1e-9)
        self.assertAlmostEqual(of["offered", "whole/service"], gold + other, delta=1e-9)
        self.assertAlmostEqual(of["aht_s", "type/service_gold"], 360, delta=4 * 360 / math.sqrt(10 * gold))
        self.assertAlmostEqual(of["fcr", "type/service_gold"], 0.6, delta=4 * math.sqrt(0.24 / (10 * 150)))
        self.assertLess(of["asa_s", "type/service_gold"], of["asa_s", "type/service_other"])
        self.assertGreater(of["churn_rate", "type/service_gold"], 1.8 * of["churn_rate", "type/service_other"])
        self.assertGreater(of["revenue_at_risk", "type/service_gold"] / gold, 10 * of["revenue_at_risk", "type/service_other"] / other)
        # the same with nothing of its own: the share alone
        self.write("plain.cfg", re.sub(r"gold: \{ label.*", 'gold: { label = "Gold"; share = "10 %"; };', CENTRE))
        plain = self.figures("run", "plain.cfg", "-q")
        self.assertAlmostEqual(plain["aht_s", "type/service_gold"], 240, delta=4 * 240 / math.sqrt(10 * 150))
        self.assertLess(plain["revenue_at_risk", "type/service_gold"], of["revenue_at_risk", "type/service_gold"] / 5)

    # marks of both segments differ by what is expected, and those of all together stay as they were measured
    def test_expectations_move_marks_between_segments(self):
        def marks(expects):
            self.write("calm.cfg", re.sub(r"gold: \{ label.*", f"gold: {{ share = 0.5; expects = {expects}; }};", CENTRE).replace('"90 %"', "0.5").replace("staff = 12", "staff = 40"))
            return self.figures("run", "calm.cfg", "-q")
        alike, apart = marks(0), marks(0.6)
        error = math.sqrt(0.15 / (10 * 1200))
        self.assertAlmostEqual(alike["csat_top2", "type/service_gold"], alike["csat_top2", "type/service_other"], delta=4 * error * math.sqrt(2))
        self.assertLess(apart["csat_top2", "type/service_gold"], apart["csat_top2", "type/service_other"] - 0.04)
        # the mean of a logistic is not that of the mean: (0.3^2) / 2 * p (1 - p) (2p - 1) is 0.4 points, and the noise of paired customers
        self.assertAlmostEqual(apart["csat_top2", "whole/service"], alike["csat_top2", "whole/service"] - 0.004, delta=0.006)

    def test_ways_lead_on_in_the_segment_whichever_type_stands_first(self):
        said = self.expect(0, "explain", "s.cfg").stdout
        self.assertIn("10 % to that of billing (gold)", said)
        self.assertIn("20 % to that of Service (Gold)", said)
        self.assertIn("20 % to that of Service (other)", said)
        self.write("other.cfg", CENTRE.replace('gold: { share = "50 %"; }; other: { share = "50 %"; };', "a: { share = 0.25; }; b: { share = 0.75; };"))
        by_share = self.expect(0, "explain", "other.cfg").stdout
        self.assertIn("2.5 % to that of billing (a); 7.5 % to that of billing (b)", by_share)
        self.assertIn("Its customers are of segment gold.", said)
        self.assertIn("They expect more than those whose marks were measured: 0.72 is taken away", said)

    def test_with_languages_a_type_is_parted_by_both(self):
        both = ("--set", "types.service.languages={ en: { share = 0.8; }; es: { share = 0.2; }; }")
        of = self.figures("run", "s.cfg", "-q", "-r2", *both)
        parts = [of["offered", f"type/service_{language}_{segment}"] for language in ("en", "es") for segment in ("gold", "other")]
        self.assertAlmostEqual(sum(parts), of["offered", "whole/service"], delta=1e-9)
        self.assertIn("Service (en, Gold)", self.expect(0, "explain", "s.cfg", *both).stdout)

    def test_what_is_wrong_is_told(self):
        for path, value, says in (("share", "30 %", "the shares of the segments must add up to 100 %, found 120 %"), ("share", "lots", "expected a share"), ("churn", "-1", "types.service.segments.gold.churn: must be from 0 to 100, found -1"),
                                  ("handle_time", "0", "types.service.segments.gold.handle_time: must be from 0.1 to 10, found 0"), ("worth", "1", 'types.service.segments.gold.worth'), ("resolved", "1.5", "resolved")):
            self.expect(65, "check", "s.cfg", "--set", f"types.service.segments.gold.{path}={value}", says=says)
        self.expect(65, "check", "s.cfg", "--set", "types.service.arrivals.batch=2", says="a type with batch cannot be parted")

    def test_page_and_summary_tell_of_them(self):
        done = self.expect(0, "run", "s.cfg", "-r2", "-o", "s.h5")
        self.assertRegex(done.stdout, r"(?m)^segment +offered.*\n(.*\n){0,2}gold ")
        self.expect(0, "report", "s.h5", "-o", "s.html", "-q")
        section = re.search(r'<section id="segments".*?</section>', (self.folder / "s.html").read_text(), re.S)[0]
        for words in ("Segments of customers", "Revenue at risk", "gold", "other"):
            self.assertIn(words, section)
        self.assertIn("segment/gold", self.expect(0, "list", "metrics").stdout + self.expect(0, "show", "s.h5", "--json").stdout)

    def test_a_complete_scenario_is_the_same(self):
        first = self.expect(0, "explain", "s.cfg", "--full").stdout
        self.write("full.cfg", first)
        self.assertEqual(self.expect(0, "explain", "full.cfg", "--full").stdout, first)
        self.assertEqual(self.figures("run", "full.cfg", "-r2", "-q"), self.figures("run", "s.cfg", "-r2", "-q"))


if __name__ == "__main__":
    main()
