#!/usr/bin/env bash
# wasm_sources.sh FOLDER: what ccsim.wasm is compiled of beside ccsim, in FOLDER: gsl/ and libconfig/, the sources that Debian has, each by its checksum, and
# include/ with their headers and Random123's. Fetched once; a FOLDER that is whole costs nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
mirror=http://deb.debian.org/debian/pool/main

# fetch PATH SHA256 NAME: unpacked as NAME
fetch() {
    local archive=${1##*/} helper=/usr/lib/apt/apt-helper

    if [ ! -f "$folder/$archive" ]; then
        if [ -x $helper ]; then
            $helper download-file "$mirror/$1" "$folder/$archive.part" "SHA256:$2" >"$folder/fetch.log" 2>&1 || { tail -n 1 "$folder/fetch.log" >&2; return 1; }
        else
            curl --fail --silent --show-error --location --output "$folder/$archive.part" "$mirror/$1"
        fi
        mv "$folder/$archive.part" "$folder/$archive"
    fi
    sha256sum --check --quiet <<<"$2  $folder/$archive"
    rm -rf "${folder:?}/$3" && mkdir "$folder/$3"
    tar -xzf "$folder/$archive" -C "$folder/$3" --strip-components=1
}

[ ! -f "$folder/whole" ] || exit 0
mkdir -p "$folder"
fetch g/gsl/gsl_2.7.1+dfsg.orig.tar.gz e560d6b9c6e254e46769bbb03583c00ecafbdd51b062c55db23b3b9612868567 gsl
fetch libc/libconfig/libconfig_1.5.orig.tar.gz e31daa390d8e4461c8830512fe2e13ba1a3d6a02a2305a02429eec61e68703f6 libconfig
rm -rf "$folder/include" && mkdir -p "$folder/include/gsl"
cp "$folder"/gsl/gsl_*.h "$folder"/gsl/*/gsl_*.h "$folder/include/gsl/"
cp "$here/wasm/gsl_config.h" "$folder/gsl/config.h"
cp "$folder/libconfig/lib/libconfig.h" "$folder/include/"
for place in /usr/include /usr/local/include; do
    [ ! -f "$place/Random123/philox.h" ] || ln -sfn "$place/Random123" "$folder/include/Random123"
done
[ -e "$folder/include/Random123/philox.h" ] || { echo 'Random123 is not installed' >&2; exit 1; }
touch "$folder/whole"
