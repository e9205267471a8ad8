#!/usr/bin/env bash
# The scenarios that are shipped: each compiles without a warning but those on things that its head names in a line of WARNS, its complete text, which
# travels in results, reads back, and what scripts wrote into them is what they would write today. So does the complete text of each case of theory.
set -euo pipefail
cd "$CCSIM_SOURCE"

for file in scenarios/*.cfg; do
    said=$("$CCSIM_PROGRAM" check "$file" 2>&1 >/dev/null) || { printf '%s: refused\n%s\n' "$file" "$said"; exit 1; }
    "$CCSIM_PROGRAM" explain --full "$file" 2>/dev/null | "$CCSIM_PROGRAM" check --quiet - >/dev/null || { printf '%s: its complete text is refused\n' "$file"; exit 1; }
    announced=$(sed -n 's|^// WARNS  *||p' "$file")
    while read -r line; do
        case $line in "" | *" warning" | *" warnings") continue ;; esac
        about=$(sed -nE 's/^warning: [^ ]+:[0-9]+: ([^ ]+): .*/\1/p' <<<"$line")
        [ -n "$about" ] && grep -qF "$about: " <<<"$announced" || { printf '%s: a warning that it does not announce\n%s\n' "$file" "$line"; exit 1; }
    done <<<"$said"
done

for file in tests/theory/cases/*.cfg; do
    "$CCSIM_PROGRAM" explain --full "$file" 2>/dev/null | "$CCSIM_PROGRAM" check --quiet - >/dev/null || { printf '%s: its complete text is refused\n' "$file"; exit 1; }
done

said=$(scenarios/bank_day_volumes.py --check) || { printf '%s\n' "$said"; exit 1; }
[ -z "$said" ] || { printf 'bank_day.cfg: other numbers than its table\n%s\n' "$said"; exit 1; }
scenarios/staff_by_erlang_a.py --check --simulate
