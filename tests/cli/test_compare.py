"""ccsim compare: what-ifs, scenarios and result files; the same customers; refusals; what stands in the result."""
import re
import unittest

import cli
from cli import CliTest

MORE = "one more: groups.general.staff+=1"


class Compare(CliTest):
    def rows(self, *args):
        """(metric, entity, variant) -> row."""
        found = self.json_of("compare", *args, "--json")["metrics"]
        return {(r["metric"], r["entity"], r["variant"]): r for r in found if "interval" not in r}

    def test_says_what_a_what_if_does(self):
        done = self.expect(0, "compare", "office.cfg", "--what-if", MORE, "-r", "40")
        self.assertIn("one more against office: the same customers, 40 pairs, ± at 95 % confidence\n  groups.general.staff+=1\n", done.stdout)
        self.assertRegex(done.stdout, r"\nservice_level +.* points ± .* better\n")
        self.assertRegex(done.stdout, r"\nscheduled_agents +6 +7 +\+1 +higher\n")

    def test_a_type_and_a_group_of_one_label_are_told_apart(self):
        told = self.expect(0, "compare", "office.cfg", "-q", "--set", 'groups.general.label="Service"', "--what-if", MORE, "-r", "3", "--metric", "aht_s").stdout
        for row in ("aht_s Service (type) ", "aht_s Service (group) ", "aht_s Sales  "):
            self.assertEqual(told.count("\n" + row), 1, told)

    def test_no_row_repeats_another(self):
        rows = self.expect(0, "compare", "office.cfg", "-q", "--what-if", MORE, "--metric", "service_level,scheduled_agents").stdout.splitlines()
        first = [row.split("  ")[0] for row in rows if row.startswith(("service_level", "scheduled_agents"))]
        self.assertEqual(first, ["service_level", "scheduled_agents", "service_level Service", "service_level Sales", "scheduled_agents general",
                                 "scheduled_agents closers"])
        one = ("compare", "steady.cfg", "-q", "--what-if", "staff +1", "--metric", "asa_s")
        self.assertEqual(self.expect(0, *one).stdout.count("asa_s"), 1)
        self.assertIn("asa_s voice", self.expect(0, *one, "--by", "channel").stdout)

    def test_variants_share_what_is_not_known(self):
        self.write("unsure.cfg", """clock: { start = "2026-03-02"; days = 1; open = "08:00-10:00"; };
types: { calls: { arrivals: { per_day = 60; }; patience = "2 min"; talk: { dist = "constant"; value = "3 min"; }; }; };
groups: { desk: { staff = 30; }; };
uncertainty: { talk: { of = "types.calls.talk.value"; times = { dist = "lognormal"; cv = 0.1; }; }; };
""")
        longer = ("unsure.cfg", "--what-if", "longer: types.calls.talk.value*=1.1", "-r", "20")
        rows = self.rows(*longer, "--input-uncertainty")
        base, more = rows["aht_s", "all", "unsure"], rows["aht_s", "all", "longer"]
        # Handle time is the draw, to the last bit but a few: a tenth more of the same draw is a tenth of it, and so is how unsure that is.
        self.assertAlmostEqual(more["mean"] / base["mean"], 1.1, places=9)
        self.assertAlmostEqual(more["difference_half_width"] / base["half_width"], 0.1, delta=0.005)
        self.assertAlmostEqual(base["half_width"], 2.093 * 18 / 20 ** 0.5, delta=4)  # of 20 draws of cv 0.1, whose own spread is known to a sixth
        self.assertLess(self.rows(*longer)["aht_s", "all", "unsure"]["half_width"], 1e-6, "without draws talks are constant")
        weighed = self.json_of("tradeoff", *longer, "--input-uncertainty", "--metric", "-aht_s,-busy_agents", "--json")["variants"]
        self.assertAlmostEqual(weighed[1]["values"]["aht_s"]["difference_half_width"], more["difference_half_width"], places=6)
        self.assertIn("--input-uncertainty", self.expect(0, "compare", *longer, "--input-uncertainty", "-o", "unsure.h5").stdout)
        self.expect(0, "run", "unsure.cfg", "-r", "20", "--set", "types.calls.talk.value*=1.1", "--input-uncertainty", "-q", "-o", "one.h5")
        for shown, before in (("unsure.h5", "scenario unsure"), ("one.h5", "--set 'types.calls.talk.value*=1.1'")):
            self.assertIn(before + " --input-uncertainty", " ".join(self.expect(0, "show", shown).stdout.split()))
        self.expect(64, "compare", *longer, "--input-uncertainty", "--precision", "aht_s=1%", says="goes with --replications")
        self.expect(64, "compare", "office.cfg", "--what-if", MORE, "--input-uncertainty", says="nothing in the scenario is uncertain")

    def test_understands_words_and_says_what_they_come_to(self):
        done = self.expect(0, "compare", "office.cfg", "--what-if", "busy: volume +10 %, aht +10 %", "--what-if", "staff -4 %", "-r", "5")
        self.assertRegex(done.stdout, r"busy against office.*\n  volume \+10 %\n  aht \+10 %\n  applied: fresh contacts [\d.]+ -> [\d.]+ \(\+10.0 %\)\n")
        self.assertRegex(done.stdout, r"\n  applied: agents scheduled 6.0 -> 5.8 \(-4.0 %\)\n")
        rows = self.rows("office.cfg", "--what-if", "volume +10 %", "--what-if", "aht +10 %", "--what-if", "patience -50 %", "-r", "20")
        self.assertGreater(rows["arrived", "all", "volume +10 %"]["mean"], rows["arrived", "all", "office"]["mean"])
        self.assertGreater(rows["aht_s", "all", "aht +10 %"]["mean"], 1.05 * rows["aht_s", "all", "office"]["mean"])
        self.assertGreater(rows["abandonment_rate", "all", "patience -50 %"]["mean"], rows["abandonment_rate", "all", "office"]["mean"])

    def test_cites_the_words_of_a_what_if_that_is_wrong(self):
        done = self.expect(65, "compare", "office.cfg", "--what-if", "staff +1", "--what-if", "fewer: groups.general.staff-=10")
        self.assertIn('--what-if "fewer: groups.general.staff-=10": groups.general.staff: takes 10 agents from where there are 5\n', done.stderr)
        self.assertEqual(done.stderr.count("takes 10"), 1)
        done = self.expect(65, "compare", "office.cfg", "--what-if", "volume of servise +10 %")
        self.assertIn('--what-if "volume of servise +10 %": ', done.stderr)
        self.assertIn("the closest is types.service", done.stderr)
        self.assertIn("belongs to run, explain, compare", self.expect(64, "check", "office.cfg", "--what-if", "staff +1").stderr)

    def test_gives_the_same_figures_as_single_runs(self):
        rows = self.rows("office.cfg", "--what-if", MORE)
        base = self.figures("run", "office.cfg")
        other = self.figures("run", "office.cfg", "--set", "groups.general.staff+=1")
        for (metric, entity, variant), row in rows.items():
            self.assertEqual(row["mean"], (base if variant == "office" else other)[metric, entity], (metric, entity, variant))
        difference = rows["asa_s", "all", "one more"]
        self.assertAlmostEqual(difference["difference"], other["asa_s", "all"] - base["asa_s", "all"], places=9)
        self.assertTrue(difference["paired"])
        self.assertLess(difference["difference_half_width"], rows["asa_s", "all", "office"]["half_width"])

    def test_does_not_depend_on_threads_or_the_order_of_variants(self):
        one = self.json_of("compare", "office.cfg", "--what-if", MORE, "--what-if", "x: groups.general.staff+=2", "-j1", "--json", "--by", "interval")
        two = self.json_of("compare", "office.cfg", "--what-if", MORE, "--what-if", "x: groups.general.staff+=2", "-j2", "--json", "--by", "interval")
        self.assertEqual(one, two)
        swapped = self.json_of("compare", "office.cfg", "--what-if", "x: groups.general.staff+=2", "--what-if", MORE, "-j2", "--json", "--by", "interval")
        key = lambda r: (r["metric"], r["entity"], r["variant"], r.get("interval", ""))
        self.assertEqual(sorted(one["metrics"], key=key), sorted(swapped["metrics"], key=key))

    def test_writes_the_same_bytes_whatever_the_threads(self):
        for threads in "12":
            self.expect(0, "compare", "office.cfg", "--what-if", MORE, "-j", threads, "-o", f"{threads}.h5", "-q")
        self.assertEqual((self.folder / "1.h5").read_bytes(), (self.folder / "2.h5").read_bytes())

    def test_files_give_what_scenarios_give(self):
        live = self.rows("office.cfg", "--what-if", MORE)
        self.expect(0, "run", "office.cfg", "-o", "a.h5", "--keep", "intervals")
        self.expect(0, "run", "office.cfg", "--set", "groups.general.staff+=1", "-o", "b.h5", "--keep", "intervals")
        files = self.json_of("compare", "a.h5", "b.h5", "--json", "--by", "interval")["metrics"]
        for row in files:
            if "interval" in row:
                continue
            expected = live[row["metric"], row["entity"], "office" if row["variant"] == "office" else "one more"]
            for field in ("mean", "difference", "difference_half_width", "verdict"):
                self.assertEqual(row.get(field), expected.get(field), (row, expected))
        intervals = [r for r in self.json_of("compare", "office.cfg", "--what-if", MORE, "--json", "--by", "interval")["metrics"] if "interval" in r]
        self.assertTrue(any(r.get("difference_half_width") for r in intervals))
        self.assertEqual([(r.get("difference"), r.get("difference_half_width")) for r in intervals],
                         [(r.get("difference"), r.get("difference_half_width")) for r in files if "interval" in r])

    def test_a_stored_comparison_can_be_compared_again(self):
        shown = self.expect(0, "compare", "office.cfg", "--what-if", MORE, "-o", "c.h5", "--by", "interval").stdout
        again = self.expect(0, "compare", "c.h5", "--by", "interval").stdout
        self.assertEqual(shown.replace("\nresult: c.h5\n", ""), again)

    def test_intervals_of_files_need_to_be_kept(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.expect(0, "run", "office.cfg", "--set", "groups.general.staff+=1", "-o", "b.h5")
        self.expect(65, "compare", "a.h5", "b.h5", "--by", "interval",
                    says="no differences by interval: office holds no replications by interval; run it with --keep intervals")

    def test_other_seeds_are_compared_unpaired(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.expect(0, "run", "office.cfg", "-s", "3", "-o", "b.h5")
        self.assertIn("b.h5 against office: NOT paired, the seeds differ: 2385 and 3", self.expect(0, "compare", "a.h5", "b.h5").stdout)
        rows = self.rows("a.h5", "b.h5")
        self.assertFalse(rows["offered", "all", "b.h5"]["paired"])
        self.write("other.cfg", cli.OFFICE.replace("seed = 2385", "seed = 5"))
        self.assertIn("NOT paired", self.expect(0, "compare", "office.cfg", "other.cfg").stdout)
        self.assertNotIn("NOT paired", self.expect(0, "compare", "office.cfg", "other.cfg", "--seed", "9").stdout)

    def test_another_horizon_or_interval_is_refused_before_anything_is_simulated(self):
        self.write("later.cfg", cli.OFFICE.replace("08:00-12:00", "08:00-13:00"))
        self.write("finer.cfg", cli.OFFICE.replace('"30 min"', '"15 min"'))
        for other, why in (("later", "another horizon (4 h, 5 h)"), ("finer", "another interval (30 min, 15 min)"),
                           ("steady", "another mode (day, steady)")):
            self.expect(65, "compare", "office.cfg", f"{other}.cfg", "-r", "1000000", "-o", "x.h5", says=why)
            self.expect(0, "run", "office.cfg", "-o", "a.h5", "--force", "-r", "2")
            self.expect(0, "run", f"{other}.cfg", "-o", "b.h5", "--force", "-r", "1")
            self.expect(65, "compare", "a.h5", "b.h5", says=why)
        self.assertFalse((self.folder / "x.h5").exists())

    def test_precision_is_that_of_the_differences(self):
        rows = self.rows("office.cfg", "--what-if", MORE, "--precision", "service_level=2%", "-r", "10")
        difference, base = rows["service_level", "all", "one more"], rows["service_level", "all", "office"]
        self.assertLessEqual(difference["difference_half_width"], 0.02 * base["mean"])
        self.assertGreater(base["half_width"], 0.02 * base["mean"], "the figures themselves are less sure")
        done = self.expect(0, "compare", "office.cfg", "--what-if", MORE, "--precision", "service_level=0.01%", "-r", "5", "--max-replications", "10")
        self.assertIn("service_level=0.01% is not reached after 10 replications", done.stderr)

    def test_says_how_many_more_replications_would_decide(self):
        rows = self.rows("office.cfg", "--what-if", "a little: types.service.arrivals.per_hour*=1.002", "-r", "3").values()
        undecided = [r for r in rows if r.get("verdict") == "undecided"]
        self.assertTrue(undecided)
        for row in rows:
            self.assertEqual("more" in row, row.get("verdict") == "undecided", row)
        for row in undecided:
            self.assertGreaterEqual(row["more"], 1)

    def test_one_observation_alone_decides_nothing(self):
        """Few abandon among 7 replications: where a single one has any, its mean has no interval and its difference no verdict."""
        rows = self.rows("office.cfg", "--what-if", "patient: types.*.patience.mean=\"90 min\"", "-r", "3").values()
        lonely = [r for r in rows if r["metric"] == "mean_time_to_abandon_s" and r.get("difference") is not None]
        for row in rows:
            if row.get("difference") is None:
                self.assertIsNone(row.get("difference_half_width"), row)
        for row in lonely:
            self.assertFalse(row["difference_half_width"] == 0 and row["difference"] != 0, row)

    def test_all_variants_have_the_confidence_of_the_base(self):
        rows = self.rows("office.cfg", "--what-if", "loose: run.confidence=0.5")
        for (metric, entity, variant), row in rows.items():
            self.assertEqual(row["half_width"], rows[metric, entity, "office"]["half_width"], (metric, entity))
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.expect(0, "run", "office.cfg", "--set", "run.confidence=0.9", "-o", "b.h5")
        self.expect(65, "compare", "a.h5", "b.h5", says="another confidence (0.95, 0.9)")

    def test_simultaneous_intervals_count_the_figures_of_all_variants_and_the_differences(self):
        asked = ("compare", "office.cfg", "-q", "--what-if", MORE, "-r", "20", "--metric", "offered", "--entity", "all")
        said = self.json_of(*asked, "--simultaneous", "--json")
        self.assertEqual(said["simultaneous"], {"figures": 3, "confidence": 0.95,
                                                 "of": "offered of 1 entity, over the run, in each of 2 variants and their differences from the base"})
        self.assertIn("± at 98.333 % confidence (95 % for all 3 figures together)", self.expect(0, *asked, "--simultaneous").stdout)

    def test_precision_is_not_defined_for_what_never_happened(self):
        done = self.expect(0, "compare", "office.cfg", "--what-if", MORE, "--precision", "blocked=1%", "-r", "3", "--max-replications", "6")
        self.assertIn("blocked=1% is not reached after 6 replications: it is not defined for a mean of 0", done.stderr)
        self.assertEqual(self.expect(0, "compare", "office.cfg", "--what-if", MORE, "--precision", "blocked=1%", "-r", "3", "--max-replications", "6",
                                     "-q").stderr, "")

    def test_strict_fails_if_a_figure_shown_is_worse(self):
        fewer = ("--what-if", "fewer: groups.general.staff+=-2")
        self.expect(0, "compare", "office.cfg", *fewer)
        self.expect(1, "compare", "office.cfg", *fewer, "--strict")
        self.expect(1, "compare", "office.cfg", *fewer, "--strict", "--json")
        self.expect(0, "compare", "office.cfg", *fewer, "--strict", "--metric", "scheduled_agents")

    def test_json_has_the_words_of_the_tables(self):
        """A figure that is worse by less than what matters is worse, fails --strict, and says so everywhere."""
        slight = ("office.cfg", "-q", "-r40", "--what-if", "types.*.talk.mean*=1.006")
        shown = self.expect(1, "compare", *slight, "--strict").stdout
        row = self.rows(*slight)["service_level", "all", "types.*.talk.mean*=1.006"]
        self.assertEqual((row["verdict"], row["words"]), ("worse", "worse, by less than 0.5 points"))
        self.assertRegex(shown, r"\nservice_level .* worse, by less than 0.5 points\n")

    def test_strict_judges_the_same_as_text_and_as_json(self):
        """Redials and repeats rise when more are answered: nobody asked for them, so they do not fail a comparison."""
        self.write("again.cfg", cli.OFFICE.replace('target:', 'reconnect: { probability = 0.3; }; target:', 1))
        args = ("compare", "again.cfg", "--what-if", MORE, "--strict", "-r", "30")
        self.expect(0, *args)
        self.expect(0, *args, "--json")
        self.expect(1, *args, "--metric", "repeats")
        self.expect(1, *args, "--metric", "repeats", "--json")

    def test_precision_must_be_there_in_every_variant(self):
        self.write("alone.cfg", cli.OFFICE.replace("sales:", "extra:"))
        self.expect(64, "compare", "office.cfg", "alone.cfg", "--precision", "service_level@type/sales=1%",
                    says="service_level of type/sales is not there in the variant alone")

    def test_variants_may_differ_in_thresholds(self):
        self.expect(0, "compare", "office.cfg", "--what-if", "two: types.service.target.within=[20, 60]", "-o", "c.h5", "-q")
        self.assertIn("two against office", self.expect(0, "compare", "c.h5", "--by", "interval").stdout)
        self.expect(0, "run", "office.cfg", "-o", "a.h5", "-q")
        self.expect(0, "compare", "a.h5", "c.h5")

    def test_a_shorter_result_is_compared_as_far_as_it_goes(self):
        for name, n in (("a", 7), ("b", 11)):
            self.expect(0, "run", "office.cfg", "-r", str(n), "-o", f"{name}.h5", "-q")
        shown = self.expect(0, "compare", "a.h5", "b.h5").stdout
        self.assertIn("7 pairs (of 7 and 11; percentiles not paired)", shown)
        self.assertEqual(self.rows("a.h5", "b.h5")["answered", "all", "b.h5"]["difference"], 0, "the same seven")

    def test_refuses_pipes(self):
        self.expect(64, "compare", "/dev/stdin", "--what-if", MORE, input=cli.OFFICE, says="pipes can be read once only")

    def test_refuses_what_makes_no_sense(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        before = (self.folder / "a.h5").read_bytes()
        for status, args, says in (
                (64, ("office.cfg",), "a second scenario"),
                (64, ("a.h5",), "a second result"),
                (65, ("a.h5", "office.cfg"), "office.cfg: is no HDF5 file"),
                (66, ("a.h5", "nothing.h5"), "nothing.h5"),
                (64, ("office.cfg", "--what-if", MORE, "--by", "interval", "--metric", "wait_p95_s"), "wait_p95_s is not known by interval"),
                (64, ("a.h5", "a.h5", "--by", "interval", "--metric", "wait_p95_s"), "wait_p95_s is not known by interval"),
                (64, ("a.h5", "a.h5", "-r", "3"), "--replications: goes with scenarios"),
                (64, ("a.h5", "a.h5", "--what-if", MORE), "--what-if: goes with scenarios"),
                (64, ("office.cfg", "--what-if", "more staff"), '"more staff", character 1, "more": is nothing'),
                (64, ("office.cfg", "--what-if", MORE, "--what-if", MORE), 'two variants are called "one more"'),
                (64, ("-", "--what-if", MORE), "standard input"),
                (64, ("office.cfg", "--what-if", MORE, "--metric", "servicelevel"), 'did you mean "service_level"'),
                (64, ("office.cfg", "--what-if", MORE, "--keep", "days", "-o", "x.h5"), "--keep: must be intervals"),
                (64, ("office.cfg", "--what-if", MORE, "--keep", "intervals"), "--keep: goes with --output"),
                (65, ("office.cfg", "--what-if", "x: groups.generall.staff+=1"), "groups.generall"),
                (66, ("office.cfg", "nothing.cfg"), "nothing.cfg"),
                (73, ("office.cfg", "--what-if", MORE, "-o", "a.h5"), "exists"),
                (73, ("office.cfg", "--what-if", MORE, "-o", "no/such/folder.h5"), "no/such")):
            self.expect(status, "compare", *args, says=says)
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)

    def test_refuses_damaged_files(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        whole = (self.folder / "a.h5").read_bytes()
        self.write("cut.h5", whole[:len(whole) // 2])
        self.expect(65, "compare", "a.h5", "cut.h5", says="cut.h5")

    def test_what_one_variant_lacks_is_left_out(self):
        self.write("wider.cfg", cli.OFFICE.replace('groups: {', 'groups: { help: { staff = 2; }; ').replace('( "general" )', '( "general", "help" )', 1))
        rows = self.rows("office.cfg", "wider.cfg", "-o", "c.h5")
        self.assertEqual(rows["service_level", "all", "wider"]["verdict"], "better")
        self.assertIsNone(rows["occupancy", "group/help", "office"]["mean"])
        self.assertIsNone(rows["occupancy", "group/help", "wider"].get("difference"))
        self.expect(0, "show", "c.h5")

    def test_a_stopped_comparison_keeps_what_is_finished(self):
        done = self.run_program("compare", "office.cfg", "--what-if", MORE, "-r", "1000000", "--time-limit", "1 s", "-o", "x.h5", "-q")
        self.assertEqual(done.returncode, 75, done.stderr)
        found = re.search(r"stopped by the time limit after (\d+) of 1000000 replications of every variant; these (\d+) are in x.partial.h5", done.stderr)
        self.assertTrue(found, done.stderr)
        rows = self.json_of("show", "x.partial.h5", "--json")["variants"]
        self.assertEqual(min(r["replications"] for r in rows), int(found[1]))
        self.assertLessEqual(max(r["replications"] for r in rows), int(found[1]) + 64, "variants take turns")
        self.assertIn("INCOMPLETE", self.expect(0, "show", "x.partial.h5").stdout)

    def test_steady_states_are_compared_by_batches(self):
        rows = self.rows("steady.cfg", "--set", "run.length=600 h", "--what-if", "one more: groups.desk.staff+=1")
        row = rows["asa_s", "all", "one more"]
        self.assertEqual(row["verdict"], "better")
        self.assertGreater(row["difference_half_width"], 0)


class CommonNumbers(CliTest):
    """No random number depends on what else is in a scenario."""

    def test_further_types_groups_and_keys_change_no_other_number(self):
        base = self.figures("run", "office.cfg")
        self.write("more.cfg", cli.OFFICE.replace("types: {", """types: {
          apart: { arrivals: { per_hour = 33; }; talk: { dist = "gamma"; mean = "2 min"; cv = 0.7; }; groups = ( "apart" ); balk = 0.1;
                   ivr: { contained = 0.3; time = 20; }; redial: { after_abandon = 0.5; }; patience = 60; };""")
                   .replace("groups: {", "groups: { apart: { staff = 2; };"))
        more = self.figures("run", "more.cfg")
        same = [k for k in base if k[1].startswith(("type/", "group/"))]
        self.assertGreater(len(same), 90)
        for key in same:
            self.assertEqual(more[key], base[key], key)

    def test_the_order_of_types_groups_and_keys_changes_no_number(self):
        base = self.figures("run", "office.cfg")
        self.write("turned.cfg", """
            run: { seed = 2385; replications = 7; };
            groups: { closers: { staff = 1; }; general: { staff = 5; }; };
            types: {
              sales: { groups = ( "closers", "general" ); priority = 1; arrivals: { per_hour = 11.3; }; label = "Sales"; like = "service"; };
              service: {
                groups = ( "general" );
                target: { within = "20 s"; service_level = "80 %"; };
                talk: { cv = 0.9; mean = "4 min 7 s"; dist = "lognormal"; };
                patience: { mean = "3 min"; dist = "exponential"; };
                arrivals: { per_hour = 62.385; };
                label = "Service";
              };
            };
            clock: { interval = "30 min"; open = "08:00-12:00"; };
            title = "An office";""")
        turned = self.figures("run", "turned.cfg")
        self.assertEqual(base.keys(), turned.keys())
        for key, value in base.items():
            if value is None:
                self.assertIsNone(turned[key], key)
            else:
                self.assertAlmostEqual(turned[key], value, delta=1e-9 * (1 + abs(value)), msg=str(key)) # sums over types in another order


class WhatIf(CliTest):
    def test_a_run_takes_what_ifs_in_words(self):
        said = self.expect(0, "run", "office.cfg", "-q", "--what-if", "volume +10 %, staff of closers +1", "--what-if", "aht -5 %", "-o", "w.h5").stdout
        keys = self.expect(0, "run", "office.cfg", "-q", "--set", "factors.volume*=1.1", "--set", "groups.closers.staff+=1", "--set", "factors.aht*=0.95").stdout
        self.assertEqual(said.partition("\nresult:")[0].strip(), keys.strip())
        self.assertIn("--what-if 'volume +10 %' --what-if 'staff of closers +1' --what-if 'aht -5 %'", self.expect(0, "show", "w.h5").stdout)
        self.expect(64, "run", "office.cfg", "--what-if", "volum +10 %", says='"volum +10 %", character 1, "volum": is nothing that a what-if changes, did you mean "volume"?')
        self.expect(65, "run", "office.cfg", "--what-if", "move 2 from nobody to closers", 
                    says='--what-if "move 2 from nobody to closers": from: there is no group "nobody"')

    def test_names_in_a_what_if_are_alike_however_they_are_written(self):
        plain = self.expect(0, "run", "office.cfg", "-q", "--what-if", "staff of closers +1, staff of closers -10 %, aht of sales +5 %, move 1 from general to closers").stdout
        other = self.expect(0, "run", "office.cfg", "-q", "--what-if", "staff of CLOSERS +1, staff of Closers -10 %, aht of Sales +5 %, move 1 from General to ClosERS").stdout
        self.assertEqual(plain, other)

    def test_a_what_if_takes_labels_of_several_words(self):
        labels = ("--set", 'groups.closers.label="Kundenservice Köln"')
        by_name = self.expect(0, "run", "office.cfg", "-q", *labels, "--what-if", "staff of closers +1, staff of closers -10 %").stdout
        for name in ("Kundenservice Köln", '"Kundenservice Köln"', "kundenservice koeln"):
            self.assertEqual(by_name, self.expect(0, "run", "office.cfg", "-q", *labels, "--what-if", f"staff of {name} +1, staff of {name} -10 %").stdout)
        self.expect(65, "run", "office.cfg", *labels, "--what-if", "staff of nobody +1", says='there is no group "nobody"; there are ')
        self.expect(65, "run", "office.cfg", *labels, "--what-if", "staff of nobody +1", says="closers (Kundenservice Köln)")

    def test_a_warning_of_a_what_if_does_not_blame_the_base(self):
        few = "groups.closers.staff=0"
        told = self.expect(0, "compare", "office.cfg", "-r12", "--what-if", few, "--what-if", "more: staff +2").stderr
        self.assertRegex(told, rf'warning: --what-if "{few}": office.cfg:\d+: types: offered load of service, sales is above capacity')
        self.assertEqual(told.count("office.cfg"), 1, told)
        self.assertIn("\n1 warning\n", told)
        both = self.expect(0, "compare", "office.cfg", "-r12", "--set", few, "--what-if", "staff of closers -0").stderr
        self.assertRegex(both, r"^warning: office.cfg:\d+: types: offered load", "of the base, told once")
        self.assertEqual(both.count("offered load"), 1, both)
        refused = self.expect(65, "compare", "office.cfg", "--set", "types.service.talk.mean=-1", "--what-if", "staff +1").stderr
        self.assertIn("\n2 errors, 1 warning\n", refused, "one in each type, and not once more in the variant")

    def test_show_says_from_which_file_a_variant_was_made(self):
        self.expect(0, "compare", "office.cfg", "-q", "-r2", "--what-if", MORE, "-o", "c.h5")
        shown = self.expect(0, "show", "c.h5").stdout
        self.assertRegex(shown, r"\nmade by ccsim \S+ \(\S+\) from scenario office\n"
                                r"variant one more: made by ccsim \S+ \(\S+\) from scenario office --set 'groups.general.staff\+=1'\n$")
        self.assertEqual([v["scenario"] for v in self.json_of("show", "c.h5", "--json")["variants"]], ["office", "office"])

    def test_the_targets_that_change_are_named(self):
        self.expect(0, "compare", "office.cfg", "-q", "-r40", "--what-if", "staff of general +2", "--what-if", "staff of closers -1", "-o", "c.h5")
        better, worse = self.expect(0, "compare", "c.h5").stdout.split(" against office: ")[1:]
        self.assertIn("\n  service level of Service: target missed before, met now\n", better)
        self.assertNotIn("of Sales: target", better)
        self.assertIn("\n  service level of Sales: target met before, missed now\n", worse)
        self.assertNotIn("of Service: target", worse, "missed in both")
        self.expect(0, "report", "c.h5", "-o", "c.html")
        page = (self.folder / "c.html").read_text()
        self.assertIn("; Service: target missed before, met now", page)
        self.assertIn("; Sales: target met before, missed now", page)

    def test_agents_asked_for_where_rows_schedule_nobody_are_told(self):
        rows = ("--set", 'groups.closers.staff=(("08:00","10:00",1))')
        told = self.expect(0, "compare", "office.cfg", *rows, "-r2", "--what-if", "groups.closers.staff+=2").stderr
        self.assertIn('groups.closers.staff: asked for +2 agents, +1.00 on average', told)
        self.assertIn('say it in words, such as "staff +2 in desk"', told)
        for changes in ("move 2 from general to closers", "staff +2 in closers", "staff -5 %", "groups.closers.staff=4", "volume +5 %"):
            self.assertNotIn("asked for", self.expect(0, "compare", "office.cfg", *rows, "-r2", "--what-if", changes).stderr)

    def test_who_moves_is_as_many_as_are_there_and_none_is_lost(self):
        rows = ("--set", 'groups.closers.staff=(("08:00","10:00",1),("10:00","11:30",4))')
        move = self.expect(0, "compare", "office.cfg", *rows, "-r2", "--what-if", "move 2 from closers to general", "--metric", "scheduled_agents")
        self.assertIn("  applied: 2 agents move from closers to general: asked 2, applied 1.25 on average, least 0 at 2026-03-02T11:30\n", move.stdout)
        self.assertRegex(move.stdout, r"\nscheduled_agents  .* same, within 0.1\n")
        self.assertIn("as many agents as are there (2026-03-02: 1 from 08:00, 2 from 10:00, 0 from 11:30)", move.stderr)
        some = self.expect(0, "compare", "office.cfg", "-r2", "--what-if", "move 1 agent from general to closers from 09:00 to 11:00").stdout
        self.assertIn("applied: 1 agent moves from general to closers, 09:00-11:00: asked 1, applied all the while\n", some)

    def test_handle_times_groups_and_who_serves_are_told_from_what_to_what(self):
        def told(change):
            out = self.expect(0, "compare", "office.cfg", "-r2", "--what-if", change).stdout
            return [line.removeprefix("  applied: ") for line in out.splitlines() if line.startswith("  applied: ")]
        self.assertEqual(told("aht +10 %"), ["handle time: Service 4 min 7 s -> 4 min 32 s (+10.0 %), Sales 4 min 7 s -> 4 min 32 s (+10.0 %)"])
        self.assertEqual(told("aht of sales -20 %"), ["handle time: Sales 4 min 7 s -> 3 min 18 s (-20.0 %)"])
        self.assertEqual(told("move 2 from general to closers"), ["agents by group: general 5.0 -> 3.0, closers 1.0 -> 3.0",
                                                                  "2 agents move from general to closers: asked 2, applied all the while"])
        self.assertEqual(told('types.service.groups=("general", "closers")'), ["served by: Service also closers"])
        self.assertEqual(told('types.sales.groups=("closers")'), ["served by: Sales no longer general"])
        self.assertEqual(told("staff +100 %"), ["agents scheduled 6.0 -> 12.0 (+100.0 %)"], "every group has as many times its agents")
        self.assertEqual(told("patience +10 %"), [])

    def test_a_change_of_the_base_that_a_what_if_changes_is_told(self):
        (self.folder / "lent.cfg").write_text('extends = "office.cfg"; changes: { lend: { agents = 1; from = "general"; to = "closers"; }; };')
        told = self.expect(0, "compare", "lent.cfg", "-r2", "--what-if", "changes.lend.agents=2").stdout
        self.assertIn("applied: 2 agents move from general to closers: asked 2, applied all the while\n", told)
        self.assertNotIn("moves from", self.expect(0, "compare", "lent.cfg", "-r2", "--what-if", "volume +10 %").stdout)

    def test_hours_outside_opening_hours_and_net_agents_are_told(self):
        def told(*words):
            return self.expect(0, "compare", "office.cfg", "-r2", *words)
        late = told("--what-if", "staff +2 in general from 10:00 to 14:00")
        self.assertIn(": asked 2, applied all the while that the centre is open\n", late.stdout)
        self.assertIn('warning: --what-if "staff +2 in general from 10:00 to 14:00": 2 of its 4 hours on mon lie outside the opening hours 08:00-12:00 '
                      'and are ignored\n', late.stderr)
        self.assertIn("2 of its 4 hours", told("--what-if", "volume +10 % from 10:00 to 14:00").stderr)
        night = told("--what-if", "staff +2 in general from 22:00 to 02:00").stderr
        self.assertIn('--what-if "staff +2 in general from 22:00 to 02:00": changes nothing: no time that it is for is one at which the centre is open', night)
        self.assertNotIn("changes_1", night)
        net = told("--set", "groups.general.shrinkage=30 %", "--what-if", "staff +2 in general").stdout
        self.assertIn(": asked 2, applied all the while; 2 on the roster, 1.4 at work after 30 % shrinkage\n", net)

    def test_times_of_the_day(self):
        hours = "Volume +50 % from 09:00 to 10:00, staff +2 from 09:00 to 10:00 in general, shrinkage 50 % from 10:00 to 11:00 of closers"
        def figures(*more):
            rows = self.json_of("run", "office.cfg", "-r40", "--json", "--by", "interval", "--metric", "offered,scheduled_agents", *more)["metrics"]
            return {(row["interval"][-5:], row["entity"], row["metric"]): row["mean"] for row in rows if "interval" in row}
        was, now = figures(), figures("--what-if", hours)
        self.assertGreater(now["09:00", "all", "offered"], 1.3 * was["09:00", "all", "offered"])
        self.assertAlmostEqual(now["08:00", "all", "offered"], was["08:00", "all", "offered"])
        for (interval, entity, metric), mean in now.items():
            if metric != "scheduled_agents" or entity == "all" or mean is None:
                continue
            at_nine, at_ten = "09:00" <= interval < "10:00", "10:00" <= interval < "11:00"
            wanted = was[interval, entity, metric] + 2 * (at_nine and entity == "group/general")
            if entity == "group/closers" and at_ten:
                wanted *= 0.5
            self.assertAlmostEqual(mean, wanted, msg=f"{interval} {entity}")


if __name__ == "__main__":
    unittest.main()
