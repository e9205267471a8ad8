"""ccsim init: the scenario to start from, where it may be written, and what is said about it."""
import os
import re
import resource
import subprocess

from cli import PROGRAM, SOURCE, CliTest, main

STARTER = (SOURCE / "scenarios/starter.cfg").read_text()


class Init(CliTest):
    def listing(self):
        return sorted(path.relative_to(self.folder) for path in self.folder.rglob("*"))

    def test_writes_the_starter_under_the_name_asked_for(self):
        self.expect(0, "init", "mine")
        text = (self.folder / "mine.cfg").read_text()
        self.assertEqual(text, STARTER.replace("starter.cfg", "mine.cfg"))
        self.assertIn("mine.cfg", text)

    def test_what_it_writes_is_checked_without_a_warning_and_runs(self):
        self.expect(0, "init", "mine")
        self.assertEqual(self.expect(0, "check", "mine.cfg").stderr, "")
        done = self.json_of("run", "mine.cfg", "-r", "3", "--json")
        self.assertEqual(done["scenario"], "mine")
        offered = {r["entity"]: r["mean"] for r in done["metrics"] if r["metric"] == "offered" and "interval" not in r}
        self.assertGreater(offered["type/service"], 800)
        self.assertGreater(offered["type/sales"], 200)

    def test_the_figures_it_promises_are_those_that_come_out(self):
        self.expect(0, "init", "mine")
        said = re.search(r"Service misses with (\d+) %.*sales meets with (\d+) %.*\n.*has (\d+) %.*calls (\d+) %.*sales (\d+) %.*above (\d+) %",
                         STARTER)
        base, more, calls, helpers = (
            self.figures("run", "mine.cfg", "-q", *extra)
            for extra in ([], ["--set", "groups.service_team.staff+=1"], ["--set", "types.*.arrivals.per_day*=1.1"],
                          ["--set", "groups.helpers.staff=3"]))
        found = [run["service_level", f"type/{name}"] for run, name in
                 ((base, "service"), (base, "sales"), (more, "service"), (calls, "service"), (calls, "sales"))]
        self.assertEqual([round(100 * x) for x in found], [int(x) for x in said.groups()[:5]])
        for name in ("service", "sales"):
            self.assertGreater(100 * helpers["service_level", f"type/{name}"], int(said[6]))
        self.assertLess(found[0], 0.8)

    def test_says_what_to_type_next_and_that_works(self):
        (self.folder / "my dir").mkdir()
        said = self.expect(0, "init", "my dir/mine").stdout
        self.assertIn("my dir/mine.cfg is written", said)
        commands = [line.strip() for line in said.splitlines() if line.startswith("  ccsim ")]
        self.assertGreaterEqual(len(commands), 6)
        self.assertIn('--what-if "volume +10 %"', said)
        self.assertTrue({"check", "run", "compare", "report", "explain"} <= {command.split()[1] for command in commands})
        for command in commands:
            done = subprocess.run(["bash", "-c", f'ccsim() {{ "$PROGRAM" "$@"; }}; {command}'], cwd=self.folder, capture_output=True,
                                  text=True, timeout=120, env={**os.environ, "PROGRAM": PROGRAM})
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
            self.assertTrue(done.stdout.strip(), command)
        # The file ends with the same lines, as remarks.
        remarks = (self.folder / "my dir/mine.cfg").read_text().rpartition("What to type next")[2].splitlines()[2:]
        self.assertEqual([line.replace('"my dir/mine.cfg"', "mine.cfg") for line in said.splitlines()[1:]],
                         [line.removeprefix("// ") for line in remarks])

    def test_quiet_says_nothing(self):
        self.assertEqual(self.expect(0, "init", "-q", "mine").stdout, "")
        self.assertTrue((self.folder / "mine.cfg").exists())

    def test_paths_are_quoted_for_the_shell(self):
        (self.folder / "it's $HOME").mkdir()
        self.assertIn("ccsim run 'it'\\''s $HOME/mine.cfg'\n", self.expect(0, "init", "it's $HOME/mine").stdout)
        (self.folder / "-d").mkdir()
        self.assertIn("ccsim run ./-d/mine.cfg\n", self.expect(0, "init", "--", "-d/mine").stdout)

    def test_the_suffix_is_not_doubled(self):
        for name, file in (("a.cfg", "a.cfg"), ("b.CFG", "b.CFG"), ("c.2026", "c.2026.cfg"), ("4-days_x", "4-days_x.cfg"),
                           ("crédits", "crédits.cfg"), ("./d.cfg", "d.cfg")):
            before = self.listing()
            self.expect(0, "init", name)
            self.assertEqual([str(path) for path in self.listing() if path not in before], [file])

    def test_names_that_are_none_are_refused(self):
        (self.folder / "dir").mkdir()
        before = self.listing()
        for name in ("", ".", "..", "dir/", "/", "-", ".cfg", "dir/.cfg", ".hidden", "two words", "mine.", "a$b", "a'b", "tab\t", "_x", "-x",
                     os.fsdecode(b"broken\xff"), "new\nline"):
            self.expect(64, "init", "--", name, says="names no scenario", errors="replace")
        self.assertEqual(self.listing(), before)
        self.expect(64, "init", says="NAME is missing")
        self.expect(64, "init", "a", "b", says='unexpected "b"')

    def test_a_file_that_stands_is_not_overwritten_without_force(self):
        path = self.write("mine.cfg", "precious")
        self.expect(73, "init", "mine", says="exists already; --force overwrites it")
        self.assertEqual(path.read_text(), "precious")
        self.expect(0, "init", "--force", "mine")
        self.assertEqual(path.read_text(), STARTER.replace("starter.cfg", "mine.cfg"))

    def test_a_target_that_cannot_be_written_is_told(self):
        (self.folder / "dir.cfg").mkdir()
        before = self.listing()
        self.expect(73, "init", "nowhere/mine", says="the folder nowhere does not exist")
        self.expect(73, "init", "office.cfg/mine", says="Not a directory")
        self.expect(73, "init", "--force", "dir")
        self.expect(73, "init", "x" * 300)
        self.assertEqual(self.listing(), before)

    def test_a_disk_that_is_full_leaves_what_was_there(self):
        path = self.write("mine.cfg", "precious")

        def no_room():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        self.expect(74, "init", "--force", "mine", preexec_fn=no_room)
        self.assertEqual(path.read_text(), "precious")


if __name__ == "__main__":
    main()
