"""Ctrl-C, SIGTERM, time limits: the finished replications are kept in a partial file, earlier results are untouched.

No test takes it that something has happened after so much time: it waits until it sees it, however busy the machine is."""
import json
import pathlib
import re
import select
import shutil
import signal
import subprocess
import time

from cli import LONG_S, PROGRAM, WIPE, CliTest, LongRun, main


class Stop(CliTest):
    def start(self, *args, **kwargs):
        return LongRun(self.folder, "office.cfg", *args, **kwargs)

    def stop(self, *args, which=signal.SIGINT):
        outcome = self.start(*args).stop(which)
        self.assertEqual(list(self.folder.glob(".*.tmp")), [])
        return outcome

    def popen(self, *args, **kwargs):
        """The program with pipes."""
        return subprocess.Popen([PROGRAM, "run", *args], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **kwargs)

    def wait_for(self, what, process):
        """Until it is so, or the program has ended, or it takes too long."""
        end = time.monotonic() + LONG_S
        while process.poll() is None and not what() and time.monotonic() < end:
            time.sleep(0.001)

    def wait_until_it_listens(self, process, which):
        """The kernel says which signals a program catches."""
        status = pathlib.Path(f"/proc/{process.pid}/status")
        self.wait_for(lambda: int(re.search("SigCgt:\\s*(\\w+)", status.read_text())[1], 16) >> which - 1 & 1, process)

    def test_ctrl_c_keeps_what_is_finished(self):
        self.expect(0, "run", "office.cfg", "-r", 2, "-q", "-o", "a.partial.h5")
        status, out, err = self.stop("-o", "a.h5")
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
        status, _, err = self.stop("-o", "a.h5", "--force", which=signal.SIGTERM)
        self.assertEqual(status, 75)
        self.assertIn("stopped by SIGTERM", err)
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)
        self.expect(0, "show", "a.partial.h5")
        (self.folder / "a.partial.h5").unlink()
        for limit_ms in (300 * 2**i for i in range(8)):  # a busy machine may finish nothing in the first
            done = self.expect(75, "run", "office.cfg", "-r9000000", "-o", "a.h5", "--force", "--time-limit", f"{limit_ms} ms")
            self.assertIn("stopped by the time limit", done.stderr)
            if "are in a.partial.h5" in done.stderr:
                break
            self.assertRegex(done.stderr, "nothing is finished|before anything was simulated")
        self.expect(0, "show", "a.partial.h5")
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)

    def test_without_output_nothing_is_written(self):
        status, out, err = self.stop()
        self.assertEqual((status, out), (130, ""))
        self.assertIn("nothing was written", err)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["office.cfg", "steady.cfg"])

    def test_one_long_replication_stops_too(self):
        err = "before anything was simulated"
        wait_s = 0.5
        while "before anything was simulated" in err and wait_s < LONG_S:  # nobody can see from outside when the replication begins
            process = self.popen("steady.cfg", "-o", "a.h5", "--set", "run.length=\"9000000 h\"")
            self.wait_until_it_listens(process, signal.SIGTERM)
            time.sleep(wait_s)
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=LONG_S)
            self.assertEqual(process.returncode, 75)
            wait_s *= 2
        self.assertIn("nothing is finished", err)
        self.assertFalse((self.folder / "a.partial.h5").exists())

    def test_a_partial_file_that_cannot_be_written_is_told(self):
        (self.folder / "a.partial.h5").mkdir()
        status, _, err = self.stop("-o", "a.h5")
        self.assertEqual(status, 73)
        self.assertIn("a.partial.h5", err)

    def test_other_names_get_the_ending_behind_them(self):
        self.assertEqual(self.stop("-o", "result")[0], 130)
        self.expect(0, "show", "result.partial.h5")

    def test_an_ignored_signal_stays_ignored(self):
        process = self.popen("office.cfg", "-r9000000", "--time-limit", "2 s", preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        self.wait_until_it_listens(process, signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=LONG_S)
        self.assertEqual(process.returncode, 75)
        self.assertIn("the time limit", err)

    # ---- phases in which there is nothing to keep: the program ends at once, whatever it waits for ----

    def waiting_for_a_scenario(self, *args):
        """A run whose scenario never ends: the pipe stays open."""
        return self.popen("-", *args, stdin=subprocess.PIPE)

    def test_reading_is_ended_at_once(self):
        for which, word, code in ((signal.SIGINT, "Ctrl-C", 130), (signal.SIGTERM, "SIGTERM", 75)):
            process = self.waiting_for_a_scenario("-o", "a.h5")
            self.wait_until_it_listens(process, which)
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
        process = self.popen("office.cfg", "-q", "--json", "--by", "interval", "--set", "clock.interval=\"1 min\"")
        select.select([process.stdout], [], [], 60)  # they are being printed, and are more than the pipe takes
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual(process.stderr.read(), "stopped by Ctrl-C after the last replication; nothing was written (no --output)\n")
        process.stdout.close()
        process.stderr.close()

    def test_a_written_result_stays(self):
        process = self.popen("office.cfg", "-q", "--json", "--by", "interval", "--set", "clock.interval=\"1 min\"", "-o", "a.h5")
        select.select([process.stdout], [], [], 60)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 75)
        self.assertEqual(process.stderr.read(), "stopped by SIGTERM after the last replication; the result is complete and written\n")
        process.stdout.close()
        process.stderr.close()
        self.assertNotIn("complete", json.loads(self.expect(0, "show", "a.h5", "--json").stdout))

    def test_a_second_ctrl_c_ends_at_once_and_leaves_no_temporary_file(self):
        # The partial file is large, so that its temporary file can be seen; should the writing be over all the same, it is whole.
        run = self.start("-o", "a.h5", "--set", "clock.interval=\"20 s\"", "--set", "clock.days=20")
        run.wait_until_some_are_finished()
        run.process.send_signal(signal.SIGINT)
        self.wait_for(lambda: list(self.folder.glob(".*.tmp")), run.process)
        time.sleep(0.301)  # what comes sooner is the same request
        status, _, err = run.stop(signal.SIGINT)
        self.assertEqual(status, 130)
        self.assertEqual(list(self.folder.glob(".*.tmp")), [])
        self.assertFalse((self.folder / "a.h5").exists())
        if "are in a.partial.h5" in err or "nothing is finished" in err:
            return
        self.assertRegex(err, "^stopped by Ctrl-C after [0-9]+ of 9000000 replications; they were not written\n$")
        self.assertFalse((self.folder / "a.partial.h5").exists())

    def test_two_signals_together_are_one_request(self):
        # as timeout(1) sends them: to the program, then to its group
        status, _, err = self.start("-o", "a.h5").stop(signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGCONT)
        self.assertIn(status, (75, 130))
        self.assertIn("are in a.partial.h5", err)
        if shutil.which("timeout"):
            status, _, err = self.start("-o", "b.h5", before=("timeout", "1h")).stop(signal.SIGTERM)  # which it sends on
            self.assertEqual(status, 75)
            self.assertIn("are in b.partial.h5", err)

    def test_the_terminal_is_left_clean(self):
        run = self.start("-o", "a.h5")
        run.wait_until_some_are_finished()
        run.process.send_signal(signal.SIGINT)
        status, _, text = run.end()
        self.assertEqual(status, 130)
        self.assertIn(WIPE + b"stopped by Ctrl-C", text)


if __name__ == "__main__":
    main()
