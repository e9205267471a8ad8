#!/usr/bin/env bash
# Fetches what others wrote, exactly as the lock files say, and writes the very files that git holds: the drawing libraries of the
# report page (beside this script) and the accessibility checker of its tests (tests/browser/vendor). Needs npm and the network; a
# build, a run and the tests need neither. Nothing is minified or changed here: the files are those of the packages.
#
#   analysis/web/vendor/update.sh [--check]
#
# To take newer versions, change package.json, run `npm install --package-lock-only` beside it, then this script. --check writes
# nothing and fails if the packages give other bytes than git holds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

check=no
case ${1:-} in
    '') ;;
    --check) check=yes ;;
    *) echo "usage: $0 [--check]" >&2; exit 64 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# notices MODULES: the licences of the packages in a bundle, equal texts once. Those that only serve command lines are in no bundle.
notices() {
    /usr/bin/env python3 - "$1" <<'PYTHON'
import json, pathlib, sys

modules = pathlib.Path(sys.argv[1])
not_bundled = {"commander", "iconv-lite", "rw", "yargs"}
names, todo = set(), ["vega", "vega-lite", "vega-embed"]
while todo:
    name = todo.pop()
    if name not in names | not_bundled and not name.startswith("@types/"):
        names.add(name)
        todo += json.loads((modules / name / "package.json").read_text()).get("dependencies", {})
texts = {}
for name in sorted(names):
    package = json.loads((modules / name / "package.json").read_text())
    licence = next(p for p in sorted((modules / name).iterdir()) if p.name.lower().startswith("licen"))
    text = "\n".join(line.rstrip() for line in licence.read_text().strip().splitlines())
    texts.setdefault(text, []).append(f"{name} {package['version']} ({package['license']})")
print("This page carries the drawing libraries Vega, Vega-Lite and Vega-Embed, with the packages that are part of them.")
for text, packages in sorted(texts.items(), key=lambda item: item[1]):
    print("\n" + "-" * 80 + "\n" + "\n".join(packages) + "\n\n" + text)
PYTHON
}

# fetch FOLDER NAME: the packages of FOLDER's lock file, in $work/NAME; no script of theirs runs.
fetch() {
    mkdir -p "$work/$2"
    cp "$1/package.json" "$1/package-lock.json" "$work/$2"
    npm ci --prefix "$work/$2" --ignore-scripts --no-audit --no-fund --loglevel=error
}

# deliver FOLDER FILES...: FILES of $work/new with their sums into FOLDER, or compared with what is there.
deliver() {
    local folder=$1 file
    shift

    (cd "$work/new" && sha256sum "$@" >SHA256SUMS)
    for file in "$@" SHA256SUMS; do
        if [ $check = yes ]; then
            cmp "$work/new/$file" "$folder/$file"
        else
            cp "$work/new/$file" "$folder/$file"
        fi
    done
    rm -r "$work/new"
}

fetch . page
mkdir "$work/new"
for name in vega vega-lite vega-embed; do cp "$work/page/node_modules/$name/build/$name.min.js" "$work/new"; done
notices "$work/page/node_modules" >"$work/new/LICENSES.txt"
deliver . vega.min.js vega-lite.min.js vega-embed.min.js LICENSES.txt

tests=../../../tests/browser/vendor
fetch $tests tests
mkdir "$work/new"
cp "$work/tests/node_modules/axe-core/"{axe.min.js,LICENSE,LICENSE-3RD-PARTY.txt} "$work/new"
deliver $tests axe.min.js LICENSE LICENSE-3RD-PARTY.txt
