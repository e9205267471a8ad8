"""ccsim import: a scenario from the export of a planning tool, as a planner meets it."""
import fcntl
import os
import pathlib
import pty
import re
import shlex
import struct
import subprocess
import termios
import unittest

from cli import PROGRAM, SOURCE, CliTest, main, read_terminal

WEEK = (SOURCE / "scenarios/planner_week.csv").read_text()
BANK = pathlib.Path(SOURCE).parent / "shared/data/bank_calls_5min.csv"
SMALL = "Datum;Zeit;Queue;Anrufe;AHT;Agenten\n02.03.2026;08:00;Service;73,2;285,6;15,5\n02.03.2026;08:30;Service;80;285,6;16\n"
FORMS = {  # small exports, each written in another way
    "decimal commas between commas": 'date,time,queue,calls\n2026-03-02,08:00,A,"12,5"\n2026-03-02,08:30,A,14\n',
    "fractions of seconds": "date;time;calls\n2026-03-02;08:00:00.000;5\n2026-03-02;08:30:00.000;6\n",
    "a.m.": "date;time;calls\n3/13/2026;8:00 a.m.;5\n3/13/2026;8:30 a.m.;6\n",
    "a comma behind the date": "date;calls\n2026-03-02, 08:00;5\n2026-03-02, 08:30;6\n",
    "midnight beside a time": "date;time;calls\n2026-03-02 00:00:00;08:00;5\n2026-03-02 00:00:00;08:30;6\n",
    "agents without contacts": "date;time;queue;calls;agents\n2026-03-02;08:00;A;5;2\n2026-03-02;08:30;A;6;2\n"
                               "2026-03-02;08:00;Desk;;1\n2026-03-02;08:30;Desk;;1\n",
    "rows that end in a separator": "date;time;calls\n2026-03-02;08:00;5;\n2026-03-02;08:30;6;\n",
    "headings that end in one": "date;time;calls;\n2026-03-02;08:00;5\n2026-03-02;08:30;6\n",
    "lines that end in one": "date;time;calls;\n2026-03-02;08:00;5;\n2026-03-02;08:30;6;\n",
    "three hundred columns": "".join(f"{row}{end * 297}\n" for row, end in (
        ("date;time;calls", ";x"), ("2026-03-02;08:00;5", ";1"), ("2026-03-02;08:30;6", ";1"))),
    "a line break in a queue": 'date;time;queue;calls\n2026-03-02;08:00;"A\nB";5\n2026-03-02;08:30;"A\nB";6\n',
    "a long queue of umlauts": "date;time;queue;calls\n2026-03-02;08:00;x{0};5\n2026-03-02;08:30;x{0};6\n".format("ä" * 100),
    "numbers of intervals": "Date|Period|TimeZone|CT|Offered\n02-Mar-26|17|CET|Sales|12\n02-Mar-26|18|CET|Sales|14\n",
    "months by name": "Datum;Zeit;Anrufe\n2. März 2026;08:00;5\n2. März 2026;08:30;6\n",
    "intervals": "Interval,Queue Name,Offered,Abandoned %,Avg Handle (ms)\n2026-03-02 08:00 - 08:30,A,40,5%,300000\n2026-03-02 08:30 - 09:00,A,50,10%,310000\n",
    "ISO intervals": "Interval,Offered\n2026-03-02T08:00:00.000Z/2026-03-02T08:30:00.000Z,40\n2026-03-02T08:30:00.000Z/2026-03-02T09:00:00.000Z,50\n",
    "offsets from UTC": "Timestamp,Queue,Contact volume\n2026-03-02T08:00:00-05:00,A,40\n2026-03-02T08:15:00-05:00,A,50\n",
    "whole days with zeros": "timestamp,queue,volume,aht\n" + "".join(
        f"2026-03-0{day}T{q // 4:02d}:{q % 4 * 15:02d}:00Z,q,{5 if 32 <= q < 72 else 0},{285 if 32 <= q < 72 else 0}\n" for day in (2, 3) for q in range(96)),
    "M-D-Y": "queue,date,volume,AHT\nA,3-12-2026,1200,300\nA,3-13-2026,1100,300\n",
    "answered and abandoned": "Date;Time;Answered;Abandoned\n2026-03-02;08:00;38;2\n2026-03-02;08:30;45;5\n",
    "talk and after-call work": "Date;Time;Calls;Talk;ACW\n2026-03-02;08:00;38;240;30\n2026-03-02;08:30;45;240;35\n",
    "talk and after-call work in minutes": "Date;Time;Calls;Talk (min);ACW (min)\n2026-03-02;08:00;38;4;1\n2026-03-02;08:30;45;4.5;1\n",
    "hours without minutes": "date;time;calls\n2026-03-02;8 AM - 8:30 AM;5\n2026-03-02;8:30 AM - 9 AM;6\n",
}


class Import(CliTest):
    def setUp(self):
        super().setUp()
        self.write("week.csv", WEEK)
        self.write("small.csv", SMALL)

    def text(self, name):
        return (self.folder / name).read_text()

    def offered(self, *args):
        done = self.json_of("run", *args, "-r", "4", "--json")
        return {r["entity"]: r["mean"] for r in done["metrics"] if r["metric"] == "offered" and "interval" not in r}

    def test_patience_is_suggested_by_who_gave_up(self):
        rows = "".join(f"2026-03-02;{8 + i // 2:02d}:{i % 2 * 30:02d};100;{5 + i % 3};300;18\n" for i in range(24))
        self.write("lost.csv", "Date;Time;Offered;Abandoned;AHT;Agents\n" + rows)
        said = self.expect(0, "import", "lost.csv", "--yes").stdout
        self.assertRegex(said, r"144 of 2,400 contacts gave up: customers wait about \d min( \d+ s)? on average before they do, if its agents were there")
        patience = re.search(r"wait about (.*?) on average", said).group(1)
        self.assertIn(f'patience: {{ dist = "exponential"; mean = "{patience}"; }}', self.text("lost.cfg"))
        lost = {row["metric"]: row["mean"] for row in self.json_of("run", "lost.cfg", "-r", "40", "--json")["metrics"]
                if row["entity"] == "all" and "interval" not in row}
        self.assertAlmostEqual(lost["abandonment_rate"], 0.06, delta=0.01)
        self.write("waits.csv", "Date;Time;Offered;Abandoned;ASA\n" + "".join(f"2026-03-02;{8 + i:02d}:00;100;5;12\n" for i in range(10)))
        self.assertIn("customers wait about 4 min on average before they do, as the waits of the file tell", self.expect(0, "import", "waits.csv", "--yes").stdout)

    def test_headings_that_a_planner_has(self):
        rows = "".join(f"02.03.2026;{8 + i // 2:02d}:{i % 2 * 30:02d};{area};{60 + i},5;285,5;12\n" for area in ("Service", "Technik") for i in range(4))
        self.write("odd.csv", "Tag;Uhrzeit Beginn;Bereich;Prognose Kontakte;Ø Bearb.zeit (s);eingeplante MA\n" + rows)
        said = self.expect(0, "import", "odd.csv", "--yes").stdout
        for words in ("Bereich = the queue or skill", "Ø Bearb.zeit (s) = handle time", "8 rows of 2 queues"):
            self.assertIn(words, said)
        self.write("none.csv", "Tag;Uhrzeit Beginn;Sparte;Kontakte\n" + "".join(f"02.03.2026;08:00;{area};6\n" for area in "ab"))
        self.expect(65, "import", "none.csv", "--yes", says="or say which column tells queues apart, --map COLUMN=queue")

    def test_the_zone_of_the_file_is_that_of_the_scenario(self):
        week = "".join(f"{day}.03.2026;{hour:02d}:00;{hour};285;12\n" for day in (28, 29, 30) for hour in range(24) if (day, hour) != (29, 2))
        self.write("change.csv", "Datum;Zeit;Anrufe;AHT;Agenten\n" + week)
        self.expect(0, "import", "change.csv", "--yes", "--zone", "Europe/Berlin")
        self.assertIn('  timezone = "Europe/Berlin"; // whose clock', self.text("change.cfg"))
        self.assertIn("--zone Europe/Berlin", self.text("change.cfg"))
        self.expect(0, "check", "change.cfg")
        self.expect(64, "import", "change.csv", "--yes", "--force", "--zone", "Europe/Berln", says="--zone: ")
        self.expect(64, "import", "change.csv", "--yes", "--force", "--zone", "../../etc/passwd", says="--zone: ")
        self.write("utc.csv", "Time;Calls;AHT;Agents\n2026-03-02T08:00Z;60;285;12\n2026-03-02T08:30Z;90;285;45\n")
        self.expect(64, "import", "utc.csv", "--yes", "--zone", "Europe/Berlin", says="have offsets from UTC and are of no local clock")
        self.assertFalse((self.folder / "utc.cfg").exists())

    def test_commands_are_typed_as_they_are_told(self):
        self.write("week 10.csv", "Datum;Zeit;Anrufe;AHT;Anz. MA\n02.03.2026;08:00;60;285;12\n02.03.2026;08:30;90;285;45\n")
        said = self.expect(0, "import", "week 10.csv", "--yes").stdout
        for words in ('  ccsim check "week 10.cfg"\n', '  ccsim run "week 10.cfg" -o "week 10.h5"\n', '  ccsim show "week 10.h5" --grid\n',
                      "No agents in the file", '  Anz. MA, 12 to 45: --map "Anz. MA=agents"\n'):
            self.assertIn(words, said)
        self.assertRegex(said, r"\nmean AHT +4 min 45 s +4 min 45 s\n")
        said = self.expect(0, "import", "week 10.csv", "--yes", "--force", "--map", "Anz. MA=agents").stdout
        self.assertNotIn("--map", said)
        self.assertRegex(said, r"\nall +150 +150 +28.5\n")
        self.expect(0, "check", "week 10.cfg")

    def test_each_guess_is_told_with_a_sample_and_totals_are_printed(self):
        said = self.expect(0, "import", "week.csv").stdout
        for words in ("parted by semicolons", "Anrufe = contacts offered", "Date 02.03.2026 read as Monday 2026-03-02", "the decimal mark is the comma",
                      "An interval is 30 min", "360 rows of 3 queues", "customers wait 4 min", "week.cfg is written", "ccsim check week.cfg"):
            self.assertIn(words, said)
        self.assertRegex(said, r"AHT \d+,\d read as \d min \d+ s: seconds")
        rows = [line.split(";") for line in WEEK.splitlines()[1:]]
        number = lambda text: float(text.replace(",", "."))
        monday = sum(number(row[3]) for row in rows if row[0] == "02.03.2026")
        hours = sum(number(row[5]) for row in rows) / 2
        line = next(line for line in said.splitlines() if line.startswith("2026-03-02"))
        self.assertEqual(int(line.split()[-2].replace(",", "")), round(monday))
        self.assertAlmostEqual(float(said[said.rindex("\nall ") + 1:].splitlines()[0].split()[-1].replace(",", "")), hours, delta=0.6)

    def test_totals_have_the_queues_by_their_whole_names(self):
        name = "Sachbearbeitung Privatkunden"
        self.write("long.csv", WEEK.replace("Service", name))
        said = self.expect(0, "import", "long.csv", "--yes").stdout
        self.assertRegex(said, rf"\ncontacts +{name} +Bestellung +Technik +all +agent hours\n")
        rows = said[said.index("\ncontacts ") + 1:].splitlines()[:7]
        self.assertEqual(len({len(row) for row in rows}), 1, "the columns stand below their heads")

    def test_the_scenario_is_sound_and_refers_to_the_export(self):
        self.expect(0, "import", "week.csv", "-q")
        self.assertIn('csv = "week.csv"', self.text("week.cfg"))
        self.assertLess(len(self.text("week.cfg").splitlines()), 60)
        self.expect(0, "check", "week.cfg")
        rows = [line.split(";") for line in WEEK.splitlines()[1:]]
        for queue in ("Service", "Bestellung", "Technik"):
            wanted = sum(float(row[3].replace(",", ".")) for row in rows if row[2] == queue)
            self.assertAlmostEqual(self.offered("week.cfg")["type/" + queue.lower()] / wanted, 1, delta=0.05)

    def test_handle_times_of_each_interval_come_from_the_file(self):
        self.write("aht.csv", "date,time,queue,calls,aht,agents\n2026-03-02,08:00,a,0,0,40\n2026-03-02,08:30,a,90,120,40\n"
                   "2026-03-02,09:00,a,90,0,40\n2026-03-02,09:30,a,90,360,40\n")
        self.expect(0, "import", "aht.csv", "-q")
        self.assertIn('mean = { table = "export"; queue = "a"; column = "aht"; }; cv = 0.9; }; // handle time of each interval', self.text("aht.cfg"))
        done = self.json_of("run", "aht.cfg", "-r", "200", "--json")
        found = next(r["mean"] for r in done["metrics"] if r["metric"] == "aht_s" and r["entity"] == "all")
        self.assertAlmostEqual(found, 200, delta=4.1) # 120, 120 and 360 s; 54,000 talks with a deviation of 236 s: four standard errors

    def test_handle_times_that_no_scenario_can_read_row_by_row_are_one_mean(self):
        self.write("minutes.csv", "date,time,queue,calls,aht,agents\n2026-03-02,08:00,a,10,4,5\n2026-03-02,08:30,a,30,6,5\n")
        self.expect(0, "import", "minutes.csv", "-q")
        self.assertIn('mean = "5 min 30 s"; cv = 0.9; }; // handle time, after-call work included: the mean', self.text("minutes.cfg"))
        self.expect(0, "check", "minutes.cfg", "-q")

    def test_empty_handle_times_are_those_of_the_interval_before_in_the_table_too(self):
        self.write("empty.csv", "date,time,queue,calls,aht,agents\n2026-03-02,08:00,a,10,,5\n2026-03-02,08:30,a,30,330,5\n2026-03-02,09:00,a,30,,5\n")
        self.assertIn("Handle times missing in 2 rows with contacts: that of the interval before holds there.", self.expect(0, "import", "empty.csv").stdout)
        self.assertIn('column = "aht"', self.text("empty.cfg"))
        self.assertEqual([row.split(",")[4] for row in self.text("empty_table.csv").split("\n")[2:5]], ["0", "330", "0"])
        self.expect(0, "check", "empty.cfg", "-q")

    WITH_TOTALS = ("Date;Interval;Queue;Offered;AHT (s)\n{day}.03.2026;08:00;Sales;{a};300,5\n{day}.03.2026;08:30;Sales;40,5;300\n{day}.03.2026;08:00;Support;50,5;400\n"
                   "{day}.03.2026;08:30;Support;52,5;400\n{day}.03.2026;Total;;{b};358\nTotal;;;{b};358\n")

    def test_a_scenario_reads_the_export_with_its_rows_of_totals_and_next_weeks_in_its_place(self):
        self.write("week.csv", self.WITH_TOTALS.format(day="02", a="38,5", b="182"))
        self.assertIn("2 rows of totals left out (the first in line 6)", self.expect(0, "import", "week.csv").stdout)
        self.assertFalse((self.folder / "week_table.csv").exists())
        self.assertIn("// Rows of totals in it are passed over.", self.text("week.cfg"))
        self.assertEqual(self.expect(0, "check", "week.cfg").stderr, "")
        before = self.expect(0, "explain", "week.cfg").stdout
        self.write("week.csv", self.WITH_TOTALS.format(day="09", a="30,5", b="174"))
        after = self.expect(0, "explain", "week.cfg").stdout
        self.assertIn("2026-03-02", before)
        self.assertIn("2026-03-09", after)
        self.assertEqual(self.expect(0, "check", "week.cfg").stderr, "")
        self.expect(73, "import", "week.csv", says="if it reads the export itself it needs no import")
        self.write("one.csv", "Date;Interval;Offered;AHT\n02.03.2026;08:00;38,5;300\n02.03.2026;08:30;40,5;300\nSumme;;79;300\n")
        self.expect(0, "import", "one.csv")
        self.assertEqual(self.expect(0, "check", "one.cfg").stderr, "", "of one queue without a name too")

    def test_a_table_whose_export_has_changed_since_is_told(self):
        rows = "date;time;queue;calls;aht\n2026-03-02;08:00;a;10;300\n2026-03-02;08:30;a;12;300\n"
        (self.folder / "plan").mkdir()
        self.write("week.csv", "Week 10\n\n" + rows)
        self.expect(0, "import", "week.csv", "-o", "plan/w.cfg", "--map", "aht=aht")
        self.assertEqual(self.expect(0, "check", "plan/w.cfg").stderr, "")
        self.write("week.csv", "Week 10\n\n" + rows.replace("10;300", "11;300"))
        told = self.expect(0, "check", "plan/w.cfg").stderr
        self.assertIn("which has changed since", told)
        self.assertIn("ccsim import week.csv --map \"aht=aht\" -o plan/w.cfg --table-only --force", told)
        self.expect(73, "import", "week.csv", "-o", "plan/w.cfg", says="--table-only --force renews the table")
        self.expect(0, *shlex.split(told.split("To renew it: ccsim ")[1].split("\n")[0]))
        self.assertEqual(self.expect(0, "check", "plan/w.cfg").stderr, "")
        (self.folder / "week.csv").unlink()
        self.assertEqual(self.expect(0, "check", "plan/w.cfg").stderr, "", "it may go")

    def test_agents_that_are_put_in_are_not_taken_for_scheduled_ones(self):
        self.write("w.csv", "date;time;queue;calls;aht\n2026-03-02;08:00;a;100;300\n2026-03-02;08:30;a;120;300\n")
        self.expect(0, "import", "w.csv")
        self.assertIn("staff = 25; assumed_staff = 25; }; // not in the file", self.text("w.cfg"))
        out = self.expect(0, "staff", "w.cfg", "--steady", "--csv", "w_staff.csv").stdout
        self.assertRegex(out, r"(?m)^interval +A team$|^interval +a team$")
        self.assertIn("who is scheduled is not known", out)
        self.assertNotIn("than scheduled", out)
        self.assertEqual([row.split(",")[5:] for row in self.text("w_staff.csv").split()[1:]], [["", "", "", ""]] * 2)
        self.expect(64, "staff", "w.cfg", "--hours", "scheduled", says="how many are scheduled is not known")
        self.expect(0, "run", "w.cfg", "-o", "w.h5", "-r", "2", says="agents of a team are assumed, as no schedule is known")
        self.assertIn("They are assumed: who is scheduled is not known.", self.expect(0, "explain", "w.cfg").stdout)
        self.assertNotIn("capacity", self.expect(0, "check", "w.cfg", "--set", "types.a.factors.volume=3").stderr)
        own = ("--set", "groups.a_team.staff=26")
        self.assertIn("than scheduled", self.expect(0, "staff", "w.cfg", "--steady", *own).stdout)
        self.assertNotIn("assumed", self.expect(0, "run", "w.cfg", "-o", "own.h5", "-r", "2", *own).stderr)
        self.assertIn("capacity", self.expect(0, "check", "w.cfg", "--set", "types.a.factors.volume=3", *own).stderr)

    def test_the_table_alone_is_renewed(self):
        self.write("old.csv", "date,time,queue,calls,aht\n2026-03-02,08:00,a,10,\n2026-03-02,08:30,a,30,330\n")
        self.expect(66, "import", "old.csv", "-o", "mine.cfg", "--table-only", says="renews the table of a scenario that stands")
        self.expect(0, "import", "old.csv", "-o", "mine.cfg", "-q")
        mine = self.text("mine.cfg").replace("4 min", "2 min")
        self.write("mine.cfg", mine)
        self.write("new.csv", "date,time,queue,calls,aht\n2026-03-09,08:00,a,20,300\n2026-03-09,08:30,a,40,330\n")
        self.expect(73, "import", "new.csv", "-o", "mine.cfg", "--table-only", says="exists")
        self.assertIn("mine.cfg is as it was", self.expect(0, "import", "new.csv", "-o", "mine.cfg", "--table-only", "--force").stdout)
        self.assertEqual(self.text("mine.cfg"), mine)
        self.assertIn("2026-03-09,08:00,a,20,300", self.text("mine_table.csv"))
        self.expect(0, "check", "mine.cfg")

    def test_a_queue_that_no_type_reads_is_told_with_its_contacts(self):
        self.expect(0, "import", "week.csv", "-q")
        rows = "".join(f"0{day}.03.2026;{8 + i // 2:02d}:{i % 2 * 30:02d};{{}};12;240;3\n" for day in range(2, 7) for i in range(24))
        for name, words in (("Reklamation", "1,440 contacts, is read by no type: import the file again"), ("Servise", "is it Service, misspelt?")):
            self.write("week.csv", WEEK + rows.replace("{}", name))
            for command in (("check",), ("run", "-r", "2"), ("explain",)):
                said = self.expect(0, command[0], "week.cfg", *command[1:]).stderr
                self.assertRegex(said, rf"warning: week.csv:\d+: queue {name}, {re.escape(words) if words[0] == '1' else '.*' + re.escape(words)}")

    def test_a_total_that_is_left_out_is_no_queue_that_nobody_reads(self):
        half_hours = [(f"{8 + i // 2:02d}:{i % 2 * 30:02d}", 30) for i in range(8)]
        for total in (30, 31):  # of one queue, and one that is not the sum
            rows = "".join(f"02.03.2026;{at};{queue};{n};300\n" for queue, n in (("Verkauf", 30), ("Gesamt", total)) for at, _ in half_hours)
            self.write("total.csv", "Datum;Intervall;Warteschlange;Angebotene Anrufe;AHT (s)\n" + rows)
            self.expect(0, "import", "total.csv", "-q", "--force")
            self.assertNotIn("is read by no type", self.expect(0, "check", "total.cfg").stderr)

    def test_a_unit_behind_a_heading_is_no_part_of_it(self):
        self.write("us.csv", "Date,Interval,Skill,Calls (offered),AHT (mm:ss),Agents\n03/16/2026,8:00 AM,a,10,05:12,5\n03/16/2026,8:30 AM,a,30,05:12,5\n")
        said = self.expect(0, "import", "us.csv").stdout
        self.assertIn("AHT (mm:ss) 05:12 read as 5 min 12 s", said)
        self.expect(0, "check", "us.cfg", "-q")

    def test_agents_that_are_put_in_or_missing_are_told(self):
        self.write("none.csv", "date,time,queue,calls,aht\n2026-03-02,08:00,a,10,200\n2026-03-02,08:30,a,30,200\n")
        self.assertIn("No agents in the file, put in the load of the busiest interval and its square root, all day: a\n",
                      self.expect(0, "import", "none.csv").stdout)
        self.write("some.csv", "date,time,queue,calls,aht,agents\n2026-03-02,08:00,a,10,200,5\n2026-03-02,08:30,a,30,200,\n")
        self.assertIn("Cells of agents that are empty count as nobody: 1.\n", self.expect(0, "import", "some.csv").stdout)

    def test_next_weeks_file_drops_in(self):
        self.expect(0, "import", "week.csv", "-q")
        first = self.offered("week.cfg")["type/service"]
        later = re.sub(r"^0(\d)\.03\.2026;(\d\d:\d\d);(\w+);(\d+)", lambda m: f"{int(m[1]) + 7:02d}.03.2026;{m[2]};{m[3]};{3 * int(m[4])}", WEEK, flags=re.M)
        self.write("week.csv", later)
        self.assertIn("Mon 9 Mar 08:00", self.expect(0, "run", "week.cfg", "-r", "2", "-q", "--by", "interval").stdout)
        self.assertAlmostEqual(self.offered("week.cfg")["type/service"] / first, 3, delta=0.2)

    def test_our_own_export_comes_back(self):
        self.expect(0, "run", "office.cfg", "-q", "-o", "a.h5")
        self.expect(0, "export", "a.h5", "--format", "intervals", "-o", "own.csv")
        self.expect(0, "import", "own.csv", "-o", "back.cfg", "-q")
        before, after = self.offered("office.cfg"), self.offered("back.cfg")
        for name in ("type/service", "type/sales"):
            self.assertAlmostEqual(after[name] / before[name], 1, delta=0.15)
        text = self.text("back.cfg")
        self.assertIn('groups = ("service_sales_team");', text) # all of its agents are shared
        self.assertIn('groups = ("sales_team", "service_sales_team");', text)

    @unittest.skipUnless(BANK.exists(), "the bank's calls are not here")
    def test_the_whole_file_of_the_bank(self):
        said = self.expect(0, "import", BANK, "-o", "bank.cfg").stdout
        self.assertIn("27716 rows", said)
        self.assertIn("5,323,661", said)
        self.assertIn("An interval is 5 min", said)
        self.expect(0, "check", "-q", "bank.cfg")

    def test_a_file_that_no_scenario_reads_becomes_a_plain_table(self):
        self.write("cal.csv", "S 1,20260302 08:00,20260302 08:15,73,240,45,16.85\nS 1,20260302 08:15,20260302 08:30,75,240,45,16.85\n")
        said = self.expect(0, "import", "cal.csv").stdout
        self.assertIn("cal_table.csv is written: the rows as a plain table, because it has no headings", said)
        made, table = self.text("cal_table.csv").split("\n", 1)
        self.assertRegex(made, '^# Made from "cal.csv", 100 bytes, sum [0-9a-f]{16}, by: ccsim import cal.csv -o cal.cfg --table-only --force$')
        self.assertEqual(table, "date,time,queue,contacts,talk,wrap,agents\n2026-03-02,08:00,S 1,73,240,45,16.85\n2026-03-02,08:15,S 1,75,240,45,16.85\n")
        self.assertAlmostEqual(self.offered("cal.cfg")["type/s_1"], 148, delta=25)
        self.expect(73, "import", "cal.csv", says="cal.cfg: exists already")
        self.expect(0, "import", "cal.csv", "--force", "-q")

    def test_what_import_takes_makes_a_sound_scenario(self):
        for name, export in FORMS.items():
            with self.subTest(name):
                self.write("form.csv", export)
                self.expect(0, "import", "form.csv", "-q", "--force")
                self.expect(0, "check", "form.cfg", "-q")

    def test_paths_lead_from_the_scenario_to_the_export(self):
        (self.folder / "a/b").mkdir(parents=True)
        self.write("a/e.csv", SMALL)
        for output, path in (("here.cfg", "a/e.csv"), ("a/there.cfg", "e.csv"), ("a/b/below.cfg", "../../a/e.csv"),
                             ("a//b//twice.cfg", "../../a/e.csv")):
            self.expect(0, "import", "a/e.csv", "-o", output, "-q")
            self.assertIn(f'csv = "{path}"', self.text(output))
            self.expect(0, "check", output, "-q")
        self.expect(0, "import", "a/e.csv", "-o", "./a/b/../wound.cfg", "-q")
        self.expect(0, "check", "a/wound.cfg", "-q")

    def test_remarks_stay_remarks(self):
        self.write("odd.csv", 'date;time;"b\nb"\n2026-03-02;08:00;5\n2026-03-02;08:30;6\n')
        self.expect(0, "import", "odd.csv", "--map", "b\nb=contacts", "-q")
        self.assertIn('--map "b b=contacts"`', self.text("odd.cfg"))
        self.expect(0, "check", "odd.cfg", "-q")

    def test_what_the_user_says_counts(self):
        self.write("odd.csv", "When;A;B\n03/02/2026 08:00;1.234;x\n03/02/2026 08:30;1.300;y\n")
        self.expect(65, "import", "odd.csv", says="no column holds contacts: say which does with --map COLUMN=contacts; columns are When, A, B")
        self.expect(65, "import", "odd.csv", "--map", "A=contacts", says="odd.csv:2: 1.234 may be thousands or a decimal")
        said = self.expect(0, "import", "odd.csv", "--map", "A=contacts", "--decimal", ",", "--dates", "D.M.Y").stdout
        self.assertIn("Tuesday 2026-02-03", said)
        self.assertIn("2,534", said)
        self.assertIn('--map "A=contacts"', self.text("odd.cfg"))
        self.expect(0, "import", "week.csv", "--queue", "Technik", "-o", "one.cfg", "-q")
        self.assertNotIn("Service", self.text("one.cfg"))
        self.expect(0, "check", "one.cfg", "-q")

    def test_template(self):
        self.assertIn("Fill it, then:\n  ccsim import plan.csv", self.expect(0, "import", "--template", "plan.csv").stdout)
        self.expect(73, "import", "--template", "plan.csv", says="exists already")
        self.expect(0, "import", "plan.csv", "-q")
        self.expect(0, "check", "plan.cfg", "-q")

    def test_errors_name_line_and_remedy(self):
        self.expect(66, "import", "none.csv", says="none.csv: cannot be read")
        self.expect(66, "import", ".", says="it is a directory")
        self.expect(64, "import", says="EXPORT is missing")
        self.expect(64, "import", "small.csv", "--decimal", ";", says='--decimal: expected one of . ,, found ";"')
        self.expect(64, "import", "small.csv", "--dates", "D", says='--dates: expected one of Y-M-D D.M.Y M/D/Y, found "D"')
        self.expect(64, "import", "small.csv", "--map", "Anrufe=volume", says="no role has this name; roles are")
        self.expect(64, "import", "small.csv", "--queue", "Sales", says="--queue Sales: no row is of this queue; the file has Service")
        self.expect(73, "import", "small.csv", "-o", "small.csv", says="small.csv: is the export that import reads: it is not overwritten")
        self.expect(64, "import", "small.csv", "-o", "x.h5", says="x.h5 is the name of a result file, and import writes a scenario: -o x.cfg")
        self.write("bad.csv", SMALL + "02.03.2026;09:30;Service;n/a;285,6;16\n02.03.2026;09:30;Service;-3;285,6;16\n")
        done = self.expect(65, "import", "bad.csv", says='bad.csv:4: Anrufe: expected a number, found "n/a": correct the cell')
        self.assertIn("bad.csv:5: Anrufe: -3 is negative", done.stderr)
        self.assertFalse((self.folder / "bad.cfg").exists())
        self.write("bad.csv", SMALL + "02.03.2026;09:30;Service;5;285,6;16\n02.03.2026;10:00;Service;5;285,6;16\n")
        self.expect(65, "import", "bad.csv", says="bad.csv:4: rows from 09:00 to 09:30 of Service are missing on 2026-03-02")
        self.write("book.xlsx", b"PK\x03\x04...")
        self.expect(65, "import", "book.xlsx", says="book.xlsx: is no XLSX workbook, or damaged")

    def on_terminal(self, typed, *args):
        """What a terminal shows on which somebody types."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
        os.write(master, typed.encode())
        with subprocess.Popen([PROGRAM, *args], cwd=self.folder, stdin=slave, stdout=slave, stderr=slave) as process:
            os.close(slave)
            text = read_terminal(master)
            self.assertEqual(process.wait(), 0, text)
        return text.decode().replace("\r\n", "\n")

    def test_a_terminal_is_asked_what_a_file_cannot_know(self):
        said = self.on_terminal("soon\n2 min\n90/30\n\nBestellung, technik\nnobody knows\nService\n15 %\n", "import", "week.csv")
        for words in ("[4 min]:", "is not on the telephone (breaks, training, absence) [0 %]:", "expected a duration", "[80/20]:", "Whose team helps Bestellung", 'there is no "nobody knows"', "week.cfg is written"):
            self.assertIn(words, said)
        text = self.text("week.cfg")
        self.assertEqual(text.count('shrinkage = "15 %"; };'), 3)
        for words in ('mean = "2 min"', 'service_level = "90 %"; within = "30 s"', 'groups = ("service_team");',
                      'groups = ("bestellung_team", "technik_team");', 'groups = ("technik_team", "service_team");'):
            self.assertIn(words, text)
        self.expect(0, "check", "week.cfg")

    def test_a_target_may_bound_the_abandonment_too(self):
        said = self.on_terminal("\n80/20, many abandoned\n90/30, 5 % abandoned\n\x04\x04\x04", "import", "small.csv", "--force")
        self.assertIn("or 80/20, 5 % abandoned", said)
        self.assertIn('target: { service_level = "90 %"; within = "30 s"; abandoned = "5 %"; };', self.text("small.cfg"))
        self.expect(0, "check", "small.cfg")
        self.on_terminal("\n90/30,3\n\x04\x04\x04", "import", "small.csv", "--force")
        self.assertIn('abandoned = "3 %"; };', self.text("small.cfg"))
        self.on_terminal("\n90/30\n\x04\x04\x04", "import", "small.csv", "--force")
        self.assertNotIn("abandoned =", self.text("small.cfg"))

    def test_yes_and_the_end_of_the_input_take_the_defaults(self):
        self.assertNotIn("[4 min]", self.on_terminal("", "import", "small.csv", "--yes"))
        yes = self.text("small.cfg")
        self.assertIn("[4 min]", self.on_terminal("\x04\x04\x04", "import", "small.csv", "--force"))
        self.assertEqual(self.text("small.cfg"), yes)


if __name__ == "__main__":
    main()
