"""Are the tests awake? Every mutant of mutants.py is compiled and tried against the unit, golden and theory tests until one of them
catches it. Takes an hour on two processors, so it is run by hand:

    mutation.py [--write docs/mutation.md] [--folder build/mutation] [FILE...]
    mutation.py --rows                     only whether every row still fits its file (a test of the house)

A mutant is caught by a test that fails, by a run that aborts, or by one that does not end in time. A survivor is a hole in the tests, or a
change that is none: then EXPLAINED says why."""
import argparse
import collections
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import mutants  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LIMIT_S = 900       # of one step
UNIT_LIMIT_S = 120  # of one unit test: a mutant may run for ever
# Those that most often catch something come first: the rest is built only where they do not.
FIRST = ["flow", "route", "retry", "ivr", "agent", "contact", "source", "facts", "estimate", "kept", "replication", "told", "metric", "results"]
Result = collections.namedtuple("Result", "file old new caught seconds")


def rows(files):
    return [(file, old, new) for file, pairs in mutants.MUTANTS.items() if not files or file in files for old, new in pairs]


def misfits():
    """Rows whose text does not stand exactly once in its file."""
    for file, old, _ in rows([]):
        n = (SOURCE / file).read_text().count(old)
        if n != 1:
            yield f"{file}: stands {n} times: {old.strip()}"


def step(folder, *command, env=None, limit_s=LIMIT_S):
    """Whether a command succeeds; one that hangs does not, and is ended with all that it started."""
    child = subprocess.Popen(command, cwd=folder, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True)
    try:
        return child.wait(limit_s) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def build(folder, *targets):
    return step(folder, "cmake", "--build", "build/debug", "-j", "2", "--target", *targets)


def unit(folder, names):
    """The name of the first unit test that fails."""
    for name in names:
        if not step(folder, f"build/debug/tests/test_{name}", "-j2", limit_s=UNIT_LIMIT_S):
            return f"unit {name}"
    return None


def whole(folder, label, test, divisor="1"):
    env = {"CCSIM_PROGRAM": str(folder / "build/debug/ccsim"), "CCSIM_SOURCE": str(folder), "CCSIM_BUILD": str(folder / "build/debug"),
           "CCSIM_TEST_DIVISOR": divisor}
    return None if step(folder, sys.executable if label == "golden" else "/usr/bin/python3", "-B", test, env=env) else label


def catcher(folder, units):
    """What catches the mutant that the folder holds; None if nothing does."""
    first = [name for name in FIRST if name in units]
    if not build(folder, "ccsim", *[f"test_{name}" for name in first]):
        return "compiler"
    found = unit(folder, first) or whole(folder, "golden", "tests/golden/test_golden.py")
    if found:
        return found
    if not build(folder, "all"):
        return "compiler"
    return (unit(folder, [name for name in units if name not in first]) or whole(folder, "theory", "tests/theory/identities.py") or
            whole(folder, "theory", "tests/theory/theory.py", "2"))


def prepare(folder):
    """A copy of what git has, configured and built, whose tests pass."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=SOURCE, stdout=subprocess.PIPE, check=True).stdout
    subprocess.run(["tar", "-x"], cwd=folder, input=archive, check=True)
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    subprocess.run(["cmake", "--preset", "debug", *generator, "-D", "CMAKE_C_FLAGS=-O1", "-D", "CCSIM_WERROR=OFF"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    units = sorted(path.stem[5:] for path in (folder / "tests/unit").glob("test_*.c"))
    if not build(folder, "all"):
        sys.exit("the sources themselves do not build")
    found = catcher(folder, units)
    if found:
        sys.exit(f"without any mutant this fails: {found}")
    return units


def try_mutant(folder, units, file, old, new):
    path, begin = folder / file, time.monotonic()
    text = path.read_text()
    path.write_text(text.replace(old, new))
    caught = catcher(folder, units)
    path.write_text(text)
    return Result(file, old, new, caught, time.monotonic() - begin)


def page(results):
    """The table for the documentation."""
    survivors = [r for r in results if r.caught is None]
    lines = ["# Are the tests awake?", "",
             "Made by `tests/mutation/mutation.py --write docs/mutation.md`: small faults are put into the files that decide what a figure is, one at",
             "a time, and the unit, golden and theory tests are run until one fails.", "",
             f"{len(results)} mutants, {len(results) - len(survivors)} caught, {len(survivors)} survived.", "",
             "| file | mutants | by the compiler | by unit tests | by golden files | by theory | survived |", "|---|--:|--:|--:|--:|--:|--:|"]
    for file in dict.fromkeys(r.file for r in results):
        kinds = collections.Counter((r.caught or "survived").split()[0] for r in results if r.file == file)
        lines.append(f"| `{file}` | {sum(kinds.values())} | " + " | ".join(str(kinds[k]) for k in ("compiler", "unit", "golden", "theory", "survived")) + " |")
    for r in survivors:
        why = mutants.EXPLAINED.get((r.file, r.new), "**not explained**")
        lines += ["", f"Survivor in `{r.file}`: {why}", "", "```diff", *(f"-{line}" for line in r.old.strip("\n").splitlines()),
                  *(f"+{line}" for line in r.new.strip("\n").splitlines()), "```"]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", action="store_true", help="only whether every row still fits its file")
    parser.add_argument("--write", metavar="FILE", help="the table, for the documentation")
    parser.add_argument("--folder", metavar="DIR", default=str(SOURCE / "build/mutation"), help="where the mutants are built")
    parser.add_argument("files", nargs="*", metavar="FILE", help="only the mutants of these files")
    asked = parser.parse_args()
    wrong = list(misfits())

    if wrong or asked.rows:
        print(*wrong, f"{len(rows([]))} rows, {len(wrong)} do not fit", sep="\n")
        return 1 if wrong else 0
    folder = pathlib.Path(asked.folder).resolve()
    units, results = prepare(folder), []
    for file, old, new in rows(asked.files):
        results.append(try_mutant(folder, units, file, old, new))
        r = results[-1]
        print(f"{len(results):3} {r.caught or 'SURVIVED':20} {r.seconds:5.0f} s  {file}: {old.strip().splitlines()[0][:80]}", flush=True)
    if asked.write:
        pathlib.Path(asked.write).write_text(page(results))
    open_holes = [r for r in results if r.caught is None and (r.file, r.new) not in mutants.EXPLAINED]
    print(f"{len(results)} mutants, {sum(r.caught is not None for r in results)} caught, {len(open_holes)} not explained")
    return 1 if open_holes or len(results) < 80 and not asked.files else 0


if __name__ == "__main__":
    sys.exit(main())
