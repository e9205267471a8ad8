#!/usr/bin/env bash
# The commands of README.md and docs/ run as they are written: blocks opened by ```sh ci, those of a file in one shell, in a copy of the
# source folder (by links) whose build/release/ccsim is the program under test. A README without such a block fails.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# blocks FILE: prints the marked blocks; their number goes to descriptor 3.
blocks() {
    awk '
        /^[[:space:]]*```/ {
            if (inside) { inside = 0; next }
            if (other) { other = 0; next }
            if ($0 ~ /^[[:space:]]*```sh[[:space:]]+ci[[:space:]]*$/) { inside = 1; n++; next }
            other = 1
            next
        }
        inside { print }
        END { print n + 0 > "/dev/fd/3"; if (inside) exit 1 }' "$1"
}

cd "$CCSIM_SOURCE"
shopt -s nullglob
total=0
for file in README.md docs/*.md; do
    [ -f "$file" ] || continue
    blocks "$file" >"$work/commands" 3>"$work/n" || { echo "$file: a block is not closed"; exit 1; }
    n=$(<"$work/n")
    if [ "$file" = README.md ] && [ "$n" -eq 0 ]; then
        echo 'README.md has no block that begins with ```sh ci'
        exit 1
    fi
    [ "$n" -gt 0 ] || continue
    total=$((total + n))
    room=$work/room
    rm -rf "$room"
    mkdir -p "$room/build/release" "$room/results"
    for entry in *; do
        case $entry in build | results) ;; *) ln -s "$CCSIM_SOURCE/$entry" "$room/$entry" ;; esac
    done
    ln -s "$CCSIM_PROGRAM" "$room/build/release/ccsim"
    if ! (cd "$room" && bash -euxo pipefail "$work/commands") >"$work/log" 2>&1 </dev/null; then
        echo "$file: a command fails:"
        tail -n 20 "$work/log"
        exit 1
    fi
done
echo "$total blocks"
