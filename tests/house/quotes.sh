#!/usr/bin/env bash
# What docs/ say of files is so: in a block opened by ```c FILE the lines stand in FILE in this order (blanks and ends of lines are
# alike), and every file that a page names in `back quotes` by its whole path is there. FILE may be any source of the house. READMEs of rooms and docs/rooms.md
# may name a file shortly, as includes do (`contact.h`, `life/queue.h`).
set -euo pipefail
cd "$CCSIM_SOURCE"

bad=0
complain() {
    printf '%s\n' "$1"
    bad=1
}

# quotes PAGE: a line "FILE<tab>QUOTED LINE" for each line of such a block.
quotes() {
    awk '
        /^```/ && inside { inside = 0; next }
        /^```/ && other { other = 0; next }
        /^```c [^ ]+$/ { inside = 1; file = $2; print file "\t"; next }
        /^```/ { other = 1; next }
        inside && NF { print file "\t" $0 }
        END { if (inside || other) exit 1 }' "$1"
}

# check PAGE: each quoted line behind the one before it; an empty one begins a block.
check() {
    local page=$1 file line folded text='' rest
    while IFS=$'\t' read -r file line; do
        if [ -z "$line" ]; then
            [ -f "$file" ] || { complain "$page: there is no $file"; text=''; continue; }
            text=$(tr -s '[:space:]' ' ' <"$file")
            continue
        fi
        folded=$(tr -s '[:space:]' ' ' <<<"$line" | sed 's/^ //; s/ $//')
        rest=${text#*"$folded"}
        [ "$rest" != "$text" ] || complain "$page: $file has no such line (any more), or not in this order: $folded"
        text=$rest
        n=$((n + 1))
    done < <(quotes "$page" || complain "$page: a block is not closed")
}

n=0
for page in docs/*.md; do check "$page"; done
[ "$n" -gt 10 ] || complain "only $n lines are quoted: docs/tour.md has more"

pages=(docs/tour.md docs/architecture.md docs/counting.md docs/first_change.md docs/additions.md docs/mutation.md CONTRIBUTING.md)
mapfile -t named < <(grep -ohE '`(sim|read|file|analysis|study|program|tests|docs|examples|scenarios|include)/[A-Za-z0-9_./-]*\.(c|h|def|cfg|sh|py|md|js)`' "${pages[@]}" | tr -d '`' | sort -u)
[ "${#named[@]}" -gt 0 ]
for file in "${named[@]}"; do [ -e "$file" ] || complain "a page names $file, which is not there: $(grep -l "\`$file\`" "${pages[@]}" | tr '\n' ' ')"; done

# short_names README: names of sources in back quotes; one with a word in capitals (`cli_NAME.c`) stands for several.
short_names() {
    grep -ohE '`[A-Za-z0-9_./-]+\.(c|h|def)`' "$1" | tr -d '`' | grep -v NAME | sort -u || true
}

house=(sim read file analysis study planning fit calibrate program tests docs examples include)
sources=$(find "${house[@]}" -name '*.c' -o -name '*.h' -o -name '*.def' | sed 's|^|/|')
mapfile -t rooms < <(find "${house[@]}" -name README.md -not -path '*/node_modules/*' | sort)
rooms+=(docs/rooms.md)
n=0
for page in "${rooms[@]}"; do
    while IFS= read -r name; do
        [[ $'\n'$sources$'\n' == *"/$name"$'\n'* ]] || complain "$page names $name, which is not there"
        n=$((n + 1))
    done < <(short_names "$page")
done
[ "$n" -gt 20 ] || complain "only $n sources are named in READMEs: one for each room at least"
exit $bad
