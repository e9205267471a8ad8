"""Variants weighed by several figures at once: the front, how sure it is, the tornado; on a terminal, as JSON, CSV, page and picture."""
import csv
import math
import re

from cli import CliTest, main

CENTRE = """title = "Weighed";
clock: { days = 3; open = "08:00-18:00"; }; run: { replications = 12; seed = 5; };
types: { q: { arrivals: { per_hour = 60; }; patience = "3 min"; talk = { dist = "exponential"; mean = "4 min"; }; target: { service_level = 0.8; within = "20 s"; };
  reconnect: { delay = "20 min"; }; }; };
groups: { g: { staff = 6; }; };
outcomes: { resolved = 0.7; returns = 0.9; window = "5 h"; time: { half = 0.6; power = 4; }; csat: { shares = [5, 5, 9, 18, 63]; resolved = 2.2; repeat = 0.75; wait = 0.45; rush = 2; }; churn: { first = 0.05; later = 0.09; never = 0.25; acts = 0.25; value = 808; }; };
"""
SETS = ("--what-if", "hurry: types.*.pace=0.9", "--what-if", "tools: aht -10 %", "--what-if", "more: groups.*.staff+=1", "--what-if", "fewer: groups.*.staff-=1",
        "--what-if", "same: run.replications=12")


def t_below(x, degrees):
    """P(T <= x) by Simpson's rule."""
    n, low = 4000, -60.0
    c = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)
    h = (x - low) / n
    f = [c * (1 + (low + i * h) ** 2 / degrees) ** (-(degrees + 1) / 2) for i in range(n + 1)]
    return h / 3 * (f[0] + f[-1] + 4 * sum(f[1:-1:2]) + 2 * sum(f[2:-1:2]))


def t_quantile(p, degrees):
    low, high = 0.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if t_below(middle, degrees) < p else (low, middle)
    return low


class Tradeoff(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE)

    def weigh(self, *args):
        return self.json_of("tradeoff", "centre.cfg", "--json", "-q", *args)

    # who beats whom is what the means and the margins say
    def test_the_front_is_that_of_the_means(self):
        data = self.weigh(*SETS)
        self.assertEqual([m["metric"] for m in data["metrics"]], ["busy_agents", "service_level", "fcr", "csat_top2", "churned"])
        self.assertEqual([m["better"] for m in data["metrics"]], ["less", "more", "more", "more", "less"])
        rows = {v["variant"]: v for v in data["variants"]}

        def beats(a, b):
            gains = [((1 if m["better"] == "more" else -1) * (a["values"][m["metric"]]["mean"] - b["values"][m["metric"]]["mean"]), m["margin"]) for m in data["metrics"]]
            return all(gain >= -margin for gain, margin in gains) and any(gain > margin for gain, margin in gains)

        for name, row in rows.items():
            self.assertEqual(row["is_on_front"], not any(beats(other, row) for other in rows.values() if other is not row), name)
            self.assertAlmostEqual(row["on_front"], row["is_on_front"], delta=0.5, msg=name)
        self.assertEqual((rows["hurry"]["on_front"], rows["hurry"]["beaten_by"]), (0, "tools"))
        self.assertGreater(rows["tools"]["on_front"], 0.95)
        self.assertEqual((rows["same"]["on_front"], rows["same"]["values"]["fcr"]["difference"]), (rows["centre"]["on_front"], 0))

    # an exact case: where one figure alone can differ, the probability is that of Student's t; with other customers it is another
    def test_how_sure_is_as_the_interval_of_the_difference_says(self):
        at = ("--metric", "asa_s,+scheduled_agents", "--what-if", "slow: types.q.talk.mean*=1.004")
        for seed in (5, 6, 7):
            data = self.weigh(*at, "--seed", str(seed))
            base, slow = data["variants"]
            d, half = slow["values"]["asa_s"]["difference"], slow["values"]["asa_s"]["difference_half_width"]
            margin = data["metrics"][0]["margin"]
            p = t_below((d - margin) / (half / t_quantile(0.975, 11)), 11)
            self.assertAlmostEqual(slow["beaten_by_share"], p, delta=4 * math.sqrt(p * (1 - p) / 1000) + 0.005)
            self.assertAlmostEqual(slow["on_front"], 1 - p, delta=4 * math.sqrt(p * (1 - p) / 1000) + 0.005)
        self.assertTrue(0.02 < p < 0.98, p)

    def test_other_customers_make_it_less_sure(self):
        for seed, name in ((5, "a"), (6, "b")):
            self.expect(0, "run", "centre.cfg", "-q", "--seed", str(seed), "-o", f"{name}.h5", *(("--set", "groups.g.staff+=1") if name == "b" else ()))
        self.expect(0, "run", "centre.cfg", "-q", "--seed", "5", "--set", "groups.g.staff+=1", "-o", "c.h5")
        own, other = (self.json_of("tradeoff", "a.h5", file, "--metric", "asa_s,+offered", "--json")["variants"] for file in ("c.h5", "b.h5"))
        self.assertEqual(own[0]["beaten_by_share"], 1)
        self.assertLess(other[0]["beaten_by_share"], 1)

    def test_a_sign_says_which_side_is_better(self):
        less = self.weigh("--metric", "occupancy,asa_s", *SETS[:4])
        more = self.weigh("--metric", "+occupancy,asa_s", *SETS[:4])
        self.assertEqual([m["better"] for m in less["metrics"]], ["less", "less"])
        self.assertEqual(more["metrics"][0]["better"], "more")
        self.assertNotEqual([v["on_front"] for v in less["variants"]], [v["on_front"] for v in more["variants"]])

    def test_threads_and_files_change_no_digit(self):
        one = self.weigh(*SETS[:4], "-j1", "-o", "kept.h5")
        self.assertEqual(one, self.weigh(*SETS[:4], "-j3"))
        self.assertEqual(one, self.json_of("tradeoff", "kept.h5", "--json"))

    def test_the_tornado_ranks_and_pairs_the_sides(self):
        data = self.weigh("--what-if", "volume +10 %", "--what-if", "volume -10 %", "--what-if", "aht +2 %", "--what-if", "hurry: types.*.pace=0.9", "--tornado", "csat_top2")
        rows = data["tornado"]["factors"]
        self.assertEqual({row["name"]: len(row["sides"]) for row in rows}, {"volume": 2, "aht": 1, "hurry": 1})
        self.assertEqual([row["swing"] for row in rows], sorted((row["swing"] for row in rows), reverse=True))
        for row in rows:
            self.assertEqual(row["swing"], max(abs(side["difference"]) for side in row["sides"]))
        values = {v["variant"]: v["values"]["csat_top2"]["difference"] for v in data["variants"][1:]}
        self.assertEqual({side["variant"]: side["difference"] for row in rows for side in row["sides"]}, values)

    def test_it_is_told_in_tables_and_written(self):
        done = self.expect(0, "tradeoff", "centre.cfg", "-q", *SETS, "--tornado", "fcr", "--csv", "front.csv", "-o", "all.h5")
        for words in ("on the front", "beaten by", "Better is: less busy_agents, more service_level", "Beaten by none: tools", "####", "table: front.csv"):
            self.assertIn(words, done.stdout)
        rows = list(csv.DictReader((self.folder / "front.csv").read_text().splitlines()))
        self.assertEqual(len(rows), 6 * 5)
        self.assertEqual(rows[0]["difference"], "")
        self.expect(0, "report", "all.h5", "-o", "page.html")
        page = re.sub(r"<[^>]*>", "", (self.folder / "page.html").read_text())
        self.assertTrue("Efficiency against satisfaction" in page and "Beaten by none: tools" in page and "What matters most" in page)
        self.expect(0, "report", "all.h5", "--pictures", "pictures")
        self.assertIn("beaten by no other variant", (self.folder / "pictures/tradeoff.svg").read_text())
        tornado = (self.folder / "pictures/tornado.svg").read_text()
        ranked = self.json_of("tradeoff", "all.h5", "--json", "--tornado", "csat_top2")["tornado"]["factors"]
        places = [tornado.index(f">{row['name']}</text>") for row in ranked]
        self.assertEqual(places, sorted(places))
        self.assertIn("What matters most for: Satisfaction, marked 4 or 5", tornado)

    def test_bad_usage_is_refused_with_a_remedy(self):
        for args, says in ((("--metric", "fcr"), "needs two metrics"), (("--metric", "a,b,c,d,e,f,g"), "at most 6"), (("--metric", "fcr,wat"), 'no metric "wat"'), (("--tornado", "wat"), "--tornado"),
                           (("--entity", "type/x"), "type/x"), (("--metric", "fcr,wait_p95_s"), "percentile"), (("--csv", "x.h5"), "x.h5")):
            done = self.expect(64, "tradeoff", "centre.cfg", "-r", "1", "--what-if", "aht +1 %", *args)
            self.assertIn(says, done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertIn("a second scenario", self.expect(64, "tradeoff", "centre.cfg").stderr)

    def test_one_observation_cannot_tell(self):
        data = self.weigh("-r1", *SETS[:2])
        self.assertTrue(all(v["on_front"] is None for v in data["variants"]))


if __name__ == "__main__":
    main()
