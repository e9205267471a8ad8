#!/usr/bin/env bash
# cpack: the package for Debian holds what it should, names what it needs, and its program runs from where it is unpacked: a scenario to
# start from, the scenarios that come with it. As root, dpkg also installs it into an empty system of its own and removes it again.
set -euo pipefail

for tool in cpack dpkg-deb dpkg-shlibdeps file readelf; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf '%s\n' "$@"; exit 1; }

(umask 077 && cpack --config "$CCSIM_BUILD/CPackConfig.cmake" -G DEB -B "$work/made") >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
! grep -i warning "$work/log" || fail 'cpack warns'
package=$(echo "$work"/made/*.deb)
version=$("$CCSIM_PROGRAM" --version | sed -nE '1s/^ccsim ([^ ]+).*/\1/p')
[[ ${package##*/} == "ccsim_${version}_$(dpkg --print-architecture).deb" ]] || fail "an odd name: ${package##*/}"

# What it says about itself.
field() { dpkg-deb --field "$package" "$1"; }
[ "$(field Package)" = ccsim ] || fail 'field Package'
[ "$(field Version)" = "$version" ] || fail 'field Version'
[ "$(field Section)" = science ] || fail 'field Section'
[[ $(field Maintainer) == *' <'*'@'*'>' ]] || fail 'field Maintainer'
depends=$(field Depends)
for library in tzdata libc6 libgsl libconfig libhdf5 libxlsxwriter libglpk; do
    [[ ", $depends" == *", $library"* ]] || fail "does not depend on $library: $depends"
done
[ "$(field Description | wc -l)" -ge 3 ] || fail 'no description'

# What it holds, and that everybody may read it, whatever the umask of who made it.
root=$work/root
dpkg-deb --extract "$package" "$root"
for file in bin/ccsim include/ccsim/ccsim.h share/man/man1/ccsim.1 share/bash-completion/completions/ccsim share/doc/ccsim/copyright \
    share/zsh/vendor-completions/_ccsim share/fish/vendor_completions.d/ccsim.fish \
    share/doc/ccsim/LICENSE share/ccsim/scenarios/bank_day.cfg share/ccsim/scenarios/starter.cfg \
    share/ccsim/scenarios/profiles/office_hours.csv; do
    [ -s "$root/usr/$file" ] || fail "not in the package: $file"
done
[ "$(find "$root/usr" -name libccsim.a -o -name libccsim.so -o -path '*/pkgconfig/ccsim.pc' -o -name ccsim-config.cmake | wc -l)" = 4 ] || fail 'no library'
odd=$(dpkg-deb --contents "$package" | awk '$1 !~ /^(drwxr-xr-x|-rw-r--r--|lrwxrwxrwx)$/ && $6 != "./usr/bin/ccsim" || $2 != "root/root"')
[ -z "$odd" ] || fail 'odd permissions or owners:' "$odd"
[ -x "$root/usr/bin/ccsim" ] || fail 'the program cannot be run'
grep -q 'Random123' "$root/usr/share/doc/ccsim/copyright" || fail 'the licence of what is compiled in is missing'
if grep -r -F -l "$CCSIM_SOURCE" "$root/usr/share" "$root/usr/include" "$root/usr/lib/"*/*.pc 2>/dev/null; then fail 'names the place where it was made'; fi

# Its program, away from all that it was built from.
try() {
    mkdir "$work/room"
    (
        cd "$work/room"
        "$1/usr/bin/ccsim" --version | grep -F "ccsim $version"
        "$1/usr/bin/ccsim" init mine >said
        "$1/usr/bin/ccsim" check --quiet mine.cfg
        "$1/usr/bin/ccsim" run mine.cfg --replications 3 --quiet -o mine.h5 | grep -F 'Service team'
        "$1/usr/bin/ccsim" show mine.h5 | grep -F 'Service team'
        "$1/usr/bin/ccsim" run "$1/usr/share/ccsim/scenarios/office.cfg" --replications 3 --quiet | grep -F 'Sales'
        "$1/usr/bin/ccsim" list man | cmp - "$1/usr/share/man/man1/ccsim.1"
        "$1/usr/bin/ccsim" list bash-completion | cmp - "$1/usr/share/bash-completion/completions/ccsim"
    ) >"$work/log" || fail "the program of the package fails, after:" "$(cat "$work/log")"
    rm -r "$work/room"
}
try "$root"

[ "$(id -u)" = 0 ] || { echo 'not root: not installed by dpkg'; exit 0; }
system=$work/system
mkdir -p "$system/var/lib/dpkg/"{info,updates,triggers}
touch "$system/var/lib/dpkg/status"
# cpack adds scripts that call ldconfig for the shared library; the empty system has no shell to run them in, and this one's cache stays.
mkdir "$work/bin"
printf '#!/bin/sh\necho asked >>"%s"\n' "$work/ldconfig" >"$work/bin/ldconfig"
chmod +x "$work/bin/ldconfig"
dpkg_there() { PATH="$work/bin:$PATH" dpkg --root="$system" --log=/dev/null --force-depends --force-script-chrootless "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }
dpkg_there --install "$package"
[ "$(dpkg-query --admindir="$system/var/lib/dpkg" --show --showformat='${db:Status-Status}' ccsim)" = installed ] || fail 'not installed'
[ -s "$work/ldconfig" ] || fail 'ldconfig is not told of the shared library'
try "$system"
dpkg_there --purge ccsim
[ -z "$(find "$system/usr" -type f 2>/dev/null)" ] || fail 'something stays behind'
