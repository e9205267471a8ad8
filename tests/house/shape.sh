#!/usr/bin/env bash
# The shape of the house: no two files include one another, directly or in a circle; no room has more than 30 sources or 5,000 lines; no source
# has more than 700 lines. A file is a name with its .c and its .h: what either of them includes, it includes. A header without a source is
# part of those that include it. Each room says in a README of a few lines what it is, where to begin, what it may include and who uses it.
set -euo pipefail
cd "$CCSIM_SOURCE"

house=(sim read file analysis study planning fit calibrate program)
most_sources=30 most_lines=5000 most_of_source=700
bad=0
complain() {
    printf '%s\n' "$1"
    bad=1
}

mapfile -t files < <(find "${house[@]}" -name '*.[ch]' | sort)
[ "${#files[@]}" -gt 0 ] || complain 'no file found'

# One line "FILE INCLUDED" for each include of a header that has a source.
edges=$(awk '
    FNR == 1 { n = split(FILENAME, parts, "/"); file = parts[n]; if (sub(/\.c$/, "", file)) has_source[file] = 1; else sub(/\.h$/, "", file) }
    /^[ \t]*#[ \t]*include[ \t]*"[^"]*\.h"/ {
        split($0, quoted, "\""); target = quoted[2]; sub(/\.h$/, "", target)
        if (target != file) edge[file " " target] = 1
    }
    END {
        for (e in edge) {
            split(e, both, " ")
            if (both[1] in has_source && both[2] in has_source) print e
        }
    }' "${files[@]}" | sort)

# tsort tells circles on its standard error, a name a line behind "input contains a loop".
loops=$(tsort <<<"$edges" 2>&1 >/dev/null || true)
[ -z "$loops" ] || complain "files that include one another in a circle:
$(grep -v 'contains a loop' <<<"$loops" | sed 's/^tsort: /    /')"

for file in "${files[@]}"; do
    n=$(wc -l <"$file")
    [ "$n" -le "$most_of_source" ] || complain "$file: $n lines, at most $most_of_source"
done

while IFS= read -r room; do
    sources=$(find "$room" -maxdepth 1 -name '*.c' | wc -l)
    lines=$(find "$room" -maxdepth 1 -name '*.[ch]' -exec cat {} + | wc -l)
    [ "$sources" -le "$most_sources" ] || complain "$room: $sources sources, at most $most_sources"
    [ "$lines" -le "$most_lines" ] || complain "$room: $lines lines, at most $most_lines"
done < <(printf '%s\n' "${files[@]%/*}" | sort -u)

# read_me ROOM WORDS...: its README has these words, and no more lines than are read at a glance.
read_me() {
    local page=$1/README.md word
    shift
    [ -f "$page" ] || { complain "$page: is not there"; return; }
    [ "$(wc -l <"$page")" -le 8 ] || complain "$page: at most 8 lines"
    for word in "$@"; do grep -qF "$word" "$page" || complain "$page: says nowhere \"$word\""; done
}
while IFS= read -r room; do read_me "$room" 'Begin with' nclude 'Used by'; done < <(printf '%s\n' "${files[@]%/*}" analysis sim/def | grep -v '/life$' | sort -u)
for folder in tests/*/; do grep -q "\`$(basename "$folder")\`" tests/README.md || complain "tests/README.md: has no row for $folder"; done

# A type name means one thing in the whole house, in units that never meet too: link-time optimisation sees all of them.
doubles=$(grep -rhoE --include='*.h' '^(\} |typedef .*[ *])ccs_[a-z0-9_]+_t( __attribute__.*)?;' sim read file analysis study planning fit calibrate program |
    sed -E 's/.*(ccs_[a-z0-9_]+_t)( __attribute__.*)?;/\1/' | sort | uniq -d)
[ -z "$doubles" ] || complain "types of one name:
$doubles"
exit $bad
