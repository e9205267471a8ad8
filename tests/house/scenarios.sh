#!/usr/bin/env bash
# The scenarios that are shipped: each compiles without a warning, and what scripts wrote into them is what they would write today.
set -euo pipefail
cd "$CCSIM_SOURCE"

for file in scenarios/*.cfg; do
    said=$("$CCSIM_PROGRAM" check "$file" 2>&1 >/dev/null) || { printf '%s: refused\n%s\n' "$file" "$said"; exit 1; }
    [ -z "$said" ] || { printf '%s: a warning\n%s\n' "$file" "$said"; exit 1; }
done

said=$(scenarios/retail_bank_volumes.py --check) || { printf '%s\n' "$said"; exit 1; }
[ -z "$said" ] || { printf 'retail_bank.cfg: other numbers than its table\n%s\n' "$said"; exit 1; }
scenarios/staff_by_erlang_a.py --check --simulate
