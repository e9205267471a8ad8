#!/bin/sh
# A reader of R's on the sample of write_sample.c and on the newest stored format. Usage: test_r.sh READER WRITE_SAMPLE
# Exit status 77 where R or the reader is not installed.
set -eu
reader=$1 write_sample=$2
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

command -v Rscript >/dev/null || { echo "skipped: R is not installed"; exit 77; }
Rscript --vanilla -e "quit(status = if (requireNamespace('$reader', quietly = TRUE)) 0 else 77)" ||
    { echo "skipped: $reader is not installed"; exit 77; }
"$write_sample" "$folder/sample.h5"
gunzip -c "$(ls "$here"/formats/format_*.h5.gz | tail -n 1)" >"$folder/stored.h5"
LC_ALL=C.UTF-8 Rscript --vanilla "$here/$reader.R" "$folder/sample.h5" "$folder/stored.h5"
