"""Memory and time are told before a run: the memory is what the run really takes."""
import os
import re
import subprocess
import sys
import unittest

from cli import PROGRAM, SOURCE, CliTest, main

UNITS = {"MB": 1e6, "GB": 1e9}
with open(PROGRAM, "rb") as file:
    SANITIZED = b"__asan_init" in file.read()  # its shadow memory is no memory of the run


# What a process takes at its peak counts what its parent held when it was made: one that holds less than any run makes it.
MEASURE = "import os, sys; _, status, used = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], {}), 0); print(status, used.ru_maxrss)"


class Effort(CliTest):
    def foretold(self, command, *args):
        """Bytes of the last line of a command."""
        line = self.expect(0, command, *args).stdout.splitlines()[-1]
        words = re.fullmatch(r"a run takes about ([0-9.]+) ([MG]B) and [0-9]+ (s|min|h) for ([0-9]+) replications?", line)
        self.assertIsNotNone(words, line)
        return float(words[1]) * UNITS[words[2]], int(words[4])

    def peak(self, *args):
        done = subprocess.run([sys.executable, "-S", "-E", "-c", MEASURE, PROGRAM, "run", *args], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
        status, peak = done.stdout.splitlines()[-1].split()
        self.assertEqual(status, "0")
        return int(peak) * 1024

    @unittest.skipIf(SANITIZED, "built with a sanitizer")
    def test_memory_is_as_foretold(self):
        starter = SOURCE / "scenarios" / "starter.cfg"
        for sets in ((), ("clock.interval=\"5 s\"", "run.replications=5"), ("clock.days=90", "run.replications=5")):
            args = [str(starter)] + [word for one in sets for word in ("--set", one)]
            bytes_, _ = self.foretold("check", *args)
            peak = self.peak(*args)
            self.assertLess(abs(bytes_ / peak - 1), 0.25, f"{sets}: {bytes_:.0f} foretold, {peak} taken")

    def test_explain_and_check_say_the_same(self):
        self.assertEqual(self.foretold("check", "office.cfg"), self.foretold("explain", "office.cfg"))
        self.assertEqual(self.foretold("check", "office.cfg")[1], 7)
        self.assertNotIn("a run takes", self.expect(0, "explain", "office.cfg", "--full").stdout)

    def test_a_run_of_many_minutes_is_doubted_before_it_begins(self):
        long = ("office.cfg", "-r9000000", "--time-limit", "1 s")
        words = r"^warning: this run takes about [0-9.]+ GB(, and this machine has .*|) and [0-9]+ (min|h) for 9000000 replications"
        self.assertRegex(self.expect(75, "run", *long).stderr, words)
        self.assertNotIn("warning", self.expect(75, "run", "-q", *long).stderr)
        self.assertRegex(self.expect(75, "compare", *long, "--what-if", "staff +1").stderr, words + " of each variant")
        self.assertNotIn("takes", self.expect(0, "run", "office.cfg").stderr)


if __name__ == "__main__":
    main()
