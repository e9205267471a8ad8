"""Rosters and shifts: persons from CSV, their figures, their names in traces, what is wrong in a file."""
import shutil

from cli import SOURCE, CliTest, main

PLAIN = """clock: { start = "2026-03-02"; days = 2; open = "08:00-18:00"; };
types: { a: { arrivals: { per_hour = 20; }; talk = "3 min"; patience = "5 min"; }; };
groups: { g: { roster = "r.csv"; }; };
run: { replications = 3; };
"""
ROWS = """agent,date,start,end,activity
alice,2026-03-02,08:00,16:00,
alice,2026-03-02,12:00,12:30,lunch
bob,2026-03-02,10:00,18:00,work
bob,2026-03-03,08:00,18:00,work
"""


class Roster(CliTest):
    def setUp(self):
        super().setUp()
        for name in ("roster_week.cfg", "roster_week.csv"):
            shutil.copy(SOURCE / "scenarios" / name, self.folder)
        self.write("plain.cfg", PLAIN)
        self.write("r.csv", ROWS)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def test_two_groups_take_their_rows_of_one_file(self):
        told = self.expect(0, "explain", "roster_week.cfg").stdout
        self.assertIn("  The agents are 22 persons: ", told)
        self.assertIn("  The agents are 6 persons: ", told)
        self.assertIn("training ", told)

    def test_other_dates_clocks_separators_and_columns_say_the_same(self):
        of = self.figures("run", "plain.cfg")
        self.write("r.csv", "Datum;Team;Name;From;To;Code\n02.03.2026;north;bob;10:00 AM;6:00 PM;work\n02.03.2026;north;alice;8:00;16:00;\n"
                            "02.03.2026;south;zoe;8:00;16:00;\n02.03.2026;north;alice;12:00;12:30;lunch\n03.03.2026;north;bob;8 AM;6 PM;\n")
        with_reference = ("--set", 'groups.g.roster={ csv = "r.csv"; dates = "D.M.Y"; group = "north"; }')
        self.assertEqual(of, self.figures("run", "plain.cfg", *with_reference))
        self.assertEqual(of["scheduled_agents", "group/g"], (7.5 + 8 + 10) / 20)

    def test_what_is_wrong_in_the_file_is_told_with_its_line(self):
        for rows, message in (
            ("agent,date,start,end\na,2026-03-02,08:00,sixteen\n", 'r.csv:2: groups.g.roster: expected a time such as 16:30 as end, found "sixteen"'),
            ("agent,date,start,end\na,02.03.2026,08:00,16:00\n", "r.csv:2: groups.g.roster: expected a date such as 2026-03-02"),
            ("agent,date,start,end\na,2026-03-02,08:00,16:00\na,03/02/2026,08:00,16:00\n", "r.csv:3: groups.g.roster: expected a date"),
            ("agent,date,start\na,2026-03-02,08:00\n", 'r.csv:1: groups.g.roster: has no column "end"'),
            ("agent,date,start,end,group\na,2026-03-02,08:00,16:00,h\n", "r.csv has no row of group g"),
            (ROWS + "alice,2026-03-02,15:00,17:00,\n", "r.csv:6: groups.g.roster[4]: alice is at two things at once"),
            (ROWS.replace("2026-03", "2026-04"), "has no row of a day"),
        ):
            self.write("r.csv", rows)
            self.assertIn(message, self.expect(65, "check", "plain.cfg").stderr)

    def test_strokes_and_points_of_dates_are_told_apart(self):
        for dates, written, status in (("D.M.Y", "03/02/2026", 65), ("M/D/Y", "02.03.2026", 65), ("M/D/Y", "03/02/2026", 0),
                                       ("D/M/Y", "02/03/2026", 0), ("D.M.Y", "2026-03-02", 0)):
            self.write("r.csv", f"agent,date,start,end\na,{written},08:00,16:00\n")
            told = self.expect(status, "check", "plain.cfg", "--set", f'groups.g.roster={{ csv = "r.csv"; dates = "{dates}"; }}').stderr
            self.assertEqual("r.csv:2: groups.g.roster: expected a date in the order and with the marks" in told, status == 65, told)

    def test_adherence_stands_in_the_summary_where_any_group_has_persons(self):
        told = self.expect(0, "run", "plain.cfg", "--set", "groups.h={ staff = 2; skills: { a: { }; }; }", "--set", "groups.g.skills={ a: { }; }")
        self.assertIn("adherence", told.stdout)

    def test_a_trace_tells_of_persons_by_name(self):
        told = self.expect(0, "trace", "plain.cfg").stdout
        self.assertIn("  alice of g begins the shift\n", told)
        self.assertIn("  alice of g is off the phones: lunch\n", told)
        self.assertIn("  alice of g is back on the phones\n", told)
        self.assertIn("  alice of g ends the shift\n", told)
        self.assertNotIn(" logs in", told)

    def test_adherence_is_lost_to_who_is_late_and_stands_in_summary_and_page(self):
        strict = self.figures("run", "roster_week.cfg", "-r5", "--set", 'groups.*.adherence="none"')
        loose = self.figures("run", "roster_week.cfg", "-r5")
        for group in ("group/service", "group/complaints"):
            self.assertLess(loose["adherence", group], strict["adherence", group] - 0.005)
            self.assertEqual(loose["shrinkage_planned", group], strict["shrinkage_planned", group])
            self.assertEqual(loose["absent_agents", group], strict["absent_agents", group])
        self.expect(0, "run", "roster_week.cfg", "-r4", "-q", "-o", "a.h5")
        self.assertRegex(self.expect(0, "show", "a.h5").stdout, r"(?m)^group .* adherence\n")
        self.expect(0, "report", "a.h5", "-o", "a.html")
        page = (self.folder / "a.html").read_text(encoding="utf-8")
        for word in ("Adherence", "Conformance", "Utilisation"):
            self.assertIn(word, page)

    def test_a_variant_with_numbers_takes_the_roster_away(self):
        self.write("numbers.cfg", 'extends = "plain.cfg";\ngroups: { g: { staff = 2; }; };\n')
        self.assertNotIn(("adherence", "group/g"), self.figures("run", "numbers.cfg"))


if __name__ == "__main__":
    main()
