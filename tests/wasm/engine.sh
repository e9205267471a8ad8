#!/usr/bin/env bash
# The size of ccsim.wasm, which build.sh made, and what it says under node against the program. Skipped without the engine, as build.sh is, or node.
set -euo pipefail
cd "$CCSIM_SOURCE"

skip() {
    echo "skipped: $*"
    exit 77
}
module=$CCSIM_BUILD/ccsim.wasm
[ -f "$module.gz" ] || skip 'no engine beside the program'
command -v node >/dev/null || skip 'no node'

packed=$(wc -c <"$module.gz")
echo "$(wc -c <"$module") bytes, $packed packed"
[ "$packed" -le 1500000 ] || { echo 'packed, it takes more than 1.5 MB of a page'; exit 1; }
node --no-warnings tests/wasm/engine.mjs analysis/web/studio/engine.js "$module.gz" "$CCSIM_PROGRAM" "$CCSIM_BUILD/wasm_test"
