"""Statements of law to check by hand: `uv run python benchmarks/sample.py [--number 60] [--seed 1]`.

Draws sentences that cite an article from the published documents, always the same for the same
library and seed, and prints each with its place and what it cites.
"""

import argparse
import datetime as dt
import random
import re
from collections.abc import Iterator
from pathlib import Path

from lawkb import loading
from lawkb.library import Library
from lawkb.page import Page

ROOT = Path(__file__).resolve().parent.parent
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


def main() -> None:
    """Draw and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    library = loading.library(ROOT, dt.date(2026, 11, 22))
    statements = [found for page in library.listed for found in _statements(page, library)]
    chosen = random.Random(arguments.seed).sample(statements, arguments.number)
    print(f"{len(statements)} statements, {len(chosen)} drawn with seed {arguments.seed}\n")
    for number, (place, cited, sentence) in enumerate(sorted(chosen), 1):
        print(f"{number}. {place} [{cited}]\n   {sentence}\n")


def _statements(page: Page, library: Library) -> Iterator[tuple[str, str, str]]:
    """Place, citations and words of each sentence of the body that cites an article."""
    source = page.source
    citations = [found for found in library.citations(page) if found.law and found.articles]
    for match in _SENTENCE.finditer(source.text, source.body_start):
        inside = [found for found in citations if match.start() <= found.start < match.end()]
        if inside:
            cited = "；".join(
                f"{c.law.short}{'、'.join(a.chinese for a in c.articles)}" for c in inside if c.law
            )
            line, _ = source.position(match.start())
            yield f"{page.path}:{line}", cited, match[0].strip()


if __name__ == "__main__":
    main()
