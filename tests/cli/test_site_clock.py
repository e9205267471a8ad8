"""The clock of a site: its groups work by its local time, its hours and its holidays, clock changes included."""
from cli import CliTest, main

# The clocks of New York go forward on Sunday 8 March 2026 at 02:00; those of Bogota and Manila never do.
ZONES = """
clock: { timezone = "America/New_York"; start = "2026-03-06"; days = 4; open = "24h"; interval = "1 h"; };
run: { replications = 2; };
types: { calls: { arrivals: { per_hour = 60; }; talk: { dist = "exponential"; mean = "3 min"; }; groups = (("home", "bogota", "manila")); }; };
groups: {
  home: { staff = 4; };
  bogota: { site = "bogota"; staff = (("08:00", "17:00", 6)); };
  manila: { site = "manila"; shifts: { day = 5; }; };
};
shifts: { day: { start = "09:00"; length = "8 h"; breaks: { lunch: { at = "13:00"; lasts = "1 h"; }; }; }; };
sites: { bogota: { timezone = "America/Bogota"; }; manila: { timezone = "Asia/Manila"; }; };
"""


class SiteClock(CliTest):
    def setUp(self):
        super().setUp()
        self.write("a.cfg", ZONES)

    def agents(self, group, *args):
        """Hours by the centre's clock in which the group has agents, a list for each day."""
        rows = self.json_of("run", "a.cfg", "--by", "interval", "--entity", f"group/{group}", "--metric", "scheduled_agents", "--json", *args)
        days = {}
        for row in rows["metrics"]:
            if row["mean"] and "T" in (row.get("interval") or ""):
                days.setdefault(row["interval"][:10], []).append((int(row["interval"][11:13]), row["mean"]))
        return days

    def test_staff_is_by_the_clock_of_the_site(self):
        winter, summer = [(h, 6) for h in range(8, 17)], [(h, 6) for h in range(9, 18)]
        self.assertEqual(self.agents("bogota"), {"2026-03-06": winter, "2026-03-07": winter, "2026-03-08": summer, "2026-03-09": summer})
        centre = self.agents("bogota", "--set", "sites.bogota.timezone=none")
        self.assertEqual(centre["2026-03-08"], winter)

    def test_shifts_are_by_the_clock_of_the_site_before_the_first_day_and_behind_the_last(self):
        # 09:00 to 17:00 in Manila is 20:00 to 04:00 the evening before in New York, from the 8th on 21:00 to 05:00; lunch is four hours after the begin
        of = self.agents("manila")
        self.assertEqual(of["2026-03-06"], [(1, 5), (2, 5), (3, 5), (20, 5), (21, 5), (22, 5), (23, 5)])
        self.assertEqual(of["2026-03-09"], [(0, 5), (2, 5), (3, 5), (4, 5), (21, 5), (22, 5), (23, 5)])

    def test_weekdays_and_holidays_are_those_of_the_site(self):
        # the Saturday of Manila begins on Friday at 11:00 in New York
        of = self.agents("manila", "--set", "sites.manila.open={ weekdays = \"00:00-24:00\"; weekend = \"closed\"; }")
        self.assertEqual(of, {"2026-03-06": [(1, 5), (2, 5), (3, 5)],
                              "2026-03-08": [(21, 5), (22, 5), (23, 5)],
                              "2026-03-09": [(0, 5), (2, 5), (3, 5), (4, 5), (21, 5), (22, 5), (23, 5)]})
        of = self.agents("bogota", "--set", "sites.bogota.holidays=[\"2026-03-07\"]")
        self.assertEqual(sorted(of), ["2026-03-06", "2026-03-08", "2026-03-09"])

    def test_hours_cut_staff_and_say_so(self):
        of = self.agents("bogota", "--set", "sites.bogota.open=10:00-16:00")
        self.assertEqual(of["2026-03-06"], [(h, 6) for h in range(10, 16)])
        self.assertIn("lie outside the opening hours 10:00-16:00",
                      self.expect(0, "check", "a.cfg", "--set", "sites.bogota.open=10:00-16:00").stderr)
        listed = self.agents("bogota", "--set", "sites.bogota.open=10:00-13:00", "--set", "groups.bogota.staff=[1, 2, 3]")
        self.assertEqual(listed["2026-03-08"], [(11, 1), (12, 2), (13, 3)])

    def test_a_site_by_the_clock_of_the_centre_changes_no_digit(self):
        without = self.figures("run", "a.cfg", "--set", "sites.*.timezone=none")
        same = self.figures("run", "a.cfg", "--set", "sites.*.timezone=America/New_York")
        self.assertEqual(without, same)
        self.assertNotEqual(without, self.figures("run", "a.cfg"))

    def test_seats_are_for_so_many_at_once(self):
        # manila's five come at 20:00 while six of bogota are there until 20:30
        said = ("--set", "groups.manila.site=bogota", "--set", "groups.bogota.staff=((\"08:00\", \"20:30\", 6))", "--set", "shifts.day.start=20:00",
                "--set", "shifts.day.length=3 h", "--set", "shifts.day.breaks=none", "--set", "sites.bogota.seats=8", "--set", "sites.manila=none",
                "--set", "sites.bogota.timezone=none", "--set", "types.calls.talk={ dist = \"constant\"; value = \"1 s\"; }")
        of = self.figures("run", "a.cfg", *said)
        self.assertAlmostEqual(of["unseated_s", "site/bogota"], 4 * 3 * 1800, delta=10)  # three of five for half an hour, a day
        self.assertAlmostEqual(of["unseated_s", "group/manila"], of["unseated_s", "site/bogota"])
        self.assertEqual(of["stopped_s", "site/bogota"], of["unseated_s", "site/bogota"])
        self.assertAlmostEqual(of["seats_used", "site/bogota"], (4 * (6 * 12.5 + 2 * 0.5 + 5 * 2.5)) / 95, places=3)
        self.assertNotIn(("unseated_s", "site/bogota"), self.figures("run", "a.cfg", *said, "--set", "sites.bogota.seats=none"))
        self.assertRegex(self.expect(0, "trace", "a.cfg", *said, "--from", "2026-03-06T19:59:59", "--to", "2026-03-06T20:00:01").stdout, r"finds no seat")
        self.assertIn("8 seats", self.expect(0, "explain", "a.cfg", *said).stdout)

    def test_contacts_follow_the_sun(self):
        # agents enough at both, twelve hours apart: who is nearer to noon has all
        both = ("--set", "groups.home.staff=40", "--set", "groups.home.site=bogota", "--set", "groups.bogota=none", "--set", "groups.manila.shifts=none",
                "--set", "groups.manila.staff=40", "--set", "types.calls.groups=((\"home\", \"manila\"))", "--set", "types.calls.agent_selection=follow_the_sun")
        rows = self.json_of("run", "a.cfg", *both, "--by", "interval", "--entity", "group/home", "--metric", "answers", "--json")["metrics"]
        of = {row["interval"]: row["mean"] for row in rows if "T" in (row.get("interval") or "")}
        for hour, some in ((3, False), (4, False), (6, True), (12, True), (16, True), (18, False), (22, False)):  # in Manila it is 13 hours later
            self.assertEqual(of[f"2026-03-06T{hour:02}:00"] > 0, some, hour)
        self.assertIn("follow_the_sun", self.expect(0, "explain", "a.cfg", *both).stdout)
        self.expect(65, "check", "a.cfg", *both, "--set", "run={ mode = \"steady\"; length = \"100 h\"; }", "--set", "clock=none", says="no meaning in mode steady")

    def test_explanation_and_errors(self):
        said = self.expect(0, "explain", "a.cfg", "--set", "sites.bogota.holidays=[\"2026-03-07\"]").stdout
        self.assertIn("by the clock of America/Bogota", said)
        self.assertIn("Closed on 1 day more than the centre", said)
        self.expect(65, "check", "a.cfg", "--set", "sites.bogota.timezone=Bogota", says="sites.bogota.timezone")
        self.expect(65, "check", "a.cfg", "--set", "sites.bogota.open=closed", says="sites.bogota: is never open while the centre is")
        self.expect(65, "schedule", "a.cfg", "--set", "groups.manila.shifts=none", "--set", "groups.manila.staff=5",
                    "--set", "types.calls.target.service_level=0.8", says="its site has a clock of its own")


if __name__ == "__main__":
    main()
