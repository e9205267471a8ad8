"""ccsim erlang --table: a row of questions is a row of answers, those of the command alone."""
import csv
import io
import json
import time

from cli import CliTest, main

FIGURES = ("load_erlang", "asa_s", "abandonment_rate", "occupancy", "agents_gross")


class ErlangTable(CliTest):
    def answers(self, text, *args, separator=","):
        self.write("week.csv", text)
        done = self.expect(0, "erlang", *args, "--table", "week.csv")
        return list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")), delimiter=separator))

    def alone(self, *args):
        return json.loads(self.expect(0, "erlang", *args, "--json").stdout)

    def test_one_mistake_of_the_call_is_told_once(self):
        self.write("week.csv", "contacts,aht\n10,300\n20,300\n30,300\n")
        error = self.expect(65, "erlang", "a", "--table", "week.csv", "--interval", "30 min", "--target", "80/20").stderr
        self.assertEqual(error.count("--patience"), 1, error)

    def test_each_row_is_what_the_command_says_of_it_to_the_last_digit(self):
        rows = (("125.6", "285.6", "", "80/20"), ("98.25", "4 min 30 s", "", "90 % / 30 s"), ("125.6", "285.6", "22", ""), ("", "285.6", "22", "80/20"),
                ("125.6", "", "22", "80/20"), ("14", "577", "", "asa 15 s"), ("14", "577", "", "abandoned 3 %"))
        names = ("contacts", "aht", "agents", "target")
        constant = ("a", "--interval", "30 min", "--patience", "2 min", "--shrinkage", "15 %")
        answers = self.answers("contacts,aht,agents,target\n" + "".join(",".join(row) + "\n" for row in rows), *constant)
        self.assertEqual(len(answers), len(rows))
        for row, answer in zip(rows, answers):
            given = [part for name, cell in zip(names, row) if cell for part in ("--" + name, cell)]
            alone = self.alone(*constant, *given)
            found = {**alone, **alone["inputs"]}
            for name in FIGURES:
                self.assertEqual(float(answer[name]), found[name], (row, name))
            self.assertEqual(float(answer["service_level_reached"]), found["service_level"], row)
            self.assertEqual(float(answer["agents"]), found["agents"], row)
            self.assertEqual(float(answer["contacts"]), found["contacts"] if not row[0] else float(row[0]), row)
            self.assertEqual(answer["aht"], row[1] or repr(found["aht_s"]), row)

    def test_other_columns_decimal_commas_and_separators_are_kept(self):
        answers = self.answers("Zeit;Anrufe;Notiz;AHT\n08:00;125,6;-3;285,6\n08:30;0;\"a;b\";300\n", "c", "--interval", "30 min", "--target", "80/20",
                               "--map", "contacts=Anrufe", "--map", "aht=AHT", separator=";")
        self.assertEqual(answers[0]["Zeit"], "08:00")
        self.assertEqual((answers[0]["Anrufe"], answers[0]["Notiz"], answers[0]["agents"]), ("125,6", "-3", "25"))
        self.assertTrue(answers[0]["load_erlang"].startswith("19,9285"))
        self.assertEqual((answers[1]["Notiz"], answers[1]["agents"], answers[1]["load_erlang"]), ("a;b", "0", ""), "nobody comes")

    def test_a_table_that_was_answered_can_be_asked_again(self):
        once = self.answers("contacts,aht,service level\n100,300,80 %\n", "c", "--interval", "30 min", "--within", "20 s")
        self.assertEqual(once[0]["service level"], "80 %")
        text = ",".join(once[0]) + "\n" + ",".join({**once[0], "service level": ""}.values()) + "\n"
        again = self.answers(text, "c", "--interval", "30 min", "--within", "20 s")
        self.assertEqual(again[0], {**once[0], "service level": once[0]["service_level_reached"]})

    EXPORT = ("Date;Interval;Queue;Offered;AHT (s)\n02.03.2026;08:00;Sales;36,1;300,0\n02.03.2026;08:00;Support;49,7;420,0\n02.03.2026;08:30;Sales;38,2;302,4\n"
              "02.03.2026;08:30;Support;50,7;421,0\nTotal;;;174,7;366,1\n")
    MAPS = ("a", "--map", "contacts=Offered", "--map", "aht=AHT (s)", "--patience", "4 min", "--target", "80/20")

    def test_an_interval_of_times_of_day_is_when_a_row_is_and_no_length(self):
        agents = self.alone("a", "--contacts", "36.1", "--interval", "30 min", "--aht", "300", "--patience", "4 min", "--target", "80/20")["agents"]
        for more in ((), ("--interval", "30 min"), ("--map", "interval=none"), ("--map", "interval=Interval")):
            rows = self.answers(self.EXPORT, *self.MAPS, *more, separator=";")
            self.assertEqual(len(rows), 4, "the row of totals is left out")
            self.assertEqual((rows[0]["Interval"], int(rows[0]["agents"])), ("08:00", agents))
        done = self.expect(0, "erlang", *self.MAPS, "--table", "week.csv")
        self.assertIn("week.csv: Interval: holds times of day, 30 min apart: contacts are taken as those of 30 min", done.stderr)
        self.assertIn("week.csv: 1 row of totals left out (the first in line 6)", done.stderr)
        hour = self.answers(self.EXPORT, *self.MAPS, "--interval", "1 h", separator=";")
        self.assertLess(int(hour[0]["agents"]), agents, "what is said counts")
        self.expect(0, "erlang", *self.MAPS, "--table", "week.csv", "--interval", "1 h", says="rows are 30 min apart, and --interval says 1 h")
        self.write("ends.csv", "Zeit;Contacts;AHT\n08:00-08:15;10;300\n")
        self.expect(0, "erlang", "a", "--table", "ends.csv", "--patience", "60", "--target", "80/20", says="holds times of day, 15 min apart")

    def test_lengths_stay_lengths_and_what_may_be_either_is_refused(self):
        args = ("c", "--target", "80/20")
        self.assertEqual([row["agents"] for row in self.answers("interval,contacts,aht\n15:00,10,300\n30:00,20,300\n", *args)], ["6", "6"])
        self.assertEqual([row["agents"] for row in self.answers("interval,contacts,aht\n15 min,10,300\n30 min,20,300\n", *args)], ["6", "6"])
        self.write("two.csv", "interval,contacts,aht\n15:00,10,300\n20:00,20,300\n")
        self.expect(64, "erlang", *args, "--table", "two.csv", says="which may be a time of day or a length")
        self.write("one.csv", "interval,contacts,aht\n15:00,10,300\n15:00,20,300\n")
        self.expect(64, "erlang", *args, "--table", "one.csv", says="which may be a time of day or a length")
        self.expect(0, "erlang", *args, "--table", "one.csv", "--map", "interval=none", "--interval", "15 min")
        self.write("once.csv", "Zeit,contacts,aht\n08:00,10,300\n")
        self.expect(64, "erlang", *args, "--table", "once.csv", says="say how long an interval is, --interval")

    def test_errors_name_the_columns_that_may_be_meant(self):
        self.write("week.csv", self.EXPORT)
        done = self.expect(65, "erlang", "a", "--table", "week.csv", "--patience", "4 min", "--target", "80/20")
        self.assertIn('may be that column: --map "contacts=Offered"', done.stderr)
        self.assertIn('may be that column: --map "aht=AHT (s)"', done.stderr)

    def test_a_language_may_be_asked_for(self):
        self.write("week.csv", "contacts,aht,note\n100,285.5,1.25\n")
        args = ("erlang", "c", "--table", "week.csv", "--interval", "30 min", "--target", "80/20")
        english, german = (self.expect(0, *args, *form).stdout for form in ((), ("--locale", "de")))
        self.assertEqual(german, "\ufeff" + english.replace(",", ";").replace(".", ","))
        self.write("german.csv", german)
        self.assertEqual(self.expect(0, "erlang", "c", "--table", "german.csv", "--interval", "30 min", "--within", "20", "--locale", "en").stdout.splitlines()[1].split(",")[1],
                         "285.5")
        self.expect(64, *args, "--locale", "xx", says='must be en or de, found "xx"')

    def test_lines_loads_and_blocking(self):
        answers = self.answers("load,lines,target\n10,,2 %\n,10,2 %\n10,17,\n", "b")
        self.assertEqual([row["lines"] for row in answers], ["17", "10", "17"])
        self.assertAlmostEqual(float(answers[1]["load"]), 5.084, places=3)
        self.assertEqual(answers[0]["blocking_rate"], answers[2]["blocking_rate"])

    def test_a_rate_that_a_load_alone_does_not_say_is_left_empty(self):
        answers = self.answers("rate,lines,target\n,10,2 %\n", "b")
        self.assertEqual((answers[0]["rate"], answers[0]["lines"]), ("", "10"))

    def test_all_bad_rows_are_told_and_nothing_is_written(self):
        self.write("bad.csv", "contacts,aht,agents\nx,300,\n100,,\n100,300,\n\"12,5\",300,\n1,2\n")
        done = self.expect(65, "erlang", "c", "--table", "bad.csv", "--interval", "30 min", "--target", "80/20", "-o", "staff.csv")
        self.assertIn("bad.csv:6: has 2 cells, expected 3 as in the first row", done.stderr)
        self.write("bad.csv", "contacts,aht,agents\nx,300,\n100,,\n100,300,\n\"12,5\",300,\n")
        done = self.expect(65, "erlang", "c", "--table", "bad.csv", "--interval", "30 min", "--target", "80/20", "-o", "staff.csv")
        for message in ('bad.csv:2: contacts: must be a number, not negative, found "x"', "bad.csv:3: aht: is missing", "bad.csv:5: contacts: must be"):
            self.assertIn(message, done.stderr)
        self.assertNotIn("bad.csv:4", done.stderr)
        self.assertFalse((self.folder / "staff.csv").exists())
        self.write("two.csv", "aht;Contacts;contacts\n1;2;3\n")
        self.expect(64, "erlang", "c", "--table", "two.csv", says="means the same as the column")
        self.expect(64, "erlang", "c", "--table", "two.csv", "--map", "calls=x", says="must be OPTION=COLUMN")
        self.expect(64, "erlang", "c", "--table", "two.csv", "--map", "aht=x", says="the table has no column x")
        self.write("two.csv", "aht;contacts\n1.300;2,5\n")
        self.expect(65, "erlang", "c", "--table", "two.csv", "--interval", "1 h", "--agents", "3", says="aht: 1.300 has a point")
        self.expect(66, "erlang", "c", "--table", "nosuch.csv", says="cannot be read")

    def test_the_file_is_written_once_and_never_over_the_question(self):
        self.write("week.csv", "contacts,aht\n100,300\n")
        args = ("erlang", "c", "--table", "week.csv", "--interval", "30 min", "--target", "80/20", "-o")
        self.expect(0, *args, "staff.csv")
        self.expect(73, *args, "staff.csv")
        self.expect(0, *args, "staff.csv", "--force")
        self.expect(73, *args, "week.csv", "--force", says="is the table that erlang reads")

    def test_ten_thousand_rows_are_a_moment(self):
        self.write("many.csv", "contacts,aht\n" + "".join(f"{50 + i % 200},{200 + i % 150}\n" for i in range(10000)))
        start = time.monotonic()
        done = self.expect(0, "erlang", "a", "--table", "many.csv", "--interval", "30 min", "--patience", "2 min", "--target", "80/20")
        self.assertLess(time.monotonic() - start, 20, "of a debug build beside others")
        self.assertEqual(done.stdout.count("\n"), 10001)


if __name__ == "__main__":
    main()
