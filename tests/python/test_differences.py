"""differences(): the figures of `ccsim compare --json` to 1e-9, its verdicts, pairing and refusals."""
import math
import os
import subprocess
import warnings

from case import FOLDER, OFFICE, PROGRAM, SCENARIOS, Case, ccsim, compared, made, main, np, program, read_once, rows

import pandas as pd

read_once()
TOLERANCE = 1e-9
SCENARIOS["later"] = OFFICE.replace('open = "08:00-12:00"', 'open = "08:00-13:00"')
SCENARIOS["shifted"] = OFFICE.replace('open = "08:00-12:00"', 'open = "09:00-13:00"')
SCENARIOS["finer"] = OFFICE.replace('interval = "30 min"', 'interval = "15 min"')
SCENARIOS["alone"] = OFFICE[: OFFICE.index("  sales:")] + OFFICE[OFFICE.index("};\ngroups:"):]
SCENARIOS["more"] = OFFICE.replace("general: { staff = 5; }", "general: { staff = 6; }")


class Figures(Case):
    def check(self, paths, options=(), by="entity", paired=True, **kwargs):
        """Every difference that the program prints, and no other that is defined."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore" if not paired else "error", ccsim.ResultWarning)
            table = ccsim.differences(*paths, by=by, **kwargs)
        self.assertEqual(set(table["paired"]), {paired})
        wanted = {}
        for row in rows(program("compare", *paths, "--json", *options)):
            if row.get("difference") is not None and ("interval" in row) == (by == "interval"):
                wanted[os.path.basename(row["variant"]), row["metric"], row["entity"], row.get("interval")] = row
        defined = table[table["difference"].notna()]
        self.assertGreater(len(wanted), 5)
        self.assertEqual(len(defined), len(wanted))
        for _, one in defined.iterrows():
            row = wanted[one["config"], one["metric"], one["entity"], one["interval_label"] if by == "interval" else None]
            half = row["difference_half_width"]
            self.same([one["difference"], one["half_width"]], [row["difference"], math.nan if half is None else half], TOLERANCE)
            self.assertEqual((one["verdict"], one["unit"]), (row["verdict"], row["unit"]), dict(one))
            self.same(one["mean"], row["mean"], TOLERANCE)
            more = row["more"] if row["verdict"] == "undecided" else 0
            self.assertEqual(None if one["more"] is pd.NA else one["more"], more, dict(one))
        return table

    def test_of_two_files(self):
        table = self.check((made("office"), made("more")))
        self.assertEqual(list(table.columns), [
            "base", "config", "metric", "entity", "entity_kind", "entity_name", "base_mean", "mean", "difference", "half_width", "low", "high",
            "paired", "verdict", "more", "margin", "unit", "kind"])
        staff = table[(table["metric"] == "scheduled_agents") & (table["entity"] == "group/general")].iloc[0]
        self.assertEqual((staff["difference"], staff["half_width"], staff["verdict"]), (1, 0, "higher"))
        self.same(table["high"] - table["low"], 2 * table["half_width"], 1e-12)
        self.assertGreater(set(table["verdict"]), {"better", "same", "undecided"})

    def test_of_more_than_twenty_replications(self):  # sections of the jackknife hold several
        self.check((made("office", "-r", "47"), made("more", "-r", "47")))

    def test_of_sets_of_replications(self):
        sets = ("-r", "12", "--set", 'run.variance="antithetic"')
        table = self.check((made("office", *sets), made("more", *sets)))
        plain = self.check((made("office", "-r", "12"), made("more", "-r", "12")))
        days = [of[of["metric"] == "target_days"]["half_width"].tolist() for of in (table, plain)]
        self.assertNotEqual(*days)
        self.check((made("office", "-r", "12"), made("more", *sets)), paired=False)

    def test_of_one_scenario_with_other_replications(self):
        table = self.check((made("office"), made("office", "-r", "11")))
        self.assertEqual(set(table["base"]), {"office"})
        self.assertEqual(set(table["config"]), {made("office", "-r", "11").name})
        counts = table[table["kind"] == "count"]
        self.assertTrue((counts["difference"] == 0).all())  # the first seven are the same days

    def test_of_a_file_with_variants(self):
        table = self.check((compared(),))
        self.assertEqual(set(table["config"]), {"two more", "one closer less"})

    def test_of_a_steady_state(self):
        self.check((made("steady"), made("steady", "--set", "groups.desk.staff=7")))
        self.check((made("steady", "-r", "3"), made("steady", "-r", "2", "--set", "groups.desk.staff=7")))

    def test_of_other_seeds_are_not_paired(self):
        self.check((made("office"), made("more", "-s", "77", "-r", "9")), paired=False)
        self.check((made("steady"), made("steady", "-s", "78")), paired=False)

    def test_of_one_replication_are_undecided(self):
        table = self.check((made("office", "-r", "1"), made("more", "-r", "1")))
        self.assertEqual(set(table["verdict"]), {"undecided", ""})
        self.assertTrue(table["more"].isna().all())

    def test_where_one_lacks_a_type(self):
        table = self.check((made("office"), made("alone")))
        self.assertNotIn("type/sales", set(table["entity"]))

    def test_of_a_file_in_which_a_variant_lacks_a_type(self):
        made("office"), made("alone")  # the scenarios lie there
        path = FOLDER / "lacks.h5"
        program("compare", FOLDER / "office.cfg", FOLDER / "alone.cfg", "--quiet", "-o", path)
        data = ccsim.open(path)
        self.assertTrue(np.isnan(data["asa_s"].sel(config="alone", entity="type/sales")))
        self.assertFalse(np.isnan(data["asa_s"].sel(config="office", entity="type/sales")))
        table = self.check((path,))
        self.assertTrue(table.loc[table["entity"] == "type/sales", "difference"].isna().all())
        self.assertEqual(set(table.loc[table["entity"] == "type/sales", "verdict"]), {""})
        both = ccsim.differences(made("office"), made("alone"), metric="asa_s", entity="type/service")
        one = table[(table["metric"] == "asa_s") & (table["entity"] == "type/service")]
        self.same(one["half_width"], both["half_width"], TOLERANCE)

    def test_by_interval_that_a_file_of_variants_holds(self):
        table = self.check((compared(),), ("--by", "interval", "--metric", "service_level,offered,queue_length", "--entity", "all"), by="interval",
                           metric=["service_level", "offered", "queue_length"], entity="all")
        self.assertEqual(len(table), 2 * 3 * 9)

    def test_by_interval_of_replications_that_were_kept(self):
        keep = ("--keep", "intervals")
        options = ("--by", "interval", "--metric", "asa_s,abandonment_rate", "--entity", "type/service")
        both = made("office", *keep), made("more", *keep)
        self.check(both, options, by="interval", metric=["asa_s", "abandonment_rate"], entity="type/service")
        other = made("more", *keep, "-s", "5", "-r", "6")
        self.check((both[0], other), options, by="interval", paired=False, metric=["asa_s", "abandonment_rate"], entity="type/service")

    def test_of_several_in_the_second_file_are_from_the_one_of_the_first(self):
        table = ccsim.differences(made("more"), compared(), metric="asa_s", entity="all")
        self.assertEqual(table[["base", "config"]].values.tolist(), [["more", "office"], ["more", "two more"], ["more", "one closer less"]])
        self.same(table["difference"], table["mean"] - table["base_mean"], TOLERANCE)

    def test_by_interval_are_from_the_base_also_where_the_first_configuration_was_left_out(self):
        data = ccsim.open(compared("--keep", "intervals")).sel(config=["two more", "one closer less"])
        wanted = {"metric": "offered", "entity": "all", "by": "interval"}
        table = ccsim.differences(data, **{**wanted, "metric": "abandonment_rate"})
        self.assertEqual(set(table["base"]), {"two more"})
        self.same(table["difference"], table["mean"] - table["base_mean"], TOLERANCE)
        with self.assertRaisesRegex(ccsim.ResultError, "two more holds no replications by interval"):
            ccsim.differences(ccsim.open(compared()).sel(config=["two more", "one closer less"]), **wanted)

    def test_by_interval_are_the_same_from_what_is_held_and_what_was_kept(self):
        path = compared("--keep", "intervals")
        held = ccsim.differences(path, by="interval")
        data = ccsim.open(path)
        kept = ccsim.differences(data.drop_vars([name for name in data if "_by_interval_difference" in name]), by="interval")
        for column in ("difference", "half_width"):
            self.same(kept[column], held[column], TOLERANCE)
        self.assertEqual(kept["verdict"].tolist(), held["verdict"].tolist())


class Verdicts(Case):
    def judge(self, mean, half, sense=1, margin=0.005, n=100):
        from ccsim_results._compare import _judge

        verdict, more = _judge(np.array([mean]), np.array([half]), sense, margin, n)
        return verdict[0], None if more.isna()[0] else more[0]

    def test_say_what_an_interval_decides(self):
        self.assertEqual(self.judge(0.02, 0.01), ("better", 0))
        self.assertEqual(self.judge(-0.02, 0.01), ("worse", 0))
        self.assertEqual(self.judge(-0.02, 0.01, sense=-1), ("better", 0))
        self.assertEqual(self.judge(0.02, 0.01, sense=0), ("higher", 0))
        self.assertEqual(self.judge(-0.02, 0.01, sense=0), ("lower", 0))
        self.assertEqual(self.judge(0.003, 0.001), ("same", 0))
        self.assertEqual(self.judge(0.0, 0.0), ("same", 0))
        self.assertEqual(self.judge(math.nan, math.nan), ("", None))
        self.assertEqual(self.judge(0.02, math.nan), ("undecided", None))

    def test_say_how_many_more_would_decide(self):
        self.assertEqual(self.judge(0.01, 0.02), ("undecided", 300))  # half the half-width takes four times as many
        self.assertEqual(self.judge(0.001, 0.008), ("undecided", 300))  # to lie within the margin
        self.assertEqual(self.judge(0.0, 0.01, margin=0.0), ("undecided", None))


class Refused(Case):
    def test_what_cannot_be_compared_with_the_reason_of_the_program(self):
        for other in ("later", "shifted", "finer", "steady"):
            paths = made("office"), made(other)
            done = subprocess.run([PROGRAM, "compare", *map(str, paths)], cwd=FOLDER, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 65, other)
            with self.assertRaises(ccsim.ResultError) as caught:
                ccsim.differences(*paths)
            self.assertIn("cannot be compared: another ", str(caught.exception))
            self.assertIn(str(caught.exception), done.stderr)

    def test_no_replications_by_interval(self):
        with self.assertRaisesRegex(ccsim.ResultError, "office holds no replications by interval; run it with --keep intervals"):
            ccsim.differences(made("office"), made("more"), by="interval")
        with self.assertRaisesRegex(ccsim.ResultError, "a steady state has none"):
            ccsim.differences(made("steady"), made("steady", "-r", "2"), by="interval")

    def test_one_result_alone(self):
        with self.assertRaisesRegex(ccsim.ResultError, "one configuration, office: pass two results"):
            ccsim.differences(made("office"))

    def test_a_base_that_must_be_named(self):
        with self.assertRaisesRegex(ccsim.ResultError, r"the first result holds 3 configurations: choose one with base= \(office, two more, "):
            ccsim.differences(compared(), made("more"))
        table = ccsim.differences(compared(), made("more"), base="two more", metric="asa_s", entity="all")
        self.assertEqual(table[["base", "config"]].values.tolist(), [["two more", "more"]])
        turned = ccsim.differences(compared(), base="two more", config="office", metric="asa_s", entity="all")
        plain = ccsim.differences(compared(), config="two more", metric="asa_s", entity="all")
        self.same(turned["difference"], -plain["difference"], TOLERANCE)
        self.same(turned["half_width"], plain["half_width"], TOLERANCE)

    def test_the_base_against_itself(self):
        with self.assertRaisesRegex(ccsim.ResultError, r"config='office': that is the base; name others with config= \(two more, one closer less\)"):
            ccsim.differences(compared(), config="office")
        with self.assertRaisesRegex(ccsim.ResultError, "config='two more': that is the base"):
            ccsim.plot.differences(compared(), base="two more", config=["two more"])
        table = ccsim.differences(compared(), config=["office", "two more"], metric="asa_s", entity="all")
        self.assertEqual(table["config"].tolist(), ["two more"])

    def test_names_of_configurations_with_the_argument_that_gave_them(self):
        for paths, name, says in (((compared(), made("more")), {"base": "two"}, "base=, in the first result: there is no configuration 'two'"),
                                  ((made("more"), compared()), {"config": "two"}, "config=, in the second result: there is no configuration 'two'"),
                                  ((compared(),), {"base": "two"}, "base=: there is no configuration 'two'"),
                                  ((compared(),), {"config": "two"}, "config=: there is no configuration 'two'")):
            with self.assertRaisesRegex(ccsim.ResultError, says):
                ccsim.differences(*paths, **name)

    def test_names_that_are_not_there(self):
        with self.assertRaisesRegex(ccsim.ResultError, "no metric 'asa'"):
            ccsim.differences(made("office"), made("more"), metric="asa")
        with self.assertRaisesRegex(ccsim.ResultError, "no entity 'type/sales'"):
            ccsim.differences(made("office"), made("alone"), entity="type/sales")


class Warned(Case):
    def test_that_other_seeds_are_compared_unpaired(self):
        with self.assertWarnsRegex(ccsim.ResultWarning, r"more is compared unpaired with office: the seeds differ \(2385 and 77\)") as caught:
            ccsim.differences(made("office"), made("more", "-s", "77"))
        self.assertEqual(caught.filename, __file__)
        with self.assertWarnsRegex(ccsim.ResultWarning, "unpaired") as caught:
            ccsim.plot.differences(made("office"), made("more", "-s", "77"))
        self.assertEqual(caught.filename, __file__)

    def test_that_other_replications_are_compared_unpaired(self):
        with self.assertWarnsRegex(ccsim.ResultWarning, r"the replications differ \(from 1 on and from 4 on\)"):
            ccsim.differences(made("office"), made("more", "--first-replication", "4"))


class Student(Case):
    def test_quantiles_are_those_of_tables(self):
        from ccsim_results._student import t_quantile

        for confidence, degrees, t in ((0.95, 1, 12.7062047361747), (0.95, 4, 2.77644510519779), (0.95, 99, 1.98421695158642),
                                       (0.99, 19, 2.86093460646497), (0.9, 29, 1.6991270265335), (0.5, 1, 1.0),
                                       (0.95, 100000, 1.95998770753461)):
            self.same(t_quantile(confidence, degrees), t, 1e-11)
        self.assertTrue(math.isnan(t_quantile(0.95, 0)))


if __name__ == "__main__":
    main()
