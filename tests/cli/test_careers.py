"""People over months: tenure, learning, fatigue, burnout, quits and who comes after; the facts of the field that a centre whose people have careers must show, each as a paired difference on the same
customers and the same people."""
import html
import json
import math
import re
import shutil

from cli import SOURCE, CliTest, main

# Two hours a day, as burnout goes by how busy agents are and not by how long; 26 weeks of which the last four count. Posts are filled again at once, so that staff alone says how busy agents are.
HALF_A_YEAR = """extends = "presets/evidence.cfg";
clock: { start = "2026-01-05"; days = 28; open: { weekdays = "09:00-11:00"; weekend = "closed"; }; interval = "60 min"; report = "week"; };
run: { replications = 20; run_in = 154; };
types: { q: { arrivals: { per_hour = 300; }; talk = { dist = "exponential"; mean = "4 min"; }; wrap = "1 min"; patience: { dist = "exponential"; mean = "3 min"; }; }; };
groups: { g: { staff = 31.4; shrinkage: { unplanned = 0.06; }; }; };
careers: { tenure: { dist = "exponential"; mean = "1217 d"; }; people: { speed = 0; quality = 0; }; fatigue: { work = 0; quality = 0; }; hiring: { lead = 0; }; training: { time = 0; }; nesting: { time = 0; }; };
"""
# A year of one hour a day, and hardly anything to do: what becomes of people.
PEOPLE = """clock: { start = "2026-01-05"; days = 364; open: { weekdays = "09:00-10:00"; weekend = "closed"; }; interval = "60 min"; report = "month"; };
run: { replications = 20; };
types: { q: { arrivals: { per_hour = 6; }; talk = "4 min"; wrap = "1 min"; }; };
groups: { g: { staff = 100; }; };
careers: { tenure: { dist = "exponential"; mean = "365.25 d"; }; learning: { work = 0.6; }; attrition: { yearly = 1; }; };
"""
# Of one day, or up to another one.
EVENT = 'calendar: { events: { rush: { from = "2026-01-13"; %sfactor = 1; }; }; };\n'


class Careers(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copytree(SOURCE / "presets", self.folder / "presets")
        self.write("half.cfg", HALF_A_YEAR)
        self.write("people.cfg", PEOPLE)

    # ---- neutral first ------------------------------------------------------------------------------------------------------

    def test_without_effects_no_other_digit_changes(self):
        plain = PEOPLE[: PEOPLE.index("careers")]
        self.write("plain.cfg", plain)
        self.write("neutral.cfg", 'extends = "presets/neutral.cfg";\n' + plain)
        without, preset, neutral = (self.figures("run", *args, "-r2") for args in (("plain.cfg",), ("neutral.cfg",), ("neutral.cfg", "--set", "careers.tenure=400 d")))
        self.assertEqual(preset, without)
        self.assertEqual({of: neutral[of] for of in without}, without)
        self.assertNotIn(("headcount", "all"), without)
        self.assertEqual((neutral["headcount", "all"], neutral["tenure_work", "all"]), (100, 1))
        self.assertNotIn(("quits", "all"), neutral)

    # people are remembered where nothing is known of how contacts end
    def test_customers_contact_again_without_outcomes(self):
        self.write("again.cfg", PEOPLE.replace("days = 364", "days = 14").replace('talk = "4 min";', 'talk = "4 min"; reconnect: { probability = 0.5; delay = "5 min"; };'))
        of = self.figures("run", "again.cfg", "-r4")
        self.assertGreater(of["offered", "all"], 90)
        self.assertGreater(of["tenure_work", "all"], 1)

    # whoever enters averages gets them back: tenure as turnover has made it, and agents at the burnout measured
    def test_averages_come_out_at_the_condition_measured(self):
        self.write("mean.cfg", PEOPLE.replace("per_hour = 6", "per_hour = 240").replace("days = 364", "days = 84").replace('talk = "4 min"', 'outcomes: { resolved = 0.7; }; talk = "4 min"'))
        people = ("--set", "careers.people={ speed = 0.18; quality = 0.35; }", "--set", "careers.learning={ work = 0.6; quality = 0.8; }",
                  "--set", "careers.burnout={ rises = 0.06; recovers = 0.12; demand = 0.35; work = 0.1; quality = 0.8; }", "--set", "careers.measured_at={ attrition = 1; burnout = 0.149; }")
        of = self.figures("run", "mean.cfg", *people)
        self.assertAlmostEqual(of["burnout_mean", "all"], 0.149, delta=0.001)
        self.assertAlmostEqual(of["aht_s", "all"], 300, delta=4 * 300 * math.hypot(0.18, 0.1) / math.sqrt(20 * 100))
        # the mean of a logistic is not the logistic of the mean: -(0.4^2) / 2 * p(1 - p)(2p - 1) = -0.7 points
        self.assertAlmostEqual(of["fcr", "all"], 0.7 - 0.007, delta=0.01)

    # ---- people -------------------------------------------------------------------------------------------------------------

    # fact F12: Whitt's closed form, with quits at a constant rate; the exact one of weeks is tests/theory, turnover_1
    def test_turnover_makes_contacts_longer(self):
        few = self.figures("run", "people.cfg", "--set", "careers.attrition.yearly=0.3", "--set", "careers.tenure.mean=1217.5 d")
        many = self.figures("run", "people.cfg")
        self.assertAlmostEqual(few["tenure_work", "all"], 1.033, delta=0.005)
        self.assertAlmostEqual(many["tenure_work", "all"], 1.097, delta=0.005)
        self.assertAlmostEqual(many["attrition", "all"], 1, delta=4 / math.sqrt(100 * 20))
        # who has come within 13 weeks, as weeks are counted at their middles; a year or more: an exponential's tail, each person counted once by the standard error
        for name, share in (("tenure_new", 1 - math.exp(-13 * 7 / 365.25)), ("tenure_senior", math.exp(-1))):
            self.assertAlmostEqual(many[name, "all"], share, delta=4 * math.sqrt(share * (1 - share) / (100 * 20)))
        self.assertAlmostEqual(many["quits_expected", "all"], many["quits", "all"], delta=4 * math.sqrt(100 / 20))
        self.assertGreater(many["aht_s", "all"], few["aht_s", "all"] + 10)

    # vacancies by Little's law: quits a week, times the weeks until somebody new comes
    def test_posts_are_vacant_until_somebody_has_been_found_and_trained(self):
        of = self.figures("run", "people.cfg", "-r10", "--set", "careers.hiring.lead=28 d", "--set", "careers.training.time=21 d", "--set", "run.run_in=90", "--set", "costs.wage=20")
        a_week = of["headcount", "all"] * (1 - math.exp(-7 / 365.25))
        sd = 4 * 100 * math.sqrt(0.1 / 1000)
        self.assertAlmostEqual(of["vacancies", "all"], 4 * a_week, delta=sd)
        self.assertAlmostEqual(of["in_training", "all"], 3 * a_week, delta=sd)
        self.assertAlmostEqual(of["headcount", "all"] + of["vacancies", "all"] + of["in_training", "all"], 100, delta=1e-6)
        # who is in a class is paid, nobody is not: five hours a week, and some minutes after close
        self.assertAlmostEqual(of["paid_hours", "all"], (100 - of["vacancies", "all"]) * 52 * 5, delta=10)

    def test_without_trainers_new_ones_wait(self):
        args = ("people.cfg", "-r5", "--set", "careers.training={ time = \"42 d\"; class_size = 6; trainers = 1; }", "--set", "run.run_in=90")
        short, enough = self.figures("run", *args), self.figures("run", *args, "--set", "careers.training.trainers=4")
        self.assertLessEqual(short["in_training", "all"], 6)
        self.assertGreater(short["vacancies", "all"], enough["vacancies", "all"] + 5)
        self.assertAlmostEqual(enough["vacancies", "all"], 0, delta=1)

    def test_vacant_posts_are_not_at_the_phones(self):
        args = ("run", "people.cfg", "-r3", "--set", "careers.hiring.lead=90 d", "--set", "run.run_in=100")
        of = self.figures(*args)
        self.assertLess(of["headcount", "all"], 90)
        self.assertAlmostEqual(of["staffed_agents", "all"], of["headcount", "all"], delta=0.2)
        self.assertEqual(of["scheduled_agents", "all"], 100)
        nests = self.figures(*args, "--set", "careers.nesting={ time = \"60 d\"; present = 0.5; }")
        self.assertLess(nests["staffed_agents", "all"], nests["headcount", "all"] - 5)

    # the same by shifts: whose post is vacant has none
    def test_persons_of_shifts_have_careers(self):
        self.write("shifts.cfg", PEOPLE.replace("groups: { g: { staff = 100; }; };", 'shifts: { day: { start = "09:00"; length = "1 h"; }; }; groups: { g: { shifts: { day = 100; }; }; };'))
        of = self.figures("run", "shifts.cfg", "-r2", "--set", "careers.hiring.lead=90 d", "--set", "costs.wage=20")
        self.assertAlmostEqual(of["paid_hours", "all"] / (52 * 5), of["headcount", "all"], delta=1)
        self.assertAlmostEqual(of["staffed_agents", "all"], of["headcount", "all"], delta=1)
        self.assertLess(of["headcount", "all"], 90)
        self.assertEqual(of["absence_rate", "all"], 0)

    def test_around_the_clock_who_quits_leaves(self):
        self.write("always.cfg", PEOPLE.replace('open: { weekdays = "09:00-10:00"; weekend = "closed"; };', 'open = "24h";').replace("days = 364", "days = 91"))
        of = self.figures("run", "always.cfg", "-r2", "--set", "careers.hiring.lead=90 d")
        self.assertAlmostEqual(of["staffed_agents", "all"], of["headcount", "all"], delta=0.5)
        self.assertLess(of["headcount", "all"], 93)

    # Must reproduce (7): the last hour is slower than the first, and less so where there is idle time
    def test_the_shift_tires(self):
        self.write("tires.cfg", """clock: { days = 5; open = "08:00-16:00"; interval = "60 min"; }; run: { replications = 4; };
            types: { q: { arrivals: { per_hour = 200; }; talk = "3 min"; }; }; groups: { g: { staff = 11; }; }; careers: { tenure = "400 d"; fatigue: { work = 0.05; }; };""")
        def by_hour(*args):
            rows = [r for r in self.json_of("run", "tires.cfg", "--json", "--by", "interval", *args)["metrics"] if r.get("metric") == "aht_s" and r["entity"] == "all" and "interval" in r]
            return [[r["mean"] for r in rows if r["interval"].endswith(f"T{hour:02}:00")] for hour in (8, 15)]
        first, last = by_hour()
        busy = sum(last) / len(last) - sum(first) / len(first)
        self.assertGreater(busy, 180 * 0.05 * 2)
        first, last = by_hour("--set", "groups.g.staff=20")
        idle = sum(last) / len(last) - sum(first) / len(first)
        self.assertLess(idle, 0.6 * busy)
        first, last = by_hour("--set", "careers.fatigue.work=0")
        self.assertEqual(first, last)

    # ---- the facts of the register --------------------------------------------------------------------------------------------

    # fact F09: occupancy .80 to .90 by staffing alone, for half a year
    def test_busier_agents_are_absent_and_quit_more(self):
        fewer = self.differences("half.cfg", "groups.g.staff=27.4")
        self.assertAlmostEqual(fewer["occupancy"]["base"], 0.8, delta=0.01)
        self.assertAlmostEqual(fewer["occupancy"]["value"], 0.89, delta=0.01)
        self.within(fewer["attrition_expected"], 0.05, 0.10)
        self.within(fewer["absence_expected"], 0.02, 0.03)
        self.assertGreater(fewer["absence_rate"]["low"], 0.01)

    # the same with the effect of burnout off: nothing
    def test_without_burnout_they_do_not(self):
        off = self.differences("half.cfg", "groups.g.staff=27.4", "-r3", "--set", "careers.burnout.rises=0")
        self.within(off["absence_expected"], -1e-9, 1e-9)
        self.within(off["attrition_expected"], -0.03, 0.03)

    # fact F10: weeks, not days. The day has so many contacts that agents are busy 97 % of it
    def test_one_bad_day_changes_nothing(self):
        self.write("day.cfg", EVENT % "" + HALF_A_YEAR.replace("days = 28", "days = 56").replace("run_in = 154", "run_in = 28"))
        one = self.differences("day.cfg", "calendar.events.rush.factor=1.5")
        self.within(one["attrition_expected"], -0.005, 0.005)
        self.write("weeks.cfg", EVENT % 'to = "2026-03-01"; ' + HALF_A_YEAR.replace("days = 28", "days = 56").replace("run_in = 154", "run_in = 28"))
        weeks = self.differences("weeks.cfg", "calendar.events.rush.factor=1.5")
        self.assertGreater(weeks["attrition_expected"]["low"], 0.02)

    # fact F11: 20 % more pay, 3 to 7 % fewer quits: less than supervisors do who are 1.6 standard deviations better
    def test_better_pay_keeps_people(self):
        market = ("--set", "careers.attrition={ yearly = 0.3; early = 3; by_wage = -0.28; by_supervisor = 0.064; }", "--set", "careers.tenure.mean=1217 d")
        paid, led = (self.differences("people.cfg", f"careers.{change}", *market)["attrition_expected"] for change in ("attrition.wage=1.2", "support.supervisor=1.6"))
        self.within({"low": paid["low"] / paid["base"], "high": paid["high"] / paid["base"]}, -0.07, -0.03)
        self.assertLess(led["high"], paid["low"])

    # fact F13: software that assists, with agents who have begun within the last half year (whom the study watched): +10 to +18 % contacts an hour of work; novices gain, old hands do not
    def test_assist_helps_novices(self):
        self.write("assist.cfg", PEOPLE.replace("days = 364", "days = 7").replace("per_hour = 6", "per_hour = 400").replace('{ dist = "exponential"; mean = "365.25 d"; }', '{ dist = "uniform"; min = 0; max = "182 d"; }'))
        quiet = ("--set", "careers.attrition.yearly=0")
        def gain(*args):
            row = self.differences("assist.cfg", "careers.learning.assist=2", *quiet, *args)["aht_s"]
            return {"low": row["base"] / (row["base"] + row["high"]) - 1, "high": row["base"] / (row["base"] + row["low"]) - 1}
        self.within(gain(), 0.10, 0.18)
        novices, old = gain("--set", "careers.tenure=\"28 d\""), gain("--set", "careers.tenure=\"730 d\"")
        self.assertGreater(novices["low"], 0.18)
        self.assertLess(old["high"], 0.001)

    # fact F14: half of the agents work from home, by a draw; those against the others, within a fifth
    def test_from_home(self):
        two = PEOPLE.replace("days = 364", "days = 182").replace("per_hour = 6", "per_hour = 200").replace("groups: { g: { staff = 100; }; };", "groups: { g: { staff = 100; shrinkage: { unplanned = 0.12; }; }; };")
        self.write("home.cfg", two)
        home = self.differences("home.cfg", "careers.home.share=1", "--set", "careers.home={ work = 0.96; absence = 0.33; attrition = 0.5; }", "--set", "careers.learning.work=0")
        self.within({"low": home["aht_s"]["base"] / (home["aht_s"]["base"] + home["aht_s"]["high"]) - 1, "high": home["aht_s"]["base"] / (home["aht_s"]["base"] + home["aht_s"]["low"]) - 1}, 0.032, 0.048)
        staffed = home["staffed_agents"]
        self.within({"low": staffed["low"] / staffed["base"], "high": staffed["high"] / staffed["base"]}, 0.072, 0.108)
        quits = home["attrition_expected"]
        self.within({"low": 1 + quits["low"] / quits["base"], "high": 1 + quits["high"] / quits["base"]}, 0.4, 0.6)

    # Must reproduce (8): quits are most after a surge of eight weeks, as people do not recover at once and those who come are few and slow; burnout goes back in weeks, and not at once
    def test_a_surge_is_paid_for_later(self):
        hires = "hiring: { lead = 0; }; training: { time = 0; }; nesting: { time = 0; }; "
        self.assertIn(hires, HALF_A_YEAR)
        event = 'calendar: { events: { surge: { from = "2026-03-02"; to = "2026-04-27"; factor = 1.2; }; }; };\n'
        self.write("surge.cfg", event + HALF_A_YEAR.replace(hires, "").replace("days = 28", "days = 182").replace("run_in = 154", "run_in = 28").replace("staff = 31.4", "staff = 33.2"))
        by_week = {}
        for r in self.json_of("run", "surge.cfg", "--json", "--by", "interval", "-r10", "-q")["metrics"]:
            if "interval" in r and r["entity"] == "all" and r["mean"] is not None:
                by_week.setdefault(r["metric"], {})[r["interval"]] = r["mean"]
        quits, burnout = by_week["attrition_expected"], by_week["burnout_mean"]
        self.assertGreaterEqual(max(quits, key=quits.get), "2026-W18")
        self.assertGreater(max(quits.values()), quits["2026-W08"] + 0.04)
        left = (burnout["2026-W25"] - burnout["2026-W08"]) / (max(burnout.values()) - burnout["2026-W08"])
        self.assertLess(left, 0.75)
        self.assertGreater(left, 0.2)

    # Must reproduce (8): a wave of hiring into a worn-out centre. Burnout goes back in weeks (63 % in seven), proficiency in half a year, the mix of tenure takes a year: then who has stayed of the wave is as old as others
    def test_after_a_wave_of_hiring_the_mix_takes_longest(self):
        wave = '{ dist = "mixture"; parts = ({ weight = 0.5; dist = "exponential"; mean = "8 h"; }, { weight = 0.5; dist = "exponential"; mean = "1217.5 d"; }); }'
        self.write("wave.cfg", PEOPLE.replace("days = 364", "days = 420").replace('"month"', '"week"').replace('{ dist = "exponential"; mean = "365.25 d"; }', wave).replace("yearly = 1", "yearly = 0.3").replace(
            "attrition:", "burnout: { rises = 0.06; recovers = 0.12; demand = 0.35; }; measured_at: { burnout = 0.4; }; attrition:"))
        by_week = {}
        for r in self.json_of("run", "wave.cfg", "--json", "--by", "interval", "-r10", "-q")["metrics"]:
            if "interval" in r and r["entity"] == "all" and r["mean"] is not None:
                by_week.setdefault(r["metric"], []).append(r["mean"])
        burnout, work, senior, new = (by_week[name] for name in ("burnout_mean", "tenure_work", "tenure_senior", "tenure_new"))
        rest = 0.06 * 0.35 / (0.06 * 0.35 + 0.12)
        # those who come in these weeks begin as worn as the others did
        self.assertAlmostEqual((0.4 - burnout[7]) / (0.4 - rest), 1 - math.exp(-7 * 0.141), delta=7 * 0.3 / 52.18)
        usual_work, usual_senior = 1 + 0.6 * 70 / (70 + 1217.5), math.exp(-365 / 1217.5)
        self.assertGreater(work[0], usual_work + 0.25)
        self.assertLess(work[26], usual_work + 0.05)
        self.assertAlmostEqual(new[5], 0.5, delta=0.1)
        self.assertLess(senior[26], 0.6 * usual_senior)
        self.assertAlmostEqual(senior[56], usual_senior, delta=4 * math.sqrt(usual_senior * (1 - usual_senior) / 1000))

    # Fact F25 with satisfaction and burnout on: the same agents do calls alone, and mail between them. Customers who call wait a little longer and are hardly less content, agents are busier, and worn after eight weeks
    def test_mail_between_calls_is_paid_for_by_the_agents(self):
        self.write("blend.cfg", """extends = "presets/evidence.cfg";
clock: { start = "2026-01-05"; days = 14; open: { weekdays = "08:00-12:00"; weekend = "closed"; }; interval = "60 min"; report = "week"; };
run: { replications = 20; run_in = 49; };
channels: { email: { interruptible = 30; }; };
outcomes: { resolved = 0.71; };
types: { c: { arrivals: { per_hour = 88; }; patience: { dist = "exponential"; mean = "4 min"; }; talk: { dist = "lognormal"; mean = "4 min"; cv = 1; }; wrap = "30 s"; target: { within = "20 s"; };
              reconnect: { delay = { dist = "exponential"; mean = "1 d"; }; }; again_when_closed = "in_the_day"; };
         m: { channel = "email"; arrivals: { per_hour = 0.001; }; talk: { dist = "lognormal"; mean = "7 min"; cv = 0.8; }; target: { within = "24 h"; };
              reconnect: { delay = { dist = "exponential"; mean = "1 d"; }; }; again_when_closed = "in_the_day"; }; };
groups: { g: { staff = 12; }; };
careers: { tenure: { dist = "exponential"; mean = "1217 d"; }; attrition: { yearly = 0; }; };
""")
        def blended(*args):
            rows = {}
            for row in self.json_of("compare", "blend.cfg", "--what-if", "types.m.arrivals.per_hour=10", "--json", "-q", *args)["metrics"]:
                if row.get("difference_half_width") is not None and row["entity"] in ("all", "type/c", "type/m"):
                    rows[row["metric"], row["entity"]] = {"value": row["mean"], "low": row["difference"] - row["difference_half_width"], "high": row["difference"] + row["difference_half_width"]}
            return rows
        rows, unworn = blended(), blended("-r10", "--set", "careers.burnout.rises=0")
        self.assertGreater(rows["occupancy", "all"]["low"], 0.05)
        self.assertGreater(rows["burnout_mean", "all"]["low"], 0.05)
        self.assertLess(rows["max_wait_s", "type/m"]["value"], 86400)
        # the band of the fact is -2 points: so it is by the mail alone; worn agents take longer, help fewer and so cost another one to three
        self.within(unworn["service_level", "type/c"], -0.02, 0.02)
        self.within(rows["service_level", "type/c"], -0.04, -0.01)
        self.within(rows["csat_top2", "type/c"], -0.025, -0.002)

    # ---- scores, coaching, tools ------------------------------------------------------------------------------------------------

    def scored(self):
        self.write("scored.cfg", PEOPLE.replace("per_hour = 6", "per_hour = 20").replace('talk = "4 min"', 'outcomes: { resolved = 0.7; }; talk = "4 min"').replace(
            "learning: { work = 0.6; }; attrition: { yearly = 1; };", "people: { quality = 0.35; }; quality: { sample = 6; }; coaching: { bottom = 0.25; quality = 0.35; };"))
        return "scored.cfg"

    # fact F15: nobody is coached, and the lowest quarter "improves": regression to the mean, by how many contacts a score rests on
    def test_the_lowest_scores_rise_by_themselves(self):
        for n, rise, band in ((2, 9.8, 0.6), (6, 5.1, 0.4), (16, 3.0, 0.4), (30, 2.5, 0.3)):
            row = next(r for r in self.json_of("run", self.scored(), "--json", "--set", f"careers.quality.sample={n}")["metrics"] if r["metric"] == "qa_bottom_change" and r["entity"] == "all" and "interval" not in r)
            self.within({"low": row["low"], "high": row["high"]}, rise - band, rise + band)
        of = self.figures("run", self.scored(), "-r4")
        # four times 100 agents who stay, 12 scores each, of normals: the variance V = 36 between agents has a standard error of 36 sqrt(2 / (4 * 99)), that of errors, E = 33, of 33 sqrt(2 / 4800),
        # and V / (V + E) by the delta method that of (E * of V, V * of E) / (V + E)^2
        between, error = 36 * math.sqrt(2 / 396), 33 * math.sqrt(2 / 4800)
        self.assertAlmostEqual(of["qa_error", "all"], 33, delta=4 * error)
        self.assertAlmostEqual(of["qa_reliability", "all"], 36 / 69, delta=4 * math.hypot(33 * between, 36 * error) / 69 ** 2)
        self.assertAlmostEqual(of["qa_calibration_gap", "all"], 0, delta=4 * math.sqrt(33 / 4800))
        self.assertEqual(of["coached", "all"], 0)

    # fact F16: a scorecard that asks for what customers feel is worth more than more contacts
    def test_what_is_scored_counts_for_more_than_how_often(self):
        coached = ("--set", "careers.coaching.time=4 h", "--set", "careers.coaching.gain=0.1")
        asks, more = (self.differences(self.scored(), change, *coached)["fcr"] for change in ("careers.quality.alignment=0.8", "careers.quality.sample=30"))
        self.assertGreater(asks["low"], more["high"])
        self.assertGreater(asks["low"], 0.005)
        card = self.figures("run", self.scored(), "-r2", *coached, "--set", "careers.scorecard={ compliance = 1; }")
        none = self.figures("run", self.scored(), "-r2", "--set", "careers.scorecard={ compliance = 1; }")
        self.assertEqual(card["qa_bottom_change", "all"] > none["qa_bottom_change", "all"], True)

    # Must reproduce (9): coaching is a J. It costs time at the phones at once, by which the others are busier, and gives resolution by and by; who cancels it has it better this month and worse in the end
    def test_coaching_costs_first_and_gives_later(self):
        self.scored()
        scored = (self.folder / "scored.cfg").read_text()
        self.write("coached.cfg", scored.replace('talk = "4 min"', 'reconnect: { delay = { dist = "exponential"; mean = "12 h"; }; }; again_when_closed = "in_the_day"; talk = "4 min"').replace("resolved = 0.7;", "resolved = 0.71; returns = 0.9;"))
        coaching = "careers.coaching={ bottom = 0.25; time = \"8 h\"; gain = 0.03; half_life = \"400 d\"; quality = 0.35; cancel_above = %s; }"
        by_month = []
        for cancel in ("0.0001", "1"):
            of = {}
            for r in self.json_of("run", "coached.cfg", "--json", "--by", "interval", "-q", "--set", coaching % cancel, "--set", "careers.quality.alignment=0.8")["metrics"]:
                if "interval" in r and r["entity"] == "all":
                    of[r["metric"], r["interval"]] = r["mean"]
            by_month.append(of)
        without, coached = by_month
        def change(metric, month):
            return coached[metric, f"2026-{month:02}"] / without[metric, f"2026-{month:02}"] - 1
        self.assertEqual(change("occupancy", 1), 0)
        # 1.3 * 8 h of 160 for a quarter of agents; contacts of February by numbers of presets/evidence.cfg: 0.8 % fewer, of December: some 6 %
        self.assertAlmostEqual(change("staffed_agents", 2), -0.25 * 1.3 * 8 / 160, delta=0.004)
        self.assertGreater(change("occupancy", 2), 0.003)
        self.assertLess(change("occupancy", 12), -0.02)
        self.assertGreater(coached["fcr", "2026-12"], without["fcr", "2026-12"] + 0.03)
        self.assertLess(change("fcr", 2), 0.02)

    # twice the agents for each supervisor are half a standard deviation worse supervisors, to the digit, whether careers or the group that leads says so
    def test_the_span_of_control_is_felt_by_burnout_and_quits(self):
        args = ("run", "people.cfg", "-r1", "--set", "clock.days=91", "--set", "careers.attrition.by_supervisor=0.064", "--set", "careers.attrition.by_burnout=1",
                "--set", "careers.burnout={ rises = 0.06; recovers = 0.12; demand = 0.35; }", "--set", "careers.support.by_supervisor=0.1", "--set", "careers.support.by_span=0.5")
        base, worse, wide = (self.figures(*args, "--set", f"careers.support.{of}") for of in ("span=13", "supervisor=-0.5", "span=26"))
        self.assertEqual(wide, worse)
        for metric in ("attrition_expected", "burnout_mean"):
            self.assertGreater(wide[metric, "all"], base[metric, "all"])
        self.write("led.cfg", PEOPLE.replace("groups: {", 'groups: { leads: { span: { of = ["g"]; agents = 26; }; };').replace("wrap =", 'groups = ("g"); wrap ='))
        led = (args[0], "led.cfg", *args[2:])
        self.assertEqual(self.figures(*led)["attrition_expected", "group/g"], self.figures(*led, "--set", "careers.support.span=26")["attrition_expected", "group/g"])
        self.assertLess(self.figures(*led, "--set", "groups.leads.span.agents=13")["attrition_expected", "group/g"], self.figures(*led)["attrition_expected", "group/g"])
        self.assertIn("leads 26 agents: to them supervisors are 0.5 standard deviations worse than with 13", self.expect(0, "explain", *led[1:2], *led[3:]).stdout)

    def test_evaluators_and_supervisors_can_be_short(self):
        args = ("run", self.scored(), "-r2", "--set", "careers.coaching.time=4 h", "--set", "careers.coaching.gain=0.1")
        enough = self.figures(*args)
        few = self.figures(*args, "--set", "careers.quality.evaluators=2", "--set", "careers.quality.each=100", "--set", "careers.coaching.supervisors=5", "--set", "careers.coaching.each=10 h")
        self.assertAlmostEqual(few["qa_evaluations", "all"], enough["qa_evaluations", "all"] * 200 / 600, delta=1)
        self.assertAlmostEqual(few["coaching_h", "all"], enough["coaching_h", "all"] * 50 / 100, delta=1)
        self.assertGreater(few["qa_error", "all"], enough["qa_error", "all"] + 30)
        self.assertAlmostEqual(enough["staffed_agents", "all"], 100 - 25 * 5.2 / 160 * 48 / 52, delta=4 * math.sqrt(25 * 0.0325 / 48 / 2))
        led = self.figures(*args, "--set", "careers.coaching.each=10 h", "--set", "careers.support.span=20")  # five of them for a hundred
        self.assertEqual(led["coaching_h", "all"], few["coaching_h", "all"])
        machine = self.figures(*args, "--set", "careers.quality.coverage=1", "--set", "careers.quality.machine_error=4")
        self.assertGreater(machine["qa_error", "all"], 16)
        self.assertEqual(self.figures(*args, "--set", "careers.coaching.cancel_above=0.001")["coached", "all"], 0)

    def test_critical_errors_are_found_by_chance(self):
        of = self.figures("run", self.scored(), "-r4", "--set", "careers.compliance.errors=0.02")
        self.assertAlmostEqual(of["critical_error_rate", "all"], 0.02, delta=1e-9)
        self.assertAlmostEqual(of["critical_errors_found", "all"], 0.02 * of["qa_evaluations", "all"], delta=1e-6)
        self.assertGreater(self.figures("run", self.scored(), "-r4", "--set", "careers.compliance={ errors = 0.02; by_form = 1; }")["critical_error_rate", "all"], 0.025)

    # Must reproduce (10): usable tools are quicker; a launch costs knowledge, time and resolution, and authoring brings them back
    def test_tools_and_what_is_known(self):
        tools = ("--set", "careers.tools={ by_usability = 0.08; work = 0.25; quality = 1.2; authoring = 0.03; decay = 0.02; }", "-r4")
        base = self.figures("run", self.scored(), *tools)
        self.assertAlmostEqual(base["knowledge_mean", "all"], 0.6, delta=1e-6)
        better = self.figures("run", self.scored(), *tools, "--set", "careers.tools.usability=1")
        self.assertAlmostEqual(better["aht_s", "all"], 0.92 * base["aht_s", "all"], delta=2)
        launch = self.figures("run", self.scored(), *tools, "--set", "careers.tools.launch=70 d", "--set", "careers.tools.launch_loss=0.4")
        self.assertLess(launch["knowledge_mean", "all"], 0.57)
        self.assertGreater(launch["aht_s", "all"], base["aht_s", "all"])
        self.assertLess(launch["fcr", "all"], base["fcr", "all"])
        mood = ("--set", "outcomes.csat={ shares = [5, 5, 9, 18, 63]; quality = 1; }", "-r4")
        self.assertGreater(self.figures("run", self.scored(), *mood, "--set", "careers.tools.mood=0.5")["csat_top2", "all"], self.figures("run", self.scored(), *mood)["csat_top2", "all"] + 0.03)

    # who knows the customer's mood seems so much better, in satisfaction and ease alike: as customers who expect less
    def test_software_that_tells_the_mood_is_felt(self):
        self.write("mood.cfg", PEOPLE.replace("days = 364", "days = 28").replace("per_hour = 6", "per_hour = 60") + "outcomes: { resolved = 0.7; csat: { shares = [5, 5, 9, 18, 63]; quality = 1; }; ces: { shares = [5, 5, 7, 8, 15, 26, 34]; quality = 1; }; };")
        base, told, less = (self.figures("run", "mood.cfg", "-r1", "--set", each) for each in ("careers.tools.mood=0", "careers.tools.mood=0.5", "outcomes.expects=-0.5"))
        self.assertGreater(told["ces_easy", "all"], base["ces_easy", "all"])
        self.assertGreater(told["csat_top2", "all"], base["csat_top2", "all"])
        self.assertEqual({m: v for m, v in told.items() if m[0].startswith(("csat", "ces"))}, {m: v for m, v in less.items() if m[0].startswith(("csat", "ces"))})

    # ---- what is told -------------------------------------------------------------------------------------------------------

    def test_page_and_summary_tell_of_people(self):
        worn = ("--set", "careers.burnout={ rises = 0.06; recovers = 0.12; demand = 0.35; }")
        done = self.expect(0, "run", "people.cfg", "-r2", "-o", "people.h5", *worn)
        for head in ("filled posts", "weeks on phones", "below 90 days", "burnout", "quits a year"):
            self.assertIn(head, done.stdout)
        self.expect(0, "report", "people.h5", "-o", "people.html", "-q")
        page = (self.folder / "people.html").read_text()
        words = html.unescape(re.sub(r"<[^>]*>", "", re.search(r"<section id=\"people\".*?</p>", page, re.S)[0])).replace("\xa0", " ")
        self.assertRegex(words, r"Agents have been on the phones for [0-9.]+ ± [0-9.]+ weeks on average; [0-9.]+ % ± [0-9.]+ of them for less than 90 days")
        self.assertRegex(words, r"Burnout, from 0 to 100 %, is [0-9.]+ %.* Quits are [0-9.]+ % a year")
        rows = json.loads(re.search(r'id="people-weeks".*?<script type="application/json" class="data">(.*?)</script>', page, re.S)[1])
        figures = {rows["texts"]["of"][row[0]]: [] for row in rows["rows"]}
        for row in rows["rows"]:
            figures[rows["texts"]["of"][row[0]]].append(row[3])
        self.assertEqual({name: len(of) for name, of in figures.items()}, dict.fromkeys(("Burnout", "Attrition, a year, as expected", "Absence, as expected", "Handle time by tenure, factor", "Agents new for 90 days", "Knowledge", "Vacant posts"), 13))
        self.assertLess(figures["Burnout"][0], figures["Burnout"][12])
        # by half-hours weeks are no course, and without careers there is nothing
        self.expect(0, "run", "people.cfg", "-r2", "-o", "short.h5", "-q", "--set", "clock.days=14", "--set", 'clock.report="interval"')
        self.expect(0, "report", "short.h5", "-o", "short.html", "-q")
        self.assertIn("is drawn over time where figures are told by week or month", (self.folder / "short.html").read_text())
        self.write("plain.cfg", PEOPLE[: PEOPLE.index("careers")].replace("days = 364", "days = 14"))
        done = self.expect(0, "run", "plain.cfg", "-r2", "-o", "plain.h5")
        self.assertNotIn("filled posts", done.stdout)
        self.expect(0, "report", "plain.h5", "-o", "plain.html", "-q")
        self.assertNotIn("People over months", (self.folder / "plain.html").read_text())

    def test_explain_says_which_loops_are_on(self):
        text = self.expect(0, "explain", "half.cfg").stdout
        self.assertIn("Loop: agents busier, more burnout, more absent, more quit, those who come are slower, contacts longer, agents busier.", text)
        self.assertIn("comes to rest at 0.149 where agents are busy 80 % of the time and at 0.365 where they are 90 %", text)
        self.assertNotIn("Loop:", self.expect(0, "explain", "half.cfg", "--set", "careers.burnout.rises=0").stdout)

    def test_trace_tells_who_quits_and_who_comes(self):
        text = self.expect(0, "trace", "people.cfg").stdout
        self.assertIn("quits at the end of the week", text)
        self.assertIn("has somebody new, who comes to the phones", text)

    def test_bad_input_is_told(self):
        for path, value, words in (("careers.training.trainers", "1.5", "must be a whole number, found 1.5"), ("careers.training.passes", "0", "nobody would ever come"),
                                   ("careers.burnout.rises", "0.1", "careers.burnout.recovers: must be > 0 where burnout.rises is"), ("careers.attrition.yearly", "-1", "must be from 0 to 20, found -1")):
            self.assertIn(words, self.expect(65, "check", "people.cfg", "--set", f"{path}={value}").stderr)
        self.assertIn("a steady state has no weeks", self.expect(65, "check", "steady.cfg", "--set", "careers.tenure=1 h").stderr)
        self.assertIn("says nothing without tenure", self.expect(65, "check", "office.cfg", "--set", "groups.general.careers.attrition.yearly=1").stderr)
        self.assertIn("does nothing without attrition.yearly", self.expect(0, "check", "office.cfg", "--set", "careers.tenure=400 d", "--set", "groups.general.careers.hiring.lead=28 d").stderr)

    def test_results_hold_the_facts(self):
        self.expect(0, "run", "people.cfg", "-r2", "-q", "-o", "people.h5")
        of = self.figures("show", "people.h5")
        self.assertEqual(of["quits", "group/g"], of["quits", "all"])


if __name__ == "__main__":
    main()
