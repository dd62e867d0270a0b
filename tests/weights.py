"""What a page costs on a weak network: a table of bytes as they are sent, compressed by gzip.

python -m tests.weights [FOLDER OF A SITE]
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.command import PROJECT, build

KB = 1024
# The bars: a story's HTML, the stylesheet, all scripts of a page, its first view without pictures.
HTML, CSS, SCRIPTS, FIRST_VIEW, PICTURE = 20 * KB, 12 * KB, 10 * KB, 40 * KB, 80 * KB
_LOADED = re.compile(r'<(?:link rel="(?P<rel>stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Weight:
    """A page's bytes by what they are."""

    name: str
    html: int
    css: int
    scripts: int
    icon: int

    @property
    def first_view(self) -> int:
        """All that is loaded before a reader scrolls, but for pictures."""
        return self.html + self.css + self.scripts + self.icon


def packed(path: Path) -> int:
    """The size as servers send it, or as it is where that is smaller."""
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 6, mtime=0)))


def weigh(output: Path, page: Path) -> Weight:
    """A page with what it loads at once."""
    sizes = {"stylesheet": 0, "icon": 0, None: 0}
    for match in _LOADED.finditer(page.read_text(encoding="utf-8")):
        sizes[match["rel"]] += packed((page.parent / match[2]).resolve())
    name = page.relative_to(output).as_posix()
    return Weight(name, packed(page), sizes["stylesheet"], sizes[None], sizes["icon"])


def weights(output: Path) -> list[Weight]:
    """Every page of a site."""
    return [weigh(output, page) for page in sorted(output.rglob("*.html"))]


def table(found: list[Weight]) -> str:
    """The heaviest first, in kilobytes of 1,024 bytes."""
    lines = [f"{'page':44} {'HTML':>6} {'CSS':>6} {'JS':>6} {'first view':>11}"]
    for weight in sorted(found, key=lambda one: -one.first_view):
        numbers = (weight.html, weight.css, weight.scripts)
        cells = " ".join(f"{number / KB:6.1f}" for number in numbers)
        lines.append(f"{weight.name:44} {cells} {weight.first_view / KB:11.1f}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(arguments[0]) if arguments else Path(folder) / "output"
        if not arguments:
            build(PROJECT, "--output", output)
        print(table(weights(output)))


if __name__ == "__main__":
    main(sys.argv[1:])
