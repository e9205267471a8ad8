"""What waits when a run begins, from a list of open cases: the same backlog as rows in the scenario, due dates, and what is wrong in a file."""
import shutil

from cli import SOURCE, CliTest, main

DESK = """clock: { start = "2026-03-02"; days = 1; open = "08:00-18:00"; at_close = "carry"; };
types: { mail: { label = "E-Mail"; talk = 100; target: { within = "24 h"; }; backlog = "open.csv"; }; chat: { talk = 50; arrivals: { per_hour = 1; }; }; };
groups: { g: { staff = 1; }; };
run: { replications = 2; };
"""
OPEN = """came at,number,due,queue
2026-02-27T16:05,2,2026-03-02T08:02:30,mail
2026-02-28T12:00:30,1,,mail
2026-03-01T10:00,7,,chat
2026-03-01T20:00,3,13 h,mail
2026-03-01T21:00,1,2026-03-02,mail
"""
ROWS = ('types.mail.backlog={ waited = (("2026-02-27T16:05", 2, "2026-03-02T08:02:30"), ("2026-02-28T12:00:30", 1), ("2026-03-01T20:00", 3, "13 h"), '
        '("2026-03-01T21:00", 1, "2026-03-02")); }')


class Backlog(CliTest):
    def setUp(self):
        super().setUp()
        self.put("desk.cfg", DESK)
        self.put("open.csv", OPEN)

    def put(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def figures_of_file(self, text, *args):
        self.put("open.csv", text)
        return self.figures("run", "desk.cfg", *args)

    def test_a_list_is_the_backlog_of_its_rows(self):
        rows = self.figures("run", "desk.cfg", "--set", ROWS)
        self.assertEqual(rows, self.figures("run", "desk.cfg"))
        self.assertEqual(rows["answered", "type/mail"], 7)
        # The first two are answered at 08:00:00 and 08:01:40; the third has waited too long and has no date; the last four are in time.
        self.assertAlmostEqual(rows["sl_offered", "type/mail"], 6 / 7)
        late = self.figures_of_file(OPEN.replace("08:02:30", "08:01:30"))
        self.assertAlmostEqual(late["sl_offered", "type/mail"], 5 / 7)
        without = self.figures_of_file("\n".join(line.replace("2026-03-02T08:02:30", "") for line in OPEN.splitlines()) + "\n")
        self.assertAlmostEqual(without["sl_offered", "type/mail"], 4 / 7)

    def test_lists_as_tools_write_them_are_the_same_list(self):
        rows = self.figures("run", "desk.cfg", "--set", ROWS)
        german = ("Ticket;Warteschlange;Eingangsdatum;Fällig am;Anzahl\n1;E-Mail;27.02.2026 16:05;02.03.2026 08:02:30;2\n2;E-Mail;28.02.2026 12:00:30;;1\n"
                  "3;Chat;01.03.2026 10:00;;7\n4;E-Mail;01.03.2026 20:00;13 h;3\n5;E-Mail;01.03.2026 21:00;02.03.2026;1\n")
        self.assertEqual(rows, self.figures_of_file(german))
        each = ("Age,Deadline\n63:55:00,2026-03-02 08:02:30\n63:55:00,2026-03-02 08:02:30\n43:59:30,\n"
                "12 h,2026-03-02 09:00\n12 h,2026-03-02 09:00\n12 h,2026-03-02 09:00\n11 h,2026-03-02\n")
        self.assertEqual(rows, self.figures_of_file(each), "a row a contact")
        american = german.replace("27.02.2026", "02/27/2026").replace("28.02.2026", "02/28/2026").replace("01.03.2026", "03/01/2026").replace("02.03.2026", "03/02/2026")
        self.assertEqual(rows, self.figures_of_file(american, "--set", 'types.mail.backlog={ csv = "open.csv"; dates = "M/D/Y"; queue = "E-Mail"; }'))

    def test_a_queue_of_which_nothing_waits_is_told(self):
        told = self.expect(0, "check", "desk.cfg", "--set", 'types.chat.backlog={ csv = "open.csv"; queue = "Fax"; }').stderr
        self.assertIn("types.chat.backlog: open.csv has no row of queue Fax, so nothing waits: it has mail, chat; { csv = …; queue = \"…\"; } says which is meant", told)
        chat = self.figures("run", "desk.cfg", "--set", 'types.chat.backlog={ csv = "open.csv"; queue = "chat"; }')
        self.assertGreaterEqual(chat["offered", "type/chat"], 7)

    def test_rows_that_name_no_queue_are_told(self):
        self.put("open.csv", "came at,queue\n2026-02-27T16:05,\n")
        told = self.expect(0, "check", "desk.cfg").stderr
        self.assertIn("types.mail.backlog: open.csv has no row of queue mail, so nothing waits: its rows name no queue\n", told)

    def test_what_is_wrong_in_the_file_is_told_with_its_line(self):
        for text, message in (
            ("came at\nyesterday\n", 'open.csv:2: types.mail.backlog: expected a date with a time, written like the others, such as 2026-03-01 17:00, found "yesterday"'),
            ("came at\n2026-03-01\n", "open.csv:2: types.mail.backlog.waited[0][0]: expected a date with a time"),
            ("came at\n2026-03-02T09:00\n", "open.csv:2: types.mail.backlog.waited[0][0]: lies behind the beginning of the run, 2026-03-02T08:00"),
            ("age\n2 h\n45\n", 'open.csv:3: types.mail.backlog: expected how long they have waited, with its unit, such as 2 h or 01:30:00, found "45"'),
            ("age,number\n2 h,1.5\n", 'open.csv:2: types.mail.backlog: expected a whole number of contacts, found "1.5"'),
            ("age,number\n2 h,-1\n", "open.csv:2: types.mail.backlog.waited[0][1]: expected a whole number of contacts, from 0 to 1000000, found -1"),
            ("age,due\n2 h,soon\n", 'open.csv:2: types.mail.backlog: expected when it is due, a date written like the others, or how long after it came, such as 24 h, found "soon"'),
            ("age,due\n2 h,2026-03-02T05:59\n", "open.csv:2: types.mail.backlog.waited[0][2]: they are due before they came"),
            ("Received,Due\n13/02/2026 10:00,\n02/14/2026 10:00,\n", "open.csv:3: types.mail.backlog: the day stands first in some dates and second in others (line 2)"),
            ("case,queue\n1,mail\n", 'open.csv:1: types.mail.backlog: has no column "came at" and none "waited": a list of what waits has one of them, and perhaps due, '
             "number and queue; this one has case, queue"),
        ):
            self.put("open.csv", text)
            self.assertIn(message, self.expect(65, "check", "desk.cfg").stderr)
        self.put("open.csv", "age\n2 h\n")
        told = self.expect(65, "check", "desk.cfg", "--set", 'types.mail.backlog={ csv = "open.csv"; queue = "mail"; }').stderr
        self.assertIn('types.mail.backlog: a queue is named, "mail", but open.csv has no column "queue"; it has age', told)
        told = self.expect(65, "check", "desk.cfg", "--set", 'types.mail.backlog={ csv = "open.csv"; waiting = 3; }').stderr
        self.assertIn("types.mail.backlog: waiting: a list of what waits is { csv = ", told)
        self.assertIn("nowhere.csv cannot be read", self.expect(66, "check", "desk.cfg", "--set", 'types.mail.backlog="nowhere.csv"').stderr)

    def test_a_list_without_rows_says_that_nothing_waits(self):
        self.put("open.csv", "came at,queue\n")
        self.assertNotIn("open.csv", self.expect(0, "check", "desk.cfg").stderr)
        self.assertEqual(self.figures("run", "desk.cfg")["offered", "type/mail"], 0)

    def test_what_is_lost_of_a_list_is_told(self):
        for text, message in (
            ("age,queue\n2 h,MAIL\n3 h,fax\n1 h,Fax\n", "open.csv:3: 2 of 3 rows are passed over, as nothing takes their queue: fax (1), Fax (1)\n"),
            ("age,Solve by\n2 h,2026-03-02\n", 'open.csv:2: types.mail.backlog: column "Solve by" has dates and is not used; columns: { due = "…"; } says'),
            ("age,received\n2 h,2026-03-02T07:00\n", "open.csv:2: types.mail.backlog: says both when they came and how long they have waited: the first counts"),
            ("age,number\n2 h,100\n2 h,101\n3 h,104\n", 'open.csv:2: types.mail.backlog: column "number" is larger in each row: if it names the cases'),
        ):
            self.put("open.csv", text)
            told = self.expect(0, "check", "desk.cfg", "--set", "types.chat.arrivals.per_hour=2").stderr
            self.assertIn(message, told)
            self.assertEqual(told.count("warning: open.csv"), 1, told)
        self.put("open.csv", "Age,Ticket number\n2 h,100023\n1 h,100025\n")  # no number of contacts
        self.assertEqual(self.figures("run", "desk.cfg")["offered", "type/mail"], 2)
        self.put("open.csv", "age,number\n2 h,100\n2 h,101\n3 h,104\n")
        named = 'types.mail.backlog={ csv = "open.csv"; columns: { number = "none"; }; }'
        self.assertEqual(self.figures("run", "desk.cfg", "--set", named)["offered", "type/mail"], 3)
        self.put("open.csv", "age,Solve by\n2 h,2026-03-02\n")
        named = 'types.mail.backlog={ csv = "open.csv"; columns: { due = "Solve by"; }; }'
        self.assertNotIn("not used", self.expect(0, "check", "desk.cfg", "--set", named).stderr)

    def test_a_list_stands_in_the_place_of_the_backlog_whole(self):
        told = self.expect(65, "check", "desk.cfg", "--set", 'types.mail.backlog={ waited = "open.csv"; }').stderr
        self.assertIn("types.mail.backlog: waited: a list of what waits is { csv = ", told)

    def test_the_list_that_is_shipped_has_its_promise_for_noon(self):
        for name in ("monday_mail.cfg", "monday_mail.csv"):
            shutil.copy(SOURCE / "scenarios" / name, self.folder)
        told = self.expect(0, "explain", "monday_mail.cfg").stdout
        self.assertIn("150 contacts wait already, 30 for 56 h, 50 for 36 h (due in 12 h), 40 for 12 h, 30 for 4 h;", told)
        self.assertIn("  50 of them are in time when work on them begins by their due date", told)

    def test_that_due_dates_decide_is_said_beside_the_service_level(self):
        line = "6 contacts that wait when the run begins (E-Mail) are in time by due dates of their own, whatever the time of the target."
        self.assertIn(line + "\n", self.expect(0, "run", "desk.cfg", "--set", "types.chat.arrivals.per_hour=3", "-o", "due.h5").stdout)
        self.expect(0, "report", "due.h5", "-o", "due.html", "-q")
        self.assertIn(line, (self.folder / "due.html").read_text())
        self.put("open.csv", "age,queue\n2 h,mail\n")
        self.assertNotIn("due dates", self.expect(0, "run", "desk.cfg").stdout)


if __name__ == "__main__":
    main()
