#!/usr/bin/env bash
# The documentation as a site: every link within it leads somewhere, and nothing that a page shows comes from elsewhere. Skipped where mkdocs is missing.
set -euo pipefail
cd "$CCSIM_SOURCE"
command -v mkdocs > /dev/null || { echo "skipped: mkdocs is missing (apt-get install mkdocs)"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/source"
git ls-files -z README.md CHANGELOG.md CONTRIBUTING.md docs | xargs -0 cp --parents -t "$scratch/source"
"$scratch/source/docs/site.sh" "$scratch/site"
python3 - "$scratch/site" << 'END'
import html.parser
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
bad = []


class Links(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name not in ("href", "src") or not value or value.startswith(("#", "mailto:", "data:")):
                continue
            if re.match("([a-z]+:)?//", value):
                if tag in ("script", "link", "img"):
                    bad.append(f"{self.page.name}: {tag} from {value}")
            elif not (self.page.parent / re.split("[#?]", value)[0]).exists():
                bad.append(f"{self.page.name}: there is no {value}")


pages = list(root.rglob("*.html"))
for page in pages:
    links = Links()
    links.page = page
    links.feed(page.read_text())
print(f"{len(pages)} pages")
sys.exit("\n".join(bad) if bad or len(pages) < 40 else 0)
END
