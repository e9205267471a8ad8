"""Types that are parted by language or by site, and groups of whom some work at home: what is written once is simulated in parts."""
from cli import CliTest, main

DESK = """
clock: { open = "08:00-18:00"; interval = "1 h"; };
run: { replications = 40; };
types: {
  service: {
    label = "Service";
    arrivals: { per_hour = 100; day_factor: { dist = "gamma"; cv = 0.1; }; };
    talk: { dist = "exponential"; mean = "3 min"; };
    patience: { dist = "exponential"; mean = "5 min"; };
    languages: { en: { share = "80 %"; }; es: { share = "20 %"; relax_after = "45 s"; }; };
    transfer: { billing: { probability = "20 %"; }; };
    groups = (("north", "bogota"), "south");
  };
  billing: { label = "Billing"; arrivals: { per_hour = 20; }; talk: { dist = "exponential"; mean = "3 min"; }; groups = ("south"); };
};
groups: {
  north: { staff = 4; languages: { en: { }; }; };
  south: { staff = 2; };
  bogota: { staff = 3; site = "bogota"; agents: { ann: { languages: { es: { }; }; }; }; };
};
sites: { bogota: { languages: { en: { handle_time = 1.5; }; es: { level = 3; }; }; }; };
translations: { machine: { from = "es"; to = "en"; understood = "85 %"; handle_time = 1.25; }; };
"""

PERCENT = """
clock: { open = "08:00-18:00"; interval = "1 h"; };
run: { replications = 60; };
types: { calls: {
  arrivals: { per_hour = 100; };
  talk: { dist = "exponential"; mean = "3 min"; };
  patience: { dist = "exponential"; mean = "5 min"; };
  site_shares: { north = 60; south = 40; };
  groups = (("north", "south"));
}; };
groups: { north: { staff = 4; site = "north"; }; south: { staff = 3; site = "south"; }; };
sites: { north: { label = "North"; }; south: { }; };
"""


class Languages(CliTest):
    def setUp(self):
        super().setUp()
        self.write("a.cfg", DESK)
        self.write("p.cfg", PERCENT)

    def test_contacts_have_one_language_and_each_its_figures(self):
        of = self.figures("run", "a.cfg")
        both = of["offered", "language/en"] + of["offered", "language/es"]
        self.assertAlmostEqual(of["offered", "language/es"] / both, 0.2, delta=4 * (0.2 * 0.8 / (both * 40)) ** 0.5)
        self.assertAlmostEqual(of["offered", "whole/service"], both)
        self.assertEqual(of["offered", "language/es"], of["offered", "type/service_es"])

    def test_who_does_not_speak_it_serves_it_by_machine_or_not_at_all(self):
        said = self.expect(0, "explain", "a.cfg").stdout
        self.assertIn("tries at once: bogota, then south; after a wait of 45 s: north", said)
        self.assertIn("At north, talk time is exponential with mean 3 min 45 s", said)
        self.assertIn("Its customers speak es", said)
        self.assertIn("15 % of those served by north", said)
        of = self.figures("run", "a.cfg", "--by", "pair")
        self.assertGreater(of["answers", "pair/service_es/north"], 0)
        without = self.figures("run", "a.cfg", "--by", "pair", "--set", "translations=none")
        self.assertNotIn(("answers", "pair/service_es/north"), without)

    def test_agents_have_languages_of_their_own(self):
        said = self.expect(0, "explain", "a.cfg").stdout
        self.assertRegex(said, r"(?s)Group bogota.*ann.*Service \(es\)")
        of = self.figures("run", "a.cfg", "--by", "pair", "--set", "groups.bogota.staff=1", "--set", "translations=none")
        self.assertEqual(of["answers", "pair/service_en/bogota"], 0)  # the only one who is there is ann
        self.assertGreater(of["answers", "pair/service_es/bogota"], 0)

    def test_level_and_time_of_a_language(self):
        of = self.figures("run", "a.cfg", "--by", "pair", "--set", "types.service.transfer=none")
        ratio = of["talk_s", "pair/service_en/bogota"] / of["talk_s", "pair/service_en/north"]
        self.assertAlmostEqual(ratio, 1.5, delta=0.08)  # means of some 7,000 exponential talks each: 1.2 % each
        level = ("--set", "types.service.groups=none", "--set", 'types.service.routing={ own: { groups = ["bogota", "south"]; agents = "level >= 3"; }; }')
        self.expect(65, "check", "a.cfg", *level, says="service_en")

    def test_transfers_go_on_in_the_language(self):
        said = self.expect(0, "explain", "a.cfg", "--set", "types.billing.languages={ en: { share = 0.5; }; es: { share = 0.5; }; }").stdout
        self.assertRegex(said, r"(?s)Type Service \(es\).*20 % to that of Billing \(es\)")
        said = self.expect(0, "explain", "a.cfg", "--set", "types.billing.languages={ fr: { share = 0.25; }; pt: { share = 0.75; }; }").stdout
        self.assertRegex(said, r"5 % to that of Billing \(fr\); 15 % to that of Billing \(pt\)")

    def test_a_factor_of_the_day_is_that_of_all_parts(self):
        self.assertEqual(self.expect(0, "explain", "a.cfg").stdout.count("shared by all types that name service_day"), 2)

    def test_with_outcomes_less_is_resolved(self):
        with_outcomes = ("--set", "types.service.outcomes={ resolved = 0.8; }", "--by", "pair")
        of = self.figures("run", "a.cfg", *with_outcomes, "-r", "200")
        n = of["answers", "pair/service_es/north"] * 200
        found = of["resolution_rate", "pair/service_es/north"]
        self.assertAlmostEqual(found, 0.85 * 0.8, delta=4 * (0.68 * 0.32 / n) ** 0.5)
        self.assertGreater(of["resolution_rate", "pair/service_es/south"], 0.77)

    def test_what_cannot_be_parted_is_told(self):
        self.expect(65, "check", "a.cfg", "--set", "types.service.languages.es.share=30 %", says="must add up to 100 %, found 110 %")
        self.expect(65, "check", "a.cfg", "--set", "types.service.arrivals.batch=2", says="a type with batch cannot be parted")
        self.expect(65, "check", "a.cfg", "--set", "types.billing.chase.through=service", says="a type that types.*.chase.through names can only be parted where one part has the language")
        self.expect(65, "check", "a.cfg", "--set", "translations=none", "--set", "types.service.groups=(\"north\")", says="speaks es")
        self.expect(65, "check", "p.cfg", "--set", "types.calls.site_shares.north=lots", says="types.calls.site_shares.north: expected a number")
        self.expect(65, "check", "a.cfg", "--set", "types.service.languages.es.share=lots", says="types.service.languages.es.share: expected a share")
        self.expect(65, "check", "a.cfg", "--set", "types.service.langages.es=1", says="languages")

    def test_a_complete_scenario_is_the_same(self):
        for name in ("a.cfg", "p.cfg"):
            full = self.expect(0, "explain", "--full", name).stdout
            self.write("full.cfg", full)
            self.assertEqual(self.expect(0, "explain", "--full", "full.cfg").stdout, full)
            self.assertEqual(self.figures("run", "full.cfg", "-r", "2"), self.figures("run", name, "-r", "2"))

    def test_contacts_are_sent_to_sites_by_lot(self):
        of = self.figures("run", "p.cfg", "--by", "pair")
        all_ = self.figures("run", "p.cfg")
        self.assertNotIn(("answers", "pair/calls_north/south"), of)
        total = all_["offered", "whole/calls"]
        self.assertAlmostEqual(all_["offered", "type/calls_north"] / total, 0.6, delta=4 * (0.24 / (total * 60)) ** 0.5)

    def test_overflow_after_a_wait_or_when_one_is_predicted(self):
        alone = self.figures("run", "p.cfg")
        after = self.figures("run", "p.cfg", "--set", "types.calls.overflow.after=30 s")
        predicted = self.figures("run", "p.cfg", "--set", "types.calls.overflow.predicted_wait=45 s")
        self.assertLess(after["abandonment_rate", "whole/calls"], alone["abandonment_rate", "whole/calls"])
        self.assertLess(predicted["abandonment_rate", "whole/calls"], alone["abandonment_rate", "whole/calls"])
        told = self.expect(0, "trace", "p.cfg", "--set", "types.calls.overflow.after=30 s").stdout
        self.assertTrue("stage own_site\n" in told and "stage overflow\n" in told)
        told = self.expect(0, "trace", "p.cfg", "--set", "types.calls.overflow.predicted_wait=45 s").stdout
        self.assertTrue("stage own_site\n" in told and "stage overflow_predicted\n" in told)
        self.expect(65, "check", "p.cfg", "--set", "groups.south.site=none", says="no group of the type is at site south")

    def test_some_of_a_group_work_at_home(self):
        remote = ("--set", "groups.north.remote={ share = 0.5; handle_time = 0.8; fails: { every: { dist = \"exponential\"; mean = \"2 h\"; }; lasts: { dist = \"exponential\"; mean = \"20 min\"; }; }; in_hand = \"drop\"; }",
                  "--set", "sites.north.seats=2")
        of = self.figures("run", "p.cfg", *remote)
        self.assertEqual((of["scheduled_agents", "group/north"], of["scheduled_agents", "group/north_home"]), (2, 2))
        self.assertEqual(of["unseated_s", "site/north"], 0)
        self.assertGreater(of["stopped_s", "outage/north_home_line"], 3600)
        self.assertEqual(of["stopped_s", "group/north_home"], of["stopped_s", "outage/north_home_line"])
        self.assertLess(of["aht_s", "group/north_home"], 0.9 * of["aht_s", "group/north"])
        self.expect(65, "check", "p.cfg", *remote, "--set", "groups.north.agents={ ann: {}; }", says="agents")
        shifts = self.figures("run", "p.cfg", *remote, "--set", "groups.north.staff=none", "--set", "groups.north.shifts.all=7", "--set", "shifts.all={ start = \"08:00\"; length = \"10 h\"; }")
        self.assertEqual((shifts["scheduled_agents", "group/north"], shifts["scheduled_agents", "group/north_home"]), (3, 4))


if __name__ == "__main__":
    main()
