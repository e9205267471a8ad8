"""Lines as wide as the terminal: tables and texts under a pseudo-terminal of 80, 60 and 200 columns, and as they are where no terminal is."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

from cli import PROGRAM, CliTest, main, read_terminal

COMMANDS = (["run", "office.cfg", "-q"], ["run", "office.cfg", "-q", "--by", "interval"], ["run", "office.cfg", "-q", "--by", "type"],
            ["run", "office.cfg", "-q", "--entity", "type/sales"], ["show", "a.h5"], ["show", "v.h5"], ["show", "v.h5", "--by", "interval"],
            ["show", "v.h5", "--metric", "service_level,asa_s,offered"], ["compare", "v.h5"], ["compare", "v.h5", "--metric", "service_level", "--by", "interval"],
            ["explain", "office.cfg"], ["check", "office.cfg"],
            *(["list", what] for what in ("metrics", "keys", "distributions", "routing", "channels", "events", "purposes")))


class Terminal(CliTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.expect(0, "compare", "office.cfg", "--keep", "intervals", "--what-if", "two more at the general desk: groups.general.staff+=2",
                    "--what-if", "volume +10 %, aht -3 %", "-o", "v.h5")

    def on_terminal(self, *args, columns=None, size=(0, 0)):
        """What a terminal of this size shows, without its colours; columns: COLUMNS in the environment."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        env = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
        env.update({"TERM": "xterm"}, **({"COLUMNS": str(columns)} if columns is not None else {}))
        with subprocess.Popen([PROGRAM, *args], cwd=self.folder, stdout=slave, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=env) as process:
            os.close(slave)
            text = read_terminal(master)
            self.assertEqual(process.wait(), 0, args)
        return re.sub(r"\x1b\[\d*m", "", text.decode()).replace("\r\n", "\n")

    def widest(self, text):
        return max(text.splitlines(), key=len)

    def words(self, text):
        return sorted(re.findall(r"[^\s;,:]+", text))

    def test_no_line_is_wider_than_the_terminal(self):
        for columns in (80, 60):
            for args in COMMANDS:
                line = self.widest(self.on_terminal(*args, columns=columns))
                self.assertLessEqual(len(line), columns, f"{args}: {line}")

    def test_the_terminal_is_asked_where_the_environment_says_nothing(self):
        for columns, size, wide in ((None, (24, 60), 60), (60, (24, 200), 60), ("many", (24, 60), 60), (0, (24, 60), 60), (None, (0, 0), 80), (1, (24, 80), 40)):
            text = self.on_terminal("list", "keys", columns=columns, size=size)
            self.assertLessEqual(len(self.widest(text)), wide if wide > 40 else 90)
            self.assertGreater(len(self.widest(text)), wide - 15)

    def test_nothing_is_lost_and_a_wide_terminal_shows_what_a_file_gets(self):
        for args in (args for args in COMMANDS if "v.h5" not in args): # whose long names leave no room for a table with heads
            plain = self.expect(0, *args).stdout
            if args[0] != "show": # which draws bars where the locale has them
                self.assertEqual(self.on_terminal(*args, columns=999), plain, args)
            narrow = self.on_terminal(*args, columns=60)
            self.assertEqual(set(self.words(plain)) - set(self.words(narrow)) - {"what", "it", "is", "means", "key", "name"}, set(), args)

    def test_figures_are_not_broken_over_lines(self):
        for args in COMMANDS[:9]:
            for line in self.on_terminal(*args, columns=60).splitlines():
                self.assertNotRegex(line, r"^\s*± [0-9]|±$", args)


if __name__ == "__main__":
    main()
