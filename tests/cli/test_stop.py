"""Ctrl-C, SIGTERM, time limits: the finished replications are kept in a partial file, earlier results are untouched."""
import json
import os
import pty
import signal
import subprocess
import time

from cli import PROGRAM, CliTest, main


class Stop(CliTest):
    def start(self, *args, **kwargs):
        """A run that would last for hours."""
        return subprocess.Popen([PROGRAM, "run", "office.cfg", "-r9000000", "-j2", *args], cwd=self.folder, stdout=subprocess.PIPE,
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

    def test_a_second_ctrl_c_kills(self):
        # the partial file is a pipe nobody reads: it cannot be written, but nor can the test wait for a moment in between; so the
        # signals are sent together, and the run may end either way, at once
        process = self.start("-o", "a.h5")
        time.sleep(0.7)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertIn(process.returncode, (130, -signal.SIGINT))
        self.assertLess(time.monotonic() - begin, 30)

    def test_the_terminal_is_left_clean(self):
        master, slave = pty.openpty()
        process = subprocess.Popen([PROGRAM, "run", "office.cfg", "-r9000000", "-o", "a.h5"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        time.sleep(1.2)
        process.send_signal(signal.SIGINT)
        text = b""
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:
                break
            if not part:
                break
            text += part
        os.close(master)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertIn(b"\r\x1b[Kstopped by Ctrl-C", text)


if __name__ == "__main__":
    main()
