#!/bin/sh
# The R package ccsimr, installed into a folder of its own, and its own test. Usage: test_ccsimr.sh PACKAGE PROGRAM
# Exit status 77 where R or ncdf4 is not installed.
set -eu
package=$1 program=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

command -v Rscript >/dev/null || { echo "skipped: R is not installed"; exit 77; }
Rscript --vanilla -e 'quit(status = if (requireNamespace("ncdf4", quietly = TRUE)) 0 else 77)' ||
    { echo "skipped: ncdf4 is not installed"; exit 77; }
cp -R "$package" "$folder/ccsimr" # R writes beside what it builds
mkdir "$folder/library"
R CMD INSTALL --library="$folder/library" "$folder/ccsimr" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
if grep -i warning "$folder/log"; then exit 1; fi
cd "$folder" # away from the scenarios: the test brings its own
R_LIBS="$folder/library" CCSIM_PROGRAM=$program LC_ALL=C.UTF-8 Rscript --vanilla "$folder/ccsimr/tests/tidy.R"
R_LIBS="$folder/library" Rscript --vanilla -e 'stopifnot(length(unlist(tools::codoc("ccsimr"))) == 0, length(unlist(tools::undoc("ccsimr"))) == 0)'
