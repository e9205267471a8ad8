"""ccsim export and ccsim show on files of one and of several variants: what is read back is what the result file holds."""
import csv
import datetime
import io
import json
import math
import os
import re
import resource
import shutil
import sys
import unittest

from cli import OFFICE, SOURCE, CliTest

try:
    import h5py
except ImportError:
    print("python3-h5py is missing")
    sys.exit(77)
try:
    import openpyxl
except ImportError:
    print("python3-openpyxl is missing")
    sys.exit(77)

VARIANT = "+2, \"more\""


def rows_of(text):
    """The rows of a CSV as dictionaries; every row has as many cells as the head."""
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert all(len(row) == len(table[0]) for row in table), text
    return [dict(zip(table[0], row)) for row in table[1:]]


def number(text):
    return float(text) if text else math.nan


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


class Export(CliTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.file = h5py.File(self.folder / "a.h5")
        self.addCleanup(self.file.close)
        for axis in ("metric", "entity", "interval"):
            setattr(self, axis, list(self.file[axis].asstr()))

    def csv_of(self, *args):
        return rows_of(self.run_text("export", *args))

    def run_text(self, *args):
        done = self.expect(0, *args, text=False)
        self.assertTrue(done.stdout.endswith(b"\r\n"))
        return done.stdout.decode()

    def compare(self):
        self.expect(0, "compare", "office.cfg", "--what-if", f"{VARIANT}: groups.general.staff+=2", "-o", "v.h5")
        file = h5py.File(self.folder / "v.h5")
        self.addCleanup(file.close)
        return file


class Csv(Export):
    def test_every_estimate_equals_the_file(self):
        rows = self.csv_of("a.h5")
        applies = self.file["metric_applies"][:]
        self.assertEqual(len(rows), int(applies.sum()))
        self.assertEqual({(r["metric"], r["entity"]) for r in rows},
                         {(m, e) for i, m in enumerate(self.metric) for k, e in enumerate(self.entity) if applies[i, k]})
        p = [f"p{100 * x:.4g}" for x in self.file["probability"]]
        self.assertEqual(p, ["p10", "p25", "p50", "p75", "p90"])
        for r in rows:
            m, e = self.metric.index(r["metric"]), self.entity.index(r["entity"])
            mean, half = self.file[r["metric"]][0, e], self.file[r["metric"] + "_half_width"][0, e]
            self.assertTrue(same(number(r["mean"]), mean) and same(number(r["half_width"]), half), r)
            low, high = number(r["low"]), number(r["high"])
            self.assertTrue(same(low, self.file[r["metric"] + "_low"][0, e]) and same(high, self.file[r["metric"] + "_high"][0, e]), r)
            self.assertTrue(math.isnan(half) or abs(high - low - 2 * half) <= 1e-9 * max(1, abs(mean)), r)
            self.assertEqual((r["config"], r["kind"], r["interval"]), ("office", r["entity"].split("/")[0], ""))
            self.assertEqual(r["unit"], self.file["metric_unit"].asstr()[m])
            for k, name in enumerate(p):
                self.assertTrue(same(number(r[name]), self.file["value_quantile"][0, m, e, k]), r)

    def test_every_estimate_by_interval_equals_the_file(self):
        rows = self.csv_of("a.h5", "--by", "interval")
        found = {(r["metric"], r["entity"], r["interval"]): r for r in rows}
        self.assertEqual(len(found), len(rows))
        for m in self.metric:
            if m + "_by_interval" not in self.file:
                self.assertFalse([r for r in rows if r["metric"] == m])
                continue
            for k, e in enumerate(self.entity):
                if not self.file["metric_applies"][self.metric.index(m), k]:
                    continue
                for i, t in enumerate(self.interval):
                    r = found[(m, e, t)]
                    self.assertTrue(same(number(r["mean"]), self.file[m + "_by_interval"][0, k, i]), r)
                    self.assertTrue(same(number(r["half_width"]), self.file[m + "_by_interval_half_width"][0, k, i]), r)

    def test_every_observation_equals_the_file(self):
        rows = self.csv_of("a.h5", "--by", "replication")
        self.assertEqual(len(rows), 7 * int(self.file["metric_applies"][:].sum()))
        for r in rows:
            at = (0, int(r["replication"]) - 1, self.entity.index(r["entity"]), self.metric.index(r["metric"]))
            self.assertTrue(same(number(r["value"]), self.file["value_by_replication"][at]), r)
            self.assertTrue(same(number(r["weight"]), self.file["weight_by_replication"][at]), r)

    def test_batches_of_a_steady_state_are_numbered(self):
        self.expect(0, "run", "steady.cfg", "-o", "s.h5")
        rows = self.csv_of("s.h5", "--by", "replication", "--metric", "asa_s", "--entity", "all")
        self.assertEqual([int(r["batch"]) for r in rows], list(range(1, 13)))
        self.assertTrue(json.loads(self.expect(0, "export", "s.h5", "--format", "json").stdout)["metrics"])

    def test_wide_has_a_row_for_each_entity_and_a_column_for_each_metric(self):
        for by, axis in (("summary", [None]), ("interval", self.interval)):
            rows = self.csv_of("a.h5", "--format", "csv-wide", "--by", by)
            self.assertEqual([(r["entity"], r.get("interval")) for r in rows], [(e, t) for e in self.entity for t in axis])
            for r in rows:
                e = self.entity.index(r["entity"])
                for i, m in enumerate(self.metric):
                    if m not in r:
                        self.assertTrue(by == "interval" and m + "_by_interval" not in self.file or not self.file["metric_applies"][i].any(), m)
                        continue
                    value = self.file[m][0, e] if by == "summary" else self.file[m + "_by_interval"][0, e, axis.index(r["interval"])]
                    self.assertTrue(same(number(r[m]), value if self.file["metric_applies"][i, e] else math.nan), (r["entity"], m))

    def test_metrics_and_entities_are_chosen(self):
        rows = self.csv_of("a.h5", "--metric", "asa_s,service_level", "--entity", "type/sales")
        self.assertEqual([(r["metric"], r["entity"]) for r in rows], [("service_level", "type/sales"), ("asa_s", "type/sales")])
        self.assertEqual({r["kind"] for r in self.csv_of("a.h5", "--by", "group")}, {"group"})

    def test_variants_have_rows_with_differences(self):
        file = self.compare()
        rows = self.csv_of("v.h5", "--metric", "service_level,scheduled_agents")
        self.assertEqual([r["config"] for r in rows[:1]], ["office"])
        others = [r for r in rows if r["config"] == "'" + VARIANT]  # disarmed: it would be a formula
        self.assertEqual(len(others), len(rows) / 2)
        entities = list(file["entity"].asstr())
        for r in others:
            e = entities.index(r["entity"])
            self.assertTrue(same(number(r["mean"]), file[r["metric"]][1, e]))
            self.assertAlmostEqual(number(r["difference"]), file[r["metric"]][1, e] - file[r["metric"]][0, e], places=12)
            self.assertEqual(r["paired"], "true")
        by_name = {(r["metric"], r["entity"]): r for r in others}
        self.assertEqual((by_name[("scheduled_agents", "group/general")]["difference"], by_name[("scheduled_agents", "group/general")]["verdict"]),
                         ("2", "higher"))
        self.assertEqual(by_name[("service_level", "all")]["verdict"], "better")
        self.assertEqual({r["difference"] for r in rows if r["config"] == "office"}, {""})


class Intervals(Export):
    def aht_of(self, entity, interval):
        """Of a queue over the run; of all as the queues are mixed in the interval."""
        queues = [self.entity.index(name) for name in (("type/service", "type/sales") if entity == "all" else (entity,))]
        offered = [self.file["offered_by_interval"][0, e, interval] for e in queues]
        return sum(n * self.file["aht_s"][0, e] for n, e in zip(offered, queues)) / sum(offered)

    def test_text_is_not_written_under_the_name_of_a_workbook(self):
        self.expect(64, "export", "a.h5", "--format", "intervals", "-o", "x.xlsx", says="x.xlsx is the name of a file in the format xlsx, not intervals")
        self.expect(64, "export", "a.h5", "--format", "xlsx", "-o", "x.csv", says="x.csv is the name of a file in the format csv, not xlsx")
        self.expect(64, "export", "a.h5", "-o", "x.xls", says="x.xls ends in none of .csv, .json, .xlsx")
        self.expect(0, "export", "a.h5", "--format", "intervals", "-o", "x.csv")

    def test_offered_adds_up_and_so_do_the_agents(self):
        rows = self.csv_of("a.h5", "--format", "intervals")
        self.assertEqual(list(rows[0]), ["date", "interval", "queue", "label", "offered", "aht", "staff"])
        self.assertEqual({(r["queue"], r["label"]) for r in rows},
                         {("service", "Service"), ("sales", "Sales"), ("service+sales", "general")})
        self.assertAlmostEqual(sum(number(r["offered"]) for r in rows if r["offered"]), self.file["offered"][0, 0], places=9)
        for i in range(8):
            there = [float(r["staff"]) for r in rows[3 * i:3 * i + 3]]
            self.assertAlmostEqual(sum(there), self.file["scheduled_agents_by_interval"][0, 0, i], places=12)
        alone = self.csv_of("a.h5", "--format", "intervals", "--entity", "all")
        self.assertEqual({r["queue"] for r in alone}, {"all"})
        for queue, entity, everybody in (("service", "type/service", rows), ("sales", "type/sales", rows), ("all", "all", alone)):
            own = [r for r in everybody if r["queue"] == queue]
            e = self.entity.index(entity)
            self.assertAlmostEqual(sum(float(r["offered"]) for r in own), self.file["offered"][0, e], places=9)
            self.assertEqual([(r["date"], r["interval"]) for r in own[:8]],
                             [("2026-03-02", f"{8 + i // 2:02}:{30 * (i % 2):02}") for i in range(8)])
            for i, r in enumerate(own[:8]):
                self.assertTrue(same(number(r["offered"]), self.file["offered_by_interval"][0, e, i]))
                self.assertEqual(r["aht"], f"{self.aht_of(entity, i):.1f}".removesuffix(".0"))
            # general serves both, closers only sales; all counts each group once
            self.assertEqual({r["staff"] for r in own[:8]}, {{"service": "0", "sales": "1", "all": "6"}[queue]})

    def test_a_spreadsheet_with_decimal_commas_opens_it_and_a_scenario_reads_it_back(self):
        args = ("export", "a.h5", "--format", "csv-wide", "--by", "interval", "--metric", "offered", "--entity", "type/sales")
        plain = rows_of(self.run_text(*args))
        text = self.run_text(*args, "--decimal", ",")
        self.assertTrue(text.startswith("\ufeffconfig;"))
        rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))
        self.assertEqual([{**r, "offered": r["offered"].replace(",", ".")} for r in rows], plain)
        self.assertTrue(any("," in r["offered"] for r in rows))
        self.assertEqual(self.run_text(*args, "--separator", ";", "--decimal", ","), text)
        self.assertEqual(self.run_text(*args, "--locale", "de"), text.replace("2026-03-02T", "02.03.2026 ").replace("2026-03-02", "02.03.2026"))
        self.assertEqual(rows_of(self.run_text(*args, "--locale", "en")), plain)
        self.assertTrue(self.run_text(*args, "--locale", "de", "--separator", "tab").startswith("config\tentity"))
        self.assertTrue(self.run_text(*args, "--separator", "tab").startswith("config\tentity"))
        for name, form in (("points.csv", ()), ("commas.csv", ("--decimal", ","))):
            self.write(name, "".join(self.run_text(*args, *form).splitlines(keepends=True)[:9]).encode())
            self.expect(0, "run", "office.cfg", "-q", "--set", 'types.sales.arrivals={ per_interval = { csv = "%s"; column = "offered"; }; }' % name,
                        "-o", name + ".h5")
        with h5py.File(self.folder / "points.csv.h5") as points, h5py.File(self.folder / "commas.csv.h5") as commas:
            e = self.entity.index("type/sales")
            self.assertEqual(points["offered"][0, e], commas["offered"][0, e])
            self.assertGreater(points["offered"][0, e], 0)

    def test_a_scenario_reads_the_table_of_a_german_spreadsheet(self):
        args = ("export", "a.h5", "--format", "intervals", "--entity", "type/sales")
        self.assertIn("\r\n02.03.2026;08:00;sales;", self.run_text(*args, "--locale", "de"))
        for name, dates, form in (("plain.csv", "Y-M-D", ()), ("german.csv", "D.M.Y", ("--locale", "de"))):
            self.write(name, self.run_text(*args, *form).encode())
            table = 'tables={plan={csv="%s";date="date";time="interval";queue="queue";dates="%s";};}' % (name, dates)
            self.expect(0, "run", "office.cfg", "-q", "--set", table, "--set",
                        'types.sales.arrivals={per_interval={table="plan";queue="sales";column="offered";};}', "-o", name + ".h5")
        with h5py.File(self.folder / "plain.csv.h5") as points, h5py.File(self.folder / "german.csv.h5") as commas:
            e = self.entity.index("type/sales")
            self.assertEqual(points["offered"][0, e], commas["offered"][0, e])
            self.assertGreater(points["offered"][0, e], 0)

    def test_marks_that_would_not_be_read(self):
        for args, says in ((("--separator", "x"), "tab"), (("--separator", ""), "tab"), (("--decimal", ";"), '"." or ","'),
                           (("--decimal", ",", "--separator", ","), "another separator"),
                           (("--format", "json", "--separator", ";"), "not with json"), (("--locale", "xx"), 'must be en or de, found "xx"'),
                           (("-o", "x.xlsx", "--locale", "de"), "not with xlsx"), (("--locale", "de", "--separator", ","), "another separator"),
                           (("-o", "x.xlsx", "--decimal", ","), "not with xlsx")):
            self.expect(64, "export", "a.h5", *args, says=says)

    def test_what_is_offered_after_close_stands_at_the_time_of_closing(self):
        self.expect(0, "run", "office.cfg", "-o", "r.h5", "--set", "types.service.ivr={time=\"15 min\";}")
        rows = self.csv_of("r.h5", "--format", "intervals", "--entity", "all")
        self.assertEqual(len(rows), 9)
        self.assertEqual((rows[-1]["date"], rows[-1]["interval"], rows[-1]["staff"]), ("2026-03-02", "12:00", ""))
        self.assertGreater(float(rows[-1]["offered"]), 0)
        with h5py.File(self.folder / "r.h5") as file:
            self.assertAlmostEqual(sum(float(r["offered"]) for r in rows), file["offered"][0, 0], places=9)

    def test_further_metrics_are_further_columns(self):
        rows = self.csv_of("a.h5", "--format", "intervals", "--metric", "service_level", "--entity", "type/sales")
        self.assertEqual({r["queue"] for r in rows}, {"sales", "service+sales"})  # the group that serves it with others is told
        e = self.entity.index("type/sales")
        for i, r in enumerate(r for r in rows if r["queue"] == "sales"):
            self.assertTrue(same(number(r["service_level"]), self.file["service_level_by_interval"][0, e, i]))

    def test_what_has_no_queue_or_no_intervals_is_refused(self):
        self.expect(64, "export", "a.h5", "--format", "intervals", "--entity", "group/general", says="contact types")
        self.expect(64, "export", "a.h5", "--format", "intervals", "--by", "interval", says="--by")
        self.expect(0, "run", "steady.cfg", "-o", "s.h5")
        self.expect(64, "export", "s.h5", "--format", "intervals", says="no intervals")


class Json(Export):
    def test_it_is_what_show_prints_with_intervals(self):
        shown = self.expect(0, "show", "a.h5", "--json", "--by", "interval").stdout
        self.assertEqual(self.expect(0, "export", "a.h5", "--format", "json").stdout, shown)
        self.expect(0, "export", "a.h5", "-o", "a.json")
        self.assertEqual((self.folder / "a.json").read_text(), shown)
        self.assertEqual(self.expect(0, "export", "a.h5", "--format", "json", "--by", "summary").stdout,
                         self.expect(0, "show", "a.h5", "--json").stdout)

    def test_variants_have_rows_with_differences(self):
        file = self.compare()
        shown = self.json_of("show", "v.h5", "--json", "--metric", "service_level", "--entity", "all", "--by", "interval")
        self.assertEqual([v["variant"] for v in shown["variants"]], ["office", VARIANT])
        base, other = shown["metrics"][:2]
        self.assertEqual(list(base), ["metric", "entity", "variant", "mean", "half_width", "low", "high", "unit"])
        self.assertEqual(list(other), [*base, "difference", "difference_half_width", "paired", "verdict", "words"])
        self.assertEqual((base["mean"], other["mean"]), tuple(file["service_level"][:, 0]))
        self.assertEqual((other["paired"], other["verdict"]), (True, "better"))
        self.assertAlmostEqual(other["difference"], other["mean"] - base["mean"], places=12)
        self.assertGreater(other["difference_half_width"], 0)
        for i, t in enumerate(file["interval"].asstr()):
            rows = [r for r in shown["metrics"] if r.get("interval") == t]
            self.assertEqual([r["variant"] for r in rows], ["office", VARIANT])
            self.assertEqual([r["mean"] for r in rows], [None if math.isnan(x) else x for x in file["service_level_by_interval"][:, 0, i]])


class Workbook(Export):
    def book(self, *args):
        self.expect(0, "export", *args, "-o", "a.xlsx", "--force")
        return openpyxl.load_workbook(self.folder / "a.xlsx")

    def table(self, sheet):
        """(head, rows as dictionaries)"""
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        return rows[0], [dict(zip(rows[0], row)) for row in rows[1:]]

    def assertNear(self, found, value):
        """The library writes 16 digits."""
        if math.isnan(value):
            self.assertIsNone(found)
        else:
            self.assertLessEqual(abs(found - value), 1e-15 * abs(value))

    def test_sheets_hold_the_figures_of_the_file(self):
        book = self.book("a.h5", "--sheets", "all")
        self.assertEqual(book.sheetnames, ["Answer", "By half-hour", "Assumptions", "by type", "by channel", "by group", "targets", "type by interval",
                                           "channel by interval", "group by interval", "intervals", "metrics", "scenario"])
        for kind in ("type", "channel", "group"):
            head, rows = self.table(book[f"by {kind}"])
            names = [e.split("/")[1] for e in self.entity if e.startswith(kind)]
            self.assertEqual([r[kind] for r in rows], ["all", *names])
            head, by_interval = self.table(book[f"{kind} by interval"])
            self.assertEqual(len(by_interval), len(rows) * len(self.interval))
            for r in rows:
                e = self.entity.index("all" if r[kind] == "all" else f"{kind}/{r[kind]}")
                for m in self.metric:
                    if m in r and self.file["metric_applies"][self.metric.index(m), e]:
                        self.assertNear(r[m], self.file[m][0, e])
                        self.assertNear(r[f"± {m}"], self.file[m + "_half_width"][0, e])
            for at, r in enumerate(by_interval):
                e = self.entity.index("all" if r[kind] == "all" else f"{kind}/{r[kind]}")
                for m in head[4::2]:
                    if self.file["metric_applies"][self.metric.index(m), e]:
                        self.assertNear(r[m], self.file[m + "_by_interval"][0, e, at % len(self.interval)])
        self.assertEqual(self.table(book["by type"])[1][1]["label"], "Service")

    def test_sheets_of_agents_where_the_result_has_their_figures(self):
        for name in ("roster_week.cfg", "roster_week.csv"):
            shutil.copy(SOURCE / "scenarios" / name, self.folder)
        self.expect(0, "run", "roster_week.cfg", "--set", "run.agents=by_interval", "-r2", "-q", "-o", "roster.h5")
        book = self.book("roster.h5", "--sheets", "all")
        self.assertEqual([name for name in book.sheetnames if name.startswith("agents")], ["agents", "agents off the phones", "agents by interval"])
        self.assertEqual(self.book("roster.h5").sheetnames, ["Answer", "By half-hour", "Assumptions"])
        with h5py.File(self.folder / "roster.h5") as file:
            for title, dim, metrics in (("agents", "agent", ("occupancy", "talk_s", "off_phones_s")),
                                        ("agents off the phones", "agent_activity", ("off_phones_planned_s", "off_phones_s"))):
                head, rows = self.table(book[title])
                self.assertEqual(len(rows), len(file[dim]))
                for m in metrics:
                    for r, mean, half in zip(rows, file[f"{m}_by_{dim}"][0], file[f"{m}_by_{dim}_half_width"][0]):
                        self.assertNear(r[m], mean)
                        self.assertNear(r[f"± {m}"], half)
            _, rows = self.table(book["agents off the phones"])
            training = next(r for r in rows if r["agent"] == "service/Ada" and r["off the phones for"] == "training")
            self.assertEqual((training["label"], training["off_phones_planned_s"]), ("Service desk, Ada: training", 3600))
            _, rows = self.table(book["agents by interval"])
            n = len(file["interval"])
            self.assertEqual(len(rows), len(file["agent"]) * n)
            for r, mean in zip(rows[n:2 * n], file["logged_in_s_by_agent_interval"][0, 1]):
                self.assertNear(r["logged_in_s"], mean)
            self.assertEqual(rows[n + 1]["date"], datetime.datetime(2026, 3, 2))
        some = self.book("roster.h5", "--entity", "group/complaints", "--metric", "off_phones_s")
        self.assertEqual({r["agent"].split("/")[0] for r in self.table(some["agents"])[1]}, {"complaints"})

    def test_cells_have_number_formats_and_heads_stay_in_sight(self):
        book = self.book("a.h5", "--sheets", "all")
        sheet = book["type by interval"]
        cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2])}
        self.assertEqual((cells["date"].value, cells["date"].number_format), (datetime.datetime(2026, 3, 2), "yyyy-mm-dd"))
        self.assertEqual((cells["interval"].value, cells["interval"].number_format), (datetime.time(8, 0), "hh:mm"))
        for name, number_format in (("service_level", "0.0%"), ("asa_s", "0.0"), ("offered", "#,##0.0"), ("queue_length", "0.00")):
            self.assertEqual(cells[name].number_format, number_format)
        self.assertEqual(sheet.cell(10, 4).value, "after close")
        for sheet in book.worksheets[1:]:
            self.assertTrue(sheet.freeze_panes.endswith("2"), sheet.title)
            self.assertTrue(all(c.font.bold for c in sheet[1] if c.value), sheet.title)
            if sheet.title != "Assumptions":
                self.assertEqual(sheet.auto_filter.ref, sheet.dimensions)
            self.assertGreater(sheet.column_dimensions["B"].width, 5)
            self.assertEqual((sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight, sheet.print_title_rows),
                             ("landscape", 9, 0, "$1:$1"))
            self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)

    def test_targets_waits_intervals_metrics_and_scenario(self):
        book = self.book("a.h5", "--sheets", "all", "--waits")
        _, targets = self.table(book["targets"])
        self.assertEqual([(r["type"], r["target"], r["within_s"], r["counted as"]) for r in targets],
                         [("service", 0.8, 20, "sl_offered"), ("sales", 0.8, 20, "sl_offered")])
        self.assertNear(targets[0]["service_level"], self.file["service_level"][0, self.entity.index("type/service")])
        self.assertIn(targets[0]["verdict"], ("met", "missed", "undecided"))
        _, waits = self.table(book["waits"])
        for i, name in enumerate(("service", "sales")):
            own = [r for r in waits if r["type"] == name]
            self.assertEqual(sum(r["answered"] for r in own), int(self.file["wait_count"][0, i].sum()))
            self.assertEqual(own[-1]["share so far"], 1)
            self.assertEqual(own[0]["answered"], int(self.file["wait_count"][0, i, 0]))
        _, intervals = self.table(book["intervals"])
        self.assertAlmostEqual(sum(r["offered"] for r in intervals if r["offered"] is not None), self.file["offered"][0, 0], places=8)
        self.assertEqual([r["metric"] for r in self.table(book["metrics"])[1]], self.metric)
        text = "\n".join(r["the complete scenario"] or "" for r in self.table(book["scenario"])[1])
        self.assertEqual(text.strip(), self.file["config_scenario"].asstr()[0].strip())
        run = {row[0].value: row[1].value for row in book["Assumptions"].iter_rows(max_row=22)}
        self.assertEqual((run["title"], run["replications"], run["seed"], run["confidence of ±"]),
                         ("An office", 7, "2385", 0.95))
        self.assertIn("intervals of ratios rest on 7 observations", run["warnings"])
        self.assertEqual((run["precision asked for"], run["figures that hold together"]), (None, None))

    def test_the_sheet_run_says_what_page_and_summary_say_of_a_run(self):
        self.expect(1, "run", "steady.cfg", "-q", "--strict", "--precision", "asa_s=0.01%", "--max-replications", "2", "-r2", "--metric", "asa_s", "--simultaneous",
                    "-o", "s.h5")
        run = {row[0].value: row[1].value for row in self.book("s.h5")["Assumptions"].iter_rows(max_row=22)}
        self.assertEqual((run["precision asked for"], run["half-width wanted"]), ("asa_s=0.01%", 0.0001))
        self.assertGreater(run["half-width reached"], 0.0001)
        self.assertIn("asa_s=0.01% is not reached", run["warnings"])
        self.assertIn("independent batches", run["intervals rest on"])
        self.assertRegex(run["which these are"], r"^asa_s of \d entities, over the run$")
        self.assertGreater(run["figures that hold together"], 1)
        self.expect(0, "compare", "office.cfg", "-q", "-r2", "--what-if", "staff of general +1", "-o", "v.h5")
        rows = {row[0].value: [cell.value for cell in row[1:3]] for row in self.book("v.h5")["Assumptions"].iter_rows(max_row=22)}
        self.assertEqual(rows["scenario"], ["office", "office"])
        self.assertIsNone(rows["applied"][0])
        self.assertTrue(rows["applied"][1].startswith("agents scheduled 6.0 -> 7.0 (+16.7 %)"), rows["applied"])

    def parts(self, sheet):
        """The tables of a sheet that is no table: a list of rows as dictionaries below each title."""
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        parts = {}
        for i, row in enumerate(rows):
            if not (sheet.cell(i + 1, 1).font.b and sheet.cell(i + 1, 1).font.sz > 12):
                continue
            table = []
            for below in rows[i + 2:]:
                if all(value is None for value in below):
                    break
                table.append({head: value for head, value in zip(rows[i + 1], below) if head})
            parts[row[0]] = table
        return parts

    def entity_of(self, label):
        return self.entity.index({"Service": "type/service", "Sales": "type/sales", "general": "group/general", "closers": "group/closers"}.get(label, label))

    def test_the_workbook_opens_on_the_answer(self):
        book = self.book("a.h5")
        self.assertEqual(book.sheetnames, ["Answer", "By half-hour", "Assumptions"], "one variant has no comparison, and says so")
        formulas = self.book("a.h5", "--erlang")
        self.assertEqual(formulas.sheetnames, [*book.sheetnames, "Erlang"])
        self.assertEqual([cell.value for cell in formulas["Erlang"][1]][3:6], ["Service\nsimulated", "Service\nErlang C", "Service\nErlang A"])
        self.assertEqual(len(formulas["Erlang"]._charts), 2)
        sheet = book.worksheets[0]
        lines = [sheet.cell(i, 1).value for i in range(1, 5)]
        self.assertEqual(lines[0], "An office")
        self.assertEqual(lines[1], "Monday 2 March 2026, 7 replications, seed 2385; low and high: the interval of the mean at 95 % confidence")
        self.assertRegex(lines[2], r"^targets of 2 types: \d met, \d missed, \d undecided over all of the time; \d+ of \d+ intervals are below target, \d+ surely; it is warned of something: see Assumptions$")
        self.assertIn("ccsim compare", lines[3])
        parts = self.parts(sheet)
        self.assertEqual([r["type"] for r in parts["Service"]], ["all", "Service", "Sales"])
        for r in parts["Service"]:
            e = self.entity_of(r["type"])
            for head, name in (("service level", "service_level"), ("low", "service_level_low"), ("high", "service_level_high"),
                               ("mean answer (s)", "asa_s"), ("abandoned", "abandonment_rate"), ("offered", "offered")):
                self.assertNear(r[head], self.file[name][0, e])
        self.assertEqual([(r["target"], r["within (s)"]) for r in parts["Service"]], [(None, None), (0.8, 20), (0.8, 20)])
        colors = {"met": "FF1A7F37", "missed": "FFB42318", "undecided": "FF8A6100"}
        grounds = {"met": "FFCDEADF", "missed": "FFF9CFB8", "undecided": "FFFBE6A8"}
        signs = {"met": " ✓", "missed": " ✗", "undecided": " ?"}
        for row in range(9, 11):
            verdict = sheet.cell(row, 8)
            self.assertEqual(verdict.font.color.rgb, colors[verdict.value])
            level = sheet.cell(row, 3)
            self.assertEqual((level.fill.fgColor.rgb, level.number_format), (grounds[verdict.value], f'0.0%"{signs[verdict.value]}"'))
        opened = [i for i, is_open in enumerate(self.file["interval_open"][:]) if is_open]
        for r in parts["Service"][1:]:
            e = self.entity_of(r["type"])
            means, highs = ([self.file[name][0, e, i] for i in opened] for name in ("service_level_by_interval", "service_level_by_interval_high"))
            below = [high for mean, high in zip(means, highs) if mean < 0.8]
            self.assertEqual((r["intervals"], r["below target"], r["surely below"]),
                             (sum(not math.isnan(x) for x in means), len(below), sum(x < 0.8 for x in below)))
        red = parts["Red: surely below target"]
        if red[0]["type"] != "none":
            self.assertEqual(sum(r["intervals"] for r in red), sum(r["surely below"] for r in parts["Service"][1:]))
        for r in parts["Staff"]:
            e = self.entity_of(r["group"])
            self.assertNear(r["agents scheduled"], self.file["scheduled_agents"][0, e])
            self.assertNear(r["busy"], self.file["occupancy"][0, e])
            self.assertNotIn("required", r)
        levels = [r["service level"] for r in parts["Lowest service levels"]]
        self.assertEqual(levels, sorted(levels))
        self.assertEqual((sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage), ("landscape", 0, True))

    def test_charts_are_native_and_refer_to_cells(self):
        book = self.book("a.h5")
        charts = book.worksheets[0]._charts
        self.assertEqual(len(charts), 2)
        n = book["By half-hour"].max_row
        heads = [cell.value for cell in book["By half-hour"][1]]
        drawn = {}
        for chart in charts:
            for series in chart.series:
                self.assertEqual(series.cat.strRef.f, f"'By half-hour'!$A$2:$A${n}")
                column, rows = re.fullmatch(rf"'By half-hour'!\$([A-Z]+)\$2:\$([A-Z]+)\${n}", series.val.numRef.f).groups()
                self.assertEqual(column, rows)
                drawn[series.tx.v or series.tx.strRef.strCache.pt[0].v] = heads[openpyxl.utils.column_index_from_string(column) - 1]
        self.assertEqual(drawn, {"contacts offered": "All\noffered", "agents scheduled": "All\nscheduled", "Service": "Service\nservice level",
                                 "Sales": "Sales\nservice level", "target 80 %": "target\n80 %"})

    def test_the_grid_has_figures_with_lights(self):
        sheet = self.book("a.h5")["By half-hour"]
        self.assertEqual(sheet.freeze_panes, "B2")
        heads = [cell.value for cell in sheet[1]]
        self.assertEqual(heads[:5], ["when", "date", "time", "All\noffered", "All\nscheduled"])
        self.assertTrue(sheet["D1"].alignment.wrap_text)
        opened = [i for i, is_open in enumerate(self.file["interval_open"][:]) if is_open]
        self.assertEqual(sheet.max_row - 1, len(opened))
        lights = {"": "", "✓": "FFCDEADF", "✗": "FFF9CFB8", "?": "FFFBE6A8"}
        seen = set()
        for row, i in zip(sheet.iter_rows(min_row=2), opened):
            cells = dict(zip(heads, row))
            self.assertEqual(cells["time"].value.strftime("%H:%M"), self.interval[i][11:])
            for label, name in (("Service", "type/service"), ("Sales", "type/sales")):
                e = self.entity.index(name)
                level = cells[f"{label}\nservice level"]
                self.assertNear(level.value, self.file["service_level_by_interval"][0, e, i])
                low, high = (self.file[f"service_level_by_interval_{end}"][0, e, i] for end in ("low", "high"))
                sign = "" if math.isnan(level.value or math.nan) else "✓" if low >= 0.8 else "✗" if high < 0.8 else "?"
                if not math.isnan(low):
                    self.assertEqual((level.number_format, level.fill.fgColor.rgb if sign else ""), (f'0.0%" {sign}"' if sign else "0.0%", lights[sign]))
                seen.add(sign)
            for group in ("general", "closers"):
                self.assertNear(cells[f"{group}\nscheduled"].value, self.file["scheduled_agents_by_interval"][0, self.entity.index(f"group/{group}"), i])
        self.assertTrue(seen & {"✓", "✗", "?"})

    def test_required_agents_stand_beside_the_scheduled(self):
        self.write("apart.cfg", OFFICE.replace('( "closers", "general" )', '( "closers" )'))
        self.expect(0, "staff", "apart.cfg", "-q", "--steady", "-o", "s.h5")
        with h5py.File(self.folder / "s.h5") as file:
            required = file["required_agents"][:]
            required = required.reshape(-1, required.shape[-1])
            groups = list(file["group"].asstr())
            opened = [i for i, is_open in enumerate(file["interval_open"][:]) if is_open]
        book = self.book("s.h5")
        sheet = book["By half-hour"]
        heads = [cell.value for cell in sheet[1]]
        for row, i in zip(sheet.iter_rows(min_row=2), opened):
            cells = dict(zip(heads, row))
            for k, group in enumerate(groups):
                self.assertNear(cells[f"{group}\nrequired"].value, required[i, k])
                self.assertAlmostEqual(cells[f"{group}\ngap"].value, cells[f"{group}\nscheduled"].value - required[i, k])
            self.assertAlmostEqual(cells["All\nrequired"].value, required[i].sum())
            self.assertEqual(cells["All\ngap"].number_format, "+0.0;-0.0;0.0")
        staff = self.parts(book.worksheets[0])["Staff"]
        self.assertEqual(len(staff), len(groups))
        notes = [row[0].value or "" for row in book.worksheets[0].iter_rows()]
        self.assertTrue(any(str(note).startswith("required: by Erlang A, each interval by itself") for note in notes))
        self.assertNotIn("general\nrequired gross", heads)
        self.expect(0, "staff", "apart.cfg", "-q", "--steady", "-o", "g.h5", "--set", "groups.general.shrinkage=0.2")
        sheet = self.book("g.h5")["By half-hour"]
        names = [cell.value for cell in sheet[1]]
        first = dict(zip(names, sheet[2]))
        self.assertNear(first["general\nrequired gross"].value, first["general\nrequired"].value / 0.8)
        self.assertGreaterEqual(first["Service\nabandoned"].value, 0)
        self.assertIn("required: by Erlang A", self.expect(0, "show", "g.h5", "--grid").stdout)
        for r in staff:
            self.assertAlmostEqual(r["gap"], r["agent-hours"] - r["required"])

    def test_the_assumptions_are_those_that_explain_tells(self):
        self.expect(0, "compare", "office.cfg", "-q", "-r2", "--what-if", "staff of general +1", "-o", "v.h5")
        told = self.expect(0, "explain", "office.cfg").stdout.split("\n\n")
        for name in ("a.h5", "v.h5"):
            sheet = self.book(name)["Assumptions"]
            shown = [cell.value for row in sheet.iter_rows() for cell in row[:2]]
            for line in told[1].splitlines():
                self.assertIn(line.strip(), shown)
            self.assertEqual(sum(x == "What is assumed" for x in shown), 1, "a what-if is told by its settings")

    def test_a_comparison_has_the_variants_and_their_differences(self):
        self.expect(0, "compare", "office.cfg", "--what-if", "all of it: groups.general.staff+=2, groups.closers.staff+=1", "-o", "v.h5")
        book = self.book("v.h5")
        self.assertEqual(book.sheetnames, ["Answer", "By half-hour", "Comparison", "Assumptions"])
        self.assertEqual({r["variant"] for r in self.parts(book["Answer"])["Service"]}, {"office", "all of it"})
        sheet = book["By half-hour"]
        self.assertEqual((sheet["A1"].value, sheet["A2"].value, sheet.cell(sheet.max_row, 1).value), ("variant", "office", "all of it"))
        head, rows = self.table(book["Comparison"])
        self.assertEqual(head, ["figure", "of", "variant", "value", "low", "high", "target", "within (s)", "verdict", "difference", "± difference",
                                "against the base"])
        self.assertLessEqual(len(head), 12)
        self.assertEqual([r["variant"] for r in rows[:4]], ["office", "all of it"] * 2)
        self.assertAlmostEqual(rows[1]["difference"], rows[1]["value"] - rows[0]["value"], places=12)
        self.assertEqual((rows[0]["difference"], rows[1]["against the base"]), (None, "better"))
        settings = next(row for row in book["Assumptions"].iter_rows() if row[0].value == "settings")[2]
        self.assertIn("\n", settings.value)
        self.assertTrue(settings.alignment.wrap_text)

    def test_metrics_and_entities_are_chosen(self):
        book = self.book("a.h5", "--metric", "asa_s,occupancy")
        self.assertEqual(self.table(book["by type"])[0], ["type", "label", "asa_s", "± asa_s"])
        self.assertEqual(self.table(book["by group"])[0], ["group", "label", "occupancy", "± occupancy"])
        book = self.book("a.h5", "--entity", "type/sales")
        self.assertNotIn("by group", book.sheetnames)
        self.assertEqual([r["type"] for r in self.parts(book["Answer"])["Service"]], ["Sales"])
        self.assertNotIn("Service\nservice level", [cell.value for cell in book["By half-hour"][1]])
        self.assertEqual([r["type"] for r in self.table(book["by type"])[1]], ["sales"])

    def test_variants_have_rows_and_a_sheet_of_differences(self):
        file = self.compare()
        book = self.book("v.h5", "--sheets", "all")
        _, rows = self.table(book["by type"])
        self.assertEqual({r["variant"] for r in rows}, {"office", VARIANT})
        _, rows = self.table(book["differences"])
        row = next(r for r in rows if (r["entity"], r["metric"]) == ("all", "service_level"))
        self.assertNear(row["office"], file["service_level"][0, 0])
        self.assertNear(row["value of the variant"], file["service_level"][1, 0])
        self.assertAlmostEqual(row["difference"], row["value of the variant"] - row["office"], places=12)
        self.assertEqual((row["variant"], row["verdict"], row["in words"]), (VARIANT, "better", "better"))
        self.assertEqual(book["by type"].cell(2, 1).data_type, "s", "never a formula")

    def test_differences_of_shares_are_points_and_paired_is_a_truth_value(self):
        self.compare()
        sheet = self.book("v.h5", "--sheets", "all")["differences"]
        heads = [cell.value for cell in sheet[1]]
        self.assertEqual(heads, ["variant", "entity", "metric", "unit", "office", "value of the variant", "difference", "± difference", "paired",
                                 "verdict", "in words"])
        rows = {row[2].value: dict(zip(heads, row)) for row in sheet.iter_rows(min_row=2) if row[1].value == "all"}
        points = "0.0%\"-points\""  # the % shows a fraction hundredfold, the words say that it is no relative change
        for metric, formats in (("service_level", ("0.0%", f"+{points};-{points};{points}", points)), ("asa_s", ("0.0",) * 3)):
            row = rows[metric]
            self.assertEqual([row[name].number_format for name in ("value of the variant", "difference", "± difference")], list(formats))
            self.assertEqual((row["paired"].data_type, row["paired"].value), ("b", True))
        self.assertGreaterEqual(sheet.column_dimensions["G"].width, len("+15.9%-points"))

    def test_the_same_result_gives_the_same_bytes(self):
        self.book("a.h5")
        first = (self.folder / "a.xlsx").read_bytes()
        os.rename(self.folder / "a.h5", self.folder / "b.h5")
        self.expect(0, "export", "b.h5", "-o", "b.xlsx", env={"TZ": "Asia/Tokyo", "TMPDIR": str(self.folder)})
        self.assertEqual((self.folder / "b.xlsx").read_bytes(), first)
        self.assertEqual(list(self.folder.glob("ccsim.*")), [], "a temporary file is left behind")
        properties = openpyxl.load_workbook(self.folder / "a.xlsx").properties
        self.assertEqual((properties.title, properties.creator), ("An office", "ccsim"))
        self.assertIn("scenario office", properties.description)


class Refused(Export):
    def test_wrong_usage(self):
        for args, says in (
                (["--format", "cvs"], "did you mean csv?"), (["--format", "zzz"], "csv, csv-wide, json, xlsx, intervals"),
                (["--format", "xlsx"], "--output FILE"), (["-o", "a.ods"], "--format"), (["-o", "a"], "--format"), (["--force"], "--output"),
                (["--metric", "servicelevel"], 'did you mean "service_level"?'), (["--entity", "sales"], 'did you mean "type/sales"?'),
                (["--by", "trunk"], "--by"), (["--by", "week"], "--by"), (["--format", "xlsx", "-o", "a.xlsx", "--by", "interval"], "--by"),
                (["--format", "json", "--by", "replication"], "csv"), (["--metric", "occupancy", "--entity", "type/sales"], "does not apply"),
                (["--metric", "wait_p95_s", "--by", "interval"], "not known by interval"),
                (["--waits"], "goes with xlsx"), (["--sheets", "all"], "goes with xlsx"),
                (["--format", "xlsx", "-o", "a.xlsx", "--sheets", "some"], "must be answer or all")):
            self.expect(64, "export", "a.h5", *args, says=says)
            self.assertFalse(list(self.folder.glob("a.xlsx")))
        self.expect(64, "show", "a.h5", "--metric", "occupancy", "--by", "type", says="does not apply")

    def test_what_is_no_result(self):
        result = (self.folder / "a.h5").read_bytes()
        self.write("cut.h5", result[:len(result) // 2])
        self.write("foreign.h5", b"no result at all\n" * 100)
        with h5py.File(self.folder / "other.h5", "w") as other:
            other["x"] = [1, 2, 3]
        self.write("newer.h5", result)
        with h5py.File(self.folder / "newer.h5", "r+") as newer:
            newer.attrs["ccsim_format"] = newer.attrs["ccsim_format"] + 1
        for name in ("cut.h5", "foreign.h5", "other.h5", "newer.h5"):
            for suffix in (".csv", ".json", ".xlsx"):
                self.expect(65, "export", name, "-o", "out" + suffix, says=name)
            self.expect(65, "show", name, says=name)
        self.expect(66, "export", "missing.h5", "-o", "out.csv", says="missing.h5")
        self.expect(66, "export", ".", "-o", "out.csv")
        self.assertEqual(list(self.folder.glob("out*")), [])

    def test_targets_that_cannot_be_written(self):
        for name in ("out.csv", "out.json", "out.xlsx"):
            self.write(name, "mine")
            self.expect(73, "export", "a.h5", "-o", name, says="--force")
            self.assertEqual((self.folder / name).read_text(), "mine")
            self.expect(73, "export", "a.h5", "-o", f"nowhere/{name}")
            self.expect(0, "export", "a.h5", "-o", name, "--force")
            self.assertNotEqual((self.folder / name).read_bytes(), b"mine")
        self.expect(73, "export", "a.h5", "-o", ".", "--format", "csv")
        before = (self.folder / "a.h5").read_bytes()
        self.expect(73, "export", "a.h5", "-o", "a.h5", "--format", "csv", "--force", says="the result")
        os.symlink("a.h5", self.folder / "link.csv")
        self.expect(73, "export", "a.h5", "-o", "link.csv", "--force", says="the result")
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)

    def test_a_full_disk(self):
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        for name in ("out.csv", "out.json", "out.xlsx"):
            self.expect(74, "export", "a.h5", "-o", name, preexec_fn=small, env={"TMPDIR": str(self.folder)})
            self.assertFalse((self.folder / name).exists())
            self.assertEqual(list(self.folder.glob("ccsim.*")), [])
        with open("/dev/full", "w") as full:
            self.expect(74, "export", "a.h5", stdout=full, stderr=-1)
        self.expect(74, "export", "a.h5", "-o", "out.xlsx", env={"TMPDIR": str(self.folder / "nowhere")}, says="temporary file")


class Show(Export):
    def lines(self, *args, locale="C.UTF-8", **env):
        shown = self.expect(0, "show", *args, env={"LC_ALL": locale, **env}).stdout
        return [line for line in shown.splitlines() if line.startswith(("through", "offered ", "service level ", "scheduled ", "occupancy "))]

    def test_bars_through_the_day_with_the_lowest_and_the_highest(self):
        head, offered, level, *rest = self.lines("a.h5")
        self.assertIn("08:00 to 11:30", head)
        self.assertRegex(offered, r"^offered +[▁▂▃▄▅▆▇█]{8} ")
        x = self.file["offered_by_interval"][0, 0, :8]
        bars = offered.split()[1]
        self.assertEqual((bars[int(x.argmin())], bars[int(x.argmax())]), ("▁", "█"))
        times = [t[-5:] for t in self.interval]
        self.assertEqual((offered.split()[3], offered.split()[-1]), (times[int(x.argmin())], times[int(x.argmax())]))
        self.assertTrue(any(line.startswith("scheduled") and "▄▄▄▄▄▄▄▄" in line for line in rest), "a constant is flat")

    def test_the_locale_decides_on_the_characters(self):
        for env, blocks in (({"LC_ALL": "en_US.UTF-8"}, True), ({"LC_ALL": "", "LANG": "de_DE.utf8"}, True), ({"LC_ALL": "C", "LANG": "C.UTF-8"}, False),
                            ({"LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "C.UTF-8"}, False), ({"LC_ALL": "", "LC_CTYPE": "", "LANG": ""}, False)):
            text = self.expect(0, "show", "a.h5", env=env).stdout
            self.assertEqual("█" in text, blocks, env)
            self.assertRegex(text, r"(?m)^offered +\S{8} ")

    def test_several_days_and_a_steady_state(self):
        self.write("days.cfg", OFFICE.replace('clock: {', 'clock: { start = "2026-03-02"; days = 5;').replace('"30 min"', '"15 min"'))
        self.expect(0, "run", "days.cfg", "-r", "3", "-o", "d.h5")
        head, offered, *_ = self.lines("d.h5")
        self.assertIn("Mon 2 Mar 08:00 to Fri 6 Mar 11:45", head)
        self.assertRegex(offered, r"^offered +[▁▂▃▄▅▆▇█]{40} ")  # 80 intervals, two a bar
        self.assertRegex(offered, r"(Mon|Tue|Wed|Thu|Fri) \d Mar \d\d:\d\d$")
        self.expect(0, "run", "steady.cfg", "-o", "s.h5")
        self.assertEqual([line for line in self.lines("s.h5") if line.startswith("through")], [])

    def test_variants_are_rows(self):
        self.compare()
        text = self.expect(0, "show", "v.h5").stdout
        self.assertIn("2 variants", text)
        self.assertRegex(text, r"(?m)^all +office +[\d.,]+ ± ")
        self.assertRegex(text, r"(?m)^\+2, \"more\" +service level +\+\d+ points ± \S+ +better$")
        self.assertRegex(text, r"(?m)^Service +\+2, \"more\" +80 % in 20 s")
        self.assertRegex(text, r"(?m)^variant .*: made by .* --set 'groups.general.staff\+=2'$")
        rows = self.expect(0, "show", "v.h5", "--by", "group", "--metric", "scheduled_agents").stdout
        self.assertRegex(rows, r"(?m)^general +office +5$")
        self.assertRegex(rows, r"(?m)^general +\+2, \"more\" +7 +\+2$")
        rows = self.expect(0, "show", "v.h5", "--entity", "group/general").stdout
        self.assertRegex(rows, r"(?m)^scheduled_agents +\+2, \"more\" +7 +\+2 +higher$")
        rows = self.expect(0, "show", "v.h5", "--by", "interval", "--metric", "service_level").stdout
        self.assertEqual(len(re.findall(r"(?m)^08:00 ", rows)), 2)
        self.expect(1 if re.search(r"(?m) (missed|undecided)$", text) else 0, "show", "v.h5", "--strict")


if __name__ == "__main__":
    del Export  # it has no tests of its own
    unittest.main()
