#!/usr/bin/env bash
# cmake --install into an empty place, which is then moved: everything is there, the program runs from there, and host programs compile, link
# and run against what is installed alone: shared and static, by pkg-config and by CMake, by gcc and by clang.
set -euo pipefail
shopt -s extglob

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/place
cmake --install "$CCSIM_BUILD" --prefix "$work/first_place" >"$work/log" || { cat "$work/log"; exit 1; }
mv "$work/first_place" "$prefix"

cd "$work"
program=$prefix/bin/ccsim
library=$(find "$prefix" -name libccsim.a)
shared=$(find "$prefix" -name libccsim.so)
pc=$(find "$prefix" -path '*/pkgconfig/ccsim.pc')
for file in "$program" "$library" "$shared" "$pc" "${library%/*}/cmake/ccsim/ccsim-config.cmake" "$prefix/include/ccsim/ccsim.h" "$prefix/share/ccsim/scenarios/bank_day.cfg" \
    "$prefix/share/man/man1/ccsim.1" "$prefix/share/bash-completion/completions/ccsim" \
    "$prefix/share/zsh/vendor-completions/_ccsim" "$prefix/share/fish/vendor_completions.d/ccsim.fish" "$prefix/share/doc/ccsim/copyright"; do
    [ -s "$file" ] || { echo "not installed: ${file:-library or pkg-config file}"; exit 1; }
done
if find "$prefix/include" -type f ! -path '*/include/ccsim/*.h' | grep .; then echo 'more than the public headers is installed'; exit 1; fi

export PKG_CONFIG_PATH=${pc%/*}
version=$(pkg-config --modversion ccsim)
host=$CCSIM_SOURCE/tests/house/hello.c
says_version() {
    local said
    said=$("$@") && [ "$said" = "$version" ] || { echo "$*: says '$said', wanted $version"; exit 1; }
}

# The shared library shows what the public header declares, and is called by the version of its interface.
declared=$(sed -nE 's/^[a-z].*[ *](ccs(im)?_[a-z_]+)\(.*/\1/p' "$prefix"/include/ccsim/*.h | sort)
shown=$(nm --dynamic --defined-only "$shared" | sed -nE 's/.* [TDBRV] ([^_].*)/\1/p' | sort)
[ "$declared" = "$shown" ] || { echo 'declared and shown differ:'; diff <(echo "$declared") <(echo "$shown"); exit 1; }
soname=$(readelf -d "$shared" | sed -nE 's/.*SONAME.*\[(.*)\]/\1/p')
[[ $soname == libccsim.so.+([0-9]).+([0-9]) || $soname == libccsim.so.+([0-9]) ]] || { echo "an odd name: $soname"; exit 1; }
if readelf -S "$library" | grep -q gnu.lto; then echo 'every link with the static library would be an optimisation of it'; exit 1; fi

read -ra flags < <(pkg-config --cflags --libs ccsim)
read -ra static < <(pkg-config --cflags --libs --static ccsim)
static=("${static[@]/#-lccsim/-l:libccsim.a}")
built=0
for compiler in cc clang; do
    command -v $compiler >/dev/null || continue
    $compiler -std=c11 -Wall -Wextra -Wpedantic -Werror -o hello "$host" "${flags[@]}"
    readelf -d hello | grep -qF "[$soname]" || { echo "$compiler: not linked with $soname"; exit 1; }
    says_version env LD_LIBRARY_PATH="${shared%/*}" ./hello
    $compiler -std=c11 -Wall -Wextra -Wpedantic -Werror -o hello_static "$host" "${static[@]}"
    if readelf -d hello_static | grep -qF libccsim; then echo "$compiler: not linked statically"; exit 1; fi
    says_version ./hello_static
    built=$((built + 1))
done
[ $built -gt 0 ]

mkdir consumer
cp "$host" consumer/hello.c
cat >consumer/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(consumer C)
find_package(ccsim 0.1 REQUIRED COMPONENTS static)
foreach(library ccsim ccsim_static)
  add_executable(hello_${library} hello.c)
  target_link_libraries(hello_${library} PRIVATE ccsim::${library})
endforeach()
END
{ cmake -S consumer -B consumer/build -D CMAKE_PREFIX_PATH="$prefix" && cmake --build consumer/build; } >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
says_version consumer/build/hello_ccsim
says_version consumer/build/hello_ccsim_static
# C++ programs can use the headers.
for compiler in c++ clang++; do
    command -v $compiler >/dev/null || continue
    for header in "$prefix"/include/ccsim/*.h; do
        $compiler -std=c++11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ -I "$prefix/include" - <<<"#include <ccsim/${header##*/}>"
    done
done

"$program" --version | grep -F "$version"
"$program" check "$prefix/share/ccsim/scenarios/bank_day.cfg"
