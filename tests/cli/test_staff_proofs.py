"""ccsim staff by simulation against Erlang A: half-hours that are steady states of their own."""
import json

from cli import CliTest, main

RATES = (12.0, 31.0, 50.0, 77.0, 97.385, 120.0, 150.0, 20.0)  # an hour
TYPE = """  t{n}: {{ arrivals: {{ per_hour = {rate}; }}; talk: {{ dist = "exponential"; mean = "4 min"; }};
  patience: {{ dist = "exponential"; mean = "2 min"; }}; target: {{ service_level = "80 %"; within = "20 s"; }}; groups = ["g{n}"]; }};
"""
ERROR_OF_HALF_WIDTH = 1 / 1.96


class Proofs(CliTest):
    def exact_level(self, rate, agents):
        return self.json_of("erlang", "a", "--per-hour", rate, "--aht", "4 min", "--patience", "2 min", "--agents", agents, "--within", "20 s",
                            "--json")["service_level"]

    def test_each_half_hour_by_itself_has_the_agents_of_erlang_a(self):
        # a day after a day run in is as long as many half-hours of one steady state
        self.write("pools.cfg", 'clock: { open = "00:00-24:00"; interval = "24 h"; };\ntypes: {\n' +
                   "".join(TYPE.format(n=n, rate=rate) for n, rate in enumerate(RATES)) + "};\ngroups: {\n" +
                   "".join(f"  g{n}: {{ staff = 1; }};\n" for n in range(len(RATES))) + "};\nrun: { replications = 4; seed = 5; run_in = 1; };\n")
        exact = [row["required_agents"] for row in self.json_of("staff", "pools.cfg", "-q", "--steady", "--json")["staff"]]
        found = self.json_of("staff", "pools.cfg", "-q", "--json")
        clear = equal = 0
        for rate, least, row, target in zip(RATES, exact, found["staff"], found["targets"]):
            error = ERROR_OF_HALF_WIDTH * target["half_width"]
            is_clear = all(abs(self.exact_level(rate, agents) - 0.8) > 2 * error for agents in (least - 1, least) if agents > 0)
            self.assertIn(row["required_agents"] - least, (0, 1), f"{rate} an hour")
            clear += is_clear
            equal += is_clear and row["required_agents"] == least
        self.assertGreater(clear, len(RATES) / 2)
        self.assertGreaterEqual(equal, 0.95 * clear)


if __name__ == "__main__":
    main()
