"""What a reader must know before they believe a figure: told when it is found, and again wherever the result is read."""
import json

from cli import STEADY, CliTest, main

ENOUGH = ("--set", "run.replications=10")
TOO_FEW = ("--set", "groups.*.staff=1", "--set", "types.*.arrivals.per_hour*=4", *ENOUGH)


class Warnings(CliTest):
    def lines(self, *args):
        return self.json_of(*args, "--json")["warnings"]

    def test_nothing_to_say_is_an_empty_list(self):
        self.assertEqual(self.lines("run", "office.cfg", *ENOUGH), [])

    def test_what_check_warns_of_travels_with_the_result(self):
        told = self.expect(0, "check", "office.cfg", *TOO_FEW).stderr.splitlines()[:-1]
        self.assertTrue(told)
        wanted = [line.split(": ", 2)[2] for line in told]  # without "warning: " and the file
        self.assertEqual(self.lines("run", "office.cfg", *TOO_FEW, "-q", "-o", "few.h5"), wanted)
        self.assertEqual(self.lines("show", "few.h5"), wanted)
        self.assertIn(f"warning: {wanted[0]}\n", self.expect(0, "show", "few.h5").stdout)
        self.expect(0, "report", "few.h5", "-o", "few.html")
        page = (self.folder / "few.html").read_text()
        self.assertIn(f'<p class="warning">{wanted[0]}</p>', page)
        self.assertLess(page.index('<p class="caution"><a href="#warnings">'), page.index('<p class="answer"'))  # below the verdict
        self.assertLess(page.index(f'<p class="warning">{wanted[0]}</p>'), page.index('</section>'))  # and whole at the end of the answer

    def test_a_precision_that_is_not_reached_is_in_the_result(self):
        args = ("run", "office.cfg", "-r5", "--precision", "asa_s@type/sales=0.1%", "--max-replications", "12")
        done = self.expect(0, *args, "--json", "-o", "a.h5")
        (line,) = json.loads(done.stdout)["warnings"]
        self.assertTrue(line.startswith("asa_s@type/sales=0.1% is not reached after 12 replications: the half-width is"), line)
        self.assertEqual(done.stderr, f"warning: {line}\n")
        self.assertEqual(self.lines("show", "a.h5"), [line])

    def test_short_runs_from_empty_are_told(self):
        self.write("empty.cfg", STEADY.replace('warm_up = "1 h"; length = "60 h"; batches = 12;', ""))
        longer = ("run", "empty.cfg", "-r", "200", "--set")
        self.assertIn("is too short for confidence intervals", self.lines(*longer, 'run={mode="steady";length="5 min";}')[0])
        self.assertIn("each of 200 replications begins empty", self.lines(*longer, 'run={mode="steady";length="5 h";}')[0])
        self.assertEqual(self.lines(*longer, 'run={mode="steady";length="5 h";warm_up="10 h";}'), [])

    def test_a_move_that_takes_less_than_asked_travels_with_the_result(self):
        self.expect(0, "init", "mine")
        args = ("compare", "mine.cfg", *ENOUGH, "--what-if", "move 2 from helpers to service_team")
        line = "2 agents move from Helpers to Service team: asked 2, applied 1.6 on average, least 0"
        self.assertIn(line, self.expect(0, *args, "-o", "m.h5").stderr)
        self.assertTrue(any(line in told for told in self.lines("show", "m.h5")))

    def test_variants_have_their_own(self):
        lines = self.lines("compare", "office.cfg", *ENOUGH, "--what-if", "few: groups.*.staff=1, types.*.arrivals.per_hour*=4", "-o", "c.h5")
        self.assertTrue(lines)
        for line in lines:
            self.assertTrue(line.startswith("few: "), line)
        self.assertEqual(self.lines("show", "c.h5"), lines)

    def test_results_that_are_compared_tell_theirs(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.expect(0, "run", "office.cfg", *TOO_FEW, "-q", "-o", "b.h5")
        (line,) = self.lines("show", "b.h5")
        self.assertIn(line, self.expect(0, "compare", "a.h5", "b.h5").stderr)

    def test_a_steady_state_that_does_not_exist_is_told_everywhere(self):
        def write(name, a, b):
            (self.folder / name).write_text(f"""
                types: {{ a: {{ arrivals: {{ per_hour = 100; }}; talk = {{ dist = "exponential"; mean = "3 min"; }}; {a} }};
                         b: {{ arrivals: {{ per_hour = {b}; }}; talk = {{ dist = "exponential"; mean = "3 min"; }}; groups = "h"; }}; }};
                groups: {{ g: {{ staff = 5; }}; h: {{ staff = 2; }}; }};
                run: {{ mode = "steady"; length = "400 h"; warm_up = "5 h"; replications = 2; }};""")

        write("skill.cfg", 'groups = ("g", "h"); patience = "3 min";', 60)
        write("order.cfg", 'groups = ("h", "g"); priority = 1;', 38)
        bound = "waits say how long the run was, not how long customers wait"
        for name, start in (("skill", "types.b: offered load of b, 3 Erlang, is not below capacity, 2 agents of h"),
                            ("order", "types.b: its queue grew all through the run, from ")):
            (line,) = self.lines("run", f"{name}.cfg", "-q", "-o", f"{name}.h5")
            self.assertTrue(line.startswith(start) and line.endswith(bound), line)
            self.assertEqual(self.lines("show", f"{name}.h5"), [line])
            self.expect(0, "report", f"{name}.h5", "-o", f"{name}.html")
            self.assertIn(f'<p class="warning">{line}</p>', (self.folder / f"{name}.html").read_text())

    def test_replications_that_draw_too_much_are_told_everywhere(self):
        (self.folder / "factor.cfg").write_text("""
            types: { calls: { arrivals: { per_hour = 97; day_factor = { dist = "gamma"; cv = 0.2; }; }; talk = { dist = "exponential"; mean = "3 min"; }; }; };
            groups: { desk: { staff = 6; }; };
            run: { mode = "steady"; warm_up = "1 h"; length = "60 h"; batches = 12; replications = 40; };""")
        (line,) = self.lines("run", "factor.cfg", "-q", "-o", "f.h5")
        self.assertRegex(line, r"^types: what a replication draws, day factors and fractions of agents, takes the offered load to capacity or above in 7 of 40 "
                               r"replications, farthest in number \d+: \d\.\d+ Erlang of calls, 6 agents of desk: the queue grows without bound there")
        self.assertIn(f"warning: {line}\n", self.expect(0, "show", "f.h5").stdout)
        self.expect(0, "report", "f.h5", "-o", "f.html")
        self.assertIn(f'<p class="warning">{line}</p>', (self.folder / "f.html").read_text())
        (fraction,) = self.lines("run", "factor.cfg", "-q", "--set", "types.calls.arrivals.day_factor=none", "--set", "groups.desk.staff=5.3", "--set",
                                 "types.calls.arrivals.per_hour=101")
        self.assertIn("5 agents of desk", fraction)
        self.assertEqual(self.lines("run", "factor.cfg", "-q", "--set", "groups.desk.staff=12"), [])

    def test_contacts_that_are_dropped_are_told_everywhere(self):
        (self.folder / "mail.cfg").write_text("""
            clock: { open: { weekdays = "08:00-18:00"; }; days = 7; start = "2026-03-02"; };
            types: { m: { channel = "email"; talk = "5 min"; arrivals: { outside = "drop";
                per_hour: { weekdays = (("00:00", 5), ("08:00", 22), ("18:00", 40), ("19:00", 0)); }; }; }; };
            groups: { g: { staff = 4; }; }; run: { replications = 10; };""")
        told = "400 of 1,500 contacts a week (26.67 %) fall outside the opening hours and are dropped"
        line = "types.m.arrivals.outside: " + told
        self.assertEqual(self.lines("run", "mail.cfg", "-q", "-o", "m.h5"), [line])
        for command in ("check", "run"):
            self.assertIn(line, self.expect(0, command, "mail.cfg", *(("-o", "n.h5") if command == "run" else ())).stderr)
        self.assertIn(f"  {told}.\n", self.expect(0, "explain", "mail.cfg").stdout)
        self.assertIn(f"warning: {line}\n", self.expect(0, "show", "m.h5").stdout)
        self.expect(0, "report", "m.h5", "-o", "m.html")
        self.assertIn(f'<p class="warning">{line}</p>', (self.folder / "m.html").read_text())


if __name__ == "__main__":
    main()
