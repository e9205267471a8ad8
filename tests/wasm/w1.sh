#!/usr/bin/env bash
# W1 by the rooms engine to analysis/stat, and what it prints against `ccsim run tests/bench/w1.cfg`, number by number: w1.sh PROGRAM.
set -euo pipefail
cd "$CCSIM_SOURCE"
work=$CCSIM_BUILD/w1
mkdir -p "$work"

"$1" >"$work/w1.txt"
"$CCSIM_PROGRAM" run tests/bench/w1.cfg --quiet --json >"$work/w1.json"
python3 - "$work/w1.json" "$work/w1.txt" <<'END'
import json, sys

printed = {(metric, entity): (mean, half_width) for metric, entity, mean, half_width in map(str.split, open(sys.argv[2], encoding="utf-8"))}
wanted = {(row["metric"], row["entity"]): tuple("nan" if x is None else float(x) for x in (row["mean"], row["half_width"]))
          for row in json.load(open(sys.argv[1], encoding="utf-8"))["metrics"]}
assert len(wanted) > 100 and printed.keys() == wanted.keys(), printed.keys() ^ wanted.keys()
bad = [(name, values, wanted[name]) for name, values in printed.items()
       if tuple("nan" if x.endswith("nan") else float(x) for x in values) != wanted[name]]
assert not bad, bad
print(len(wanted), "figures")
END
