#!/usr/bin/env bash
# The generated version header: right revision in each state of a repository, and untouched when nothing changed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
mkdir -p "$work/source/inner"
header=$work/version.h

# expect REVISION: writes the header of $source and compares.
expect() {
    cmake -D SOURCE="$source" -D VERSION=2.38.5 -D TEMPLATE="$CCSIM_SOURCE/cmake/version.h.in" -D OUTPUT="$header" \
        -P "$CCSIM_SOURCE/cmake/revision.cmake"
    grep -qF "#define CCSIM_REVISION \"$1\"" "$header" || { printf 'wanted revision %s:\n' "$1"; cat "$header"; exit 1; }
    grep -qF '#define CCSIM_VERSION "2.38.5"' "$header"
}

source=$work/source
expect unknown # no repository
git -C "$source" init -q
expect unknown # no commit
echo one >"$source/file"
git -C "$source" add file
git -C "$source" commit -q -m one
git -C "$source" tag v9.9 # a tag does not replace the revision
revision=$(git -C "$source" rev-parse --short=12 HEAD)
expect "$revision"

touch -d '2001-02-03 04:05:06' "$header"
expect "$revision"
[ "$(date -r "$header" +%Y)" = 2001 ] || { echo 'the header was written again without need'; exit 1; }

echo two >"$source/file"
expect "$revision-dirty"
source=$work/source/inner
expect unknown # within somebody else's repository
