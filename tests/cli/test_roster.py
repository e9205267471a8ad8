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
            ("agent,date,start,end\na,31.02.2026,08:00,16:00\n", "r.csv:2: groups.g.roster: expected a date that is written like the others"),
            ("agent,date,start,end\na,13/03/2026,08:00,16:00\na,03/14/2026,08:00,16:00\n",
             "r.csv:3: groups.g.roster: the day stands first in some dates and second in others (line 2)"),
            ("Mitarbeiter;Beginn;Ende\na;02.03.2026 08:00;04.03.2026 06:00\n", "r.csv:2: groups.g.roster: expected an end within a day from the start"),
            ("Mitarbeiter;Datum;Beginn;Ende\na;02.03.2026;03.03.2026 08:00;16:00\n", "expected a start on the date of the row"),
            ("Wer;Datum;Beginn;Ende\na;02.03.2026;08:00;16:00\n", 'r.csv:1: groups.g.roster: has no column "agent": a roster has agent, date, start, end, '
             "and perhaps activity and group; this one has Wer, Datum, Beginn, Ende"),
            ("agent,date,start,end\na,2026-03-02,08:00,16:00\na,03/02/2026,08:00,16:00\n", "r.csv:3: groups.g.roster: expected a date"),
            ("agent,date,start\na,2026-03-02,08:00\n", 'r.csv:1: groups.g.roster: has no column "end"'),
            ("agent,date,start,end,group\na,2026-03-02,08:00,16:00,h\n", "r.csv has no row of group g"),
            (ROWS + "alice,2026-03-02,15:00,17:00,\n", "r.csv:6: groups.g.roster[4]: alice is at two things at once"),
            (ROWS.replace("2026-03", "2026-04"), "has no row of a day"),
        ):
            self.write("r.csv", rows)
            self.assertIn(message, self.expect(65, "check", "plain.cfg").stderr)

    def test_a_roster_as_tools_write_it_is_the_same_roster(self):
        """Headings in other words, encodings, orders of dates, dates before the times, first names apart."""
        self.write("r.csv", "agent,date,start,end,activity\nAnna Bär,2026-03-02,08:00,16:00,\nAnna Bär,2026-03-02,12:00,12:30,Pause\n")
        plain = self.expect(0, "explain", "plain.cfg").stdout
        for text, encoding in (
            ("Mitarbeiter;Datum;Beginn;Ende;Tätigkeit\nAnna Bär;02.03.2026;08:00;16:00;\nAnna Bär;02.03.2026;12:00;12:30;Pause\n", "cp1252"),
            ("Mitarbeiter;Datum;Von;Bis;Dienstart\nAnna Bär;02.03.2026;08:00;16:00;\nAnna Bär;02.03.2026;12:00;12:30;Pause\n", "utf-16"),
            ("Nachname\tVorname\tSchichtbeginn\tSchichtende\tCode\nBär\tAnna\t2026-03-02 08:00\t2026-03-02 16:00\t\nBär\tAnna\t2026-03-02 12:00\t"
             "2026-03-02 12:30\tPause\n", "utf-8-sig"),
            ('Employee name,Shift date,Start time,Stop time,Activity\nAnna Bär,Mar 2 2026,8:00 AM,4:00 PM,\nAnna Bär,Mar 2 2026,12:00 PM,12:30 PM,Pause\n', "utf-8"),
        ):
            (self.folder / "r.csv").write_bytes(text.encode(encoding))
            told = self.expect(0, "explain", "plain.cfg")
            self.assertEqual(told.stdout, plain, text)
            self.assertEqual("read as Windows-1252" in told.stderr, encoding == "cp1252", told.stderr)

    def test_what_is_wrong_in_many_rows_is_told_of_three(self):
        self.write("r.csv", "agent,date,start,end\n" + "".join(f"a,2026-03-02,08:00,{h}\n" for h in ("x", "y", "z", "late", "later")) + ",2026-03-02,08:00,16:00\n")
        told = self.expect(65, "check", "plain.cfg").stderr.splitlines()
        self.assertEqual([line.partition(": groups")[0] for line in told[:3]], ["error: r.csv:2", "error: r.csv:3", "error: r.csv:4"])
        self.assertEqual(told[3], "error: ... and 2 more like it, from r.csv:5 to r.csv:6")
        self.assertIn('r.csv:7: groups.g.roster: expected the name of an agent, found ""', told[4])
        self.assertEqual(told[5:], ["6 errors"])

    def test_an_order_of_dates_that_is_guessed_is_told(self):
        self.write("r.csv", "agent,date,start,end\na,02/03/2026,08:00,16:00\na,03/03/2026,08:00,16:00\n")
        told = self.expect(0, "check", "plain.cfg").stderr
        self.assertIn('r.csv:2: groups.g.roster: dates such as 02/03/2026 have the day or the month first: the day, for then the days lie closer together; '
                      'if it is the other, { csv = …; dates = "M/D/Y"; } says so', told)

    def test_persons_whose_names_are_written_in_two_ways_are_told(self):
        self.write("r.csv", 'agent,date,start,end\nAnna Meier,2026-03-02,08:00,16:00\n"Meier, Anna",2026-03-03,08:00,16:00\nanna  meier,2026-03-03,08:00,16:00\nb,2026-03-03,08:00,16:00\n')
        told = self.expect(0, "check", "plain.cfg").stderr
        self.assertIn('groups.g.roster: "Anna Meier" (line 2) and "Meier, Anna" (line 3) are two persons here: if they are one, write the name one way', told)
        self.assertIn("; 1 more name is like another", told)

    def test_strokes_and_points_of_dates_are_told_apart(self):
        for dates, written, status in (("D.M.Y", "03/02/2026", 65), ("M/D/Y", "02.03.2026", 65), ("M/D/Y", "03/02/2026", 0),
                                       ("D/M/Y", "02/03/2026", 0), ("D.M.Y", "2026-03-02", 0)):
            self.write("r.csv", f"agent,date,start,end\na,{written},08:00,16:00\n")
            told = self.expect(status, "check", "plain.cfg", "--set", f'groups.g.roster={{ csv = "r.csv"; dates = "{dates}"; }}').stderr
            self.assertEqual("r.csv:2: groups.g.roster: expected a date in the order and with the marks" in told, status == 65, told)

    def test_adherence_stands_in_the_summary_where_any_group_has_persons(self):
        told = self.expect(0, "run", "plain.cfg", "--set", "groups.h={ staff = 2; skills: { a: { }; }; }", "--set", "groups.g.skills={ a: { }; }")
        self.assertIn("adherence", told.stdout)

    def test_time_off_the_phones_stands_by_reason_and_adds_up_to_that_of_the_group(self):
        of = self.figures("run", "roster_week.cfg", "-r5")
        for metric in ("off_phones_s", "off_phones_planned_s", "off_phones"):
            rows = {entity: x for (name, entity), x in of.items() if name == metric and entity.startswith("activity/service/")}
            self.assertEqual({entity.rsplit("/", 1)[1] for entity in rows}, {"break", "lunch", "training", "coaching", "absent", "late", "left early"})
            self.assertAlmostEqual(sum(rows.values()) / of[metric, "group/service"], 1, places=9)
        self.assertEqual(of["off_phones_planned_s", "activity/service/absent"], 0)
        self.assertGreater(of["off_phones_s", "activity/service/absent"], 3600)
        self.assertAlmostEqual(of["off_phones_planned", "group/service"], of["shrinkage_planned", "group/service"], places=12)
        told = self.expect(0, "run", "roster_week.cfg", "-r2", "-o", "a.h5", "--force").stdout
        self.assertRegex(told, r"(?m)^activity +planned +off the phones +of shifts, planned +of shifts\n")
        self.assertIn("Service desk: training", self.expect(0, "show", "a.h5", "--by", "activity").stdout)
        self.expect(0, "report", "a.h5", "-o", "a.html", "--force")
        self.assertIn("Complaints desk: back office", (self.folder / "a.html").read_text(encoding="utf-8"))

    def test_what_each_agent_is_off_the_phones_for_adds_up(self):
        self.expect(0, "run", "roster_week.cfg", "--set", "run.agents=each", "-r2", "-q", "-o", "off.h5")

        def means(by, *more):
            rows = self.json_of("show", "off.h5", "--json", "--by", by, "--metric", "off_phones_s,off_phones_planned_s", *more)["metrics"]
            return {(r["metric"], r["entity"]): r["mean"] for r in rows}

        own = means("agent_activity")
        agents, groups = means("agent"), means("activity")
        for (metric, entity), mean in agents.items():
            of = [x for (m, e), x in own.items() if m == metric and e.startswith("agent_activity" + entity[len("agent"):] + "/")]
            self.assertAlmostEqual(sum(of), mean, places=4, msg=entity)
        for (metric, entity), mean in groups.items():
            if entity.startswith("activity/"):
                group, reason = entity.split("/")[1:]
                of = [x for (m, e), x in own.items() if m == metric and e.split("/")[1] == group and e.split("/")[3] == reason]
                self.assertAlmostEqual(sum(of), mean, places=4, msg=entity)
        self.assertEqual(own[("off_phones_planned_s", "agent_activity/service/Ada/training")], 3600)
        self.assertEqual({e for _, e in means("agent_activity", "--entity", "agent/service/Ada")},
                         {e for _, e in own if e.startswith("agent_activity/service/Ada/")})
        one = "agent_activity/complaints/Bea/back office"
        self.assertEqual({e for _, e in means("agent_activity", "--entity", one)}, {one})
        table = self.expect(0, "show", "off.h5", "--entity", one).stdout  # by agent_activity is understood
        self.assertRegex(table, r"(?m)^agent: why off the phones +planned +off the phones")
        self.assertRegex(table, r"(?m)^Complaints desk, Bea: back office +2 h 00 min ")
        lines = self.expect(0, "export", "off.h5", "--by", "agent_activity", "--entity", "group/complaints", "--metric", "off_phones_s").stdout.splitlines()
        self.assertEqual(len(lines) - 1, len([e for m, e in own if m == "off_phones_s" and "/complaints/" in e]))
        page = self.expect(0, "report", "off.h5", "-o", "-").stdout
        self.assertIn("Time off the phones of these agents, as it came", page)
        self.expect(64, "show", "off.h5", "--by", "agent_activity", "--metric", "occupancy", says="occupancy is not known by agent_activity")
        self.expect(64, "show", "off.h5", "--by", "agent_activity", "--entity", "agent/service/Adda", says='did you mean "agent/service/Ada"?')
        self.expect(64, "run", "plain.cfg", "--by", "agent_activity", says='write run.agents = "each" in the scenario')
        self.expect(64, "run", "plain.cfg", "--set", "groups.g={ staff = 2; }", "--set", "run.agents=each", "--by", "agent_activity", says="nobody here is off the phones within a shift")

    def test_each_person_has_adherence_and_time_off_the_phones_by_name(self):
        told = self.expect(0, "run", "plain.cfg", "--set", 'run.agents="each"', "--by", "agent").stdout
        self.assertRegex(told, r"(?m)^agent .* off the phones +adherence +conformance\n")
        self.assertRegex(told, r"(?m)^g, alice ")
        of = self.figures("run", "plain.cfg", "--set", 'run.agents="each"', "--by", "agent")
        self.assertAlmostEqual(of["off_phones_planned_s", "agent/g/alice"], 1800)
        self.assertAlmostEqual(of["off_phones_planned_s", "agent/g/bob"], 0)
        self.assertGreater(of["adherence", "agent/g/alice"], 0.95)
        self.assertLessEqual(of["conformance", "agent/g/bob"], 1.05)

    def test_groups_are_alike_and_rows_that_nobody_takes_are_told(self):
        self.write("shared.csv", "agent,date,start,end,group\n" + "".join(f"{name},2026-03-02,09:00,10:00,{group}\n" for name, group in (
            ("ada", "DESK"), ("bo", "First Line"), ("cy", "night"), ("di", "desk"))))
        self.write("shared.cfg", 'clock: { start = "2026-03-02"; open = "09:00-10:00"; }; types: { a: { arrivals: { per_hour = 9; }; talk = 60; }; };'
                   'groups: { desk: { label = "First line"; roster = "shared.csv"; }; }; run: { replications = 2; };')
        told = self.expect(0, "check", "shared.cfg").stderr
        self.assertIn("warning: shared.csv:4: 1 of 4 rows are passed over, as nothing takes their group: night (1)\n", told)
        self.assertAlmostEqual(self.figures("run", "shared.cfg")["scheduled_agents", "group/desk"], 3)

    def test_agents_are_added_to_a_roster_for_some_hours(self):
        base = self.figures("run", "plain.cfg")
        more = self.figures("run", "plain.cfg", "--what-if", "staff +2 in g from 10:00 to 12:00")
        self.assertAlmostEqual(more["scheduled_agents", "group/g"] - base["scheduled_agents", "group/g"], 2 * 2 / 10)
        self.assertEqual(more["off_phones_planned_s", "group/g"], base["off_phones_planned_s", "group/g"])
        told = self.expect(0, "explain", "plain.cfg", "--set", 'changes={ more: { groups = ("g"); agents = 2; hours = "10:00-12:00"; }; }').stdout
        self.assertIn("2 agents more in g, 10:00-12:00", told)
        self.assertIn("  The agents are 4 persons: ", told)
        self.expect(65, "run", "plain.cfg", "--what-if", "staff -1.5 in g", says="changes agents of g, who are persons: whole agents can be added or taken off")
        self.expect(65, "run", "plain.cfg", "--what-if", "staff -5 %", says="ask for whole agents (staff +2, staff -2)")

    def test_the_last_of_a_roster_go_and_shrinkage_of_persons_is_absence(self):
        told = self.expect(0, "compare", "plain.cfg", "--what-if", "staff -1 in g", "--what-if", "shrinkage 15 %").stdout
        self.assertIn("  applied: 1 agent fewer in g: who goes: bob (the last of ", told)
        self.assertIn("are absent with it for whole shifts; breaks and activities stay, ", told)
        fewer = self.figures("run", "plain.cfg", "--set", 'run.agents="each"', "--what-if", "staff -1 in g", "--by", "agent")
        self.assertEqual(fewer["logged_in_s", "agent/g/bob"], 0)
        self.assertGreater(fewer["logged_in_s", "agent/g/alice"], 0)
        self.assertIn("  The agents are 2 persons, one of them without shifts: ", self.expect(0, "explain", "plain.cfg", "--set", "changes={ c: { agents = -1; }; }").stdout)
        self.assertEqual(self.figures("run", "plain.cfg", "--what-if", "shrinkage 15 %"),
            self.figures("run", "plain.cfg", "--set", "groups.g.shrinkage={ unplanned = 0.15; }"))

    def test_the_team_that_is_shipped_has_names_reasons_and_fairness(self):
        for name in ("team.cfg", "team.csv"):
            shutil.copy(SOURCE / "scenarios" / name, self.folder)
        told = self.expect(0, "run", "team.cfg", "-r4", "--by", "agent").stdout
        for name in ("asta", "boris", "ivo"):
            self.assertRegex(told, rf"(?m)^Order team, {name} ")
        of = self.figures("run", "team.cfg", "-r4")
        self.assertGreater(of["idle_fairness", "group/team"], 0.97)
        self.assertGreater(of["idle_p50", "group/team"], of["idle_p10", "group/team"] + 0.1)
        self.assertGreater(of["off_phones_s", "activity/team/training"], 3600)

    def test_a_trace_tells_of_persons_by_name(self):
        told = self.expect(0, "trace", "plain.cfg").stdout
        self.assertIn("  alice of g begins the shift\n", told)
        self.assertRegex(told, r"  alice of g is off the phones(, .* late)?: lunch\n")
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
