"""Ctrl-C, SIGTERM, time limits: the finished replications are kept in a partial file, earlier results are untouched."""
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import time

from cli import PROGRAM, CliTest, main, read_terminal


class Stop(CliTest):
    def start(self, *args, **kwargs):
        """A run that would last for hours."""
        return subprocess.Popen([PROGRAM, "run", "office.cfg", "-q", "-r9000000", "-j2", *args], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, **kwargs)

    def stop(self, process, which, after=0.7):
        time.sleep(after)
        process.send_signal(which)
        out, err = process.communicate(timeout=60)
        self.assertEqual(list(self.folder.glob(".*.tmp")), [])
        return process.returncode, out, err

    def test_ctrl_c_keeps_what_is_finished(self):
        self.expect(0, "run", "office.cfg", "-r", 2, "-q", "-o", "a.partial.h5")
        status, out, err = self.stop(self.start("-o", "a.h5"), signal.SIGINT)
        self.assertEqual((status, out), (130, ""))
        self.assertFalse((self.folder / "a.h5").exists())
        n = json.loads(self.expect(0, "show", "a.partial.h5", "--json").stdout)["replications"]
        self.assertGreater(n, 1)
        self.assertEqual(err, f"stopped by Ctrl-C after {n} of 9000000 replications; these {n} are in a.partial.h5\n")
        shown = self.expect(0, "show", "a.partial.h5").stdout
        self.assertIn(f"INCOMPLETE: the run was stopped after {n} of 9000000 replications", shown)
        told = self.expect(0, "export", "a.partial.h5", "--metric", "offered").stderr
        self.assertEqual(told, f"warning: a.partial.h5: the run was stopped after {n} of 9000000 replications\n")
        # it holds what a run of so many replications gives
        whole = self.json_of("run", "office.cfg", "-r", n, "--json")
        partial = self.json_of("show", "a.partial.h5", "--json")
        self.assertIs(partial.pop("complete"), False)
        self.assertEqual(partial, whole)

    def test_sigterm_and_time_limits_can_be_told_apart_from_ctrl_c(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        before = (self.folder / "a.h5").read_bytes()
        status, _, err = self.stop(self.start("-o", "a.h5", "--force"), signal.SIGTERM)
        self.assertEqual(status, 75)
        self.assertIn("stopped by SIGTERM", err)
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)
        self.expect(0, "show", "a.partial.h5")
        (self.folder / "a.partial.h5").unlink()
        begin = time.monotonic()
        done = self.expect(75, "run", "office.cfg", "-r9000000", "-o", "a.h5", "--force", "--time-limit", "300 ms")
        self.assertLess(time.monotonic() - begin, 30)
        self.assertIn("stopped by the time limit", done.stderr)
        self.expect(0, "show", "a.partial.h5")
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)

    def test_without_output_nothing_is_written(self):
        status, out, err = self.stop(self.start(), signal.SIGINT)
        self.assertEqual((status, out), (130, ""))
        self.assertIn("nothing was written", err)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["office.cfg", "steady.cfg"])

    def test_one_long_replication_stops_too(self):
        process = subprocess.Popen([PROGRAM, "run", "steady.cfg", "-o", "a.h5", "--set", "run.length=\"900000 h\""], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        status, _, err = self.stop(process, signal.SIGTERM)
        self.assertEqual(status, 75)
        self.assertIn("nothing is finished", err)
        self.assertFalse((self.folder / "a.partial.h5").exists())

    def test_a_partial_file_that_cannot_be_written_is_told(self):
        (self.folder / "a.partial.h5").mkdir()
        status, _, err = self.stop(self.start("-o", "a.h5"), signal.SIGINT)
        self.assertEqual(status, 73)
        self.assertIn("a.partial.h5", err)

    def test_other_names_get_the_ending_behind_them(self):
        self.assertEqual(self.stop(self.start("-o", "result"), signal.SIGINT)[0], 130)
        self.expect(0, "show", "result.partial.h5")

    def test_an_ignored_signal_stays_ignored(self):
        process = self.start("--time-limit", "2 s", preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        status, _, err = self.stop(process, signal.SIGINT, after=0.5)
        self.assertEqual(status, 75)
        self.assertIn("the time limit", err)

    # ---- phases in which there is nothing to keep: the program ends at once, whatever it waits for ----

    def waiting_for_a_scenario(self, *args):
        """A run whose scenario never ends: the pipe stays open."""
        return subprocess.Popen([PROGRAM, "run", "-", *args], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def test_reading_is_ended_at_once(self):
        for which, word, code in ((signal.SIGINT, "Ctrl-C", 130), (signal.SIGTERM, "SIGTERM", 75)):
            process = self.waiting_for_a_scenario("-o", "a.h5")
            time.sleep(0.7)
            process.send_signal(which)
            self.assertEqual(process.wait(timeout=60), code)
            self.assertEqual(process.stderr.read(), f"stopped by {word} before anything was simulated; nothing was written\n")
            for pipe in (process.stdin, process.stdout, process.stderr):
                pipe.close()

    def test_a_time_limit_counts_from_the_start(self):
        process = self.waiting_for_a_scenario("--time-limit", "200 ms")
        self.assertEqual(process.wait(timeout=60), 75)
        self.assertEqual(process.stderr.read(), "stopped by the time limit before anything was simulated; nothing was written\n")
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()

    def test_a_large_file_and_many_days_too(self):
        rows = "".join(f"2026-03-{day:02}T{hour:02}:{minute:02},1.5\n" for day in range(1, 31) for hour in range(24) for minute in range(60))
        self.write("volumes.csv", "interval,service\n" + rows)
        sets = ("--set", "types.service.arrivals={ file = \"volumes.csv\"; interval = \"1 min\"; }", "--set", "clock.days=3650", "-r9000000")
        done = self.expect(75, "run", "office.cfg", *sets, "--time-limit", "1 ms")
        self.assertIn("stopped by the time limit before anything was simulated", done.stderr)

    def test_an_initial_state_of_millions_is_left(self):
        types = "".join(f"t{i}: {{ arrivals: {{ per_hour = 60; }}; talk = 60; patience = \"9 h\"; initial: {{ waiting = 1000000; }}; }}; " for i in range(3))
        self.write("full.cfg", f"types: {{ {types} }}; groups: {{ g: {{ staff = 1; }}; }}; run: {{ mode = \"steady\"; length = \"1000 h\"; batches = 10; }};")
        done = self.run_program("run", "full.cfg", "-r99", "-j1", "--time-limit", "150 ms")
        self.assertEqual(done.returncode, 75, done.stderr)
        self.assertRegex(done.stderr, "stopped by the time limit (after 0 of 99 replications|before anything was simulated)")

    def test_tables_that_nobody_reads_are_ended_at_once(self):
        process = subprocess.Popen([PROGRAM, "run", "office.cfg", "-q", "--json", "--by", "interval", "--set", "clock.interval=\"1 min\""],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        select.select([process.stdout], [], [], 60)  # they are being printed, and are more than the pipe takes
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual(process.stderr.read(), "stopped by Ctrl-C after the last replication; nothing was written (no --output)\n")
        process.stdout.close()
        process.stderr.close()

    def test_a_written_result_stays(self):
        process = subprocess.Popen([PROGRAM, "run", "office.cfg", "-q", "--json", "--by", "interval", "--set", "clock.interval=\"1 min\"", "-o", "a.h5"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        select.select([process.stdout], [], [], 60)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 75)
        self.assertEqual(process.stderr.read(), "stopped by SIGTERM after the last replication; the result is complete and written\n")
        process.stdout.close()
        process.stderr.close()
        self.assertNotIn("complete", json.loads(self.expect(0, "show", "a.h5", "--json").stdout))

    def test_a_second_ctrl_c_ends_at_once_and_leaves_no_temporary_file(self):
        # The partial file is large, so that its temporary file can be seen; should the writing be over all the same, it is whole.
        process = self.start("-o", "a.h5", "--set", "clock.interval=\"20 s\"", "--set", "clock.days=20")
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        end = time.monotonic() + 60
        while process.poll() is None and not list(self.folder.glob(".*.tmp")) and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(0.301)  # what comes sooner is the same request
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(list(self.folder.glob(".*.tmp")), [])
        self.assertFalse((self.folder / "a.h5").exists())
        if "are in a.partial.h5" in err or "nothing is finished" in err:
            return
        self.assertRegex(err, "^stopped by Ctrl-C after [0-9]+ of 9000000 replications; they were not written\n$")
        self.assertFalse((self.folder / "a.partial.h5").exists())

    def test_two_signals_together_are_one_request(self):
        # as timeout(1) sends them: to the program, then to its group
        process = self.start("-o", "a.h5")
        time.sleep(0.7)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 75)
        self.assertIn("are in a.partial.h5", err)
        if shutil.which("timeout"):
            done = subprocess.run(["timeout", "1", PROGRAM, "run", "office.cfg", "-r9000000", "-o", "b.h5"], cwd=self.folder, timeout=60,
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 124)
            self.assertIn("are in b.partial.h5", done.stderr)

    def test_the_terminal_is_left_clean(self):
        master, slave = pty.openpty()
        process = subprocess.Popen([PROGRAM, "run", "office.cfg", "-r9000000", "-o", "a.h5"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        time.sleep(1.2)
        process.send_signal(signal.SIGINT)
        text = read_terminal(master)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertIn(b"\r\x1b[Kstopped by Ctrl-C", text)


if __name__ == "__main__":
    main()
