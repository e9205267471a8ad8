"""What the program puts out: tables, JSON, result files; and what it does where nothing can be put."""
import csv
import io
import json
import os
import pty
import re
import resource
import subprocess

from cli import OFFICE, PROGRAM, CliTest, main, read_terminal

MAIL = """
clock: { start = "2026-03-05"; days = 5; open = { weekdays = "08:00-12:00"; weekend = "closed"; }; interval = "30 min"; };
types: { mail: {
  label = "Mail"; channel = "email"; at_close = "carry";
  arrivals: { per_hour = ( ("00:00", "24:00", 6.385) ); outside = "wait"; };
  talk: { dist = "exponential"; mean = "4 min"; };
  target: { service_level = "80 %"; within = "4 h"; };
}; };
groups: { desk: { staff = 4; }; };
run: { replications = 12; seed = 2385; };
"""


class Json(CliTest):
    def test_a_run_is_one_object_with_a_row_for_each_metric_and_entity(self):
        run = self.json_of("run", "office.cfg", "--json")
        self.assertEqual(list(run), ["ccsim", "scenario", "seed", "replications", "confidence", "mode", "settings", "warnings", "targets", "intervals_met", "findings", "metrics"])
        self.assertEqual((run["scenario"], run["seed"], run["replications"], run["confidence"]), ("office", "2385", 7, 0.95))
        for row in run["metrics"]:
            self.assertEqual(list(row), ["metric", "entity", "mean", "half_width", "low", "high", "unit"])
        pairs = [(r["metric"], r["entity"]) for r in run["metrics"]]
        self.assertEqual(len(pairs), len(set(pairs)))
        for pair in (("service_level", "all"), ("asa_s", "type/sales"), ("occupancy", "group/closers"), ("offered", "channel/voice")):
            self.assertIn(pair, pairs)
        for pair in (("occupancy", "type/sales"), ("asa_s", "group/general"), ("busy_trunks", "all")):
            self.assertNotIn(pair, pairs)

    def test_findings_are_those_of_the_figures(self):
        self.expect(0, "run", "office.cfg", "-q", "-o", "found.h5")
        self.expect(0, "compare", "office.cfg", "--what-if", "more: groups.general.staff=9", "-q", "-o", "both.h5")
        run, shown = (self.json_of(*c, "--json") for c in (("run", "office.cfg"), ("show", "found.h5")))
        self.assertEqual(run["findings"], shown["findings"])
        found, = run["findings"]
        self.assertEqual(list(found), ["variant", "service", "targets", "lowest_type", "worst", "unstaffed", "shortest_group", "extremes", "grid"])
        whole = self.figures("run", "office.cfg")
        self.assertEqual((found["variant"], found["service"]["entity"], found["service"]["mean"]), ("office", "all", whole["service_level", "all"]))
        verdicts = [t["verdict"] for t in run["targets"]]
        self.assertEqual([found["targets"][v] for v in ("set", "met", "missed", "undecided")], [len(verdicts)] + [verdicts.count(v) for v in ("met", "missed", "undecided")])
        self.assertEqual(found["lowest_type"]["mean"], min(whole["service_level", t] for t in ("type/service", "type/sales")))
        rows = self.json_of("show", "found.h5", "--json", "--by", "interval", "--metric", "service_level", "--entity", "all")["metrics"]
        level = {r["interval"]: r["mean"] for r in rows if r.get("interval") and r["mean"] is not None}
        self.assertEqual(found["worst"]["mean"], level[found["worst"]["interval"]])
        self.assertIn(found["worst"]["interval"], found["worst"]["may_be_as_bad"])
        self.assertEqual(found["extremes"][0]["metric"], "service_level")
        self.assertTrue(found["shortest_group"]["entity"].startswith("group/"))
        columns = {c["entity"]: c for c in found["grid"]}
        self.assertEqual(list(columns), ["group/general", "group/closers", "type/service", "type/sales"])
        for column in columns.values():
            self.assertEqual(column["judged"], column["met"] + column["missed"] + column["undecided"])
            self.assertEqual([column[light] for light in ("met", "missed", "undecided")], [len(column[f"{light}_intervals"]) for light in ("met", "missed", "undecided")])
        for both in (self.json_of("show", "both.h5", "--json"), self.json_of("compare", "both.h5", "--json")):
            self.assertEqual([f["variant"] for f in both["findings"]], [v["variant"] for v in both["variants"]])
            self.assertEqual({k: v for k, v in both["findings"][0].items() if k != "variant"}, {k: v for k, v in found.items() if k != "variant"})

    def test_the_grid_has_a_light_for_each_interval_and_lists_those_below_target(self):
        self.expect(0, "run", "office.cfg", "-q", "-o", "grid.h5")
        text = self.expect(0, "show", "grid.h5", "--grid").stdout
        found, = self.json_of("show", "grid.h5", "--json")["findings"]
        sales = next(c for c in found["grid"] if c["entity"] == "type/sales")
        begins = [line.split()[0] for line in text.splitlines() if line[:1].isdigit() and line[2:3] == ":"]
        self.assertEqual(len(begins), sales["judged"])
        self.assertIn(f"surely in {sales['missed']}" if sales["missed"] else "below target in ", text)
        below = [line for line in text.splitlines() if line.startswith("Below target: ")][0].removeprefix("Below target: ")
        surely, _, perhaps = below.partition("perhaps ")
        red = [c["missed"] for c in found["grid"] if c["entity"].startswith("type/")]
        self.assertEqual(bool(surely.strip("; ")), any(red), "what is surely below is what is red")
        self.assertIn("undecided, the target lies within it", text)
        summary = self.expect(0, "show", "grid.h5").stdout
        self.assertRegex(summary, r"(?m)^met and missed are over all of the time; below target are \d+ of 16 half-hours, \d+ of them surely: ccsim show FILE --grid$")
        for option in (("--by", "interval"), ("--metric", "asa_s"), ("--json",)):
            self.assertIn("--grid", self.expect(64, "show", "grid.h5", "--grid", *option).stderr)

    def test_days_below_target_have_a_line_each(self):
        days = OFFICE.replace("clock: {", 'clock: { start = "2026-03-02"; days = 2;').replace("staff = 5; }", "staff = 2; }")
        self.write("days.cfg", days)
        self.expect(0, "run", "days.cfg", "-q", "-o", "days.h5")
        text = self.expect(0, "show", "days.h5", "--grid").stdout
        self.assertRegex(text, r"(?m)^Sales: below target in \d+ of \d+ ")
        for day in ("Mon 2 Mar", "Tue 3 Mar"):
            self.assertRegex(text, rf"(?m)^{day}: \d\d:00-\d\d:\d\d.* \(Sales\)")
            self.assertEqual(text.count(f"\n{day}: "), 1)

    def test_a_type_that_is_closed_says_so_in_the_grid(self):
        own = OFFICE.replace('label = "Sales";', 'label = "Sales"; open = "09:00-11:00";')
        self.write("own.cfg", own)
        self.expect(0, "run", "own.cfg", "-q", "-o", "own.h5")
        self.expect(0, "run", "office.cfg", "-q", "-o", "alike.h5")
        rows = {line[:5]: line for line in self.expect(0, "show", "own.h5", "--grid").stdout.splitlines() if re.match(r"\d\d:\d\d ", line)}
        self.assertEqual([time for time, row in rows.items() if row.endswith("closed")], ["08:00", "08:30", "11:00", "11:30"])
        self.assertNotIn("closed", self.expect(0, "show", "alike.h5", "--grid").stdout)
        self.expect(0, "report", "own.h5", "-o", "own.html", "-q")
        page = (self.folder / "own.html").read_text()
        self.assertEqual(page.count("<small>closed</small>"), 4)
        found, = self.json_of("show", "own.h5", "--json")["findings"]
        closed = {c["entity"]: c.get("closed_intervals") for c in found["grid"]}
        self.assertEqual(len(closed["type/sales"]), 4)
        self.assertIsNone(closed["type/service"])
        (self.folder / "drawn").mkdir()
        self.expect(0, "report", "own.h5", "--pictures", "drawn", "-q")
        (picture,) = [f for f in self.folder.glob("drawn*/*grid*.svg")]
        self.assertEqual(picture.read_text().count(">closed "), 4)

    def test_contacts_before_the_opening_have_their_row_in_the_grid(self):
        self.write("night.cfg", OFFICE.replace("per_hour = 11.3;", 'per_hour = (("07:00", "12:00", 11.3)); outside = "wait";').replace('label = "Sales";', 'label = "Sales"; at_close = "carry";'))
        self.expect(0, "run", "night.cfg", "-q", "-o", "night.h5")
        text = self.expect(0, "show", "night.h5", "--grid").stdout
        self.assertRegex(text, r"(?m)^Sales: below target in \d+ of 8 .*; and in 1 of 1 closed times$")
        self.assertRegex(text, r"(?m)^before opening .* \d+ % [✗!]$")

    def test_a_quiet_show_has_no_warnings(self):
        self.expect(0, "run", "office.cfg", "-q", "-r", "2", "-o", "few.h5")
        text = self.expect(0, "show", "few.h5").stdout
        quiet = self.expect(0, "show", "-q", "few.h5").stdout
        self.assertIn("rest on 2 observations", text)
        self.assertNotIn("rest on 2 observations", quiet)
        self.assertEqual([line for line in quiet.splitlines() if line not in text.splitlines()], [])
        self.assertEqual(self.expect(0, "export", "few.h5", "-q").stdout, self.expect(0, "export", "few.h5").stdout)

    def test_erlang_stands_beside_what_was_simulated(self):
        self.write("apart.cfg", OFFICE.replace('( "closers", "general" )', '( "closers" )').replace("general: { staff = 5; }", "general: { staff = 5.5; }"))
        self.expect(0, "run", "apart.cfg", "-q", "-o", "apart.h5")
        text = self.expect(0, "show", "apart.h5", "--erlang").stdout
        rows = {line.split()[0]: [float(x) for x in line.split()[1:] if x != "%"] for line in text.splitlines() if line[2:3] == ":" and line[:1].isdigit()}
        self.assertEqual(len(rows), 8)

        def formula(kind, agents, per_hour, *more):
            asked = self.json_of("erlang", kind, "--contacts", per_hour, "--interval", "1 h", "--aht", "247", "--agents", agents, "--within", "20 s", "--json", *more)
            return 100 * asked["within"][0]["sl_offered"]
        patient = ("--patience", "3 min")
        service = [0.5 * (formula(kind, 5, 62.385, *more) + formula(kind, 6, 62.385, *more)) for kind, more in (("c", ()), ("a", patient))]
        sales = [formula(kind, 1, 11.3, *more) for kind, more in (("c", ()), ("a", patient))]
        simulated = {r["interval"][11:]: 100 * r["mean"] for r in self.json_of("show", "apart.h5", "--json", "--by", "interval", "--metric", "service_level",
                     "--entity", "type/service")["metrics"] if "interval" in r and "T" in r["interval"]}
        for time, row in rows.items():
            for found, wanted in zip(row, [simulated[time], *service, None, *sales]):
                if wanted is not None:
                    self.assertAlmostEqual(found, wanted, delta=0.0501, msg=time)
        self.assertIn("in Erlang C nobody gives up", text)
        self.assertIn("handle times are exponential in the formulas", text)
        for not_here in ("balk", "busier", "one queue in the formulas", "absent", "comes again", "Poisson", "lines and places", "some intervals are busier",
                         "switch between states", "shocks", "several come at once", "as is written", "hours of their own", "not ready"):
            self.assertNotIn(not_here, text)
        self.expect(0, "run", "office.cfg", "-q", "-o", "pooled.h5")
        self.assertIn("one queue in the formulas", self.expect(0, "show", "pooled.h5", "--erlang").stdout)
        self.expect(0, "run", "steady.cfg", "-q", "-o", "steady.h5")
        self.assertIn("--erlang", self.expect(64, "show", "steady.h5", "--erlang").stderr)
        for option in (("--by", "interval"), ("--metric", "asa_s"), ("--grid",)):
            self.assertIn("--erlang", self.expect(64, "show", "apart.h5", "--erlang", *option).stderr)
        told = self.json_of("show", "apart.h5", "--erlang", "--json")["variants"][0]
        for i, row in enumerate(r for r in told["intervals"] if r["entity"] == "type/service"):
            for found, wanted in zip(list(rows.values())[i], (row["service_level"], row["erlang_c"], row["erlang_a"])):
                self.assertAlmostEqual(found, 100 * wanted, delta=0.0501)
        table = self.expect(0, "export", "apart.h5", "--erlang").stdout.splitlines()
        self.assertEqual(table[0], "date,interval,type,label,offered,service_level,erlang_c,erlang_a")
        self.assertEqual([float(x) for x in table[1].split(",")[-3:]], [told["intervals"][0][k] for k in ("service_level", "erlang_c", "erlang_a")])
        self.assertEqual(self.json_of("export", "apart.h5", "--erlang", "--format", "json")["variants"][0], told)
        for option in (("--format", "intervals"), ("--format", "csv-wide"), ("--by", "interval"), ("--metric", "asa_s")):
            self.assertIn("--erlang", self.expect(64, "export", "apart.h5", "--erlang", *option).stderr)
        page = self.expect(0, "report", "apart.h5", "--erlang", "-o", "-").stdout
        for words in ("Beside Erlang C and A</h2>", 'id="erlang-day"', "Why they differ", "In Erlang C nobody gives up", "simulated, "):
            self.assertIn(words, page)
        self.assertNotIn('id="erlang"', self.expect(0, "report", "apart.h5", "-o", "-").stdout, "on request only")
        self.assertIn("--erlang", self.expect(64, "report", "steady.h5", "--erlang", "-o", "-").stderr)

    def test_each_thing_that_the_formulas_do_not_know_is_a_reason_why_they_differ(self):
        scenario = ('clock: { open = "08:00-10:00"; };\ntypes: { a: { arrivals: { %s }; talk = "3 min"; %s }; };\n'
                    'groups: { g: { staff = 5; %s }; };\n%s\nrun: { replications = 2; };\n')
        rate = "per_hour = 60; "
        reasons = {
            "some intervals are busier": (rate + 'interval_factor: { dist = "gamma"; cv = 0.1; };', "", "", ""),
            "some days are busier": (rate + "forecast: { cv = 0.1; };", "", "", ""),
            "switch between states": (rate + 'mmpp: { factors = [140, 70]; stays = ["30 min", "1 h"]; };', "", "", ""),
            "shocks bring more": (rate, "", "", 'shocks: { outage: { probability = 0.1; factor = 2; lasts = "1 h"; types = ["a"]; }; };'),
            "several come at once": (rate + "batch = 2;", "", "", ""),
            "as many come as is written": ("counts = 30;", "", "", ""),
            "several contacts at once": (rate, 'channel = "chat";', "", "channels: { chat: { at_once = 2; }; };"),
            "hours of their own": (rate, 'open = "09:00-10:00";', "", ""),
            "agents go not ready": (rate, "", 'not_ready_after_contact: { probability = 0.2; time = "2 min"; };', ""),
        }
        for reason, parts in reasons.items():
            self.write("reason.cfg", scenario % parts)
            self.expect(0, "run", "reason.cfg", "-q", "--force", "-o", "reason.h5")
            text = self.expect(0, "show", "reason.h5", "--erlang").stdout
            self.assertEqual([r for r in reasons if r in text], [reason], text)

    def test_the_numbers_hang_together(self):
        x = self.figures("run", "office.cfg")
        for e in ("all", "type/service", "type/sales", "channel/voice"):
            parts = sum(x[(m, e)] for m in ("blocked", "balked", "answered", "abandoned", "disconnected", "still_waiting"))
            self.assertAlmostEqual(x[("offered", e)], parts, delta=1e-9 * x[("offered", e)])
        self.assertAlmostEqual(x[("offered", "all")], x[("offered", "type/service")] + x[("offered", "type/sales")])
        self.assertAlmostEqual(x[("abandonment_rate", "all")], x[("abandoned", "all")] / x[("offered", "all")], places=14)
        self.assertEqual(x[("scheduled_agents", "all")], 6)

    def test_work_that_is_not_yet_due_is_told_wherever_service_is(self):
        self.write("mail.cfg", 'clock: { open = "08:00-16:00"; at_close = "carry"; days = 2; };\n'
                   'types: { m: { channel = "email"; arrivals: { per_hour = 5; }; talk = "5 min"; target: { within = "24 h"; service_level = 0.95; }; }; };\n'
                   'groups: { g: { staff = (("08:00", "12:00", 1)); }; };\nrun: { replications = 4; };\n')
        run = self.json_of("run", "mail.cfg", "--json")
        x = {(r["metric"], r["entity"]): r["mean"] for r in run["metrics"]}
        self.assertEqual((x["service_level", "all"], x["target_days", "all"]), (1, 1))
        self.assertEqual(x["offered", "all"], x["answered", "all"] + x["not_yet_due", "all"])
        self.assertEqual([(r["entity"], r["within_s"], r["mean"]) for r in run["not_yet_due"]], [("type/m", 86400, x["not_yet_due", "type/m"])])
        by_day = self.json_of("run", "mail.cfg", "--json", "--by", "interval", "--metric", "not_yet_due,service_level", "--entity", "all")["metrics"]
        self.assertAlmostEqual(sum(r["mean"] for r in by_day if r["metric"] == "not_yet_due" and "interval" in r), x["not_yet_due", "all"])
        self.assertEqual({r["mean"] for r in by_day if r["metric"] == "service_level"} - {None}, {1})
        self.expect(0, "run", "mail.cfg", "-o", "mail.h5")
        for text in (self.expect(0, "run", "mail.cfg").stdout, self.expect(0, "show", "mail.h5").stdout):
            self.assertRegex(text, r"(?m)^When the run ends, [0-9. ±]+ contacts are not yet due: neither in time nor late, in no service level\.$")
        self.expect(0, "report", "mail.h5", "-o", "mail.html")
        page = (self.folder / "mail.html").read_text().replace("\N{NO-BREAK SPACE}", " ")
        self.assertIn("contacts are not yet due: neither in time nor late", page)
        self.assertNotIn("not yet due", self.expect(0, "run", "office.cfg").stdout)
        self.assertNotIn("not_yet_due", self.json_of("run", "office.cfg", "--json"))

    def test_overtime_is_shown_where_there_is_some(self):
        hour = ("run", "office.cfg", "--metric", "overtime_s", "--json")
        found = {r["entity"]: r["mean"] for r in self.json_of(*hour)["metrics"]}
        self.assertEqual(set(found), {"all", "group/general", "group/closers"})
        self.assertGreater(found["all"], 0)
        self.assertAlmostEqual(found["all"], found["group/general"] + found["group/closers"])
        self.assertIn("overtime", self.expect(0, "run", "office.cfg").stdout)
        self.assertIn("is overtime", self.expect(0, "explain", "office.cfg").stdout)

    def test_what_is_not_defined_is_null(self):
        rows = {(r["metric"], r["entity"]): r for r in self.json_of("run", "office.cfg", "-r1", "--json", "--set", "types.sales.arrivals.per_hour=0")["metrics"]}
        self.assertIsNone(rows[("service_level", "type/sales")]["mean"])
        self.assertIsNone(rows[("service_level", "all")]["half_width"])
        self.assertEqual(rows[("offered", "type/sales")]["mean"], 0)

    def test_by_interval_adds_rows(self):
        rows = self.json_of("run", "office.cfg", "--json", "--by", "interval", "--metric", "offered,service_level", "--entity", "all")["metrics"]
        self.assertEqual([r.get("interval") for r in rows[:4]], [None, "2026-03-02T08:00", "2026-03-02T08:30", "2026-03-02T09:00"])
        offered = [r for r in rows if r["metric"] == "offered"]
        self.assertEqual(len(offered), 1 + 8 + 1)
        self.assertIn("after close", offered[-1]["interval"])
        self.assertAlmostEqual(offered[0]["mean"], sum(r["mean"] for r in offered[1:]))

    def test_texts_are_escaped(self):
        self.write("odd.cfg", OFFICE.replace("An office", 'A \\"quoted\\" \\\\ title\\twith a tab'))
        self.json_of("run", "odd.cfg", "--json")
        os.rename(self.folder / "odd.cfg", self.folder / 'a "b\\c.cfg')
        self.assertEqual(self.json_of("run", 'a "b\\c.cfg', "--json")["scenario"], 'a "b\\c')

    def test_lists_are_json_too(self):
        for what in ("metrics", "keys", "distributions", "routing", "channels", "events", "purposes"):
            rows = self.json_of("list", what, "--json")
            self.assertGreater(len(list(rows.values())[1]), 3, what)
            self.assertTrue(self.expect(0, "list", what).stdout)
            self.assertTrue(self.expect(0, "list", what, "--markdown").stdout.startswith("# "))
        names = [r["name"] for r in self.json_of("list", "metrics", "--json")["metrics"]]
        for row in self.json_of("run", "office.cfg", "--json")["metrics"]:
            self.assertIn(row["metric"], names)

    def test_numbers_read_back_to_what_the_file_holds(self):
        done = self.expect(0, "run", "office.cfg", "--json", "-o", "a.h5")
        self.assertEqual(done.stdout, self.expect(0, "show", "a.h5", "--json").stdout)


class Tables(CliTest):
    def test_the_summary_names_what_was_run_and_the_targets(self):
        done = self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.assertEqual(done.stdout.splitlines()[:2], ["An office", "Monday 2 March 2026, 7 replications, seed 2385, ± at 95 % confidence"])
        for word in ("Service", "Sales", "general", "closers", "80 % in 20 s", "result: a.h5"):
            self.assertIn(word, done.stdout)
        self.assertEqual(done.stderr, "warning: intervals of ratios rest on 7 observations and may be too short: 10 or more are wanted, such as -r 20\n")
        shown = self.expect(0, "show", "a.h5").stdout
        self.assertTrue(shown.replace(done.stderr, "", 1).startswith(done.stdout.split("\nresult:")[0]), shown)
        self.assertRegex(shown, r"\nmade by ccsim \S+ \(.+\) from scenario office\n$")

    def test_targets_are_judged_by_their_interval(self):
        self.assertRegex(self.expect(0, "run", "office.cfg", "--set", "groups.general.staff=60").stdout, r"(?m)^Service .* 100.0 % \[99.8, 100.0\] +8 of 8  met$")
        self.assertRegex(self.expect(0, "run", "office.cfg", "--set", "groups.general.staff=1").stdout, r"(?m)^Service .* missed$")
        near = self.figures("run", "office.cfg")[("service_level", "type/service")]
        self.assertRegex(self.expect(0, "run", "office.cfg", "--set", f"types.service.target.service_level={near:.6f}").stdout,
                         r"(?m)^Service .* undecided$")

    def test_intervals_below_target_are_counted_and_marked(self):
        self.expect(0, "run", "office.cfg", "-q", "--set", "types.service.target.service_level=62 %", "-o", "a.h5")
        shown = self.json_of("show", "a.h5", "--json", "--by", "interval", "--metric", "service_level", "--entity", "type/service")
        level = {r["interval"]: r["mean"] for r in shown["metrics"] if "T" in r.get("interval", "")}
        below = [t for t, mean in level.items() if mean < 0.62]
        self.assertTrue(0 < len(below) < len(level), "no test")
        said = next(x for x in shown["intervals_met"] if x["entity"] == "type/service")
        self.assertEqual((said["judged"], said["met"]), (len(level), len(level) - len(below)))
        self.assertAlmostEqual(said["share"], said["met"] / said["judged"])
        self.assertLessEqual(said["surely_below"], len(below))
        self.assertRegex(self.expect(0, "show", "a.h5").stdout, rf"(?m)^Service .* {said['met']} of {said['judged']}  ")
        table = self.expect(0, "show", "a.h5", "--by", "interval", "--entity", "type/service").stdout
        marked = [line.split()[0] for line in table.splitlines() if "!  " in line]
        self.assertEqual(len(marked), len(below))
        self.assertTrue(all(any(time in t for t in below) for time in marked), marked)
        self.assertIn("! below the target of 62 %\n", table)
        self.assertNotIn("!", self.expect(0, "show", "a.h5", "--by", "interval", "--metric", "offered").stdout)

    def test_why_nothing_is_marked_where_targets_differ(self):
        args = ("run", "office.cfg", "-q", "--set", "types.sales.target.service_level=90 %", "--by", "interval")
        why = "no service level is marked: not all types have the same target"
        self.assertIn(why, self.expect(0, *args).stdout)
        self.assertNotIn(why, self.expect(0, *args, "--metric", "offered").stdout)
        self.assertNotIn(why, self.expect(0, *args, "--entity", "type/sales").stdout)
        self.assertIn("! below the target of 90 %", self.expect(0, *args, "--entity", "type/sales").stdout)

    def test_closed_times_in_which_mail_comes_are_counted_too(self):
        self.write("mail.cfg", MAIL)
        table = self.expect(0, "run", "mail.cfg", "-q", "-o", "a.h5").stdout
        self.assertRegex(table, r"(?m)^target .* intervals met  closed times met")
        shown = self.json_of("show", "a.h5", "--json", "--by", "interval", "--metric", "service_level")
        level = {r["interval"]: r["mean"] for r in shown["metrics"] if "interval" in r and r["mean"] is not None and r["entity"] == "type/mail"}
        closed = [mean for t, mean in level.items() if "T" not in t]
        self.assertEqual(len(closed), 4, level)
        said = shown["closed_times_met"][0]
        self.assertEqual((said["judged"], said["met"]), (4, sum(mean >= 0.8 for mean in closed)))
        self.assertLess(said["met"], 4, "no test")
        self.assertRegex(table, rf"(?m)^Mail .* {shown['intervals_met'][0]['met']} of 24 +{said['met']} of 4  ")
        self.assertRegex(self.expect(0, "show", "a.h5", "--by", "interval").stdout, r"(?m)^Fri 6 Mar after close .*%[^%]* !  ")
        self.expect(0, "report", "a.h5", "-o", "a.html")
        page = (self.folder / "a.html").read_text()
        self.assertIn("below target in 4 of 4 closed times", page)
        self.assertIn("before opening, after close, Fri 6 Mar after close and Mon 9 Mar after close", page)

    def test_who_leaves_an_ivr_after_close_makes_no_closed_time(self):
        ivr = ("run", "office.cfg", "-q", "-r20", "--set", 'types.service.ivr={ time="9 min"; }')
        self.assertNotIn("closed times", self.expect(0, *ivr).stdout)
        closed = [r["mean"] for r in self.json_of(*ivr, "--json", "--by", "interval", "--metric", "offered", "--entity", "type/service")["metrics"]
                  if "close" in r.get("interval", "")]
        self.assertTrue(closed and closed[0] > 0, "no test")
        late = self.expect(0, *ivr, "--set", 'types.*.target.within="1 s"', "--by", "interval", "--entity", "type/service", "--metric", "service_level").stdout
        self.assertRegex(late, r"(?m)^\d\d:\d\d .* !$")
        self.assertRegex(late, r"(?m)^after close .*%")
        self.assertNotRegex(late, r"(?m)^after close .*!")

    def test_by_day_says_where_the_mail_of_a_closed_weekend_stands(self):
        self.write("mail.cfg", MAIL)
        self.expect(0, "run", "mail.cfg", "-q", "-o", "a.h5")
        offered = self.json_of("show", "a.h5", "--json", "--by", "interval", "--metric", "offered", "--entity", "all")["metrics"]
        weekend = next(r["mean"] for r in offered if r.get("interval", "").startswith("2026-03-06 after close"))
        self.assertRegex(self.expect(0, "show", "a.h5", "--by", "day").stdout,
                         rf"(?m)^2026-03-07 to 2026-03-08 are closed: {weekend:.0f} ± \d+ offered from the close of 2026-03-06 on stand there$")
        shown = self.json_of("show", "a.h5", "--json", "--by", "day")["closed_days"]
        self.assertEqual([(c["first"], c["last"], c["counted_on"]) for c in shown], [("2026-03-07", "2026-03-08", "2026-03-06")])
        self.assertEqual(shown[0]["offered"], weekend)
        self.assertNotIn("closed_days", self.json_of("show", "a.h5", "--json"))
        saturday = self.expect(0, "run", "mail.cfg", "-q", "--set", "clock.start=2026-03-08", "--by", "day").stdout
        self.assertRegex(saturday, r"(?m)^2026-03-08 is closed: \d+ ± \d+ offered before the opening on 2026-03-09 stand there$")
        self.assertNotIn("closed:", self.expect(0, "run", "office.cfg", "-q", "--set", "clock.days=7", "--set", "clock.open={weekdays=\"08:00-12:00\"; weekend=\"closed\";}",
                                                 "--by", "day").stdout, "nobody comes")

    def test_json_holds_every_target_as_tables_judge_it(self):
        self.expect(0, "run", "office.cfg", "-q", "--set", "types.sales.target.short_abandon=5", "-o", "a.h5")
        shown = self.json_of("show", "a.h5", "--json", "--metric", "service_level,target_days")
        means = {(r["metric"], r["entity"]): r for r in shown["metrics"]}
        self.assertEqual([t["entity"] for t in shown["targets"]], ["type/service", "type/sales"])
        table = self.expect(0, "show", "a.h5").stdout
        for target, label in zip(shown["targets"], ("Service", "Sales")):
            level = means[("service_level", target["entity"])]
            self.assertEqual([target[x] for x in ("mean", "half_width", "low", "high")], [level[x] for x in ("mean", "half_width", "low", "high")])
            self.assertEqual((target["wanted"], target["within_s"], target["counted_as"]), (0.8, 20, "sl_offered"))
            self.assertEqual(target["formula"], "answered within T / offered")
            self.assertEqual(target["target_days"], means[("target_days", target["entity"])]["mean"])
            self.assertEqual(target["verdict"], "met" if level["low"] >= 0.8 else "missed" if level["high"] < 0.8 else "undecided")
            self.assertRegex(table, rf"(?m)^{label} .* {target['verdict']}$")
        self.assertEqual([t.get("short_abandon_s") for t in shown["targets"]], [None, 5])
        self.assertEqual(self.json_of("run", "steady.cfg", "-q", "--json")["targets"], [])

    def test_a_bound_on_abandonment_is_a_target_of_its_own(self):
        bound = ("--set", 'types.service.target.abandoned="3 %"')
        plain = self.json_of("run", "office.cfg", "-q", "--json")["targets"]
        self.expect(0, "run", "office.cfg", "-q", *bound, "-o", "a.h5")
        shown = self.json_of("show", "a.h5", "--json", "--metric", "abandonment_rate,service_level,target_days")
        rates = {r["entity"]: r for r in shown["metrics"] if r["metric"] == "abandonment_rate"}
        own = [t for t in shown["targets"] if "at_most" in t]
        self.assertEqual([t["entity"] for t in shown["targets"]], ["type/service", "type/service", "type/sales", "type/sales"], "sales is like service")
        for target in own:
            found = rates[target["entity"]]
            self.assertEqual((target["metric"], target["at_most"], target["mean"], target["high"]), ("abandonment_rate", 0.03, found["mean"], found["high"]))
            self.assertEqual(target["verdict"], "met" if found["high"] <= 0.03 else "missed" if found["low"] > 0.03 else "undecided")
        self.assertEqual([(t["mean"], t["verdict"]) for t in shown["targets"] if "wanted" in t], [(t["mean"], t["verdict"]) for t in plain])
        self.assertRegex(self.expect(0, "show", "a.h5").stdout, rf"(?m)^Service +at most 3 % +abandonment_rate .* {own[0]['verdict']}$")
        self.assertIn("Besides, at most 3 % of those offered may abandon", self.expect(0, "explain", "office.cfg", *bound).stdout)
        self.expect(0, "report", "a.h5", "-q", "-o", "a.html")
        self.assertIn("target at most 3", (self.folder / "a.html").read_text(encoding="utf-8"))

    def test_strict_fails_where_only_the_bound_on_abandonment_is_missed(self):
        alone = ("run", "office.cfg", "-q", "--strict", "--set", "groups.general.staff=60")
        self.expect(0, *alone, "--set", 'types.service.target.abandoned="5 %"')
        few = ("run", "office.cfg", "-q", "--strict", "--set", "groups.general.staff=1", "--set", 'types.service.target={ abandoned = "1 %"; }', "--set", "types.sales.target={}")
        self.expect(1, *few)

    def test_contacts_of_pairs_add_up_to_those_of_groups(self):
        pairs = self.json_of("run", "office.cfg", "-q", "--json", "--by", "pair", "--metric", "answers,aht_s")["metrics"]
        groups = self.figures("run", "office.cfg")
        self.assertEqual([r["entity"] for r in pairs if r["metric"] == "answers"], ["pair/service/general", "pair/sales/general", "pair/sales/closers"])
        answers = {r["entity"]: r["mean"] for r in pairs if r["metric"] == "answers"}
        self.assertAlmostEqual(answers["pair/service/general"] + answers["pair/sales/general"], groups[("answers", "group/general")])
        self.assertAlmostEqual(sum(answers.values()), groups[("answers", "all")])
        self.assertAlmostEqual(groups[("answers", "all")], groups[("answered", "all")], msg="the day is drained")
        table = self.expect(0, "run", "office.cfg", "-q", "--by", "pair", "--entity", "type/sales").stdout
        self.assertRegex(table, r"(?m)^pair +answers +busy +talk +handle time$")
        self.assertRegex(table, r"(?m)^Sales, closers +\d")
        self.assertNotIn("Service", table)
        one = next(r["entity"] for r in pairs if r["entity"].startswith("pair/sales/"))
        rows = self.json_of("run", "office.cfg", "-q", "--json", "--entity", one)["metrics"]  # by pair is understood
        self.assertEqual({r["entity"] for r in rows}, {one})
        self.assertEqual([r for r in rows if r["metric"] in ("answers", "aht_s")], [r for r in pairs if r["entity"] == one])
        self.expect(0, "run", "office.cfg", "-q", "-o", "pair.h5")
        lines = self.expect(0, "export", "pair.h5", "--entity", one, "--metric", "aht_s").stdout.splitlines()
        self.assertEqual([line.split(",")[1:4] for line in lines[1:]], [["aht_s", one, "pair"]])
        self.expect(64, "run", "office.cfg", "--entity", one, "--by", "interval", says=f"{one} is known over the run only, not by interval")
        self.expect(64, "run", "office.cfg", "--entity", one[:-1], says=f'did you mean "{one}"?')
        self.expect(64, "show", "pair.h5", "--by", "pair", "--entity", "channel/voice", says="there is none of channel/voice")
        self.expect(64, "export", "pair.h5", "--entity", one, "--by", "replication", says="pairs and agents go with csv, csv-wide and json, over the run")
        self.expect(64, "compare", "pair.h5", "pair.h5", "--entity", one, says="--entity: differences are known over the run and by interval")
        self.expect(64, "run", "office.cfg", "--by", "pair", "--metric", "offered", says="offered is not known by pair")
        self.expect(64, "compare", "office.cfg", "--what-if", "staff +1", "--by", "pair", says="differences are known over the run and by interval")

    def test_figures_of_agents_by_interval_add_up(self):
        asked = ("--set", "run.agents=by_interval", "-q")
        rows = self.json_of("run", "office.cfg", *asked, "--json", "--by", "agent_interval", "--metric", "answers,logged_in_s,occupancy", "-o", "a.h5")["metrics"]
        over_run = self.json_of("show", "a.h5", "--json", "--by", "agent", "--metric", "answers,logged_in_s")["metrics"]
        for whole in over_run:
            own = [r["mean"] for r in rows if r["metric"] == whole["metric"] and r["entity"] == whole["entity"]]
            self.assertAlmostEqual(sum(x for x in own if x is not None), whole["mean"], places=5)
        by = self.json_of("show", "a.h5", "--json", "--by", "interval", "--entity", "group/general", "--metric", "answers")["metrics"]
        for row in by:
            own = [r["mean"] for r in rows if r["metric"] == "answers" and r["entity"].startswith("agent/general/") and r["interval"] == row.get("interval")]
            if "interval" in row:
                self.assertAlmostEqual(sum(own), row["mean"], places=6)
        one = "agent/general/3"
        told = self.json_of("show", "a.h5", "--json", "--by", "interval", "--entity", one, "--metric", "occupancy")["metrics"]
        self.assertEqual(told, [r for r in rows if r["metric"] == "occupancy" and r["entity"] == one])
        wide = self.expect(0, "export", "a.h5", "--by", "agent_interval", "--format", "csv-wide", "--entity", "group/general").stdout.splitlines()
        self.assertEqual(wide[0], "config,entity,kind,interval,answers,occupancy,logged_in_s")
        long = self.expect(0, "export", "a.h5", "--by", "agent_interval", "--metric", "occupancy").stdout.splitlines()
        self.assertEqual(len(long) - 1, len([r for r in rows if r["metric"] == "occupancy"]))
        self.assertEqual([line.split(",")[4] for line in long[1:3]], [told[0]["interval"], told[1]["interval"]])
        table = self.expect(0, "show", "a.h5", "--by", "interval", "--entity", one).stdout
        self.assertRegex(table, r"(?m)^agent, interval +occupancy +contacts +logged in")
        self.assertRegex(table, r"(?m)^general, 3, 0\d:\d\d ")
        self.expect(64, "run", "office.cfg", "--by", "agent_interval", says='write run.agents = "by_interval" in the scenario')
        self.expect(64, "run", "office.cfg", "--set", "run.agents=each", "--by", "interval", "--entity", one, says="no figures of single agents by interval here")
        self.expect(64, "show", "a.h5", "--by", "agent_interval", "--metric", "talk_s", says="talk_s is not known by agent_interval")

    def test_figures_of_agents_add_up_to_those_of_groups(self):
        each = ("--set", "run.agents=each", "-q")
        agents = self.json_of("run", "office.cfg", *each, "--json", "--by", "agent", "--metric", "answers,idle_s")["metrics"]
        groups = self.figures("run", "office.cfg", *each)
        self.assertEqual({k: v for k, v in groups.items() if k[0] == "service_level"},
                         {k: v for k, v in self.figures("run", "office.cfg", "-q").items() if k[0] == "service_level"}, "to be watched changes nothing")
        for name in ("general", "closers"):
            for metric in ("answers", "idle_s"):
                own = [r["mean"] for r in agents if r["metric"] == metric and r["entity"].startswith(f"agent/{name}/")]
                self.assertAlmostEqual(sum(own), groups[(metric, f"group/{name}")], places=6)
        table = self.expect(0, "run", "office.cfg", *each, "--by", "agent", "--entity", "group/general").stdout
        rows = [float(x) for x in re.findall(r"(?m)^general, \d+ +([\d.]+) %", table)]
        self.assertTrue(rows and rows == sorted(rows, reverse=True), "the busiest first")
        self.assertNotRegex(table, r"(?m)^closers, \d")
        self.assertRegex(table, r"(?m)^group +idle p10 +idle p50 +idle p90 +idle varies +idle fairness +contacts fairness$")
        self.expect(0, "run", "office.cfg", *each, "-o", "agent.h5")
        one = "agent/closers/1"
        lines = self.expect(0, "export", "agent.h5", "--entity", one, "--metric", "idle_share").stdout.splitlines()
        self.assertEqual([line.split(",")[1:4] for line in lines[1:]], [["idle_share", one, "agent"]])
        self.expect(64, "show", "agent.h5", "--by", "agent", "--entity", "type/sales", says="agents are of a group: there is none of type/sales")
        self.expect(64, "run", "office.cfg", "--by", "agent", says="there are no figures of single agents here")
        self.expect(64, "run", "office.cfg", "--metric", "idle_fairness", says="idle_fairness: there are no figures of single agents here")
        self.expect(64, "run", "office.cfg", "--metric", "excess_s", says="excess_s: there are no detailed figures here: write run.figures")
        self.expect(64, "run", "office.cfg", "--metric", "entries", says="entries: the scenario has no call flows")
        self.expect(64, "run", "office.cfg", "--metric", "transfers", says="transfers: the scenario has nothing that this is a figure of")

    def test_figures_of_days_add_up_to_those_of_the_run(self):
        rows = self.json_of("run", "office.cfg", "-q", "--json", "--by", "day", "--set", "clock.days=3", "--metric", "offered,service_level")["metrics"]
        offered = [r for r in rows if (r["metric"], r["entity"]) == ("offered", "type/sales")]
        self.assertEqual([r.get("day") for r in offered], [None, "2026-03-02", "2026-03-03", "2026-03-04"])
        self.assertAlmostEqual(sum(r["mean"] for r in offered[1:]), offered[0]["mean"])
        level = [r for r in rows if (r["metric"], r["entity"]) == ("service_level", "type/service")]
        self.assertTrue(all(0 <= r["low"] <= r["mean"] <= r["high"] <= 1 for r in level))
        table = self.expect(0, "run", "office.cfg", "-q", "--by", "day", "--set", "clock.days=3", "--set", "groups.general.staff=4").stdout
        self.assertEqual(len([line for line in table.splitlines() if re.match(r"2026-03-0\d +\d.* ± ", line)]), 3)
        self.assertIn("! below the target of 80 %\n", table)
        self.expect(64, "run", "office.cfg", "--by", "day", says="there are no days to tell apart here")
        self.expect(64, "run", "steady.cfg", "--by", "day", says="there are no days to tell apart here")

    def test_days_on_target_of_a_steady_state_are_not_there_for_a_reason(self):
        reason = "target_days: not defined, as a steady state has no days\n"
        self.assertIn(reason, self.expect(0, "run", "steady.cfg", "-q", "--metric", "target_days").stdout)
        self.assertNotIn("target_days", self.expect(0, "run", "steady.cfg", "-q").stdout)
        self.assertNotIn(reason, self.expect(0, "run", "office.cfg", "-q", "--metric", "target_days").stdout)

    def test_strict_fails_where_a_target_is_undecided(self):
        self.expect(0, "run", "office.cfg", "-r", "1")
        self.assertIn("undecided", self.expect(1, "run", "office.cfg", "-r", "1", "--strict").stdout)

    def test_strict_fails_where_a_target_is_missed(self):
        self.expect(0, "run", "office.cfg", "--strict", "--set", "groups.general.staff=60")
        self.expect(1, "run", "office.cfg", "--strict", "--set", "groups.general.staff=1", "-o", "a.h5")
        self.expect(0, "show", "a.h5")
        self.expect(1, "show", "a.h5", "--strict")

    def test_tables_by_interval_entity_and_kind(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        times = re.findall(r"(?m)^(\d\d:\d\d) ", self.expect(0, "show", "a.h5", "--by", "interval").stdout)
        self.assertEqual(times, [f"{8 + i // 2:02}:{30 * (i % 2):02}" for i in range(8)])  # the day stands above, once
        self.expect(0, "run", "office.cfg", "-r2", "-o", "days.h5", "--set", "clock.days=2")
        self.assertIn("\nTue 3 Mar 11:30  ", self.expect(0, "show", "days.h5", "--by", "interval").stdout)
        types = self.expect(0, "show", "a.h5", "--by", "type").stdout
        self.assertIn("Sales", types)
        self.assertNotIn("closers", types)
        self.assertIn("group/closers", self.expect(0, "show", "a.h5", "--by", "entity").stdout)
        one = self.expect(0, "show", "a.h5", "--metric", "asa_s", "--entity", "type/sales").stdout
        self.assertIn("asa_s", one)
        self.assertNotIn("offered", one.split("\n\n")[1].splitlines()[1].split()[0])
        self.expect(64, "show", "a.h5", "--metric", "servicelevel", says='did you mean "service_level"?')
        self.expect(64, "show", "a.h5", "--metric", "sl", says='did you mean "service_level"?')
        self.expect(64, "show", "a.h5", "--metric", "occ", says='did you mean "occupancy"?')
        self.expect(64, "show", "a.h5", "--metric", "xyz", says="see ccsim list metrics")
        self.expect(64, "show", "a.h5", "--by", "trunk")

    def test_replications_of_a_run_can_be_had_by_themselves(self):
        for scenario in ("office.cfg", "steady.cfg"):
            rows = {}
            for name, args in (("whole", ("-r5",)), ("part", ("-r2", "--first-replication", "3"))):
                self.expect(0, "run", scenario, "-q", *args, "-o", f"{name}.h5", "--log", f"{name}.csv", "--force")
                by = list(csv.DictReader(io.StringIO(self.expect(0, "export", f"{name}.h5", "-q", "--by", "replication").stdout)))
                log = list(csv.DictReader(io.StringIO((self.folder / f"{name}.csv").read_text())))
                rows[name] = [[row for row in table if row["replication"] in "34"] for table in (by, log)]
                self.assertEqual({row["replication"] for row in by}, set("12345" if name == "whole" else "34"))
            self.assertTrue(all(rows["part"]))
            self.assertEqual(rows["part"], rows["whole"])
        self.assertNotIn("first_replication", self.json_of("show", "whole.h5", "--json", "-q"))
        self.assertEqual(self.json_of("show", "part.h5", "--json", "-q")["first_replication"], 3)
        self.assertIn("2 replications (from number 3 on)", self.expect(0, "show", "part.h5").stdout)
        self.assertIn("NOT paired, the replications differ: from 1 on and from 3 on", self.expect(0, "compare", "whole.h5", "part.h5").stdout)

    def test_a_steady_state_is_summarised(self):
        done = self.expect(0, "run", "steady.cfg", "-o", "a.h5").stdout
        self.assertIn("steady state, 1 replication of 12 batches", done)
        self.expect(64, "show", "a.h5", "--by", "interval", says="no intervals")

    def test_what_is_undefined_is_a_dash(self):
        self.assertRegex(self.expect(0, "run", "office.cfg", "--set", "types.sales.arrivals.per_hour=0").stdout, r"(?m)^Sales +0 +- +- ")

    def test_colours_are_for_terminals_and_can_be_refused(self):
        def on_terminal(*args, **env):
            master, slave = pty.openpty()
            with subprocess.Popen([PROGRAM, "run", "office.cfg", *args], cwd=self.folder, stdout=slave, stderr=subprocess.DEVNULL,
                                  env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm", **env}) as process:
                os.close(slave)
                text = read_terminal(master)
                self.assertEqual(process.wait(), 0)
            return text

        self.assertIn(b"\x1b[", on_terminal())
        self.assertNotIn(b"\x1b[", on_terminal("--no-color"))
        self.assertNotIn(b"\x1b[", on_terminal(NO_COLOR="1"))
        self.assertIn(b"\x1b[", on_terminal(NO_COLOR=""))
        self.assertNotIn(b"\x1b[", on_terminal(TERM="dumb"))
        self.assertNotIn("\x1b[", self.expect(0, "run", "office.cfg").stdout)

    def test_a_progress_bar_is_for_terminals(self):
        def stderr_of(*args):
            master, slave = pty.openpty()
            with subprocess.Popen([PROGRAM, "run", "office.cfg", "-r9000", "--set", "clock.days=30", "--time-limit", "1.5 s", *args],
                                  cwd=self.folder, stdout=subprocess.DEVNULL, stderr=slave) as process:
                os.close(slave)
                text = read_terminal(master)
                self.assertIn(process.wait(), (0, 75))
            return text

        self.assertRegex(stderr_of(), rb"\[#*\.*\] [\d]+ of 9000, .* left")
        self.assertNotIn(b"[", stderr_of("-q"))

    def test_explain_full_gives_the_same_result(self):
        self.write("full.cfg", self.expect(0, "explain", "office.cfg", "--full").stdout)
        self.assertEqual(self.figures("run", "full.cfg"), self.figures("run", "office.cfg"))
        self.assertIn("Service", self.expect(0, "explain", "office.cfg").stdout)
        changed = self.expect(0, "explain", "office.cfg", "--set", "groups.general.staff=17").stdout
        self.assertIn("17", changed)


class Files(CliTest):
    def same(self, a, b):
        return (self.folder / a).read_bytes() == (self.folder / b).read_bytes()

    def test_equal_inputs_give_equal_bytes_whatever_the_threads(self):
        self.expect(0, "run", "office.cfg", "-r9", "-j1", "-o", "one.h5")
        self.expect(0, "run", "office.cfg", "-r9", "-j2", "-o", "two.h5")
        self.expect(0, "run", "office.cfg", "-r9", "-j5", "-o", "five.h5")
        self.expect(0, "run", "office.cfg", "-r9", "-j1", "-o", "again.h5")
        self.expect(0, "run", "office.cfg", "-r9", "-s", "7", "-o", "other.h5")
        self.assertTrue(self.same("one.h5", "two.h5"))
        self.assertTrue(self.same("one.h5", "five.h5"))
        self.assertTrue(self.same("one.h5", "again.h5"))
        self.assertFalse(self.same("one.h5", "other.h5"))
        for threads in ("1", "2"):
            self.expect(0, "run", "office.cfg", "-r3", "-j", threads, "--precision", "asa_s=20%", "-o", f"p{threads}.h5")
        self.assertTrue(self.same("p1.h5", "p2.h5"))

    def test_a_precision_that_is_not_reached_is_told_in_json_and_fails_strictly(self):
        short = ("run", "office.cfg", "-q", "-r5", "--precision", "asa_s=0.1%", "--max-replications", "10", "--set", "types.*.target.service_level=1 %")
        said = self.json_of(*short, "--json")["precision"]
        self.assertEqual((said["goal"], said["wanted"], said["met"]), ("asa_s=0.1%", 0.001, False))
        self.assertGreater(said["reached"], 0.001)
        self.expect(0, *short)
        self.expect(1, *short, "--strict")
        reached = self.json_of("run", "office.cfg", "-q", "-r5", "--precision", "offered=50%", "--json")["precision"]
        self.assertTrue(reached["met"])
        self.assertNotIn("precision", self.json_of("run", "office.cfg", "-q", "--json"))

    def test_simultaneous_intervals_are_wider_and_say_of_how_many_figures(self):
        asked = ("run", "office.cfg", "-q", "-r20", "--metric", "offered,asa_s")
        alone, together = self.json_of(*asked, "--json"), self.json_of(*asked, "--simultaneous", "--json")
        n = len(alone["metrics"])
        which = ", ".join(f"{m} of {sum(r['metric'] == m for r in alone['metrics'])} entities" for m in ("offered", "asa_s")) + ", over the run"
        self.assertEqual(together["simultaneous"], {"figures": n, "confidence": 0.95, "of": which})
        self.assertNotIn("simultaneous", alone)
        self.assertAlmostEqual(together["confidence"], 1 - 0.05 / n)
        for a, b in zip(alone["metrics"], together["metrics"]):
            self.assertEqual(a["mean"], b["mean"])
            self.assertGreater(b["half_width"], a["half_width"])
        self.assertIn(f"(95 % for all {n} figures together)", self.expect(0, *asked, "--simultaneous", "-o", "t.h5").stdout)
        self.assertIn(f"(95 % for all {n} figures together)\ntogether: {which}\n", self.expect(0, "show", "t.h5").stdout)
        self.expect(0, "report", "t.h5", "-o", "t.html")
        self.assertIn(f"95 % for all {n} figures together", (self.folder / "t.html").read_text())
        self.assertIn(which, (self.folder / "t.html").read_text())
        by_interval = self.json_of(*asked, "--by", "interval", "--simultaneous", "--json")
        self.assertGreaterEqual(by_interval["simultaneous"]["figures"], len(by_interval["metrics"]))
        self.assertTrue(by_interval["simultaneous"]["of"].endswith(", over the run and in 9 intervals"), by_interval["simultaneous"])

    def test_metrics_that_have_no_column_are_named(self):
        done = self.expect(0, "run", "office.cfg", "-q", "--by", "interval", "--entity", "type/sales", "--metric", "service_level,scheduled_agents,offered")
        told = "not shown: scheduled_agents goes with all and groups, not with type/sales\n"
        self.assertIn(told, done.stdout)
        figures = ("run", "office.cfg", "-q", "--metric", "service_level,scheduled_agents")
        self.assertIn(told, self.expect(0, *figures, "--entity", "type/sales").stdout)
        self.assertIn("scheduled_agents goes with all and groups, not with types\n", self.expect(0, *figures, "--by", "type").stdout)
        self.assertNotIn("not shown", self.expect(0, *figures).stdout)
        done = self.expect(0, "run", "office.cfg", "-q", "--by", "entity", "--metric", "service_level,adherence")
        self.assertIn("not shown: adherence is of nothing in this scenario (see ccsim list metrics)\n", done.stdout)
        done = self.expect(0, "run", "office.cfg", "-q", "--by", "interval", "--metric", "service_level,wait_p95_s")
        self.assertIn("not shown: wait_p95_s is not known by interval\n", done.stdout)
        done = self.expect(0, "compare", "office.cfg", "-q", "--what-if", "staff +1", "--entity", "group/general", "--metric", "occupancy,arrived")
        self.assertIn("not shown: arrived goes with all, types and channels, not with group/general\n", done.stdout)

    def test_precision_decides_the_number_of_replications(self):
        run = self.json_of("run", "office.cfg", "-r5", "--precision", "offered=2%", "--json")
        self.assertEqual(run["replications"] % 5, 0)
        row = next(r for r in run["metrics"] if (r["metric"], r["entity"]) == ("offered", "all"))
        self.assertLessEqual(row["half_width"], 0.02 * row["mean"])
        self.assertGreater(run["replications"], 5)
        done = self.expect(0, "run", "office.cfg", "-r5", "--precision", "asa_s@type/sales=0.1%", "--max-replications", "12", "--json")
        self.assertEqual(json.loads(done.stdout)["replications"], 12)
        self.assertIn("is not reached after 12 replications", done.stderr)

    def test_an_existing_file_is_left_alone_without_force(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        before = (self.folder / "a.h5").read_bytes()
        self.expect(73, "run", "office.cfg", "-s7", "-o", "a.h5", says="--force")
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)
        self.expect(0, "run", "office.cfg", "-s7", "-o", "a.h5", "--force")
        self.assertNotEqual((self.folder / "a.h5").read_bytes(), before)

    def test_targets_that_cannot_be_are_told_before_the_run(self):
        slow = ("-r", "9000000")
        self.expect(73, "run", "office.cfg", *slow, "-o", "nowhere/a.h5", says="nowhere")
        self.expect(73, "run", "office.cfg", *slow, "-o", ".", "--force")
        self.expect(73, "run", "office.cfg", *slow, "-o", "office.cfg/a.h5")
        self.expect(73, "run", "office.cfg", *slow, "-o", "/dev/null", "--force")
        self.expect(73, "run", "office.cfg", *slow, "-o", "")
        if os.geteuid() != 0:
            (self.folder / "locked").mkdir(mode=0o500)
            self.expect(73, "run", "office.cfg", *slow, "-o", "locked/a.h5")

    def test_a_full_disk_is_a_failed_write_that_leaves_nothing(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        before = (self.folder / "a.h5").read_bytes()

        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

        self.expect(74, "run", "office.cfg", "-s7", "-o", "a.h5", "--force", preexec_fn=small_files, says="a.h5: ")
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)
        self.expect(74, "run", "office.cfg", "-o", "b.h5", preexec_fn=small_files)
        self.assertFalse((self.folder / "b.h5").exists())

    def test_standard_output_that_cannot_be_written_is_a_failed_write(self):
        for args in (["run", "office.cfg"], ["run", "office.cfg", "--json"], ["list", "metrics"], ["explain", "office.cfg"], ["check", "office.cfg"],
                     ["--help"], ["--version"], ["erlang", "b", "--load", "10", "--lines", "10"]):
            with open("/dev/full", "w", encoding="ascii") as full:
                done = self.run_program(*args, stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 74, args)
            self.assertIn("standard output", done.stderr)

    def test_a_reader_that_goes_away_ends_nothing_that_matters(self):
        for args in (["list", "keys", "--json"], ["run", "office.cfg", "-r", "10", "--json", "--by", "interval", "-o", "a.h5"]):
            self.assertEqual(self.run_without_reader(*args), (74, b""), args)
        self.expect(0, "show", "a.h5")

    def test_a_closed_output_does_no_harm(self):
        for redirect in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
            done = subprocess.run(["sh", "-c", f'"$0" run office.cfg -o closed.h5 --force {redirect}', PROGRAM], cwd=self.folder, capture_output=True, timeout=60)
            self.assertIn(done.returncode, (0, 74), redirect)
            self.expect(0, "show", "closed.h5")


READS = """
clock: { open = "08:00-12:00"; interval = "30 min"; };
types: { calls: { arrivals: { replay = "plan.csv"; }; talk = 60; patience = 100; target: { service_level = "80 %"; within = "20 s"; }; }; };
groups: { desk: { staff = 4; }; };
"""


class Inputs(CliTest):
    def test_what_the_scenario_reads_is_not_overwritten(self):
        calls = "time\n08:10:00\n08:20:00\n"
        self.write("plan.csv", calls)
        self.write("plan.cfg", READS)
        self.write("top.cfg", 'extends = "plan.cfg";\n')
        for args in (["staff", "plan.cfg", "--steady", "--csv", "plan.csv"], ["staff", "top.cfg", "--steady", "-o", "plan.cfg"],
                     ["validate", "plan.cfg", "actual.csv", "--csv", "plan.csv"], ["run", "plan.cfg", "--log", "./plan.csv"],
                     ["schedule", "top.cfg", "-o", "plan.csv"], ["schedule", "top.cfg", "-o", "plan.cfg"],
                     ["tradeoff", "plan.cfg", "--what-if", "x: run.seed=1", "--csv", "plan.csv"], ["calibrate", "actual.csv", "--base", "top.cfg", "-o", "plan.cfg"]):
            self.expect(73, *args, "--force", says="is read by the scenario: it is not overwritten, not even with --force")
        self.expect(73, "calibrate", "actual.csv", "--base", "top.cfg", "-o", "top.cfg", "--force", says="is read by calibrate")
        self.assertEqual((self.folder / "plan.csv").read_text(), calls)
        self.assertIn("plan.csv", (self.folder / "plan.cfg").read_text())


if __name__ == "__main__":
    main()
