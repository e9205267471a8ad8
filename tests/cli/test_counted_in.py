"""`run.intervals_by`: in which interval a contact counts."""
from cli import CliTest, main

# The example of docs/counting.md: at 350 s answered at once, at 700 s after 150 s, at 1050 s after 300 s, when it is closed.
CENTRE = """
clock: { open = "08:00-08:20"; interval = "10 min"; };
types: { help: { arrivals: { gap = 350; }; talk = 500; target: { service_level = "80 %"; within = 200; }; }; };
groups: { desk: { staff = 1; }; };
run: { replications = 2; };
"""


class CountedIn(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE)

    def offered(self, by):
        rows = self.json_of("run", "centre.cfg", "--set", f"run.intervals_by={by}", "--by", "interval", "--metric", "offered,arrived,service_level",
                            "--entity", "all", "--json")["metrics"]
        by_interval = [r for r in rows if "interval" in r]
        return [[r["mean"] for r in by_interval if r["metric"] == name][:2] for name in ("offered", "arrived", "service_level")]

    def test_is_that_of_entry_service_or_exit(self):
        self.assertEqual(self.offered("entry"), [[1, 2], [1, 2], [1, 0.5]])
        self.assertEqual(self.offered("service"), [[1, 1], [1, 2], [1, 1]])
        self.assertEqual(self.offered("exit"), [[0, 1], [1, 2], [None, 1]])

    def test_is_said_wherever_intervals_are(self):
        said = "contacts count in the interval of their exit, not of their entry"
        self.expect(0, "run", "centre.cfg", "-q", "--set", "run.intervals_by=exit", "-o", "a.h5")
        self.assertIn(said, self.expect(0, "show", "a.h5", "--by", "interval").stdout)
        self.assertIn(said, self.expect(0, "show", "a.h5", "--grid").stdout)
        self.assertNotIn(said, self.expect(0, "show", "a.h5").stdout)
        self.expect(0, "report", "a.h5", "-o", "a.html")
        self.assertIn("Contacts count in the interval of their exit", (self.folder / "a.html").read_text())
        self.assertIn("A contact counts in the interval in which it left", self.expect(0, "explain", "centre.cfg", "--set", "run.intervals_by=exit").stdout)
        self.assertNotIn("A contact counts", self.expect(0, "explain", "centre.cfg").stdout)

    def test_another_word_is_an_error_with_its_line(self):
        self.write("bad.cfg", CENTRE.replace("replications = 2;", 'replications = 2; intervals_by = "arrival";'))
        self.expect(65, "check", "bad.cfg", says='bad.cfg:5: run.intervals_by')


if __name__ == "__main__":
    main()
