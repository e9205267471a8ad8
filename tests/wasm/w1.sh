#!/usr/bin/env bash
# W1 by the rooms engine to analysis/stat, and what it prints against `ccsim run tests/bench/w1.cfg`, number by number.
# w1.sh rooms PROGRAM: as a program of this machine. w1.sh wasm: compiled for wasm32-wasi with the parts of GSL that these rooms use, run by
# node. Without compiler, C library, node, or GSL's source (Debian's, by its checksum) the latter is skipped.
set -euo pipefail
cd "$CCSIM_SOURCE"
work=$CCSIM_BUILD/wasm
mkdir -p "$work"

gsl=gsl_2.7.1+dfsg.orig.tar.gz
gsl_sha256=e560d6b9c6e254e46769bbb03583c00ecafbdd51b062c55db23b3b9612868567
gsl_parts='cdf/beta cdf/gauss cdf/gaussinv cdf/tdist cdf/tdistinv err/error err/stream interpolation/cspline interpolation/inline interpolation/interp
    interpolation/linear linalg/tridiag poly/eval vector/subvector vector/vector vector/view randist/beta randist/gamma randist/tdist
    specfunc/beta specfunc/erfc specfunc/exp specfunc/gamma specfunc/gamma_inc specfunc/log specfunc/psi specfunc/zeta'

skip() {
    echo "skipped: $*"
    exit 77
}

fetch_gsl() {
    local helper=/usr/lib/apt/apt-helper

    if [ ! -f "$work/$gsl" ]; then
        [ -x $helper ] || skip "no apt to fetch GSL's source with"
        $helper download-file "http://deb.debian.org/debian/pool/main/g/gsl/$gsl" "$work/$gsl.part" "SHA256:$gsl_sha256" >"$work/fetch.log" 2>&1 ||
            skip "GSL's source cannot be fetched: $(tail -n 1 "$work/fetch.log")"
        mv "$work/$gsl.part" "$work/$gsl"
    fi
    sha256sum --check --quiet <<<"$gsl_sha256  $work/$gsl"
    rm -rf "$work/gsl" "$work/include" && mkdir -p "$work/include/gsl"
    tar -xzf "$work/$gsl" -C "$work"
    cp "$work"/gsl/gsl_*.h "$work"/gsl/*/gsl_*.h "$work/include/gsl/"
    cp tests/wasm/gsl_config.h "$work/gsl/config.h"
}

# compile NAME SOURCE FLAGS...
compile() {
    local object=$work/objects/$1.o source=$2
    shift 2

    clang --target=wasm32-wasi --sysroot=/usr -isystem /usr/include/wasm32-wasi -O2 "$@" -c "$source" -o "$object"
}

compile_gsl() { compile "gsl_${1//\//_}" "$work/gsl/$1.c" -w -DHAVE_CONFIG_H "-I$work/gsl" "-I$work/gsl/${1%/*}" "-I$work/include"; }

compile_ccsim() {
    local flags=(-std=c11 -D_XOPEN_SOURCE=700 -Wall -Werror "-I$CCSIM_BUILD/generated" "-I$work/include") folder

    for folder in sim/*/ sim/*/*/ analysis/stat; do flags+=("-I${folder%/}"); done
    # Random123 names the machines that it was tried on; to it this one is another plain one of 32 bits
    [ "$1" != sim/engine/stream.c ] || flags+=(-D__riscv)
    compile "ccsim_${1//\//_}" "$1" "${flags[@]}"
}

build() {
    local runtime
    runtime=$(clang --print-resource-dir)/lib/wasi/libclang_rt.builtins-wasm32.a

    for tool in clang wasm-ld node; do command -v $tool >/dev/null || skip "no $tool"; done
    [ -f /usr/include/wasm32-wasi/stdio.h ] || skip 'no wasi-libc'
    [ -f "$runtime" ] || skip "no runtime of clang for wasm32"
    fetch_gsl
    rm -rf "$work/objects" "$work/include/Random123" && mkdir "$work/objects"
    ln -s /usr/include/Random123 "$work/include/Random123"
    export work
    export -f compile compile_gsl compile_ccsim
    # shellcheck disable=SC2086 # a word each
    printf '%s\n' $gsl_parts | xargs -P "$(nproc)" -I {} bash -euc 'compile_gsl {}'
    find sim analysis/stat tests/wasm -name '*.c' | xargs -P "$(nproc)" -I {} bash -euc 'compile_ccsim {}'
    clang --target=wasm32-wasi --sysroot=/usr -L/usr/lib/wasm32-wasi -nostdlib -Wl,-z,stack-size=1048576 /usr/lib/wasm32-wasi/crt1.o "$work"/objects/*.o \
        -lc -lm "$runtime" -o "$work/w1.wasm"
}

case $1 in
    rooms) run=("$2") ;;
    wasm)
        build
        run=(node --no-warnings tests/wasm/run.mjs "$work/w1.wasm")
        ;;
esac
"${run[@]}" >"$work/$1.txt"
"$CCSIM_PROGRAM" run tests/bench/w1.cfg --quiet --json >"$work/$1.json"
python3 - "$work/$1.json" "$work/$1.txt" <<'END'
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
