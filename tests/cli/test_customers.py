"""Service levels of customers, and errors of forecasts."""
import math

from cli import CliTest, main

# One agent. A comes at 1000 s and talks to 1500 s. B comes at 1200 s, gives up at 1300 s, tries again at 1450 s and is answered at 1500 s: it has waited 150 s in all.
REDIAL = """
clock: { open = "08:00-08:30"; interval = "30 min"; };
types: {
  a: { arrivals: { gap = 1000; }; talk = 500; patience = 100; target: { within = 120; }; };
  b: { arrivals: { gap = 1200; }; talk = 500; patience = 100; target: { within = 120; }; redial: { after_abandon = 1; delay = 150; }; };
};
groups: { desk: { staff = 1; }; };
run: { replications = 2; service_level_of = "customers"; };
"""

# Whoever gives up is gone.
ONCE = """
clock: { open = "08:00-12:00"; interval = "30 min"; };
types: { help: { arrivals: { per_hour = 70; }; talk = { dist = "exponential"; mean = 240; }; patience = { dist = "exponential"; mean = 90; }; target: { within = 20; }; }; };
groups: { desk: { staff = 5; }; };
run: { replications = 50; service_level_of = "customers"; };
"""

TRANSFER = """
clock: { open = "08:00-08:30"; interval = "30 min"; };
types: {
  first: { arrivals: { gap = 1000; }; talk = 300; target: { within = 120; }; groups = ( "desk" ); transfer: { second: { probability = 1; }; }; };
  second: { arrivals: { gap = 1100; }; talk = 300; target: { within = 120; }; groups = ( "back" ); };
};
groups: { desk: { staff = 1; }; back: { staff = 1; }; };
run: { replications = 2; service_level_of = "customers"; };
"""

# B comes at 1440 s, waits 60 s of its 100 s, is served to 1600 s and comes again at 1900 s, when C has the agent until 2350 s.
REST = """
clock: { open = "08:00-08:40"; interval = "40 min"; };
types: {
  a: { arrivals: { gap = 1000; }; talk = 500; };
  b: { arrivals: { gap = 1440; }; talk = 100; patience = 100; reconnect: { probability = 1; delay = 300; max_attempts = 2; draws = "rest"; }; };
  c: { arrivals: { gap = 1850; }; talk = 500; };
};
groups: { desk: { staff = 1; }; };
run: { replications = 2; };
"""

FORECAST = """
clock: { open = "08:00-18:00"; interval = "30 min"; };
types: { help: { arrivals: { per_hour = 2; forecast: { bias = BIAS; }; }; talk = 60; }; };
groups: { desk: { staff = 3; }; };
run: { replications = 4000; };
"""


class Customers(CliTest):
    def of(self, text, *args):
        self.write("centre.cfg", text)
        return self.figures("run", "centre.cfg", *args)

    def test_waits_of_all_attempts_add_up(self):
        f = self.of(REDIAL)
        self.assertEqual((f["customer_wait_s", "type/b"], f["customer_service_level", "type/b"], f["sl_offered", "type/b"]), (150, 0, 0.5))
        self.assertEqual(f["customer_service_level", "type/a"], 1)
        self.assertEqual(f["customer_service_level", "all"], 0.5)
        self.assertIn("customers in time", self.expect(0, "run", "centre.cfg").stdout)
        f = self.of(REDIAL.replace("within = 120", "within = 150"))
        self.assertEqual((f["customer_service_level", "type/b"], f["customer_service_level_served", "all"]), (1, 1))

    def test_waits_of_all_legs_add_up(self):
        f = self.of(TRANSFER)  # the first leg of the one ends at 1300 s, when the other, who came at 1100 s, has 100 s to go
        self.assertEqual((f["customer_wait_s", "type/first"], f["customer_wait_s", "type/second"]), (100, 0))
        self.assertEqual(f["customer_service_level", "type/first"], 1)
        self.assertEqual(self.of(TRANSFER.replace("within = 120", "within = 90"))["customer_service_level", "type/first"], 0)

    def test_who_comes_once_counts_as_the_contact_does(self):
        f = self.of(ONCE)
        self.assertEqual(f["customer_service_level", "all"], f["sl_offered", "all"])
        self.assertEqual(f["customer_service_level_served", "all"], f["sl_answered", "all"])
        self.assertEqual(f["customer_wait_s", "all"], f["asa_s", "all"])
        self.assertLess(f["customer_service_level", "all"], f["customer_service_level_served", "all"])

    def test_patience_left_over_is_what_earlier_waits_leave(self):
        left = {draws: self.of(REST.replace('"rest"', f'"{draws}"'))["mean_time_to_abandon_s", "type/b"] for draws in ("rest", "kept", "fresh")}
        self.assertEqual(left, {"rest": 40, "kept": 100, "fresh": 100})
        # who waited 100 s and gave up has nothing left: the second attempt leaves as it would have to wait, the third finds the agent free
        f = self.of(REDIAL.replace("delay = 150;", 'delay = 150; draws = "rest";'))
        self.assertEqual((f["abandoned", "type/b"], f["mean_time_to_abandon_s", "type/b"], f["answered", "type/b"]), (2, 50, 1))
        self.write("rest.cfg", REST)
        self.assertIn("of the patience what the waits so far have left", self.expect(0, "explain", "rest.cfg").stdout)
        self.write("bad.cfg", REST.replace("patience = 100;", ""))
        self.expect(65, "check", "bad.cfg", says='bad.cfg:5: types.b.reconnect.draws: must not be "rest" of a type without patience')

    def test_is_there_where_it_is_asked_for(self):
        self.assertNotIn(("customer_service_level", "all"), self.of(ONCE.replace('service_level_of = "customers";', "")))
        self.assertIn("There is a service level of customers", self.expect(0, "explain", "centre.cfg", "--set", "run.service_level_of=customers").stdout)
        self.write("bad.cfg", ONCE.replace('"customers"', '"clients"'))
        self.expect(65, "check", "bad.cfg", says="bad.cfg:5: run.service_level_of")

    def test_forecasts_err_by_chance_alone_and_by_their_bias(self):
        f = self.of(FORECAST.replace("BIAS", "0"))
        n = 4000 * 20
        # Poisson of mean 1: E|X - 1| = 2 / e (De Moivre), with variance 1 - (2 / e)^2; a normal law would say sqrt(2 / pi).
        exact, error = 2 / math.e, math.sqrt((1 - (2 / math.e) ** 2) / n)
        self.assertLess(abs(f["forecast_error", "type/help"] - exact), 4 * (error + exact / math.sqrt(n)))
        self.assertGreater(abs(f["forecast_error", "type/help"] - math.sqrt(2 / math.pi)), 4 * (error + exact / math.sqrt(n)))
        self.assertLess(abs(f["forecast_bias", "type/help"]), 4 / math.sqrt(n))
        self.assertAlmostEqual(f["forecast_fresh", "type/help"], 20, places=9)
        f = self.of(FORECAST.replace("BIAS", "0.25"))  # the truth is 20 / 1.25
        self.assertLess(abs(f["forecast_bias", "type/help"] - 0.25), 4 * 1.25 / math.sqrt(0.8 * n))
        self.assertAlmostEqual(f["forecast_fresh", "type/help"], 20, places=9)
        self.assertNotIn(("forecast_error", "all"), self.of(FORECAST.replace("forecast: { bias = BIAS; };", "")))


if __name__ == "__main__":
    main()
