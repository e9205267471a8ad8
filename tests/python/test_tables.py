"""frame() and wait_distribution(): the program's figures, tidy; names that are not there."""
import itertools
import math

from case import Case, ccsim, compared, h5py, made, main, np, program, read_once, rows

read_once()
KEYS = ["config", "metric", "entity", "entity_kind", "entity_name"]


def number(x):
    return math.nan if x is None else x


class Estimates(Case):
    def check(self, path):
        """Every row that the program prints, and no other."""
        table = ccsim.frame(path)
        self.assertEqual(list(table.columns), KEYS + ["mean", "half_width", "low", "high", "unit", "kind"])
        wanted = rows(program("show", path, "--json"))
        found = table.set_index(["metric", "entity"])
        self.assertEqual(set(found.index), {(row["metric"], row["entity"]) for row in wanted})
        self.assertEqual(len(found), len(wanted))
        for row in wanted:
            one = found.loc[row["metric"], row["entity"]]
            self.same([one["mean"], one["half_width"]], [number(row["mean"]), number(row["half_width"])])
            self.assertEqual(one["unit"], row["unit"])
        self.same(table["high"] - table["low"], 2 * table["half_width"], 1e-9)
        return table

    def check_shares(self, table):
        """Intervals of shares stay within 0 and 1."""
        shares = table[table["metric"].isin(["service_level", "abandonment_rate", "target_days", "occupancy"])]
        self.assertGreaterEqual(shares["low"].min(), 0)
        self.assertLessEqual(shares["high"].max(), 1)

    def test_are_those_of_the_program(self):
        table = self.check(made("office"))
        self.assertEqual(set(table["config"]), {"office"})
        self.assertEqual(set(table["kind"]), {"count", "ratio", "quantile", "level", "maximum", "time average", "share of days"})
        self.check_shares(table)
        short = self.check(made("steady"))  # too short for an interval, which its warning says
        self.assertTrue(short["low"].isna().all() and short["high"].isna().all())

    def test_by_interval_are_those_of_the_program(self):
        table = ccsim.frame(made("pause"), by="interval", metric=["asa_s", "occupancy"], entity=["all", "group"])
        self.assertEqual(list(table.columns[:8]), KEYS + ["interval", "interval_label", "interval_open"])
        self.assertEqual(table["interval"].dtype, "datetime64[ns]")
        self.assertEqual(len(table), (1 + 3) * 2 * 9)  # asa_s: all; occupancy: all and two groups; two days
        wanted = rows(program("show", made("pause"), "--json", "--by", "interval", "--metric", "asa_s,occupancy"))
        wanted = {(row["metric"], row["entity"], row["interval"]): row for row in wanted if "interval" in row}
        for _, one in table.iterrows():
            row = wanted[one["metric"], one["entity"], one["interval_label"]]
            self.same([one["mean"], one["half_width"]], [number(row["mean"]), number(row["half_width"])])
        closed = table[~table["interval_open"]]
        self.assertEqual(sorted(set(closed["interval_label"])), sorted(f"2026-03-0{d} {what}" for d, what in itertools.product(
            (2, 3), ("closed from 10:00", "after close"))))
        self.assertTrue(closed.loc[closed["metric"] == "occupancy", "mean"].isna().all())

    def test_of_several_configurations_are_kept_apart(self):
        path = compared()
        table = ccsim.frame(path, metric="service_level", entity="type")
        self.assertEqual(len(table), 3 * 2)
        with h5py.File(path, "r") as file:
            names = file["config"].asstr()[...].tolist()
            entities = file["entity"].asstr()[...].tolist()
            for _, one in table.iterrows():
                self.same(one["mean"], file["service_level"][names.index(one["config"]), entities.index(one["entity"])])
        self.assertEqual(table["mean"].nunique(), 6)
        self.assertEqual(set(ccsim.frame(path, config="two more")["config"]), {"two more"})

    def test_of_a_selected_configuration_are_its_own(self):
        data = ccsim.open(compared())
        one = ccsim.frame(data.sel(config="two more"))
        whole = ccsim.frame(data, config="two more")
        self.assertEqual(one.to_dict("list").keys(), whole.to_dict("list").keys())
        self.same(one["mean"], whole["mean"])
        self.assertEqual(set(one["config"]), {"two more"})


class Replications(Case):
    def check(self, path, batches):
        table = ccsim.frame(path, by="replication", metric=["asa_s", "answered", "max_wait_s"], entity="all")
        estimates = ccsim.frame(path, metric=["asa_s", "answered", "max_wait_s"], entity="all").set_index("metric")["mean"]
        self.assertEqual(list(table.columns), KEYS + ["replication", "batch", "value", "weight", "unit", "kind"])
        for metric, part in table.groupby("metric"):
            counted = part[part["weight"] != 0]
            mean = (counted["value"] * counted["weight"]).sum() / counted["weight"].sum()
            self.same(mean * (batches if metric == "answered" else 1), estimates[metric], 1e-12)
        return table

    def test_make_the_estimates(self):
        table = self.check(made("office"), 1)
        self.assertEqual(table["replication"].tolist(), list(range(1, 8)) * 3)

    def test_of_a_steady_state_are_its_batches(self):
        table = self.check(made("steady", "-r", "2"), 12)
        self.assertEqual(len(table), 3 * 24)
        self.assertEqual(table["batch"].tolist()[:13], [*range(1, 13), 1])

    def test_are_those_of_the_file(self):
        path = made("office")
        table = ccsim.frame(path, by="replication", metric=["asa_s", "occupancy"])
        with h5py.File(path, "r") as file:
            metrics, entities = (file[name].asstr()[...].tolist() for name in ("metric", "entity"))
            for column, name in (("value", "value_by_replication"), ("weight", "weight_by_replication")):
                cells = file[name][0]
                self.same(table[column], [cells[row.replication - 1, entities.index(row.entity), metrics.index(row.metric)]
                                          for row in table.itertuples()])
        self.assertEqual(len(table), 7 * (4 + 3))

    def test_are_as_many_as_a_configuration_has(self):
        few, many = made("office"), made("office", "-r", "11")
        self.assertEqual(len(ccsim.frame(few, by="replication", metric="asa_s", entity="all")), 7)
        self.assertEqual(len(ccsim.frame(many, by="replication", metric="asa_s", entity="all")), 11)


class Names(Case):
    def refuses(self, says, call, *args, **kwargs):
        with self.assertRaises(ccsim.ResultError) as caught:
            call(*args, **kwargs)
        self.assertEqual(str(caught.exception), says)

    def test_that_are_not_there_name_the_closest(self):
        path = made("office")
        self.refuses("there is no metric 'service_levle'; the closest is 'service_level'", ccsim.frame, path, metric="service_levle")
        self.refuses("there is no entity 'type/sale'; the closest is 'type/sales'", ccsim.frame, path, entity="type/sale")
        self.refuses("there is no configuration 'x'; there are office", ccsim.frame, path, config="x")
        self.refuses("there is no table by 'hour'; there are entity, interval, replication", ccsim.frame, path, by="hour")
        self.refuses("the metric 'wait_p50_s' is not known by interval", ccsim.frame, path, by="interval", metric="wait_p50_s")
        self.refuses("no metric that was asked for is defined for 'group'", ccsim.frame, path, metric="offered", entity="group")
        self.refuses("this result has no intervals: a steady state has none", ccsim.frame, made("steady"), by="interval", metric="asa_s")
        self.refuses("this result has no intervals: a steady state has none", ccsim.frame, made("steady"), by="interval")


class Waits(Case):
    def test_are_those_of_the_file(self):
        path = made("office")
        table = ccsim.wait_distribution(path)
        self.assertEqual(list(table.columns), ["config", "entity", "upper_s", "count", "share", "cumulative"])
        self.assertEqual(list(table["entity"].unique()), ["all", "type/service", "type/sales", "channel/voice"])
        with h5py.File(path, "r") as file:
            counts, upper = file["wait_count"][0], file["wait_bin_upper_s"][...]
            answered = file["answered"][0][:3] * 7
        for row, entity in ((counts.sum(axis=0), "all"), (counts[0], "type/service"), (counts[1], "type/sales")):
            part = table[table["entity"] == entity]
            self.same(part["upper_s"], upper[row > 0])
            self.same(part["count"], row[row > 0])
            self.same(part["cumulative"], np.cumsum(row[row > 0]) / row.sum(), 1e-12)
        self.same(table.groupby("entity", sort=False)["count"].sum()[["all", "type/service", "type/sales"]], answered, 1e-12)

    def test_belong_to_types_and_what_holds_them(self):
        with self.assertRaisesRegex(ccsim.ResultError, "group/general has no waits of its own"):
            ccsim.wait_distribution(made("office"), "group/general")
        table = ccsim.wait_distribution(compared(), "all")
        self.assertEqual(table["config"].nunique(), 3)
        self.same(table.groupby("config")["share"].sum(), [1, 1, 1], 1e-12)


if __name__ == "__main__":
    main()
