#!/usr/bin/env bash
# What others wrote and git holds (the drawing libraries of the report page, the checker of its tests) is what the lock files say: sums,
# versions, licences; and the bundles can stand inside a page's <script>.
set -euo pipefail
cd "$CCSIM_SOURCE"

bad=0
fail() { echo "$*"; bad=1; }

# locked FOLDER PACKAGE: its version in the lock file, which also has a sum for every package.
locked() {
    /usr/bin/env python3 - "$1/package-lock.json" "node_modules/$2" <<'PYTHON'
import json, sys
packages = json.load(open(sys.argv[1], encoding="utf-8"))["packages"]
assert all("integrity" in package for name, package in packages.items() if name), "a package without a sum"
print(packages[sys.argv[2]]["version"])
PYTHON
}

page=analysis/web/vendor tests=tests/browser/vendor
for folder in $page $tests; do
    (cd "$folder" && sha256sum --quiet --strict --check SHA256SUMS) || fail "$folder: sums differ; update.sh writes the files"
    (cd "$folder" && for file in *.min.js LICENSE*; do grep -qF "  $file" SHA256SUMS || { echo "$folder/$file has no sum"; exit 1; }; done) || bad=1
done

for name in vega vega-lite vega-embed; do
    version=$(locked $page $name)
    grep -qF "\"$version\"" $page/$name.min.js || fail "$name.min.js is not version $version"
    grep -qF "\"$name\": \"$version\"" $page/package.json || fail "package.json does not ask for $name $version"
    grep -q "^$name $version (BSD-3-Clause)$" $page/LICENSES.txt || fail "LICENSES.txt lacks $name $version"
done
version=$(locked $tests axe-core)
grep -q "axe v${version//./\\.}$" $tests/axe.min.js || fail "axe.min.js is not version $version"

# Inside <script> these would end it, or hide its end, whatever JavaScript takes them for.
if grep -l -i -E '</script|<script|<!--' $page/*.min.js; then fail 'a bundle cannot be put into a page'; fi
exit $bad
