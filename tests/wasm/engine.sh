#!/usr/bin/env bash
# ccsim.wasm built, its size, and what it says under node against the program. Skipped without compiler, C library or node; sources that cannot be fetched
# are a failure of the build.
set -euo pipefail
cd "$CCSIM_SOURCE"

skip() {
    echo "skipped: $*"
    exit 77
}
for tool in clang wasm-ld node; do command -v $tool >/dev/null || skip "no $tool"; done
[ -f /usr/include/wasm32-wasi/stdio.h ] || skip 'no wasi-libc'
[ -f "$(clang --print-resource-dir)/lib/wasi/libclang_rt.builtins-wasm32.a" ] || skip 'no runtime of clang for wasm32'

module=$CCSIM_BUILD/ccsim.wasm
cmake --build "$CCSIM_BUILD" --target ccsim_wasm >"$CCSIM_BUILD/ccsim_wasm.log" 2>&1 || { tail -n 40 "$CCSIM_BUILD/ccsim_wasm.log"; exit 1; }
packed=$(wc -c <"$module.gz")
echo "$(wc -c <"$module") bytes, $packed packed"
[ "$packed" -le 1500000 ] || { echo 'packed, it takes more than 1.5 MB of a page'; exit 1; }
node --no-warnings tests/wasm/engine.mjs analysis/web/studio/engine.js "$module.gz" "$CCSIM_PROGRAM" "$CCSIM_BUILD/wasm_test"
