"""Of what targets are, and by which clock: what is refused, what is told in words, and that nothing of it is there where nobody asks."""
from cli import SOURCE, CliTest, main

MAILS = """
title = "mails";
clock: { start = "2026-03-02"; days = 2; open = "09:00-17:00"; interval = "60 min"; at_close = "carry"; };
types: { mails: { channel = "email"; arrivals: { per_hour = (("00:00", "24:00", 10)); outside = "wait"; }; talk = "6 min"; target: { service_level = "90 %"; within = "4 h"; }; groups = ["desk"]; }; };
groups: { desk: { staff = 4; }; };
run: { replications = 3; seed = 1; };
"""
# What waits in the order of what is due, and is owed still when the run ends.
OWED_AT_THE_END = """
title = "owed"; clock: { open = "08:00-12:00"; start = "2026-03-02"; days = 2; at_close = "carry"; };
types: { m: { channel = "email"; arrivals: { per_hour = 20; }; talk = "10 min"; queue_order = "due"; target: { within = "5 min"; of = "resolution"; };
  touches: { number = 3; pause = { dist = "exponential"; mean = "1 h"; }; }; groups = ("a"); }; };
groups: { a: { staff = 3; }; };
run: { replications = 10; };
"""
# A resolution is promised also to who is sent on to a type whose customers give up.
SENT_ON = """
title = "sent on"; clock: { open = "08:00-18:00"; days = 3; at_close = "carry"; };
types: { mail: { channel = "email"; arrivals: { per_hour = 10; }; talk = "5 min"; target: { within = "10 min"; of = "resolution"; }; chase: { through = "calls"; }; transfer: { second: { probability = 0.8; }; }; groups = ("a"); };
  second: { arrivals: { per_hour = 0; }; talk = "10 min"; patience = "2 h"; groups = ("b"); };
  calls: { arrivals: { per_hour = 5; }; talk = "3 min"; patience = "5 min"; groups = ("a"); }; };
groups: { a: { staff = 3; }; b: { staff = 1; }; };
run: { replications = 1; };
"""
# Who has been answered waits again when the agent's shift is over, for the one who stays.
HANDED_OVER = """
title = "handed over"; clock: { open = "08:00-18:00"; start = "2026-03-02"; days = 3; at_close = "carry"; };
types: { mail: { channel = "email"; arrivals: { per_hour = 9; }; talk = "40 min"; target: { within = "10 min"; of = "answer"; };
  chase: { through = "calls"; original = "closed"; }; groups = ("a"); };
  calls: { arrivals: { per_hour = 0; }; talk = "30 min"; groups = ("b"); }; };
shifts: { early: { start = "08:00"; length = "4 h"; }; late: { start = "14:00"; length = "4 h"; }; all: { start = "08:00"; length = "10 h"; }; };
groups: { a: { end_of_shift = "hand_over"; shifts: { early = 5; late = 5; all = 1; }; }; b: { staff = 9; }; };
run: { replications = 20; };
"""
# Two queues one after the other, in both of which what is late waits.
TWO_QUEUES = """
title = "two queues"; clock: { open = "08:00-18:00"; start = "2026-03-02"; days = 5; };
types: { m: { channel = "email"; arrivals: { per_hour = 30; }; talk = "2 min 20 s"; target: { within = "2 h"; of = "resolution"; }; chase: { through = "calls"; }; transfer: { n: { probability = 1; }; }; groups = ("a"); };
  n: { channel = "email"; arrivals: { per_hour = 0; }; talk = "8 min"; groups = ("b"); };
  calls: { arrivals: { per_hour = 0; }; talk = "10 s"; groups = ("c"); }; };
groups: { a: { staff = 1; }; b: { staff = 1; }; c: { staff = 9; }; };
run: { replications = 5; };
"""
HOURS = ("--set", "types.mails.target.clock=business_hours")
SOLVED = ("--set", "types.mails.target.of=resolution")


class Due(CliTest):
    def setUp(self):
        super().setUp()
        self.write("mails.cfg", MAILS)

    def refused(self, text, *args):
        self.expect(65, "check", "mails.cfg", *args, says=text)

    def words_of(self, *args):
        return self.expect(0, *args).stdout

    def test_what_cannot_stand_together_is_refused(self):
        self.refused("counts answers, and the target is of something else (target.of): write sl_offered", *SOLVED, "--set", "types.mails.target.counted_as=sl_answered")
        self.refused('cannot stand beside run.service_level_of = "customers"', *HOURS, "--set", "run.service_level_of=customers")
        self.refused("cannot stand beside callback.counts_as", *SOLVED, "--set", "types.mails.callback.accept=0.5", "--set", "types.mails.callback.counts_as=answered")
        self.refused("expected one of answer, first_reply, each_reply, resolution", "--set", "types.mails.target.of=resolved")
        self.refused("types.mails.target.clock", *HOURS, "--set", "run.mode=steady")

    def test_who_chases_does_so_as_another_type(self):
        self.refused("is the type itself: name the type as which customers chase", "--set", "types.mails.chase.through=mails")

    def test_what_is_owed_at_the_end_stays_owed(self):
        self.write("owed.cfg", OWED_AT_THE_END)
        self.assertGreater(self.figures("run", "owed.cfg")["still_waiting", "all"], 0)

    def test_who_chases_from_a_queue_gives_up_there_as_others_do(self):
        self.write("sent_on.cfg", SENT_ON)
        f, none = (self.figures("run", "sent_on.cfg", "--set", f"types.mail.chase.probability={p}") for p in (1, 0))
        self.assertGreater(f["abandoned", "type/second"], 0)
        self.assertGreater(f["chases", "type/mail"], none["abandoned", "type/second"], "some are answered after that")
        self.assertEqual(none["chases", "type/mail"], 0)

    def test_who_has_been_answered_is_not_closed(self):
        self.write("handed_over.cfg", HANDED_OVER)
        f = self.figures("run", "handed_over.cfg")
        self.assertGreater(f["closed_by_chase", "type/mail"], 0)
        self.assertAlmostEqual(f["closed_by_chase", "type/mail"], f["abandoned", "type/mail"], msg="nobody else leaves")

    def test_who_chases_is_decided_once_in_however_many_queues(self):
        self.write("two_queues.cfg", TWO_QUEUES)
        all_, half = (self.figures("run", "two_queues.cfg", "--set", f"types.m.chase.probability={p}")["chases", "type/m"] * 5 for p in (1, 0.5))
        self.assertGreater(all_, 1000)
        self.assertAlmostEqual(half, all_ / 2, delta=4 * (all_ / 4) ** 0.5)  # nothing else differs: who chases holds nobody else up

    def test_threads_are_in_the_load(self):
        words = self.words_of("explain", "mails.cfg", "--set", "types.mails.touches.number=3", "--set", "types.mails.touches.pause=3600", "--set", "types.mails.touches.work=0.5")
        self.assertIn("A thread has 3 contacts on average, each of which is work of its own, those after the first with handle times 0.5 times as long: who is answered writes again after a time that is", words)
        f = self.figures("run", "mails.cfg", "--set", "types.mails.touches.number=3", "--set", "types.mails.touches.pause=3600", "--set", "types.mails.touches.work=0.5")
        self.assertAlmostEqual(f["touches_per_thread", "all"], 3)

    def test_nothing_is_told_where_nobody_asks(self):
        plain = self.figures("run", "mails.cfg")
        self.assertNotIn(("due", "all"), plain)
        told = self.figures("run", "mails.cfg", "--set", "types.mails.target.clock=elapsed")
        self.assertEqual({of: told[of] for of in plain}, plain)
        self.assertGreater(told["due", "all"], 0)

    def test_the_clock_and_what_it_is_of_move_the_service_level(self):
        plain, hours, solved = (self.figures("run", "mails.cfg", *args)["service_level", "type/mails"] for args in ((), HOURS, HOURS + SOLVED))
        self.assertLess(plain, hours)
        self.assertLess(solved, hours)

    def test_figures_by_due_interval_add_up(self):
        f = self.figures("run", "mails.cfg", *HOURS, *SOLVED)
        self.assertAlmostEqual(f["due", "all"] + f["deadlines_void", "all"] + f["deadlines_open", "all"], f["deadlines", "all"])
        self.assertAlmostEqual(f["deadlines", "all"], f["offered", "all"], msg="every mail is promised once")
        self.assertAlmostEqual(f["due_in_time", "all"], f["deadlines_kept", "all"])
        self.assertAlmostEqual(f["answered", "all"] + f["still_waiting", "all"], f["offered", "all"], msg="nothing is lost over nights")

    def test_words(self):
        words = self.words_of("explain", "mails.cfg", *HOURS, *SOLVED)
        self.assertIn("The target is 90 % within 4 h of business hours, counted as resolution: resolved within T / issues.", words)
        self.assertIn("The time runs while the centre is open only", words)
        self.assertIn("resolution: resolved within T / issues; T in business hours", self.words_of("run", "mails.cfg", *HOURS, *SOLVED))
        self.assertIn("has what was promised", self.words_of("trace", "mails.cfg", *HOURS, "--set", "groups.desk.staff=1"))

    def test_the_page_has_a_section_of_it_where_somebody_asks(self):
        self.expect(0, "run", "mails.cfg", "-o", "plain.h5")
        self.expect(0, "run", "mails.cfg", *HOURS, "-o", "due.h5")
        for name in ("plain", "due"):
            self.expect(0, "report", f"{name}.h5", "-o", f"{name}.html")
        plain, due = ((self.folder / f"{name}.html").read_text() for name in ("plain", "due"))
        self.assertNotIn('id="deferred"', plain)
        self.assertIn('id="deferred"', due)
        for chart in ("What waits as each interval ends", "How old it is", "In time, by when it is due and by when it came"):
            self.assertIn(chart, due)

    # ---- the scenario: what the field says of such desks (paired, on the same customers) ---------------------------------------

    def of_promise(self, *settings):
        rows = self.json_of("run", SOURCE / "scenarios" / "mail_promise.cfg", "-r8", "--json", "-q", *(x for s in settings for x in ("--set", s)))["metrics"]
        return {(r["metric"], r["entity"]): r["mean"] for r in rows if "interval" not in r}

    def test_agents_kept_free_hold_the_calls_and_clear_the_backlog(self):
        kept = [self.of_promise("groups.desk.staff=11", f"groups.desk.reserve.calls={n}") for n in (0, 2)]
        calls, mail = ([f["service_level", f"type/{of}"] for f in kept] for of in ("calls", "mail"))
        self.assertGreater(calls[1], calls[0] + 0.05)
        self.assertGreater(calls[1], 0.8)
        self.assertGreater(mail[1], 0.8)
        self.assertLess(kept[1]["overdue", "type/mail"], 1, "nothing late is left")

    def test_duplicates_grow_faster_than_the_lack_of_people(self):
        chases = [self.of_promise(f"groups.desk.staff={n}")["chases", "type/mail"] for n in (12, 11, 10, 9)]
        steps = [b - a for a, b in zip(chases, chases[1:])]
        self.assertEqual(steps, sorted(steps))
        self.assertGreater(steps[2], 1.5 * steps[0])

    def test_the_formulas_know_waits_alone(self):
        self.expect(64, "staff", "mails.cfg", "--steady", *SOLVED, says="the formula knows waits only")


if __name__ == "__main__":
    main()
