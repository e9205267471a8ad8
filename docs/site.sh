#!/usr/bin/env bash
# The documentation as a site that needs no network: docs/site.sh [FOLDER], results/site if nothing is said. Takes mkdocs (Debian: apt-get install mkdocs).
# README.md is the first page; links to files that are no pages become their names.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
site=$(realpath -m "${1:-results/site}")
pages=results/site_pages

command -v mkdocs > /dev/null || { echo "docs/site.sh: mkdocs is missing: apt-get install mkdocs" >&2; exit 69; }
rm -rf "$pages"
mkdir -p "$pages"
# page FROM TO PREFIX: links below PREFIX are pages of the site, as are those without a folder; others leave it.
page() {
    sed -E "s#\]\($3#](#g; s#\[([^]]*)\]\(((\.\./|presets/|scenarios/|tests/|analysis/|sim/|examples/|include/)[^)]*|[A-Za-z_/]+\.(cff|sh|h|c|cfg)|LICENSE)\)#\1 (\`\2\`)#g" "$1" > "$2"
}
page README.md "$pages/index.md" docs/
for file in docs/*.md; do page "$file" "$pages/$(basename "$file")" docs/; done
page CHANGELOG.md "$pages/CHANGELOG.md" docs/
page CONTRIBUTING.md "$pages/CONTRIBUTING.md" docs/
cp -r docs/gallery "$pages/gallery"
mkdocs build --quiet --config-file docs/mkdocs.yml --site-dir "$site"
rm -f "$site/404.html" # which is for servers
echo "site: $site/index.html"
