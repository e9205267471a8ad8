"""Scenarios with a fixed seed against the figures that are committed beside them: `tests/golden/test_golden.py --update` after a change
that is meant to move them (CCSIM_PROGRAM says which program). Two of them have their pictures beside them too. Figures are compared to ten digits: the last ones of a half-width depend on
the C library's logarithm."""
import difflib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent


def run(scenario, *args):
    """What the program prints as JSON."""
    done = subprocess.run([os.environ["CCSIM_PROGRAM"], "run", scenario.name, "--json", "-q", *args], cwd=FOLDER, capture_output=True, text=True,
                          timeout=120)
    if done.returncode != 0:
        sys.exit(f"{scenario.name}: exit status {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def figures(scenario):
    """A line for each figure, to ten digits: every entity over the whole run, all together by interval."""
    def number(x):
        return "null" if x is None else f"{x + 0:.10g}"

    whole = run(scenario)
    rows = list(whole["metrics"])
    if "steady" not in scenario.name:
        rows += [row for row in run(scenario, "--by", "interval", "--entity", "all", "-j2")["metrics"] if "interval" in row]
    other = ("ccsim", "metrics", "intervals_met", "closed_times_met", "targets", "findings", "warnings")
    lines = [json.dumps({k: v for k, v in whole.items() if k not in other})]
    for row in rows:
        lines.append(f"{row['metric']} {row['entity']} {row.get('interval', '-')} {number(row['mean'])} {number(row['half_width'])} {row['unit']}")
    return "\n".join(lines) + "\n"


def pictures(scenario):
    """The pictures for slides, one below the other. Coordinates have one digit behind the point."""
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "r.h5")
        run(scenario, "-o", result)
        subprocess.run([os.environ["CCSIM_PROGRAM"], "report", result, "--pictures", folder, "-q"], check=True, timeout=120)
        return "".join(f"== {path.name}\n{path.read_text()}" for path in sorted(pathlib.Path(folder).glob("*.svg")))


def main():
    update, bad = "--update" in sys.argv[1:], 0
    scenarios = sorted(FOLDER.glob("*.cfg"))
    if not scenarios:
        sys.exit("no scenario")
    goldens = [(scenario, ".figures", figures) for scenario in scenarios]
    goldens += [(FOLDER / f"{name}.cfg", ".pictures", pictures) for name in ("days", "over_time")]
    for scenario, suffix, make in goldens:
        path, found = scenario.with_suffix(suffix), make(scenario)
        if update:
            path.write_text(found)
        elif not path.exists() or path.read_text() != found:
            wanted = path.read_text().splitlines() if path.exists() else []
            print(*list(difflib.unified_diff(wanted, found.splitlines(), "committed", path.name, lineterm="", n=0))[:40], sep="\n")
            bad += 1
    print(f"{len(goldens)} files, {'updated' if update else f'{bad} differ'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
