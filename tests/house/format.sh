#!/usr/bin/env bash
# Every C file is as clang-format leaves it. Versions 14 to 18 agree on this style; later ones do not and are not asked.
set -euo pipefail
cd "$CCSIM_SOURCE"

tool=${CLANG_FORMAT:-clang-format}
version=$("$tool" --version | sed -E 's/.*version ([0-9]+).*/\1/')
if [ "$version" -lt 14 ] || [ "$version" -gt 18 ]; then
    echo "clang-format $version formats another way: versions 14 to 18 are wanted"
    exit 77
fi
mapfile -t files < <(find sim read file analysis study planning fit calibrate program include examples tests -name '*.[ch]' | sort)
[ "${#files[@]}" -gt 0 ]
if ! "$tool" --dry-run -Werror "${files[@]}"; then
    echo "mend with: clang-format -i FILE"
    exit 1
fi
echo "${#files[@]} files"
