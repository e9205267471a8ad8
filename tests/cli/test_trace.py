"""`ccsim trace`: what it tells adds up to what `ccsim run` counts, one contact's lines fit together, and what cannot be told is told so."""
import collections
import datetime
import json
import re
import subprocess
import zoneinfo

from cli import OFFICE, PROGRAM, SOURCE, CliTest, main

BANK = SOURCE / "scenarios" / "bank_day.cfg"
NIGHT = SOURCE / "tests" / "golden" / "night.cfg"
# Which events of the trace make up a metric.
EVENTS = {
    "arrived": ("arrive", "redial", "repeat"),
    "offered": ("no_line", "queue_full", "balk", "turned_away", "wait", "answer_at_once"),
    "answered": ("answer", "answer_at_once"),
    "abandoned": ("abandon",),
    "blocked": ("no_line", "queue_full"),
    "balked": ("balk",),
    "contained": ("contained",),
    "disconnected": ("turned_away", "disconnect"),
    "still_waiting": ("still_waiting", "not_yet_due"),
    "not_yet_due": ("not_yet_due",),
    "still_away": ("still_away", "retry_too_late", "come_too_late"),
    "redials": ("redial",),
    "repeats": ("repeat",),
}
# What may follow what in the life of a contact; "" is its beginning and its end.
ENDS = {"no_line", "queue_full", "balk", "turned_away", "abandon", "disconnect", "contained", "talk_end"}
AFTER_OFFER = {"queue_full", "balk", "turned_away", "wait", "answer_at_once"}
FOLLOWS = {
    "": {"arrive", "come_later", "come_too_late"},
    "come_later": {"arrive"},
    **{begin: {"ivr", "no_line"} | AFTER_OFFER for begin in ("arrive", "redial", "repeat")},
    "ivr": {"ivr_end", "contained", "still_in_ivr"},
    "ivr_end": AFTER_OFFER,
    "wait": {"answer", "abandon", "disconnect", "still_waiting", "not_yet_due"},
    "answer": {"talk_end", "still_talking"},
    "answer_at_once": {"talk_end", "still_talking"},
    **{end: {"retry", ""} for end in ENDS},
    "retry": {"redial", "repeat", "still_away", "retry_later", "retry_too_late"},
    "retry_later": {"redial", "repeat"},
    **{still: {""} for still in ("come_too_late", "retry_too_late", "still_in_ivr", "still_waiting", "not_yet_due", "still_talking", "still_away")},
}


class Traced(CliTest):
    def lines(self, *args, **kwargs):
        """The lines of a trace with --json."""
        return [json.loads(line, parse_constant=lambda name: self.fail(f"{name} in JSON"))
                for line in self.expect(0, "trace", *args, "--json", **kwargs).stdout.splitlines()]

    def expect_counts(self, *args):
        told = collections.Counter()
        for line in self.lines(*args):
            told[line["event"], "all"] += 1
            if "type" in line:
                told[line["event"], "type/" + line["type"]] += 1
        figures = self.figures("run", *args, "-r1")
        entities = {e for m, e in figures if m == "offered" and (e == "all" or e.startswith("type/"))}
        for metric, events in EVENTS.items():
            for entity in entities:
                self.assertEqual(sum(told[e, entity] for e in events), figures[metric, entity], (metric, entity))
        return {m: figures[m, "all"] for m in EVENTS}


class Numbers(Traced):
    def test_the_trace_of_the_bank_counts_what_the_run_counts(self):
        figures = self.expect_counts(BANK)
        for metric in ("contained", "answered", "abandoned", "balked", "redials", "repeats"):
            self.assertGreater(figures[metric], 20, metric)
        few = self.expect_counts(BANK, "--set", "trunks.main.lines=80", "--set", "clock.at_close=clear", "--set", "types.*.queue_limit=5", "--seed", "9")
        for metric in ("blocked", "disconnected"):
            self.assertGreater(few[metric], 0, metric)

    def test_the_trace_of_closed_hours_counts_what_the_run_counts(self):
        figures = self.expect_counts(NIGHT)
        for metric in ("redials", "repeats", "still_away", "blocked"):
            self.assertGreater(figures[metric], 10, metric)

    def test_who_is_not_yet_due_is_told_apart_from_who_is_late(self):
        self.write("mail.cfg", 'clock: { open = "08:00-16:00"; at_close = "carry"; };\n'
                   'types: { m: { channel = "email"; arrivals: { per_hour = 5; }; talk = "5 min"; target: { within = "10 h"; }; }; };\n'
                   'groups: { g: { staff = (("08:00", "12:00", 1)); }; };\n')
        figures = self.expect_counts("mail.cfg")
        self.assertGreater(figures["not_yet_due"], 0)
        self.assertGreater(figures["still_waiting"], figures["not_yet_due"])
        told = [line["text"] for line in self.lines("mail.cfg") if line["event"] == "not_yet_due"]
        self.assertTrue(all(text.endswith("when the run ends, and is not yet due") for text in told), told)

    def test_replications_and_seeds_are_those_of_the_run(self):
        def answered(*args):
            return sum(line["event"] in EVENTS["answered"] for line in self.lines("office.cfg", *args))

        of_two = self.figures("run", "office.cfg", "-r2")["answered", "all"]
        self.assertEqual((answered() + answered("--replication", "2")) / 2, of_two)
        self.assertEqual(answered("--replication", "1"), answered())
        self.assertEqual(answered("-s", "77"), self.figures("run", "office.cfg", "-r1", "-s", "77")["answered", "all"])
        self.assertNotEqual(self.expect(0, "trace", "office.cfg").stdout, self.expect(0, "trace", "office.cfg", "-s", "77").stdout)

    def test_waits_and_handle_times_are_those_of_the_run(self):
        told = collections.defaultdict(list)
        for line in self.lines(BANK):
            for key in ("wait_s", "talk_s", "wrap_s"):
                if key in line:
                    told[line["event"] if key == "wait_s" else key].append(line[key])
        figures = self.figures("run", BANK, "-r1")
        waits = told["answer"] + told["answer_at_once"]
        self.assertAlmostEqual(sum(waits) / len(waits), figures["asa_s", "all"], places=6)
        self.assertAlmostEqual(sum(told["abandon"]) / len(told["abandon"]), figures["mean_time_to_abandon_s", "all"], places=6)
        self.assertAlmostEqual(sum(told["talk_s"]) / len(told["talk_s"]), figures["talk_s", "all"], places=6)
        self.assertAlmostEqual(sum(told["wrap_s"]) / len(told["wrap_s"]), figures["wrap_s", "all"], places=6)


class Lives(Traced):
    def test_each_contact_of_the_bank_has_a_life_that_fits_together(self):
        self.expect_lives(BANK, 10000)

    def test_each_contact_of_closed_hours_has_a_life_that_fits_together(self):
        self.expect_lives(NIGHT, 1000)

    def expect_lives(self, scenario, least):
        lives = collections.defaultdict(list)
        for line in self.lines(scenario):
            if "contact" in line and not line["event"].startswith("wrap"):
                lives[line["contact"]].append(line)
        self.assertGreater(len(lives), least)
        for label, life in lives.items():
            last, begun, asked, attempt = "", None, None, 0
            for line in life:
                self.assertIn(line["event"], FOLLOWS[last], f"{label}: {line['text']}")
                if line["event"] in ("arrive", "redial", "repeat"):
                    attempt += 1
                if line["event"] in ("redial", "repeat", "retry_later", "retry_too_late") or last == "come_later":
                    self.assertAlmostEqual(line["time_s"], ended + delay, places=6)
                if line["event"] in ("ivr_end", "contained"):
                    self.assertAlmostEqual(line["time_s"] - begun, line["ivr_s"], places=6)
                if line["event"] in ("answer", "abandon"):
                    self.assertAlmostEqual(line["time_s"] - asked, line["wait_s"], places=6)
                if line["event"] == "talk_end":
                    self.assertAlmostEqual(line["time_s"] - asked, line["talk_s"], places=6)
                if line["event"] in ("retry", "retry_later", "come_later"):
                    ended, delay = line["time_s"], line["delay_s"]
                if line["event"] == "ivr":
                    begun = line["time_s"]
                asked = line["time_s"]
                self.assertEqual(line["attempt"], attempt or 1)
                self.assertEqual(line.get("last_attempt", False), line["event"] in ENDS and line is life[-1], f"{label}: {line['text']}")
                last = line["event"]
            self.assertIn("", FOLLOWS[last], label)

    def test_a_contact_is_told_with_all_its_attempts_and_a_sentence(self):
        everything = self.lines(BANK)
        wanted = {next(line["contact"] for line in everything if line["event"] == e and line["attempt"] == n)
                  for e, n in (("redial", 3), ("repeat", 2), ("contained", 1), ("abandon", 1), ("balk", 1), ("answer", 1))}
        for label in wanted:
            *told, story = self.lines(BANK, "--contact", label)
            self.assertEqual(told, [line for line in everything if line.get("contact") == label])
            self.assertEqual((story["event"], story["contact"], story["attempts"]), ("story", label, told[-1]["attempt"]))
            for key in ("ivr_s", "wait_s", "talk_s", "wrap_s"):
                self.assertAlmostEqual(story[key], sum(line.get(key, 0) for line in told), places=6)
            outcomes = {m for m in ("answered", "abandoned", "blocked", "balked", "contained") for line in told
                        if line["attempt"] == story["attempts"] and line["event"] in EVENTS[m]}
            self.assertEqual({story["outcome"]}, outcomes)
            shown = self.expect(0, "trace", BANK, "--contact", label).stdout
            self.assertEqual(shown.splitlines()[-1], story["text"])
            self.assertEqual([line.split("  ", 1)[1] for line in shown.splitlines()[:-2]], [line["text"] for line in told])
            self.assertTrue(story["text"].startswith(label + " arrived at "))
            self.assertEqual(story["text"].count("; "), story["attempts"] - 1)
            self.assertRegex(story["text"], rf"In all: {story['attempts']} attempts?, wait .+, handle time .+\.$")

    def test_a_contact_is_the_same_one_in_a_variant(self):
        def arrival_and_talk(*args):
            lines = self.lines("office.cfg", "--contact", "service/20", *args)
            return lines[0]["time_s"], [line["talk_s"] for line in lines if line["event"] == "talk_end"]

        alone, variant = arrival_and_talk(), arrival_and_talk("--set", "groups.general.staff=20")
        self.assertEqual(alone[0], variant[0])
        self.assertEqual(len(variant[1]), 1)
        self.assertIn(alone[1], ([], variant[1]))

    def test_a_contact_that_never_comes_is_told_so(self):
        counts = collections.Counter(line["type"] for line in self.lines("office.cfg") if line["event"] == "arrive")
        self.expect(0, "trace", "office.cfg", "--contact", f"sales/{counts['sales']}")
        done = self.expect(64, "trace", "office.cfg", "--contact", f"sales/{counts['sales'] + 1}",
                           says=f"never arrives: in replication 1 with seed 2385 there are {counts['sales']} contacts of sales")
        self.assertEqual(done.stdout, "")
        self.expect(64, "trace", "office.cfg", "--contact", "sale/1", says='did you mean "sales"?')
        for bad in ("", "sales", "sales/", "sales/0", "sales/x", "sales/start", "7"):
            self.expect(64, "trace", "office.cfg", f"--contact={bad}", says="--contact")


class Windows(Traced):
    def test_a_window_is_a_part_of_the_whole(self):
        everything = self.lines("office.cfg")
        for args, first, last in ((["--from", "10:00", "--to", "10:15"], 36000, 36900), (["--to=08:20:30"], 0, 30030), (["--from", "2026-03-02T12:00"], 43200, 1e9)):
            part = self.lines("office.cfg", *args)
            self.assertGreater(len(part), 2)
            self.assertEqual(part, [line for line in everything if first <= line["time_s"] <= last])

    def test_lines_are_readable(self):
        lines = self.expect(0, "trace", "office.cfg", "--from", "10:00", "--to", "10:15").stdout.splitlines()
        self.assertEqual(lines[:3], ["An office", "2026-03-02, replication 1, seed 2385", ""])
        for line in lines[3:]:
            self.assertRegex(line, r"^10:(0\d|1[0-4]):\d\d\.\d  ((service|sales)/\d+|(general|closers) agent \d+) [a-z]")

    def test_a_steady_state_is_told_in_elapsed_time(self):
        everything = self.lines("steady.cfg", "--from", "0", "--to", "100 h")
        self.assertEqual((everything[0]["event"], everything[0]["time"]), ("warm_up", None))
        self.assertEqual(self.lines("steady.cfg"), [line for line in everything if 3600 <= line["time_s"] <= 7200])
        self.assertEqual(self.lines("steady.cfg", "--from", "5 h"), [line for line in everything if 5 * 3600 <= line["time_s"] <= 6 * 3600])
        self.assertEqual(self.lines("steady.cfg", "--to", "90 s"), [line for line in everything if line["time_s"] <= 90])
        self.assertEqual({"warm", "run_out", "end"} - {line["event"] for line in everything}, set())
        for line in self.expect(0, "trace", "steady.cfg", "--from", "30 h", "--to", "30 h 10 min").stdout.splitlines()[3:]:
            self.assertRegex(line, r"^30:0\d:\d\d\.\d  ")
        self.assertEqual(self.lines("steady.cfg", "--contact", "calls/5000")[0]["event"], "arrive")

    def test_times_are_local_also_when_clocks_change(self):
        days = """clock: { timezone = "America/New_York"; start = "%s"; days = 2; open = "24h"; interval = "1 h"; };
types: { a: { arrivals: { gap = "17 min"; }; talk = 60; }; }; groups: { g: { staff = 3; }; };"""
        zone = zoneinfo.ZoneInfo("America/New_York")
        for date in ("2026-03-07", "2026-10-31"):
            self.write("clocks.cfg", days % date)
            midnight = datetime.datetime.fromisoformat(date).replace(tzinfo=zone).timestamp()
            arrivals = [line for line in self.lines("clocks.cfg") if line["event"] == "arrive"]
            self.assertGreater(len(arrivals), 160)
            again = 0
            for line in arrivals:
                moment = datetime.datetime.fromtimestamp(midnight + line["time_s"], zone)
                offset = moment.strftime("%z") if moment.fold else ""
                again += moment.fold
                self.assertEqual(line["time"], moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + (offset[:3] + ":" + offset[3:] if offset else ""))
            self.assertEqual(again, 0 if date < "2026-06" else 4 if again == 4 else 3)
        second = self.lines("clocks.cfg", "--from", "2026-11-01T12:00", "--to", "2026-11-01T13:00")
        self.assertTrue(second and all(line["time"].startswith("2026-11-01T12:") for line in second))
        self.assertRegex(self.expect(0, "trace", "clocks.cfg").stdout.splitlines()[3], r"^2026-10-31 00:00:00\.0  the centre opens$")
        self.expect(64, "trace", "clocks.cfg", "--from", "12:00", says='"2026-10-31T12:00"')

    def test_windows_that_make_no_sense_are_refused(self):
        self.expect(64, "trace", "office.cfg", "--from", "11:00", "--to", "10:00", says="must not be before --from 11:00")
        for bad in ("25:00", "ten", "", "2026-02-30T10:00", "2026-03-02", "2026-03-02 10:00", "T10:00"):
            self.expect(64, "trace", "office.cfg", f"--from={bad}", says="--from: must be a local time")
        self.expect(64, "trace", "steady.cfg", "--to", "noon", says="--to: must be a time since the start")
        self.expect(64, "trace", "office.cfg", "--contact", "sales/1", "--from", "10:00", says="goes without --from")
        done = self.expect(0, "trace", "office.cfg", "--from", "2026-03-03T10:00", says="nothing happens")
        self.assertEqual(len(done.stdout.splitlines()), 3)


class Edges(Traced):
    def test_wrong_usage_and_bad_scenarios_have_their_status(self):
        self.expect(64, "trace", says="SCENARIO is missing")
        for bad in ("0", "-1", "x", "1.5", "10000001"):
            self.expect(64, "trace", "office.cfg", "--replication", bad, says="--replication")
        self.expect(64, "trace", "office.cfg", "--seed", "x", says="--seed")
        self.expect(66, "trace", "none.cfg")
        self.write("bad.cfg", OFFICE.replace("talk", "tlak"))
        self.expect(65, "trace", "bad.cfg", says="tlak")

    def test_a_reader_that_goes_away_ends_it_without_a_word(self):
        for args in (["office.cfg"], ["office.cfg", "--json"], ["steady.cfg", "--from", "0", "--to", "100 h"], ["office.cfg", "--contact", "sales/1"]):
            self.assertEqual(self.run_without_reader("trace", *args), (74, b""), args)
        self.write("long.cfg", 'types: { a: { arrivals: { per_second = 0.5; }; talk = 15; }; }; groups: { g: { staff = 9; }; };'
                               'run: { mode = "steady"; length = "100000 h"; batches = 2; };')
        with subprocess.Popen([PROGRAM, "trace", "long.cfg", "--to", "90000 h"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertEqual(process.stdout.readline(), b"long\n")
            process.stdout.close()
            self.assertEqual((process.wait(timeout=60), process.stderr.read()), (74, b""))

    def test_a_full_disk_is_a_failed_write(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = self.run_program("trace", "office.cfg", stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 74)
        self.assertIn("standard output", done.stderr)

    def test_types_open_and_close_by_hours_of_their_own(self):
        self.write("own.cfg", OFFICE.replace('label = "Sales";', 'label = "Sales"; open = "09:00-11:00";'))
        told = [(line["time"][11:16], line["event"], line["type"], line["text"]) for line in self.lines("own.cfg") if line["event"].startswith("type_")]
        self.assertEqual(told, [("09:00", "type_open", "sales", "the centre opens for sales"), ("11:00", "type_close", "sales", "the centre closes for sales")])
        self.assertNotIn("opens for", self.expect(0, "trace", "office.cfg").stdout)

    def test_the_documentation_has_the_words_of_the_table(self):
        table = (SOURCE / "sim" / "def" / "moment.def").read_text()
        rows = re.findall(r'X\((\w+), (?:CENTRE|GROUP|AGENT|CONTACT), "[^"]*", "([^"]*)", "([^"]*)"', table)
        page = (SOURCE / "docs" / "trace.md").read_text()
        documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
        self.assertGreater(len(rows), 30)
        self.assertEqual(documented, [name for name, _, _ in rows] + ["story"])
        for _, duration, number in rows:
            for key in (duration, number):
                if key:
                    self.assertIn(f"`{key}`", page)
        told = {line["event"] for line in self.lines("office.cfg")} | {line["event"] for line in self.lines(BANK)}
        self.assertGreater(len(told), 18)


if __name__ == "__main__":
    main()
