#!/usr/bin/env bash
# Installing what is missing, on machines made of fakes: which packages apt is asked for, when its lists are fetched, what a user
# without apt or without rights is told.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
for tool in bash sed grep env cat touch tr; do ln -s "$(command -v $tool)" "$work/bin/$tool"; done

fake() {
    printf '#!%s\n%s\n' "$(command -v bash)" "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

# The machine: $work/installed has the installed packages, $work/known those that apt has lists for, $work/asked what apt was asked.
# shellcheck disable=SC2016 # expanded by the fakes
machine() {
    rm -f "$work/bin/"{apt-get,apt-cache,dpkg-query,sudo,id} "$work/asked"
    touch "$work/asked"
    fake id 'echo "${FAKE_UID:-0}"'
    fake dpkg-query 'name=${!#}
        grep -qx "$name" "$FAKE/installed" || exit 1
        case "$*" in *Version*) echo "1:14.0-55" ;; *) printf installed ;; esac'
    fake apt-cache 'name=${!#}
        echo "$name:"; echo "  Installed: (none)"
        if grep -qx "$name" "$FAKE/known"; then echo "  Candidate: 1:18.0-59~exp2"; else echo "  Candidate: (none)"; fi'
    fake apt-get 'echo "$DEBIAN_FRONTEND $*" >>"$FAKE/asked"
        case "$*" in
            *update*) cat "$FAKE/archive" >>"$FAKE/known" ;;
            *install*) for p in "$@"; do if grep -qx -e "$p" "$FAKE/archive"; then echo "$p" >>"$FAKE/installed"; fi; done ;;
        esac'
}

# setup LIST: install_packages as ./quickstart runs it; its messages in $work/said.
# shellcheck disable=SC2016 # expanded by the inner shell
setup() {
    env -i PATH="$work/bin" FAKE="$work" FAKE_UID="${FAKE_UID:-0}" bash -c \
        'set -euo pipefail; . "$0"; install_packages "${!1}"' "$CCSIM_SOURCE/.ci/setup.sh" "$1" >"$work/said" 2>&1
}

fail() {
    printf '%s\nsaid:\n' "$1"
    cat "$work/said"
    echo 'asked of apt:'
    cat "$work/asked"
    exit 1
}

run='gcc libc6-dev cmake make pkgconf libgsl-dev libconfig-dev libhdf5-dev libxlsxwriter-dev libglpk-dev librandom123-dev tzdata'
test='git libcriterion-dev clang clang-format clang-tidy valgrind python3-h5py python3-xarray python3-h5netcdf python3-matplotlib python3-pip python3-setuptools python3-wheel python3-openpyxl netcdf-bin python3-netcdf4 r-cran-ncdf4 r-bioc-rhdf5 r-cran-hdf5r chromium groff-base dpkg-dev file zsh fish'
lines() { tr ' ' '\n' <<<"$*"; }

machine
lines "$run" >"$work/installed"
lines "$run" >"$work/archive"
: >"$work/known"
setup packages_to_run || fail 'nothing missing: must succeed'
[ ! -s "$work/asked" ] || fail 'nothing missing: apt must not be asked'

machine
lines "$run" | grep -v gsl >"$work/installed"
lines "$run" >"$work/known"
setup packages_to_run || fail 'one missing: must succeed'
[ "$(grep -c . "$work/asked")" = 1 ] || fail 'one missing and known: one question to apt'
grep -q '^noninteractive .*install.* libgsl-dev$' "$work/asked" || fail 'one missing: exactly that one, without questions'

machine
lines "$run" | grep -v -e gsl -e tzdata >"$work/installed"
: >"$work/known"
setup packages_to_run || fail 'lists never fetched: must succeed'
grep -q update "$work/asked" || fail 'lists never fetched: must fetch them'
grep -q 'install.* libgsl-dev tzdata$' "$work/asked" || fail 'lists never fetched: must install both'

machine
lines "$run $test" | grep -v clang >"$work/installed"
lines "$run $test" libclang-rt-18-dev >"$work/archive"
cat "$work/archive" >"$work/known"
setup packages_to_test || fail 'tests: must succeed'
grep -q 'install.* clang libclang-rt-18-dev clang-format clang-tidy$' "$work/asked" || fail 'tests: the runtime of the clang to come'

machine
lines "$run $test" >"$work/installed"
echo libclang-rt-14-dev | tee "$work/archive" "$work/known" >/dev/null
setup packages_to_test || fail 'tests: must succeed'
grep -q 'install.* libclang-rt-14-dev$' "$work/asked" || fail 'tests: the runtime of the clang that is there'

machine
lines "$run $test" libclang-rt-14-dev | grep -v chromium >"$work/installed"
echo chromium-browser >"$work/archive"
: >"$work/known"
setup packages_to_test || fail 'an alternative: must succeed'
grep -q 'install.* chromium-browser$' "$work/asked" || fail 'an alternative: the one that apt knows once its lists are there'

machine
rm "$work/bin/apt-get"
lines "$run" | grep -v -e gsl -e cmake >"$work/installed"
if setup packages_to_run; then fail 'without apt: must fail'; fi
grep -qx '  libgsl-dev' "$work/said" || fail 'without apt: must name what is missing'
grep -qx '  cmake' "$work/said" || fail 'without apt: must name all that is missing'
if grep -qx '  tzdata' "$work/said"; then fail 'without apt: must not name what is there'; fi

machine
FAKE_UID=1000
if setup packages_to_run; then fail 'neither root nor sudo: must fail'; fi
[ ! -s "$work/asked" ] || fail 'neither root nor sudo: apt must not be asked'
grep -q 'apt-get install .*libgsl-dev' "$work/said" || fail 'neither root nor sudo: must say what to do'

# shellcheck disable=SC2016 # expanded by the fake
fake sudo 'echo sudo >>"$FAKE/asked"; exec "$@"'
lines "$run" | tee "$work/archive" "$work/known" >/dev/null
setup packages_to_run || fail 'with sudo: must succeed'
grep -q sudo "$work/asked" || fail 'with sudo: must use it'

machine
rm "$work/bin/"{apt-get,apt-cache,dpkg-query}
FAKE_UID=0
if setup packages_to_run; then fail 'another system: must fail'; fi
grep -qx '  librandom123-dev' "$work/said" || fail 'another system: must name what it cannot see'
