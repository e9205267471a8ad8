#!/usr/bin/env bash
# Words that must not occur: the trade's in the engine (comments and what it includes from elsewhere included), and promises of later work anywhere.
# "call" and "caller" are C's words as well as the trade's: they are forbidden only in the company that makes them the trade's.
set -euo pipefail
cd "$CCSIM_SOURCE"

bad=0
# forbid TEXT PATTERN FILES...: no line of FILES matches the extended PATTERN as whole words, whatever its case.
forbid() {
    local text=$1 pattern=$2 found
    shift 2
    found=$(grep --extended-regexp --ignore-case --word-regexp --line-number "$pattern" "$@" /dev/null || true)
    if [ -n "$found" ]; then
        printf '%s:\n%s\n' "$text" "$found"
        bad=1
    fi
}

trade='contacts?|agents?|customers?|clients?|operators?|callers? (id|back)|(phone|tele)?phones?|tele(phony|phone)|inbound|outbound'
trade+='|(contact|call) cent(er|re)s?|(phone|incoming) calls?|calls? (arriv|wait|handl|answer|queu|type|volume)[a-z]*|callbacks?'
trade+='|queues?|queued|queue(ing|ing)|trunks?|ivr|bots?|chats?|e?mails?|voice|abandon(s|ed|ing|ment)?|balk(s|ed|ing)?|patien(ce|t)'
trade+='|redial(s|ed|ing|ler)?|dial(s|ed|er|ler|ling)?|staff(s|ed|ing)?|shrinkage|skills?|talk(s|ed|ing)?|wrap-?up|after-call'
trade+='|occupancy|service[_ ]level|erlang[- ][abc]|satisfaction|campaigns?'
shopt -s nullglob
forbid 'a word of the trade in the engine' "$trade" sim/engine/*

# What the engine includes, and what that includes: a list of sim/def brings its words along.
mapfile -t queue < <(printf '%s\n' sim/engine/*.[ch])
declare -A reached=()
while [ "${#queue[@]}" -gt 0 ]; do
    mapfile -t names < <(sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"([^"]*)".*/\1/p' "${queue[@]}" | sort -u)
    queue=()
    for name in "${names[@]}"; do
        [ -z "${reached[$name]:-}" ] || continue
        reached[$name]=$(find sim -name "${name##*/}" -type f)
        [ -n "${reached[$name]}" ] || continue # made by the build
        mapfile -t found <<<"${reached[$name]}"
        queue+=("${found[@]}")
    done
done
[ "${#reached[@]}" -gt 0 ]
mapfile -t included < <(printf '%s\n' "${reached[@]}" | grep -v '^sim/engine/')
[ "${#included[@]}" -gt 0 ]
forbid 'a word of the trade in what the engine includes' "$trade" "${included[@]}"

promises='TODO|FIXME|XXX|HACK|not implemented|placeholder'
mapfile -t sources < <(find sim read file analysis study planning fit calibrate program include scenarios tests cmake -type f ! -path tests/house/words.sh ! -path '*/corpus/*' ! -path '*/vendor/*')
forbid 'a promise of later work' "$promises" "${sources[@]}"
exit $bad
