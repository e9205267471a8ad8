"""Pictures: axes with labels and units, and in them the figures of the result."""
import sys
import warnings

from case import FOLDER, Case, ccsim, compared, made, main, many, np, read_once

try:
    import matplotlib.pyplot as plt
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

read_once()


class Picture(Case):
    def tearDown(self):
        plt.close("all")

    def heights(self, line):
        """The values of steps: two points an interval."""
        y = np.asarray(line.get_ydata(), dtype=float)
        return y[::2], y[1::2]

    def drawn(self, ax):
        """It can be written, and says what it shows."""
        for text in (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()):
            self.assertTrue(text.strip())
        out = FOLDER / "picture.png"
        ax.figure.savefig(out)
        self.assertGreater(out.stat().st_size, 5000)

    def labels(self, axis):
        axis.figure.canvas.draw()
        return [text.get_text() for text in axis.get_ticklabels()]


class Day(Picture):
    def test_shows_the_mean_and_its_bands(self):
        data = ccsim.open(made("office"))
        ax = ccsim.plot.day(data, "asa_s", "type/service")
        left, right = self.heights(ax.lines[0])
        wanted = data["asa_s_by_interval"].sel(entity="type/service").values[0]
        self.same(left, wanted[:-1])  # without the time after close
        self.same(right, wanted[:-1])
        times = ax.lines[0].get_xdata()
        self.assertEqual((str(times[0])[:16], str(times[-1])[:16]), ("2026-03-02T08:00", "2026-03-02T12:00"))
        days, mean = (np.concatenate([path.vertices for path in band.get_paths()])[:, 1] for band in ax.collections)
        quantiles = data["value_quantile_by_interval"].sel(metric="asa_s", entity="type/service").values[0, :-1]
        self.same([days.min(), days.max()], [quantiles[:, 0].min(), quantiles[:, -1].max()], 1e-12)
        low, high = (data[f"asa_s_by_interval_{end}"].sel(entity="type/service").values[0, :-1] for end in ("low", "high"))
        self.same([mean.min(), mean.max()], [low.min(), high.max()], 1e-12)
        self.assertEqual(ax.get_ylabel(), "asa (s)")
        self.assertEqual(ax.get_title(), "asa of type Service by interval")
        self.assertEqual(ax.get_xlabel(), "local time, 2026-03-02")
        self.assertEqual([text.get_text() for text in ax.get_legend().get_texts()], ["office: 80% of days", "office: mean, 95 % interval"])
        self.drawn(ax)

    def test_shows_shares_in_per_cent_and_the_target(self):
        ax = ccsim.plot.day(made("office"), "service_level", "type/sales", days=False)
        self.assertEqual(len(ax.collections), 1)
        self.assertEqual(ax.get_ylabel(), "service level (%)")
        self.same(ax.lines[1].get_ydata(), [0.8, 0.8])
        ax.set_ylim(0, 1)
        self.assertIn("80", self.labels(ax.yaxis))
        self.assertEqual(len(ccsim.plot.day(made("office"), "asa_s", "type/sales").lines), 1)  # its target is about another metric

    def test_leaves_out_the_time_between_openings(self):
        data = ccsim.open(made("pause"))
        ax = ccsim.plot.day(data, "offered")
        y = np.asarray(ax.lines[0].get_ydata(), dtype=float)
        self.assertEqual((len(y), int(np.isnan(y).sum())), (2 * 14 + 3, 3))
        opens = data["interval_open"].values
        self.same(y[~np.isnan(y)][::2], data["offered_by_interval"].sel(entity="all").values[0][opens])
        self.assertEqual(ax.get_xlabel(), "local time, 2026-03-02 to 2026-03-03")

    def test_goes_on_where_clocks_go_back(self):
        times = ccsim.plot.day(made("night"), "offered").lines[0].get_xdata()
        self.assertTrue((np.diff(times) >= np.timedelta64(0)).all())

    def test_shows_every_configuration_in_a_colour_of_its_own(self):
        data = ccsim.open(compared())
        ax = ccsim.plot.day(data, "asa_s")
        self.assertEqual(len(ax.collections), 3)  # bands of the means; those of days would hide each other
        self.assertEqual(len({line.get_color() for line in ax.lines}), 3)
        for line, values in zip(ax.lines, data["asa_s_by_interval"].sel(entity="all").values):
            self.same(self.heights(line)[0], values[:-1])
        self.assertEqual(len(ccsim.plot.day(data, "asa_s", config="two more").lines), 1)

    def test_draws_where_it_is_told(self):
        ax = plt.figure().add_subplot()
        for draw in (lambda: ccsim.plot.day(made("office"), ax=ax), lambda: ccsim.plot.heat(made("office"), ax=ax),
                     lambda: ccsim.plot.waits(made("office"), ax=ax), lambda: ccsim.plot.differences(made("office"), made("office", "-r", "9"), ax=ax)):
            self.assertIs(draw(), ax)

    def test_refuses_what_is_not_there(self):
        with self.assertRaisesRegex(ccsim.ResultError, "no metric 'asa'"):
            ccsim.plot.day(made("office"), "asa")
        with self.assertRaisesRegex(ccsim.ResultError, "'occupancy' is not defined for 'type/sales'"):
            ccsim.plot.day(made("office"), "occupancy", "type/sales")
        with self.assertRaisesRegex(ccsim.ResultError, "a steady state has none"):
            ccsim.plot.day(made("steady"))


class Heat(Picture):
    def test_shows_every_group_and_interval(self):
        data = ccsim.open(made("office"))
        ax = ccsim.plot.heat(data)
        wanted = data["occupancy_by_interval"].sel(entity=["group/general", "group/closers"]).values[0, :, :-1]
        self.same(np.ma.filled(ax.collections[0].get_array(), np.nan).reshape(2, -1), wanted)
        self.assertEqual(self.labels(ax.yaxis), ["general", "closers"])
        self.assertEqual((ax.get_title(), ax.get_ylabel()), ("occupancy by group and interval", "group"))
        self.assertEqual(ax.figure.axes[1].get_ylabel(), "occupancy (%)")
        self.assertEqual(ax.collections[0].get_cmap().name, "viridis")
        self.drawn(ax)

    def test_leaves_closed_time_white(self):
        cells = ccsim.plot.heat(made("pause"), "service_level", "type").collections[0].get_array().reshape(2, -1)
        self.assertEqual(np.flatnonzero(np.ma.getmaskarray(cells)[0]).tolist(), [4, 8, 13])

    def test_wants_to_know_which_configuration(self):
        with self.assertRaisesRegex(ccsim.ResultError, r"holds 3 configurations: choose one with config= \(office, two more, one closer less\)"):
            ccsim.plot.heat(compared())
        self.assertIn("two more", ccsim.plot.heat(compared(), config="two more").get_title())


class Waits(Picture):
    def test_shows_the_share_that_waited_at_most_so_long(self):
        table = ccsim.wait_distribution(made("office"), "type")
        ax = ccsim.plot.waits(made("office"), "type")
        self.assertEqual([line.get_label() for line in ax.lines], ["type Service", "type Sales"])
        for line, entity in zip(ax.lines, ("type/service", "type/sales")):
            part = table[table["entity"] == entity]
            self.same(line.get_xdata()[:-1], part["upper_s"])
            self.same(line.get_ydata()[:-1], part["cumulative"])
        self.assertEqual((ax.get_xlabel(), ax.get_ylabel()), ("wait (s)", "waited at most so long (% of answered)"))
        self.drawn(ax)

    def test_shows_every_configuration_and_entity(self):
        ax = ccsim.plot.waits(compared(), "type")
        self.assertEqual([(line.get_color(), line.get_linestyle()) for line in ax.lines],
                         [(color, dash) for color in ccsim.plot.COLORS[:3] for dash in ("-", "--")])
        self.drawn(ax)


class Looks(Picture):
    """Colours and dashes of the lines."""

    def look(self, line):
        return line.get_color(), line.get_linestyle(), repr(line._dash_pattern)

    def test_differ_where_colours_come_again(self):
        path, n = many(9), len(ccsim.plot.COLORS) + 2
        for ax in (ccsim.plot.day(path), ccsim.plot.waits(path)):
            self.assertEqual(len({self.look(line) for line in ax.lines}), n)
        ax = ccsim.plot.waits(path, ["all", "type/service", "type/sales", "channel/voice"])
        self.assertEqual((len(ax.lines), len({self.look(line) for line in ax.lines})), (4 * n, 4 * n))
        for table in ({}, {"by": "interval"}):
            labels = [line for line in ccsim.plot.differences(path, **table).lines if line.get_label().startswith("variant")]
            self.assertEqual((len(labels), len({self.look(line) for line in labels})), (n - 1, n - 1))

    def test_are_those_of_the_configuration_in_every_picture(self):
        def colors(ax):
            return {line.get_label().split(":")[0].removeprefix("all contacts, "): line.get_color() for line in ax.lines}

        names = ["office", "two more", "one closer less"]
        wanted = dict(zip(names, ccsim.plot.COLORS))
        for chosen in (names, names[2:]):
            expected = {name: wanted[name] for name in chosen}
            self.assertEqual(colors(ccsim.plot.day(compared(), config=chosen)), expected)
            self.assertEqual(list(colors(ccsim.plot.waits(compared(), config=chosen)).values()), list(expected.values()))
            for by in ("entity", "interval"):
                found = colors(ccsim.plot.differences(compared(), config=chosen, by=by))
                self.assertEqual({name: found[name] for name in chosen if name != "office"}, {k: v for k, v in expected.items() if k != "office"})
        self.assertEqual(colors(ccsim.plot.differences(compared(), base="two more"))["one closer less"], wanted["one closer less"])
        self.assertEqual(colors(ccsim.plot.differences(made("office"), made("office", "-r", "9")))[made("office", "-r", "9").name], ccsim.plot.COLORS[1])


class Differences(Picture):
    def test_shows_each_with_its_interval_and_verdict(self):
        table = ccsim.differences(compared(), metric="service_level")
        ax = ccsim.plot.differences(compared())
        self.assertEqual(len(ax.containers), len(table))
        places = []
        for bar, (_, row) in zip(ax.containers, table.iterrows()):
            self.same(bar.lines[0].get_xdata(), [row["difference"]])
            (ends,) = bar.lines[2][0].get_segments()
            self.same(ends[:, 0], [row["low"], row["high"]], 1e-12)
            places.append(float(bar.lines[0].get_ydata()[0]))
        self.same(np.round(places), [0, 1, 2, 3] * 2)  # a row for each entity,
        self.assertEqual(len(set(places)), 8)  # in it a place for each configuration
        self.assertEqual([text.get_text() for text in ax.get_legend().get_texts()], ["two more", "one closer less"])
        self.assertEqual([text.get_text() for text in ax.texts], table["verdict"].tolist())
        self.assertEqual(ax.get_xlabel(), "difference in service level (percentage points)")
        self.assertEqual(ax.get_title(), "service level against office")
        self.assertEqual(self.labels(ax.yaxis)[:3], ["all contacts", "type Service", "type Sales"])
        self.drawn(ax)

    def test_shows_them_through_the_day(self):
        table = ccsim.differences(compared(), by="interval", metric="asa_s", entity="all")
        ax = ccsim.plot.differences(compared(), by="interval", metric="asa_s")
        names = table["config"].unique().tolist()
        lines = [line for line in ax.lines if line.get_label() in names]
        self.assertEqual(len(lines), 2)
        for line in lines:
            part = table[(table["config"] == line.get_label()) & table["interval_open"]]
            self.same(self.heights(line)[0], part["difference"])
        self.assertEqual(ax.get_ylabel(), "difference in asa (s)")
        self.assertEqual(ax.get_title(), "asa of all contacts against office")
        self.drawn(ax)

    def test_says_that_they_are_unpaired(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ccsim.ResultWarning)
            ax = ccsim.plot.differences(made("office"), made("office", "-s", "3"), metric="asa_s")
        self.assertEqual(ax.get_title(), "asa against office, unpaired")


if __name__ == "__main__":
    main()
