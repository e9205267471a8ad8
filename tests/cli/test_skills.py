"""Agents who differ are figures of their group: tables, files and words know the group, whatever classes it is made of."""
import shutil

from cli import SOURCE, CliTest, main


class Skills(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "skills.cfg", self.folder)

    def test_figures_are_those_of_the_group(self):
        entities = {row["entity"] for row in self.json_of("run", "skills.cfg", "-r12", "--json")["metrics"]}
        self.assertIn("group/billing", entities)
        self.assertFalse([name for name in entities if name.startswith("group/") and name not in ("group/billing", "group/orders")])
        pairs = {row["entity"] for row in self.json_of("run", "skills.cfg", "-r12", "--json", "--by", "pair")["metrics"]}
        self.assertEqual(pairs, {"pair/orders/orders", "pair/orders/billing", "pair/bills/billing"})
        of = self.figures("run", "skills.cfg", "-r12")
        self.assertAlmostEqual(of["scheduled_agents", "group/billing"], 7)
        self.assertAlmostEqual(of["busy_agents", "all"], of["busy_agents", "group/billing"] + of["busy_agents", "group/orders"], places=9)

    def test_a_result_file_holds_the_facts_of_the_group(self):
        self.expect(0, "run", "skills.cfg", "-r70", "-q", "-o", "a.h5")
        self.assertIn("Billing desk", self.expect(0, "show", "a.h5").stdout)
        self.expect(0, "report", "a.h5", "-o", "a.html")

    def test_a_file_says_what_a_scenario_would(self):
        (self.folder / "agents.csv").write_text("Agent;Group;bills;orders;orders.priority;bills.priority;Notes\n"
                                                "Ines B.;billing;x;1;;1;\njan;billing;x;0,8;;1;new\nkim;billing;x;0,8;;1;\n"
                                                "lea;billing;x;0,8;;1;\nmo;orders;;x;;;\n", encoding="utf-8")
        run = ("run", "skills.cfg", "-r5", "--json")
        of_file = self.json_of(*run, "--set", 'groups.billing.agents="agents.csv"')["metrics"]
        self.assertEqual(self.json_of(*run)["metrics"], of_file)
        said = self.expect(0, "explain", "skills.cfg", "--set", 'groups.billing.agents="agents.csv"', says='column "Notes" is passed over')
        self.assertIn("billing (Ines B.), 1 at most", said.stdout)
        (self.folder / "agents.csv").write_text("agent,orders\njan,-1\njan,x\n", encoding="utf-8")
        self.expect(65, "check", "skills.cfg", "--set", 'groups.billing.agents="agents.csv"', says="each once, found \"jan\"")
        (self.folder / "agents.csv").write_text("agent,orders\njan,-1\n", encoding="utf-8")
        self.expect(65, "check", "skills.cfg", "--set", 'groups.billing.agents="agents.csv"',
                    says="agents.csv:2: groups.billing.agents.jan.skills.orders.speed: must be from 0.01 to 100, found")

    def test_explain_trace_and_staff_say_it(self):
        said = self.expect(0, "explain", "skills.cfg").stdout
        self.assertIn("billing (jan and 2 more), 3 at most: freed, such an agent serves Bills, then Orders", said)
        self.assertIn("Their speed at Orders is 0.8", said)
        told = self.expect(0, "trace", "skills.cfg").stdout
        self.assertIn("billing (others) has 3 agents scheduled", told)
        self.assertIn("billing agent 7 logs in", told)
        self.assertRegex(told, r"\bjan of billing logs in\n")
        of = self.figures("run", "skills.cfg", "-r2", "--set", "run.agents=each", "--by", "agent")
        self.assertIn(("occupancy", "agent/billing/jan"), of)
        self.assertIn(("occupancy", "agent/billing/7"), of)
        self.expect(64, "schedule", "skills.cfg", "--set", 'shifts.day={ start="08:00"; length="8 h"; }',
                    says="the agents of group billing differ in what they can do (3 kinds: billing (ines), billing (jan and 2 more), billing (others)), and shifts are found for persons")
        self.expect(64, "staff", "skills.cfg", "--steady", says="the formula knows agents who are alike, and those of group billing differ")

    def test_staff_finds_how_many_of_the_list(self):
        """An answer read back has the agents found, and they meet the targets."""
        self.expect(0, "staff", "skills.cfg", "-r5", "--in-order", "-q", "-o", "need.cfg", "--least", "billing=5")
        self.expect(0, "staff", "skills.cfg", "-r5", "--in-order", "-q", "--csv", "need.csv", "--least", "billing=5")
        rows = [line.split(",") for line in (self.folder / "need.csv").read_text(encoding="utf-8").splitlines()]
        at = {name: rows[0].index(name) for name in ("group", "required_agents")}
        of = self.figures("run", "need.cfg", "-r20", "-q")
        for group in ("orders", "billing"):
            required = [float(row[at["required_agents"]]) for row in rows[1:] if row[at["group"]] == group]
            self.assertAlmostEqual(of["scheduled_agents", "group/" + group], sum(required) / len(required), places=9)
        for name in ("orders", "bills"):
            self.assertGreater(of["service_level", "type/" + name], 0.8)
        self.assertNotEqual(of["scheduled_agents", "group/billing"], 7)
        taught = self.expect(0, "staff", "skills.cfg", "-r5", "--in-order", "-q", "-o", "taught.cfg", "--what-if", "cross-train 2 of orders for bills")
        self.assertIn("agent-hours", taught.stdout)
        self.assertIn("orders (also bills), 2 at most", self.expect(0, "explain", "taught.cfg").stdout)

    def test_schedule_says_what_helps_where_agents_learn(self):
        one = 'arrivals: { per_hour = 30; }; talk = "3 min"; target: { service_level = "80 %"; within = "20 s"; };'
        (self.folder / "learn.cfg").write_text('clock: { open = "08:00-09:00"; interval = "30 min"; };\n'
            + "types: { " + "".join(f'{name}: {{ {one} groups = ("{name}"); }}; ' for name in "ab") + "};\ngroups: { a: { staff = 4; }; b: { staff = 4; }; };\n")
        learns = ("--set", 'changes.teach={ agents=2; groups=["a"]; learn="b"; }')
        shifts = ("--set", 'shifts.day={ start="08:00"; length="1 h"; }')
        self.expect(64, "schedule", "learn.cfg", *shifts, *learns, says="leave out the change by which some of them learn a type, or write those who do as a group")
        self.expect(0, "schedule", "learn.cfg", *shifts, "-q")


if __name__ == "__main__":
    main()
