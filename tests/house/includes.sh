#!/usr/bin/env bash
# Who includes whom, as docs/architecture.md draws it. The build's include paths hold most of it; this test also sees system headers,
# paths with ".." in them, and that the simulator does no file input or output.
set -euo pipefail
cd "$CCSIM_SOURCE"

# The arrows: a room, then the rooms that it stands on. What those stand on it may include too.
declare -A on=(
    [sim/def]=''
    [sim/engine]='sim/def'
    [sim/text]='sim/engine'
    [sim/data]='sim/engine'
    [sim/outcome]='sim/engine'
    [sim/career]='sim/engine'
    [sim/campaign]='sim/engine'
    [sim/model]='sim/outcome sim/career sim/campaign'
    [sim/world]='sim/model'
    [sim/expression]='sim/text'
    [sim/theory]='sim/world sim/expression'
    [sim/policy]='sim/world sim/expression'
    [sim/measure]='sim/world'
    [sim/flow]='sim/policy sim/measure'
    [sim/keys]='sim/measure sim/text sim/expression'
    [sim/people]='sim/keys'
    [sim/demand]='sim/keys'
    [sim/handling]='sim/keys'
    [sim/callback]='sim/keys'
    [sim/outcome/read]='sim/keys'
    [sim/career/read]='sim/outcome/read'
    [sim/campaign/read]='sim/keys'
    [sim/outage]='sim/keys'
    [sim/site]='sim/keys'
    [sim/split]='sim/keys'
    [sim/limit]='sim/keys'
    [sim/source]='sim/keys'
    [sim/uncertain]='sim/keys'
    [sim/money]='sim/keys'
    [sim/ledger]='sim/measure'
    [sim/routing]='sim/keys'
    [sim/callflow]='sim/keys'
    [sim/intraday]='sim/people'
    [sim/patience]='sim/keys'
    [sim/channel]='sim/keys'
    [sim/doubt]='sim/keys sim/theory'
    [sim/compile/early]='sim/people sim/demand sim/handling sim/routing sim/callback sim/callflow sim/patience sim/channel sim/outage sim/site sim/split sim/intraday sim/limit sim/source sim/uncertain sim/money sim/outcome/read sim/campaign/read'
    [sim/compile]='sim/compile/early sim/career/read sim/doubt'
    [sim/explain]='sim/theory sim/measure sim/text sim/expression'
    [sim/run]='sim/ledger sim/flow sim/data sim/text sim/theory'
    [read]='read/zone read/csv read/scan'
    [read/scan]='sim/text'
    [read/zone]='sim/text'
    [read/csv]='sim/text'
    [read/import]='read/csv'
    [file]='sim/data sim/text'
    [analysis/words]=''
    [analysis/stat]='analysis/words sim/data sim/text sim/measure'
    [analysis/table]='analysis/stat'
    [analysis/weigh]='analysis/stat'
    [analysis/weigh/told]='analysis/weigh analysis/table'
    [analysis/money]='analysis/table'
    [analysis/export]='analysis/money file'
    [analysis/html]='analysis/table'
    [analysis/brand]='analysis/html'
    [analysis/report/page]='analysis/brand'
    [analysis/report/outcome]='analysis/report/page analysis/weigh'
    [analysis/report/deferred]='analysis/report/page'
    [analysis/report/outbound]='analysis/report/page'
    [analysis/report/money]='analysis/report/page analysis/money'
    [analysis/report]='analysis/report/outcome analysis/report/deferred analysis/report/outbound analysis/report/money'
    [analysis/picture]='analysis/report analysis/weigh'
    [analysis/slides]='analysis/picture'
    [analysis/studio]='analysis/html'
    [study]='sim/run sim/compile sim/explain read read/zone file analysis/stat'
    [study/design]='sim/engine'
    [study/sweep]='study study/design'
    [study/host]='study/sweep include'
    [study/seek]='study'
    [study/control]='study'
    [study/join]='study'
    [study/validate]='study read/import'
    [study/validate/told]='study/validate analysis/html'
    [analysis/study]='analysis/table file'
    [analysis/study/page]='analysis/study analysis/report/page'
    [planning/integer]='file'
    [planning]='study analysis/table planning/integer'
    [planning/told]='planning'
    [planning/shift]='planning/told'
    [planning/optimise]='study/sweep analysis/study/page'
    [fit]='sim/engine'
    [calibrate]='fit read/import sim/measure'
    [calibrate/told]='calibrate analysis/html'
    [program/erlang]='sim/theory sim/keys read file'
    [program]='planning analysis/money analysis/export analysis/weigh/told analysis/report analysis/picture program/erlang'
    [program/import]='program read/import read/zone'
    [program/calibrate]='program calibrate/told study/seek'
    [program/planning]='program planning/shift planning/optimise'
    [program/results]='program program/sweep study/control analysis/slides'
    [program/validate]='program program/import study/validate/told'
    [program/sweep]='program study/sweep study/join analysis/study/page'
    [program/studio]='program analysis/studio'
    [include]=''
)
house=(sim read file analysis study planning fit calibrate program include)

# below ROOM: the room and all that it stands on.
below() {
    local room
    printf '%s ' "$1"
    for room in ${on[$1]}; do below "$room"; done
}
declare -A may=()
for room in "${!on[@]}"; do may[$room]=$(below "$room"); done

bad=0
complain() {
    printf '%s\n' "$1"
    bad=1
}

# room_of FILE: the room a file lies in, from its path in the source folder.
room_of() {
    case $1 in
        include/*) echo include ;;
        sim/flow/life/* | sim/flow/presence/* | sim/flow/ahead/* | sim/flow/desk/* | sim/flow/outcome/* | sim/flow/deferred/* | sim/flow/career/* | sim/flow/campaign/*) echo sim/flow ;; # included by the variants of the flow alone
        *) echo "${1%/*}" ;;
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
done < <(find "${house[@]}" -name '*.h' -o -name '*.def' | sort)
[ "$n" -gt 0 ] || complain 'no header found'

while IFS=: read -r file line text; do
    room=$(room_of "$file")
    name=$(sed -E 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]([^">]*)[">].*/\1/' <<<"$text")
    case $name in
        *..*) complain "$file:$line: an include by relative path: $name" ;;
        hdf5.h | H5*.h | xlsxwriter.h | glpk.h) complain "$file:$line: $name is there as late_${name%.h}.h (cmake/late_library.cmake)" ;;
        late_hdf5.h) [ "$room" = file ] || complain "$file:$line: $name belongs to file/" ;;
        late_glpk.h) [ "$file" = planning/integer/integer_program.c ] || complain "$file:$line: $name belongs to integer_program.c" ;;
        late_xlsxwriter.h) [[ $file == file/xlsx_* ]] || complain "$file:$line: $name belongs to xlsx_write.c and xlsx_chart.c" ;;
        pthread.h) [[ $room =~ ^(study|file)$ ]] || complain "$file:$line: threads are started in study/, signals held off in file/" ;;
        libconfig.h) [ "$file" = read/scenario_parse.c ] || complain "$file:$line: $name belongs to scenario_parse.c" ;;
    esac
    case $text in *'"'*) ;; *) continue ;; esac
    [[ $name != late_*.h || $name = late_library.h ]] || continue # generated
    [ "$name" != version.h ] || [[ ! $room =~ ^(study|study/host|study/sweep|program(/studio)?)$ ]] || continue
    target=${room_by_name[${name#life/}]:-}
    if [ -z "$target" ]; then
        complain "$file:$line: no header $name in the house"
    elif [[ " ${may[$room]:-} " != *" $target "* ]]; then
        complain "$file:$line: $room may not include $target ($name)"
    fi
done < <(grep -rnE --include='*.[ch]' --include='*.def' '^[[:space:]]*#[[:space:]]*include' "${house[@]}")

found=$(grep -rnwE --include='*.[ch]' '(fopen|freopen|fdopen|open|openat|creat|mkstemp|opendir|popen|mmap) ?\(' sim || true)
[ -z "$found" ] || complain "file input or output in the simulator:
$found"
exit $bad
