"""ccsim merge of runs: replications that were simulated apart give the bytes of one run, and what cannot be joined is told."""
from cli import CliTest, main

KEEP = ("--keep", "replications", "-q")


class Join(CliTest):
    def run_part(self, name, first, n, *args, scenario="office.cfg"):
        self.expect(0, "run", scenario, "-r", str(n), "--first-replication", str(first), "-o", name, "--force", *KEEP, *args)

    def expect_joined(self, *args, scenario="office.cfg"):
        """Parts 1 to 2, 3 and 4 to 7, given out of order, against one run of all."""
        self.run_part("whole.h5", 1, 7, *args, scenario=scenario)
        self.run_part("c.h5", 4, 4, "-j1", *args, scenario=scenario)
        self.run_part("a.h5", 1, 2, *args, scenario=scenario)
        self.run_part("b.h5", 3, 1, *args, scenario=scenario)
        self.expect(0, "merge", "c.h5", "a.h5", "b.h5", "-o", "joined.h5", "--force")
        self.assertEqual((self.folder / "joined.h5").read_bytes(), (self.folder / "whole.h5").read_bytes())

    def test_parts_give_the_bytes_of_one_run(self):
        self.expect_joined("--set", "groups.general.staff=5", "--what-if", "volume +5 %", "-s", "18446744073709551557")
        self.assertIn("volume +5 %", self.expect(0, "show", "joined.h5").stdout + self.expect(0, "show", "joined.h5", "--json").stdout)

    def test_of_several_days_of_steady_states_and_with_intervals(self):
        self.expect_joined("--set", "clock.days=3", "--keep", "intervals,replications")
        self.write("steady.cfg", """
            run: { mode = "steady"; length = "6 h"; batches = 12; warm_up = "30 min"; };
            types: { calls: { arrivals: { per_hour = 60; }; talk: { dist = "exponential"; mean = "3 min"; }; patience: { dist = "exponential"; mean = "2 min"; }; groups = ("desk"); }; };
            groups: { desk: { staff = 4; }; };
        """)
        self.expect_joined(scenario="steady.cfg")

    def test_a_part_that_was_joined_can_be_joined_again(self):
        self.expect_joined()
        self.run_part("d.h5", 8, 2)
        self.run_part("nine.h5", 1, 9)
        self.expect(0, "merge", "d.h5", "joined.h5", "-o", "again.h5", "-q")
        self.assertEqual((self.folder / "again.h5").read_bytes(), (self.folder / "nine.h5").read_bytes())

    def test_what_cannot_be_joined_is_told(self):
        self.run_part("a.h5", 1, 2)
        for args, says in (((3, 2, "-s", "9"), "b.h5: is of seed 9, a.h5 of 2385: give both the same --seed"),
                           ((2, 2), "b.h5: has replication 2, which a.h5 has too"),
                           ((5, 2), "b.h5: begins with replication 5, and a.h5 ends with 2: replications 3 to 4 are missing"),
                           ((3, 2, "--set", "groups.general.staff=9"), "b.h5: is of another scenario than a.h5"),
                           ((3, 2, "--keep", "intervals,replications"), "b.h5: and a.h5: one has --keep intervals, the other not")):
            self.run_part("b.h5", *args)
            self.expect(65, "merge", "a.h5", "b.h5", "-o", "x.h5", says=says)
        self.expect(0, "run", "office.cfg", "-r2", "--first-replication", "3", "-q", "-o", "b.h5", "--force")
        self.expect(65, "merge", "a.h5", "b.h5", "-o", "x.h5", says="b.h5: carries no replications that could be joined: run it with --keep replications")
        self.assertFalse((self.folder / "x.h5").exists())
        for args in (("--precision", "service_level=5%"), ("--simultaneous", "--metric", "offered"), ("--input-uncertainty",)):
            self.expect(64, "run", "office.cfg", "-o", "x.h5", "--keep", "replications", *args, says="--keep: replications: whole replications are kept")
        self.expect(64, "compare", "office.cfg", "--what-if", "volume +5 %", "-o", "x.h5", "--keep", "replications", says="are kept by ccsim run")
        self.expect(64, "run", "office.cfg", "-o", "x.h5", "--keep", "all", says='must be intervals, replications or intervals,replications, found "all"')


if __name__ == "__main__":
    main()
