"""clock.report: figures by day, week or month. The whole run is the same, and years take no more memory than a year."""
import subprocess

from cli import PROGRAM, CliTest, main

YEARS = """clock: { start = "2026-01-05"; days = 364; open = { weekdays = "08:00-12:00, 13:00-18:00"; weekend = "closed"; }; report = "month"; };
types: { calls: { arrivals: { per_hour = 20; }; talk = { dist = "exponential"; mean = "6 min"; }; patience = { dist = "exponential"; mean = "3 min"; };
  target: { service_level = "80 %"; within = "20 s"; }; }; };
groups: { desk: { staff = 4; }; };
run: { replications = 3; };
"""


class ReportBy(CliTest):
    def setUp(self):
        super().setUp()
        (self.folder / "years.cfg").write_text(YEARS, encoding="utf-8")

    def test_the_whole_run_is_the_same(self):
        month, fine = (self.figures("run", "years.cfg", "--set", "clock.days=60", "--set", f'clock.report="{by}"') for by in ("month", "interval"))
        for key in month:
            if month[key] is not None and key in fine:
                self.assertAlmostEqual(month[key], fine[key], delta=1e-9 * abs(fine[key]) + 1e-9, msg=key)
        self.assertIn(("target_days", "all"), fine)
        self.assertNotIn(("target_days", "all"), {key: x for key, x in month.items() if x is not None}, "days are not kept apart")

    def test_figures_are_those_of_months_and_what_needs_intervals_says_so(self):
        told = self.expect(0, "run", "years.cfg", "--set", "clock.days=60", "-o", "years.h5").stdout
        self.assertIn('Figures are told by month (clock.report): a target by interval needs report = "interval".', told)
        self.assertNotIn("intervals met", told)
        told = self.expect(0, "show", "years.h5", "--by", "interval", "--metric", "offered").stdout
        self.assertIn("Jan 2026", told)
        self.assertNotIn("08:00", told)
        self.assertIn("Feb 2026", self.expect(0, "show", "years.h5", "--grid").stdout)
        self.assertIn('by day needs report = "day"', self.expect(64, "show", "years.h5", "--by", "day").stderr)
        self.assertIn("--by: the intervals here are months: --by interval", self.expect(64, "show", "years.h5", "--by", "month").stderr)
        self.assertIn("there are no weeks here, figures are told by month: run it again with --set 'clock.report=\"week\"', then --by interval",
                      self.expect(64, "export", "years.h5", "--by", "week").stderr)
        self.assertIn("--set 'clock.report=\"month\"'", self.expect(64, "report", "years.h5", "--by", "month").stderr)
        self.assertIn('need report = "interval"', self.expect(64, "show", "years.h5", "--erlang").stderr)
        self.assertIn('needs report = "interval", found "month"', self.expect(64, "staff", "years.cfg").stderr)
        self.assertIn("Figures are told by month, not by interval", self.expect(0, "explain", "years.cfg").stdout)
        page = self.folder / "years.html"
        self.expect(0, "report", "years.h5", "-o", page.name)
        page = page.read_text(encoding="utf-8")
        self.assertIn("Staff and service by month", page)
        self.assertIn("Month by month</h2>", page)
        self.assertIn('"barsTitle":"Calls offered by month"', page.replace("&quot;", '"'))
        self.assertNotIn("Through the day", page)

    def test_exports_have_real_dates_and_the_name_of_the_period(self):
        for by, first, second, name in (("day", "2026-01-05", "2026-01-06", "2026-01-05"), ("week", "2026-01-05", "2026-01-12", "2026-W02"),
                                        ("month", "2026-01-05", "2026-02-01", "2026-01")):
            self.expect(0, "run", "years.cfg", "--set", "clock.days=60", "--set", f'clock.report="{by}"', "-o", f"{by}.h5")
            rows = self.expect(0, "export", f"{by}.h5", "--format", "intervals", "-o", "-").stdout.splitlines()
            self.assertEqual(rows[0].split(",")[:3], ["date", "period", "queue"])
            self.assertEqual(rows[1].split(",")[:2], [first, name])
            self.assertEqual(rows[2].split(",")[0], second)
            self.assertFalse((self.folder / "-").exists(), "- is standard output")

    def peak_kib(self, days):
        code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        run = [PROGRAM, "run", "years.cfg", "-r1", "-j1", "-q", "--set", f"clock.days={days}"]
        return int(subprocess.run(["python3", "-c", code, *run], cwd=self.folder, check=True, capture_output=True, text=True).stdout)

    def test_two_years_take_no_more_memory_than_one(self):
        one, two = self.peak_kib(364), self.peak_kib(728)
        self.assertLessEqual(two, 1.1 * one)


if __name__ == "__main__":
    main()
