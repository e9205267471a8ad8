"""`groups.*.span`: supervisors, as many as the agents whom they lead ask for."""
from cli import SOURCE, CliTest, main

CENTRE = """
clock: { open = "08:00-12:00"; interval = "1 h"; };
types: { help: { arrivals: { per_hour = 60; }; talk = 120; groups = ( "desk" ); }; ask: { arrivals: { per_hour = 3; }; talk = 120; groups = ( "leads" ); };
  more: { arrivals: { per_hour = 3; }; talk = 120; groups = ( "chat" ); }; };
groups: {
  leads: { span: { of = [ "desk", "chat" ]; agents = 12; }; };
  desk: { staff = (("08:00", 20), ("09:00", 21), ("11:00", 30)); };
  chat: { staff = 4; };
};
run: { replications = 2; };
"""


class Span(CliTest):
    def setUp(self):
        super().setUp()
        self.write("centre.cfg", CENTRE)

    def scheduled(self, *args, name="centre.cfg"):
        rows = self.json_of("run", name, "--by", "interval", "--metric", "scheduled_agents", "--entity", "group/leads", "--json", *args)["metrics"]
        return [r["mean"] for r in rows if "interval" in r][:4]

    def test_follows_the_groups_hour_by_hour(self):
        self.assertEqual(self.scheduled(), [2, 3, 3, 3])  # of 24, 25, 25, 34
        self.assertEqual(self.scheduled("--set", "groups.leads.span.agents=4"), [6, 7, 7, 9])
        self.assertEqual(self.scheduled("--set", "groups.leads.staff=5"), [5, 5, 5, 5])

    def test_follows_changes_shrinkage_and_persons(self):
        self.assertEqual(self.scheduled("--set", "groups.desk.factors.staff=2"), [4, 4, 4, 6])  # of 44, 46, 46, 64
        self.assertEqual(self.scheduled("--set", "groups.desk.shrinkage=0.5"), [2, 3, 3, 3])  # who is off the phones is led too
        self.write("shifts.cfg", CENTRE.replace('staff = (("08:00", 20), ("09:00", 21), ("11:00", 30));', "shifts: { early = 20; late = 9; };").replace(
            "groups: {", 'shifts: { early: { start = "08:00"; length = "4 h"; }; late: { start = "10:00"; length = "2 h"; }; };\ngroups: {'))
        self.assertEqual(self.scheduled(name="shifts.cfg"), [2, 2, 3, 3])  # of 24, 24, 33, 33

    def test_is_told(self):
        self.assertIn("one for each 12 agents of desk, chat, and one for what is left over", self.expect(0, "explain", "centre.cfg").stdout)
        self.assertIn("3 agents are scheduled", self.expect(0, "explain", SOURCE / "scenarios" / "supervisors.cfg").stdout)

    def test_errors_name_the_line_and_what_helps(self):
        for old, new, says in (('"desk", "chat"', '"leads"', "centre.cfg:6: groups.leads.span.of: names the group itself"),
                               ('"desk", "chat"', '"dsk"', "centre.cfg:6: groups.leads.span.of"),
                               ("agents = 12;", "", "centre.cfg:6: groups.leads.span.agents: is required"),
                               ("agents = 12;", "agents = 0;", "centre.cfg:6: groups.leads.span.agents"),
                               ("leads: { span", "leads: { staff = 3; span", "centre.cfg:6: groups.leads.span: stands beside staff"),
                               ("chat: { staff = 4;", 'chat: { span: { of = [ "desk" ]; agents = 9; };', 'names "chat", which has a span too')):
            self.write("centre.cfg", CENTRE.replace(old, new))
            self.expect(65, "check", "centre.cfg", says=says)


if __name__ == "__main__":
    main()
