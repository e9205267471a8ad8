#!/usr/bin/env bash
# Who includes whom, as docs/architecture.md draws it. The build's include paths hold most of it; this test also sees system headers,
# paths with ".." in them, and that the core does no file input or output.
set -euo pipefail
cd "$CCSIM_SOURCE"

declare -A may=(
    [sim/def]='sim/def'
    [sim/engine]='sim/engine sim/def'
    [sim/model]='sim/model sim/engine sim/def'
    [sim/policy]='sim/policy sim/model sim/engine sim/def'
    [sim/measure]='sim/measure sim/model sim/engine sim/def'
    [sim/flow]='sim/flow sim/policy sim/measure sim/model sim/engine sim/def'
    [sim/edge]='sim/edge sim/measure sim/model sim/engine sim/def'
    [analysis]='analysis sim/edge sim/measure sim/model sim/engine sim/def'
    [sim/run]='sim/run sim/flow sim/policy analysis sim/edge sim/measure sim/model sim/engine sim/def include'
    [include]='include'
)
core='sim/engine sim/model sim/policy sim/flow sim/measure'

bad=0
complain() {
    printf '%s\n' "$1"
    bad=1
}

# room_of FILE: the room a file lies in, from its path in the source folder.
room_of() {
    case $1 in
        include/*) echo include ;;
        analysis/*) echo analysis ;;
        sim/*/*) echo "${1%/*}" ;;
        *) echo '' ;;
    esac
}

# Where each header of the house lies, by the name it is included under. Two of one name would make includes ambiguous.
declare -A room_by_name=()
n=0
while IFS= read -r file; do
    n=$((n + 1))
    name=${file##*/}
    case $file in include/*) name=${file#include/} ;; esac
    [ -z "${room_by_name[$name]:-}" ] || complain "$file: a header of this name is also in ${room_by_name[$name]}"
    room_by_name[$name]=$(room_of "$file")
done < <(find sim analysis include -name '*.h' -o -name '*.def' | sort)
[ "$n" -gt 0 ] || complain 'no header found'

while IFS=: read -r file line text; do
    room=$(room_of "$file")
    name=$(sed -E 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]([^">]*)[">].*/\1/' <<<"$text")
    case $name in
        *..*) complain "$file:$line: an include by relative path: $name" ;;
        hdf5.h | H5*.h) [ "$room" = sim/edge ] || complain "$file:$line: $name belongs to sim/edge" ;;
        xlsxwriter.h) [ "$file" = sim/edge/xlsx_write.c ] || complain "$file:$line: $name belongs to xlsx_write.c" ;;
        libconfig.h) [ "$file" = sim/edge/scenario_read.c ] || complain "$file:$line: $name belongs to scenario_read.c" ;;
    esac
    case $text in *'"'*) ;; *) continue ;; esac
    [ "$name" != version.h ] || [ "$room" != sim/run ] || continue
    target=${room_by_name[$name]:-}
    if [ -z "$target" ]; then
        complain "$file:$line: no header $name in the house"
    elif [[ " ${may[$room]:-} " != *" $target "* ]]; then
        complain "$file:$line: $room may not include $target ($name)"
    fi
done < <(grep -rnE --include='*.[ch]' --include='*.def' '^[[:space:]]*#[[:space:]]*include' sim analysis include)

# shellcheck disable=SC2086 # one folder each
found=$(grep -rnwE --include='*.[ch]' '(fopen|freopen|fdopen|open|openat|creat|mkstemp|opendir|popen|mmap) ?\(' $core || true)
[ -z "$found" ] || complain "file input or output in the core:
$found"
exit $bad
