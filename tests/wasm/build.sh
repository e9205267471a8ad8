#!/usr/bin/env bash
# ccsim.wasm, for the tests that need it. Skipped without compiler or C library; sources that cannot be fetched are a failure.
set -euo pipefail

skip() {
    echo "skipped: $*"
    exit 77
}
for tool in clang wasm-ld; do command -v $tool >/dev/null || skip "no $tool"; done
[ -f /usr/include/wasm32-wasi/stdio.h ] || skip 'no wasi-libc'
[ -f "$(clang --print-resource-dir)/lib/wasi/libclang_rt.builtins-wasm32.a" ] || skip 'no runtime of clang for wasm32'

cmake --build "$CCSIM_BUILD" --target ccsim_wasm >"$CCSIM_BUILD/ccsim_wasm.log" 2>&1 || { tail -n 40 "$CCSIM_BUILD/ccsim_wasm.log"; exit 1; }
