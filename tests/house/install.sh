#!/usr/bin/env bash
# cmake --install into an empty place: everything is there, the program runs from there, and a host program compiles, links (by gcc, by
# clang without link-time optimisation) and runs against the installed header and library only.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/place
cmake --install "$CCSIM_BUILD" --prefix "$prefix" >"$work/log" || { cat "$work/log"; exit 1; }

cd "$work"
program=$prefix/bin/ccsim
library=$(find "$prefix" -name libccsim.a)
pc=$(find "$prefix" -path '*/pkgconfig/ccsim.pc')
for file in "$program" "$library" "$pc" "$prefix/include/ccsim/ccsim.h" "$prefix/share/ccsim/scenarios/retail_bank.cfg" \
    "$prefix/share/man/man1/ccsim.1" "$prefix/share/bash-completion/completions/ccsim" \
    "$prefix/share/zsh/vendor-completions/_ccsim" "$prefix/share/fish/vendor_completions.d/ccsim.fish" "$prefix/share/doc/ccsim/copyright"; do
    [ -s "$file" ] || { echo "not installed: ${file:-library or pkg-config file}"; exit 1; }
done
if find "$prefix/include" -type f ! -path '*/include/ccsim/*.h' | grep .; then echo 'more than the public headers is installed'; exit 1; fi

export PKG_CONFIG_PATH=${pc%/*}
read -ra flags < <(pkg-config --cflags --libs ccsim)
version=$(pkg-config --modversion ccsim)
built=0
for compiler in cc clang; do
    command -v $compiler >/dev/null || continue
    $compiler -std=c11 -Wall -Wextra -Wpedantic -Werror -o hello "$CCSIM_SOURCE/tests/house/hello.c" "${flags[@]}"
    [ "$(./hello)" = "$version" ] || { echo "$compiler: hello says '$(./hello)', wanted $version"; exit 1; }
    built=$((built + 1))
done
[ $built -gt 0 ]
# C++ programs can use the headers.
for compiler in c++ clang++; do
    command -v $compiler >/dev/null || continue
    for header in "$prefix"/include/ccsim/*.h; do
        $compiler -std=c++11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ -I "$prefix/include" - <<<"#include <ccsim/${header##*/}>"
    done
done

"$program" --version | grep -F "$version"
"$program" check "$prefix/share/ccsim/scenarios/retail_bank.cfg"
