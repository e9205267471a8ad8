"""The manual page and the completion of shells: in step with the tables that --help is made of, accepted by groff and by real shells."""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
import unittest

from cli import SOURCE, CliTest

BASH = shutil.which("bash")
ZSH = shutil.which("zsh")
FISH = shutil.which("fish")
GROFF = shutil.which("groff")


def rows(table):
    """The first text of each row X(ID, "text", ...) or X(id, ...) of a table of sim/def/."""
    text = (SOURCE / "sim/def" / table).read_text()
    return re.findall(r'^    X\(\w+, "([\w-]+)"', text, re.M) if table == "option.def" else re.findall(r"^    X\((\w+),", text, re.M)


COMMANDS = rows("command.def")
OPTIONS = rows("option.def")


class Docs(unittest.TestCase):
    def test_every_word_that_a_comparison_prints_is_explained(self):
        """The texts of the functions that make them, figures left open, stand in the table of docs/results.md."""
        table = [line for line in (SOURCE / "docs/results.md").read_text().split("| words | mean |")[1].split("\n\n")[0].splitlines()]
        source = "".join((SOURCE / "analysis" / f).read_text() for f in ("stat/compare.c", "table/compare_words.c"))
        for function in ("ccs_change_name", "ccs_compare_words"):
            body = re.search(rf"\n[^\n]*\*{function}\(.*?\n}}\n", source, re.S).group(0)
            texts = [t for t in re.findall(r'"((?:[^"\\]|\\.)*)"', body) if re.search("[a-z]{3}", t.replace("%s", ""))]
            self.assertGreaterEqual(len(texts), 6, function)
            for text in texts:
                pattern = re.escape(text).replace("%s", ".+")
                self.assertTrue(any(re.search(pattern, line) for line in table), f"{function}: \"{text}\" is not in docs/results.md")


class Manual(CliTest):
    def page(self, *args, width=20000):
        if not GROFF:
            self.skipTest("groff is not there (Debian: groff-base)")
        roff = self.expect(0, "list", "man").stdout
        done = subprocess.run([GROFF, "-ww", "-man", "-Kutf8", "-Tutf8", f"-rLL={width}n", "-P-c", "-P-b", "-P-u", *args], input=roff,
                              capture_output=True, text=True, check=True, timeout=60)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def options_of(self, command):
        """(name, letter, text) of each option, as --help tells it."""
        said = self.expect(0, command, "--help").stdout
        found = re.findall(r"^  (?:-(\w), |    )?--([\w-]+)(?: \S+)? +(.*)$", said, re.M)
        self.assertGreaterEqual(len(found), 2, command)
        return [(name, letter, text) for letter, name, text in found]

    def test_the_page_is_clean_roff_at_any_width(self):
        for width in (60, 80, 200):
            self.assertIn("ccsim - discrete-event simulator", self.page(width=width))
        for line in self.expect(0, "list", "man").stdout.splitlines():
            self.assertNotRegex(line, r"^'", "a request by accident")

    def test_the_page_names_every_command_and_option_with_its_text(self):
        page = self.page()
        sections = dict(zip(COMMANDS, re.split(r"^   ccsim \w+ .*$", page.partition("COMMANDS")[2].partition("EXIT STATUS")[0], flags=re.M)[1:]))
        self.assertEqual(len(sections), len(COMMANDS))
        for command in COMMANDS:
            self.assertIn(f"ccsim {command} ", page.partition("DESCRIPTION")[0])
            for name, letter, text in self.options_of(command):
                written = f"-{letter}, --{name}" if letter else f"--{name}"
                self.assertRegex(sections[command], rf"(?m)^ +(-h, )?{re.escape(written)}\b", f"{command} --{name}")
                self.assertIn(text, sections[command])
        for option in OPTIONS:
            self.assertIn(f"--{option}", page)

    def test_the_page_tells_every_exit_status(self):
        statuses = dict(re.findall(r"^ +(\d+) +(.*)$", self.page().partition("EXIT STATUS")[2].partition("ENVIRONMENT")[0], re.M))
        wanted = re.findall(r'^    X\(\w+, (\d+), "(.*?)"\)', (SOURCE / "sim/def/error.def").read_text(), re.M)
        self.assertEqual(statuses | dict(wanted), statuses)
        self.assertIn("1", statuses)

    def test_examples_can_be_copied(self):
        page = self.page()
        for example in re.findall(r"^  (ccsim .*)$", self.expect(0, "help", "run").stdout, re.M):
            self.assertIn(example, page)

    def test_the_page_and_the_completion_have_one_form(self):
        for what in ("man", "bash-completion", "zsh-completion", "fish-completion"):
            self.expect(64, "list", what, "--json", says="is no table")
            self.expect(64, "list", what, "--markdown", says="is no table")
        self.expect(64, "list", "mann", says='did you mean "man"?')


class Shells:
    """What bash, zsh and fish have in common: the same words in the same places."""

    def offers(self, *words):
        """What begins with the last of these words, among what the shell offers for it."""
        return [word for word in self.complete(*words) if word.startswith(words[-1])]

    def test_all_commands_and_options(self):
        self.assertEqual(set(self.offers("")), {*COMMANDS, "help", "--help", "--version"})
        self.assertEqual(self.offers("ch"), ["check"])
        self.assertEqual(set(self.offers("help", "")), set(COMMANDS))
        for command in COMMANDS:
            said = self.expect(0, command, "--help").stdout
            wanted = set(re.findall(r"^  (?:-\w, |    )?(--[\w-]+)", said, re.M)) | set(re.findall(r"^  (-\w), ", said, re.M))
            self.assertEqual(set(self.offers(command, "-")), wanted, command)
        self.assertEqual(self.offers("run", "office.cfg", "--see"), ["--seed"])
        self.assertIn("--seed", self.offers("run", "office.cfg", ""))
        self.assertEqual(self.offers("run", "--", "--see"), [])

    def test_words_behind_options(self):
        metrics = [row["name"] for row in self.json_of("list", "metrics", "--json")["metrics"]]
        self.assertEqual(set(self.offers("run", "office.cfg", "--metric", "")), set(metrics))
        self.assertEqual(self.offers("run", "office.cfg", "--precision", "asa"), ["asa_s="])
        self.assertEqual(self.offers("show", "a.h5", "--by", "int"), ["interval"])
        self.assertEqual(set(self.offers("export", "a.h5", "--format", "")), {"csv", "csv-wide", "json", "xlsx", "intervals"})
        self.assertEqual(set(self.offers("show", "a.h5", "--entity", "")), {"all", "type/", "channel/", "group/", "site/", "trunk/", "activity/", "agent/", "agent_activity/", "flow/", "node/", "outage/", "rule/", "contract/", "campaign/", "language/", "segment/", "whole/"})
        self.assertEqual(self.offers("erlang", ""), ["b", "c", "a"] if self.shell != "fish" else ["a", "b", "c"])
        self.assertEqual(self.offers("run", "--seed", "r"), [])

    def test_paths_of_set_are_the_keys_that_hold_a_value(self):
        keys = [row["key"] for row in self.json_of("list", "keys", "--json")["keys"] if row["value"] not in ("group", "named")]
        found = self.offers("run", "office.cfg", "--set", "")
        self.assertEqual(set(found), set(keys))
        self.assertEqual(len(found), len(set(keys)))
        self.assertEqual(set(self.offers("run", "office.cfg", "--set", "run.re")), {"run.replications"})
        self.assertIn("types.*.talk", self.offers("check", "office.cfg", "--set", "types.*.talk"))

    def test_files_by_their_suffix(self):
        self.write("result.h5", "")
        self.assertEqual(set(self.offers("run", "of")), {"office.cfg"})
        self.assertEqual(set(self.offers("show", "res")), {"result.h5"})


@unittest.skipUnless(BASH, "bash is not there")
class Completion(Shells, CliTest):
    shell = "bash"

    def setUp(self):
        super().setUp()
        self.write("completion.bash", self.expect(0, "list", "bash-completion").stdout)

    def complete(self, *words, status=0):
        """What bash offers for the last of these words."""
        script = ('source ./completion.bash && COMP_WORDS=(ccsim "$@") && COMP_CWORD=$# && _ccsim; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run([BASH, "--norc", "-u", "-c", script, "bash", *words], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (status, ""), words)
        return done.stdout.split("\n")[:-1] if done.stdout.strip() else []

    def test_commands(self):
        self.assertEqual(self.complete(""), [*COMMANDS, "help", "--help", "--version"])
        self.assertEqual(self.complete("ch"), ["check"])
        self.assertEqual(self.complete("help", ""), COMMANDS)
        self.assertEqual(self.complete("zebra", ""), [])

    def test_every_option_of_every_command(self):
        every = set()
        for command in COMMANDS:
            said = self.expect(0, command, "--help").stdout
            wanted = set(re.findall(r"^  (?:-\w, |    )?(--[\w-]+)", said, re.M)) | set(re.findall(r"^  (-\w), ", said, re.M))
            found = set(self.complete(command, "-"))
            self.assertEqual(found - {"-h"}, wanted - {"-h"}, command)
            every |= found
        self.assertEqual({f"--{option}" for option in OPTIONS} - every, set())

    def test_options_after_the_operands(self):
        self.assertEqual(self.complete("run", "office.cfg", "--see"), ["--seed"])
        self.assertIn("--seed", self.complete("run", "office.cfg", ""))
        self.assertIn("--agents", self.complete("erlang", "a", ""))
        self.assertEqual(self.complete("run", "--", "--see"), [])

    def test_metrics_by_their_table(self):
        metrics = [row["name"] for row in self.json_of("list", "metrics", "--json")["metrics"]]
        self.assertGreater(len(metrics), 20)
        self.assertEqual(self.complete("run", "office.cfg", "--metric", ""), metrics)
        self.assertEqual(self.complete("show", "--metric", "service_level,asa"), ["service_level,asa_s"])
        self.assertEqual(self.complete("show", "--metric", "=", "asa"), ["asa_s"])
        self.assertEqual(self.complete("run", "--precision", "asa"), ["asa_s="])
        self.assertEqual(self.complete("run", "--precision", "asa_s", "="), [])

    def test_words_of_by_are_those_that_run_takes(self):
        words = self.complete("run", "--by", "")
        self.assertTrue({"interval", "entity", "type", "group"} <= set(words))
        for word in words:
            done = self.run_program("run", "office.cfg", "-r2", "-q", "--by", word)
            self.assertIn(done.returncode, (0,) if word not in ("site", "trunk", "flow", "node", "outage", "rule", "campaign", "contract", "language", "segment", "whole", "activity", "agent", "agent_activity", "day") else (64,), word) # the office has no sites, no trunks, no call flows, no outages, no persons, no figures of single agents, and one day
        self.assertEqual(self.complete("show", "--by", "="), words)
        self.assertEqual(self.complete("show", "--by", "=", "int"), ["interval"])

    def test_words_of_list_are_those_that_list_takes(self):
        words = self.complete("list", "")
        self.assertTrue({"metrics", "keys", "man", "bash-completion"} <= set(words))
        for word in words:
            self.assertTrue(self.expect(0, "list", word).stdout)
        self.assertEqual(len(set(words)), len(words))

    def test_words_of_erlang(self):
        self.assertEqual(self.complete("erlang", ""), ["b", "c", "a"])
        self.assertEqual(self.complete("erlang", "c", "--counted-as", "sl_a"), ["sl_answered", "sl_answered_incl_blocked"])

    def test_files(self):
        (self.folder / "a folder").mkdir()
        for name in ("two words.cfg", "result.h5", "result.h5.txt"):
            self.write(name, "")
        self.assertEqual(set(self.complete("run", "")), {"office.cfg", "steady.cfg", "two words.cfg", "a folder"})
        self.assertEqual(set(self.complete("check", "office.cfg", "s")), {"steady.cfg"})
        self.assertEqual(self.complete("show", "r"), ["result.h5"])
        self.assertEqual(self.complete("run", "office.cfg", "-o", "result.h5."), ["result.h5.txt"])
        self.assertEqual(self.complete("run", "--set", "groups.general.staff", "=", "3", "off"), ["office.cfg"])
        self.assertEqual(self.complete("run", "--seed", "r"), [])

    def test_a_bash_at_a_terminal_completes(self):
        typed = b"ccsim ru\toff\t--by inter\t--metric asa\t\n"
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(BASH, [BASH, "--norc", "--noprofile", "-i"], {"PATH": os.environ["PATH"], "TERM": "dumb", "PS1": "READY>",
                                                                   "HISTFILE": "/dev/null", "INPUTRC": "/dev/null"})
        try:
            self.talk(terminal, b"source ./completion.bash; ccsim() { printf 'GOT<%s>' \"$*\"; }; PS1=SOURCED\n", b"SOURCED")
            said = self.talk(terminal, typed, b"asa_s>")
        finally:
            os.close(terminal)
            os.kill(child, 9)
            os.waitpid(child, 0)
        self.assertIn(b"GOT<run office.cfg --by interval --metric asa_s>", said)

    def talk(self, terminal, words, until):
        """Type words; what the terminal shows, up to a word on a line of its own making."""
        os.write(terminal, words)
        said, end = b"", time.monotonic() + 60
        while said.count(until) < (2 if until in words else 1) and time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                said += os.read(terminal, 4096)
        return said


@unittest.skipUnless(ZSH, "zsh is not there (Debian: zsh)")
class Zsh(Shells, CliTest):
    """Its own functions for offering words stand in for those of the line editor."""

    shell = "zsh"
    SCRIPT = """
        compdef() { : }
        compset() { : }
        compadd() {
            local behind=
            while [[ $1 == -S ]]; do behind=$2; shift 2; done
            case $1 in -a) set -- ${(P)2} ;; --) shift ;; esac
            local word
            for word; do print -r -- $word$behind; done
        }
        _files() { local pattern='*'; if [[ $1 == -g ]]; then pattern=$2; fi; print -rl -- ${~pattern}; }
        source ./completion.zsh
        words=(ccsim "$@"); CURRENT=$#words; _ccsim"""

    def setUp(self):
        super().setUp()
        self.write("completion.zsh", self.expect(0, "list", "zsh-completion").stdout)

    def complete(self, *words):
        done = subprocess.run([ZSH, "-f", "-c", self.SCRIPT, "zsh", *words], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, "", words)
        return done.stdout.splitlines()

    def test_a_zsh_at_a_terminal_completes(self):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(ZSH, [ZSH, "-f", "-i"], {"PATH": os.environ["PATH"], "TERM": "dumb", "PS1": "READY>", "HOME": str(self.folder)})
        try:
            Completion.talk(self, terminal, b"autoload -Uz compinit && compinit -u -D; source ./completion.zsh; ccsim() { print -r -- \"GOT<$*>\" }; "
                                            b"PS1=SOURCED\n", b"SOURCED")
            said = Completion.talk(self, terminal, b"ccsim ru\tof\t--by inte\t--metric offered,asa\t\n", b"asa_s>")
        finally:
            os.close(terminal)
            os.kill(child, 9)
            os.waitpid(child, 0)
        self.assertIn(b"GOT<run office.cfg --by interval --metric offered,asa_s>", said)


@unittest.skipUnless(FISH, "fish is not there (Debian: fish)")
class Fish(Shells, CliTest):
    shell = "fish"

    def setUp(self):
        super().setUp()
        self.write("completion.fish", self.expect(0, "list", "fish-completion").stdout)

    def complete(self, *words):
        line = " ".join(["ccsim", *(word.replace("*", "\\*") for word in words)])
        done = subprocess.run([FISH, "--no-config", "-c", "source ./completion.fish; complete -C $argv[1]", line], cwd=self.folder,
                              capture_output=True, text=True, timeout=60, env={**os.environ, "HOME": str(self.folder)})
        self.assertEqual(done.stderr, "", words)
        return [found.split("\t")[0].replace("\\*", "*") for found in done.stdout.splitlines()]


def main():
    done = unittest.main(exit=False).result
    for _, why in done.skipped:
        print(f"skipped: {why}", file=sys.stderr)
    sys.exit(not done.wasSuccessful() or (77 if done.skipped else 0))


if __name__ == "__main__":
    main()
