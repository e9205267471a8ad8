"""Call flows: what self-service does to agents, as it is known, and how it is told."""
import csv
import shutil
import xml.etree.ElementTree

from cli import SOURCE, CliTest, main

BETTER = ("--set", "flows.front.nodes.balance.success=0.9")
SEEMS = (*BETTER, "--set", "flows.front.nodes.balance.false_success=0.375")  # as few as before have what they came for


class CallFlow(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "call_flow.cfg", self.folder)

    def of(self, *sets):
        return self.figures("run", "call_flow.cfg", "-r20", *sets)

    def test_more_containment_that_is_false_helps_nobody_and_comes_back(self):
        before, better, seems = self.of(), self.of(*BETTER), self.of(*SEEMS)
        self.assertAlmostEqual(better["containment", "all"], seems["containment", "all"], delta=0.01)
        self.assertGreater(seems["containment", "all"], before["containment", "all"] + 0.03)
        self.assertAlmostEqual(seems["containment_net", "all"], before["containment_net", "all"], delta=0.005)
        self.assertGreater(better["containment_net", "all"], before["containment_net", "all"] + 0.02)
        self.assertGreater(seems["bounces", "flow/front"], before["bounces", "flow/front"] + 80)
        self.assertGreater(seems["offered", "all"], better["offered", "all"] + 40)
        # without those who come back it would be believed
        self.assertEqual(self.of(*SEEMS, "--set", "flows.front.comes_back=none")["bounces", "flow/front"], 0)

    def test_what_is_left_for_agents_takes_longer_and_saves_less_than_it_seems(self):
        none = ("--set", "flows.front.nodes.balance.success=0", "--set", "flows.front.nodes.password.success=0", "--set", "flows.*.nodes.*.harder=1")
        without, with_it = self.of(*none), self.of("--set", "flows.front.nodes.balance.harder=1.3", "--set", "flows.front.nodes.password.harder=1.3")
        self.assertGreater(with_it["aht_s", "group/desk"], without["aht_s", "group/desk"] + 3)
        saved = (without["busy_agents", "all"] - with_it["busy_agents", "all"]) * 10 * 3600
        naive = with_it["contained", "all"] * without["aht_s", "all"]
        self.assertTrue(0 < saved < 0.9 * naive, (saved, naive))

    def test_the_accounting_tree_holds_by_type(self):
        of = self.of()
        for entity in ("type/service", "type/cards", "all"):
            came = of["arrived", entity] + of["received", entity]
            inside = came - of["contained", entity] - of["hung_up", entity] - of["sent_on", entity] - of["offered", entity]
            self.assertAlmostEqual(inside, 0, delta=1e-6, msg=entity)
        self.assertEqual(of["arrived", "type/cards"], 0)
        self.assertAlmostEqual(of["visits", "flow/front"], sum(of["visits", "node/front." + n] for n in
                               ("welcome", "identify", "menu", "balance", "password", "cards")), places=6)

    def test_it_is_told_node_by_node(self):
        told = self.expect(0, "trace", "call_flow.cfg", "--contact", "service/3").stdout
        self.assertIn("service/3 comes to front.welcome", told)
        self.assertRegex(told, "comes to front.identify|hangs up")
        self.expect(0, "run", "call_flow.cfg", "-r2", "-q", "--log", "log.csv")
        with open(self.folder / "log.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        of = self.figures("run", "call_flow.cfg", "-r2")
        self.assertEqual(sum(r["outcome"] == "contained" for r in rows), 2 * of["contained", "all"])
        self.assertEqual(sum(r["outcome"] == "hung_up" for r in rows), 2 * of["hung_up", "all"])
        self.assertEqual(sum(r["queue"] == "cards" for r in rows), 2 * of["sent_on", "all"])
        self.assertEqual({r["node"].split(".")[0] for r in rows}, {"front"})

    def test_explain_says_who_reaches_whom(self):
        said = self.expect(0, "explain", "call_flow.cfg").stdout
        self.assertRegex(said, r"come by the call flow Front door, where they spend .* on average")
        self.assertIn("Call flows send here contacts that came as Service", said)
        self.assertRegex(said, r"Call flow Front door\n  40 ports")

    def test_the_load_that_is_told_is_the_one_that_comes(self):
        sets = ("--set", "types.service.redial=none", "--set", "flows.front.comes_back.delay=none", "--set", "types.*.patience=none",
                "--set", "groups.*.staff=60")
        lines = self.expect(0, "check", "call_flow.cfg", *sets).stdout.splitlines()
        told = sum(float(line.split()[1]) for line in lines if line.startswith("2026-03-02T"))
        # means of 20 days of about as many contacts as Poisson has: four standard errors, and the tenths that the table rounds to
        self.assertGreater(told, 2000)
        self.assertAlmostEqual(self.of(*sets)["offered", "all"], told, delta=4 * (told / 20) ** 0.5 + 1)

    def test_there_is_nothing_of_it_without_flows(self):
        shutil.copy(SOURCE / "scenarios" / "minimal.cfg", self.folder)
        names = {name for name, _ in self.figures("run", "minimal.cfg", "-r2")}
        self.assertFalse(names & {"visits", "hung_up", "containment_net", "busy_ports"})
        self.expect(64, "run", "minimal.cfg", "-r2", "-q", "--by", "node")

class Bot(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "bot.cfg", self.folder)

    def of(self, *sets):
        return self.figures("run", "bot.cfg", "-r6", *(s for x in sets for s in ("--set", x)))

    def test_sessions_that_are_all_in_use_send_chats_to_the_agents(self):
        few, many = self.of(), self.of("flows.bot.nodes.*.sessions=none")
        bot = "node/bot.english"
        self.assertGreater(few["session_blocking", bot], 0.02)
        self.assertAlmostEqual(few["sessions", bot] + few["no_session", bot], few["visits", bot], places=6)
        self.assertTrue(0.3 < few["session_occupancy", bot] < 0.6)
        self.assertNotIn(("no_session", bot), many)
        self.assertGreater(few["offered", "type/chat"], many["offered", "type/chat"] + 50)
        self.assertGreater(many["containment", "all"], few["containment", "all"])

    def test_chats_may_wait_for_a_session(self):
        bot = "node/bot.english"
        away = self.of()
        waits = self.of("flows.bot.nodes.english.when_full=wait", "flows.bot.nodes.english.patience={dist=\"exponential\"; mean=60;}")
        self.assertEqual(waits["no_session", bot], 0)
        self.assertGreater(waits["session_waits", bot], 200)
        self.assertGreater(waits["sessions", bot], away["sessions", bot] + 50)
        self.assertAlmostEqual(waits["session_given_up", bot] / (waits["sessions", bot] + waits["session_given_up", bot]), waits["session_abandonment", bot], places=9)
        self.assertGreater(waits["session_wait_s", bot], 1)
        self.assertFalse({name for name, _ in away} & {"session_waits", "session_wait_s", "waiting_for_session", "session_given_up"}, "nobody waits")
        told = self.expect(0, "trace", "bot.cfg", "--to", "2026-03-02T12:00", "--set", "flows.bot.nodes.english.when_full=wait").stdout
        self.assertRegex(told, r"waits for a session at bot.english")
        self.assertRegex(told, r"has a session at bot.english after \d")
        said = self.expect(0, "explain", "bot.cfg", "--set", "flows.bot.nodes.english.when_full=wait", "--set", "flows.bot.nodes.english.queue_limit=5").stdout
        self.assertIn("who finds no session waits for one, 5 at once at most", said)

    def test_a_flow_has_hours(self):
        always, day = self.of(), self.of("flows.bot.open=10:00-18:00")
        self.assertGreater(day["visits", "node/bot.night"], 1.5 * always["visits", "node/bot.night"])
        self.assertGreater(day["visits", "node/bot.closed"], always["visits", "node/bot.closed"] + 300)
        said = self.expect(0, "explain", "bot.cfg", "--set", "flows.bot.open=10:00-18:00").stdout
        self.assertIn("Contacts begin at language; outside of 10:00-18:00, and while their type is closed, at language_by_night", said)
        told = self.expect(0, "trace", "bot.cfg", "--to", "2026-03-02T09:00", "--set", "flows.bot.open=10:00-18:00").stdout
        self.assertIn("finds the call flow outside of its hours", told)

    def test_the_flow_is_drawn_for_slides(self):
        self.expect(0, "run", "bot.cfg", "-r2", "-q", "-o", "bot.h5")
        self.expect(0, "report", "bot.h5", "--pictures", "drawn", "-q")
        words = "".join(xml.etree.ElementTree.parse(self.folder / "drawn" / "flow.svg").getroot().itertext())
        for word in ("Contacts through Bot", "of several call flows the largest", "Bot, English", "Falsely contained", "Hung up"):
            self.assertIn(word, words)
        shutil.copy(SOURCE / "scenarios" / "minimal.cfg", self.folder)
        self.expect(0, "run", "minimal.cfg", "-r2", "-q", "-o", "none.h5")
        self.expect(0, "report", "none.h5", "--pictures", "none", "-q")
        self.assertFalse((self.folder / "none" / "flow.svg").exists())

    def test_what_breaks_and_what_answers_late_is_told(self):
        now, slow = self.of(), self.of("flows.bot.nodes.english.latency=20 s")
        self.assertAlmostEqual(now["session_failure_rate", "node/bot.english"], 0.01, delta=0.004)
        self.assertAlmostEqual(slow["stay_s", "node/bot.english"] - now["stay_s", "node/bot.english"], 6 * 17.5 * 0.91, delta=5)
        self.assertGreater(slow["session_blocking", "node/bot.english"], 3 * now["session_blocking", "node/bot.english"])

    def test_a_long_wait_is_met_by_an_offer(self):
        now, never = self.of(), self.of("flows.bot.nodes.how_long.ways.long.when=predicted_wait(chat) > 9 h")
        self.assertGreater(now["visits", "node/bot.offer"], 50)
        self.assertEqual(never["visits", "node/bot.offer"], 0)
        self.assertGreater(never["abandoned", "type/chat"], now["abandoned", "type/chat"])

    def test_by_night_there_is_another_flow_and_no_agent(self):
        now = self.of()
        came, left = now["visits", "node/bot.closed"], now["to_queue", "node/bot.message"]
        self.assertGreater(came, 800)
        self.assertGreater(left, 0.3 * came)
        self.assertEqual(now["received", "type/messages"], left)
        day_only = self.of("flows.bot.nodes.closed.choices.tomorrow.next=hang_up")
        self.assertGreater(now["bounces", "flow/bot"], day_only["bounces", "flow/bot"] + 0.15 * came)

    def test_pages_keep_customers_from_contacting(self):
        now, without = self.of(), self.of("types.chat.before=none")
        self.assertGreater(without["offered", "all"], 1.2 * now["offered", "all"])
        self.assertAlmostEqual(now["entries", "flow/pages"], 13000, delta=400)
        self.assertNotIn(("entries", "flow/pages"), {k for k, v in without.items() if v})

    def test_it_is_told_node_by_node(self):
        told = self.expect(0, "trace", "bot.cfg", "--to", "2026-03-03T09:00").stdout
        for words in ("has looked for", "comes to bot.english", "finds no session at bot.english", "comes to bot.closed"):
            self.assertIn(words, told)
        said = self.expect(0, "explain", "bot.cfg").stdout
        for words in ("Before they contact for the first time they look at the call flow Help pages, on no line", "6 sessions at once", "who finds no session to how_long",
                      "long, if predicted_wait(chat) > 4 min, to offer (loads take it that 5 % do)", "while their type is closed at language_by_night",
                      "they hang up, and come again at the next opening"):
            self.assertIn(words, said)


if __name__ == "__main__":
    main()
