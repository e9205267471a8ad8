#!/usr/bin/env bash
# docs/first_change.md, followed to the letter: in a copy of the sources its diffs are applied, its commands run, and what they print is what the
# page says. The page as a script: a block of diff is a patch, one of sh is run, one of text is what the sh before it has to print.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v q="'" '
    /^```/ && !kind {
        kind = substr($0, 4)
        n++
        if (kind == "diff") print "git apply <<" q "END OF BLOCK" q
        else if (kind == "sh") print "{"
        else if (kind == "text") print "diff - ../printed <<" q "END OF BLOCK" q
        else { print "a block of an unknown kind, line " NR > "/dev/stderr"; exit 1 }
        next
    }
    /^```/ { print kind == "sh" ? "} >../printed" : "END OF BLOCK"; kind = ""; next }
    kind { print }
    END { if (kind || n < 5) exit 1 }' "$CCSIM_SOURCE/docs/first_change.md" >"$work/script"

mkdir "$work/copy"
cd "$CCSIM_SOURCE"
shopt -s dotglob
for entry in *; do
    case $entry in .git | build | results) ;; *) cp -r "$entry" "$work/copy" ;; esac
done
cd "$work/copy"
export GIT_CEILING_DIRECTORIES=$work
bash -euo pipefail ../script 2>../said || { cat ../said ../printed; exit 1; }
