"""ccsim calibrate: numbers that a scenario was made of come back from its log, and from tables of other tools."""
import csv
import re
import unittest

from cli import SOURCE, CliTest, main

CHATS = """
clock: { days = 5; open = "08:00-12:00"; };
types: { calls: { arrivals: { per_hour = 30; }; talk: { dist = "exponential"; mean = "3 min"; }; }; mails: { channel = "email"; arrivals: { per_hour = 20; }; talk: { dist = "exponential"; mean = "4 min"; }; at_close = "carry"; }; };
groups: { desk: { staff = 5; }; };
run: { seed = 3; };
"""
DATA = SOURCE / "tests/calibrate/health_service.csv"
BANK = SOURCE.parent / "shared/data/bank_calls_5min.csv"
TRUTH = {"arrivals.per_day.mon": 300, "arrivals.per_day.tue": 200, "patience.mean": 90, "talk.mean": 240, "talk.cv": 0.8, "wrap.mean": 40, "wrap.cv": 0.5,
         "redial.after_abandon": 0.6, "redial.delay.mean": 600, "balk": 0.1}
KNOWN = """
clock: { start = "2026-03-02"; days = 12; open = { mon = "08:00-12:00"; tue = "08:00-12:00"; wed = "closed"; thu = "closed"; fri = "closed"; sat = "closed"; sun = "closed"; }; };
types: { calls: {
  arrivals: { per_day: { mon = 300; tue = 200; wed = 200; thu = 200; fri = 200; sat = 0; sun = 0; }; profile = (("08:00", 1), ("09:00", 2), ("11:00", 1)); };
  patience: { dist = "exponential"; mean = "90 s"; }; balk = "10 %";
  talk: { dist = "lognormal"; mean = "4 min"; cv = 0.8; }; wrap: { dist = "gamma"; mean = "40 s"; cv = 0.5; };
  redial: { after_abandon = "60 %"; delay: { dist = "exponential"; mean = "10 min"; }; }; }; };
groups: { desk: { staff = 5; }; };
run: { replications = 4; seed = 2385; };
"""
HOUR = "Datum;Zeit;Warteschlange;Wartezeit;Ergebnis;Gespraechszeit;Nacharbeit;Mitarbeiter\n"


class Calibrate(CliTest):
    def numbers(self, *args):
        return {(n["type"], n["key"]): n for n in self.json_of("calibrate", *args, "--json")["numbers"]}

    made, known = None, None  # the log, and what is found in it: laws take most of the time, and are fitted once for all tests

    def log(self, rows=None):
        """The log of the known model, or its first rows: enough for whoever does not ask what is found in it."""
        self.write("known.cfg", KNOWN)
        if not Calibrate.made:
            self.expect(0, "run", "known.cfg", "--log", "log.csv", "-q")
            Calibrate.made = (self.folder / "log.csv").read_text().splitlines(keepends=True)
        self.write("log.csv", "".join(Calibrate.made[: rows and rows + 1]))

    def found(self):
        """(numbers, scenario, page) of the whole log."""
        if not Calibrate.known:
            self.log()
            numbers = self.numbers("log.csv", "-o", "again.cfg", "--page", "page.html")
            Calibrate.known = (numbers, (self.folder / "again.cfg").read_text(), (self.folder / "page.html").read_text())
        return Calibrate.known

    def test_channels_come_back(self):
        self.write("known.cfg", CHATS)
        self.expect(0, "run", "known.cfg", "-r", "1", "--log", "log.csv", "-q")
        self.assertTrue((self.folder / "log.csv").read_text().splitlines()[0].endswith(",batch,channel"))
        self.expect(0, "calibrate", "log.csv", "-o", "again.cfg", "-q")
        types = (self.folder / "again.cfg").read_text().split("  mails: {")
        self.assertNotIn("channel = ", types[0])
        self.assertIn('channel = "email"; // so say', types[1])
        self.expect(0, "check", "again.cfg", "-q")
        self.write("known.cfg", CHATS.replace('channel = "email"; ', ""))
        self.expect(0, "run", "known.cfg", "-r", "1", "--log", "log.csv", "-q", "--force")
        self.assertTrue((self.folder / "log.csv").read_text().splitlines()[0].endswith(",batch"))

    def test_a_known_model_comes_back(self):
        found, text, _ = self.found()
        for key, truth in TRUTH.items():
            number = found["calls", key]
            wide = (number["high"] - number["low"]) / 2  # of 1.96 standard errors: the truth lies within four
            self.assertLess(abs(number["value"] - truth), 2.04 * wide, f"{key} {number}")
            self.assertGreaterEqual(number["n"], 20 if not key.startswith("arrivals") else 2)
            self.assertTrue(number["sentence"])
        self.assertNotIn(("calls", "patience.cv"), found, "patience is exponential, and seen to be")
        self.assertNotIn(("calls", "arrivals.day_factor.cv"), found, "counts are Poisson")
        self.write("again.cfg", text)
        self.assertIn('dist = "gamma"', text)
        self.assertIn("// 95 %: ", text)
        self.expect(0, "check", "again.cfg")

    def test_what_is_found_extends_a_scenario(self):
        self.log()
        self.assertEqual(self.expect(0, "calibrate", "log.csv", "--base", "known.cfg", "-o", "again.cfg", "-q").stdout, "")
        text = (self.folder / "again.cfg").read_text()
        self.assertIn('extends = "known.cfg";', text)
        self.assertNotIn("groups", text)
        before, after = (self.json_of("run", name, "--json") for name in ("known.cfg", "again.cfg"))
        rates = [next(m["mean"] for m in done["metrics"] if m["metric"] == "abandonment_rate" and m["entity"] == "all") for done in (before, after)]
        self.assertLess(abs(rates[0] - rates[1]), 0.03, rates)  # of 0.1: as sure as six weeks of two days are

    def test_tables_tell_what_they_have(self):
        self.log(rows=900)
        done = self.expect(0, "calibrate", "log.csv").stdout
        self.assertIn("wait_s is the wait", done)
        self.assertIn("Kaplan and Meier", done)
        self.assertRegex(done, r"calls +patience, mean +1 min")

    def test_a_page(self):
        _, _, text = self.found()
        for part in ("Kaplan and Meier with its 95 % band", "Share of times in each span", "Percentiles of talk", "Contacts by interval", "patience, mean"):
            self.assertIn(part, text)
        self.assertNotIn("nan", re.sub(r"<style>.*?</style>", "", text, flags=re.S))
        self.assertNotIn("<script", text)
        self.write("page.html", text)
        self.log(rows=9)
        self.expect(73, "calibrate", "log.csv", "--page", "page.html", says="exists")

    def test_a_table_of_another_tool(self):
        rows = [f"{day:02d}.03.2026;08:{minute:02d}:{second:02d};Service;0:{5 + (second * 7 + minute) % 50:02d};{'aufgelegt' if second % 20 == 0 else 'angenommen'};"
                f"{2 + (minute + second) % 5}:{(second * 13) % 60:02d};15;Ute" for day in (2, 3, 4) for minute in range(30) for second in (0, 10, 20, 30, 45)]
        self.write("acd.csv", HOUR + "\n".join(rows) + "\n")
        found = self.numbers("acd.csv", "-o", "acd.cfg")
        self.assertIn(("service", "patience.mean"), found)
        self.assertIn(("service", "talk.mean"), found)
        self.assertNotIn(("service", "wrap.mean"), found, "all are of 15 s: that is no law")
        self.expect(0, "check", "acd.cfg")

    def test_parts_of_one_file(self):
        self.log(rows=900)
        head, *rows = (self.folder / "log.csv").read_text().splitlines(keepends=True)
        self.write("a.csv", head + "".join(rows[:400]))
        self.write("b.csv", head + "".join(rows[400:]))
        self.assertEqual(self.numbers("a.csv", "b.csv"), self.numbers("log.csv"))
        self.write("c.csv", "time,wait,outcome\n2026-03-02 08:00,3,answered\n")
        self.expect(65, "calibrate", "a.csv", "c.csv", says="has other columns than a.csv")

    def test_intervals_alone(self):
        rows = [f"2026-{month:02d}-{day:02d},{hour:02d}:00,Sales,{20 + (day * hour) % 7},300" for month in (3, 4) for day in range(1, 29) for hour in range(8, 18)]
        self.write("volumes.csv", "date,time,queue,contacts,aht\n" + "\n".join(rows) + "\n")
        found = self.numbers("volumes.csv", "-o", "volumes.cfg")
        self.assertAlmostEqual(found["sales", "arrivals.per_day.mon"]["value"], 230, delta=10)
        self.assertIn("mean handle time of the file", (self.folder / "volumes.cfg").read_text())
        self.expect(0, "check", "volumes.cfg")

    @unittest.skipUnless(BANK.exists(), "the counts of the bank are not here")
    def test_a_bank(self):
        found = self.numbers(BANK, "-o", "bank.cfg")
        self.assertEqual(found["contacts", "arrivals.per_day.mon"]["n"], 31)
        for key, truth in (("day_factor.cv", 0.055), ("day_factor.memory", 0.83), ("interval_factor.cv", 0.073), ("interval_factor.memory", 0.92)):
            self.assertAlmostEqual(found["contacts", "arrivals." + key]["value"], truth, delta=0.01)
        self.expect(0, "check", "bank.cfg")

    def test_figures_that_were_measured(self):
        self.write("plan.cfg", """clock: { start = "2026-03-02"; days = 1; open = "08:00-10:00"; };
types: { calls: { arrivals: { per_day = 210; }; patience = "2 min"; talk: { dist = "exponential"; mean = "3 min"; }; }; }; groups: { desk: { staff = 7; }; };
""")
        asked = ("calibrate", "plan.cfg", "--reach", "aht_s=198 s +- 5 s", "--find", "types.*.talk.mean", "-r", "20", "--set", "groups.desk.staff=7")
        text = self.expect(0, *asked, "-o", "found.cfg").stdout
        self.assertRegex(text, r"types\.\*\.talk\.mean .*x 1\.0\d+ .*x 1\.\d+ to x 1\.\d+|types\.\*\.talk\.mean +x 1 +x 1\.\d+")
        self.assertRegex(text, r'To simulate it: --set "groups\.desk\.staff=7" --set "types\.\*\.talk\.mean\*=1\.')
        self.assertIn('extends = "plan.cfg"', (self.folder / "found.cfg").read_text())
        found = self.json_of(*asked, "--json")
        self.assertAlmostEqual(found["figures"][0]["after"], 198, delta=0.1)
        self.assertEqual((found["sets"], type(found["seed"])), (["groups.desk.staff=7"], str))
        after = self.json_of("run", "found.cfg", "-r", "20", "--json", "-s", found["seed"])
        self.assertAlmostEqual(next(m["mean"] for m in after["metrics"] if m["metric"] == "aht_s" and m["entity"] == "all"), found["figures"][0]["after"], places=6)
        for args, says in ((("--reach", "aht_s=198 s"), "goes with --find"), (("--find", "types.*.talk.mean"), "goes with --reach"), (("-r", "20"), "records are not simulated"),
                           (("--set", "x=1"), "records have no keys"), ((*asked[2:], "--page", "x.html"), "goes with records"), ((*asked[2:], "other.cfg"), "is of one SCENARIO"), ((*asked[2:], "-q"), "goes with --output or --json")):
            self.expect(64, "calibrate", "plan.cfg", *args, says=says)
        self.expect(64, *asked[:3], "aht_s=9 h", *asked[4:], says="reproduces it")
        self.expect(73, *asked, "-o", "plan.cfg", "--force", says="is the scenario that calibrate reads")

    def test_the_patience_behind_public_figures(self):
        """Months of a city's centre (tests/calibrate/health_service.csv; docs/calibration.md says whence): by Little's law those who are impatient at a constant rate wait as long in all as they give up
        times their mean patience, whoever serves them. What is found is that, within three standard errors of some 1,600 who give up in bunches, whether 4 agents are there or 8, of which nothing is published."""
        with open(DATA) as rows:
            months = {row["month"]: {name: float(row[name]) for name in ("calls", "abandoned", "asa_s")} for row in csv.DictReader(rows)}
        self.assertEqual(len(months), 78)
        self.assertAlmostEqual(sum(m["calls"] * m["asa_s"] for m in months.values()) / sum(m["abandoned"] for m in months.values()), 1456.4, places=1)
        for month, staff in (("2016-12", 4), ("2016-12", 8), ("2013-01", 4)):
            of = months[month]
            self.write("month.cfg", f"""clock: {{ start = "2016-12-01"; open = "08:00-17:00"; }};
types: {{ calls: {{ arrivals: {{ per_day = {of["calls"] / 21:.1f}; }}; patience: {{ dist = "exponential"; mean = "10 min"; }}; talk: {{ dist = "lognormal"; mean = "{1.5 * staff} min"; cv = 1; }}; }}; }};
groups: {{ desk: {{ staff = {staff}; }}; }};""")
            share = of["abandoned"] / of["calls"]
            found = self.json_of("calibrate", "month.cfg", "--reach", f"abandonment_rate={100 * share:.2f} %,asa_s={of['asa_s']:.0f} s", "--find", "types.calls.patience.mean,types.calls.talk.mean", "-r", "100",
                                 "-s", "1", "--json")["values"][0]
            self.assertLess(abs(found["value"] / (of["asa_s"] / share) - 1), 0.25, (month, staff, found))

    def test_what_cannot_be_read(self):
        for text, says in (("time,wait,outcome\nnever,3,answered\n", "x.csv:2: expected when a contact came"), ("time,wait,outcome\n", "x.csv"),
                           ("some,thing\n1,2\n", "x.csv"), ("date,time,wait,outcome\n2026-03-02,08:00,x,answered\n2026-03-02,25:99,3,answered\n", "x.csv:3")):
            self.write("x.csv", text)
            self.expect(65, "calibrate", "x.csv", says=says)
        self.expect(66, "calibrate", "nowhere.csv")
        self.write("x.csv", "time,wait,outcome\n2026-03-02 08:00,3,fled\n2026-03-02 08:01,3,answered\n")
        self.assertIn('the first of them "fled"', self.expect(0, "calibrate", "x.csv").stderr)
        self.log(rows=9)
        self.expect(73, "calibrate", "log.csv", "-o", "known.cfg", says="exists already")
        self.write("volumes.csv", "date,time,queue,contacts\n2026-03-02,08:00,A,5\n2026-03-02,08:30,A,7\n")
        self.expect(65, "calibrate", "volumes.csv", "volumes.csv", says="second file of intervals")


if __name__ == "__main__":
    main()
