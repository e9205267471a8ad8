"""`run.figures = "detailed"`: each figure is found again in the log of contacts, and changes no other."""
import collections
import csv
import math

import openpyxl

from cli import SOURCE, CliTest, main

# Two types, two groups of which one helps the other, callers who give up and come again, after-call work.
CENTRE = """
clock: { start = "2026-03-02"; days = 1; open = "08:00-12:00"; };
types: {
  a: { arrivals: { per_hour = 150; }; talk: { dist = "exponential"; mean = 180; }; wrap: { dist = "exponential"; mean = 30; };
       patience: { dist = "exponential"; mean = 90; }; redial: { after_abandon = 0.5; delay = 300; };
       target: { service_level = 0.8; within = 20; }; groups = ("own", "both"); };
  b: { arrivals: { per_hour = 40; }; talk: { dist = "exponential"; mean = 240; }; patience: { dist = "exponential"; mean = 120; };
       redial: { after_abandon = 0.3; delay = 200; }; target: { service_level = 0.8; within = 30; }; groups = ("both"); };
};
groups: { own: { staff = 6; }; both: { staff = 4; }; };
trunks: { t: { lines = 14; types = ["a"]; }; };
run: { seed = 5; figures = "%s"; };
"""
WITHIN = {"a": 20, "b": 30}


class Detail(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE % "detailed")

    def rows(self):
        self.expect(0, "run", "centre.cfg", "-q", "-r", 1, "--log", "log.csv", "--force")
        with open(self.folder / "log.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for column in ("arrived_s", "wait_s", "talk_s", "wrap_s"):
                row[column] = float(row[column]) if row[column] else 0.0
        return rows

    def same(self, found, expected, what):
        self.assertAlmostEqual(found, expected, delta=2e-3 * max(1, abs(expected)), msg=what)

    def test_waits_are_those_of_the_log(self):
        rows = self.rows()
        figures = self.figures("run", "centre.cfg", "-r", 1)
        for name, within in WITHIN.items():
            own, entity = [row for row in rows if row["type"] == name], f"type/{name}"
            done = {outcome: [row["wait_s"] for row in own if row["outcome"] == outcome] for outcome in ("answered", "abandoned")}
            excess = {outcome: sum(max(0, wait - within) for wait in done[outcome]) for outcome in done}
            delayed = [wait for wait in done["answered"] if wait > 0] + done["abandoned"]
            blocked = sum(row["outcome"] == "blocked" for row in own)
            for metric, expected in {
                    "fresh_offered": sum(row["attempt"] == "1" for row in own),
                    "retry_share": sum(row["attempt"] != "1" for row in own) / len(own),
                    "accessibility": len(done["answered"]) / (len(done["answered"]) + len(done["abandoned"]) + blocked),
                    "delayed_wait_s": sum(delayed) / len(delayed),
                    "excess_s": (excess["answered"] + excess["abandoned"]) / len(own),
                    "excess_answered_s": excess["answered"] / len(done["answered"]),
                    "excess_abandoned_s": excess["abandoned"] / len(done["abandoned"]),
                    "max_abandoned_wait_s": max(done["abandoned"])}.items():
                self.assertGreater(expected, 0, metric)
                self.same(figures[metric, entity], expected, (metric, entity))

    def test_a_conversation_that_goes_on_is_no_attempt(self):
        figures = self.figures("run", SOURCE / "scenarios" / "messaging.cfg", "-r", 1, "--set", "run.figures=detailed")
        of = {metric: figures[metric, "type/messages"] for metric in ("offered", "fresh_offered", "retry_share", "resumed")}
        self.assertGreater(of["resumed"], 0)
        self.assertAlmostEqual(of["fresh_offered"], of["offered"] - of["resumed"], msg="nobody comes a second time here")
        self.assertEqual(of["retry_share"], 0)

    def test_waits_that_follow_one_another_are_as_akin_as_in_the_log(self):
        figures = self.figures("run", "centre.cfg", "-r", 1)
        for name in WITHIN:
            answered = sorted((row["arrived_s"] + row["wait_s"], row["wait_s"]) for row in self.rows()
                              if row["type"] == name and row["outcome"] == "answered")
            waits = [wait for _, wait in answered]
            before, after = waits[:-1], waits[1:]
            mean = [sum(x) / len(x) for x in (before, after)]
            product = sum((x - mean[0]) * (y - mean[1]) for x, y in zip(before, after))
            expected = product / math.sqrt(sum((x - mean[0]) ** 2 for x in before) * sum((y - mean[1]) ** 2 for y in after))
            self.assertGreater(expected, 0.1)
            self.same(figures["wait_autocorrelation", f"type/{name}"], expected, name)

    def test_who_takes_whom_how_fast_is_as_in_the_log(self):
        answered = [row for row in self.rows() if row["outcome"] == "answered"]
        pairs = self.figures("run", "centre.cfg", "-r", 1, "--by", "pair")
        taken = collections.defaultdict(list)
        for row in answered:
            taken[row["type"], row["group"]].append(row["wait_s"])
        self.assertEqual(set(taken), {("a", "own"), ("a", "both"), ("b", "both")})
        for (name, group), waits in taken.items():
            for metric, expected in {"answers": len(waits), "taken_wait_s": sum(waits) / len(waits), "longest_taken_wait_s": max(waits),
                                     "taken_in_time": sum(wait <= WITHIN[name] for wait in waits) / len(waits)}.items():
                self.same(pairs[metric, f"pair/{name}/{group}"], expected, (metric, name, group))
        figures = self.figures("run", "centre.cfg", "-r", 1)
        for group in ("own", "both"):
            waits = [row["wait_s"] for row in answered if row["group"] == group]
            self.same(figures["taken_wait_s", f"group/{group}"], sum(waits) / len(waits), group)

    def test_who_is_called_back_has_no_part_in_waits_of_contacts_taken(self):
        self.write("centre.cfg", (CENTRE % "detailed").replace(
            "patience: { dist = \"exponential\"; mean = 90; };",
            "patience: { dist = \"exponential\"; mean = 90; }; callback: { accept = 0.5; way = \"keep_place\"; };"))
        answered = [row for row in self.rows() if row["outcome"] == "answered" and row["type"] == "a"]
        pairs = self.figures("run", "centre.cfg", "-r", 1, "--by", "pair")
        for group in ("own", "both"):
            waits = [row["wait_s"] for row in answered if row["group"] == group]
            self.assertGreater(pairs["answers", f"pair/a/{group}"], len(waits))
            self.same(pairs["taken_wait_s", f"pair/a/{group}"], sum(waits) / len(waits), group)
            self.same(pairs["taken_in_time", f"pair/a/{group}"], sum(wait <= WITHIN["a"] for wait in waits) / len(waits), group)

    def test_the_most_busy_and_the_parts_of_the_time_are_those_of_the_log(self):
        answered = [row for row in self.rows() if row["outcome"] == "answered"]
        figures = self.figures("run", "centre.cfg", "-r", 1)
        for entity, of in {"all": ("own", "both"), "group/own": ("own",), "group/both": ("both",)}.items():
            steps = []
            for row in answered:
                if row["group"] in of:
                    start = row["arrived_s"] + row["wait_s"]
                    steps += [(start + 2e-3, 1), (start + row["talk_s"] + row["wrap_s"] - 2e-3, -1)]
            level = most = 0
            for _, step in sorted(steps):
                level += step
                most = max(most, level)
            self.assertEqual(figures["most_busy_agents", entity], most, entity)
            self.same(sum(figures[part, entity] for part in ("talk_share", "wrap_share", "available_share")), 1, entity)
            self.same(figures["talk_share", entity] + figures["wrap_share", entity], figures["occupancy", entity], entity)

    def test_spreads_hold_all_who_are_counted(self):
        self.expect(0, "run", "centre.cfg", "-q", "-r", 2, "-o", "r.h5")
        self.expect(0, "export", "r.h5", "-o", "r.xlsx", "--waits")
        book, figures = openpyxl.load_workbook(self.folder / "r.xlsx"), self.figures("run", "centre.cfg", "-r", 2)
        for sheet, metric in {"waits": "answered", "abandon": "abandoned", "talk": "answered", "wrap": "answered"}.items():
            rows = list(book[sheet].iter_rows(values_only=True))
            head = next(i for i, row in enumerate(rows) if "type" in row)
            counts = sum(row[rows[head].index("type") + 2] for row in rows[head + 1:] if row[rows[head].index("type")] == "a")
            self.same(counts / 2, figures[metric, "type/a"], sheet)

    def test_a_steady_state_has_the_excess_that_theory_has(self):
        """M/M/c: a wait, where there is one, is exponential with rate c / s - lambda."""
        agents, per_s, mean_s, within = 6, 5 / 300, 300, 20
        load = per_s * mean_s
        terms = [load ** n / math.factorial(n) for n in range(agents)]
        last = load ** agents / math.factorial(agents) * agents / (agents - load)
        p_wait, rate = last / (sum(terms) + last), agents / mean_s - per_s
        self.write("steady.cfg", f"""
            types: {{ a: {{ arrivals: {{ per_hour = {per_s * 3600!r}; }}; talk: {{ dist = "exponential"; mean = {mean_s}; }};
                            target: {{ within = {within}; }}; }}; }};
            groups: {{ g: {{ staff = {agents}; }}; }};
            run: {{ mode = "steady"; warm_up = "20 h"; length = "20000 h"; seed = 3; figures = "detailed"; }};""")
        rows = {r["metric"]: (r["mean"], r["half_width"]) for r in self.json_of("run", "steady.cfg", "--entity", "all", "--json")["metrics"]}
        for metric, expected in {"delayed_wait_s": 1 / rate, "excess_s": p_wait * math.exp(-rate * within) / rate,
                                 "taken_wait_s": p_wait / rate, "taken_in_time": 1 - p_wait * math.exp(-rate * within)}.items():
            mean, half = rows[metric]
            self.assertLess(abs(mean - expected), 4 / 1.96 * half, (metric, mean, expected, half))
            self.assertLess(half, 0.05 * expected)

    def test_no_other_figure_changes(self):
        self.write("usual.cfg", CENTRE % "usual")
        usual, detailed = self.figures("run", "usual.cfg", "-r", 3), self.figures("run", "centre.cfg", "-r", 3)
        self.assertEqual(usual, {key: detailed[key] for key in usual})
        self.assertNotIn(("excess_s", "all"), usual)
        self.assertIn("Figures are detailed", self.expect(0, "explain", "centre.cfg").stdout)
        self.assertNotIn("Figures are detailed", self.expect(0, "explain", "usual.cfg").stdout)


if __name__ == "__main__":
    main()
