# shellcheck shell=bash disable=SC2034
# What ./quickstart and ./check share: the system packages, listed once, how to get those that are missing, and the build.
# With apt only what dpkg does not know as installed is asked for; without apt it is printed. Names as in Debian and Ubuntu.

# One package a line, and how to see it where there is no dpkg: command:NAME, pc:NAME (pkg-config), header:PATH or file:PATH.
# Alternatives are parted by |; the first that apt knows is the one that gets installed.
packages_to_run='
gcc                 command:gcc
libc6-dev           header:stdio.h
cmake               command:cmake
ninja-build|make    command:ninja|command:make
pkg-config|pkgconf  command:pkg-config
libgsl-dev          pc:gsl
libconfig-dev       pc:libconfig
libhdf5-dev         pc:hdf5-serial|pc:hdf5
libxlsxwriter-dev   pc:xlsxwriter
libglpk-dev         header:glpk.h
librandom123-dev    header:Random123/philox.h
tzdata              file:/usr/share/zoneinfo/America/New_York
'
packages_to_test='
git                 command:git
libcriterion-dev    pc:criterion
clang               command:clang
libclang-rt-@CLANG@-dev  clang:libclang_rt.fuzzer
clang-format        command:clang-format
clang-tidy          command:clang-tidy
valgrind            command:valgrind
python3-h5py        python:h5py
python3-xarray      python:xarray
python3-h5netcdf    python:h5netcdf
python3-matplotlib  python:matplotlib
python3-pip         python:pip
python3-setuptools  python:setuptools
python3-wheel       python:wheel
python3-openpyxl    python:openpyxl
netcdf-bin          command:ncdump
python3-netcdf4     python:netCDF4
r-cran-ncdf4        r:ncdf4
r-bioc-rhdf5        r:rhdf5
r-cran-hdf5r        r:hdf5r
chromium|chromium-browser  command:chromium|command:chromium-browser
groff-base          command:groff
zsh                 command:zsh
fish                command:fish
dpkg-dev            command:dpkg-shlibdeps
file                command:file
'
# For ccsim.wasm, and for its test; both are left out without them.
packages_for_wasm='
clang               command:clang
wasi-libc           file:/usr/include/wasm32-wasi/stdio.h
libclang-rt-@CLANG@-dev-wasm32  clang:libclang_rt.builtins-wasm32
lld                 command:wasm-ld
'
packages_to_test_wasm='
nodejs              command:node
'

say() { printf '%s\n' "$*" >&2; }

has_command() { command -v "$1" >/dev/null 2>&1; }

# package_installed NAME: dpkg's word. "Status: deinstall ok config-files" and the like do not count.
package_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# thing_there KIND:NAME
thing_there() {
    local kind=${1%%:*} name=${1#*:}

    case $kind in
        command) has_command "$name" ;;
        pc) has_command pkg-config && pkg-config --exists "$name" ;;
        header) has_command gcc && printf '#include <%s>\n' "$name" | gcc -E -x c - >/dev/null 2>&1 ;;
        file) [ -e "$name" ] ;;
        python) /usr/bin/env python3 -c "import $name" >/dev/null 2>&1 ;;
        r) has_command Rscript && Rscript --vanilla -e "quit(status = !requireNamespace('$name'))" >/dev/null 2>&1 ;;
        clang) has_command clang && [ -n "$(find "$(clang -print-resource-dir)" -name "$name*" 2>/dev/null)" ] ;;
        *) return 1 ;;
    esac
}

# candidate NAME: the version apt would install; nothing if it knows none.
candidate() {
    LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -nE 's/^ +Candidate: *(.*)$/\1/p' | grep -v '^(none)$' || true
}

# first_known NAMES...: the first that apt knows; the first of all if it knows none.
first_known() {
    local name

    for name in "$@"; do
        if has_command apt-cache && [ -n "$(candidate "$name")" ]; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "$1"
}

# missing_packages LIST: prints the packages of LIST that are missing, one a line.
missing_packages() {
    local names things item found

    while read -r names things; do
        [ -n "$names" ] || continue
        found=no
        if has_command dpkg-query; then
            for item in ${names//|/ }; do if package_installed "$item"; then found=yes; fi; done
        else
            for item in ${things//|/ }; do if thing_there "$item"; then found=yes; fi; done
        fi
        # shellcheck disable=SC2086 # one word each
        [ $found = yes ] || first_known ${names//|/ }
    done <<<"$1"
}

# clang_major: the major version of the clang that is there or would be installed, which the name of its runtime carries.
clang_major() {
    local version=''

    if has_command dpkg-query; then version=$(dpkg-query --show --showformat='${Version}' clang 2>/dev/null || true); fi
    if [ -z "$version" ] && has_command clang; then version=$(clang -dumpversion); fi
    if [ -z "$version" ] && has_command apt-cache; then version=$(candidate clang); fi
    sed -E 's/^([0-9]+:)?([0-9]+)\..*/\2/' <<<"$version"
}

# as_root COMMAND...: directly, or by sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has_command sudo; then
        sudo "$@"
    else
        return 126
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes -o DPkg::Lock::Timeout=300 "$@" >&2
}

# apt_knows NAMES...: whether apt has a candidate for each.
apt_knows() {
    local name

    for name in "$@"; do [ -n "$(candidate "$name")" ] || return 1; done
}

# give_up NAMES...: without apt, or without the right to use it.
give_up() {
    say "These packages are missing (names as in Debian and Ubuntu):"
    printf '  %s\n' "$@" >&2
    say "Install them, as root: apt-get install $*"
}

# install_packages LIST: makes sure that the packages of LIST are there. Costs nothing and needs no network when they are.
install_packages() {
    local list=$1 missing major

    if [[ $list == *@CLANG@* ]]; then
        major=$(clang_major)
        if [ -z "$major" ] && has_command apt-get && { [ "$(id -u)" = 0 ] || has_command sudo; }; then
            apt update # a machine whose lists of packages were never fetched
            major=$(clang_major)
        fi
        list=${list//@CLANG@/$major}
        list=${list//libclang-rt--dev/libclang-rt-dev}
    fi
    mapfile -t missing < <(missing_packages "$list")
    [ "${#missing[@]}" -gt 0 ] || return 0
    has_command apt-get || { give_up "${missing[@]}"; return 1; }
    [ "$(id -u)" = 0 ] || has_command sudo || { give_up "${missing[@]}"; return 1; }

    say "Installing: ${missing[*]}"
    if ! apt_knows "${missing[@]}"; then
        apt update || { give_up "${missing[@]}"; return 1; }
        mapfile -t missing < <(missing_packages "$list") # of alternatives another may be known now
    fi
    if ! apt install --no-install-recommends "${missing[@]}"; then
        # A list older than the archive: ask again once.
        { apt update && apt install --no-install-recommends "${missing[@]}"; } || { give_up "${missing[@]}"; return 1; }
    fi
    mapfile -t missing < <(missing_packages "$list")
    [ "${#missing[@]}" -eq 0 ] || { give_up "${missing[@]}"; return 1; }
}

# configure_and_build PRESET TARGET ARGUMENTS...: CMake's configuration (with ARGUMENTS) and build of TARGET on all processors.
configure_and_build() {
    local preset=$1 target=$2
    shift 2

    # Ninja where there is one; a folder that was configured with another generator keeps it.
    if [ ! -f "build/$preset/CMakeCache.txt" ] && [ -z "${CMAKE_GENERATOR:-}" ] && has_command ninja; then
        set -- -G Ninja "$@"
    fi
    cmake --preset "$preset" "$@" && cmake --build "build/$preset" --target "$target" --parallel "$(nproc)"
}
