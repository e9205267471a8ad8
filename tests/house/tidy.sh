#!/usr/bin/env bash
# clang-tidy (.clang-tidy) over the simulator, warnings as errors, two files at a time. FILES... restrict it.
set -euo pipefail
cd "$CCSIM_SOURCE"

flags=(-std=c11 -Wsign-conversion -D_XOPEN_SOURCE=700 -Iinclude "-I$CCSIM_BUILD/generated" "-I$CCSIM_BUILD/generated/late")
for folder in sim/*/ sim/*/*/ analysis/*/ analysis/*/*/ read read/*/ file study study/*/ study/*/*/ planning planning/*/ fit calibrate calibrate/*/ program program/*/; do flags+=("-I${folder%/}"); done
for package in gsl libconfig hdf5-serial hdf5; do
    # shellcheck disable=SC2207 # compiler flags, a word each
    if pkg-config --exists "$package"; then flags+=($(pkg-config --cflags "$package")); fi
done

files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(find sim read file analysis study planning fit calibrate program include -name '*.c' | sort)
[ "${#files[@]}" -gt 0 ]
# The path-sensitive analyzer takes thirty times as long as all other checks together: it runs in `./check --deep`, and always over the
# variants of a life, which take a second: what one of them leaves out makes a value dead that another reads. Over all files it follows a
# third of the paths that it would by itself, which takes a third of the time.
most_files=('--checks=-clang-analyzer-*')
[ "${CCSIM_DEEP:-no}" = no ] || most_files=(--extra-arg={-Xclang,-analyzer-config,-Xclang,max-nodes=75000})
out=$(mktemp)
trap 'rm -f "$out" "$out.err"' EXIT

# look OPTIONS... -- FILES...: one process a file, so that memory stays small and both processors are busy. Standard error only counts
# suppressed warnings.
look() {
    local options=()
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    shift
    if ! printf '%s\n' "$@" | xargs -P 2 -I {} clang-tidy --quiet "${options[@]}" '--warnings-as-errors=*' {} -- "${flags[@]}" >"$out" 2>"$out.err"; then
        grep -v '^$' "$out" || true
        grep -E 'error:' "$out.err" || true
        exit 1
    fi
}

look "${most_files[@]}" -- "${files[@]}"
[ $# -gt 0 ] || look -- sim/flow/flow*.c
echo "${#files[@]} files"
